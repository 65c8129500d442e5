//! Windows of the article list as a screen asks for them, and what is counted for them.

use super::id::ArticleId;
use super::query::Query;
use super::row::{ArticleRow, Page};
use super::safe_text::SafeText;
use super::saved::SearchCount;

/// A window of the list that is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Filter and order.
    pub query: Query,
    /// Index of the first row.
    pub first: usize,
    /// How many rows.
    pub count: usize,
    /// The window that holds this article in its middle, rather than the one from `first`.
    pub around: Option<ArticleId>,
    /// A row of this list that is known: rows beside it are found without counting those before it.
    pub seen: Option<Seen>,
    /// Whether all that words found is wanted, however long that takes, and not the newest alone.
    pub whole: bool,
}

/// A row of a list as it was read last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Its article.
    pub article: ArticleId,
    /// Its index.
    pub index: usize,
    /// How long the list was.
    pub total: usize,
    /// How much was folded in it.
    pub folded: usize,
    /// The state of the library in which these numbers were counted.
    pub state: Option<i64>,
}

/// A window of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    /// The rows.
    pub page: Page<ArticleRow>,
    /// Whether the numbers of the page were counted. If not, its indexes go on from the row that was seen, its length is
    /// that of before (at least what was seen), and a [`Census`] is to be asked for.
    pub counted: bool,
    /// Whether the list is that of the newest of what words found: there may be more, to be asked for as a whole.
    pub is_cut: bool,
    /// How many texts a pattern was looked for in so far; `None` when in all. Until then the page has what was found, and is
    /// to be asked for again.
    pub looked: Option<usize>,
    /// The state of the library: as long as it stays the same, so do all numbers.
    pub state: i64,
}

/// A list, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    /// How many rows it has.
    pub total: usize,
    /// How many more things are folded under them.
    pub folded: usize,
    /// The index of the article that was asked about, if it is in the list.
    pub index: Option<usize>,
    /// The groups that were asked about, with what is in them.
    pub groups: Vec<(SafeText, SearchCount)>,
}
