//! The sources as a tree with their counts, and what is known about the one under the cursor.

mod details;

use super::Screen;
use super::ago::ago;
use super::paint::{put, put_all, put_right, put_short, row_of, rule, tint, upright};
use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;
use crate::app::layer::Layer;
use crate::app::sources::{Areas, FolderRow, Key, Row, Sources};
use crate::config::Role;
use crate::model::{SearchCount, SourceRow};
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
/// From this many columns the heading names the keys of the view.
const ROOM_FOR_KEYS: u16 = 84;
/// Columns left of a name at the top: the cursor's bar, what is not saved, the sign, a space.
const SIGNS: u16 = 4;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, sources: &Sources, buffer: &mut Buffer) {
    let hint = if screen.app.size.0 >= ROOM_FOR_KEYS {
        "Enter lists, h l fold, e renames, m moves, M mutes, d removes"
    } else {
        "Enter lists, ? keys"
    };
    let body = screen.whole(&heading(sources), hint, buffer);
    if sources.loaded && sources.rows.is_empty() {
        return empty(screen, sources, body, buffer);
    }
    let areas = Areas::new(body);
    head(screen, areas.head, buffer);
    for slot in 0..usize::from(areas.rows.height) {
        let index = sources.top + slot;
        let (Some(row), Some(area)) = (sources.rows.get(index), row_of(areas.rows, slot)) else {
            break;
        };
        draw_row(screen, row, area, buffer);
        if index == sources.cursor {
            screen.mark_current(area, true, buffer);
        }
    }
    if let Some(row) = sources.current().filter(|_| areas.details.width > 0) {
        let beside = areas.details.y == body.y;
        let inside = if beside {
            upright(
                buffer,
                areas.details,
                screen.signs.vertical,
                screen.style(Role::Separator),
            );
            Rect {
                x: areas.details.x + 2,
                width: areas.details.width.saturating_sub(3),
                ..areas.details
            }
        } else {
            rule(
                buffer,
                areas.details,
                screen.signs.horizontal,
                screen.style(Role::Separator),
            );
            Rect {
                x: areas.details.x + SIGNS,
                y: areas.details.y + 1,
                width: areas.details.width.saturating_sub(SIGNS + 1),
                height: areas.details.height - 1,
            }
        };
        details::draw(screen, row, inside, buffer);
    }
}

/// What the view holds, and how it is filtered and sorted.
fn heading(sources: &Sources) -> String {
    let count = sources.stored.len();
    if sources.filter.is_empty() {
        format!("Sources  {count}")
    } else {
        format!("Sources  {count}  {}", sources.filter)
    }
}

/// The columns right of the names, from the right: where each ends.
struct Columns {
    /// Where the names must end.
    names: u16,
    fetched: Option<u16>,
    all: Option<u16>,
    unread: u16,
}

impl Columns {
    fn new(area: Rect) -> Self {
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

/// The names of the columns; the one that sorts has the sign of its direction.
fn head(screen: &Screen<'_>, area: Rect, buffer: &mut Buffer) {
    if area.width == 0 {
        return;
    }
    let arrangement = &screen.app.arrangement;
    let dim = screen.style(Role::Dim);
    let titled = |name: &str, key: Key| {
        let falls = (key != Key::Name) != arrangement.turned;
        let sign = if falls {
            screen.signs.down
        } else {
            screen.signs.up
        };
        if arrangement.key == key {
            format!("{name} {sign}")
        } else {
            name.to_owned()
        }
    };
    let columns = Columns::new(area);
    let name = titled("name", Key::Name);
    put_short(
        buffer,
        area.x + SIGNS,
        area.y,
        columns.names.saturating_sub(area.x + SIGNS),
        &name,
        dim,
    );
    put_right(
        buffer,
        (area.x, columns.unread),
        area.y,
        &titled("unread", Key::Unread),
        dim,
    );
    if let Some(all) = columns.all {
        put_right(buffer, (area.x, all), area.y, "all", dim);
    }
    if let Some(fetched) = columns.fetched {
        let title = titled("last fetch", Key::Fetched);
        put_right(buffer, (area.x, fetched), area.y, &title, dim);
    }
}

fn draw_row(screen: &Screen<'_>, row: &Row, area: Rect, buffer: &mut Buffer) {
    let signs = screen.signs;
    match row {
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
            numbers(screen, *count, false, area, buffer);
            let is_old = |layer: &Layer| matches!(layer, Layer::Sources(view) if !view.counted);
            if screen.app.layers.iter().any(is_old) {
                // What was counted before is fainter until it is counted anew.
                let faint = Style::new().add_modifier(Modifier::DIM);
                let x = Columns::new(area).names.min(area.right());
                let width = area.right() - x;
                tint(buffer, Rect { x, width, ..area }, faint);
            }
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
    let count = SearchCount {
        articles: row.articles,
        unread: row.unread,
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
    let count = SearchCount {
        articles: source.articles,
        unread: source.unread,
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

/// Unread and all articles; no unread ones are not said, and what is not counted yet is a dot.
fn numbers(
    screen: &Screen<'_>,
    count: Option<SearchCount>,
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
    let unread = match count.unread {
        0 => String::new(),
        unread => unread.to_string(),
    };
    let style = if muted {
        dim
    } else {
        screen.style(Role::Accent)
    };
    put_right(buffer, (at.names, at.unread), area.y, &unread, style);
    if let Some(all) = at.all {
        put_right(
            buffer,
            (at.unread, all),
            area.y,
            &count.articles.to_string(),
            dim,
        );
    }
}

/// Nothing to show: say what to do.
fn empty(screen: &Screen<'_>, sources: &Sources, area: Rect, buffer: &mut Buffer) {
    let key = |scope, command| screen.key_of(scope, command);
    let lines = if sources.filter.is_empty() {
        vec![
            (String::new(), "No sources yet.".to_owned()),
            (String::new(), String::new()),
            (
                key(Scope::Sources, Command::Add),
                "add a folder, a file or a list of feeds".to_owned(),
            ),
            (
                key(Scope::List, Command::SaveSearch),
                "in the list: keep what it shows as a search".to_owned(),
            ),
            (key(Scope::Sources, Command::Cancel), "go back".to_owned()),
        ]
    } else {
        vec![
            (
                String::new(),
                "No source and no kept search fits.".to_owned(),
            ),
            (String::new(), String::new()),
            (
                key(Scope::Sources, Command::Filter),
                "change the filter".to_owned(),
            ),
        ]
    };
    screen.key_lines(area, &lines, buffer);
}
