//! Why a command ends without success, and the exit code that says so.

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
        /// What is wrong.
        what: String,
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
    pub(super) fn of(name: impl Into<String>, error: impl Display) -> Self {
        Self::Work {
            name: name.into(),
            what: error.to_string(),
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
