//! What long work says about itself while it goes on and when it is done.

use super::safe_text::SafeText;
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

/// What an export did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// Files written.
    pub written: usize,
    /// Files that were the same already.
    pub unchanged: usize,
    /// One line for each file that was left alone, with the reason.
    pub refused: Vec<String>,
    /// Where.
    pub folder: PathBuf,
}
