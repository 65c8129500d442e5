//! Windows of the list as the screen asks for them: the rows at once, the numbers when they are counted.
//!
//! A list that leaves nothing out knows its numbers ([`crate::library::list::runs`]), and so does one of what was found by
//! words ([`crate::library::list::found`]), once it is wanted whole. Of any other, rows are read from a row that was
//! seen, in the order of the list, so that a page costs what its rows cost; how long the list is, and where in it the
//! window lies, is counted by [`Library::census`], which nobody waits for.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::filter::speaks;
use crate::library::list::fold;
use crate::library::list::order::{Order, Side, order};
use crate::model::query::Filter;
use crate::model::window::{Census, Seen, Wanted, Window};
use crate::model::{ArticleId, ArticleRow, Page, Query, SafeText};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

/// Rows further away than so many windows are looked up by their index.
const FAR: usize = 2;

impl Library {
    /// The window that is wanted, counted where that costs nothing. The place of an article that is not in the list any
    /// more is that of its next neighbour.
    ///
    /// # Errors
    /// When the query names an article that is not there, or SQLite refuses.
    pub fn window(&self, wanted: &Wanted) -> Result<Window, LibraryError> {
        let read = || self.looking.for_a_while(|| self.window_at_hand(wanted));
        let (window, looked) = self.as_one(read)?;
        Ok(Window { looked, ..window })
    }

    /// The window that is wanted, as far as texts were looked through for it.
    fn window_at_hand(&self, wanted: &Wanted) -> Result<Window, LibraryError> {
        let state = self.state()?;
        let query = &wanted.query;
        let order = order(&query.sort, fold::folding(query));
        let known = if self.knows_numbers(query, &order)? {
            let page = match &wanted.around {
                Some(article) => {
                    let seen = wanted.seen.as_ref().filter(|seen| seen.article == *article);
                    let place = seen.map_or(0, |seen| seen.index);
                    self.list_near(query, article, place, wanted.count)?
                }
                None => self.list(query, wanted.first, wanted.count)?,
            };
            Some((page, false))
        } else {
            self.found(wanted, &order)?
        };
        if let Some((page, is_cut)) = known {
            return Ok(Window {
                page,
                counted: !is_cut,
                is_cut,
                looked: None,
                state,
            });
        }
        let clause = self.shown(query)?;
        let mut page = match self.beside_seen(wanted, &clause, &order)? {
            Some(page) => page,
            None => self.by_index(wanted, &clause)?,
        };
        if speaks(&query.filter, |part| matches!(part, Filter::Pattern(_))) {
            let counted = self.look_on(query, &mut page)?;
            return Ok(Window {
                page,
                counted,
                is_cut: false,
                looked: None,
                state,
            });
        }
        let still = |seen: &Seen| {
            seen.state == Some(state)
                && wanted
                    .around
                    .as_ref()
                    .is_none_or(|around| *around == seen.article)
        };
        Ok(Window {
            page,
            counted: wanted.seen.as_ref().is_some_and(still),
            is_cut: false,
            looked: None,
            state,
        })
    }

    /// Looks through texts beyond those that a page needed. Where none is left, the page's numbers are those of the list.
    fn look_on(&self, query: &Query, page: &mut Page<ArticleRow>) -> Result<bool, LibraryError> {
        let first = page.rows.first().map(|row| row.id.clone());
        let census = self.census(query, first.as_ref(), &[])?;
        if self.looking.is_cut() {
            page.total = page.total.max(census.total);
            return Ok(false);
        }
        page.first = census.index.unwrap_or(page.first);
        (page.total, page.folded) = (census.total, census.folded);
        Ok(true)
    }

    /// Counts a list and some of its groups, and finds the index of an article in it: a walk through the list.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub fn census(
        &self,
        query: &Query,
        article: Option<&ArticleId>,
        groups: &[SafeText],
    ) -> Result<Census, LibraryError> {
        self.as_one(|| {
            let clause = self.shown(query)?;
            Ok(Census {
                total: self.total(query, &clause)?,
                folded: self.count_folded(query)?,
                index: match article {
                    Some(article) => self.place(query, &clause, article)?,
                    None => None,
                },
                groups: self.count_groups(query, groups)?,
            })
        })
    }

    /// Whether the numbers of a list are known, or come with its rows.
    fn knows_numbers(&self, query: &Query, order: &Order) -> Result<bool, LibraryError> {
        Ok(query.limit.is_some()
            || !query.unfolded.is_empty()
            || !order.has_all()
            || (order.is_by_date() && self.is_whole(query)?))
    }

    /// The rows beside one that is known, if there is one and it is near.
    fn beside_seen(
        &self,
        wanted: &Wanted,
        clause: &Clause,
        order: &Order,
    ) -> Result<Option<Page<ArticleRow>>, LibraryError> {
        let (seen, count) = (wanted.seen.as_ref(), wanted.count);
        let (article, before, skipped) = match (&wanted.around, seen) {
            (Some(around), _) => match self.stands(wanted, clause, around)? {
                Some(article) => (article, count / 2, 0),
                None => return Ok(None),
            },
            (None, Some(seen)) => (
                seen.article.clone(),
                seen.index.saturating_sub(wanted.first),
                wanted.first.saturating_sub(seen.index),
            ),
            (None, None) => return Ok(None),
        };
        if before.max(skipped) > FAR * count {
            return Ok(None);
        }
        let Some(place) = self.place_in(order, &article)? else {
            return Ok(None);
        };
        let folding = fold::folding(&wanted.query);
        let beside = |side, count| self.beside(clause, folding, order, &place, (side, count));
        let mut rows = beside(Side::Before, before)?;
        let index = seen.map_or(before, |seen| seen.index);
        let first = if rows.len() < before {
            0
        } else {
            index.saturating_sub(before)
        };
        rows.reverse();
        rows.truncate(count);
        let rest = skipped + count - rows.len();
        let after = beside(Side::From, rest)?;
        let ends = after.len() < rest;
        rows.extend(after.into_iter().skip(skipped));
        Ok(Some(page(wanted, first + skipped, rows, ends)))
    }

    /// The article that stands in the list for this one: itself, the one it is folded under, or itself where it stood
    /// until now.
    fn stands(
        &self,
        wanted: &Wanted,
        clause: &Clause,
        article: &ArticleId,
    ) -> Result<Option<ArticleId>, LibraryError> {
        if self.is_in(clause, article)? {
            return Ok(Some(article.clone()));
        }
        if let Some(head) = self.head(&wanted.query, clause, article)? {
            return Ok(Some(head));
        }
        let seen = wanted.seen.as_ref();
        let stood = seen.is_some_and(|seen| seen.article == *article);
        Ok(stood.then(|| article.clone()))
    }

    /// The rows from an index, in a list of which no row near it is known.
    fn by_index(&self, wanted: &Wanted, clause: &Clause) -> Result<Page<ArticleRow>, LibraryError> {
        let first = match wanted.around {
            Some(_) => 0,
            None => wanted.first,
        };
        let total = wanted.seen.as_ref().map(|seen| seen.total);
        let total = total.filter(|total| first < *total).unwrap_or(usize::MAX);
        // From the far end only so many are read as there are.
        let count = wanted.count.min(total - first);
        let rows = self.run(&wanted.query, clause, total, first, count)?;
        let ends = rows.len() < wanted.count;
        Ok(page(wanted, first, rows, ends))
    }

    /// The place of an article in an order, whether a list holds it or not.
    fn place_in(
        &self,
        order: &Order,
        article: &ArticleId,
    ) -> Result<Option<Vec<Value>>, LibraryError> {
        let sql = format!(
            "SELECT {} FROM article o WHERE o.id = ?",
            order.keys_of("o")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let keys = statement.column_count();
        let place = statement.query_row([article.as_str()], |row| {
            (0..keys).map(|key| row.get(key)).collect()
        });
        Ok(place.optional()?)
    }

    /// Whether an article has a place of its own in a list.
    pub(in crate::library) fn is_in(
        &self,
        clause: &Clause,
        id: &ArticleId,
    ) -> Result<bool, LibraryError> {
        let sql = format!("SELECT 1 FROM article a WHERE a.id = ? AND {}", clause.sql);
        let id = std::iter::once(Value::Text(id.to_string()));
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.exists(params_from_iter(id.chain(clause.values.iter().cloned())))?)
    }
}

/// A page of a list whose length is that of before, unless these rows tell better: it `ends` with them, or goes at least
/// so far.
fn page(wanted: &Wanted, first: usize, rows: Vec<ArticleRow>, ends: bool) -> Page<ArticleRow> {
    let least = first + rows.len();
    let (before, folded) = wanted
        .seen
        .as_ref()
        .map_or((0, 0), |seen| (seen.total, seen.folded));
    Page {
        first,
        rows,
        total: if ends { least } else { least.max(before) },
        folded,
        ..Page::default()
    }
}
