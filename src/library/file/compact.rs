//! Giving the disk back what is not used any more.
//!
//! The index is merged into one piece in steps so short that nobody waits. The file itself is then written anew by
//! SQLite, in one transaction: an accident leaves it as it was, and another program that has it open goes on with it
//! (a file that was put in its place by renaming would leave that program with the old one, and lose what it writes).

use crate::library::Library;
use crate::library::error::LibraryError;

/// Pages of the index that one step writes, about; negative begins to merge all pieces (FTS5, "The 'merge' command").
const STEP: i32 = 256;

impl Library {
    /// Bytes of the file that hold nothing.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn unused(&self) -> Result<u64, LibraryError> {
        let sql = "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size";
        let unused: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(unused.unsigned_abs())
    }

    /// Bytes of the file.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn size(&self) -> Result<u64, LibraryError> {
        let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        let size: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        Ok(size.unsigned_abs())
    }

    /// Merges the indexes into one piece each, in one short transaction a step; whether there is more to do.
    /// `first` begins, and what is no use to anybody any more goes.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn tidy_index(&mut self, first: bool) -> Result<bool, LibraryError> {
        let transaction = self.write()?;
        if first {
            transaction.execute_batch(
                "DELETE FROM band WHERE article IN (SELECT row FROM article WHERE gone = 1);
                 DELETE FROM bearer WHERE article IN (SELECT row FROM article WHERE gone = 1);
                 DELETE FROM term WHERE row NOT IN (SELECT name FROM mention)
                     AND row NOT IN (SELECT unit FROM figure WHERE unit IS NOT NULL)
                     AND row NOT IN (SELECT subject FROM figure WHERE subject IS NOT NULL)
                     AND row NOT IN (SELECT metric FROM figure WHERE metric IS NOT NULL);",
            )?;
        }
        let step = if first { -STEP } else { STEP };
        let mut merged = false;
        for index in ["text_index", "name_index", "note_index"] {
            let before = transaction.total_changes();
            transaction
                .prepare_cached(&format!(
                    "INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)"
                ))?
                .execute([step])?;
            // One change is the command itself.
            merged |= transaction.total_changes() - before >= 2;
        }
        transaction.commit()?;
        Ok(merged)
    }

    /// Writes the file anew, without what is not used. As much room as the file will take must be free beside it, and
    /// where the system keeps temporary files; other programs can read meanwhile, and write afterwards.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`]; [`LibraryError::NoRoom`]; [`LibraryError::is_busy`] when another program is writing.
    /// The file is then as it was.
    pub fn rewrite(&mut self) -> Result<(), LibraryError> {
        if let crate::library::Access::Read(reason) = self.access() {
            return Err(LibraryError::ReadOnly(reason.clone()));
        }
        let needed = self.size()?.saturating_sub(self.unused()?);
        let folder = self.path.parent().unwrap_or(&self.path).to_owned();
        let there = rustix::fs::statvfs(&folder)
            .map_err(|error| LibraryError::file(&folder)(error.into()))?;
        let free = there.f_bavail.saturating_mul(there.f_frsize);
        if free < needed {
            return Err(LibraryError::NoRoom {
                folder,
                needed,
                free,
            });
        }
        // The new file is put together beside the system's temporary files, not in memory.
        self.connection
            .pragma_update(None, "temp_store", "DEFAULT")?;
        let written = crate::library::patiently(|| Ok(self.connection.execute_batch("VACUUM")?));
        self.connection
            .pragma_update(None, "temp_store", "MEMORY")?;
        written?;
        // Another program that reads just now keeps the log for a while; what it holds goes when that is over.
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}
