//! Every disagreement of the library: what is said and why, then both sides, beside each other where there is room,
//! else one under the other.

use crate::app::facts::disagreements::{Disagreements, SIDE_BY_SIDE, row_height};
use crate::config::Role;
use crate::model::relation::Side;
use crate::model::{Disagreements as Asked, Relation};
use crate::tui::view::Screen;
use crate::tui::view::paint::{put_right, put_short, row_of};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns between two sentences that stand side by side.
const GAP: u16 = 4;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, view: &Disagreements, buffer: &mut Buffer) {
    let mut title = format!("Disagreements  {}", view.page.total);
    match view.asked.firm {
        Some(true) => title.push_str("  firm"),
        Some(false) => title.push_str("  not firm"),
        None => {}
    }
    match view.asked.ruled {
        Some(true) => title.push_str("  ruled on"),
        Some(false) => title.push_str("  not ruled on"),
        None => {}
    }
    if !view.filter.is_empty() {
        title = format!("{title}  {}", view.filter);
    }
    let hint = if screen.app.size.0 >= SIDE_BY_SIDE {
        "Enter shows the pair, c d n rule on it, / F U filter"
    } else {
        ""
    };
    let area = screen.whole(&title, hint, buffer);
    if view.loaded && view.page.total == 0 {
        let words = if view.filter.is_empty() && view.asked == Asked::default() {
            "No two articles disagree about a figure."
        } else {
            "No disagreement fits the filter."
        };
        return screen.key_lines(area, &[(String::new(), words.to_owned())], buffer);
    }
    let height = row_height(area.width);
    for slot in 0..usize::from((area.height / height).max(1)) {
        let index = view.top + slot;
        let Some(pair) = view.row(index) else {
            continue;
        };
        let y = area.y + u16::try_from(slot).unwrap_or(u16::MAX) * height;
        let rows = Rect {
            y,
            height: (height - 1).min(area.bottom().saturating_sub(y)),
            ..area
        };
        row(screen, rows, pair, buffer);
        if index == view.cursor {
            screen.mark_current(rows, true, buffer);
        }
    }
}

fn row(screen: &Screen<'_>, area: Rect, pair: &Relation, buffer: &mut Buffer) {
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..area
    };
    let Some(head) = row_of(inner, 0) else { return };
    let style = screen.styles.relation(pair.kind);
    let verdict = screen.verdict(pair);
    let taken = put_short(buffer, head.x, head.y, head.width, &verdict, style);
    let x = head.x + taken + 2;
    let ruling = screen.ruling(pair);
    let end = (x, head.right().max(x));
    let end = put_right(buffer, end, head.y, &ruling, screen.style(Role::Accent));
    let room = end.saturating_sub(x + 1);
    put_short(
        buffer,
        x,
        head.y,
        room,
        &pair.reason,
        screen.style(Role::Dim),
    );
    let body = Rect {
        x: inner.x + 2,
        y: inner.y + 1,
        width: inner.width.saturating_sub(2),
        height: inner.height.saturating_sub(1),
    };
    if area.width >= SIDE_BY_SIDE {
        let half = body.width.saturating_sub(GAP) / 2;
        for (x, one) in [(body.x, &pair.a), (body.right() - half, &pair.b)] {
            let area = Rect {
                x,
                width: half,
                ..body
            };
            side(screen, area, one, buffer);
        }
    } else {
        for (number, one) in [(0, &pair.a), (1, &pair.b)] {
            let area = Rect {
                y: body.y + 2 * number,
                height: 2.min(body.height.saturating_sub(2 * number)),
                ..body
            };
            side(screen, area, one, buffer);
        }
    }
}

/// The value with who says it, and the sentence below.
fn side(screen: &Screen<'_>, area: Rect, side: &Side, buffer: &mut Buffer) {
    let Some(head) = row_of(area, 0) else { return };
    screen.value_and_origin(head, side, buffer);
    let sentence = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    screen.sentence(sentence, side, buffer);
}
