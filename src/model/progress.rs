//! What long work says about itself while it goes on and when it is done.

use super::id::SourceId;
use super::safe_text::SafeText;
use jiff::Timestamp;
use std::path::PathBuf;

/// How far an import is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// What is being imported, for the status line.
    pub what: SafeText,
    /// Inputs looked at.
    pub seen: usize,
    /// Inputs in all, once known.
    pub total: Option<usize>,
    /// Articles that were new or updated.
    pub new: usize,
    /// Feeds that are followed now and were not before.
    pub feeds: usize,
    /// One line for each input that was refused.
    pub refused: Vec<String>,
    /// Whether it is over.
    pub done: bool,
}

/// Which feeds are to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Feeds {
    /// All that are neither gone nor muted.
    All,
    /// Those that are fetched by themselves and whose time has come.
    Due,
    /// These, even if they are gone or muted.
    Only(Vec<SourceId>),
}

/// A feed that a page names, to be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedOffer {
    /// Where it is.
    pub address: SafeText,
    /// What the page calls it.
    pub title: Option<SafeText>,
}

/// How far a fetch is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FetchProgress {
    /// The host that was begun last, for the status line.
    pub what: SafeText,
    /// Feeds that are being fetched right now.
    pub running: Vec<SourceId>,
    /// Feeds done.
    pub seen: usize,
    /// Feeds in all.
    pub total: usize,
    /// Articles that were new.
    pub new: usize,
    /// Articles with a new version.
    pub updated: usize,
    /// Pages asked for, of entries that only begin their article.
    pub pages: usize,
    /// Such pages in all.
    pub all_pages: usize,
    /// Articles that have their full text now.
    pub full_texts: usize,
    /// One line for each feed that failed.
    pub failed: Vec<String>,
    /// When the next feed is due by itself, once it is over.
    pub next: Option<Timestamp>,
    /// Whether it was stopped.
    pub stopped: bool,
    /// Whether it is over.
    pub done: bool,
}

/// What an export did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// Files written.
    pub written: usize,
    /// The files that were written, or with a check those that would have been.
    pub files: Vec<PathBuf>,
    /// Files that were the same already.
    pub unchanged: usize,
    /// One line for each file that was left alone, with the reason.
    pub refused: Vec<String>,
    /// Where.
    pub folder: PathBuf,
}
