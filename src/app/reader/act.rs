//! What is done in the reader: moving, selecting, folding, following links.

use super::Selection;
use super::motion;
use super::rows::row_motion;
use crate::app::effect::{Effect, Generation};
use crate::app::event::Deadline;
use crate::app::keys::command::Command;
use crate::app::{App, Focus};
use crate::model::query::Filter;
use crate::model::{Action, ArticleId, OpenedArticle, Origin, Query, SafeText, Span};
use std::sync::Arc;

impl App {
    /// Wants an article in the reader; asks for it unless it is there or on its way.
    pub(in crate::app) fn want(&mut self, article: ArticleId) {
        if self.reader.wanted.as_ref() != Some(&article) {
            self.comparing = None;
            let opened = self.reader.beside.take(&article);
            let request = self.reader.beside.request_for(&article);
            self.reader.wanted = Some(article);
            self.reader.older = None;
            self.reader.whole = false;
            self.reader.goto = None;
            if let Some(opened) = opened {
                self.reader.generation = self.next_request();
                self.show_article(opened);
            } else if let Some(request) = request {
                self.reader.generation = request;
            } else {
                self.load_article();
            }
        }
    }

    /// An article was read: the wanted one, or the one beside it.
    pub(in crate::app) fn article_loaded(
        &mut self,
        generation: Generation,
        found: Result<Arc<OpenedArticle>, String>,
    ) {
        let is_beside = self.reader.beside.answered(generation);
        let is_wanted = generation == self.reader.generation;
        if is_wanted {
            self.reader.answered = generation;
        }
        match found {
            Ok(opened) if is_wanted => self.show_article(opened),
            Ok(opened) if is_beside => self.reader.beside.keep(opened),
            Err(reason) if is_wanted => self.fail(reason),
            _ => {}
        }
    }

    fn show_article(&mut self, opened: Arc<OpenedArticle>) {
        self.reader.show(opened);
        self.show_marks();
        self.light_hits();
        self.find_again();
        self.compare_again();
        self.rulings_came();
    }

    /// Reads the wanted article (again).
    pub(in crate::app) fn load_article(&mut self) {
        if let Some(article) = self.reader.wanted.clone() {
            self.reader.beside.give_way();
            self.reader.generation = self.next_request();
            self.wish(match self.reader.older {
                Some(number) => Effect::OpenRevision(self.reader.generation, article, number),
                None if self.reader.whole => Effect::OpenWhole(self.reader.generation, article),
                None => Effect::OpenArticle(self.reader.generation, article),
            });
        }
    }

    /// Reads the wanted article with all that others say about it. Whether there is more than was told.
    pub(in crate::app) fn tell_all(&mut self) -> bool {
        let opened = self.reader.article();
        let is_more = opened.is_some_and(|opened| !opened.untold.is_empty());
        if is_more && !self.reader.whole {
            self.reader.whole = true;
            self.load_article();
        }
        is_more
    }

    /// Opens an article at some words: at once when it is here, else when it comes.
    pub(in crate::app) fn open_at(&mut self, article: ArticleId, span: Option<Span>) {
        self.leave_place();
        self.want(article);
        if let Some(span) = span {
            let here = self.reader.article();
            if here.is_some_and(|opened| opened.older == self.reader.older) {
                self.reader.point_at(span);
            } else {
                self.reader.goto = Some(span);
            }
        }
        self.focus = Focus::Reader;
        self.enter_reader();
    }

    /// The reader has the keys now: the article counts as read after a while.
    pub(in crate::app) fn enter_reader(&mut self) {
        self.reader.entered = true;
        self.wish(Effect::Wake(Deadline::Read, self.settings.read_after));
    }

    /// Back to the list.
    pub(in crate::app) fn leave_reader(&mut self) {
        self.leave_place();
        self.stop_picking();
        self.stop_labelling();
        self.focus = Focus::List;
        self.reader.entered = false;
        self.reader.selection = None;
    }

    /// The article was on the screen for a while.
    pub(in crate::app) fn read_long_enough(&mut self) {
        if self.focus != Focus::List && self.reader.article().is_some() {
            self.mark_read(Origin::Automatic);
            self.see();
        }
    }

    /// The text on the screen was seen: if it had changed, it is no news any more.
    pub(in crate::app) fn see(&mut self) {
        let Some(opened) = self
            .reader
            .article()
            .filter(|opened| opened.older.is_none())
        else {
            return;
        };
        let Some(newest) = opened.revisions.last().filter(|_| opened.row.updated) else {
            return;
        };
        let action = Action::See {
            article: opened.row.id.clone(),
            revision: newest.number,
        };
        let is_on_its_way = self
            .pending
            .queue
            .iter()
            .any(|waiting| waiting.change.action == action);
        if !is_on_its_way {
            let group = self.group();
            self.save_as(action, Origin::Automatic, group, None);
        }
    }

    /// A query for the opened article alone.
    pub(in crate::app) fn article_query(&self) -> Option<Query> {
        let id = self.reader.wanted.as_ref()?;
        Some(Query {
            filter: Filter::Id(SafeText::new(id.as_str())),
            ..Query::default()
        })
    }

    /// Height of the text on the screen, in rows.
    pub(in crate::app) fn text_height(&self) -> usize {
        usize::from(self.geometry().text().height.max(1))
    }

    /// Commands of the reader.
    pub(in crate::app) fn run_in_reader(&mut self, command: Command, count: Option<usize>) -> bool {
        let Some(opened) = self.reader.article().cloned() else {
            return self.run_on_article(command);
        };
        let height = self.text_height();
        let width = self.geometry().text().width;
        self.reader.look_ahead(command, width);
        if let Some(row) = row_motion(&self.reader, command, count, height) {
            if matches!(command, Command::Top | Command::Bottom) {
                self.leave_place();
                self.reader.column = Some(0);
            }
            self.reader.go_to_row(row);
            return true;
        }
        if self.run_in_labelling(command) || self.run_in_picking(command) {
            return true;
        }
        if self.walk(&opened, command, count) || self.select_by(&opened, command) {
            return true;
        }
        match command {
            Command::Onward => {
                let last = self.reader.layout.len().saturating_sub(1);
                if self.reader.top + height > last {
                    self.mark_read(Origin::Automatic);
                    self.see();
                    self.next_unread(true, true);
                } else {
                    let row = self.reader.stepped(true, height);
                    self.reader.go_to_row(row);
                    self.reader.top = row.min(last.saturating_sub(height.saturating_sub(1)));
                }
            }
            Command::Center => self.reader.top = self.reader.place().0.saturating_sub(height / 2),
            Command::Fold => match self.reader.layout.group_at(self.reader.cursor) {
                Some(group) => {
                    self.reader.folding.toggle(group);
                    self.reader.stale = true;
                }
                None => self.say("Nothing is folded here"),
            },
            Command::OpenLink => match motion::link(&opened, self.reader.cursor) {
                Some(address) => self.follow(address),
                None => self.say("No link under the cursor; F shows the links"),
            },
            Command::Original => self.show_original(),
            Command::FindNext => self.find_next(true, count),
            Command::FindPrevious => self.find_next(false, count),
            Command::Labelling => self.start_labelling(),
            Command::SentenceHints => self.hint_sentences(),
            Command::WordHints => self.hint_words(),
            Command::LinkHints => self.hint_links(),
            _ => return self.run_on_article(command),
        }
        true
    }

    /// Motions by characters, words, sentences, paragraphs and things.
    fn walk(
        &mut self,
        opened: &Arc<OpenedArticle>,
        command: Command,
        count: Option<usize>,
    ) -> bool {
        let text = opened.article.text.as_str();
        let mut spans: Vec<Span> = self
            .reader
            .marks
            .iter()
            .filter_map(|mark| mark.note.span)
            .collect();
        spans.sort_unstable();
        let mut at = self.reader.cursor;
        let mut far = false;
        for _ in 0..count.unwrap_or(1).min(text.len() + 1) {
            let next = match command {
                Command::Left => motion::left(text, at),
                Command::Right => motion::right(text, at),
                Command::WordForward => motion::word_forward(text, at),
                Command::WordBack => motion::word_back(text, at),
                Command::WordEnd => motion::word_end(text, at),
                Command::LineStart => Some(self.row_end(text, false)),
                Command::LineEnd => Some(self.row_end(text, true)),
                _ if motion::is_jump(command) => {
                    far = !matches!(command, Command::SentenceForward | Command::SentenceBack);
                    motion::jump(opened, &spans, command, at)
                }
                _ => return false,
            };
            match next {
                Some(next) if next != at => at = next,
                _ => break,
            }
        }
        if at == self.reader.cursor {
            if far {
                self.say("No more of these");
            }
            return true;
        }
        if far {
            self.leave_place();
        }
        self.reader.go(at);
        match command {
            Command::NextRepair | Command::PreviousRepair => {
                self.reader.unfold(at);
                let repair = opened
                    .article
                    .repairs
                    .iter()
                    .find(|repair| repair.span.start == at);
                self.reader.lit = repair.map(|repair| repair.span);
                if let Some(repair) = repair {
                    self.say(super::page::repair_line(repair, text));
                }
            }
            Command::NextNote | Command::PreviousNote => {
                self.reader.unfold(at);
                let here = self
                    .reader
                    .marks
                    .iter()
                    .find(|mark| mark.note.span.is_some_and(|span| span.start == at));
                self.reader.lit = here.and_then(|mark| mark.note.span);
                self.reader.latest = here.map(|mark| mark.note.annotation.id.clone());
            }
            Command::NextFact
            | Command::PreviousFact
            | Command::NextDisagreement
            | Command::PreviousDisagreement => {
                let fact = opened.facts.facts.iter().find(|fact| fact.span.start == at);
                self.reader.lit = fact.map(|fact| fact.span);
            }
            _ => {}
        }
        true
    }

    /// First or last byte that the cursor's row shows.
    fn row_end(&self, text: &str, end: bool) -> usize {
        let row = self.reader.place().0;
        self.reader
            .layout
            .offset_at(text, row, if end { usize::MAX / 2 } else { 0 })
    }

    /// Starts, changes and ends a selection.
    fn select_by(&mut self, opened: &OpenedArticle, command: Command) -> bool {
        match command {
            Command::SelectWords | Command::SelectRows => {
                let sentences = command == Command::SelectRows;
                self.reader.selection = match self.reader.selection {
                    None => Some(Selection {
                        anchor: self.reader.cursor,
                        sentences,
                    }),
                    Some(old) if old.sentences != sentences => Some(Selection { sentences, ..old }),
                    Some(_) => None,
                };
            }
            Command::OtherEnd => {
                let cursor = self.reader.cursor;
                if let Some(selection) = &mut self.reader.selection {
                    let other = std::mem::replace(&mut selection.anchor, cursor);
                    self.reader.go(other);
                }
            }
            Command::Grow | Command::Shrink => self.grow(opened, command == Command::Grow),
            _ if !motion::is_object(command) => return false,
            _ => match motion::object(opened, command, self.reader.cursor) {
                Some(span) => self.reader.select(span),
                None => self.say("Nothing of that kind here"),
            },
        }
        true
    }

    /// Selects the next wider thing around the selection or the cursor, or a narrower one again.
    fn grow(&mut self, opened: &OpenedArticle, wider: bool) {
        let selected = self.reader.selected();
        let origin = match (self.reader.origin, selected) {
            (Some(origin), Some(span)) if span.contains(origin) => origin,
            (_, Some(span)) => span.start,
            (_, None) => self.reader.cursor,
        };
        let inside =
            |other: &Span| selected.is_none_or(|span| other.covers(span) && *other != span);
        let around =
            |other: &Span| selected.is_some_and(|span| span.covers(*other) && *other != span);
        let levels = motion::levels(opened, origin);
        let next = if wider {
            levels.iter().find(|span| inside(span))
        } else {
            levels.iter().rev().find(|span| around(span))
        };
        match next {
            Some(span) => {
                self.reader.select(*span);
                self.reader.origin = Some(origin);
            }
            None if wider => self.say("Nothing wider here"),
            None => self.reader.selection = None,
        }
    }

    /// Opens an address, if it is one of the web.
    pub(in crate::app) fn follow(&mut self, address: &str) {
        if address.starts_with("http://") || address.starts_with("https://") {
            self.wish(Effect::OpenLink(address.to_owned()));
        } else {
            self.fail(format!("`{address}` is no web address"));
        }
    }
}
