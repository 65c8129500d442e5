//! Entries that only begin their article, and how it stands with the pages that say the rest.
//!
//! An article whose page is here has the page's bytes as its original; the bytes of the entry are kept beside them,
//! since title, author and date come from there.

use crate::library::articles::compress::hash;
use crate::library::articles::put::{Put, Replaces, Stored, again, keep_original};
use crate::library::articles::revision::drop_original;
use crate::library::changes::apply::{article_row, unknown};
use crate::library::error::LibraryError;
use crate::library::list::row::{integer, time};
use crate::library::{Batch, Library};
use crate::model::{ArticleId, FullText, SourceId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

/// What a server said with bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// Where they came from in the end.
    pub address: String,
    /// The encoding it named.
    pub charset: Option<String>,
}

/// An entry that only begins its article.
#[derive(Debug, Clone)]
pub struct Awaited<'a> {
    /// The feed that gave it.
    pub source: &'a SourceId,
    /// What it says, by which it is known again.
    pub said: &'a str,
    /// Its bytes.
    pub entry: &'a [u8],
    /// What the server said with them.
    pub received: Option<&'a Received>,
    /// Where its page is.
    pub address: String,
    /// When it came.
    pub at: Timestamp,
}

/// The bytes of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryBytes {
    /// As they came.
    pub bytes: Vec<u8>,
    /// What the server said with them.
    pub received: Option<Received>,
}

/// What is known of an entry that comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The article that it begins.
    pub article: ArticleId,
    /// Whether it says the same as last time.
    pub is_same: bool,
    /// Whether the text of the article is that of its page.
    pub is_here: bool,
}

/// A page that is to be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwaitedPage {
    /// The article that it belongs to.
    pub article: ArticleId,
    /// Where it is.
    pub address: String,
    /// How often it was asked for in vain.
    pub failures: u32,
}

impl Library {
    /// How it stands with the page of an article; `None` when its entry says all, or it is no entry.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn full_text(&self, article: &ArticleId) -> Result<Option<FullText>, LibraryError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT f.here, f.due, f.tried, f.error FROM full_text f JOIN article a ON a.row = f.article
                 WHERE a.id = ?",
            )?
            .query_row([article.as_str()], |row| {
                Ok(FullText {
                    is_here: row.get(0)?,
                    due: time(row, 1)?,
                    tried: time(row, 2)?,
                    error: row.get(3)?,
                })
            })
            .optional()?)
    }

    /// The pages that entries of a feed wait for and whose time has come, those of the newest articles first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn awaited_pages(
        &self,
        source: &SourceId,
        now: Timestamp,
        most: usize,
    ) -> Result<Vec<AwaitedPage>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.id, f.address, f.failures FROM full_text f JOIN source s ON s.row = f.source
             JOIN article a ON a.row = f.article
             WHERE s.id = ? AND f.due <= ? AND a.removed = 0 ORDER BY a.date DESC, a.row LIMIT ?",
        )?;
        let found =
            statement.query_map((source.as_str(), now.as_second(), integer(most)), |row| {
                Ok(AwaitedPage {
                    article: ArticleId::named(&row.get::<_, String>(0)?),
                    address: row.get(1)?,
                    failures: row.get(2)?,
                })
            })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The bytes of the entry that begins an article, beside which its page stands or is awaited; `None` of others.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn entry(&self, article: &ArticleId) -> Result<Option<EntryBytes>, LibraryError> {
        let found = self
            .connection
            .prepare_cached(
                "SELECT o.bytes, r.address, r.charset FROM full_text f JOIN article a ON a.row = f.article
                 JOIN original o ON o.hash = f.entry LEFT JOIN received r ON r.original = f.entry WHERE a.id = ?",
            )?
            .query_row([article.as_str()], |row| {
                let (packed, address): (Vec<u8>, Option<String>) = (row.get(0)?, row.get(1)?);
                let charset = row.get(2)?;
                Ok((packed, address.map(|address| Received { address, charset })))
            })
            .optional()?;
        let Some((packed, received)) = found else {
            return Ok(None);
        };
        let bytes = crate::library::articles::article::unpacked(&packed)?;
        Ok(Some(EntryBytes { bytes, received }))
    }

    /// Writes down that the page of an article did not come, why, and when it is asked for again, if it is.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn page_failed(
        &mut self,
        article: &ArticleId,
        error: &str,
        due: Option<Timestamp>,
        at: Timestamp,
    ) -> Result<(), LibraryError> {
        let transaction = self.write()?;
        transaction
            .prepare_cached(
                "UPDATE full_text SET tried = ?3, error = ?2, due = ?4, failures = failures + 1
                 WHERE article = (SELECT row FROM article WHERE id = ?1)",
            )?
            .execute((
                article.as_str(),
                error,
                at.as_second(),
                due.map(Timestamp::as_second),
            ))?;
        transaction.commit()
    }
}

impl Batch<'_> {
    /// What is known of the entry with this identity, if its page stands in its place or is awaited.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn awaited_by(&self, identity: &str, said: &str) -> Result<Option<Known>, LibraryError> {
        Ok(self
            .transaction
            .prepare_cached(
                "SELECT a.id, f.said, f.here FROM identity i JOIN full_text f ON f.article = i.article
                 JOIN article a ON a.row = i.article WHERE i.name = ?",
            )?
            .query_row([identity], |row| {
                Ok(Known {
                    article: ArticleId::named(&row.get::<_, String>(0)?),
                    is_same: row.get::<_, String>(1)? == hash(said.as_bytes()),
                    is_here: row.get(2)?,
                })
            })
            .optional()?)
    }

    /// From now on the page of an entry is awaited; a page that is here stays until then. Of what was let go none is.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], or when SQLite refuses.
    pub fn await_page(
        &mut self,
        article: &ArticleId,
        awaited: &Awaited<'_>,
    ) -> Result<(), LibraryError> {
        let connection: &Connection = &self.transaction;
        let row = article_row(connection, article)?;
        if crate::library::articles::retention::gone(connection, row)?.is_some() {
            return Ok(());
        }
        let before = entry_of(connection, row)?;
        let entry = keep_original(connection, awaited.entry)?;
        connection
            .prepare_cached(
                "INSERT INTO full_text (article, source, said, entry, address, due)
                 SELECT ?1, row, ?3, ?4, ?5, ?6 FROM source WHERE id = ?2
                 ON CONFLICT (article) DO UPDATE SET source = excluded.source, said = excluded.said,
                     entry = excluded.entry, address = excluded.address, due = excluded.due, failures = 0, error = NULL",
            )?
            .execute((
                row,
                awaited.source.as_str(),
                hash(awaited.said.as_bytes()),
                &entry,
                &awaited.address,
                awaited.at.as_second(),
            ))?;
        if let Some(received) = awaited.received {
            self.received(awaited.entry, received)?;
        }
        match before.filter(|before| *before != entry) {
            Some(before) => drop_original(&self.transaction, &before),
            None => Ok(()),
        }
    }

    /// The entry of an article says all by itself: no page is awaited, none stands in its place.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], or when SQLite refuses.
    pub fn forget_page(&mut self, article: &ArticleId) -> Result<(), LibraryError> {
        let connection: &Connection = &self.transaction;
        let row = article_row(connection, article)?;
        let entry = entry_of(connection, row)?;
        connection
            .prepare_cached("DELETE FROM full_text WHERE article = ?")?
            .execute([row])?;
        entry.map_or(Ok(()), |entry| drop_original(connection, &entry))
    }

    /// Puts the page of an article in the place of its teaser, which was no version of the article; in the place of
    /// an older page it is one more if it says something else.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when no page is awaited for this article, or when SQLite refuses.
    pub fn put_page(&mut self, page: &Stored<'_>) -> Result<Put, LibraryError> {
        let connection: &Connection = &self.transaction;
        let row = article_row(connection, page.id)?;
        let is_here: bool = connection
            .prepare_cached("SELECT here FROM full_text WHERE article = ?")?
            .query_row([row], |row| row.get(0))
            .optional()?
            .ok_or_else(|| unknown(page.id))?;
        let replaces = if is_here {
            Replaces::WhatSaysTheSame
        } else {
            Replaces::Anything
        };
        let text = hash(page.article.text.as_bytes());
        let put = again(
            &self.transaction,
            row,
            page,
            &text,
            replaces,
            &mut self.arriving,
        )?;
        connection
            .prepare_cached(
                "UPDATE full_text SET here = 1, due = NULL, tried = ?2, failures = 0, error = NULL WHERE article = ?1",
            )?
            .execute((row, page.at.as_second()))?;
        Ok(put)
    }

    /// Remembers what a server said with bytes that are kept here; of others nothing.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn received(&mut self, bytes: &[u8], received: &Received) -> Result<(), LibraryError> {
        self.transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO received (original, address, charset)
                 SELECT hash, ?2, ?3 FROM original WHERE hash = ?1",
            )?
            .execute((hash(bytes), &received.address, &received.charset))?;
        Ok(())
    }
}

/// The name of the bytes of the entry that begins an article.
fn entry_of(connection: &Connection, row: i64) -> Result<Option<String>, LibraryError> {
    Ok(connection
        .prepare_cached("SELECT entry FROM full_text WHERE article = ?")?
        .query_row([row], |row| row.get(0))
        .optional()?)
}
