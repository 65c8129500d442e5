//! `pressmark add`: articles into the library.

use super::json;
use super::output::Look;
use super::{Failure, Session};
use crate::desk::parse::MAX_BYTES;
use crate::desk::{Added, Arrival, ImportError, Input, OpenOptions};
use clap::Args;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Takes articles into the library.
#[derive(Debug, Args)]
#[command(
    long_about = "Takes files, folders (with all folders in them, hidden ones left out) or standard input into the \
        library. What is there already is recognised: by a feed entry's id, the page's address, else its path; a file \
        that looks as it did is not read again. A refused input costs the others nothing.",
    after_long_help = "Prints (--json) {\"id\",\"path\",\"state\":\"new|known|updated|copy|refused\",\"reason\",\"title\"} for each article."
)]
pub(super) struct Arguments {
    /// Files and folders; - is standard input.
    #[arg(value_name = "PATH|URL|-", required = true)]
    inputs: Vec<PathBuf>,
    /// The id of the article, when it is a single one.
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
    /// Print JSON Lines.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    if let Some(id) = &given.id
        && (id.trim().is_empty() || id.trim() != id)
    {
        return Err(Failure::usage(
            "--id",
            "needs a name without blanks around it",
        ));
    }
    let mut desk = session.desk(OpenOptions::Write)?;
    let mut inputs = Vec::new();
    for path in &given.inputs {
        let name = path.to_string_lossy();
        if name.starts_with("http://") || name.starts_with("https://") {
            let refused = Added {
                input: name.into_owned(),
                id: None,
                arrival: Arrival::Refused,
                reason: Some(
                    "addresses are not fetched; save the page and add the file".to_owned(),
                ),
                title: None,
            };
            print(session, given, &refused)?;
        } else if path.as_os_str() == "-" {
            inputs.push(Input::Bytes("-".to_owned(), standard_input()?));
        } else {
            inputs.push(Input::Path(path.clone()));
        }
    }
    let mut printed = Ok(());
    let done = desk.import(&inputs, given.id.as_deref(), &mut |_, added| {
        if let Some(added) = added {
            printed = print(session, given, added);
        }
        if printed.is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    printed?;
    done.map_err(|error| match error {
        ImportError::IdForMany => Failure::usage("--id", error.to_string()),
        ImportError::Library(error) => Failure::of("library", error),
    })?;
    desk.compare_new(&mut |_| ControlFlow::Continue(()))
        .map_err(|error| Failure::of("library", error))?;
    Ok(())
}

/// Standard input, one byte more than the limit at most, so that too large an input is noticed.
pub(super) fn standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    io::stdin()
        .lock()
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::of("standard input", error))?;
    Ok(bytes)
}

fn print(session: &mut Session, given: &Arguments, added: &Added) -> Result<(), Failure> {
    if let Some(reason) = &added.reason {
        session.out.failed(&added.input, reason);
    }
    if given.json {
        session.out.json(&json::added(added))?;
        return Ok(());
    }
    let Some(id) = &added.id else { return Ok(()) };
    session.out.styled(Look::Name, id.as_str())?;
    session.out.line(&format!(
        "  {:<7}  {}",
        added.arrival.name(),
        added.title.as_deref().unwrap_or(&added.input)
    ))?;
    Ok(())
}
