//! Passages that were moved: recognised by runs of words that occur once on each side.

use super::{Alignment, SEED, gaps};
use crate::model::Span;
use crate::text::hash::ByWord;
use imara_diff::{InternedInput, Token};
use std::collections::HashMap;
use std::ops::Range;

/// A short line is recognised when one of its words has more bytes than this: more than a sign or an emoji.
const LONG: usize = 4;

impl Alignment {
    /// One round of looking for moved passages.
    pub(super) fn compare_moved<T: Eq + std::hash::Hash>(
        &mut self,
        input: &InternedInput<T>,
    ) -> bool {
        let old_gaps = gaps(self.forward.iter().map(Option::is_some));
        let new_gaps = gaps(self.explained.iter().copied());
        let old_seeds = seeds(&input.before, &old_gaps, (&self.old_breaks, &self.old));
        let new_seeds = seeds(&input.after, &new_gaps, (&self.new_breaks, &self.new));
        let mut votes: HashMap<(usize, usize), usize, ByWord> = HashMap::default();
        for (seed, gap) in &old_seeds {
            if let (Some(old), Some(Some(new))) = (gap, new_seeds.get(seed)) {
                *votes.entry((*old, *new)).or_default() += 1;
            }
        }
        let mut votes: Vec<((usize, usize), usize)> = votes.into_iter().collect();
        votes.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
        let (mut old_used, mut new_used) =
            (vec![false; old_gaps.len()], vec![false; new_gaps.len()]);
        let mut found = false;
        for ((old, new), _) in votes {
            let (Some(old_done), Some(new_done)) = (old_used.get_mut(old), new_used.get_mut(new))
            else {
                continue;
            };
            if std::mem::replace(old_done, true) || std::mem::replace(new_done, true) {
                continue;
            }
            if let (Some(old), Some(new)) = (old_gaps.get(old), new_gaps.get(new)) {
                found |= self.compare(input, old.clone(), new.clone(), true);
            }
        }
        found
    }

    /// Lets a passage that was moved have the words at its ends that matched elsewhere by chance: it grows over equal
    /// words that stand in no run as long as a seed.
    pub(super) fn grow_moved<T: Eq + std::hash::Hash>(&mut self, input: &InternedInput<T>) {
        let mut owners = vec![None; self.new.len()];
        for (old, new) in self.forward.iter().enumerate() {
            if let Some(owner) = new.and_then(|new| owners.get_mut(new)) {
                *owner = Some(old);
            }
        }
        let mut strong = self.strong();
        let forwards = (1..self.old.len()).map(|at| (at - 1, at, 1));
        let backwards = (1..self.old.len()).rev().map(|at| (at, at - 1, -1));
        for (from, old, step) in forwards.chain(backwards) {
            let is = |strong: &[bool], at: usize| strong.get(at) == Some(&true);
            let moved = self.moved.get(from) == Some(&true) && is(&strong, from);
            let place = self.forward.get(from).copied().flatten().filter(|_| moved);
            let Some(new) = place.and_then(|place| place.checked_add_signed(step)) else {
                continue;
            };
            let owner = owners.get(new).copied().flatten();
            let same = input
                .after
                .get(new)
                .is_some_and(|word| input.before.get(old) == Some(word));
            if !same || is(&strong, old) || owner.is_some_and(|owner| is(&strong, owner)) {
                continue;
            }
            if let Some(owner) = owner {
                self.set(owner, None);
            }
            if let Some(left) = self.forward.get(old).copied().flatten() {
                if let Some(owner) = owners.get_mut(left) {
                    *owner = None;
                }
                if let Some(explained) = self.explained.get_mut(left) {
                    *explained = false;
                }
            }
            self.set(old, Some(new));
            if let (Some(owner), Some(explained), Some(strong)) = (
                owners.get_mut(new),
                self.explained.get_mut(new),
                strong.get_mut(old),
            ) {
                (*owner, *explained, *strong) = (Some(old), true, true);
            }
        }
    }

    /// Matches an old word with a new one out of order, or with none.
    fn set(&mut self, old: usize, new: Option<usize>) {
        if let (Some(place), Some(moved)) = (self.forward.get_mut(old), self.moved.get_mut(old)) {
            (*place, *moved) = (new, new.is_some());
        }
    }

    /// For each old word whether it stands in a matched run as long as a seed.
    fn strong(&self) -> Vec<bool> {
        let follows = |one: &Option<usize>, next: &Option<usize>| {
            one.is_some_and(|one| *next == Some(one + 1))
        };
        self.forward
            .chunk_by(follows)
            .flat_map(|run| std::iter::repeat_n(run.len() >= SEED, run.len()))
            .collect()
    }
}

/// The seeds of all gaps, each with the number of its gap, or `None` for one that occurs more than once. A line that is
/// shorter than a seed, such as a heading, is one by itself.
fn seeds<'t>(
    tokens: &'t [Token],
    gaps: &[Range<usize>],
    (breaks, words): (&[u8], &[Span]),
) -> HashMap<&'t [Token], Option<usize>, ByWord> {
    let mut seeds = HashMap::default();
    let mut plant = |seed: &'t [Token], number: usize| {
        seeds
            .entry(seed)
            .and_modify(|gap| *gap = None)
            .or_insert(Some(number));
    };
    let starts_line = |at: &usize| breaks.get(*at).is_none_or(|quality| *quality == 2);
    for (number, gap) in gaps.iter().enumerate() {
        crate::anchor::work(gap.len());
        for window in tokens.get(gap.clone()).unwrap_or_default().windows(SEED) {
            plant(window, number);
        }
        for start in gap.clone().filter(starts_line) {
            let end = (start + 1..(start + SEED).min(gap.end + 1)).find(starts_line);
            let Some(end) = end else { continue };
            // A line of one sign is everywhere.
            let long = words
                .get(start..end)
                .unwrap_or_default()
                .iter()
                .any(|word| word.len() > LONG);
            if let Some(line) = tokens.get(start..end).filter(|_| long) {
                plant(line, number);
            }
        }
    }
    seeds
}
