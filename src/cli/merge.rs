//! `pressmark merge`: what another person said into the library.

use super::import::{FormName, delivery, take};
use super::{Failure, Session, read};
use crate::desk::notes_of_library;
use clap::Args;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Take in what another person said.
#[derive(Debug, Args)]
#[command(
    long_about = "Take in what another person said: from a file that they exported (w3c --all holds everything), from a backup, or from their \
        library, which is only read. Notes, links, rulings, rejected and corrected facts, and how far they are with labelling come in; all keep \
        their author, find their article by address, text or id and their words by position or quote; nothing is taken twice, \
        and where something changed on both sides the newer one stands. --dry-run shows it all first. All of it is one step of undo. \
        `pressmark agreement` then tells how far you agree.",
    after_long_help = "Examples:\n  \
        pressmark merge ~/shared/bob.jsonld --dry-run\n  \
        pressmark merge /home/bob/.local/share/pressmark\n\n\
        With --json, objects as `import` prints them."
)]
pub(super) struct Arguments {
    /// Print one object per annotation.
    #[arg(long)]
    json: bool,
    /// Only show what would be taken.
    #[arg(long)]
    dry_run: bool,
    /// An exported file, a library's folder, or its file.
    #[arg(value_name = "FILE|DIR")]
    path: PathBuf,
}

/// Takes the notes in.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let name = given.path.to_string_lossy();
    let unreadable = |error: io::Error| Failure::because(name.as_ref(), read::reason(&error));
    let notes = if given.path.is_dir() || is_database(&given.path).map_err(unreadable)? {
        notes_of_library(&given.path).map_err(|error| Failure::of(name.as_ref(), error))?
    } else {
        let bytes = read::bytes(&given.path).map_err(unreadable)?;
        let read = delivery(FormName::Auto, &bytes);
        read.map_err(|error| Failure::of(name.as_ref(), error))?
    };
    take(&name, &notes, (given.dry_run, given.json), session)
}

/// Whether a file begins as SQLite's do.
fn is_database(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(16).read_to_end(&mut head)?;
    Ok(head == b"SQLite format 3\0")
}
