//! The sources of the library with their counts.

use super::Screen;
use super::paint::{put_right, put_short, row_of};
use crate::app::sources::Sources;
use crate::config::Role;
use ratatui::buffer::Buffer;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, sources: &Sources, buffer: &mut Buffer) {
    let title = format!("Sources  {}", sources.rows.len());
    let area = screen.whole(&title, "Enter lists its articles, gX removes it", buffer);
    if sources.loaded && sources.rows.is_empty() {
        let lines = [(
            String::new(),
            "No sources yet: :add FOLDER reads one.".to_owned(),
        )];
        return screen.key_lines(area, &lines, buffer);
    }
    for (slot, (index, source)) in sources
        .rows
        .iter()
        .enumerate()
        .skip(sources.top)
        .enumerate()
    {
        let Some(row) = row_of(area, slot) else { break };
        let counts = format!("{} unread of {} ", source.unread, source.articles);
        let x = row.x + 3.min(row.width);
        let end = put_right(
            buffer,
            (x, row.right()),
            row.y,
            &counts,
            screen.style(Role::Dim),
        );
        let taken = put_short(
            buffer,
            x,
            row.y,
            end.saturating_sub(x),
            &source.name,
            screen.words(),
        );
        let x = x + taken + 2;
        put_short(
            buffer,
            x,
            row.y,
            end.saturating_sub(x + 1),
            &source.location,
            screen.style(Role::Dim),
        );
        if index == sources.cursor {
            screen.mark_current(row, true, buffer);
        }
    }
}
