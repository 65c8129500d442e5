//! The article list in words.

use super::article;
use super::told::{Place, view_of};
use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::list::ShownRow;
use crate::model::Snooze;

/// The article at an index of the list, if it is at hand.
pub(super) fn row(app: &App, index: usize) -> Option<ShownRow<'_>> {
    app.list.row(index, &app.pending)
}

/// The list: how much there is, and a page from the cursor on.
pub(super) fn all(app: &App) -> Vec<String> {
    let list = &app.list;
    let filter = if list.filter.is_empty() {
        String::new()
    } else {
        format!(", filter {}", list.filter)
    };
    let mut lines = vec![match list.total() {
        0 if list.filter.is_empty() => "No articles. add PATH takes some in.".to_owned(),
        0 => format!("No articles{filter}."),
        1 => format!("1 article{filter}."),
        n => format!("{n} articles{filter}."),
    }];
    lines.extend(page(app));
    lines
}

fn page(app: &App) -> Vec<String> {
    let end = app.list.cursor + app.geometry().list_rows();
    let rows =
        (app.list.cursor..end).filter_map(|index| Some(row_line(app, index, &row(app, index)?)));
    let mut lines: Vec<String> = rows.collect();
    let left = app.list.total().saturating_sub(end);
    if left > 0 {
        lines.push(format!("{left} more. Enter goes on."));
    }
    lines
}

/// One article of the list.
fn row_line(app: &App, index: usize, shown: &ShownRow<'_>) -> String {
    let row = &shown.row;
    let at = row.published.map_or(row.added, |published| published.at);
    let day = at.to_zoned(app.settings.zone.clone());
    let mut parts = vec![
        row.source.to_string(),
        day.strftime("%-d %b %Y").to_string(),
    ];
    let states = [
        (!row.read, "unread"),
        (row.starred, "starred"),
        (row.archived, "archived"),
        (row.updated, "updated"),
        (row.snooze != Snooze::Never, "snoozed"),
        (shown.unsaved, "not yet saved"),
    ];
    parts.extend(
        states
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| (*word).to_owned()),
    );
    parts.extend(
        row.hidden_by
            .iter()
            .map(|rule| format!("hidden by rule {rule}")),
    );
    parts.extend(match row.copy_count() {
        0 => None,
        1 => Some("1 copy".to_owned()),
        n => Some(format!("{n} copies")),
    });
    let counts = [
        (row.notes, "note"),
        (row.disagreements, "disagreement"),
        (row.facts, "key fact"),
    ];
    parts.extend(
        counts
            .iter()
            .filter_map(|(count, one)| article::many(*count as usize, one)),
    );
    parts.extend(row.tags.iter().map(|tag| format!("#{tag}")));
    let told = format!(
        "{}. {}. {}.",
        index + 1,
        row.title.trim_end_matches('.'),
        parts.join(", ")
    );
    match app.list.snippet(row) {
        Some(found) => format!("{told} Found: {}", found.text.trim()),
        None => told,
    }
}

pub(super) fn changes(before: &Place, app: &App, command: Option<Command>) -> Vec<String> {
    let at = app.list.cursor;
    let is_other = |now: &ShownRow<'_>| {
        before
            .row
            .as_ref()
            .is_none_or(|(_, old)| old.id != now.row.id)
    };
    let pages = [
        Command::PageDown,
        Command::PageUp,
        Command::HalfPageDown,
        Command::HalfPageUp,
        Command::Bottom,
    ];
    if view_of(app) != before.list
        || (app.list.total() != before.total && command != Some(Command::Archive))
    {
        return all(app);
    }
    match row(app, at) {
        Some(now) if is_other(&now) && command.is_some_and(|command| pages.contains(&command)) => {
            page(app)
        }
        Some(now) if is_other(&now) => vec![row_line(app, at, &now)],
        None if app.list.total() == 0 && before.total > 0 => all(app),
        _ => Vec::new(),
    }
}
