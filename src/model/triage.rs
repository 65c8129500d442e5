//! Triage: going through the articles of a view one by one.

use super::id::ArticleId;
use super::query::Query;
use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};

/// What is kept of a triage that was left, so that it can go on. What was decided is in the library; this is what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triage {
    /// The view: its filter and order as text.
    pub view: SafeText,
    /// Articles that were left for later and are not shown again before the end.
    pub later: Vec<ArticleId>,
}

/// Where cards are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// The article at this index of the list, and those after it.
    Index(usize),
    /// Those after this article, which need not be in the list any more.
    After(ArticleId),
}

/// Which cards are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cards {
    /// Filter and order of the list they are taken from.
    pub query: Query,
    /// Where they begin.
    pub from: From,
    /// Articles that are left out.
    pub skip: Vec<ArticleId>,
    /// How many.
    pub count: usize,
}
