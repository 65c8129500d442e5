//! The disagreements of the library: every pair of figures that exclude each other, newest first, as a window of rows.

use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::model::{self, Page, Relation};

/// From so many columns on the two sentences stand side by side.
pub const SIDE_BY_SIDE: u16 = 100;
/// How many screens of pairs are read at once.
const SCREENS: usize = 3;

/// Rows that one pair takes on a screen of this width, with a blank one after it.
pub const fn row_height(width: u16) -> u16 {
    if width >= SIDE_BY_SIDE { 5 } else { 6 }
}

/// State of the view.
#[derive(Debug, Clone, Default)]
pub struct Disagreements {
    /// What is asked for.
    pub asked: model::Disagreements,
    /// The filter as typed.
    pub filter: String,
    /// The pairs at hand.
    pub page: Page<Relation>,
    /// Index of the pair under the cursor.
    pub cursor: usize,
    /// Index of the first on the screen.
    pub top: usize,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether an answer is awaited.
    pub loading: bool,
    /// Whether the first answer has come.
    pub loaded: bool,
}

impl Disagreements {
    /// The pair at `index`, if it is at hand.
    pub fn row(&self, index: usize) -> Option<&Relation> {
        self.page.rows.get(index.checked_sub(self.page.first)?)
    }
}

impl App {
    /// How many pairs fit on the screen.
    fn disagreement_rows(&self) -> usize {
        let body = self.geometry().main.body;
        usize::from((body.height / row_height(body.width)).max(1))
    }

    /// Opens the view for the articles that the list shows.
    pub(in crate::app) fn open_disagreements(&mut self, filter: &str) {
        self.layers.push(Layer::Disagreements(Box::default()));
        let filter = if filter.is_empty() {
            self.list.filter.clone()
        } else {
            filter.to_owned()
        };
        self.set_disagreements_filter(&filter);
    }

    /// Shows the disagreements of the articles that fit a filter.
    pub(in crate::app) fn set_disagreements_filter(&mut self, text: &str) {
        let Ok(query) = crate::query::parse_on(text, Some(self.today())) else {
            return;
        };
        if let Some(view) = self.disagreements() {
            text.clone_into(&mut view.filter);
            view.asked.query = query;
            (view.cursor, view.top) = (0, 0);
        }
        self.reload_disagreements();
    }

    /// Reads the window again, if the view is open.
    pub(in crate::app) fn reload_disagreements(&mut self) {
        let rows = self.disagreement_rows();
        let generation = self.next_request();
        let wish = self.disagreements().map(|view| {
            view.generation = generation;
            view.loading = true;
            Effect::LoadDisagreements {
                generation,
                asked: view.asked.clone(),
                first: view.top.saturating_sub(rows),
                count: rows * SCREENS,
            }
        });
        self.wishes.extend(wish);
    }

    /// A window of pairs arrived.
    pub(in crate::app) fn disagreements_loaded(
        &mut self,
        generation: Generation,
        page: Page<Relation>,
    ) {
        if let Some(view) = self
            .disagreements()
            .filter(|view| view.generation == generation)
        {
            view.cursor = view.cursor.min(page.total.saturating_sub(1));
            view.page = page;
            (view.loading, view.loaded) = (false, true);
        }
        self.follow_disagreements();
    }

    /// After every event: the screen follows the cursor, the window the screen.
    pub(in crate::app) fn settle_disagreements(&mut self) {
        let rows = self.disagreement_rows();
        let missing = self.disagreements().is_some_and(|view| {
            view.top = scrolled(view.top, view.cursor, view.cursor, rows);
            let end = (view.top + rows).min(view.page.total);
            let page = &view.page;
            let at_hand = page.first <= view.top && end <= page.first + page.rows.len();
            view.loaded && !view.loading && !at_hand
        });
        if missing {
            self.reload_disagreements();
        }
    }

    /// Commands of the view: `Enter` shows the pair whole.
    pub(in crate::app) fn run_in_disagreements(
        &mut self,
        command: Command,
        argument: &str,
        count: Option<usize>,
    ) -> bool {
        let rows = self.disagreement_rows();
        let Some(Layer::Disagreements(view)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, view.cursor, view.page.total, rows) {
            view.cursor = to;
            return true;
        }
        match command {
            Command::Open if view.page.total > 0 => self.open_compare_listed(),
            Command::Open => {}
            Command::Firm => {
                view.asked.firm = match view.asked.firm {
                    None => Some(true),
                    Some(true) => Some(false),
                    Some(false) => None,
                };
                (view.cursor, view.top) = (0, 0);
                self.reload_disagreements();
            }
            Command::Ruled => {
                view.asked.ruled = match view.asked.ruled {
                    None => Some(false),
                    Some(false) => Some(true),
                    Some(true) => None,
                };
                (view.cursor, view.top) = (0, 0);
                self.reload_disagreements();
            }
            Command::Filter => self.open_filter(argument),
            _ => return self.run_on_pair(command),
        }
        true
    }

    /// The open view, under whatever stands over it.
    pub(in crate::app) fn disagreements(&mut self) -> Option<&mut Disagreements> {
        self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Disagreements(view) => Some(&mut **view),
            _ => None,
        })
    }
}
