//! Doing what a change says, and finding out what would take it back.
//!
//! Every action becomes row changes here and nowhere else; undo and redo perform actions too. What
//! an action did is told as its inverse (actions again, for only what really changed) and as the
//! names of the objects it touched, by which a later undo sees whether something stands on them.

use super::error::LibraryError;
use super::log::Logged;
use super::{note, saved, subscription};
use crate::model::{Action, Annotation, AnnotationId, ArticleId, SafeText, SourceId, StateChange};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// What a change did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The articles it touched.
    pub articles: Vec<ArticleId>,
    /// How many things really changed; 0 when all was so already.
    pub changed: usize,
    /// Articles of a removed source that stay because they carry notes, a star or tags.
    pub kept: usize,
}

/// What an action did, as the log needs it.
#[derive(Debug, Default)]
pub(super) struct Performed {
    /// What takes it back, in the order to be done.
    pub inverse: Vec<Action>,
    /// Names of the objects that changed.
    pub touched: Vec<String>,
    pub articles: Vec<ArticleId>,
    pub kept: usize,
}

/// Performs `action`; the caller holds the transaction.
pub(super) fn perform(
    connection: &Connection,
    action: &Action,
    at: Timestamp,
) -> Result<Performed, LibraryError> {
    match action {
        Action::Annotate(annotation) => put(connection, annotation),
        Action::EditBody { annotation, body } => {
            let old = stored(connection, annotation)?;
            let new = Annotation {
                body: body.clone(),
                modified: at,
                ..old.clone()
            };
            if old.body == new.body {
                Ok(Performed::default())
            } else {
                put(connection, &new)
            }
        }
        Action::EditTarget { annotation, target } => {
            let old = stored(connection, annotation)?;
            let new = Annotation {
                target: target.clone(),
                modified: at,
                ..old.clone()
            };
            if old.target == new.target {
                Ok(Performed::default())
            } else {
                put(connection, &new)
            }
        }
        Action::DeleteAnnotation { annotation } => delete(connection, annotation),
        Action::SetState { articles, state } => set_state(connection, articles, *state),
        Action::See { article, revision } => {
            super::revision::see(connection, article_row(connection, article)?, *revision, at)?;
            Ok(Performed {
                articles: vec![article.clone()],
                ..Performed::default()
            })
        }
        Action::Tag {
            articles,
            add,
            remove,
        } => tag(connection, articles, add, remove),
        Action::Separate { articles, separate } => set_apart(connection, articles, *separate),
        Action::RemoveSource { source } => remove_source(connection, source),
        Action::RestoreSource { source } => restore_source(connection, source),
        Action::RemoveArticles { articles } => hide(connection, articles, 2),
        Action::RestoreArticles { articles } => hide(connection, articles, 0),
        Action::Subscribe {
            source,
            address,
            title,
            page,
            folder,
            tags,
        } => subscription::subscribe(
            connection,
            subscription::Feed {
                source,
                address,
                title,
                page: page.as_ref(),
                folder,
                tags,
            },
        ),
        Action::RenameSource { source, name } => {
            subscription::rename(connection, source, name.as_ref())
        }
        Action::MoveSources { sources, folder } => {
            subscription::relocate(connection, sources, folder)
        }
        Action::RenameFolder { folder, to } => subscription::rename_folder(connection, folder, to),
        Action::MuteSources { sources, muted } => subscription::mute(connection, sources, *muted),
        Action::TagSources {
            sources,
            add,
            remove,
        } => subscription::tag(connection, sources, add, remove),
        Action::SaveSearch { name, query } => saved::save(connection, name, query),
        Action::RenameSearch { name, to } => saved::rename(connection, name, to),
        Action::DeleteSearch { name } => saved::delete(connection, name),
    }
}

/// Does again exactly what a logged change did. A source that is removed again takes the articles
/// with it that it took the first time; what came in between stays. A feed that is followed again is there
/// already, removed.
pub(super) fn perform_again(connection: &Connection, change: &Logged) -> Result<(), LibraryError> {
    if let Action::Subscribe { source, .. } = &change.action {
        restore_source(connection, source)?;
        return Ok(());
    }
    let Action::RemoveSource { source } = &change.action else {
        perform(connection, &change.action, change.at)?;
        return Ok(());
    };
    for inverse in &change.inverse {
        if let Action::RestoreArticles { articles } = inverse {
            hide(connection, articles, 1)?;
        }
    }
    let row = source_row(connection, source)?;
    connection
        .prepare_cached("UPDATE source SET removed = 1 WHERE row = ?")?
        .execute([row])?;
    Ok(())
}

fn stored(connection: &Connection, id: &AnnotationId) -> Result<Annotation, LibraryError> {
    note::read(connection, id)?.ok_or_else(|| LibraryError::Unknown {
        kind: "annotation",
        id: id.to_string(),
    })
}

/// Writes an annotation as given, over the one with the same id.
fn put(connection: &Connection, new: &Annotation) -> Result<Performed, LibraryError> {
    let article = article_row(connection, &new.article)?;
    let old = note::read(connection, &new.id)?;
    if old.as_ref() == Some(new) {
        return Ok(Performed::default());
    }
    match &old {
        Some(old) if old.article != new.article => {
            return Err(LibraryError::Taken {
                kind: "annotation",
                id: new.id.to_string(),
            });
        }
        Some(_) => {}
        None => {
            connection
                .prepare_cached("UPDATE article SET notes = notes + 1 WHERE row = ?")?
                .execute([article])?;
        }
    }
    note::write(connection, new)?;
    let keeps_place = old.as_ref().is_some_and(|old| old.target == new.target);
    if !keeps_place {
        super::place::place_again(connection, article, &new.id)?;
    }
    Ok(Performed {
        inverse: vec![old.map_or_else(
            || Action::DeleteAnnotation {
                annotation: new.id.clone(),
            },
            |old| Action::Annotate(Box::new(old)),
        )],
        touched: vec![format!("note:{}", new.id)],
        articles: vec![new.article.clone()],
        kept: 0,
    })
}

fn delete(connection: &Connection, id: &AnnotationId) -> Result<Performed, LibraryError> {
    let old = stored(connection, id)?;
    note::erase(connection, id)?;
    connection
        .prepare_cached("UPDATE article SET notes = notes - 1 WHERE id = ?")?
        .execute([old.article.as_str()])?;
    Ok(Performed {
        touched: vec![format!("note:{id}")],
        articles: vec![old.article.clone()],
        inverse: vec![Action::Annotate(Box::new(old))],
        kept: 0,
    })
}

fn set_state(
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
        super::group::rank_again(connection, &done.articles)?;
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

fn tag(
    connection: &Connection,
    articles: &[ArticleId],
    add: &[SafeText],
    remove: &[SafeText],
) -> Result<Performed, LibraryError> {
    let mut done = Performed::default();
    let mut inverse: BTreeMap<(Vec<SafeText>, Vec<SafeText>), Vec<ArticleId>> = BTreeMap::new();
    let mut give = connection.prepare_cached(
        "INSERT INTO article_tag (article, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
    )?;
    let mut take =
        connection.prepare_cached("DELETE FROM article_tag WHERE article = ? AND name = ?")?;
    for id in articles {
        let row = article_row(connection, id)?;
        let (mut given, mut taken) = (Vec::new(), Vec::new());
        for name in remove.iter().filter(|name| !add.contains(name)) {
            if take.execute((row, name.as_str()))? > 0 {
                taken.push(name.clone());
            }
        }
        for name in add {
            if give.execute((row, name.as_str()))? > 0 {
                given.push(name.clone());
            }
        }
        if given.is_empty() && taken.is_empty() {
            continue;
        }
        super::put::index_names(connection, row)?;
        done.touched.extend(
            given
                .iter()
                .chain(&taken)
                .map(|name| format!("tag:{id}:{name}")),
        );
        done.articles.push(id.clone());
        inverse.entry((given, taken)).or_default().push(id.clone());
    }
    done.inverse = inverse
        .into_iter()
        .map(|((given, taken), articles)| Action::Tag {
            articles,
            add: taken,
            remove: given,
        })
        .collect();
    Ok(done)
}

/// Says of articles that they are no copies, or may be.
fn set_apart(
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
    super::group::rank_again(connection, &done.articles)?;
    if !done.articles.is_empty() {
        done.inverse.push(Action::Separate {
            articles: done.articles.clone(),
            separate: !separate,
        });
    }
    Ok(done)
}

fn remove_source(connection: &Connection, id: &SourceId) -> Result<Performed, LibraryError> {
    let source = source_row(connection, id)?;
    let articles = connection
        .prepare_cached(
            "UPDATE article SET removed = 1 WHERE source = ? AND removed = 0 AND notes = 0 AND starred = 0
             AND NOT EXISTS (SELECT 1 FROM article_tag t WHERE t.article = article.row) RETURNING id",
        )?
        .query_map([source], |row| Ok(ArticleId::named(&row.get::<_, String>(0)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let kept: usize = connection
        .prepare_cached("SELECT count(*) FROM article WHERE source = ? AND removed = 0")?
        .query_row([source], |row| super::row::count(row, 0))?;
    connection
        .prepare_cached("UPDATE source SET removed = 1 WHERE row = ?")?
        .execute([source])?;
    super::group::rank_again(connection, &articles)?;
    let mut touched = vec![format!("source:{id}")];
    touched.extend(articles.iter().map(|id| format!("article:{id}")));
    Ok(Performed {
        inverse: vec![
            Action::RestoreSource { source: id.clone() },
            Action::RestoreArticles {
                articles: articles.clone(),
            },
        ],
        touched,
        articles,
        kept,
    })
}

fn restore_source(connection: &Connection, id: &SourceId) -> Result<Performed, LibraryError> {
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

/// Hides articles (`removed` 2) or shows them again (0).
fn hide(
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
    super::group::rank_again(connection, &articles)?;
    if !articles.is_empty() {
        done.inverse.push(if removed == 0 {
            Action::RemoveArticles { articles }
        } else {
            Action::RestoreArticles { articles }
        });
    }
    Ok(done)
}

/// The row number of an article.
pub(super) fn article_row(connection: &Connection, id: &ArticleId) -> Result<i64, LibraryError> {
    connection
        .prepare_cached("SELECT row FROM article WHERE id = ?")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| unknown(id))
}

/// The row number of a source.
pub(super) fn source_row(connection: &Connection, id: &SourceId) -> Result<i64, LibraryError> {
    connection
        .prepare_cached("SELECT row FROM source WHERE id = ?")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| LibraryError::Unknown {
            kind: "source",
            id: id.to_string(),
        })
}

fn unknown(id: &ArticleId) -> LibraryError {
    LibraryError::Unknown {
        kind: "article",
        id: id.to_string(),
    }
}
