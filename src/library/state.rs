//! What a person says about articles: read, starred, archived, no copy, gone.
//!
//! Each function performs one action for [`super::apply`] and tells its inverse for what really changed.

use super::apply::{Performed, article_row, unknown};
use super::error::LibraryError;
use super::group::rank_again;
use crate::model::{Action, ArticleId, StateChange};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// Sets reading states; what a state does not name stays.
pub(super) fn set(
    connection: &Connection,
    articles: &[ArticleId],
    state: StateChange,
) -> Result<Performed, LibraryError> {
    let mut done = Performed::default();
    let mut inverse: BTreeMap<[Option<bool>; 3], Vec<ArticleId>> = BTreeMap::new();
    let mut read =
        connection.prepare_cached("SELECT read, starred, archived FROM article WHERE id = ?")?;
    let mut write = connection.prepare_cached(
        "UPDATE article SET read = coalesce(?2, read), starred = coalesce(?3, starred),
         archived = coalesce(?4, archived) WHERE id = ?1",
    )?;
    for id in articles {
        let old: [bool; 3] = read
            .query_row([id.as_str()], |row| {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?])
            })
            .optional()?
            .ok_or_else(|| unknown(id))?;
        let mut before = [None; 3];
        let wanted = [
            ("read", state.read),
            ("starred", state.starred),
            ("archived", state.archived),
        ];
        for ((slot, old), (name, new)) in before.iter_mut().zip(old).zip(wanted) {
            if new.is_some_and(|new| new != old) {
                *slot = Some(old);
                done.touched.push(format!("{name}:{id}"));
            }
        }
        if before != [None; 3] {
            write.execute((id.as_str(), state.read, state.starred, state.archived))?;
            inverse.entry(before).or_default().push(id.clone());
            done.articles.push(id.clone());
        }
    }
    if state.archived.is_some() {
        rank_again(connection, &done.articles)?;
    }
    done.inverse = inverse
        .into_iter()
        .map(|([read, starred, archived], articles)| Action::SetState {
            articles,
            state: StateChange {
                read,
                starred,
                archived,
            },
        })
        .collect();
    Ok(done)
}

pub(super) fn set_apart(
    connection: &Connection,
    articles: &[ArticleId],
    separate: bool,
) -> Result<Performed, LibraryError> {
    let mut done = Performed::default();
    let mut set = connection
        // What may be a copy again and was never laid beside others is laid beside them.
        .prepare_cached(
            "UPDATE article SET separate = ?2, grouped = iif(?2 = 0 AND copy_group IS NULL, 0, grouped)
             WHERE id = ?1 AND separate <> ?2",
        )?;
    for id in articles {
        article_row(connection, id)?;
        if set.execute((id.as_str(), separate))? > 0 {
            done.touched.push(format!("separate:{id}"));
            done.articles.push(id.clone());
        }
    }
    rank_again(connection, &done.articles)?;
    if !done.articles.is_empty() {
        done.inverse.push(Action::Separate {
            articles: done.articles.clone(),
            separate: !separate,
        });
    }
    Ok(done)
}

pub(super) fn hide(
    connection: &Connection,
    articles: &[ArticleId],
    removed: u8,
) -> Result<Performed, LibraryError> {
    let mut done = Performed::default();
    let mut set = connection.prepare_cached(
        "UPDATE article SET removed = ?2 WHERE id = ?1 AND (removed <> 0) <> (?2 <> 0)",
    )?;
    for id in articles {
        article_row(connection, id)?;
        if set.execute((id.as_str(), removed))? > 0 {
            done.touched.push(format!("article:{id}"));
            done.articles.push(id.clone());
        }
    }
    let articles = done.articles.clone();
    rank_again(connection, &articles)?;
    if !articles.is_empty() {
        done.inverse.push(if removed == 0 {
            Action::RemoveArticles { articles }
        } else {
            Action::RestoreArticles { articles }
        });
    }
    Ok(done)
}
