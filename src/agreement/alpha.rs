//! Krippendorff's α: how far several people agree beyond chance, with any number of answers missing.
//!
//! Klaus Krippendorff, *Content Analysis*, chapter "Reliability"; computed by the table of coincidences as in his
//! "Computing Krippendorff's Alpha-Reliability" (2011).

use crate::model::SafeText;
use std::collections::BTreeMap;

/// How far two answers are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Names: the same or not.
    Nominal,
    /// Numbers at even distances: the square of the difference.
    Interval,
}

impl Metric {
    /// The squared distance of two answers.
    pub fn distance(self, one: f64, other: f64) -> f64 {
        match self {
            Self::Nominal if one.total_cmp(&other).is_eq() => 0.0,
            Self::Nominal => 1.0,
            Self::Interval => (one - other).powi(2),
        }
    }
}

/// α of a table: one row a unit, one column a person, `None` where there is no answer. Units with fewer than two
/// answers say nothing. `None` when no two answers are there, or all answers are the same.
pub fn alpha(units: &[Vec<Option<f64>>], metric: Metric) -> Option<f64> {
    // How often an answer stands in units with others, by its bits: numbers that are equal are the same answer.
    let mut totals: BTreeMap<u64, f64> = BTreeMap::new();
    let mut observed = 0.0;
    for unit in units {
        let answers: Vec<f64> = unit.iter().flatten().copied().collect();
        let others = answers.len().saturating_sub(1);
        if others == 0 {
            continue;
        }
        for (at, one) in answers.iter().enumerate() {
            *totals.entry((one + 0.0).to_bits()).or_default() += 1.0;
            for other in answers.iter().skip(at + 1) {
                observed += 2.0 * metric.distance(*one, *other) / others as f64;
            }
        }
    }
    let answers: Vec<(f64, f64)> = totals
        .into_iter()
        .map(|(bits, count)| (f64::from_bits(bits), count))
        .collect();
    let count: f64 = answers.iter().map(|(_, count)| count).sum();
    let mut expected = 0.0;
    for (at, (one, ones)) in answers.iter().enumerate() {
        for (other, others) in answers.iter().skip(at + 1) {
            expected += 2.0 * ones * others * metric.distance(*one, *other);
        }
    }
    if count < 2.0 {
        return None;
    }
    of(observed / count, expected / (count * (count - 1.0)))
}

/// Agreement from observed and expected disagreement; `None` when chance could not have disagreed.
pub fn of(observed: f64, expected: f64) -> Option<f64> {
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// Names as numbers, the same number for the same name.
pub fn numbered(units: &[Vec<Option<&SafeText>>]) -> Vec<Vec<Option<f64>>> {
    let mut numbers: BTreeMap<&SafeText, f64> = BTreeMap::new();
    let mut rows = Vec::with_capacity(units.len());
    for unit in units {
        let mut row = Vec::with_capacity(unit.len());
        for name in unit {
            row.push(name.map(|name| {
                let next = numbers.len() as f64;
                *numbers.entry(name).or_insert(next)
            }));
        }
        rows.push(row);
    }
    rows
}
