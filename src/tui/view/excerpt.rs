//! A part of a text with some words of it lit.

use super::Screen;
use super::paint::{put, put_short, row_of};
use crate::config::Role;
use crate::model::Span;
use crate::text::layout::wrap_prose;
use crate::text::width::columns;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

impl Screen<'_> {
    /// Writes text into an area, wrapped, with the words at `lit` in the style of a role. Of one that is longer than the
    /// area the rows around those words, with `…` where it goes on. Returns how many rows it took.
    pub(super) fn excerpt(
        &self,
        area: Rect,
        (text, lit): (&str, Span),
        role: Role,
        buffer: &mut Buffer,
    ) -> usize {
        let whole = Span::new(0, text.len());
        let lines = wrap_prose(text, whole, usize::from(area.width.max(1)));
        let rows = usize::from(area.height);
        let here = lines
            .partition_point(|line| line.start <= lit.start)
            .saturating_sub(1);
        let top = here
            .saturating_sub(rows.saturating_sub(1) / 2)
            .min(lines.len().saturating_sub(rows));
        let shown = lines.iter().enumerate().skip(top).take(rows);
        for (number, line) in shown {
            let Some(row) = row_of(area, number - top) else {
                break;
            };
            let goes_on = number + 1 == top + rows && number + 1 < lines.len();
            let words = if goes_on {
                Span::new(line.start, text.len())
            } else {
                *line
            };
            put_short(
                buffer,
                row.x,
                row.y,
                row.width,
                words.of(text),
                self.words(),
            );
            if number == top && top > 0 {
                let (x, dim) = (row.x.saturating_sub(1), self.style(Role::Dim));
                put(buffer, x, row.y, 1, "…", dim);
            }
            if let Some(part) = lit.intersection(*line) {
                let before = columns(Span::new(line.start, part.start).of(text));
                let x = row.x + u16::try_from(before).unwrap_or(u16::MAX).min(row.width);
                let room = row.right().saturating_sub(x);
                put(buffer, x, row.y, room, part.of(text), self.style(role));
            }
        }
        rows.min(lines.len().saturating_sub(top))
    }
}
