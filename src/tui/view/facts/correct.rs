//! The prompt for the value of a fact, with what it understood.

use crate::app::facts::correct::Correction;
use crate::app::facts::value::describe_value;
use crate::config::Role;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_short, row_of};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the prompt. Returns where its cursor stands.
pub fn draw(screen: &Screen<'_>, correction: &Correction, buffer: &mut Buffer) -> Option<Position> {
    let title = format!("Correct “{}”", correction.words);
    let hint = "Enter takes it, Tab selects other words";
    let area = screen.sheet(2, &title, hint, buffer);
    let cursor = screen.typed_line(row_of(area, 0)?, "> ", &correction.line, buffer);
    if let Some(row) = row_of(area, 1) {
        let (words, role) = match &correction.reading {
            Ok((kind, value)) if *kind != correction.kind => (
                format!(
                    "= {} ({}), not {} ({})",
                    describe_value(value),
                    kind.name(),
                    describe_value(&correction.found),
                    correction.kind.name()
                ),
                Role::Text,
            ),
            Ok((_, value)) if *value == correction.found => (
                format!("= {} as it was read", describe_value(value)),
                Role::Dim,
            ),
            Ok((_, value)) => (
                format!(
                    "= {}, not {}",
                    describe_value(value),
                    describe_value(&correction.found)
                ),
                Role::Text,
            ),
            Err(why) => (why.clone(), Role::Error),
        };
        put_short(buffer, row.x, row.y, row.width, &words, screen.style(role));
    }
    Some(cursor)
}
