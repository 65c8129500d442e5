//! What a library holds, in numbers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Numbers of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names of the counts say it")]
pub struct Stats {
    pub articles: u64,
    pub unread: u64,
    pub starred: u64,
    pub archived: u64,
    pub snoozed: u64,
    pub hidden: u64,
    pub notes: u64,
    pub sources: u64,
    /// Bytes on the disk.
    pub bytes: Sizes,
    /// The last days, the oldest first.
    pub days: Vec<DayCount>,
}

/// What the library's file is made of, in bytes, as it lies on the disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// The whole file.
    pub file: u64,
    /// Texts.
    pub text: u64,
    /// Their structure.
    pub structure: u64,
    /// Their facts.
    pub facts: u64,
    /// What they were read from.
    pub original: u64,
    /// The log of changes.
    pub log: u64,
    /// Search index, lists, comparisons.
    pub other: u64,
}

/// What happened on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// The day.
    pub date: Date,
    /// Articles that came.
    pub added: u64,
    /// Articles that were read.
    pub read: u64,
}
