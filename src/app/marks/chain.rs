//! The chain of a claim: all marks that it is linked to, directly or over others, as a tree.

use super::link::id_of;
use crate::app::App;
use crate::app::cursor::{moved, scrolled};
use crate::app::effect::{Effect, Generation};
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::reader::page::{Kind, Page};
use crate::model::change::HistoryEntry;
use crate::model::link::ChainRow;

/// Rows that one mark takes on the screen: its words, then what was said of it and its article.
pub const ROW_HEIGHT: u16 = 2;

/// State of the view.
#[derive(Debug, Clone, Default)]
pub struct Chain {
    /// The marks, the one that was asked about first.
    pub rows: Vec<ChainRow>,
    /// Index of the mark under the cursor.
    pub cursor: usize,
    /// Index of the first on the screen.
    pub top: usize,
    /// The number of the request.
    pub generation: Generation,
}

impl App {
    /// Shows what the mark that is meant is linked to.
    pub(in crate::app) fn open_chain(&mut self) {
        let Some(mark) = self.mark_under_cursor().as_ref().and_then(id_of) else {
            return self.say("No mark here; L links a sentence to a mark");
        };
        let generation = self.next_request();
        self.layers.push(Layer::Chain(Chain {
            generation,
            ..Chain::default()
        }));
        self.wish(Effect::LoadChain(generation, mark));
    }

    /// The chain arrived.
    pub(in crate::app) fn chain_loaded(&mut self, generation: Generation, rows: Vec<ChainRow>) {
        for layer in &mut self.layers {
            if let Layer::Chain(chain) = layer
                && chain.generation == generation
            {
                chain.rows = rows;
                return;
            }
        }
    }

    /// Shows what became of the mark that is meant.
    pub(in crate::app) fn open_history(&mut self) {
        match self.mark_under_cursor().as_ref().and_then(id_of) {
            Some(mark) => self.wish(Effect::LoadHistory(mark)),
            None => self.say("No mark here"),
        }
    }

    /// The history of a mark arrived.
    pub(in crate::app) fn history_loaded(&mut self, entries: &[HistoryEntry]) {
        let told = entries.iter().map(|entry| {
            let at = entry.at.strftime("%Y-%m-%d %H:%M");
            ("", format!("{at}  {}: {}", entry.annotator, entry.what))
        });
        let title = format!("History  {}", entries.len());
        let page = Page::new(Kind::History, title, told.collect());
        self.layers.push(Layer::Page(page));
    }

    fn chain_rows(&self) -> usize {
        usize::from((self.geometry().main.body.height / ROW_HEIGHT).max(1))
    }

    /// After every event: the screen follows the cursor.
    pub(in crate::app) fn settle_chain(&mut self) {
        let rows = self.chain_rows();
        for layer in &mut self.layers {
            if let Layer::Chain(chain) = layer {
                chain.cursor = chain.cursor.min(chain.rows.len().saturating_sub(1));
                chain.top = scrolled(chain.top, chain.cursor, chain.cursor, rows);
            }
        }
    }

    /// Commands of the view: `Enter` goes to the mark.
    pub(in crate::app) fn run_in_chain(&mut self, command: Command, count: Option<usize>) -> bool {
        let page = self.chain_rows();
        let Some(Layer::Chain(chain)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, chain.cursor, chain.rows.len(), page) {
            chain.cursor = to;
            return true;
        }
        if command != Command::Open {
            return false;
        }
        if let Some(row) = chain.rows.get(chain.cursor).cloned() {
            self.layers.clear();
            self.open_mark(&row.mark);
        }
        true
    }
}
