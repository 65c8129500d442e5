//! Amounts: money, percent, measures, durations and counts, alone or as ranges.
//!
//! Each number is looked at once, with the words beside it. An amount says what it measures; a number
//! beside which nothing is measured or counted is no amount, nor is the number in a name
//! ("Llama 4", "GPT-5", "H100") or on a counter ("5 min read").

mod age;
mod amount;
mod bare;
mod beside;
mod part;
mod range;
mod score;
mod veto;
mod victims;

use super::modifier;
use super::number::Reading;
use super::scan::Scan;
use super::unit::Suffix;
use crate::model::fact::FactKind;
use crate::model::quantity::{Direction, Qualifier, Quantity, Unit};
use crate::model::span::Span;
use amount::{Amount, amount};
use range::range;
use rust_decimal::Decimal;
use std::ops::Range;

/// An amount found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its tokens, with currency and unit, without qualifiers.
    pub tokens: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// Money, percent, measure, duration or count.
    pub kind: FactKind,
    /// Its value.
    pub quantity: Quantity,
}

/// All amounts of a scan, in order. `taken` tells the tokens that belong to dates.
pub fn figures(scan: &Scan, readings: &[Reading], taken: impl Fn(usize) -> bool) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let mut index = 0;
    while let Some(reading) = readings.get(index) {
        let used = found
            .last()
            .is_some_and(|last| last.tokens.end > reading.tokens.start);
        if used || taken(reading.tokens.start) {
            index += 1;
            continue;
        }
        let next = readings
            .get(index + 1)
            .filter(|next| !taken(next.tokens.start));
        let previous_end = found.last().map_or(0, |last| last.tokens.end);
        if let Some(next) = next
            && let Some(two) = unitless(scan, reading, next, found.last())
        {
            found.extend(two);
            index += 2;
            continue;
        }
        if let Some((whole, again)) = part::of_time(scan, reading, found.last()) {
            if again {
                found.pop();
            }
            found.push(whole);
            index += 1;
            continue;
        }
        let amount = amount(scan, reading, next, previous_end);
        if let Some(next) = next
            && let Some(pair) = range(scan, reading, amount.as_ref(), next)
        {
            found.extend(pair);
            index += 2;
            continue;
        }
        found.extend(amount.map(|amount| figure(scan, amount)));
        index += 1;
    }
    beside::complete(scan, &mut found);
    found
}

/// A share ("one in five") or the two sides of a score ("112-104").
fn unitless(
    scan: &Scan,
    reading: &Reading,
    next: &Reading,
    last: Option<&Figure>,
) -> Option<Vec<Figure>> {
    let bare = |tokens: Range<usize>, value: Decimal| {
        let amount = Amount {
            tokens,
            kind: FactKind::Count,
            unit: Unit::None,
            low: value,
            high: value,
            vague: false,
            prefixed: false,
            scale: Decimal::ONE,
        };
        figure(scan, amount)
    };
    if let Some(share) = bare::share(scan, reading, next) {
        return Some(vec![bare(reading.tokens.start..next.tokens.end, share)]);
    }
    score::is_score(scan, reading, next, last).then(|| {
        [reading, next]
            .map(|side| bare(side.tokens.clone(), side.value))
            .into()
    })
}

/// A span of time of which the value is known.
fn figure_of_time(scan: &Scan, tokens: Range<usize>, value: Decimal, suffix: Suffix) -> Figure {
    let amount = Amount {
        tokens,
        kind: FactKind::Duration,
        unit: suffix.unit,
        low: value,
        high: value,
        vague: false,
        prefixed: false,
        scale: Decimal::ONE,
    };
    figure(scan, amount)
}

fn figure(scan: &Scan, amount: Amount) -> Figure {
    let Range { start, end } = amount.tokens;
    let during = amount.kind == FactKind::Duration;
    let said = modifier::qualifier(scan, start, end, during);
    let qualifier = if amount.vague { Qualifier::Vague } else { said };
    let (low, high) = match qualifier {
        _ if amount.low != amount.high => (Some(amount.low), Some(amount.high)),
        Qualifier::MoreThan | Qualifier::AtLeast => (Some(amount.low), None),
        Qualifier::LessThan | Qualifier::AtMost => (None, Some(amount.high)),
        _ => (Some(amount.low), Some(amount.high)),
    };
    let plus = amount.kind == FactKind::Percent
        && start
            .checked_sub(1)
            .is_some_and(|before| scan.is_sign(before, '+') && scan.glued(start));
    let direction = if amount.kind == FactKind::Duration {
        None
    } else if plus {
        Some(Direction::Up)
    } else {
        modifier::direction(scan, start, end)
    };
    let basis = modifier::basis(scan, end, direction.is_some());
    Figure {
        span: scan.span(start, end),
        tokens: start..end,
        kind: amount.kind,
        quantity: Quantity {
            low,
            high,
            unit: amount.unit,
            qualifier,
            direction,
            basis,
        },
    }
}
