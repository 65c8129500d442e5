//! An annotation in the contract's shape.

use super::VERSION;
use super::value::{Norm, norm};
use crate::model::{AnchorState, FactKind, Motivation, PlacedAnnotation, SafeText};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct AnnotationObject<'a> {
    pressmark: u8,
    id: &'a str,
    article: &'a str,
    motivation: Motivation,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<JudgedFactObject<'a>>,
    annotator: &'a str,
    created: String,
    modified: String,
}

/// The fact that an annotation rejects or corrects.
#[derive(Debug, Serialize)]
struct JudgedFactObject<'a> {
    kind: FactKind,
    /// As it was read from the text.
    norm: Option<Norm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<Norm<'a>>,
    #[serde(skip_serializing_if = "<[SafeText]>::is_empty")]
    reasons: &'a [SafeText],
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
        motivation: annotation.motivation,
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
        fact: annotation.body.fact.as_ref().map(|fact| JudgedFactObject {
            kind: fact.kind,
            norm: norm(&fact.value),
            corrected: fact.corrected.as_ref().and_then(norm),
            reasons: &fact.reasons,
        }),
        annotator: &annotation.annotator,
        created: annotation.created.to_string(),
        modified: annotation.modified.to_string(),
    }
}
