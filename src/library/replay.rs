//! The log played again in memory: what the user data must be if the log is right.

use super::error::LibraryError;
use super::log::{Logged, changes_of, from_json, time};
use super::note;
use crate::model::{Action, Annotation, AnnotationId, ArticleId, SafeText};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// All user data that the log speaks of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct UserData {
    pub annotations: BTreeMap<AnnotationId, Annotation>,
    /// Read, starred, archived; articles in the first state are left out.
    pub states: BTreeMap<ArticleId, [bool; 3]>,
    pub tags: BTreeSet<(ArticleId, SafeText)>,
    pub removed: BTreeSet<ArticleId>,
}

impl UserData {
    /// What the tables hold.
    pub fn stored(connection: &Connection) -> Result<Self, LibraryError> {
        let mut data = Self::default();
        for annotation in note::read_all(connection)? {
            data.annotations.insert(annotation.id.clone(), annotation);
        }
        let mut articles =
            connection.prepare("SELECT id, read, starred, archived, removed FROM article")?;
        let mut rows = articles.query([])?;
        while let Some(row) = rows.next()? {
            let id = ArticleId::named(&row.get::<_, String>(0)?);
            let state = [row.get(1)?, row.get(2)?, row.get(3)?];
            if row.get::<_, i64>(4)? != 0 {
                data.removed.insert(id.clone());
            }
            if state != [false; 3] {
                data.states.insert(id, state);
            }
        }
        let mut tags = connection.prepare(
            "SELECT a.id, t.name FROM article_tag t JOIN article a ON a.row = t.article",
        )?;
        let mut rows = tags.query([])?;
        while let Some(row) = rows.next()? {
            data.tags.insert((
                ArticleId::named(&row.get::<_, String>(0)?),
                SafeText::new(row.get::<_, String>(1)?),
            ));
        }
        Ok(data)
    }

    /// What the log makes.
    pub fn replayed(connection: &Connection) -> Result<Self, LibraryError> {
        let mut data = Self::default();
        let mut log = connection
            .prepare(r#"SELECT kind, "group", at, action, inverse FROM change ORDER BY number"#)?;
        let mut rows = log.query([])?;
        while let Some(row) = rows.next()? {
            let group: String = row.get(1)?;
            match row.get::<_, String>(0)?.as_str() {
                "do" => data.apply(&Logged {
                    at: time(&row.get::<_, String>(2)?)?,
                    action: from_json(&row.get::<_, String>(3)?)?,
                    inverse: from_json(&row.get::<_, String>(4)?)?,
                }),
                "undo" => {
                    for change in changes_of(connection, &group)?.iter().rev() {
                        for action in &change.inverse {
                            data.perform(action, change);
                        }
                    }
                }
                _ => changes_of(connection, &group)?
                    .iter()
                    .for_each(|change| data.apply(change)),
            }
        }
        Ok(data)
    }

    fn apply(&mut self, change: &Logged) {
        self.perform(&change.action, change);
    }

    fn perform(&mut self, action: &Action, change: &Logged) {
        match action {
            Action::Annotate(annotation) => {
                self.annotations
                    .insert(annotation.id.clone(), (**annotation).clone());
            }
            Action::EditBody { annotation, body } => {
                if let Some(old) = self
                    .annotations
                    .get_mut(annotation)
                    .filter(|old| old.body != *body)
                {
                    old.body.clone_from(body);
                    old.modified = change.at;
                }
            }
            Action::EditTarget { annotation, target } => {
                if let Some(old) = self
                    .annotations
                    .get_mut(annotation)
                    .filter(|old| old.target != *target)
                {
                    old.target.clone_from(target);
                    old.modified = change.at;
                }
            }
            Action::DeleteAnnotation { annotation } => {
                self.annotations.remove(annotation);
            }
            Action::SetState { articles, state } => {
                for id in articles {
                    let now = self.states.entry(id.clone()).or_default();
                    for (field, new) in
                        now.iter_mut()
                            .zip([state.read, state.starred, state.archived])
                    {
                        *field = new.unwrap_or(*field);
                    }
                    if *now == [false; 3] {
                        self.states.remove(id);
                    }
                }
            }
            Action::Tag {
                articles,
                add,
                remove,
            } => {
                for id in articles {
                    for name in remove.iter().filter(|name| !add.contains(name)) {
                        self.tags.remove(&(id.clone(), name.clone()));
                    }
                    self.tags
                        .extend(add.iter().map(|name| (id.clone(), name.clone())));
                }
            }
            // Which articles went with their source stands in the inverse.
            Action::RemoveSource { .. } => {
                for inverse in &change.inverse {
                    if let Action::RestoreArticles { articles } = inverse {
                        self.removed.extend(articles.iter().cloned());
                    }
                }
            }
            Action::RestoreSource { .. } => {}
            Action::RemoveArticles { articles } => self.removed.extend(articles.iter().cloned()),
            Action::RestoreArticles { articles } => {
                for id in articles {
                    self.removed.remove(id);
                }
            }
        }
    }
}
