//! What a person asks for, as data. `query` makes it from typed text, `library` answers it.

use super::annotation::Motivation;
use super::article::Published;
use super::change::LabellingState;
use super::fact::FactKind;
use super::id::ArticleId;
use super::row::ArticleRow;
use super::safe_text::SafeText;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A filter with its order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Which articles.
    pub filter: Filter,
    /// In which order; empty means newest first.
    pub sort: Vec<Sort>,
    /// At most so many.
    pub limit: Option<usize>,
    /// What stands under one row.
    #[serde(default)]
    pub folding: Folding,
    /// Rows whose folded articles stand below them.
    #[serde(default)]
    pub unfolded: Vec<ArticleId>,
    /// By what the rows stand together under headings.
    #[serde(default)]
    pub group: Option<Grouping>,
    /// The groups of which only the heading is shown.
    #[serde(default)]
    pub closed: Closed,
}

/// Groups of which a list shows the heading only, by what their rows have in common ([`Grouping::of`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closed {
    /// These.
    Only(Vec<SafeText>),
    /// All, but for these.
    AllBut(Vec<SafeText>),
}

impl Default for Closed {
    fn default() -> Self {
        Self::Only(Vec::new())
    }
}

impl Closed {
    /// Whether this group is closed.
    pub fn holds(&self, group: &SafeText) -> bool {
        match self {
            Self::Only(groups) => groups.contains(group),
            Self::AllBut(groups) => !groups.contains(group),
        }
    }

    /// Whether no group is closed.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Closes an open group, or opens a closed one. Of the exceptions that a person makes the last `most` are kept.
    pub fn turn(&mut self, group: &SafeText, most: usize) {
        let (Self::Only(groups) | Self::AllBut(groups)) = self;
        if groups.contains(group) {
            groups.retain(|other| other != group);
        } else {
            groups.push(group.clone());
            let surplus = groups.len().saturating_sub(most);
            groups.drain(..surplus);
        }
    }
}

/// By what the rows of a list stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Grouping {
    /// The day, as the row tells it.
    Day,
    /// The publication or source, as the row tells it.
    Source,
    /// The story: it has a row, not a heading ([`Folding::Stories`]).
    Story,
}

impl Grouping {
    /// What a row has in common with its group: its day as in 2026-11-28, or the name of its source. Stories have rows.
    pub fn of(self, row: &ArticleRow) -> SafeText {
        match self {
            Self::Day => {
                let published = row.published.unwrap_or(Published::moment(row.added));
                SafeText::line(&published.date().to_string())
            }
            Self::Source | Self::Story => row.source.clone(),
        }
    }
}

impl Query {
    /// Puts the order first that keeps groups together: the newest day, or source by source.
    pub fn keep_groups(&mut self) {
        let (key, descending) = match self.group {
            Some(Grouping::Day) => (SortKey::Date, true),
            Some(Grouping::Source) => (SortKey::Source, false),
            Some(Grouping::Story) | None => return,
        };
        if self.sort.first().is_none_or(|sort| sort.key != key) {
            self.sort.retain(|sort| sort.key != key);
            self.sort.insert(0, Sort { key, descending });
        }
    }

    /// The same query for the annotations of one person, if one is named.
    #[must_use]
    pub fn of(mut self, annotator: Option<SafeText>) -> Self {
        if let Some(annotator) = annotator {
            self.filter = Filter::And(vec![self.filter, Filter::Annotator(annotator)]);
        }
        self
    }

    /// The same query for annotations made for anything: judgements, rulings and the gold layer as well.
    #[must_use]
    pub fn of_any_motivation(mut self) -> Self {
        let any = Motivation::ALL.map(Filter::Motivation);
        self.filter = Filter::And(vec![self.filter, Filter::Or(any.to_vec())]);
        self
    }
}

/// What of a list is folded under one row. A folded article is never lost: its row tells of it, and where
/// that row does not fit the filter, another one of the group stands for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Folding {
    /// Nothing: every article has a row.
    #[default]
    Nothing,
    /// Copies, under the best one.
    Copies,
    /// Articles of one story, under the best one.
    Stories,
}

/// Which articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filter {
    /// Everything that is not archived.
    #[default]
    All,
    /// All of these.
    And(Vec<Filter>),
    /// One of these at least.
    Or(Vec<Filter>),
    /// Not this.
    Not(Box<Filter>),
    /// The words of title, text, notes or tags; the last one may be unfinished (a prefix).
    Words {
        /// As typed: one word, or a phrase that is not closed yet.
        word: SafeText,
        /// Whether the word may go on.
        prefix: bool,
    },
    /// These words in this order.
    Phrase(SafeText),
    /// A regular expression that title, text or notes match.
    Pattern(SafeText),
    /// Words of the title.
    Title(SafeText),
    /// A reading state.
    Is(State),
    /// Something the article has.
    Has(Thing),
    /// An article or annotation tag.
    Tag(SafeText),
    /// A source by name, id or location; by part of the name when none is called exactly so.
    Source(SafeText),
    /// All sources of a folder and of those below it, by its path from the top.
    Folder(SafeText),
    /// A publication, part of its name.
    Site(SafeText),
    /// An author, part of the name.
    Author(SafeText),
    /// A language, by BCP 47 tag.
    Language(SafeText),
    /// An annotation with this label.
    Label(SafeText),
    /// An annotation with this verdict.
    Verdict(SafeText),
    /// An annotation by this person.
    Annotator(SafeText),
    /// An annotation made for this: of a list of notes, the judgements that it else leaves out.
    Motivation(Motivation),
    /// So far is the person at the library with labelling the article; `None`: it never was on the screen for that.
    Labelled(Option<LabellingState>),
    /// An article by id or by an unambiguous beginning of it.
    Id(SafeText),
    /// The story with this id, or that of the article with this id.
    Story(SafeText),
    /// Published before this day.
    Before(Date),
    /// Published on or after this day.
    After(Date),
    /// One of the article's facts is all of this.
    Fact(FactFilter),
    /// A name in the text, in the form that is the same in every article, or its beginning.
    Entity(SafeText),
}

/// What one fact must be; what is `None` does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactFilter {
    /// Its kind.
    pub kind: Option<FactKind>,
    /// Its unit, metric or subject, or the beginning of one.
    pub about: Option<SafeText>,
    /// Its value: one of the bounds that the text gives, or a value between them, lies in here.
    pub value: Option<Interval>,
    /// The first and the last day, inclusive, that its date or period must touch.
    pub days: Option<(Date, Date)>,
}

/// A run of values; an end that is `None` is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// Where it begins.
    pub low: Option<Bound>,
    /// Where it ends.
    pub high: Option<Bound>,
}

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// The value.
    pub value: Decimal,
    /// Whether the value itself belongs to the interval.
    pub inclusive: bool,
}

/// Whether a condition holds for an article, and of one that asks for facts by which of them: indexes in
/// [`Facts::facts`](super::Facts::facts).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reason {
    /// Whether it holds.
    pub holds: bool,
    /// The facts that it asks for.
    pub facts: Vec<usize>,
}

/// A reading state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum State {
    Unread,
    Read,
    Starred,
    Archived,
    Updated,
    Muted,
    /// A rule keeps it out of the list.
    Hidden,
    /// It rests until a moment comes or its story goes on.
    Snoozed,
    /// A copy of another article, which is the better one.
    Copy,
}

/// Something an article can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Thing {
    Note,
    Claim,
    /// Marked words, with or without a note.
    Highlight,
    Orphan,
    Disagreement,
    Table,
    Code,
    Copies,
    /// Marks of the gold layer.
    Gold,
}

/// A sort key and its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Largest, newest or last first.
    pub descending: bool,
}

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SortKey {
    Date,
    Title,
    Source,
    Facts,
    Notes,
    Disagreements,
    Added,
    Read,
    /// How well it fits the words that are asked for: the best first, or last when it is turned round.
    Rank,
}
