//! Snooze: an article rests out of sight until a moment comes, or until its story goes on.

use super::change::StateChange;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How long an article rests.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Snooze {
    /// Not at all.
    #[default]
    Never,
    /// Until this moment; parts of a second are not kept.
    Until(Timestamp),
    /// Until another article joins its story, or a new version of it comes.
    StoryChanges,
}

/// What a person said about reading an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadingState {
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Archived.
    pub archived: bool,
    /// Whether it rests.
    pub snooze: Snooze,
}

impl ReadingState {
    /// The state after a change.
    pub fn with(self, change: StateChange) -> Self {
        Self {
            read: change.read.unwrap_or(self.read),
            starred: change.starred.unwrap_or(self.starred),
            archived: change.archived.unwrap_or(self.archived),
            snooze: change.snooze.unwrap_or(self.snooze),
        }
    }

    /// The change that makes this state of `other`; of what is alike it says nothing.
    pub fn since(self, other: Self) -> StateChange {
        StateChange {
            read: (self.read != other.read).then_some(self.read),
            starred: (self.starred != other.starred).then_some(self.starred),
            archived: (self.archived != other.archived).then_some(self.archived),
            snooze: (self.snooze != other.snooze).then_some(self.snooze),
        }
    }
}
