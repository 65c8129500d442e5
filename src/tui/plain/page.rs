//! A view that has no words of its own here: what the screen would show, as lines.

use crate::app::App;
use crate::app::facts::disagreements::row_height;
use crate::app::layer::Layer;
use crate::app::marks::notes::ROW_HEIGHT;
use crate::app::reader::page::{Kind, Page};
use crate::config::Theme;
use crate::tui::signs::Signs;
use crate::tui::theme::{Depth, Styles};
use crate::tui::view;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// The lines of the view, without blank ones and without the status line.
pub(super) fn lines(app: &App) -> Vec<String> {
    let (width, height) = app.size;
    if let Some(Layer::Page(page)) = app.layers.last() {
        return sheet(page, usize::from(height));
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let styles = Styles::new(Theme::plain(), Depth::None);
    view::draw(app, (&styles, &Signs::ASCII), &mut buffer);
    let rows = buffer.content.chunks(usize::from(width.max(1)));
    let rows = rows.take(usize::from(height.saturating_sub(1)));
    let text = |(line, row): (usize, &[Cell])| -> String {
        let row: String = row.iter().map(Cell::symbol).collect();
        let row = row.trim_matches(['|', ' ']);
        match number(app, line) {
            Some(number) if row.starts_with(CURSOR) => {
                format!(
                    "{CURSOR} {number}. {}",
                    row.trim_start_matches([CURSOR, ' '])
                )
            }
            Some(number) if !row.is_empty() => format!("{number}. {row}"),
            _ => row.to_owned(),
        }
    };
    let is_told = |line: &String| line.contains(char::is_alphanumeric);
    rows.enumerate().map(text).filter(is_told).collect()
}

/// A page that the screen shows over what stands behind it: its heading, and so many rows as the screen has at most, each
/// label with all its words.
fn sheet(page: &Page, most: usize) -> Vec<String> {
    let mut lines = vec![page.title.clone()];
    for row in page.rows.iter().skip(page.top).take(most) {
        match lines.last_mut() {
            Some(last)
                if row.label.is_empty() && page.kind != Kind::Original && !row.words.is_empty() =>
            {
                last.push(' ');
                last.push_str(&row.words);
            }
            _ if row.label.is_empty() => lines.push(row.words.clone()),
            _ => lines.push(format!("{}: {}", row.label, row.words)),
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// What stands before the row under the cursor.
const CURSOR: char = '>';

/// The number of the row of a table that begins in this line of the screen: what is typed to open it.
fn number(app: &App, line: usize) -> Option<usize> {
    let (first, height, top, total) = match app.layers.last()? {
        Layer::Notes(view) => (1, usize::from(ROW_HEIGHT), view.top, view.page.total),
        Layer::Disagreements(view) => {
            let height = usize::from(row_height(app.size.0));
            (1, height, view.top, view.page.total)
        }
        // Its columns have headings, and the sentence under the cursor stands at the foot.
        Layer::Ledger(view) if line <= app.ledger_rows() + 1 => (2, 1, view.top, view.page.total),
        _ => return None,
    };
    let slot = line.checked_sub(first)?;
    let index = top + slot / height;
    (slot % height == 0 && index < total).then_some(index + 1)
}

/// Of the lines of a view those that are new, or stand under its cursor.
pub(super) fn new(before: &[String], now: &[String]) -> Vec<String> {
    let is_new = |line: &&String| !before.contains(line) || line.starts_with('>');
    now.iter().filter(is_new).cloned().collect()
}
