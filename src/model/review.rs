//! Marks whose place a person should look at, because the text under them changed.

use super::annotation::{PlacedAnnotation, Target};
use super::safe_text::SafeText;
use super::span::Span;
use serde::{Deserialize, Serialize};

/// Which marks are looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Queue {
    /// Those whose words changed, and those that fit more than one place.
    #[default]
    Waiting,
    /// Those whose words are gone: they stay listed with their quote.
    Orphans,
}

/// One mark to be looked at: its words as they were, and where they may stand now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewItem {
    /// The mark.
    pub note: PlacedAnnotation,
    /// The words that it was made on, among those around them.
    pub before: Excerpt,
    /// Where it may stand in the present text, the likeliest first. None when nothing is like its words.
    pub places: Vec<Place>,
}

/// A place that a mark may be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The mark's target, if it stands here.
    pub target: Target,
    /// The words among those around them.
    pub excerpt: Excerpt,
}

/// A part of a text with some words of it lit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The part: one or a few lines.
    pub text: SafeText,
    /// The words meant, in bytes of `text`.
    pub lit: Span,
}
