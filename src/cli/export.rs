//! `pressmark export`: the notes, and the feeds that are followed, as files for other programs.

use super::{Failure, Session, json};
use crate::desk::{Desk, Form, Format, Marks, VaultExport, template, write_export};
use crate::model::Query;
use crate::model::query::{Filter, Thing};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Export notes, or the list of feeds.
#[derive(Debug, Args)]
#[command(
    long_about = "Export the notes of articles. markdown writes one file an article into a folder, as Obsidian wants it; exporting again changes \
        only what has changed. Your own text in it is never touched: a note that you edited is merged with what changed here, \
        one that you deleted stays deleted, and a file that we did not write is left alone. w3c (Web Annotations, JSON-LD), csv and \
        hypothesis write one file or to standard output; `pressmark import` reads them back. With annotator:NAME in the query they hold that \
        person's marks alone; w3c --all holds all that people said, for `pressmark merge`: links, rulings, rejected and corrected facts, and \
        how far everybody is with labelling. opml writes the feeds that are followed, with \
        their folders, names and tags.",
    after_long_help = "Examples:\n  \
        pressmark export --format markdown --out ~/vault/news\n  \
        pressmark export --format markdown --out ~/vault/capex tag:capex\n  \
        pressmark export --print-template > mine.md\n  \
        pressmark export --format markdown --out ~/vault/news --template mine.md\n  \
        pressmark export --format w3c > notes.jsonld\n  \
        pressmark export --format w3c --all --out bob.jsonld annotator:bob\n  \
        pressmark export --format w3c --gold > gold.jsonld\n  \
        pressmark export --format opml > feeds.opml"
)]
pub(super) struct Arguments {
    /// Print what was done as an object.
    #[arg(long)]
    json: bool,
    /// The form.
    #[arg(
        long,
        value_name = "FORMAT",
        required_unless_present = "print_template"
    )]
    format: Option<FormatName>,
    /// Where to: a folder for markdown, else export_folder of the settings; a file for the others, else standard output.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write nothing; exit with 1 when a file of the markdown folder is not as it would be written.
    #[arg(long)]
    check: bool,
    /// All that people said, not only their notes and the links between these.
    #[arg(long)]
    all: bool,
    /// The gold layer in place of the notes: what was decided from the marks of several people.
    #[arg(long, conflicts_with = "all")]
    gold: bool,
    /// Bring back notes that were deleted in the markdown folder.
    #[arg(long)]
    restore: bool,
    /// The form of the blocks in a folder of notes, else export_template of the settings.
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Print the built-in template, which explains itself, and do nothing else.
    #[arg(long)]
    print_template: bool,
    /// Which articles; all with notes when missing.
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
}

/// The forms by name.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatName {
    Markdown,
    Org,
    W3c,
    Csv,
    Hypothesis,
    Doccano,
    #[value(name = "claimreview")]
    ClaimReview,
    Readwise,
    Brat,
    Opml,
}

#[derive(Debug, Serialize)]
struct Report<'a> {
    pressmark: u8,
    folder: &'a Path,
    written: usize,
    unchanged: usize,
    refused: &'a [String],
}

/// Exports; each file that was left alone is told.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let format = given.format.unwrap_or(FormatName::Markdown);
    if given.print_template {
        session
            .out
            .text(form(format).unwrap_or_default().template())?;
        return Ok(());
    }
    if let Some(form) = form(format) {
        if given.all {
            return Err(Failure::usage("--all", "is for --format w3c"));
        }
        return vault(form, given, session);
    }
    let only_there = [
        (given.check, "--check"),
        (given.restore, "--restore"),
        (given.template.is_some(), "--template"),
    ];
    if let Some((_, option)) = only_there.iter().find(|(given, _)| *given) {
        return Err(Failure::usage(
            *option,
            "is for a folder of notes: --format markdown or org",
        ));
    }
    if given.all && !matches!(format, FormatName::W3c) {
        return Err(Failure::usage("--all", "is for --format w3c"));
    }
    if given.gold && matches!(format, FormatName::Opml) {
        return Err(Failure::usage("--gold", "is for a file of notes"));
    }
    match format {
        FormatName::W3c => file(Format::W3c, given, session),
        FormatName::Csv => file(Format::Csv, given, session),
        FormatName::Hypothesis => file(Format::Hypothesis, given, session),
        FormatName::Doccano => file(Format::Doccano, given, session),
        FormatName::ClaimReview => file(Format::ClaimReview, given, session),
        FormatName::Readwise => file(Format::Readwise, given, session),
        FormatName::Brat => brat(given, session),
        FormatName::Opml | FormatName::Markdown | FormatName::Org => opml(given, session),
    }
}

/// The forms that are a folder of notes.
const fn form(format: FormatName) -> Option<Form> {
    match format {
        FormatName::Markdown => Some(Form::Markdown),
        FormatName::Org => Some(Form::Org),
        _ => None,
    }
}

/// A folder of notes.
fn vault(form: Form, given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let config = session.config()?;
    let Some(folder) = given.out.clone().or(config.export_folder.clone()) else {
        return Err(Failure::usage(
            "export",
            "a vault is many files: say where with --out FOLDER",
        ));
    };
    let own = given.template.clone().or(config.template_of(form.name()));
    let template = template(form, own.as_deref()).map_err(|error| Failure::of("", error))?;
    let mut desk = session.reading_desk()?;
    let query = meant(given, &desk, session)?;
    let how = VaultExport {
        template,
        restore: given.restore,
        check: given.check,
    };
    let report = desk.export_vault(&query, &folder, &how, &mut || true);
    let report = report.map_err(|error| Failure::of("export", error))?;
    for refused in &report.refused {
        session.out.failed("", refused);
    }
    if given.check {
        for file in &report.files {
            session.out.failed(&file.to_string_lossy(), &"is stale");
        }
    }
    if given.json {
        session.out.json(&Report {
            pressmark: json::VERSION,
            folder: &report.folder,
            written: report.written,
            unchanged: report.unchanged,
            refused: &report.refused,
        })?;
        return Ok(());
    }
    let folder = report.folder.to_string_lossy();
    let written = if given.check { "stale" } else { "written" };
    session.out.line(&format!(
        "{} {written}, {} unchanged in {folder}",
        report.written, report.unchanged
    ))?;
    Ok(())
}

#[derive(Debug, Serialize)]
struct FileReport<'a> {
    pressmark: u8,
    path: &'a Path,
    notes: usize,
}

/// The query: of whoever annotates blind the own marks, and the gold layer where it is asked for.
fn meant(given: &Arguments, desk: &Desk, session: &Session) -> Result<Query, Failure> {
    let mut query = Session::query(&given.query)?;
    if given.gold {
        query.filter = Filter::And(vec![query.filter, Filter::Has(Thing::Gold)]);
    }
    let only = session.config()?.blind.then(|| desk.who.annotator.clone());
    Ok(query.of(only))
}

/// One file of notes, or the same on standard output.
fn file(form: Format, given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.reading_desk()?;
    let query = meant(given, &desk, session)?;
    let marks = if given.all { Marks::All } else { Marks::Asked };
    let done = desk.export_text(form, &query, marks, &mut || true);
    let (text, notes) = done.map_err(|error| Failure::of("export", error))?;
    let Some(path) = &given.out else {
        session.out.bytes(text.as_bytes())?;
        return Ok(());
    };
    let name = path.to_string_lossy();
    write_export(path, form, &text).map_err(|error| Failure::of(name.as_ref(), error))?;
    if given.json {
        session.out.json(&FileReport {
            pressmark: json::VERSION,
            path,
            notes,
        })?;
    } else {
        session.out.line(&format!("{notes} notes in {name}"))?;
    }
    Ok(())
}

/// A folder for brat.
fn brat(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let Some(folder) = &given.out else {
        return Err(Failure::usage(
            "export",
            "brat is many files: say where with --out FOLDER",
        ));
    };
    let mut desk = session.reading_desk()?;
    let query = meant(given, &desk, session)?;
    let name = folder.to_string_lossy();
    let notes = desk.export_brat(&query, folder);
    let notes = notes.map_err(|error| Failure::of(name.as_ref(), error))?;
    if given.json {
        session.out.json(&FileReport {
            pressmark: json::VERSION,
            path: folder,
            notes,
        })?;
    } else {
        session.out.line(&format!("{notes} notes in {name}"))?;
    }
    Ok(())
}

#[derive(Debug, Serialize)]
struct FeedsReport<'a> {
    pressmark: u8,
    path: &'a Path,
    feeds: usize,
}

/// The feeds that are followed, as one document.
fn opml(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    if let Some(word) = given.query.first() {
        return Err(Failure::usage(
            word,
            "opml is the list of all feeds and takes no query",
        ));
    }
    let desk = session.reading_desk()?;
    let Some(path) = &given.out else {
        let (text, _) = desk.opml().map_err(|error| Failure::of("export", error))?;
        session.out.text(&text)?;
        return Ok(());
    };
    let name = path.to_string_lossy();
    let feeds = desk.write_opml(path);
    let feeds = feeds.map_err(|error| Failure::of(name.as_ref(), error))?;
    if given.json {
        session.out.json(&FeedsReport {
            pressmark: json::VERSION,
            path,
            feeds,
        })?;
    } else {
        session.out.line(&format!("{feeds} feeds in {name}"))?;
    }
    Ok(())
}
