//! One fact in the contract's shape.

use super::VERSION;
use super::border::{Border, Words};
use super::value::{Norm, norm, time};
use crate::model::{Fact, FactKind, Facts};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct FactObject<'a> {
    kind: FactKind,
    #[serde(flatten)]
    words: Words<'a>,
    sentence: usize,
    norm: Option<Norm<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    judgement: Option<&'static str>,
    /// What a corrected fact was read as.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<Norm<'a>>,
    subject: Option<&'a str>,
    metric: Option<&'a str>,
    period: Option<Norm<'a>>,
}

/// A fact outside its article object.
#[derive(Debug, Serialize)]
struct LedgerObject<'a> {
    pressmark: u8,
    article: &'a str,
    #[serde(flatten)]
    fact: FactObject<'a>,
}

/// Some of the facts of one article, by their indices, each as an object of its own.
pub(in crate::cli) fn ledger<'a>(
    article: &'a str,
    text: &'a str,
    found: &'a Facts,
    shown: &[usize],
) -> Vec<impl Serialize + use<'a>> {
    let border = Border::new(text);
    let facts = shown
        .iter()
        .filter_map(|index| Some((*index, found.facts.get(*index)?)));
    facts
        .map(|(index, one)| LedgerObject {
            pressmark: VERSION,
            article,
            fact: judged(&border, found, index, one),
        })
        .collect()
}

/// All facts of an article, the rejected ones too: others speak of them by their indices.
pub(super) fn facts<'a>(border: &Border<'a>, found: &'a Facts) -> Vec<FactObject<'a>> {
    let facts = found.facts.iter().enumerate();
    facts
        .map(|(index, one)| judged(border, found, index, one))
        .collect()
}

/// A fact with what a person said about it.
fn judged<'a>(
    border: &Border<'a>,
    found: &'a Facts,
    index: usize,
    one: &'a Fact,
) -> FactObject<'a> {
    FactObject {
        judgement: judgement(found, index),
        was: found
            .judgements
            .corrected
            .get(&index)
            .and_then(|was| norm(&was.value)),
        ..fact(border, one)
    }
}

/// What a person said about a fact, in one word.
pub(in crate::cli) fn judgement(found: &Facts, index: usize) -> Option<&'static str> {
    if found.is_rejected(index) {
        Some("rejected")
    } else if found.judgements.corrected.contains_key(&index) {
        Some("corrected")
    } else {
        None
    }
}

/// One fact, with its offsets in the text of `border`.
pub(super) fn fact<'a>(border: &Border<'a>, fact: &'a Fact) -> FactObject<'a> {
    FactObject {
        kind: fact.kind,
        words: border.words(fact.span),
        sentence: fact.sentence,
        norm: norm(&fact.value),
        judgement: None,
        was: None,
        subject: fact.subject.as_deref(),
        metric: fact.metric.as_deref(),
        period: fact.period.as_ref().map(time),
    }
}
