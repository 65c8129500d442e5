//! Adjudication: what several people marked in the same words, side by side, and one key for each decision.
//!
//! What is decided leaves the view once it is on the disk; what is left is what there is to do, whenever one comes back.
//! What a key decides is in `app::marks::decide`.

use super::decide::span_of;
use super::review::list_rows;
use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::model::{Action, Case, CaseState, Cases, Change, Outcome, Query};

/// How many screens of cases are read at once.
const SCREENS: usize = 3;

/// State of the view.
#[derive(Debug, Clone, Default)]
pub struct Adjudication {
    /// The cases at hand, and how many there are of each kind.
    pub cases: Cases,
    /// Which cases are shown.
    pub shown: CaseState,
    /// Index of the case under the cursor.
    pub cursor: usize,
    /// Index of the first on the screen.
    pub top: usize,
    /// Which of its versions stands on the right, counted after the first.
    pub other: usize,
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

impl Adjudication {
    /// The case under the cursor.
    pub fn current(&self) -> Option<&Case> {
        let at = self.cursor.checked_sub(self.cases.page.first)?;
        self.cases.page.rows.get(at)
    }

    /// Which version stands on the right; `None` when that is to mark nothing.
    pub fn right(&self) -> Option<usize> {
        let others = self.current()?.versions.len().checked_sub(1)?;
        (others > 0).then(|| 1 + self.other % others)
    }

    /// A decision is on the disk: its case leaves the view, and the cursor stays where it was. Whether it has to be read
    /// again instead.
    pub(in crate::app) fn stored(&mut self, change: &Change) -> bool {
        let is_meant = |case: &Case| match &change.action {
            Action::Annotate(annotation) => {
                annotation.body.decision.is_some() && case.holds(annotation)
            }
            Action::DeleteAnnotation { annotation } => {
                let mut gold = case.gold.iter();
                gold.any(|placed| placed.annotation.id == *annotation)
            }
            _ => false,
        };
        let page = &mut self.cases.page;
        let Some(at) = page.rows.iter().position(is_meant) else {
            return false;
        };
        // What is being counted does not know of it.
        if self.shown == CaseState::Decided || !self.cases.counted {
            return true;
        }
        let case = page.rows.remove(at);
        page.total = page.total.saturating_sub(1);
        if page.first + at < self.cursor {
            self.cursor -= 1;
        }
        self.cursor = self.cursor.min(page.total.saturating_sub(1));
        let cases = &mut self.cases;
        match self.shown {
            CaseState::Agreed => cases.agreed = cases.agreed.saturating_sub(1),
            _ => cases.open = cases.open.saturating_sub(1),
        }
        if case.reopened.is_some() {
            cases.reopened = cases.reopened.saturating_sub(1);
        }
        cases.decided += 1;
        false
    }

    pub(in crate::app) fn go(&mut self, to: usize) {
        if self.cursor != to {
            (self.cursor, self.other) = (to, 0);
        }
    }

    fn begin(&mut self) {
        (self.cursor, self.top, self.other) = (0, 0, 0);
    }
}

/// The list is never shorter, where there is room: it does not jump when a few cases are left.
const FEWEST: usize = 4;

/// How many rows of an area of this height the list takes; the rest shows the case under the cursor.
pub fn case_rows(height: u16, cases: usize) -> u16 {
    let wanted = u16::try_from(cases.max(FEWEST)).unwrap_or(u16::MAX);
    list_rows(height).min(wanted)
}

impl App {
    fn adjudication_rows(&self) -> usize {
        let layers = self.layers.iter();
        let mut views = layers.filter_map(|layer| match layer {
            Layer::Adjudication(view) => Some(view.cases.page.total),
            _ => None,
        });
        let cases = views.next().unwrap_or_default();
        usize::from(case_rows(self.geometry().main.body.height, cases).max(1))
    }

    /// Opens the view: from the list the cases of the library, from an article its own.
    pub(in crate::app) fn open_adjudication(&mut self, filter: &str) {
        if self.settings.blind {
            return self.say("You annotate blind, and this shows what others marked; gb shows it");
        }
        let own = self.reader.wanted.as_ref();
        let own = own.filter(|_| filter.is_empty() && self.focus != crate::app::Focus::List);
        let filter = own.map_or_else(|| filter.to_owned(), |article| format!("id:{article}"));
        self.layers.push(Layer::Adjudication(Box::default()));
        self.set_adjudication_filter(&filter);
    }

    /// Shows the cases of the articles that fit a filter.
    pub(in crate::app) fn set_adjudication_filter(&mut self, text: &str) {
        let Ok(query) = crate::query::parse_on(text, Some(self.today())) else {
            return;
        };
        if let Some(view) = self.adjudication() {
            text.clone_into(&mut view.filter);
            view.query = query;
            view.begin();
        }
        self.reload_adjudication();
    }

    /// Reads the window and the counts again, if the view is open.
    pub(in crate::app) fn reload_adjudication(&mut self) {
        let generation = self.next_request();
        if let Some(view) = self.adjudication() {
            view.generation = generation;
            view.loading = true;
        }
        self.wish_for_cases(false);
    }

    /// Asks for the window; with `whole` also for how many cases there are.
    fn wish_for_cases(&mut self, whole: bool) {
        let rows = self.adjudication_rows();
        let wish = self.adjudication().map(|view| Effect::LoadCases {
            generation: view.generation,
            query: view.query.clone(),
            wanted: view.shown,
            first: view.top.saturating_sub(rows),
            count: rows * SCREENS,
            whole,
        });
        self.wishes.extend(wish);
    }

    /// A window of cases arrived; how many there are comes after it.
    pub(in crate::app) fn cases_loaded(&mut self, generation: Generation, cases: Cases) {
        if let Some(view) = self
            .adjudication()
            .filter(|view| view.generation == generation)
        {
            let counted = cases.counted;
            view.cursor = view.cursor.min(cases.page.total.saturating_sub(1));
            view.cases = cases;
            (view.loading, view.loaded) = (false, true);
            if !counted {
                self.wish_for_cases(true);
            }
        }
    }

    /// After every event: the screen follows the cursor, the window the screen.
    pub(in crate::app) fn settle_adjudication(&mut self) {
        let rows = self.adjudication_rows();
        let missing = self.adjudication().is_some_and(|view| {
            view.top = scrolled(view.top, view.cursor, view.cursor, rows);
            let page = &view.cases.page;
            let end = (view.top + rows).min(page.total);
            let at_hand = page.first <= view.top && end <= page.first + page.rows.len();
            view.loaded && !view.loading && !at_hand
        });
        if missing {
            self.reload_adjudication();
        }
    }

    /// Commands of the view.
    pub(in crate::app) fn run_in_adjudication(
        &mut self,
        command: Command,
        argument: &str,
        count: Option<usize>,
    ) -> bool {
        let rows = self.adjudication_rows();
        let Some(Layer::Adjudication(view)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, view.cursor, view.cases.page.total, rows) {
            view.go(to);
            return true;
        }
        match command {
            Command::NextVersion => view.other += 1,
            Command::OtherCases => {
                view.shown = view.shown.next();
                view.begin();
                self.reload_adjudication();
            }
            Command::Filter => self.open_filter(argument),
            Command::AcceptAgreed => {
                let query = view.query.clone();
                match &self.settings.read_only {
                    Some(reason) => self.fail(format!("The library is read-only: {reason}")),
                    None => self.wish(Effect::AcceptAgreed(query)),
                }
            }
            Command::TakeLeft => self.take(Some(0), Outcome::Chosen),
            Command::TakeRight => {
                let right = view.right();
                self.take(right, Outcome::Chosen);
            }
            Command::TakeBoth => self.take_both(),
            Command::TakeNeither => self.take(None, Outcome::Neither),
            Command::ConfirmGold => self.confirm_gold(),
            Command::TakeEdited => self.take_other_words(),
            Command::Label => self.take_other_label(),
            Command::OpenMark => {
                let case = view.current().cloned();
                if let Some(case) = case {
                    self.layers.pop();
                    let span = span_of(&case);
                    self.open_at(case.article, span);
                }
            }
            _ => return false,
        }
        true
    }

    /// What all agree on is in the gold layer.
    pub(in crate::app) fn agreed_accepted(&mut self, outcome: Result<usize, String>) {
        match outcome {
            Ok(0) => self.say("Nothing on which all agree is left"),
            Ok(1) => self.say("1 case on which all agree is gold now; u takes it back"),
            Ok(count) => self.say(format!(
                "{count} cases on which all agree are gold now; u takes all back"
            )),
            Err(reason) => self.fail(format!("Not stored: {reason}")),
        }
        self.reload_adjudication();
        self.load_article();
    }

    /// The open view, under whatever stands over it.
    pub(in crate::app) fn adjudication(&mut self) -> Option<&mut Adjudication> {
        self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Adjudication(view) => Some(&mut **view),
            _ => None,
        })
    }
}
