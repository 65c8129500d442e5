//! `pressmark history`: what became of an annotation.

use super::output::Look;
use super::{Failure, Session, json};
use clap::Args;
use serde::Serialize;

/// Tell what became of an annotation: who changed what, and when.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// One object per change.
    #[arg(long)]
    json: bool,
    /// The annotation: its id or any beginning of it that fits no other.
    #[arg(value_name = "ID")]
    annotation: String,
}

#[derive(Debug, Serialize)]
struct EntryObject<'a> {
    pressmark: u8,
    annotation: &'a str,
    at: String,
    annotator: &'a str,
    what: &'a str,
}

/// Prints the entries, the oldest first.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.reading_desk()?;
    let wrong = |error| Failure::of(&given.annotation, error);
    let id = desk
        .library
        .annotation_id(&given.annotation)
        .map_err(wrong)?;
    for entry in desk.library.history_of(&id).map_err(wrong)? {
        if given.json {
            session.out.json(&EntryObject {
                pressmark: json::VERSION,
                annotation: id.as_str(),
                at: entry.at.to_string(),
                annotator: &entry.annotator,
                what: &entry.what,
            })?;
        } else {
            let at = entry.at.strftime("%Y-%m-%d %H:%M:%S");
            session.out.styled(Look::Dim, &format!("{at}  "))?;
            session
                .out
                .line(&format!("{}: {}", entry.annotator, entry.what))?;
        }
    }
    Ok(())
}
