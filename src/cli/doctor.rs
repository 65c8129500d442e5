//! `pressmark doctor`: reads the whole library and says whether all is well.

use super::{Failure, Session};
use clap::Args;

/// Check the whole library.
#[derive(Debug, Args)]
#[command(
    long_about = "Check the whole library: the file, the texts, the search index, and that the change log gives what is stored. The last line is `ok`, \
        or there is one line a problem and exit code 1; `pressmark restore` brings back a backup."
)]
pub(super) struct Arguments {}

/// Prints `ok`, or the problems.
pub(super) fn run(_given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.reading_desk()?;
    let problems = desk.library.doctor();
    let problems = problems.map_err(|error| Failure::of("doctor", error))?;
    for problem in &problems {
        session.out.line(problem)?;
    }
    if problems.is_empty() {
        session.out.line("ok")?;
        return Ok(());
    }
    Err(Failure::Told)
}
