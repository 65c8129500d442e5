//! `pressmark add`: files, folders, pages of the web and standard input into the library.

use super::output::Look;
use super::progress::{Line, Stop};
use super::{Failure, Session, json, read};
use crate::desk::{Added, Arrival, ImportError, Input, UNATTENDED, is_web};
use crate::model::ImportProgress;
use crate::text::width::shorten;
use clap::Args;
use serde::Serialize;
use std::ops::ControlFlow;
use std::path::Path;

/// So many columns of a title are told: what calls itself one may be a whole page.
const LONGEST_TITLE: usize = 160;

/// Add articles to the library.
#[derive(Debug, Args)]
#[command(
    long_about = "Add articles to the library: files, folders with all below them, addresses of pages (http and https), or - for standard input. \
        A feed of the web is not added; `pressmark subscribe` follows it. What is known already is \
        recognised and not added twice; what cannot be read is told and costs the others nothing. The feeds of a list of feeds \
        (OPML, or newsboat's urls) are followed, its searches kept; nothing is fetched by that, and no command in it is run.",
    after_long_help = "Examples:\n  \
        pressmark add ~/news\n  \
        pressmark add report.html --id report && pressmark annotate report --note 'read on Monday'\n  \
        curl -s https://example.org/feed.xml | pressmark add -\n\n\
        With --json: {\"id\",\"path\" or \"url\",\"state\",\"reason\",\"title\"}; the state is new, known, updated, copy or refused. \
        A feed that is followed now has an address under \"url\" and no id."
)]
pub(super) struct Arguments {
    /// One object per article.
    #[arg(long)]
    json: bool,
    /// The id of a single new article; else one is drawn.
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
    /// What to add; - is standard input.
    #[arg(value_name = "PATH|URL|-", required = true)]
    inputs: Vec<String>,
}

#[derive(Debug, Serialize)]
struct AddedObject<'a> {
    pressmark: u8,
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    state: &'a str,
    reason: Option<&'a str>,
    title: Option<&'a str>,
}

/// Adds everything, telling of each article as it is stored.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    if let Some(id) = given
        .id
        .as_deref()
        .filter(|id| id.is_empty() || id.trim() != *id)
    {
        return Err(Failure::usage(
            "--id",
            format!("`{id}` is no id: give a name without blanks around it"),
        ));
    }
    let mut desk = session.writing_desk()?;
    desk.longest = UNATTENDED;
    let mut inputs = Vec::new();
    for name in &given.inputs {
        if is_web(name) {
            inputs.push(Input::Address(name.clone()));
        } else if name == "-" {
            let bytes = read::bytes(Path::new(name));
            let bytes =
                bytes.map_err(|error| Failure::because("standard input", read::reason(&error)))?;
            inputs.push(Input::Bytes(name.clone(), bytes));
        } else {
            inputs.push(Input::Path(name.into()));
        }
    }
    let stop = Stop::on_interrupt()?;
    let mut line = Line::default();
    let mut failed = None;
    let done = desk.import(&inputs, given.id.as_deref(), &mut |progress, added| {
        if let Some(added) = added {
            line.clear();
            failed = failed.take().or(tell(added, given.json, session).err());
        } else {
            line.show(|| so_far(progress));
        }
        if failed.is_some() {
            return ControlFlow::Break(());
        }
        stop.answer()
    });
    line.clear();
    let progress = done.map_err(|error| match error {
        ImportError::IdForMany => Failure::usage("--id", error.to_string()),
        ImportError::Library(error) => Failure::of("library", error),
    })?;
    if progress.feeds > 0 && !given.json {
        let feeds = if progress.feeds == 1 { "feed" } else { "feeds" };
        let line = format!(
            "{} new {feeds}; `pressmark fetch` gets what is in them",
            progress.feeds
        );
        session.out.line(&line)?;
    }
    let compared = desk.compare_new(&mut |done| {
        line.show(|| format!("copies, stories, comparison: {done}"));
        stop.answer()
    });
    line.clear();
    compared.map_err(|error| Failure::of("library", error))?;
    super::rules::carry_out(&mut desk)?;
    failed.map_or_else(|| stop.ended(), Err)
}

/// How far an import is. What was read is stored in lots, and not told before it is on the disk.
fn so_far(progress: &ImportProgress) -> String {
    let of = progress.total.map(|total| format!(" of {total}"));
    let (seen, new) = (progress.seen, progress.new);
    format!("read {seen}{}, stored {new}", of.unwrap_or_default())
}

fn tell(added: &Added, as_json: bool, session: &mut Session) -> Result<(), Failure> {
    let id = added.id.as_ref().map(crate::model::ArticleId::as_str);
    if let Some(reason) = &added.reason {
        session.out.failed(&added.input, reason);
    }
    if as_json {
        let address = is_web(&added.input);
        session.out.json(&AddedObject {
            pressmark: json::VERSION,
            id,
            path: (!address).then_some(&added.input),
            url: address.then_some(&added.input),
            state: added.arrival.name(),
            reason: added.reason.as_deref(),
            title: added.title.as_deref(),
        })?;
    } else if added.reason.is_none() {
        session.out.text(&format!("{:<8}", added.arrival.name()))?;
        let id = id.unwrap_or(&added.input);
        session.out.styled(Look::Name, id)?;
        let title = added.title.as_deref().unwrap_or(&added.input);
        session
            .out
            .line(&format!("  {}", shorten(title, LONGEST_TITLE)))?;
    }
    // Nobody waits for word of what is known, and a whole folder may be.
    if added.arrival != Arrival::Known {
        session.out.flush()?;
    }
    Ok(())
}
