//! The facts of the current texts in columns: what queries ask for and the ledger sorts by.
//!
//! Derived with the facts and written with them; a fact's words and its exact value stay in the body.
//! Values are binary floating point here, for finding and sorting only; they are never shown.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::clause::Clause;
use crate::library::list::row::integer;
use crate::model::fact::{FactKind, FactValue};
use crate::model::query::{Bound, FactFilter};
use crate::model::{ArticleId, Fact, Facts};
use crate::text::tokens;
use jiff::civil::{Date, date};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};
use rust_decimal::prelude::ToPrimitive;
use std::collections::HashMap;

/// Day 0 of the columns `first` and `last`.
const EPOCH: Date = date(1970, 1, 1);

/// The terms whose words begin with some folded words, which are bound twice.
const TERMS: &str = "SELECT row FROM term WHERE folded >= ? AND folded < ? || char(1114111)";

/// The row of a term. Terms that fold alike stand side by side in the index, and are told apart in the table.
const TERM: &str = "SELECT row FROM term WHERE folded = ? AND name = ?";

/// The rows of the terms that were lately looked up: those of one batch come again and again.
#[derive(Debug, Default)]
pub(in crate::library) struct Terms(HashMap<String, i64>);

/// Takes away the columns of an article's facts, and the names in its text.
pub(in crate::library) fn forget(
    connection: &Connection,
    article: i64,
) -> Result<(), LibraryError> {
    for sql in [
        "DELETE FROM figure WHERE article = ?",
        "DELETE FROM mention WHERE article = ?",
    ] {
        connection.prepare_cached(sql)?.execute([article])?;
    }
    Ok(())
}

/// Writes the columns of an article's facts as they are judged now, in place of those before.
pub(in crate::library) fn describe_again(
    connection: &Connection,
    article: i64,
    facts: &Facts,
) -> Result<(), LibraryError> {
    connection
        .prepare_cached("DELETE FROM figure WHERE article = ?")?
        .execute([article])?;
    describe(connection, article, facts, &mut Terms::default())
}

/// Writes the columns of the facts of an article that has none. What was rejected has none.
pub(in crate::library) fn describe(
    connection: &Connection,
    article: i64,
    facts: &Facts,
    terms: &mut Terms,
) -> Result<(), LibraryError> {
    let mut store = connection.prepare_cached(
        "INSERT INTO figure (article, fact, kind, unit, subject, metric, low, high, first, last)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (index, fact) in facts.standing() {
        // A sentence or a cell is in the text already; it has nothing to be found or sorted by.
        if matches!(fact.kind, FactKind::Statement | FactKind::TableCell) {
            continue;
        }
        let columns = Columns::of(fact);
        let mut row = |name: Option<&str>| name.map(|name| terms.row(connection, name)).transpose();
        store.execute((
            article,
            integer(index),
            columns.kind,
            row(columns.unit.as_deref())?,
            row(fact.subject.as_deref())?,
            row(fact.metric.as_deref())?,
            columns.low,
            columns.high,
            columns.days.map(|(first, _)| first),
            columns.days.map(|(_, last)| last),
        ))?;
    }
    Ok(())
}

/// Writes the names in the text of an article that has none yet.
pub(in crate::library) fn mention(
    connection: &Connection,
    article: i64,
    names: &[String],
    terms: &mut Terms,
) -> Result<(), LibraryError> {
    let mut mention = connection.prepare_cached(
        "INSERT INTO mention (article, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
    )?;
    for name in names {
        mention.execute((article, terms.row(connection, name)?))?;
    }
    Ok(())
}

impl Terms {
    /// The row of a term, which is made known when it is not.
    fn row(&mut self, connection: &Connection, name: &str) -> Result<i64, LibraryError> {
        if let Some(known) = self.0.get(name) {
            return Ok(*known);
        }
        let folded = tokens::stream(name);
        let known = connection
            .prepare_cached(TERM)?
            .query_row((&folded, name), |row| row.get(0))
            .optional()?;
        let row = match known {
            Some(row) => row,
            None => connection
                .prepare_cached("INSERT INTO term (folded, name) VALUES (?, ?)")?
                .insert((&folded, name))?,
        };
        self.0.insert(name.to_owned(), row);
        Ok(row)
    }
}

/// What a fact is in columns.
struct Columns {
    kind: i64,
    unit: Option<String>,
    low: Option<f64>,
    high: Option<f64>,
    days: Option<(i64, i64)>,
}

impl Columns {
    fn of(fact: &Fact) -> Self {
        let mut columns = Self {
            kind: number(fact.kind),
            unit: None,
            low: None,
            high: None,
            days: None,
        };
        let mut told = fact.period.as_ref();
        match &fact.value {
            FactValue::None => {}
            FactValue::Quantity(quantity) => {
                let low = quantity.low.or(quantity.high);
                let high = quantity.high.or(quantity.low);
                columns.low = low.and_then(|value| value.to_f64());
                columns.high = high.and_then(|value| value.to_f64());
                columns.unit = Some(quantity.unit.to_string()).filter(|unit| !unit.is_empty());
            }
            FactValue::Date(date) => told = Some(date),
        }
        columns.days = told.and_then(|period| {
            let (start, end) = (day(period.start.as_ref()), day(period.end.as_ref()));
            // An open end is as far away as can be.
            match (start, end) {
                (None, None) => None,
                (start, end) => Some((start.unwrap_or(i64::MIN), end.unwrap_or(i64::MAX))),
            }
        });
        columns
    }
}

/// A kind as the column `kind` has it.
fn number(kind: FactKind) -> i64 {
    let at = FactKind::ALL.iter().position(|known| *known == kind);
    integer(at.unwrap_or_default())
}

/// The day of an ISO date or moment.
fn day(written: Option<&String>) -> Option<i64> {
    let day: Date = written?.get(..10)?.parse().ok()?;
    Some(days_since_epoch(day))
}

fn days_since_epoch(day: Date) -> i64 {
    EPOCH.until(day).map_or(0, |span| span.get_days().into())
}

/// The condition that an article `a` has such a fact.
pub(in crate::library) fn has_fact(filter: &FactFilter) -> Clause {
    let mut clause = of_figure(filter);
    clause.sql = format!(
        "EXISTS (SELECT 1 FROM figure f WHERE f.article = a.row AND {})",
        clause.sql
    );
    clause
}

impl Library {
    /// The facts of an article that are such facts, by their indexes.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn facts_like(
        &self,
        article: &ArticleId,
        filter: &FactFilter,
    ) -> Result<Vec<usize>, LibraryError> {
        let like = of_figure(filter);
        let sql = format!(
            "SELECT f.fact FROM figure f WHERE f.article = (SELECT row FROM article WHERE id = ?) AND {} ORDER BY f.fact",
            like.sql
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let values = [Value::Text(article.to_string())]
            .into_iter()
            .chain(like.values);
        let facts = statement.query_map(rusqlite::params_from_iter(values), |row| {
            let index: i64 = row.get(0)?;
            Ok(usize::try_from(index).unwrap_or_default())
        })?;
        Ok(facts.collect::<Result<_, _>>()?)
    }
}

/// The condition that a row `f` of the facts is such a fact.
pub(in crate::library) fn of_figure(filter: &FactFilter) -> Clause {
    let mut parts = vec![Clause::plain("1")];
    if let Some(kind) = filter.kind {
        parts.push(Clause::plain(&format!("f.kind = {}", number(kind))));
    }
    if let Some(about) = &filter.about {
        parts.push(Clause::of(
            &format!("f.unit IN ({TERMS}) OR f.subject IN ({TERMS}) OR f.metric IN ({TERMS})"),
            &tokens::stream(about),
        ));
    }
    if let Some(value) = &filter.value {
        let mut end = |bound: &Option<Bound>, column: &str, sign: &str| {
            if let Some(Bound { value, inclusive }) = bound {
                parts.push(Clause {
                    sql: format!("f.{column} {sign}{} ?", if *inclusive { "=" } else { "" }),
                    values: vec![Value::Real(value.to_f64().unwrap_or_default())],
                });
            }
        };
        end(&value.low, "high", ">");
        end(&value.high, "low", "<");
    }
    if let Some((first, last)) = filter.days {
        parts.push(Clause {
            sql: "f.first <= ? AND f.last >= ?".to_owned(),
            values: [last, first]
                .map(|day| Value::Integer(days_since_epoch(day)))
                .into(),
        });
    }
    Clause::joined(parts, " AND ", "1")
}

/// Whether a condition over a row `f` of the facts holds for this fact, wherever it is kept.
pub(in crate::library) fn fits(
    connection: &Connection,
    fact: &Fact,
    clause: &Clause,
) -> Result<bool, LibraryError> {
    let columns = Columns::of(fact);
    let text = |words: Option<String>| words.map_or(Value::Null, Value::Text);
    let term = |name: Option<&str>| {
        [
            text(name.map(tokens::stream)),
            text(name.map(str::to_owned)),
        ]
    };
    let real = |value: Option<f64>| value.map_or(Value::Null, Value::Real);
    let day = |day: Option<i64>| day.map_or(Value::Null, Value::Integer);
    let sql = format!(
        "SELECT 1 FROM (SELECT ? AS kind, ({TERM}) AS unit, ({TERM}) AS subject, ({TERM}) AS metric,
             ? AS low, ? AS high, ? AS first, ? AS last) f WHERE {}",
        clause.sql
    );
    let kind = [Value::Integer(columns.kind)];
    let terms = [
        columns.unit.as_deref(),
        fact.subject.as_deref(),
        fact.metric.as_deref(),
    ];
    let bounds = [
        real(columns.low),
        real(columns.high),
        day(columns.days.map(|(first, _)| first)),
        day(columns.days.map(|(_, last)| last)),
    ];
    let own = kind.into_iter().chain(terms.into_iter().flat_map(term));
    let values = own.chain(bounds).chain(clause.values.iter().cloned());
    Ok(connection
        .prepare_cached(&sql)?
        .exists(rusqlite::params_from_iter(values))?)
}

/// The condition that an article `a` names somebody or something so, or so and on.
pub(in crate::library) fn has_name(name: &str) -> Clause {
    let words = tokens::stream(name);
    if words.is_empty() {
        return Clause::plain("0");
    }
    Clause::of(
        &format!(
            "EXISTS (SELECT 1 FROM mention m WHERE m.article = a.row AND m.name IN ({TERMS}))"
        ),
        &words,
    )
}
