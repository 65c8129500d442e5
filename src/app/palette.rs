//! The command palette and the `:` line: type a few letters or a whole command.

use super::command::Entry;
use super::line::Line;

/// State of the command palette or the `:` line.
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// Whether all commands are offered at once; the `:` line offers only what fits the typed words.
    pub full: bool,
    /// What is typed.
    pub line: Line,
    /// Commands that fit, best first.
    pub choices: Vec<&'static Entry>,
    /// The chosen one.
    pub cursor: usize,
}
