//! A name being typed: of a source, a folder or a kept search; completed from the names there are.

use super::line::Line;
use super::tags::next_choice;
use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::sources::Place;
use crate::model::{Action, Folder, SafeText, SourceId};
use crate::query::until;
use std::collections::BTreeSet;

/// At most so many completions are offered.
const OFFERED: usize = 8;

/// State of the prompt.
#[derive(Debug, Clone)]
pub struct NamePrompt {
    /// What the name is for.
    pub subject: Subject,
    /// What is typed.
    pub line: Line,
    /// What stood there at first: as long as it does, all names are offered.
    first: String,
    /// Names that fit what is typed.
    pub choices: Vec<SafeText>,
    /// The chosen one.
    pub cursor: Option<usize>,
}

/// What a name is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// Another name for a source; none is its own.
    RenameSource(SourceId),
    /// The folder that a source goes to.
    MoveSource(SourceId),
    /// Another path for a folder.
    RenameFolder(Folder),
    /// The folder that a folder goes to.
    MoveFolder(Folder),
    /// Another name for a kept search.
    RenameSearch(SafeText),
    /// The name for a search that is to be kept.
    SaveSearch(SafeText),
    /// The kept search that is to be shown.
    OpenSearch,
    /// How long articles are to rest.
    Snooze,
}

impl App {
    /// Asks for a name, with something typed already.
    pub(in crate::app) fn ask_name(&mut self, subject: Subject, typed: &str) {
        self.wish(crate::app::effect::Effect::LoadNames);
        self.layers.push(Layer::Name(NamePrompt {
            subject,
            line: Line::new(typed),
            first: typed.to_lowercase(),
            choices: Vec::new(),
            cursor: None,
        }));
        self.name_changed();
    }

    /// What is typed changed, or the names in use were read: offer what fits.
    pub(in crate::app) fn name_changed(&mut self) {
        let Some(Layer::Name(prompt)) = self.layers.last() else {
            return;
        };
        let known: Vec<SafeText> = match prompt.subject {
            Subject::RenameSource(_) => Vec::new(),
            Subject::Snooze => until::WORDS.map(SafeText::from).into(),
            Subject::MoveSource(_) | Subject::RenameFolder(_) | Subject::MoveFolder(_) => {
                self.folders()
            }
            Subject::RenameSearch(_) | Subject::SaveSearch(_) | Subject::OpenSearch => {
                let searches = self.kept_searches();
                searches.into_iter().map(|search| search.name).collect()
            }
        };
        let typed = prompt.line.text().to_lowercase();
        let untouched = typed == prompt.first;
        let fits = |name: &SafeText| {
            let name = name.to_lowercase();
            (untouched || name.contains(&typed)) && name != typed
        };
        let choices = known.into_iter().filter(fits).take(OFFERED).collect();
        if let Some(Layer::Name(prompt)) = self.layers.last_mut() {
            (prompt.choices, prompt.cursor) = (choices, None);
        }
    }

    /// All folders there are, with those around them.
    fn folders(&self) -> Vec<SafeText> {
        let around = self.names.folders.iter().flat_map(Folder::with_parents);
        let all: BTreeSet<Folder> = around.collect();
        all.iter()
            .map(|folder| SafeText::line(folder.as_str()))
            .collect()
    }

    /// Commands of the prompt.
    pub(in crate::app) fn run_in_name(&mut self, command: Command) -> bool {
        let Some(Layer::Name(prompt)) = self.layers.last_mut() else {
            return false;
        };
        let len = prompt.choices.len();
        match command {
            Command::NextChoice => prompt.cursor = next_choice(prompt.cursor, len, true),
            Command::PreviousChoice => prompt.cursor = next_choice(prompt.cursor, len, false),
            Command::Complete => {
                if let Some(name) = prompt.choices.get(prompt.cursor.unwrap_or(0)) {
                    prompt.line = Line::new(name);
                    self.name_changed();
                }
            }
            Command::Accept => {
                let chosen = prompt.cursor.and_then(|at| prompt.choices.get(at));
                let name = chosen
                    .map_or(prompt.line.text(), SafeText::as_str)
                    .to_owned();
                if let Some(Layer::Name(prompt)) = self.layers.pop() {
                    self.name_given(prompt.subject, &name);
                }
            }
            _ => return false,
        }
        true
    }

    /// Does what the name was asked for.
    pub(in crate::app) fn name_given(&mut self, subject: Subject, typed: &str) {
        let name = SafeText::line(typed);
        match subject {
            Subject::RenameSource(source) => {
                let name = Some(name).filter(|name| !name.is_empty());
                self.save(Action::RenameSource { source, name });
            }
            Subject::MoveSource(source) => self.move_to(typed, |folder| Action::MoveSources {
                sources: vec![source],
                folder,
            }),
            Subject::RenameFolder(folder) => self.rename_folder(folder, Folder::typed(typed)),
            Subject::MoveFolder(folder) => {
                let into = Folder::typed(typed);
                if folder.holds(&into) {
                    return self.fail(format!("{folder} cannot move into itself"));
                }
                let to = Folder::typed(&format!("{into}/{}", folder.name()));
                self.rename_folder(folder, to);
            }
            Subject::RenameSearch(_) | Subject::SaveSearch(_) if name.is_empty() => {
                self.say("A search is kept under a name");
            }
            Subject::RenameSearch(old) => {
                if old != name && self.kept_searches().iter().any(|kept| kept.name == name) {
                    return self.fail(format!("A search is kept as {name} already"));
                }
                let place = Place::Search(name.clone());
                self.save(Action::RenameSearch {
                    name: old,
                    to: name,
                });
                self.cursor_to(&place);
            }
            Subject::SaveSearch(query) => {
                let before = self.kept_searches();
                let replaced = before
                    .iter()
                    .any(|kept| kept.name == name && kept.query != query);
                self.say(if replaced {
                    format!("Kept as {name} in place of the old one; u brings that back")
                } else {
                    format!("Kept as {name}; g/ and the sources show it")
                });
                self.save(Action::SaveSearch { name, query });
            }
            Subject::Snooze => self.snooze_typed(&name),
            Subject::OpenSearch if name.is_empty() => {}
            Subject::OpenSearch => self.apply_saved(&name),
        }
    }

    fn move_to(&mut self, typed: &str, action: impl FnOnce(Folder) -> Action) {
        let folder = Folder::typed(typed);
        self.save(action(folder.clone()));
        self.follow_move(&folder);
    }

    /// A folder with another path; what was folded in it stays so.
    fn rename_folder(&mut self, folder: Folder, to: Folder) {
        let moved = |one: &Folder| one.moved(&folder, &to).unwrap_or_else(|| one.clone());
        self.arrangement.folded = self.arrangement.folded.iter().map(moved).collect();
        self.save(Action::RenameFolder {
            folder,
            to: to.clone(),
        });
        self.follow_move(&to.parent());
        self.cursor_to(&Place::Folder(to));
    }
}
