//! Writing what the comparison of articles said.
//!
//! When the text of an article changes, its pairs are withdrawn and the count of disagreements of the other ones follows.

use crate::library::articles::batch::Batch;
use crate::library::changes::apply::article_row;
use crate::library::company::relation::COMPARABLE;
use crate::library::company::testimony;
use crate::library::error::LibraryError;
use crate::library::list::row::integer;
use crate::library::marks::ruling;
use crate::model::relation::{Grade, Pair, RelationKind};
use crate::model::{ArticleId, FactKind};
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeSet, HashMap};

const STORE: &str =
    "INSERT INTO relation (a, b, kind, grade, independent, fact, start_a, length_a, start_b, length_b, why, date)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
             iif(?3 = 1, (SELECT max(date) FROM article WHERE row IN (?1, ?2)), NULL))";

/// What the pairs of a batch share.
#[derive(Debug, Default)]
pub(in crate::library) struct Related {
    /// Numbers of articles and of reasons that were looked up.
    articles: HashMap<ArticleId, i64>,
    reasons: HashMap<String, i64>,
    /// Articles that are compared now, and those whose disagreements are counted at the end, once for all that was said of
    /// them.
    compared: BTreeSet<i64>,
    counted: BTreeSet<i64>,
}

impl Related {
    fn article(&mut self, connection: &Connection, id: &ArticleId) -> Result<i64, LibraryError> {
        if let Some(known) = self.articles.get(id) {
            return Ok(*known);
        }
        let row = article_row(connection, id)?;
        self.articles.insert(id.clone(), row);
        Ok(row)
    }

    /// The row of a reason, which is made known when it is not.
    fn reason(&mut self, connection: &Connection, why: &str) -> Result<i64, LibraryError> {
        if let Some(known) = self.reasons.get(why) {
            return Ok(*known);
        }
        let known = connection
            .prepare_cached("SELECT row FROM reason WHERE text = ?")?
            .query_row([why], |row| row.get(0))
            .optional()?;
        let row = match known {
            Some(row) => row,
            None => connection
                .prepare_cached("INSERT INTO reason (text) VALUES (?)")?
                .insert([why])?,
        };
        self.reasons.insert(why.to_owned(), row);
        Ok(row)
    }

    /// Writes into the rows of the articles that they are compared, and their disagreements.
    pub fn finish(self, connection: &Connection) -> Result<(), LibraryError> {
        let mut count = connection.prepare_cached(&count())?;
        for article in &self.counted {
            count.execute((article, self.compared.contains(article)))?;
        }
        let mut compared =
            connection.prepare_cached("UPDATE OR FAIL article SET compared = 1 WHERE row = ?")?;
        for article in self.compared.difference(&self.counted) {
            compared.execute([article])?;
        }
        Ok(())
    }
}

impl Batch<'_> {
    /// Stores what the comparison of an article with all its candidates said, in place of what was
    /// known of it. In each pair one side must be this article.
    ///
    /// # Errors
    /// When a side names an article that is not there.
    pub fn relate(&mut self, id: &ArticleId, pairs: &[Pair]) -> Result<(), LibraryError> {
        let connection: &Connection = &self.transaction;
        let related = &mut self.related;
        let row = related.article(connection, id)?;
        related.counted.extend(drop_pairs(connection, row)?);
        let mut store = connection.prepare_cached(STORE)?;
        for pair in pairs {
            let (a, b) = (&pair.a, &pair.b);
            let rows = [
                related.article(connection, &a.0)?,
                related.article(connection, &b.0)?,
            ];
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
                related.reason(connection, &pair.why)?,
            ))?;
            if pair.kind == RelationKind::Disagrees {
                related.counted.extend(rows);
            }
        }
        if ruling::is_assessed(connection, id)? {
            ruling::match_pairs(connection, row)?;
        }
        related.compared.insert(row);
        Ok(())
    }
}

/// The place by which a thing is kept.
fn place_of<T: PartialEq>(all: &[T], thing: &T) -> i64 {
    let place = all.iter().position(|known| known == thing);
    integer(place.unwrap_or(all.len()))
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

/// Takes back the pairs of an article; the articles whose disagreements must be counted again. Most articles that come
/// have none, which the indexes tell.
fn drop_pairs(connection: &Connection, article: i64) -> Result<BTreeSet<i64>, LibraryError> {
    let mut pairs = connection.prepare_cached(
        "SELECT b, kind = 1 FROM relation WHERE a = ?1 UNION ALL SELECT a, kind = 1 FROM relation WHERE b = ?1",
    )?;
    let pairs = pairs.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let pairs = pairs.collect::<Result<Vec<(i64, bool)>, _>>()?;
    if !pairs.is_empty() {
        connection
            .prepare_cached("DELETE FROM relation WHERE a = ?1 OR b = ?1")?
            .execute([article])?;
    }
    let disagreeing = pairs.into_iter().filter(|(_, disagrees)| *disagrees);
    Ok(disagreeing
        .flat_map(|(other, _)| [other, article])
        .collect())
}

/// The statement that counts the disagreements of an article, which may be compared now.
pub(in crate::library) fn count() -> String {
    let open = format!("r.kind = 1 AND {COMPARABLE}");
    format!(
        "UPDATE article SET compared = max(compared, ?2), disagreements = (SELECT count(*) FROM (
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
        write.execute((article, false))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Library, OpenOptions};

    #[test]
    fn disagreements_are_counted_from_indexes_alone() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        let mut plan = library
            .connection
            .prepare(&format!("EXPLAIN QUERY PLAN {}", super::count()))
            .unwrap();
        let steps = plan.query_map((1, false), |row| row.get::<_, String>("detail"));
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
