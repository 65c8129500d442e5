//! How near one person's marks are to the gold layer: precision, recall and F1 of labelled spans.
//!
//! A mark is right where the gold layer has a span with the same label: the same span (exact), or one that shares at
//! least a character with it (overlapping). The figures over all labels count every mark alike (micro-averaged).

use super::Mark;
use super::spans::{Matches, exact, overlapping};
use crate::model::SafeText;
use std::collections::BTreeSet;

/// A person's marks against the gold layer. Of each [`Matches`] the second side is the gold layer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// The same label on the same span.
    pub exact: Matches,
    /// The same label on overlapping spans.
    pub overlapping: Matches,
    /// For each label, exact and overlapping, in order; the empty name is that of marks without a label.
    pub per_label: Vec<(SafeText, Matches, Matches)>,
}

/// Holds marks against the gold marks of the same texts.
pub fn score(marks: &[&Mark], gold: &[&Mark]) -> Score {
    let all = marks.iter().chain(gold);
    let labels: BTreeSet<SafeText> = all.map(|mark| mark.label_or_none()).collect();
    let mut score = Score::default();
    for label in labels {
        let with = |marks: &[&Mark]| -> Vec<Mark> {
            let fitting = marks.iter().filter(|mark| mark.label_or_none() == label);
            fitting.map(|mark| (*mark).clone()).collect()
        };
        let (own, right) = (with(marks), with(gold));
        let (own, right): (Vec<&Mark>, Vec<&Mark>) = (own.iter().collect(), right.iter().collect());
        let (exact, overlapping) = (exact(&own, &right), overlapping(&own, &right));
        score.exact = score.exact.and(exact);
        score.overlapping = score.overlapping.and(overlapping);
        score.per_label.push((label, exact, overlapping));
    }
    score
}
