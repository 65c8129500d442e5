//! `pressmark list`: the articles of a query.

use super::output::Look;
use super::{Failure, Session, json, session};
use crate::desk::OpenOptions;
use crate::model::ArticleRow;
use crate::text::width;
use clap::Args;

/// Lists articles, newest first.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  pressmark list is:unread\n  pressmark list capex tag:ai -source:wire --json | jq .title"
)]
pub(super) struct Arguments {
    /// Which: words and fields such as is:unread, tag:NAME, source:NAME, after:2026-03-01; all when missing.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: Vec<String>,
    /// Print JSON Lines.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.desk(OpenOptions::Read)?;
    let query = session::query(&given.query)?;
    let rows = desk
        .library
        .all(&query)
        .map_err(|error| Failure::of("library", error))?;
    for row in rows {
        if given.json {
            session.out.json(&json::row(&row))?;
        } else {
            let id = desk
                .library
                .short_id(&row.id)
                .map_err(|error| Failure::of("library", error))?;
            line(session, &id, &row)?;
        }
    }
    Ok(())
}

fn line(session: &mut Session, id: &str, row: &ArticleRow) -> Result<(), Failure> {
    let date = row
        .published
        .map_or_else(|| "          ".to_owned(), |at| at.date().to_string());
    let state = [
        (!row.read, 'N'),
        (row.starred, '*'),
        (row.archived, 'x'),
        (row.notes > 0, 'n'),
        (row.disagreements > 0, '!'),
    ];
    let state: String = state
        .iter()
        .map(|&(is, sign)| if is { sign } else { ' ' })
        .collect();
    session.out.styled(Look::Name, &format!("{id:<5}"))?;
    session.out.text(&format!("  {date}  {state}  "))?;
    let tail = format!("  ({})", row.source);
    let room = session
        .out
        .width()
        .map(|columns| columns.saturating_sub(id.len().max(5) + 21 + width::columns(&tail)));
    let title = room.map_or(std::borrow::Cow::Borrowed(row.title.as_str()), |room| {
        width::shorten(&row.title, room.max(10))
    });
    session
        .out
        .styled(if row.read { Look::Plain } else { Look::Strong }, &title)?;
    session.out.styled(Look::Dim, &tail)?;
    session.out.line("")?;
    Ok(())
}
