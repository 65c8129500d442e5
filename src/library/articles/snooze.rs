//! Articles that rest out of sight, and what brings them back.
//!
//! How long an article rests is the person's word (`snooze`) and stays as it was said; whether it rests now
//! (`hidden`) is derived. So what brings an article back is no change of user data: it stands in the way
//! of no undo, and the log needs no clock.

use crate::library::company::group;
use crate::library::error::LibraryError;
use crate::library::list::row::moment;
use crate::library::{Access, Library};
use crate::model::{ArticleId, Snooze};
use jiff::Timestamp;
use rusqlite::{Connection, params};

/// In the column: until the story goes on.
const STORY: i64 = -1;

/// What has come back, and what comes next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roused {
    /// Articles that rest no longer.
    pub articles: Vec<ArticleId>,
    /// When the next one comes back; `None` when no one has a day.
    pub next: Option<Timestamp>,
}

impl Library {
    /// Brings back the articles whose time has come by `now`; in a library that can only be read, none.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn rouse(&mut self, now: Timestamp) -> Result<Roused, LibraryError> {
        let mut articles = Vec::new();
        let due = self.next_to_rouse()?.is_some_and(|next| next <= now);
        if due && *self.access() == Access::Write {
            let transaction = self.write()?;
            articles = wake(
                &transaction,
                "hidden = 1 AND snooze BETWEEN 0 AND ?",
                now.as_second(),
            )?;
            transaction.commit()?;
        }
        let next = self.next_to_rouse()?.filter(|next| *next > now);
        Ok(Roused { articles, next })
    }

    /// When the next article comes back; its time may be over.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn next_to_rouse(&self) -> Result<Option<Timestamp>, LibraryError> {
        let next: Option<i64> = self
            .connection
            .prepare_cached("SELECT min(snooze) FROM article WHERE hidden = 1 AND snooze >= 0")?
            .query_row([], |row| row.get(0))?;
        Ok(next.map(moment))
    }
}

/// An article joined a story: those of it that waited for that come back.
pub(in crate::library) fn story_goes_on(
    connection: &Connection,
    row: i64,
) -> Result<(), LibraryError> {
    let waiting = "hidden = 1 AND snooze = -1 AND row <> ?1 AND story = (SELECT story FROM article WHERE row = ?1)";
    wake(connection, waiting, row).map(|_| ())
}

/// A new version of an article came, for which it may have waited.
pub(in crate::library) fn new_version(
    connection: &Connection,
    row: i64,
) -> Result<(), LibraryError> {
    wake(connection, "hidden = 1 AND snooze = -1 AND row = ?", row).map(|_| ())
}

fn wake(connection: &Connection, which: &str, value: i64) -> Result<Vec<ArticleId>, LibraryError> {
    let mut woken = connection.prepare_cached(&format!(
        "UPDATE article SET hidden = 0 WHERE {which} RETURNING id"
    ))?;
    let ids = woken.query_map([value], |row| {
        Ok(ArticleId::named(&row.get::<_, String>(0)?))
    })?;
    let ids = ids.collect::<Result<Vec<_>, _>>()?;
    group::rank_again(connection, &ids)?;
    Ok(ids)
}

/// Writes the person's word. Whether its moment is over already, the next look tells.
pub(in crate::library) fn set(
    connection: &Connection,
    article: &ArticleId,
    snooze: Snooze,
) -> Result<(), LibraryError> {
    connection
        .prepare_cached("UPDATE article SET snooze = ?2, hidden = iif(hidden = 2, 2, ?2 IS NOT NULL) WHERE id = ?1")?
        .execute(params![article.as_str(), column(snooze)])?;
    Ok(())
}

/// As the log is played again: what the column would hold.
pub(in crate::library) fn kept(snooze: Snooze) -> Snooze {
    read(column(snooze))
}

/// As the column holds it.
fn column(snooze: Snooze) -> Option<i64> {
    match snooze {
        Snooze::Never => None,
        // A moment before 1970 is over as much as any other.
        Snooze::Until(at) if at.as_second() < 0 => Some(0),
        Snooze::Until(at) => Some(at.as_second()),
        Snooze::StoryChanges => Some(STORY),
    }
}

/// What the column says.
pub(in crate::library) fn read(column: Option<i64>) -> Snooze {
    match column {
        None => Snooze::Never,
        Some(STORY) => Snooze::StoryChanges,
        Some(seconds) => Snooze::Until(moment(seconds)),
    }
}
