//! Which articles are not kept for ever, and why the others stay.

use super::id::{ArticleId, SourceId};
use super::safe_text::SafeText;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

/// How much of a source is kept. What exceeds one of the two is surplus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Articles that came before this are not kept.
    pub since: Option<Timestamp>,
    /// So many articles are kept, those with the newest dates.
    pub newest: Option<usize>,
}

/// Why an article stays, however old it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stays {
    /// It has marks, notes or judgements of facts, and with them links and rulings.
    Annotated,
    /// It has tags.
    Tagged,
    /// It has a star.
    Starred,
    /// Somebody is on the way with labelling it, or done.
    Labelled,
    /// It rests until a day or until its story goes on.
    Snoozed,
    /// The person said that it is no copy.
    SetApart,
    /// A note on it is being written.
    Drafted,
    /// A letter marks a place in it.
    Bookmarked,
    /// It was read within the last day.
    ReadLately,
}

impl Stays {
    /// All reasons, the strongest first.
    pub const ALL: [Self; 9] = [
        Self::Annotated,
        Self::Tagged,
        Self::Starred,
        Self::Labelled,
        Self::Snoozed,
        Self::SetApart,
        Self::Drafted,
        Self::Bookmarked,
        Self::ReadLately,
    ];

    /// The reason in words, as it goes behind a number.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Annotated => "with notes",
            Self::Tagged => "with tags",
            Self::Starred => "with a star",
            Self::Labelled => "being labelled",
            Self::Snoozed => "snoozed",
            Self::SetApart => "said to be no copy",
            Self::Drafted => "with a draft",
            Self::Bookmarked => "with a mark",
            Self::ReadLately => "just read",
        }
    }
}

/// The articles of a source beyond what is kept of it, or those that the person removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surplus {
    /// The source; `None` for the articles that the person removed, of whichever source.
    pub source: Option<SourceId>,
    /// Its name, or who removed them.
    pub name: SafeText,
    /// Those that go.
    pub articles: Vec<ArticleId>,
    /// What their texts, structures, facts and originals take on the disk.
    pub bytes: u64,
    /// How many stay all the same, each counted for its strongest reason.
    pub stay: BTreeMap<Stays, usize>,
}
