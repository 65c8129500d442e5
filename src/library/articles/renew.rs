//! Which articles were made by an older version of the program.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::row::integer;
use crate::model::ArticleId;
use rusqlite::OptionalExtension;

/// The mark that nothing older than a pipeline and an engine is left.
const MARK: &str = "renewed";

/// An article whose text or facts an older version of the program made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// Its place in the order of arrival.
    pub row: i64,
    /// The article.
    pub id: ArticleId,
    /// The name of the bytes it was read from, which others may share; `None` when they are its text, or a page that
    /// stands in the place of an entry.
    pub original: Option<String>,
}

impl Library {
    /// Whether it is known that everything here was made by this pipeline and this engine, or newer ones.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn is_renewed(&self, pipeline: u32, engine: u32) -> Result<bool, LibraryError> {
        let mark: Option<String> = self
            .connection
            .prepare_cached("SELECT value FROM meta WHERE key = ?")?
            .query_row([MARK], |row| row.get(0))
            .optional()?;
        Ok(mark == Some(mark_of(pipeline, engine)))
    }

    /// Remembers that nothing older is left.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn mark_renewed(&mut self, pipeline: u32, engine: u32) -> Result<(), LibraryError> {
        let transaction = self.write()?;
        transaction.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)",
            (MARK, mark_of(pipeline, engine)),
        )?;
        transaction.commit()
    }

    /// At most `count` articles that came after the row `after` and were made by an older pipeline or
    /// engine, in order of arrival.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn outdated(
        &self,
        pipeline: u32,
        engine: u32,
        after: i64,
        count: usize,
    ) -> Result<Vec<Outdated>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.row, a.id, iif(f.article IS NULL, v.original, NULL)
             FROM article a JOIN version v ON v.row = a.version JOIN body b ON b.version = v.row
             LEFT JOIN full_text f ON f.article = a.row
             WHERE a.row > ? AND (v.pipeline < ? OR b.engine < ?) ORDER BY a.row LIMIT ?",
        )?;
        let found = statement.query_map((after, pipeline, engine, integer(count)), |row| {
            Ok(Outdated {
                row: row.get(0)?,
                id: ArticleId::named(&row.get::<_, String>(1)?),
                original: row.get(2)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

fn mark_of(pipeline: u32, engine: u32) -> String {
    format!("pipeline {pipeline}, engine {engine}")
}
