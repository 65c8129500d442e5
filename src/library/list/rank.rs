//! How well articles fit the words of a query, by which `sort:rank` orders them.
//!
//! The search indexes rank by how rare a word is, how often it stands in a text and how long that is (BM25); a word of a
//! title weighs more. The ranks of all articles with one of the words are worked out once for a query and a state of the library;
//! SQL looks them up as `ranked(row)`. The best is the smallest; who has none of the words is last, with nought.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::filter::expression;
use crate::model::query::{Filter, SortKey};
use crate::model::{Query, SafeText};
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The indexes, each with the rows of articles and how well they fit.
const TEXTS: &str = "SELECT rowid, bm25(text_index) FROM text_index WHERE text_index MATCH ?";
const NAMES: &str = "SELECT rowid, bm25(name_index, 8.0, 1.0, 1.0, 1.0, 2.0) FROM name_index WHERE name_index MATCH ?";
const NOTES: &str = "SELECT a.row, bm25(note_index) FROM note_index
    CROSS JOIN annotation n ON n.row = note_index.rowid CROSS JOIN article a ON a.id = n.article
    WHERE note_index MATCH ?";

/// What `ranked` answers.
#[derive(Debug, Default)]
pub(in crate::library) struct Ranks {
    /// What was asked, and in which state of the library.
    asked: Option<(i64, Filter)>,
    /// The rank of each article with one of the words.
    of: HashMap<i64, f64>,
}

/// Makes `ranked` known to a connection.
pub(in crate::library) fn prepare(
    connection: &Connection,
) -> Result<Arc<Mutex<Ranks>>, LibraryError> {
    let ranks = Arc::<Mutex<Ranks>>::default();
    let known = Arc::clone(&ranks);
    connection.create_scalar_function("ranked", 1, FunctionFlags::SQLITE_UTF8, move |context| {
        let ranks = known.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(ranks.of.get(&context.get(0)?).copied().unwrap_or_default())
    })?;
    Ok(ranks)
}

impl Library {
    /// Works out the ranks for a query that orders by them.
    pub(in crate::library) fn rank(&self, query: &Query) -> Result<(), LibraryError> {
        if !query.sort.iter().any(|sort| sort.key == SortKey::Rank) {
            return Ok(());
        }
        let asked = Some((self.state()?, query.filter.clone()));
        let is_known = |ranks: &Ranks| ranks.asked == asked;
        if is_known(&self.ranks.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(());
        }
        let mut words = Vec::new();
        wanted(&query.filter, &mut words);
        let mut of = HashMap::new();
        for (words, prefix) in words {
            let Some((expression, short)) = expression(words, prefix) else {
                continue;
            };
            // As where they are looked for, one or two letters are looked up in names alone.
            let indexes = [NAMES, NOTES, TEXTS];
            for index in indexes.iter().take(if short { 2 } else { 3 }) {
                let mut statement = self.connection.prepare_cached(index)?;
                let mut rows = statement.query([&expression])?;
                while let Some(row) = rows.next()? {
                    *of.entry(row.get(0)?).or_insert(0.0) += row.get::<_, f64>(1)?;
                }
            }
        }
        *self.ranks.lock().unwrap_or_else(PoisonError::into_inner) = Ranks { asked, of };
        Ok(())
    }
}

/// The words that a filter asks for, and whether the last of them may go on; not those that it forbids.
fn wanted<'a>(filter: &'a Filter, words: &mut Vec<(&'a SafeText, bool)>) {
    match filter {
        Filter::And(all) | Filter::Or(all) => {
            for part in all {
                wanted(part, words);
            }
        }
        Filter::Words { word, prefix } => words.push((word, *prefix)),
        Filter::Phrase(phrase) => words.push((phrase, false)),
        Filter::Title(title) => words.push((title, true)),
        _ => {}
    }
}
