//! An annotation in the contract's shape.

use super::VERSION;
use crate::model::{AnchorState, PlacedAnnotation, SafeText};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct AnnotationObject<'a> {
    pressmark: u8,
    id: &'a str,
    article: &'a str,
    title: &'a str,
    quote: Option<&'a str>,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
    state: Option<AnchorState>,
    start: Option<usize>,
    end: Option<usize>,
    label: Option<&'a str>,
    verdict: Option<&'a str>,
    tags: &'a [SafeText],
    note: &'a str,
    annotator: &'a str,
    created: String,
    modified: String,
}

/// An annotation; `place` is where it stands in the article's current text, in code points.
pub(in crate::cli) fn annotation(
    note: &PlacedAnnotation,
    place: Option<(usize, usize)>,
) -> AnnotationObject<'_> {
    let annotation = &note.annotation;
    let target = annotation.target.as_ref();
    AnnotationObject {
        pressmark: VERSION,
        id: annotation.id.as_str(),
        article: annotation.article.as_str(),
        title: &note.title,
        quote: target.map(|target| target.quote.as_str()),
        prefix: target.map(|target| target.prefix.as_str()),
        suffix: target.map(|target| target.suffix.as_str()),
        state: target.map(|_| note.state),
        start: place.map(|(start, _)| start),
        end: place.map(|(_, end)| end),
        label: annotation.body.label.as_deref(),
        verdict: annotation.body.verdict.as_deref(),
        tags: &annotation.body.tags,
        note: &annotation.body.note,
        annotator: &annotation.annotator,
        created: annotation.created.to_string(),
        modified: annotation.modified.to_string(),
    }
}
