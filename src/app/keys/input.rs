//! From key presses to commands: counts, sequences, letters for marks, and text for the layer that types.

use super::command::Command;
use super::key::{Key, KeyCode};
use super::keymap::Node;
use super::scope::Scope;
use crate::app::App;
use crate::app::effect::Effect;
use crate::app::event::Deadline;
use crate::app::layer::Layer;
use std::time::Duration;

/// How long keys wait before their hints appear: longer than a practised hand needs for the next key.
const HINTS_AFTER: Duration = Duration::from_millis(400);
/// More than any list is long; a larger count is a cat on the keyboard.
const LARGEST_COUNT: usize = 99_999;

impl App {
    /// Takes one key.
    pub(in crate::app) fn key(&mut self, key: Key) {
        self.status.heard(self.now);
        if let Some(command) = self.typed.letter.take() {
            if let (KeyCode::Char(letter), false) = (key.code, key.ctrl) {
                self.letter(command, letter);
            }
            self.typed.count = None;
            return;
        }
        let scope = self.scope();
        if self.typed.keys.is_empty() && !scope.types_text() && self.count(key) {
            return;
        }
        if !self.typed.keys.is_empty() && key.code == KeyCode::Esc {
            self.forget_keys();
            return;
        }
        self.typed.keys.push(key);
        match self.keymap.find(scope, &self.typed.keys) {
            Some(Node::Branch(_)) => self.wish(Effect::Wake(Deadline::KeyHints, HINTS_AFTER)),
            Some(Node::Leaf(bound)) => {
                let bound = bound.clone();
                let count = self.typed.count;
                self.forget_keys();
                for one in bound {
                    self.typed.count = count;
                    self.run(one.command, &one.argument);
                }
                self.typed.count = None;
            }
            None => {
                let lone = self.typed.keys.len() == 1;
                self.forget_keys();
                if lone && scope.types_text() {
                    self.type_key(scope, key);
                }
            }
        }
    }

    /// Takes a command by its name.
    pub(in crate::app) fn command(
        &mut self,
        command: Command,
        count: Option<usize>,
        argument: &str,
    ) {
        self.forget_keys();
        self.typed.count = count.map(|count| count.min(LARGEST_COUNT));
        self.run(command, argument);
        self.typed.count = None;
    }

    /// Drops an unfinished sequence.
    pub(super) fn forget_keys(&mut self) {
        self.typed = crate::app::Typed::default();
    }

    /// Takes a digit of a count; a `0` that begins none is a key like others.
    fn count(&mut self, key: Key) -> bool {
        let (KeyCode::Char(c), false, false) = (key.code, key.ctrl, key.alt) else {
            return false;
        };
        let Some(digit) = c.to_digit(10) else {
            return false;
        };
        if digit == 0 && self.typed.count.is_none() {
            return false;
        }
        let count = self.typed.count.unwrap_or(0) * 10 + digit as usize;
        self.typed.count = Some(count.min(LARGEST_COUNT));
        true
    }

    /// A key without a binding in a layer that takes text, letters or an answer.
    fn type_key(&mut self, scope: Scope, key: Key) {
        match scope {
            Scope::Labels if matches!(self.layers.last(), Some(Layer::Relate(_))) => {
                self.relate_key(key);
            }
            Scope::Labels => self.label_key(key),
            Scope::Hints => self.hint_key(key),
            Scope::Confirm => self.confirm_key(key),
            Scope::Editor => self.editor_key(key),
            _ => {
                if self
                    .layers
                    .last_mut()
                    .and_then(Layer::line)
                    .is_some_and(|line| line.input(key))
                {
                    self.line_changed();
                }
            }
        }
    }

    /// Takes pasted text: into the line or note being typed, else nowhere (pasted text is never commands).
    pub(in crate::app) fn paste(&mut self, text: &str) {
        if let Some(Layer::Editor(editor)) = self.layers.last_mut() {
            editor.insert(text);
            self.editor_changed();
        } else if let Some(line) = self.layers.last_mut().and_then(Layer::line) {
            line.insert(text);
            self.line_changed();
        }
    }

    /// What is typed in the top layer changed: answer it live.
    pub(super) fn line_changed(&mut self) {
        match self.layers.last() {
            Some(Layer::Search(_)) => self.search_changed(),
            Some(Layer::Palette(_)) => self.palette_changed(),
            Some(Layer::Tags(_)) => self.tags_changed(),
            Some(Layer::Name(_)) => self.name_changed(),
            Some(Layer::Correct(_)) => self.correction_changed(),
            Some(Layer::Picker(_)) => self.picker_changed(),
            _ => {}
        }
    }

    /// The letter after `m` or `'`.
    fn letter(&mut self, command: Command, letter: char) {
        match command {
            Command::SetMark => self.set_mark(letter),
            Command::GoToMark => self.go_to_mark(letter),
            _ => {}
        }
    }
}
