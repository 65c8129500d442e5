//! Where articles come from, and what their files looked like when they were last read.

use crate::library::Library;
use crate::library::articles::batch::Batch;
use crate::library::error::LibraryError;
use crate::library::file::id::resolve;
use crate::model::row::Standing;
use crate::model::{ArticleId, Folder, SafeText, SourceId, SourceRow};
use rusqlite::{OptionalExtension, Row};

/// A source to be known to the library.
#[derive(Debug, Clone, Copy)]
pub struct NewSource<'a> {
    /// The id it gets if it is new.
    pub id: &'a SourceId,
    /// `folder`, `file`, `feed` or `stdin`.
    pub kind: &'a str,
    /// Path or address; a source is recognised by it.
    pub location: &'a str,
    /// What a list shows.
    pub name: &'a str,
}

/// What a file looked like when it was read: the same again need not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp {
    /// Bytes.
    pub size: u64,
    /// Time of the last change, in nanoseconds since 1970.
    pub modified: i64,
    /// The file's number in its file system.
    pub inode: u64,
    /// The number of the pipeline that read it.
    pub pipeline: u32,
}

/// A file that was read before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    /// Where it is.
    pub path: String,
    /// What it looked like then.
    pub stamp: FileStamp,
    /// The first article that was in it.
    pub article: Option<ArticleId>,
    /// The title of that article.
    pub title: Option<SafeText>,
}

/// All that are not removed, with what [`source_row`] reads. Counts are kept beside the sources, so this reads no article.
pub(in crate::library) const SOURCES: &str = "SELECT s.id, coalesce(s.given, s.name), s.location, s.page, s.folder,
         (SELECT group_concat(name, char(10) ORDER BY name) FROM source_tag t WHERE t.source = s.row),
         s.muted, coalesce(c.articles, 0), coalesce(c.unread, 0), s.kind, f.tried, f.succeeded, f.error, f.due,
         coalesce(f.gone, 0), coalesce(c.listed, 0), coalesce(c.starred, 0), coalesce(c.archived, 0),
         coalesce(c.snoozed, 0)
     FROM source s LEFT JOIN source_count c ON c.source = s.row LEFT JOIN fetching f ON f.source = s.row
     WHERE s.removed = 0 ORDER BY coalesce(s.given, s.name) COLLATE NOCASE, s.row";

fn source_row(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    let line = |text: String| SafeText::line(&text);
    Ok(SourceRow {
        id: SourceId::named(&row.get::<_, String>(0)?),
        name: line(row.get(1)?),
        location: line(row.get(2)?),
        page: row.get::<_, Option<String>>(3)?.map(line),
        folder: Folder::typed(&row.get::<_, String>(4)?),
        tags: row
            .get::<_, Option<String>>(5)?
            .unwrap_or_default()
            .lines()
            .map(SafeText::line)
            .collect(),
        muted: row.get(6)?,
        articles: crate::library::list::row::count(row, 7)? as u64,
        unread: crate::library::list::row::count(row, 8)? as u64,
        kind: line(row.get(9)?),
        fetched: crate::library::list::row::time(row, 10)?,
        succeeded: crate::library::list::row::time(row, 11)?,
        error: row.get::<_, Option<String>>(12)?.map(line),
        due: crate::library::list::row::time(row, 13)?,
        gone: row.get(14)?,
        standing: Standing {
            listed: crate::library::list::row::count(row, 15)? as u64,
            starred: crate::library::list::row::count(row, 16)? as u64,
            archived: crate::library::list::row::count(row, 17)? as u64,
            snoozed: crate::library::list::row::count(row, 18)? as u64,
        },
    })
}

impl Library {
    /// The sources that are not removed, by name.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn sources(&self) -> Result<Vec<SourceRow>, LibraryError> {
        let mut statement = self.connection.prepare_cached(SOURCES)?;
        let rows = statement.query_map([], source_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The source with this exact id, name or location, else the only one whose id begins like this.
    /// Of several with one name, the one that is not removed.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::Ambiguous`].
    pub fn source_id(&self, typed: &str) -> Result<SourceId, LibraryError> {
        let named: Option<String> = self
            .connection
            .prepare_cached(
                "SELECT id FROM source WHERE location = ?1 OR coalesce(given, name) = ?1
                 ORDER BY location = ?1 DESC, removed LIMIT 1",
            )?
            .query_row([typed], |row| row.get(0))
            .optional()?;
        match named {
            Some(id) => Ok(SourceId::named(&id)),
            None => resolve(&self.connection, "source", typed).map(|id| SourceId::named(&id)),
        }
    }

    /// The source at exactly this location.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`].
    pub fn source_at(&self, location: &str) -> Result<SourceId, LibraryError> {
        self.connection
            .prepare_cached("SELECT id FROM source WHERE location = ?")?
            .query_row([location], |row| {
                Ok(SourceId::named(&row.get::<_, String>(0)?))
            })
            .optional()?
            .ok_or_else(|| LibraryError::Unknown {
                kind: "source",
                id: location.to_owned(),
            })
    }

    /// The next so many files, in order of their paths, that were read at all, from the one at `path` on.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn files_from(&self, path: &str, most: usize) -> Result<Vec<KnownFile>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT f.path, f.size, f.modified, f.inode, f.pipeline, a.id, a.title
             FROM file f LEFT JOIN article a ON a.row = f.article
             WHERE f.path >= ? ORDER BY f.path LIMIT ?",
        )?;
        let files =
            statement.query_map((path, crate::library::list::row::integer(most)), |row| {
                let title = |title: String| SafeText::line(&title);
                Ok(KnownFile {
                    path: row.get(0)?,
                    stamp: FileStamp {
                        size: row.get::<_, i64>(1)?.cast_unsigned(),
                        modified: row.get(2)?,
                        inode: row.get::<_, i64>(3)?.cast_unsigned(),
                        pipeline: row.get(4)?,
                    },
                    article: row
                        .get::<_, Option<String>>(5)?
                        .map(|id| ArticleId::named(&id)),
                    title: row.get::<_, Option<String>>(6)?.map(title),
                })
            })?;
        Ok(files.collect::<Result<_, _>>()?)
    }

    /// Whether the source at `location` was removed, its id, and the articles that were hidden with it.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn removed_source(
        &self,
        location: &str,
    ) -> Result<Option<(SourceId, Vec<ArticleId>)>, LibraryError> {
        let source: Option<(i64, String)> = self
            .connection
            .prepare_cached("SELECT row, id FROM source WHERE location = ? AND removed <> 0")?
            .query_row([location], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((row, id)) = source else {
            return Ok(None);
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM article WHERE source = ? AND removed = 1 ORDER BY row",
        )?;
        let articles =
            statement.query_map([row], |row| Ok(ArticleId::named(&row.get::<_, String>(0)?)))?;
        Ok(Some((
            SourceId::named(&id),
            articles.collect::<Result<_, _>>()?,
        )))
    }

    /// All tags in use on articles, notes and sources, most used first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn tags(&self) -> Result<Vec<SafeText>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name FROM (SELECT name FROM article_tag UNION ALL SELECT name FROM annotation_tag
                 UNION ALL SELECT name FROM source_tag)
             GROUP BY name ORDER BY count(*) DESC, name",
        )?;
        let names = statement.query_map([], |row| Ok(SafeText::line(&row.get::<_, String>(0)?)))?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}

impl Batch<'_> {
    /// The id of the source at `new.location`, which is made known when it is not.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn source(&mut self, new: &NewSource<'_>) -> Result<SourceId, LibraryError> {
        self.transaction
            .prepare_cached("INSERT INTO source (id, kind, location, name) VALUES (?, ?, ?, ?) ON CONFLICT (location) DO NOTHING")?
            .execute((new.id.as_str(), new.kind, new.location, new.name))?;
        let id: String = self
            .transaction
            .prepare_cached("SELECT id FROM source WHERE location = ?")?
            .query_row([new.location], |row| row.get(0))?;
        Ok(SourceId::named(&id))
    }

    /// Remembers what a file looked like.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn stamp(
        &mut self,
        source: &SourceId,
        path: &str,
        stamp: FileStamp,
        article: Option<&ArticleId>,
    ) -> Result<(), LibraryError> {
        self.transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO file (path, source, size, modified, inode, pipeline, article)
                 VALUES (?1, (SELECT row FROM source WHERE id = ?2), ?3, ?4, ?5, ?6,
                         (SELECT row FROM article WHERE id = ?7))",
            )?
            .execute((
                path,
                source.as_str(),
                stamp.size.cast_signed(),
                stamp.modified,
                stamp.inode.cast_signed(),
                stamp.pipeline,
                article.map(ArticleId::as_str),
            ))?;
        Ok(())
    }
}
