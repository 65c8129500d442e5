//! The deck of a triage: the next cards, those that were decided, and how fast it goes.
//!
//! It holds a few cards ahead, never the view. What a decision does to the library is said in `triage`.

use super::rows::DeckRow;
use crate::app::effect::Generation;
use crate::model::triage::Triage;
use crate::model::{ArticleId, ArticleRow, Query, SafeText};
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;

/// Longer than this nobody looks at one card: the person was away.
const AWAY: SignedDuration = SignedDuration::from_secs(120);

/// What was done with a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Decision {
    Kept,
    Tagged,
    Seen,
    Later,
    Snoozed,
    Dropped,
}

impl Decision {
    /// All decisions, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Kept,
        Self::Tagged,
        Self::Seen,
        Self::Later,
        Self::Snoozed,
        Self::Dropped,
    ];

    /// The decision in one word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Tagged => "tagged",
            Self::Seen => "seen",
            Self::Later => "left for later",
            Self::Snoozed => "snoozed",
            Self::Dropped => "dropped",
        }
    }
}

/// A card that was decided.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passed {
    pub(in crate::app) row: ArticleRow,
    pub(in crate::app) decision: Decision,
}

/// State of the deck.
#[derive(Debug, Clone, Default)]
pub struct Deck {
    /// Filter and order of the articles.
    pub(in crate::app) query: Query,
    /// The view as it is kept; `None` for a selected range, which is gone through once.
    pub(in crate::app) view: Option<SafeText>,
    /// The next cards, as stored; the first one is shown.
    pub(in crate::app) cards: VecDeque<ArticleRow>,
    /// How many are left, the one shown included.
    pub left: usize,
    /// What was decided, in order.
    pub(super) passed: Vec<Passed>,
    /// What was taken back, for a redo.
    pub(super) taken_back: Vec<Decision>,
    /// What was left for later, now and before.
    pub(in crate::app) later: Vec<ArticleId>,
    /// Index of the first card in the list.
    pub(in crate::app) first: usize,
    /// The request that is under way.
    pub(in crate::app) asked: Option<Generation>,
    /// Whether the first cards have come.
    pub loaded: bool,
    /// Time spent on the cards that were decided.
    spent: SignedDuration,
    /// Since when the card is shown.
    pub(in crate::app) since: Timestamp,
    /// What the card says: title, key facts, and where there is no second column the text.
    pub rows: Vec<DeckRow>,
    /// The beginning of the text, for the second column.
    pub text: Vec<DeckRow>,
    /// The first row on the screen.
    pub top: usize,
    /// What the rows were made for.
    pub(in crate::app) made: Option<(ArticleId, u16, bool)>,
}

impl Deck {
    /// An empty deck that is looked at from now on.
    pub(in crate::app) fn begun(now: Timestamp) -> Self {
        Self {
            since: now,
            ..Self::default()
        }
    }

    /// The card that is shown.
    pub fn card(&self) -> Option<&ArticleRow> {
        self.cards.front()
    }

    /// How many cards were decided.
    pub fn done(&self) -> usize {
        self.passed.len()
    }

    /// How often each decision was made; those that were not are left out.
    pub fn decisions(&self) -> Vec<(Decision, usize)> {
        let count = |decision| {
            let made = self
                .passed
                .iter()
                .filter(|passed| passed.decision == decision);
            (decision, made.count())
        };
        let counts = Decision::ALL.into_iter().map(count);
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// Whether cards of the view were left for later, now or before.
    pub fn has_later(&self) -> bool {
        self.view.is_some() && !self.later.is_empty()
    }

    /// Cards a minute, once three were decided.
    pub fn pace(&self) -> Option<f64> {
        let minutes = self.spent.as_secs_f64() / 60.0;
        (self.done() > 2 && minutes > 0.0).then(|| self.done() as f64 / minutes)
    }

    /// At this pace, how many minutes the rest will take, rounded up.
    pub fn minutes_left(&self) -> u64 {
        let done = self.done().max(1) as u64;
        let seconds = self.spent.as_secs().unsigned_abs() * self.left as u64 / done;
        seconds.div_ceil(60)
    }

    /// The card goes to those that were decided.
    pub(super) fn pass(&mut self, decision: Decision, now: Timestamp) {
        let Some(row) = self.cards.pop_front() else {
            return;
        };
        if decision == Decision::Later {
            self.later.push(row.id.clone());
        }
        self.left = self.left.saturating_sub(1);
        self.spent += now
            .duration_since(self.since)
            .clamp(SignedDuration::ZERO, AWAY);
        self.passed.push(Passed { row, decision });
        self.show(now);
    }

    /// The card decided last is shown again.
    pub(super) fn step_back(&mut self, now: Timestamp) -> Option<Decision> {
        let Passed { row, decision } = self.passed.pop()?;
        self.later.retain(|id| *id != row.id);
        self.cards.push_front(row);
        self.left += 1;
        self.show(now);
        Some(decision)
    }

    fn show(&mut self, now: Timestamp) {
        self.since = now;
        self.top = 0;
    }

    /// What is kept of it.
    pub(in crate::app) fn kept(&self) -> Option<Triage> {
        let view = self.view.clone().filter(|_| self.left > 0)?;
        Some(Triage {
            view,
            later: self.later.clone(),
        })
    }
}
