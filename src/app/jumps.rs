//! The jump list and the marks `m` sets: places in articles to come back to.

use super::App;
use crate::model::{ArticleId, Span};
use std::collections::BTreeMap;

/// More jumps than a session's memory holds are of no use to anybody.
const KEPT: usize = 100;

/// A place in an article: the article and a byte offset of its text.
pub type Place = (ArticleId, usize);

/// Where the cursor was before each jump, and the places with letters.
#[derive(Debug, Clone, Default)]
pub struct Jumps {
    places: Vec<Place>,
    /// Index of the place to go back to, plus one; the length when nothing was gone back.
    at: usize,
    letters: BTreeMap<char, Place>,
}

impl App {
    fn here(&self) -> Option<Place> {
        let opened = self.reader.article().filter(|_| self.reader.entered)?;
        Some((opened.row.id.clone(), self.reader.cursor))
    }

    /// Remembers the place before a jump.
    pub(super) fn leave_place(&mut self) {
        let Some(place) = self.here() else {
            return;
        };
        let jumps = &mut self.jumps;
        jumps.places.truncate(jumps.at);
        jumps.places.retain(|other| *other != place);
        jumps.places.push(place);
        let surplus = jumps.places.len().saturating_sub(KEPT);
        jumps.places.drain(..surplus);
        jumps.at = jumps.places.len();
    }

    /// Goes back or forward in the jump list.
    pub(super) fn jump(&mut self, forward: bool) {
        if forward {
            let next = self.jumps.at + 1;
            match self.jumps.places.get(next).cloned() {
                Some(place) => {
                    self.jumps.at = next;
                    self.go_to_place(place);
                }
                None => self.say("This is the newest place"),
            }
            return;
        }
        if self.jumps.at == self.jumps.places.len() && self.here().is_some() {
            // The way forward must lead back to here.
            self.leave_place();
            self.jumps.at = self.jumps.places.len().saturating_sub(1);
        }
        match self
            .jumps
            .at
            .checked_sub(1)
            .and_then(|at| Some((at, self.jumps.places.get(at).cloned()?)))
        {
            Some((at, place)) => {
                self.jumps.at = at;
                self.go_to_place(place);
            }
            None => self.say("This is the oldest place"),
        }
    }

    /// Sets a mark at the cursor.
    pub(super) fn set_mark(&mut self, letter: char) {
        if let Some(place) = self.here() {
            self.jumps.letters.insert(letter, place);
            self.say(format!("Mark {letter} is set"));
        }
    }

    /// Goes to a mark.
    pub(super) fn go_to_mark(&mut self, letter: char) {
        match self.jumps.letters.get(&letter).cloned() {
            Some(place) => {
                self.leave_place();
                self.go_to_place(place);
            }
            None => self.say(format!("Mark {letter} is not set")),
        }
    }

    fn go_to_place(&mut self, (article, offset): Place) {
        let known =
            self.reader.wanted.as_ref() == Some(&article) && self.reader.article().is_some();
        self.want(article);
        if known {
            self.reader.go(offset);
            self.reader.unfold(offset);
        } else {
            self.reader.goto = Some(Span::new(offset, offset));
        }
        self.focus = super::Focus::Reader;
        self.enter_reader();
    }
}
