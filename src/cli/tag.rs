//! `pressmark tag`: tags of an article.

use super::{Failure, Session, json, session};
use crate::desk::OpenOptions;
use crate::model::{Action, Origin, SafeText};
use clap::Args;

/// Gives and takes tags of an article.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The article: its id or a unique beginning of it.
    #[arg(value_name = "ID")]
    article: String,
    /// +TAG gives, -TAG takes away.
    #[arg(value_name = "+TAG|-TAG", required = true, allow_hyphen_values = true)]
    tags: Vec<String>,
    /// Print JSON (also possible before the id).
    #[arg(long)]
    json: bool,
}

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let (mut add, mut remove, mut as_json) = (Vec::new(), Vec::new(), given.json);
    for tag in &given.tags {
        let name = |name: &str| SafeText::line(name);
        match (
            tag.strip_prefix('+').map(name),
            tag.strip_prefix('-').map(name),
        ) {
            _ if tag == "--json" => as_json = true,
            (Some(tag), _) if !tag.is_empty() => add.push(tag),
            (_, Some(tag)) if !tag.is_empty() => remove.push(tag),
            _ => {
                return Err(Failure::usage(
                    tag,
                    "write +TAG to give a tag and -TAG to take it away",
                ));
            }
        }
    }
    let mut desk = session.desk(OpenOptions::Write)?;
    let article = session::article_id(&desk, &given.article)?;
    let change = desk.who.change(
        Origin::User,
        Action::Tag {
            articles: vec![article.clone()],
            add,
            remove,
        },
    );
    desk.library
        .apply(&change)
        .map_err(|error| Failure::of(&given.article, error))?;
    if as_json {
        session.out.json(&json::change(&change))?;
        return Ok(());
    }
    let row = desk
        .library
        .row(&article)
        .map_err(|error| Failure::of(&given.article, error))?;
    let tags: Vec<&str> = row.tags.iter().map(SafeText::as_str).collect();
    session.out.line(&format!(
        "{}: {}",
        row.title,
        if tags.is_empty() {
            "no tags".to_owned()
        } else {
            tags.join(", ")
        }
    ))?;
    Ok(())
}
