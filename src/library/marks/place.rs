//! Where marks stand in the current text, when that is not the text they were made on.
//!
//! The mark itself keeps the words it was made on for ever; its place in a later text is derived,
//! written here, and never a change of the person's data.

use crate::anchor::{self, Anchored};
use crate::library::error::LibraryError;
use crate::library::marks::note::{self, row_of, state_name};
use crate::model::{AnnotationId, SafeText, Span, Target};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// Places all marks of an article anew: after its text changed.
pub(in crate::library) fn place_all(
    connection: &Connection,
    article: i64,
) -> Result<(), LibraryError> {
    let ids = connection
        .prepare_cached(
            "SELECT n.id FROM annotation n JOIN article a ON a.id = n.article
             WHERE a.row = ? AND n.hash IS NOT NULL ORDER BY n.row",
        )?
        .query_map([article], |row| {
            Ok(AnnotationId::named(&row.get::<_, String>(0)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    place(connection, article, &ids)
}

/// Places one mark: after it was made or moved.
pub(in crate::library) fn place_again(
    connection: &Connection,
    article: i64,
    id: &AnnotationId,
) -> Result<(), LibraryError> {
    place(connection, article, std::slice::from_ref(id))
}

fn place(connection: &Connection, article: i64, ids: &[AnnotationId]) -> Result<(), LibraryError> {
    let current: Option<String> = connection
        .prepare_cached(
            "SELECT v.hash FROM article a JOIN version v ON v.row = a.version WHERE a.row = ?",
        )?
        .query_row([article], |row| row.get(0))
        .optional()?;
    let mut made_on: BTreeMap<String, Vec<(i64, Target)>> = BTreeMap::new();
    for id in ids {
        let row = row_of(connection, id)?;
        connection
            .prepare_cached("DELETE FROM placement WHERE annotation = ?")?
            .execute([row])?;
        let Some(target) = note::read(connection, id)?.and_then(|note| note.target) else {
            continue;
        };
        if target.orphan {
            write(connection, row, &Anchored::ORPHAN, false)?;
        } else if Some(&target.version.hash) != current.as_ref() {
            made_on
                .entry(target.version.hash.clone())
                .or_default()
                .push((row, target));
        }
    }
    let (Some(current), false) = (current, made_on.is_empty()) else {
        return Ok(());
    };
    let Some(new) = text(connection, article, &current)? else {
        return Ok(());
    };
    for (hash, marks) in made_on {
        let old = text(connection, article, &hash)?;
        for ((row, target), anchored) in marks.iter().zip(anchor_all(old.as_deref(), &new, &marks))
        {
            let review = anchor::is_doubtful(&new, &target.quote, &anchored);
            write(connection, *row, &anchored, review)?;
        }
    }
    Ok(())
}

fn write(
    connection: &Connection,
    annotation: i64,
    anchored: &Anchored,
    review: bool,
) -> Result<(), LibraryError> {
    connection
        .prepare_cached(
            r#"INSERT INTO placement (annotation, state, start, "end", review) VALUES (?, ?, ?, ?, ?)"#,
        )?
        .execute((
            annotation,
            state_name(anchored.state),
            anchored.span.map(|s| crate::library::list::row::integer(s.start)),
            anchored.span.map(|s| crate::library::list::row::integer(s.end)),
            review,
        ))?;
    Ok(())
}

/// Through the two texts when both are known, else by the words and their context alone.
fn anchor_all(old: Option<&str>, new: &str, marks: &[(i64, Target)]) -> Vec<Anchored> {
    let Some(old) = old else {
        return marks
            .iter()
            .map(|(_, target)| anchor::find_quote(new, target))
            .collect();
    };
    let spans: Vec<Span> = marks.iter().map(|(_, target)| target.span).collect();
    anchor::anchor(old, new, &spans)
}

/// The text of an article's version.
pub(in crate::library) fn text(
    connection: &Connection,
    article: i64,
    hash: &str,
) -> Result<Option<SafeText>, LibraryError> {
    let stored: Option<Vec<u8>> = connection
        .prepare_cached("SELECT b.text FROM version v JOIN body b ON b.version = v.row WHERE v.article = ? AND v.hash = ? LIMIT 1")?
        .query_row((article, hash), |row| row.get(0))
        .optional()?;
    stored.map(text_of).transpose()
}

/// The text that stored bytes are.
pub(in crate::library) fn text_of(bytes: Vec<u8>) -> Result<SafeText, LibraryError> {
    String::from_utf8(bytes)
        .map(SafeText::new)
        .map_err(|_| LibraryError::Damaged("a stored text cannot be unfolded".to_owned()))
}
