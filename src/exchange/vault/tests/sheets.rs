//! Sheets of notes to write: one article with marks on its words, and marks of another one.

use crate::exchange::NoteSheet;
use crate::model::annotation::{Annotation, Body, Motivation, Target};
use crate::model::link::LinkedMark;
use crate::model::{
    AnchorState, AnnotationId, ArticleId, Link, LinkId, LinkRelation, Metadata, PlacedAnnotation,
    SafeText, Span, TextVersion,
};
use jiff::Timestamp;

pub(super) const TEXT: &str = "Spending will reach $65 billion.\n# Not a heading [[link]]\nThe plan, *they* say, costs $60–$65 billion.";

pub(super) fn sheet(notes: Vec<PlacedAnnotation>) -> NoteSheet {
    NoteSheet {
        article: ArticleId::named("abcdefghijklmnop"),
        title: "A plan: \"big\" spending".into(),
        metadata: Metadata {
            byline: Some("Ada".into()),
            site: Some("The Wire".into()),
            url: Some("https://example.org/a b".into()),
            ..Metadata::default()
        },
        tags: vec!["data centres".into()],
        notes,
        version: None,
        links: Vec::new(),
        labelling: Vec::new(),
        texts: Vec::new(),
    }
}

pub(super) fn note(id: &str, quote: &str, text: &str) -> PlacedAnnotation {
    let span = TEXT
        .find(quote)
        .filter(|_| !quote.is_empty())
        .map(|at| Span::new(at, at + quote.len()));
    PlacedAnnotation {
        annotation: Annotation {
            id: AnnotationId::named(id),
            article: ArticleId::named("abcdefghijklmnop"),
            motivation: Motivation::Commenting,
            target: span.map(|span| Target::new(TEXT, TextVersion::default(), span)),
            body: Body {
                label: Some("figure".into()),
                verdict: Some("not_enough_evidence".into()),
                tags: vec!["capex".into(), "2026".into()],
                note: text.into(),
                fact: None,
                decision: None,
                confidence: None,
            },
            annotator: "ada".into(),
            created: Timestamp::UNIX_EPOCH,
            modified: Timestamp::UNIX_EPOCH,
        },
        span,
        state: AnchorState::Exact,
        title: SafeText::default(),
    }
}

/// A mark in another article.
pub(super) fn elsewhere(id: &str) -> PlacedAnnotation {
    let mut placed = note(id, "costs $60–$65 billion", "");
    placed.annotation.article = ArticleId::named("ponmlkjihgfedcba");
    placed.title = "Rivals [follow]".into();
    placed
}

/// A link or a ruling that the mark on `quote` has with words of another article.
pub(super) fn linked(
    relation: LinkRelation,
    quote: &str,
    outgoing: bool,
    text: &str,
) -> LinkedMark {
    let (one, other) = (AnnotationId::named("one"), AnnotationId::named("other"));
    let (from, to) = if outgoing {
        (one.clone(), other)
    } else {
        (other, one.clone())
    };
    LinkedMark {
        at: one,
        quote: quote.into(),
        outgoing,
        other: elsewhere("other"),
        link: Link {
            id: LinkId::named("ruling"),
            from,
            to,
            relation,
            note: text.into(),
            annotator: "ada".into(),
            created: Timestamp::UNIX_EPOCH,
            modified: Timestamp::UNIX_EPOCH,
        },
    }
}
