//! Storing what is worked out from articles: batch after batch in one transaction, since the same pages are written to again
//! and again, until somebody waits to write or it has lasted long enough.

use crate::desk::Desk;
use crate::library::{Batch, LibraryError};

impl Desk {
    /// Stores pieces of what can be worked out again; the last of them may not be durable yet ([`Desk::make_durable`]).
    pub(in crate::desk) fn keep_derived<T>(
        &mut self,
        pieces: impl IntoIterator<Item = T>,
        mut keep: impl FnMut(&mut Batch<'_>, T) -> Result<(), LibraryError>,
    ) -> Result<(), LibraryError> {
        let (now, longest) = (self.who.now, self.longest);
        let mut pieces = pieces.into_iter().peekable();
        while pieces.peek().is_some() {
            let began = *self.derived_since.get_or_insert_with(now);
            let mut batch = self.library.batch_of_derived()?;
            let mut is_over = false;
            for piece in pieces.by_ref() {
                keep(&mut batch, piece)?;
                is_over = batch.is_awaited() || began.duration_until(now()) >= longest;
                if is_over {
                    break;
                }
            }
            if is_over {
                batch.commit()?;
                self.derived_since = None;
            } else {
                batch.keep()?;
            }
        }
        Ok(())
    }

    /// Makes durable what was found out so far when somebody waits to write.
    pub(in crate::desk) fn let_through(&mut self) -> Result<(), LibraryError> {
        if self.library.is_awaited() {
            self.make_durable()?;
        }
        Ok(())
    }

    /// Makes durable what was found out so far.
    pub(in crate::desk) fn make_durable(&mut self) -> Result<(), LibraryError> {
        self.derived_since = None;
        self.library.make_durable()
    }
}
