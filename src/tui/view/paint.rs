//! Puts text and lines into the buffer: the only place that writes cells.
//!
//! Everything is clipped to an area, measured by [`crate::text::width`], and free of controls: LF and TAB
//! become spaces, directional marks are left out, so that nothing an article says can move the cursor or
//! turn its neighbours round.

use crate::model::safe_text::printable;
use crate::text::width::{columns, graphemes, plain_letters, shorten};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::borrow::Cow;

/// Draws `text` at (`x`, `y`), at most `room` columns of it and inside the buffer. Returns the columns taken.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    put_styled(buffer, (x, y), room, text, |_| style)
}

/// The same with a style for each cluster, told by its byte offset.
pub fn put_styled(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    room: u16,
    text: &str,
    style: impl Fn(usize) -> Style,
) -> u16 {
    let cells = cells(buffer, (x, y), room);
    let (mut taken, mut at) = (0, 0);
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let free = cells.get_mut(taken..).unwrap_or_default();
        let letters = plain_letters(rest, free.len());
        for (cell, (offset, letter)) in free.iter_mut().zip(rest.char_indices()).take(letters) {
            cell.set_char(letter).set_style(style(at + offset));
        }
        (taken, at) = (taken + letters, at + letters);
        let cluster = graphemes(rest.get(letters..).unwrap_or_default()).next();
        let Some((_, grapheme, width)) = cluster else {
            return taken as u16;
        };
        let Some(free) = cells.get_mut(taken..taken + width) else {
            return taken as u16;
        };
        put_cluster(free, grapheme, style(at));
        (taken, at) = (taken + width, at + grapheme.len());
    }
}

/// Fills the columns of a cluster. The right half of a wide one is hidden by it; the columns of a tab are spaces.
fn put_cluster(cells: &mut [Cell], grapheme: &str, style: Style) {
    let mut symbol = match grapheme {
        "\n" | "\t" => Cow::Borrowed(" "),
        _ => printable(grapheme),
    };
    for cell in cells {
        cell.set_symbol(&symbol).set_style(style);
        symbol = Cow::Borrowed(" ");
    }
}

/// The cells of one row from a place on: at most so many, and none outside the buffer.
fn cells(buffer: &mut Buffer, (x, y): (u16, u16), room: u16) -> &mut [Cell] {
    let area = buffer.area;
    if !area.contains(Position::new(x, y)) {
        return &mut [];
    }
    let start = buffer.index_of(x, y);
    let end = start + usize::from(room.min(area.right() - x));
    buffer.content.get_mut(start..end).unwrap_or_default()
}

/// Draws `text`, shortened with `…` when it is wider than `room`. Returns the columns taken.
pub fn put_short(buffer: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    put(buffer, x, y, room, &shorten(text, usize::from(room)), style)
}

/// Draws `text` so that it ends before column `end`, not left of `start`. Returns where it begins.
pub fn put_right(
    buffer: &mut Buffer,
    (start, end): (u16, u16),
    y: u16,
    text: &str,
    style: Style,
) -> u16 {
    let room = end.saturating_sub(start);
    let width = u16::try_from(columns(text)).unwrap_or(u16::MAX).min(room);
    let x = end - width;
    put(buffer, x, y, width, text, style);
    x
}

/// Draws words of different styles one after the other. Returns the columns taken.
pub fn put_all(buffer: &mut Buffer, x: u16, y: u16, room: u16, words: &[(&str, Style)]) -> u16 {
    let mut taken = 0;
    for (text, style) in words {
        taken += put_short(buffer, x + taken, y, room - taken, text, *style);
    }
    taken
}

/// One row of an area, `None` below its end.
pub fn row_of(area: Rect, row: usize) -> Option<Rect> {
    let row = u16::try_from(row).ok().filter(|&row| row < area.height)?;
    Some(Rect {
        y: area.y + row,
        height: 1,
        ..area
    })
}

/// Lays a style over all cells of an area.
pub fn tint(buffer: &mut Buffer, area: Rect, style: Style) {
    buffer.set_style(area.intersection(buffer.area), style);
}

/// Empties an area.
pub fn clear(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        for cell in cells(buffer, (area.x, y), area.width) {
            *cell = Cell::EMPTY;
            cell.set_style(style);
        }
    }
}

/// A horizontal line over the first row of an area.
pub fn rule(buffer: &mut Buffer, area: Rect, sign: &str, style: Style) {
    for x in area.left()..area.right() {
        put(buffer, x, area.y, 1, sign, style);
    }
}

/// A vertical line over the first column of an area.
pub fn upright(buffer: &mut Buffer, area: Rect, sign: &str, style: Style) {
    for y in area.top()..area.bottom() {
        put(buffer, area.x, y, 1, sign, style);
    }
}
