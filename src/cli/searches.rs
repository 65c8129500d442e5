//! `pressmark searches`: the searches that are kept under a name.

use super::output::Look;
use super::table::{self, Cell};
use super::undo::ChangeObject;
use super::{Failure, Session, json};
use crate::model::{Action, KeptSearch, Origin, SafeText, SearchCount};
use clap::{Args, Subcommand};
use serde::Serialize;

/// List and arrange the searches that are kept under a name.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark searches\n  \
    pressmark searches save 'New chips' 'chips is:unread after:7d sort:-facts'\n  \
    pressmark list --saved 'New chips'\n\n\
    With --json: {\"name\",\"query\",\"articles\",\"unread\"}; the counts are null where the query cannot be understood.")]
pub(super) struct Arguments {
    /// One object per search; for a change, the stored change.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    change: Option<Change>,
}

/// What can be done to kept searches.
#[derive(Debug, Subcommand)]
enum Change {
    /// Keep a search, in place of the one that had the name.
    Save {
        /// The name.
        name: String,
        /// The query.
        #[arg(value_name = "QUERY", required = true)]
        query: Vec<String>,
    },
    /// Give a kept search another name.
    Rename {
        /// Its name.
        name: String,
        /// The new one.
        to: String,
    },
    /// Forget a kept search.
    Remove {
        /// Its name.
        name: String,
    },
}

#[derive(Debug, Serialize)]
struct SearchObject<'a> {
    pressmark: u8,
    name: &'a str,
    query: &'a str,
    articles: Option<u64>,
    unread: Option<u64>,
}

/// Prints the searches, or changes them.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let wrong = |error| Failure::of("searches", error);
    if let Some(change) = &given.change {
        return store(change, given.json, session);
    }
    let desk = session.reading_desk()?;
    let searches = desk.library.saved_searches().map_err(wrong)?;
    let queries: Vec<_> = searches.iter().map(|search| search.query.clone()).collect();
    let counts = desk.count_searches(&queries, super::session::today());
    let counts = counts.map_err(wrong)?;
    let count = |search: &KeptSearch| -> Option<SearchCount> {
        let found = counts.iter().find(|(query, _)| *query == search.query);
        found.map(|(_, count)| *count)
    };
    let mut rows = Vec::new();
    for search in &searches {
        let count = count(search);
        if given.json {
            session.out.json(&SearchObject {
                pressmark: json::VERSION,
                name: &search.name,
                query: &search.query,
                articles: count.map(|count| count.articles),
                unread: count.map(|count| count.unread),
            })?;
            continue;
        }
        let told = |number: Option<u64>, what: &str| {
            Cell::plain(&number.map_or("-".to_owned(), |number| format!("{number} {what}")))
        };
        rows.push(vec![
            Cell::new(Look::Name, &search.name),
            told(count.map(|count| count.articles), "articles"),
            told(count.map(|count| count.unread), "unread"),
            Cell::new(Look::Dim, &search.query),
        ]);
    }
    table::write(&mut session.out, &rows, 3)?;
    Ok(())
}

fn store(change: &Change, as_json: bool, session: &mut Session) -> Result<(), Failure> {
    let action = match change {
        Change::Save { name, query } => {
            // A query that cannot be understood is not kept.
            Session::query(query)?;
            let words: Vec<&str> = query.iter().map(|word| super::words::typed(word)).collect();
            Action::SaveSearch {
                name: named(name)?,
                query: SafeText::line(&words.join(" ")),
            }
        }
        Change::Rename { name, to } => Action::RenameSearch {
            name: named(name)?,
            to: named(to)?,
        },
        Change::Remove { name } => Action::DeleteSearch { name: named(name)? },
    };
    let mut desk = session.writing_desk()?;
    let change = desk.who.change(Origin::User, action);
    let applied = desk.library.apply(&change);
    let applied = applied.map_err(|error| Failure::of("searches", error))?;
    if as_json {
        session.out.json(&ChangeObject {
            pressmark: json::VERSION,
            change: &change,
        })?;
    } else if applied.changed == 0 {
        session.out.line("nothing to change")?;
    } else {
        session.out.line("done")?;
    }
    Ok(())
}

fn named(name: &str) -> Result<SafeText, Failure> {
    let name = SafeText::line(name);
    if name.is_empty() {
        return Err(Failure::usage("searches", "a search is kept under a name"));
    }
    Ok(name)
}
