//! Sets of articles by their row numbers, a bit for each.
//!
//! Rows are numbered by arrival, so that a set takes 12 KiB in a library of 100,000 articles, whatever is in it. SQL asks
//! for the set at hand as `found(row)`.

use crate::library::error::LibraryError;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows in one word of a set.
const BITS: u32 = u64::BITS;

/// Row numbers of articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::library) struct RowSet {
    words: Vec<u64>,
    len: usize,
}

impl RowSet {
    pub fn insert(&mut self, row: u32) {
        let (at, bit) = place(row);
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        if let Some(word) = self.words.get_mut(at) {
            self.len += usize::from(*word & bit == 0);
            *word |= bit;
        }
    }

    pub fn contains(&self, row: u32) -> bool {
        let (at, bit) = place(row);
        self.words.get(at).is_some_and(|word| word & bit != 0)
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Keeps what is in another set as well.
    pub fn meet(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (word, also) in self.words.iter_mut().zip(&other.words) {
            *word &= also;
        }
        let ones = self.words.iter().map(|word| word.count_ones() as usize);
        self.len = ones.sum();
    }

    /// The rows in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        let words = (0..).step_by(BITS as usize).zip(&self.words);
        words.flat_map(|(first, word)| {
            (0..BITS)
                .filter(move |bit| word & (1 << bit) != 0)
                .map(move |bit| first + bit)
        })
    }
}

/// The word of a row, and its bit there.
const fn place(row: u32) -> (usize, u64) {
    ((row / BITS) as usize, 1 << (row % BITS))
}

/// The set at hand, shared with the function by which SQL asks for it.
#[derive(Debug, Clone, Default)]
pub(in crate::library) struct AtHand(Arc<Mutex<RowSet>>);

impl AtHand {
    /// Makes `found` known to a connection.
    pub fn new(connection: &Connection) -> Result<Self, LibraryError> {
        let at_hand = Self::default();
        let known = at_hand.clone();
        connection.create_scalar_function(
            "found",
            1,
            FunctionFlags::SQLITE_UTF8,
            move |context| {
                let rows = known.0.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(rows.contains(context.get(0)?))
            },
        )?;
        Ok(at_hand)
    }

    /// Takes another set in hand.
    pub fn take(&self, rows: RowSet) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = rows;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_set_has_what_was_put_in_and_meets_another_in_what_both_have(
            one in prop::collection::btree_set(0u32..500, 0..60),
            other in prop::collection::btree_set(0u32..300, 0..60),
        ) {
            let set = |rows: &BTreeSet<u32>| {
                let mut set = RowSet::default();
                for row in rows.iter().chain(rows) {
                    set.insert(*row);
                }
                set
            };
            let mut both = set(&one);
            prop_assert_eq!(both.len(), one.len());
            prop_assert!(both.iter().eq(one.iter().copied()));
            prop_assert!((0..600).all(|row| both.contains(row) == one.contains(&row)));
            both.meet(&set(&other));
            prop_assert_eq!(both.len(), one.intersection(&other).count());
            prop_assert!(both.iter().eq(one.intersection(&other).copied()));
        }
    }
}
