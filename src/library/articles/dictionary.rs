//! Bodies as they lie in the file: compressed by what they have in common with others of their source.
//!
//! What comes from one place is alike: datelines, notices, the same few names, the same shape of facts. An article by
//! itself is too short for compression to notice. So a source that has some articles gets a dictionary, made of the
//! beginnings of what it has, and what comes later is compressed with it. A dictionary never changes: without it
//! those texts could not be read. Where bodies are read (the view `body` in the schema), they are unfolded.

use crate::library::articles::compress::{deflate_with, inflate_with};
use crate::library::error::LibraryError;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, OptionalExtension};

/// A dictionary is made of so many articles.
const ARTICLES: i64 = 16;
/// So many bytes of the beginning of each text, of each structure, and of each article's facts. Twice as many make bodies
/// a twentieth smaller, and the preparation of the compressor takes twice as long.
const BEGINNINGS: [usize; 3] = [1_024, 512, 512];

/// The beginnings of texts, structures and facts.
type Parts = [Vec<u8>; 3];

/// What the bodies of a source are compressed with.
#[derive(Debug, Default)]
pub(in crate::library) struct Dictionary {
    /// The row of the source; `None` when it has no dictionary yet.
    source: Option<i64>,
    parts: Parts,
}

impl Dictionary {
    /// The dictionary of a source, which is made now if it has articles enough.
    pub fn of(connection: &Connection, source: i64) -> Result<Self, LibraryError> {
        let known = connection
            .prepare_cached("SELECT text, structure, facts FROM dictionary WHERE source = ?")?
            .query_row([source], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
            .optional()?;
        let parts = match known {
            Some(parts) => Some(parts),
            None => make(connection, source)?,
        };
        Ok(parts.map_or_else(Self::default, |parts| Self {
            source: Some(source),
            parts,
        }))
    }

    /// Whether there is one.
    pub const fn is_there(&self) -> bool {
        self.source.is_some()
    }

    /// Writes the body of a version: its text, its structure and its facts, found by this engine.
    pub fn write(
        &self,
        connection: &Connection,
        version: i64,
        body: [&[u8]; 3],
        engine: u32,
    ) -> Result<(), LibraryError> {
        let [text, structure, facts] = [0, 1, 2].map(|at: usize| {
            let dictionary = self.parts.get(at).map_or(&[][..], Vec::as_slice);
            deflate_with(body.get(at).copied().unwrap_or_default(), dictionary)
        });
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO packed (version, text, structure, facts, engine, dictionary)
                 VALUES (?, ?, ?, ?, ?, ?)",
            )?
            .execute((version, text, structure, facts, engine, self.source))?;
        Ok(())
    }
}

/// Makes the dictionary of a source from articles that it has, once there are enough.
fn make(connection: &Connection, source: i64) -> Result<Option<Parts>, LibraryError> {
    let mut bodies = connection.prepare_cached(
        "SELECT b.text, b.structure, b.facts FROM article a JOIN body b ON b.version = a.version
         WHERE a.source = ?1 AND a.removed = 0
           AND (SELECT articles FROM source_count WHERE source = ?1) >= ?2
         LIMIT ?2",
    )?;
    let mut bodies = bodies.query((source, ARTICLES))?;
    let (mut parts, mut articles) = (Parts::default(), 0);
    while let Some(body) = bodies.next()? {
        articles += 1;
        for (at, (part, most)) in parts.iter_mut().zip(BEGINNINGS).enumerate() {
            let bytes = body.get_ref(at)?.as_blob().unwrap_or_default();
            part.extend_from_slice(bytes.get(..most).unwrap_or(bytes));
        }
    }
    if articles < ARTICLES {
        return Ok(None);
    }
    connection
        .prepare_cached(
            "INSERT INTO dictionary (source, text, structure, facts) VALUES (?, ?, ?, ?)",
        )?
        .execute((source, &parts[0], &parts[1], &parts[2]))?;
    Ok(Some(parts))
}

/// Gives a connection the function by which the view of bodies unfolds them.
pub(in crate::library) fn teach(connection: &Connection) -> Result<(), LibraryError> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    Ok(connection.create_scalar_function("unfolded", 2, flags, unfolded)?)
}

/// Bytes that are neither text nor a body: what is damaged is noticed by whoever reads it, and stops no others.
const DAMAGED: &[u8] = &[0xff];

fn unfolded(context: &Context<'_>) -> rusqlite::Result<Option<Vec<u8>>> {
    let bytes = |at| context.get_raw(at).as_blob_or_null();
    let Some(packed) = bytes(0)? else {
        return Ok(None);
    };
    let dictionary = bytes(1)?.unwrap_or_default();
    let whole = inflate_with(packed, dictionary);
    Ok(Some(whole.unwrap_or_else(|| DAMAGED.to_vec())))
}

#[cfg(test)]
mod tests {
    use crate::library::list::row::integer;
    use crate::library::sample;
    use crate::library::{Library, OpenOptions};
    use crate::model::{ArticleId, Facts};
    use jiff::Timestamp;

    fn text(number: i64) -> String {
        format!(
            "Harbour Courier, from our own correspondents\n\nThe mayor opened bridge {number} on Tuesday."
        )
    }

    fn id(number: i64) -> String {
        format!("a{number}")
    }

    /// Puts some articles, in batches of ten.
    fn library(folder: &std::path::Path, articles: i64) -> Library {
        let mut library = Library::open(folder, OpenOptions::Write).unwrap();
        for first in (0..articles).step_by(10) {
            let mut batch = library.batch().unwrap();
            for number in first..(first + 10).min(articles) {
                let facts = Facts::default();
                let at = Timestamp::UNIX_EPOCH;
                sample::put(&mut batch, &id(number), &text(number), &facts, &[], at);
            }
            batch.commit().unwrap();
        }
        library
    }

    fn number(library: &Library, sql: &str) -> i64 {
        library
            .connection
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn what_comes_from_a_source_with_articles_enough_takes_less_room_and_reads_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let library = library(folder.path(), 60);
        assert_eq!(number(&library, "SELECT count(*) FROM dictionary"), 1);
        let without = "SELECT max(length(text)) FROM packed WHERE dictionary IS NULL";
        let with = "SELECT max(length(text)) FROM packed WHERE dictionary IS NOT NULL";
        assert!(2 * number(&library, with) < number(&library, without));
        for article in 0..60 {
            let read = library.article(&ArticleId::named(&id(article))).unwrap();
            assert_eq!(read.article.text.as_str(), text(article));
        }
        assert_eq!(library.doctor().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_source_with_few_articles_has_no_dictionary() {
        let folder = tempfile::tempdir().unwrap();
        let library = library(folder.path(), 15);
        assert_eq!(number(&library, "SELECT count(*) FROM dictionary"), 0);
    }

    #[test]
    fn a_dictionary_that_is_damaged_is_told_of_each_text_and_stops_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let library = library(folder.path(), 60);
        library
            .connection
            .execute("UPDATE dictionary SET text = zeroblob(9)", [])
            .unwrap();
        assert!(library.article(&ArticleId::named(&id(59))).is_err());
        assert!(library.article(&ArticleId::named(&id(0))).is_ok());
        let damaged = number(
            &library,
            "SELECT count(*) FROM packed WHERE dictionary IS NOT NULL",
        );
        let problems = library.doctor().unwrap();
        assert_eq!(integer(problems.len()), damaged, "{problems:?}");
    }
}
