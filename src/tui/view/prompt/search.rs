//! A filter or words to find, typed in the status line: its live answer, what may stand at the cursor, and what is wrong.

use crate::app::prompt::search::{Place, Search};
use crate::config::Role;
use crate::model::Span;
use crate::text::layout::wrap_prose;
use crate::tui::view::Screen;
use crate::tui::view::paint::{clear, put_right, put_short, tint};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

/// So many rows are written at most about what cannot be understood.
const MOST: u16 = 3;

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
        Place::List => match (screen.app.list.number().as_str(), screen.app.list.looked) {
            (n, Some(looked)) => format!("{n} in {looked} texts …"),
            ("1", None) => "1 article".to_owned(),
            (n, None) => format!("{n} articles"),
        },
        Place::Text if !search.line.text().is_empty() => {
            format!("{} found", screen.app.reader.found.spans.len())
        }
        _ => String::new(),
    }
}

/// The row above: what may stand at the cursor, else, in as many rows as it needs, why the query cannot be understood.
fn above(screen: &Screen<'_>, area: Rect, search: &Search, buffer: &mut Buffer) {
    let wrong = search.error.as_ref().map(|(message, _)| message);
    if area.y == 0 || (search.choices.is_empty() && wrong.is_none()) {
        return;
    }
    let width = buffer.area.width;
    let lines: Vec<&str> = match wrong.filter(|_| search.choices.is_empty()) {
        Some(wrong) => {
            let columns = usize::from(width.saturating_sub(2)).max(1);
            let lines = wrap_prose(wrong, Span::new(0, wrong.len()), columns);
            lines.iter().map(|line| line.of(wrong)).collect()
        }
        None => vec![""],
    };
    let height = u16::try_from(lines.len())
        .unwrap_or(MOST)
        .clamp(1, MOST)
        .min(area.y);
    let rows = Rect {
        x: buffer.area.x,
        y: area.y - height,
        width,
        height,
    };
    clear(buffer, rows, screen.style(Role::Popup));
    let inner = Rect {
        x: rows.x + 1,
        width: rows.width.saturating_sub(1),
        ..rows
    };
    if search.choices.is_empty() {
        let style = Style {
            bg: None,
            ..screen.style(Role::Error)
        };
        for (y, line) in (inner.y..inner.bottom()).zip(&lines) {
            put_short(buffer, inner.x, y, inner.width, line, style);
        }
        return;
    }
    let choices = search.choices.iter().map(|choice| choice.text.as_str());
    screen.choices(inner, choices, search.cursor, buffer);
}
