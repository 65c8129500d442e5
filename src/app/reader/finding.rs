//! Finding words in the opened text, and going from one place to the next.
//!
//! A long text is searched around the cursor at once and then in all of it by the driver, so that a key costs what it
//! costs in a short one.

use super::Searching;
use super::find::find_in;
use crate::app::App;
use crate::app::effect::{Effect, Generation};
use crate::app::layer::Layer;
use crate::app::prompt::search::Place;
use crate::model::Span;
use crate::text::layout::WHOLE;

impl App {
    /// Finds words; the cursor goes to the first place at or after `from`.
    pub(in crate::app) fn find_words(&mut self, words: &str, from: usize) {
        if self.reader.article().is_some() {
            words.clone_into(&mut self.reader.found.words);
            self.stop_searching();
            self.find_around(from);
            self.go_to_found(from);
        }
    }

    /// Finds the words that stand: in a long text only around a place, which costs what a short one costs.
    fn find_around(&mut self, from: usize) {
        let Some(opened) = self.reader.article() else {
            return;
        };
        let text = &opened.article.text;
        let around = if text.len() > WHOLE {
            Span::new(from.saturating_sub(WHOLE / 2), from + WHOLE / 2)
        } else {
            Span::new(0, text.len())
        };
        self.reader.found.spans = find_in(text, &self.reader.found.words, around);
    }

    /// The cursor goes to the first place at or after `from`.
    fn go_to_found(&mut self, from: usize) {
        let spans = &self.reader.found.spans;
        let next = spans
            .iter()
            .find(|span| span.start >= from)
            .or(spans.first())
            .copied();
        match next {
            Some(span) => self.reader.point_at(span),
            None => self.reader.go(from),
        }
    }

    /// What is found around the cursor of a long text is looked for in all of it.
    /// As long as nothing was found there, the cursor goes from `from` to the first place.
    pub(in crate::app) fn find_everywhere(&mut self, from: Option<usize>) {
        let Some(opened) = self.reader.article().cloned() else {
            return;
        };
        let words = self.reader.found.words.clone();
        if words.is_empty() || opened.article.text.len() <= WHOLE {
            return;
        }
        let generation = self.next_request();
        self.reader.found.searching = Some(Searching {
            percent: 0,
            generation,
            from: from.filter(|_| self.reader.found.spans.is_empty()),
        });
        self.wish(Effect::FindWords(generation, opened, words));
    }

    /// Nobody waits for the rest of a long text.
    pub(in crate::app) fn stop_searching(&mut self) -> bool {
        let stops = self.reader.found.searching.take().is_some();
        if stops {
            self.wish(Effect::CancelFind);
        }
        stops
    }

    /// So much of a long text is searched.
    pub(in crate::app) fn search_went_on(&mut self, generation: Generation, percent: usize) {
        let searching = self.reader.found.searching.as_mut();
        if let Some(searching) = searching.filter(|it| it.generation == generation) {
            searching.percent = percent;
        }
    }

    /// All of a long text is searched.
    pub(in crate::app) fn words_found(&mut self, generation: Generation, spans: Vec<Span>) {
        let found = &mut self.reader.found;
        let Some(searching) = found.searching.take_if(|it| it.generation == generation) else {
            return;
        };
        found.spans = spans;
        // Who went on meanwhile stays where they are.
        if let Some(from) = searching.from.filter(|from| *from == self.reader.cursor) {
            self.go_to_found(from);
        }
        self.say_found();
    }

    pub(in crate::app) fn say_found(&mut self) {
        match self.reader.found.spans.len() {
            0 => self.say("Not found"),
            n => self.say(format!("{n} found; n and N walk them")),
        }
    }

    /// A text came: the words that stand, or are being typed, are found in it.
    pub(in crate::app) fn find_again(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Search(search)) if search.place == Place::Text)
        {
            self.search_changed();
        } else if std::mem::take(&mut self.reader.found.stale) {
            self.find_around(self.reader.cursor);
            self.find_everywhere(None);
        }
    }

    /// Goes to the next or previous place, round the end.
    pub(in crate::app) fn find_next(&mut self, forward: bool, count: Option<usize>) {
        let len = self.reader.found.spans.len();
        let is_searching = self.reader.found.searching.is_some();
        if len == 0 {
            self.say(if is_searching {
                "The text is still being searched"
            } else if self.reader.found.words.is_empty() {
                "/ finds words"
            } else {
                "Not found"
            });
            return;
        }
        let at = self.reader.cursor;
        let spans = &self.reader.found.spans;
        let steps = count.unwrap_or(1) % len;
        let index = if forward {
            spans.partition_point(|span| span.start <= at) + steps + len - 1
        } else {
            spans.partition_point(|span| span.start < at) + 2 * len - steps
        };
        let found = spans.get(index % len).copied();
        self.leave_place();
        if let Some(span) = found {
            self.reader.point_at(span);
            let place = self
                .reader
                .found
                .spans
                .partition_point(|other| other.start <= span.start);
            let so_far = if is_searching { " near here" } else { "" };
            self.say(format!("{place} of {len}{so_far}"));
        }
    }
}
