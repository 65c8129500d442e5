//! What the library holds, in numbers. Each is one walk over a table; nothing here is kept.

use crate::library::Library;
use crate::library::error::LibraryError;
use crate::library::list::row::integer;
use crate::model::stats::{DayCount, Sizes, Stats};
use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::Row;
use std::collections::BTreeMap;

/// Seconds of a day.
const DAY: i64 = 86_400;

impl Library {
    /// The numbers of the library, with the `days` last days until `today`, which begin `east` seconds before those of
    /// UTC.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn stats(&self, today: Date, days: usize, east: i64) -> Result<Stats, LibraryError> {
        let count = |row: &Row<'_>, at: usize| row.get::<_, i64>(at).map(i64::unsigned_abs);
        let sum = |sql: &str| -> Result<u64, LibraryError> {
            let sum = self.connection.query_row(sql, [], |row| count(row, 0))?;
            Ok(sum)
        };
        let mut stats = self.connection.query_row(
            "SELECT count(*), coalesce(sum(read = 0 AND archived = 0 AND hidden = 0), 0), coalesce(sum(starred), 0),
                 coalesce(sum(archived), 0), coalesce(sum(hidden = 1), 0), coalesce(sum(hidden = 2), 0)
             FROM article WHERE removed = 0",
            [],
            |row| {
                Ok(Stats {
                    articles: count(row, 0)?,
                    unread: count(row, 1)?,
                    starred: count(row, 2)?,
                    archived: count(row, 3)?,
                    snoozed: count(row, 4)?,
                    hidden: count(row, 5)?,
                    ..Stats::default()
                })
            },
        )?;
        stats.notes = sum("SELECT count(*) FROM annotation WHERE motivation = 'commenting'")?;
        stats.sources = sum("SELECT count(*) FROM source WHERE removed = 0")?;
        let bytes = |what: &str| {
            sum(&format!(
                "SELECT coalesce(sum(length({what})), 0) FROM packed"
            ))
        };
        let mut sizes = Sizes {
            file: sum("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")?,
            text: bytes("text")?,
            structure: bytes("structure")?,
            facts: bytes("facts")?,
            original: sum("SELECT coalesce(sum(length(bytes)), 0) FROM original")?,
            log: sum(
                "SELECT coalesce(sum(length(action)), 0) + coalesce(sum(length(inverse)), 0) FROM change",
            )?,
            other: 0,
        };
        let told = sizes.text + sizes.structure + sizes.facts + sizes.original + sizes.log;
        sizes.other = sizes.file.saturating_sub(told);
        stats.bytes = sizes;
        stats.days = self.days(today, days, east)?;
        Ok(stats)
    }

    fn days(&self, today: Date, days: usize, east: i64) -> Result<Vec<DayCount>, LibraryError> {
        let first = today
            .checked_sub(integer(days.saturating_sub(1)).days())
            .unwrap_or(Date::MIN);
        let epoch = jiff::civil::date(1970, 1, 1);
        let number = |date: Date| i64::from((date - epoch).get_days());
        let per_day = |column: &str| -> Result<BTreeMap<i64, u64>, LibraryError> {
            let sql = format!(
                "SELECT ({column} + ?1) / {DAY}, count(*) FROM article
                 WHERE removed = 0 AND {column} >= ?2 GROUP BY 1"
            );
            let mut statement = self.connection.prepare(&sql)?;
            let since = number(first) * DAY - east;
            let rows = statement.query_map((east, since), |row| {
                Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let (added, read) = (per_day("added")?, per_day("read_at")?);
        let dates = first.series(1.day()).take_while(|date| *date <= today);
        let of = |counts: &BTreeMap<i64, u64>, date: Date| {
            counts.get(&number(date)).copied().unwrap_or_default()
        };
        Ok(dates
            .map(|date| DayCount {
                date,
                added: of(&added, date),
                read: of(&read, date),
            })
            .collect())
    }
}
