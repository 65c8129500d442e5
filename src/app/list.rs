//! The article list: a window of rows around the cursor, never the library.

use super::effect::Generation;
use super::pending::Pending;
use crate::model::{ArticleId, ArticleRow, Page, Query};

/// State of the list pane.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The rows at hand, as stored; [`List::row`] shows them with the pending changes.
    pub page: Page<ArticleRow>,
    /// Index of the article under the cursor in the whole list.
    pub cursor: usize,
    /// Index of the first article on the screen.
    pub top: usize,
    /// The other end of a selected range.
    pub range: Option<usize>,
    /// The filter as typed; empty shows everything that is not archived.
    pub filter: String,
    /// Filter and order that the rows answer.
    pub query: Query,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether an answer is awaited.
    pub loading: bool,
    /// Whether the first answer has come: before it, an empty list says nothing about the library.
    pub loaded: bool,
}

/// A row as it is shown: stored state with pending changes over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRow {
    /// The row.
    pub row: ArticleRow,
    /// Whether a change of it is not yet on the disk (`●`).
    pub unsaved: bool,
}

impl List {
    /// How many articles the view has.
    pub fn total(&self) -> usize {
        self.page.total
    }

    /// The row at `index` of the whole list; `None` when there is none or it is not at hand yet.
    pub fn row(&self, index: usize, pending: &Pending) -> Option<ShownRow> {
        let stored = self.stored(index)?;
        let mut row = stored.clone();
        let unsaved = pending.over_row(&mut row);
        Some(ShownRow { row, unsaved })
    }

    /// The stored row at `index`.
    pub fn stored(&self, index: usize) -> Option<&ArticleRow> {
        self.page.rows.get(index.checked_sub(self.page.first)?)
    }

    /// The article under the cursor.
    pub fn current(&self) -> Option<&ArticleId> {
        self.stored(self.cursor).map(|row| &row.id)
    }

    /// Whether `index` lies in the selected range.
    pub fn selected(&self, index: usize) -> bool {
        self.range
            .is_some_and(|other| (other.min(self.cursor)..=other.max(self.cursor)).contains(&index))
    }
}
