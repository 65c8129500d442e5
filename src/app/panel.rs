//! The side panel: key facts, notes, or what other articles say. Moving in it lights the words in the reader.

/// What the panel shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    /// The extracted key facts and figures.
    #[default]
    Facts,
    /// The marks of the article.
    Notes,
    /// What other articles say about the same things.
    Comparisons,
}

/// State of the panel: rows of text made for its width, and a cursor over their items.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// What is shown.
    pub tab: Tab,
    /// The rows, wrapped to the width of the pane.
    pub rows: Vec<PanelRow>,
    /// Number of items.
    pub items: usize,
    /// The item under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// What is missing, said in one line: "no facts found", "numbers are read in English only".
    pub remark: String,
}

/// One row of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PanelRow {
    /// The item it belongs to; `None` for group headings.
    pub item: Option<usize>,
    /// What stands in it.
    pub part: Part,
    /// The text, at most as wide as the pane.
    pub text: String,
}

/// What a row of the panel holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The heading of a group of items.
    Heading,
    /// A blank row between items.
    Blank,
    /// The words of an item; the first row begins with the sign of its kind.
    Words(Kind),
    /// Its normalised value.
    Value(Kind),
    /// Why it was picked.
    Reason,
    /// How another article stands to it.
    Relation(crate::model::relation::RelationKind),
    /// Label and verdict of a mark.
    Label,
    /// The text of a note.
    Note,
    /// Tags.
    Tags,
}

/// What an item is, for its colour and sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A key sentence.
    Sentence,
    /// A fact.
    Fact(crate::model::FactKind),
    /// A mark.
    Mark,
    /// A pair of facts.
    Pair,
}
