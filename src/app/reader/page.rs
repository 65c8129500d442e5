//! Something to be read over the panes: what is known about an article, one repaired place, or the text as it came.

use super::details;
use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::model::article::{Certainty, Repair};
use crate::model::{OriginalText, Span};
use crate::text::layout::wrap;
use std::sync::Arc;

/// Columns of the labels, with the space after them.
pub const LABEL: usize = 13;

/// State of a page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What it shows.
    pub kind: Kind,
    /// Its heading.
    pub title: String,
    /// Its rows at the width of the screen.
    pub rows: Vec<Row>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// What stands in it: a label and what it labels.
    pub(in crate::app) entries: Vec<(&'static str, String)>,
    original: Option<Arc<OriginalText>>,
    generation: Generation,
    width: usize,
}

/// What a page shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// What is known about an article.
    #[default]
    Details,
    /// One repaired place.
    Repair,
    /// The text as it came.
    Original,
    /// What became of a mark.
    History,
}

/// One row: a label, or nothing, and words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// What the words are.
    pub label: &'static str,
    /// The words.
    pub words: String,
}

impl Page {
    /// A page of labelled entries; entries without words are left out.
    pub(in crate::app) fn new(
        kind: Kind,
        title: String,
        entries: Vec<(&'static str, String)>,
    ) -> Self {
        let entries = entries.into_iter().filter(|(_, words)| !words.is_empty());
        Self {
            kind,
            title,
            entries: entries.collect(),
            ..Self::default()
        }
    }

    /// Whether its text is still on the way.
    pub fn is_loading(&self) -> bool {
        self.kind == Kind::Original && self.original.is_none()
    }

    fn lay_out(&mut self, width: usize) {
        if self.width == width {
            return;
        }
        let first = self.width == 0;
        self.width = width;
        self.rows.clear();
        for (label, words) in &self.entries {
            let room = width.saturating_sub(LABEL).max(1);
            for (number, line) in wrap::wrap_prose(words, whole(words), room)
                .into_iter()
                .enumerate()
            {
                self.rows.push(Row {
                    label: if number == 0 { label } else { "" },
                    words: line.of(words).to_owned(),
                });
            }
        }
        if let Some(original) = &self.original {
            let text = original.text.as_str();
            let lines = wrap::wrap_code(text, whole(text), width);
            let here = lines.partition_point(|line| line.start <= original.place);
            self.rows.extend(lines.into_iter().map(|line| Row {
                label: "",
                words: line.of(text).to_owned(),
            }));
            if first {
                self.cursor = here.saturating_sub(1);
                self.top = self.cursor.saturating_sub(2);
            }
        }
    }
}

fn whole(text: &str) -> Span {
    Span::new(0, text.len())
}

/// A repair in one line: what came, what it reads, in which encoding it was misread, and how sure that is.
pub(super) fn repair_line(repair: &Repair, text: &str) -> String {
    let certainty = match repair.certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
    };
    format!(
        "{} → {} ({}, {certainty})",
        repair.before,
        repair.span.of(text),
        repair.codec
    )
}

impl App {
    /// What is known about the article at hand.
    pub(in crate::app) fn show_details(&mut self) {
        match self.reader.article().cloned() {
            Some(opened) => {
                let entries = details::entries(&opened, self.now);
                let title = "Details".to_owned();
                self.layers
                    .push(Layer::Page(Page::new(Kind::Details, title, entries)));
            }
            None => self.say("The article is not here yet"),
        }
    }

    /// On a repaired place what was repaired, else the text as it came.
    pub(super) fn show_original(&mut self) {
        let Some(opened) = self.reader.article().cloned() else {
            return;
        };
        let here = |repair: &&Repair| repair.span.contains(self.reader.cursor);
        match opened.article.repairs.iter().find(here) {
            Some(repair) => {
                let entries = details::repair(&opened, repair);
                let title = "A repaired place".to_owned();
                self.layers
                    .push(Layer::Page(Page::new(Kind::Repair, title, entries)));
            }
            None => self.load_original(),
        }
    }

    fn load_original(&mut self) {
        let Some(opened) = self.reader.article().cloned() else {
            return;
        };
        let generation = self.next_request();
        self.layers.push(Layer::Page(Page {
            kind: Kind::Original,
            title: opened.row.title.to_string(),
            generation,
            ..Page::default()
        }));
        let at = self.reader.cursor;
        self.wish(Effect::LoadOriginal(
            generation,
            opened.row.id.clone(),
            opened.older,
            at,
        ));
    }

    /// The text as it came arrived, or cannot be shown.
    pub(in crate::app) fn original_loaded(
        &mut self,
        generation: Generation,
        found: Result<Arc<OriginalText>, String>,
    ) {
        let is_it =
            |layer: &Layer| matches!(layer, Layer::Page(page) if page.generation == generation);
        let Some(at) = self.layers.iter().position(is_it) else {
            return;
        };
        match (found, self.layers.get_mut(at)) {
            (Ok(original), Some(Layer::Page(page))) => {
                page.title = format!("As it came: {} bytes, {}", original.bytes, original.charset);
                page.original = Some(original);
                page.width = 0;
            }
            (Err(reason), _) => {
                self.layers.remove(at);
                self.fail(reason);
            }
            _ => {}
        }
    }

    /// After every event: rows for the width, the screen around the cursor.
    pub(in crate::app) fn settle_page(&mut self) {
        let page_rows = self.page_rows();
        let width = usize::from(self.size.0.saturating_sub(5).max(1));
        for layer in &mut self.layers {
            if let Layer::Page(page) = layer {
                page.lay_out(width);
                page.cursor = page.cursor.min(page.rows.len().saturating_sub(1));
                page.top = scrolled(page.top, page.cursor, page.cursor, page_rows);
            }
        }
    }

    fn page_rows(&self) -> usize {
        let main = self.geometry().main.body.height;
        usize::from(
            match self.layers.last() {
                Some(Layer::Page(Page {
                    kind: Kind::Original,
                    ..
                })) => main,
                // A sheet takes at most three quarters of the screen.
                _ => (main - main / 4).saturating_sub(1),
            }
            .max(1),
        )
    }

    /// Commands of a page.
    pub(in crate::app) fn run_in_page(&mut self, command: Command, count: Option<usize>) -> bool {
        let rows = self.page_rows();
        let Some(Layer::Page(page)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, page.cursor, page.rows.len(), rows) {
            page.cursor = to;
            return true;
        }
        if command != Command::Original {
            return false;
        }
        if page.kind == Kind::Original {
            self.say("This is the text as it came");
        } else {
            self.layers.pop();
            self.load_original();
        }
        true
    }
}
