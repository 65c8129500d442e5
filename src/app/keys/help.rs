//! The help screen: the keys of the pane it was called from, then all others.

use super::command::{Command, TABLE};
use super::key::Key;
use super::keymap::Keymap;
use super::scope::Scope;
use crate::app::App;
use crate::app::cursor::moved;
use crate::app::layer::Layer;

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

impl Help {
    /// The keys in force, those of `scope` first, in the order of the command table.
    pub fn new(keymap: &Keymap, scope: Scope) -> Self {
        let mut lines = Vec::new();
        let others = Scope::ALL.into_iter().filter(|other| *other != scope);
        for scope in std::iter::once(scope).chain(others) {
            let bindings = keymap.bindings(scope);
            if !lines.is_empty() {
                lines.push(HelpLine::Blank);
            }
            lines.push(HelpLine::Heading(scope));
            for entry in TABLE {
                let keys: Vec<String> = bindings
                    .iter()
                    .filter(|(_, bound)| bound.iter().any(|one| one.command == entry.command))
                    .map(|(keys, _)| keys.iter().map(Key::to_string).collect())
                    .collect();
                if !keys.is_empty() {
                    lines.push(HelpLine::Keys {
                        keys: keys.join(" "),
                        name: entry.name,
                        doc: entry.doc,
                    });
                }
            }
        }
        Self { lines, top: 0 }
    }
}

impl App {
    /// Commands of the help screen: it scrolls.
    pub(super) fn run_in_help(&mut self, command: Command, count: Option<usize>) -> bool {
        let height = usize::from(self.geometry().main.body.height.max(1));
        let Some(Layer::Help(help)) = self.layers.last_mut() else {
            return false;
        };
        if command == Command::Help {
            self.layers.pop();
            return true;
        }
        let last = (help.lines.len() + 1).saturating_sub(height).max(1);
        match moved(command, count, help.top, last, height) {
            Some(to) => help.top = to,
            None => return false,
        }
        true
    }
}
