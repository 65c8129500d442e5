//! The command palette and the `:` line: type a few letters or a whole command.

use super::command::{self, Argument, Command, Entry, TABLE};
use super::scope::Scope;
use crate::app::App;
use crate::app::layer::Layer;
use crate::app::prompt::line::Line;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// State of the command palette or the `:` line.
#[derive(Debug, Clone)]
pub struct Palette {
    /// Whether all commands are offered at once; the `:` line offers only what fits the typed words.
    pub full: bool,
    /// The scope whose commands are offered.
    pub scope: Scope,
    /// What is typed.
    pub line: Line,
    /// Commands that fit, best first.
    pub choices: Vec<&'static Entry>,
    /// In their place, what may follow the command that is typed: the word and what it means.
    pub arguments: Vec<(String, String)>,
    /// The chosen one.
    pub cursor: Option<usize>,
}

impl Palette {
    /// How many choices there are.
    pub fn len(&self) -> usize {
        self.choices.len().max(self.arguments.len())
    }

    /// Whether nothing is offered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Commands of `scope` that fit what is typed, best first: by their name, then by their documentation.
fn fitting(scope: Scope, typed: &str) -> Vec<&'static Entry> {
    let offered = TABLE.iter().filter(|entry| entry.scopes.contains(&scope));
    if typed.trim().is_empty() {
        return offered.collect();
    }
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut scored: Vec<_> = offered
        .filter_map(|entry| {
            let by_name = pattern.score(Utf32Str::new(entry.name, &mut buffer), &mut matcher);
            let by_doc = pattern.score(Utf32Str::new(entry.doc, &mut buffer), &mut matcher);
            Some((by_name.map(|score| score * 2).max(by_doc)?, entry))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, entry)| entry).collect()
}

impl App {
    /// Opens the palette (`full`) or the `:` line, with something typed already.
    pub(in crate::app) fn open_palette(&mut self, full: bool, typed: &str) {
        let mut line = Line::new(typed);
        if typed.ends_with(' ') {
            line.insert(" ");
        }
        let palette = Palette {
            full,
            scope: self.scope(),
            line,
            choices: Vec::new(),
            arguments: Vec::new(),
            cursor: None,
        };
        self.layers.push(Layer::Palette(palette));
        self.palette_changed();
    }

    /// What is typed changed: offer what fits.
    pub(super) fn palette_changed(&mut self) {
        let Some(Layer::Palette(palette)) = self.layers.last() else {
            return;
        };
        let arguments = match command::parse(palette.line.text()) {
            Some((Command::Compare, other)) if palette.line.text().contains(' ') => {
                self.comparable(other)
            }
            _ => Vec::new(),
        };
        let Some(Layer::Palette(palette)) = self.layers.last_mut() else {
            return;
        };
        palette.arguments = arguments;
        let typed = palette.line.text();
        let nothing = typed.is_empty() && !palette.full;
        palette.choices = if nothing || !palette.arguments.is_empty() {
            Vec::new()
        } else {
            fitting(palette.scope, typed)
        };
        palette.cursor = (palette.full && !palette.choices.is_empty()).then_some(0);
    }

    /// Commands of the palette.
    pub(super) fn run_in_palette(&mut self, command: Command) -> bool {
        let Some(Layer::Palette(palette)) = self.layers.last_mut() else {
            return false;
        };
        let len = palette.len();
        match command {
            Command::NextChoice => {
                palette.cursor = crate::app::prompt::tags::next_choice(palette.cursor, len, true);
            }
            Command::PreviousChoice => {
                palette.cursor = crate::app::prompt::tags::next_choice(palette.cursor, len, false);
            }
            Command::Complete if !palette.arguments.is_empty() => {
                let chosen = palette.arguments.get(palette.cursor.unwrap_or(0));
                if let (Some((word, _)), Some((name, _))) =
                    (chosen, palette.line.text().split_once(' '))
                {
                    palette.line = Line::new(&format!("{name} {word}"));
                    self.palette_changed();
                }
            }
            Command::Complete => {
                if let Some(entry) = palette.choices.get(palette.cursor.unwrap_or(0)) {
                    palette.line = Line::new(entry.name);
                    if entry.argument != Argument::None {
                        palette.line.insert(" ");
                    }
                    self.palette_changed();
                }
            }
            Command::Accept => {
                if let Some(Layer::Palette(palette)) = self.layers.pop() {
                    self.palette_accepted(&palette);
                }
            }
            _ => return false,
        }
        true
    }

    fn palette_accepted(&mut self, palette: &Palette) {
        let chosen = palette.cursor.and_then(|at| palette.choices.get(at));
        let mut typed = palette.line.text().trim().to_owned();
        let argument = palette.cursor.and_then(|at| palette.arguments.get(at));
        if let (Some((word, _)), Some((name, _))) = (argument, typed.split_once(' ')) {
            typed = format!("{name} {word}");
        }
        let typed = typed.as_str();
        let (command, argument) = match (chosen, command::parse(typed)) {
            (Some(entry), _) => (entry.command, ""),
            (None, Some(found)) => found,
            (None, None) if typed.is_empty() => return,
            (None, None) => {
                self.fail(format!("`{typed}` is no command; C-p lists all"));
                return;
            }
        };
        match command.entry().argument {
            Argument::Needed(_) if argument.is_empty() => {
                self.open_palette(false, &format!("{} ", command.entry().name));
            }
            Argument::None if !argument.is_empty() => {
                self.fail(format!(
                    "`{}` takes nothing behind it",
                    command.entry().name
                ));
            }
            _ => self.run(command, argument),
        }
    }
}
