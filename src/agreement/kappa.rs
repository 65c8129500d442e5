//! Cohen's κ of two people (Jacob Cohen, "A Coefficient of Agreement for Nominal Scales", 1960), and the table of
//! their answers that it comes from.

use super::alpha;
use crate::model::SafeText;
use std::collections::{BTreeMap, BTreeSet};

/// How often one person gave one answer where the other gave another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confusion {
    cells: BTreeMap<(SafeText, SafeText), usize>,
}

impl Confusion {
    /// Counts the answers of two people to the same questions.
    pub fn new(answers: impl IntoIterator<Item = (SafeText, SafeText)>) -> Self {
        let mut cells = BTreeMap::new();
        for pair in answers {
            *cells.entry(pair).or_default() += 1;
        }
        Self { cells }
    }

    /// The answers that either gave, in order.
    pub fn answers(&self) -> Vec<&SafeText> {
        let answers: BTreeSet<&SafeText> = self
            .cells
            .keys()
            .flat_map(|(one, other)| [one, other])
            .collect();
        answers.into_iter().collect()
    }

    /// How often the first said `one` where the second said `other`.
    pub fn count(&self, one: &SafeText, other: &SafeText) -> usize {
        let cell = self.cells.get(&(one.clone(), other.clone()));
        cell.copied().unwrap_or(0)
    }

    /// The table row by row: one answer of each, and how often.
    pub fn cells(&self) -> impl Iterator<Item = (&SafeText, &SafeText, usize)> {
        self.cells
            .iter()
            .map(|((one, other), count)| (one, other, *count))
    }

    /// How many questions both answered.
    pub fn total(&self) -> usize {
        self.cells.values().sum()
    }

    /// The share of questions to which both gave the same answer; `None` without any.
    pub fn observed(&self) -> Option<f64> {
        let same: usize = self
            .cells()
            .filter(|(one, other, _)| one == other)
            .map(|(.., count)| count)
            .sum();
        (self.total() > 0).then(|| same as f64 / self.total() as f64)
    }

    /// κ: agreement beyond what the two would reach by chance with the answers that each of them gives. `None` when
    /// there is nothing, or both always gave the same one answer.
    pub fn kappa(&self) -> Option<f64> {
        let observed = self.observed()?;
        let total = self.total() as f64;
        let mut ones: BTreeMap<&SafeText, usize> = BTreeMap::new();
        let mut others: BTreeMap<&SafeText, usize> = BTreeMap::new();
        for (one, other, count) in self.cells() {
            *ones.entry(one).or_default() += count;
            *others.entry(other).or_default() += count;
        }
        let chance: f64 = ones
            .iter()
            .map(|(answer, count)| {
                let other = others.get(answer).copied().unwrap_or(0);
                *count as f64 / total * (other as f64 / total)
            })
            .sum();
        alpha::of(1.0 - observed, 1.0 - chance)
    }
}
