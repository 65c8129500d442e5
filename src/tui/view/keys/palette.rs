//! The command palette and the `:` line: what is typed, and the commands that fit.

use crate::app::keys::palette::Palette;
use crate::config::Role;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_right, put_short, row_of};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Most choices shown at once.
const CHOICES: usize = 12;

/// Draws the palette. Returns where the cursor of its line stands.
pub fn draw(screen: &Screen<'_>, palette: &Palette, buffer: &mut Buffer) -> Option<Position> {
    let shown = palette.len().min(CHOICES);
    let area = screen.sheet(shown + 1, "Command", "Enter does it, Esc goes back", buffer);
    let line = row_of(area, 0)?;
    let prompt = if palette.full { "> " } else { ":" };
    let cursor = screen.typed_line(line, prompt, &palette.line, buffer);
    let first = (palette.cursor.unwrap_or(0) + 1)
        .saturating_sub(usize::from(area.height).saturating_sub(1).max(1));
    let commands = palette
        .choices
        .iter()
        .map(|entry| (entry.name, entry.doc, entry.keys.first().copied()));
    let arguments = palette
        .arguments
        .iter()
        .map(|(word, doc)| (word.as_str(), doc.as_str(), None));
    for (slot, (name, doc, key)) in commands.chain(arguments).skip(first).enumerate() {
        let Some(row) = row_of(area, slot + 1) else {
            break;
        };
        let x = row.x + 2.min(row.width);
        let end = put_right(
            buffer,
            (x, row.right()),
            row.y,
            key.unwrap_or_default(),
            screen.style(Role::Key),
        );
        let name = put_short(
            buffer,
            x,
            row.y,
            end.saturating_sub(x),
            name,
            screen.words(),
        );
        let x = x + name.max(22) + 2;
        put_short(
            buffer,
            x,
            row.y,
            end.saturating_sub(x + 1),
            doc,
            screen.style(Role::Hint),
        );
        if Some(first + slot) == palette.cursor {
            screen.mark_current(row, true, buffer);
        }
    }
    Some(cursor)
}
