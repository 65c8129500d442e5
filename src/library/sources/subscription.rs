//! What a person says about sources: a feed to follow, a name, a folder, silence, gone.
//!
//! Each function performs one action for [`crate::library::changes::apply`] and tells its inverse for what really changed.

use crate::library::articles::state;
use crate::library::articles::unindexed::index_names;
use crate::library::changes::apply::{Performed, source_row};
use crate::library::company::group::rank_again;
use crate::library::error::LibraryError;
use crate::model::{Action, ArticleId, Folder, SafeText, SourceId};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// A feed to follow.
#[derive(Debug, Clone, Copy)]
pub(in crate::library) struct Feed<'a> {
    pub source: &'a SourceId,
    pub address: &'a SafeText,
    pub title: &'a SafeText,
    pub page: Option<&'a SafeText>,
    pub folder: &'a Folder,
    pub tags: &'a [SafeText],
}

/// Makes a feed known. One whose address is known already stays as it is, removed or not.
pub(in crate::library) fn subscribe(
    connection: &Connection,
    feed: Feed<'_>,
) -> Result<Performed, LibraryError> {
    let known = connection
        .prepare_cached("SELECT 1 FROM source WHERE location = ?")?
        .exists([feed.address.as_str()])?;
    if known {
        return Ok(Performed::default());
    }
    insert(connection, feed)?;
    Ok(Performed {
        inverse: vec![Action::RemoveSource {
            source: feed.source.clone(),
        }],
        touched: vec![format!("source:{}", feed.source)],
        ..Performed::default()
    })
}

fn insert(connection: &Connection, feed: Feed<'_>) -> Result<(), LibraryError> {
    connection
        .prepare_cached(
            "INSERT INTO source (id, kind, location, name, page, folder) VALUES (?, 'feed', ?, ?, ?, ?)",
        )?
        .execute((
            feed.source.as_str(),
            feed.address.as_str(),
            feed.title.as_str(),
            feed.page.map(SafeText::as_str),
            feed.folder.as_str(),
        ))?;
    let row = connection.last_insert_rowid();
    let mut give = connection.prepare_cached(
        "INSERT INTO source_tag (source, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
    )?;
    for tag in feed.tags {
        give.execute((row, tag.as_str()))?;
    }
    Ok(())
}

/// Gives a source a name, or with `None` the one it calls itself by.
pub(in crate::library) fn rename(
    connection: &Connection,
    id: &SourceId,
    name: Option<&SafeText>,
) -> Result<Performed, LibraryError> {
    let row = source_row(connection, id)?;
    let old: Option<String> = connection
        .prepare_cached("SELECT given FROM source WHERE row = ?")?
        .query_row([row], |row| row.get(0))?;
    if old.as_deref() == name.map(SafeText::as_str) {
        return Ok(Performed::default());
    }
    connection
        .prepare_cached("UPDATE source SET given = ? WHERE row = ?")?
        .execute((name.map(SafeText::as_str), row))?;
    // The name of its source is among the words by which an article is found.
    let articles = connection
        .prepare_cached("SELECT row FROM article WHERE source = ?")?
        .query_map([row], |row| row.get(0))?
        .collect::<Result<Vec<i64>, _>>()?;
    for article in articles {
        index_names(connection, article)?;
    }
    Ok(Performed {
        inverse: vec![Action::RenameSource {
            source: id.clone(),
            name: old.map(SafeText::new),
        }],
        touched: vec![format!("source-name:{id}")],
        ..Performed::default()
    })
}

/// Puts sources into a folder.
pub(in crate::library) fn relocate(
    connection: &Connection,
    sources: &[SourceId],
    folder: &Folder,
) -> Result<Performed, LibraryError> {
    let mut old = Vec::new();
    for id in sources {
        let row = source_row(connection, id)?;
        let now: String = connection
            .prepare_cached("SELECT folder FROM source WHERE row = ?")?
            .query_row([row], |row| row.get(0))?;
        let now = Folder::typed(&now);
        if now != *folder {
            put_into(connection, row, folder)?;
            old.push((id.clone(), now));
        }
    }
    Ok(moved(old))
}

/// Moves all sources of a folder and of those below it to where they lie when it has another path.
pub(in crate::library) fn rename_folder(
    connection: &Connection,
    folder: &Folder,
    to: &Folder,
) -> Result<Performed, LibraryError> {
    let mut statement =
        connection.prepare_cached("SELECT row, id, folder FROM source WHERE folder <> ''")?;
    let all = statement
        .query_map([], |row| {
            Ok((
                row.get(0)?,
                SourceId::named(&row.get::<_, String>(1)?),
                Folder::typed(&row.get::<_, String>(2)?),
            ))
        })?
        .collect::<Result<Vec<(i64, SourceId, Folder)>, _>>()?;
    let mut old = Vec::new();
    for (row, id, now) in all {
        if let Some(new) = now.moved(folder, to).filter(|new| *new != now) {
            put_into(connection, row, &new)?;
            old.push((id, now));
        }
    }
    Ok(moved(old))
}

fn put_into(connection: &Connection, row: i64, folder: &Folder) -> Result<(), LibraryError> {
    connection
        .prepare_cached("UPDATE source SET folder = ? WHERE row = ?")?
        .execute((folder.as_str(), row))?;
    Ok(())
}

/// What it was to move these sources out of their old folders.
fn moved(old: Vec<(SourceId, Folder)>) -> Performed {
    let mut done = Performed::default();
    let mut back: BTreeMap<Folder, Vec<SourceId>> = BTreeMap::new();
    for (id, folder) in old {
        done.touched.push(format!("source-folder:{id}"));
        back.entry(folder).or_default().push(id);
    }
    done.inverse = back
        .into_iter()
        .map(|(folder, sources)| Action::MoveSources { sources, folder })
        .collect();
    done
}

/// Mutes sources, or hears them again.
pub(in crate::library) fn mute(
    connection: &Connection,
    sources: &[SourceId],
    muted: bool,
) -> Result<Performed, LibraryError> {
    let mut done = Performed::default();
    let mut changed = Vec::new();
    for id in sources {
        let row = source_row(connection, id)?;
        let moved = connection
            .prepare_cached("UPDATE source SET muted = ?2 WHERE row = ?1 AND muted <> ?2")?
            .execute((row, muted))?;
        if moved > 0 {
            done.touched.push(format!("source-muted:{id}"));
            changed.push(id.clone());
        }
    }
    if !changed.is_empty() {
        done.inverse.push(Action::MuteSources {
            sources: changed,
            muted: !muted,
        });
    }
    Ok(done)
}

/// Takes a source out of the library, and its articles without notes, star and tags.
pub(in crate::library) fn remove(
    connection: &Connection,
    id: &SourceId,
) -> Result<Performed, LibraryError> {
    let source = source_row(connection, id)?;
    let articles = connection
        .prepare_cached(
            "UPDATE article SET removed = 1 WHERE source = ? AND removed = 0 AND notes = 0 AND judgements = 0 AND starred = 0
             AND NOT EXISTS (SELECT 1 FROM article_tag t WHERE t.article = article.row) RETURNING id",
        )?
        .query_map([source], |row| Ok(ArticleId::named(&row.get::<_, String>(0)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let kept: usize = connection
        .prepare_cached("SELECT count(*) FROM article WHERE source = ? AND removed = 0")?
        .query_row([source], |row| crate::library::list::row::count(row, 0))?;
    rank_again(connection, &articles)?;
    // A source that was gone already is no part of what is taken back.
    let hidden = hide(connection, source)?;
    let mut touched: Vec<String> = articles.iter().map(|id| format!("article:{id}")).collect();
    let mut inverse = Vec::new();
    if hidden {
        touched.push(format!("source:{id}"));
        inverse.push(Action::RestoreSource { source: id.clone() });
    }
    if !articles.is_empty() {
        inverse.push(Action::RestoreArticles {
            articles: articles.clone(),
        });
    }
    Ok(Performed {
        inverse,
        touched,
        articles,
        kept,
    })
}

/// Takes a source out again with exactly these articles.
pub(in crate::library) fn remove_again(
    connection: &Connection,
    id: &SourceId,
    articles: &[ArticleId],
) -> Result<(), LibraryError> {
    state::hide(connection, articles, 1)?;
    hide(connection, source_row(connection, id)?)?;
    Ok(())
}

/// Hides a source; whether it was there to be hidden.
fn hide(connection: &Connection, row: i64) -> Result<bool, LibraryError> {
    let changed = connection
        .prepare_cached("UPDATE source SET removed = 1 WHERE row = ? AND removed = 0")?
        .execute([row])?;
    Ok(changed > 0)
}

/// Brings a removed source back; its articles are another matter.
pub(in crate::library) fn restore(
    connection: &Connection,
    id: &SourceId,
) -> Result<Performed, LibraryError> {
    let source = source_row(connection, id)?;
    let changed = connection
        .prepare_cached("UPDATE source SET removed = 0 WHERE row = ? AND removed <> 0")?
        .execute([source])?;
    if changed == 0 {
        return Ok(Performed::default());
    }
    Ok(Performed {
        inverse: vec![Action::RemoveSource { source: id.clone() }],
        touched: vec![format!("source:{id}")],
        ..Performed::default()
    })
}
