//! Hints: one or two letters on every sentence or link of the screen pick it.

use crate::model::Span;

/// State of the hints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hints {
    /// What is picked.
    pub kind: HintKind,
    /// Letters and the words they stand on, in order of the text.
    pub hints: Vec<(String, Span)>,
    /// The letters typed so far.
    pub typed: String,
}

/// What hints pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HintKind {
    /// A sentence, to be labelled.
    Sentence,
    /// A link, to be opened.
    Link,
}
