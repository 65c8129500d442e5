//! Taking in many articles: larger steps between checkpoints meanwhile, and the index of texts put in order
//! afterwards.
//!
//! Every transaction leaves a piece of the index behind. Merging them at once, as they come, writes everything many
//! times; here pieces gather (`schema/merging.sql`) and are merged afterwards in steps so short that nobody waits.

use crate::library::Library;
use crate::library::articles::unindexed::merge;
use crate::library::error::LibraryError;
use crate::library::file::open::LOG;
use std::fs;

/// Pages of the log between two checkpoints, while many articles come and otherwise (SQLite's own measure): a page
/// that is written in several transactions goes to the file once for all of them. A long transaction writes as many.
const PAGES: [i32; 2] = [12_000, 1_000];
/// Memory for pages, in KiB and negative as SQLite wants it: many articles touch many places.
const CACHE: [i32; 2] = [-32_000, -2_000];

/// Pages of the index that one step of merging writes, about: some milliseconds.
const STEP: i32 = 128;

impl Library {
    /// Many articles are about to come, or (`false`) they have come.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn expect_many(&self, many: bool) -> Result<(), LibraryError> {
        self.make_durable()?;
        let [pages, cache] = [PAGES, CACHE].map(|[more, less]| if many { more } else { less });
        self.connection.pragma_update(None, "cache_size", cache)?;
        // It answers with the number that holds now.
        self.connection
            .pragma_update_and_check(None, "wal_autocheckpoint", pages, |_| Ok(()))?;
        Ok(())
    }

    /// Brings what a long log holds into the file, as far as nobody reads it, so that the next change need not do it: when
    /// all is done that many articles were expected for. The log begins anew then, and its file becomes short.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn empty_log(&self) -> Result<(), LibraryError> {
        let log = fs::metadata(self.path.with_extension("db-wal"));
        if log.is_ok_and(|log| log.len() > LOG.into()) {
            self.connection
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// Merges some pieces of the index of texts, in a transaction of its own; whether there may be more to do.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn merge_index(&mut self) -> Result<bool, LibraryError> {
        let transaction = self.write_much()?;
        let before = transaction.total_changes();
        merge(&transaction, STEP)?;
        // One change is the command itself (FTS5, "The 'merge' command").
        let merged = transaction.total_changes() - before >= 2;
        transaction.commit()?;
        Ok(merged)
    }
}

#[cfg(test)]
mod tests {
    use super::LOG;
    use crate::library::{Library, OpenOptions, sample};
    use crate::model::{Draft, Facts, Query};
    use jiff::Timestamp;

    /// Puts an article of about so many bytes.
    fn put(library: &mut Library, number: usize, bytes: usize) {
        let begin = format!("Word{number} and common words of every article.");
        let text = begin.repeat(1 + bytes / begin.len());
        let mut batch = library.batch().unwrap();
        let (id, facts) = (format!("a{number}"), Facts::default());
        sample::put(&mut batch, &id, &text, &facts, &[], Timestamp::UNIX_EPOCH);
        batch.commit().unwrap();
    }

    fn pieces(library: &Library) -> i64 {
        let sql = "SELECT count(DISTINCT segid) FROM text_index_idx";
        library
            .connection
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn the_log_of_a_large_import_does_not_stay_while_the_library_is_open() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        let keep = |library: &mut Library, text: &str| {
            let draft = Draft {
                key: "note".to_owned(),
                text: text.to_owned(),
            };
            library.keep_draft(&draft).unwrap();
            let log = std::fs::metadata(folder.path().join("library.db-wal"));
            log.unwrap().len()
        };
        library.expect_many(true).unwrap();
        let long = "x".repeat(LOG as usize + 1);
        assert!(keep(&mut library, &long) > LOG.into());
        library.expect_many(false).unwrap();
        library.empty_log().unwrap();
        assert!(keep(&mut library, "short") <= LOG.into());
    }

    #[test]
    fn pieces_of_the_index_gather_and_are_merged_afterwards_in_steps_that_end() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        library.expect_many(true).unwrap();
        for number in 0..14 {
            put(&mut library, number, 100_000);
        }
        library.expect_many(false).unwrap();
        assert!(pieces(&library) > 8);
        let steps = std::iter::from_fn(|| library.merge_index().unwrap().then_some(()));
        assert!(steps.take(50).count() < 50);
        assert!(pieces(&library) < 4);
        let found = crate::model::query::Filter::Phrase("common words".into());
        let query = Query {
            filter: found,
            ..Query::default()
        };
        assert_eq!(library.list(&query, 0, 3).unwrap().total, 14);
    }

    #[test]
    fn pieces_of_articles_that_come_alone_are_few() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        for number in 0..70 {
            put(&mut library, number, 0);
            assert!(pieces(&library) <= 16);
        }
        assert!(pieces(&library) < 10);
    }
}
