//! `pressmark backup` and `pressmark restore`.

use super::{Failure, Session};
use crate::desk::{Desk, OpenOptions};
use crate::driver::clock;
use clap::Args;
use std::path::PathBuf;

/// Copies the whole library.
#[derive(Debug, Args)]
pub(super) struct BackupArguments {
    /// Where to; else a file with the day's name in the folder `backups` beside the library.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Puts a backup in the place of the library.
#[derive(Debug, Args)]
pub(super) struct RestoreArguments {
    /// The backup.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn backup(given: &BackupArguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.desk(OpenOptions::Read)?;
    let folder = session.data_folder()?;
    let file = given.file.clone().unwrap_or_else(|| {
        let second = clock::now().strftime("%Y-%m-%d-%H%M%S").to_string();
        folder.join("backups").join(format!("library-{second}.db"))
    });
    if let Some(parent) = file.parent().filter(|_| given.file.is_none()) {
        std::fs::create_dir_all(parent)
            .map_err(|error| Failure::of(parent.to_string_lossy(), error))?;
    }
    desk.library
        .backup(&file)
        .map_err(|error| Failure::of("backup", error))?;
    Ok(session.out.line(&file.to_string_lossy())?)
}

pub(super) fn restore(given: &RestoreArguments, session: &mut Session) -> Result<(), Failure> {
    let folder = session.data_folder()?;
    let kept = Desk::restore(&folder, &given.file)
        .map_err(|error| Failure::of(given.file.to_string_lossy(), error))?;
    let kept = kept.map_or_else(String::new, |kept| {
        format!("; what was there is kept as {}", kept.to_string_lossy())
    });
    Ok(session
        .out
        .line(&format!("restored {}{kept}", given.file.to_string_lossy()))?)
}
