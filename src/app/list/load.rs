//! The window of rows at hand: which one is wanted, and what becomes of the cursor when it comes.
//!
//! Of a list that is filtered the rows come first and the numbers when they are counted. Until then the indexes go on
//! from a row that was seen, and move together when the count tells better.

use super::List;
use crate::app::App;
use crate::app::Focus;
use crate::app::cursor::scrolled;
use crate::app::effect::{Effect, Generation};
use crate::app::event::Deadline;
use crate::app::layer::Layer;
use crate::app::pending::Pending;
use crate::model::ArticleId;
use crate::model::window::{Census, Seen, Wanted, Window};
use std::ops::Range;
use std::time::Duration;

/// How many screens of rows are read at once: the one shown and one on each side, where there is one.
const SCREENS: usize = 3;
/// Who types no letter for so long rests.
const REST: Duration = Duration::from_millis(300);

impl List {
    /// The window to read so that `rows` rows from `top` can be shown, unless they are at hand or asked for.
    fn window(&self, rows: usize) -> Option<Range<usize>> {
        let around = self.around(rows);
        if !self.loaded {
            return (!self.loading).then_some(around);
        }
        let margin = rows / 2;
        let from = self.top.saturating_sub(margin);
        let to = (self.top + rows + margin).min(self.page.total);
        let holds = |window: Range<usize>| window.start <= from && to <= window.end;
        // Who went on past the window that is on its way wants another one.
        let is_coming = self.loading && (self.changed || holds(self.asked.clone()));
        let at_hand = holds(self.page.first..self.page.first + self.page.rows.len());
        (!at_hand && !is_coming).then_some(around)
    }

    /// The screen that is shown, and one on each side.
    fn around(&self, rows: usize) -> Range<usize> {
        self.top.saturating_sub(rows)..self.top + (SCREENS - 1) * rows
    }

    /// Whether rows that the screen is to show are on their way.
    pub(in crate::app) fn is_coming(&self, rows: usize) -> bool {
        let end = (self.top + rows).min(self.page.total);
        let is_here = self.page.first <= self.top && end <= self.page.first + self.page.rows.len();
        self.loading && (self.changed || !is_here)
    }

    /// A row at hand of this list: the wanted article's, or that which is nearest to an index.
    fn seen(&self, article: Option<&ArticleId>, index: usize) -> Option<Seen> {
        let rows = &self.page.rows;
        let near = index
            .saturating_sub(self.page.first)
            .min(rows.len().checked_sub(1)?);
        let at = article.and_then(|id| rows.iter().position(|row| row.id == *id));
        let at = at.unwrap_or(near);
        Some(Seen {
            article: rows.get(at)?.id.clone(),
            index: self.page.first + at,
            total: self.page.total,
            folded: self.page.folded,
            state: self.state.filter(|_| self.counted),
        })
    }

    /// Takes a window that was read. When it was asked for around an article, the cursor follows that article; in
    /// another list that does not hold it, it goes to the first row.
    fn take(&mut self, window: Window, follow: Option<&ArticleId>) {
        let Window {
            page,
            counted,
            is_cut,
            looked,
            state,
        } = window;
        let followed = page.rows.iter().position(|row| Some(&row.id) == follow);
        let closed = self.closing.take().zip(self.grouping());
        let place = followed.or_else(|| {
            let (group, grouping) = closed?;
            page.rows.iter().position(|row| grouping.of(row) == group)
        });
        if let Some(at) = place.map(|at| page.first + at) {
            self.top = (self.top + at).saturating_sub(self.cursor);
            self.cursor = at;
        } else if self.changed {
            (self.top, self.cursor) = (0, 0);
        }
        let last = page.total.saturating_sub(1);
        self.cursor = self.cursor.min(last);
        self.range = self.range.map(|other| other.min(last));
        self.is_cut = is_cut;
        if counted || is_cut || looked.is_some() {
            self.told = page.total;
        }
        self.page = page;
        self.looked = looked;
        (self.counted, self.state) = (counted, Some(state));
        (self.loading, self.loaded, self.changed) = (false, true, false);
    }

    /// Takes the numbers of the list at hand: all indexes move with that of its first row, and who is at the end stays
    /// there.
    fn count(&mut self, census: &Census) {
        let last = |total: usize| total.saturating_sub(1);
        let (before, now) = (self.page.first, census.index.unwrap_or(self.page.first));
        let moved = |index: usize| (index + now).saturating_sub(before);
        let end = last(self.page.total);
        let to = |index: usize, ends: bool| {
            if ends {
                last(census.total)
            } else {
                moved(index).min(last(census.total))
            }
        };
        self.range = self.range.map(|other| to(other, other == end));
        self.cursor = to(self.cursor, self.bottom);
        self.top = moved(self.top);
        self.page.first = now;
        self.page.total = census.total;
        self.page.folded = census.folded;
        self.groups.extend(census.groups.iter().cloned());
        self.told = census.total;
        (self.counted, self.bottom) = (true, false);
    }

    /// The nearest unread article at hand after (or before) `from`.
    pub(super) fn unread(&self, from: usize, forward: bool, pending: &Pending) -> Option<usize> {
        let unread = |index: &usize| {
            self.row(*index, pending)
                .is_some_and(|shown| !shown.row.read)
        };
        let end = self.page.first + self.page.rows.len();
        if forward {
            (from + 1..end).find(unread)
        } else {
            (self.page.first..from.min(end)).rev().find(unread)
        }
    }
}

impl App {
    /// Reads the window again, with the cursor staying on its article.
    pub(in crate::app) fn reload_list(&mut self) {
        self.reader.beside.forget();
        let follow = self.list.current().filter(|_| self.list.touched);
        self.load_list(follow.cloned());
    }

    /// Reads the window again after these articles changed: the cursor goes to one that comes back alone.
    pub(in crate::app) fn reload_list_at(&mut self, changed: &[ArticleId]) {
        let [only] = changed else {
            return self.reload_list();
        };
        if self.focus != Focus::List || self.list.page.rows.iter().any(|row| row.id == *only) {
            return self.reload_list();
        }
        self.reader.beside.forget();
        self.load_list(Some(only.clone()));
    }

    pub(in crate::app) fn load_list(&mut self, around: Option<ArticleId>) {
        let rows = self.list_rows();
        self.list.generation = self.next_request();
        self.list.loading = true;
        self.list.follow.clone_from(&around);
        let asked = self.list.around(rows);
        let first = asked.start;
        let count = match around {
            Some(_) => rows * SCREENS,
            None => asked.len(),
        };
        self.list.asked = asked;
        self.list.whole &= !self.list.changed;
        let wanted = Wanted {
            query: self.list.query.clone(),
            first,
            count,
            // The rows at hand say nothing of another list.
            seen: if self.list.changed {
                None
            } else {
                self.list.seen(around.as_ref(), first)
            },
            around,
            whole: self.list.whole,
        };
        self.wish(Effect::LoadList(self.list.generation, Box::new(wanted)));
    }

    /// A window of the list arrived.
    pub(in crate::app) fn list_loaded(&mut self, generation: Generation, window: Window) {
        if generation != self.list.generation {
            return;
        }
        let follow = self.list.follow.take();
        self.list.take(window, follow.as_ref());
        if self.list.looked.is_some() {
            self.reload_list();
        } else if self.list.is_cut {
            self.wish(Effect::Wake(Deadline::Whole, REST));
        } else if !self.list.counted || self.list.grouping().is_some() {
            self.count_list();
        }
    }

    /// The person rests at what was found: all of it is wanted now.
    pub(in crate::app) fn want_whole_list(&mut self) {
        if self.list.is_cut && !self.list.loading {
            self.list.whole = true;
            self.reload_list();
        }
    }

    /// Counts the list at hand, and its groups.
    pub(in crate::app) fn count_list(&mut self) {
        let first = self.list.page.rows.first().map(|row| row.id.clone());
        let query = Box::new(self.list.query.clone());
        let groups = self.list.groups_at_hand();
        let generation = self.list.generation;
        self.wish(Effect::CountList(generation, query, first, groups));
    }

    /// The list at hand is counted.
    pub(in crate::app) fn list_counted(&mut self, generation: Generation, census: &Census) {
        if generation == self.list.generation {
            self.list.count(census);
        }
    }

    /// After every event: the screen follows the cursor, the window follows the screen, the preview the cursor.
    pub(in crate::app) fn settle_list(&mut self) {
        let geometry = self.geometry();
        let rows = self.list_rows();
        let list = &mut self.list;
        list.top = scrolled(list.top, list.cursor, list.cursor, rows);
        if list.loaded {
            list.top = list.top.min(list.total().saturating_sub(rows));
        }
        if self.list.grouping().is_some() {
            let (lines, height) = self.list_lines();
            self.list.scroll_past_headings(lines, height);
        }
        if self.list.window(rows).is_some() {
            self.load_list(None);
        }
        self.look_through_texts(rows);
        let carded = self
            .layers
            .iter()
            .any(|layer| matches!(layer, Layer::Deck(_)));
        let preview = self.focus == Focus::List
            && !carded
            && (geometry.reader.is_some() || geometry.panel.is_some());
        let is_empty = self.list.loaded && !self.list.loading && self.list.total() == 0;
        match self.list.current().cloned() {
            Some(article) if preview => self.want(article),
            // What was shown last is not in this list.
            None if is_empty && self.focus == Focus::List && !carded => self.reader.close(),
            _ => {}
        }
        self.look_ahead();
    }
}
