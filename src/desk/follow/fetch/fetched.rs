//! What became of the feeds that were fetched, as screen and command line tell it.

use crate::ingest::fetch::Address;
use crate::library::Feed;
use crate::model::{FetchProgress, SafeText, SourceId};
use jiff::Timestamp;
use std::ops::ControlFlow;

/// What became of one feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The feed's source.
    pub source: SourceId,
    /// Its name.
    pub name: SafeText,
    /// Where it is now, without user name and password.
    pub url: String,
    /// What happened.
    pub state: Fate,
    /// Articles that were new.
    pub new: usize,
    /// Articles with a new version.
    pub updated: usize,
    /// What is wrong, or why it has to wait.
    pub reason: Option<String>,
    /// When it is fetched next by itself, or may be fetched again.
    pub next: Option<Timestamp>,
}

/// What happened to a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the names are those of the machine-readable contract"
)]
pub enum Fate {
    Fetched,
    Unchanged,
    Moved,
    Gone,
    Refused,
    Failed,
    Waiting,
}

impl Fate {
    /// The contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fetched => "fetched",
            Self::Unchanged => "unchanged",
            Self::Moved => "moved",
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Waiting => "waiting",
        }
    }

    /// Whether the person should know.
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::Refused | Self::Failed)
    }
}

/// Watches a fetch: hears how far it is and, now and then, of a feed; its answer may stop it.
pub type FetchWatch<'a> = &'a mut dyn FnMut(&FetchProgress, Option<&Fetched>) -> ControlFlow<()>;

/// Is asked now and then whether to go on.
pub type GoOn<'a> = &'a mut dyn FnMut() -> ControlFlow<()>;

impl Fetched {
    /// What happened to a feed, by how it stands with it; nothing new.
    pub(super) fn of(feed: &Feed, state: Fate, reason: Option<String>) -> Self {
        let shown = Address::parse(&feed.state.address).map(|address| address.to_string());
        Self {
            source: feed.source.clone(),
            name: feed.name.clone(),
            url: shown.unwrap_or_else(|_| SafeText::line(&feed.state.address).to_string()),
            state,
            new: 0,
            updated: 0,
            reason,
            next: feed.state.due.max(feed.state.held),
        }
    }

    /// Counts it, and tells of it.
    pub(super) fn tell(&self, progress: &mut FetchProgress, watch: FetchWatch<'_>) {
        progress.seen += 1;
        progress.new += self.new;
        progress.updated += self.updated;
        if let (true, Some(reason)) = (
            self.state.is_failure() || self.state == Fate::Gone,
            &self.reason,
        ) {
            progress.failed.push(format!("{}: {reason}", self.name));
        }
        progress.stopped |= watch(progress, Some(self)).is_break();
    }
}
