//! The cards of a triage, and what is kept of one that was left.

use crate::library::Library;
use crate::library::changes::log;
use crate::library::error::LibraryError;
use crate::library::list::filter::{CANDIDATES, Scope};
use crate::library::list::fold;
use crate::library::list::order::order;
use crate::library::list::row::{article_row, columns, count as counted, integer};
use crate::model::query::Folding;
use crate::model::triage::{Cards, From, Triage};
use crate::model::{ArticleRow, Page};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

/// The name under which a triage is kept.
const KEY: &str = "triage";

impl Library {
    /// The cards that are wanted; the total tells how many there are from here on.
    ///
    /// # Errors
    /// When the query names an article that is not there, or SQLite refuses.
    pub fn cards(&self, wanted: &Cards) -> Result<Page<ArticleRow>, LibraryError> {
        let query = &wanted.query;
        let clause = self.clause(query, Scope::Articles, Some(CANDIDATES))?;
        let folding = fold::folding(query);
        let order = order(&query.sort, folding);
        let mut values = Vec::new();
        let (beyond, offset) = match &wanted.from {
            From::Index(index) => (String::new(), *index),
            From::After(id) => {
                values.push(Value::Text(id.to_string()));
                (
                    format!("o.id = ? AND a.row <> o.row AND ({}) AND ", order.after()),
                    0,
                )
            }
        };
        let other = if beyond.is_empty() {
            ""
        } else {
            "article o CROSS JOIN "
        };
        values.extend(clause.values.iter().cloned());
        values.push(Value::Text(log::json(&wanted.skip)?));
        let which = format!(
            "FROM {other}article a CROSS JOIN source s ON s.row = a.source
             WHERE {beyond}{} AND a.id NOT IN (SELECT value FROM json_each(?))",
            clause.sql
        );
        let total: usize = self
            .connection
            .prepare_cached(&format!("SELECT count(*) {which}"))?
            .query_row(params_from_iter(&values), |row| counted(row, 0))?;
        values.extend([wanted.count, offset].map(|bound| Value::Integer(integer(bound))));
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {} {which} ORDER BY {} LIMIT ? OFFSET ?",
            columns(folding == Folding::Stories),
            order.forward
        ))?;
        let rows = statement.query_map(params_from_iter(&values), article_row)?;
        let most = query.limit.unwrap_or(usize::MAX);
        Ok(Page {
            rows: rows.collect::<Result<_, _>>()?,
            total: total.saturating_sub(offset).min(most),
            ..Page::default()
        })
    }

    /// The triage that was left; `None` when there is none, or another version of the program wrote it.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn triage(&self) -> Result<Option<Triage>, LibraryError> {
        let kept: Option<String> = self
            .connection
            .prepare_cached("SELECT value FROM meta WHERE key = ?")?
            .query_row([KEY], |row| row.get(0))
            .optional()?;
        Ok(kept.and_then(|kept| log::from_json(&kept).ok()))
    }

    /// Keeps a triage that is left, in place of the one before; `None` forgets it.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn keep_triage(&mut self, triage: Option<&Triage>) -> Result<(), LibraryError> {
        let transaction = self.write()?;
        match triage {
            Some(triage) => transaction
                .prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)")?
                .execute((KEY, log::json(triage)?))?,
            None => transaction
                .prepare_cached("DELETE FROM meta WHERE key = ?")?
                .execute([KEY])?,
        };
        transaction.commit()?;
        Ok(())
    }
}
