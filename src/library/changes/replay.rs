//! The log played again in memory: what the user data must be if the log is right.

use crate::library::articles::snooze;
use crate::library::changes::log::{Logged, changes_of, from_json, time};
use crate::library::error::LibraryError;
use crate::library::list::saved;
use crate::library::marks::{link, note};
use crate::model::{
    Action, Annotation, AnnotationId, ArticleId, Folder, LabellingState, Link, LinkId,
    ReadingState, SafeText, SourceId,
};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// All user data that the log speaks of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::library) struct UserData {
    pub annotations: BTreeMap<AnnotationId, Annotation>,
    pub links: BTreeMap<LinkId, Link>,
    /// Articles in the first state are left out.
    pub states: BTreeMap<ArticleId, ReadingState>,
    pub tags: BTreeSet<(ArticleId, SafeText)>,
    pub removed: BTreeSet<ArticleId>,
    /// Sources of which nothing is said are left out.
    pub sources: BTreeMap<SourceId, Said>,
    pub searches: BTreeMap<SafeText, SafeText>,
    /// Those that a rule keeps out of the list.
    pub hidden: BTreeMap<ArticleId, SafeText>,
    /// Those that the person called no copies.
    pub separate: BTreeSet<ArticleId>,
    /// How far each annotator is with labelling.
    pub labelling: BTreeMap<(ArticleId, SafeText), LabellingState>,
}

/// What a person says about a source.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::library) struct Said {
    name: Option<SafeText>,
    folder: Folder,
    muted: bool,
    tags: BTreeSet<SafeText>,
}

impl UserData {
    /// What the tables hold.
    pub fn stored(connection: &Connection) -> Result<Self, LibraryError> {
        let mut data = Self::default();
        for annotation in note::read_all(connection)? {
            data.annotations.insert(annotation.id.clone(), annotation);
        }
        for link in link::read_all(connection)? {
            data.links.insert(link.id.clone(), link);
        }
        let mut articles = connection.prepare(
            "SELECT id, read, starred, archived, removed, separate, snooze, hidden_by FROM article",
        )?;
        let mut rows = articles.query([])?;
        while let Some(row) = rows.next()? {
            let id = ArticleId::named(&row.get::<_, String>(0)?);
            let state = ReadingState {
                read: row.get(1)?,
                starred: row.get(2)?,
                archived: row.get(3)?,
                snooze: snooze::read(row.get(6)?),
            };
            // What was only let go, the person did not remove.
            if matches!(row.get(4)?, 1..=2) {
                data.removed.insert(id.clone());
            }
            if let Some(rule) = row.get::<_, Option<String>>(7)? {
                data.hidden.insert(id.clone(), SafeText::new(rule));
            }
            if row.get(5)? {
                data.separate.insert(id.clone());
            }
            if state != ReadingState::default() {
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
        let mut sources = connection.prepare(
            "SELECT id, given, folder, muted, (SELECT group_concat(name, char(10)) FROM source_tag t WHERE t.source = s.row)
             FROM source s",
        )?;
        let mut rows = sources.query([])?;
        while let Some(row) = rows.next()? {
            let tags: Option<String> = row.get(4)?;
            let said = Said {
                name: row.get::<_, Option<String>>(1)?.map(SafeText::new),
                folder: Folder::typed(&row.get::<_, String>(2)?),
                muted: row.get(3)?,
                tags: tags
                    .unwrap_or_default()
                    .lines()
                    .map(SafeText::from)
                    .collect(),
            };
            let id = SourceId::named(&row.get::<_, String>(0)?);
            data.say(&id, |own| *own = said);
        }
        let mut labelling = connection.prepare(
            "SELECT a.id, l.annotator, l.state FROM labelling l JOIN article a ON a.row = l.article",
        )?;
        let mut rows = labelling.query([])?;
        while let Some(row) = rows.next()? {
            let article = ArticleId::named(&row.get::<_, String>(0)?);
            let annotator = SafeText::new(row.get::<_, String>(1)?);
            let state = crate::library::marks::labelling::named(&row.get::<_, String>(2)?)?;
            data.labelling.insert((article, annotator), state);
        }
        for search in saved::all(connection)? {
            data.searches.insert(search.name, search.query);
        }
        Ok(data)
    }

    /// Changes what is said about a source.
    fn say(&mut self, source: &SourceId, change: impl FnOnce(&mut Said)) {
        let said = self.sources.entry(source.clone()).or_default();
        change(said);
        if *said == Said::default() {
            self.sources.remove(source);
        }
    }

    /// What the log makes.
    pub fn replayed(connection: &Connection) -> Result<Self, LibraryError> {
        let mut data = Self::default();
        let mut log = connection
            .prepare(r#"SELECT kind, "group", at, action, inverse FROM change ORDER BY number"#)?;
        let mut rows = log.query([])?;
        // What each undo hid beside the changes that it took back, for the redo that may follow.
        let mut hidden: BTreeMap<String, Vec<Action>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let group: String = row.get(1)?;
            match row.get::<_, String>(0)?.as_str() {
                "do" => data.apply(&Logged {
                    at: time(&row.get::<_, String>(2)?)?,
                    action: from_json(&row.get::<_, String>(3)?)?,
                    inverse: from_json(&row.get::<_, String>(4)?)?,
                }),
                "undo" => {
                    let own: Option<String> = row.get(4)?;
                    let own: Vec<Action> = own.map_or(Ok(Vec::new()), |own| from_json(&own))?;
                    for mut change in changes_of(connection, &group)?.into_iter().rev() {
                        let inverse = std::mem::replace(&mut change.inverse, own.clone());
                        for action in &inverse {
                            data.perform(action, &change);
                        }
                    }
                    hidden.insert(group, own);
                }
                _ => {
                    for change in changes_of(connection, &group)? {
                        data.apply(&change);
                        for action in hidden.remove(&group).unwrap_or_default() {
                            data.perform(&action, &change);
                        }
                    }
                }
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
            Action::Link(link) => {
                self.links.insert(link.id.clone(), (**link).clone());
            }
            Action::Unlink { link } => {
                self.links.remove(link);
            }
            Action::SetState { articles, state } => {
                for id in articles {
                    let now = self.states.entry(id.clone()).or_default();
                    *now = now.with(*state);
                    now.snooze = snooze::kept(now.snooze);
                    if *now == ReadingState::default() {
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
            // Which version was seen is also told by what arrived; the log alone does not know it.
            Action::See { .. } => {}
            Action::SetLabelling {
                article,
                annotator,
                state,
            } => self.label(article, annotator, *state),
            Action::Hide { articles, rule } => {
                for id in articles {
                    match rule {
                        Some(rule) => self.hidden.insert(id.clone(), rule.clone()),
                        None => self.hidden.remove(id),
                    };
                }
            }
            Action::Separate { articles, separate } => {
                for id in articles {
                    if *separate {
                        self.separate.insert(id.clone());
                    } else {
                        self.separate.remove(id);
                    }
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
            _ => self.arrange(action, change),
        }
    }

    /// How far an annotator is with labelling. To have seen an article takes no decision back.
    fn label(&mut self, article: &ArticleId, annotator: &SafeText, state: Option<LabellingState>) {
        let key = (article.clone(), annotator.clone());
        match state {
            None => {
                self.labelling.remove(&key);
            }
            Some(LabellingState::Seen) if self.labelling.contains_key(&key) => {}
            Some(state) => {
                self.labelling.insert(key, state);
            }
        }
    }

    /// What is said about sources, and the kept searches.
    fn arrange(&mut self, action: &Action, change: &Logged) {
        match action {
            // A feed that was known already was left as it was: there is nothing to take back.
            Action::Subscribe { .. } if change.inverse.is_empty() => {}
            Action::Subscribe {
                source,
                folder,
                tags,
                ..
            } => self.say(source, |said| {
                said.folder = folder.clone();
                said.tags = tags.iter().cloned().collect();
            }),
            Action::RenameSource { source, name } => {
                self.say(source, |said| said.name.clone_from(name));
            }
            Action::MoveSources { sources, folder } => {
                for source in sources {
                    self.say(source, |said| said.folder = folder.clone());
                }
            }
            Action::RenameFolder { folder, to } => {
                for said in self.sources.values_mut() {
                    if let Some(moved) = said.folder.moved(folder, to) {
                        said.folder = moved;
                    }
                }
                self.sources.retain(|_, said| *said != Said::default());
            }
            Action::MuteSources { sources, muted } => {
                for source in sources {
                    self.say(source, |said| said.muted = *muted);
                }
            }
            Action::TagSources {
                sources,
                add,
                remove,
            } => {
                for source in sources {
                    self.say(source, |said| {
                        said.tags.retain(|tag| !remove.contains(tag));
                        said.tags.extend(add.iter().cloned());
                    });
                }
            }
            Action::SaveSearch { name, query } => {
                self.searches.insert(name.clone(), query.clone());
            }
            Action::RenameSearch { name, to } => {
                if let Some(query) = self.searches.remove(name) {
                    self.searches.insert(to.clone(), query);
                }
            }
            Action::DeleteSearch { name } => {
                self.searches.remove(name);
            }
            _ => {}
        }
    }
}
