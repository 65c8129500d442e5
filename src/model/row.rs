//! What lists show: rows of articles and sources. They are read by window, never all at once.

use super::article::Published;
use super::folder::Folder;
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
    /// Its name: the one that a person gave it, else what it calls itself.
    pub name: SafeText,
    /// Where it comes from: a path or an address.
    pub location: SafeText,
    /// The address of the site that a feed is about.
    pub page: Option<SafeText>,
    /// The folder it lies in.
    pub folder: Folder,
    /// Its tags, which all its articles have; sorted.
    pub tags: Vec<SafeText>,
    /// Whether it is not fetched by itself, and its articles are left out of the list.
    pub muted: bool,
    /// Articles shown.
    pub articles: u64,
    /// Unread ones among them that are not archived.
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
