//! Inputs by name: a file, or `-` for standard input, read whole and within a limit.

use crate::desk::parse::MAX_BYTES;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file, or of standard input for `-`. One byte more than the limit is read, so that
/// the reader can tell an input that is too large; more never comes into memory.
///
/// # Errors
/// When it cannot be read, or is a folder.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let limit = MAX_BYTES as u64 + 1;
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "is a folder; name its files",
        ));
    }
    // With room for all of it, and for seeing that it ends, a file is read in one piece.
    let mut bytes = Vec::with_capacity(metadata.len().min(limit) as usize + 1);
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An input error as a person says it.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read (permission denied)".to_owned(),
        _ => match error.raw_os_error() {
            // The system's number says nothing to a person.
            Some(_) => {
                let text = error.to_string();
                let end = text.find(" (os error").unwrap_or(text.len());
                text.get(..end).unwrap_or_default().to_lowercase()
            }
            None => error.to_string(),
        },
    }
}
