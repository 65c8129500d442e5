//! Comparison keys and what the comparison of articles said.
//!
//! A pair of facts stands once and is read from both sides; when the text of either article
//! changes, its pairs are withdrawn and the count of disagreements of the other one follows. Its words are not kept with
//! it: they stand in the two bodies.

use crate::library::Library;
use crate::library::articles::batch::Batch;
use crate::library::changes::apply::article_row;
use crate::library::company::testimony::{self, key};
use crate::library::company::witness::Witnesses;
use crate::library::error::LibraryError;
use crate::library::list::row::{self, integer};
use crate::library::marks::link;
use crate::model::relation::{Grade, Origin, Pair, RelationKind, reason};
use crate::model::{ArticleId, FactKind, Published, Relation, SafeText, Span};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::{BTreeMap, BTreeSet};

/// So many of the newest articles of a bucket are compared at once; the rest on demand.
pub const BUCKET: usize = 64;

/// The newest articles of a bucket but one, which came before that one or are compared already.
pub(in crate::library) const NEWEST: &str =
    "SELECT a.row, a.id FROM bucket b JOIN article a ON a.row = b.article
     WHERE b.key = ?1 AND b.article <> ?2 AND a.removed = 0 AND (a.compared = 1 OR a.row < ?2)
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
    /// Articles whose relations are not up to date, oldest first, at most `count`.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn uncompared(&self, count: usize) -> Result<Vec<ArticleId>, LibraryError> {
        self.ids_of(
            "SELECT id FROM article WHERE compared = 0 AND removed = 0 ORDER BY row LIMIT ?",
            integer(count),
        )
    }

    /// Articles that share a bucket with this one and came before it or are compared already:
    /// the newest 64 of each bucket.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn candidates(
        &self,
        id: &ArticleId,
        buckets: &BTreeSet<&str>,
    ) -> Result<Vec<ArticleId>, LibraryError> {
        let row = article_row(&self.connection, id)?;
        let mut newest = self.connection.prepare_cached(NEWEST)?;
        let mut found = BTreeMap::new();
        for bucket in buckets {
            for other in newest.query_map((key(bucket), row, integer(BUCKET)), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })? {
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

    fn ids_of(&self, sql: &str, value: i64) -> Result<Vec<ArticleId>, LibraryError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([value], |row| {
            Ok(ArticleId::named(&row.get::<_, String>(0)?))
        })?;
        Ok(ids.collect::<Result<_, _>>()?)
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

/// The row of a reason, which is made known when it is not.
fn reason_row(connection: &Connection, why: &str) -> Result<i64, LibraryError> {
    let known = connection
        .prepare_cached("SELECT row FROM reason WHERE text = ?")?
        .query_row([why], |row| row.get(0))
        .optional()?;
    if let Some(row) = known {
        return Ok(row);
    }
    connection
        .prepare_cached("INSERT INTO reason (text) VALUES (?)")?
        .execute([why])?;
    Ok(connection.last_insert_rowid())
}

/// The thing at this place; a damaged place says the least that can be said.
fn one_of<T: Copy, const N: usize>(all: [T; N], place: usize, least: T) -> T {
    all.get(place).copied().unwrap_or(least)
}

/// The place by which a thing is kept.
fn place_of<T: PartialEq>(all: &[T], thing: &T) -> i64 {
    integer(
        all.iter()
            .position(|known| known == thing)
            .unwrap_or(all.len()),
    )
}

/// A publication, a moment, and whether only its day is known, from neighbouring columns.
fn origin(origin: &mut Origin, row: &Row<'_>, column: usize) -> rusqlite::Result<()> {
    let day_only = row.get(column + 2)?;
    origin.source = SafeText::line(&row.get::<_, String>(column)?);
    origin.published =
        crate::library::list::row::time(row, column + 1)?.map(|at| Published { at, day_only });
    Ok(())
}

impl Batch<'_> {
    /// Stores what the comparison of an article with all its candidates said, in place of what was
    /// known of it. In each pair one side must be this article.
    ///
    /// # Errors
    /// When a side names an article that is not there.
    pub fn relate(&mut self, id: &ArticleId, pairs: &[Pair]) -> Result<(), LibraryError> {
        let connection: &Connection = &self.transaction;
        let row = article_row(connection, id)?;
        self.counted.extend(drop_pairs(connection, row)?);
        let mut store = connection.prepare_cached(
            "INSERT INTO relation (a, b, kind, grade, independent, fact, start_a, length_a, start_b, length_b, why, date)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
                     iif(?3 = 1, (SELECT max(date) FROM article WHERE row IN (?1, ?2)), NULL))",
        )?;
        for pair in pairs {
            let (a, b) = (&pair.a, &pair.b);
            let row_of = |article: &ArticleId| {
                if article == id {
                    return Ok(row);
                }
                article_row(connection, article)
            };
            let rows = [row_of(&a.0)?, row_of(&b.0)?];
            let [row_a, row_b] = rows;
            store.execute((
                row_a,
                row_b,
                place_of(&RelationKind::ALL, &pair.kind),
                place_of(&Grade::ALL, &pair.grade),
                pair.independent,
                place_of(&FactKind::ALL, &pair.fact),
                integer(a.1.start),
                integer(a.1.len()),
                integer(b.1.start),
                integer(b.1.len()),
                reason_row(connection, &pair.why)?,
            ))?;
            if pair.kind == RelationKind::Disagrees {
                self.counted.extend(rows);
            }
        }
        crate::library::marks::ruling::match_pairs(connection, row)?;
        connection
            .prepare_cached("UPDATE article SET compared = 1 WHERE row = ?")?
            .execute([row])?;
        Ok(())
    }
}

/// Takes back what the comparison said of an article; by what it is compared stays.
pub(in crate::library) fn part(connection: &Connection, article: i64) -> Result<(), LibraryError> {
    let counted = drop_pairs(connection, article)?;
    count_disagreements(connection, &counted)
}

/// Takes back everything the comparison knew of an article: its text is another now.
pub(in crate::library) fn withdraw(
    connection: &Connection,
    article: i64,
) -> Result<(), LibraryError> {
    part(connection, article)?;
    testimony::empty(connection, article)?;
    for sql in [
        "DELETE FROM gathered WHERE article = ?",
        "DELETE FROM testimony WHERE article = ?",
    ] {
        connection.prepare_cached(sql)?.execute([article])?;
    }
    Ok(())
}

/// Takes back the pairs of an article; the articles whose disagreements must be counted again.
fn drop_pairs(connection: &Connection, article: i64) -> Result<BTreeSet<i64>, LibraryError> {
    let mut dropped = connection.prepare_cached(
        "DELETE FROM relation WHERE a = ?1 OR b = ?1 RETURNING iif(a = ?1, b, a), kind = 1",
    )?;
    let mut rows = dropped.query([article])?;
    let mut counted = BTreeSet::new();
    while let Some(row) = rows.next()? {
        if row.get(1)? {
            counted.extend([row.get(0)?, article]);
        }
    }
    Ok(counted)
}

/// The statement that counts the disagreements of an article.
pub(in crate::library) fn count() -> String {
    let open = format!("r.kind = 1 AND {COMPARABLE}");
    format!(
        "UPDATE article SET disagreements = (SELECT count(*) FROM (
             SELECT start_a FROM relation r WHERE r.a = ?1 AND {open}
             UNION SELECT start_b FROM relation r WHERE r.b = ?1 AND {open})) WHERE row = ?1"
    )
}

/// Counts for each article its facts that another one disagrees with; pairs that cannot be compared are no disagreement.
pub(in crate::library) fn count_disagreements(
    connection: &Connection,
    articles: &BTreeSet<i64>,
) -> Result<(), LibraryError> {
    let mut write = connection.prepare_cached(&count())?;
    for article in articles {
        write.execute([article])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disagreements_are_counted_from_indexes_alone() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), crate::library::OpenOptions::Write).unwrap();
        let mut plan = library
            .connection
            .prepare(&format!("EXPLAIN QUERY PLAN {}", super::count()))
            .unwrap();
        let steps = plan.query_map([1], |row| row.get::<_, String>("detail"));
        let steps: Vec<String> = steps.unwrap().map(Result::unwrap).collect();
        let pairs = steps.iter().filter(|step| step.contains(" r "));
        let pairs: Vec<&String> = pairs.collect();
        assert_eq!(pairs.len(), 2, "{steps:?}");
        assert!(
            pairs.iter().all(|step| step.contains("COVERING INDEX")),
            "{steps:?}"
        );
    }

    #[test]
    fn the_places_that_the_schema_names_are_those_of_the_kinds() {
        assert_eq!(place_of(&RelationKind::ALL, &RelationKind::Disagrees), 1);
        assert_eq!(place_of(&Grade::ALL, &Grade::Firm), 0);
    }
}
