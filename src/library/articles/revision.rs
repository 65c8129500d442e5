//! The versions of an article as a person counts them, and which of them the person saw.
//!
//! A text that says something else is a new version. One that only differs in the page around the article, in white
//! space, or in how the program read the same bytes takes the place of the one before, whose text is dropped
//! unless a mark was made on it: a page that is fetched a thousand times grows by what changed in the article.

use crate::library::Library;
use crate::library::articles::columns::unpack_structure;
use crate::library::articles::compress::hash;
use crate::library::articles::put::Stored;
use crate::library::error::LibraryError;
use crate::library::marks::place;
use crate::model::{ArticleId, Revision, TextVersion};
use crate::text::own_words::says_the_same;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

/// The text that an article has when another one arrives.
pub(in crate::library) struct Current {
    pub version: i64,
    pub hash: String,
    pub pipeline: u32,
    pub engine: u32,
    original: Option<String>,
}

/// The present text of an article, if it has one.
pub(in crate::library) fn current(
    connection: &Connection,
    row: i64,
) -> Result<Option<Current>, LibraryError> {
    Ok(connection
        .prepare_cached(
            "SELECT v.row, v.hash, v.pipeline, coalesce(b.engine, 0), v.original FROM article a
             JOIN version v ON v.row = a.version LEFT JOIN body b ON b.version = v.row WHERE a.row = ?",
        )?
        .query_row([row], |row| {
            Ok(Current {
                version: row.get(0)?,
                hash: row.get(1)?,
                pipeline: row.get(2)?,
                engine: row.get(3)?,
                original: row.get(4)?,
            })
        })
        .optional()?)
}

impl Current {
    /// Whether an arriving text says something else. The same bytes never do, whatever the program now reads in them.
    pub(in crate::library) fn is_other_news(
        &self,
        connection: &Connection,
        new: &Stored<'_>,
    ) -> Result<bool, LibraryError> {
        let bytes = self.original.as_ref().unwrap_or(&self.hash);
        if *bytes == hash(new.bytes) {
            return Ok(false);
        }
        let packed: Option<(Vec<u8>, Vec<u8>)> = connection
            .prepare_cached("SELECT text, structure FROM body WHERE version = ?")?
            .query_row([self.version], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((text, structure)) = packed else {
            return Ok(true);
        };
        // A structure of another version of the program cannot say which words are the article's own.
        let Some(mut old) = unpack_structure(&structure) else {
            return Ok(true);
        };
        old.text = place::text_of(text)?;
        Ok(!says_the_same(&old, new.article))
    }
}

/// An article that is new has its first version.
pub(in crate::library) fn begin(
    connection: &Connection,
    row: i64,
    version: i64,
    at: Timestamp,
) -> Result<(), LibraryError> {
    connection
        .prepare_cached(
            "INSERT INTO revision (article, number, version, came) VALUES (?, 1, ?, ?)",
        )?
        .execute((row, version, at.as_second()))?;
    Ok(())
}

/// The article's present text is a version more, or takes the place of the version before, if it had one.
pub(in crate::library) fn arrive(
    connection: &Connection,
    row: i64,
    had_text: bool,
    is_news: bool,
    at: Timestamp,
) -> Result<(), LibraryError> {
    if had_text && !is_news {
        connection
            .prepare_cached(
                "UPDATE revision SET version = (SELECT version FROM article WHERE row = ?1)
                 WHERE article = ?1 AND number = (SELECT max(number) FROM revision WHERE article = ?1)",
            )?
            .execute([row])?;
        return Ok(());
    }
    if is_news {
        // What was read, and had not changed since, was seen.
        connection
            .prepare_cached(
                "UPDATE revision SET seen = ?2 WHERE article = ?1 AND seen IS NULL
                 AND number = (SELECT max(number) FROM revision WHERE article = ?1)
                 AND EXISTS (SELECT 1 FROM article WHERE row = ?1 AND read = 1 AND updated = 0)",
            )?
            .execute((row, at.as_second()))?;
        connection
            .prepare_cached("UPDATE article SET updated = 1 WHERE row = ?")?
            .execute([row])?;
        crate::library::articles::snooze::new_version(connection, row)?;
    }
    connection
        .prepare_cached(
            "INSERT INTO revision (article, number, version, came)
             SELECT ?1, coalesce((SELECT max(number) FROM revision WHERE article = ?1), 0) + 1, version, ?2
             FROM article WHERE row = ?1",
        )?
        .execute((row, at.as_second()))?;
    Ok(())
}

/// Drops a text that no version is any more, unless a mark was made on it, and bytes that no text was read from.
pub(in crate::library) fn drop_unused(
    connection: &Connection,
    row: i64,
    old: &Current,
) -> Result<(), LibraryError> {
    let used = connection
        .prepare_cached(
            "SELECT 1 FROM version v JOIN article a ON a.row = v.article
             WHERE v.row = ?1 AND a.row = ?2 AND (a.version = v.row
                OR EXISTS (SELECT 1 FROM revision r WHERE r.version = v.row)
                OR EXISTS (SELECT 1 FROM annotation n WHERE n.article = a.id AND n.hash = v.hash))",
        )?
        .exists((old.version, row))?;
    if !used {
        for sql in [
            "DELETE FROM packed WHERE version = ?",
            "DELETE FROM version WHERE row = ?",
        ] {
            connection.prepare_cached(sql)?.execute([old.version])?;
        }
    }
    old.original
        .as_ref()
        .map_or(Ok(()), |original| drop_original(connection, original))
}

/// Drops bytes that nothing was read from, with what a server said about them.
pub(in crate::library) fn drop_original(
    connection: &Connection,
    name: &str,
) -> Result<(), LibraryError> {
    let dropped = connection
        .prepare_cached(
            "DELETE FROM original WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM version WHERE original = ?1)
             AND NOT EXISTS (SELECT 1 FROM full_text WHERE entry = ?1)",
        )?
        .execute([name])?;
    if dropped > 0 {
        connection
            .prepare_cached("DELETE FROM received WHERE original = ?")?
            .execute([name])?;
    }
    Ok(())
}

/// The person had a version on the screen; the newest one seen is no longer news.
pub(in crate::library) fn see(
    connection: &Connection,
    row: i64,
    number: u32,
    at: Timestamp,
) -> Result<(), LibraryError> {
    connection
        .prepare_cached(
            "UPDATE revision SET seen = ?3 WHERE article = ?1 AND number = ?2 AND seen IS NULL",
        )?
        .execute((row, number, at.as_second()))?;
    connection
        .prepare_cached(
            "UPDATE article SET updated = 0 WHERE row = ?1
             AND ?2 = (SELECT max(number) FROM revision WHERE article = ?1)",
        )?
        .execute((row, number))?;
    Ok(())
}

impl Library {
    /// The article of an identity whose present text was read from other bytes than these, by another pipeline: it
    /// must be read again before anybody can say whether it changed.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn read_otherwise(
        &self,
        identity: &str,
        bytes: &[u8],
        pipeline: u32,
    ) -> Result<Option<ArticleId>, LibraryError> {
        let known: Option<(String, String)> = self
            .connection
            .prepare_cached(
                "SELECT a.id, coalesce(v.original, v.hash) FROM identity i JOIN article a ON a.row = i.article
                 JOIN version v ON v.row = a.version WHERE i.name = ? AND i.copy = 0 AND v.pipeline <> ?",
            )?
            .query_row((identity, pipeline), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let known = known.filter(|(_, read_from)| *read_from != hash(bytes));
        Ok(known.map(|(id, _)| ArticleId::named(&id)))
    }

    /// The versions of an article, the oldest first; the last is its present text.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn revisions(&self, id: &ArticleId) -> Result<Vec<Revision>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.number, v.hash, v.pipeline, r.came, r.seen FROM revision r
             JOIN article a ON a.row = r.article JOIN version v ON v.row = r.version
             WHERE a.id = ? ORDER BY r.number",
        )?;
        let rows = statement.query_map([id.as_str()], |row| {
            let seen: Option<i64> = row.get(4)?;
            Ok(Revision {
                number: row.get(0)?,
                version: TextVersion {
                    hash: row.get(1)?,
                    pipeline: row.get(2)?,
                },
                came: crate::library::list::row::moment(row.get(3)?),
                seen: seen.map(crate::library::list::row::moment),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
