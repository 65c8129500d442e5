//! The hint popup: the keys that may follow those that were typed.

use crate::app::keys::key::Key;
use crate::config::Role;
use crate::text::width::columns;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_short, row_of};
use ratatui::buffer::Buffer;

/// Columns that one hint takes at least where not all of them fit with all their words.
const COLUMN: usize = 36;
/// Columns between a key and its words, and between two hints.
const BETWEEN: usize = 2;

/// Draws the keys that may follow, with what they do, in as many columns as fit.
pub fn draw_keys(screen: &Screen<'_>, hints: &[(Key, &'static str)], buffer: &mut Buffer) {
    let width = screen.app.geometry().main.body.width.saturating_sub(4);
    let keys = hints.iter().map(|(key, _)| columns(&key.to_string()));
    let keys = keys.max().unwrap_or(1);
    let words = hints.iter().map(|(_, doc)| columns(doc)).max().unwrap_or(0);
    let across_for = |column: usize| (usize::from(width) / column.max(1)).max(1);
    let most = usize::from(screen.app.geometry().main.body.height / 2);
    let whole = across_for(keys + words + 2 * BETWEEN);
    let across = if hints.len().div_ceil(whole) <= most {
        whole
    } else {
        across_for(COLUMN)
    };
    let down = hints.len().div_ceil(across);
    let typed: String = screen.app.typed.keys.iter().map(Key::to_string).collect();
    let area = screen.sheet(down, &typed, "Esc cancels", buffer);
    let each = area.width / u16::try_from(across).unwrap_or(u16::MAX);
    for (index, (key, doc)) in hints.iter().enumerate() {
        let Some(row) = row_of(area, index % down.max(1)) else {
            continue;
        };
        let x = row.x + each * u16::try_from(index / down.max(1)).unwrap_or(0);
        let end = (x + each.saturating_sub(2)).min(row.right());
        put(
            buffer,
            x,
            row.y,
            end.saturating_sub(x),
            &key.to_string(),
            screen.style(Role::Key),
        );
        let x = x + u16::try_from(keys + BETWEEN).unwrap_or(u16::MAX);
        put_short(buffer, x, row.y, end.saturating_sub(x), doc, screen.words());
    }
}
