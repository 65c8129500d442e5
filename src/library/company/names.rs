//! How many articles tell a name or a word, and the newest articles that are found by a name: what stories are found by.
//!
//! Names and words are numbers here, which whoever finds stories makes. An article is counted once, as it first came: of
//! one whose text is another now, or that was let go, nobody knows any more what it told.

use crate::library::Library;
use crate::library::company::group::Sketch;
use crate::library::error::LibraryError;
use crate::library::list::row::integer;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};

/// So many of the newest articles are looked at for a name.
pub const BEARERS: usize = 64;

/// Under this number all articles are counted.
const ALL: i64 = -1;

/// What [`Library::bearers`] reads.
pub(in crate::library) const NEWEST: &str =
    "SELECT article, about FROM bearer WHERE name = ? ORDER BY article DESC LIMIT ?";

/// An article that is found by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// Its number.
    pub article: i64,
    /// Whether it is about the name.
    pub is_about: bool,
}

impl Library {
    /// How many articles tell a name or a word; of `None`, how many were counted.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn tellers(&self, term: Option<u32>) -> Result<u32, LibraryError> {
        let mut told = self
            .connection
            .prepare_cached("SELECT articles FROM told WHERE term = ?")?;
        let term = term.map_or(ALL, i64::from);
        let articles = told.query_row([term], |row| row.get(0)).optional()?;
        Ok(articles.unwrap_or_default())
    }

    /// The newest articles that are found by a name, the oldest of them first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn bearers(&self, name: u32) -> Result<Vec<Bearer>, LibraryError> {
        let mut newest = self.connection.prepare_cached(NEWEST)?;
        let bearers = newest.query_map((name, integer(BEARERS)), |row| {
            Ok(Bearer {
                article: row.get(0)?,
                is_about: row.get(1)?,
            })
        })?;
        let mut bearers: Vec<Bearer> = bearers.collect::<Result<_, _>>()?;
        bearers.reverse();
        Ok(bearers)
    }
}

/// What was found out of the words of some articles, to be stored together, in the order of the keys: those of one
/// transaction touch the same places.
#[derive(Debug, Default)]
pub(in crate::library) struct Told {
    counts: BTreeMap<i64, u32>,
    bearers: BTreeMap<(u32, i64), bool>,
    bands: BTreeSet<(u32, i64)>,
}

impl Told {
    /// Takes what was found out of an article.
    pub fn take(&mut self, article: i64, sketch: Sketch<'_>, names: &[(u32, bool)]) {
        if let Some(terms) = sketch.counted {
            let terms = terms.iter().map(|term| i64::from(*term));
            for term in terms.chain([ALL]) {
                *self.counts.entry(term).or_default() += 1;
            }
        }
        let names = names.iter().map(|(name, about)| ((*name, article), *about));
        self.bearers.extend(names);
        if let Some((signature, _)) = sketch.signature {
            let bands = signature.bands().into_iter();
            self.bands.extend(bands.map(|band| (band, article)));
        }
    }

    /// Stores it.
    pub fn store(self, connection: &Connection) -> Result<(), LibraryError> {
        let mut count = connection.prepare_cached(
            "INSERT INTO told (term, articles) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET articles = articles + ?2",
        )?;
        for told in self.counts {
            count.execute(told)?;
        }
        let mut bear = connection.prepare_cached(
            "INSERT OR REPLACE INTO bearer (name, article, about) VALUES (?, ?, ?)",
        )?;
        for ((name, article), is_about) in self.bearers {
            bear.execute((name, article, is_about))?;
        }
        let mut fill = connection.prepare_cached(
            "INSERT INTO band (key, article) VALUES (?, ?) ON CONFLICT DO NOTHING",
        )?;
        for band in self.bands {
            fill.execute(band)?;
        }
        Ok(())
    }
}
