//! The phrases that are all to be labelled: each with the words around it, ticked or left out.

use crate::app::cursor::scrolled;
use crate::app::marks::same::Same;
use crate::config::Role;
use crate::model::Span;
use crate::text::width::columns;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_short, row_of};
use ratatui::buffer::Buffer;

/// Draws the list.
pub fn draw(screen: &Screen<'_>, same: &Same, buffer: &mut Buffer) {
    let taken = same.places.iter().filter(|(_, _, taken)| *taken).count();
    let label = same.body.label.as_deref().unwrap_or_default();
    let title = format!("{label}: {taken} of {}", same.places.len());
    let hint = "Enter labels them, Space leaves one out, Esc none";
    let area = screen.sheet(same.places.len().min(12), &title, hint, buffer);
    let top = scrolled(0, same.cursor, same.cursor, usize::from(area.height));
    for slot in 0..usize::from(area.height) {
        let (Some(row), Some((_, excerpt, taken))) =
            (row_of(area, slot), same.places.get(top + slot))
        else {
            break;
        };
        let (sign, style) = if *taken {
            (screen.signs.current, screen.label_style(Some(label)))
        } else {
            (screen.signs.dot, screen.style(Role::Dim))
        };
        put(buffer, row.x, row.y, 1, sign, style);
        let x = row.x + 2;
        let room = row.right().saturating_sub(x);
        let words = if *taken {
            screen.words()
        } else {
            screen.style(Role::Dim)
        };
        put_short(buffer, x, row.y, room, &excerpt.text, words);
        let before = columns(Span::new(0, excerpt.lit.start).of(&excerpt.text));
        let at = x + u16::try_from(before).unwrap_or(u16::MAX).min(room);
        let lit = excerpt.lit.of(&excerpt.text);
        put_short(
            buffer,
            at,
            row.y,
            row.right().saturating_sub(at),
            lit,
            style,
        );
        if top + slot == same.cursor {
            screen.mark_current(row, true, buffer);
        }
    }
}
