//! Looking for articles that may be copies of one, or tell its story: through indexes, never by reading texts.
//!
//! A story needs no index of its own: how rare a name is, and who else bears it, the search index tells.

use crate::library::Library;
use crate::library::articles::columns::unpack_structure;
use crate::library::changes::apply::article_row;
use crate::library::error::LibraryError;
use crate::library::list::row::integer;
use crate::library::marks::place::text_of;
use crate::model::{Article, ArticleId};
use crate::text::signature::{self, Signature};
use crate::text::tokens;
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;

/// So many of the newest articles are looked at for each band and for each name.
const NEWEST: usize = 64;
/// Articles of a language or a field that a small library lacks: they keep its few names from seeming rare or common.
const UNSEEN: f64 = 200.0;

/// What [`Library::glimpse`] reads.
pub(in crate::library) const GLIMPSE: &str =
    "SELECT a.id, a.published, k.about FROM article a LEFT JOIN sketch k ON k.article = a.row
     WHERE a.row = ? AND a.removed = 0";

/// Articles that hold some words side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bearers {
    /// The newest of them, by their numbers, newest first.
    pub newest: Vec<i64>,
    /// How rare the words are: the logarithm of how many articles there are for one that holds them.
    pub rarity: f64,
}

/// What is known of an article before its text is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glimpse {
    /// Which article it is.
    pub id: ArticleId,
    /// When it was published, in seconds since 1970, if it says so.
    pub published: Option<i64>,
    /// What it is about ([`Sketch`](crate::library::Sketch)), where that is known.
    pub about: Option<Vec<u8>>,
}

impl Library {
    /// Articles that were not grouped by an engine of this number, oldest first, at most `count`, each with the number of its
    /// text if it has one.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn ungrouped(
        &self,
        engine: u32,
        count: usize,
    ) -> Result<Vec<(ArticleId, Option<i64>)>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, version FROM article WHERE grouped < ? AND removed = 0 ORDER BY grouped, row LIMIT ?",
        )?;
        let ids = statement.query_map((engine, integer(count)), |row| {
            Ok((ArticleId::named(&row.get::<_, String>(0)?), row.get(1)?))
        })?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Articles other than `id` whose signature is estimated to have at least `least` in common with this
    /// one, the likest first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn alike(
        &self,
        id: &ArticleId,
        signature: &Signature,
        least: f64,
    ) -> Result<Vec<ArticleId>, LibraryError> {
        let own = article_row(&self.connection, id)?;
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
            "SELECT a.id, k.sample FROM sketch k JOIN article a ON a.row = k.article
             WHERE k.article = ? AND a.removed = 0 AND a.separate = 0",
        )?;
        let sample = signature.sample();
        let mut alike = Vec::new();
        for row in met {
            let found: Option<(String, Vec<u8>)> = read
                .query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            if let Some((id, theirs)) = found {
                let estimate = signature::estimate(&sample, &theirs);
                if estimate >= least {
                    alike.push((estimate, ArticleId::named(&id)));
                }
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        Ok(alike.into_iter().map(|(_, id)| id).collect())
    }

    /// The newest articles with these words side by side, and how rare they are. The work is bounded:
    /// the number of those with common words is estimated from how close the newest stand together.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn bearers(&self, words: &str) -> Result<Bearers, LibraryError> {
        let words = tokens::query_tokens(words);
        if words.is_empty() {
            return Ok(Bearers::default());
        }
        let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let newest: Vec<i64> = self
            .connection
            .prepare_cached(
                "SELECT rowid FROM text_index WHERE text_index MATCH ? ORDER BY rowid DESC LIMIT ?",
            )?
            .query_map((quoted.join(" + "), integer(NEWEST)), |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let last: i64 = self
            .connection
            .prepare_cached("SELECT coalesce(max(row), 0) FROM article")?
            .query_row([], |row| row.get(0))?;
        let all = last as f64;
        let with = match newest.last() {
            Some(oldest) if newest.len() == NEWEST => {
                NEWEST as f64 * all / (last - oldest + 1).max(1) as f64
            }
            _ => newest.len() as f64,
        };
        let rarity = ((all + UNSEEN) / (with + 1.0)).ln().max(0.0);
        Ok(Bearers { newest, rarity })
    }

    /// The text of an article with its structure; `None` when it is not here or of another shape than today's.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn wording(&self, id: &ArticleId) -> Result<Option<Article>, LibraryError> {
        let stored: Option<(Vec<u8>, Vec<u8>)> = self
            .connection
            .prepare_cached(
                "SELECT b.text, b.structure FROM article a JOIN body b ON b.version = a.version WHERE a.id = ?",
            )?
            .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
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
    pub fn is_separate(&self, id: &ArticleId) -> Result<bool, LibraryError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM article WHERE id = ? AND separate = 1")?
            .exists([id.as_str()])?)
    }

    /// The article with this number, when it is shown.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn glimpse(&self, number: i64) -> Result<Option<Glimpse>, LibraryError> {
        Ok(self
            .connection
            .prepare_cached(GLIMPSE)?
            .query_row([number], |row| {
                Ok(Glimpse {
                    id: ArticleId::named(&row.get::<_, String>(0)?),
                    published: row.get(1)?,
                    about: row.get(2)?,
                })
            })
            .optional()?)
    }
}
