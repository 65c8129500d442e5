//! The sources in words: each row with its number, a page at a time.

use super::article::many;
use super::told::Place;
use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::layer::Layer;
use crate::app::sources::{FixedView, Row, Sources};

/// Rows of a page.
const PAGE: usize = 20;

fn view(app: &App) -> Option<&Sources> {
    match app.layers.last() {
        Some(Layer::Sources(sources)) => Some(sources),
        _ => None,
    }
}

/// The lines of all rows, and the index of that under the cursor.
pub(super) fn rows(app: &App) -> (Vec<String>, usize) {
    let Some(sources) = view(app) else {
        return Default::default();
    };
    let lines = sources.rows.iter().enumerate();
    let lines = lines.map(|(index, row)| format!("{}. {}.", index + 1, line(row)));
    (lines.collect(), sources.cursor)
}

/// How much there is, and a page from the cursor on.
pub(super) fn all(app: &App) -> Vec<String> {
    let Some(sources) = view(app) else {
        return Vec::new();
    };
    let filter = match sources.filter.as_str() {
        "" => String::new(),
        filter => format!(", filter {filter}"),
    };
    let many = many(sources.stored.len(), "source").unwrap_or_else(|| "No sources".to_owned());
    let mut lines = vec![format!("{many}{filter}.")];
    lines.extend(page(app));
    lines
}

fn page(app: &App) -> Vec<String> {
    let (rows, cursor) = rows(app);
    let left = rows.len().saturating_sub(cursor + PAGE);
    let mut lines: Vec<String> = rows.into_iter().skip(cursor).take(PAGE).collect();
    if left > 0 {
        lines.push(format!("{left} more. Enter goes on."));
    }
    lines
}

/// The rows that are otherwise than before; after a step the row one came to.
pub(super) fn changes(before: &Place, app: &App, command: Option<Command>) -> Vec<String> {
    let (now, cursor) = rows(app);
    let (old, was) = &before.sources;
    if old.len() != now.len() {
        return all(app);
    }
    match command {
        Some(Command::PageDown | Command::PageUp) if cursor != *was => page(app),
        _ if cursor != *was => now.into_iter().nth(cursor).into_iter().collect(),
        _ => {
            let pairs = old.iter().zip(now);
            let changed = pairs.filter(|(old, now)| *old != now);
            changed.map(|(_, now)| now).collect()
        }
    }
}

/// What a row is, where it lies, and its numbers.
fn line(row: &Row) -> String {
    let counts = |unread: Option<u64>, articles: u64| {
        let articles = match articles {
            0 => "no articles".to_owned(),
            1 => "1 article".to_owned(),
            n => format!("{n} articles"),
        };
        match unread {
            None | Some(0) => articles,
            Some(unread) => format!("{articles}, {unread} unread"),
        }
    };
    let uncounted = || "not counted".to_owned();
    match row {
        Row::View { view, count } => {
            // Of the unread ones it goes without saying.
            let told = count.map_or_else(uncounted, |count| {
                let unread = count.unread.filter(|_| *view != FixedView::Unread);
                counts(unread, count.articles)
            });
            format!("{}: {told}", view.name())
        }
        Row::Search { search, count } => {
            let told = count.map_or_else(uncounted, |count| {
                counts(Some(count.unread), count.articles)
            });
            format!("Search {}: {told}", search.name)
        }
        Row::Folder(row) => {
            let sources = many(row.sources, "source").unwrap_or_default();
            let folded = if row.folded { ", folded" } else { "" };
            let told = counts(Some(row.unread), row.articles);
            format!("Folder {}{folded}, {sources}: {told}", row.folder)
        }
        Row::Source { source, .. } => {
            let mut words = vec![source.name.to_string()];
            if !source.folder.is_top() {
                words.push(format!("in {}", source.folder));
            }
            if source.muted {
                words.push("muted".to_owned());
            }
            if source.gone {
                words.push("gone for good".to_owned());
            }
            words.extend(
                source
                    .error
                    .as_ref()
                    .map(|error| format!("failed, {error}")),
            );
            words.extend(source.tags.iter().map(|tag| format!("#{tag}")));
            let told = counts(Some(source.unread), source.articles);
            format!("{}: {told}", words.join(", "))
        }
    }
}
