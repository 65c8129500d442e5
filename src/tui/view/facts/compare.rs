//! Two sentences about the same thing: side by side where there is room, else one over the other; between them
//! what the comparison says and why.

use crate::app::facts::compare::Compare;
use crate::config::Role;
use crate::model::relation::Side;
use crate::model::{Relation, Span};
use crate::text::layout::wrap_prose;
use crate::text::width::columns;
use crate::tui::view::Screen;
use crate::tui::view::facts::chart::Scale;
use crate::tui::view::facts::pair::value;
use crate::tui::view::paint::{put, put_short, row_of};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// From this many columns the two stand side by side.
const SIDE_BY_SIDE: u16 = 72;
/// From this many columns the reason stands between them.
const REASON_BETWEEN: u16 = 100;
/// At most so many rows say what the comparison says, where that stands over or between the two.
const SAID: u16 = 6;
/// Rows of a side over its sentence: value, bar, who says it, where, and a blank one.
const HEAD: u16 = 5;

/// Draws the pair under the cursor.
pub fn draw(screen: &Screen<'_>, compare: &Compare, buffer: &mut Buffer) {
    let title = format!("{} of {}", compare.cursor + 1, compare.total);
    let width = screen.app.size.0;
    let rows = if width >= SIDE_BY_SIDE { 13 } else { 24 };
    let hint = if width >= REASON_BETWEEN {
        "c confirmed  d disputed  n not comparable  a note  h Enter open"
    } else {
        "c d n rule, h Enter open"
    };
    let area = screen.sheet(rows, &title, hint, buffer);
    let Some(pair) = compare.pair() else { return };
    let area = Rect {
        y: area.y + 1.min(area.height),
        height: area.height.saturating_sub(1),
        ..area
    };
    let scale = Scale::of_two(&pair.a.value, &pair.b.value);
    let one = |area: Rect, one: &Side, buffer: &mut Buffer| {
        side(screen, area, one, scale.as_ref(), buffer);
    };
    if width >= SIDE_BY_SIDE {
        let between = if width >= REASON_BETWEEN {
            (area.width / 5).clamp(20, 34)
        } else {
            2
        };
        let half = area.width.saturating_sub(between + 4) / 2;
        let middle = Rect {
            x: area.x + half + 2,
            width: area.width.saturating_sub(2 * half + 4),
            ..area
        };
        let (sides, reason) = if width >= REASON_BETWEEN {
            (area, middle)
        } else {
            // Over both, where there is no room between them.
            let rows = said_rows(screen, pair, area.width).min(SAID);
            let below = Rect {
                y: area.y + rows + 1,
                height: area.height.saturating_sub(rows + 1),
                ..area
            };
            (
                below,
                Rect {
                    height: rows,
                    ..area
                },
            )
        };
        said(screen, reason, pair, width >= REASON_BETWEEN, buffer);
        let left = Rect {
            width: half,
            ..sides
        };
        let right = Rect {
            x: sides.right().saturating_sub(half),
            ..left
        };
        one(left, &pair.a, buffer);
        one(right, &pair.b, buffer);
    } else {
        let reason = said_rows(screen, pair, area.width).min(SAID);
        let half = area.height.saturating_sub(reason + 2) / 2;
        let upper = Rect {
            height: half,
            ..area
        };
        let between = Rect {
            y: area.y + half + 1,
            height: reason,
            ..area
        };
        let lower = Rect {
            y: between.bottom() + 1,
            height: area.bottom().saturating_sub(between.bottom() + 1),
            ..area
        };
        one(upper, &pair.a, buffer);
        said(screen, between, pair, false, buffer);
        one(lower, &pair.b, buffer);
    }
}

/// What the comparison says and why, then what a person ruled, as lines of at most so many columns.
fn said_lines(screen: &Screen<'_>, pair: &Relation, width: u16) -> Vec<(String, Style)> {
    let dim = screen.style(Role::Dim);
    let mut parts = vec![
        (screen.verdict(pair), screen.styles.relation(pair.kind)),
        (pair.reason.clone(), dim),
    ];
    if let Some(ruling) = &pair.ruling {
        let day = ruling.modified.strftime("%Y-%m-%d");
        let who = format!("by {}, {day}", ruling.annotator);
        parts.push((String::new(), dim));
        parts.push((screen.ruling(pair), screen.style(Role::Accent)));
        parts.push((who, dim));
        parts.push((ruling.note.to_string(), screen.words()));
    }
    let mut lines = Vec::new();
    for (words, style) in parts {
        let whole = Span::new(0, words.len());
        let wrapped = wrap_prose(&words, whole, usize::from(width.max(1)));
        if wrapped.is_empty() {
            lines.push((String::new(), style));
        }
        lines.extend(
            wrapped
                .into_iter()
                .map(|line| (line.of(&words).to_owned(), style)),
        );
    }
    while lines.last().is_some_and(|(words, _)| words.is_empty()) {
        lines.pop();
    }
    lines
}

fn said_rows(screen: &Screen<'_>, pair: &Relation, width: u16) -> u16 {
    u16::try_from(said_lines(screen, pair, width).len()).unwrap_or(u16::MAX)
}

/// What is said about the pair.
fn said(screen: &Screen<'_>, area: Rect, pair: &Relation, centred: bool, buffer: &mut Buffer) {
    let lines = said_lines(screen, pair, area.width);
    for (number, (words, style)) in lines.iter().enumerate() {
        let Some(row) = row_of(area, number) else {
            break;
        };
        let taken = u16::try_from(columns(words)).unwrap_or(u16::MAX);
        let free = row.width.saturating_sub(taken);
        let x = row.x + if centred { free / 2 } else { 0 };
        put(buffer, x, row.y, row.width, words, *style);
    }
}

/// One side: the value large enough to be seen first, its length on the common scale, who says it and where, and
/// the sentence.
fn side(screen: &Screen<'_>, area: Rect, side: &Side, scale: Option<&Scale>, buffer: &mut Buffer) {
    let style = screen.value_style(side);
    // Where rows are few the sentence comes first after the value.
    let roomy = area.height > HEAD + 1;
    let mut number = 0;
    let mut next = || {
        let row = row_of(area, number);
        number += 1;
        row
    };
    if let Some(row) = next() {
        put_short(buffer, row.x, row.y, row.width, &value(side), style);
    }
    if roomy
        && let Some(scale) = scale
        && let Some(row) = next()
    {
        scale.bar(screen, row, &side.value, style, buffer);
    }
    let dim = screen.style(Role::Dim);
    if let Some(row) = next() {
        put_short(buffer, row.x, row.y, row.width, &screen.origin(side), dim);
    }
    if roomy {
        if let Some(row) = next() {
            let style = screen.style(Role::Heading);
            put_short(buffer, row.x, row.y, row.width, &side.title, style);
        }
        next();
    }
    let taken = u16::try_from(number).unwrap_or(u16::MAX).min(area.height);
    let sentence = Rect {
        y: area.y + taken,
        height: area.height - taken,
        ..area
    };
    screen.sentence(sentence, side, buffer);
}
