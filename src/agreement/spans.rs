//! F1 of the spans of two people: how many of each one's the other found.

use super::Mark;
use std::collections::BTreeSet;

/// How many spans of each person the other one has as well. Which of them is taken for the truth does not matter
/// for F1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Matches {
    /// Spans of the first.
    pub ones: usize,
    /// Those of them that the second has.
    pub ones_found: usize,
    /// Spans of the second.
    pub others: usize,
    /// Those of them that the first has.
    pub others_found: usize,
}

impl Matches {
    /// Where the second is taken for the truth: how many spans of the first are right; `None` without any.
    pub fn precision(self) -> Option<f64> {
        (self.ones > 0).then(|| self.ones_found as f64 / self.ones as f64)
    }

    /// Where the second is taken for the truth: how many of its spans the first found; `None` without any.
    pub fn recall(self) -> Option<f64> {
        (self.others > 0).then(|| self.others_found as f64 / self.others as f64)
    }

    /// Both counted together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            ones: self.ones + other.ones,
            ones_found: self.ones_found + other.ones_found,
            others: self.others + other.others,
            others_found: self.others_found + other.others_found,
        }
    }

    /// The harmonic mean of precision and recall; `None` when neither has a span.
    pub fn f1(self) -> Option<f64> {
        let (precision, recall) = (
            self.precision().unwrap_or(0.0),
            self.recall().unwrap_or(0.0),
        );
        match (self.ones + self.others, precision + recall) {
            (0, _) => None,
            (_, sum) if sum > 0.0 => Some(2.0 * precision * recall / sum),
            _ => Some(0.0),
        }
    }
}

/// The same words and nothing else.
pub fn exact(ones: &[&Mark], others: &[&Mark]) -> Matches {
    let places = |marks: &[&Mark]| -> BTreeSet<(usize, usize, usize)> {
        marks
            .iter()
            .map(|mark| (mark.text, mark.span.start, mark.span.end))
            .collect()
    };
    let (ones, others) = (places(ones), places(others));
    let both = ones.intersection(&others).count();
    Matches {
        ones: ones.len(),
        ones_found: both,
        others: others.len(),
        others_found: both,
    }
}

/// A span is found when one of the other's shares at least one character with it.
pub fn overlapping(ones: &[&Mark], others: &[&Mark]) -> Matches {
    let found = |marks: &[&Mark], among: &[&Mark]| {
        let meets = |mark: &&&Mark| {
            among
                .iter()
                .any(|other| other.text == mark.text && other.span.overlaps(mark.span))
        };
        marks.iter().filter(meets).count()
    };
    Matches {
        ones: ones.len(),
        ones_found: found(ones, others),
        others: others.len(),
        others_found: found(others, ones),
    }
}
