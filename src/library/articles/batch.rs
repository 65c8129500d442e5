//! A batch of arrivals: what they share on their way in, and how their transaction ends.

use crate::library::Library;
use crate::library::articles::dictionary::Dictionary;
use crate::library::company::figure::Terms;
use crate::library::company::relation;
use crate::library::error::LibraryError;
use crate::library::file::turn::Turn;
use crate::library::file::write::Write;
use crate::text::tokens;
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};

/// So many bytes of words are put into the index at once. A change that waits has to wait for them.
const AT_ONCE: usize = 4 << 20;

/// After so many articles of a source a dictionary is looked for.
const LOOKED_FOR: usize = 16;

/// A batch of arrivals: one transaction, dropped without trace unless committed.
#[derive(Debug)]
pub struct Batch<'a> {
    pub(in crate::library) transaction: Write<'a>,
    turn: &'a Turn,
    pub(in crate::library) arriving: Arriving,
    /// Articles whose disagreements are counted at the end, once for all that was said of them.
    pub(in crate::library) counted: BTreeSet<i64>,
}

/// What the articles of a batch share on their way in.
#[derive(Debug, Default)]
pub(in crate::library) struct Arriving {
    /// Articles whose words go into the index later, each with those of its text. Any statement
    /// in between would make FTS5 write out a piece of its own for every article, to be merged later.
    pub unindexed: Vec<Words>,
    pub terms: Terms,
    /// The dictionaries of sources, and of those without one how many articles came since it was looked for.
    dictionaries: HashMap<i64, (Dictionary, usize)>,
}

/// The words of a text on their way into the index.
#[derive(Debug)]
pub(in crate::library) struct Words {
    pub row: i64,
    pub text: String,
}

impl Library {
    /// Begins a batch, after the changes that wait. Keep it short: other writers wait for it.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn batch(&mut self) -> Result<Batch<'_>, LibraryError> {
        let library: &Self = self;
        Ok(library.batch_in(library.write_much()?))
    }

    /// Begins a batch of what is derived, or goes on with those before it that were not made durable yet
    /// ([`Batch::keep`]).
    ///
    /// # Errors
    /// As [`Library::batch`].
    pub fn batch_of_derived(&mut self) -> Result<Batch<'_>, LibraryError> {
        let library: &Self = self;
        let transaction = match Write::going_on(&library.connection) {
            Some(transaction) => transaction,
            None => library.write_much()?,
        };
        Ok(library.batch_in(transaction))
    }

    fn batch_in<'a>(&'a self, transaction: Write<'a>) -> Batch<'a> {
        Batch {
            transaction,
            turn: &self.turn,
            arriving: Arriving::default(),
            counted: BTreeSet::new(),
        }
    }
}

impl Batch<'_> {
    /// Whether a change waits for its turn: the batch is to be ended then, and the rest stored in another one.
    pub fn is_awaited(&self) -> bool {
        self.turn.is_awaited()
    }

    /// Makes the batch durable.
    ///
    /// # Errors
    /// When SQLite refuses; nothing of the batch is stored then.
    pub fn commit(mut self) -> Result<(), LibraryError> {
        self.finish()?;
        self.transaction.commit()
    }

    /// Ends the batch without making it durable: it goes with what comes after it, and is lost with it. Only for what
    /// can be derived again. Until then nobody else can write, so ask [`Library::is_awaited`] now and then.
    ///
    /// # Errors
    /// When SQLite refuses; nothing that was not durable yet is stored then.
    pub fn keep(mut self) -> Result<(), LibraryError> {
        self.finish()?;
        self.transaction.keep();
        Ok(())
    }

    fn finish(&mut self) -> Result<(), LibraryError> {
        relation::count_disagreements(&self.transaction, &self.counted)?;
        self.arriving.index(&self.transaction)
    }
}

impl Arriving {
    /// The dictionary of a source; of one that has none it is looked for again when some more articles came.
    pub fn dictionary(
        &mut self,
        connection: &Connection,
        source: i64,
    ) -> Result<&Dictionary, LibraryError> {
        let (dictionary, since) = self.dictionaries.entry(source).or_default();
        if !dictionary.is_there() && since.is_multiple_of(LOOKED_FOR) {
            *dictionary = Dictionary::of(connection, source)?;
        }
        *since += 1;
        Ok(dictionary)
    }

    /// Puts the words that wait into the index when they are many.
    pub fn index_in_time(&mut self, connection: &Connection) -> Result<(), LibraryError> {
        let waiting = self.unindexed.iter().map(|words| words.text.len());
        if waiting.sum::<usize>() >= AT_ONCE {
            self.index(connection)?;
        }
        Ok(())
    }

    /// Puts the words that wait into the index.
    fn index(&mut self, connection: &Connection) -> Result<(), LibraryError> {
        let words = std::mem::take(&mut self.unindexed);
        for words in &words {
            connection
                .prepare_cached("INSERT OR REPLACE INTO text_index (rowid, body) VALUES (?, ?)")?
                .execute((words.row, &words.text))?;
        }
        for words in &words {
            index_names(connection, words.row)?;
        }
        Ok(())
    }
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
