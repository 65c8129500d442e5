//! What a person names to be read: files, folders and standard input, and what files look like.

use crate::desk::arrive::parse::MAX_BYTES;
use crate::library::FileStamp;
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file or a folder.
    Path(PathBuf),
    /// Bytes that are there already, such as those of standard input, and what to call them.
    Bytes(String, Vec<u8>),
    /// A page of the web, typed by the person.
    Address(String),
}

/// The files of a folder and its folders, in order of their names; hidden ones are left out, and a
/// link to a folder is not followed, so that the walk ends. A folder that cannot be entered is told.
pub(in crate::desk) fn files(
    folder: &Path,
    refused: &mut Vec<(PathBuf, io::Error)>,
) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![(folder.to_owned(), true)];
    while let Some((path, is_folder)) = waiting.pop() {
        if !is_folder {
            found.push(path);
            continue;
        }
        match entries(&path) {
            // Taken from the end: the last pushed is the next looked at.
            Ok(entries) => waiting.extend(entries.into_iter().rev()),
            Err(error) => refused.push((path, error)),
        }
    }
    found
}

/// What is to be read in a folder, by name, and which of it are folders. What the folder itself tells is not asked
/// of each file again.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let is_maildir = is_maildir(folder);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, name, kind) = (entry.path(), entry.file_name(), entry.file_type()?);
        let name = name.as_encoded_bytes();
        let wanted = if is_maildir {
            matches!(name, b"cur" | b"new") || self::is_maildir(&path)
        } else {
            !name.starts_with(b".")
        };
        let leads_somewhere = || fs::metadata(&path).is_ok_and(|m| m.is_file() || m.is_dir());
        if wanted && (kind.is_file() || kind.is_dir() || kind.is_symlink() && leads_somewhere()) {
            paths.push((path, kind.is_dir()));
        }
    }
    // In one folder the order of the names is that of the bytes; paths would be taken apart for each comparison.
    paths.sort_by(|(a, _), (b, _)| a.as_os_str().cmp(b.as_os_str()));
    Ok(paths)
}

/// Whether a folder is a Maildir: mails lie in `cur` and `new`, those half written in `tmp`; its folders are Maildirs
/// with a dot before their name, and what else is in it belongs to the mail program.
fn is_maildir(folder: &Path) -> bool {
    ["cur", "new", "tmp"]
        .iter()
        .all(|name| folder.join(name).is_dir())
}

/// What a file looks like, for the pipeline of this number.
pub(in crate::desk) fn stamp(metadata: &Metadata, pipeline: u32) -> FileStamp {
    let modified = metadata
        .mtime()
        .saturating_mul(1_000_000_000)
        .saturating_add(metadata.mtime_nsec());
    FileStamp {
        size: metadata.len(),
        modified,
        inode: metadata.ino(),
        pipeline,
    }
}

/// A path as text: as it is when it is Unicode, else with its odd bytes escaped, so that no two paths become one.
pub(in crate::desk) fn name(path: &Path) -> String {
    path.to_str().map_or_else(
        || format!("{}", path.as_os_str().as_encoded_bytes().escape_ascii()),
        str::to_owned,
    )
}

/// The bytes of a file, one more than the limit at most, so that the reader can tell an input that is too large.
pub(in crate::desk) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    // With room for all of it, and for seeing that it ends, a file is read in one piece.
    let size = file.metadata()?.len().min(MAX_BYTES as u64);
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A file error as a person says it.
pub(in crate::desk) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read (permission denied)".to_owned(),
        _ => error.to_string(),
    }
}

/// Paths as inputs; `-` stands for standard input, whose bytes the caller has read.
impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        Self::Path(path)
    }
}
