//! The help screen: the keys of the pane it was called from, then all others.

use super::command::Scope;

/// State of the help screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// The lines.
    pub lines: Vec<HelpLine>,
    /// The first line on the screen.
    pub top: usize,
}

/// One line of the help screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpLine {
    /// The heading of a scope.
    Heading(Scope),
    /// Keys and what they do.
    Keys {
        /// All keys, with spaces between.
        keys: String,
        /// The command's name.
        name: &'static str,
        /// What it does.
        doc: &'static str,
    },
    /// Nothing.
    Blank,
}
