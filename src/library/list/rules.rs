//! What rules of a person keep out of the list, and which articles they have not seen yet.

use crate::library::Library;
use crate::library::changes::apply::{Performed, unknown};
use crate::library::company::group;
use crate::library::error::LibraryError;
use crate::library::list::filter::Scope;
use crate::model::{Action, ArticleId, Query, SafeText};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::collections::BTreeMap;

impl Library {
    /// The row of the last article that went through the rules.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn ruled(&self) -> Result<i64, LibraryError> {
        let kept: Option<String> = self
            .connection
            .prepare_cached("SELECT value FROM meta WHERE key = 'ruled'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(kept.and_then(|kept| kept.parse().ok()).unwrap_or_default())
    }

    /// The row of the article that came last.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn newest_row(&self) -> Result<i64, LibraryError> {
        Ok(self
            .connection
            .prepare_cached("SELECT coalesce(max(row), 0) FROM article")?
            .query_row([], |row| row.get(0))?)
    }

    /// Everything up to this row went through the rules.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn set_ruled(&mut self, row: i64) -> Result<(), LibraryError> {
        let transaction = self.write()?;
        transaction
            .prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES ('ruled', ?)")?
            .execute([row.to_string()])?;
        transaction.commit()?;
        Ok(())
    }

    /// The articles that fit a query and came after this row, in order of arrival.
    ///
    /// # Errors
    /// When the query names an article that is not there, or SQLite refuses.
    pub fn arrived_after(&self, query: &Query, row: i64) -> Result<Vec<ArticleId>, LibraryError> {
        let clause = self.clause(query, Scope::Articles, None)?;
        let sql = format!(
            "SELECT a.id FROM article a WHERE {} AND a.row > ? ORDER BY a.row",
            clause.sql
        );
        let values = clause.values.into_iter().chain([Value::Integer(row)]);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map(params_from_iter(values), |row| {
            Ok(ArticleId::named(&row.get::<_, String>(0)?))
        })?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

/// Keeps articles out of the list in the name of a rule, or (`None`) shows them again.
pub(in crate::library) fn hide(
    connection: &Connection,
    articles: &[ArticleId],
    rule: Option<&SafeText>,
) -> Result<Performed, LibraryError> {
    let mut done = Performed::default();
    let mut inverse: BTreeMap<Option<SafeText>, Vec<ArticleId>> = BTreeMap::new();
    let mut read = connection.prepare_cached("SELECT hidden_by FROM article WHERE id = ?")?;
    let mut write = connection.prepare_cached(
        "UPDATE article SET hidden_by = ?2, hidden = iif(?2 IS NULL, 0, 2) WHERE id = ?1",
    )?;
    for id in articles {
        let old: Option<String> = read
            .query_row([id.as_str()], |row| row.get(0))
            .optional()?
            .ok_or_else(|| unknown(id))?;
        let old = old.map(SafeText::new);
        if old.as_ref() == rule {
            continue;
        }
        write.execute((id.as_str(), rule.map(SafeText::as_str)))?;
        done.touched.push(format!("hidden:{id}"));
        done.articles.push(id.clone());
        inverse.entry(old).or_default().push(id.clone());
    }
    group::rank_again(connection, &done.articles)?;
    done.inverse = inverse
        .into_iter()
        .map(|(rule, articles)| Action::Hide { articles, rule })
        .collect();
    Ok(done)
}
