//! Opening the file: made when it is missing, brought up to the present shape, read where it cannot
//! be written, and refused when it is not ours. Nothing that is not ours is ever written to.

use crate::library::articles::unindexed::Unindexed;
use crate::library::error::LibraryError;
use crate::library::file::schema;
use crate::library::file::turn::Turn;
use crate::library::list::pattern::Looking;
use crate::library::list::row_set::AtHand;
use crate::library::{Access, Library};
use crate::text::tokens;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};
use std::cell::RefCell;
use std::fs;
use std::io::Read;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The library's file in the data directory.
pub const FILE: &str = "library.db";

/// Bytes of a page of a library that is made now. Two or three bodies fit into one, and less of it stays empty than of a
/// smaller one: the file is a twentieth smaller, and so is what an import writes. An older file keeps its pages.
pub(in crate::library) const PAGE: i32 = 8_192;

/// So many bytes of the log's file stay when the log begins anew: what a large import wrote does not lie beside the library
/// for as long as somebody has it open.
pub(in crate::library) const LOG: u32 = 8 << 20;

/// SQLite tries so often to get its turn before it gives up; [`Library`] tries again after that. A writer that waits for
/// a change of a few milliseconds gets its turn as soon; SQLite's own way would let it sleep for up to a tenth of a second.
const TRIES: i32 = 1_000;
const SHORT: Duration = Duration::from_millis(1);
const LONG: Duration = Duration::from_millis(5);
/// So many tries are short.
const SHORT_TRIES: i32 = 100;

/// How to open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenOptions {
    /// To write; the folder and the file are made when they are missing.
    Write,
    /// To read; a missing library is an empty one, and nothing is made.
    Read,
}

impl Library {
    /// Opens the library of the data directory `folder`.
    ///
    /// A library that cannot be written (read-only folder, full disk, made by a newer program) is
    /// opened for reading; [`Library::access`] says so and why.
    ///
    /// # Errors
    /// [`LibraryError::Foreign`] when the file is not ours, [`LibraryError::File`] when the folder
    /// cannot be made or entered, [`LibraryError::Sqlite`] when SQLite refuses.
    pub fn open(folder: &Path, options: OpenOptions) -> Result<Self, LibraryError> {
        let path = folder.join(FILE);
        let size = match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => metadata.len(),
            Ok(_) => return Err(LibraryError::Foreign(path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
            Err(error) => return Err(LibraryError::file(&path)(error)),
        };
        if size == 0 && options == OpenOptions::Read {
            return Self::empty(path);
        }
        if size == 0 {
            make(folder, &path)?;
        } else if !is_ours(&path)? {
            return Err(LibraryError::Foreign(path));
        }
        let opened = if is_writable(folder) && is_writable(&path) {
            open_to_write(folder, &path)
        } else {
            Err(LibraryError::ReadOnly(
                "its folder cannot be written".to_owned(),
            ))
        };
        let (connection, access, copy) = match opened {
            Ok(connection) => (connection, Access::Write, None),
            Err(error) if size > 0 && leaves_reading(&error) => {
                let (connection, copy) = open_to_read(&path)?;
                (connection, Access::Read(reason(&error)), copy)
            }
            Err(error) => return Err(error),
        };
        let access = if schema::number(&connection)? > schema::present() {
            Access::Read("it was made by a newer pressmark".to_owned())
        } else {
            access
        };
        if options == OpenOptions::Read || access != Access::Write {
            connection.pragma_update(None, "query_only", true)?;
        }
        Self::new(connection, path, access, copy)
    }

    /// Opens a private copy of the library in `file`, somebody else's or a backup: nothing beside it is made or changed,
    /// even if it was written by an older program. The copy goes with the library.
    ///
    /// # Errors
    /// [`LibraryError::Foreign`] when the file is not ours, [`LibraryError::File`] when it cannot be copied.
    pub fn open_copy(file: &Path) -> Result<Self, LibraryError> {
        if !is_ours(file)? {
            return Err(LibraryError::Foreign(file.to_owned()));
        }
        let copy = copy_of(file)?;
        let connection = open_to_write(copy.path(), &copy.path().join(FILE))?;
        connection.pragma_update(None, "query_only", true)?;
        let access = Access::Read("it is a copy of another library".to_owned());
        Self::new(connection, file.to_owned(), access, Some(copy))
    }

    /// A library without anything in it that takes no changes.
    fn empty(path: PathBuf) -> Result<Self, LibraryError> {
        let mut connection = Connection::open_in_memory()?;
        schema::migrate(&mut connection, schema::STEPS)?;
        let access = Access::Read("there is no library yet: add something first".to_owned());
        Self::new(connection, path, access, None)
    }

    fn new(
        connection: Connection,
        path: PathBuf,
        access: Access,
        copy: Option<tempfile::TempDir>,
    ) -> Result<Self, LibraryError> {
        connection.set_prepared_statement_cache_capacity(160);
        // A plan is made once for a statement, not again for each value bound to it: with partial
        // indexes SQLite else prepares nearly every statement anew at every use.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // Names are matched as the index folds them, so that `cafe` finds the source "Café".
        connection.create_scalar_function(
            "folded",
            1,
            FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
            |context| Ok(tokens::stream(&context.get::<String>(0)?)),
        )?;
        let looking = Looking::new(&connection)?;
        let at_hand = AtHand::new(&connection)?;
        let ranks = crate::library::list::rank::prepare(&connection)?;
        crate::library::articles::dictionary::teach(&connection)?;
        let folder = path.parent().filter(|_| access == Access::Write);
        Ok(Self {
            connection,
            unindexed: Unindexed::default(),
            turn: Turn::of(folder),
            path,
            access,
            person: crate::model::SafeText::default(),
            totals: RefCell::default(),
            found: RefCell::default(),
            at_hand,
            looking,
            ranks,
            _copy: copy,
        })
    }
}

/// Makes the folder (for its owner alone) and an empty file.
fn make(folder: &Path, path: &Path) -> Result<(), LibraryError> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(LibraryError::file(folder))?;
    match fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
    {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(LibraryError::file(path)(error)),
    }
}

/// Whether the file's header carries our mark, read without SQLite so that nothing appears beside a stranger's file.
pub(in crate::library) fn is_ours(path: &Path) -> Result<bool, LibraryError> {
    // A file that was being made when the power went has a journal beside it; SQLite puts it right.
    let journal = path.with_extension("db-journal");
    if fs::metadata(journal).is_ok_and(|m| m.len() > 0) {
        return Ok(true);
    }
    let mut header = [0; 72];
    let mut file = fs::File::open(path).map_err(LibraryError::file(path))?;
    // The layout is SQLite's file format, section 1.3: magic string, and application id at byte 68.
    Ok(file.read_exact(&mut header).is_ok()
        && header.starts_with(b"SQLite format 3\0")
        && header.ends_with(&schema::APPLICATION_ID.to_be_bytes()))
}

fn is_writable(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

fn open_to_write(folder: &Path, path: &Path) -> Result<Connection, LibraryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    settle(&mut connection)?;
    let taken = schema::number(&connection)?;
    if taken > 0 && taken < schema::present() {
        crate::library::file::backup::copy_before_migration(&connection, folder, taken)?;
    }
    if taken < schema::present() {
        schema::migrate(&mut connection, schema::STEPS)?;
    }
    // A new file is filled under the rollback journal, whose accident leaves an empty file, and only then works with a log.
    crate::library::patiently(|| Ok(connection.pragma_update(None, "journal_mode", "WAL")?))?;
    Ok(connection)
}

fn settle(connection: &mut Connection) -> Result<(), LibraryError> {
    connection.busy_handler(Some(|tries| {
        std::thread::sleep(if tries < SHORT_TRIES { SHORT } else { LONG });
        tries < TRIES
    }))?;
    // It holds for a file that is still empty.
    connection.pragma_update(None, "page_size", PAGE)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    // It answers with the number that holds now.
    connection.pragma_update_and_check(None, "journal_size_limit", LOG, |_| Ok(()))?;
    // What a statement may have to take back is remembered in memory: a file for it takes more writing than the library.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// Without a log that waits beside the file it can be read where it lies; else a private copy is read.
fn open_to_read(path: &Path) -> Result<(Connection, Option<tempfile::TempDir>), LibraryError> {
    let log = path.with_extension("db-wal");
    let log_waits = fs::metadata(&log).is_ok_and(|m| m.len() > 0);
    if !log_waits {
        let uri = format!("file:{}?immutable=1", percent_encoded(path));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(uri, flags)?;
        settle(&mut connection)?;
        return Ok((connection, None));
    }
    let copy = copy_of(path)?;
    let mut connection = Connection::open(copy.path().join(FILE))?;
    settle(&mut connection)?;
    Ok((connection, Some(copy)))
}

/// A library's file with its log in a private temporary folder.
fn copy_of(path: &Path) -> Result<tempfile::TempDir, LibraryError> {
    let copy = tempfile::Builder::new()
        .prefix("pressmark-")
        .tempdir()
        .map_err(LibraryError::file(&std::env::temp_dir()))?;
    let copied = copy.path().join(FILE);
    fs::copy(path, &copied).map_err(LibraryError::file(path))?;
    let log = path.with_extension("db-wal");
    if fs::metadata(&log).is_ok_and(|m| m.len() > 0) {
        fs::copy(&log, copied.with_extension("db-wal")).map_err(LibraryError::file(&log))?;
    }
    Ok(copy)
}

/// A path as SQLite's URI wants it: everything but plain characters escaped.
fn percent_encoded(path: &Path) -> String {
    use std::fmt::Write;
    use std::os::unix::ffi::OsStrExt;
    let mut uri = String::new();
    for &byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// Whether the library may still be readable when opening it to write failed like this.
fn leaves_reading(error: &LibraryError) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly, SystemIoFailure};
    match error {
        LibraryError::ReadOnly(_) => true,
        LibraryError::Sqlite(error) => matches!(
            error.sqlite_error_code(),
            Some(CannotOpen | DiskFull | PermissionDenied | ReadOnly | SystemIoFailure)
        ),
        _ => false,
    }
}

fn reason(error: &LibraryError) -> String {
    match error {
        LibraryError::ReadOnly(reason) => reason.clone(),
        other => other.to_string(),
    }
}
