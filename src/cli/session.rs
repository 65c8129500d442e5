//! What every subcommand works with: the arguments for all, settings, the library and the output.

use super::args::Global;
use super::failure::Failure;
use super::output::Output;
use crate::config::places::Places;
use crate::config::{Config, Theme};
use crate::desk::{Desk, OpenOptions, Who};
use crate::driver::clock;
use crate::model::{ArticleId, InstanceId, Query, SafeText};
use crate::query;
use std::path::PathBuf;

/// One run of a command.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) global: Global,
    pub(super) out: Output,
}

impl Session {
    /// Opens the library. Settings and theme are read as well, so that a mistake in them is told by every command.
    pub(super) fn desk(&mut self, options: OpenOptions) -> Result<Desk, Failure> {
        let config = self.config()?;
        if self.global.theme.is_some() {
            self.theme(&config)?;
        }
        let folder = self.data_folder()?;
        let who = self.who(&config);
        Desk::open(&folder, options, who).map_err(|error| Failure::of("library", error))
    }

    /// The settings; what is odd in them is told and stops nothing.
    pub(super) fn config(&self) -> Result<Config, Failure> {
        let config =
            Config::load(self.global.config.as_deref()).map_err(|error| Failure::of("", error))?;
        for warning in &config.warnings {
            Output::warn(warning);
        }
        Ok(config)
    }

    /// The theme in force.
    pub(super) fn theme(&self, config: &Config) -> Result<Theme, Failure> {
        let (theme, warnings) = config
            .theme(self.global.theme.as_deref())
            .map_err(|error| Failure::of("", error))?;
        for warning in &warnings {
            Output::warn(warning);
        }
        Ok(theme)
    }

    /// The person and this run of the program.
    pub(super) fn who(&self, config: &Config) -> Who {
        Who {
            annotator: self.annotator(config),
            instance: InstanceId::from_random(random()),
            now: clock::now,
            random,
        }
    }

    /// The folder of the library.
    pub(super) fn data_folder(&self) -> Result<PathBuf, Failure> {
        Places::find(self.global.data_dir.as_deref())
            .data
            .ok_or_else(|| {
                Failure::usage(
                    "",
                    "no home folder: say where the library is with --data-dir",
                )
            })
    }

    /// Who makes changes: as given, else as set, else the login name.
    pub(super) fn annotator(&self, config: &Config) -> SafeText {
        let given = self.global.annotator.as_deref().map(SafeText::line);
        let login = || {
            ["LOGNAME", "USER"]
                .into_iter()
                .find_map(|name| std::env::var(name).ok())
        };
        given
            .or_else(|| config.annotator.clone())
            .or_else(|| login().map(|name| SafeText::line(&name)))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| SafeText::from("me"))
    }
}

/// Ten random bytes for an id.
pub(super) fn random() -> [u8; 10] {
    let mut bytes = [0; 10];
    if getrandom::fill(&mut bytes).is_err() {
        // A system without a random source still has a clock and a process number; ids only have to differ.
        let clock = clock::now().as_nanosecond().unsigned_abs();
        let mixed = clock.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
            ^ u128::from(std::process::id());
        bytes = mixed
            .to_le_bytes()
            .first_chunk()
            .copied()
            .unwrap_or_default();
    }
    bytes
}

/// The words of a query as typed.
pub(super) fn query(words: &[String]) -> Result<Query, Failure> {
    let text = words.join(" ");
    let today = clock::now().to_zoned(jiff::tz::TimeZone::system()).date();
    query::parse_on(&text, Some(today))
        .map_err(|error| Failure::usage(format!("query `{text}`"), error.to_string()))
}

/// The article that an id or the beginning of one names.
pub(super) fn article_id(desk: &Desk, typed: &str) -> Result<ArticleId, Failure> {
    desk.library
        .article_id(typed)
        .map_err(|error| Failure::of(typed, error))
}
