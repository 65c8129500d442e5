//! `pressmark doctor`: reads the whole library and says whether all is well.

use super::{Failure, Session};
use crate::driver::worker::Worker;
use clap::Args;

/// Check the whole library.
#[derive(Debug, Args)]
#[command(
    long_about = "Check the whole library: the file, the texts, the search index, and that the change log gives what is stored. How inputs are read \
        is told too. The last line is `ok`, or there is one line a problem and exit code 1; counts that are wrong are mended by `--recount`, \
        and `pressmark restore` brings back a backup."
)]
pub(super) struct Arguments {
    /// First count anew what the library keeps counted: the length of its lists, the articles of its sources
    #[arg(long)]
    recount: bool,
}

/// Prints `ok`, or the problems.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    if given.recount {
        let counted = session.writing_desk()?.library.count_anew();
        counted.map_err(|error| Failure::of("doctor", error))?;
    }
    let desk = session.reading_desk()?;
    let problems = desk.library.doctor();
    let problems = problems.map_err(|error| Failure::of("doctor", error))?;
    for problem in &problems {
        session.out.line(problem)?;
    }
    if problems.is_empty() {
        let line = reading(session.parser());
        session.out.line(&line)?;
        session.out.line("ok")?;
        return Ok(());
    }
    Err(Failure::Told)
}

/// How inputs are read: apart from the program, and how far apart.
fn reading(parser: &Worker) -> String {
    let confinement = match parser.confinement() {
        Ok(confinement) => confinement,
        Err(why) => return format!("inputs are read in this process: {why}"),
    };
    let denied = [
        (confinement.memory, "a limit on memory"),
        (confinement.no_files, "no access to files"),
        (confinement.no_network, "no connections"),
    ];
    let kept = |wanted: bool| {
        let parts = denied.iter().filter(|(holds, _)| *holds == wanted);
        parts.map(|(_, what)| *what).collect::<Vec<_>>().join(", ")
    };
    let (holds, lacks) = (kept(true), kept(false));
    let lacks = if lacks.is_empty() {
        lacks
    } else {
        format!("; this system does not give it: {lacks}")
    };
    format!("inputs are read in a process of their own: {holds}{lacks}")
}
