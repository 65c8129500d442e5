//! Files that are there whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::Builder;

/// Writes a file: temporary file, sync, rename. A reader sees the old file or the new one, and a crash loses neither.
/// With `new` there must be none at this place yet. The folder's own sync is the caller's.
///
/// # Errors
/// When the folder or the file cannot be written.
pub(in crate::desk) fn write(path: &Path, text: &str, new: bool) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = Builder::new();
    builder.prefix(".pressmark-").suffix(".tmp");
    if new {
        permit_all(&mut builder);
    } else {
        builder.permissions(fs::metadata(path)?.permissions());
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    if new {
        // Somebody may have made a file of this name meanwhile: it stays.
        file.persist_noclobber(path)?;
    } else {
        file.persist(path)?;
    }
    Ok(())
}

/// A new file may be read and written as far as the person's umask allows, as with any other program.
#[cfg(unix)]
fn permit_all(builder: &mut Builder) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn permit_all(_: &mut Builder) {}
