//! Letting go of what the settings do not keep, and giving the disk back.

use crate::config::KeepSettings;
use crate::desk::{Desk, LibraryError};
use crate::model::retention::{Kept, Surplus};
use jiff::SignedDuration;
use std::ops::ControlFlow;

/// So many articles go in one transaction: some milliseconds, so that nobody waits.
const AT_ONCE: usize = 16;

/// What is done at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compacting {
    /// So many articles are gone.
    LettingGo(usize),
    /// The search index is put in order.
    Index,
    /// The file is written anew.
    File,
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compacted {
    /// Articles that went.
    pub articles: usize,
    /// Bytes of the file before.
    pub before: u64,
    /// Bytes of the file now.
    pub after: u64,
}

impl Desk {
    /// What the settings do not keep, source by source; nothing of what a person worked on is in it.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn surplus(&self, settings: &KeepSettings) -> Result<Vec<Surplus>, LibraryError> {
        let mut found = Vec::new();
        if !settings.is_limited() {
            return Ok(found);
        }
        let now = (self.who.now)();
        for source in self.library.sources()? {
            let names = [
                source.id.as_str(),
                source.name.as_str(),
                source.location.as_str(),
            ];
            let days = settings.days(&names).map(i64::from);
            let kept = Kept {
                since: days.and_then(|days| {
                    let age = SignedDuration::from_hours(24 * days);
                    now.saturating_sub(age).ok()
                }),
                newest: settings.count(&names).map(usize::from),
            };
            if kept != Kept::default() {
                found.push(self.library.surplus(&source.id, kept, now)?);
            }
        }
        found.retain(|surplus| !surplus.articles.is_empty() || !surplus.stay.is_empty());
        Ok(found)
    }

    /// The texts of articles that the person removed.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn removed_texts(&self) -> Result<Surplus, LibraryError> {
        self.library.removed_texts((self.who.now)())
    }

    /// Lets articles go for good, a few at a time; `go_on` hears how many are gone. Answers how many went.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses; what went by then is gone.
    pub fn let_go(
        &mut self,
        surplus: &[Surplus],
        go_on: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<usize, LibraryError> {
        let mut gone = 0;
        for some in surplus.iter().flat_map(|one| one.articles.chunks(AT_ONCE)) {
            gone += self.library.let_go(some, (self.who.now)())?;
            if go_on(gone).is_break() {
                break;
            }
        }
        Ok(gone)
    }

    /// Lets go of `surplus`, merges the search index and writes the file anew. It can be ended at any time: each step is a
    /// transaction.
    ///
    /// # Errors
    /// As [`crate::library::Library::rewrite`].
    pub fn compact(
        &mut self,
        surplus: &[Surplus],
        tell: &mut dyn FnMut(Compacting),
    ) -> Result<Compacted, LibraryError> {
        let before = self.library.size()?;
        let articles = self.let_go(surplus, &mut |gone| {
            tell(Compacting::LettingGo(gone));
            ControlFlow::Continue(())
        })?;
        tell(Compacting::Index);
        let mut more = self.library.tidy_index(true)?;
        while more {
            more = self.library.tidy_index(false)?;
        }
        tell(Compacting::File);
        self.library.rewrite()?;
        Ok(Compacted {
            articles,
            before,
            after: self.library.size()?,
        })
    }
}
