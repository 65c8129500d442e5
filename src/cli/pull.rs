//! `pressmark pull`: what the person wrote into the note blocks of a vault, back into the library.

use super::output::Look;
use super::{Failure, Session, json};
use crate::config::Config;
use crate::desk::{Edit, Form, Pull, Pulled, Template, template};
use crate::model::SafeText;
use crate::model::annotation::Confidence;
use crate::text::merge::hunks;
use clap::Args;
use serde::Serialize;
use std::io::{self, BufRead, IsTerminal};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Take over what you changed in a vault.
#[derive(Debug, Args)]
#[command(
    long_about = "Take over what you changed inside the note blocks of a vault that `export --format markdown` wrote: label, verdict, \
        confidence, tags and text of notes and gold marks, and the text of links. The changes are shown first, and taken over when you say yes (or with --yes), all as one step of undo. A note that \
        changed in the library as well is put together line by line; where that cannot be done it is told and left as it is. \
        A note whose block you deleted is told, and deleted here only when you say so (or with --deleted).",
    after_long_help = "Examples:\n  \
        pressmark pull ~/vault/news --dry-run\n  \
        pressmark pull ~/vault/news --yes && pressmark export --format markdown --out ~/vault/news\n\n\
        With --json, one object a note or link: {\"id\",\"article\",\"path\",\"state\",\"label\",\"verdict\",\"confidence\",\"note\",\"tags\",\"reason\"}; \
        the state is changed, taken or conflict (of a note whose block is gone, gone or deleted), and the fields have \"before\" and \"after\"."
)]
pub(super) struct Arguments {
    /// Print one object per changed note.
    #[arg(long)]
    json: bool,
    /// Only show the changes.
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Take the changes over without asking.
    #[arg(long)]
    yes: bool,
    /// Delete the notes whose blocks you deleted in the vault.
    #[arg(long)]
    deleted: bool,
    /// The form of the vault, markdown or org, else export_format of the settings.
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// The template that the vault was written with, else export_template of the settings.
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// The folder of the vault; else export_folder of the settings.
    #[arg(value_name = "VAULT")]
    vault: Option<PathBuf>,
}

#[derive(Debug, Serialize)]
struct PulledObject<'a> {
    pressmark: u8,
    id: &'a str,
    article: &'a str,
    path: &'a Path,
    state: &'static str,
    label: Sides<Option<&'a str>>,
    verdict: Sides<Option<&'a str>>,
    confidence: Sides<Option<&'a str>>,
    note: Sides<&'a str>,
    tags: Sides<&'a [SafeText]>,
    reason: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct GoneObject<'a> {
    pressmark: u8,
    id: &'a str,
    article: &'a str,
    path: &'a Path,
    state: &'static str,
}

#[derive(Debug, Serialize)]
struct Sides<T> {
    before: T,
    after: T,
}

/// Shows the changes and takes them over.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let config = session.config()?;
    let Some(folder) = given.vault.clone().or(config.export_folder.clone()) else {
        return Err(Failure::usage("pull", "say which folder the vault is"));
    };
    let template = written_by(given, &config)?;
    let name = folder.to_string_lossy();
    let failed = |error: crate::desk::ExportError| Failure::of(name.as_ref(), error);
    let pull = session
        .reading_desk()?
        .look_into(&folder, &template)
        .map_err(failed)?;
    for line in &pull.refused {
        session.out.failed("", line);
    }
    if !given.json {
        for pulled in &pull.notes {
            show(pulled, session)?;
        }
        for gone in &pull.deleted {
            session.out.styled(Look::Name, gone.annotation.as_str())?;
            session.out.line(&format!("  {}", gone.path.display()))?;
            session
                .out
                .line(&format!("  its block is gone: {}", gone.words))?;
        }
    }
    let ready = pull
        .notes
        .iter()
        .filter(|one| one.edit.conflict.is_none())
        .count();
    let asks = !given.dry_run && !given.yes && !given.json;
    let agreed = ready > 0
        && (given.yes
            || (asks && ask(&format!("Take {} over?", these(ready, "change")), session)?));
    let gone = pull.deleted.len();
    let delete = gone > 0
        && !given.dry_run
        && (given.deleted
            || (asks
                && ask(
                    &format!(
                        "Delete {} whose blocks are gone from the vault?",
                        these(gone, "note")
                    ),
                    session,
                )?));
    if agreed || delete {
        let what = Pull {
            notes: if agreed {
                pull.notes.clone()
            } else {
                Vec::new()
            },
            deleted: if delete {
                pull.deleted.clone()
            } else {
                Vec::new()
            },
            refused: Vec::new(),
        };
        let taken = session.writing_desk()?.pull(&what);
        taken.map_err(|error| Failure::of("pull", error))?;
    }
    report(&pull, ready, (agreed, delete), given.json, session)
}

/// The template that the vault was written by.
fn written_by(given: &Arguments, config: &Config) -> Result<Template, Failure> {
    let form = given.format.as_deref().unwrap_or(config.export_format);
    let form = Form::named(form)
        .ok_or_else(|| Failure::usage("--format", "a vault is written in markdown or org"))?;
    let own = given.template.clone().or(config.template_of(form.name()));
    template(form, own.as_deref()).map_err(|error| Failure::of("", error))
}

/// Tells what was found, and what of it was taken over and deleted.
fn report(
    pull: &Pull,
    ready: usize,
    (agreed, delete): (bool, bool),
    as_json: bool,
    session: &mut Session,
) -> Result<(), Failure> {
    let gone = pull.deleted.len();
    for pulled in &pull.notes {
        let conflict = pulled.edit.conflict;
        if let Some(reason) = conflict {
            session.out.failed(pulled.edit.of.id(), &reason);
        }
        if as_json {
            let state = match (conflict, agreed) {
                (Some(_), _) => "conflict",
                (None, true) => "taken",
                (None, false) => "changed",
            };
            session.out.json(&object(pulled, state))?;
        }
    }
    if as_json {
        for gone in &pull.deleted {
            session.out.json(&GoneObject {
                pressmark: json::VERSION,
                id: gone.annotation.as_str(),
                article: gone.article.as_str(),
                path: &gone.path,
                state: if delete { "deleted" } else { "gone" },
            })?;
        }
        return Ok(());
    }
    tell(pull, ready, agreed, session)?;
    if gone > 0 {
        let line = if delete {
            format!("{gone} deleted")
        } else {
            format!(
                "{gone} gone from the vault and kept here (--deleted deletes them, export --restore writes them again)"
            )
        };
        session.out.line(&line)?;
    }
    Ok(())
}

/// A count with its noun, pointed at.
fn these(count: usize, noun: &str) -> String {
    match count {
        1 => format!("this {noun}"),
        _ => format!("these {noun}s"),
    }
}

fn tell(pull: &Pull, ready: usize, agreed: bool, session: &mut Session) -> Result<(), Failure> {
    let conflicts = match pull.notes.len() - ready {
        0 => String::new(),
        some => format!(", {some} in conflict"),
    };
    let line = if agreed {
        format!("{ready} taken over{conflicts}")
    } else {
        let hint = if ready > 0 {
            "; nothing was taken over (--yes does it)"
        } else {
            ""
        };
        format!("{ready} changed{conflicts}{hint}")
    };
    session.out.line(&line)?;
    Ok(())
}

/// Asks on the terminal; elsewhere nobody can answer.
fn ask(question: &str, session: &mut Session) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    session.out.text(&format!("{question} [y/N] "))?;
    session.out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// One note as a difference: what the library has after `-`, what it will have after `+`; of a conflict, what the
/// vault says.
fn show(pulled: &Pulled, session: &mut Session) -> Result<(), Failure> {
    let edit = &pulled.edit;
    session.out.styled(Look::Name, edit.of.id())?;
    session.out.line(&format!("  {}", pulled.path.display()))?;
    if edit.conflict.is_some() {
        session
            .out
            .line("  conflict: - in the library, + in the vault")?;
    }
    for (name, before, after) in fields(edit) {
        if before != after {
            let word = |word: Option<&str>| word.unwrap_or("none").to_owned();
            session
                .out
                .line(&format!("  {name}: {} → {}", word(before), word(after)))?;
        }
    }
    let before: Vec<&str> = edit.before.note.lines().collect();
    let after: Vec<&str> = edit.after.note.lines().collect();
    let mut shown = 0;
    for (gone, new) in hunks(&before, &after) {
        // One line of what stays, on each side.
        let around = gone.start.saturating_sub(1).max(shown)..gone.start;
        lines(&before, around, ' ', Look::Dim, session)?;
        lines(&before, gone.clone(), '-', Look::Dim, session)?;
        lines(&after, new, '+', Look::Strong, session)?;
        shown = (gone.end + 1).min(before.len());
        lines(&before, gone.end..shown, ' ', Look::Dim, session)?;
    }
    let tags = |tags: &[SafeText], other: &[SafeText], sign: char| {
        let words = tags.iter().filter(|tag| !other.contains(tag));
        words.map(|tag| format!("{sign}#{tag}")).collect::<Vec<_>>()
    };
    let mut changed = tags(&edit.before.tags, &edit.after.tags, '-');
    changed.extend(tags(&edit.after.tags, &edit.before.tags, '+'));
    if !changed.is_empty() {
        session.out.line(&format!("  {}", changed.join(" ")))?;
    }
    Ok(())
}

fn lines(
    all: &[&str],
    range: Range<usize>,
    sign: char,
    look: Look,
    session: &mut Session,
) -> Result<(), Failure> {
    for line in all.get(range).unwrap_or_default() {
        session.out.styled(look, &format!("  {sign} {line}"))?;
        session.out.line("")?;
    }
    Ok(())
}

/// The fields that hold one word or some, before and after.
fn fields(edit: &Edit) -> [(&'static str, Option<&str>, Option<&str>); 3] {
    let (before, after) = (&edit.before, &edit.after);
    [
        ("label", before.label.as_deref(), after.label.as_deref()),
        (
            "verdict",
            before.verdict.as_deref(),
            after.verdict.as_deref(),
        ),
        (
            "confidence",
            before.confidence.map(Confidence::name),
            after.confidence.map(Confidence::name),
        ),
    ]
}

fn object<'a>(pulled: &'a Pulled, state: &'static str) -> PulledObject<'a> {
    let edit = &pulled.edit;
    let [label, verdict, confidence] =
        fields(edit).map(|(_, before, after)| Sides { before, after });
    PulledObject {
        pressmark: json::VERSION,
        id: edit.of.id(),
        article: pulled.article.as_str(),
        path: &pulled.path,
        state,
        label,
        verdict,
        confidence,
        note: Sides {
            before: &edit.before.note,
            after: &edit.after.note,
        },
        tags: Sides {
            before: &edit.before.tags,
            after: &edit.after.tags,
        },
        reason: edit.conflict,
    }
}
