//! A normalised time expression: EDTF and an inclusive interval.

use super::quantity::Qualifier;
use serde::{Deserialize, Serialize};

/// A day, month, quarter, year, range or relative expression.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateValue {
    /// Extended Date/Time Format level 1–2, quarters as season codes 33–36; `None` when unresolved.
    pub edtf: Option<String>,
    /// First day (or moment), ISO 8601, inclusive; `None` = open or unresolved.
    pub start: Option<String>,
    /// Last day (or moment), ISO 8601, inclusive; `None` = open or unresolved.
    pub end: Option<String>,
    /// A fiscal period.
    pub fiscal: bool,
    /// "Around", "by", "at least".
    pub qualifier: Qualifier,
    /// The words of a relative date that had no reference time to resolve against.
    pub relative: Option<String>,
    /// The grain of such a relative date: `minute day week month quarter half year`.
    pub grain: Option<String>,
}

/// The period that a figure is about. The same shape as a date's value.
pub type Period = DateValue;
