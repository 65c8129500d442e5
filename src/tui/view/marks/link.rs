//! Linking claims: the marks to choose from, and the relations with their keys.

use crate::app::marks::annotate::Subject;
use crate::app::marks::link::{Picker, Relate};
use crate::config::Role;
use crate::model::PlacedAnnotation;
use crate::text::width::shorten;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_all, put_short, row_of};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Most marks shown at once.
const CHOICES: usize = 12;

/// Draws the picker. Returns where the cursor of its line stands.
pub fn draw(screen: &Screen<'_>, picker: &Picker, buffer: &mut Buffer) -> Option<Position> {
    let shown = picker.marks.len().clamp(1, CHOICES);
    let hint = "words of a mark or its article, Enter takes it";
    let area = screen.sheet(shown + 3, "Link to", hint, buffer);
    let head = row_of(area, 0)?;
    if let Some(from) = &picker.from {
        let words = format!("“{}”", from.quote().replace('\n', " "));
        let style = screen.style(Role::Quote);
        put_short(buffer, head.x, head.y, head.width, &words, style);
    }
    let line = row_of(area, 1)?;
    let cursor = screen.typed_line(line, "> ", &picker.line, buffer);
    let list = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    if picker.marks.is_empty()
        && let Some(row) = row_of(list, 0)
    {
        let words = "No mark fits. c labels a sentence, L links it.";
        put_short(
            buffer,
            row.x + 2,
            row.y,
            row.width.saturating_sub(2),
            words,
            screen.style(Role::Dim),
        );
    }
    let rows = usize::from(list.height).max(1);
    let first = (picker.cursor.unwrap_or(0) + 1).saturating_sub(rows);
    for (slot, mark) in picker.marks.iter().skip(first).enumerate() {
        let Some(row) = row_of(list, slot) else {
            break;
        };
        choice(screen, row, mark, buffer);
        if Some(first + slot) == picker.cursor {
            screen.mark_current(row, true, buffer);
        }
    }
    Some(cursor)
}

/// A mark on one row: its label, its words, its article.
fn choice(screen: &Screen<'_>, row: Rect, mark: &PlacedAnnotation, buffer: &mut Buffer) {
    let annotation = &mark.annotation;
    let label = annotation.body.label.as_deref();
    let style = screen.label_style(label);
    put(buffer, row.x + 1, row.y, 1, screen.signs.mark, style);
    let words = match &annotation.target {
        Some(target) => target.quote.replace('\n', " "),
        None => annotation.body.note.replace('\n', " "),
    };
    let room = row.width.saturating_sub(4);
    let title = shorten(&mark.title, usize::from(room / 3)).into_owned();
    let label = label.map_or(String::new(), |label| {
        format!("{} ", label.replace('_', " "))
    });
    let words = shorten(
        &words,
        usize::from(room - room / 3).saturating_sub(label.len() + 2),
    );
    let parts = [
        (label.as_str(), screen.style(Role::Accent)),
        (&*words, screen.words()),
        ("  ", screen.words()),
        (title.as_str(), screen.style(Role::Dim)),
    ];
    put_all(buffer, row.x + 3, row.y, room, &parts);
}

/// Draws the choice of a relation: both quotes, the keys between them.
pub fn draw_relations(screen: &Screen<'_>, relate: &Relate, buffer: &mut Buffer) {
    let relations = screen.app.relations(relate);
    let area = screen.sheet(
        relations.len() + 4,
        "How it stands to it",
        "Esc goes back",
        buffer,
    );
    let words = |subject: &Subject| format!("“{}”", subject.quote().replace('\n', " "));
    let mut number = 0;
    let mut next = || {
        let row = row_of(area, number);
        number += 1;
        row
    };
    let style = screen.style(Role::Quote);
    if let Some(row) = next() {
        put_short(buffer, row.x, row.y, row.width, &words(&relate.from), style);
    }
    for (key, relation, meaning) in relations {
        let Some(row) = next() else { return };
        let key = key.to_string();
        let name = format!("{:<13}", relation.words());
        let parts = [
            ("   ", screen.words()),
            (key.as_str(), screen.style(Role::Key)),
            ("  ", screen.words()),
            (name.as_str(), screen.words()),
            (meaning, screen.style(Role::Hint)),
        ];
        put_all(buffer, row.x, row.y, row.width, &parts);
    }
    if let Some(row) = next() {
        put_short(buffer, row.x, row.y, row.width, &words(&relate.to), style);
    }
}
