//! Opening the screen: on the library, or on paths, addresses and standard input.

use super::{Failure, Session};
use crate::text::closest::closest;
use crate::tui::terminal;
use clap::CommandFactory;
use std::ffi::OsString;
use std::path::Path;

/// Opens the screen. What cannot be opened is told before the terminal is taken.
pub(super) fn run(inputs: &[OsString], _session: &mut Session) -> Result<(), Failure> {
    for input in inputs {
        check(input)?;
    }
    terminal::check().map_err(|error| Failure::usage("", error.to_string()))?;
    Ok(())
}

/// A word that is neither a path nor a command is most likely a slip of the finger.
fn check(input: &OsString) -> Result<(), Failure> {
    let name = input.to_string_lossy();
    if name == "-" || name.starts_with("http://") || name.starts_with("https://") {
        return Ok(());
    }
    if Path::new(input).exists() {
        return Ok(());
    }
    let arguments = super::args::Arguments::command();
    let mut commands = arguments.get_subcommands().map(clap::Command::get_name);
    if commands.any(|command| command == name) {
        return Err(Failure::usage(
            name,
            "commands come first; write ./NAME for a path that is named like one",
        ));
    }
    let commands = arguments.get_subcommands().map(clap::Command::get_name);
    let tip = closest(&name, commands)
        .map(|command| format!(" (did you mean `{command}`?)"))
        .unwrap_or_default();
    Err(Failure::usage(
        name,
        format!("there is no such file or folder, and no command of that name{tip}"),
    ))
}
