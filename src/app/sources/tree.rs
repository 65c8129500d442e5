//! The rows of the view: fixed views and kept searches on top, then the folders with what lies in them.

use super::{Arrangement, FixedView, Key, ViewCount};
use crate::model::row::Standing;
use crate::model::{Folder, KeptSearch, SafeText, SearchCount, SourceId, SourceRow};
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a row stands for. It stays the same when the view is sorted, filtered, folded or read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A fixed view.
    View(FixedView),
    /// A kept search, by its name.
    Search(SafeText),
    /// A folder.
    Folder(Folder),
    /// A source.
    Source(SourceId),
}

/// One row of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A fixed view.
    View {
        /// The view.
        view: FixedView,
        /// Its numbers; `None` until they are counted.
        count: Option<ViewCount>,
    },
    /// A kept search.
    Search {
        /// The search.
        search: KeptSearch,
        /// How many articles fit; `None` until they are counted, or when the search cannot be understood.
        count: Option<SearchCount>,
    },
    /// A folder.
    Folder(FolderRow),
    /// A source.
    Source {
        /// The source.
        source: SourceRow,
        /// In how many folders it lies.
        depth: usize,
        /// Whether a change of it is not yet on the disk.
        unsaved: bool,
    },
}

/// A folder with what lies in it and below it. Muted sources are not counted: the list leaves them out too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderRow {
    /// The folder.
    pub folder: Folder,
    /// In how many folders it lies.
    pub depth: usize,
    /// Whether what lies in it is hidden.
    pub folded: bool,
    /// Sources, muted ones too.
    pub sources: usize,
    /// Muted ones among them.
    pub muted: usize,
    /// Those that could not be fetched the last time.
    pub failing: usize,
    /// When one of them was fetched last.
    pub fetched: Option<Timestamp>,
    /// Articles.
    pub articles: u64,
    /// Unread ones among them.
    pub unread: u64,
    /// How they stand.
    pub standing: Standing,
}

impl Row {
    /// What it stands for.
    pub fn place(&self) -> Place {
        match self {
            Self::View { view, .. } => Place::View(*view),
            Self::Search { search, .. } => Place::Search(search.name.clone()),
            Self::Folder(row) => Place::Folder(row.folder.clone()),
            Self::Source { source, .. } => Place::Source(source.id.clone()),
        }
    }
}

/// A folder on its way into rows.
#[derive(Debug, Default)]
struct Branch<'a> {
    row: FolderRow,
    folders: BTreeMap<String, Branch<'a>>,
    sources: Vec<&'a SourceRow>,
}

impl<'a> Branch<'a> {
    fn insert(&mut self, source: &'a SourceRow) {
        let mut branch = self;
        branch.row.count(source);
        for (depth, folder) in source.folder.with_parents().into_iter().enumerate() {
            branch = branch.folders.entry(folder.name().to_owned()).or_default();
            branch.row.folder = folder;
            branch.row.depth = depth;
            branch.row.count(source);
        }
        branch.sources.push(source);
    }

    /// The rows of what lies in this folder: folders, then sources, each in order.
    fn rows(&self, depth: usize, view: &View<'_>, rows: &mut Vec<Row>) {
        let mut folders: Vec<&Branch<'_>> = self.folders.values().collect();
        folders.sort_by_cached_key(|branch| {
            let row = &branch.row;
            view.rank(row.folder.name(), row.unread, row.fetched)
        });
        for branch in folders {
            let folded = !view.filtered && view.arrangement.folded.contains(&branch.row.folder);
            rows.push(Row::Folder(FolderRow {
                folded,
                ..branch.row.clone()
            }));
            if !folded {
                branch.rows(depth + 1, view, rows);
            }
        }
        let mut sources = self.sources.clone();
        sources.sort_by_cached_key(|source| view.rank(&source.name, source.unread, source.fetched));
        if view.arrangement.turned {
            sources.reverse();
        }
        rows.extend(sources.into_iter().map(|source| Row::Source {
            source: source.clone(),
            depth,
            unsaved: view.unsaved.contains(&source.id),
        }));
    }
}

impl FolderRow {
    fn count(&mut self, source: &SourceRow) {
        self.sources += 1;
        self.failing += usize::from(source.error.is_some() || source.gone);
        self.fetched = self.fetched.max(source.fetched);
        if source.muted {
            self.muted += 1;
        } else {
            self.articles += source.articles;
            self.unread += source.unread;
            self.standing += source.standing;
        }
    }
}

/// How the rows are to be seen.
struct View<'a> {
    arrangement: &'a Arrangement,
    unsaved: &'a BTreeSet<SourceId>,
    filtered: bool,
}

impl View<'_> {
    /// By what a row is sorted among its neighbours.
    fn rank(&self, name: &str, unread: u64, fetched: Option<Timestamp>) -> (Reverse<i64>, String) {
        let first = match self.arrangement.key {
            Key::Name => 0,
            Key::Unread => i64::try_from(unread).unwrap_or(i64::MAX),
            Key::Fetched => fetched.map_or(i64::MIN, Timestamp::as_second),
        };
        (Reverse(first), name.to_lowercase())
    }
}

/// All rows. With words in `filter`, only views, searches and sources with all of them in name, place, folder or tags, and
/// nothing folded. Where there is neither source nor search, there is nothing to view either.
pub(super) fn rows(
    searches: &[KeptSearch],
    (sources, unsaved): (&[SourceRow], &BTreeSet<SourceId>),
    filter: &str,
    arrangement: &Arrangement,
) -> Vec<Row> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let fits = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let counts = &arrangement.counts;
    let mut rows = Vec::new();
    if !(sources.is_empty() && searches.is_empty()) {
        let views = FixedView::ALL.into_iter().filter(|view| fits(view.name()));
        rows.extend(views.map(|view| Row::View {
            view,
            count: view.count(sources, counts),
        }));
    }
    let searches = searches.iter().filter(|search| fits(&search.name));
    rows.extend(searches.map(|search| Row::Search {
        search: search.clone(),
        count: counts.get(&search.query).copied(),
    }));
    let mut top = Branch::default();
    for source in sources {
        let tags: Vec<&str> = source.tags.iter().map(SafeText::as_str).collect();
        let said = [
            source.name.as_str(),
            &source.location,
            source.folder.as_str(),
            &tags.join(" "),
        ];
        if fits(&said.join(" ")) {
            top.insert(source);
        }
    }
    let view = View {
        arrangement,
        unsaved,
        filtered: !words.is_empty(),
    };
    top.rows(0, &view, &mut rows);
    rows
}
