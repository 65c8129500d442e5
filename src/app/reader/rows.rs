//! The rows of the reader: which are at hand, which are on the screen, and how the cursor goes by them.

use super::Reader;
use crate::app::cursor::scrolled;
use crate::app::effect::Effect;
use crate::app::geometry::Geometry;
use crate::app::keys::command::Command;
use crate::model::Span;
use crate::text::layout::{Content, Layout, RowKind};
use std::sync::Arc;

/// So many screens of rows on each side of the cursor are at hand.
const MARGIN: usize = 3;

impl Reader {
    /// Row and column of the cursor, from the top left of the article.
    pub fn place(&self) -> (usize, usize) {
        let text = self
            .opened
            .as_ref()
            .map_or("", |opened| opened.article.text.as_str());
        self.layout.place_of(text, self.cursor)
    }

    /// The bytes that `rows` rows of the screen show.
    pub fn visible(&self, rows: usize) -> Span {
        let spans = self
            .layout
            .rows()
            .iter()
            .skip(self.top)
            .take(rows)
            .flat_map(|row| &row.pieces);
        let (start, end) = spans.fold((usize::MAX, 0), |(start, end), piece| match piece.content {
            Content::Text(span) => (span.start.min(start), span.end.max(end)),
            Content::Decoration(_) => (start, end),
        });
        Span::new(start.min(end), end)
    }

    /// After every event: rows for the width, the screen around the cursor. Gives wishes for colours of code.
    pub(in crate::app) fn settle(&mut self, geometry: &Geometry) -> Vec<Effect> {
        let (Some(opened), Some(_)) = (self.opened.clone(), geometry.reader) else {
            return Vec::new();
        };
        let text = geometry.text();
        let height = usize::from(text.height.max(1));
        let same_rows = !self.stale && self.layout.width() == usize::from(text.width);
        if !same_rows || !self.layout.holds(self.cursor, height * MARGIN) {
            // The rows around another place of a long text: the cursor stays where it is on the screen.
            let above = self.layout.row_of(self.cursor).saturating_sub(self.top);
            self.look_around(text.width, self.cursor);
            if same_rows {
                self.top = self.layout.row_of(self.cursor).saturating_sub(above);
            }
            if self.cursor == 0 {
                self.cursor = self.layout.offset_at(&opened.article.text, 0, 0);
            }
        }
        let row = self.layout.row_of(self.cursor);
        if std::mem::take(&mut self.resumed) && row >= height {
            self.top = row.saturating_sub(height / 3);
            self.top = self.top.min(self.layout.len().saturating_sub(height));
        }
        self.top = scrolled(self.top, row, row, height).min(self.layout.len().saturating_sub(1));
        let mut wishes = Vec::new();
        for row in self.layout.rows().iter().skip(self.top).take(height) {
            let Some(block) = opened.article.blocks.get(row.block) else {
                continue;
            };
            if row.kind == RowKind::Code
                && let Some(language) = &block.language
                && self.asked.insert(row.block)
            {
                wishes.push(Effect::Highlight(
                    Arc::clone(&opened),
                    row.block,
                    language.clone(),
                    block.span,
                ));
            }
        }
        wishes
    }

    /// Makes the rows around a byte of the text.
    fn look_around(&mut self, width: u16, at: usize) {
        if let Some(opened) = &self.opened {
            self.layout = Layout::around(&opened.article, width, &self.folding, at);
            self.stale = false;
        }
    }

    /// Makes the rows at the beginning or the end of a long text, before a command goes there.
    pub(super) fn look_ahead(&mut self, command: Command, width: u16) {
        match command {
            Command::Top if !self.layout.starts() => self.look_around(width, 0),
            Command::Bottom if !self.layout.ends() => self.look_around(width, usize::MAX),
            _ => {}
        }
    }

    /// The row `steps` landable rows from the cursor's.
    pub(super) fn stepped(&self, down: bool, steps: usize) -> usize {
        let from = self.layout.row_of(self.cursor);
        let rows = self.layout.rows();
        let landable = |row: &usize| {
            rows.get(*row).is_some_and(|row| {
                row.kind == RowKind::Folded
                    || row
                        .pieces
                        .iter()
                        .any(|piece| matches!(piece.content, Content::Text(_)))
            })
        };
        let steps = steps.saturating_sub(1);
        if down {
            let mut ahead = (from + 1..rows.len()).filter(landable);
            ahead
                .nth(steps)
                .or_else(|| (from + 1..rows.len()).rev().find(landable))
                .unwrap_or(from)
        } else {
            (0..from)
                .rev()
                .filter(landable)
                .nth(steps)
                .or_else(|| (0..from).find(landable))
                .unwrap_or(from)
        }
    }

    /// Goes to a row, keeping to the column where going up and down began.
    pub(super) fn go_to_row(&mut self, row: usize) {
        let Some(opened) = self.opened.clone() else {
            return;
        };
        let column = self.column.unwrap_or_else(|| self.place().1);
        self.go(self.layout.offset_at(&opened.article.text, row, column));
        self.column = Some(column);
    }

    /// Scrolls by rows without moving the cursor further than the screen's edge.
    pub(in crate::app) fn scroll(&mut self, down: bool, rows: usize, height: usize) {
        let last = self.layout.len().saturating_sub(height);
        self.top = if down {
            (self.top + rows).min(last)
        } else {
            self.top.saturating_sub(rows)
        };
        let row = self.layout.row_of(self.cursor);
        if row < self.top {
            let steps = self.top - row;
            self.go_to_row(self.stepped(true, steps).max(self.top));
        } else if row >= self.top + height {
            let steps = row + 1 - self.top - height;
            self.go_to_row(self.stepped(false, steps).min(self.top + height - 1));
        }
    }
}

/// Commands that go by display rows.
pub(super) fn row_motion(
    reader: &Reader,
    command: Command,
    count: Option<usize>,
    page: usize,
) -> Option<usize> {
    let times = count.unwrap_or(1);
    let last = reader.layout.len().saturating_sub(1);
    Some(match command {
        Command::Down => reader.stepped(true, times),
        Command::Up => reader.stepped(false, times),
        Command::HalfPageDown => reader.stepped(true, (page / 2).max(1) * times),
        Command::HalfPageUp => reader.stepped(false, (page / 2).max(1) * times),
        Command::PageDown => reader.stepped(true, page.max(1) * times),
        Command::PageUp => reader.stepped(false, page.max(1) * times),
        Command::Top => count.map_or(0, |row| (row - 1).min(last)),
        Command::Bottom => count.map_or(last, |row| (row - 1).min(last)),
        _ => return None,
    })
}
