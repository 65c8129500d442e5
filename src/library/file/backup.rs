//! Copies of the library: whole ones on request and before a migration, and daily ones of the user
//! data alone; and the way back.
//!
//! A copy is itself a library file. It is written under another name, synced, and renamed, so that
//! a file with a backup's name is always a whole backup.

use crate::library::articles::unindexed::index_names;
use crate::library::error::LibraryError;
use crate::library::file::open::FILE;
use crate::library::file::schema;
use crate::library::marks::{note, place};
use crate::library::{Library, OpenOptions};
use crate::text::tokens;
use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The folder of backups inside the data directory.
pub const FOLDER: &str = "backups";

/// So many daily backups are kept.
const KEPT: usize = 7;

/// User data and what it stands on: marked and judged articles with the texts that carry the marks.
const USER_DATA: &str = r"
    INSERT INTO copy.source SELECT * FROM main.source;
    INSERT INTO copy.source_tag SELECT * FROM main.source_tag;
    INSERT INTO copy.saved_search SELECT * FROM main.saved_search;
    INSERT INTO copy.article SELECT * FROM main.article a
        WHERE read OR starred OR archived OR snooze IS NOT NULL OR hidden_by IS NOT NULL OR removed OR separate OR notes > 0 OR judgements > 0
           OR EXISTS (SELECT 1 FROM main.labelling l WHERE l.article = a.row)
           OR EXISTS (SELECT 1 FROM main.article_tag t WHERE t.article = a.row);
    INSERT INTO copy.version SELECT v.* FROM main.version v JOIN main.article a ON a.row = v.article
        WHERE (a.notes > 0 OR a.judgements > 0) AND (EXISTS (SELECT 1 FROM main.revision r WHERE r.version = v.row)
           OR EXISTS (SELECT 1 FROM main.annotation n WHERE n.article = a.id AND n.hash = v.hash));
    INSERT INTO copy.revision SELECT * FROM main.revision WHERE version IN (SELECT row FROM copy.version);
    INSERT INTO copy.packed SELECT * FROM main.packed WHERE version IN (SELECT row FROM copy.version);
    INSERT INTO copy.dictionary SELECT * FROM main.dictionary WHERE source IN (SELECT dictionary FROM copy.packed);
    INSERT INTO copy.full_text SELECT * FROM main.full_text
        WHERE article IN (SELECT article FROM copy.version) AND source IN (SELECT row FROM copy.source);
    INSERT INTO copy.original SELECT * FROM main.original WHERE hash IN (SELECT original FROM copy.version)
        OR hash IN (SELECT entry FROM copy.full_text);
    INSERT INTO copy.received SELECT * FROM main.received WHERE original IN (SELECT hash FROM copy.original);
    UPDATE copy.article SET version = NULL WHERE version NOT IN (SELECT row FROM copy.version);
    INSERT INTO copy.identity SELECT * FROM main.identity WHERE article IN (SELECT row FROM copy.article);
    INSERT INTO copy.article_tag SELECT * FROM main.article_tag;
    INSERT INTO copy.labelling SELECT * FROM main.labelling;
    INSERT INTO copy.annotation SELECT * FROM main.annotation;
    INSERT INTO copy.annotation_tag SELECT * FROM main.annotation_tag;
    INSERT INTO copy.link SELECT * FROM main.link;
    INSERT INTO copy.placement SELECT * FROM main.placement;
    INSERT INTO copy.change SELECT * FROM main.change;
    INSERT INTO copy.touched SELECT * FROM main.touched;
    INSERT INTO copy.undo_group SELECT * FROM main.undo_group;
    INSERT INTO copy.draft SELECT * FROM main.draft;
    UPDATE copy.article SET compared = 0, disagreements = 0, grouped = 0,
        copy_group = NULL, copy_rank = 0, story = NULL, story_rank = 0, latest = NULL;
    INSERT INTO copy.meta VALUES ('user data only', 'yes');
";

impl Library {
    /// Copies the whole library to `file`. An older backup there is replaced, anything else is not.
    ///
    /// # Errors
    /// [`LibraryError::Foreign`] when something else is at that place.
    pub fn backup(&self, file: &Path) -> Result<(), LibraryError> {
        if file.exists() && !crate::library::file::open::is_ours(file)? {
            return Err(LibraryError::Foreign(file.to_owned()));
        }
        // SQLite counts the copy as a write, though nothing of the library changes.
        let guarded: bool = self
            .connection
            .pragma_query_value(None, "query_only", |row| row.get(0))?;
        self.connection.pragma_update(None, "query_only", false)?;
        let copied = vacuum_into(&self.connection, file);
        self.connection.pragma_update(None, "query_only", guarded)?;
        copied
    }

    /// Copies the user data once a day under the name of `day`, unless nothing changed since the last
    /// time; the seven newest copies are kept. Answers the file when one was written.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when the file cannot be written.
    pub fn backup_user_data(&mut self, day: Date) -> Result<Option<PathBuf>, LibraryError> {
        let folder = self.path.with_file_name(FOLDER);
        let file = folder.join(format!("user-data-{day}.db"));
        let newest: i64 = self.connection.query_row(
            "SELECT coalesce(max(number), 0) FROM change",
            [],
            |row| row.get(0),
        )?;
        let done: Option<String> = self
            .connection
            .query_row(
                "SELECT value FROM meta WHERE key = 'backed up'",
                [],
                |row| row.get(0),
            )
            .optional()?;
        if file.exists() || newest == 0 || done.is_some_and(|done| done == newest.to_string()) {
            return Ok(None);
        }
        make_folder(&folder)?;
        let unfinished = unfinished(&file);
        discard(&unfinished);
        schema::migrate(&mut Connection::open(&unfinished)?, schema::STEPS)?;
        self.copy_user_data(&unfinished)?;
        finish(&unfinished, &file)?;
        let transaction = self.write()?;
        transaction.execute(
            "INSERT OR REPLACE INTO meta VALUES ('backed up', ?)",
            [newest.to_string()],
        )?;
        transaction.commit()?;
        prune(&folder);
        Ok(Some(file))
    }

    fn copy_user_data(&self, file: &Path) -> Result<(), LibraryError> {
        let name = file.to_str().ok_or_else(|| {
            LibraryError::file(file)(std::io::Error::other("the folder's name is not UTF-8"))
        })?;
        self.connection
            .execute("ATTACH DATABASE ? AS copy", [name])?;
        // Rows refer to each other both ways; they are copied as they stand and stood the test here.
        self.connection.pragma_update(None, "foreign_keys", false)?;
        let copied = self
            .connection
            .execute_batch(&format!("BEGIN; {USER_DATA} COMMIT;"));
        if copied.is_err() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        self.connection.pragma_update(None, "foreign_keys", true)?;
        self.connection.execute_batch("DETACH DATABASE copy")?;
        Ok(copied?)
    }

    /// Puts the backup `file` in the place of the library in the data directory `folder`. What is
    /// there now is kept: a library as a backup of its own, a damaged file under another name.
    /// Answers where it is kept.
    ///
    /// # Errors
    /// [`LibraryError::Foreign`] or [`LibraryError::Damaged`] when `file` is no whole backup; nothing
    /// is changed then.
    pub fn restore(folder: &Path, file: &Path) -> Result<Option<PathBuf>, LibraryError> {
        let from = open_backup(file)?;
        let backups = folder.join(FOLDER);
        let place = folder.join(FILE);
        let there = fs::metadata(&place).is_ok_and(|m| m.len() > 0);
        let mut kept = None;
        match Self::open(folder, OpenOptions::Write) {
            Ok(mut library) => {
                if let crate::library::Access::Read(reason) = library.access {
                    return Err(LibraryError::ReadOnly(reason));
                }
                if there {
                    make_folder(&backups)?;
                    let aside = unused(&backups, "before-restore", "db");
                    // A library too damaged to be copied is kept as the file it is.
                    if vacuum_into(&library.connection, &aside).is_ok() {
                        kept = Some(aside);
                    }
                }
                if kept.is_some() || !there {
                    let (from, _copy) = with_pages_of(&library.connection, from)?;
                    rusqlite::backup::Backup::new(&from, &mut library.connection)?
                        .run_to_completion(1000, Duration::from_millis(10), None)?;
                    drop(library);
                    reindex(folder)?;
                    return Ok(kept);
                }
            }
            Err(LibraryError::ReadOnly(reason)) => return Err(LibraryError::ReadOnly(reason)),
            Err(error @ LibraryError::File { .. }) => return Err(error),
            Err(_) => {}
        }
        let aside = unused(folder, "library-damaged", "db");
        fs::rename(&place, &aside).map_err(LibraryError::file(&place))?;
        for suffix in ["db-wal", "db-shm", "db-journal"] {
            let _ = fs::rename(place.with_extension(suffix), aside.with_extension(suffix));
        }
        vacuum_into(&from, &place)?;
        reindex(folder)?;
        Ok(Some(aside))
    }
}

/// A full copy put aside before the file's shape is changed.
pub(in crate::library) fn copy_before_migration(
    connection: &Connection,
    folder: &Path,
    taken: i64,
) -> Result<(), LibraryError> {
    let backups = folder.join(FOLDER);
    make_folder(&backups)?;
    vacuum_into(
        connection,
        &unused(&backups, &format!("before-schema-{}", taken + 1), "db"),
    )
}

fn open_backup(file: &Path) -> Result<Connection, LibraryError> {
    if !file.is_file() {
        return Err(LibraryError::file(file)(std::io::Error::from(
            std::io::ErrorKind::NotFound,
        )));
    }
    if !crate::library::file::open::is_ours(file)? {
        return Err(LibraryError::Foreign(file.to_owned()));
    }
    let from = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    let found: String = from.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(LibraryError::Damaged(format!(
            "{}: {found}",
            file.display()
        )));
    }
    if schema::number(&from)? > schema::present() {
        return Err(LibraryError::ReadOnly(
            "the backup was made by a newer pressmark".to_owned(),
        ));
    }
    Ok(from)
}

/// A backup with pages as large as those of the library that takes it in, since SQLite cannot change them while others may
/// have it open; and the private copy, if there had to be one.
fn with_pages_of(
    library: &Connection,
    backup: Connection,
) -> Result<(Connection, Option<tempfile::TempDir>), LibraryError> {
    let size = |connection: &Connection| {
        connection.pragma_query_value(None, "page_size", |row| row.get::<_, i64>(0))
    };
    let wanted = size(library)?;
    if size(&backup)? == wanted {
        return Ok((backup, None));
    }
    let copy = tempfile::Builder::new()
        .prefix("pressmark-")
        .tempdir()
        .map_err(LibraryError::file(&std::env::temp_dir()))?;
    let copied = copy.path().join(FILE);
    backup.pragma_update(None, "page_size", wanted)?;
    vacuum_into(&backup, &copied)?;
    Ok((Connection::open(&copied)?, Some(copy)))
}

/// A copy of user data has no search index: it is made from what it holds.
fn reindex(folder: &Path) -> Result<(), LibraryError> {
    let mut library = Library::open(folder, OpenOptions::Write)?;
    let transaction = library.write()?;
    if transaction.execute("DELETE FROM meta WHERE key = 'user data only'", [])? > 0 {
        let articles: Vec<i64> = transaction
            .prepare("SELECT row FROM article")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for row in articles {
            index_names(&transaction, row)?;
            let text: Option<Vec<u8>> = transaction
                .prepare_cached("SELECT b.text FROM article a JOIN body b ON b.version = a.version WHERE a.row = ?")?
                .query_row([row], |row| row.get(0))
                .optional()?;
            if let Some(text) = text {
                transaction
                    .prepare_cached(
                        "INSERT OR REPLACE INTO text_index (rowid, body) VALUES (?, ?)",
                    )?
                    .execute((row, tokens::stream(&place::text_of(text)?)))?;
            }
        }
        for annotation in note::read_all(&transaction)? {
            note::write(&transaction, &annotation)?;
        }
    }
    transaction.commit()
}

fn vacuum_into(connection: &Connection, file: &Path) -> Result<(), LibraryError> {
    let unfinished = unfinished(file);
    discard(&unfinished);
    let name = unfinished.to_str().ok_or_else(|| {
        LibraryError::file(file)(std::io::Error::other("the file's name is not UTF-8"))
    })?;
    connection.execute("VACUUM INTO ?", [name])?;
    finish(&unfinished, file)
}

fn unfinished(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".unfinished");
    PathBuf::from(name)
}

/// Removes what an interrupted backup left.
fn discard(unfinished: &Path) {
    let _ = fs::remove_file(unfinished);
}

/// Syncs the file, gives it its name, and syncs the folder: after that the name stands for the whole file.
fn finish(unfinished: &Path, file: &Path) -> Result<(), LibraryError> {
    use std::os::unix::fs::PermissionsExt;
    let written = fs::File::open(unfinished).map_err(LibraryError::file(unfinished))?;
    written
        .set_permissions(fs::Permissions::from_mode(0o600))
        .and_then(|()| written.sync_all())
        .and_then(|()| fs::rename(unfinished, file))
        .map_err(LibraryError::file(file))?;
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(LibraryError::file(folder))
}

fn make_folder(folder: &Path) -> Result<(), LibraryError> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(LibraryError::file(folder))
}

/// The first name of this kind that is not taken.
fn unused(folder: &Path, name: &str, extension: &str) -> PathBuf {
    (1..u32::MAX)
        .map(|number| folder.join(format!("{name}-{number}.{extension}")))
        .find(|path| !path.exists())
        .unwrap_or_else(|| folder.join(name))
}

/// Deletes the oldest daily backups; their names sort by day.
fn prune(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut daily: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or_default();
            name.starts_with("user-data-") && name.len() == "user-data-2026-01-01.db".len()
        })
        .collect();
    daily.sort();
    let surplus = daily.len().saturating_sub(KEPT);
    for path in daily.into_iter().take(surplus) {
        let _ = fs::remove_file(path);
    }
}
