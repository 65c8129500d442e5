//! A batch of arrivals: what they share on their way in, and how their transaction ends.

use crate::library::Library;
use crate::library::articles::dictionary::Dictionary;
use crate::library::company::figure::Terms;
use crate::library::company::group::Groups;
use crate::library::company::names::Told;
use crate::library::company::pair::Related;
use crate::library::error::LibraryError;
use crate::library::file::turn::Turn;
use crate::library::file::write::Write;
use rusqlite::Connection;
use std::collections::HashMap;

/// After so many articles of a source a dictionary is looked for.
const LOOKED_FOR: usize = 16;

/// A batch of arrivals: one transaction, dropped without trace unless committed.
#[derive(Debug)]
pub struct Batch<'a> {
    pub(in crate::library) transaction: Write<'a>,
    turn: &'a Turn,
    pub(in crate::library) arriving: Arriving,
    /// What was found out of names, of groups and of pairs, finished at the end.
    pub(in crate::library) told: Told,
    pub(in crate::library) groups: Groups,
    pub(in crate::library) related: Related,
}

/// What the articles of a batch share on their way in.
#[derive(Debug, Default)]
pub(in crate::library) struct Arriving {
    pub terms: Terms,
    /// The dictionaries of sources, and of those without one how many articles came since it was looked for.
    dictionaries: HashMap<i64, (Dictionary, usize)>,
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

    /// Begins a batch, or goes on with those before it that were not made durable yet ([`Batch::keep`]).
    ///
    /// # Errors
    /// As [`Library::batch`].
    pub fn batch_going_on(&mut self) -> Result<Batch<'_>, LibraryError> {
        let library: &Self = self;
        let transaction = match Write::going_on(library) {
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
            told: Told::default(),
            groups: Groups::default(),
            related: Related::default(),
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

    /// Ends the batch without making it durable: it goes with what comes after it, and is lost with it. Until then it is
    /// not to be called stored, and nobody else can write, so ask [`Library::is_awaited`] now and then.
    ///
    /// # Errors
    /// When SQLite refuses; nothing that was not durable yet is stored then.
    pub fn keep(mut self) -> Result<(), LibraryError> {
        self.finish()?;
        self.transaction.keep();
        Ok(())
    }

    fn finish(&mut self) -> Result<(), LibraryError> {
        std::mem::take(&mut self.told).store(&self.transaction)?;
        std::mem::take(&mut self.groups).write(&self.transaction)?;
        std::mem::take(&mut self.related).finish(&self.transaction)
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
}
