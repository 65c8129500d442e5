//! One transaction at a time that writes, and who ends it.
//!
//! Usually whoever begins it ends it. Articles that come and what is derived from them may be written by one batch after
//! the other in one transaction, since a page that many batches write to goes to the disk once then; whoever wants to
//! write something else makes it durable first.

use crate::library::articles::unindexed::Unindexed;
use crate::library::error::LibraryError;
use crate::library::{Access, Library, patiently};
use rusqlite::Connection;
use std::ops::Deref;

/// A transaction that holds the lock for writing: taken back when it is dropped, unless it was ended otherwise.
#[derive(Debug)]
pub(in crate::library) struct Write<'a> {
    connection: &'a Connection,
    /// Texts that are put into the index before it is made durable.
    pub unindexed: &'a Unindexed,
    is_open: bool,
}

impl<'a> Write<'a> {
    /// The transaction that was kept by the one before, if there is one.
    pub fn going_on(library: &'a Library) -> Option<Self> {
        (!library.connection.is_autocommit()).then(|| Self::of(library))
    }

    /// The transaction that the library's connection is in.
    fn of(library: &'a Library) -> Self {
        Self {
            connection: &library.connection,
            unindexed: &library.unindexed,
            is_open: true,
        }
    }

    /// Makes it durable.
    pub fn commit(mut self) -> Result<(), LibraryError> {
        self.unindexed.index(self.connection)?;
        self.connection.execute_batch("COMMIT")?;
        self.is_open = false;
        Ok(())
    }

    /// Leaves it to the next batch.
    pub fn keep(mut self) {
        self.is_open = false;
    }
}

impl Deref for Write<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl Drop for Write<'_> {
    fn drop(&mut self) {
        // A statement that failed badly has taken it back already.
        if self.is_open {
            self.unindexed.forget();
            if !self.connection.is_autocommit() {
                let _ = self.connection.execute_batch("ROLLBACK");
            }
        }
    }
}

impl Library {
    /// Begins to write: takes the write lock at once, so that what is read under it stays true.
    /// Who stores much hears that somebody waits.
    pub(in crate::library) fn write(&mut self) -> Result<Write<'_>, LibraryError> {
        let _waiting = self.turn.wait();
        self.begin()
    }

    /// The same for who stores much, and has time: whoever waits goes first.
    pub(in crate::library) fn write_much(&self) -> Result<Write<'_>, LibraryError> {
        self.make_durable()?;
        self.turn.give_way();
        self.begin()
    }

    fn begin(&self) -> Result<Write<'_>, LibraryError> {
        if let Access::Read(reason) = &self.access {
            return Err(LibraryError::ReadOnly(reason.clone()));
        }
        self.make_durable()?;
        // `&self.connection` is what lets the attempt be repeated; one transaction at a time is
        // kept by the `&mut self` of the callers.
        patiently(|| Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?))?;
        Ok(Write::of(self))
    }

    /// Makes durable what batches left ([`Batch::keep`](crate::library::Batch::keep)), if there is any.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn make_durable(&self) -> Result<(), LibraryError> {
        Write::going_on(self).map_or(Ok(()), Write::commit)
    }

    /// Whether somebody waits for what batches left to be made durable.
    pub fn is_awaited(&self) -> bool {
        !self.connection.is_autocommit() && self.turn.is_awaited()
    }
}
