//! Where articles come from, and what their files looked like when they were last read.

use super::Library;
use super::error::LibraryError;
use super::id::resolve;
use super::put::Batch;
use crate::model::{ArticleId, SafeText, SourceId, SourceRow};
use rusqlite::OptionalExtension;

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

impl Library {
    /// The sources that are not removed, by name.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn sources(&self) -> Result<Vec<SourceRow>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.id, s.name, s.location,
                 (SELECT count(*) FROM article a WHERE a.source = s.row AND a.removed = 0),
                 (SELECT count(*) FROM article a WHERE a.source = s.row AND a.removed = 0 AND a.read = 0)
             FROM source s WHERE s.removed = 0 ORDER BY s.name COLLATE NOCASE, s.row",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(SourceRow {
                id: SourceId::named(&row.get::<_, String>(0)?),
                name: SafeText::line(&row.get::<_, String>(1)?),
                location: SafeText::line(&row.get::<_, String>(2)?),
                articles: super::row::count(row, 3)? as u64,
                unread: super::row::count(row, 4)? as u64,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The source with this exact id, name or location, else the only one whose id begins like this.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::Ambiguous`].
    pub fn source_id(&self, typed: &str) -> Result<SourceId, LibraryError> {
        let named: Option<String> = self
            .connection
            .prepare_cached("SELECT id FROM source WHERE location = ?1 OR name = ?1 ORDER BY location = ?1 DESC LIMIT 1")?
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

    /// What the file at `path` looked like when it was last read.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn stamp(&self, path: &str) -> Result<Option<FileStamp>, LibraryError> {
        Ok(self
            .connection
            .prepare_cached("SELECT size, modified, inode, pipeline FROM file WHERE path = ?")?
            .query_row([path], |row| {
                Ok(FileStamp {
                    size: row.get::<_, i64>(0)?.cast_unsigned(),
                    modified: row.get(1)?,
                    inode: row.get::<_, i64>(2)?.cast_unsigned(),
                    pipeline: row.get(3)?,
                })
            })
            .optional()?)
    }

    /// The first article that was in the file at `path` when it was last read.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn article_of_file(&self, path: &str) -> Result<Option<ArticleId>, LibraryError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT a.id FROM file f JOIN article a ON a.row = f.article WHERE f.path = ?",
            )?
            .query_row([path], |row| {
                Ok(ArticleId::named(&row.get::<_, String>(0)?))
            })
            .optional()?)
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

    /// All tags in use on articles and notes, most used first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn tags(&self) -> Result<Vec<SafeText>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name FROM (SELECT name FROM article_tag UNION ALL SELECT name FROM annotation_tag)
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
