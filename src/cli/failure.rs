//! Why a command ends without success, and the exit code that says so.

use anyhow::Error;
use std::fmt::Display;
use std::io;
use std::process::ExitCode;

/// Why a command stops. What it is about and what is wrong become one line on standard error.
#[derive(Debug)]
pub(super) enum Failure {
    /// The command line makes no sense: exit code 2.
    Usage {
        /// The argument or command.
        name: String,
        /// What is wrong with it, and the way out.
        what: String,
    },
    /// The work failed: exit code 1.
    Work {
        /// The input, file or id.
        name: String,
        /// What is wrong, with its causes.
        error: Error,
    },
    /// Some inputs failed, and each has been told already: exit code 1.
    Told,
    /// The screen was ended from outside, as by a signal, with this exit code.
    Ended(u8),
    /// The program that reads our output has left. That is no failure: exit code 0.
    Closed,
}

impl Failure {
    /// Wrong usage of `name`.
    pub(super) fn usage(name: impl Into<String>, what: impl Into<String>) -> Self {
        Self::Usage {
            name: name.into(),
            what: what.into(),
        }
    }

    /// `name` failed because of `error`.
    pub(super) fn of(name: impl Into<String>, error: impl Into<Error>) -> Self {
        Self::Work {
            name: name.into(),
            error: error.into(),
        }
    }

    /// `name` failed, and `what` says why.
    pub(super) fn because(name: impl Into<String>, what: impl Display) -> Self {
        Self::of(name, Error::msg(what.to_string()))
    }

    /// The line for standard error: what failed, and what is wrong with it, down to the first cause.
    /// `None` when everything has been told already.
    pub(super) fn line(&self) -> Option<(&str, String)> {
        match self {
            Self::Usage { name, what } => Some((name, what.clone())),
            Self::Work { name, error } => Some((name, chain(error))),
            Self::Told | Self::Ended(_) | Self::Closed => None,
        }
    }

    /// What the shell is told.
    pub(super) const fn code(&self) -> u8 {
        match self {
            Self::Closed => 0,
            Self::Work { .. } | Self::Told => 1,
            Self::Usage { .. } => 2,
            Self::Ended(code) => *code,
        }
    }
}

/// An error and its causes, outermost first. Some errors tell their cause themselves; it is not said twice.
fn chain(error: &Error) -> String {
    let mut line = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if line.is_empty() {
            line = cause;
        } else if !line.contains(&cause) {
            line = format!("{line}: {cause}");
        }
    }
    line
}

/// Errors of the output: nothing else is turned into a failure without a name.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::of("standard output", error),
        }
    }
}

impl From<Failure> for ExitCode {
    fn from(failure: Failure) -> Self {
        Self::from(failure.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cause_is_told_once() {
        let full = io::Error::other("no space left");
        let error = Error::new(full)
            .context("cannot write a.md")
            .context("export: cannot write a.md");
        assert_eq!(chain(&error), "export: cannot write a.md: no space left");
    }
}
