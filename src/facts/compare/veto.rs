//! What keeps two figures from being compared: another unit, another metric, another period.

use crate::facts::keys::head;
use crate::model::date::DateValue;
use crate::model::fact::{Fact, FactKind, FactValue};
use crate::model::quantity::{Basis, Direction, Unit};
use crate::model::testimony::Figure;
use std::borrow::Cow;

/// What two figures must share before their values are looked at; where one of them need not name a metric,
/// [`same_metric`] decides on it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Ground<'f> {
    bucket: &'f str,
    kind: FactKind,
    direction: Option<Direction>,
    basis: Option<&'f Basis>,
    unit: Counted<'f>,
    metric: Option<Cow<'f, str>>,
}

/// Units that are the same: counted nouns of one bucket are when they name the same kind. "GPU" and "H100 GPU" are not.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Counted<'f> {
    Nouns(Vec<String>),
    Unit(&'f Unit),
}

impl<'f> Ground<'f> {
    /// The ground of a figure; `None` when it can meet no other, since nobody knows what it measures.
    pub fn of(figure: &'f Figure) -> Option<Self> {
        let fact = &figure.fact;
        let FactValue::Quantity(quantity) = &fact.value else {
            return None;
        };
        let metric = if says_enough(&quantity.unit) {
            None
        } else {
            Some(plain(fact.metric.as_deref()?))
        };
        Some(Self {
            bucket: &figure.bucket,
            kind: fact.kind,
            direction: quantity.direction,
            basis: quantity.basis.as_ref(),
            unit: match &quantity.unit {
                Unit::Count(noun) => Counted::Nouns(kind_of(noun)),
                unit => Counted::Unit(unit),
            },
            metric,
        })
    }
}

/// The words before the head noun that tell its kind: those with digits, such as `h100`.
fn kind_of(noun: &str) -> Vec<String> {
    noun.split(' ')
        .filter(|word| word.bytes().any(|b| b.is_ascii_digit()))
        .map(str::to_lowercase)
        .collect()
}

/// Whether two figures of one ground measure the same, as far as they say what.
pub(super) fn same_metric(a: &Fact, b: &Fact) -> bool {
    match (&a.metric, &b.metric) {
        (Some(a), Some(b)) => a == b || plain(a) == plain(b),
        _ => true,
    }
}

/// Whether a counted noun says enough by itself to be compared without a metric.
fn says_enough(unit: &Unit) -> bool {
    matches!(unit, Unit::Count(noun) if !is_common(noun))
}

/// Nouns that count too many different things to be compared without a metric.
fn is_common(noun: &str) -> bool {
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

/// A metric's words in the singular.
fn plain(metric: &str) -> Cow<'_, str> {
    let words = || metric.split(' ');
    if !words().any(|word| word.ends_with('s')) {
        return Cow::Borrowed(metric);
    }
    let singular: Vec<&str> = words().map(|word| word.trim_end_matches('s')).collect();
    Cow::Owned(singular.join(" "))
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
    let known = |value: &&DateValue| value.start.is_some() || value.end.is_some();
    match (a.filter(known), b.filter(known)) {
        (None, None) => Periods::Unsaid,
        (None, _) | (_, None) => Periods::Unknown,
        (Some(a), Some(b)) if a.start == b.start && a.end == b.end && a.fiscal == b.fiscal => {
            Periods::Same
        }
        _ => Periods::Differ,
    }
}
