//! Letting articles go for good: which ones may, and how. No change of a person is ever among what goes.
//!
//! What is let go leaves its row and its identities behind, so that the article is known when a feed offers it again, and
//! the log keeps what was done with it. Its text, its bytes and all that was derived from them are gone.

use crate::library::Library;
use crate::library::articles::revision;
use crate::library::company::{group, pair};
use crate::library::error::LibraryError;
use crate::library::list::row::{count, integer};
use crate::model::retention::{Kept, Stays, Surplus};
use crate::model::{ArticleId, SafeText, SourceId};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

/// What was read within this time stays: it may be on the screen.
const LATELY: SignedDuration = SignedDuration::from_hours(24);

/// The conditions under which an article `a` stays, `?1` being the time since which it counts as just read.
fn condition(stays: Stays) -> &'static str {
    match stays {
        Stays::Annotated => "a.notes > 0 OR a.judgements > 0",
        Stays::Tagged => "EXISTS (SELECT 1 FROM article_tag t WHERE t.article = a.row)",
        Stays::Starred => "a.starred",
        Stays::Labelled => "EXISTS (SELECT 1 FROM labelling l WHERE l.article = a.row)",
        Stays::Snoozed => "a.snooze IS NOT NULL",
        Stays::SetApart => "a.separate",
        Stays::Drafted => "EXISTS (SELECT 1 FROM draft d WHERE instr(d.key, a.id) > 0)",
        Stays::Bookmarked => {
            "EXISTS (SELECT 1 FROM bookmark b WHERE b.article = a.row AND b.kind = 'letter')"
        }
        Stays::ReadLately => "coalesce(a.read_at, 0) >= ?1",
    }
}

/// The number of the first reason for which `a` stays; NULL where it may go.
fn reason() -> String {
    let cases = Stays::ALL.iter().enumerate();
    let cases = cases.map(|(at, stays)| format!(" WHEN {} THEN {at}", condition(*stays)));
    format!("CASE{} END", cases.collect::<String>())
}

impl Library {
    /// The articles of a source beyond what is kept of it.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], or when SQLite refuses.
    pub fn surplus(
        &self,
        source: &SourceId,
        kept: Kept,
        now: Timestamp,
    ) -> Result<Surplus, LibraryError> {
        let row = crate::library::changes::apply::source_row(&self.connection, source)?;
        let name: String = self.connection.query_row(
            "SELECT coalesce(given, name) FROM source WHERE row = ?",
            [row],
            |row| row.get(0),
        )?;
        let surplus = Surplus {
            source: Some(source.clone()),
            name: SafeText::line(&name),
            ..Surplus::default()
        };
        let since = kept.since.map_or(i64::MIN, Timestamp::as_second);
        let newest = kept.newest.map_or(i64::MAX, integer);
        let which = "a.row IN (SELECT row FROM (
                 SELECT row, added, row_number() OVER (ORDER BY date DESC, row DESC) AS place
                 FROM article WHERE source = ?2 AND removed = 0)
             WHERE added < ?3 OR place > ?4)";
        self.going(surplus, which, (lately(now), row, since, newest))
    }

    /// The articles that the person removed, and whose texts are still here.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn removed_texts(&self, now: Timestamp) -> Result<Surplus, LibraryError> {
        let surplus = Surplus {
            source: None,
            name: "removed by you".into(),
            ..Surplus::default()
        };
        let which = "a.removed IN (1, 2) AND a.gone = 0";
        self.going(surplus, which, [lately(now)])
    }

    fn going(
        &self,
        mut surplus: Surplus,
        which: &str,
        values: impl rusqlite::Params,
    ) -> Result<Surplus, LibraryError> {
        let mut statement = self.connection.prepare(&format!(
            "SELECT a.id, {}, (SELECT coalesce(sum(length(b.text) + length(b.structure) + length(b.facts)
                 + coalesce(length(o.bytes), 0)), 0) FROM version v JOIN packed b ON b.version = v.row
                 LEFT JOIN original o ON o.hash = v.original WHERE v.article = a.row)
             FROM article a WHERE {which} ORDER BY a.row",
            reason()
        ))?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let reason: Option<u8> = row.get(1)?;
            if let Some(stays) = reason.and_then(|at| Stays::ALL.get(usize::from(at))) {
                *surplus.stay.entry(*stays).or_default() += 1;
            } else {
                surplus
                    .articles
                    .push(ArticleId::named(&row.get::<_, String>(0)?));
                surplus.bytes += count(row, 2)? as u64;
            }
        }
        Ok(surplus)
    }

    /// Lets articles go for good, in one transaction: keep them few. One that a person has worked on by now stays. Answers
    /// how many went.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn let_go(
        &mut self,
        articles: &[ArticleId],
        now: Timestamp,
    ) -> Result<usize, LibraryError> {
        let transaction = self.write()?;
        let sql = format!(
            "SELECT a.row FROM article a WHERE a.id = ?2 AND a.gone = 0 AND {} IS NULL",
            reason()
        );
        let mut gone = 0;
        for id in articles {
            let row: Option<i64> = transaction
                .prepare_cached(&sql)?
                .query_map((lately(now), id.as_str()), |row| row.get(0))?
                .next()
                .transpose()?;
            if let Some(row) = row {
                let_go(&transaction, row)?;
                gone += 1;
            }
        }
        transaction.commit()?;
        Ok(gone)
    }
}

fn lately(now: Timestamp) -> i64 {
    now.saturating_sub(LATELY).map_or(0, Timestamp::as_second)
}

/// Takes everything of an article but its row, its identities and what the log says of it.
fn let_go(connection: &Connection, row: i64) -> Result<(), LibraryError> {
    pair::withdraw(connection, row)?;
    let originals = connection
        .prepare_cached(
            "SELECT original FROM version WHERE article = ?1 AND original IS NOT NULL
             UNION SELECT entry FROM full_text WHERE article = ?1",
        )?
        .query_map([row], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    connection
        .prepare_cached(
            "UPDATE article SET gone = 1, removed = iif(removed = 0, 3, removed), version = NULL, title = '', site = NULL,
                 byline = NULL, language = NULL, url = NULL, facts = 0, tables = 0, code = 0, updated = 0 WHERE row = ?",
        )?
        .execute([row])?;
    group::leave(connection, row)?;
    for sql in [
        "DELETE FROM packed WHERE version IN (SELECT row FROM version WHERE article = ?)",
        "DELETE FROM revision WHERE article = ?",
        "DELETE FROM version WHERE article = ?",
        "DELETE FROM full_text WHERE article = ?",
        "DELETE FROM figure WHERE article = ?",
        "DELETE FROM mention WHERE article = ?",
        "DELETE FROM sketch WHERE article = ?",
        "DELETE FROM bookmark WHERE article = ?",
        "DELETE FROM text_index WHERE rowid = ?",
        "DELETE FROM name_index WHERE rowid = ?",
    ] {
        connection.prepare_cached(sql)?.execute([row])?;
    }
    for name in originals {
        revision::drop_original(connection, &name)?;
    }
    Ok(())
}

/// The article of an identity that was let go: what is offered again under it stays away.
pub(in crate::library) fn gone(
    connection: &Connection,
    article: i64,
) -> Result<Option<ArticleId>, LibraryError> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM article WHERE row = ? AND gone = 1")?;
    let mut found = statement.query_map([article], |row| {
        Ok(ArticleId::named(&row.get::<_, String>(0)?))
    })?;
    Ok(found.next().transpose()?)
}
