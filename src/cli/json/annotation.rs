//! An annotation in the contract's shape.

use super::VERSION;
use super::value::{Norm, norm};
use crate::model::{
    AnchorState, Confidence, Decision, FactKind, Link, LinkRelation, Motivation, PlacedAnnotation,
    SafeText,
};
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
    confidence: Option<Confidence>,
    tags: &'a [SafeText],
    note: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<JudgedFactObject<'a>>,
    /// Of a gold mark: what was decided, and on which marks as they were then.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<&'a Decision>,
    /// Left out where the links were not looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<Vec<LinkObject<'a>>>,
    annotator: &'a str,
    created: String,
    modified: String,
}

/// How an annotation is linked to another one: `out` when the link begins at it.
#[derive(Debug, Serialize)]
struct LinkObject<'a> {
    id: &'a str,
    relation: LinkRelation,
    annotation: &'a str,
    direction: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

/// The fact that an annotation rejects or corrects.
#[derive(Debug, Serialize)]
struct JudgedFactObject<'a> {
    kind: FactKind,
    /// As it was read from the text.
    norm: Option<Norm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<Norm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected_kind: Option<FactKind>,
    #[serde(skip_serializing_if = "<[SafeText]>::is_empty")]
    reasons: &'a [SafeText],
}

/// An annotation with its links; `place` is where it stands in the article's current text, in code points.
pub(in crate::cli) fn annotation<'a>(
    note: &'a PlacedAnnotation,
    place: Option<(usize, usize)>,
    links: Option<&'a [Link]>,
) -> AnnotationObject<'a> {
    let annotation = &note.annotation;
    let link = |link: &'a Link| {
        let out = link.from == annotation.id;
        LinkObject {
            id: link.id.as_str(),
            relation: link.relation,
            annotation: if out {
                link.to.as_str()
            } else {
                link.from.as_str()
            },
            direction: if out { "out" } else { "in" },
            note: &link.note,
        }
    };
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
        confidence: annotation.body.confidence,
        tags: &annotation.body.tags,
        note: &annotation.body.note,
        fact: annotation.body.fact.as_ref().map(|fact| JudgedFactObject {
            kind: fact.kind,
            norm: norm(&fact.value),
            corrected: fact.corrected.as_ref().and_then(norm),
            corrected_kind: fact.corrected_kind,
            reasons: &fact.reasons,
        }),
        decision: annotation.body.decision.as_deref(),
        links: links.map(|links| links.iter().map(link).collect()),
        annotator: &annotation.annotator,
        created: annotation.created.to_string(),
        modified: annotation.modified.to_string(),
    }
}
