//! Text that is being typed, kept so that nothing typed is lost. Drafts are no changes: they have no
//! history, and saving the note drops them.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::model::Draft;

impl Library {
    /// Keeps a draft; empty text drops it.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn keep_draft(&mut self, draft: &Draft) -> Result<(), LibraryError> {
        let transaction = self.write()?;
        if draft.text.is_empty() {
            transaction
                .prepare_cached("DELETE FROM draft WHERE key = ?")?
                .execute([&draft.key])?;
        } else {
            transaction
                .prepare_cached("INSERT OR REPLACE INTO draft (key, text) VALUES (?, ?)")?
                .execute([&draft.key, &draft.text])?;
        }
        transaction.commit()
    }

    /// All drafts.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn drafts(&self) -> Result<Vec<Draft>, LibraryError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT key, text FROM draft ORDER BY key")?;
        let drafts = statement.query_map([], |row| {
            Ok(Draft {
                key: row.get(0)?,
                text: row.get(1)?,
            })
        })?;
        Ok(drafts.collect::<Result<_, _>>()?)
    }
}
