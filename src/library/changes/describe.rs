//! Changes in words, for the line that says what was undone or what stands in the way.

use crate::library::changes::log::Logged;
use crate::library::error::LibraryError;
use crate::library::marks::{link, note};
use crate::model::change::Undone;
use crate::model::{
    Action, AnnotationId, ArticleId, GroupId, Link, Motivation, SafeText, Snooze, SourceId,
    StateChange,
};
use rusqlite::{Connection, OptionalExtension};

/// What taking back (or doing again) the changes of a group comes to.
pub(in crate::library) fn told(
    connection: &Connection,
    group: &str,
    changes: &[Logged],
) -> Result<Undone, LibraryError> {
    let mut articles: Vec<ArticleId> = Vec::new();
    for change in changes {
        articles.extend(articles_of(&change.action));
        articles.extend(change.inverse.iter().flat_map(articles_of));
    }
    let actions = changes
        .iter()
        .flat_map(|change| change.inverse.iter().chain([&change.action]));
    for action in actions {
        if let Action::Link(link) = action {
            articles.extend(link::articles_of(connection, link)?);
        }
    }
    articles.sort();
    articles.dedup();
    // A link, perhaps with its two ends; what holds more is no step on one link.
    let linked = changes
        .iter()
        .filter(|_| changes.len() <= 3)
        .find_map(|change| linked(change).map(|(what, _)| what));
    // That an article counts as read goes along with what was done to it.
    let telling = changes.iter().filter(|change| !is_reading(&change.action));
    let telling: Vec<&Logged> = telling.collect();
    let told = match telling.as_slice() {
        [] => changes.iter().collect(),
        _ => telling,
    };
    let what = match told.as_slice() {
        [] => String::new(),
        _ if linked.is_some() => {
            let titles = articles.iter().map(|article| {
                let sql = "SELECT title FROM article WHERE id = ?";
                title(connection, sql, article.as_str())
            });
            let titles: Vec<String> = titles.collect::<Result<_, _>>()?;
            format!("{}{}", linked.unwrap_or_default(), titles.join(" and "))
        }
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

/// Whether articles become read, and nothing else.
fn is_reading(action: &Action) -> bool {
    let read = StateChange {
        read: Some(true),
        ..StateChange::default()
    };
    matches!(action, Action::SetState { state, .. } if *state == read)
}

/// What a change does to a link, before the titles of its articles, and the link.
fn linked(change: &Logged) -> Option<(String, &Link)> {
    let (verb, link) = match &change.action {
        Action::Link(link) => ("", link),
        Action::Unlink { .. } => match change.inverse.first() {
            Some(Action::Link(link)) => ("removal of ", link),
            _ => return None,
        },
        _ => return None,
    };
    let words = link.relation.words();
    let what = if link.relation.is_ruling() {
        format!("{verb}ruling ({words}) on ")
    } else {
        format!("{verb}link ({words}) in ")
    };
    Some((what, link))
}

/// The articles an action names by itself.
fn articles_of(action: &Action) -> Vec<ArticleId> {
    match action {
        Action::Annotate(annotation) => vec![annotation.article.clone()],
        Action::SetState { articles, .. }
        | Action::Tag { articles, .. }
        | Action::Separate { articles, .. }
        | Action::Hide { articles, .. }
        | Action::RemoveArticles { articles }
        | Action::RestoreArticles { articles } => articles.clone(),
        Action::See { article, .. } | Action::SetLabelling { article, .. } => vec![article.clone()],
        Action::EditBody { .. }
        | Action::EditTarget { .. }
        | Action::DeleteAnnotation { .. }
        | Action::Link(_)
        | Action::Unlink { .. }
        | Action::RemoveSource { .. }
        | Action::RestoreSource { .. }
        | Action::Subscribe { .. }
        | Action::RenameSource { .. }
        | Action::MoveSources { .. }
        | Action::RenameFolder { .. }
        | Action::MuteSources { .. }
        | Action::TagSources { .. }
        | Action::SaveSearch { .. }
        | Action::RenameSearch { .. }
        | Action::DeleteSearch { .. } => Vec::new(),
    }
}

/// An action in words, such as `note on "Meta lifts spending"`.
pub(in crate::library) fn describe(
    connection: &Connection,
    action: &Action,
) -> Result<String, LibraryError> {
    let by_annotation =
        "SELECT a.title FROM annotation n JOIN article a ON a.id = n.article WHERE n.id = ?";
    let title = |sql: &str, id: &str| title(connection, sql, id);
    let all = |articles: &[ArticleId]| match articles {
        [one] => title("SELECT title FROM article WHERE id = ?", one.as_str()),
        many => Ok(format!("{} articles", many.len())),
    };
    Ok(match action {
        Action::Annotate(annotation) => {
            format!(
                "{} {}",
                made(annotation.motivation),
                title(
                    "SELECT title FROM article WHERE id = ?",
                    annotation.article.as_str()
                )?
            )
        }
        Action::EditBody { annotation, .. } => {
            format!(
                "edit of a {} {}",
                made(motivation(connection, annotation)?),
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
            let title = title(by_annotation, annotation.as_str())?;
            match motivation(connection, annotation)? {
                Motivation::Commenting => format!("removal of note {title}"),
                other => format!("removal of the {} {title}", made(other)),
            }
        }
        Action::See { article, revision } => format!(
            "reading of version {revision} of {}",
            title("SELECT title FROM article WHERE id = ?", article.as_str())?
        ),
        Action::SetState { articles, state } => {
            format!("{} {}", state_words(*state), all(articles)?)
        }
        Action::Tag {
            articles,
            add,
            remove,
        } => {
            format!("tag {} on {}", tag_words(add, remove), all(articles)?)
        }
        Action::SetLabelling { article, state, .. } => format!(
            "labelling of {} as {}",
            title("SELECT title FROM article WHERE id = ?", article.as_str())?,
            state.map_or("not begun", |state| state.name())
        ),
        Action::RemoveSource { source } => {
            format!("removal of source {}", title(NAME, source.as_str())?)
        }
        Action::RestoreSource { source } => {
            format!("return of source {}", title(NAME, source.as_str())?)
        }
        Action::RemoveArticles { articles } => format!("removal of {}", all(articles)?),
        Action::Hide {
            articles,
            rule: Some(rule),
        } => format!("rule {} on {}", quoted(rule), all(articles)?),
        Action::Hide { articles, .. } => format!("showing of {}", all(articles)?),
        Action::Separate {
            articles,
            separate: true,
        } => format!("no copy: {}", all(articles)?),
        Action::Separate { articles, .. } => format!("may be a copy: {}", all(articles)?),
        Action::RestoreArticles { articles } => format!("return of {}", all(articles)?),
        Action::Link(link) if link.relation.is_ruling() => "ruling on a pair of facts".to_owned(),
        Action::Link(_) => "link between notes".to_owned(),
        Action::Unlink { .. } => "removal of a link".to_owned(),
        _ => arrangement(connection, action)?,
    })
}

/// What an annotation is, before the article that it is on.
const fn made(motivation: Motivation) -> &'static str {
    match motivation {
        Motivation::Commenting => "note on",
        Motivation::Moderating => "rejection of a fact in",
        Motivation::Editing => "correction of a fact in",
        Motivation::Assessing => "ruling on a fact in",
        Motivation::Classifying => "decision on marks in",
    }
}

/// Why an annotation was made; one that is gone was a note, for all that is known.
fn motivation(connection: &Connection, id: &AnnotationId) -> Result<Motivation, LibraryError> {
    Ok(note::read(connection, id)?.map_or(Motivation::default(), |found| found.motivation))
}

/// What is said about sources, and kept searches, in words.
fn arrangement(connection: &Connection, action: &Action) -> Result<String, LibraryError> {
    let every = |sources: &[SourceId]| match sources {
        [one] => title(connection, NAME, one.as_str()),
        many => Ok(format!("{} sources", many.len())),
    };
    Ok(match action {
        Action::Subscribe { title, .. } => format!("subscription to {}", quoted(title)),
        Action::RenameSource {
            name: Some(name), ..
        } => format!("name {} for a source", quoted(name)),
        Action::RenameSource { source, name: None } => {
            format!("own name of {}", title(connection, NAME, source.as_str())?)
        }
        Action::MoveSources { sources, folder } if folder.is_top() => {
            format!("move of {} out of its folder", every(sources)?)
        }
        Action::MoveSources { sources, folder } => {
            format!("move of {} to {folder}", every(sources)?)
        }
        Action::RenameFolder { folder, to } => format!("move of folder {folder} to {to}"),
        Action::MuteSources {
            sources,
            muted: true,
        } => format!("muting of {}", every(sources)?),
        Action::MuteSources { sources, .. } => format!("unmuting of {}", every(sources)?),
        Action::TagSources {
            sources,
            add,
            remove,
        } => format!("tag {} on {}", tag_words(add, remove), every(sources)?),
        Action::SaveSearch { name, .. } => format!("saved search {}", quoted(name)),
        Action::RenameSearch { name, to } => {
            format!("name {} for saved search {}", quoted(to), quoted(name))
        }
        Action::DeleteSearch { name } => format!("removal of saved search {}", quoted(name)),
        _ => String::new(),
    })
}

/// The title or name that a statement reads for an id, in quotation marks; the id when there is none.
fn title(connection: &Connection, sql: &str, id: &str) -> Result<String, LibraryError> {
    let title: Option<String> = connection
        .prepare_cached(sql)?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(title.map_or_else(|| id.to_owned(), |title| quoted(&title)))
}

/// The name of a source.
const NAME: &str = "SELECT coalesce(given, name) FROM source WHERE id = ?";

fn quoted(name: &str) -> String {
    format!("\u{201c}{name}\u{201d}")
}

fn tag_words(add: &[SafeText], remove: &[SafeText]) -> String {
    let tags = add
        .iter()
        .map(|tag| format!("+{tag}"))
        .chain(remove.iter().map(|tag| format!("-{tag}")));
    tags.collect::<Vec<_>>().join(" ")
}

fn state_words(state: StateChange) -> &'static str {
    match state.snooze {
        Some(Snooze::Never) => return "waking of",
        Some(_) => return "snooze of",
        None => {}
    }
    match (state.read, state.starred, state.archived) {
        (_, _, Some(true)) => "archiving of",
        (_, _, Some(false)) => "unarchiving of",
        (_, Some(true), _) => "star on",
        (_, Some(false), _) => "star off",
        (Some(false), _, _) => "unread mark on",
        _ => "read mark on",
    }
}
