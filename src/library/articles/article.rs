//! Reading articles: the current text with its structure and facts, and the bytes they came from.

use crate::library::Library;
use crate::library::articles::columns::{unpack_facts, unpack_metadata, unpack_structure};
use crate::library::articles::compress::inflate;
use crate::library::error::LibraryError;
use crate::library::list::row;
use crate::library::marks::place;
use crate::model::{Article, ArticleId, ArticleRow, Facts, Metadata, SafeText, TextVersion};
use rusqlite::{OptionalExtension, Row};

/// An article with what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredArticle {
    /// Its row in the list.
    pub row: ArticleRow,
    /// The version of its current text.
    pub version: TextVersion,
    /// Text and structure.
    pub article: Article,
    /// What was found in it.
    pub facts: Facts,
    /// The number of the engine that found it.
    pub engine: u32,
}

/// The title of an article with its current version as it lies in the file.
pub(in crate::library) const BODY: &str =
    "SELECT a.title, v.hash, v.pipeline, b.text, b.structure, b.facts, b.engine FROM article a
     LEFT JOIN version v ON v.row = a.version LEFT JOIN body b ON b.version = v.row WHERE a.id = ?";

/// The same for one of its versions.
const BODY_OF_REVISION: &str =
    "SELECT a.title, v.hash, v.pipeline, b.text, b.structure, b.facts, b.engine FROM article a
     JOIN revision r ON r.article = a.row JOIN version v ON v.row = r.version
     LEFT JOIN body b ON b.version = v.row WHERE a.id = ? AND r.number = ?";

/// What a comparison needs of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// Which article it is.
    pub id: ArticleId,
    /// Its title.
    pub title: SafeText,
    /// Text and structure.
    pub article: Article,
    /// What was found in it.
    pub facts: Facts,
}

/// The current version of an article, unfolded.
struct Body {
    title: String,
    version: TextVersion,
    article: Article,
    facts: Facts,
    engine: u32,
}

/// The same as it lies in the file.
struct Packed {
    title: String,
    version: TextVersion,
    text: Vec<u8>,
    structure: Vec<u8>,
    facts: Vec<u8>,
    engine: u32,
}

/// One row of the title, version and body; `None` when there is no text.
fn packed(row: &Row<'_>) -> rusqlite::Result<Option<Packed>> {
    let (Some(hash), Some(text)) = (row.get(1)?, row.get(3)?) else {
        return Ok(None);
    };
    Ok(Some(Packed {
        title: row.get(0)?,
        version: TextVersion {
            hash,
            pipeline: row.get(2)?,
        },
        text,
        structure: row.get(4)?,
        facts: row.get(5)?,
        engine: row.get(6)?,
    }))
}

impl Library {
    /// The row of an article as the list shows it.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when there is none.
    pub fn row(&self, id: &ArticleId) -> Result<ArticleRow, LibraryError> {
        self.one(
            id,
            &format!(
                "SELECT {} FROM article a JOIN source s ON s.row = a.source WHERE a.id = ?",
                row::columns(true)
            ),
            row::article_row,
        )
    }

    /// An article with its current text, structure and facts, these as the person judged them.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`]; [`LibraryError::NoText`] in a library restored from user data
    /// alone; [`LibraryError::Stale`] when the structure was written by another version of the
    /// program and must be made again from [`Library::original`].
    pub fn article(&self, id: &ArticleId) -> Result<StoredArticle, LibraryError> {
        let row = self.row(id)?;
        let mut stored = self.body(id)?.stored(row);
        self.judge(id, &mut stored.facts, &self.rejections(id)?)?;
        Ok(stored)
    }

    /// An article as one of its versions had it. The row is that of the present text.
    ///
    /// # Errors
    /// As [`Library::article`]; [`LibraryError::Unknown`] also when there is no version of that number.
    pub fn article_at(&self, id: &ArticleId, revision: u32) -> Result<StoredArticle, LibraryError> {
        let row = self.row(id)?;
        let stored: Option<Option<Packed>> = self
            .connection
            .prepare_cached(BODY_OF_REVISION)?
            .query_row((id.as_str(), revision), packed)
            .optional()?;
        let packed = stored.ok_or_else(|| no_revision(id, revision))?;
        Ok(unfolded(packed, id)?.stored(row))
    }

    /// The text of one of an article's versions, without anything derived from it.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when there is no version of that number, [`LibraryError::NoText`].
    pub fn text_at(&self, id: &ArticleId, revision: u32) -> Result<SafeText, LibraryError> {
        let stored: Option<Option<Packed>> = self
            .connection
            .prepare_cached(BODY_OF_REVISION)?
            .query_row((id.as_str(), revision), packed)
            .optional()?;
        let packed = stored.ok_or_else(|| no_revision(id, revision))?;
        let packed = packed.ok_or_else(|| LibraryError::NoText(id.to_string()))?;
        place::text_of(packed.text)
    }

    /// What a comparison needs of an article, its facts as they were found: see [`Library::judge`].
    ///
    /// # Errors
    /// As [`Library::article`].
    pub fn content(&self, id: &ArticleId) -> Result<Content, LibraryError> {
        let body = self.body(id)?;
        Ok(Content {
            id: id.clone(),
            title: SafeText::line(&body.title),
            article: body.article,
            facts: body.facts,
        })
    }

    fn body(&self, id: &ArticleId) -> Result<Body, LibraryError> {
        let stored: Option<Option<Packed>> = self
            .connection
            .prepare_cached(BODY)?
            .query_row([id.as_str()], packed)
            .optional()?;
        let unknown = || LibraryError::Unknown {
            kind: "article",
            id: id.to_string(),
        };
        unfolded(stored.ok_or_else(unknown)?, id)
    }

    /// What is known of an article beside its text.
    ///
    /// # Errors
    /// As [`Library::article`].
    pub fn metadata(&self, id: &ArticleId) -> Result<Metadata, LibraryError> {
        let structure: Option<Vec<u8>> = self.one(
            id,
            "SELECT b.structure FROM article a LEFT JOIN body b ON b.version = a.version WHERE a.id = ?",
            |row| row.get(0),
        )?;
        let structure = structure.ok_or_else(|| LibraryError::NoText(id.to_string()))?;
        unpack_metadata(&structure).ok_or_else(|| LibraryError::Stale(id.to_string()))
    }

    /// The version of an article's current text.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::NoText`].
    pub fn version(&self, id: &ArticleId) -> Result<TextVersion, LibraryError> {
        let version: Option<TextVersion> = self.one(
            id,
            "SELECT v.hash, v.pipeline FROM article a LEFT JOIN version v ON v.row = a.version WHERE a.id = ?",
            |row| {
                let hash: Option<String> = row.get(0)?;
                hash.map(|hash| Ok(TextVersion { hash, pipeline: row.get(1)? })).transpose()
            },
        )?;
        version.ok_or_else(|| LibraryError::NoText(id.to_string()))
    }

    /// The current text of an article and its version, without anything derived from it.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::NoText`].
    pub fn text(&self, id: &ArticleId) -> Result<(TextVersion, SafeText), LibraryError> {
        let stored: Option<(TextVersion, Vec<u8>)> = self.one(
            id,
            "SELECT v.hash, v.pipeline, b.text FROM article a LEFT JOIN version v ON v.row = a.version
             LEFT JOIN body b ON b.version = v.row WHERE a.id = ?",
            |row| {
                let hash: Option<String> = row.get(0)?;
                let text: Option<Vec<u8>> = row.get(2)?;
                Ok(match (hash, text) {
                    (Some(hash), Some(text)) => Some((TextVersion { hash, pipeline: row.get(1)? }, text)),
                    _ => None,
                })
            },
        )?;
        let (version, text) = stored.ok_or_else(|| LibraryError::NoText(id.to_string()))?;
        Ok((version, place::text_of(text)?))
    }

    /// The bytes the current text was read from.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`], [`LibraryError::NoText`].
    pub fn original(&self, id: &ArticleId) -> Result<Vec<u8>, LibraryError> {
        let packed = self.one(
            id,
            "SELECT iif(o.bytes IS NULL, b.text, unfolded(o.bytes, NULL)) FROM article a LEFT JOIN version v ON v.row = a.version
             LEFT JOIN body b ON b.version = v.row LEFT JOIN original o ON o.hash = v.original WHERE a.id = ?",
            |row| row.get(0),
        )?;
        bytes(packed, id)
    }

    /// The bytes that one of an article's versions was read from.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when there is no version of that number, [`LibraryError::NoText`].
    pub fn original_at(&self, id: &ArticleId, revision: u32) -> Result<Vec<u8>, LibraryError> {
        let packed: Option<Option<Vec<u8>>> = self
            .connection
            .prepare_cached(
                "SELECT iif(o.bytes IS NULL, b.text, unfolded(o.bytes, NULL)) FROM article a JOIN revision r ON r.article = a.row
                 JOIN version v ON v.row = r.version LEFT JOIN body b ON b.version = v.row
                 LEFT JOIN original o ON o.hash = v.original WHERE a.id = ? AND r.number = ?",
            )?
            .query_row((id.as_str(), revision), |row| row.get(0))
            .optional()?;
        bytes(packed.ok_or_else(|| no_revision(id, revision))?, id)
    }

    /// Where an article is known to come from: its identities, as they were given to the library.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn identities(&self, id: &ArticleId) -> Result<Vec<String>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT i.name FROM identity i JOIN article a ON a.row = i.article WHERE a.id = ? ORDER BY i.copy, i.name",
        )?;
        let names = statement.query_map([id.as_str()], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    fn one<T>(
        &self,
        id: &ArticleId,
        sql: &str,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, LibraryError> {
        self.connection
            .prepare_cached(sql)?
            .query_row([id.as_str()], read)
            .optional()?
            .ok_or_else(|| LibraryError::Unknown {
                kind: "article",
                id: id.to_string(),
            })
    }
}

impl Body {
    fn stored(self, row: ArticleRow) -> StoredArticle {
        StoredArticle {
            row,
            version: self.version,
            article: self.article,
            facts: self.facts,
            engine: self.engine,
        }
    }
}

fn unfolded(packed: Option<Packed>, id: &ArticleId) -> Result<Body, LibraryError> {
    let packed = packed.ok_or_else(|| LibraryError::NoText(id.to_string()))?;
    let stale = || LibraryError::Stale(id.to_string());
    let mut article = unpack_structure(&packed.structure).ok_or_else(stale)?;
    article.text = place::text_of(packed.text)?;
    let facts = unpack_facts(&packed.facts, &article.text).ok_or_else(stale)?;
    Ok(Body {
        title: packed.title,
        version: packed.version,
        article,
        facts,
        engine: packed.engine,
    })
}

fn bytes(stored: Option<Vec<u8>>, id: &ArticleId) -> Result<Vec<u8>, LibraryError> {
    stored.ok_or_else(|| LibraryError::NoText(id.to_string()))
}

/// Stored bytes as they came.
pub(in crate::library) fn unpacked(packed: &[u8]) -> Result<Vec<u8>, LibraryError> {
    inflate(packed)
        .ok_or_else(|| LibraryError::Damaged("stored bytes cannot be unfolded".to_owned()))
}

fn no_revision(id: &ArticleId, number: u32) -> LibraryError {
    LibraryError::Unknown {
        kind: "version of an article",
        id: format!("{id} {number}"),
    }
}
