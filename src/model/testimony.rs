//! What an article says that others may say too, or deny: all that comparing it needs, without its text.
//!
//! Derived from an article and its facts (`facts::testimony`) and kept beside them, so that an arriving article is laid
//! beside those that share a subject with it without unfolding any of their texts.

use super::fact::Fact;
use super::span::Span;
use serde::{Deserialize, Serialize};

/// The comparable figures of an article, and whose word they are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Testimony {
    /// The publication and the source it names, in the form that is the same in every article.
    pub voices: Vec<String>,
    /// The figures, in order of the facts.
    pub figures: Vec<Figure>,
    /// The sentences they stand in.
    pub sentences: Vec<Wording>,
}

/// A figure that meets those of other articles in a bucket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Unit and canonical subject.
    pub bucket: String,
    /// The fact.
    pub fact: Fact,
    /// Index of its sentence in [`Testimony::sentences`].
    pub sentence: usize,
}

/// A sentence as far as it takes to see that another one is no copy of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Where it stands in the text.
    pub place: Span,
    /// A number for all its words in their order: the same words have the same number.
    pub words: u32,
    /// Numbers for its runs of words, ascending, each once. Different runs may have the same number, so that two sentences
    /// seem to have more in common than they have, and hardly ever less.
    pub runs: Vec<u16>,
}
