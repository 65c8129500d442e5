//! What is wrong with a settings file.

use crate::model::SafeText;

/// What is wrong with a settings file, in one line: `FILE:LINE: what; the way out`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct ConfigError {
    /// `FILE` or `FILE:LINE`, safe to print.
    pub place: SafeText,
    /// What is wrong and what to do, one line, safe to print.
    pub message: SafeText,
}

impl ConfigError {
    /// An error about a whole file.
    pub fn file(name: &str, message: &str) -> Self {
        Self::at(name, None, message)
    }

    /// An error at a line of a file, or about all of it.
    pub fn at(name: &str, line: Option<usize>, message: &str) -> Self {
        let place = match line {
            Some(line) => format!("{name}:{line}"),
            None => name.to_owned(),
        };
        Self {
            place: SafeText::line(&place),
            message: SafeText::line(message),
        }
    }
}
