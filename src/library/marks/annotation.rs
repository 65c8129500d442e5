//! What a person does to annotations: makes, changes and deletes them.
//!
//! Each function performs one action for [`crate::library::changes::apply`] and tells its inverse for what really changed.

use crate::library::changes::apply::{Performed, article_row};
use crate::library::error::LibraryError;
use crate::library::marks::{judgement, note, place, ruling};
use crate::model::{Action, Annotation, AnnotationId, Body, Motivation, Target};
use jiff::Timestamp;
use rusqlite::Connection;

pub(in crate::library) fn put(
    connection: &Connection,
    new: &Annotation,
) -> Result<Performed, LibraryError> {
    let article = article_row(connection, &new.article)?;
    let old = note::read(connection, &new.id)?;
    if old.as_ref() == Some(new) {
        return Ok(Performed::default());
    }
    if old.as_ref().is_some_and(|old| old.article != new.article) {
        return Err(LibraryError::Taken {
            kind: "annotation",
            id: new.id.to_string(),
        });
    }
    if let Some(old) = &old {
        note::count(connection, old, -1)?;
    }
    note::count(connection, new, 1)?;
    note::write(connection, new)?;
    let keeps_place = old.as_ref().is_some_and(|old| old.target == new.target);
    if !keeps_place {
        place::place_again(connection, article, &new.id)?;
    }
    let judges = |annotation: &Annotation| annotation.motivation.judges_a_fact();
    if judges(new) || old.as_ref().is_some_and(judges) {
        judgement::settle(connection, article)?;
    }
    if new.motivation == Motivation::Assessing {
        ruling::match_pairs(connection, article)?;
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

/// Gives an annotation another body.
pub(in crate::library) fn edit_body(
    connection: &Connection,
    id: &AnnotationId,
    body: &Body,
    at: Timestamp,
) -> Result<Performed, LibraryError> {
    let old = stored(connection, id)?;
    if old.body == *body {
        return Ok(Performed::default());
    }
    let body = body.clone();
    let modified = at;
    put(
        connection,
        &Annotation {
            body,
            modified,
            ..old
        },
    )
}

/// Gives an annotation another place, or none.
pub(in crate::library) fn edit_target(
    connection: &Connection,
    id: &AnnotationId,
    target: Option<&Target>,
    at: Timestamp,
) -> Result<Performed, LibraryError> {
    let old = stored(connection, id)?;
    if old.target.as_ref() == target {
        return Ok(Performed::default());
    }
    let target = target.cloned();
    let modified = at;
    put(
        connection,
        &Annotation {
            target,
            modified,
            ..old
        },
    )
}

/// Takes an annotation away.
pub(in crate::library) fn delete(
    connection: &Connection,
    id: &AnnotationId,
) -> Result<Performed, LibraryError> {
    let old = stored(connection, id)?;
    note::erase(connection, id)?;
    note::count(connection, &old, -1)?;
    if old.motivation.judges_a_fact() {
        judgement::settle(connection, article_row(connection, &old.article)?)?;
    }
    if old.motivation == Motivation::Assessing {
        ruling::match_pairs(connection, article_row(connection, &old.article)?)?;
    }
    Ok(Performed {
        touched: vec![format!("note:{id}")],
        articles: vec![old.article.clone()],
        inverse: vec![Action::Annotate(Box::new(old))],
        kept: 0,
    })
}

fn stored(connection: &Connection, id: &AnnotationId) -> Result<Annotation, LibraryError> {
    note::read(connection, id)?.ok_or_else(|| LibraryError::Unknown {
        kind: "annotation",
        id: id.to_string(),
    })
}
