//! Lines being typed and the choices for them: every prompt is drawn by these.

use crate::app::prompt::line::Line;
use crate::config::Role;
use crate::model::Span;
use crate::text::width::{columns, graphemes};
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_short};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Where a line being typed stands.
pub(in crate::tui::view) struct Typed {
    /// Where the cursor is.
    pub cursor: Position,
    /// The byte of the line that is shown first.
    start: usize,
    /// Where it is.
    x: u16,
}

impl Typed {
    /// The columns in which a part of the line stands, as far as it is shown.
    pub fn columns(&self, line: &str, part: Span) -> (u16, u16) {
        let column = |at: usize| {
            let before = line.get(self.start..at.max(self.start)).map_or(0, columns);
            self.x
                .saturating_add(u16::try_from(before).unwrap_or(u16::MAX))
        };
        (column(part.start), column(part.end))
    }
}

impl Screen<'_> {
    /// A line being typed behind its prompt. Returns where the cursor stands.
    pub(in crate::tui::view) fn typed_line(
        &self,
        area: Rect,
        prompt: &str,
        line: &Line,
        buffer: &mut Buffer,
    ) -> Position {
        self.typed_text(area, prompt, line, buffer).cursor
    }

    /// A line being typed behind its prompt; the part around the cursor when it is longer than the row.
    pub(in crate::tui::view) fn typed_text(
        &self,
        area: Rect,
        prompt: &str,
        line: &Line,
        buffer: &mut Buffer,
    ) -> Typed {
        let taken = put_short(
            buffer,
            area.x,
            area.y,
            area.width,
            prompt,
            self.style(Role::Key),
        );
        let x = area.x + taken;
        let room = usize::from(area.right().saturating_sub(x));
        let (before, after) = line.split();
        // Leave out whole clusters at the left until the cursor has a column of its own.
        let excess = (columns(before) + 1).saturating_sub(room);
        let mut dropped = 0;
        let start = graphemes(before)
            .find(|(_, _, width)| {
                let keep = dropped >= excess;
                dropped += width;
                keep
            })
            .map_or(if excess == 0 { 0 } else { before.len() }, |(at, ..)| at);
        let visible = before.get(start..).unwrap_or_default();
        let width = put(buffer, x, area.y, room as u16, visible, self.words());
        put(
            buffer,
            x + width,
            area.y,
            room as u16 - width.min(room as u16),
            after,
            self.words(),
        );
        Typed {
            cursor: Position::new(x + width, area.y),
            start,
            x,
        }
    }

    /// Choices side by side in one row, the chosen one lit.
    pub(in crate::tui::view) fn choices<'a>(
        &self,
        row: Rect,
        choices: impl Iterator<Item = &'a str>,
        chosen: Option<usize>,
        buffer: &mut Buffer,
    ) {
        let mut x = row.x;
        for (index, choice) in choices.enumerate() {
            let room = row.right().saturating_sub(x);
            if room == 0 {
                break;
            }
            let role = if chosen == Some(index) {
                Role::MatchCurrent
            } else {
                Role::Tag
            };
            x += put_short(buffer, x, row.y, room, choice, self.style(role)) + 2;
        }
    }
}
