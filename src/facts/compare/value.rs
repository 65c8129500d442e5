//! Two values as intervals: whether they meet, how far apart they lie, and what that means.

use crate::model::quantity::{Qualifier, Quantity};
use crate::model::relation::{Grade, RelationKind};
use rust_decimal::Decimal;
use std::fmt;

/// How far two values may lie apart and still agree.
pub(super) const SAME: Decimal = Decimal::from_parts(105, 0, 0, false, 2);
/// How far they must lie apart to disagree.
pub(super) const APART: Decimal = Decimal::from_parts(125, 0, 0, false, 2);

/// How much two ranges must share of what they span to be the same one (intersection over union).
const AGREEING: Decimal = Decimal::from_parts(9, 0, 0, false, 1);

/// How two values lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Distance {
    /// One is vague, and holds the other.
    HeldByVague,
    /// Two ranges that are nearly one.
    SameRange,
    /// Two ranges, and the percent that they share of what they span together.
    Shared(Decimal),
    /// A range and a value in it.
    RangesMeet,
    /// One is the other, rounded.
    AsWritten,
    /// At most 5 percent apart.
    Near,
    /// So many times apart.
    Apart(Decimal),
    /// The same, though an open bound admits the other value.
    ApartButAdmitted(Decimal),
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HeldByVague => f.write_str("a vague amount holds the other value"),
            Self::SameRange => f.write_str("the ranges are the same, or nearly so"),
            Self::Shared(percent) => {
                write!(f, "the ranges share {percent} percent of what they span")
            }
            Self::RangesMeet => f.write_str("the ranges meet"),
            Self::AsWritten => f.write_str("the same value as far as it is written"),
            Self::Near => f.write_str("the values agree within 5 percent"),
            Self::Apart(times) => write!(f, "{times} times apart"),
            Self::ApartButAdmitted(times) => {
                write!(f, "{times} times apart, though the open bound admits it")
            }
        }
    }
}

/// Compares two values as intervals; `None` when they cannot be.
pub(super) fn values(x: &Quantity, y: &Quantity) -> Option<(RelationKind, Grade, Distance)> {
    use RelationKind::{Close, Corroborates, Disagrees};
    if x.qualifier == Qualifier::Vague || y.qualifier == Qualifier::Vague {
        return meets(x, y).then_some((Corroborates, Grade::Vague, Distance::HeldByVague));
    }
    let negative = |q: &Quantity| {
        q.low
            .or(q.high)
            .is_some_and(|v| v.is_sign_negative() && !v.is_zero())
    };
    if negative(x) != negative(y) {
        return None;
    }
    let one_sided = |q: &Quantity| q.low.is_none() || q.high.is_none();
    let admits = (one_sided(x) || one_sided(y)) && meets(x, y);
    let range = x.qualifier == Qualifier::Between || y.qualifier == Qualifier::Between;
    if let Some(shared) = overlap(x, y) {
        if shared >= AGREEING {
            return Some((Corroborates, Grade::Firm, Distance::SameRange));
        }
        let percent = (shared * Decimal::ONE_HUNDRED).round();
        return Some((Close, Grade::Firm, Distance::Shared(percent)));
    }
    // An open bound meets almost everything: it is judged by how far the written values lie apart.
    if range && !admits && meets(x, y) {
        return Some((Corroborates, Grade::Firm, Distance::RangesMeet));
    }
    let (low, high) = nearest(x, y)?;
    if within_rounding(low, high) {
        return Some((Corroborates, Grade::Firm, Distance::AsWritten));
    }
    if low.is_zero() {
        return None;
    }
    let ratio = high.checked_div(low)?.abs();
    if ratio <= SAME {
        return Some((Corroborates, Grade::Firm, Distance::Near));
    }
    let times = ratio.round_dp(2).normalize();
    let grade = if admits { Grade::Soft } else { Grade::Firm };
    Some(match (ratio > APART, admits) {
        (true, true) => (Disagrees, grade, Distance::ApartButAdmitted(times)),
        (true, false) => (Disagrees, grade, Distance::Apart(times)),
        (false, _) => (Close, grade, Distance::Apart(times)),
    })
}

/// How much of what two ranges span together they share, when both are ranges and they meet: a bound that was
/// raised ("$66 to $72 billion", then "$70 to $72 billion") is no confirmation of the old one.
fn overlap(x: &Quantity, y: &Quantity) -> Option<Decimal> {
    let range = |q: &Quantity| q.low.zip(q.high).filter(|(low, high)| low < high);
    let (mine, theirs) = (range(x)?, range(y)?);
    let shared = mine.1.min(theirs.1) - mine.0.max(theirs.0);
    let whole = mine.1.max(theirs.1) - mine.0.min(theirs.0);
    (shared > Decimal::ZERO).then(|| shared.checked_div(whole))?
}

/// Whether the two intervals share a value.
pub(super) fn meets(x: &Quantity, y: &Quantity) -> bool {
    let below = |low: Option<Decimal>, high: Option<Decimal>| {
        low.zip(high).is_none_or(|(low, high)| low <= high)
    };
    below(x.low, y.high) && below(y.low, x.high)
}

/// The two bounds of the intervals that lie nearest to each other, the smaller one first.
pub(super) fn nearest(x: &Quantity, y: &Quantity) -> Option<(Decimal, Decimal)> {
    let bounds = |q: &Quantity| [q.low, q.high].into_iter().flatten().collect::<Vec<_>>();
    let mut best: Option<(Decimal, Decimal)> = None;
    for a in bounds(x) {
        for b in bounds(y) {
            let (low, high) = if a.abs() <= b.abs() {
                (a.abs(), b.abs())
            } else {
                (b.abs(), a.abs())
            };
            if best.is_none_or(|(l, h)| high - low < h - l) {
                best = Some((low, high));
            }
        }
    }
    best
}

/// One unit of the last written digit: 0.1 for 4.8, 1,000 for 350,000 (trailing zeros are taken for rounding).
fn step_of(value: Decimal) -> Decimal {
    if value.scale() > 0 {
        return Decimal::new(1, value.scale());
    }
    let mut step = 1;
    let mut rest = value.mantissa();
    while rest != 0 && rest % 10 == 0 {
        rest /= 10;
        step *= 10;
    }
    Decimal::from_i128_with_scale(step, 0)
}

/// Whether the values are the same within half a unit of the coarser one's last written digit,
/// which must itself be a small part of the value.
pub(super) fn within_rounding(low: Decimal, high: Decimal) -> bool {
    let step = step_of(low.normalize()).max(step_of(high.normalize()));
    let half = step / Decimal::TWO;
    high - low <= half
        && step
            .checked_mul(Decimal::TEN)
            .is_some_and(|ten| ten <= high)
}
