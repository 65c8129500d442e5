//! Changes in words, for the line that says what was undone or what stands in the way.

use super::error::LibraryError;
use super::log::Logged;
use crate::model::change::Undone;
use crate::model::{Action, ArticleId, GroupId, SafeText, StateChange};
use rusqlite::{Connection, OptionalExtension};

/// What taking back (or doing again) the changes of a group comes to.
pub(super) fn told(
    connection: &Connection,
    group: &str,
    changes: &[Logged],
) -> Result<Undone, LibraryError> {
    let mut articles: Vec<ArticleId> = Vec::new();
    for change in changes {
        articles.extend(articles_of(&change.action));
        articles.extend(change.inverse.iter().flat_map(articles_of));
    }
    articles.sort();
    articles.dedup();
    let what = match changes {
        [] => String::new(),
        [only] => describe(connection, &only.action)?,
        [first, rest @ ..] => format!(
            "{} and {} more",
            describe(connection, &first.action)?,
            rest.len()
        ),
    };
    Ok(Undone {
        group: GroupId::named(group),
        changes: changes.len(),
        what: SafeText::line(&what),
        articles,
    })
}

/// The articles an action names by itself.
fn articles_of(action: &Action) -> Vec<ArticleId> {
    match action {
        Action::Annotate(annotation) => vec![annotation.article.clone()],
        Action::SetState { articles, .. }
        | Action::Tag { articles, .. }
        | Action::RemoveArticles { articles }
        | Action::RestoreArticles { articles } => articles.clone(),
        Action::EditBody { .. }
        | Action::EditTarget { .. }
        | Action::DeleteAnnotation { .. }
        | Action::RemoveSource { .. }
        | Action::RestoreSource { .. } => Vec::new(),
    }
}

/// An action in words, such as `note on "Meta lifts spending"`.
pub(super) fn describe(connection: &Connection, action: &Action) -> Result<String, LibraryError> {
    let by_annotation =
        "SELECT a.title FROM annotation n JOIN article a ON a.id = n.article WHERE n.id = ?";
    let title = |sql: &str, id: &str| -> Result<String, LibraryError> {
        let title: Option<String> = connection
            .prepare_cached(sql)?
            .query_row([id], |row| row.get(0))
            .optional()?;
        Ok(title.map_or_else(|| id.to_owned(), |title| format!("\u{201c}{title}\u{201d}")))
    };
    let all = |articles: &[ArticleId]| match articles {
        [one] => title("SELECT title FROM article WHERE id = ?", one.as_str()),
        many => Ok(format!("{} articles", many.len())),
    };
    Ok(match action {
        Action::Annotate(annotation) => {
            format!(
                "note on {}",
                title(
                    "SELECT title FROM article WHERE id = ?",
                    annotation.article.as_str()
                )?
            )
        }
        Action::EditBody { annotation, .. } => {
            format!(
                "edit of a note on {}",
                title(by_annotation, annotation.as_str())?
            )
        }
        Action::EditTarget { annotation, .. } => {
            format!(
                "move of a mark in {}",
                title(by_annotation, annotation.as_str())?
            )
        }
        Action::DeleteAnnotation { annotation } => {
            format!(
                "removal of note {}",
                title(by_annotation, annotation.as_str())?
            )
        }
        Action::SetState { articles, state } => {
            format!("{} {}", state_words(*state), all(articles)?)
        }
        Action::Tag {
            articles,
            add,
            remove,
        } => {
            let tags = add
                .iter()
                .map(|t| format!("+{t}"))
                .chain(remove.iter().map(|t| format!("-{t}")));
            format!(
                "tag {} on {}",
                tags.collect::<Vec<_>>().join(" "),
                all(articles)?
            )
        }
        Action::RemoveSource { source } => {
            format!(
                "removal of source {}",
                title("SELECT name FROM source WHERE id = ?", source.as_str())?
            )
        }
        Action::RestoreSource { source } => {
            format!(
                "return of source {}",
                title("SELECT name FROM source WHERE id = ?", source.as_str())?
            )
        }
        Action::RemoveArticles { articles } => format!("removal of {}", all(articles)?),
        Action::RestoreArticles { articles } => format!("return of {}", all(articles)?),
    })
}

fn state_words(state: StateChange) -> &'static str {
    match (state.read, state.starred, state.archived) {
        (_, _, Some(true)) => "archiving of",
        (_, _, Some(false)) => "unarchiving of",
        (_, Some(true), _) => "star on",
        (_, Some(false), _) => "star off",
        (Some(false), _, _) => "unread mark on",
        _ => "read mark on",
    }
}
