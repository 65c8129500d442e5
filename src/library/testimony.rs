//! What articles testify, kept beside their facts, and the buckets where they meet those who may say the same.

use super::Library;
use super::apply::article_row;
use super::compress::{pack, unpack};
use super::error::LibraryError;
use super::put::Batch;
use crate::model::ArticleId;
use crate::model::testimony::Testimony;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

/// What an article testifies, if that is kept as its facts are judged.
pub(super) const TESTIMONY: &str = "SELECT t.said FROM article a JOIN testimony t ON t.article = a.row WHERE a.id = ? AND a.judgements = 0";

impl Library {
    /// The buckets in which the facts of an article meet those of others.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn buckets(&self, id: &ArticleId) -> Result<BTreeSet<String>, LibraryError> {
        let row = article_row(&self.connection, id)?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT key FROM bucket WHERE article = ?")?;
        let keys = statement.query_map([row], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }

    /// What an article says that others may say too; `None` when that has to be read from its facts, since they were
    /// judged or stored by an older version of the program.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn testimony(&self, id: &ArticleId) -> Result<Option<Testimony>, LibraryError> {
        let said: Option<Vec<u8>> = self
            .connection
            .prepare_cached(TESTIMONY)?
            .query_row([id.as_str()], |row| row.get(0))
            .optional()?;
        Ok(said.and_then(|said| unpack(&said)))
    }
}

impl Batch<'_> {
    /// Puts an article into other buckets than before: its facts were judged.
    ///
    /// # Errors
    /// When the article is not there.
    pub fn gather(
        &mut self,
        id: &ArticleId,
        buckets: &BTreeSet<String>,
    ) -> Result<(), LibraryError> {
        let connection: &Connection = &self.transaction;
        let row = article_row(connection, id)?;
        connection
            .prepare_cached("DELETE FROM bucket WHERE article = ?")?
            .execute([row])?;
        fill(connection, row, buckets.iter().map(String::as_str))
    }

    /// Keeps what an article testifies where that was not kept: it was stored by an older version of the program.
    ///
    /// # Errors
    /// When the article is not there.
    pub fn keep_testimony(
        &mut self,
        id: &ArticleId,
        testimony: &Testimony,
    ) -> Result<(), LibraryError> {
        let connection: &Connection = &self.transaction;
        keep(connection, article_row(connection, id)?, testimony)
    }
}

/// Keeps what an article says that others may say too, and puts it into the buckets where it meets them.
pub(super) fn testify(
    connection: &Connection,
    article: i64,
    testimony: &Testimony,
) -> Result<(), LibraryError> {
    keep(connection, article, testimony)?;
    fill(connection, article, buckets(testimony))
}

/// The buckets of a testimony, each once.
fn buckets(testimony: &Testimony) -> BTreeSet<&str> {
    let figures = testimony.figures.iter();
    figures.map(|figure| figure.bucket.as_str()).collect()
}

/// Puts an article into buckets.
fn fill<'a>(
    connection: &Connection,
    article: i64,
    buckets: impl IntoIterator<Item = &'a str>,
) -> Result<(), LibraryError> {
    let mut fill = connection
        .prepare_cached("INSERT INTO bucket (key, article) VALUES (?, ?) ON CONFLICT DO NOTHING")?;
    for key in buckets {
        fill.execute((key, article))?;
    }
    Ok(())
}

/// Keeps what an article says, unless something is kept already.
fn keep(connection: &Connection, article: i64, testimony: &Testimony) -> Result<(), LibraryError> {
    let unwritable =
        || LibraryError::Damaged("an article's testimony cannot be written down".to_owned());
    connection
        .prepare_cached(
            "INSERT INTO testimony (article, said) VALUES (?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute((article, pack(testimony).ok_or_else(unwritable)?))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::sample::{id, many};

    #[test]
    fn what_an_older_program_did_not_keep_is_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = many(folder.path(), 3);
        let old = id(1);
        library
            .connection
            .execute("DELETE FROM testimony", ())
            .unwrap();
        assert_eq!(library.testimony(&old).unwrap(), None);
        let said = Testimony {
            voices: vec!["wire".to_owned()],
            ..Testimony::default()
        };
        let mut batch = library.batch().unwrap();
        batch.keep_testimony(&old, &said).unwrap();
        batch.keep_testimony(&old, &Testimony::default()).unwrap();
        batch.commit().unwrap();
        assert_eq!(library.testimony(&old).unwrap(), Some(said));
    }
}
