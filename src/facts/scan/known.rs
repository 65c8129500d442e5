//! Which words of a text are equal: each distinct word gets a number and is looked up in the lexicon once.

use crate::facts::lexicon::{self, Traits, Word};
use crate::model::span::Span;

/// The distinct words met so far: an open table of their numbers, at most half full.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// One more than a word's place in `words`, by its hash; 0 is free.
    slots: Vec<u32>,
    words: Vec<Met>,
}

/// A distinct word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    /// Where it stood first.
    first: Span,
    hash: u64,
    /// Its number, from 1.
    pub(super) id: u32,
    /// What its form and the lists answer to the questions that are asked of every word.
    pub(super) traits: Traits,
    /// What the lexicon knows of it.
    pub(super) word: Option<&'static Word>,
}

impl Known {
    /// The word at `span` of `text`, which is in lower case and has this hash.
    pub(super) fn meet(&mut self, text: &str, span: Span, hash: u64) -> Met {
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let folded = span.of(text);
        let mask = self.slots.len() - 1;
        let mut place = hash as usize & mask;
        while let Some(met) = self.at(place) {
            if met.hash == hash && met.first.of(text) == folded {
                return *met;
            }
            place = (place + 1) & mask;
        }
        let word = lexicon::word(folded);
        let met = Met {
            first: span,
            hash,
            id: self.words.len() as u32 + 1,
            traits: Traits::of(folded, word),
            word,
        };
        self.words.push(met);
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = met.id;
        }
        met
    }

    /// The word whose number lies in a slot; `None` where the slot is free.
    fn at(&self, place: usize) -> Option<&Met> {
        let number = *self.slots.get(place)? as usize;
        self.words.get(number.checked_sub(1)?)
    }

    /// How many words were met.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1024);
        self.slots = vec![0; size];
        for met in &self.words {
            let mut place = met.hash as usize & (size - 1);
            while self.slots.get(place).is_some_and(|number| *number != 0) {
                place = (place + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(place) {
                *slot = met.id;
            }
        }
    }
}
