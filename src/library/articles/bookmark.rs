//! Where a person was: written over, carried to newer texts, and in no log and no backup of user data.
//!
//! The place in each article, letters and the jump list are kept once the person rests, so that a key costs no write. A
//! newer text takes them along as it takes marks.

use crate::anchor;
use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::row::{count, integer};
use crate::library::marks::place;
use crate::model::{ArticleId, Bookmark, Bookmarks, Span};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::{BTreeMap, BTreeSet};

const STOPPED: &str = "stopped";
const LETTER: &str = "letter";
const JUMP: &str = "jump";

/// So many bytes on each side of a place find it again in another text.
const CONTEXT: usize = 300;

impl Library {
    /// Where a person stopped reading an article: a byte offset of its present text.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn stopped(&self, id: &ArticleId) -> Result<Option<usize>, LibraryError> {
        Ok(self
            .connection
            .prepare_cached("SELECT at FROM bookmark WHERE kind = ? AND name = ?")?
            .query_row((STOPPED, id.as_str()), |row| count(row, 0))
            .optional()?)
    }

    /// The letters and the jump list. Where reading stopped is asked for article by article.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn bookmarks(&self) -> Result<Bookmarks, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT b.name, a.id, b.hash, b.at FROM bookmark b JOIN article a ON a.row = b.article
             WHERE b.kind = ? AND a.removed = 0 ORDER BY b.name",
        )?;
        let named = |row: &Row<'_>| {
            let bookmark = Bookmark {
                article: ArticleId::named(&row.get::<_, String>(1)?),
                hash: row.get(2)?,
                at: count(row, 3)?,
            };
            Ok((row.get::<_, String>(0)?, bookmark))
        };
        let letters = statement.query_map([LETTER], named)?;
        let letters = letters.collect::<Result<Vec<_>, _>>()?;
        let jumps = statement.query_map([JUMP], named)?;
        let jumps = jumps.collect::<Result<Vec<_>, _>>()?;
        let letter = |(name, place): (String, Bookmark)| Some((name.chars().next()?, place));
        Ok(Bookmarks {
            stopped: BTreeMap::new(),
            letters: letters.into_iter().filter_map(letter).collect(),
            jumps: Some(jumps.into_iter().map(|(_, place)| place).collect()),
        })
    }

    /// Remembers places, each in place of the one before; those of articles that are gone are left out.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn keep_bookmarks(&mut self, new: &Bookmarks) -> Result<(), LibraryError> {
        let transaction = self.write()?;
        let write = |kind: &str, name: &str, place: &Bookmark| -> Result<(), LibraryError> {
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO bookmark (kind, name, article, hash, at)
                     SELECT ?, ?, row, ?, ? FROM article WHERE id = ?",
                )?
                .execute((
                    kind,
                    name,
                    &place.hash,
                    integer(place.at),
                    place.article.as_str(),
                ))?;
            Ok(())
        };
        for (article, place) in &new.stopped {
            write(STOPPED, article.as_str(), place)?;
        }
        for (letter, place) in &new.letters {
            write(LETTER, &letter.to_string(), place)?;
        }
        if let Some(jumps) = &new.jumps {
            transaction.execute("DELETE FROM bookmark WHERE kind = ?", [JUMP])?;
            for (number, place) in jumps.iter().enumerate() {
                // Names sort as text.
                write(JUMP, &format!("{number:06}"), place)?;
            }
        }
        // A text may have come while a person read the one before.
        let places = new.stopped.values().chain(new.letters.values());
        let places = places.chain(new.jumps.iter().flatten());
        let articles: BTreeSet<&ArticleId> = places.map(|place| &place.article).collect();
        for article in articles {
            let row = crate::library::changes::apply::article_row(&transaction, article).ok();
            row.map_or(Ok(()), |row| carry(&transaction, row))?;
        }
        transaction.commit()
    }
}

/// Carries the places of an article to its present text: to the words that stood there, or those before them.
pub(in crate::library) fn carry(connection: &Connection, article: i64) -> Result<(), LibraryError> {
    let mut statement = connection.prepare_cached(
        "SELECT b.kind, b.name, b.hash, b.at, v.hash FROM bookmark b JOIN article a ON a.row = b.article
         JOIN version v ON v.row = a.version WHERE b.article = ? AND b.hash <> v.hash",
    )?;
    let rows = statement.query_map([article], |row| {
        let of: String = row.get(2)?;
        let name: (String, String) = (row.get(0)?, row.get(1)?);
        Ok((of, row.get::<_, String>(4)?, name, count(row, 3)?))
    })?;
    let mut texts: BTreeMap<String, Option<crate::model::SafeText>> = BTreeMap::new();
    for (old, new, (kind, name), at) in rows.collect::<Result<Vec<_>, _>>()? {
        for hash in [&old, &new] {
            if !texts.contains_key(hash) {
                texts.insert(hash.clone(), place::text(connection, article, hash)?);
            }
        }
        let text = |hash| texts.get(hash).and_then(Option::as_deref);
        let at = match (text(&old), text(&new)) {
            (Some(old), Some(new)) => carried(old, new, at),
            _ => at,
        };
        connection
            .prepare_cached("UPDATE bookmark SET hash = ?3, at = ?4 WHERE kind = ?1 AND name = ?2")?
            .execute((kind, name, new, integer(at)))?;
    }
    Ok(())
}

/// A place of `old` in `new`. Where the words on both sides are gone it is as far into the text as it was.
fn carried(old: &str, new: &str, at: usize) -> usize {
    let at = Span::new(at, at).clipped(old).start;
    let (before, after) = (
        old.get(..at).unwrap_or_default(),
        old.get(at..).unwrap_or_default(),
    );
    let line = after.find('\n').unwrap_or(after.len());
    let ahead = Span::new(at, at + line.min(CONTEXT)).clipped(old);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let behind = Span::new(line.max(at.saturating_sub(CONTEXT)), at).clipped(old);
    let found = anchor::anchor(old, new, &[ahead, behind]);
    let span = |index: usize, of: Span| {
        let there = found.get(index).and_then(|anchored| anchored.span);
        there.filter(|_| !of.trimmed(old).is_empty())
    };
    span(0, ahead)
        .map(|span| span.start)
        .or_else(|| span(1, behind).map(|span| span.end))
        .unwrap_or_else(|| {
            let at = at.saturating_mul(new.len()) / old.len().max(1);
            Span::new(at, at).clipped(new).start
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str =
        "The harbour opened.\n\nShips came from the north.\n\nIt rained in the evening.";

    #[test]
    fn a_place_stays_at_its_words() {
        let new = format!("Correction: one ship came.\n\n{OLD}");
        let at = OLD.find("It rained").unwrap();
        assert_eq!(carried(OLD, &new, at), new.find("It rained").unwrap());
        assert_eq!(carried(OLD, OLD, at), at);
    }

    #[test]
    fn where_the_words_are_gone_those_before_hold_it_else_the_share_of_the_text() {
        let shorter = "The harbour opened.\n\nShips came from the north.\n\nNothing else is known.";
        let end = OLD.find("north.").unwrap() + "north.".len();
        assert_eq!(
            carried(OLD, shorter, end),
            shorter.find("north.").unwrap() + "north.".len()
        );
        let other = "x".repeat(OLD.len() * 2);
        assert_eq!(carried(OLD, &other, 20), 40);
        assert_eq!(carried(OLD, "", OLD.len()), 0);
        assert_eq!(carried("", "words", 7), 0);
    }
}
