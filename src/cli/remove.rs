//! `pressmark remove`: takes articles, or a source with its articles, out of the library.

use super::undo::ChangeObject;
use super::{Failure, Session, json};
use crate::desk::Desk;
use crate::model::{Action, Origin};
use clap::Args;
use serde::Serialize;

/// Remove articles, or a source with its articles.
#[derive(Debug, Args)]
#[command(
    long_about = "Remove articles, or a source with its articles. Of a source, articles with notes, tags or a star stay. Files on your disk are \
        never touched, and `pressmark undo` brings everything back.",
    after_long_help = "Examples:\n  \
        pressmark remove k3f9q p2xwa\n  \
        pressmark remove sample-data"
)]
pub(super) struct Arguments {
    /// Print the stored change as an object.
    #[arg(long)]
    json: bool,
    /// The name is that of a source, even if an article's id begins like it.
    #[arg(long)]
    source: bool,
    /// Articles (ids, or beginnings of them that fit no other), or one source (its name, place or id).
    #[arg(value_name = "ID|SOURCE", required = true)]
    names: Vec<String>,
}

/// The stored change and what it came to.
#[derive(Debug, Serialize)]
struct RemovedObject<'a> {
    removed: usize,
    kept: usize,
    #[serde(flatten)]
    change: ChangeObject<'a>,
}

/// Stores the change.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.writing_desk()?;
    let action = action(&desk, given)?;
    let change = desk.who.change(Origin::User, action);
    let applied = desk.library.apply(&change);
    let applied = applied.map_err(|error| Failure::of("remove", error))?;
    if given.json {
        session.out.json(&RemovedObject {
            removed: applied.articles.len(),
            kept: applied.kept,
            change: ChangeObject {
                pressmark: json::VERSION,
                change: &change,
            },
        })?;
        return Ok(());
    }
    let removed = applied.articles.len();
    let told = match applied.kept {
        0 => format!("removed {removed} articles"),
        kept => format!(
            "removed {removed} articles; {kept} stay, since they carry notes, tags or a star"
        ),
    };
    session.out.line(&told)?;
    Ok(())
}

/// What is to be removed: the source that was named, else articles. One name that is no article's may be a source's.
fn action(desk: &Desk, given: &Arguments) -> Result<Action, Failure> {
    let mut articles = Vec::new();
    for name in &given.names {
        let article = desk.library.article_id(name);
        match (article, given.names.len()) {
            (Ok(id), _) if !given.source => articles.push(id),
            (Err(error), 2..) => return Err(Failure::of(name, error)),
            _ => {
                let source = desk.library.source_id(name);
                let source = source.map_err(|error| Failure::of(name, error))?;
                return Ok(Action::RemoveSource { source });
            }
        }
    }
    Ok(Action::RemoveArticles { articles })
}
