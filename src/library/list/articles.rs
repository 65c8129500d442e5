//! The article list: windows of rows, counts, places. Nothing here reads a text.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::filter::{CANDIDATES, Scope};
use crate::library::list::fold::{self, Piece, Unfolded};
use crate::library::list::order::{Order, Side, order};
use crate::library::list::row::{article_row, columns, count as counted};
use crate::model::query::Folding;
use crate::model::{ArticleId, ArticleRow, Page, Query};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

impl Library {
    /// A window of the list: `count` rows from index `first`. As one types a single word, at most
    /// 2,000 of the newest articles with it are looked at.
    ///
    /// # Errors
    /// When the query names an article that is not there, or SQLite refuses.
    pub fn list(
        &self,
        query: &Query,
        first: usize,
        count: usize,
    ) -> Result<Page<ArticleRow>, LibraryError> {
        let clause = self.shown(query)?;
        let unfolded = self.unfolded(query, &clause)?;
        self.page(query, &clause, &unfolded, first, count)
    }

    /// A window of the list with what is unfolded in it.
    fn page(
        &self,
        query: &Query,
        clause: &Clause,
        unfolded: &[Unfolded],
        first: usize,
        count: usize,
    ) -> Result<Page<ArticleRow>, LibraryError> {
        let heads = self.total(query, clause)?;
        let sizes: Vec<(usize, usize)> = unfolded
            .iter()
            .map(|group| (group.place, group.rows.len()))
            .filter(|(place, _)| *place < heads)
            .collect();
        let under = sizes.iter().map(|(_, under)| under).sum();
        let total = heads + under;
        let first = first.min(total);
        let count = count.min(total - first);
        let mut rows = Vec::with_capacity(count);
        for piece in fold::pieces(&sizes, first, count) {
            match piece {
                Piece::Rows(first, count) => {
                    rows.extend(self.run(query, clause, heads, first, count)?);
                }
                Piece::Under(index, first, count) => {
                    let under = unfolded.get(index).map_or(&[][..], |group| &group.rows);
                    rows.extend(under.iter().skip(first).take(count).cloned());
                }
            }
        }
        Ok(Page {
            first,
            rows,
            total,
            folded: self.count_folded(query)?,
            unfolded: under,
        })
    }

    /// `count` rows from index `first` of the `total` that have a place of their own.
    pub(in crate::library) fn run(
        &self,
        query: &Query,
        clause: &Clause,
        total: usize,
        first: usize,
        count: usize,
    ) -> Result<Vec<ArticleRow>, LibraryError> {
        let folding = fold::folding(query);
        let order = order(&query.sort, folding);
        if order.is_by_date() && self.is_whole(query)? {
            return self.counted_run(clause, &order, folding, total, first, count);
        }
        // From the nearer end, so that the last page costs what the first one does.
        let after = total.saturating_sub(first + count);
        let (by, skip) = if after < first {
            (&order.backward, after)
        } else {
            (&order.forward, first)
        };
        let mut rows = self.rows(clause, folding, by, count, skip)?;
        if after < first {
            rows.reverse();
        }
        Ok(rows)
    }

    /// The condition of the articles that have a place of their own in the list.
    pub(in crate::library) fn shown(&self, query: &Query) -> Result<Clause, LibraryError> {
        let clause = self.clause(query, Scope::Articles, Some(CANDIDATES))?;
        self.closed(query, &clause)
    }

    /// The window of `count` rows that holds `around` in its middle; from the beginning when the article is not in the list.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub fn list_around(
        &self,
        query: &Query,
        around: &ArticleId,
        count: usize,
    ) -> Result<Page<ArticleRow>, LibraryError> {
        self.list_near(query, around, 0, count)
    }

    /// As [`Library::list_around`]; around the row at `index` when the article is not in the list.
    pub(in crate::library) fn list_near(
        &self,
        query: &Query,
        around: &ArticleId,
        index: usize,
        count: usize,
    ) -> Result<Page<ArticleRow>, LibraryError> {
        let clause = self.shown(query)?;
        let unfolded = self.unfolded(query, &clause)?;
        let place = self.index(query, &clause, &unfolded, around)?;
        let first = place.unwrap_or(index).saturating_sub(count / 2);
        self.page(query, &clause, &unfolded, first, count)
    }

    /// The index of an article in the list; of one that is folded, that of the row it is folded under.
    fn index(
        &self,
        query: &Query,
        clause: &Clause,
        unfolded: &[Unfolded],
        id: &ArticleId,
    ) -> Result<Option<usize>, LibraryError> {
        let shifted = |place: usize| {
            let before = unfolded.iter().filter(|group| group.place < place);
            place + before.map(|group| group.rows.len()).sum::<usize>()
        };
        if let Some(place) = self.place(query, clause, id)? {
            return Ok(Some(shifted(place)));
        }
        for group in unfolded {
            if let Some(at) = group.rows.iter().position(|row| row.id == *id) {
                return Ok(Some(shifted(group.place) + 1 + at));
            }
        }
        let Some(head) = self.head(query, clause, id)? else {
            return Ok(None);
        };
        Ok(self.place(query, clause, &head)?.map(shifted))
    }

    /// All rows that fit, in order, without the cap of [`Library::list`]: for scripts and exports.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub fn all(&self, query: &Query) -> Result<Vec<ArticleRow>, LibraryError> {
        let clause = self.clause(query, Scope::Articles, None)?;
        let most = query.limit.unwrap_or(i64::MAX as usize);
        let folding = fold::folding(query);
        self.rows(
            &clause,
            folding,
            &order(&query.sort, folding).forward,
            most,
            0,
        )
    }

    /// The ids of all articles that fit, in order; those under an unfolded row follow it.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub fn ids(&self, query: &Query) -> Result<Vec<ArticleId>, LibraryError> {
        let clause = self.clause(query, Scope::Articles, None)?;
        let clause = self.closed(query, &clause)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT a.id FROM article a CROSS JOIN source s ON s.row = a.source WHERE {} ORDER BY {} LIMIT {}",
            clause.sql,
            order(&query.sort, fold::folding(query)).forward,
            query.limit.unwrap_or(i64::MAX as usize)
        ))?;
        let ids = statement.query_map(params_from_iter(&clause.values), |row| {
            Ok(ArticleId::named(&row.get::<_, String>(0)?))
        })?;
        let mut ids = ids.collect::<Result<Vec<_>, _>>()?;
        for group in self.unfolded(query, &clause)?.into_iter().rev() {
            let after = ids.len().min(group.place + 1);
            ids.splice(after..after, group.rows.into_iter().map(|row| row.id));
        }
        Ok(ids)
    }

    /// The nearest unread article of the list after (or before) the place of `from`, which need not be in
    /// the list any more: what was just read is gone from a list of unread ones.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub fn next_unread(
        &self,
        query: &Query,
        from: &ArticleId,
        forward: bool,
    ) -> Result<Option<ArticleId>, LibraryError> {
        let clause = self.shown(query)?;
        let order = order(&query.sort, fold::folding(query));
        let (beyond, by) = if forward {
            (order.after(), &order.forward)
        } else {
            (order.before(), &order.backward)
        };
        let sql = format!(
            "SELECT a.id FROM article o CROSS JOIN article a CROSS JOIN source s ON s.row = a.source
             WHERE o.id = ? AND a.row <> o.row AND a.read = 0 AND ({beyond}) AND {} ORDER BY {by} LIMIT 1",
            clause.sql
        );
        let values =
            std::iter::once(Value::Text(from.to_string())).chain(clause.values.iter().cloned());
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| {
                Ok(ArticleId::named(&row.get::<_, String>(0)?))
            })
            .optional()?)
    }

    /// `count` rows to one side of a place, the nearest first.
    pub(in crate::library) fn beside(
        &self,
        clause: &Clause,
        folding: Folding,
        order: &Order,
        place: &[Value],
        (side, count): (Side, usize),
    ) -> Result<Vec<ArticleRow>, LibraryError> {
        let mut rows = Vec::new();
        for stretch in order.stretches(place, side) {
            let left = count - rows.len();
            if left == 0 {
                break;
            }
            let clause = stretch.clause.and(clause);
            rows.extend(self.rows(&clause, folding, &stretch.by, left, 0)?);
        }
        Ok(rows)
    }

    pub(in crate::library) fn rows(
        &self,
        clause: &Clause,
        folding: Folding,
        order: &str,
        count: usize,
        skip: usize,
    ) -> Result<Vec<ArticleRow>, LibraryError> {
        let sql = window(clause, folding, order);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bounds =
            [count, skip].map(|bound| Value::Integer(crate::library::list::row::integer(bound)));
        let values = clause.values.iter().chain(&bounds);
        let rows = statement.query_map(params_from_iter(values), article_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The index of an article in the list without what is unfolded, if it has a place there.
    pub(in crate::library) fn place(
        &self,
        query: &Query,
        clause: &Clause,
        id: &ArticleId,
    ) -> Result<Option<usize>, LibraryError> {
        if !self.is_in(clause, id)? {
            return Ok(None);
        }
        let folding = fold::folding(query);
        let order = order(&query.sort, folding);
        if order.is_by_date() && self.is_whole(query)? {
            let newer = self.newer(clause, folding, id)?;
            let turned = |newer| {
                self.length(folding)
                    .map(|all| all.saturating_sub(newer + 1))
            };
            return match newer {
                Some(newer) if !order.is_descending() => turned(newer).map(Some),
                newer => Ok(newer),
            };
        }
        let sql = format!(
            "SELECT count(*) FROM article a JOIN source s ON s.row = a.source, article o
             WHERE o.id = ? AND ({}) AND {}",
            order.before(),
            clause.sql
        );
        let values =
            std::iter::once(Value::Text(id.to_string())).chain(clause.values.iter().cloned());
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| counted(row, 0))
            .optional()?)
    }
}

/// The statement of a window of rows; its last two values are how many, and how many are passed over.
///
/// Rows are found and put in order by their keys alone, and only of those in the window is read what they show. CROSS JOIN
/// keeps what was found outermost.
pub(in crate::library) fn window(clause: &Clause, folding: Folding, order: &str) -> String {
    format!(
        "SELECT {} FROM (SELECT a.row AS found FROM article a WHERE {} ORDER BY {order} LIMIT ? OFFSET ?)
         CROSS JOIN article a ON a.row = found CROSS JOIN source s ON s.row = a.source ORDER BY {order}",
        columns(folding == Folding::Stories),
        clause.sql
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_by_date_is_read_from_the_index_and_sorts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), crate::library::OpenOptions::Write).unwrap();
        for (folding, index) in [
            (Folding::Nothing, "article_by_date"),
            (Folding::Copies, "article_by_date_folded"),
            (Folding::Stories, "article_by_date_of_story"),
        ] {
            let query = Query {
                folding,
                ..Query::default()
            };
            let clause = library.shown(&query).unwrap();
            let order = order(&[], folding);
            for by in [order.forward, order.backward] {
                let sql = format!("EXPLAIN QUERY PLAN {}", window(&clause, folding, &by));
                let mut plan = library.connection.prepare(&sql).unwrap();
                let steps = plan
                    .query_map([50, 0], |row| row.get::<_, String>(3))
                    .unwrap();
                let steps: Vec<String> = steps.map(Result::unwrap).collect();
                let plan = steps.join("; ");
                assert!(plan.contains(&format!("INDEX {index}")), "{plan}");
                // The rows of the window alone are sorted.
                let sorts = plan.matches("USE TEMP B-TREE FOR ORDER BY").count();
                assert_eq!(sorts, 1, "{plan}");
            }
        }
    }
}
