//! Articles whose title, text or notes a regular expression matches.
//!
//! The texts are read one after the other, only those that the rest of the query lets through, and that have the words
//! which stand in whatever the pattern matches. A newer request stops it between two texts; what was found is remembered until the library changes.

use super::compress::inflate;
use super::error::LibraryError;
use super::filter::Clause;
use super::{Library, log};
use crate::text::hits::pattern;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

/// So many answers are remembered.
const REMEMBERED: usize = 8;

/// The answer to a pattern: what was asked, and the rows that match as JSON.
#[derive(Debug)]
pub(super) struct Matched {
    state: i64,
    asked: String,
    rows: String,
}

impl Library {
    /// The condition that a pattern matches an article, worked out among those for which `within` holds.
    pub(super) fn matching(&self, typed: &str, within: &Clause) -> Result<Clause, LibraryError> {
        let state = self.state()?;
        let asked = format!("{typed}\n{} {:?}", within.sql, within.values);
        let mut known = self.matched.borrow_mut();
        known.retain(|one| one.state == state);
        let rows = if let Some(one) = known.iter().find(|one| one.asked == asked) {
            one.rows.clone()
        } else {
            let rows = log::json(&self.look_for(typed, within)?)?;
            if known.len() == REMEMBERED {
                known.remove(0);
            }
            known.push(Matched {
                state,
                asked,
                rows: rows.clone(),
            });
            rows
        };
        Ok(Clause {
            sql: "a.row IN (SELECT value FROM json_each(?))".to_owned(),
            values: vec![Value::Text(rows)],
        })
    }

    fn look_for(&self, typed: &str, within: &Clause) -> Result<Vec<i64>, LibraryError> {
        // A query that was read has a pattern that can be; one from elsewhere finds nothing.
        let Ok(regex) = pattern(typed) else {
            return Ok(Vec::new());
        };
        let sql = format!(
            "SELECT a.row, a.title, b.text, iif(a.notes > 0, (SELECT group_concat(n.note, char(10)) FROM annotation n
                 WHERE n.article = a.id AND n.motivation = 'commenting'), NULL)
             FROM article a JOIN body b ON b.version = a.version WHERE a.removed = 0 AND ({})",
            within.sql
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut articles = statement.query(params_from_iter(&within.values))?;
        let mut rows = Vec::new();
        while let Some(article) = articles.next()? {
            let named: Option<String> = article.get(3)?;
            let found = regex.is_match(article.get_ref(1)?.as_str().unwrap_or_default())
                || named.is_some_and(|notes| regex.is_match(&notes))
                || inflate(article.get_ref(2)?.as_blob().unwrap_or_default())
                    .and_then(|text| String::from_utf8(text).ok())
                    .is_some_and(|text| regex.is_match(&text));
            if found {
                rows.push(article.get(0)?);
            }
        }
        Ok(rows)
    }
}
