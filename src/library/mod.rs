//! The embedded store: one SQLite file, the only writer of user data.
//!
//! It owns the articles with every version of their texts, the marks on them, reading
//! states, tags, sources, drafts, the search index, and the change log. All user data is written as
//! a [`Change`](crate::model::Change): applied, and appended with its inverse to the log, in one
//! transaction that is on the disk before the call returns. It never reads an article's format,
//! extracts a fact or judges a pair (it stores what those rooms found), never looks at the clock,
//! and draws no random id: times and ids come as arguments.
//!
//! ```no_run
//! use pressmark::library::{Library, OpenOptions};
//! # fn main() -> Result<(), pressmark::library::LibraryError> {
//! let library = Library::open("/home/me/.local/share/pressmark".as_ref(), OpenOptions::Read)?;
//! let page = library.list(&pressmark::model::Query::default(), 0, 50)?;
//! # let _ = page; Ok(()) }
//! ```

mod articles;
mod changes;
mod company;
#[cfg(test)]
mod cost;
mod error;
mod file;
mod list;
mod marks;
#[cfg(test)]
mod sample;
mod sources;

pub use articles::article::{Content, StoredArticle};
pub use articles::batch::Batch;
pub use articles::full_text::{Awaited, AwaitedPage, EntryBytes, Known, Received};
pub use articles::put::{Outcome, Put, Stored};
pub use articles::renew::Outdated;
pub use articles::snooze::Roused;
pub use changes::apply::Applied;
pub use company::group::{Company, Sketch};
pub use company::kin::{Glimpse, Ungrouped};
pub use company::names::{BEARERS, Bearer};
pub use error::LibraryError;
pub use file::backup::FOLDER as BACKUPS;
pub use file::open::{FILE, OpenOptions};
pub use sources::fetching::{Feed, FetchState};
pub use sources::source::{FileStamp, KnownFile, NewSource};

use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// An open library.
#[derive(Debug)]
pub struct Library {
    /// Who works with it: a query may speak of how far this person is with labelling.
    pub person: crate::model::SafeText,
    connection: Connection,
    /// Texts of the transaction that goes on, on their way into the index.
    unindexed: articles::unindexed::Unindexed,
    path: PathBuf,
    access: Access,
    /// Who waits to write.
    turn: file::turn::Turn,
    /// Lengths of lists already counted, and the state of the file they were counted in.
    totals: RefCell<(i64, HashMap<String, usize>)>,
    /// What was found by words last.
    found: RefCell<Option<list::found::Found>>,
    /// The articles that SQL is asked for as `found(row)`.
    at_hand: list::row_set::AtHand,
    /// What patterns matched lately.
    looking: list::pattern::Looking,
    /// How well articles fit the words of the query that was asked last.
    ranks: std::sync::Arc<std::sync::Mutex<list::rank::Ranks>>,
    /// The private copy that is read when the real file cannot be used in place; deleted with the library.
    _copy: Option<tempfile::TempDir>,
}

/// Stops a query from another thread; without a running query it does nothing.
pub struct Interrupter(rusqlite::InterruptHandle);

impl Interrupter {
    /// Makes the running query end with an error for which [`LibraryError::is_interrupted`] holds.
    pub fn stop(&self) {
        self.0.interrupt();
    }
}

/// What can be done with an open library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// Read and write.
    Write,
    /// Read only, and why.
    Read(String),
}

impl Library {
    /// Whether it can be written, and if not, why.
    pub const fn access(&self) -> &Access {
        &self.access
    }

    /// The library's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads several things as they are at one moment, which also costs the file's lock once and not for each of them.
    ///
    /// # Errors
    /// Those of `read`, or when SQLite refuses.
    pub fn at_one_moment<T>(
        &self,
        read: impl FnOnce() -> Result<T, LibraryError>,
    ) -> Result<T, LibraryError> {
        if !self.connection.is_autocommit() {
            return read();
        }
        // Dropped, it ends: there is nothing to keep.
        let _moment = self.connection.unchecked_transaction()?;
        read()
    }

    /// A number that changes whenever this or another process has changed the library. Cheap: it reads no page.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn state(&self) -> Result<i64, LibraryError> {
        // Other connections move `data_version`, our own writes move the counter of changed rows.
        Ok((self.changes_of_others()? << 32) ^ self.connection.total_changes().cast_signed())
    }

    /// A number that changes whenever another connection, of this or another process, has changed the
    /// library. Cheap: it reads no page.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn changes_of_others(&self) -> Result<i64, LibraryError> {
        Ok(self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Does work of several queries so that [`Interrupter::stop`] ends all of it, in whichever of them it comes, or between
    /// two: while one statement is under way, SQLite lets none go on after a stop.
    fn as_one<T>(&self, work: impl FnOnce() -> Result<T, LibraryError>) -> Result<T, LibraryError> {
        let mut standing = self.connection.prepare_cached("VALUES (1), (2)")?;
        let mut standing = standing.query([])?;
        standing.next()?;
        work()
    }

    /// A handle by which another thread can stop the query that is running here.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.connection.get_interrupt_handle())
    }
}

/// Tries once more when another process holds the library: each attempt waits SQLite's busy time, and
/// nobody should wait longer for an answer than for two of them.
fn patiently<T>(mut attempt: impl FnMut() -> Result<T, LibraryError>) -> Result<T, LibraryError> {
    match attempt() {
        Err(error) if error.is_busy() => attempt(),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn a_stop_between_two_queries_ends_the_work_that_they_are_part_of_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let library = sample::many(folder.path(), 20);
        let interrupter = library.interrupter();
        let query = crate::model::Query::default();
        let answer = library.as_one(|| {
            assert_eq!(library.list(&query, 0, 9)?.rows.len(), 9);
            interrupter.stop();
            library.list(&query, 0, 9)
        });
        assert!(answer.unwrap_err().is_interrupted());
        assert_eq!(library.list(&query, 0, 9).unwrap().rows.len(), 9);
    }

    #[test]
    fn a_query_is_stopped_from_another_thread_and_the_next_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        let interrupter = library.interrupter();
        let ended = AtomicBool::new(false);
        let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
        let answer = std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    interrupter.stop();
                    std::thread::yield_now();
                }
            });
            let answer = library
                .connection
                .query_row(endless, [], |row| row.get::<_, i64>(0));
            ended.store(true, Ordering::Relaxed);
            answer
        });
        assert!(LibraryError::from(answer.unwrap_err()).is_interrupted());
        assert_eq!(
            library
                .list(&crate::model::Query::default(), 0, 9)
                .unwrap()
                .total,
            0
        );
    }
}
