//! Which words of a text are equal: each distinct word gets a number and is looked up in the lexicon once.

use crate::facts::lexicon::{self, Word, WordHasher};
use crate::model::span::Span;
use std::hash::Hasher;

/// The distinct words met so far: an open table of their numbers, at most half full.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// One more than a word's place in `words`, by its hash; 0 is free.
    slots: Vec<u32>,
    words: Vec<Met>,
}

/// A distinct word: where it stood first, its hash, and what the lexicon knows of it.
#[derive(Debug)]
struct Met {
    first: Span,
    hash: u64,
    word: Option<&'static Word>,
}

impl Known {
    /// The number of the word `folded`, which stands at `span` of `text`, and what is known of it.
    pub(super) fn meet(
        &mut self,
        text: &str,
        span: Span,
        folded: &str,
    ) -> (u32, Option<&'static Word>) {
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mut hasher = WordHasher::default();
        hasher.write(folded.as_bytes());
        let hash = hasher.finish();
        let mask = self.slots.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let number = self.slots.get(place).copied().unwrap_or(0);
            let Some(met) = (number as usize)
                .checked_sub(1)
                .and_then(|at| self.words.get(at))
            else {
                break;
            };
            if met.hash == hash && met.first.of(text) == folded {
                return (number, met.word);
            }
            place = (place + 1) & mask;
        }
        let word = lexicon::word(folded);
        self.words.push(Met {
            first: span,
            hash,
            word,
        });
        let number = self.words.len() as u32;
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = number;
        }
        (number, word)
    }

    /// How many words were met.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.slots = vec![0; size];
        for (at, met) in self.words.iter().enumerate() {
            let mut place = met.hash as usize & (size - 1);
            while self.slots.get(place).is_some_and(|number| *number != 0) {
                place = (place + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(place) {
                *slot = at as u32 + 1;
            }
        }
    }
}
