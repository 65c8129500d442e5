//! Whom an article is compared with, and what the comparison said.
//!
//! A pair of facts stands once and is read from both sides (`pair` writes it). Its words are not kept with
//! it: they stand in the two bodies.

use crate::library::Library;
use crate::library::changes::apply::article_row;
use crate::library::company::testimony::key;
use crate::library::company::witness::Witnesses;
use crate::library::error::LibraryError;
use crate::library::list::row::{self, integer};
use crate::library::marks::link;
use crate::model::relation::{Grade, Origin, RelationKind, reason};
use crate::model::{ArticleId, FactKind, Published, Relation, SafeText, Span};
use rusqlite::{OptionalExtension, Row};
use std::collections::{BTreeMap, BTreeSet};

/// So many of the newest articles of a bucket are compared at once; the rest on demand.
pub const BUCKET: usize = 64;

/// The newest articles of a bucket but one, which came before that one or are compared already; none is newer than ?4, so
/// that those which wait are not passed by each time.
pub(in crate::library) const NEWEST: &str =
    "SELECT a.row, a.id FROM bucket b JOIN article a ON a.row = b.article
     WHERE b.key = ?1 AND b.article <= ?4 AND b.article <> ?2 AND a.removed = 0 AND (a.compared = 1 OR a.row < ?2)
     ORDER BY b.article DESC LIMIT ?3";

/// What [`tell`] reads of a pair `r`, whose reason is `w`.
pub(in crate::library) const COLUMNS: &str =
    "r.row, r.a, r.b, r.ruling, r.kind, r.grade, r.independent, r.fact,
     r.start_a, r.length_a, r.start_b, r.length_b, w.text";

/// Pairs whose two articles `x` and `y` are shown, with what [`read`] reads of them. The condition goes on.
pub(in crate::library) fn pairs() -> String {
    format!(
        "SELECT {COLUMNS}, coalesce(x.site, s.given, s.name), x.published, x.day_only,
         coalesce(y.site, t.given, t.name), y.published, y.day_only,
         l.id, l.\"from\", l.\"to\", l.relation, l.note, l.annotator, l.created, l.modified, {}, {}
         FROM relation r CROSS JOIN article x ON x.row = r.a CROSS JOIN article y ON y.row = r.b
         CROSS JOIN source s ON s.row = x.source CROSS JOIN source t ON t.row = y.source
         CROSS JOIN reason w ON w.row = r.why LEFT JOIN link l ON l.id = r.ruling
         WHERE x.removed = 0 AND y.removed = 0",
        copies("x"),
        copies("y")
    )
}

/// How many other articles are copies of an article.
fn copies(of: &str) -> String {
    format!(
        "(SELECT count(*) FROM article c WHERE c.copy_group = {of}.copy_group AND c.row <> {of}.row
             AND c.removed = 0 AND c.separate = 0)"
    )
}

/// The first columns of the two origins and of the ruling.
const ORIGINS: [usize; 2] = [13, 16];
const RULING: usize = 19;
/// The numbers of copies of the two articles.
const COPIES: [usize; 2] = [27, 28];

/// That nobody called the pair `r` not comparable.
pub(in crate::library) const COMPARABLE: &str =
    "NOT EXISTS (SELECT 1 FROM link l WHERE l.id = r.ruling AND l.relation = 'not_comparable')";

/// The pairs of one article.
pub(in crate::library) fn pairs_of_one() -> String {
    format!("{} AND (r.a = ?1 OR r.b = ?1)", pairs())
}

impl Library {
    /// Articles whose relations are not up to date, oldest first, at most `count`, each with whether its facts were judged.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn uncompared(&self, count: usize) -> Result<Vec<(ArticleId, bool)>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, judgements > 0 FROM article WHERE compared = 0 AND removed = 0 ORDER BY row LIMIT ?",
        )?;
        let waiting = statement.query_map([integer(count)], |row| {
            Ok((ArticleId::named(&row.get::<_, String>(0)?), row.get(1)?))
        })?;
        Ok(waiting.collect::<Result<_, _>>()?)
    }

    /// The number of the newest article that is compared; 0 when none is.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn newest_compared(&self) -> Result<i64, LibraryError> {
        let newest = self
            .connection
            .prepare_cached("SELECT row FROM article WHERE compared = 1 ORDER BY row DESC LIMIT 1")?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(newest.unwrap_or_default())
    }

    /// Articles that share a bucket with this one and came before it or are compared already: the newest 64 of each
    /// bucket. `newest` is the number of the newest one that is compared, as asked before.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn candidates(
        &self,
        id: &ArticleId,
        buckets: &BTreeSet<&str>,
        newest: i64,
    ) -> Result<Vec<ArticleId>, LibraryError> {
        let row = article_row(&self.connection, id)?;
        let mut statement = self.connection.prepare_cached(NEWEST)?;
        let mut found = BTreeMap::new();
        for bucket in buckets {
            let asked = (key(bucket), row, integer(BUCKET), newest.max(row));
            for other in statement.query_map(asked, |row| Ok((row.get(0)?, row.get(1)?)))? {
                let (row, id): (i64, String) = other?;
                found.insert(row, ArticleId::named(&id));
            }
        }
        Ok(found.into_values().rev().collect())
    }

    /// What other articles say about the facts of this one; `a` is this article's side.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn relations(&self, id: &ArticleId) -> Result<Vec<Relation>, LibraryError> {
        let row = article_row(&self.connection, id)?;
        let mut statement = self.connection.prepare_cached(&pairs_of_one())?;
        let mut witnesses = Witnesses::new(&self.connection);
        let mut relations = Vec::new();
        let mut rows = statement.query([row])?;
        while let Some(row) = rows.next()? {
            if let Some(relation) = read(row, &mut witnesses)? {
                relations.push(relation.seen_from(id));
            }
        }
        relations.sort_by_key(|relation| (relation.a.span, relation.kind as u8));
        Ok(relations)
    }

    /// The articles on the other side of these relations that the person has read.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn read_among(&self, relations: &[Relation]) -> Result<BTreeSet<ArticleId>, LibraryError> {
        let others: BTreeSet<&ArticleId> = relations.iter().map(|one| &one.b.article).collect();
        let mut is_read = self
            .connection
            .prepare_cached("SELECT 1 FROM article WHERE id = ? AND read = 1")?;
        let mut read = BTreeSet::new();
        for other in others {
            if is_read.exists([other.as_str()])? {
                read.insert(other.clone());
            }
        }
        Ok(read)
    }
}

/// One pair of [`pairs`]; `None` when one of the texts is not here.
pub(in crate::library) fn read(
    row: &Row<'_>,
    witnesses: &mut Witnesses<'_>,
) -> Result<Option<Relation>, LibraryError> {
    let Some(mut relation) = tell(row, witnesses)? else {
        return Ok(None);
    };
    let [of_a, of_b] = ORIGINS;
    origin(&mut relation.a.origin, row, of_a)?;
    origin(&mut relation.b.origin, row, of_b)?;
    let [of_a, of_b] = COPIES;
    relation.a.origin.copies = crate::library::list::row::count(row, of_a)?;
    relation.b.origin.copies = crate::library::list::row::count(row, of_b)?;
    if row.get::<_, Option<String>>(RULING)?.is_some() {
        relation.ruling = Some(link::link(row, RULING)?);
    }
    Ok(Some(relation))
}

/// A pair of [`COLUMNS`] in words, without origins and ruling; `None` when one of the texts is not here.
pub(in crate::library) fn tell(
    row: &Row<'_>,
    witnesses: &mut Witnesses<'_>,
) -> Result<Option<Relation>, LibraryError> {
    let place = |column: usize| -> rusqlite::Result<Span> {
        let start = row::count(row, column)?;
        Ok(Span::new(start, start + row::count(row, column + 1)?))
    };
    let fact = one_of(FactKind::ALL, row::count(row, 7)?, FactKind::Statement);
    let Some((b, _)) = witnesses.side(row.get(2)?, fact, place(10)?)? else {
        return Ok(None);
    };
    let Some((a, own)) = witnesses.side(row.get(1)?, fact, place(8)?)? else {
        return Ok(None);
    };
    let why: String = row.get(12)?;
    Ok(Some(Relation {
        kind: one_of(
            RelationKind::ALL,
            row::count(row, 4)?,
            RelationKind::Related,
        ),
        grade: one_of(Grade::ALL, row::count(row, 5)?, Grade::Vague),
        independent: row.get(6)?,
        reason: reason(&why, own),
        a,
        b,
        ruling: None,
    }))
}

/// The thing at this place; a damaged place says the least that can be said.
fn one_of<T: Copy, const N: usize>(all: [T; N], place: usize, least: T) -> T {
    all.get(place).copied().unwrap_or(least)
}

/// A publication, a moment, and whether only its day is known, from neighbouring columns.
fn origin(origin: &mut Origin, row: &Row<'_>, column: usize) -> rusqlite::Result<()> {
    let day_only = row.get(column + 2)?;
    origin.source = SafeText::line(&row.get::<_, String>(column)?);
    origin.published =
        crate::library::list::row::time(row, column + 1)?.map(|at| Published { at, day_only });
    Ok(())
}
