//! The status line: what happened, what is going on, which keys are waiting.

use super::event::{FetchProgress, ImportProgress};
use crate::model::SafeText;
use jiff::Timestamp;

/// An error stays at least so many seconds, whatever is typed meanwhile.
const ERROR_FOR: i64 = 6;

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

impl Status {
    /// The person went on: what was said before is over, but an error that has just come. Nothing goes while nobody looks,
    /// so no message ever has to be waited for.
    pub(super) fn heard(&mut self, now: Timestamp) {
        let stays = |message: &Message| {
            message.tone == Tone::Error && now.as_second() - message.since.as_second() < ERROR_FOR
        };
        self.message = self.message.take().filter(stays);
    }
}

/// One line for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The line.
    pub text: SafeText,
    /// How it is meant.
    pub tone: Tone,
    /// When it was said.
    pub since: Timestamp,
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Info,
    /// Something needs attention.
    Error,
}
