//! `pressmark show`: one article, from the library or from a file.

use super::json::{self, Origin};
use super::{Failure, Session, read, session};
use crate::desk::OpenOptions;
use crate::desk::parse::{Input, parse};
use clap::Args;
use serde_json::Value;
use std::path::Path;

/// Shows an article as JSON, or as plain text.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// An article's id or a unique beginning of it; else a file (which is not taken in); - is standard input.
    #[arg(value_name = "ID|FILE")]
    what: String,
    /// Print the text alone.
    #[arg(long)]
    plain: bool,
    /// Print JSON (the default).
    #[arg(long, conflicts_with = "plain")]
    json: bool,
}

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let path = Path::new(&given.what);
    // A path with a slash or `-` is never an id; any other name is looked up first.
    let is_path = given.what == "-" || given.what.contains('/');
    if is_path {
        return file(path, given, session);
    }
    let mut desk = session.desk(OpenOptions::Read)?;
    let id = match session::article_id(&desk, &given.what) {
        Ok(id) => id,
        Err(_) if path.exists() => return file(path, given, session),
        Err(failure) => return Err(failure),
    };
    let article = desk
        .article(&id)
        .map_err(|error| Failure::of(&given.what, error))?;
    if given.plain {
        return plain(&article.article.text, session);
    }
    let id = Value::from(id.as_str());
    let origin = Origin {
        id: &id,
        path: None,
        url: None,
    };
    session
        .out
        .json(&json::article(origin, &article.article, &article.facts))?;
    Ok(())
}

fn file(path: &Path, given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let bytes =
        read::bytes(path).map_err(|error| Failure::of(&given.what, read::reason(&error)))?;
    let document = parse(&Input::new(&given.what, &bytes), None)
        .map_err(|error| Failure::of(&given.what, error))?;
    for parsed in &document.articles {
        if given.plain {
            plain(&parsed.article.text, session)?;
        } else {
            let id = Value::from(given.what.as_str());
            let origin = Origin {
                id: &id,
                path: Some(&given.what),
                url: None,
            };
            session
                .out
                .json(&json::article(origin, &parsed.article, &parsed.facts))?;
        }
    }
    Ok(())
}

fn plain(text: &str, session: &mut Session) -> Result<(), Failure> {
    session.out.text(text)?;
    if !text.ends_with('\n') {
        session.out.line("")?;
    }
    Ok(())
}
