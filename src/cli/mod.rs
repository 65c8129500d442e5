//! The command line: arguments, one file per subcommand, plain output.
//!
//! Each subcommand is a struct of arguments and a function `run`, which calls the desk and prints.
//! With `--json` a command prints JSON Lines, one object a record, in the shapes of `json`; without,
//! text for people. Errors are one line each, `pressmark: NAME: WHAT`; the exit code is 0 when all is done,
//! 1 when some input failed, 2 for wrong usage. Nothing here decides what a text says.

mod add;
mod adjudicate;
mod agreement;
mod anchor;
mod annotate;
mod args;
mod arrange;
mod bench;
mod compact;
mod compare;
mod completions;
mod diff;
mod doctor;
mod export;
mod facts;
mod failure;
mod feeds;
mod fetch;
mod history;
mod import;
mod json;
mod keep;
mod keys;
mod link;
mod list;
mod man;
mod merge;
mod notes;
mod output;
mod parse;
mod progress;
mod pull;
mod read;
mod remove;
mod rule;
mod rules;
mod searches;
mod session;
mod show;
mod sources;
mod stats;
mod subscribe;
mod table;
mod tag;
mod themes;
mod ui;
mod undo;
mod words;

use crate::driver::worker;
use args::Command;
use clap::Parser;
use clap::error::ErrorKind;
use failure::Failure;
use output::tell;
use session::Session;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with these arguments (the first is the program's name) and tells its exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // What this process is then for, it does before anything else.
    if arguments
        .get(1)
        .is_some_and(|first| first == worker::ARGUMENT)
    {
        return worker::serve();
    }
    let given = match args::Arguments::try_parse_from(words::marked(arguments)) {
        Ok(given) => given,
        Err(error) => return explain(&error),
    };
    let mut session = Session::new(given.global.clone());
    let done = dispatch(given, &mut session)
        .and_then(|()| Ok(session.out.flush()?))
        .and_then(|()| {
            if session.out.any_failed() {
                Err(Failure::Told)
            } else {
                Ok(())
            }
        });
    let Err(failure) = done else {
        return ExitCode::SUCCESS;
    };
    // What was done before the failure is still handed over; a reader that left needs nothing.
    let _ = session.out.flush();
    if let Some((name, what)) = failure.line() {
        tell(name, &what);
    }
    failure.into()
}

fn dispatch(given: args::Arguments, session: &mut Session) -> Result<(), Failure> {
    let Some(command) = given.command else {
        return ui::run(&given.inputs, given.plain, session);
    };
    match command {
        Command::Compare(given) => compare::run(&given, session),
        Command::Parse(given) => parse::run(&given, session),
        Command::Anchor(given) => anchor::run(&given, session),
        Command::Add(given) => add::run(&given, session),
        Command::Subscribe(given) => subscribe::run(&given, session),
        Command::Fetch(given) => fetch::run(&given, session),
        Command::List(given) => list::run(&given, session),
        Command::Show(given) => show::run(&given, session),
        Command::Diff(given) => diff::run(&given, session),
        Command::Facts(given) => facts::run(&given, session),
        Command::Annotate(given) => annotate::run(&given, session),
        Command::Notes(given) => notes::run(&given, session),
        Command::Link(given) => link::run(&given, session),
        Command::History(given) => history::run(&given, session),
        Command::Tag(given) => tag::run(&given, session),
        Command::Undo(given) => undo::undo(&given, session),
        Command::Redo(given) => undo::redo(&given, session),
        Command::Export(given) => export::run(&given, session),
        Command::Import(given) => import::run(&given, session),
        Command::Pull(given) => pull::run(&given, session),
        Command::Merge(given) => merge::run(&given, session),
        Command::Agreement(given) => agreement::run(&given, session),
        Command::Adjudicate(given) => adjudicate::run(&given, session),
        Command::Sources(given) => sources::run(&given, session),
        Command::Rule(given) => rule::run(&given, session),
        Command::Rules(given) => rules::run(&given, session),
        Command::Searches(given) => searches::run(&given, session),
        Command::Remove(given) => remove::run(&given, session),
        Command::Stats(given) => stats::run(&given, session),
        Command::Compact(given) => compact::run(&given, session),
        Command::Doctor(given) => doctor::run(&given, session),
        Command::Backup(given) => keep::backup(&given, session),
        Command::Restore(given) => keep::restore(&given, session),
        Command::Keys(given) => keys::run(&given, session),
        Command::Themes(given) => themes::run(&given, session),
        Command::Completions(given) => completions::run(&given, session),
        Command::Man(given) => man::run(&given, session),
        Command::Bench(given) => bench::run(&given, session),
    }
}

/// Help and version go to standard output; wrong usage is one line on standard error.
fn explain(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A reader that closed the pipe has seen enough.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut what = lines.next().unwrap_or("wrong usage").to_owned();
    if error.kind() == ErrorKind::MissingRequiredArgument {
        let missing: Vec<_> = lines
            .clone()
            .take_while(|line| !line.starts_with("Usage:"))
            .collect();
        what = format!("{what} {}", missing.join(", "));
    }
    let what = what.strip_prefix("error: ").unwrap_or(&what);
    let tip = lines
        .find(|line| line.starts_with("tip: "))
        .map_or(String::new(), |tip| {
            format!("; {}", tip.trim_start_matches("tip: "))
        });
    tell("", &format!("{what}{tip}; see pressmark --help"));
    ExitCode::from(2)
}
