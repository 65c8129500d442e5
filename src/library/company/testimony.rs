//! What articles testify, kept beside their facts, and the buckets where they meet those who may say the same.
//!
//! What comparing needs of an article is a few figures. Unfolding the texts of all whom a new article meets was most of
//! the work of an import; its testimony is read without them.

use crate::library::Library;
use crate::library::articles::batch::Batch;
use crate::library::articles::compress::{number, pack, unpack};
use crate::library::changes::apply::article_row;
use crate::library::error::LibraryError;
use crate::model::ArticleId;
use crate::model::testimony::Testimony;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

/// What an article testifies, if that is kept as its facts are judged.
pub(in crate::library) const TESTIMONY: &str = "SELECT t.said FROM article a JOIN testimony t ON t.article = a.row WHERE a.id = ? AND a.judgements = 0";

impl Library {
    /// Whether these are the buckets in which the facts of an article meet those of others.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn is_gathered(
        &self,
        id: &ArticleId,
        buckets: &BTreeSet<String>,
    ) -> Result<bool, LibraryError> {
        let row = article_row(&self.connection, id)?;
        let now: BTreeSet<i64> = buckets.iter().map(|bucket| key(bucket)).collect();
        Ok(keys(&self.connection, row)? == now)
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
        empty(connection, row)?;
        let keys: BTreeSet<i64> = buckets.iter().map(|bucket| key(bucket)).collect();
        let said: Vec<String> = keys.iter().map(ToString::to_string).collect();
        connection
            .prepare_cached("INSERT OR REPLACE INTO gathered (article, keys) VALUES (?, ?)")?
            .execute((row, said.join(" ")))?;
        fill(connection, row, &keys)
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
pub(in crate::library) fn testify(
    connection: &Connection,
    article: i64,
    testimony: &Testimony,
) -> Result<(), LibraryError> {
    keep(connection, article, testimony)?;
    fill(connection, article, &keys_of(testimony))
}

/// The number of a bucket: short, and the same in every library. Two buckets with one number would be looked through
/// together, and nothing be found by it.
pub(in crate::library) fn key(bucket: &str) -> i64 {
    number(bucket.as_bytes())
}

/// The buckets of a testimony, each once.
fn keys_of(testimony: &Testimony) -> BTreeSet<i64> {
    let figures = testimony.figures.iter();
    figures.map(|figure| key(&figure.bucket)).collect()
}

/// The buckets that an article is in: those of its testimony, unless it was put into others.
fn keys(connection: &Connection, article: i64) -> Result<BTreeSet<i64>, LibraryError> {
    let gathered: Option<String> = connection
        .prepare_cached("SELECT keys FROM gathered WHERE article = ?")?
        .query_row([article], |row| row.get(0))
        .optional()?;
    if let Some(gathered) = gathered {
        let keys = gathered.split(' ').filter_map(|key| key.parse().ok());
        return Ok(keys.collect());
    }
    let said: Option<Vec<u8>> = connection
        .prepare_cached("SELECT said FROM testimony WHERE article = ?")?
        .query_row([article], |row| row.get(0))
        .optional()?;
    let testimony: Option<Testimony> = said.and_then(|said| unpack(&said));
    Ok(testimony.as_ref().map(keys_of).unwrap_or_default())
}

/// Puts an article into buckets.
fn fill(connection: &Connection, article: i64, keys: &BTreeSet<i64>) -> Result<(), LibraryError> {
    let mut fill = connection
        .prepare_cached("INSERT INTO bucket (key, article) VALUES (?, ?) ON CONFLICT DO NOTHING")?;
    for key in keys {
        fill.execute((key, article))?;
    }
    Ok(())
}

/// Takes an article out of the buckets that it is in.
pub(in crate::library) fn empty(connection: &Connection, article: i64) -> Result<(), LibraryError> {
    let mut empty =
        connection.prepare_cached("DELETE FROM bucket WHERE key = ? AND article = ?")?;
    for key in keys(connection, article)? {
        empty.execute((key, article))?;
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
