//! What became of what was brought in, as screen and command line tell it.

use crate::model::{ArticleId, SafeText};

/// What became of one article, of one feed of a list, or of one input that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The file or address, or what the bytes were called; of a feed its address.
    pub input: String,
    /// The article; `None` for a feed, and when the input was refused.
    pub id: Option<ArticleId>,
    /// What it was to the library.
    pub arrival: Arrival,
    /// Why it was refused.
    pub reason: Option<String>,
    /// Its title.
    pub title: Option<SafeText>,
}

/// What an input was to the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the names are those of the machine-readable contract"
)]
pub enum Arrival {
    New,
    Known,
    Updated,
    Copy,
    Refused,
}

impl Arrival {
    /// The contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Updated => "updated",
            Self::Copy => "copy",
            Self::Refused => "refused",
        }
    }
}
