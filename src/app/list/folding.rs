//! What is folded in the list: copies under the best one, and, when asked, a story under its best article.
//!
//! The library folds; here stands what is asked of it, and what a change of a row means for the articles
//! under it. Who has read one copy has read them all: reading and archiving take the copies along, in one
//! change. A star, a tag or a note is for the article at hand alone.

use super::told::done_by;
use crate::app::keys::command::Command;
use crate::app::{App, Focus};
use crate::model::query::{Closed, Folding};
use crate::model::{Action, ArticleId, ArticleRow, StateChange};

/// So many rows are unfolded at once; another one folds the oldest.
const MOST: usize = 16;

impl App {
    /// Commands about copies and stories, in the list and in the reader.
    pub(super) fn run_on_folded(&mut self, command: Command) -> bool {
        match (command, self.focus) {
            (Command::Fold, Focus::List) => self.toggle_fold(self.list.cursor),
            (Command::Stories, Focus::List) => self.toggle_stories(),
            (Command::Stories, _) => self.list_story(),
            (Command::NotACopy, _) => self.set_apart(),
            _ => return false,
        }
        true
    }

    /// What is folded in the list as it is shown now.
    pub(in crate::app) fn folding(&self) -> Folding {
        if self.list.stories {
            Folding::Stories
        } else {
            Folding::Copies
        }
    }

    /// Unfolds the row at `index`, or folds it again; from a row under it too.
    pub(in crate::app) fn toggle_fold(&mut self, index: usize) {
        let heads = (0..=index).rev().map_while(|index| self.list.stored(index));
        let head = heads.into_iter().find(|row| row.under.is_none()).cloned();
        let Some(head) = head else {
            return self.say("No article here yet");
        };
        if self.list.is_unfolded(&head.id) {
            self.list.query.unfolded.retain(|id| *id != head.id);
        } else if self.list.has_folded(&head) {
            let unfolded = &mut self.list.query.unfolded;
            unfolded.push(head.id.clone());
            let surplus = unfolded.len().saturating_sub(MOST);
            unfolded.drain(..surplus);
        } else {
            return self.say(if self.list.stories {
                "No other article tells this story"
            } else {
                "No copies of this article"
            });
        }
        self.list.range = None;
        self.load_list(Some(head.id));
    }

    /// One row a story, or one an article again.
    fn toggle_stories(&mut self) {
        self.list.stories = !self.list.stories;
        self.list.query.folding = self.folding();
        self.list.query.unfolded.clear();
        self.list.query.closed = Closed::default();
        self.list.range = None;
        self.load_list(self.list.current().cloned());
        self.say(if self.list.stories {
            "One row a story; za unfolds it, gs shows all articles again"
        } else {
            "One row an article"
        });
    }

    /// Lists the articles of the story of the opened one.
    fn list_story(&mut self) {
        let story = self.current_row().and_then(|row| row.story);
        let Some(story) = story.filter(|story| story.articles > 1) else {
            return self.say("No other article tells this story");
        };
        self.leave_reader();
        self.parked = None;
        self.set_filter(&format!("story:{}", story.id));
    }

    /// The person says that the chosen articles are no copies.
    fn set_apart(&mut self) {
        let is_copy = |row: &ArticleRow| {
            !row.copies.is_empty() || row.copy_of.is_some() || row.under.is_some()
        };
        if !self.chosen_rows().iter().any(is_copy) {
            return self.say("No copies of this article");
        }
        let articles = self.chosen_articles();
        self.change_articles(Action::Separate {
            articles,
            separate: true,
        });
    }

    /// The rows of the chosen articles, as stored.
    pub(super) fn chosen_rows(&self) -> Vec<ArticleRow> {
        if self.focus == Focus::List {
            let other = self.list.range.unwrap_or(self.list.cursor);
            let range = other.min(self.list.cursor)..=other.max(self.list.cursor);
            let rows = range.filter_map(|index| self.list.stored(index));
            return rows.cloned().collect();
        }
        self.current_row().into_iter().collect()
    }

    /// The copies that a state of the chosen articles is for as well.
    pub(super) fn copies_along(&self, state: StateChange, chosen: &[ArticleId]) -> Vec<ArticleId> {
        if state.read.is_none() && state.archived.is_none() && state.snooze.is_none() {
            return Vec::new();
        }
        let rows = self.chosen_rows().into_iter();
        let mut copies: Vec<ArticleId> = rows.flat_map(|row| row.copies).collect();
        copies.retain(|copy| !chosen.contains(copy));
        copies
    }

    /// Says that a state was set on copies as well.
    pub(super) fn say_copies(&mut self, state: StateChange, copies: usize) {
        let what = done_by(state, &self.local());
        match copies {
            0 => {}
            1 => self.say(format!("{what}, and 1 copy; u takes it back")),
            n => self.say(format!("{what}, and {n} copies; u takes it back")),
        }
    }
}

impl super::List {
    /// Whether what is folded under this article's row is shown.
    pub fn is_unfolded(&self, id: &ArticleId) -> bool {
        self.query.unfolded.contains(id)
    }

    /// Whether anything is folded under a row.
    pub fn has_folded(&self, row: &ArticleRow) -> bool {
        let story = row.story.as_ref().is_some_and(|story| story.articles > 1);
        row.under.is_none()
            && if self.stories {
                story
            } else {
                row.copy_count() > 0
            }
    }
}
