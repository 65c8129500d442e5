//! One fact in the contract's shape.

use super::VERSION;
use super::border::{Border, Words};
use super::value::{Norm, norm, time};
use crate::model::{Fact, FactKind};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct FactObject<'a> {
    kind: FactKind,
    #[serde(flatten)]
    words: Words<'a>,
    sentence: usize,
    norm: Option<Norm<'a>>,
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

/// The facts of one article, each as an object of its own.
pub(in crate::cli) fn ledger<'a>(
    article: &'a str,
    text: &'a str,
    facts_found: &'a [Fact],
) -> impl Iterator<Item = impl Serialize + use<'a>> {
    let objects = facts(&Border::new(text), facts_found).into_iter();
    objects.map(move |fact| LedgerObject {
        pressmark: VERSION,
        article,
        fact,
    })
}

pub(super) fn facts<'a>(border: &Border<'a>, facts: &'a [Fact]) -> Vec<FactObject<'a>> {
    facts.iter().map(|one| fact(border, one)).collect()
}

/// One fact, with its offsets in the text of `border`.
pub(super) fn fact<'a>(border: &Border<'a>, fact: &'a Fact) -> FactObject<'a> {
    FactObject {
        kind: fact.kind,
        words: border.words(fact.span),
        sentence: fact.sentence,
        norm: norm(&fact.value),
        subject: fact.subject.as_deref(),
        metric: fact.metric.as_deref(),
        period: fact.period.as_ref().map(time),
    }
}
