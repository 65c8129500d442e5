//! `pressmark sources`: where the articles come from.

use super::output::Look;
use super::table::{self, Cell};
use super::{Failure, Session, json};
use clap::Args;
use serde::Serialize;

/// List the sources: folders, files and feeds that articles came from.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// One object per source.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct SourceObject<'a> {
    pressmark: u8,
    id: &'a str,
    name: &'a str,
    location: &'a str,
    articles: u64,
    unread: u64,
}

/// Prints the sources.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.reading_desk()?;
    let sources = desk.library.sources();
    let sources = sources.map_err(|error| Failure::of("sources", error))?;
    let mut rows = Vec::new();
    for source in &sources {
        if given.json {
            session.out.json(&SourceObject {
                pressmark: json::VERSION,
                id: source.id.as_str(),
                name: &source.name,
                location: &source.location,
                articles: source.articles,
                unread: source.unread,
            })?;
            continue;
        }
        rows.push(vec![
            Cell::new(Look::Name, &source.name),
            Cell::plain(&format!("{} articles", source.articles)),
            Cell::plain(&format!("{} unread", source.unread)),
            Cell::new(Look::Dim, &source.location),
        ]);
    }
    table::write(&mut session.out, &rows, 3)?;
    Ok(())
}
