//! The views that are always there, above the kept searches.

use crate::model::{SafeText, SearchCount, SourceRow};
use std::collections::BTreeMap;

/// A view that nobody has to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixedView {
    /// Everything that the list shows without a filter.
    All,
    /// What was not read.
    Unread,
    /// What has a star.
    Starred,
    /// What rests until its time comes.
    Snoozed,
    /// What was put into the archive.
    Archived,
    /// What another article disagrees with.
    Disagreements,
}

impl FixedView {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 6] = [
        Self::All,
        Self::Unread,
        Self::Starred,
        Self::Snoozed,
        Self::Archived,
        Self::Disagreements,
    ];

    /// What the row says.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "All articles",
            Self::Unread => "Unread",
            Self::Starred => "Starred",
            Self::Snoozed => "Snoozed",
            Self::Archived => "Archived",
            Self::Disagreements => "With disagreements",
        }
    }

    /// The query that lists it.
    pub const fn query(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Unread => "is:unread",
            Self::Starred => "is:starred",
            Self::Snoozed => "is:snoozed",
            Self::Archived => "is:archived",
            Self::Disagreements => "has:disagreement",
        }
    }

    /// Those whose numbers no source keeps.
    pub(super) fn counted_apart() -> impl Iterator<Item = SafeText> {
        let apart = Self::ALL
            .into_iter()
            .filter(|view| *view == Self::Disagreements);
        apart.map(|view| view.query().into())
    }

    /// Its numbers: summed from the sources that are heard, which keep them, else as `counted` by its query.
    pub(super) fn count(
        self,
        sources: &[SourceRow],
        counted: &BTreeMap<SafeText, SearchCount>,
    ) -> Option<ViewCount> {
        let sum = |of: fn(&SourceRow) -> u64| {
            let heard = sources.iter().filter(|source| !source.muted);
            heard.map(of).sum::<u64>()
        };
        let only = |articles| ViewCount {
            articles,
            unread: None,
        };
        Some(match self {
            Self::All => ViewCount {
                articles: sum(|source| source.standing.listed),
                unread: Some(sum(|source| source.unread)),
            },
            Self::Unread => {
                let unread = sum(|source| source.unread);
                ViewCount {
                    articles: unread,
                    unread: Some(unread),
                }
            }
            Self::Starred => only(sum(|source| source.standing.starred)),
            Self::Snoozed => only(sum(|source| source.standing.snoozed)),
            Self::Archived => only(sum(|source| source.standing.archived)),
            Self::Disagreements => (*counted.get(&self.query().into())?).into(),
        })
    }
}

/// How many articles a view has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ViewCount {
    /// All of them.
    pub articles: u64,
    /// Unread ones among them, where they are counted.
    pub unread: Option<u64>,
}

impl From<SearchCount> for ViewCount {
    fn from(count: SearchCount) -> Self {
        Self {
            articles: count.articles,
            unread: Some(count.unread),
        }
    }
}
