//! The chain of a claim as a tree: how each mark stands to the one it hangs on, its words, and where they are.

use crate::app::marks::chain::{Chain, ROW_HEIGHT};
use crate::config::Role;
use crate::model::Confidence;
use crate::model::link::ChainRow;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_all, row_of};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns by which a mark stands further right than the one it hangs on.
const STEP: u16 = 3;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, chain: &Chain, buffer: &mut Buffer) {
    let title = format!("Chain  {}", chain.rows.len());
    let area = screen.whole(&title, "Enter goes there", buffer);
    for slot in 0..usize::from((area.height / ROW_HEIGHT).max(1)) {
        let index = chain.top + slot;
        let (Some(row), Some(first)) = (
            chain.rows.get(index),
            row_of(area, slot * usize::from(ROW_HEIGHT)),
        ) else {
            break;
        };
        let rows = Rect {
            height: ROW_HEIGHT.min(area.bottom() - first.y),
            ..first
        };
        mark(screen, rows, row, buffer);
        if index == chain.cursor {
            screen.mark_current(rows, true, buffer);
        }
    }
}

fn mark(screen: &Screen<'_>, area: Rect, row: &ChainRow, buffer: &mut Buffer) {
    let depth = u16::try_from(row.depth).unwrap_or(u16::MAX);
    let inset = depth.saturating_mul(STEP).min(area.width / 2);
    let (x, room) = (area.x + 2 + inset, area.width.saturating_sub(3 + inset));
    if row.depth > 0 {
        let dim = screen.style(Role::Separator);
        put(
            buffer,
            x.saturating_sub(2),
            area.y,
            1,
            screen.signs.under,
            dim,
        );
    }
    let body = &row.mark.annotation.body;
    let label = body.label.as_deref();
    let via = row.via.as_ref().map_or(String::new(), |via| {
        let arrow = if via.outgoing {
            screen.signs.out
        } else {
            screen.signs.into
        };
        format!("{arrow} {} ", via.link.relation.words())
    });
    let quote = match &row.mark.annotation.target {
        Some(target) => target.quote.replace('\n', " "),
        None => body.note.replace('\n', " "),
    };
    let again = if row.again { "  (above)" } else { "" };
    let parts = [
        (via.as_str(), screen.style(Role::Accent)),
        (quote.as_str(), screen.words()),
        (again, screen.style(Role::Dim)),
    ];
    put_all(buffer, x, area.y, room, &parts);
    if area.height < ROW_HEIGHT {
        return;
    }
    let sure = body.confidence.map(Confidence::words);
    let said = [label, body.verdict.as_deref(), sure];
    let said: Vec<String> = said
        .into_iter()
        .flatten()
        .map(|name| name.replace('_', " "))
        .collect();
    let mut said = said.join(" · ");
    if !said.is_empty() {
        said.push_str("  ");
    }
    let note = row.via.as_ref().map_or("", |via| via.link.note.as_str());
    let note = if note.is_empty() {
        String::new()
    } else {
        format!("{}  ", note.replace('\n', " "))
    };
    let parts = [
        (said.as_str(), screen.label_style(label)),
        (note.as_str(), screen.words()),
        (row.mark.title.as_str(), screen.style(Role::Dim)),
    ];
    put_all(buffer, x, area.y + 1, room, &parts);
}
