//! Taking turns at the library: who stores much lets those through who store little.
//!
//! SQLite lets one write at a time and tells nobody that another one waits. So a change holds a lock on the library's
//! folder while it waits for its turn, and shares it with others that wait. Who takes articles in looks
//! now and then whether somebody holds it, ends the transaction then, and waits for its own next turn until nobody does. The
//! lock is advisory, guards nothing, and is gone with the process that held it: without it everything works, only less
//! promptly.

use rustix::fs::{FlockOperation, flock};
use std::fs::File;
use std::path::Path;
use std::time::Duration;

/// A transaction of arriving articles gives way no longer than so many times this long, so that changes without end
/// do not stop it.
const TURNS: u32 = 50;
const TURN: Duration = Duration::from_millis(1);

/// Where those who wait are known.
#[derive(Debug)]
pub(in crate::library) struct Turn(Option<File>);

/// Tells that somebody waits, until it is dropped.
#[derive(Debug)]
pub(in crate::library) struct Waiting<'t>(&'t Turn);

impl Turn {
    /// The turns at the library in this folder.
    pub fn of(folder: Option<&Path>) -> Self {
        Self(folder.and_then(|folder| File::open(folder).ok()))
    }

    /// Lets others know that somebody waits to make a change.
    pub fn wait(&self) -> Waiting<'_> {
        if let Some(folder) = &self.0 {
            let _ = flock(folder, FlockOperation::LockShared);
        }
        Waiting(self)
    }

    /// Whether somebody waits.
    pub fn is_awaited(&self) -> bool {
        let Some(folder) = &self.0 else {
            return false;
        };
        match flock(folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {
                self.release();
                false
            }
            Err(error) => error == rustix::io::Errno::WOULDBLOCK,
        }
    }

    /// Waits until nobody else does, within measure.
    pub fn give_way(&self) {
        for _ in 0..TURNS {
            if !self.is_awaited() {
                return;
            }
            std::thread::sleep(TURN);
        }
    }

    fn release(&self) {
        if let Some(folder) = &self.0 {
            let _ = flock(folder, FlockOperation::Unlock);
        }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.release();
    }
}

#[cfg(test)]
mod tests {
    use crate::library::{Library, OpenOptions};
    use crate::model::Draft;
    use std::sync::mpsc::channel;

    #[test]
    fn a_transaction_of_arriving_articles_hears_of_a_change_that_waits_and_lets_it_through() {
        let folder = tempfile::tempdir().unwrap();
        let mut importing = Library::open(folder.path(), OpenOptions::Write).unwrap();
        let batch = importing.batch().unwrap();
        assert!(!batch.is_awaited());
        let (done, saved) = channel();
        let place = folder.path().to_owned();
        let change = std::thread::spawn(move || {
            let mut library = Library::open(&place, OpenOptions::Write).unwrap();
            let draft = Draft {
                key: "note".to_owned(),
                text: "typed".to_owned(),
            };
            library.keep_draft(&draft).unwrap();
            done.send(()).unwrap();
        });
        while !batch.is_awaited() {
            std::thread::yield_now();
        }
        assert!(saved.try_recv().is_err());
        batch.commit().unwrap();
        saved.recv().unwrap();
        change.join().unwrap();
        assert!(!importing.batch().unwrap().is_awaited());
    }
}
