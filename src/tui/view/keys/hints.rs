//! The hint popup: the keys that may follow those that were typed.

use crate::app::keys::key::Key;
use crate::config::Role;
use crate::text::width::columns;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_short, row_of};
use ratatui::buffer::Buffer;

/// Columns that one hint takes at least.
const COLUMN: u16 = 36;

/// Draws the keys that may follow, with what they do, in as many columns as fit.
pub fn draw_keys(screen: &Screen<'_>, hints: &[(Key, &'static str)], buffer: &mut Buffer) {
    let width = screen.app.geometry().main.body.width.saturating_sub(4);
    let across = (width / COLUMN).max(1);
    let down = hints.len().div_ceil(usize::from(across));
    let typed: String = screen.app.typed.keys.iter().map(Key::to_string).collect();
    let area = screen.sheet(down, &typed, "Esc cancels", buffer);
    let each = area.width / across;
    let keys = hints
        .iter()
        .map(|(key, _)| columns(&key.to_string()))
        .max()
        .unwrap_or(1) as u16;
    for (index, (key, doc)) in hints.iter().enumerate() {
        let Some(row) = row_of(area, index % down.max(1)) else {
            continue;
        };
        let x = row.x
            + each
                * u16::try_from(index / down.max(1))
                    .unwrap_or(u16::MAX)
                    .min(across);
        let end = (x + each.saturating_sub(2)).min(row.right());
        put(
            buffer,
            x,
            row.y,
            end.saturating_sub(x),
            &key.to_string(),
            screen.style(Role::Key),
        );
        let x = x + keys + 2;
        put_short(
            buffer,
            x,
            row.y,
            end.saturating_sub(x),
            doc,
            screen.style(Role::Text),
        );
    }
}
