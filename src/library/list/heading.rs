//! Groups of a list under headings: which rows a closed group leaves out, and what is in a group.
//!
//! A closed group keeps one row, the first of its articles, which stands for its heading. The rows of others are read
//! past it as if they were not there, so that a window costs its rows whatever is closed.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::fold;
use crate::library::list::order::order;
use crate::library::list::row::count as counted;
use crate::model::query::{Closed, Grouping};
use crate::model::{Query, SafeText, SearchCount};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

impl Library {
    /// The condition of a list without the articles of closed groups, but for the first of each.
    pub(in crate::library) fn closed(
        &self,
        query: &Query,
        clause: &Clause,
    ) -> Result<Clause, LibraryError> {
        match &query.closed {
            Closed::Only(groups) => self.closed_these(query, clause, groups),
            Closed::AllBut(groups) => self.closed_but(query, clause, groups),
        }
    }

    fn closed_these(
        &self,
        query: &Query,
        clause: &Clause,
        groups: &[SafeText],
    ) -> Result<Clause, LibraryError> {
        let order = order(&query.sort, fold::folding(query));
        let mut narrowed = clause.clone();
        for key in groups {
            let Some(group) = belongs(query.group, key) else {
                continue;
            };
            let which = group.and(clause);
            let first = format!(
                "SELECT a.row FROM article a WHERE {} ORDER BY {} LIMIT 1",
                which.sql, order.forward
            );
            let first: Option<i64> = self
                .connection
                .prepare_cached(&first)?
                .query_row(params_from_iter(&which.values), |row| row.get(0))
                .optional()?;
            if let Some(first) = first {
                narrowed = narrowed.and(&Clause {
                    sql: format!("(NOT ({}) OR a.row = ?)", group.sql),
                    values: [group.values.as_slice(), &[Value::Integer(first)]].concat(),
                });
            }
        }
        Ok(narrowed)
    }

    /// One walk through the list finds the first article of each group.
    fn closed_but(
        &self,
        query: &Query,
        clause: &Clause,
        open: &[SafeText],
    ) -> Result<Clause, LibraryError> {
        let key = match query.group {
            // The second at which the day begins; dates before 1970 are negative.
            Some(Grouping::Day) => "a.date - (a.date % 86400 + 86400) % 86400",
            Some(Grouping::Source) => "lower(a.outlet)",
            Some(Grouping::Story) | None => return Ok(clause.clone()),
        };
        let order = order(&query.sort, fold::folding(query));
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT a.row, {key} FROM article a WHERE {} ORDER BY {}",
            clause.sql, order.forward
        ))?;
        let mut rows = statement.query(params_from_iter(&clause.values))?;
        let (mut firsts, mut group) = (Vec::new(), Value::Null);
        while let Some(row) = rows.next()? {
            let of: Value = row.get(1)?;
            if of != group {
                firsts.push(row.get::<_, i64>(0)?);
                group = of;
            }
        }
        let mut shown = vec![Clause::exactly(
            "a.row IN (SELECT value FROM json_each(?))",
            &crate::library::changes::log::json(&firsts)?,
        )];
        shown.extend(open.iter().filter_map(|key| belongs(query.group, key)));
        let shown = Clause::joined(shown, " OR ", "0");
        Ok(clause.and(&Clause {
            sql: format!("({})", shown.sql),
            ..shown
        }))
    }

    /// How many articles of a list are in each of these groups: a walk through the groups.
    pub(in crate::library) fn count_groups(
        &self,
        query: &Query,
        groups: &[SafeText],
    ) -> Result<Vec<(SafeText, SearchCount)>, LibraryError> {
        let mut open = query.clone();
        open.closed = Closed::default();
        let clause = self.shown(&open)?;
        let mut counts = Vec::new();
        for key in groups {
            let Some(group) = belongs(query.group, key) else {
                continue;
            };
            let which = group.and(&clause);
            let sql = format!(
                "SELECT count(*), coalesce(sum(a.read = 0), 0) FROM article a WHERE {}",
                which.sql
            );
            let count = self.connection.prepare_cached(&sql)?.query_row(
                params_from_iter(&which.values),
                |row| {
                    Ok(SearchCount {
                        articles: counted(row, 0)? as u64,
                        unread: counted(row, 1)? as u64,
                    })
                },
            )?;
            counts.push((key.clone(), count));
        }
        Ok(counts)
    }
}

/// The condition that an article belongs to the group that has this in common.
fn belongs(grouping: Option<Grouping>, key: &SafeText) -> Option<Clause> {
    match grouping? {
        Grouping::Source => Some(Clause::exactly("a.outlet = ? COLLATE NOCASE", key)),
        Grouping::Day => {
            let day: Date = key.parse().ok()?;
            let starts = |day: Date| {
                let at = day.to_zoned(TimeZone::UTC).ok()?.timestamp();
                Some(Value::Integer(at.as_second()))
            };
            Some(Clause {
                sql: "a.date >= ? AND a.date < ?".to_owned(),
                values: vec![starts(day)?, starts(day.tomorrow().ok()?)?],
            })
        }
        Grouping::Story => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_a_day_or_the_name_that_a_row_tells() {
        let day = belongs(Some(Grouping::Day), &"1970-01-02".into()).unwrap();
        assert_eq!(day.values, [86_400, 172_800].map(Value::Integer));
        assert!(belongs(Some(Grouping::Day), &"yesterday".into()).is_none());
        assert!(belongs(Some(Grouping::Source), &"Wire".into()).is_some());
    }
}
