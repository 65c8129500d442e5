//! Opening the screen: on the library, or on paths, addresses and standard input.

use super::{Failure, Session};
use crate::app::keys::command::Command;
use crate::app::settings::Settings;
use crate::config::Config;
use crate::desk::{Access, Desk, OpenOptions, Who};
use crate::driver::worker::Worker;
use crate::driver::{OpenDesk, clock};
use crate::text::closest::closest;
use crate::tui;
use clap::CommandFactory;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Opens the screen on inputs. What cannot be opened is told before the terminal is taken.
pub(super) fn run(inputs: &[OsString], plain: bool, session: &mut Session) -> Result<(), Failure> {
    for input in inputs {
        check(input)?;
    }
    open(inputs, None, plain, session)
}

/// Opens the screen, and there begins with a command.
pub(super) fn open(
    inputs: &[OsString],
    command: Option<(Command, String)>,
    plain: bool,
    session: &mut Session,
) -> Result<(), Failure> {
    if !plain {
        tui::terminal::check().map_err(|error| Failure::usage("", error.to_string()))?;
    }
    let config = session.config()?;
    let (folder, who) = (session.folder()?, session.who(&config));
    // Opened once before the screen: a library that cannot be used is told in a line one can read and copy.
    let library = Desk::open(&folder, OpenOptions::Write, who.clone())
        .map_err(|error| Failure::of("library", error))?
        .library;
    let read_only = match library.access() {
        Access::Write => None,
        Access::Read(reason) => Some(reason.clone()),
    };
    // The first desk that is asked for is on this one.
    let first = Mutex::new(Some(library));
    let settings = Settings {
        command,
        import: inputs.iter().map(PathBuf::from).collect(),
        read_only,
        ..settings(&config, &who, session)
    };
    let rules = config.rules.clone();
    let open: OpenDesk = Arc::new(move |library| {
        let first = || first.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut desk = match library.or_else(first) {
            Some(library) => Desk::on(library, who.clone()),
            None => Desk::open(&folder, OpenOptions::Write, who.clone())
                .map_err(|error| error.to_string())?,
        };
        // A line on standard error would stand in the screen; `doctor` tells.
        desk.parser = Box::new(Worker::of_this_program(|_| {}));
        desk.rules.clone_from(&rules);
        Ok(desk)
    });
    let ended = if plain {
        tui::plain::run(&config, settings, &open)
    } else {
        tui::run::run(&config, settings, &open)
    };
    match ended {
        Ok(0) => Ok(()),
        Ok(code) => Err(Failure::Ended(u8::try_from(code).unwrap_or(1))),
        Err(error) => Err(Failure::of("", error)),
    }
}

/// The settings that need no library.
fn settings(config: &Config, who: &Who, session: &Session) -> Settings {
    Settings {
        annotator: who.annotator.clone(),
        blind: config.blind,
        instance: who.instance.clone(),
        seed: clock::random(),
        scheme: config.labels.clone(),
        keys: config.keys.clone(),
        zone: clock::zone(),
        column: config.column,
        read_after: config.read_after,
        theme: session
            .global
            .theme
            .clone()
            .unwrap_or_else(|| config.theme.clone()),
        filter: String::new(),
        command: None,
        import: Vec::new(),
        fetches: config.fetch.is_automatic(),
        read_only: None,
    }
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
