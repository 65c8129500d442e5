//! `pressmark doctor`: is the library whole?

use super::{Failure, Session};
use crate::desk::OpenOptions;

/// Prints one line a problem, or `ok` as the last line.
pub(super) fn run(session: &mut Session) -> Result<(), Failure> {
    let desk = session.desk(OpenOptions::Read)?;
    let problems = desk
        .library
        .doctor()
        .map_err(|error| Failure::of("library", error))?;
    for problem in &problems {
        session.out.line(problem)?;
    }
    if problems.is_empty() {
        return Ok(session.out.line("ok")?);
    }
    Err(Failure::of(
        "library",
        format!(
            "{} problems; `pressmark restore FILE` brings a backup back",
            problems.len()
        ),
    ))
}
