//! Rows of the article list, read from the columns that are kept for them.

use crate::model::row::StoryCount;
use crate::model::{ArticleId, ArticleRow, Published, SafeText};
use jiff::Timestamp;
use rusqlite::{Row, RowIndex};

/// The columns that [`article_row`] reads, of `article a JOIN source s`; stories are counted when asked for.
pub(in crate::library) fn columns(count_stories: bool) -> String {
    let of_story = if count_stories {
        "(SELECT count(*) FROM article b WHERE b.story = a.story AND b.removed = 0),
         (SELECT count(DISTINCT coalesce(b.site, b.source)) FROM article b WHERE b.story = a.story AND b.removed = 0)"
    } else {
        "0, 0"
    };
    format!("{COLUMNS}, {of_story}")
}

const COLUMNS: &str = "a.id, a.title, coalesce(a.site, s.given, s.name), a.published, a.day_only, a.added,
    a.read, a.starred, a.archived, a.facts, a.notes, a.disagreements, a.updated,
    (SELECT group_concat(name, char(10) ORDER BY name) FROM article_tag t WHERE t.article = a.row),
    (SELECT group_concat(b.id, char(10) ORDER BY b.copy_rank) FROM article b WHERE b.copy_group = a.copy_group
         AND b.row <> a.row AND b.removed = 0 AND b.separate = 0 AND a.separate = 0),
    (SELECT count(*) FROM identity i WHERE i.article = a.row AND i.copy = 1)
        + (SELECT count(*) FROM article b JOIN identity i ON i.article = b.row AND i.copy = 1 WHERE b.copy_group = a.copy_group
               AND b.row <> a.row AND b.removed = 0 AND b.separate = 0 AND a.separate = 0),
    (SELECT b.id FROM article b WHERE b.copy_group = a.copy_group AND b.copy_rank = 0 AND a.copy_rank > 0
         AND b.removed = 0 AND b.separate = 0),
    (SELECT id FROM story y WHERE y.row = a.story), iif(a.hidden = 1, a.snooze, NULL), iif(a.hidden = 2, a.hidden_by, NULL)";

/// One row. A moment out of range becomes the nearest one that can be told.
pub(in crate::library) fn article_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let published: Option<i64> = row.get(3)?;
    let tags: Option<String> = row.get(13)?;
    let copies: Option<String> = row.get(14)?;
    let named = |id: String| ArticleId::named(&id);
    let story: Option<String> = row.get(17)?;
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
        snooze: crate::library::articles::snooze::read(row.get(18)?),
        hidden_by: row
            .get::<_, Option<String>>(19)?
            .map(|name| SafeText::line(&name)),
        tags: tags
            .unwrap_or_default()
            .lines()
            .map(SafeText::line)
            .collect(),
        facts: row.get(9)?,
        notes: row.get(10)?,
        disagreements: row.get(11)?,
        updated: row.get(12)?,
        copies: copies
            .unwrap_or_default()
            .lines()
            .map(ArticleId::named)
            .collect(),
        same_text: row.get(15)?,
        copy_of: row.get::<_, Option<String>>(16)?.map(named),
        story: match story {
            Some(id) => Some(StoryCount {
                id: named(id),
                articles: row.get(20)?,
                sources: row.get(21)?,
            }),
            None => None,
        },
        under: None,
    })
}

/// A moment in a column, in seconds since 1970.
pub(in crate::library) fn time(
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(moment))
}

/// A moment as SQLite keeps it.
pub(in crate::library) fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// A count in a column.
pub(in crate::library) fn count(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or_default())
}

/// An offset or count as SQLite keeps it.
pub(in crate::library) fn integer(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
