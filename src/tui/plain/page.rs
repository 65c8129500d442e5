//! A view that has no words of its own here: what the screen would show, as lines.

use crate::app::App;
use crate::config::Theme;
use crate::tui::signs::Signs;
use crate::tui::theme::{Depth, Styles};
use crate::tui::view;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// The lines of the view, without blank ones and without the status line.
pub(super) fn lines(app: &App) -> Vec<String> {
    let (width, height) = app.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let styles = Styles::new(Theme::plain(), Depth::None);
    view::draw(app, (&styles, &Signs::ASCII), &mut buffer);
    let rows = buffer.content.chunks(usize::from(width.max(1)));
    let rows = rows.take(usize::from(height.saturating_sub(1)));
    let text = |row: &[Cell]| -> String {
        let row: String = row.iter().map(Cell::symbol).collect();
        row.trim_matches(['|', ' ']).to_owned()
    };
    let is_told = |line: &String| line.contains(char::is_alphanumeric);
    rows.map(text).filter(is_told).collect()
}

/// Of the lines of a view those that are new, or stand under its cursor.
pub(super) fn new(before: &[String], now: &[String]) -> Vec<String> {
    let is_new = |line: &&String| !before.contains(line) || line.starts_with('>');
    now.iter().filter(is_new).cloned().collect()
}
