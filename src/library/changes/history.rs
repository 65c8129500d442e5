//! What became of one annotation: the entries of the log that touched it or a link at it, in words.

use crate::library::Library;
use crate::library::changes::log::{from_json, time};
use crate::library::error::LibraryError;
use crate::model::change::HistoryEntry;
use crate::model::{Action, Annotation, AnnotationId, Body, Link, SafeText};
use std::collections::BTreeMap;

impl Library {
    /// The history of an annotation, the oldest entry first: who changed it, when and what; of an undone change also
    /// that it was taken back.
    ///
    /// # Errors
    /// When SQLite refuses, or the log is damaged.
    pub fn history_of(&self, annotation: &AnnotationId) -> Result<Vec<HistoryEntry>, LibraryError> {
        let mut statement = self.connection.prepare_cached(
            r#"WITH own (number) AS (
                   SELECT change FROM touched WHERE object = 'note:' || ?1
                   UNION SELECT t.change FROM link l JOIN touched t ON t.object = 'link:' || l.id
                   WHERE l."from" = ?1 OR l."to" = ?1)
               SELECT c.number, c.kind, c."group", c.annotator, c.at, c.action, c.inverse
               FROM change c WHERE c.number IN own
               OR (c.kind <> 'do' AND c."group" IN (SELECT o."group" FROM change o WHERE o.number IN own))
               ORDER BY c.number"#,
        )?;
        let mut rows = statement.query([annotation.as_str()])?;
        let mut entries = Vec::new();
        // What each group did, for the undo that may follow.
        let mut done: BTreeMap<String, Vec<String>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let group: String = row.get(2)?;
            let what = match row.get::<_, String>(1)?.as_str() {
                "do" => {
                    let action: Action = from_json(&row.get::<_, String>(5)?)?;
                    let inverse: Vec<Action> = from_json(&row.get::<_, String>(6)?)?;
                    let what = self.told(annotation, &action, &inverse)?;
                    if !what.is_empty() {
                        done.entry(group).or_default().push(what.clone());
                    }
                    what
                }
                kind => {
                    let what = done.get(&group).map(|all| all.join(", "));
                    let verb = if kind == "undo" {
                        "taken back"
                    } else {
                        "done again"
                    };
                    what.map_or(String::new(), |what| format!("{verb}: {what}"))
                }
            };
            if !what.is_empty() {
                entries.push(HistoryEntry {
                    at: time(&row.get::<_, String>(4)?)?,
                    annotator: SafeText::line(&row.get::<_, String>(3)?),
                    what: SafeText::line(&what),
                });
            }
        }
        Ok(entries)
    }

    /// What an action did to the annotation; empty when it did nothing to it.
    fn told(
        &self,
        annotation: &AnnotationId,
        action: &Action,
        inverse: &[Action],
    ) -> Result<String, LibraryError> {
        let before = inverse.iter().find_map(|action| match action {
            Action::Annotate(old) if old.id == *annotation => Some(&**old),
            _ => None,
        });
        Ok(match action {
            Action::Annotate(new) if new.id == *annotation => match before {
                Some(old) => differences(&old.body, &new.body),
                None => made(new),
            },
            Action::EditBody { body, .. } => {
                before.map_or(String::new(), |old| differences(&old.body, body))
            }
            Action::EditTarget {
                target: Some(target),
                ..
            } => format!("moved to “{}”", target.quote),
            Action::EditTarget { .. } => "taken off its words".to_owned(),
            Action::DeleteAnnotation { .. } => "deleted".to_owned(),
            Action::Link(link) => self.told_link(annotation, link)?,
            Action::Unlink { .. } => "link taken away".to_owned(),
            _ => String::new(),
        })
    }

    /// A link from the side of the annotation.
    fn told_link(&self, annotation: &AnnotationId, link: &Link) -> Result<String, LibraryError> {
        let (arrow, other) = if link.from == *annotation {
            ("→", &link.to)
        } else {
            ("←", &link.from)
        };
        let other = self.placed(other)?;
        let quote = other.and_then(|other| other.annotation.target);
        let quote = quote.map_or(String::new(), |target| format!(" “{}”", target.quote));
        let note = if link.note.is_empty() {
            String::new()
        } else {
            format!(": {}", link.note)
        };
        Ok(format!("{arrow} {}{quote}{note}", link.relation.words()))
    }
}

/// A new annotation in words.
fn made(annotation: &Annotation) -> String {
    let said = differences(&Body::default(), &annotation.body);
    if said.is_empty() {
        "made".to_owned()
    } else {
        format!("made, {said}")
    }
}

/// What one body has and the other has not, in words.
fn differences(old: &Body, new: &Body) -> String {
    let mut parts = Vec::new();
    for (what, old, new) in [
        ("label", &old.label, &new.label),
        ("verdict", &old.verdict, &new.verdict),
    ] {
        match (old, new) {
            (old, new) if old == new => {}
            (None, Some(new)) => parts.push(format!("{what} {}", spoken(new))),
            (Some(old), Some(new)) => {
                parts.push(format!("{what} {} → {}", spoken(old), spoken(new)));
            }
            (Some(old), None) => parts.push(format!("no {what} any more (was {})", spoken(old))),
            (None, None) => {}
        }
    }
    match (old.confidence, new.confidence) {
        (old, new) if old == new => {}
        (_, Some(new)) => parts.push(new.words().to_owned()),
        (_, None) => parts.push("no confidence any more".to_owned()),
    }
    let given = new.tags.iter().filter(|tag| !old.tags.contains(tag));
    parts.extend(given.map(|tag| format!("+#{tag}")));
    let taken = old.tags.iter().filter(|tag| !new.tags.contains(tag));
    parts.extend(taken.map(|tag| format!("−#{tag}")));
    if old.note != new.note {
        parts.push(if new.note.is_empty() {
            "note taken away".to_owned()
        } else {
            format!("note: {}", new.note.replace('\n', " ⏎ "))
        });
    }
    parts.join(", ")
}

fn spoken(name: &SafeText) -> String {
    name.replace('_', " ")
}
