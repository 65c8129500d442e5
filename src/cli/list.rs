//! `pressmark list`: articles of the library, filtered and sorted by a query.

use super::output::Look;
use super::table::{self, Cell};
use super::{Failure, Session, json};
use crate::desk::Desk;
use crate::model::query::Filter;
use crate::model::{ArticleId, ArticleRow, Query, SafeText};
use clap::Args;
use serde::Serialize;

/// List articles.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark list\n  \
    pressmark list is:unread source:reuters\n  \
    pressmark list 'capex tag:ai -is:archived sort:-date limit:20'\n  \
    pressmark list --json has:disagreement | jq -r .title\n  \
    pressmark list --stories\n  \
    pressmark list --saved 'New chips' is:unread\n\n\
    Columns: id, date, state (• unread, ↻ updated, * starred, x archived), key facts, notes, disagreements (≠), source, title, tags, copies.\n\
    Every article has a line; a copy says so. With --stories the articles of one story stand together,\n\
    the best one first.")]
pub(super) struct Arguments {
    /// One object per article.
    #[arg(long)]
    json: bool,
    /// Articles of the search that is kept under this name; a QUERY narrows them.
    #[arg(long, value_name = "NAME")]
    saved: Option<String>,
    /// The articles of one story together, the story with the newest article first.
    #[arg(long)]
    stories: bool,
    /// Words and fields such as is:unread, tag:x, source:y; all must fit.
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RowObject<'a> {
    pressmark: u8,
    id: &'a str,
    title: &'a str,
    source: &'a str,
    published: Option<String>,
    read: bool,
    starred: bool,
    archived: bool,
    tags: &'a [SafeText],
    facts: u32,
    notes: u32,
    disagreements: u32,
    /// Whether a newer text came that was not read yet.
    updated: bool,
    /// How many copies there are of it besides.
    copies: usize,
    /// The better copy, if it is one.
    copy_of: Option<&'a str>,
    /// The id of its story; an article that tells one alone is its own.
    story: &'a str,
}

/// Articles are read and printed so many at a time.
const WINDOW: usize = 500;

/// Prints the list, window by window.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut query = Session::query(&given.query)?;
    let desk = session.reading_desk()?;
    if let Some(name) = &given.saved {
        query = kept(name, query, &desk)?;
    }
    if given.stories {
        let rows = desk.library.by_story(&query);
        return print(
            given,
            session,
            &desk,
            &rows.map_err(|error| Failure::of("list", error))?,
        );
    }
    let mut first = 0;
    loop {
        let page = desk.library.list(&query, first, WINDOW);
        let page = page.map_err(|error| Failure::of("list", error))?;
        print(given, session, &desk, &page.rows)?;
        first += page.rows.len();
        if page.rows.is_empty() || first >= page.total {
            return Ok(());
        }
    }
}

/// What the search of this name and the query both find, in the query's order or else the search's.
fn kept(name: &str, query: Query, desk: &Desk) -> Result<Query, Failure> {
    let search = desk.library.saved_search(name);
    let search = search.map_err(|error| Failure::of(name, error))?;
    let kept = Session::query(&[search.query.into_string()])?;
    Ok(Query {
        filter: Filter::And(vec![kept.filter, query.filter]),
        sort: if query.sort.is_empty() {
            kept.sort
        } else {
            query.sort
        },
        limit: query.limit.or(kept.limit),
        ..query
    })
}

fn print(
    given: &Arguments,
    session: &mut Session,
    desk: &Desk,
    rows: &[ArticleRow],
) -> Result<(), Failure> {
    let mut rows = rows.to_vec();
    if session.config()?.blind {
        count_own(&mut rows, desk)?;
    }
    if given.json {
        for row in &rows {
            session.out.json(&object(row))?;
        }
        return Ok(());
    }
    let rows: Result<Vec<_>, Failure> = rows
        .iter()
        .map(|row| cells(row, desk, given.stories))
        .collect();
    Ok(table::write(&mut session.out, &rows?, 7)?)
}

/// Who annotates blind is told of their own notes alone.
fn count_own(rows: &mut [ArticleRow], desk: &Desk) -> Result<(), Failure> {
    for row in rows.iter_mut().filter(|row| row.notes > 0) {
        let notes = desk.library.notes_of(&row.id);
        let notes = notes.map_err(|error| Failure::of("list", error))?;
        let own = notes
            .iter()
            .filter(|note| note.annotation.annotator == desk.who.annotator);
        row.notes = u32::try_from(own.count()).unwrap_or(u32::MAX);
    }
    Ok(())
}

fn object(row: &ArticleRow) -> RowObject<'_> {
    RowObject {
        pressmark: json::VERSION,
        id: row.id.as_str(),
        title: &row.title,
        source: &row.source,
        published: row.published.map(|at| at.to_string()),
        read: row.read,
        starred: row.starred,
        archived: row.archived,
        tags: &row.tags,
        facts: row.facts,
        notes: row.notes,
        disagreements: row.disagreements,
        updated: row.updated,
        copies: row.copy_count(),
        copy_of: row.copy_of.as_ref().map(ArticleId::as_str),
        story: row
            .story
            .as_ref()
            .map_or(&row.id, |story| &story.id)
            .as_str(),
    }
}

fn cells(row: &ArticleRow, desk: &Desk, stories: bool) -> Result<Vec<Cell>, Failure> {
    let id = desk.library.short_id(&row.id);
    let id = id.map_err(|error| Failure::of("list", error))?;
    let date = row.published.map(|at| at.date().to_string());
    let sign = |on: bool, sign: &'static str| if on { sign } else { " " };
    let state = format!(
        "{}{}{}{}",
        sign(!row.read, "•"),
        sign(row.updated, "↻"),
        sign(row.starred, "*"),
        sign(row.archived, "x")
    );
    let count = |number: u32, what: &str| match number {
        0 => String::new(),
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    };
    let disagreements = match row.disagreements {
        0 => String::new(),
        number => format!("{number}≠"),
    };
    let tags: Vec<String> = row.tags.iter().map(|tag| format!("#{tag}")).collect();
    let copies = match (&row.copy_of, row.copy_count()) {
        (Some(_), _) => "copy".to_owned(),
        (None, 0) => String::new(),
        (None, 1) => "+1 copy".to_owned(),
        (None, count) => format!("+{count} copies"),
    };
    // What follows the best article of a story hangs on it.
    let title = if stories && row.under.is_some() {
        format!("└ {}", row.title)
    } else {
        row.title.to_string()
    };
    let look = if row.read { Look::Plain } else { Look::Strong };
    Ok(vec![
        Cell::new(Look::Name, &id),
        Cell::new(Look::Dim, date.as_deref().unwrap_or("-")),
        Cell { text: state, look },
        Cell::new(Look::Dim, &count(row.facts, "fact")),
        Cell::new(Look::Dim, &count(row.notes, "note")),
        Cell::new(Look::Dim, &disagreements),
        Cell::new(Look::Dim, &row.source),
        Cell::new(look, &title),
        Cell::new(Look::Dim, &tags.join(" ")),
        Cell::new(Look::Dim, &copies),
    ])
}
