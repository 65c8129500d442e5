//! What is done in the list: moving, selecting, states of articles, the next unread one, sorting.

use super::{articles_in_words, done};
use crate::app::cursor::moved;
use crate::app::effect::{Effect, Generation, View};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::marks::annotate::Repeatable;
use crate::app::{App, Focus};
use crate::model::query::{Closed, Sort, SortKey};
use crate::model::{Action, ArticleId, ArticleRow, Origin, Query, StateChange};

impl App {
    /// Commands of the list pane.
    pub(in crate::app) fn run_in_list(&mut self, command: Command, count: Option<usize>) -> bool {
        self.list.touched = true;
        self.list.bottom = command == Command::Bottom && count.is_none() && !self.list.counted;
        let rows = self.list_rows();
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
            Command::SortByRank if self.list.needles.is_empty() => {
                self.say("The filter has no words by which articles could be ranked");
            }
            Command::SortByRank => self.sort(SortKey::Rank),
            Command::FoldGroup => self.toggle_group(),
            Command::CloseAll => self.close_groups(true),
            Command::OpenAll => self.close_groups(false),
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
    pub(in crate::app) fn run_on_article(&mut self, command: Command) -> bool {
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
    pub(in crate::app) fn chosen_articles(&self) -> Vec<ArticleId> {
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
            let shown = self.list.row(self.list.cursor, &self.pending)?;
            return Some(shown.row.into_owned());
        }
        let mut row = self.reader.opened.as_ref()?.row.clone();
        self.pending.over_row(&mut row);
        Some(row)
    }

    /// Sets a state that is derived from the current row on all chosen articles, as one undo. What one of a range lacks is
    /// given to all of it; what all have is taken away.
    fn set_state(&mut self, state: impl Fn(&ArticleRow) -> StateChange) {
        let Some(mut row) = self.current_row() else {
            self.say("No article here yet");
            return;
        };
        for mut other in self.chosen_rows() {
            self.pending.over_row(&mut other);
            row.read &= other.read;
            row.starred &= other.starred;
            row.archived &= other.archived;
        }
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
    pub(in crate::app) fn apply_state(&mut self, state: StateChange) {
        let mut articles = self.chosen_articles();
        let copies = self.copies_along(state, &articles);
        self.say_copies(state, copies.len());
        articles.extend(copies);
        self.change_articles(Action::SetState { articles, state });
    }

    /// Makes a change of the chosen articles, as one undo. Of a range that reaches beyond the rows at hand, the
    /// change names those at hand and the driver adds the others.
    pub(in crate::app) fn change_articles(&mut self, action: Action) {
        if self.is_closed_chosen() {
            return self.say("A closed group stands here; zg opens it");
        }
        let view = self.chosen_view(&action);
        let done = done(&action, &self.local());
        let many = articles_in_words(self.list.chosen());
        if view.is_some() {
            self.say(format!("{done}: {many} …"));
        } else if self.list.range.is_some() && self.focus == Focus::List {
            self.say(format!("{done}: {many}; u takes it back"));
        }
        self.list.range = None;
        match view {
            Some(view) => self.save_for_view(action, view),
            None => self.save(action),
        }
    }

    fn chosen_view(&self, action: &Action) -> Option<View> {
        let range = self.list.range.filter(|_| self.focus == Focus::List);
        let other = range.or_else(|| self.goes_as_a_story(action).then_some(self.list.cursor))?;
        let (first, last) = (other.min(self.list.cursor), other.max(self.list.cursor));
        let at_hand = (first..=last).all(|index| self.list.stored(index).is_some());
        // Of stories only the best articles are at hand.
        (!at_hand || self.list.stories).then(|| View {
            query: self.list.query.clone(),
            first,
            count: last + 1 - first,
        })
    }

    /// Whether a row is to leave the list that stands for all articles of its story: then all of them leave.
    fn goes_as_a_story(&self, action: &Action) -> bool {
        let Action::SetState { state, .. } = action else {
            return false;
        };
        let row = self.list.stored(self.list.cursor);
        let folds = |row: &ArticleRow| {
            let many = row.story.as_ref().is_some_and(|story| story.articles > 1);
            many && row.under.is_none() && !self.list.is_unfolded(&row.id)
        };
        self.focus == Focus::List
            && self.list.stories
            && (state.archived.is_some() || state.snooze.is_some())
            && row.is_some_and(folds)
    }

    /// Marks the current article as read when it is not.
    pub(in crate::app) fn mark_read(&mut self, origin: Origin) {
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
        self.say(format!("Read: {} …", articles_in_words(self.list.total())));
        let state = StateChange {
            read: Some(true),
            ..StateChange::default()
        };
        let view = View {
            query: Query {
                closed: Closed::default(),
                ..self.list.query.clone()
            },
            first: 0,
            count: usize::MAX,
        };
        self.save_for_view(Action::SetState { articles, state }, view);
    }

    /// Goes to the next or previous unread article; in the reader, or with `open`, opens it.
    pub(in crate::app) fn next_unread(&mut self, forward: bool, open: bool) {
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
    pub(in crate::app) fn unread_found(
        &mut self,
        generation: Generation,
        found: Option<ArticleId>,
    ) {
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
    pub(in crate::app) fn open_current(&mut self) {
        if self.focus == Focus::List && self.list.closed(self.list.cursor).is_some() {
            return self.toggle_group();
        }
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

    pub(in crate::app) fn open_in_browser(&mut self) {
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
            _ => !matches!(key, SortKey::Title | SortKey::Source | SortKey::Rank),
        };
        self.list.query.sort = vec![Sort { key, descending }];
        self.list.order = self.list.query.sort.clone();
        self.list.query.keep_groups();
        self.reload_list();
    }

    /// Lists what was read, the latest first.
    fn read_lately(&mut self) {
        self.set_filter("is:read sort:-read");
        self.say("What you read, the latest first; Esc shows the list again");
    }
}
