//! A page to be read: details and repairs on a sheet, the text as it came over the whole screen.

use crate::app::reader::page::{Kind, LABEL, Page};
use crate::config::Role;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_short, row_of};
use ratatui::buffer::Buffer;

/// Draws a page.
pub fn draw(screen: &Screen<'_>, page: &Page, buffer: &mut Buffer) {
    let (area, inset) = if page.kind == Kind::Original {
        (screen.whole(&page.title, "q goes back", buffer), 3)
    } else {
        (screen.sheet(page.rows.len(), &page.title, "", buffer), 0)
    };
    if page.is_loading()
        && let Some(row) = row_of(area, 0)
    {
        put_short(
            buffer,
            row.x + inset,
            row.y,
            row.width,
            "Reading …",
            screen.style(Role::Dim),
        );
    }
    let label_width = if page.kind == Kind::Original {
        0
    } else {
        LABEL as u16
    };
    for (slot, (index, row)) in page.rows.iter().enumerate().skip(page.top).enumerate() {
        let Some(line) = row_of(area, slot) else {
            break;
        };
        let x = line.x + inset.min(line.width);
        put_short(
            buffer,
            x,
            line.y,
            label_width,
            row.label,
            screen.style(Role::Dim),
        );
        let x = x + label_width;
        let room = line.right().saturating_sub(x);
        put_short(buffer, x, line.y, room, &row.words, screen.words());
        if index == page.cursor && page.kind == Kind::Original {
            screen.mark_current(line, true, buffer);
        }
    }
}
