//! One fact in the contract's shape.

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

pub(super) fn facts<'a>(border: &Border<'a>, facts: &'a [Fact]) -> Vec<FactObject<'a>> {
    facts.iter().map(|one| fact(border, one)).collect()
}

fn fact<'a>(border: &Border<'a>, fact: &'a Fact) -> FactObject<'a> {
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
