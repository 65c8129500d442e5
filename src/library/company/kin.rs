//! Looking for articles that may be copies of one, or tell its story: through indexes, never by reading texts.

use crate::library::Library;
use crate::library::articles::columns::unpack_structure;
use crate::library::changes::apply::article_row;
use crate::library::error::LibraryError;
use crate::library::list::row::integer;
use crate::library::marks::place::text_of;
use crate::model::{Article, ArticleId};
use crate::text::signature::{self, Signature};
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;

/// So many of the newest articles are looked at for each band.
const NEWEST: usize = 64;

/// What [`Library::glimpse`] reads.
pub(in crate::library) const GLIMPSE: &str =
    "SELECT id, published FROM article WHERE row = ? AND removed = 0";

/// An article that waits to be grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ungrouped {
    /// Its number.
    pub article: i64,
    /// Its id.
    pub id: ArticleId,
    /// The number of its text, if it has one.
    pub text: Option<i64>,
    /// Whether what it tells was counted, when it was grouped before.
    pub is_counted: bool,
}

/// What is known of an article before its text is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glimpse {
    /// Which article it is.
    pub id: ArticleId,
    /// When it was published, in seconds since 1970, if it says so.
    pub published: Option<i64>,
}

impl Library {
    /// The number by which indexes know an article.
    ///
    /// # Errors
    /// When it is not there.
    pub fn number(&self, id: &ArticleId) -> Result<i64, LibraryError> {
        article_row(&self.connection, id)
    }

    /// Articles that were not grouped by an engine of this number, oldest first, at most `count`.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn ungrouped(&self, engine: u32, count: usize) -> Result<Vec<Ungrouped>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.row, a.id, a.version, coalesce(k.counted, 0) FROM article a LEFT JOIN sketch k ON k.article = a.row
             WHERE a.grouped < ? AND a.removed = 0 ORDER BY a.grouped, a.row LIMIT ?",
        )?;
        let waiting = statement.query_map((engine, integer(count)), |row| {
            Ok(Ungrouped {
                article: row.get(0)?,
                id: ArticleId::named(&row.get::<_, String>(1)?),
                text: row.get(2)?,
                is_counted: row.get(3)?,
            })
        })?;
        Ok(waiting.collect::<Result<_, _>>()?)
    }

    /// Articles other than that of number `own` whose signature is estimated to have at least `least` in common with this
    /// one, by their numbers, the likest first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn alike(
        &self,
        own: i64,
        signature: &Signature,
        least: f64,
    ) -> Result<Vec<i64>, LibraryError> {
        let mut met = BTreeSet::new();
        let mut band = self.connection.prepare_cached(
            "SELECT article FROM band WHERE key = ? ORDER BY article DESC LIMIT ?",
        )?;
        for key in signature.bands() {
            for row in band.query_map((key, integer(NEWEST)), |row| row.get::<_, i64>(0))? {
                met.insert(row?);
            }
        }
        met.remove(&own);
        let mut read = self.connection.prepare_cached(
            "SELECT k.sample FROM sketch k JOIN article a ON a.row = k.article
             WHERE k.article = ? AND a.removed = 0 AND a.separate = 0",
        )?;
        let sample = signature.sample();
        let mut alike = Vec::new();
        for row in met {
            let theirs: Option<Vec<u8>> = read.query_row([row], |row| row.get(0)).optional()?;
            let estimate = theirs.map(|theirs| signature::estimate(&sample, &theirs));
            alike.extend(
                estimate
                    .filter(|estimate| *estimate >= least)
                    .map(|estimate| (estimate, row)),
            );
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        Ok(alike.into_iter().map(|(_, row)| row).collect())
    }

    /// The text of an article with its structure; `None` when it is not here or of another shape than today's.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn wording(&self, article: i64) -> Result<Option<Article>, LibraryError> {
        let stored: Option<(Vec<u8>, Vec<u8>)> = self
            .connection
            .prepare_cached(
                "SELECT b.text, b.structure FROM article a JOIN body b ON b.version = a.version WHERE a.row = ?",
            )?
            .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((text, structure)) = stored else {
            return Ok(None);
        };
        let Some(mut article) = unpack_structure(&structure) else {
            return Ok(None);
        };
        article.text = text_of(text)?;
        Ok(Some(article))
    }

    /// Whether the person said of this article that it is no copy.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn is_separate(&self, article: i64) -> Result<bool, LibraryError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM article WHERE row = ? AND separate = 1")?
            .exists([article])?)
    }

    /// The article with this number, when it is shown.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn glimpse(&self, article: i64) -> Result<Option<Glimpse>, LibraryError> {
        Ok(self
            .connection
            .prepare_cached(GLIMPSE)?
            .query_row([article], |row| {
                Ok(Glimpse {
                    id: ArticleId::named(&row.get::<_, String>(0)?),
                    published: row.get(1)?,
                })
            })
            .optional()?)
    }
}
