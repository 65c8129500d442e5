//! What keeps two figures from being compared: another unit, another metric, another period.

use crate::facts::keys::head;
use crate::model::date::DateValue;
use crate::model::fact::{Fact, FactValue};
use crate::model::quantity::Unit;

/// Counted nouns are the same when one is the end of the other: "GPU" and "H100 GPU" are not, both must name their kind.
pub(super) fn same_unit(a: &Unit, b: &Unit) -> bool {
    match (a, b) {
        (Unit::Count(a), Unit::Count(b)) => {
            let (a, b) = (a.to_lowercase(), b.to_lowercase());
            a == b || head(&a) == head(&b) && distinct(&a) == distinct(&b)
        }
        _ => a == b,
    }
}

/// The words before the head noun that tell its kind: those with digits, such as `h100`.
pub(super) fn distinct(noun: &str) -> Vec<&str> {
    noun.split(' ')
        .filter(|word| word.bytes().any(|b| b.is_ascii_digit()))
        .collect()
}

/// A missing metric matches a known one only where the unit is a counted noun that says enough by itself.
pub(super) fn same_metric(a: &Fact, b: &Fact) -> bool {
    match (&a.metric, &b.metric) {
        (Some(a), Some(b)) => a == b || plain(a) == plain(b),
        _ => {
            matches!(&a.value, FactValue::Quantity(q) if matches!(&q.unit, Unit::Count(noun) if !is_common(noun)))
        }
    }
}

/// Nouns that count too many different things to be compared without a metric.
pub(super) fn is_common(noun: &str) -> bool {
    matches!(
        head(noun).to_lowercase().as_str(),
        "person"
            | "company"
            | "country"
            | "time"
            | "way"
            | "thing"
            | "part"
            | "point"
            | "case"
            | "group"
            | "area"
            | "region"
            | "site"
            | "year"
            | "day"
            | "member"
            | "man"
            | "woman"
            | "child"
            | "share"
            | "question"
            | "example"
            | "step"
            | "reason"
            | "unit"
            | "item"
    )
}

/// A metric's words in the singular, in any order of case.
pub(super) fn plain(metric: &str) -> String {
    metric
        .split(' ')
        .map(|word| word.trim_end_matches('s'))
        .collect::<Vec<_>>()
        .join(" ")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Periods {
    Same,
    /// One side does not say.
    Unknown,
    /// Neither side says.
    Unsaid,
    Differ,
}

pub(super) fn periods(a: Option<&DateValue>, b: Option<&DateValue>) -> Periods {
    let known = |value: Option<&DateValue>| {
        value
            .filter(|v| v.start.is_some() || v.end.is_some())
            .cloned()
    };
    match (known(a), known(b)) {
        (None, None) => Periods::Unsaid,
        (None, _) | (_, None) => Periods::Unknown,
        (Some(a), Some(b)) if a.start == b.start && a.end == b.end && a.fiscal == b.fiscal => {
            Periods::Same
        }
        _ => Periods::Differ,
    }
}
