//! Choosing a theme: the one under the cursor is in force while one looks.

use crate::app::prompt::themes::Themes;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_short, row_of};
use ratatui::buffer::Buffer;

/// Draws the list of themes.
pub fn draw(screen: &Screen<'_>, themes: &Themes, buffer: &mut Buffer) {
    let area = screen.sheet(
        themes.names.len(),
        "Theme",
        "Enter takes it, Esc brings the old one back",
        buffer,
    );
    for (slot, (index, name)) in themes.names.iter().enumerate().skip(themes.top).enumerate() {
        let Some(row) = row_of(area, slot) else { break };
        let x = row.x + 2.min(row.width);
        put_short(
            buffer,
            x,
            row.y,
            row.right().saturating_sub(x),
            name,
            screen.words(),
        );
        if index == themes.cursor {
            screen.mark_current(row, true, buffer);
        }
    }
}
