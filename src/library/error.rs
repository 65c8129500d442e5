//! What can go wrong with the library, each in one line that names the thing and what to do.

use std::path::{Path, PathBuf};

/// Why the library could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// SQLite refused.
    #[error("{}", sqlite(.0))]
    Sqlite(#[from] rusqlite::Error),
    /// A file or folder could not be used.
    #[error("{path}: {reason}", path = .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why, in the system's words.
        reason: std::io::Error,
    },
    /// The file at the library's place was not made by this program. It is never overwritten.
    #[error("{} is no pressmark library (left as it is; choose another folder with --data-dir)", .0.display())]
    Foreign(PathBuf),
    /// The library can be read and not written.
    #[error("the library is read-only: {0}")]
    ReadOnly(String),
    /// Nothing has this id.
    #[error("no {kind} `{id}`")]
    Unknown {
        /// `article`, `annotation`, `source`.
        kind: &'static str,
        /// What was asked for.
        id: String,
    },
    /// More than one id begins like this.
    #[error("`{id}` could be more than one {kind}: give more of it")]
    Ambiguous {
        /// `article`, `annotation`, `source`.
        kind: &'static str,
        /// What was asked for.
        id: String,
    },
    /// The id is already taken by something else.
    #[error("{kind} `{id}` is there already")]
    Taken {
        /// `article`, `annotation`.
        kind: &'static str,
        /// What was asked for.
        id: String,
    },
    /// Undo would take more away than the change itself.
    #[error("cannot take back {what}: a later change touched the same thing ({later})")]
    Conflict {
        /// What was to be taken back.
        what: String,
        /// What stands in the way.
        later: String,
    },
    /// The disk has no room for writing the file anew.
    #[error("{}: writing the library anew takes {} MB and {} MB are free; nothing was changed", .folder.display(), .needed.div_ceil(1_000_000), .free / 1_000_000)]
    NoRoom {
        /// Where.
        folder: PathBuf,
        /// Bytes that it takes.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// The article's text is not here (a library restored from a daily backup): adding its source again brings it back.
    #[error("the text of `{0}` is not in this library: add its source again")]
    NoText(String),
    /// Derived data was written by another version of the program: it must be made again.
    #[error("what was derived from `{0}` must be made again")]
    Stale(String),
    /// Something stored cannot be read.
    #[error("the library is damaged ({0}): run `pressmark doctor`, then `pressmark restore`")]
    Damaged(String),
}

impl LibraryError {
    /// Wraps a file error with its path.
    pub(super) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |reason| Self::File { path, reason }
    }

    /// Whether another process holds the library: trying again may help.
    pub fn is_busy(&self) -> bool {
        matches!(
            self,
            Self::Sqlite(rusqlite::Error::SqliteFailure(error, _))
                if matches!(error.code, rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
        )
    }

    /// Whether [`super::Interrupter::stop`] ended the query.
    pub fn is_interrupted(&self) -> bool {
        matches!(self, Self::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted))
    }
}

/// SQLite's error as a person can use it.
fn sqlite(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode;
    let text = error.to_string().replace('\n', " ");
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => {
            "the disk is full: nothing was stored; make room and try again".to_owned()
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another process has held the library for too long: try again".to_owned()
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => format!(
            "the library is damaged ({text}): run `pressmark doctor`, then `pressmark restore`"
        ),
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
            format!("the library's files cannot be used ({text})")
        }
        _ => format!("the library: {text}"),
    }
}
