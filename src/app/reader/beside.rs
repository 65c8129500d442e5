//! The articles beside the one that is shown: the one that the next key will most likely ask for is read while nobody
//! waits, and those that were just left stay for a moment. So a key of the list shows its article in the same frame.
//!
//! They are as they were read: whatever is stored or read again makes them forgotten, but for the state of an article,
//! which is known.

use crate::app::App;
use crate::app::effect::{Effect, Generation};
use crate::app::pending::over_row;
use crate::model::{Action, ArticleId, OpenedArticle};
use crate::text::layout::WHOLE;
use std::sync::Arc;

/// So many are kept: the one before and the one after.
const KEPT: usize = 2;

/// Articles at hand besides the shown one.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    kept: Vec<Arc<OpenedArticle>>,
    /// The one that was asked for last, with its request until that is answered.
    asked: Option<(ArticleId, Option<Generation>)>,
    /// The row for which it was asked, and whether the cursor came there from below.
    from: usize,
    upwards: bool,
}

impl Beside {
    /// Keeps an article: the present text, if it is no longer than what people read.
    pub(super) fn keep(&mut self, opened: Arc<OpenedArticle>) {
        if opened.older.is_some() || opened.article.text.len() > WHOLE {
            return;
        }
        self.kept.retain(|other| other.row.id != opened.row.id);
        self.kept.push(opened);
        let spare = self.kept.len().saturating_sub(KEPT);
        self.kept.drain(..spare);
    }

    /// Gives an article away.
    pub(super) fn take(&mut self, article: &ArticleId) -> Option<Arc<OpenedArticle>> {
        let at = self
            .kept
            .iter()
            .position(|opened| opened.row.id == *article)?;
        Some(self.kept.remove(at))
    }

    /// The request under way for an article.
    pub(super) fn request_for(&self, article: &ArticleId) -> Option<Generation> {
        let (asked, request) = self.asked.as_ref()?;
        request.filter(|_| asked == article)
    }

    /// Whether this request was the one under way; it is answered.
    pub(super) fn answered(&mut self, generation: Generation) -> bool {
        match &mut self.asked {
            Some((_, request)) if *request == Some(generation) => request.take().is_some(),
            _ => false,
        }
    }

    /// Another request goes before the one under way, which may never be answered.
    pub(super) fn give_way(&mut self) {
        self.asked = None;
    }

    /// A change of articles that are all named in it is on the disk: of their state it tells all, of anything else nothing.
    pub(in crate::app) fn stored(&mut self, action: &Action) {
        let Action::SetState { articles, .. } = action else {
            return self.forget();
        };
        // What was read before is told of beside the facts that others share with it.
        self.kept.retain(|opened| {
            let mut others = opened.relations.iter();
            !others.any(|(_, relation)| articles.contains(&relation.b.article))
        });
        for opened in &mut self.kept {
            if articles.contains(&opened.row.id) {
                over_row(action, &mut Arc::make_mut(opened).row);
            }
        }
        // Whether the one that is on its way was read before or after it nobody knows.
        self.asked.take_if(|(_, request)| request.is_some());
    }

    /// What is kept is not as it is stored any more.
    pub(in crate::app) fn forget(&mut self) {
        self.kept.clear();
        self.asked = None;
    }
}

impl App {
    /// Asks for the article of the list that comes after the shown one, the way the cursor went.
    pub(in crate::app) fn look_ahead(&mut self) {
        let at = self.list.cursor;
        let shown = self.reader.article().map(|opened| &opened.row.id);
        // What comes after it in a list that is on its way nobody knows.
        if shown.is_none() || shown != self.list.current() || self.list.changed {
            return;
        }
        let beside = &mut self.reader.beside;
        if at != beside.from {
            (beside.from, beside.upwards) = (at, at < beside.from);
        }
        let next = if beside.upwards {
            at.checked_sub(1)
        } else {
            Some(at + 1)
        };
        let Some(next) = next
            .and_then(|next| self.list.stored(next))
            .map(|row| row.id.clone())
        else {
            return;
        };
        let is_kept = beside.kept.iter().any(|opened| opened.row.id == next);
        if is_kept
            || beside
                .asked
                .as_ref()
                .is_some_and(|(asked, _)| *asked == next)
        {
            return;
        }
        let generation = self.next_request();
        self.reader.beside.asked = Some((next.clone(), Some(generation)));
        self.wish(Effect::ReadAhead(generation, next));
    }
}
