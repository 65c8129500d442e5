//! Which marks of different people mean the same words.
//!
//! Two marks are one unit when they share more than half of the characters that they cover together (their Jaccard
//! index is above a half): then neither can be meant for another mark that stands beside it. Each person has at
//! most one mark in a unit.

use super::Mark;
use crate::model::Span;

/// Marks that mean the same words, in order of the people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit<'m> {
    /// At least one, and of each person at most one.
    pub marks: Vec<&'m Mark>,
}

impl<'m> Unit<'m> {
    /// The mark of one person.
    pub fn of(&self, annotator: usize) -> Option<&'m Mark> {
        self.marks
            .iter()
            .copied()
            .find(|mark| mark.annotator == annotator)
    }

    /// Whether all marks of both mean the same words, and no person is in both.
    fn is_near(&self, other: &Self) -> bool {
        self.marks.iter().all(|one| {
            other.marks.iter().all(|other| {
                one.annotator != other.annotator
                    && one.text == other.text
                    && alike(one.span, other.span)
            })
        })
    }
}

/// The units of all marks, in order of the texts. Marks of exactly the same words find each other before those
/// of nearly the same.
pub fn units(marks: &[Mark]) -> Vec<Unit<'_>> {
    let mut marks: Vec<&Mark> = marks.iter().collect();
    marks.sort_by_key(|mark| (mark.text, mark.span, mark.annotator, mark.id.clone()));
    let mut units: Vec<Unit<'_>> = Vec::new();
    for mark in marks {
        let same = |unit: &&mut Unit<'_>| {
            let first = unit.marks.first();
            first.is_some_and(|first| first.text == mark.text && first.span == mark.span)
                && unit.of(mark.annotator).is_none()
        };
        match units.iter_mut().rev().take(TWINS).find(same) {
            Some(unit) => unit.marks.push(mark),
            None => units.push(Unit { marks: vec![mark] }),
        }
    }
    // What one person marked alone may be nearly what others marked.
    let mut joined: Vec<Unit<'_>> = Vec::with_capacity(units.len());
    for unit in units {
        match joined
            .iter_mut()
            .rev()
            .take(NEAR)
            .find(|known| known.is_near(&unit))
        {
            Some(known) => {
                known.marks.extend(unit.marks);
                known.marks.sort_by_key(|mark| mark.annotator);
            }
            None => joined.push(unit),
        }
    }
    joined
}

/// So many marks of one person on exactly the same words are told apart.
const TWINS: usize = 16;

/// So many units back a unit that is nearly the same is looked for: marks are sorted by their beginnings.
const NEAR: usize = 64;

/// Whether two spans share more than half of what they cover together.
fn alike(one: Span, other: Span) -> bool {
    let shared = one.intersection(other).map_or(0, Span::len);
    shared * 2 > one.len() + other.len() - shared
}
