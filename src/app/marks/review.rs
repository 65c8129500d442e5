//! The review queue: marks whose text changed, their old words beside the new ones, one decision each.
//!
//! A decision is a new target for the mark ([`Action::EditTarget`]), and can be taken back like any change.

use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::reader::picking::Purpose;
use crate::model::review::{Place, Queue};
use crate::model::{Action, Change, Page, Query, ReviewItem, Target};

/// How many screens of marks are read at once.
const SCREENS: usize = 3;
/// From this many rows on, old and new words stand below the list.
const TALL: u16 = 12;

/// State of the review queue.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// The marks at hand.
    pub page: Page<ReviewItem>,
    /// Index of the mark under the cursor.
    pub cursor: usize,
    /// Index of the first on the screen.
    pub top: usize,
    /// Which of its possible places is shown.
    pub choice: usize,
    /// Which marks are shown.
    pub queue: Queue,
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

impl Review {
    /// The mark under the cursor.
    pub fn current(&self) -> Option<&ReviewItem> {
        let at = self.cursor.checked_sub(self.page.first)?;
        self.page.rows.get(at)
    }

    /// The place that is shown for it.
    pub fn place(&self) -> Option<&Place> {
        self.current()?.places.get(self.choice)
    }

    /// A decision is on the disk: its mark leaves the queue, and the cursor stays where it was.
    pub(in crate::app) fn stored(&mut self, change: &Change) {
        let (Action::EditTarget { annotation, .. } | Action::DeleteAnnotation { annotation }) =
            &change.action
        else {
            return;
        };
        let here = |item: &ReviewItem| item.note.annotation.id == *annotation;
        let stays = matches!(&change.action, Action::EditTarget { target: Some(target), .. }
            if target.orphan && self.queue == Queue::Orphans);
        if let Some(at) = self.page.rows.iter().position(here).filter(|_| !stays) {
            self.page.rows.remove(at);
            self.page.total = self.page.total.saturating_sub(1);
            if self.page.first + at < self.cursor {
                self.cursor -= 1;
            }
            self.cursor = self.cursor.min(self.page.total.saturating_sub(1));
        }
    }

    fn go(&mut self, to: usize) {
        if self.cursor != to {
            self.cursor = to;
            self.choice = 0;
        }
    }
}

/// How many rows of an area of this height the list takes: the rest shows the words of the mark under the cursor.
pub fn list_rows(height: u16) -> u16 {
    if height < TALL {
        return height;
    }
    height / 3
}

impl App {
    fn review_rows(&self) -> usize {
        usize::from(list_rows(self.geometry().main.body.height).max(1))
    }

    /// Opens the queue: from the list that of the library, from an article its own.
    pub(in crate::app) fn open_review(&mut self, filter: &str) {
        let own = self.reader.wanted.as_ref();
        let own = own.filter(|_| filter.is_empty() && self.focus != crate::app::Focus::List);
        let filter = own.map_or_else(|| filter.to_owned(), |article| format!("id:{article}"));
        self.layers.push(Layer::Review(Box::default()));
        self.set_review_filter(&filter);
    }

    /// Shows the marks that fit a filter.
    pub(in crate::app) fn set_review_filter(&mut self, text: &str) {
        let Ok(query) = crate::query::parse_on(text, Some(self.today())) else {
            return;
        };
        if let Some(review) = self.review() {
            text.clone_into(&mut review.filter);
            review.query = query;
            (review.cursor, review.top, review.choice) = (0, 0, 0);
        }
        self.reload_review();
    }

    /// Reads the window and the count again.
    pub(in crate::app) fn reload_review(&mut self) {
        let rows = self.review_rows();
        let generation = self.next_request();
        let wish = self.review().map(|review| {
            review.generation = generation;
            review.loading = true;
            Effect::LoadReview {
                generation,
                query: review.query.clone(),
                queue: review.queue,
                first: review.top.saturating_sub(rows),
                count: rows * SCREENS,
            }
        });
        self.wishes.extend(wish);
        self.wish(Effect::CountReview);
    }

    /// A window of the queue arrived.
    pub(in crate::app) fn review_loaded(&mut self, generation: Generation, page: Page<ReviewItem>) {
        if let Some(review) = self
            .review()
            .filter(|review| review.generation == generation)
        {
            review.cursor = review.cursor.min(page.total.saturating_sub(1));
            review.page = page;
            (review.loading, review.loaded) = (false, true);
        }
    }

    /// After every event: the screen follows the cursor, the window the screen.
    pub(in crate::app) fn settle_review(&mut self) {
        let rows = self.review_rows();
        let missing = self.review().is_some_and(|review| {
            review.top = scrolled(review.top, review.cursor, review.cursor, rows);
            let end = (review.top + rows).min(review.page.total);
            let page = &review.page;
            let at_hand = page.first <= review.top && end <= page.first + page.rows.len();
            review.loaded && !review.loading && !at_hand
        });
        if missing {
            self.reload_review();
        }
    }

    /// Commands of the queue.
    pub(in crate::app) fn run_in_review(
        &mut self,
        command: Command,
        argument: &str,
        count: Option<usize>,
    ) -> bool {
        let rows = self.review_rows();
        let Some(Layer::Review(review)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, review.cursor, review.page.total, rows) {
            review.go(to);
            return true;
        }
        let places = review.current().map_or(0, |item| item.places.len());
        match command {
            Command::NextPlace => review.choice = (review.choice + 1).min(places.saturating_sub(1)),
            Command::PreviousPlace => review.choice = review.choice.saturating_sub(1),
            Command::Orphans => {
                review.queue = match review.queue {
                    Queue::Waiting => Queue::Orphans,
                    Queue::Orphans => Queue::Waiting,
                };
                (review.cursor, review.top, review.choice) = (0, 0, 0);
                self.reload_review();
            }
            Command::Filter => self.open_filter(argument),
            Command::AcceptPlace => self.accept_place(),
            Command::Orphan => self.call_orphan(),
            Command::PlaceAgain => self.place_again(),
            Command::OpenMark => {
                let item = review.current().cloned();
                let span = review.place().map(|place| place.target.span);
                if let Some(item) = item {
                    self.layers.pop();
                    self.open_at(item.note.annotation.article, span);
                }
            }
            _ => return false,
        }
        true
    }

    /// The mark stands where it is shown to stand.
    fn accept_place(&mut self) {
        let Some(review) = self.review() else { return };
        match review.place().map(|place| place.target.clone()) {
            Some(target) => self.settle_mark(target),
            None => self.say("No place fits; e picks one, x says that the words are gone"),
        }
    }

    /// The words of the mark are gone.
    fn call_orphan(&mut self) {
        let target = self.review().and_then(|review| {
            let target = review.current()?.note.annotation.target.clone()?;
            Some(Target {
                orphan: true,
                ..target
            })
        });
        if let Some(target) = target {
            self.settle_mark(target);
        }
    }

    /// Gives the mark under the cursor a target, and goes on to the next one.
    fn settle_mark(&mut self, target: Target) {
        let Some(review) = self.review() else { return };
        let Some(item) = review.current() else { return };
        let annotation = item.note.annotation.id.clone();
        review.go((review.cursor + 1).min(review.page.total.saturating_sub(1)));
        self.save(Action::EditTarget {
            annotation,
            target: Some(target),
        });
    }

    /// The person picks the words in the article; the queue comes back afterwards.
    fn place_again(&mut self) {
        let Some(Layer::Review(review)) = self.layers.last() else {
            return;
        };
        let Some(item) = review.current() else { return };
        let annotation = item.note.annotation.clone();
        let span = review.place().map(|place| place.target.span);
        let quote = annotation.target.map(|target| target.quote);
        let Some(layer) = self.layers.pop() else {
            return;
        };
        self.open_at(annotation.article, span);
        self.start_picking(
            Purpose::Place(annotation.id, quote.unwrap_or_default()),
            Some(layer),
        );
    }

    /// The open queue, under whatever stands over it.
    fn review(&mut self) -> Option<&mut Review> {
        self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Review(review) => Some(&mut **review),
            _ => None,
        })
    }
}
