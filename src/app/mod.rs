//! The state machine: what is on the screen, and what a key does to it.
//!
//! [`App::update`] takes an event and the time and gives back wishes; it has no input, no output, no clock
//! and no thread. Panes own their cursor and scroll position; layers stand over the panes, and the
//! top one has the keys. Keys become commands by [`keymap`], commands are the rows of [`command::TABLE`].
//! What a person does becomes a [`Change`](crate::model::Change) that is shown at once ([`pending`]) and called
//! saved only when the library said so.

pub mod command;
pub mod compare;
pub mod confirm;
pub mod editor;
pub mod effect;
pub mod event;
pub mod geometry;
pub mod help;
pub mod hints;
pub mod ids;
pub mod key;
pub mod keymap;
pub mod labels;
pub mod layer;
pub mod line;
pub mod list;
pub mod notes;
pub mod palette;
pub mod panel;
pub mod pending;
pub mod reader;
pub mod search;
pub mod settings;
pub mod sources;
pub mod status;
pub mod tags;
pub mod themes;

use crate::model::{LabelScheme, SafeText};
use command::{Command, Scope};
use effect::Effect;
use event::{Draft, Event};
use geometry::Geometry;
use jiff::Timestamp;
use key::Key;
use keymap::{Keymap, Node};
use layer::Layer;
use settings::Settings;

/// The pane that has the keys when no layer is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the panes")]
pub enum Focus {
    #[default]
    List,
    Reader,
    Panel,
}

/// Keys that wait for more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The count before the command.
    pub count: Option<usize>,
    /// The keys of an unfinished sequence.
    pub keys: Vec<Key>,
    /// A command that waits for a letter (set a mark, go to a mark).
    pub letter: Option<Command>,
    /// Whether the hints of the next keys are due.
    pub hints: bool,
}

/// Everything that is on the screen.
#[derive(Debug, Clone)]
pub struct App {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The pane with the keys.
    pub focus: Focus,
    /// Layers over the panes; the last one has the keys.
    pub layers: Vec<Layer>,
    /// The article list.
    pub list: list::List,
    /// The opened article.
    pub reader: reader::Reader,
    /// Facts, notes, comparisons.
    pub panel: panel::Panel,
    /// The status line.
    pub status: status::Status,
    /// Changes on their way to the disk.
    pub pending: pending::Pending,
    /// Keys that wait for more.
    pub typed: Typed,
    /// Drafts of notes.
    pub drafts: Vec<Draft>,
    /// Tags in use, most used first.
    pub tags: Vec<SafeText>,
    /// The label scheme.
    pub scheme: LabelScheme,
    /// The keys.
    pub keymap: Keymap,
    /// The theme in force, or previewed.
    pub theme: String,
    /// Who works here.
    pub settings: Settings,
    /// When this event happened.
    pub now: Timestamp,
}

impl App {
    /// The state before the first event.
    pub fn new(size: (u16, u16), settings: Settings) -> Self {
        let (keymap, _wrong) = Keymap::new(&settings.keys);
        Self {
            size,
            focus: Focus::List,
            layers: Vec::new(),
            list: list::List::default(),
            reader: reader::Reader::default(),
            panel: panel::Panel::default(),
            status: status::Status::default(),
            pending: pending::Pending::default(),
            typed: Typed::default(),
            drafts: Vec::new(),
            tags: Vec::new(),
            scheme: settings.scheme.clone(),
            keymap,
            theme: settings.theme.clone(),
            settings,
            now: Timestamp::UNIX_EPOCH,
        }
    }

    /// The first wishes: what must be read to show the first screen.
    pub fn start(&mut self, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        Vec::new()
    }

    /// Takes what happened and when, and says what is to be done.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let _ = event;
        Vec::new()
    }

    /// Where the panes are.
    pub fn geometry(&self) -> Geometry {
        Geometry::new(self.size.0, self.size.1, self.focus)
    }

    /// Whose keys are in force.
    pub fn scope(&self) -> Scope {
        match (self.layers.last(), self.focus) {
            (Some(layer), _) => layer.scope(),
            (None, Focus::List) => Scope::List,
            (None, Focus::Reader) if self.reader.selection.is_some() => Scope::Select,
            (None, Focus::Reader) => Scope::Reader,
            (None, Focus::Panel) => Scope::Panel,
        }
    }

    /// The node at which typed keys wait: the hint popup, once it is due.
    pub fn hints(&self) -> Option<&Node> {
        if self.typed.hints && !self.typed.keys.is_empty() {
            self.keymap.find(self.scope(), &self.typed.keys)
        } else {
            None
        }
    }
}
