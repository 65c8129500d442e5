//! Two sentences side by side: what this article says, and what another one says about the same.

use super::App;
use super::command::Command;
use super::cursor::moved;
use super::layer::Layer;
use crate::model::Relation;

/// State of the compare view.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compare {
    /// The pairs, of one fact or of the whole article; `a` is the opened article.
    pub pairs: Vec<Relation>,
    /// The pair that is shown.
    pub cursor: usize,
}

impl App {
    /// Shows pairs, beginning with one of them.
    pub(super) fn open_compare(&mut self, pairs: Vec<Relation>, cursor: usize) {
        self.layers.push(Layer::Compare(Compare { pairs, cursor }));
        self.light_pair();
    }

    /// Commands of the view: `Enter` opens the other article at its sentence.
    pub(super) fn run_in_compare(&mut self, command: Command, count: Option<usize>) -> bool {
        let Some(Layer::Compare(compare)) = self.layers.last_mut() else {
            return false;
        };
        if let Some(to) = moved(command, count, compare.cursor, compare.pairs.len(), 1) {
            compare.cursor = to;
            self.light_pair();
            return true;
        }
        if command != Command::Open {
            return false;
        }
        if let Some(pair) = compare.pairs.get(compare.cursor).cloned() {
            self.layers.pop();
            self.open_at(pair.b.article, Some(pair.b.span));
        }
        true
    }

    fn light_pair(&mut self) {
        if let Some(Layer::Compare(compare)) = self.layers.last()
            && let Some(pair) = compare.pairs.get(compare.cursor)
        {
            let span = pair.a.span;
            self.reader.point_at(span);
        }
    }
}
