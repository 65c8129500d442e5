//! All notes of the library: a window of rows, with a filter.

use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::pending::{Pending, over_notes};
use crate::model::{Action, Change, Page, PlacedAnnotation, Query};

/// Rows that one note takes on the screen: its words, then label, note and article.
pub const ROW_HEIGHT: u16 = 2;
/// How many screens of notes are read at once.
const SCREENS: usize = 3;

/// State of the view of all notes.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The notes at hand, as stored.
    pub page: Page<PlacedAnnotation>,
    /// Index of the note under the cursor.
    pub cursor: usize,
    /// Index of the first on the screen.
    pub top: usize,
    /// The filter as typed.
    pub filter: String,
    /// The filter.
    pub query: Query,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether an answer is awaited.
    pub loading: bool,
    /// Whether the first answer has come.
    pub loaded: bool,
}

impl Notes {
    /// The note at `index` with the pending changes over it, and whether one of them is unsaved; `None` when it is
    /// not at hand or was just deleted.
    pub fn note(&self, index: usize, pending: &Pending) -> Option<(PlacedAnnotation, bool)> {
        let stored = self.page.rows.get(index.checked_sub(self.page.first)?)?;
        let mut shown = vec![(stored.clone(), false)];
        for waiting in pending
            .queue
            .iter()
            .filter(|waiting| !matches!(waiting.change.action, Action::Annotate(_)))
        {
            over_notes(
                &waiting.change,
                &stored.annotation.article,
                &stored.title,
                &mut shown,
            );
        }
        shown.pop()
    }

    /// The note under the cursor.
    pub fn current(&self, pending: &Pending) -> Option<PlacedAnnotation> {
        Some(self.note(self.cursor, pending)?.0)
    }

    /// Puts a stored change into the notes at hand.
    pub(in crate::app) fn stored(&mut self, change: &Change) {
        if matches!(change.action, Action::Annotate(_)) {
            return;
        }
        let before = self.page.rows.len();
        let mut shown: Vec<_> = self.page.rows.drain(..).map(|note| (note, false)).collect();
        over_notes(
            change,
            &crate::model::ArticleId::default(),
            &crate::model::SafeText::default(),
            &mut shown,
        );
        self.page.rows = shown.into_iter().map(|(note, _)| note).collect();
        self.page.total -= (before - self.page.rows.len()).min(self.page.total);
    }
}

impl App {
    /// How many notes fit on the screen.
    pub(super) fn note_rows(&self) -> usize {
        usize::from((self.geometry().main.body.height / ROW_HEIGHT).max(1))
    }

    /// Opens the view.
    pub(in crate::app) fn open_notes(&mut self) {
        self.layers.push(Layer::Notes(Notes::default()));
        self.reload_notes();
    }

    /// Shows the notes that fit a filter.
    pub(in crate::app) fn set_notes_filter(&mut self, text: &str) {
        let Ok(query) = crate::query::parse_on(text, Some(self.today())) else {
            return;
        };
        for layer in &mut self.layers {
            if let Layer::Notes(notes) = layer {
                text.clone_into(&mut notes.filter);
                notes.query = query.clone();
            }
        }
        self.reload_notes();
    }

    /// Reads the window again, if the view is open.
    pub(in crate::app) fn reload_notes(&mut self) {
        let only = self.settings.blind.then(|| self.settings.annotator.clone());
        let rows = self.note_rows();
        let generation = self.next_request();
        let mut wish = None;
        for layer in &mut self.layers {
            if let Layer::Notes(notes) = layer {
                notes.generation = generation;
                notes.loading = true;
                wish = Some(Effect::LoadNotes {
                    generation,
                    query: notes.query.clone().of(only.clone()),
                    first: notes.top.saturating_sub(rows),
                    count: rows * SCREENS,
                });
            }
        }
        self.wishes.extend(wish);
    }

    /// A window of notes arrived.
    pub(in crate::app) fn notes_loaded(
        &mut self,
        generation: Generation,
        page: &Page<PlacedAnnotation>,
    ) {
        for layer in &mut self.layers {
            if let Layer::Notes(notes) = layer
                && notes.generation == generation
            {
                notes.cursor = notes.cursor.min(page.total.saturating_sub(1));
                notes.page = page.clone();
                (notes.loading, notes.loaded) = (false, true);
            }
        }
    }

    /// After every event: the screen follows the cursor, the window the screen.
    pub(in crate::app) fn settle_notes(&mut self) {
        let rows = self.note_rows();
        let mut missing = false;
        for layer in &mut self.layers {
            if let Layer::Notes(notes) = layer {
                notes.top = scrolled(notes.top, notes.cursor, notes.cursor, rows);
                let end = (notes.top + rows).min(notes.page.total);
                let at_hand = notes.page.first <= notes.top
                    && end <= notes.page.first + notes.page.rows.len();
                missing |= notes.loaded && !notes.loading && !at_hand;
            }
        }
        if missing {
            self.reload_notes();
        }
    }

    /// Commands of the view.
    pub(in crate::app) fn run_in_notes(
        &mut self,
        command: Command,
        argument: &str,
        count: Option<usize>,
    ) -> bool {
        let rows = self.note_rows();
        let Some(Layer::Notes(notes)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, notes.cursor, notes.page.total, rows) {
            notes.cursor = to;
            return true;
        }
        match command {
            Command::Open => {
                if let Some(note) = notes.current(&self.pending) {
                    self.layers.pop();
                    self.open_at(note.annotation.article, note.span);
                }
            }
            Command::Filter => self.open_filter(argument),
            _ => return false,
        }
        true
    }
}
