//! Articles that hold words, the newest first, as far as they are asked for.
//!
//! Each word has a list in each index. The lists are read by pieces from their ends and held beside one another, so that a
//! screen of what was found costs what lies in it, however common the words are. Rows are numbered by arrival. Who wants
//! all of them reads each list once.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::filter::expression;
use crate::library::list::row::integer;
use crate::library::list::row_set::RowSet;
use crate::model::query::Filter;

/// So many rows of an index are read at first; each piece is so many times as long as the one before.
const PIECE: usize = 256;
const LONGER: usize = 4;
/// As many where the index puts the texts of many words together before it tells one of them, once for each piece.
const LARGE_PIECE: usize = 4_096;

/// Articles with a note that holds a word.
const NOTES: &str =
    "SELECT DISTINCT a.row FROM annotation n CROSS JOIN article a ON a.id = n.article
    WHERE n.row IN (SELECT rowid FROM note_index WHERE note_index MATCH ?) ORDER BY a.row DESC";

/// The rows of one index with a word, the newest first.
struct Rows {
    index: &'static str,
    expression: String,
    /// The rows at hand, and how many of them are passed.
    piece: Vec<u32>,
    passed: usize,
    /// How many rows the next piece has at most; `None` when there is none.
    next: Option<usize>,
}

impl Rows {
    /// The newest row that is no newer than `newest`.
    fn seek(&mut self, library: &Library, newest: u32) -> Result<Option<u32>, LibraryError> {
        loop {
            let left = self.piece.get(self.passed..).unwrap_or_default();
            self.passed += left.partition_point(|row| *row > newest);
            if let Some(row) = self.piece.get(self.passed) {
                return Ok(Some(*row));
            }
            let Some(most) = self.next else {
                return Ok(None);
            };
            let index = self.index;
            let mut statement = library.connection.prepare_cached(&format!(
                "SELECT rowid FROM {index} WHERE {index} MATCH ? AND rowid <= ? ORDER BY rowid DESC LIMIT ?"
            ))?;
            let rows =
                statement.query_map((&self.expression, newest, integer(most)), |row| row.get(0))?;
            self.piece = rows.collect::<Result<_, _>>()?;
            self.passed = 0;
            let is_last = self.piece.len() < most;
            self.next = (!is_last).then(|| most.saturating_mul(LONGER));
        }
    }

    /// Puts all rows into a set.
    fn read(&self, library: &Library, into: &mut RowSet) -> Result<(), LibraryError> {
        for row in &self.piece {
            into.insert(*row);
        }
        if self.next.is_none() {
            return Ok(());
        }
        let index = self.index;
        let mut statement = library
            .connection
            .prepare_cached(&format!("SELECT rowid FROM {index} WHERE {index} MATCH ?"))?;
        let mut rows = statement.query([&self.expression])?;
        while let Some(row) = rows.next()? {
            into.insert(row.get(0)?);
        }
        Ok(())
    }
}

/// The articles that hold all of some words.
pub(in crate::library) struct Newest<'l> {
    library: &'l Library,
    /// For each of the words its rows in the indexes.
    words: Vec<Vec<Rows>>,
    /// Newer ones were told; `None` when all were.
    below: Option<u32>,
}

impl<'l> Newest<'l> {
    /// Those that hold what all these parts of a filter ask for; `None` when they ask for no word.
    pub fn new(library: &'l Library, parts: &[(&str, bool)]) -> Result<Option<Self>, LibraryError> {
        let mut words = Vec::new();
        for (typed, prefix) in parts {
            if let Some((expression, short)) = expression(typed, *prefix) {
                words.push(lists(library, typed, *prefix, (expression, short))?);
            }
        }
        let is_any = !words.is_empty();
        Ok(is_any.then_some(Self {
            library,
            words,
            below: Some(u32::MAX),
        }))
    }

    /// Whether all were told.
    pub const fn is_at_end(&self) -> bool {
        self.below.is_none()
    }

    /// All of them, whatever was told.
    pub fn all(&self) -> Result<RowSet, LibraryError> {
        let mut all: Option<RowSet> = None;
        for lists in &self.words {
            let mut rows = RowSet::default();
            for list in lists {
                list.read(self.library, &mut rows)?;
            }
            if let Some(before) = &all {
                rows.meet(before);
            }
            all = Some(rows);
        }
        Ok(all.unwrap_or_default())
    }

    /// Tells further ones until there are so many in all.
    pub fn tell(&mut self, most: usize, told: &mut RowSet) -> Result<(), LibraryError> {
        while told.len() < most {
            let Some(row) = self.next()? else {
                self.below = None;
                break;
            };
            told.insert(row);
            self.below = row.checked_sub(1);
        }
        Ok(())
    }

    /// The next article that all words are in: each word looks from where the one before it stopped, until they agree.
    fn next(&mut self) -> Result<Option<u32>, LibraryError> {
        let Some(mut row) = self.below else {
            return Ok(None);
        };
        let mut agreed = 0;
        for at in (0..self.words.len()).cycle() {
            let lists = self.words.get_mut(at).map(Vec::as_mut_slice);
            let mut found = None;
            for list in lists.unwrap_or_default() {
                found = found.max(list.seek(self.library, row)?);
            }
            let Some(found) = found else {
                return Ok(None);
            };
            agreed = if found == row { agreed + 1 } else { 1 };
            row = found;
            if agreed == self.words.len() {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

/// The rows of a word in the indexes. One or two letters begin too many words: they are looked up in names alone.
fn lists(
    library: &Library,
    typed: &str,
    prefix: bool,
    (expression, short): (String, bool),
) -> Result<Vec<Rows>, LibraryError> {
    let mut notes = library.connection.prepare_cached(NOTES)?;
    let notes = notes.query_map([&expression], |row| row.get(0))?;
    let notes = Rows {
        index: "note_index",
        expression: String::new(),
        piece: notes.collect::<Result<_, _>>()?,
        passed: 0,
        next: None,
    };
    let list = |index, expression, piece| Rows {
        index,
        expression,
        piece: Vec::new(),
        passed: 0,
        next: Some(piece),
    };
    let mut lists = vec![notes];
    if !short {
        let words = library.spelled_out(typed, prefix)?;
        let (words, piece) = match words {
            Some(words) => (words, PIECE),
            None if prefix => (expression.clone(), LARGE_PIECE),
            None => (expression.clone(), PIECE),
        };
        lists.push(list("text_index", words, piece));
    }
    lists.push(list("name_index", expression, PIECE));
    Ok(lists)
}

/// What a filter asks for by words that must all be there, each with whether it may go on; and what it asks for besides.
pub(in crate::library) fn parts(filter: &Filter) -> (Vec<(&str, bool)>, Vec<Filter>) {
    match filter {
        Filter::Words { word, prefix } => (vec![(word.as_str(), *prefix)], Vec::new()),
        Filter::Phrase(phrase) => (vec![(phrase.as_str(), false)], Vec::new()),
        Filter::And(all) => {
            let (mut words, mut others) = (Vec::new(), Vec::new());
            for (more, besides) in all.iter().map(parts) {
                words.extend(more);
                others.extend(besides);
            }
            (words, others)
        }
        other => (Vec::new(), vec![other.clone()]),
    }
}
