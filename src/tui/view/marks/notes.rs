//! All notes of the library: the marked words, then label, note and article.

use crate::app::marks::notes::{Notes, ROW_HEIGHT};
use crate::config::Role;
use crate::model::{AnchorState, PlacedAnnotation};
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_all, put_short, row_of};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, notes: &Notes, buffer: &mut Buffer) {
    let filter = if notes.filter.is_empty() {
        String::new()
    } else {
        format!("  {}", notes.filter)
    };
    let title = format!("Notes  {}{filter}", notes.page.total);
    let area = screen.whole(&title, "Enter opens, / filters, e edits", buffer);
    if notes.loaded && notes.page.total == 0 {
        let words = if notes.filter.is_empty() {
            "No notes yet: in an article, c labels the sentence under the cursor, a writes a note."
        } else {
            "No note fits the filter."
        };
        return screen.key_lines(area, &[(String::new(), words.to_owned())], buffer);
    }
    for slot in 0..usize::from(area.height / ROW_HEIGHT) {
        let index = notes.top + slot;
        let at = index.checked_sub(notes.page.first);
        let Some(note) = at.and_then(|at| notes.page.rows.get(at)) else {
            continue;
        };
        let Some(first) = row_of(area, slot * usize::from(ROW_HEIGHT)) else {
            break;
        };
        let rows = Rect {
            height: ROW_HEIGHT,
            ..first
        };
        row(screen, rows, note, buffer);
        if index == notes.cursor {
            screen.mark_current(rows, true, buffer);
        }
    }
}

fn row(screen: &Screen<'_>, area: Rect, note: &PlacedAnnotation, buffer: &mut Buffer) {
    let body = &note.annotation.body;
    let label = body.label.as_deref();
    let (x, room) = (area.x + 3, area.width.saturating_sub(4));
    put(
        buffer,
        area.x + 1,
        area.y,
        1,
        screen.signs.mark,
        screen.label_style(label),
    );
    let quote = match &note.annotation.target {
        Some(target) => target.quote.replace('\n', " "),
        None => "on the whole article".to_owned(),
    };
    let style = screen.style(if note.annotation.target.is_some() {
        Role::Text
    } else {
        Role::Dim
    });
    put_short(buffer, x, area.y, room, &quote, style);
    let verdict = body.verdict.as_deref().map_or(String::new(), |verdict| {
        format!("{} ", verdict.replace('_', " "))
    });
    let sure = body
        .confidence
        .map_or(String::new(), |sure| format!("{} ", sure.words()));
    let label = label.map_or(String::new(), |label| format!("{label} "));
    let mut tags = String::new();
    for tag in &body.tags {
        tags = format!("{tags}#{tag} ");
    }
    let lost = match note.state {
        AnchorState::Orphan => "words gone ",
        AnchorState::Ambiguous => "place unsure ",
        AnchorState::Exact | AnchorState::Changed | AnchorState::Moved => "",
    };
    let words = note.annotation.body.note.replace('\n', " ");
    let words = if words.is_empty() {
        String::new()
    } else {
        format!("{words}  ")
    };
    let parts = [
        (label.as_str(), screen.style(Role::Accent)),
        (verdict.as_str(), screen.style(Role::Dim)),
        (sure.as_str(), screen.style(Role::Dim)),
        (lost, screen.style(Role::Warning)),
        (tags.as_str(), screen.style(Role::Tag)),
        (words.as_str(), screen.words()),
        (note.title.as_str(), screen.style(Role::Dim)),
    ];
    put_all(buffer, x, area.y + 1, room, &parts);
}
