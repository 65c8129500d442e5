//! `pressmark remove`: hiding articles and sources. Nothing is deleted; `undo` shows them again.

use super::{Failure, Session, json};
use crate::desk::{LibraryError, OpenOptions};
use crate::model::{Action, Origin};
use clap::Args;

/// Hides an article, or a source with its articles; those with notes, a star or tags stay.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An article's id or a unique beginning of it; else a source by id, name or location.
    #[arg(value_name = "ID|SOURCE")]
    what: String,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.desk(OpenOptions::Write)?;
    let failed = |error: LibraryError| Failure::of(&given.what, error);
    let action = match desk.library.article_id(&given.what) {
        Ok(article) => Action::RemoveArticles {
            articles: vec![article],
        },
        Err(unknown @ LibraryError::Unknown { .. }) => {
            let path =
                std::fs::canonicalize(&given.what).map(|path| path.to_string_lossy().into_owned());
            let by_path = path
                .ok()
                .and_then(|path| desk.library.source_at(&path).ok());
            let source = by_path.map_or_else(|| desk.library.source_id(&given.what), Ok);
            Action::RemoveSource {
                source: source.map_err(|_| failed(unknown))?,
            }
        }
        Err(error) => return Err(failed(error)),
    };
    let change = desk.who.change(Origin::User, action);
    let applied = desk.library.apply(&change).map_err(failed)?;
    if given.json {
        session.out.json(&json::removed(&change, &applied))?;
    } else {
        let kept = if applied.kept > 0 {
            format!(", {} kept (notes, star or tags)", applied.kept)
        } else {
            String::new()
        };
        session
            .out
            .line(&format!("{} removed{kept}", applied.articles.len()))?;
    }
    Ok(())
}
