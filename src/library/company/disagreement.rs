//! The disagreements of the library: every pair of figures that exclude each other, newest first, read by window. What
//! copies of an article say is told once, with the article that stands for them.

use crate::library::Library;
use crate::library::company::relation::{COMPARABLE, pairs, read};
use crate::library::company::witness::Witnesses;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::filter::Scope;
use crate::library::list::row::integer;
use crate::model::{Disagreements, Page, Relation};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

impl Library {
    /// A window of the disagreements: `count` pairs from index `first`. The side of the newer article is `a`.
    ///
    /// # Errors
    /// When the query names an article that is not there, or SQLite refuses.
    pub fn disagreements(
        &self,
        asked: &Disagreements,
        first: usize,
        count: usize,
    ) -> Result<Page<Relation>, LibraryError> {
        let clause = self.disagreements_clause(asked)?;
        let total: usize = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM relation r CROSS JOIN article x ON x.row = r.a CROSS JOIN article y ON y.row = r.b
                 WHERE x.removed = 0 AND y.removed = 0 AND {}",
                clause.sql
            ))?
            .query_row(params_from_iter(&clause.values), |row| {
                crate::library::list::row::count(row, 0)
            })?;
        let first = first.min(total);
        let mut statement = self.connection.prepare_cached(&window(&clause))?;
        let bounds = [count, first].map(|bound| Value::Integer(integer(bound)));
        let values = clause.values.iter().chain(&bounds);
        let mut found = statement.query(params_from_iter(values))?;
        let mut witnesses = Witnesses::new(&self.connection);
        let mut rows = Vec::with_capacity(count);
        while let Some(row) = found.next()? {
            rows.extend(read(row, &mut witnesses)?.map(newer_first));
        }
        Ok(Page {
            first,
            rows,
            total,
            ..Page::default()
        })
    }

    fn disagreements_clause(&self, asked: &Disagreements) -> Result<Clause, LibraryError> {
        let articles = self.clause(&asked.query, Scope::Articles, None)?;
        let firm = match asked.firm {
            None => "",
            Some(true) => " AND r.grade = 0",
            Some(false) => " AND r.grade <> 0",
        };
        let ruled = match asked.ruled {
            None => COMPARABLE,
            Some(true) => "r.ruling IS NOT NULL",
            Some(false) => "r.ruling IS NULL",
        };
        let fits = |pair: &str| {
            format!(
                "EXISTS (SELECT 1 FROM article a WHERE a.row IN ({pair}.a, {pair}.b) AND {})",
                articles.sql
            )
        };
        // The same pair of the articles that stand for their copies: one voice, told once.
        let told_by = |one: &str, other: &str| {
            format!(
                "EXISTS (SELECT 1 FROM relation o INDEXED BY relation_by_a
                     WHERE o.a = {one} AND o.b = {other} AND o.kind = 1 AND o.why = r.why AND {})",
                fits("o")
            )
        };
        let (x, y) = (best("x"), best("y"));
        let repeated = format!(
            "(x.copy_rank > 0 OR y.copy_rank > 0) AND ({} OR {})",
            told_by(&x, &y),
            told_by(&y, &x)
        );
        Ok(Clause {
            sql: format!(
                "r.kind = 1{firm} AND {ruled} AND {} AND NOT ({repeated})",
                fits("r")
            ),
            // Asked of the pair, and of the pair that stands for it from either side.
            values: [articles.values.as_slice(); 3].concat(),
        })
    }
}

/// The article that stands for an article and its copies.
fn best(of: &str) -> String {
    format!(
        "coalesce((SELECT c.row FROM article c WHERE c.copy_group = {of}.copy_group AND c.copy_rank = 0
             AND c.separate = 0), {of}.row)"
    )
}

/// The statement of a window; the index of disagreements gives the order.
pub(in crate::library) fn window(clause: &Clause) -> String {
    format!(
        "{} AND {} ORDER BY r.date DESC, r.row DESC LIMIT ? OFFSET ?",
        pairs(),
        clause.sql
    )
}

fn newer_first(mut pair: Relation) -> Relation {
    let day = |side: &crate::model::relation::Side| side.origin.published.map(|day| day.at);
    if day(&pair.a) < day(&pair.b) {
        std::mem::swap(&mut pair.a, &mut pair.b);
    }
    pair
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::OpenOptions;

    #[test]
    fn the_newest_are_read_from_an_index_and_nothing_is_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), OpenOptions::Write).unwrap();
        for ruled in [None, Some(true), Some(false)] {
            let asked = Disagreements {
                ruled,
                firm: Some(true),
                ..Disagreements::default()
            };
            let clause = library.disagreements_clause(&asked).unwrap();
            let mut plan = library
                .connection
                .prepare(&format!("EXPLAIN QUERY PLAN {}", window(&clause)))
                .unwrap();
            let steps = plan
                .query_map((60, 0), |row| row.get::<_, String>("detail"))
                .unwrap();
            let steps: Vec<String> = steps.map(Result::unwrap).collect();
            assert!(steps[0].contains("relation_disagreements"), "{steps:?}");
            assert!(
                !steps.iter().any(|step| step.contains("TEMP B-TREE")),
                "{steps:?}"
            );
        }
    }
}
