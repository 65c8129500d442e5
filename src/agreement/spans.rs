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
    /// The harmonic mean of precision and recall; `None` when neither has a span.
    pub fn f1(self) -> Option<f64> {
        let share = |found: usize, all: usize| {
            if all == 0 {
                0.0
            } else {
                found as f64 / all as f64
            }
        };
        let (precision, recall) = (
            share(self.ones_found, self.ones),
            share(self.others_found, self.others),
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
