//! Storing in long transactions: batch after batch in one, since the same pages are written to again and again, until
//! somebody waits to write or it has lasted long enough ([`Desk::longest`]).

use crate::desk::Desk;
use crate::library::{Batch, LibraryError};
use std::iter::Peekable;

impl Desk {
    /// Stores pieces of what can be worked out again; the last of them may not be durable yet ([`Desk::make_durable`]).
    pub(in crate::desk) fn keep_derived<T>(
        &mut self,
        pieces: impl IntoIterator<Item = T>,
        mut keep: impl FnMut(&mut Batch<'_>, T) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        let mut pieces = pieces.into_iter().peekable();
        while pieces.peek().is_some() {
            self.keep_some(&mut pieces, &mut keep)?;
        }
        Ok(())
    }

    /// Stores pieces until there are no more, somebody waits to write, or the transaction has lasted long enough; whether all
    /// that was stored so far is durable.
    pub(in crate::desk) fn keep_some<T>(
        &mut self,
        pieces: &mut Peekable<impl Iterator<Item = T>>,
        keep: &mut impl FnMut(&mut Batch<'_>, T) -> Result<(), LibraryError>,
    ) -> Result<bool, LibraryError> {
        let (now, longest) = (self.who.now, self.longest);
        let began = *self.kept_since.get_or_insert_with(now);
        let mut batch = self.library.batch_going_on()?;
        for piece in pieces {
            keep(&mut batch, piece)?;
            if batch.is_awaited() || began.duration_until(now()) >= longest {
                batch.commit()?;
                self.kept_since = None;
                return Ok(true);
            }
        }
        batch.keep()?;
        Ok(false)
    }

    /// Makes durable what was stored so far when somebody waits to write.
    pub(in crate::desk) fn let_through(&mut self) -> Result<(), LibraryError> {
        if self.library.is_awaited() {
            self.make_durable()?;
        }
        Ok(())
    }

    /// Makes durable what was stored so far.
    pub(in crate::desk) fn make_durable(&mut self) -> Result<(), LibraryError> {
        self.kept_since = None;
        self.library.make_durable()
    }
}
