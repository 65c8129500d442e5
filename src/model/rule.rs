//! Rules: what is done with an article that fits a query when it comes in.

use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};

/// One rule of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rule {
    /// Its name, which an article that it hides tells.
    pub name: SafeText,
    /// Which articles, as a query.
    pub query: SafeText,
    /// Tags that they get.
    pub tags: Vec<SafeText>,
    /// Star them.
    pub star: bool,
    /// Mark them as read.
    pub read: bool,
    /// Put them into the archive.
    pub archive: bool,
    /// Keep them out of the list; `is:hidden` shows them.
    pub hide: bool,
    /// Where it is written, `file:line`.
    pub place: SafeText,
}

/// What a rule did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleEffect {
    /// The rule's name.
    pub rule: SafeText,
    /// How many articles it changes.
    pub articles: usize,
    /// Whether it hides them.
    pub hides: bool,
    /// Why it cannot be carried out.
    pub wrong: Option<SafeText>,
}
