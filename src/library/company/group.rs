//! Who belongs together: copies of one article, articles of one story, and who of them stands in a list
//! for the others.
//!
//! Both are groups of the same make: its members carry the group's number and a rank, and the one with
//! rank 0 stands for them. Ranks are worked out again whenever a member comes, goes, is archived or snoozed;
//! an article that is out of sight stands for nobody who is not. Nothing here is the person's but their word that an
//! article is no copy, and nothing of the person's points here.

use crate::library::articles::batch::Batch;
use crate::library::error::LibraryError;
use crate::library::list::row::integer;
use crate::model::ArticleId;
use crate::text::signature::Signature;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

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
    /// Stores what was found out about an article's company, in place of what was known.
    ///
    /// # Errors
    /// When an article is not there.
    pub fn group(&mut self, article: i64, company: &Company<'_>) -> Result<(), LibraryError> {
        let connection: &Connection = &self.transaction;
        if let Some(sketch) = company.sketch {
            keep_sketch(connection, article, sketch)?;
            self.told.take(article, sketch, company.names);
        }
        leave_copies(connection, article)?;
        for other in company.copy_of {
            join_copies(connection, article, *other)?;
        }
        let others = company.copy_of.iter().chain(company.story_with);
        let others: Vec<i64> = others.copied().collect();
        join_story(connection, article, &others)?;
        if company.copy_of.is_empty() {
            crate::library::articles::snooze::story_goes_on(connection, article)?;
        }
        connection
            .prepare_cached("UPDATE article SET grouped = ? WHERE row = ?")?
            .execute((company.engine, article))?;
        Ok(())
    }
}

fn keep_sketch(
    connection: &Connection,
    article: i64,
    sketch: Sketch<'_>,
) -> Result<(), LibraryError> {
    let sample = sketch.signature.map(|(signature, _)| signature.sample());
    let words = sketch.signature.map_or(0, |(_, words)| *words);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO sketch (article, sample, words, repeats, counted) VALUES (?, ?, ?, ?, 1)",
        )?
        .execute((
            article,
            sample.as_ref().map_or(&[][..], |sample| sample),
            integer(words),
            sketch.repeats,
        ))?;
    Ok(())
}

/// Takes an article out of its group of copies: its text is another now.
pub(in crate::library) fn leave_copies(
    connection: &Connection,
    row: i64,
) -> Result<(), LibraryError> {
    let Some(group) = group_of(connection, "copy_group", row)? else {
        return Ok(());
    };
    set_group(connection, "copy_group", row, None)?;
    rank_copies(connection, group)
}

/// Takes an article out of its copies and out of its story.
pub(in crate::library) fn leave(connection: &Connection, row: i64) -> Result<(), LibraryError> {
    leave_copies(connection, row)?;
    join_story(connection, row, &[])
}

/// Puts an article and another one into one group, unless both are in one already.
fn join_copies(connection: &Connection, row: i64, other: i64) -> Result<(), LibraryError> {
    let groups = [row, other].map(|row| group_of(connection, "copy_group", row));
    let [own, others] = groups;
    let (group, joining) = match (own?, others?) {
        (None, Some(group)) => (group, row),
        (Some(group), None) => (group, other),
        (Some(_), Some(_)) => return Ok(()),
        (None, None) => {
            set_group(connection, "copy_group", other, Some(other))?;
            (other, row)
        }
    };
    if members(connection, "copy_group", group)? < MOST {
        set_group(connection, "copy_group", joining, Some(group))?;
        rank_copies(connection, group)?;
    }
    Ok(())
}

/// Puts an article into the story of the first of `others`, with those of them that have none; or into no story.
fn join_story(connection: &Connection, row: i64, others: &[i64]) -> Result<(), LibraryError> {
    let old = group_of(connection, "story", row)?;
    let mut new = None;
    if let Some(&first) = others.first() {
        let story = match group_of(connection, "story", first)? {
            Some(story) => story,
            None => found(connection, first, row)?,
        };
        if old == Some(story) || members(connection, "story", story)? < MOST {
            new = Some(story);
        }
    }
    set_group(connection, "story", row, new)?;
    for other in others {
        if let Some(story) = new
            && group_of(connection, "story", *other)?.is_none()
            && members(connection, "story", story)? < MOST
        {
            set_group(connection, "story", *other, new)?;
        }
    }
    for story in old.filter(|_| old != new).into_iter().chain(new) {
        rank_story(connection, story)?;
    }
    Ok(())
}

/// Gives an article the number of a group, or of none; its rank follows.
fn set_group(
    connection: &Connection,
    kind: &'static str,
    row: i64,
    group: Option<i64>,
) -> Result<(), LibraryError> {
    let rank = if kind == "story" {
        "story_rank = 0, latest = NULL"
    } else {
        "copy_rank = 0"
    };
    connection
        .prepare_cached(&format!(
            "UPDATE article SET {kind} = ?2, {rank} WHERE row = ?1"
        ))?
        .execute((row, group))?;
    Ok(())
}

/// A new story of these two articles. Its id is the first one's, or another when that one founded a story before.
fn found(connection: &Connection, first: i64, second: i64) -> Result<i64, LibraryError> {
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
    set_group(connection, "story", first, Some(story))?;
    Ok(story)
}

fn group_of(
    connection: &Connection,
    kind: &'static str,
    row: i64,
) -> Result<Option<i64>, LibraryError> {
    Ok(connection
        .prepare_cached(&format!("SELECT {kind} FROM article WHERE row = ?"))?
        .query_row([row], |row| row.get(0))
        .optional()?
        .flatten())
}

fn members(connection: &Connection, kind: &'static str, group: i64) -> Result<usize, LibraryError> {
    Ok(connection
        .prepare_cached(&format!("SELECT count(*) FROM article WHERE {kind} = ?"))?
        .query_row([group], |row| crate::library::list::row::count(row, 0))?)
}

/// Works out who stands for whom in the groups of these articles: after they were hidden, shown again,
/// archived, snoozed, or called no copies.
pub(in crate::library) fn rank_again(
    connection: &Connection,
    articles: &[ArticleId],
) -> Result<(), LibraryError> {
    let (mut groups, mut stories) = (BTreeSet::new(), BTreeSet::new());
    let mut read =
        connection.prepare_cached("SELECT copy_group, story FROM article WHERE id = ?")?;
    for id in articles {
        let found: Option<(Option<i64>, Option<i64>)> = read
            .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((group, story)) = found {
            groups.extend(group);
            stories.extend(story);
        }
    }
    for group in groups {
        rank_copies(connection, group)?;
    }
    for story in stories {
        rank_story(connection, story)?;
    }
    Ok(())
}

/// The best copy first: with the most text (a tenth less is as much), telling no other source, the
/// earliest, the first to arrive.
fn rank_copies(connection: &Connection, group: i64) -> Result<(), LibraryError> {
    rank(
        connection,
        "WITH member AS (
             SELECT a.row, a.separate, a.archived, a.hidden, a.date, coalesce(k.repeats, 0) AS repeats,
                 10 * coalesce(k.words, 0) < 9 * max(coalesce(k.words, 0)) OVER (PARTITION BY a.separate) AS shorter
             FROM article a LEFT JOIN sketch k ON k.article = a.row WHERE a.copy_group = ?1 AND a.removed = 0)
         SELECT row, iif(separate, 0, row_number() OVER (PARTITION BY separate
             ORDER BY archived, hidden > 0, shorter, repeats, date, row) - 1) FROM member",
        "copy_rank",
        group,
    )
}

/// The best article first: no copy of another one, with the most key facts, the earliest.
fn rank_story(connection: &Connection, story: i64) -> Result<(), LibraryError> {
    rank(
        connection,
        "SELECT row, row_number() OVER (ORDER BY archived, hidden > 0, min(copy_rank, 1), facts DESC, date, row) - 1
         FROM article WHERE story = ?1 AND removed = 0",
        "story_rank",
        story,
    )?;
    connection
        .prepare_cached(
            "UPDATE article SET latest = iif(story_rank = 0,
                 (SELECT max(date) FROM article b WHERE b.story = ?1 AND b.removed = 0), NULL)
             WHERE story = ?1 AND (latest IS NOT NULL OR story_rank = 0)",
        )?
        .execute([story])?;
    Ok(())
}

fn rank(
    connection: &Connection,
    sql: &str,
    column: &'static str,
    group: i64,
) -> Result<(), LibraryError> {
    let ranks = connection
        .prepare_cached(sql)?
        .query_map([group], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<(i64, i64)>, _>>()?;
    let mut write = connection.prepare_cached(&format!(
        "UPDATE article SET {column} = ?2 WHERE row = ?1 AND {column} <> ?2"
    ))?;
    for ranked in ranks {
        write.execute(ranked)?;
    }
    Ok(())
}
