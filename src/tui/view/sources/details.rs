//! What is known about the row under the cursor of the view of sources.

use super::super::Screen;
use super::super::ago::ago;
use super::super::paint::{put_short, row_of};
use crate::app::sources::{FixedView, FolderRow, Row, ViewCount};
use crate::config::Role;
use crate::model::row::Standing;
use crate::model::{KeptSearch, SearchCount, SourceRow, Span};
use crate::text::layout::wrap::wrap_prose;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the details, as many as there is room for, the most telling first.
pub fn draw(screen: &Screen<'_>, row: &Row, area: Rect, buffer: &mut Buffer) {
    let lines = match row {
        Row::View { view, count } => of_view(screen, *view, *count),
        Row::Search { search, count } => of_search(screen, search, *count),
        Row::Folder(row) => of_folder(screen, row),
        Row::Source { source, .. } => of_source(screen, source),
    };
    let mut slot = 0;
    for (text, style) in lines {
        for part in wrapped(&text, area.width) {
            let Some(row) = row_of(area, slot) else {
                return;
            };
            put_short(buffer, row.x, row.y, row.width, &part, style);
            slot += 1;
        }
    }
}

fn of_source(screen: &Screen<'_>, source: &SourceRow) -> Vec<(String, Style)> {
    let mut lines = vec![
        (source.name.to_string(), screen.style(Role::Title)),
        (
            told(source.unread, source.articles),
            screen.style(Role::Text),
        ),
    ];
    lines.extend(standing(screen, source.standing, source.articles));
    lines.extend(fetching(screen, source));
    if source.muted {
        let words = "muted: not fetched by itself, and lists leave its articles out unless source: or is:muted asks for them";
        lines.push((words.to_owned(), screen.style(Role::Warning)));
    }
    lines.push((source.location.to_string(), screen.style(Role::Dim)));
    if let Some(page) = source
        .page
        .as_ref()
        .filter(|page| **page != source.location)
    {
        lines.push((page.to_string(), screen.style(Role::Dim)));
    }
    if !source.folder.is_top() {
        lines.push((format!("in {}", source.folder), screen.style(Role::Dim)));
    }
    let tags: Vec<String> = source.tags.iter().map(|tag| format!("#{tag}")).collect();
    if !tags.is_empty() {
        lines.push((tags.join(" "), screen.style(Role::Tag)));
    }
    lines
}

/// How it stands with a feed.
fn fetching(screen: &Screen<'_>, source: &SourceRow) -> Vec<(String, Style)> {
    let (now, mut lines) = (screen.app.now, Vec::new());
    if source.gone {
        let words = "the server says that this feed is gone for good; it is not fetched any more";
        lines.push((words.to_owned(), screen.style(Role::Warning)));
    }
    if let Some(error) = &source.error {
        lines.push((error.to_string(), screen.style(Role::Warning)));
        let good = match source.succeeded {
            Some(at) => format!("last good: {}", ago(now, at)),
            None => "never good".to_owned(),
        };
        lines.push((good, screen.style(Role::Warning)));
    }
    if let Some(at) = source.fetched {
        let next = source
            .due
            .filter(|due| *due > now && !source.gone && !source.muted)
            .map_or(String::new(), |due| format!(", due {}", ago(now, due)));
        lines.push((
            format!("fetched {}{next}", ago(now, at)),
            screen.style(Role::Dim),
        ));
    } else if source.kind.as_str() == "feed" {
        lines.push(("never fetched".to_owned(), screen.style(Role::Dim)));
    }
    lines
}

fn of_folder(screen: &Screen<'_>, row: &FolderRow) -> Vec<(String, Style)> {
    let sources = match row.sources {
        1 => "1 source".to_owned(),
        n => format!("{n} sources"),
    };
    let muted = match row.muted {
        0 => String::new(),
        n => format!(", {n} of them muted and not counted"),
    };
    let mut lines = vec![
        (row.folder.to_string(), screen.style(Role::Title)),
        (told(row.unread, row.articles), screen.style(Role::Text)),
        (format!("{sources}{muted}"), screen.style(Role::Dim)),
    ];
    lines.extend(standing(screen, row.standing, row.articles));
    if row.failing > 0 {
        let words = format!("{} could not be fetched the last time", row.failing);
        lines.push((words, screen.style(Role::Warning)));
    }
    lines
}

fn of_view(screen: &Screen<'_>, view: FixedView, count: Option<ViewCount>) -> Vec<(String, Style)> {
    let counted = match count {
        None => "not counted".to_owned(),
        Some(ViewCount {
            articles,
            unread: Some(unread),
        }) if view != FixedView::Unread => told(unread, articles),
        Some(ViewCount { articles: 1, .. }) => "1 article".to_owned(),
        Some(ViewCount { articles, .. }) => format!("{articles} articles"),
    };
    let more = match view {
        FixedView::All => {
            "copies are counted; the list folds them under the best one, and is:copy lists them"
        }
        view => view.query(),
    };
    vec![
        (view.name().to_owned(), screen.style(Role::Title)),
        (counted, screen.style(Role::Text)),
        (more.to_owned(), screen.style(Role::Dim)),
    ]
}

fn of_search(
    screen: &Screen<'_>,
    search: &KeptSearch,
    count: Option<SearchCount>,
) -> Vec<(String, Style)> {
    let counted = count.map_or("not counted".to_owned(), |count| {
        told(count.unread, count.articles)
    });
    vec![
        (search.name.to_string(), screen.style(Role::Title)),
        (counted, screen.style(Role::Text)),
        (search.query.to_string(), screen.style(Role::Dim)),
    ]
}

/// What is starred, archived or snoozed, and what is left in the list; nothing when nothing is.
fn standing(screen: &Screen<'_>, standing: Standing, articles: u64) -> Option<(String, Style)> {
    let listed = standing.listed;
    let told = [
        (if listed < articles { listed } else { 0 }, "in the list"),
        (standing.starred, "starred"),
        (standing.archived, "archived"),
        (standing.snoozed, "snoozed"),
    ];
    let told = told.iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    (!told.is_empty()).then(|| (told.join(", "), screen.style(Role::Dim)))
}

/// Counts in words.
fn told(unread: u64, articles: u64) -> String {
    match articles {
        0 => "no articles".to_owned(),
        1 => format!("{unread} unread of 1 article"),
        n => format!("{unread} unread of {n} articles"),
    }
}

/// The text in rows of this width.
fn wrapped(text: &str, width: u16) -> Vec<String> {
    wrap_prose(text, Span::new(0, text.len()), usize::from(width.max(1)))
        .into_iter()
        .map(|span| span.of(text).trim_end().to_owned())
        .collect()
}
