//! A row of the sources: its sign and name at its depth, what is to be said of it, and its numbers in columns.

use super::SIGNS;
use crate::app::layer::Layer;
use crate::app::sources::{FixedView, FolderRow, Row, ViewCount};
use crate::config::Role;
use crate::model::SourceRow;
use crate::tui::view::Screen;
use crate::tui::view::ago::ago;
use crate::tui::view::paint::{put, put_all, put_right, tint};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Columns of a number.
const NUMBER: u16 = 8;
/// Columns of a moment in words.
const MOMENT: u16 = 13;
/// From this many columns the last fetch has a column of its own.
const ROOM_FOR_FETCH: u16 = 56;
/// From this many columns the number of all articles has a column of its own.
const ROOM_FOR_ALL: u16 = 70;
/// The columns right of the names, from the right: where each ends.
pub(super) struct Columns {
    /// Where the names must end.
    pub names: u16,
    pub fetched: Option<u16>,
    pub all: Option<u16>,
    pub unread: u16,
}

impl Columns {
    pub fn new(area: Rect) -> Self {
        let mut end = area.right().saturating_sub(1);
        let mut take = |width: u16| {
            let column = end;
            end = end.saturating_sub(width);
            column
        };
        let fetched = (area.width >= ROOM_FOR_FETCH).then(|| take(MOMENT));
        let all = (area.width >= ROOM_FOR_ALL).then(|| take(NUMBER));
        let unread = take(NUMBER);
        Self {
            names: end,
            fetched,
            all,
            unread,
        }
    }
}

/// Draws a row.
pub(super) fn draw(screen: &Screen<'_>, row: &Row, area: Rect, buffer: &mut Buffer) {
    let signs = screen.signs;
    match row {
        Row::View { view, count } => {
            let sign = match view {
                FixedView::Unread => (0, signs.unread, screen.style(Role::Accent)),
                FixedView::Starred => (0, signs.starred, screen.style(Role::Star)),
                FixedView::Disagreements => (0, signs.disagree, screen.style(Role::Disagree)),
                _ => (0, signs.dot, screen.style(Role::Dim)),
            };
            line(screen, sign, &[(view.name(), screen.words())], area, buffer);
            numbers(screen, *count, false, area, buffer);
            if *view == FixedView::Disagreements {
                uncounted(screen, area, buffer);
            }
        }
        Row::Search { search, count } => {
            let name = (search.name.as_str(), screen.words());
            let query = (search.query.as_str(), screen.style(Role::Dim));
            line(
                screen,
                (0, signs.search, screen.style(Role::Accent)),
                &[name, query],
                area,
                buffer,
            );
            numbers(screen, count.map(ViewCount::from), false, area, buffer);
            uncounted(screen, area, buffer);
        }
        Row::Folder(row) => folder(screen, row, area, buffer),
        Row::Source {
            source,
            depth,
            unsaved,
        } => {
            if *unsaved {
                put(
                    buffer,
                    area.x + 1,
                    area.y,
                    1,
                    signs.unsaved,
                    screen.style(Role::Unsaved),
                );
            }
            source_row(screen, source, *depth, area, buffer);
        }
    }
}

/// What was counted before is fainter until it is counted anew.
fn uncounted(screen: &Screen<'_>, area: Rect, buffer: &mut Buffer) {
    let is_old = |layer: &Layer| matches!(layer, Layer::Sources(view) if !view.counted);
    if screen.app.layers.iter().any(is_old) {
        let faint = Style::new().add_modifier(Modifier::DIM);
        let x = Columns::new(area).names.min(area.right());
        let width = area.right() - x;
        tint(buffer, Rect { x, width, ..area }, faint);
    }
}

fn folder(screen: &Screen<'_>, row: &FolderRow, area: Rect, buffer: &mut Buffer) {
    let sign = if row.folded {
        screen.signs.folded
    } else {
        screen.signs.unfolded
    };
    let muted = row.muted == row.sources;
    let style = if muted {
        screen.style(Role::Dim)
    } else {
        screen.style(Role::Strong)
    };
    let inside = match (row.folded, row.sources) {
        (false, _) => String::new(),
        (true, 1) => "1 source".to_owned(),
        (true, many) => format!("{many} sources"),
    };
    let failing = match row.failing {
        0 => String::new(),
        many => format!("{} {many}", screen.signs.failed),
    };
    let words = [
        (row.folder.name(), Style { bg: None, ..style }),
        (inside.as_str(), screen.style(Role::Dim)),
        // What is unfolded says it itself.
        (
            if row.folded { &failing } else { "" },
            screen.style(Role::Warning),
        ),
    ];
    line(
        screen,
        (row.depth, sign, screen.style(Role::Dim)),
        &words,
        area,
        buffer,
    );
    let count = ViewCount {
        articles: row.articles,
        unread: Some(row.unread),
    };
    numbers(screen, Some(count), muted, area, buffer);
}

fn source_row(
    screen: &Screen<'_>,
    source: &SourceRow,
    depth: usize,
    area: Rect,
    buffer: &mut Buffer,
) {
    let dim = screen.style(Role::Dim);
    let tags: Vec<String> = source.tags.iter().map(|tag| format!("#{tag}")).collect();
    let tags = tags.join(" ");
    let name = if source.muted {
        dim
    } else if source.unread > 0 {
        Style {
            bg: None,
            ..screen.style(Role::Unread)
        }
    } else {
        screen.words()
    };
    let muted = if source.muted { "muted" } else { "" };
    let trouble = trouble(screen, source).unwrap_or_default();
    let words = [
        (source.name.as_str(), name),
        (muted, dim),
        (trouble.as_str(), screen.style(Role::Warning)),
        (tags.as_str(), screen.style(Role::Tag)),
    ];
    let sign = if trouble.is_empty() {
        (depth, screen.signs.source(&source.kind), dim)
    } else {
        (depth, screen.signs.failed, screen.style(Role::Warning))
    };
    line(screen, sign, &words, area, buffer);
    let count = ViewCount {
        articles: source.articles,
        unread: Some(source.unread),
    };
    numbers(screen, Some(count), source.muted, area, buffer);
    if let (Some(end), Some(at)) = (Columns::new(area).fetched, source.fetched) {
        let words = ago(screen.app.now, at);
        put_right(buffer, (area.x, end), area.y, &words, dim);
    }
}

/// What is wrong with a feed, in a few words; the details say all of it.
fn trouble(screen: &Screen<'_>, source: &SourceRow) -> Option<String> {
    if source.gone {
        return Some("gone for good".to_owned());
    }
    let error = source.error.as_ref()?;
    let good = match source.succeeded {
        Some(at) => format!("last good: {}", ago(screen.app.now, at)),
        None => "never good".to_owned(),
    };
    Some(format!("{error}, {good}"))
}

/// The sign and the words of a row, at its depth.
fn line(
    screen: &Screen<'_>,
    (depth, sign, style): (usize, &str, Style),
    words: &[(&str, Style)],
    area: Rect,
    buffer: &mut Buffer,
) {
    let end = Columns::new(area).names.saturating_sub(1);
    // What lies too deep for the width is at least begun.
    let indent = u16::try_from(depth * 2)
        .unwrap_or(u16::MAX)
        .min(area.width / 3);
    let x = area.x + SIGNS + indent;
    put(buffer, x.saturating_sub(2), area.y, 1, sign, style);
    let mut spaced = Vec::new();
    for (text, style) in words.iter().filter(|(text, _)| !text.is_empty()) {
        if !spaced.is_empty() {
            spaced.push(("  ", screen.words()));
        }
        spaced.push((*text, *style));
    }
    put_all(buffer, x, area.y, end.saturating_sub(x), &spaced);
}

/// Unread and all articles; no unread ones are not said, and what is not counted yet is a dot. Where there is no column
/// for all, those of a view whose unread ones nobody counts stand in the column of the unread.
fn numbers(
    screen: &Screen<'_>,
    count: Option<ViewCount>,
    muted: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    let at = Columns::new(area);
    let dim = screen.style(Role::Dim);
    let Some(count) = count else {
        put_right(buffer, (area.x, at.unread), area.y, screen.signs.dot, dim);
        return;
    };
    let all = count.articles.to_string();
    let unread = match count.unread {
        Some(0) => String::new(),
        Some(unread) => unread.to_string(),
        None if at.all.is_none() => all.clone(),
        None => String::new(),
    };
    let style = if muted || count.unread.is_none() {
        dim
    } else {
        screen.style(Role::Accent)
    };
    put_right(buffer, (at.names, at.unread), area.y, &unread, style);
    if let Some(end) = at.all {
        put_right(buffer, (at.unread, end), area.y, &all, dim);
    }
}
