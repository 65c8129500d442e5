//! The change log: appending, taking back and doing again.
//!
//! The log is append-only. An undo is an entry of its own that names the group it takes back; which
//! groups stand is kept beside the log in `undo_group`, and can be made again from it. Undo takes
//! the newest standing group of this annotator that this run of the program made, or that is older
//! than this run. It refuses when a later change, still standing, touched the same object.

use crate::library::Library;
use crate::library::changes::apply::{Applied, Performed, perform, perform_again};
use crate::library::changes::describe::{describe, told};
use crate::library::error::LibraryError;
use crate::model::change::Undone;
use crate::model::{Action, Change, ChangeId, InstanceId, Origin, SafeText};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

impl Library {
    /// Applies a change and logs it; when this returns, it is on the disk. A change whose id is in
    /// the log already changes nothing.
    ///
    /// # Errors
    /// [`LibraryError::Unknown`] when it names something that is not there; nothing is changed then.
    pub fn apply(&mut self, change: &Change) -> Result<Applied, LibraryError> {
        self.apply_all(std::slice::from_ref(change))
    }

    /// Applies several changes in one transaction: all or none.
    ///
    /// # Errors
    /// As [`Library::apply`].
    pub fn apply_all(&mut self, changes: &[Change]) -> Result<Applied, LibraryError> {
        let transaction = self.write()?;
        let mut all = Applied::default();
        for change in changes {
            let done = record(&transaction, change)?;
            all.changed += done.touched.len();
            all.kept += done.kept;
            all.articles.extend(done.articles);
        }
        transaction.commit()?;
        Ok(all)
    }

    /// Takes back the newest group of changes of `annotator` that can be taken back, under the name
    /// `id`; `None` when there is none.
    ///
    /// # Errors
    /// [`LibraryError::Conflict`] when a later change touched the same thing.
    pub fn undo(
        &mut self,
        annotator: &SafeText,
        instance: &InstanceId,
        at: Timestamp,
        id: &ChangeId,
    ) -> Result<Option<Undone>, LibraryError> {
        let transaction = self.write()?;
        let group: Option<String> = transaction
            .prepare_cached(
                "SELECT id FROM undo_group WHERE annotator = ?1 AND undone IS NULL
                 AND (instance = ?2 OR number < coalesce((SELECT min(number) FROM change WHERE instance = ?2), 1 << 62))
                 ORDER BY number DESC LIMIT 1",
            )?
            .query_row((annotator.as_str(), instance.as_str()), |row| row.get(0))
            .optional()?;
        let Some(group) = group else { return Ok(None) };
        let changes = changes_of(&transaction, &group)?;
        refuse_conflict(&transaction, &group, None, &changes)?;
        let hidden = take_back(&transaction, &changes)?;
        let entry = append(
            &transaction,
            &Entry {
                id,
                group: &group,
                instance,
                annotator,
                at,
                kind: "undo",
                inverse: hidden,
            },
        )?;
        transaction
            .prepare_cached("UPDATE undo_group SET undone = ? WHERE id = ?")?
            .execute((entry, &group))?;
        let undone = told(&transaction, &group, &changes)?;
        transaction.commit()?;
        Ok(Some(undone))
    }

    /// Does again what [`Library::undo`] last took back; `None` when nothing was, or when this
    /// annotator has done something else since.
    ///
    /// # Errors
    /// [`LibraryError::Conflict`] when a later change touched the same thing.
    pub fn redo(
        &mut self,
        annotator: &SafeText,
        instance: &InstanceId,
        at: Timestamp,
        id: &ChangeId,
    ) -> Result<Option<Undone>, LibraryError> {
        let transaction = self.write()?;
        let group: Option<(String, i64)> = transaction
            .prepare_cached(
                "SELECT id, undone FROM undo_group g WHERE annotator = ?1 AND undone IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM undo_group n WHERE n.annotator = ?1 AND n.undone IS NULL AND n.number > g.undone)
                 AND (instance = ?2 OR undone < coalesce((SELECT min(number) FROM change WHERE instance = ?2), 1 << 62)
                      OR EXISTS (SELECT 1 FROM change c WHERE c.number = g.undone AND c.instance = ?2))
                 ORDER BY undone DESC LIMIT 1",
            )?
            .query_row((annotator.as_str(), instance.as_str()), |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((group, undone_at)) = group else {
            return Ok(None);
        };
        let changes = changes_of(&transaction, &group)?;
        refuse_conflict(&transaction, &group, Some(undone_at), &changes)?;
        for change in &changes {
            perform_again(&transaction, change)?;
        }
        for action in inverse_of(&transaction, undone_at)? {
            perform(&transaction, &action, at)?;
        }
        append(
            &transaction,
            &Entry {
                id,
                group: &group,
                instance,
                annotator,
                at,
                kind: "redo",
                inverse: Vec::new(),
            },
        )?;
        transaction
            .prepare_cached("UPDATE undo_group SET undone = NULL WHERE id = ?")?
            .execute([&group])?;
        let redone = told(&transaction, &group, &changes)?;
        transaction.commit()?;
        Ok(Some(redone))
    }
}

/// Performs and logs one change inside the caller's transaction.
pub(in crate::library) fn record(
    connection: &Connection,
    change: &Change,
) -> Result<Performed, LibraryError> {
    let known = connection
        .prepare_cached("SELECT 1 FROM change WHERE id = ?")?
        .exists([change.id.as_str()])?;
    if known {
        return Ok(Performed::default());
    }
    let done = perform(connection, &change.action, change.at)?;
    connection
        .prepare_cached(
            r#"INSERT INTO change (id, "group", instance, annotator, at, origin, kind, action, inverse)
               VALUES (?, ?, ?, ?, ?, ?, 'do', ?, ?)"#,
        )?
        .execute((
            change.id.as_str(),
            change.group.as_str(),
            change.instance.as_str(),
            change.annotator.as_str(),
            change.at.to_string(),
            origin_name(change.origin),
            json(&change.action)?,
            json(&done.inverse)?,
        ))?;
    let number = connection.last_insert_rowid();
    let mut touch = connection.prepare_cached(
        "INSERT INTO touched (object, change) VALUES (?, ?) ON CONFLICT DO NOTHING",
    )?;
    for object in &done.touched {
        touch.execute((object, number))?;
    }
    if change.origin == Origin::User && !done.touched.is_empty() {
        connection
            .prepare_cached(
                "INSERT INTO undo_group (id, annotator, instance, number) VALUES (?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET number = excluded.number",
            )?
            .execute((
                change.group.as_str(),
                change.annotator.as_str(),
                change.instance.as_str(),
                number,
            ))?;
    }
    Ok(done)
}

/// A change as the log keeps it.
pub(in crate::library) struct Logged {
    pub at: Timestamp,
    pub action: Action,
    pub inverse: Vec<Action>,
}

/// The changes of a group, in order.
pub(in crate::library) fn changes_of(
    connection: &Connection,
    group: &str,
) -> Result<Vec<Logged>, LibraryError> {
    let mut statement = connection.prepare_cached(
        r#"SELECT at, action, inverse FROM change WHERE "group" = ? AND kind = 'do' ORDER BY number"#,
    )?;
    let rows = statement.query_map([group], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
        ))
    })?;
    rows.map(|row| {
        let (at, action, inverse) = row?;
        Ok(Logged {
            at: time(&at)?,
            action: from_json(&action)?,
            inverse: from_json(&inverse)?,
        })
    })
    .collect()
}

/// Refuses when another standing group touched, after this one, what this one touched. For a redo,
/// also when an earlier group on the same object was taken back after this one was.
fn refuse_conflict(
    connection: &Connection,
    group: &str,
    undone_at: Option<i64>,
    changes: &[Logged],
) -> Result<(), LibraryError> {
    let later: Option<String> = connection
        .prepare_cached(
            r#"SELECT later.action FROM change own
               JOIN touched t ON t.change = own.number
               JOIN touched u ON u.object = t.object AND u.change <> t.change
               JOIN change later ON later.number = u.change AND later."group" <> ?1
               LEFT JOIN undo_group g ON g.id = later."group"
               WHERE own."group" = ?1 AND own.kind = 'do'
               AND ((u.change > t.change AND g.undone IS NULL) OR (u.change < t.change AND g.undone > ?2))
               ORDER BY u.change DESC LIMIT 1"#,
        )?
        .query_row((group, undone_at), |row| row.get(0))
        .optional()?;
    match later {
        None => Ok(()),
        Some(later) => Err(LibraryError::Conflict {
            what: told(connection, group, changes)?.what.to_string(),
            later: describe(connection, &from_json(&later)?)?,
        }),
    }
}

/// Performs the inverses of changes, the last first. A source that leaves takes with it what came from it since;
/// the actions that show those articles again are what a redo needs beside the changes themselves.
fn take_back(connection: &Connection, changes: &[Logged]) -> Result<Vec<Action>, LibraryError> {
    let mut hidden = Vec::new();
    for change in changes.iter().rev() {
        for action in &change.inverse {
            let done = perform(connection, action, change.at)?;
            if matches!(action, Action::RemoveSource { .. }) {
                hidden.extend(done.articles);
            }
        }
    }
    Ok(if hidden.is_empty() {
        Vec::new()
    } else {
        vec![Action::RestoreArticles { articles: hidden }]
    })
}

/// The inverse that an entry of the log has of its own.
fn inverse_of(connection: &Connection, number: i64) -> Result<Vec<Action>, LibraryError> {
    let stored: Option<String> = connection
        .prepare_cached("SELECT inverse FROM change WHERE number = ?")?
        .query_row([number], |row| row.get(0))?;
    stored.map_or(Ok(Vec::new()), |inverse| from_json(&inverse))
}

struct Entry<'a> {
    id: &'a ChangeId,
    group: &'a str,
    instance: &'a InstanceId,
    annotator: &'a SafeText,
    at: Timestamp,
    kind: &'static str,
    /// What shows the articles again that an undo hid with their source.
    inverse: Vec<Action>,
}

fn append(connection: &Connection, entry: &Entry<'_>) -> Result<i64, LibraryError> {
    connection
        .prepare_cached(
            r#"INSERT INTO change (id, "group", instance, annotator, at, origin, kind, inverse)
               VALUES (?, ?, ?, ?, ?, 'user', ?, ?)"#,
        )?
        .execute((
            entry.id.as_str(),
            entry.group,
            entry.instance.as_str(),
            entry.annotator.as_str(),
            entry.at.to_string(),
            entry.kind,
            if entry.inverse.is_empty() {
                None
            } else {
                Some(json(&entry.inverse)?)
            },
        ))?;
    Ok(connection.last_insert_rowid())
}

const fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::User => "user",
        Origin::Automatic => "automatic",
    }
}

/// A value as the library keeps it in a column.
pub(in crate::library) fn json<T: serde::Serialize>(value: &T) -> Result<String, LibraryError> {
    serde_json::to_string(value).map_err(|error| LibraryError::Damaged(error.to_string()))
}

/// Reads what [`json`] wrote.
pub(in crate::library) fn from_json<T: serde::de::DeserializeOwned>(
    text: &str,
) -> Result<T, LibraryError> {
    serde_json::from_str(text)
        .map_err(|error| LibraryError::Damaged(format!("change log: {error}")))
}

/// Reads a stored moment.
pub(in crate::library) fn time(text: &str) -> Result<Timestamp, LibraryError> {
    text.parse()
        .map_err(|_| LibraryError::Damaged(format!("`{text}` is no time")))
}
