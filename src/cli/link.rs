//! `pressmark link`: says how one claim stands to another.

use super::{Failure, Session, json};
use crate::model::{AnnotationId, LinkRelation, SafeText};
use clap::Args;
use serde::Serialize;

/// Say how one claim stands to another.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
        pressmark link k3f9q contradicts m7x2a\n  \
        pressmark link k3f9q updates m7x2a --note 'The July figure replaces the one of April'\n  \
        pressmark undo")]
pub(super) struct Arguments {
    /// Print the link as an object.
    #[arg(long)]
    json: bool,
    /// What there is to say about it.
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// The annotation that supports, contradicts, …: its id or any beginning of it that fits no other.
    #[arg(value_name = "ID")]
    from: String,
    /// supports, contradicts, updates, repeats or cites.
    #[arg(value_parser = relation)]
    relation: LinkRelation,
    /// The other annotation.
    #[arg(value_name = "ID")]
    to: String,
}

#[derive(Debug, Serialize)]
struct LinkObject<'a> {
    pressmark: u8,
    id: &'a str,
    from: &'a str,
    relation: LinkRelation,
    to: &'a str,
    note: &'a str,
    annotator: &'a str,
    created: String,
    modified: String,
}

fn relation(typed: &str) -> Result<LinkRelation, String> {
    let claims = || {
        LinkRelation::ALL
            .into_iter()
            .filter(|relation| !relation.is_ruling())
    };
    claims()
        .find(|relation| relation.name() == typed)
        .ok_or_else(|| {
            let names: Vec<&str> = claims().map(LinkRelation::name).collect();
            format!("write one of {}", names.join(", "))
        })
}

/// Stores the link and prints it.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.writing_desk()?;
    let find = |typed: &str| -> Result<AnnotationId, Failure> {
        let found = desk.library.annotation_id(typed);
        found.map_err(|error| Failure::of(typed, error))
    };
    let (from, to) = (find(&given.from)?, find(&given.to)?);
    if from == to {
        return Err(Failure::because(
            &given.to,
            "a claim is not linked to itself",
        ));
    }
    let link = desk
        .link(&from, given.relation, &to, SafeText::new(&given.note))
        .map_err(|error| Failure::of("link", error))?;
    if given.json {
        session.out.json(&LinkObject {
            pressmark: json::VERSION,
            id: link.id.as_str(),
            from: link.from.as_str(),
            relation: link.relation,
            to: link.to.as_str(),
            note: &link.note,
            annotator: &link.annotator,
            created: link.created.to_string(),
            modified: link.modified.to_string(),
        })?;
    } else {
        let words = link.relation.words();
        session
            .out
            .line(&format!("{} {words} {}", link.from, link.to))?;
    }
    Ok(())
}
