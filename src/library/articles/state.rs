//! What a person says about articles: read, starred, archived, resting, no copy, gone.
//!
//! Each function performs one action for [`crate::library::changes::apply`] and tells its inverse for what really changed.

use crate::library::articles::snooze;
use crate::library::changes::apply::{Performed, article_row, unknown};
use crate::library::company::group::rank_again;
use crate::library::error::LibraryError;
use crate::model::{Action, ArticleId, ReadingState, StateChange};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// Sets reading states, as of the moment `at`; what a state does not name stays.
pub(in crate::library) fn set(
    connection: &Connection,
    articles: &[ArticleId],
    state: StateChange,
    at: Timestamp,
) -> Result<Performed, LibraryError> {
    let mut done = Performed::default();
    let mut inverse: BTreeMap<StateChange, Vec<ArticleId>> = BTreeMap::new();
    let mut write = connection.prepare_cached(
        "UPDATE article SET read = ?2, starred = ?3, archived = ?4,
             read_at = CASE WHEN ?2 = 0 THEN NULL WHEN read = 1 THEN read_at ELSE ?5 END WHERE id = ?1",
    )?;
    for id in articles {
        let old = stored(connection, id)?;
        let new = old.with(state);
        let back = old.since(new);
        // How long it is to rest is written even when it does so already: what was said last counts.
        if let Some(snooze) = state.snooze {
            snooze::set(connection, id, snooze)?;
        }
        if back == StateChange::default() {
            continue;
        }
        let seconds = at.as_second();
        write.execute((id.as_str(), new.read, new.starred, new.archived, seconds))?;
        let parts = [
            ("read", back.read.is_some()),
            ("starred", back.starred.is_some()),
            ("archived", back.archived.is_some()),
            ("snoozed", back.snooze.is_some()),
        ];
        let changed = parts.iter().filter(|(_, changed)| *changed);
        done.touched
            .extend(changed.map(|(name, _)| format!("{name}:{id}")));
        inverse.entry(back).or_default().push(id.clone());
        done.articles.push(id.clone());
    }
    if state.archived.is_some() || state.snooze.is_some() {
        rank_again(connection, &done.articles)?;
    }
    done.inverse = inverse
        .into_iter()
        .map(|(state, articles)| Action::SetState { articles, state })
        .collect();
    Ok(done)
}

/// What a person said about reading an article, as far as it holds now.
fn stored(connection: &Connection, id: &ArticleId) -> Result<ReadingState, LibraryError> {
    connection
        .prepare_cached(
            "SELECT read, starred, archived, iif(hidden = 1, snooze, NULL) FROM article WHERE id = ?",
        )?
        .query_row([id.as_str()], |row| {
            Ok(ReadingState {
                read: row.get(0)?,
                starred: row.get(1)?,
                archived: row.get(2)?,
                snooze: snooze::read(row.get(3)?),
            })
        })
        .optional()?
        .ok_or_else(|| unknown(id))
}

pub(in crate::library) fn set_apart(
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

pub(in crate::library) fn hide(
    connection: &Connection,
    articles: &[ArticleId],
    removed: u8,
) -> Result<Performed, LibraryError> {
    let mut done = Performed::default();
    // What was let go for good does not come back: only the person's word on it does.
    let mut set = connection.prepare_cached(
        "UPDATE article SET removed = iif(?2 = 0 AND gone, 3, ?2) WHERE id = ?1 AND (removed IN (1, 2)) <> (?2 <> 0)",
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
