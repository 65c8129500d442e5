//! The article list: windows of rows, counts, places. Nothing here reads a text.

use super::Library;
use super::error::LibraryError;
use super::filter::{CANDIDATES, Clause, Scope};
use super::row::{COLUMNS, article_row, count as counted};
use crate::model::query::{Sort, SortKey};
use crate::model::{ArticleId, ArticleRow, Page, Query};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

/// The order of the list, and its reverse by which the far end is read.
pub(super) struct Order {
    pub forward: String,
    pub backward: String,
    /// The expressions that order, for finding a place.
    keys: Vec<(&'static str, bool)>,
}

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
        let clause = self.clause(query, Scope::Articles, Some(CANDIDATES))?;
        let total = self.total(query, &clause)?;
        let first = first.min(total);
        let count = count.min(total - first);
        let order = order(&query.sort);
        // From the nearer end, so that the last page costs what the first one does.
        let after = total - first - count;
        let (by, skip) = if after < first {
            (&order.backward, after)
        } else {
            (&order.forward, first)
        };
        let mut rows = self.rows(&clause, by, count, skip)?;
        if after < first {
            rows.reverse();
        }
        Ok(Page { first, rows, total })
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
        let place = self.place(query, around)?.unwrap_or(0);
        self.list(query, place.saturating_sub(count / 2), count)
    }

    /// All rows that fit, in order, without the cap of [`Library::list`]: for scripts and exports.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub fn all(&self, query: &Query) -> Result<Vec<ArticleRow>, LibraryError> {
        let clause = self.clause(query, Scope::Articles, None)?;
        let most = query.limit.unwrap_or(i64::MAX as usize);
        self.rows(&clause, &order(&query.sort).forward, most, 0)
    }

    /// The ids of all articles that fit, in order.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub fn ids(&self, query: &Query) -> Result<Vec<ArticleId>, LibraryError> {
        let clause = self.clause(query, Scope::Articles, None)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT a.id FROM article a CROSS JOIN source s ON s.row = a.source WHERE {} ORDER BY {} LIMIT {}",
            clause.sql,
            order(&query.sort).forward,
            query.limit.unwrap_or(i64::MAX as usize)
        ))?;
        let ids = statement.query_map(params_from_iter(&clause.values), |row| {
            Ok(ArticleId::named(&row.get::<_, String>(0)?))
        })?;
        Ok(ids.collect::<Result<_, _>>()?)
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
        let clause = self.clause(query, Scope::Articles, Some(CANDIDATES))?;
        let order = order(&query.sort);
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

    fn rows(
        &self,
        clause: &Clause,
        order: &str,
        count: usize,
        skip: usize,
    ) -> Result<Vec<ArticleRow>, LibraryError> {
        let sql = window(clause, order);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let bounds = [count, skip].map(|bound| Value::Integer(super::row::integer(bound)));
        let values = clause.values.iter().chain(&bounds);
        let rows = statement.query_map(params_from_iter(values), article_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The index of an article in the list, if it is in it.
    fn place(&self, query: &Query, id: &ArticleId) -> Result<Option<usize>, LibraryError> {
        let clause = self.clause(query, Scope::Articles, Some(CANDIDATES))?;
        let sql = format!(
            "SELECT count(*) FROM article a JOIN source s ON s.row = a.source, article o
             WHERE o.id = ? AND ({}) AND {}",
            order(&query.sort).before(),
            clause.sql
        );
        let there = format!("SELECT 1 FROM article a WHERE a.id = ? AND {}", clause.sql);
        let values =
            || std::iter::once(Value::Text(id.to_string())).chain(clause.values.iter().cloned());
        if !self
            .connection
            .prepare_cached(&there)?
            .exists(params_from_iter(values()))?
        {
            return Ok(None);
        }
        Ok(self
            .connection
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values()), |row| counted(row, 0))
            .optional()?)
    }

    /// How many articles fit; counted once for each state of the library.
    fn total(&self, query: &Query, clause: &Clause) -> Result<usize, LibraryError> {
        let state = self.state()?;
        let name = format!("{} {:?}", clause.sql, clause.values);
        let mut totals = self.totals.borrow_mut();
        if totals.0 != state {
            *totals = (state, std::collections::HashMap::new());
        }
        let total = if let Some(&total) = totals.1.get(&name) {
            total
        } else {
            let total: usize = self
                .connection
                .prepare_cached(&format!(
                    "SELECT count(*) FROM article a WHERE {}",
                    clause.sql
                ))?
                .query_row(params_from_iter(&clause.values), |row| counted(row, 0))?;
            totals.1.insert(name, total);
            total
        };
        Ok(total.min(query.limit.unwrap_or(usize::MAX)))
    }
}

/// The statement of a window of rows; its last two values are how many, and how many are passed over.
///
/// CROSS JOIN keeps the articles outermost, so that their index gives the order and a page is no sort.
pub(super) fn window(clause: &Clause, order: &str) -> String {
    format!(
        "SELECT {COLUMNS} FROM article a CROSS JOIN source s ON s.row = a.source
         WHERE {} ORDER BY {order} LIMIT ? OFFSET ?",
        clause.sql
    )
}

impl Order {
    /// The condition that article `a` stands before article `o`.
    fn before(&self) -> String {
        self.beyond(true)
    }

    /// The condition that article `a` stands after article `o`.
    fn after(&self) -> String {
        self.beyond(false)
    }

    /// Smaller (or greater) by the first key, or equal there and so by the next, and so on.
    fn beyond(&self, before: bool) -> String {
        let mut terms = Vec::new();
        for (index, (key, descending)) in self.keys.iter().enumerate() {
            let equal = self
                .keys
                .iter()
                .take(index)
                .map(|(key, _)| format!("{} IS {} AND ", on("a", key), on("o", key)));
            let sign = if *descending == before { ">" } else { "<" };
            terms.push(format!(
                "({}{} {sign} {})",
                equal.collect::<String>(),
                on("a", key),
                on("o", key)
            ));
        }
        let beyond = terms.join(" OR ");
        match self.keys.first() {
            // Said of the date alone, it lets the search begin in the index of dates.
            Some(("date", descending)) => {
                let sign = if *descending == before { ">=" } else { "<=" };
                format!("a.date {sign} o.date AND ({beyond})")
            }
            _ => beyond,
        }
    }
}

/// The SQL order for the sort keys; the date and the row number make every order complete.
pub(super) fn order(sort: &[Sort]) -> Order {
    let mut keys: Vec<(&'static str, bool)> = sort
        .iter()
        .map(|sort| (column(sort.key), sort.descending))
        .collect();
    for key in ["date", "row"] {
        if !keys.iter().any(|(known, _)| *known == key) {
            let descending = keys
                .last()
                .filter(|(known, _)| *known == "date")
                .is_none_or(|(_, descending)| *descending);
            keys.push((key, descending));
        }
    }
    let written = |turned: bool| {
        let terms: Vec<String> = keys
            .iter()
            .map(|(key, descending)| {
                format!(
                    "{}{}",
                    on("a", key),
                    if *descending == turned { "" } else { " DESC" }
                )
            })
            .collect();
        terms.join(", ")
    };
    Order {
        forward: written(false),
        backward: written(true),
        keys,
    }
}

const fn column(key: SortKey) -> &'static str {
    match key {
        SortKey::Date => "date",
        SortKey::Title => "title COLLATE NOCASE",
        SortKey::Source => "source",
        SortKey::Facts => "facts",
        SortKey::Notes => "notes",
        SortKey::Disagreements => "disagreements",
        SortKey::Added => "row",
    }
}

/// A sort key of the article called `table`. A source is sorted by the name that the row shows.
fn on(table: &str, key: &str) -> String {
    if key == "source" {
        format!(
            "coalesce({table}.site, (SELECT coalesce(given, name) FROM source WHERE row = {table}.source)) COLLATE NOCASE"
        )
    } else {
        format!("{table}.{key}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_complete_and_turns_round() {
        let newest = order(&[]);
        assert_eq!(newest.forward, "a.date DESC, a.row DESC");
        assert_eq!(newest.backward, "a.date, a.row");
        let oldest = order(&[Sort {
            key: SortKey::Date,
            descending: false,
        }]);
        assert_eq!(oldest.forward, "a.date, a.row");
        let title = order(&[Sort {
            key: SortKey::Title,
            descending: false,
        }]);
        assert_eq!(
            title.forward,
            "a.title COLLATE NOCASE, a.date DESC, a.row DESC"
        );
    }

    #[test]
    fn a_page_by_date_is_read_from_the_index_and_sorts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), crate::library::OpenOptions::Write).unwrap();
        let clause = library
            .clause(&Query::default(), Scope::Articles, Some(CANDIDATES))
            .unwrap();
        let order = order(&[]);
        for by in [order.forward, order.backward] {
            let sql = format!("EXPLAIN QUERY PLAN {}", window(&clause, &by));
            let mut plan = library.connection.prepare(&sql).unwrap();
            let steps = plan
                .query_map([50, 0], |row| row.get::<_, String>(3))
                .unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            let plan = steps.join("; ");
            assert!(plan.contains("article_by_date"), "{plan}");
            assert!(!plan.contains("FOR ORDER BY"), "{plan}");
        }
    }
}
