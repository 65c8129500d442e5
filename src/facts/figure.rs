//! Amounts: money, percent, measures, durations and counts, alone or as ranges.
//!
//! Each number is looked at once, with the words beside it. An amount says what it measures; a number
//! beside which nothing is measured or counted is no amount, nor is the number in a name
//! ("Llama 4", "GPT-5", "H100") or on a counter ("5 min read").

mod bare;
mod part;
mod range;
mod veto;

use super::count;
use super::lexicon::{Class, TimeUnit};
use super::modifier;
use super::money;
use super::number::Reading;
use super::scan::{Kind, Scan};
use super::unit::{self, Suffix};
use crate::model::fact::FactKind;
use crate::model::quantity::{Direction, Qualifier, Quantity, Unit};
use crate::model::span::Span;
use range::range;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;
use veto::{is_code, is_name, is_told, year_before};

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
            && let Some(two) = unitless(scan, reading, next)
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
    same_change(scan, &mut found);
    found
}

/// A share ("one in five") or the two sides of a score ("112-104").
fn unitless(scan: &Scan, reading: &Reading, next: &Reading) -> Option<Vec<Figure>> {
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
    bare::is_score(scan, reading, next).then(|| {
        [reading, next]
            .map(|side| bare(side.tokens.clone(), side.value))
            .into()
    })
}

/// "lost 214 points, or 0.8 percent" and "fell 214 points (0.8 percent)": the same change in another unit.
fn same_change(scan: &Scan, found: &mut [Figure]) {
    for at in 1..found.len() {
        let Some([before, figure]) = found.get_mut(at - 1..=at) else {
            continue;
        };
        let gap = before.tokens.end..figure.tokens.start;
        let or = gap.len() <= 3 && gap.clone().any(|at| scan.lower(at) == "or")
            || gap.len() == 1 && scan.is_sign(gap.start, '(');
        if or && figure.quantity.direction.is_none() && figure.quantity.unit != before.quantity.unit
        {
            figure.quantity.direction = before.quantity.direction;
        }
    }
}

/// A number with its unit, before qualifiers.
#[derive(Debug, Clone)]
struct Amount {
    tokens: Range<usize>,
    kind: FactKind,
    unit: Unit,
    low: Decimal,
    high: Decimal,
    vague: bool,
    /// Whether the unit stands in front, as in `$37`.
    prefixed: bool,
    scale: Decimal,
}

fn amount(
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
    if base_of_rate || is_code(scan, reading) {
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
    if let Some(currency) = money::behind(scan, end) {
        return Some(cents(scan, priced(base, currency, end), next));
    }
    if let Some(suffix) = unit::behind(scan, end) {
        return is_told(scan, reading, &suffix).then(|| with_suffix(base, suffix));
    }
    if reading.attached || is_name(scan, reading) {
        return None;
    }
    let one = reading.value == Decimal::ONE;
    let fraction = reading.value.scale() > 0 && reading.value < Decimal::ONE;
    let Some(head) = count::head(scan, end, one).filter(|_| !fraction) else {
        if let Some(fate) = bare::victims(scan, reading) {
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
    }
    times(&mut amount, currency.worth);
    amount
}

fn times(amount: &mut Amount, factor: Decimal) {
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
fn priced(base: Amount, currency: money::Currency, _end: usize) -> Amount {
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
