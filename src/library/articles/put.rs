//! Taking articles in: recognised by their identity, kept by version, indexed, with the marks on
//! an older text carried to the new one. A batch is one transaction.

use crate::library::articles::batch::{Arriving, Batch};
use crate::library::articles::columns::{pack_facts, pack_structure};
use crate::library::articles::compress::{deflate, hash};
use crate::library::articles::listed::{Listed, title};
use crate::library::articles::{bookmark, retention, revision};
use crate::library::company::{figure, group, pair, testimony};
use crate::library::error::LibraryError;
use crate::library::file::write::Write;
use crate::library::marks::place;
use crate::model::{Article, ArticleId, Facts, SourceId, Testimony};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

/// An article as it comes from `ingest` and `facts`, to be stored.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    /// The id it gets if it is new.
    pub id: &'a ArticleId,
    /// Where it comes from.
    pub source: &'a SourceId,
    /// By what it is recognised when it comes again: feed entry id, canonical URL, or source and path.
    pub identity: &'a str,
    /// The bytes it was read from.
    pub bytes: &'a [u8],
    /// Its text and structure.
    pub article: &'a Article,
    /// What was found in it.
    pub facts: &'a Facts,
    /// What it says that others may say too.
    pub testimony: &'a Testimony,
    /// The names in its text, in the form that is the same in every article.
    pub names: &'a [String],
    /// The number of the pipeline that made `article`.
    pub pipeline: u32,
    /// The number of the engine that found `facts`.
    pub engine: u32,
    /// When it came.
    pub at: Timestamp,
}

/// What became of a stored article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The article it is now (of a copy: the article it copies).
    pub id: ArticleId,
    /// What it was.
    pub outcome: Outcome,
    /// The number of the text that was stored; `None` where nothing was.
    pub text: Option<i64>,
}

/// What an arriving article was to the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not seen before.
    New,
    /// Seen, saying the same: at most the page around it, white space or the shape of marks differ.
    Known,
    /// Seen, saying something else: now a version more.
    Updated,
    /// The same text as an article under another identity.
    Copy,
}

/// What an arriving text takes the place of, without being a version more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::library) enum Replaces {
    /// A text that says the same, or was read from the same bytes.
    WhatSaysTheSame,
    /// Any text: the one before was only the beginning of this one.
    Anything,
}

impl Batch<'_> {
    /// Stores one article.
    ///
    /// # Errors
    /// [`LibraryError::Taken`] when its id belongs to another article.
    pub fn put(&mut self, new: &Stored<'_>) -> Result<Put, LibraryError> {
        let connection: &Connection = &self.transaction;
        let text = hash(new.article.text.as_bytes());
        let seen: Option<(i64, bool)> = connection
            .prepare_cached("SELECT article, copy FROM identity WHERE name = ?")?
            .query_row([new.identity], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((row, _)) = seen
            && let Some(id) = retention::gone(connection, row)?
        {
            return Ok(Put {
                id,
                outcome: Outcome::Known,
                text: None,
            });
        }
        if let Some((row, false)) = seen {
            let same = Replaces::WhatSaysTheSame;
            return again(&self.transaction, row, new, &text, same, &mut self.arriving);
        }
        let same = if new.article.text.trim().is_empty() {
            None
        } else {
            same_text(connection, &text)?
        };
        if let Some((row, id)) = same {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO identity (name, article, copy) VALUES (?, ?, 1)",
                )?
                .execute((new.identity, row))?;
            return Ok(Put {
                id,
                outcome: Outcome::Copy,
                text: None,
            });
        }
        insert(&self.transaction, new, &text, &mut self.arriving)
    }
}

/// An article whose identity is known: the same, or a new version.
pub(in crate::library) fn again(
    write: &Write<'_>,
    row: i64,
    new: &Stored<'_>,
    text: &str,
    replaces: Replaces,
    arriving: &mut Arriving,
) -> Result<Put, LibraryError> {
    let connection: &Connection = write;
    let (id, source): (String, i64) = connection
        .prepare_cached("SELECT id, source FROM article WHERE row = ?")?
        .query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let id = ArticleId::named(&id);
    let known = |outcome, text| Ok(Put { id, outcome, text });
    let current = revision::current(connection, row)?;
    let same_text = current.as_ref().is_some_and(|current| current.hash == text);
    let same_reading = current
        .as_ref()
        .is_some_and(|current| current.pipeline == new.pipeline && current.engine == new.engine);
    if same_text && same_reading && same_names(connection, row, new.article)? {
        return known(Outcome::Known, None);
    }
    // Told before the old text may be dropped.
    let is_news = match &current {
        Some(current) if !same_text && replaces == Replaces::WhatSaysTheSame => {
            current.is_other_news(connection, new)?
        }
        _ => false,
    };
    pair::withdraw(connection, row)?;
    group::leave_copies(connection, row)?;
    let version = keep_text(connection, (row, source), new, text, arriving)?;
    Listed::of(new).update(connection, row, version)?;
    figure::forget(connection, row)?;
    derive(write, row, new, arriving)?;
    revision::arrive(connection, row, current.is_some(), is_news, new.at)?;
    if !same_text {
        place::place_all(connection, row)?;
        bookmark::carry(connection, row)?;
    }
    crate::library::marks::judgement::settle_if_judged(connection, row)?;
    if let Some(current) = current {
        revision::drop_unused(connection, row, &current)?;
    }
    let outcome = if is_news {
        Outcome::Updated
    } else {
        Outcome::Known
    };
    known(outcome, Some(version))
}

/// Whether the list shows the article's title, source, author, address and date as this reading has them.
fn same_names(connection: &Connection, row: i64, article: &Article) -> Result<bool, LibraryError> {
    let metadata = &article.metadata;
    let names = (
        row,
        title(article).as_str().to_owned(),
        metadata.site.as_deref(),
        metadata.byline.as_deref(),
        metadata.url.as_deref(),
        metadata.published.map(|published| published.at.as_second()),
    );
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM article WHERE row = ? AND title = ? AND site IS ? AND byline IS ? AND url IS ? AND published IS ?",
        )?
        .exists(names)?)
}

fn insert(
    write: &Write<'_>,
    new: &Stored<'_>,
    text: &str,
    arriving: &mut Arriving,
) -> Result<Put, LibraryError> {
    let connection: &Connection = write;
    let id = new.id.clone();
    let taken = connection
        .prepare_cached("SELECT 1 FROM article WHERE id = ?")?
        .exists([id.as_str()])?;
    if taken {
        return Err(LibraryError::Taken {
            kind: "article",
            id: id.to_string(),
        });
    }
    // Its version is stored first, under the number that the article is about to get: so its row is written once.
    let row: i64 = connection
        .prepare_cached(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'article'), 0) + 1",
        )?
        .query_row([], |row| row.get(0))?;
    let source: i64 = connection
        .prepare_cached("SELECT row FROM source WHERE id = ?")?
        .query_row([new.source.as_str()], |row| row.get(0))?;
    let version = keep_text(connection, (row, source), new, text, arriving)?;
    Listed::of(new).insert(connection, row, version)?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO identity (name, article, copy) VALUES (?, ?, 0)")?
        .execute((new.identity, row))?;
    derive(write, row, new, arriving)?;
    revision::begin(connection, row, version, new.at)?;
    Ok(Put {
        id,
        outcome: Outcome::New,
        text: Some(version),
    })
}

/// The article with a text. By the hash first, whatever the planner thinks: no index leads to an article by its version.
pub(in crate::library) const SAME_TEXT: &str = "SELECT a.row, a.id FROM version v
     CROSS JOIN article a ON a.row = v.article AND a.version = v.row
     WHERE substr(v.hash, 1, 8) = substr(?1, 1, 8) AND v.hash = ?1 AND a.removed = 0 ORDER BY a.row LIMIT 1";

/// An article that is shown and has this text.
fn same_text(
    connection: &Connection,
    text: &str,
) -> Result<Option<(i64, ArticleId)>, LibraryError> {
    Ok(connection
        .prepare_cached(SAME_TEXT)?
        .query_row([text], |row| {
            Ok((row.get(0)?, ArticleId::named(&row.get::<_, String>(1)?)))
        })
        .optional()?)
}

/// Keeps a text as a version of the article with this number, of this source, and the bytes that it was read from.
fn keep_text(
    connection: &Connection,
    (row, source): (i64, i64),
    new: &Stored<'_>,
    text: &str,
    arriving: &mut Arriving,
) -> Result<i64, LibraryError> {
    let article = new.article;
    // Bytes that are the text itself are not kept twice.
    let original = (new.bytes != article.text.as_bytes())
        .then(|| keep_original(connection, new.bytes))
        .transpose()?;
    let known: Option<i64> = connection
        .prepare_cached("UPDATE version SET original = ?4 WHERE article = ?1 AND hash = ?2 AND pipeline = ?3 RETURNING row")?
        .query_row((row, text, new.pipeline, &original), |row| row.get(0))
        .optional()?;
    let version = match known {
        Some(known) => known,
        None => connection
            .prepare_cached("INSERT INTO version (article, hash, pipeline, made, original) VALUES (?, ?, ?, ?, ?)")?
            .insert((row, text, new.pipeline, new.at.as_second(), &original))?,
    };
    let unwritable =
        || LibraryError::Damaged("an article's structure cannot be written down".to_owned());
    let structure = pack_structure(article).ok_or_else(unwritable)?;
    let facts = pack_facts(new.facts, &article.text).ok_or_else(unwritable)?;
    let body = [article.text.as_bytes(), &structure, &facts];
    let dictionary = arriving.dictionary(connection, source)?;
    dictionary.write(connection, version, body, new.engine)?;
    Ok(version)
}

/// Writes what is derived from the text of an article of which nothing is derived, and keeps its words to be indexed.
fn derive(
    write: &Write<'_>,
    row: i64,
    new: &Stored<'_>,
    arriving: &mut Arriving,
) -> Result<(), LibraryError> {
    figure::describe(write, row, new.facts, &mut arriving.terms)?;
    figure::mention(write, row, new.names, &mut arriving.terms)?;
    testimony::testify(write, row, new.testimony)?;
    write.unindexed.put(write, row, &new.article.text)
}

/// Keeps bytes, once for all articles read from them, and tells their name.
pub(in crate::library) fn keep_original(
    connection: &Connection,
    bytes: &[u8],
) -> Result<String, LibraryError> {
    let name = hash(bytes);
    let kept = connection
        .prepare_cached("SELECT 1 FROM original WHERE hash = ?")?
        .exists([&name])?;
    if !kept {
        connection
            .prepare_cached("INSERT INTO original (hash, bytes) VALUES (?, ?)")?
            .execute((&name, deflate(bytes)))?;
    }
    Ok(name)
}
