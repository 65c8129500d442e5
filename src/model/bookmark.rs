//! Where a person was: convenience that is remembered, and no user data. It has no history and no undo.

use super::id::ArticleId;
use std::collections::BTreeMap;

/// A place in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// The article.
    pub article: ArticleId,
    /// The hash of the text that `at` counts in.
    pub hash: String,
    /// A byte offset of that text.
    pub at: usize,
}

/// All that is remembered, or what of it is to be remembered anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bookmarks {
    /// Where reading stopped: one place for an article, which goes with the article when it is opened.
    pub stopped: BTreeMap<ArticleId, Bookmark>,
    /// The places that were given a letter.
    pub letters: BTreeMap<char, Bookmark>,
    /// The jump list, the oldest place first; `None` when it is as it was.
    pub jumps: Option<Vec<Bookmark>>,
}

impl Bookmarks {
    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        self.stopped.is_empty() && self.letters.is_empty() && self.jumps.is_none()
    }
}
