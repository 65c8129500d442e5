//! How the sources are arranged: folded folders and the order. None of it is kept, and none of it is a change.

use super::{Place, Row};
use crate::app::App;
use crate::model::{Folder, SafeText, SearchCount};
use std::collections::{BTreeMap, BTreeSet};

/// How the sources are arranged on the screen; it stays so while the program runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Folders whose contents are hidden.
    pub folded: BTreeSet<Folder>,
    /// By what folders and sources are sorted among their neighbours.
    pub key: Key,
    /// Whether the order is turned round.
    pub turned: bool,
    /// How many articles fit kept searches and other queries, by what was typed, as they were counted last.
    pub counts: BTreeMap<SafeText, SearchCount>,
    /// Where the cursor was when the view was last left.
    pub(super) place: Option<Place>,
}

/// By what sources are sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Key {
    /// By name.
    #[default]
    Name,
    /// Those with most unread articles first.
    Unread,
    /// Those that were fetched last first.
    Fetched,
}

impl App {
    /// Folds (or unfolds, or turns) the folder under the cursor. Folding what lies in a folder folds that one;
    /// unfolding what is no folder lists its articles.
    pub(super) fn fold_chosen(&mut self, fold: Option<bool>) {
        let Some(row) = self
            .sources_view()
            .and_then(|sources| sources.current().cloned())
        else {
            return;
        };
        let (folder, hide) = match (&row, fold) {
            (Row::Folder(row), None) => (row.folder.clone(), !row.folded),
            (Row::Folder(row), Some(true)) if row.folded => (row.folder.parent(), true),
            (Row::Folder(row), Some(fold)) => (row.folder.clone(), fold),
            (Row::Source { source, .. }, Some(true) | None) => (source.folder.clone(), true),
            (Row::View { .. } | Row::Search { .. }, Some(true) | None) => return,
            (_, Some(false)) => return self.list_chosen(),
        };
        if folder.is_top() {
            return;
        }
        if hide {
            self.arrangement.folded.insert(folder.clone());
        } else {
            self.arrangement.folded.remove(&folder);
        }
        self.show_sources();
        if let Some(sources) = self.sources_view() {
            sources.go(Some(&Place::Folder(folder)));
        }
    }

    /// Folds all folders, or unfolds them. The cursor stays on its row, or goes to the folder that now hides it.
    pub(super) fn fold_all(&mut self, fold: bool) {
        let Some(sources) = self.sources_view() else {
            return;
        };
        let folder = match sources.current() {
            Some(Row::Source { source, .. }) => Some(source.folder.clone()),
            Some(Row::Folder(row)) => Some(row.folder.clone()),
            _ => None,
        };
        let outermost = folder.and_then(|folder| folder.with_parents().into_iter().next());
        let all = sources.stored.iter();
        let folders: Vec<Folder> = all.flat_map(|row| row.folder.with_parents()).collect();
        self.arrangement.folded.clear();
        if fold {
            self.arrangement.folded.extend(folders);
        }
        self.show_sources();
        if let (Some(sources), Some(folder), true) = (self.sources_view(), outermost, fold) {
            sources.go(Some(&Place::Folder(folder)));
        }
    }

    /// Sorts by `key`; by the same key again: the other way round.
    pub(super) fn sort_sources(&mut self, key: Key) {
        self.arrangement.turned = self.arrangement.key == key && !self.arrangement.turned;
        self.arrangement.key = key;
        self.show_sources();
    }
}
