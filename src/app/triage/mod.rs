//! Triage: the deck's commands. One article after the other, its key facts first, one key for each decision.
//!
//! A decision is one undo group and brings the next card. What is decided is stored as it is decided; what is
//! left for later is kept when the deck is left, so that the next triage of the same view goes on behind it.

pub mod deck;
pub mod rows;

use crate::app::cursor::moved;
use crate::app::keys::command::Command;
use deck::{Decision, Deck, Passed};

use crate::app::effect::{Effect, Generation};
use crate::app::layer::Layer;
use crate::app::prompt::tags::TagSubject;
use crate::app::{App, Focus};
use crate::model::change::Undone;
use crate::model::query::{Filter, State};
use crate::model::triage::{Cards, From, Triage};
use crate::model::{Action, ArticleId, ArticleRow, Origin, Page, SafeText, StateChange};
use crate::query::sort_text;

/// So many cards are read at once.
const AHEAD: usize = 24;
/// More cards are read when so few are at hand.
const FEW: usize = 6;

impl App {
    /// Begins a triage of the selected articles, else of the unread ones of the view; one that was left goes on.
    pub(super) fn open_deck(&mut self) {
        let mut query = self.list.query.clone();
        query.unfolded.clear();
        let mut deck = Deck::begun(self.now);
        if let Some(other) = self.list.range.take() {
            let first = other.min(self.list.cursor);
            deck.left = other.max(self.list.cursor) + 1 - first;
            deck.first = first;
        } else {
            let view = self.view_name();
            let kept = self.triage.take().filter(|kept| kept.view == view);
            deck.later = kept.map_or(Vec::new(), |kept| kept.later);
            if !deck.later.is_empty() {
                let count = deck.later.len();
                self.say(format!(
                    "Going on; at the end there are {count} left for later"
                ));
            }
            let unread = Filter::Is(State::Unread);
            query.filter = Filter::And(vec![query.filter, unread]);
            deck.view = Some(view);
        }
        deck.query = query;
        self.parked = None;
        self.layers.push(Layer::Deck(Box::new(deck)));
    }

    /// Filter and order of the list as text.
    fn view_name(&self) -> SafeText {
        let stories = if self.list.stories { " stories" } else { "" };
        let order = sort_text(&self.list.query.sort);
        SafeText::line(&format!("{} {order}{stories}", self.list.filter))
    }

    fn deck(&mut self) -> Option<&mut Deck> {
        self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Deck(deck) => Some(&mut **deck),
            _ => None,
        })
    }

    /// Commands of the deck.
    pub(super) fn run_in_deck(&mut self, command: Command, count: Option<usize>) -> bool {
        let page = usize::from(self.geometry().main.body.height.saturating_sub(4)).max(1);
        let Some(Layer::Deck(deck)) = self.layers.last_mut() else {
            return false;
        };
        let last = (deck.rows.len() + 1).saturating_sub(page);
        if let Some(to) = moved(command, count, deck.top, last, page) {
            deck.top = to;
            return true;
        }
        let read = StateChange {
            read: Some(true),
            ..StateChange::default()
        };
        match command {
            Command::Keep => {
                let starred = Some(true);
                self.decide(Decision::Kept, Some(StateChange { starred, ..read }));
            }
            Command::Seen => self.decide(Decision::Seen, Some(read)),
            Command::Drop => {
                let archived = Some(true);
                self.decide(Decision::Dropped, Some(StateChange { archived, ..read }));
            }
            Command::Later => self.decide(Decision::Later, None),
            Command::PreviousCard => {
                let now = self.now;
                if self.deck().and_then(|deck| deck.step_back(now)).is_none() {
                    self.say("This is the first card");
                }
            }
            Command::Undo => self.undo_card(),
            Command::Triage => {
                self.layers.pop();
                self.triage = None;
                self.open_deck();
            }
            Command::Tag => match self.card_id() {
                Some(id) => self.tag_what(TagSubject::Articles(vec![id]), ""),
                None => self.say("No card here"),
            },
            Command::Open => self.open_card(),
            Command::Browser => self.open_in_browser(),
            _ => return false,
        }
        true
    }

    fn card_id(&mut self) -> Option<ArticleId> {
        Some(self.deck()?.card()?.id.clone())
    }

    /// Decides the card: changes its state and brings the next one. A star is for the article alone, the rest for
    /// its copies as well.
    pub(super) fn decide(&mut self, decision: Decision, state: Option<StateChange>) {
        let Some(row) = self.deck().and_then(|deck| deck.card().cloned()) else {
            return self.say("No card here");
        };
        if let Some(state) = state {
            let own = StateChange {
                starred: state.starred,
                ..StateChange::default()
            };
            let alike = StateChange {
                starred: None,
                ..state
            };
            let alone = vec![row.id.clone()];
            let all = [alone.as_slice(), &row.copies].concat();
            let changes = [(alone, own), (all, alike)].into_iter();
            let changes = changes.filter(|(_, state)| *state != StateChange::default());
            let actions = changes.map(|(articles, state)| Action::SetState { articles, state });
            self.save_card(actions.collect());
        }
        self.passed(decision, &row);
    }

    /// Gives and takes tags of the card, which counts as read with it.
    pub(super) fn tag_card(&mut self, add: Vec<SafeText>, remove: Vec<SafeText>) {
        let Some(row) = self.deck().and_then(|deck| deck.card().cloned()) else {
            return;
        };
        let state = StateChange {
            read: Some(true),
            ..StateChange::default()
        };
        let articles = vec![row.id.clone()];
        let tag = Action::Tag {
            articles: articles.clone(),
            add,
            remove,
        };
        self.save_card(vec![tag, Action::SetState { articles, state }]);
        self.passed(Decision::Tagged, &row);
    }

    /// Stores what was decided of one card, as one undo.
    fn save_card(&mut self, actions: Vec<Action>) {
        let group = self.group();
        for action in actions {
            self.save_as(action, Origin::User, group.clone(), None);
        }
    }

    fn passed(&mut self, decision: Decision, row: &ArticleRow) {
        // A library that can only be read decides nothing; who said so said why.
        if self.settings.read_only.is_some() && decision != Decision::Later {
            return;
        }
        let now = self.now;
        if let Some(deck) = self.deck() {
            deck.taken_back.clear();
            deck.pass(decision, now);
        }
        let word = decision.word();
        self.say(format!("{}: {}", capital(word), row.title));
        if decision == Decision::Later {
            self.keep_deck();
        }
    }

    fn keep_deck(&mut self) {
        let Some(deck) = self.deck() else { return };
        if deck.view.is_some() {
            let kept = deck.kept();
            self.keep_triage(kept);
        }
    }

    fn keep_triage(&mut self, kept: Option<Triage>) {
        self.triage.clone_from(&kept);
        if self.settings.read_only.is_none() {
            self.wish(Effect::KeepTriage(kept));
        }
    }

    /// Takes the last decision back: that to leave a card for later here, every other one in the library.
    fn undo_card(&mut self) {
        let now = self.now;
        let Some(deck) = self.deck() else { return };
        match deck.passed.last().map(|passed| passed.decision) {
            Some(Decision::Later) => {
                deck.step_back(now);
                self.keep_deck();
                self.say("Undo: left for later");
            }
            _ => self.undo(),
        }
    }

    /// Something was taken back in the library: its card is shown again.
    pub(super) fn deck_undone(&mut self, undone: &Undone) {
        let now = self.now;
        let Some(deck) = self.deck() else { return };
        let here = |passed: &Passed| undone.articles.contains(&passed.row.id);
        if let Some(at) = deck.passed.iter().rposition(here) {
            while deck.passed.len() > at {
                let decision = deck.step_back(now);
                deck.taken_back.extend(decision);
            }
        }
    }

    /// Something was done again: its card is decided again.
    pub(super) fn deck_redone(&mut self, redone: &Undone) {
        let now = self.now;
        let Some(deck) = self.deck() else { return };
        if deck
            .card()
            .is_some_and(|row| redone.articles.contains(&row.id))
        {
            let decision = deck.taken_back.pop().unwrap_or(Decision::Seen);
            deck.pass(decision, now);
        }
    }

    /// Opens the card's article; the deck comes back when the person leaves it.
    fn open_card(&mut self) {
        let Some(id) = self.card_id() else {
            return self.say("No card here");
        };
        if let Some(Layer::Deck(deck)) = self.layers.pop() {
            self.parked = Some(deck);
        }
        self.want(id);
        self.focus = Focus::Reader;
        self.enter_reader();
    }

    /// More cards came.
    pub(super) fn cards_loaded(&mut self, generation: Generation, page: Page<ArticleRow>) {
        let now = self.now;
        let parked = self.parked.as_deref_mut();
        let in_layers = self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Deck(deck) => Some(&mut **deck),
            _ => None,
        });
        let Some(deck) = in_layers
            .or(parked)
            .filter(|deck| deck.asked == Some(generation))
        else {
            return;
        };
        deck.asked = None;
        if !deck.loaded && page.total == 0 && deck.view.is_some() && !deck.later.is_empty() {
            // Nothing else is left of the view.
            deck.later.clear();
            return self.say("Those left for later");
        }
        if !deck.loaded {
            // Of a range, it was known how many there are.
            deck.left = if deck.view.is_some() {
                page.total
            } else {
                deck.left.min(page.total)
            };
            deck.since = now;
            deck.loaded = true;
        }
        let room = deck.left.saturating_sub(deck.cards.len());
        deck.cards.extend(page.rows.into_iter().take(room));
        if deck.cards.len() < deck.left && deck.cards.is_empty() {
            deck.left = 0;
        }
    }

    /// After every event: the deck comes back from its article, reads ahead, and shows its card.
    pub(super) fn settle_deck(&mut self) {
        if self.focus == Focus::List
            && self.layers.is_empty()
            && let Some(mut deck) = self.parked.take()
        {
            deck.since = self.now;
            self.layers.push(Layer::Deck(deck));
        }
        let generation = self.requests + 1;
        let Some(deck) = self.deck() else { return };
        if deck.asked.is_none() && (!deck.loaded || deck.cards.len() < deck.left.min(FEW)) {
            let from = match deck.cards.back() {
                Some(row) => From::After(row.id.clone()),
                None => match deck.passed.last() {
                    Some(passed) => From::After(passed.row.id.clone()),
                    None => From::Index(deck.first),
                },
            };
            deck.asked = Some(generation);
            let skip = if deck.view.is_some() {
                deck.later.clone()
            } else {
                Vec::new()
            };
            let cards = Cards {
                query: deck.query.clone(),
                from,
                skip,
                count: AHEAD,
            };
            self.requests = generation;
            self.wish(Effect::LoadCards(generation, Box::new(cards)));
        }
        if let Some(id) = self.card_id() {
            self.want(id);
        }
        self.make_card();
    }

    /// Makes the rows of the card, once its article is here.
    fn make_card(&mut self) {
        let width = self.geometry().main.body.width;
        let opened = self.reader.article().cloned();
        let Some(deck) = self.deck() else { return };
        let Some(card) = deck.card().cloned() else {
            deck.rows.clear();
            deck.text.clear();
            deck.made = None;
            return;
        };
        let opened = opened.filter(|opened| opened.row.id == card.id);
        let made = (card.id.clone(), width, opened.is_some());
        if deck.made.as_ref() != Some(&made) {
            let columns = rows::Columns::new(width);
            (deck.rows, deck.text) = rows::make(&card, opened.as_deref(), columns);
            deck.made = Some(made);
        }
    }

    /// The deck is left: what was put off is kept, and the list stands at the card.
    pub(super) fn deck_left(&mut self, deck: &Deck) {
        if deck.view.is_some() && deck.loaded {
            let kept = deck.kept();
            self.keep_triage(kept);
        }
        match deck.card() {
            Some(card) => self.load_list(Some(card.id.clone())),
            None => self.reload_list(),
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
