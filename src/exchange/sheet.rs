//! An article with its notes: what every written form starts from.

use crate::model::link::{Link, LinkedMark};
use crate::model::span::CodePoints;
use crate::model::{
    AnnotationId, ArticleId, LabellingState, Metadata, PlacedAnnotation, SafeText, Target,
    TextVersion,
};
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
    /// How far people are with labelling it, for forms that tell.
    pub labelling: Vec<(SafeText, LabellingState)>,
    /// The texts that the notes were made on, for forms that count characters; a form that does not needs none.
    pub texts: Vec<(TextVersion, SafeText)>,
}

impl NoteSheet {
    /// The notes in the order of their making, the same every time.
    pub fn in_order(&self) -> Vec<&PlacedAnnotation> {
        let mut notes: Vec<&PlacedAnnotation> = self.notes.iter().collect();
        notes.sort_by_key(|note| (note.annotation.created, note.annotation.id.clone()));
        notes
    }

    /// The links that begin at its notes, in the order of their making; each link of the library begins in one sheet.
    pub fn beginning_here(&self) -> Vec<&Link> {
        let is_here = |id: &AnnotationId| self.notes.iter().any(|note| note.annotation.id == *id);
        let mut links: Vec<&Link> = self
            .links
            .iter()
            .filter(|linked| linked.outgoing && is_here(&linked.at))
            .map(|linked| &linked.link)
            .collect();
        links.sort_by_key(|link| (link.created, link.id.clone()));
        links
    }

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

#[cfg(test)]
pub(super) mod tests {
    //! A sheet for the tests of the forms.

    use super::*;
    use crate::model::{AnchorState, Annotation, Body, Motivation, Span};

    pub const TEXT: &str = "Umsätze 📊 rose to $40 billion. The plan costs $40 billion.";

    pub fn version() -> TextVersion {
        TextVersion {
            hash: "5f0c".to_owned(),
            pipeline: 7,
        }
    }

    /// A note on the last place where the words stand; on the whole without words.
    pub fn note(id: &str, quote: &str) -> Annotation {
        let span = TEXT.rfind(quote).filter(|_| !quote.is_empty());
        Annotation {
            id: AnnotationId::named(id),
            article: ArticleId::named("k3f9q"),
            target: span.map(|at| Target::new(TEXT, version(), Span::new(at, at + quote.len()))),
            motivation: Motivation::Commenting,
            body: Body::default(),
            annotator: "ada".into(),
            created: "2026-03-14T09:30:00Z".parse().unwrap(),
            modified: "2026-03-15T09:30:00.5Z".parse().unwrap(),
        }
    }

    pub fn sheet(notes: Vec<Annotation>) -> NoteSheet {
        NoteSheet {
            article: ArticleId::named("k3f9q"),
            title: "A \"plan\"".into(),
            metadata: Metadata {
                url: Some("https://example.org/a".into()),
                language: Some("en".into()),
                ..Metadata::default()
            },
            tags: Vec::new(),
            notes: notes
                .into_iter()
                .map(|annotation| PlacedAnnotation {
                    annotation,
                    span: None,
                    state: AnchorState::Exact,
                    title: SafeText::default(),
                })
                .collect(),
            version: Some(version()),
            links: Vec::new(),
            labelling: Vec::new(),
            texts: vec![(version(), TEXT.into())],
        }
    }
}
