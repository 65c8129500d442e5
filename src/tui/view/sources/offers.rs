//! The feeds that a page names, to choose one.

use crate::app::sources::offers::Offers;
use crate::config::Role;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_short, row_of};
use ratatui::buffer::Buffer;

/// Draws the list.
pub fn draw(screen: &Screen<'_>, offers: &Offers, buffer: &mut Buffer) {
    let area = screen.sheet(
        offers.feeds.len(),
        "Feeds of this page",
        "Enter subscribes, Esc does not",
        buffer,
    );
    for (slot, (index, feed)) in offers.feeds.iter().enumerate().skip(offers.top).enumerate() {
        let Some(row) = row_of(area, slot) else { break };
        let x = row.x + 2.min(row.width);
        let room = |x: u16| row.right().saturating_sub(x);
        let title = feed.title.as_deref().unwrap_or_default();
        let taken = put_short(buffer, x, row.y, room(x), title, screen.words());
        let x = x + taken + if taken > 0 { 2 } else { 0 };
        put_short(
            buffer,
            x,
            row.y,
            room(x),
            &feed.address,
            screen.style(Role::Dim),
        );
        if index == offers.cursor {
            screen.mark_current(row, true, buffer);
        }
    }
}
