//! What a person calls a version of an article: its text as it stood until it changed.

use super::annotation::{PlacedAnnotation, TextVersion};
use super::article::Article;
use super::fact::Fact;
use super::id::ArticleId;
use super::safe_text::SafeText;
use super::span::Span;
use jiff::Timestamp;

/// One version of an article, as the person counts them.
///
/// A [`TextVersion`] names exact characters; a text that was read again by a newer pipeline, or whose page
/// changed only around the article, is another text version of the *same* revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Counted from 1, without gaps; the highest is the present one.
    pub number: u32,
    /// Its text.
    pub version: TextVersion,
    /// When it came into the library.
    pub came: Timestamp,
    /// When the person had it on the screen, if ever.
    pub seen: Option<Timestamp>,
}

/// A stretch of two texts: the same words on both sides (white space may differ), or words that were exchanged,
/// taken out (`new` is empty) or put in (`old` is empty). The pieces of a difference partition both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the old text.
    pub old: Span,
    /// Bytes of the new text.
    pub new: Span,
    /// Whether the words are the same.
    pub same: bool,
}

/// A figure or date that is another one in the newer text, came with it, or is gone.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureChange {
    /// What the older text says; its span counts there.
    pub old: Option<Fact>,
    /// What the newer text says; its span counts there.
    pub new: Option<Fact>,
}

/// Two versions of an article with everything that tells them apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: SafeText,
    /// All its versions, the oldest first.
    pub revisions: Vec<Revision>,
    /// The number of the older version.
    pub from: u32,
    /// The number of the newer version.
    pub to: u32,
    /// The older text.
    pub old: Article,
    /// The newer text.
    pub new: Article,
    /// What changed, in order of the texts.
    pub pieces: Vec<Piece>,
    /// Figures and dates that changed, in order of the newer text; then those that came, then those that are gone.
    pub figures: Vec<FigureChange>,
    /// Marks that were made on an older text and do not simply stand where they stood.
    pub marks: Vec<PlacedAnnotation>,
}

/// The version that a difference to number `to` begins with: the newest one before it that the person saw,
/// else the one just before it. `None` when there is none before.
pub fn seen_before(revisions: &[Revision], to: u32) -> Option<u32> {
    let before = || revisions.iter().rev().filter(|one| one.number < to);
    before()
        .find(|one| one.seen.is_some())
        .or_else(|| before().next())
        .map(|one| one.number)
}
