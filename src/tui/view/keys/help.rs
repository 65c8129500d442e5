//! The help screen: keys, names of commands, and what they do.

use crate::app::keys::help::{Help, HelpLine};
use crate::config::Role;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_short, row_of};
use ratatui::buffer::Buffer;

/// Columns of the keys.
const KEYS: u16 = 20;
/// Columns of the names, where there is room for them.
const NAMES: u16 = 22;

/// Draws the help.
pub fn draw(screen: &Screen<'_>, help: &Help, buffer: &mut Buffer) {
    let area = screen.whole("Keys", "Esc goes back", buffer);
    for (slot, line) in help.lines.iter().skip(help.top).enumerate() {
        let Some(row) = row_of(area, slot) else { break };
        let x = row.x + 2.min(row.width);
        let room = |x: u16| row.right().saturating_sub(x);
        match line {
            HelpLine::Blank => {}
            HelpLine::Heading(scope) => {
                put_short(
                    buffer,
                    x,
                    row.y,
                    room(x),
                    scope.name(),
                    screen.style(Role::Heading),
                );
            }
            HelpLine::Keys { keys, name, doc } => {
                put_short(
                    buffer,
                    x,
                    row.y,
                    room(x).min(KEYS - 1),
                    keys,
                    screen.style(Role::Key),
                );
                let mut x = x + KEYS;
                put_short(buffer, x, row.y, room(x), doc, screen.style(Role::Text));
                let names = row.right().saturating_sub(NAMES);
                x += crate::text::width::columns(doc) as u16 + 2;
                if x < names {
                    put_short(
                        buffer,
                        names,
                        row.y,
                        NAMES - 1,
                        name,
                        screen.style(Role::Dim),
                    );
                }
            }
        }
    }
}
