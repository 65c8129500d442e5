//! Changes on their way to the disk. What is shown is the stored rows with these over them, in order.

use super::effect::{Effect, View};
use crate::model::{
    Action, AnchorState, AnnotationId, ArticleId, ArticleRow, Change, ChangeId, LinkId,
    PlacedAnnotation, SafeText,
};

/// One change that is not yet on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The change.
    pub change: Change,
    /// Why it could not be stored, once that was tried.
    pub failed: Option<String>,
    /// The draft that it makes needless once it is stored.
    pub draft: Option<String>,
    /// The view whose articles it is for, when that is more than the change names itself.
    pub view: Option<View>,
    /// Whether it is on its way; one that failed, or stands behind a failed one, is not.
    pub sent: bool,
}

impl Waiting {
    /// A change that was not sent yet.
    pub fn new(change: Change, draft: Option<String>) -> Self {
        Self {
            change,
            failed: None,
            draft,
            view: None,
            sent: false,
        }
    }

    /// The wish that stores it.
    pub fn effect(&self) -> Effect {
        let change = Box::new(self.change.clone());
        match &self.view {
            Some(view) => Effect::SaveForView(view.clone(), change),
            None => Effect::Save(change),
        }
    }
}

/// The queue, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pending {
    /// The changes.
    pub queue: Vec<Waiting>,
}

impl Pending {
    /// Whether everything is on the disk.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// The reason of the first change that could not be stored.
    pub fn failure(&self) -> Option<&str> {
        self.queue
            .iter()
            .find_map(|waiting| waiting.failed.as_deref())
    }

    /// Whether a change that is not on its way touches the same object as `action`.
    pub fn blocks(&self, action: &Action) -> bool {
        self.queue
            .iter()
            .any(|waiting| !waiting.sent && touch(&waiting.change.action, action))
    }

    /// Whether a link of this id is on its way to the disk.
    pub fn saves_link(&self, id: &LinkId) -> bool {
        self.queue
            .iter()
            .any(|waiting| matches!(&waiting.change.action, Action::Link(link) if link.id == *id))
    }

    /// Takes a stored change out of the queue.
    pub fn take(&mut self, id: &ChangeId) -> Option<Waiting> {
        let at = self
            .queue
            .iter()
            .position(|waiting| waiting.change.id == *id)?;
        Some(self.queue.remove(at))
    }

    /// Puts the pending changes over a stored row; whether there were any for it.
    pub fn over_row(&self, row: &mut ArticleRow) -> bool {
        let mut touched = false;
        for waiting in &self.queue {
            touched |= over_row(&waiting.change.action, row);
        }
        touched
    }

    /// Puts the pending changes over the stored marks of an article. Each mark comes back with whether it is unsaved.
    pub fn over_notes(
        &self,
        article: &ArticleId,
        title: &SafeText,
        stored: &[PlacedAnnotation],
    ) -> Vec<(PlacedAnnotation, bool)> {
        let mut shown: Vec<_> = stored.iter().map(|note| (note.clone(), false)).collect();
        for waiting in &self.queue {
            over_notes(&waiting.change, article, title, &mut shown);
        }
        shown.sort_by_key(|(note, _)| (note.span.is_some(), note.span, note.annotation.created));
        shown
    }
}

/// Whether two actions touch the same mark or article, or both arrange sources or kept searches.
fn touch(a: &Action, b: &Action) -> bool {
    let marks = |action: &Action| match action {
        Action::Annotate(annotation) => vec![annotation.id.clone()],
        Action::EditBody { annotation, .. }
        | Action::EditTarget { annotation, .. }
        | Action::DeleteAnnotation { annotation } => vec![annotation.clone()],
        Action::Link(link) => vec![link.from.clone(), link.to.clone()],
        _ => Vec::new(),
    };
    let link = |action: &Action| match action {
        Action::Link(link) => Some(link.id.clone()),
        Action::Unlink { link } => Some(link.clone()),
        _ => None,
    };
    let articles = |action: &Action| match action {
        Action::SetState { articles, .. }
        | Action::Tag { articles, .. }
        | Action::Separate { articles, .. }
        | Action::Hide { articles, .. }
        | Action::RemoveArticles { articles }
        | Action::RestoreArticles { articles } => articles.clone(),
        _ => Vec::new(),
    };
    let arranges = |action: &Action| {
        matches!(
            action,
            Action::Subscribe { .. }
                | Action::RemoveSource { .. }
                | Action::RestoreSource { .. }
                | Action::RenameSource { .. }
                | Action::MoveSources { .. }
                | Action::RenameFolder { .. }
                | Action::MuteSources { .. }
                | Action::TagSources { .. }
                | Action::SaveSearch { .. }
                | Action::RenameSearch { .. }
                | Action::DeleteSearch { .. }
        )
    };
    // They are few, and a folder's name may concern any of them: they keep their order among themselves.
    if arranges(a) && arranges(b) {
        return true;
    }
    let meet =
        |one: &[AnnotationId], other: &[AnnotationId]| one.iter().any(|id| other.contains(id));
    if meet(&marks(a), &marks(b)) || link(a).is_some() && link(a) == link(b) {
        return true;
    }
    let others = articles(b);
    articles(a).iter().any(|article| others.contains(article))
}

/// Does what `action` does to the state of `row`; whether it touches that article.
pub fn over_row(action: &Action, row: &mut ArticleRow) -> bool {
    match action {
        Action::SetState { articles, state } if articles.contains(&row.id) => {
            row.read = state.read.unwrap_or(row.read);
            row.starred = state.starred.unwrap_or(row.starred);
            row.archived = state.archived.unwrap_or(row.archived);
            row.snooze = state.snooze.unwrap_or(row.snooze);
            true
        }
        Action::Hide { articles, rule } if articles.contains(&row.id) => {
            row.hidden_by.clone_from(rule);
            true
        }
        Action::See { article, .. } if *article == row.id => {
            row.updated = false;
            true
        }
        Action::Tag {
            articles,
            add,
            remove,
        } if articles.contains(&row.id) => {
            row.tags.retain(|tag| !remove.contains(tag));
            row.tags.extend(add.iter().cloned());
            row.tags.sort();
            row.tags.dedup();
            true
        }
        Action::Annotate(annotation)
            if annotation.article == row.id && annotation.motivation.is_note() =>
        {
            row.notes += 1;
            true
        }
        _ => false,
    }
}

/// Does what `change` does to the marks of one article; each mark comes with whether a change touched it.
pub fn over_notes(
    change: &Change,
    article: &ArticleId,
    title: &SafeText,
    shown: &mut Vec<(PlacedAnnotation, bool)>,
) {
    match &change.action {
        Action::Annotate(annotation) if annotation.article == *article => {
            shown.retain(|(note, _)| note.annotation.id != annotation.id);
            shown.push((
                PlacedAnnotation {
                    span: annotation.target.as_ref().map(|target| target.span),
                    annotation: (**annotation).clone(),
                    state: AnchorState::Exact,
                    title: title.clone(),
                },
                true,
            ));
        }
        Action::EditBody { annotation, body } => {
            for (note, unsaved) in shown
                .iter_mut()
                .filter(|(n, _)| n.annotation.id == *annotation)
            {
                note.annotation.body = body.clone();
                note.annotation.modified = change.at;
                *unsaved = true;
            }
        }
        Action::EditTarget { annotation, target } => {
            for (note, unsaved) in shown
                .iter_mut()
                .filter(|(n, _)| n.annotation.id == *annotation)
            {
                let placed = target.as_ref().filter(|target| !target.orphan);
                note.span = placed.map(|target| target.span);
                note.state = match target {
                    Some(target) if target.orphan => AnchorState::Orphan,
                    _ => AnchorState::Exact,
                };
                note.annotation.target.clone_from(target);
                *unsaved = true;
            }
        }
        Action::DeleteAnnotation { annotation } => {
            shown.retain(|(note, _)| note.annotation.id != *annotation);
        }
        _ => {}
    }
}
