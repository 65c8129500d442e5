//! Which words of a text are equal: each distinct word gets a number and is looked up in the lexicon once.

use crate::facts::lexicon::{self, Key, Table, Traits, Word};
use crate::model::span::Span;

/// The distinct words met so far.
#[derive(Debug)]
pub(super) struct Known(Table<Met>);

/// A distinct word.
#[derive(Debug)]
pub(super) struct Met {
    /// Where it stood first.
    first: Span,
    /// Its number, from 1.
    pub(super) id: u32,
    /// What its form and the lists answer to the questions that are asked of every word.
    pub(super) traits: Traits,
    /// What the lexicon knows of it.
    pub(super) word: Option<&'static Word>,
}

impl Known {
    /// Of no word, with room for so many.
    pub(super) fn with_room(words: usize) -> Self {
        Self(Table::with_room(words))
    }

    /// The word at `span` of `text`, which is in lower case.
    #[inline]
    pub(super) fn meet(&mut self, text: &str, span: Span) -> &Met {
        let key = Key::of(text.as_bytes(), span.start, span.end);
        let same = |met: &Met| met.first.of(text) == span.of(text);
        let new = |number| Met::new(number, &key, span, text);
        self.0.entry(&key, same, new)
    }

    /// How many words were met.
    pub(super) fn count(&self) -> usize {
        self.0.count()
    }
}

impl Met {
    fn new(number: usize, key: &Key, span: Span, text: &str) -> Self {
        let folded = span.of(text);
        let word = lexicon::keyed(key, folded);
        Self {
            first: span,
            id: number as u32 + 1,
            traits: word.map_or_else(|| Traits::of(folded, None), Word::traits),
            word,
        }
    }
}
