//! What every subcommand works with: the output, the settings, the person, and the desk.

use super::args::Global;
use super::failure::Failure;
use super::json;
use super::output::Output;
use super::words::typed;
use crate::config::{Config, Places};
use crate::desk::{Access, Desk, OpenOptions, Who};
use crate::driver::clock;
use crate::driver::worker::Worker;
use crate::model::{InstanceId, Query, SafeText};
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;

/// One run of the program.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) global: Global,
    pub(super) out: Output,
    parser: Option<Worker>,
}

/// The answer for a line of JSON Lines that failed.
#[derive(Debug, Serialize)]
struct Refused<'a> {
    pressmark: u8,
    id: &'a Value,
    error: SafeText,
}

impl Session {
    /// A run with these arguments.
    pub(super) fn new(global: Global) -> Self {
        Self {
            global,
            out: Output::standard(),
            parser: None,
        }
    }

    /// The settings in force; what is odd in them is told and stops nothing. A theme that was asked for must be there.
    ///
    /// # Errors
    /// When a file cannot be read or a value is wrong.
    pub(super) fn config(&self) -> Result<Config, Failure> {
        let wrong = |error| Failure::of("", error);
        let config = Config::load(self.global.config.as_deref()).map_err(wrong)?;
        let mut warnings = config.warnings.clone();
        if let Some(theme) = &self.global.theme {
            warnings.extend(config.theme(Some(theme)).map_err(wrong)?.1);
        }
        for warning in &warnings {
            Output::warn(warning);
        }
        Ok(config)
    }

    /// Refuses what shows the marks of others to somebody who annotates blind.
    ///
    /// # Errors
    /// When the settings say so, or are wrong.
    pub(super) fn not_blind(&self, command: &str) -> Result<(), Failure> {
        if self.config()?.blind {
            let why = "you annotate blind, and this shows what others marked; blind = false in the settings shows it";
            return Err(Failure::because(command, why));
        }
        Ok(())
    }

    /// Who reads inputs that come from outside.
    pub(super) fn parser(&mut self) -> &mut Worker {
        self.parser.get_or_insert_with(worker)
    }

    /// The folder of the library.
    ///
    /// # Errors
    /// When the system names none and nobody gave one.
    pub(super) fn folder(&self) -> Result<PathBuf, Failure> {
        let places = Places::find(self.global.data_dir.as_deref());
        places.data.ok_or_else(|| {
            Failure::usage(
                "--data-dir",
                "there is no home folder: say where the library is",
            )
        })
    }

    /// The desk on the library, to read.
    ///
    /// # Errors
    /// When the settings are wrong or the library cannot be opened.
    pub(super) fn reading_desk(&self) -> Result<Desk, Failure> {
        self.desk(OpenOptions::Read, &self.config()?)
    }

    /// The desk on the library, to write; the library is made when there is none.
    ///
    /// # Errors
    /// As [`Session::reading_desk`], and when the library can only be read.
    pub(super) fn writing_desk(&self) -> Result<Desk, Failure> {
        let desk = self.any_desk()?;
        match desk.library.access() {
            Access::Write => Ok(desk),
            Access::Read(reason) => {
                let path = desk.library.path().display().to_string();
                Err(Failure::because(
                    path,
                    format!("can only be read: {reason}"),
                ))
            }
        }
    }

    /// The desk on the library, to write if that is possible.
    ///
    /// # Errors
    /// As [`Session::reading_desk`].
    pub(super) fn any_desk(&self) -> Result<Desk, Failure> {
        self.desk(OpenOptions::Write, &self.config()?)
    }

    fn desk(&self, options: OpenOptions, config: &Config) -> Result<Desk, Failure> {
        let folder = self.folder()?;
        let who = self.who(config);
        let mut desk = Desk::open(&folder, options, who)
            .map_err(|error| Failure::of(folder.to_string_lossy(), error))?;
        desk.parser = Box::new(worker());
        desk.rules.clone_from(&config.rules);
        Ok(desk)
    }

    /// The person and this run of the program, with the clock and the dice.
    pub(super) fn who(&self, config: &Config) -> Who {
        let given = self.global.annotator.as_deref().map(SafeText::line);
        Who {
            annotator: given
                .filter(|name| !name.is_empty())
                .or_else(|| config.annotator.clone())
                .unwrap_or_else(login_name),
            instance: InstanceId::from_random(clock::random()),
            now: clock::now,
            random: clock::random,
        }
    }

    /// A query from the words of the command line; days such as `today` are those of the local clock.
    ///
    /// # Errors
    /// Names the words that are wrong.
    pub(super) fn query(words: &[String]) -> Result<Query, Failure> {
        let words: Vec<&str> = words.iter().map(|word| typed(word)).collect();
        let text = words.join(" ");
        crate::query::parse_on(&text, Some(today())).map_err(|error| {
            let wrong = error.span.of(&text);
            let name = if wrong.is_empty() { &text } else { wrong };
            Failure::usage(name, error.message)
        })
    }

    /// A line of JSON Lines that failed: the answer in its place, one line on standard error, and the run goes on.
    ///
    /// # Errors
    /// When the output refuses.
    pub(super) fn refuse(&mut self, id: &Value, error: &str) -> Result<(), Failure> {
        let name = match id {
            Value::Null => "standard input".to_owned(),
            Value::String(name) => name.clone(),
            other => other.to_string(),
        };
        self.out.failed(&name, &error);
        let error = SafeText::line(error);
        self.out.json(&Refused {
            pressmark: json::VERSION,
            id,
            error,
        })?;
        Ok(())
    }
}

/// A reading process of this program, started at the first input.
fn worker() -> Worker {
    Worker::of_this_program(|why| Output::warn(&why))
}

/// The name under which the person is logged in.
fn login_name() -> SafeText {
    ["LOGNAME", "USER"]
        .iter()
        .filter_map(|variable| std::env::var(variable).ok())
        .map(|name| SafeText::line(&name))
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| SafeText::from("me"))
}

/// The day on the local calendar.
pub(super) fn today() -> jiff::civil::Date {
    clock::now().to_zoned(clock::zone()).date()
}
