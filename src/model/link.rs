//! How two annotations stand to each other, in any articles: a claim that supports or contradicts another one, or a
//! ruling on a pair of facts.

use super::annotation::PlacedAnnotation;
use super::id::{AnnotationId, LinkId};
use super::safe_text::SafeText;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A link from one annotation to another. It names them by their ids: a link whose end was deleted rests, and is there
/// again when the deletion is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its name, for ever.
    pub id: LinkId,
    /// Where it begins: the annotation that supports, contradicts, updates, …
    pub from: AnnotationId,
    /// Where it ends.
    pub to: AnnotationId,
    /// What it says.
    pub relation: LinkRelation,
    /// What the person says about it.
    pub note: SafeText,
    /// Who made it.
    pub annotator: SafeText,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}

/// A link as the mark at one of its ends sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedMark {
    /// The mark that looks.
    pub at: AnnotationId,
    /// The words it is on; empty for a note on the whole article.
    pub quote: SafeText,
    /// The link.
    pub link: Link,
    /// Whether it begins at the mark that looks.
    pub outgoing: bool,
    /// The mark at the other end.
    pub other: PlacedAnnotation,
}

/// A mark in the tree of all that one mark is linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainRow {
    /// How many links it is away from the first.
    pub depth: usize,
    /// The link by which it hangs on the mark above it, as that one sees it; `None` for the first.
    pub via: Option<LinkedMark>,
    /// The mark.
    pub mark: PlacedAnnotation,
    /// Whether it was met before, and so is followed no further here.
    pub again: bool,
}

/// What a link says: five ways in which one claim stands to another, and three rulings on a pair of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkRelation {
    /// The first gives reason to believe the second.
    Supports,
    /// They cannot both be true.
    Contradicts,
    /// The first takes the place of the second: later, corrected.
    Updates,
    /// The first says the second again.
    Repeats,
    /// The first names the second as where it comes from.
    Cites,
    /// A ruling: the comparison is right, they stand to each other as it says.
    Confirmed,
    /// A ruling: it is not settled.
    Disputed,
    /// A ruling: they are not about the same thing.
    NotComparable,
}

impl LinkRelation {
    /// All of them, those of claims first.
    pub const ALL: [Self; 8] = [
        Self::Supports,
        Self::Contradicts,
        Self::Updates,
        Self::Repeats,
        Self::Cites,
        Self::Confirmed,
        Self::Disputed,
        Self::NotComparable,
    ];

    /// The name in files and records, such as `not_comparable`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::Updates => "updates",
            Self::Repeats => "repeats",
            Self::Cites => "cites",
            Self::Confirmed => "confirmed",
            Self::Disputed => "disputed",
            Self::NotComparable => "not_comparable",
        }
    }

    /// The relation of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// As people say it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotComparable => "not comparable",
            other => other.name(),
        }
    }

    /// Whether it is a ruling on a pair of facts.
    pub const fn is_ruling(self) -> bool {
        matches!(self, Self::Confirmed | Self::Disputed | Self::NotComparable)
    }
}
