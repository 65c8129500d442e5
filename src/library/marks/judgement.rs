//! What a person said about facts, as it bears on what is derived from them: the columns of facts, the count in
//! the list, the comparison.
//!
//! What a judgement means is decided by [`Facts::judge`] alone; here are the annotations for it, and what has to be
//! written again when one comes, goes or is placed anew.

use crate::library::Library;
use crate::library::articles::columns::unpack_facts;
use crate::library::company::{figure, pair};
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::row::integer;
use crate::library::marks::{note, place};
use crate::model::{ArticleId, Facts, Rejections};
use rusqlite::{Connection, OptionalExtension};

/// So many of the newest rejections teach what to rank lower: what somebody did long ago is no habit any more.
const REMEMBERED: usize = 1000;

/// Lays what the person said over the facts of an article.
pub(in crate::library) fn lay_over(
    connection: &Connection,
    id: &ArticleId,
    facts: &mut Facts,
    rejections: &Rejections,
) -> Result<(), LibraryError> {
    let judged = Clause::exactly(
        "n.article = ? AND n.motivation <> 'commenting'",
        id.as_str(),
    );
    let judgements = note::read_placed(connection, &judged, "n.row", None)?;
    facts.judge(&judgements, rejections);
    Ok(())
}

/// Writes again what is derived from the facts of an article, from the facts as they are judged now. What was compared
/// has to be compared again.
pub(in crate::library) fn settle(
    connection: &Connection,
    article: i64,
) -> Result<(), LibraryError> {
    let stored: Option<(String, Vec<u8>, Vec<u8>)> = connection
        .prepare_cached(
            "SELECT a.id, b.text, b.facts FROM article a JOIN body b ON b.version = a.version WHERE a.row = ?",
        )?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((id, text, packed)) = stored else {
        return Ok(());
    };
    // Facts of another version of the program are made again, and come by here once more.
    let Some(mut facts) = unpack_facts(&packed, &place::text_of(text)?) else {
        return Ok(());
    };
    let id = ArticleId::named(&id);
    lay_over(connection, &id, &mut facts, &Rejections::default())?;
    figure::describe_again(connection, article, &facts)?;
    connection
        .prepare_cached(
            "UPDATE article SET facts = ?2, compared = iif(compared = 1, 2, compared) WHERE row = ?1",
        )?
        .execute((article, integer(facts.key_facts.len())))?;
    pair::part(connection, article)
}

/// As [`settle`], where there is a judgement to settle by.
pub(in crate::library) fn settle_if_judged(
    connection: &Connection,
    article: i64,
) -> Result<(), LibraryError> {
    let judged = connection
        .prepare_cached("SELECT 1 FROM article WHERE row = ? AND judgements > 0")?
        .exists([article])?;
    if judged {
        settle(connection, article)
    } else {
        Ok(())
    }
}

impl Library {
    /// Lays what the person said over the facts of an article's present text; key facts like those of `rejections` are
    /// ranked lower.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn judge(
        &self,
        id: &ArticleId,
        facts: &mut Facts,
        rejections: &Rejections,
    ) -> Result<(), LibraryError> {
        lay_over(&self.connection, id, facts, rejections)
    }

    /// Whether an article has judgements.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn is_judged(&self, id: &ArticleId) -> Result<bool, LibraryError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM article WHERE id = ? AND judgements > 0")?
            .exists([id.as_str()])?)
    }

    /// What the newest rejections in other articles were about. Those in this one say nothing of its other facts: while
    /// one is at it, nothing changes its place.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn rejections(&self, other_than: &ArticleId) -> Result<Rejections, LibraryError> {
        // The plus sign keeps the order from choosing the way: it would lead through all notes.
        let mut statement = self.connection.prepare_cached(
            "SELECT fact FROM annotation WHERE motivation <> 'commenting' AND motivation = 'moderating'
             AND fact IS NOT NULL AND article <> ? ORDER BY +row DESC LIMIT ?",
        )?;
        let mut rejections = Rejections::default();
        let mut rows = statement.query((other_than.as_str(), integer(REMEMBERED)))?;
        while let Some(row) = rows.next()? {
            rejections.add(&note::judged_fact(&row.get::<_, String>(0)?)?);
        }
        Ok(rejections)
    }

    /// Articles that were compared, and whose facts were judged since.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn judged_since_compared(&self) -> Result<Vec<ArticleId>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM article WHERE compared = 2 AND removed = 0 ORDER BY row",
        )?;
        let ids = statement.query_map([], |row| Ok(ArticleId::named(&row.get::<_, String>(0)?)))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}
