//! The sources of the library as a tree of folders, with the fixed views and the kept searches on top.
//!
//! The view shows what is stored with the changes that are on their way. Its cursor stays on the same thing whatever is
//! sorted, folded or read again.

mod act;
mod arrange;
mod fetch;
mod fixed;
pub mod offers;
mod overlay;
mod tree;

pub use arrange::{Arrangement, Key};
pub use fixed::{FixedView, ViewCount};
pub(super) use overlay::{over_searches, over_sources};
pub use tree::{FolderRow, Place, Row};

use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::model::{KeptSearch, SafeText, SearchCount, SourceRow};
use ratatui::layout::Rect;
use std::collections::BTreeSet;

/// State of the view of all sources.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The sources, as stored.
    pub stored: Vec<SourceRow>,
    /// Whether queries are counted anew; until then their last counts are shown.
    pub counted: bool,
    /// The rows of the view.
    pub rows: Vec<Row>,
    /// What is typed to filter them.
    pub filter: String,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether the first answer has come.
    pub loaded: bool,
    /// A source to be removed as soon as the sources are known: part of its name.
    pub(super) remove: Option<String>,
}

/// Where the parts of the view are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    /// The names of the columns, one row; nothing where there is no room for columns.
    pub head: Rect,
    /// The rows.
    pub rows: Rect,
    /// What is known about the row under the cursor: beside the rows or below them; nothing on a small screen.
    pub details: Rect,
}

impl Areas {
    /// Splits the body of the view.
    pub fn new(body: Rect) -> Self {
        let nothing = Rect::default();
        let (mut rows, mut details) = (body, nothing);
        if body.width >= 110 {
            details.width = (body.width / 3).min(60);
            rows.width -= details.width;
            details = Rect {
                x: rows.right(),
                width: details.width,
                ..body
            };
        } else if body.height >= 14 {
            rows.height -= 6;
            details = Rect {
                y: rows.bottom(),
                height: 6,
                ..body
            };
        }
        let mut head = nothing;
        if rows.width >= 50 && rows.height >= 6 {
            head = Rect { height: 1, ..rows };
            rows.y += 1;
            rows.height -= 1;
        }
        Self {
            head,
            rows,
            details,
        }
    }
}

impl Sources {
    /// The row under the cursor.
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// The sources that the row under the cursor stands for: of a folder all below it.
    fn chosen(&self) -> Vec<crate::model::SourceId> {
        match self.current() {
            Some(Row::Source { source, .. }) => vec![source.id.clone()],
            Some(Row::Folder(row)) => overlay::inside(&self.stored, &row.folder),
            Some(Row::View { .. } | Row::Search { .. }) | None => Vec::new(),
        }
    }

    fn go(&mut self, place: Option<&Place>) {
        if let Some(at) =
            place.and_then(|place| self.rows.iter().position(|row| row.place() == *place))
        {
            self.cursor = at;
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
    }
}

impl App {
    /// The view, when it is the top layer.
    pub(super) fn sources_view(&mut self) -> Option<&mut Sources> {
        match self.layers.last_mut() {
            Some(Layer::Sources(sources)) => Some(sources),
            _ => None,
        }
    }

    /// How many rows of the view are on the screen.
    fn source_rows(&self) -> usize {
        usize::from(Areas::new(self.geometry().main.body).rows.height.max(1))
    }

    /// Opens the view.
    pub(super) fn open_sources(&mut self) {
        self.layers.push(Layer::Sources(Sources::default()));
        self.reload_sources();
    }

    /// Remembers where the cursor is, for the next time.
    pub(super) fn sources_left(&mut self, sources: &Sources) {
        self.arrangement.place = sources.current().map(Row::place);
    }

    /// Reads the sources and what is kept again, if the view is open.
    pub(super) fn reload_sources(&mut self) {
        let generation = self.next_request();
        let mut open = false;
        for layer in &mut self.layers {
            if let Layer::Sources(sources) = layer {
                sources.generation = generation;
                sources.counted = false;
                open = true;
            }
        }
        if open {
            self.wish(Effect::LoadSources(generation));
            self.wish(Effect::LoadNames);
        }
    }

    /// The sources arrived.
    pub(super) fn sources_loaded(&mut self, generation: Generation, rows: &[SourceRow]) {
        if self.refreshing == Some(generation) {
            self.refreshing = None;
            self.refresh(rows);
        }
        let mut remove = None;
        let mut first = false;
        for layer in &mut self.layers {
            if let Layer::Sources(sources) = layer
                && sources.generation == generation
            {
                sources.stored = rows.to_vec();
                first |= !std::mem::replace(&mut sources.loaded, true);
                remove = sources.remove.take();
            }
        }
        self.show_sources();
        if first {
            let place = self.arrangement.place.clone();
            if let Some(sources) = self.sources_view() {
                sources.go(place.as_ref());
            }
        }
        if let Some(name) = remove {
            self.remove_named(&name, rows);
        }
    }

    /// The names in use arrived; the kept searches among them are counted while the view is open, as is what no source keeps
    /// the number of.
    pub(super) fn names_loaded(&mut self, names: crate::model::Names) {
        self.names = names;
        self.show_sources();
        self.name_changed();
        let generation = self.layers.iter().find_map(|layer| match layer {
            Layer::Sources(sources) => Some(sources.generation),
            _ => None,
        });
        if let Some(generation) = generation {
            let kept = self.names.searches.iter();
            let kept = kept.map(|search| search.query.clone());
            let queries = FixedView::counted_apart().chain(kept).collect();
            self.wish(Effect::CountSearches(generation, queries, self.today()));
        }
    }

    /// The queries are counted.
    pub(super) fn searches_counted(
        &mut self,
        generation: Generation,
        counts: &[(SafeText, SearchCount)],
    ) {
        for layer in &mut self.layers {
            if let Layer::Sources(sources) = layer
                && sources.generation == generation
            {
                sources.counted = true;
                self.arrangement.counts = counts.iter().cloned().collect();
            }
        }
        self.show_sources();
    }

    /// Makes the rows of the view anew from what is stored, pending, folded and typed.
    pub(super) fn show_sources(&mut self) {
        let searches = self.kept_searches();
        for layer in &mut self.layers {
            let Layer::Sources(sources) = layer else {
                continue;
            };
            let place = sources.current().map(Row::place);
            let mut shown = sources.stored.clone();
            let mut unsaved = BTreeSet::new();
            for waiting in &self.pending.queue {
                over_sources(&waiting.change.action, &mut shown, &mut unsaved);
            }
            sources.rows = tree::rows(
                &searches,
                (&shown, &unsaved),
                &sources.filter,
                &self.arrangement,
            );
            sources.go(place.as_ref());
        }
    }

    /// The kept searches with the pending changes over them.
    pub(super) fn kept_searches(&self) -> Vec<KeptSearch> {
        let mut searches = self.names.searches.clone();
        for waiting in &self.pending.queue {
            over_searches(&waiting.change.action, &mut searches);
        }
        searches
    }

    /// Filters the view by what is typed.
    pub(super) fn set_sources_filter(&mut self, text: &str) {
        for layer in &mut self.layers {
            if let Layer::Sources(sources) = layer {
                text.clone_into(&mut sources.filter);
            }
        }
        self.show_sources();
    }

    /// After every event: the screen follows the cursor.
    pub(super) fn settle_sources(&mut self) {
        let page = self.source_rows();
        for layer in &mut self.layers {
            if let Layer::Sources(sources) = layer {
                sources.top = scrolled(sources.top, sources.cursor, sources.cursor, page);
                sources.top = sources.top.min(sources.rows.len().saturating_sub(page));
            }
        }
    }

    /// Commands of the view.
    pub(super) fn run_in_sources(
        &mut self,
        command: Command,
        argument: &str,
        count: Option<usize>,
    ) -> bool {
        let page = self.source_rows();
        let Some(sources) = self.sources_view() else {
            return false;
        };
        if let Some(to) = moved(command, count, sources.cursor, sources.rows.len(), page) {
            sources.cursor = to;
            return true;
        }
        match command {
            Command::ListArticles => self.list_chosen(),
            Command::Unfold => self.fold_chosen(Some(false)),
            Command::FoldFolder => self.fold_chosen(Some(true)),
            Command::Fold => self.fold_chosen(None),
            Command::CloseAll => self.fold_all(true),
            Command::OpenAll => self.fold_all(false),
            Command::SortSourcesByName => self.sort_sources(Key::Name),
            Command::SortSourcesByUnread => self.sort_sources(Key::Unread),
            Command::SortSourcesByFetch => self.sort_sources(Key::Fetched),
            Command::Filter => self.open_filter(argument),
            Command::Edit => self.rename_chosen(),
            Command::MoveSource => self.move_chosen(argument),
            Command::Mute => self.mute_chosen(),
            Command::Tag => self.tag_chosen(argument),
            Command::Delete => self.delete_chosen(),
            Command::MarkViewRead => self.mark_chosen_read(),
            Command::Refresh => self.refresh_chosen(),
            _ => return false,
        }
        true
    }
}
