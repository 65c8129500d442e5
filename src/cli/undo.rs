//! `pressmark undo` and `redo`: the change log, backwards and forwards.

use super::{Failure, Session, json};
use crate::model::change::Undone;
use crate::model::{Change, ChangeId};
use clap::Args;
use serde::Serialize;

/// Take back the last change of this annotator.
#[derive(Debug, Args)]
#[command(
    long_about = "Take back the last change of this annotator: a note, a tag, a state, a removal. What was done as one thing is taken back as \
        one. A change that a later one stands on is not taken back; the later one is named."
)]
pub(super) struct UndoArguments {
    /// Print what was taken back as an object.
    #[arg(long)]
    json: bool,
}

/// Do again what was last taken back.
#[derive(Debug, Args)]
pub(super) struct RedoArguments {
    /// Print what was done again as an object.
    #[arg(long)]
    json: bool,
}

/// A stored change, for programs.
#[derive(Debug, Serialize)]
pub(super) struct ChangeObject<'a> {
    pub(super) pressmark: u8,
    #[serde(flatten)]
    pub(super) change: &'a Change,
}

#[derive(Debug, Serialize)]
struct UndoneObject<'a> {
    pressmark: u8,
    id: &'a ChangeId,
    kind: &'a str,
    #[serde(flatten)]
    undone: &'a Undone,
}

/// Takes back.
pub(super) fn undo(given: &UndoArguments, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.writing_desk()?;
    let id = ChangeId::from_random((desk.who.random)());
    let undone = desk.undo(&id);
    let undone = undone.map_err(|error| Failure::of("undo", error))?;
    tell("undo", &id, undone.as_ref(), given.json, session)
}

/// Does again.
pub(super) fn redo(given: &RedoArguments, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.writing_desk()?;
    let id = ChangeId::from_random((desk.who.random)());
    let redone = desk.redo(&id);
    let redone = redone.map_err(|error| Failure::of("redo", error))?;
    tell("redo", &id, redone.as_ref(), given.json, session)
}

fn tell(
    kind: &str,
    id: &ChangeId,
    undone: Option<&Undone>,
    as_json: bool,
    session: &mut Session,
) -> Result<(), Failure> {
    let Some(undone) = undone else {
        return Err(Failure::because(kind, format!("nothing to {kind}")));
    };
    if as_json {
        session.out.json(&UndoneObject {
            pressmark: json::VERSION,
            id,
            kind,
            undone,
        })?;
    } else {
        let done = if kind == "undo" {
            "taken back"
        } else {
            "done again"
        };
        session.out.line(&format!("{done}: {}", undone.what))?;
    }
    Ok(())
}
