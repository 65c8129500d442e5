//! Lines being typed and the choices for them: every prompt is drawn by these.

use super::Screen;
use super::paint::{put, put_short};
use crate::app::prompt::line::Line;
use crate::config::Role;
use crate::text::width::{columns, graphemes};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

impl Screen<'_> {
    /// A line being typed behind its prompt; the part around the cursor when it is longer than the row.
    pub(super) fn typed_line(
        &self,
        area: Rect,
        prompt: &str,
        line: &Line,
        buffer: &mut Buffer,
    ) -> Position {
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
        let width = put(
            buffer,
            x,
            area.y,
            room as u16,
            visible,
            self.style(Role::Text),
        );
        put(
            buffer,
            x + width,
            area.y,
            room as u16 - width.min(room as u16),
            after,
            self.style(Role::Text),
        );
        Position::new(x + width, area.y)
    }

    /// Choices side by side in one row, the chosen one lit.
    pub(super) fn choices<'a>(
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
