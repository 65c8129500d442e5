//! The status line: what happened, what is going on, which keys are waiting.

use super::event::{FetchProgress, ImportProgress};
use crate::model::SafeText;

/// State of the status line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// The newest message.
    pub message: Option<Message>,
    /// An import that is going on.
    pub import: Option<ImportProgress>,
    /// A fetch that is going on.
    pub fetch: Option<FetchProgress>,
    /// How many marks wait to be looked at, because their text changed.
    pub review: usize,
}

/// One line for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The line.
    pub text: SafeText,
    /// How it is meant.
    pub tone: Tone,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Info,
    /// Something needs attention.
    Error,
}
