//! Snippets: what stands around the words of the filter in the texts of the rows on the screen.
//!
//! Rows come first. What is on the screen then is looked through aside, a screen at a time, whatever the list's length.

use super::List;
use crate::app::App;
use crate::app::effect::{Effect, Needle};
use crate::model::row::Under;
use crate::model::{ArticleId, ArticleRow, Excerpt, SafeText};

impl List {
    /// What stands around the words of the filter in the text of a row, once it was looked through.
    pub fn snippet(&self, row: &ArticleRow) -> Option<&Excerpt> {
        let is_text = !matches!(row.under, Some(Under::SameText(_)));
        self.snippets.get(&row.id)?.as_ref().filter(|_| is_text)
    }

    /// Other words are looked for from now on.
    pub(in crate::app) fn look_for(&mut self, needles: Vec<Needle>) {
        self.needles = needles;
        self.snippets.clear();
        self.snipping = false;
    }

    /// Of so many rows on the screen those that were not looked through.
    fn without_snippet(&self, rows: usize) -> Vec<(ArticleId, SafeText)> {
        let shown = (self.top..self.top + rows).filter_map(|index| self.stored(index));
        shown
            .filter(|row| !self.snippets.contains_key(&row.id))
            .map(|row| (row.id.clone(), row.title.clone()))
            .collect()
    }

    /// Texts were looked through. What is not at hand any more is forgotten.
    pub(in crate::app) fn snippets_loaded(
        &mut self,
        needles: &[Needle],
        found: Vec<(ArticleId, Option<Excerpt>)>,
    ) {
        if self.needles != needles {
            return;
        }
        self.snipping = false;
        let rows = &self.page.rows;
        self.snippets
            .retain(|id, _| rows.iter().any(|row| row.id == *id));
        self.snippets.extend(found);
    }
}

impl App {
    /// Wishes for the snippets of what is on the screen.
    pub(super) fn look_through_texts(&mut self, rows: usize) {
        let list = &self.list;
        if list.needles.is_empty() || list.snipping || list.changed {
            return;
        }
        let articles = list.without_snippet(rows);
        if !articles.is_empty() {
            let needles = list.needles.clone();
            self.list.snipping = true;
            self.wish(Effect::LoadSnippets(articles, needles));
        }
    }
}
