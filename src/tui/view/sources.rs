//! The sources as a tree with their counts, and what is known about the one under the cursor.

mod details;
pub(super) mod offers;
mod row;

use super::Screen;
use super::paint::{put_right, put_short, row_of, rule, upright};
use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;
use crate::app::sources::{Areas, Key, Sources};
use crate::config::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use row::Columns;

/// From this many columns the heading names the keys of the view.
const ROOM_FOR_KEYS: u16 = 84;
/// Columns left of a name at the top: the cursor's bar, what is not saved, the sign, a space.
const SIGNS: u16 = 4;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, sources: &Sources, buffer: &mut Buffer) {
    let hint = if screen.app.size.0 >= ROOM_FOR_KEYS {
        "Enter lists, h l fold, e renames, m moves, M mutes, d removes"
    } else {
        "Enter lists, ? keys"
    };
    let body = screen.whole(&heading(sources), hint, buffer);
    if sources.loaded && sources.rows.is_empty() {
        return empty(screen, sources, body, buffer);
    }
    let areas = Areas::new(body);
    head(screen, areas.head, buffer);
    for slot in 0..usize::from(areas.rows.height) {
        let index = sources.top + slot;
        let (Some(row), Some(area)) = (sources.rows.get(index), row_of(areas.rows, slot)) else {
            break;
        };
        row::draw(screen, row, area, buffer);
        if index == sources.cursor {
            screen.mark_current(area, true, buffer);
        }
    }
    if let Some(row) = sources.current().filter(|_| areas.details.width > 0) {
        let beside = areas.details.y == body.y;
        let inside = if beside {
            upright(
                buffer,
                areas.details,
                screen.signs.vertical,
                screen.style(Role::Separator),
            );
            Rect {
                x: areas.details.x + 2,
                width: areas.details.width.saturating_sub(3),
                ..areas.details
            }
        } else {
            rule(
                buffer,
                areas.details,
                screen.signs.horizontal,
                screen.style(Role::Separator),
            );
            Rect {
                x: areas.details.x + SIGNS,
                y: areas.details.y + 1,
                width: areas.details.width.saturating_sub(SIGNS + 1),
                height: areas.details.height - 1,
            }
        };
        details::draw(screen, row, inside, buffer);
    }
}

/// What the view holds, and how it is filtered and sorted.
fn heading(sources: &Sources) -> String {
    let count = sources.stored.len();
    if sources.filter.is_empty() {
        format!("Sources  {count}")
    } else {
        format!("Sources  {count}  {}", sources.filter)
    }
}

/// The names of the columns; the one that sorts has the sign of its direction.
fn head(screen: &Screen<'_>, area: Rect, buffer: &mut Buffer) {
    if area.width == 0 {
        return;
    }
    let arrangement = &screen.app.arrangement;
    let dim = screen.style(Role::Dim);
    let titled = |name: &str, key: Key| {
        let falls = (key != Key::Name) != arrangement.turned;
        let sign = if falls {
            screen.signs.down
        } else {
            screen.signs.up
        };
        if arrangement.key == key {
            format!("{name} {sign}")
        } else {
            name.to_owned()
        }
    };
    let columns = Columns::new(area);
    let name = titled("name", Key::Name);
    put_short(
        buffer,
        area.x + SIGNS,
        area.y,
        columns.names.saturating_sub(area.x + SIGNS),
        &name,
        dim,
    );
    put_right(
        buffer,
        (area.x, columns.unread),
        area.y,
        &titled("unread", Key::Unread),
        dim,
    );
    if let Some(all) = columns.all {
        put_right(buffer, (area.x, all), area.y, "all", dim);
    }
    if let Some(fetched) = columns.fetched {
        let title = titled("last fetch", Key::Fetched);
        put_right(buffer, (area.x, fetched), area.y, &title, dim);
    }
}

/// Nothing to show: say what to do.
fn empty(screen: &Screen<'_>, sources: &Sources, area: Rect, buffer: &mut Buffer) {
    let key = |scope, command| screen.key_of(scope, command);
    let lines = if sources.filter.is_empty() {
        vec![
            (String::new(), "No sources yet.".to_owned()),
            (String::new(), String::new()),
            (
                key(Scope::Sources, Command::Add),
                "add a folder or a list of feeds".to_owned(),
            ),
            (
                key(Scope::Sources, Command::Subscribe),
                "follow a feed of the web".to_owned(),
            ),
            (
                key(Scope::List, Command::SaveSearch),
                "in the list: keep what it shows".to_owned(),
            ),
            (key(Scope::Sources, Command::Cancel), "go back".to_owned()),
        ]
    } else {
        vec![
            (
                String::new(),
                "No source and no kept search fits.".to_owned(),
            ),
            (String::new(), String::new()),
            (
                key(Scope::Sources, Command::Filter),
                "change the filter".to_owned(),
            ),
        ]
    };
    screen.key_lines(area, &lines, buffer);
}
