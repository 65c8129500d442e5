//! Who of a group stands in a list for the others: the one with rank 0.
//!
//! Ranks are worked out again whenever a member comes, goes, is archived or snoozed; an article that is out of sight
//! stands for nobody who is not.

use crate::library::error::LibraryError;
use rusqlite::{Connection, OptionalExtension, Row};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Writes where an article stands; by which engine it was grouped, if it was. If that fails, the transaction is to be taken
/// back: so SQLite need not remember the pages that the statement touches.
pub(super) const UPDATE: &str =
    "UPDATE OR FAIL article SET copy_group = ?2, copy_rank = ?3, story = ?4, story_rank = ?5, latest = ?6, grouped = coalesce(?7, grouped)
     WHERE row = ?1";

const READ: &str =
    "SELECT a.copy_group, a.copy_rank, a.story, a.story_rank, a.latest, a.separate, a.archived, a.hidden > 0, a.removed > 0,
         a.date, a.facts, coalesce(k.words, 0), coalesce(k.repeats, 0)
     FROM article a LEFT JOIN sketch k ON k.article = a.row WHERE a.row = ?";

/// The kinds of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Copies,
    Story,
}

/// Where an article stands: its groups, and what it is in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub copies: Option<i64>,
    pub copy_rank: i64,
    pub story: Option<i64>,
    pub story_rank: i64,
    /// Of the one that stands for its story: the newest date in it.
    pub latest: Option<i64>,
}

/// An article as far as its rank goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    stored: Place,
    pub now: Place,
    is_separate: bool,
    archived: bool,
    pub hidden: bool,
    removed: bool,
    date: i64,
    facts: i64,
    pub words: i64,
    pub repeats: bool,
}

impl Place {
    pub const fn group(&self, kind: Kind) -> Option<i64> {
        match kind {
            Kind::Copies => self.copies,
            Kind::Story => self.story,
        }
    }

    /// Puts it into another group; its rank there follows.
    pub const fn set(&mut self, kind: Kind, group: Option<i64>) {
        match kind {
            Kind::Copies => (self.copies, self.copy_rank) = (group, 0),
            Kind::Story => (self.story, self.story_rank, self.latest) = (group, 0, None),
        }
    }
}

impl Member {
    /// Reads an article.
    pub fn read(connection: &Connection, article: i64) -> Result<Self, LibraryError> {
        let read = connection
            .prepare_cached(READ)?
            .query_row([article], Self::of)
            .optional()?;
        read.ok_or_else(|| LibraryError::Unknown {
            kind: "article",
            id: article.to_string(),
        })
    }

    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let stored = Place {
            copies: row.get(0)?,
            copy_rank: row.get(1)?,
            story: row.get(2)?,
            story_rank: row.get(3)?,
            latest: row.get(4)?,
        };
        Ok(Self {
            stored,
            now: stored,
            is_separate: row.get(5)?,
            archived: row.get(6)?,
            hidden: row.get(7)?,
            removed: row.get(8)?,
            date: row.get(9)?,
            facts: row.get(10)?,
            words: row.get(11)?,
            repeats: row.get(12)?,
        })
    }

    /// Whether it stands elsewhere than the library says.
    pub fn is_moved(&self) -> bool {
        self.now != self.stored
    }
}

impl Kind {
    /// The articles in a group.
    pub fn members(
        self,
        connection: &Connection,
        group: i64,
    ) -> Result<BTreeSet<i64>, LibraryError> {
        let mut members = connection.prepare_cached(match self {
            Self::Copies => "SELECT row FROM article WHERE copy_group = ?",
            Self::Story => "SELECT row FROM article WHERE story = ?",
        })?;
        let members = members.query_map([group], |row| row.get(0))?;
        Ok(members.collect::<Result<_, _>>()?)
    }

    /// Gives the members of a group their ranks, each told with its number; the stories for which that makes a difference.
    /// What was removed keeps its rank.
    pub fn rank(self, members: &mut [(i64, Member)]) -> BTreeSet<i64> {
        let present = members.iter_mut().filter(|(_, member)| !member.removed);
        let mut present: Vec<&mut (i64, Member)> = present.collect();
        match self {
            Self::Copies => rank_copies(&mut present),
            Self::Story => {
                rank_story(&mut present);
                BTreeSet::new()
            }
        }
    }
}

/// The best copy first: with the most text (a tenth less is as much), telling no other source, the
/// earliest, the first to arrive. One that is no copy by a person's word stands for itself.
fn rank_copies(members: &mut [&mut (i64, Member)]) -> BTreeSet<i64> {
    let copies = members.iter().filter(|(_, member)| !member.is_separate);
    let longest = copies.map(|(_, member)| member.words).max();
    members.sort_by_key(|(article, member)| {
        let is_shorter = 10 * member.words < 9 * longest.unwrap_or_default();
        let out_of_sight = (member.archived, member.hidden);
        (
            member.is_separate,
            out_of_sight,
            is_shorter,
            member.repeats,
            member.date,
            *article,
        )
    });
    let mut stories = BTreeSet::new();
    for (at, (_, member)) in (0..).zip(members) {
        let rank = if member.is_separate { 0 } else { at };
        if std::mem::replace(&mut member.now.copy_rank, rank) != rank {
            stories.extend(member.now.story);
        }
    }
    stories
}

/// The best article first: no copy of another one, with the most key facts, the earliest.
fn rank_story(members: &mut [&mut (i64, Member)]) {
    let newest = members.iter().map(|(_, member)| member.date).max();
    members.sort_by_key(|(article, member)| {
        let out_of_sight = (member.archived, member.hidden);
        let is_copy = member.now.copy_rank > 0;
        (
            out_of_sight,
            is_copy,
            Reverse(member.facts),
            member.date,
            *article,
        )
    });
    for (rank, (_, member)) in (0..).zip(members) {
        member.now.story_rank = rank;
        member.now.latest = newest.filter(|_| rank == 0);
    }
}
