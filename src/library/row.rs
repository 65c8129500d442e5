//! Rows of the article list, read from the columns that are kept for them.

use crate::model::{ArticleId, ArticleRow, Published, SafeText};
use jiff::Timestamp;
use rusqlite::{Row, RowIndex};

/// The columns that [`article_row`] reads, of `article a JOIN source s`.
pub(super) const COLUMNS: &str =
    "a.id, a.title, coalesce(a.site, s.given, s.name), a.published, a.day_only, a.added,
    a.read, a.starred, a.archived, a.facts, a.notes, a.disagreements, a.updated,
    (SELECT group_concat(name, char(10) ORDER BY name) FROM article_tag t WHERE t.article = a.row)";

/// One row. A moment out of range becomes the nearest one that can be told.
pub(super) fn article_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let published: Option<i64> = row.get(3)?;
    let tags: Option<String> = row.get(13)?;
    Ok(ArticleRow {
        id: ArticleId::named(&row.get::<_, String>(0)?),
        title: SafeText::line(&row.get::<_, String>(1)?),
        source: SafeText::line(&row.get::<_, String>(2)?),
        published: match published {
            Some(seconds) => Some(Published {
                at: moment(seconds),
                day_only: row.get(4)?,
            }),
            None => None,
        },
        added: moment(row.get(5)?),
        read: row.get(6)?,
        starred: row.get(7)?,
        archived: row.get(8)?,
        tags: tags
            .unwrap_or_default()
            .lines()
            .map(SafeText::line)
            .collect(),
        facts: row.get(9)?,
        notes: row.get(10)?,
        disagreements: row.get(11)?,
        updated: row.get(12)?,
    })
}

/// A moment as SQLite keeps it.
pub(super) fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// A count in a column.
pub(super) fn count(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or_default())
}

/// An offset or count as SQLite keeps it.
pub(super) fn integer(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
