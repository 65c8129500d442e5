//! A normalised amount: an interval of decimals with a unit.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount as the text means it. Bounds are inclusive; `None` is open.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// Lower bound.
    pub low: Option<Decimal>,
    /// Upper bound; equal to `low` for a single value.
    pub high: Option<Decimal>,
    /// What is counted or measured.
    pub unit: Unit,
    /// How the text limits the value.
    pub qualifier: Qualifier,
    /// Whether the text says that it rose or fell by the value.
    pub direction: Option<Direction>,
    /// What a change or a rate is measured against.
    pub basis: Option<Basis>,
}

impl Quantity {
    /// Exactly `value` of `unit`.
    pub fn exact(value: Decimal, unit: Unit) -> Self {
        Self {
            low: Some(value),
            high: Some(value),
            unit,
            qualifier: Qualifier::Exact,
            direction: None,
            basis: None,
        }
    }
}

/// What an amount is measured in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// A currency, by ISO 4217 code.
    Currency(String),
    /// Parts of a hundred.
    Percent,
    /// A difference of percentages.
    PercentagePoint,
    /// A hundredth of a percentage point.
    BasisPoint,
    /// A UCUM or SI code, such as `km` or `GW.h`; time units by name (`year month week day hour minute second`).
    Measure(String),
    /// The head noun of a count, singular as written, such as `H100 GPU`.
    Count(String),
    /// A bare number.
    None,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Currency(code) | Self::Measure(code) | Self::Count(code) => f.write_str(code),
            Self::Percent => f.write_str("percent"),
            Self::PercentagePoint => f.write_str("percentage_point"),
            Self::BasisPoint => f.write_str("basis_point"),
            Self::None => Ok(()),
        }
    }
}

/// How a text limits a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Qualifier {
    #[default]
    Exact,
    About,
    Between,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
    /// A magnitude rather than a value: "tens of thousands".
    Vague,
}

/// Whether something rose or fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Direction {
    Up,
    Down,
}

/// What a change or a rate is measured against.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Basis {
    /// Year over year.
    YearOverYear,
    /// Quarter over quarter.
    QuarterOverQuarter,
    /// Month over month.
    MonthOverMonth,
    /// Per one of the named noun.
    Per(String),
}

/// `yoy`, `qoq`, `mom` or `per NOUN`.
impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YearOverYear => f.write_str("yoy"),
            Self::QuarterOverQuarter => f.write_str("qoq"),
            Self::MonthOverMonth => f.write_str("mom"),
            Self::Per(noun) => write!(f, "per {noun}"),
        }
    }
}
