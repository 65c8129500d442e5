//! `pressmark undo` and `pressmark redo`.

use super::{Failure, Session, json};
use crate::desk::{Desk, LibraryError, OpenOptions};
use crate::model::ChangeId;
use crate::model::change::Undone;
use clap::Args;

/// Takes back the last change of this annotator, or does it again.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn undo(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    run(given, session, "undo", |desk, id| {
        let who = &desk.who;
        desk.library
            .undo(&who.annotator, &who.instance, (who.now)(), id)
    })
}

pub(super) fn redo(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    run(given, session, "redo", |desk, id| {
        let who = &desk.who;
        desk.library
            .redo(&who.annotator, &who.instance, (who.now)(), id)
    })
}

fn run(
    given: &Arguments,
    session: &mut Session,
    what: &'static str,
    work: impl FnOnce(&mut Desk, &ChangeId) -> Result<Option<Undone>, LibraryError>,
) -> Result<(), Failure> {
    let mut desk = session.desk(OpenOptions::Write)?;
    let id = ChangeId::from_random((desk.who.random)());
    match work(&mut desk, &id).map_err(|error| Failure::of(what, error))? {
        None => Err(Failure::of(what, format!("nothing to {what}"))),
        Some(done) if given.json => Ok(session.out.json(&json::undone(what, &id, &done))?),
        Some(done) => Ok(session.out.line(&format!("{what}: {}", done.what))?),
    }
}
