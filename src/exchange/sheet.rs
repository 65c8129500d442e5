//! An article with its notes: what every written form starts from.

use crate::model::link::LinkedMark;
use crate::model::span::CodePoints;
use crate::model::{ArticleId, Metadata, PlacedAnnotation, SafeText, Target, TextVersion};
use std::ops::Range;

/// An article with its notes, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSheet {
    /// The article.
    pub article: ArticleId,
    /// Its title, or its first words.
    pub title: SafeText,
    /// What its page says about itself.
    pub metadata: Metadata,
    /// The article's tags.
    pub tags: Vec<SafeText>,
    /// All its notes, in any order.
    pub notes: Vec<PlacedAnnotation>,
    /// The version of its present text; `None` when it is not kept.
    pub version: Option<TextVersion>,
    /// How its marks are linked to other ones, and the rulings on its facts; a form that has no place for them leaves
    /// them out.
    pub links: Vec<LinkedMark>,
    /// The texts that the notes were made on, for forms that count characters; a form that does not needs none.
    pub texts: Vec<(TextVersion, SafeText)>,
}

impl NoteSheet {
    /// The place of a mark in code points of the text that it was made on; `None` without that text.
    pub fn place(&self, target: &Target) -> Option<Range<usize>> {
        let (_, text) = self
            .texts
            .iter()
            .find(|(version, _)| *version == target.version)?;
        let points = CodePoints::new(text);
        let at = |offset| points.from_byte(text, offset);
        Some(at(target.span.start)..at(target.span.end))
    }
}
