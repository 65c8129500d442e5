//! A part of a unit of time told behind it: `an hour and a half`, `two years and a quarter`.

use super::{Figure, figure_of_time};
use crate::facts::number::Reading;
use crate::facts::scan::Scan;
use crate::facts::unit;
use crate::model::fact::FactKind;
use rust_decimal::Decimal;

/// The whole span of time whose last part is `reading`, and whether it takes the place of `last`.
pub(super) fn of_time(
    scan: &Scan,
    reading: &Reading,
    last: Option<&Figure>,
) -> Option<(Figure, bool)> {
    let part = !reading.digits && reading.value > Decimal::ZERO && reading.value < Decimal::ONE;
    let and = reading.tokens.start.checked_sub(1)?;
    if !part || scan.lower(and) != "and" {
        return None;
    }
    let end = reading.tokens.end;
    if let Some(last) =
        last.filter(|last| last.kind == FactKind::Duration && last.tokens.end == and)
    {
        let whole = last.quantity.low?;
        let start = last.tokens.start;
        let longer = whole.checked_add(reading.value)?;
        let suffix = unit::behind(scan, and.checked_sub(1)?)?;
        return Some((figure_of_time(scan, start..end, longer, suffix), true));
    }
    let article = and.checked_sub(2)?;
    let suffix =
        unit::behind(scan, article + 1).filter(|unit| unit.time.is_some() && unit.end == and)?;
    let one = matches!(scan.lower(article), "a" | "an");
    let longer = reading.value.checked_add(Decimal::ONE)?;
    one.then(|| (figure_of_time(scan, article..end, longer, suffix), false))
}
