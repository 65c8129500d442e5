//! What lists show: rows of articles and sources. They are read by window, never all at once.

use super::article::Published;
use super::id::{ArticleId, SourceId};
use super::safe_text::SafeText;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleRow {
    /// The article.
    pub id: ArticleId,
    /// Its title, or its first words.
    pub title: SafeText,
    /// The publication, else the source's name.
    pub source: SafeText,
    /// When it was published.
    pub published: Option<Published>,
    /// When it came into the library.
    pub added: Timestamp,
    /// Read.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// Archived.
    pub archived: bool,
    /// The article's tags, sorted.
    pub tags: Vec<SafeText>,
    /// Number of key facts.
    pub facts: u32,
    /// Number of annotations.
    pub notes: u32,
    /// Number of its facts that another article disagrees with.
    pub disagreements: u32,
    /// Whether a newer text replaced the one first read.
    pub updated: bool,
}

/// A source in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRow {
    /// The source.
    pub id: SourceId,
    /// Its name.
    pub name: SafeText,
    /// Where it comes from: a path or an address.
    pub location: SafeText,
    /// Articles shown.
    pub articles: u64,
    /// Unread ones among them.
    pub unread: u64,
}

/// A window of a longer list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// Index of the first row in the whole list.
    pub first: usize,
    /// The rows.
    pub rows: Vec<T>,
    /// How long the whole list is.
    pub total: usize,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            first: 0,
            rows: Vec::new(),
            total: 0,
        }
    }
}
