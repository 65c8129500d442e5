//! A filter or words to find, typed in the status line: its live answer, what may stand at the cursor, and what is wrong.

use crate::app::prompt::search::{Place, Search};
use crate::config::Role;
use crate::tui::view::Screen;
use crate::tui::view::paint::{clear, put_right, put_short, tint};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

/// Draws the line, and above it the choices or what cannot be understood. Returns where the cursor stands.
pub fn draw(screen: &Screen<'_>, area: Rect, search: &Search, buffer: &mut Buffer) -> Position {
    let half = area.x + area.width / 2;
    let dim = screen.over(Role::Dim);
    let end = put_right(
        buffer,
        (half, area.right()),
        area.y,
        &answer(screen, search),
        dim,
    );
    let room = Rect {
        width: end.saturating_sub(area.x + 1),
        ..area
    };
    let typed = screen.typed_text(room, sign(search.place), &search.line, buffer);
    let ground = Style {
        bg: screen.style(Role::Status).bg,
        ..Style::new()
    };
    tint(buffer, room, ground);
    if let Some((_, span)) = &search.error {
        let (from, to) = typed.columns(search.line.text(), *span);
        let place = Rect {
            x: from,
            // What is missing has a place as well.
            width: (to - from).max(1),
            height: 1,
            ..room
        };
        let style = Style {
            bg: None,
            ..screen.style(Role::Error)
        };
        let style = style.add_modifier(Modifier::UNDERLINED);
        tint(buffer, place.intersection(room), style);
    }
    above(screen, area, search, buffer);
    typed.cursor
}

/// Where one is and what is typed.
const fn sign(place: Place) -> &'static str {
    match place {
        Place::List => " filter / ",
        Place::Notes => " notes / ",
        Place::Review => " review / ",
        Place::Adjudication => " adjudication / ",
        Place::Ledger => " ledger / ",
        Place::Disagreements => " disagreements / ",
        Place::Sources => " sources / ",
        Place::Text => " find / ",
    }
}

/// How much was found by what could be understood last.
fn answer(screen: &Screen<'_>, search: &Search) -> String {
    match search.place {
        Place::List => match (screen.app.list.told, screen.app.list.looked) {
            (n, Some(looked)) => format!("{n} in {looked} texts …"),
            (1, None) => "1 article".to_owned(),
            (n, None) => format!("{n} articles"),
        },
        Place::Text if !search.line.text().is_empty() => {
            format!("{} found", screen.app.reader.found.spans.len())
        }
        _ => String::new(),
    }
}

/// The row above: what may stand at the cursor, else why the query cannot be understood.
fn above(screen: &Screen<'_>, area: Rect, search: &Search, buffer: &mut Buffer) {
    let wrong = search.error.as_ref().map(|(message, _)| message);
    if area.y == 0 || (search.choices.is_empty() && wrong.is_none()) {
        return;
    }
    let row = Rect {
        x: buffer.area.x,
        y: area.y - 1,
        width: buffer.area.width,
        height: 1,
    };
    clear(buffer, row, screen.style(Role::Popup));
    let inner = Rect {
        x: row.x + 1,
        width: row.width.saturating_sub(1),
        ..row
    };
    if search.choices.is_empty() {
        let style = Style {
            bg: None,
            ..screen.style(Role::Error)
        };
        let wrong = wrong.map_or("", String::as_str);
        put_short(buffer, inner.x, inner.y, inner.width, wrong, style);
        return;
    }
    let choices = search.choices.iter().map(|choice| choice.text.as_str());
    screen.choices(inner, choices, search.cursor, buffer);
}
