//! Who belongs together: copies of one article, articles of one story.
//!
//! Both are groups of the same make: its members carry the group's number and a rank (`standing`).
//! Nothing here is the person's but their word that an article is no copy, and nothing of the person's points here.

use crate::library::articles::batch::Batch;
use crate::library::articles::snooze;
use crate::library::company::standing::{Kind, Member, UPDATE};
use crate::library::error::LibraryError;
use crate::library::list::row::integer;
use crate::model::ArticleId;
use crate::text::signature::Signature;
use rusqlite::{Connection, OptionalExtension};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// A group takes no more members, so that a page that comes a thousand times costs no thousand ranks each time.
const MOST: usize = 64;

/// What was found out about an article's company. Articles are told by their numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Company<'a> {
    /// What is kept of its words; `None` when its text is not here.
    pub sketch: Option<Sketch<'a>>,
    /// The names that it is found by, and whether it is about them.
    pub names: &'a [(u32, bool)],
    /// The articles that it is a copy of, the likest first. It joins the first one's group; of the others, those
    /// without a group come along, and no two groups are ever made one.
    pub copy_of: &'a [i64],
    /// The articles that tell the same story, in the same way.
    pub story_with: &'a [i64],
    /// The number of the engine that found it out.
    pub engine: u32,
}

/// What is kept of an article's words to find and to rank its copies.
#[derive(Debug, Clone, Copy)]
pub struct Sketch<'a> {
    /// The signature of its runs of words and how many words they are; `None` when it is too short to have copies.
    pub signature: Option<&'a (Signature, usize)>,
    /// Whether it names another publication as its source.
    pub repeats: bool,
    /// The names and words that it tells, if they were not counted before.
    pub counted: Option<&'a [u32]>,
}

impl Batch<'_> {
    /// Stores what was found out about an article's company, in place of what was known: it stands in its groups when the
    /// batch ends.
    ///
    /// # Errors
    /// When an article is not there.
    pub fn group(&mut self, article: i64, company: &Company<'_>) -> Result<(), LibraryError> {
        let connection: &Connection = &self.transaction;
        let groups = &mut self.groups;
        let member = groups.member(connection, article)?;
        if let Some(sketch) = company.sketch {
            member.words = sketch.signature.map_or(0, |(_, words)| integer(*words));
            member.repeats = sketch.repeats;
            keep_sketch(connection, article, sketch, member.words)?;
            self.told.take(article, sketch, company.names);
        }
        groups.set(connection, Kind::Copies, article, None)?;
        for other in company.copy_of {
            groups.join_copies(connection, article, *other)?;
        }
        let others = company.copy_of.iter().chain(company.story_with);
        let others: Vec<i64> = others.copied().collect();
        groups.join_story(connection, article, &others)?;
        let goes_on = company.copy_of.is_empty();
        groups.grouped.insert(article, (company.engine, goes_on));
        Ok(())
    }
}

fn keep_sketch(
    connection: &Connection,
    article: i64,
    sketch: Sketch<'_>,
    words: i64,
) -> Result<(), LibraryError> {
    let sample = sketch.signature.map(|(signature, _)| signature.sample());
    let sample = sample.as_ref().map_or(&[][..], |sample| sample);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO sketch (article, sample, words, repeats, counted) VALUES (?, ?, ?, ?, 1)",
        )?
        .execute((article, sample, words, sketch.repeats))?;
    Ok(())
}

/// Takes an article out of its group of copies: its text is another now.
pub(in crate::library) fn leave_copies(
    connection: &Connection,
    article: i64,
) -> Result<(), LibraryError> {
    let mut groups = Groups::default();
    groups.set(connection, Kind::Copies, article, None)?;
    groups.write(connection)
}

/// Takes an article out of its copies and out of its story.
pub(in crate::library) fn leave(connection: &Connection, article: i64) -> Result<(), LibraryError> {
    let mut groups = Groups::default();
    for kind in [Kind::Copies, Kind::Story] {
        groups.set(connection, kind, article, None)?;
    }
    groups.write(connection)
}

/// Works out who stands for whom in the groups of these articles: after they were hidden, shown again,
/// archived, snoozed, or called no copies.
pub(in crate::library) fn rank_again(
    connection: &Connection,
    articles: &[ArticleId],
) -> Result<(), LibraryError> {
    let mut groups = Groups::default();
    let mut row = connection.prepare_cached("SELECT row FROM article WHERE id = ?")?;
    for id in articles {
        let article = row.query_row([id.as_str()], |row| row.get(0)).optional()?;
        let Some(article) = article else { continue };
        let now = groups.member(connection, article)?.now;
        for kind in [Kind::Copies, Kind::Story] {
            let group = now.group(kind);
            groups.changed.extend(group.map(|group| (kind, group)));
        }
    }
    groups.write(connection)
}

/// Groups and their members as they are being changed: each is read once, and written once.
#[derive(Debug, Default)]
pub(in crate::library) struct Groups {
    known: BTreeMap<i64, Member>,
    members: BTreeMap<(Kind, i64), BTreeSet<i64>>,
    /// Groups whose members are to be ranked; copies come before stories, which look at the ranks of copies.
    changed: BTreeSet<(Kind, i64)>,
    /// Articles that were grouped, by which engine, and whether their stories go on with them.
    grouped: BTreeMap<i64, (u32, bool)>,
}

impl Groups {
    fn member(
        &mut self,
        connection: &Connection,
        article: i64,
    ) -> Result<&mut Member, LibraryError> {
        match self.known.entry(article) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => Ok(unknown.insert(Member::read(connection, article)?)),
        }
    }

    fn group_of(
        &mut self,
        connection: &Connection,
        kind: Kind,
        article: i64,
    ) -> Result<Option<i64>, LibraryError> {
        Ok(self.member(connection, article)?.now.group(kind))
    }

    fn members(
        &mut self,
        connection: &Connection,
        kind: Kind,
        group: i64,
    ) -> Result<&mut BTreeSet<i64>, LibraryError> {
        match self.members.entry((kind, group)) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => Ok(unknown.insert(kind.members(connection, group)?)),
        }
    }

    fn has_room(
        &mut self,
        connection: &Connection,
        kind: Kind,
        group: i64,
    ) -> Result<bool, LibraryError> {
        Ok(self.members(connection, kind, group)?.len() < MOST)
    }

    /// Puts an article into a group, or into none.
    fn set(
        &mut self,
        connection: &Connection,
        kind: Kind,
        article: i64,
        group: Option<i64>,
    ) -> Result<(), LibraryError> {
        let old = self.group_of(connection, kind, article)?;
        if old == group {
            return Ok(());
        }
        if let Some(old) = old {
            self.members(connection, kind, old)?.remove(&article);
            self.changed.insert((kind, old));
        }
        if let Some(new) = group {
            self.members(connection, kind, new)?.insert(article);
            self.changed.insert((kind, new));
        }
        self.member(connection, article)?.now.set(kind, group);
        Ok(())
    }

    /// Puts an article and another one into one group of copies, unless both are in one already.
    fn join_copies(
        &mut self,
        connection: &Connection,
        article: i64,
        other: i64,
    ) -> Result<(), LibraryError> {
        let copies = Kind::Copies;
        let own = self.group_of(connection, copies, article)?;
        let (group, joining) = match (own, self.group_of(connection, copies, other)?) {
            (None, Some(group)) => (group, article),
            (Some(group), None) => (group, other),
            (Some(_), Some(_)) => return Ok(()),
            (None, None) => {
                self.set(connection, copies, other, Some(other))?;
                (other, article)
            }
        };
        if self.has_room(connection, copies, group)? {
            self.set(connection, copies, joining, Some(group))?;
        }
        Ok(())
    }

    /// Puts an article into the story of the first of `others`, with those of them that have none; or into no story.
    fn join_story(
        &mut self,
        connection: &Connection,
        article: i64,
        others: &[i64],
    ) -> Result<(), LibraryError> {
        let story = Kind::Story;
        let old = self.group_of(connection, story, article)?;
        let mut new = None;
        if let Some(first) = others.first() {
            let theirs = match self.group_of(connection, story, *first)? {
                Some(theirs) => theirs,
                None => self.found(connection, *first, article)?,
            };
            if old == Some(theirs) || self.has_room(connection, story, theirs)? {
                new = Some(theirs);
            }
        }
        self.set(connection, story, article, new)?;
        let Some(new) = new else {
            return Ok(());
        };
        // It may tell more or less than before.
        self.changed.insert((story, new));
        for other in others {
            let is_alone = self.group_of(connection, story, *other)?.is_none();
            if is_alone && self.has_room(connection, story, new)? {
                self.set(connection, story, *other, Some(new))?;
            }
        }
        Ok(())
    }

    /// A new story of these two articles. Its id is the first one's, or another when that one founded a story before.
    fn found(
        &mut self,
        connection: &Connection,
        first: i64,
        second: i64,
    ) -> Result<i64, LibraryError> {
        let mut name = connection.prepare_cached("SELECT id FROM article WHERE row = ?")?;
        let first_id: String = name.query_row([first], |row| row.get(0))?;
        let second_id: String = name.query_row([second], |row| row.get(0))?;
        let more = (2..).map(|number| format!("{first_id}-{number}"));
        let mut keep = connection.prepare_cached("INSERT OR IGNORE INTO story (id) VALUES (?)")?;
        for id in [first_id.clone(), second_id].into_iter().chain(more) {
            if keep.execute([id])? > 0 {
                break;
            }
        }
        let story = connection.last_insert_rowid();
        self.set(connection, Kind::Story, first, Some(story))?;
        Ok(story)
    }

    /// Ranks the members of the groups that changed, and writes each article that is in another place than before.
    pub fn write(mut self, connection: &Connection) -> Result<(), LibraryError> {
        while let Some((kind, group)) = self.changed.pop_first() {
            let mut members = Vec::new();
            for article in self.members(connection, kind, group)?.clone() {
                members.push((article, *self.member(connection, article)?));
            }
            // In a story copies stand behind, so it is ranked again when others are copies now.
            for story in kind.rank(&mut members) {
                self.changed.insert((Kind::Story, story));
            }
            self.known.extend(members);
        }
        let mut update = connection.prepare_cached(UPDATE)?;
        let mut grouped =
            connection.prepare_cached("UPDATE OR FAIL article SET grouped = ?2 WHERE row = ?1")?;
        for (article, member) in &self.known {
            let engine = self.grouped.get(article).map(|(engine, _)| *engine);
            if member.is_moved() {
                let now = member.now;
                update.execute((
                    article,
                    now.copies,
                    now.copy_rank,
                    now.story,
                    now.story_rank,
                    now.latest,
                    engine,
                ))?;
            } else if let Some(engine) = engine {
                grouped.execute((article, engine))?;
            }
        }
        self.rouse(connection)
    }

    /// Stories that went on bring back whoever waited for it.
    fn rouse(&mut self, connection: &Connection) -> Result<(), LibraryError> {
        for (article, (_, goes_on)) in std::mem::take(&mut self.grouped) {
            let story = self.group_of(connection, Kind::Story, article)?;
            let Some(story) = story.filter(|_| goes_on) else {
                continue;
            };
            let members = self.members(connection, Kind::Story, story)?.clone();
            let waits = |member: &i64| self.known.get(member).is_some_and(|member| member.hidden);
            if members.iter().any(waits) {
                snooze::story_goes_on(connection, article)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
