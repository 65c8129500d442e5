//! Norms: what a figure or a date means, in the contract's shapes.

use crate::model::FactValue;
use crate::model::date::DateValue;
use crate::model::quantity::{Direction, Qualifier, Quantity, Unit};
use rust_decimal::Decimal;
use serde::Serialize;

/// A fact's normalised value.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(in crate::cli) enum Norm<'a> {
    Quantity(Amount),
    Date(Time<'a>),
    Relative(Relative<'a>),
}

/// An amount; bounds are decimal strings, inclusive, `null` when open.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Amount {
    low: Option<String>,
    high: Option<String>,
    unit: Option<String>,
    qualifier: Qualifier,
    direction: Option<Direction>,
    basis: Option<String>,
}

/// A day or a period that could be resolved.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Time<'a> {
    edtf: Option<&'a str>,
    start: Option<&'a str>,
    end: Option<&'a str>,
    fiscal: bool,
    qualifier: Qualifier,
}

/// A relative date without a reference time: no guess.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Relative<'a> {
    relative: &'a str,
    grain: Option<&'a str>,
}

/// A decimal as the contract writes it: no exponent, no needless zeros.
pub(super) fn decimal(value: Decimal) -> String {
    value.normalize().to_string()
}

/// The norm of a fact; quotes, statements and table cells have none.
pub(in crate::cli) fn norm(value: &FactValue) -> Option<Norm<'_>> {
    match value {
        FactValue::None => None,
        FactValue::Quantity(quantity) => Some(Norm::Quantity(amount(quantity))),
        FactValue::Date(date) => Some(time(date)),
    }
}

fn amount(quantity: &Quantity) -> Amount {
    Amount {
        low: quantity.low.map(decimal),
        high: quantity.high.map(decimal),
        unit: (quantity.unit != Unit::None).then(|| quantity.unit.to_string()),
        qualifier: quantity.qualifier,
        direction: quantity.direction,
        basis: quantity.basis.as_ref().map(ToString::to_string),
    }
}

/// A date fact's norm, also that of a fact's period.
pub(super) fn time(date: &DateValue) -> Norm<'_> {
    match &date.relative {
        Some(relative) if date.edtf.is_none() && date.start.is_none() && date.end.is_none() => {
            Norm::Relative(Relative {
                relative,
                grain: date.grain.as_deref(),
            })
        }
        _ => Norm::Date(Time {
            edtf: date.edtf.as_deref(),
            start: date.start.as_deref(),
            end: date.end.as_deref(),
            fiscal: date.fiscal,
            qualifier: date.qualifier,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_no_needless_zeros() {
        assert_eq!(decimal(Decimal::new(37_000_000_000, 0)), "37000000000");
        assert_eq!(decimal(Decimal::new(1250, 2)), "12.5");
    }

    #[test]
    fn a_relative_date_is_not_guessed() {
        let date = DateValue {
            relative: Some("last quarter".to_owned()),
            grain: Some("quarter".to_owned()),
            ..DateValue::default()
        };
        let json = serde_json::to_string(&norm(&FactValue::Date(date)).unwrap()).unwrap();
        assert_eq!(json, r#"{"relative":"last quarter","grain":"quarter"}"#);
    }
}
