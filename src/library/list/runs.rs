//! Places in a list that leaves nothing out, without a walk through it.
//!
//! Such a list, in order of date, is cut into runs that know how many articles they have (`run` in the schema). Triggers
//! keep the numbers in the transaction of every change. Whoever asks for a place goes through the runs, and in one of them
//! through its articles: some hundred steps each in a library of 100,000.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::order::{Order, Side, order};
use crate::library::list::row::count as counted;
use crate::model::query::Folding;
use crate::model::{ArticleId, ArticleRow};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

/// A place in order of date: seconds since 1970, and the row number.
type Point = (i64, i64);

/// What is newer than every article.
const NEWEST: Point = (i64::MAX, i64::MAX);

/// The run in which the schema counts the places of texts that stand there once more.
const PLACES: i64 = 3;

/// Cuts all lists into runs and counts them; then what is counted of each source.
const COUNTED: &str = concat!(
    include_str!("../file/schema/runs_counted.sql"),
    include_str!("../file/schema/counts_counted.sql")
);

/// The number of a list in the schema.
const fn list(folding: Folding) -> i64 {
    match folding {
        Folding::Nothing => 0,
        Folding::Copies => 1,
        Folding::Stories => 2,
    }
}

impl Library {
    /// How many rows a list has that leaves nothing out.
    pub(in crate::library) fn length(&self, folding: Folding) -> Result<usize, LibraryError> {
        self.sum_of_runs(list(folding))
    }

    /// How many things are folded in it: articles, and places where a text stands once more.
    pub(in crate::library) fn folded(&self, folding: Folding) -> Result<usize, LibraryError> {
        let all = self.length(Folding::Nothing)?;
        let places = match folding {
            Folding::Copies => self.sum_of_runs(PLACES)?,
            _ => 0,
        };
        Ok(all.saturating_sub(self.length(folding)?) + places)
    }

    fn sum_of_runs(&self, list: i64) -> Result<usize, LibraryError> {
        Ok(self
            .connection
            .prepare_cached("SELECT coalesce(sum(articles), 0) FROM run WHERE list = ?")?
            .query_row([list], |row| counted(row, 0))?)
    }

    /// `count` rows from index `first` of a list of `total` rows that leaves nothing out, in the order by date.
    pub(in crate::library) fn counted_run(
        &self,
        clause: &Clause,
        wanted: &Order,
        folding: Folding,
        total: usize,
        first: usize,
        count: usize,
    ) -> Result<Vec<ArticleRow>, LibraryError> {
        let turned = !wanted.is_descending();
        let newer = if turned {
            total.saturating_sub(first + count)
        } else {
            first
        };
        let by_date = order(&[], folding);
        let Some(place) = self.place_at(clause, &by_date, folding, newer)? else {
            return Ok(Vec::new());
        };
        let mut rows = self.beside(clause, folding, &by_date, &place, (Side::From, count))?;
        if turned {
            rows.reverse();
        }
        Ok(rows)
    }

    /// The place of the article that has so many newer ones in the list.
    fn place_at(
        &self,
        clause: &Clause,
        by_date: &Order,
        folding: Folding,
        newer: usize,
    ) -> Result<Option<[Value; 2]>, LibraryError> {
        let holds = |passed: usize, articles: usize, _: Point| passed + articles > newer;
        let Some((passed, end)) = self.find_run(folding, holds)? else {
            return Ok(None);
        };
        let mut left = newer - passed;
        let found = self.walk(clause, by_date, end, Side::From, |_| {
            let found = left == 0;
            left = left.saturating_sub(1);
            found
        })?;
        Ok(found.map(values))
    }

    /// How many articles of the list are newer than this one.
    pub(in crate::library) fn newer(
        &self,
        clause: &Clause,
        folding: Folding,
        id: &ArticleId,
    ) -> Result<Option<usize>, LibraryError> {
        let by_date = order(&[], folding);
        let place = format!(
            "SELECT {} FROM article o WHERE o.id = ?",
            by_date.keys_of("o")
        );
        let place: Option<Point> = self
            .connection
            .prepare_cached(&place)?
            .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some(place) = place else { return Ok(None) };
        let holds = |_: usize, _: usize, oldest: Point| oldest <= place;
        let Some((passed, end)) = self.find_run(folding, holds)? else {
            return Ok(None);
        };
        let mut newer = passed;
        self.walk(clause, &by_date, place, Side::Before, |point| {
            let is_beyond = point > end;
            newer += usize::from(!is_beyond);
            is_beyond
        })?;
        Ok(Some(newer))
    }

    /// The newest run of a list for which something holds, given how many articles are newer, how many it has, and the
    /// oldest place that belongs to it. Returned is how many articles are newer, and the newest place that belongs to it.
    fn find_run(
        &self,
        folding: Folding,
        holds: impl Fn(usize, usize, Point) -> bool,
    ) -> Result<Option<(usize, Point)>, LibraryError> {
        let mut runs = self.connection.prepare_cached(
            "SELECT date, row, articles FROM run WHERE list = ? ORDER BY date DESC, row DESC",
        )?;
        let mut runs = runs.query([list(folding)])?;
        let (mut passed, mut end) = (0, NEWEST);
        while let Some(run) = runs.next()? {
            let (oldest, articles) = ((run.get(0)?, run.get(1)?), counted(run, 2)?);
            if holds(passed, articles, oldest) {
                return Ok(Some((passed, end)));
            }
            passed += articles;
            end = (oldest.0, oldest.1 - 1);
        }
        Ok(None)
    }

    /// Goes through the places of a list's articles to one side of a place, the nearest first, until one is the last.
    fn walk(
        &self,
        clause: &Clause,
        by_date: &Order,
        from: Point,
        side: Side,
        mut is_last: impl FnMut(Point) -> bool,
    ) -> Result<Option<Point>, LibraryError> {
        for stretch in by_date.stretches(&values(from), side) {
            let which = stretch.clause.and(clause);
            let mut articles = self.connection.prepare_cached(&format!(
                "SELECT {} FROM article a WHERE {} ORDER BY {}",
                by_date.keys_of("a"),
                which.sql,
                stretch.by
            ))?;
            let mut articles = articles.query(params_from_iter(&which.values))?;
            while let Some(article) = articles.next()? {
                let point = (article.get(0)?, article.get(1)?);
                if is_last(point) {
                    return Ok(Some(point));
                }
            }
        }
        Ok(None)
    }

    /// Counts all runs anew, and the articles of all sources.
    ///
    /// # Errors
    /// [`LibraryError::ReadOnly`], or when SQLite refuses.
    pub fn count_anew(&mut self) -> Result<(), LibraryError> {
        let transaction = self.write()?;
        transaction.execute_batch(COUNTED)?;
        transaction.commit()?;
        Ok(())
    }
}

/// A place as it is bound to a statement.
fn values((date, row): Point) -> [Value; 2] {
    [Value::Integer(date), Value::Integer(row)]
}

/// How many runs have not as many articles as they say, or places of texts are miscounted.
pub(in crate::library) fn miscounted(connection: &Connection) -> Result<usize, LibraryError> {
    let mut wrong = 0;
    for (folding, rank) in [
        (Folding::Nothing, ""),
        (Folding::Copies, "AND a.copy_rank = 0"),
        (Folding::Stories, "AND a.story_rank = 0"),
    ] {
        let by_date = order(&[], folding);
        let sql = format!(
            "SELECT {} FROM article a WHERE a.removed = 0 AND a.archived = 0 AND a.hidden = 0 {rank} ORDER BY {}",
            by_date.keys_of("a"),
            by_date.forward
        );
        let mut articles = connection.prepare(&sql)?;
        let mut articles = articles.query([])?;
        let mut next = articles.next()?.map(point).transpose()?;
        let mut runs = connection.prepare(
            "SELECT date, row, articles FROM run WHERE list = ? ORDER BY date DESC, row DESC",
        )?;
        let mut runs = runs.query([list(folding)])?;
        while let Some(run) = runs.next()? {
            let (oldest, said) = (point(run)?, counted(run, 2)?);
            let mut there = 0;
            while next.is_some_and(|place| place >= oldest) {
                there += 1;
                next = articles.next()?.map(point).transpose()?;
            }
            wrong += usize::from(there != said);
        }
        wrong += usize::from(next.is_some());
    }
    let places = "SELECT (SELECT count(*) FROM identity i CROSS JOIN article a ON a.row = i.article WHERE i.copy = 1
        AND a.removed = 0 AND a.archived = 0 AND a.hidden = 0) <> (SELECT sum(articles) FROM run WHERE list = ?)";
    let places: bool = connection.query_row(places, [PLACES], |row| row.get(0))?;
    Ok(wrong + usize::from(places))
}

fn point(row: &rusqlite::Row<'_>) -> rusqlite::Result<Point> {
    Ok((row.get(0)?, row.get(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::sample::{self, id};
    use crate::model::{Action, Query, StateChange};

    #[test]
    fn the_counts_of_lists_stay_true_whatever_happens_and_are_counted_anew_when_they_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let mut library = sample::many(folder.path(), 1_500);
        let mut changes = 0..;
        let mut set = |number: usize, archived: Option<bool>, starred: Option<bool>| {
            let state = StateChange {
                starred,
                archived,
                ..StateChange::default()
            };
            let articles = vec![id(number)];
            let action = Action::SetState { articles, state };
            sample::change(&mut library, changes.next().unwrap(), action);
        };
        for number in (0..1_500).step_by(3) {
            set(number, Some(true), None);
            set(number + 1, None, Some(true));
        }
        for number in (0..1_500).step_by(6) {
            set(number, Some(false), None);
        }
        let connection = &library.connection;
        // Many come into one run, which is halved; some change their date or leave.
        connection
            .execute_batch(
                "INSERT INTO article (id, source, title, added, date)
                     SELECT 'b' || x, 1, '', 7, 7 FROM number WHERE x < 1400;
                 UPDATE article SET date = 9 WHERE row % 7 = 0;
                 UPDATE article SET latest = date + 90 WHERE row % 11 = 0 AND story_rank = 0;
                 UPDATE article SET removed = 1 WHERE row % 13 = 0;
                 INSERT INTO identity SELECT 'there:' || id, row, 1 FROM article WHERE row % 17 = 0;
                 UPDATE article SET hidden = 2 WHERE row % 34 = 0;",
            )
            .unwrap();
        assert_eq!(miscounted(connection).unwrap(), 0);
        let most: i64 = connection
            .query_row("SELECT max(articles) FROM run WHERE list < 3", [], |row| {
                row.get(0)
            })
            .unwrap();
        assert!(most < 512, "{most}");
        let standing = library.sources().unwrap()[0].standing;
        let counts = "SELECT sum(archived = 0 AND hidden = 0), sum(starred = 1 AND archived = 0 AND hidden = 0), sum(archived = 1)
            FROM article WHERE removed = 0";
        let walked: [i64; 3] = connection
            .query_row(counts, [], |row| {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?])
            })
            .unwrap();
        let kept = [standing.listed, standing.starred, standing.archived];
        assert_eq!(kept.map(u64::cast_signed), walked);
        // Every place is where a walk through the list finds it.
        for folding in [Folding::Nothing, Folding::Copies, Folding::Stories] {
            let query = Query {
                folding,
                ..Query::default()
            };
            let all = library.all(&query).unwrap();
            for at in (0..all.len()).step_by(97) {
                let page = library.list(&query, at, 5).unwrap();
                assert_eq!(page.total, all.len());
                assert_eq!(page.rows, all[at..(at + 5).min(all.len())]);
                let around = library.list_around(&query, &all[at].id, 10).unwrap();
                assert_eq!(around.first, at.saturating_sub(5));
            }
        }
        connection
            .execute_batch("UPDATE run SET articles = articles + 1 WHERE list = 1")
            .unwrap();
        assert!(miscounted(connection).unwrap() > 0);
        library.count_anew().unwrap();
        assert_eq!(miscounted(&library.connection).unwrap(), 0);
    }
}
