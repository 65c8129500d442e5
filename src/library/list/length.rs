//! How long a list is, and how much is folded in it.
//!
//! What a list that leaves nothing out has is known ([`crate::library::list::runs`]); of any other it is counted, once in each state of the
//! library.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::filter::{CANDIDATES, Scope};
use crate::library::list::fold;
use crate::library::list::row::count as counted;
use crate::model::Query;
use crate::model::query::Folding;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

impl Library {
    /// How many articles fit and have a place of their own.
    pub(in crate::library) fn total(
        &self,
        query: &Query,
        clause: &Clause,
    ) -> Result<usize, LibraryError> {
        let most = query.limit.unwrap_or(usize::MAX);
        if self.is_whole(query)? {
            return Ok(self.length(fold::folding(query))?.min(most));
        }
        let sql = match query.limit {
            Some(most) => format!(
                "SELECT count(*) FROM (SELECT 1 FROM article a WHERE {} LIMIT {most})",
                clause.sql
            ),
            None => format!("SELECT count(*) FROM article a WHERE {}", clause.sql),
        };
        self.counted(&sql, &clause.values)
    }

    /// How many things are folded under the rows of the list: articles, and places where a text stands once more.
    pub(in crate::library) fn count_folded(&self, query: &Query) -> Result<usize, LibraryError> {
        let folding = fold::folding(query);
        if folding == Folding::Nothing {
            return Ok(0);
        }
        if self.is_whole(query)? {
            return self.folded(folding);
        }
        let plain = Query {
            folding: Folding::Nothing,
            ..query.clone()
        };
        let all = self.clause(&plain, Scope::Articles, Some(CANDIDATES))?;
        let rows = self.clause(query, Scope::Articles, Some(CANDIDATES))?;
        let count = |clause: &Clause, from: &str| {
            let sql = format!("SELECT count(*) FROM {from} WHERE {}", clause.sql);
            self.counted(&sql, &clause.values)
        };
        let hidden = count(&all, "article a")?.saturating_sub(count(&rows, "article a")?);
        let places = match folding {
            Folding::Copies => count(
                &all,
                "identity i CROSS JOIN article a ON a.row = i.article AND i.copy = 1",
            )?,
            _ => 0,
        };
        Ok(hidden + places)
    }

    /// A number that the library is asked for once in each of its states.
    fn counted(&self, sql: &str, values: &[Value]) -> Result<usize, LibraryError> {
        let state = self.state()?;
        let name = format!("{sql} {values:?}");
        let mut totals = self.totals.borrow_mut();
        if totals.0 != state {
            *totals = (state, std::collections::HashMap::new());
        }
        let total = if let Some(&total) = totals.1.get(&name) {
            total
        } else {
            let total: usize = self
                .connection
                .prepare_cached(sql)?
                .query_row(params_from_iter(values), |row| counted(row, 0))?;
            if !self.looking.is_cut() {
                totals.1.insert(name, total);
            }
            total
        };
        Ok(total)
    }
}
