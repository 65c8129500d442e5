//! One number with what it measures or counts, before the words around limit it.

use super::veto::{is_code, is_name, is_told, year_before};
use super::victims::victims;
use super::{age, bare};
use crate::facts::count;
use crate::facts::lexicon::{Class, TimeUnit};
use crate::facts::money;
use crate::facts::number::Reading;
use crate::facts::scan::{Kind, Scan};
use crate::facts::unit::{self, Suffix};
use crate::model::fact::FactKind;
use crate::model::quantity::Unit;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// A number with its unit, before qualifiers.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) tokens: Range<usize>,
    pub(super) kind: FactKind,
    pub(super) unit: Unit,
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) vague: bool,
    /// Whether the unit stands in front, as in `$37`.
    pub(super) prefixed: bool,
    pub(super) scale: Decimal,
}

/// What a number is an amount of, if it is one.
pub(super) fn amount(
    scan: &Scan,
    reading: &Reading,
    next: Option<&Reading>,
    previous_end: usize,
) -> Option<Amount> {
    let Range { start, end } = reading.tokens;
    let base = Amount {
        tokens: start..end,
        kind: FactKind::Count,
        unit: Unit::None,
        low: reading.value,
        high: reading.upper.unwrap_or(reading.value),
        vague: reading.upper.is_some(),
        prefixed: false,
        scale: reading.scale,
    };
    if let Some(currency) = money::before(scan, start).filter(|found| found.edge >= previous_end) {
        // "Cost a year, $ million" heads a column and is no amount.
        let unnumbered =
            reading.tokens.len() == 1 && scan.known(start).is_some_and(|word| word.scale.is_some());
        return (!unnumbered).then(|| in_front(scan, base, currency));
    }
    // "25 per 100,000 people": what the rate is taken per.
    let base_of_rate = start
        .checked_sub(1)
        .is_some_and(|before| scan.lower(before) == "per");
    // "19 times out of 20"
    let base_of_times =
        start > 2 && scan.says(start - 2, &["out", "of"]) && scan.lower(start - 3) == "times";
    // "ran a 3:45 mile"
    let seconds = start > 1
        && scan.is_sign(start - 1, ':')
        && scan.glued(start - 1)
        && scan.glued(start)
        && scan
            .token(start - 2)
            .is_some_and(|token| token.kind == Kind::Digits);
    if base_of_rate || base_of_times || seconds || is_code(scan, reading) {
        return None;
    }
    if reading.upper.is_some() && scan.lower(end.saturating_sub(1)).starts_with("digit") {
        // "a double-digit increase": a share unless something else is counted.
        return changes(scan, end).then_some(Amount {
            kind: FactKind::Percent,
            unit: Unit::Percent,
            ..base
        });
    }
    if let Some(suffix) = unit::percent(scan, end) {
        return Some(with_suffix(base, suffix));
    }
    let fraction = reading.value < Decimal::ONE && reading.value > Decimal::ZERO;
    if fraction
        && !reading.digits
        && let Some(suffix) = unit::of_part(scan, end)
    {
        return Some(with_suffix(base, suffix));
    }
    if let Some(currency) = money::behind(scan, end) {
        return Some(cents(scan, priced(base, currency), next));
    }
    // "hundreds of miles"
    let of = usize::from(reading.upper.is_some() && scan.lower(end) == "of");
    if let Some(suffix) = unit::behind(scan, end + of) {
        return is_told(scan, reading, &suffix).then(|| with_suffix(base, suffix));
    }
    if reading.attached || is_name(scan, reading) {
        return None;
    }
    if let Some(told) = age::told(scan, reading) {
        let unit = Unit::Measure("year-old".to_owned());
        return Some(Amount {
            kind: FactKind::Measure,
            unit,
            prefixed: told == age::Told::Aged,
            ..base
        });
    }
    let one = reading.value == Decimal::ONE;
    // "0.6 points" are counted, "3 out of 5 voters" are a share.
    let decimal = reading.digits && scan.is_sign(start + 1, '.');
    let fraction = fraction && reading.value.scale() > 0 && !decimal;
    let Some(head) = count::head(scan, end, one).filter(|_| !fraction) else {
        if let Some(fate) = victims(scan, reading) {
            let unit = Unit::Count(fate.to_owned());
            return Some(Amount { unit, ..base });
        }
        let unit = bare::counted_before(scan, reading).map_or(Unit::None, Unit::Count);
        return bare::says(scan, reading).then_some(Amount { unit, ..base });
    };
    let believable =
        !reading.year || scan.has(head.noun, Class::People) || !year_before(scan, start);
    let small = reading.value.to_u32().filter(|_| !reading.digits);
    let idle = small.is_some_and(|value| count::is_idle(scan, start, &head, value));
    (believable && !idle).then_some(Amount {
        tokens: start..head.end,
        unit: Unit::Count(head.unit),
        ..base
    })
}

/// Whether a word of change stands within the next words: "double-digit revenue growth".
fn changes(scan: &Scan, at: usize) -> bool {
    scan.is_sign(at, '%')
        || scan.lower(at).starts_with("percent")
        || (at..at + 3).any(|at| scan.has(at, Class::Up) || scan.has(at, Class::Down))
}

/// A currency in front; `USD 5 million`, and the scale may stand behind a code: `75 USD million`.
#[expect(clippy::needless_pass_by_value, reason = "one amount becomes another")]
fn in_front(scan: &Scan, base: Amount, currency: money::Currency) -> Amount {
    let mut amount = Amount {
        tokens: currency.edge..base.tokens.end,
        kind: FactKind::Money,
        unit: Unit::Currency(currency.code.to_owned()),
        prefixed: true,
        ..base
    };
    // "-$5": the sign stands before the currency.
    if let Some(before) = currency.edge.checked_sub(1)
        && (scan.is_sign(before, '-') || scan.is_sign(before, '−'))
        && !scan.glued(before)
        && scan.glued(currency.edge)
    {
        amount.low = -amount.low;
        amount.high = -amount.high;
        amount.tokens.start = before;
    }
    if let Some(code) = scan.known(amount.tokens.end).and_then(|word| word.code)
        && Unit::Currency(code.to_owned()) == amount.unit
    {
        amount.tokens.end += 1;
    } else if currency.code == "USD"
        && let Some(code) = money::of_nation(scan, amount.tokens.end)
    {
        amount.unit = Unit::Currency(code.to_owned());
        amount.tokens.end += 1;
    }
    times(&mut amount, currency.worth);
    amount
}

/// Multiplies an amount.
pub(super) fn times(amount: &mut Amount, factor: Decimal) {
    amount.low = amount
        .low
        .checked_mul(factor)
        .unwrap_or(amount.low)
        .normalize();
    amount.high = amount
        .high
        .checked_mul(factor)
        .unwrap_or(amount.high)
        .normalize();
}

/// A currency behind: `5 million euros`, `12-cent`, `50 USD million`.
#[expect(clippy::needless_pass_by_value, reason = "one amount becomes another")]
fn priced(base: Amount, currency: money::Currency) -> Amount {
    let mut amount = Amount {
        tokens: base.tokens.start..currency.edge,
        kind: FactKind::Money,
        unit: Unit::Currency(currency.code.to_owned()),
        ..base
    };
    times(&mut amount, currency.worth);
    amount
}

/// `thirteen dollars and forty-five cents`, `15 dollars 50`, `75 USD million`.
fn cents(scan: &Scan, mut amount: Amount, next: Option<&Reading>) -> Amount {
    let end = amount.tokens.end;
    if let Some(scale) = scan
        .known(end)
        .and_then(|word| word.scale)
        .filter(|s| *s >= 1000)
        && amount.scale == Decimal::ONE
        && !scan.known(end).is_some_and(|word| word.scales)
    {
        times(&mut amount, Decimal::from(scale));
        amount.tokens.end += 1;
        return amount;
    }
    let Some(next) = next.filter(|next| {
        next.upper.is_none() && next.value < Decimal::ONE_HUNDRED && next.value.fract().is_zero()
    }) else {
        return amount;
    };
    let gap = usize::from(scan.lower(end) == "and");
    if next.tokens.start != end + gap || amount.prefixed {
        return amount;
    }
    let coin = scan
        .known(next.tokens.end)
        .and_then(|word| word.coin)
        .filter(|coin| coin.worth < Decimal::ONE);
    let whole = amount.low.fract().is_zero();
    if let Some(coin) = coin.filter(|_| whole) {
        amount.low += next.value.checked_mul(coin.worth).unwrap_or_default();
        amount.tokens.end = next.tokens.end + 1;
        if let (Some(odd), "mao") = (
            scan.known(amount.tokens.end).and_then(|w| w.cardinal),
            scan.lower(next.tokens.end),
        ) {
            amount.low += Decimal::new(i64::from(odd), 2);
            amount.tokens.end += 1;
        }
    } else if gap == 0
        && whole
        && next.value >= Decimal::TEN
        && money::behind(scan, next.tokens.end).is_none()
        && scan.token(next.tokens.end).is_none_or(|t| {
            !t.is_word() && t.kind != Kind::Sign('$')
                || matches!(
                    scan.lower(next.tokens.end),
                    "more" | "each" | "per" | "a" | "for"
                )
        })
    {
        amount.low += next.value / Decimal::ONE_HUNDRED;
        amount.tokens.end = next.tokens.end;
    }
    amount.high = amount.low;
    amount
}

#[expect(clippy::needless_pass_by_value, reason = "one amount becomes another")]
fn with_suffix(base: Amount, suffix: Suffix) -> Amount {
    let kind = match (&suffix.unit, suffix.time) {
        (_, Some(_)) => FactKind::Duration,
        (Unit::Percent | Unit::PercentagePoint | Unit::BasisPoint, _) => FactKind::Percent,
        _ => FactKind::Measure,
    };
    let mut amount = Amount {
        tokens: base.tokens.start..suffix.end,
        kind,
        unit: suffix.unit,
        ..base
    };
    if suffix.worth != Decimal::ONE {
        times(&mut amount, suffix.worth);
    }
    if suffix.time == Some(TimeUnit::Fortnight) {
        times(&mut amount, Decimal::TWO);
        amount.unit = Unit::Measure("week".to_owned());
    }
    amount
}
