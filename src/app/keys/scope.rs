//! Where commands can be given: the scopes, and the sets of them that the table of commands speaks of.

/// Where a command can be given: the pane or layer that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the panes and layers")]
pub enum Scope {
    List,
    Reader,
    /// The reader while words are selected.
    Select,
    /// The labelling layer over the reader.
    Labelling,
    /// The reader while words are picked for something that waits for them.
    Picking,
    /// The tabs of the panel, but for the facts.
    Panel,
    /// The facts in the panel.
    Facts,
    /// The triage deck.
    Deck,
    Notes,
    /// Marks whose text changed.
    Review,
    /// What several people marked in the same words.
    Adjudication,
    /// Phrases that are all to be labelled.
    Same,
    Ledger,
    /// The disagreements of the library.
    Disagreements,
    Sources,
    Compare,
    /// What changed between two versions of an article.
    Diff,
    /// Something to be read: details, a repair, the text as it came.
    Page,
    /// Feeds to choose from.
    Offers,
    Help,
    Themes,
    /// A line being typed: filter, find, `:` line, tags.
    Prompt,
    /// The note editor.
    Editor,
    /// The label palette.
    Labels,
    /// Letters on sentences or links.
    Hints,
    /// A yes-or-no question.
    Confirm,
}

impl Scope {
    /// All scopes, in the order of the help screen.
    pub const ALL: [Self; 26] = [
        Self::List,
        Self::Reader,
        Self::Select,
        Self::Labelling,
        Self::Picking,
        Self::Panel,
        Self::Facts,
        Self::Deck,
        Self::Notes,
        Self::Review,
        Self::Adjudication,
        Self::Same,
        Self::Ledger,
        Self::Disagreements,
        Self::Sources,
        Self::Compare,
        Self::Diff,
        Self::Page,
        Self::Offers,
        Self::Help,
        Self::Themes,
        Self::Prompt,
        Self::Editor,
        Self::Labels,
        Self::Hints,
        Self::Confirm,
    ];

    /// The name that key map files use, such as `list`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Reader => "reader",
            Self::Select => "select",
            Self::Labelling => "labelling",
            Self::Picking => "picking",
            Self::Panel => "panel",
            Self::Facts => "facts",
            Self::Deck => "deck",
            Self::Notes => "notes",
            Self::Review => "review",
            Self::Adjudication => "adjudication",
            Self::Same => "same",
            Self::Ledger => "ledger",
            Self::Disagreements => "disagreements",
            Self::Sources => "sources",
            Self::Compare => "compare",
            Self::Diff => "diff",
            Self::Page => "page",
            Self::Offers => "offers",
            Self::Help => "help",
            Self::Themes => "themes",
            Self::Prompt => "prompt",
            Self::Editor => "editor",
            Self::Labels => "labels",
            Self::Hints => "hints",
            Self::Confirm => "confirm",
        }
    }

    /// The scope that this one is a part of: keys that a person binds there hold here too.
    pub const fn whole(self) -> Option<Self> {
        match self {
            Self::Facts => Some(Self::Panel),
            _ => None,
        }
    }

    /// Whether keys without a binding are text here, so that digits are no counts.
    pub const fn types_text(self) -> bool {
        matches!(
            self,
            Self::Prompt | Self::Editor | Self::Labels | Self::Hints | Self::Confirm
        )
    }
}

/// Panes and views with a cursor.
pub(super) const MOVING: &[Scope] = &[
    Scope::List,
    Scope::Reader,
    Scope::Select,
    Scope::Labelling,
    Scope::Picking,
    Scope::Panel,
    Scope::Facts,
    Scope::Deck,
    Scope::Notes,
    Scope::Review,
    Scope::Adjudication,
    Scope::Same,
    Scope::Ledger,
    Scope::Disagreements,
    Scope::Sources,
    Scope::Compare,
    Scope::Diff,
    Scope::Page,
    Scope::Offers,
    Scope::Help,
    Scope::Themes,
];
/// The three panes.
pub(super) const PANES: &[Scope] = &[
    Scope::List,
    Scope::Reader,
    Scope::Select,
    Scope::Panel,
    Scope::Facts,
];
/// The panes and the views over them.
pub(super) const VIEWS: &[Scope] = &[
    Scope::List,
    Scope::Reader,
    Scope::Select,
    Scope::Labelling,
    Scope::Panel,
    Scope::Facts,
    Scope::Deck,
    Scope::Notes,
    Scope::Review,
    Scope::Adjudication,
    Scope::Ledger,
    Scope::Disagreements,
    Scope::Sources,
    Scope::Compare,
    Scope::Diff,
];
/// The text of an article.
pub(super) const TEXT: &[Scope] = &[Scope::Reader, Scope::Select];
/// The text of an article, in whatever way one moves in it.
pub(super) const WALK: &[Scope] = &[
    Scope::Reader,
    Scope::Select,
    Scope::Labelling,
    Scope::Picking,
];
/// Where words of the text are being selected.
pub(super) const SELECTING: &[Scope] = &[Scope::Select, Scope::Picking];
/// Where one span is meant: the selection, the sentence, the fact, the mark.
pub(super) const SPAN: &[Scope] = &[Scope::Reader, Scope::Select, Scope::Panel, Scope::Facts];
/// Where a mark is meant.
pub(super) const MARK: &[Scope] = &[Scope::Reader, Scope::Panel, Scope::Notes];
/// Where words can be given a label: one span, or the candidate of the labelling layer.
pub(super) const LABELLED: &[Scope] = &[
    Scope::Reader,
    Scope::Select,
    Scope::Labelling,
    Scope::Panel,
    Scope::Facts,
    Scope::Adjudication,
];
/// Where a pair of facts is meant.
pub(super) const PAIR: &[Scope] = &[Scope::Compare, Scope::Disagreements];
/// Where one article is meant.
pub(super) const ARTICLE: &[Scope] = &[Scope::List, Scope::Reader];
/// Where one article is meant, the deck included.
pub(super) const CARD: &[Scope] = &[Scope::List, Scope::Reader, Scope::Deck];
/// Everywhere.
pub(super) const ALL: &[Scope] = &Scope::ALL;
