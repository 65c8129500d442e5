//! The sources of the library, with their counts.

use super::App;
use super::command::Command;
use super::confirm::{Answer, Confirm};
use super::cursor::{moved, scrolled};
use super::effect::{Effect, Generation};
use super::layer::Layer;
use crate::model::SourceRow;

/// State of the view of all sources.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The sources.
    pub rows: Vec<SourceRow>,
    /// The one under the cursor.
    pub cursor: usize,
    /// The first on the screen.
    pub top: usize,
    /// The number of the newest request.
    pub generation: Generation,
    /// Whether the first answer has come.
    pub loaded: bool,
    /// A source to be removed as soon as the sources are known: part of its name.
    pub(super) remove: Option<String>,
}

impl App {
    /// Opens the view.
    pub(super) fn open_sources(&mut self) {
        self.layers.push(Layer::Sources(Sources::default()));
        self.reload_sources();
    }

    /// Reads the sources again, if the view is open.
    pub(super) fn reload_sources(&mut self) {
        let generation = self.next_request();
        let mut open = false;
        for layer in &mut self.layers {
            if let Layer::Sources(sources) = layer {
                sources.generation = generation;
                open = true;
            }
        }
        if open {
            self.wish(Effect::LoadSources(generation));
        }
    }

    /// The sources arrived.
    pub(super) fn sources_loaded(&mut self, generation: Generation, rows: &[SourceRow]) {
        if self.refreshing == Some(generation) {
            self.refreshing = None;
            self.refresh(rows);
        }
        let mut remove = None;
        for layer in &mut self.layers {
            if let Layer::Sources(sources) = layer
                && sources.generation == generation
            {
                sources.rows = rows.to_vec();
                sources.loaded = true;
                sources.cursor = sources.cursor.min(rows.len().saturating_sub(1));
                remove = sources.remove.take();
            }
        }
        if let Some(name) = remove {
            self.remove_named(&name, rows);
        }
    }

    /// Removes the source under the cursor, or the one with a name; asks before.
    pub(super) fn remove_source(&mut self, name: &str) {
        if let Some(Layer::Sources(sources)) = self.layers.last()
            && name.is_empty()
        {
            match sources.rows.get(sources.cursor).cloned() {
                Some(source) => self.ask_removal(&source),
                None => self.say("No source here"),
            }
            return;
        }
        self.open_sources();
        if let Some(Layer::Sources(sources)) = self.layers.last_mut() {
            sources.remove = (!name.is_empty()).then(|| name.to_owned());
        }
        if name.is_empty() {
            self.say("Choose the source, then gX removes it");
        }
    }

    fn remove_named(&mut self, name: &str, rows: &[SourceRow]) {
        let exact = rows
            .iter()
            .filter(|row| row.name.as_str() == name || row.id.as_str() == name);
        let part = rows
            .iter()
            .filter(|row| row.name.to_lowercase().contains(&name.to_lowercase()));
        let found: Vec<_> = match exact.collect::<Vec<_>>() {
            exact if exact.len() == 1 => exact,
            _ => part.collect(),
        };
        match found.as_slice() {
            [source] => self.ask_removal(source),
            [] => self.fail(format!("No source is named `{name}`")),
            _ => self.fail(format!(
                "{} sources fit `{name}`; choose one, then gX removes it",
                found.len()
            )),
        }
    }

    fn ask_removal(&mut self, source: &SourceRow) {
        let articles = match source.articles {
            1 => "1 article".to_owned(),
            n => format!("{n} articles"),
        };
        self.layers.push(Layer::Confirm(Confirm {
            question: format!(
                "Remove {} with {articles}? Annotated ones stay.",
                source.name
            ),
            answer: Answer::RemoveSource(source.id.clone()),
        }));
    }

    /// Commands of the view: `Enter` filters the list by the source.
    pub(super) fn run_in_sources(&mut self, command: Command, count: Option<usize>) -> bool {
        let page = usize::from(self.geometry().main.body.height.max(1));
        let Some(Layer::Sources(sources)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, sources.cursor, sources.rows.len(), page) {
            sources.cursor = to;
            sources.top = scrolled(sources.top, to, to, page);
            return true;
        }
        if command == Command::Refresh {
            let source = sources.rows.get(sources.cursor).cloned();
            self.refresh_one(source);
            return true;
        }
        if command != Command::Open {
            return false;
        }
        if let Some(source) = sources.rows.get(sources.cursor).cloned() {
            self.layers.pop();
            self.leave_reader();
            self.set_filter(&format!("source:\"{}\"", source.name.replace('"', " ")));
        }
        true
    }
}
