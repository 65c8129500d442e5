//! `pressmark backup` and `restore`: the whole library as one file.

use super::{Failure, Session, json};
use crate::driver::clock;
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Copy the whole library to a file.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark backup\n  \
    pressmark backup /media/stick/news.db")]
pub(super) struct BackupArguments {
    /// Print the place as an object.
    #[arg(long)]
    json: bool,
    /// The file; a dated one in the library's folder of backups when missing.
    file: Option<PathBuf>,
}

/// Put a backup in the place of the library; what is there now is kept.
#[derive(Debug, Args)]
#[command(
    long_about = "Put a backup in the place of the library. What is there now is kept beside it, and the command says where: a whole library as a \
        backup of its own, a damaged file under another name."
)]
pub(super) struct RestoreArguments {
    /// Print the places as an object.
    #[arg(long)]
    json: bool,
    /// The backup.
    file: PathBuf,
}

#[derive(Debug, Serialize)]
struct Places<'a> {
    pressmark: u8,
    path: &'a Path,
    kept: Option<&'a Path>,
}

/// Makes the copy.
pub(super) fn backup(given: &BackupArguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.any_desk()?;
    let name = given
        .file
        .as_deref()
        .unwrap_or(desk.library.path())
        .to_string_lossy()
        .into_owned();
    let made = desk.backup(
        given.file.as_deref(),
        clock::now().to_zoned(clock::zone()).datetime(),
    );
    let file = made.map_err(|error| Failure::of(name, error))?;
    tell(given.json, &file, None, session)
}

/// Brings the backup back.
pub(super) fn restore(given: &RestoreArguments, session: &mut Session) -> Result<(), Failure> {
    session.config()?;
    let folder = session.folder()?;
    let kept = crate::desk::restore(&folder, &given.file);
    let kept = kept.map_err(|error| Failure::of(given.file.to_string_lossy(), error))?;
    tell(given.json, &given.file, kept.as_deref(), session)
}

fn tell(
    as_json: bool,
    path: &Path,
    kept: Option<&Path>,
    session: &mut Session,
) -> Result<(), Failure> {
    if as_json {
        session.out.json(&Places {
            pressmark: json::VERSION,
            path,
            kept,
        })?;
        return Ok(());
    }
    session.out.line(&path.to_string_lossy())?;
    if let Some(kept) = kept {
        session.out.line(&format!(
            "what was there is kept as {}",
            kept.to_string_lossy()
        ))?;
    }
    Ok(())
}
