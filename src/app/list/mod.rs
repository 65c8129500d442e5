//! The article list: a window of rows around the cursor, never the library.
//!
//! Here stand its rows and what is done with them: moving and states (`act`), the window that is wanted (`load`),
//! headings (`group`), copies and stories (`folding`), articles that come back ([`snooze`]), the words of the filter in the
//! texts (`snippets`), what of it brought an article here (`why`, `evidence`), and what was done, in words (`told`). Which articles are in it, and in what order, the library says.

mod act;
mod evidence;
mod folding;
mod group;
mod load;
mod snippets;
pub mod snooze;
mod told;
mod why;

pub use group::Slot;
pub(super) use told::{articles_in_words, done};

use crate::app::effect::Generation;
use crate::app::pending::Pending;
use crate::model::query::Sort;
use crate::model::{ArticleId, ArticleRow, Excerpt, Page, Query, SafeText, SearchCount};
use crate::query::needle::Part;
use crate::text::hits::Needle;
use std::borrow::Cow;
use std::collections::BTreeMap;

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
    /// The words of the filter, to be lit in what it found.
    pub needles: Vec<Needle>,
    /// Where these words stand in the texts of the rows at hand that were looked through.
    pub(super) snippets: BTreeMap<ArticleId, Option<Excerpt>>,
    /// Whether texts are being looked through.
    pub(super) snipping: bool,
    /// The conditions that are asked about, to tell why an article is here.
    pub(super) explaining: Option<(Generation, Vec<Part>)>,
    /// Whether the articles of a story stand under one row.
    pub stories: bool,
    /// The order that was chosen by key; a `sort:` in the filter wins over it.
    pub order: Vec<Sort>,
    /// Whether the person moved or acted in the list. Before that, the cursor stays on the first row while articles
    /// arrive above it; after it, the cursor stays on its article.
    pub(in crate::app) touched: bool,
    /// The article that the cursor follows into the window that is being read.
    pub follow: Option<ArticleId>,
    /// The search for the next unread article that is under way, and whether it is to be opened.
    pub(super) seeking: Option<(Generation, bool)>,
    /// When the next snoozed article comes back.
    pub(super) next_roused: Option<jiff::Timestamp>,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether an answer is awaited.
    pub loading: bool,
    /// The window that was asked for last.
    pub(super) asked: std::ops::Range<usize>,
    /// Whether the numbers of the page were counted in the list as it is now.
    pub counted: bool,
    /// Whether only the newest of what was found are in it, and whether all of them are wanted.
    pub is_cut: bool,
    pub(super) whole: bool,
    /// How many texts a pattern of the filter was looked for in so far, while there are others.
    pub looked: Option<usize>,
    /// The length that was counted last: what is told until this list is counted.
    pub told: usize,
    /// The state of the library that the rows are of.
    pub(super) state: Option<i64>,
    /// What is in the groups that were counted.
    pub(super) groups: BTreeMap<SafeText, SearchCount>,
    /// The group that is being closed: the cursor goes to its heading.
    pub(super) closing: Option<SafeText>,
    /// Whether another list is awaited than the one at hand.
    pub(super) changed: bool,
    /// Whether the cursor is to be on the last row, which is not known before the list is counted.
    pub(super) bottom: bool,
    /// Whether the first answer has come: before it, an empty list says nothing about the library.
    pub loaded: bool,
}

/// A row as it is shown: stored state with pending changes over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRow<'a> {
    /// The row.
    pub row: Cow<'a, ArticleRow>,
    /// Whether a change of it is not yet on the disk (`●`).
    pub unsaved: bool,
}

impl List {
    /// How many articles the view has.
    pub fn total(&self) -> usize {
        self.page.total
    }

    /// So many articles it has, as far as they are found.
    pub fn number(&self) -> String {
        let more = if self.is_cut { "+" } else { "" };
        format!("{}{more}", self.told)
    }

    /// The row at `index` of the whole list; `None` when there is none or it is not at hand yet.
    pub fn row(&self, index: usize, pending: &Pending) -> Option<ShownRow<'_>> {
        let mut row = Cow::Borrowed(self.stored(index)?);
        let unsaved = !pending.is_empty() && pending.over_row(row.to_mut());
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

    /// How many rows a command is for: the range, else the one under the cursor.
    pub fn chosen(&self) -> usize {
        self.range
            .map_or(1, |other| other.abs_diff(self.cursor) + 1)
    }

    /// Whether `index` lies in the selected range.
    pub fn selected(&self, index: usize) -> bool {
        self.range
            .is_some_and(|other| (other.min(self.cursor)..=other.max(self.cursor)).contains(&index))
    }
}
