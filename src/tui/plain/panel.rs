//! The panel in words: facts, notes, or what other articles say.

use super::told::Place;
use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::panel::{Part, Tab};

/// The panel: its items from the cursor on, each with its number.
pub(super) fn all(app: &App) -> Vec<String> {
    let (what, count) = (app.panel.tab, app.panel.items.len());
    let name = match what {
        Tab::Facts => "Facts",
        Tab::Notes => "Notes",
        Tab::Comparisons => "Comparisons",
    };
    if count == 0 {
        return vec![format!("{name}: {}.", app.panel.remark)];
    }
    let mut lines = vec![format!("{name}, {count}. A number goes to its words.")];
    lines.extend(page(app));
    lines
}

fn page(app: &App) -> Vec<String> {
    const ITEMS: usize = 10;
    let from = app.panel.cursor;
    let end = (from + ITEMS).min(app.panel.items.len());
    let mut lines: Vec<String> = (from..end).map(|item| item_line(app, item)).collect();
    let left = app.panel.items.len() - end;
    if left > 0 {
        lines.push(format!("{left} more. {} goes to the next ones.", end + 1));
    }
    lines
}

/// An item: its words without the sign before them, then what stands below them.
fn item_line(app: &App, item: usize) -> String {
    let mut line = String::new();
    for row in app.panel.rows.iter().filter(|row| row.item == Some(item)) {
        let is_words = matches!(row.part, Part::Words(_));
        let words = row
            .text
            .split_once(' ')
            .filter(|_| is_words && line.is_empty());
        let text = words.map_or(row.text.as_str(), |(_, words)| words);
        if !line.is_empty() {
            line.push_str(if is_words { " " } else { "; " });
        }
        line.push_str(text.trim());
    }
    format!("{}. {line}", item + 1)
}

pub(super) fn changes(before: &Place, app: &App, command: Option<Command>) -> Vec<String> {
    let at = app.panel.cursor;
    let pages = [
        Command::PageDown,
        Command::PageUp,
        Command::HalfPageDown,
        Command::HalfPageUp,
    ];
    if app.panel.items.len() != before.items {
        return all(app);
    }
    match command {
        _ if at == before.item => Vec::new(),
        Some(command) if pages.contains(&command) => page(app),
        _ => vec![item_line(app, at)],
    }
}
