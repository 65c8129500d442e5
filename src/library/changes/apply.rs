//! Doing what a change says, and finding out what would take it back.
//!
//! Every action becomes row changes here and nowhere else, in a file for each kind of object; undo and redo
//! perform actions too. What an action did is told as its inverse (actions again, for only what really changed)
//! and as the names of the objects it touched, by which a later undo sees whether something stands on them.

use crate::library::articles::tag::tag;
use crate::library::articles::{revision, state};
use crate::library::changes::log::Logged;
use crate::library::error::LibraryError;
use crate::library::list::saved;
use crate::library::marks::{annotation, labelling, link};
use crate::library::sources::subscription;
use crate::model::{Action, ArticleId, SourceId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

/// What a change did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The articles it touched.
    pub articles: Vec<ArticleId>,
    /// How many things really changed; 0 when all was so already.
    pub changed: usize,
    /// Articles of a removed source that stay because they carry notes, judgements, a star or tags.
    pub kept: usize,
}

/// What an action did, as the log needs it.
#[derive(Debug, Default)]
pub(in crate::library) struct Performed {
    /// What takes it back, in the order to be done.
    pub inverse: Vec<Action>,
    /// Names of the objects that changed.
    pub touched: Vec<String>,
    pub articles: Vec<ArticleId>,
    pub kept: usize,
}

/// Performs `action`; the caller holds the transaction.
pub(in crate::library) fn perform(
    connection: &Connection,
    action: &Action,
    at: Timestamp,
) -> Result<Performed, LibraryError> {
    match action {
        Action::Annotate(annotation) => annotation::put(connection, annotation),
        Action::EditBody { annotation, body } => {
            annotation::edit_body(connection, annotation, body, at)
        }
        Action::EditTarget { annotation, target } => {
            annotation::edit_target(connection, annotation, target.as_ref(), at)
        }
        Action::DeleteAnnotation { annotation } => annotation::delete(connection, annotation),
        Action::Link(new) => link::put(connection, new),
        Action::Unlink { link } => link::erase(connection, link),
        Action::SetState { articles, state } => state::set(connection, articles, *state, at),
        Action::See { article, revision } => {
            revision::see(connection, article_row(connection, article)?, *revision, at)?;
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
        Action::SetLabelling {
            article,
            annotator,
            state,
        } => labelling::set(connection, article, annotator, *state),
        Action::Hide { articles, rule } => {
            crate::library::list::rules::hide(connection, articles, rule.as_ref())
        }
        Action::Separate { articles, separate } => {
            state::set_apart(connection, articles, *separate)
        }
        Action::RemoveSource { source } => subscription::remove(connection, source),
        Action::RestoreSource { source } => subscription::restore(connection, source),
        Action::RemoveArticles { articles } => state::hide(connection, articles, 2),
        Action::RestoreArticles { articles } => state::hide(connection, articles, 0),
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
        } => tag(connection, sources, add, remove),
        Action::SaveSearch { name, query } => saved::save(connection, name, query),
        Action::RenameSearch { name, to } => saved::rename(connection, name, to),
        Action::DeleteSearch { name } => saved::delete(connection, name),
    }
}

/// Does again exactly what a logged change did. A source that is removed again takes the articles
/// with it that it took the first time; what came in between stays. A feed that is followed again is there
/// already, removed.
pub(in crate::library) fn perform_again(
    connection: &Connection,
    change: &Logged,
) -> Result<(), LibraryError> {
    match &change.action {
        Action::Subscribe { source, .. } => {
            subscription::restore(connection, source)?;
        }
        Action::RemoveSource { source } => {
            let articles = change.inverse.iter().filter_map(|inverse| match inverse {
                Action::RestoreArticles { articles } => Some(articles.as_slice()),
                _ => None,
            });
            subscription::remove_again(connection, source, &articles.collect::<Vec<_>>().concat())?;
        }
        action => {
            perform(connection, action, change.at)?;
        }
    }
    Ok(())
}

/// The row number of an article.
pub(in crate::library) fn article_row(
    connection: &Connection,
    id: &ArticleId,
) -> Result<i64, LibraryError> {
    connection
        .prepare_cached("SELECT row FROM article WHERE id = ?")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| unknown(id))
}

/// The row number of a source.
pub(in crate::library) fn source_row(
    connection: &Connection,
    id: &SourceId,
) -> Result<i64, LibraryError> {
    connection
        .prepare_cached("SELECT row FROM source WHERE id = ?")?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?
        .ok_or_else(|| LibraryError::Unknown {
            kind: "source",
            id: id.to_string(),
        })
}

/// There is no such article.
pub(in crate::library) fn unknown(id: &ArticleId) -> LibraryError {
    LibraryError::Unknown {
        kind: "article",
        id: id.to_string(),
    }
}
