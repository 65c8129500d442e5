//! Two amounts that make a range: `between $37B and $40B`, `$37-40B`, `5 to 7 percent` share scale and sign.

use super::amount::{Amount, amount as amount_of, times};
use super::veto::is_code;
use super::{Figure, figure};
use crate::facts::modifier;
use crate::facts::number::Reading;
use crate::facts::scan::Scan;
use crate::model::fact::FactKind;
use crate::model::quantity::Qualifier;
use rust_decimal::Decimal;

/// A range of two amounts: `between $37B and $40B`, `$37-40B`, `5 to 7 percent`. After "from" they stay two.
pub(super) fn range(
    scan: &Scan,
    first: &Reading,
    amount: Option<&Amount>,
    second: &Reading,
) -> Option<Vec<Figure>> {
    let end = amount
        .filter(|a| a.kind != FactKind::Count)
        .map_or(first.tokens.end, |a| a.tokens.end)
        .min(second.tokens.start);
    // "16- to 24-year-olds": the hyphen is for the noun behind.
    let dangling = scan.is_dash(end)
        && scan.glued(end)
        && !scan.glued(end + 1)
        && matches!(scan.lower(end + 1), "to" | "or");
    let end = end + usize::from(dangling);
    let start = amount.map_or(first.tokens.start, |a| a.tokens.start);
    let before = start.checked_sub(1).map_or("", |at| scan.lower(at));
    let joined = match scan.lower(end) {
        "to" | "bis" | "à" | "through" => true,
        "and" => before == "between",
        "or" => {
            amount.is_none_or(|a| a.kind == FactKind::Count)
                && first.tokens.end == end
                && !first.year
        }
        _ => scan.is_dash(end),
    };
    // "rose by a third to 48,000 tonnes": a part, and what it came to.
    let part = !first.digits && first.value < Decimal::ONE && second.value >= Decimal::TEN;
    if !joined || part || first.year && second.year || first.upper.is_some() || is_code(scan, first)
    {
        return None;
    }
    let bare = || {
        // "$37-40B": the sign in front is for both.
        let first = amount.filter(|a| a.prefixed && second.upper.is_none())?;
        Some(Amount {
            tokens: second.tokens.clone(),
            low: second.value,
            high: second.value,
            scale: second.scale,
            prefixed: false,
            ..first.clone()
        })
    };
    let other = amount_of(scan, second, None, end + 1)
        .filter(|other| other.kind != FactKind::Count || !amount.is_some_and(|a| a.prefixed))
        .or_else(bare)?;
    if other.tokens.start != end + 1 || other.vague {
        return None;
    }
    let low = amount.filter(|a| a.kind != FactKind::Count).cloned();
    if low.is_none() && (other.prefixed || first.attached && other.kind == FactKind::Count) {
        return None;
    }
    let high = other;
    if low.as_ref().is_some_and(|low| low.unit != high.unit) {
        return None;
    }
    let mut low = low.unwrap_or_else(|| Amount {
        tokens: first.tokens.clone(),
        low: first.value,
        high: first.value,
        scale: first.scale,
        ..high.clone()
    });
    if low.scale == Decimal::ONE && high.scale > Decimal::ONE && low.low < Decimal::ONE_THOUSAND {
        let scale = high.scale;
        times(&mut low, scale);
    }
    // "rose by 50 cents to $15", "added $14.20 to $1,987.60": by how much, and to what.
    let changed = scan.lower(end) == "to"
        && (before == "by"
            || high.high > low.low * Decimal::TWO
                && modifier::direction(scan, low.tokens.start, end).is_some());
    // "sizes range from 24 to 31" is one range, "rose from 24 to 31" two levels.
    let ranges = start > 1 && scan.lower(start - 2).starts_with("rang");
    let apart = before == "from" && !ranges
        || changed
        || scan.lower(end) == "or" && (low.low >= high.high || high.high - low.low > Decimal::TWO);
    if apart {
        return Some(vec![figure(scan, low), figure(scan, high)]);
    }
    if low.low > high.high {
        return None;
    }
    let tokens = low.tokens.start..high.tokens.end;
    let mut both = figure(
        scan,
        Amount {
            tokens,
            high: high.high,
            ..low
        },
    );
    both.quantity.qualifier = Qualifier::Between;
    Some(vec![both])
}
