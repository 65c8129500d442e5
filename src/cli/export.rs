//! `pressmark export`: notes as files for other programs.

use super::{Failure, Session, json, session};
use crate::desk::OpenOptions;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Writes the notes of articles as files.
#[derive(Debug, Args)]
#[command(
    long_about = "Writes the notes of articles as files. `markdown` writes one file an article into a folder, for \
        Obsidian and the like: a file is found again by its id even when it was renamed, only our own blocks in it \
        are changed, and a file that we did not write is left alone."
)]
pub(super) struct Arguments {
    /// The format.
    #[arg(long, value_name = "FORMAT")]
    format: Format,
    /// The folder to write into; else export_folder of the settings file.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Which articles; all that have notes when missing.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: Vec<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// The formats by name.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One Markdown file an article.
    Markdown,
}

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let Format::Markdown = given.format;
    let folder = given.out.clone().or(session.config()?.export_folder);
    let Some(folder) = folder else {
        return Err(Failure::usage(
            "export",
            "markdown goes into a folder: name it with --out DIR",
        ));
    };
    let query = session::query(&given.query)?;
    let mut desk = session.desk(OpenOptions::Read)?;
    let report = desk
        .export_markdown(&query, &folder, &mut || true)
        .map_err(|error| Failure::of("export", error))?;
    for refused in &report.refused {
        session.out.failed("export", refused);
    }
    if given.json {
        return Ok(session.out.json(&json::exported(&report))?);
    }
    Ok(session.out.line(&format!(
        "{} written, {} unchanged, in {}",
        report.written,
        report.unchanged,
        report.folder.display()
    ))?)
}
