//! Places in articles to come back to: the jump list, the marks `m` sets, and where reading stopped.
//!
//! They outlive the program: what is new among them is gathered and kept once the person rests, so that a key
//! costs no write and an idle program writes nothing.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::event::Deadline;
use crate::app::keys::command::Command;
use crate::model::{Bookmark, Bookmarks, Span};
use std::collections::BTreeMap;
use std::time::Duration;

/// More jumps than a session's memory holds are of no use to anybody.
const KEPT: usize = 100;

/// Who has not moved for so long reads, or went away.
const RESTED: Duration = Duration::from_secs(8);

/// Where the cursor was before each jump, and the places with letters.
#[derive(Debug, Clone, Default)]
pub struct Jumps {
    places: Vec<Bookmark>,
    /// Index of the place to go back to, plus one; the length when nothing was gone back.
    at: usize,
    letters: BTreeMap<char, Bookmark>,
    /// What is to be kept. The jump list is put in when that happens.
    new: Bookmarks,
    /// Whether the jump list is to be kept.
    walked: bool,
}

impl App {
    fn here(&self) -> Option<Bookmark> {
        let opened = self.reader.article().filter(|_| self.reader.entered)?;
        Some(Bookmark {
            article: opened.row.id.clone(),
            hash: opened.version.hash.clone(),
            at: self.reader.cursor,
        })
    }

    /// After every event: where the person reads is to be kept, once they rest.
    pub(in crate::app) fn settle_bookmarks(&mut self) {
        if self.reader.noted == self.reader.cursor || self.reads_older() {
            return;
        }
        let Some(here) = self.here() else { return };
        self.reader.noted = here.at;
        self.jumps.new.stopped.insert(here.article.clone(), here);
        self.wish(Effect::Wake(Deadline::Bookmarks, RESTED));
    }

    /// Keeps what is new.
    pub(in crate::app) fn keep_bookmarks(&mut self) {
        let mut new = std::mem::take(&mut self.jumps.new);
        if std::mem::take(&mut self.jumps.walked) {
            new.jumps = Some(self.jumps.places.clone());
        }
        if !new.is_empty() && self.settings.read_only.is_none() {
            self.wish(Effect::KeepBookmarks(Box::new(new)));
        }
    }

    /// What was kept: at the start all of it, later where it stands in texts that came since.
    pub(in crate::app) fn bookmarks_loaded(&mut self, kept: Bookmarks) {
        let jumps = &mut self.jumps;
        let new = &jumps.new.letters;
        let letters = kept.letters.into_iter();
        jumps
            .letters
            .extend(letters.filter(|(letter, _)| !new.contains_key(letter)));
        let places = kept.jumps.unwrap_or_default();
        let mine = jumps.places.iter().map(|place| &place.article);
        if jumps.places.is_empty() || mine.eq(places.iter().map(|place| &place.article)) {
            if jumps.places.is_empty() {
                jumps.at = places.len();
            }
            jumps.places = places;
        }
    }

    /// Remembers the place before a jump.
    pub(in crate::app) fn leave_place(&mut self) {
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
        jumps.walked = true;
        self.wish(Effect::Wake(Deadline::Bookmarks, RESTED));
    }

    /// Goes back or forward in the jump list.
    pub(in crate::app) fn jump(&mut self, forward: bool) {
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

    /// Waits for the letter of a mark, and says which ones are set.
    pub(in crate::app) fn ask_letter(&mut self, command: Command) {
        let letters: Vec<String> = self.jumps.letters.keys().map(char::to_string).collect();
        match (command, letters.join(" ")) {
            (Command::SetMark, letters) if letters.is_empty() => self.say("A letter for the mark"),
            (Command::SetMark, letters) => {
                self.say(format!("A letter for the mark; set: {letters}"));
            }
            (_, letters) if letters.is_empty() => {
                return self.say("No mark is set; in an article, m and a letter sets one");
            }
            (_, letters) => self.say(format!("To the mark: {letters}")),
        }
        self.typed.letter = Some(command);
    }

    /// Sets a mark at the cursor.
    pub(in crate::app) fn set_mark(&mut self, letter: char) {
        if let Some(place) = self.here() {
            self.jumps.new.letters.insert(letter, place.clone());
            self.jumps.letters.insert(letter, place);
            self.wish(Effect::Wake(Deadline::Bookmarks, RESTED));
            self.say(format!("Mark {letter} is set"));
        }
    }

    /// Goes to a mark.
    pub(in crate::app) fn go_to_mark(&mut self, letter: char) {
        match self.jumps.letters.get(&letter).cloned() {
            Some(place) => {
                self.leave_place();
                self.go_to_place(place);
            }
            None => self.say(format!("Mark {letter} is not set")),
        }
    }

    fn go_to_place(&mut self, place: Bookmark) {
        let (article, offset) = (place.article, place.at);
        let known =
            self.reader.wanted.as_ref() == Some(&article) && self.reader.article().is_some();
        self.want(article);
        if known {
            self.reader.return_to(offset);
        } else {
            self.reader.goto = Some(Span::new(offset, offset));
        }
        self.focus = crate::app::Focus::Reader;
        self.enter_reader();
    }
}
