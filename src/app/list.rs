//! The article list: a window of rows around the cursor, never the library.

use super::annotate::Repeatable;
use super::command::Command;
use super::cursor::{moved, scrolled};
use super::effect::{Effect, Generation, View};
use super::layer::Layer;
use super::pending::Pending;
use super::{App, Focus};
use crate::model::query::{Sort, SortKey};
use crate::model::{Action, ArticleId, ArticleRow, Origin, Page, Query, StateChange};
use crate::query::needle::Part;
use crate::text::hits::Needle;

/// State of the list pane.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The rows at hand, as stored; [`List::row`] shows them with the pending changes.
    pub page: Page<ArticleRow>,
    /// Index of the article under the cursor in the whole list.
    pub cursor: usize,
    /// Index of the first article on the screen.
    pub top: usize,
    /// The other end of a selected range.
    pub range: Option<usize>,
    /// The filter as typed; empty shows everything that is not archived.
    pub filter: String,
    /// Filter and order that the rows answer.
    pub query: Query,
    /// The words of the filter, to be lit in what it found.
    pub needles: Vec<Needle>,
    /// The conditions that are asked about, to tell why an article is here.
    pub(super) explaining: Option<(Generation, Vec<Part>)>,
    /// Whether the articles of a story stand under one row.
    pub stories: bool,
    /// The order that was chosen by key; a `sort:` in the filter wins over it.
    pub order: Vec<Sort>,
    /// Whether the person moved or acted in the list. Before that, the cursor stays on the first row while articles
    /// arrive above it; after it, the cursor stays on its article.
    pub(super) touched: bool,
    /// The article that the cursor follows into the window that is being read.
    pub follow: Option<ArticleId>,
    /// The search for the next unread article that is under way, and whether it is to be opened.
    pub(super) seeking: Option<(Generation, bool)>,
    /// When the next snoozed article comes back.
    pub(super) next_roused: Option<jiff::Timestamp>,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether an answer is awaited.
    pub loading: bool,
    /// Whether the first answer has come: before it, an empty list says nothing about the library.
    pub loaded: bool,
}

/// A row as it is shown: stored state with pending changes over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRow {
    /// The row.
    pub row: ArticleRow,
    /// Whether a change of it is not yet on the disk (`●`).
    pub unsaved: bool,
}

impl List {
    /// How many articles the view has.
    pub fn total(&self) -> usize {
        self.page.total
    }

    /// The row at `index` of the whole list; `None` when there is none or it is not at hand yet.
    pub fn row(&self, index: usize, pending: &Pending) -> Option<ShownRow> {
        let stored = self.stored(index)?;
        let mut row = stored.clone();
        let unsaved = pending.over_row(&mut row);
        Some(ShownRow { row, unsaved })
    }

    /// The stored row at `index`.
    pub fn stored(&self, index: usize) -> Option<&ArticleRow> {
        self.page.rows.get(index.checked_sub(self.page.first)?)
    }

    /// The article under the cursor.
    pub fn current(&self) -> Option<&ArticleId> {
        self.stored(self.cursor).map(|row| &row.id)
    }

    /// How many rows a command is for: the range, else the one under the cursor.
    pub fn chosen(&self) -> usize {
        self.range
            .map_or(1, |other| other.abs_diff(self.cursor) + 1)
    }

    /// Whether `index` lies in the selected range.
    pub fn selected(&self, index: usize) -> bool {
        self.range
            .is_some_and(|other| (other.min(self.cursor)..=other.max(self.cursor)).contains(&index))
    }
}

/// How many screens of rows are read at once: the one shown and one on each side.
const SCREENS: usize = 3;

impl List {
    /// The window to read so that `rows` rows from `top` can be shown, unless they are at hand or asked for.
    fn window(&self, rows: usize) -> Option<(usize, usize)> {
        let count = rows * SCREENS;
        let first = self.top.saturating_sub(rows);
        if !self.loaded {
            return (!self.loading).then_some((first, count));
        }
        let margin = rows / 2;
        let from = self.top.saturating_sub(margin);
        let to = (self.top + rows + margin).min(self.page.total);
        let at_hand = self.page.first <= from && to <= self.page.first + self.page.rows.len();
        (!at_hand && !self.loading).then_some((first, count))
    }

    /// Takes a window that was read. When it was asked for around an article, the cursor follows that article.
    fn take(&mut self, page: Page<ArticleRow>, follow: Option<&ArticleId>) {
        let place = page.rows.iter().position(|row| Some(&row.id) == follow);
        if let Some(at) = place.map(|at| page.first + at) {
            self.top = (self.top + at).saturating_sub(self.cursor);
            self.cursor = at;
        }
        let last = page.total.saturating_sub(1);
        self.cursor = self.cursor.min(last);
        self.range = self.range.map(|other| other.min(last));
        self.page = page;
        (self.loading, self.loaded) = (false, true);
    }

    /// The nearest unread article at hand after (or before) `from`.
    fn unread(&self, from: usize, forward: bool, pending: &Pending) -> Option<usize> {
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
    /// Commands of the list pane.
    pub(super) fn run_in_list(&mut self, command: Command, count: Option<usize>) -> bool {
        self.list.touched = true;
        let rows = self.geometry().list_rows();
        if let Some(to) = moved(command, count, self.list.cursor, self.list.total(), rows) {
            self.list.cursor = to;
            return true;
        }
        match command {
            Command::Open => self.open_current(),
            Command::Range => {
                self.list.range = match self.list.range {
                    None => Some(self.list.cursor),
                    Some(_) => None,
                };
            }
            Command::RangeAll => self.select(0, self.list.total()),
            Command::RangeAbove => self.list.range = Some(0),
            Command::RangeBelow => self.list.range = Some(self.list.total().saturating_sub(1)),
            Command::SortByDate => self.sort(SortKey::Date),
            Command::SortByTitle => self.sort(SortKey::Title),
            Command::SortBySource => self.sort(SortKey::Source),
            Command::SortByFacts => self.sort(SortKey::Facts),
            Command::SortByNotes => self.sort(SortKey::Notes),
            Command::SortByDisagreements => self.sort(SortKey::Disagreements),
            Command::SortByAdded => self.sort(SortKey::Added),
            Command::ReadLately => self.read_lately(),
            Command::MarkViewRead => self.mark_view_read(),
            Command::Onward => self.next_unread(true, true),
            Command::NextUnlabelled => self.next_unlabelled(true),
            Command::PreviousUnlabelled => self.next_unlabelled(false),
            _ => return self.run_on_article(command),
        }
        true
    }

    /// Selects the rows from `first` to before `end`, with the cursor on the first.
    fn select(&mut self, first: usize, end: usize) {
        self.list.cursor = first;
        self.list.range = Some(end.saturating_sub(1).max(first));
    }

    /// Commands that act on one article, in the list and in the reader; in the list, on all of a range.
    pub(super) fn run_on_article(&mut self, command: Command) -> bool {
        let flip = |now: bool| Some(!now);
        match command {
            Command::Read => self.set_state(|row| StateChange {
                read: flip(row.read),
                ..StateChange::default()
            }),
            Command::Star => self.set_state(|row| StateChange {
                starred: flip(row.starred),
                ..StateChange::default()
            }),
            Command::Archive => {
                self.set_state(|row| StateChange {
                    archived: flip(row.archived),
                    ..StateChange::default()
                });
            }
            Command::NextUnread => {
                self.mark_read(Origin::Automatic);
                if self.focus != Focus::List {
                    self.see();
                }
                self.next_unread(true, false);
            }
            Command::PreviousUnread => self.next_unread(false, false),
            Command::Browser => self.open_in_browser(),
            _ => return self.run_on_folded(command),
        }
        true
    }

    /// The articles that a command is for: the range, else the one under the cursor.
    pub(super) fn chosen_articles(&self) -> Vec<ArticleId> {
        if self.focus != Focus::List {
            return self.reader.wanted.iter().cloned().collect();
        }
        let other = self.list.range.unwrap_or(self.list.cursor);
        let range = other.min(self.list.cursor)..=other.max(self.list.cursor);
        range
            .filter_map(|index| Some(self.list.stored(index)?.id.clone()))
            .collect()
    }

    /// The row of the article that a command looks at: that of the reader, or under the list's cursor, as shown.
    pub(super) fn current_row(&self) -> Option<ArticleRow> {
        if self.focus == Focus::List {
            return Some(self.list.row(self.list.cursor, &self.pending)?.row);
        }
        let mut row = self.reader.opened.as_ref()?.row.clone();
        self.pending.over_row(&mut row);
        Some(row)
    }

    /// Sets a state that is derived from the current row on all chosen articles, as one undo.
    fn set_state(&mut self, state: impl Fn(&ArticleRow) -> StateChange) {
        let Some(row) = self.current_row() else {
            self.say("No article here yet");
            return;
        };
        let state = state(&row);
        self.last = Some(Repeatable::State(state));
        self.apply_state(state);
    }

    /// Sets a state on all chosen articles, as one undo, and says so.
    pub(super) fn set_this_state(&mut self, state: StateChange, told: &str) {
        if self.current_row().is_none() {
            return self.say("No article here yet");
        }
        self.last = Some(Repeatable::State(state));
        self.say(format!("{told}; u takes it back"));
        self.apply_state(state);
    }

    /// Sets `state` on all chosen articles, and with it on their copies.
    pub(super) fn apply_state(&mut self, state: StateChange) {
        let mut articles = self.chosen_articles();
        let copies = self.copies_along(state, &articles);
        self.say_copies(state, copies.len());
        articles.extend(copies);
        self.change_articles(Action::SetState { articles, state });
    }

    /// Makes a change of the chosen articles, as one undo. Of a range that reaches beyond the rows at hand, the
    /// change names those at hand and the driver adds the others.
    pub(super) fn change_articles(&mut self, action: Action) {
        let view = self.chosen_view();
        if self.list.range.is_some() && self.focus == Focus::List {
            let many = articles_in_words(self.list.chosen());
            self.say(match view {
                Some(_) => format!("{many} …"),
                None => format!("{many}; u takes it back"),
            });
        }
        self.list.range = None;
        match view {
            Some(view) => self.save_for_view(action, view),
            None => self.save(action),
        }
    }

    fn chosen_view(&self) -> Option<View> {
        let other = self.list.range.filter(|_| self.focus == Focus::List)?;
        let (first, last) = (other.min(self.list.cursor), other.max(self.list.cursor));
        let at_hand = (first..=last).all(|index| self.list.stored(index).is_some());
        // Of stories only the best articles are at hand.
        (!at_hand || self.list.stories).then(|| View {
            query: self.list.query.clone(),
            first,
            count: last + 1 - first,
        })
    }

    /// Marks the current article as read when it is not.
    pub(super) fn mark_read(&mut self, origin: Origin) {
        if let Some(row) = self.current_row().filter(|row| !row.read) {
            let state = StateChange {
                read: Some(true),
                ..StateChange::default()
            };
            let group = self.group();
            let mut articles = row.copies;
            articles.insert(0, row.id);
            self.save_as(Action::SetState { articles, state }, origin, group, None);
        }
    }

    fn mark_view_read(&mut self) {
        let rows = self.list.page.rows.iter();
        let articles: Vec<_> = rows
            .flat_map(|row| std::iter::once(&row.id).chain(&row.copies).cloned())
            .collect();
        if articles.is_empty() {
            self.say("No articles here");
            return;
        }
        self.say(format!(
            "Marking {} as read …",
            articles_in_words(self.list.total())
        ));
        let state = StateChange {
            read: Some(true),
            ..StateChange::default()
        };
        let view = View {
            query: self.list.query.clone(),
            first: 0,
            count: usize::MAX,
        };
        self.save_for_view(Action::SetState { articles, state }, view);
    }

    /// Goes to the next or previous unread article; in the reader, or with `open`, opens it.
    pub(super) fn next_unread(&mut self, forward: bool, open: bool) {
        match self.list.unread(self.list.cursor, forward, &self.pending) {
            Some(index) => {
                self.list.cursor = index;
                if open || self.focus == Focus::Reader {
                    self.open_current();
                }
            }
            None => self.seek_unread(forward, open),
        }
    }

    /// No unread article is at hand: the library is asked for the nearest one of the whole list.
    fn seek_unread(&mut self, forward: bool, open: bool) {
        let Some(from) = self.list.current().cloned() else {
            return self.say("No unread articles");
        };
        let generation = self.next_request();
        self.list.seeking = Some((generation, open));
        let query = self.list.query.clone();
        self.wish(Effect::FindUnread(generation, query, from, forward));
    }

    /// The library found the nearest unread article, or there is none.
    pub(super) fn unread_found(&mut self, generation: Generation, found: Option<ArticleId>) {
        let Some((_, open)) = self.list.seeking.take_if(|asked| asked.0 == generation) else {
            return;
        };
        let Some(article) = found else {
            return self.say("No more unread articles");
        };
        self.load_list(Some(article.clone()));
        if open || self.focus == Focus::Reader {
            self.leave_place();
            self.want(article);
            self.focus = Focus::Reader;
            self.enter_reader();
        }
    }

    /// Opens the article under the list's cursor.
    pub(super) fn open_current(&mut self) {
        match self.list.current().cloned() {
            Some(article) => {
                self.leave_place();
                self.want(article);
                self.focus = Focus::Reader;
                self.enter_reader();
            }
            None if self.list.total() == 0 => self.say("No articles; a imports a file or folder"),
            None => self.say("Still loading"),
        }
    }

    pub(super) fn open_in_browser(&mut self) {
        let here = match self.layers.last() {
            Some(Layer::Deck(deck)) => deck.card().map(|row| &row.id),
            _ => self.list.current(),
        };
        let address = self
            .reader
            .opened
            .as_ref()
            .filter(|opened| self.focus != Focus::List || Some(&opened.row.id) == here);
        match address.and_then(|opened| opened.article.metadata.url.clone()) {
            Some(url) => self.wish(Effect::OpenLink(url.into_string())),
            None => self.say("This article has no address"),
        }
    }

    /// Sorts by `key`; by the same key again: the other way round. Dates and numbers begin with the largest.
    fn sort(&mut self, key: SortKey) {
        let descending = match self.list.query.sort.first() {
            Some(sort) if sort.key == key => !sort.descending,
            None if key == SortKey::Date => false,
            _ => !matches!(key, SortKey::Title | SortKey::Source),
        };
        self.list.query.sort = vec![Sort { key, descending }];
        self.list.order = self.list.query.sort.clone();
        self.reload_list();
    }

    /// Lists what was read, the latest first.
    fn read_lately(&mut self) {
        self.set_filter("is:read sort:-read");
        self.say("What you read, the latest first; Esc shows the list again");
    }

    /// Reads the window again, with the cursor staying on its article.
    pub(super) fn reload_list(&mut self) {
        let follow = self.list.current().filter(|_| self.list.touched);
        self.load_list(follow.cloned());
    }

    pub(super) fn load_list(&mut self, around: Option<ArticleId>) {
        let rows = self.geometry().list_rows();
        self.list.generation = self.next_request();
        self.list.loading = true;
        self.list.follow.clone_from(&around);
        self.wish(Effect::LoadList {
            generation: self.list.generation,
            query: self.list.query.clone(),
            first: self.list.top.saturating_sub(rows),
            count: rows * SCREENS,
            around,
        });
    }

    /// A window of the list arrived.
    pub(super) fn list_loaded(&mut self, generation: Generation, page: Page<ArticleRow>) {
        if generation == self.list.generation {
            let follow = self.list.follow.take();
            self.list.take(page, follow.as_ref());
        }
    }

    /// After every event: the screen follows the cursor, the window follows the screen, the preview the cursor.
    pub(super) fn settle_list(&mut self) {
        let geometry = self.geometry();
        let rows = geometry.list_rows();
        let list = &mut self.list;
        list.top = scrolled(list.top, list.cursor, list.cursor, rows);
        if list.loaded {
            list.top = list.top.min(list.total().saturating_sub(rows));
        }
        if self.list.window(rows).is_some() {
            self.load_list(None);
        }
        let carded = self
            .layers
            .iter()
            .any(|layer| matches!(layer, Layer::Deck(_)));
        let preview = self.focus == Focus::List
            && !carded
            && (geometry.reader.is_some() || geometry.panel.is_some());
        if let Some(article) = self.list.current().filter(|_| preview).cloned() {
            self.want(article);
        }
    }
}

/// So many articles, in words.
pub(super) fn articles_in_words(count: usize) -> String {
    match count {
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    }
}
