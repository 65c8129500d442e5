//! The whole library as one file, out and back in.

use crate::desk::Desk;
use crate::library::{BACKUPS, Library, LibraryError};
use jiff::civil::DateTime;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

impl Desk {
    /// Copies the whole library to `file`, or to one named by `at` in the library's folder of backups. Answers where.
    ///
    /// # Errors
    /// As [`Library::backup`].
    pub fn backup(&self, file: Option<&Path>, at: DateTime) -> Result<PathBuf, LibraryError> {
        let file = if let Some(file) = file {
            file.to_path_buf()
        } else {
            let folder = self.library.path().with_file_name(BACKUPS);
            let made = DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&folder);
            made.map_err(|reason| LibraryError::File {
                path: folder.clone(),
                reason,
            })?;
            folder.join(format!("library-{}.db", at.strftime("%Y-%m-%d-%H%M%S")))
        };
        self.library.backup(&file)?;
        Ok(file)
    }
}

/// Puts the backup `file` in the place of the library in `folder`; tells where what was there is kept.
///
/// # Errors
/// As [`Library::restore`]; nothing is changed then.
pub fn restore(folder: &Path, file: &Path) -> Result<Option<PathBuf>, LibraryError> {
    Library::restore(folder, file)
}
