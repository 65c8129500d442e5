//! The state machine: what is on the screen, and what a key does to it.
//!
//! [`App::update`] takes an event and the time and gives back wishes; it has no input, no output, no clock
//! and no thread. Panes own their cursor and scroll position; layers stand over the panes, and the
//! top one has the keys ([`layer`]). Keys become commands by [`keys`]. What a person does becomes a
//! [`Change`](crate::model::Change) that is shown at once ([`pending`]) and called saved only when the library said so.
//!
//! | room | what a person does there |
//! |---|---|
//! | [`keys`] | presses a key, looks one up, types a command |
//! | [`prompt`] | answers a question: words to search, tags, a name, yes or no |
//! | [`list`] | goes through the articles |
//! | [`sources`] | arranges where they come from, and fetches |
//! | [`triage`] | decides on one article after the other |
//! | [`reader`] | reads an article, picks words in it, looks at its versions and at how it came |
//! | [`panel`] | sees its facts, its notes and what others say beside it |
//! | [`facts`] | judges facts, compares them, sees all of them in a table |
//! | [`marks`] | marks words and labels, links, reviews and settles what was marked |
//!
//! A command is done in the room of the thing that it acts on, drawn by the file of the same name in the views.
//! Outside the rooms stands what all of them use: events in, effects out, and the changes between.

mod answers;
pub mod cursor;
pub mod effect;
pub mod event;
pub mod facts;
pub mod geometry;
mod ids;
pub mod keys;
pub mod layer;
pub mod list;
pub mod marks;
pub mod panel;
pub mod pending;
pub mod prompt;
pub mod reader;
mod save;
pub mod settings;
pub mod sources;
pub mod status;
pub mod triage;

use crate::model::{Feeds, LabelScheme, Names, SafeText, Valued};
use effect::{Effect, Generation};
use event::{Deadline, Draft, Event};
use geometry::Geometry;
use ids::Ids;
use jiff::Timestamp;
use keys::Pressed;
use keys::command::Command;
use keys::key::Key;
use keys::keymap::{Keymap, Node};
use keys::scope::Scope;
use layer::Layer;
use marks::annotate::Repeatable;
use reader::jumps::Jumps;
use settings::Settings;
use std::collections::BTreeMap;

/// How long after the first list the library is looked after.
const UPKEEP_AFTER: std::time::Duration = std::time::Duration::from_millis(500);

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
    /// Names in use.
    pub names: Names,
    /// Values in use, of what was completed since the library changed last.
    pub values: BTreeMap<Valued, Vec<SafeText>>,
    /// How the sources are arranged.
    pub arrangement: sources::Arrangement,
    /// The label scheme.
    pub scheme: LabelScheme,
    /// The keys.
    pub keymap: Keymap,
    /// The theme in force, or previewed.
    pub theme: String,
    /// Who works here.
    pub settings: Settings,
    /// When the newest event happened.
    pub now: Timestamp,
    /// Whether the program leaves as soon as everything is on the disk.
    pub quitting: bool,
    /// Whether the newest event left the screen as it was.
    pub still: bool,
    /// Whether the first screen is still being read.
    opening: bool,
    /// What is to be done.
    wishes: Vec<Effect>,
    /// Fresh ids.
    ids: Ids,
    /// The number of the newest request.
    requests: Generation,
    /// Which pairs are to be shown as soon as the wanted article is here with all of them.
    comparing: Option<facts::compare::Chosen>,
    /// The request whose answer says which sources are to be read again.
    refreshing: Option<Generation>,
    /// Places to come back to.
    jumps: Jumps,
    /// The deck whose article is read.
    parked: Option<Box<triage::deck::Deck>>,
    /// The triage that was left.
    triage: Option<crate::model::Triage>,
    /// What `.` does again.
    last: Option<Repeatable>,
    /// The labelling layer over the reader, while it is open.
    pub labelling: Option<marks::labelling::Labelling>,
    /// Words that are being picked in the reader for something that waits for them.
    pub picking: Option<reader::picking::Picking>,
    /// The request whose answer names the next article to be labelled.
    seeking_unlabelled: Option<Generation>,
    /// A draft that was dropped just now.
    dropped: Option<Draft>,
    /// The last press of the mouse.
    pressed: Pressed,
}

impl App {
    /// The state before the first event.
    pub fn new(size: (u16, u16), settings: Settings) -> Self {
        let (keymap, wrong) = Keymap::new(&settings.keys);
        let mut app = Self {
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
            names: Names::default(),
            values: BTreeMap::new(),
            arrangement: sources::Arrangement::default(),
            scheme: settings.scheme.clone(),
            keymap,
            theme: settings.theme.clone(),
            now: Timestamp::UNIX_EPOCH,
            quitting: false,
            still: false,
            opening: true,
            wishes: Vec::new(),
            ids: Ids::new(settings.seed),
            requests: 0,
            comparing: None,
            refreshing: None,
            jumps: Jumps::default(),
            parked: None,
            triage: None,
            last: None,
            labelling: None,
            picking: None,
            seeking_unlabelled: None,
            dropped: None,
            pressed: Pressed::default(),
            settings,
        };
        if let Some(first) = wrong.first() {
            app.fail(first.clone());
        }
        app
    }

    /// The first wishes: what must be read to show the first screen.
    pub fn start(&mut self, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let filter = std::mem::take(&mut self.settings.filter);
        self.set_filter(&filter);
        self.settle();
        std::mem::take(&mut self.wishes)
    }

    /// Whether the first screen is still being read: the list, and the article beside it.
    pub const fn is_opening(&self) -> bool {
        self.opening
    }

    /// Whether something that the screen is to show is on its way: the article, or rows of the list.
    pub fn lacks(&self) -> bool {
        self.opening || self.reader.is_coming() || self.list.is_coming(self.list_rows())
    }

    /// The first screen is here: what is not needed for it is read now, and what nobody waits for a little later.
    fn begin(&mut self) {
        self.opening = false;
        self.wish(Effect::Together(vec![
            Effect::LoadTags,
            Effect::LoadNames,
            Effect::LoadTriage,
            Effect::LoadBookmarks,
            Effect::CountReview,
            Effect::LoadDrafts,
            Effect::LoadSnoozed,
        ]));
        if let Some((command, argument)) = self.settings.command.take() {
            self.command(command, None, &argument);
        }
        let import = std::mem::take(&mut self.settings.import);
        if !import.is_empty() {
            self.wish(Effect::Import(import));
        }
        if self.settings.fetches && self.settings.read_only.is_none() {
            self.wish(Effect::Fetch(Feeds::Due));
        }
        self.wish(Effect::Wake(Deadline::Upkeep, UPKEEP_AFTER));
    }

    /// Takes what happened and when, and says what is to be done.
    pub fn update(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        (self.now, self.still) = (now, self.is_for_later(&event));
        match event {
            Event::Key(key) => self.key(key),
            Event::Command(command, count, argument) => self.command(command, count, &argument),
            Event::Paste(text) => self.paste(&text),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Resize(width, height) => self.size = (width, height),
            Event::Deadline(deadline) => self.deadline(deadline),
            answer => self.answer(answer),
        }
        self.settle();
        if self.opening && self.list.loaded && self.reader.is_answered() {
            self.begin();
            self.settle();
        }
        std::mem::take(&mut self.wishes)
    }

    /// After every event: windows, rows and scroll positions follow what changed.
    fn settle(&mut self) {
        self.settle_deck();
        self.settle_list();
        self.settle_notes();
        self.settle_review();
        self.settle_adjudication();
        self.settle_ledger();
        self.settle_disagreements();
        self.settle_diff();
        self.settle_page();
        self.settle_chain();
        self.settle_sources();
        self.settle_snooze();
        let geometry = self.geometry();
        let wishes = self.reader.settle(&geometry);
        self.wishes.extend(wishes);
        self.settle_bookmarks();
        self.settle_labelling();
        self.settle_panel();
    }

    /// The number of a new request; answers to older ones of its kind are dropped.
    fn next_request(&mut self) -> Generation {
        self.requests += 1;
        self.requests
    }

    /// The day from which `7d` in a query counts.
    fn today(&self) -> jiff::civil::Date {
        self.local().date()
    }

    /// Where the panes are.
    pub fn geometry(&self) -> Geometry {
        Geometry::new(self.size.0, self.size.1, self.focus, self.settings.column)
    }

    /// Whose keys are in force.
    pub fn scope(&self) -> Scope {
        match (self.layers.last(), self.focus) {
            (Some(layer), _) => layer.scope(),
            (None, Focus::List) => Scope::List,
            (None, Focus::Reader) if self.picking.is_some() => Scope::Picking,
            (None, Focus::Reader) if self.reader.selection.is_some() => Scope::Select,
            (None, Focus::Reader) if self.labelling.is_some() => Scope::Labelling,
            (None, Focus::Reader) => Scope::Reader,
            (None, Focus::Panel) if self.panel.tab == panel::Tab::Facts => Scope::Facts,
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
