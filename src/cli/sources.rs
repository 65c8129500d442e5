//! `pressmark sources`: where the articles come from, and what is said about it.

use super::arrange::{self, Change};
use super::output::Look;
use super::table::{self, Cell};
use super::{Failure, Session, json};
use crate::model::{SafeText, SourceRow};
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

/// List and arrange the sources: feeds, folders and files that articles came from.
#[derive(Debug, Args)]
#[command(
    long_about = "List the sources with their unread and all articles, folder and tags; or arrange them. A SOURCE is a name, a place, an id or \
        the beginning of one; FOLDER/ with a slash at its end means all sources in it. `pressmark undo` takes any of it back.",
    after_long_help = "Examples:\n  \
        pressmark sources\n  \
        pressmark sources rename wire.example/feed.xml 'The Wire'\n  \
        pressmark sources move 'The Wire' 'Chip Daily' News/Tech\n  \
        pressmark sources rename News/ Press\n  \
        pressmark sources mute News/Tech/\n  \
        pressmark sources tag 'The Wire' +chips -old\n\n\
        A muted source is not fetched by itself, and lists leave its articles out unless they are asked for with source: or is:muted.\n\n\
        With --json, one object a source; of a feed with {\"fetched\",\"succeeded\",\"error\",\"next\",\"gone\"}: when it was last \
        asked for, when that last went well, what went wrong the last time, when it is due again, and whether the server \
        said that it is gone for good."
)]
pub(super) struct Arguments {
    /// One object per source; for a change, the stored change.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    change: Option<Change>,
}

#[derive(Debug, Serialize)]
struct SourceObject<'a> {
    pressmark: u8,
    id: &'a str,
    name: &'a str,
    location: &'a str,
    page: Option<&'a str>,
    folder: Option<&'a str>,
    tags: &'a [SafeText],
    muted: bool,
    articles: u64,
    unread: u64,
    kind: &'a str,
    fetched: Option<Timestamp>,
    succeeded: Option<Timestamp>,
    error: Option<&'a str>,
    next: Option<Timestamp>,
    gone: bool,
}

/// Prints the sources, or changes them.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    if let Some(change) = &given.change {
        return arrange::run(change, given.json, session);
    }
    let desk = session.reading_desk()?;
    let sources = desk.library.sources();
    let sources = sources.map_err(|error| Failure::of("sources", error))?;
    if given.json {
        for source in &sources {
            session.out.json(&object(source))?;
        }
        return Ok(());
    }
    let rows: Vec<_> = sources.iter().map(cells).collect();
    table::write(&mut session.out, &rows, 6)?;
    Ok(())
}

fn object(source: &SourceRow) -> SourceObject<'_> {
    SourceObject {
        pressmark: json::VERSION,
        id: source.id.as_str(),
        name: &source.name,
        location: &source.location,
        page: source.page.as_deref(),
        folder: (!source.folder.is_top()).then_some(source.folder.as_str()),
        tags: &source.tags,
        muted: source.muted,
        articles: source.articles,
        unread: source.unread,
        kind: &source.kind,
        fetched: source.fetched,
        succeeded: source.succeeded,
        error: source.error.as_deref(),
        next: source.due,
        gone: source.gone,
    }
}

fn cells(source: &SourceRow) -> Vec<Cell> {
    let tags: Vec<String> = source.tags.iter().map(|tag| format!("#{tag}")).collect();
    vec![
        Cell::new(Look::Name, &source.name),
        Cell::plain(&format!("{} articles", source.articles)),
        Cell::plain(&format!("{} unread", source.unread)),
        Cell::new(Look::Dim, if source.muted { "muted" } else { "" }),
        Cell::new(Look::Dim, source.folder.as_str()),
        Cell::new(Look::Dim, &tags.join(" ")),
        Cell::new(Look::Dim, &source.location),
    ]
}
