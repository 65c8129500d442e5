//! Texts on their way into the search index.
//!
//! The words of a transaction go into the index together, before it is made durable: any statement in between would make
//! FTS5 write out a piece of its own for every article, and pieces have to be merged later.

use crate::library::error::LibraryError;
use crate::text::tokens;
use rusqlite::Connection;
use std::cell::RefCell;

/// So many bytes of words are put into the index at once. A change that waits has to wait for them.
const AT_ONCE: usize = 8 << 20;

/// Fewer bytes of words came by themselves, as one article does or a few. Each time they leave a small piece of the index, and
/// whoever asks it has to look into each: so eight that wait for each other are made one, by steps of so many pages.
const FEW: usize = 64 << 10;
const STEP: i32 = 32;

/// Articles of the transaction whose words are not in the index yet, each with the words of its text.
#[derive(Debug, Default)]
pub(in crate::library) struct Unindexed(RefCell<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    articles: Vec<(i64, String)>,
    bytes: usize,
}

impl Unindexed {
    /// Keeps the words of an article's text, and puts those that wait into the index when they are many.
    pub fn put(&self, connection: &Connection, row: i64, text: &str) -> Result<(), LibraryError> {
        let words = tokens::stream(text);
        let mut waiting = self.0.borrow_mut();
        waiting.bytes += words.len();
        waiting.articles.push((row, words));
        let are_many = waiting.bytes >= AT_ONCE;
        drop(waiting);
        if are_many {
            self.index(connection)
        } else {
            Ok(())
        }
    }

    /// Puts the words that wait into the index.
    pub fn index(&self, connection: &Connection) -> Result<(), LibraryError> {
        let Waiting { articles, bytes } = self.0.take();
        if articles.is_empty() {
            return Ok(());
        }
        let rows: Vec<i64> = articles.iter().map(|(row, _)| *row).collect();
        // The words of each are let go as soon as the index has them.
        for (row, words) in articles {
            connection
                .prepare_cached("INSERT OR REPLACE INTO text_index (rowid, body) VALUES (?, ?)")?
                .execute((row, words))?;
        }
        for row in rows {
            index_names(connection, row)?;
        }
        if bytes < FEW {
            merge(connection, STEP)?;
        }
        Ok(())
    }

    /// The transaction is taken back.
    pub fn forget(&self) {
        self.0.take();
    }
}

/// Merges pieces of the index of texts that wait for each other, some `pages` of them, if there are enough (`usermerge`).
pub(super) fn merge(connection: &Connection, pages: i32) -> Result<(), LibraryError> {
    connection
        .prepare_cached("INSERT INTO text_index (text_index, rank) VALUES ('merge', ?)")?
        .execute([pages])?;
    Ok(())
}

/// Writes the words of an article's title, site, author, source and tags into the index of names.
pub(in crate::library) fn index_names(
    connection: &Connection,
    row: i64,
) -> Result<(), LibraryError> {
    let names: [Option<String>; 5] = connection
        .prepare_cached(
            "SELECT a.title, a.site, a.byline, coalesce(s.given, s.name), (SELECT group_concat(name, ' ') FROM article_tag t WHERE t.article = a.row)
             FROM article a JOIN source s ON s.row = a.source WHERE a.row = ?",
        )?
        .query_row([row], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))?;
    let [title, site, author, source, tags] =
        names.map(|name| tokens::stream(&name.unwrap_or_default()));
    connection
        .prepare_cached("INSERT OR REPLACE INTO name_index (rowid, title, site, author, source, tags) VALUES (?, ?, ?, ?, ?, ?)")?
        .execute((row, title, site, author, source, tags))?;
    Ok(())
}
