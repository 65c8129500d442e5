//! Tables: columns sized to content, wrapped by cell, never wider than the pane.
//!
//! The look is calm: no boxes, two spaces between columns, a thin line under the headings, and an
//! empty row between rows only when a cell needs more than one line. Where columns would become too
//! narrow to read, each row is told as a small record: heading, then cell, one under the other.

use super::build::Builder;
use super::wrap::wrap_prose;
use super::{Piece, RowKind};
use crate::model::block::Alignment;
use crate::model::{Span, Table};
use crate::text::width::{columns, shorten};

/// Columns between two cells.
const GUTTER: usize = 2;

/// A column narrower than this breaks most words; the table is told as records instead.
const NARROWEST: usize = 7;

/// The widest label beside a cell.
const LABEL: usize = 28;

/// Makes the rows of a table, caption first.
pub(super) fn rows(builder: &mut Builder<'_>, block: usize, table: &Table) {
    if let Some(caption) = table.caption.filter(|caption| !caption.is_empty()) {
        builder.prose(block, caption, RowKind::Table, "", "");
    }
    match column_widths(builder.words(), table, builder.width()) {
        Some(widths) => grid(builder, block, table, &widths),
        None => records(builder, block, table),
    }
}

/// The widths of all columns, or `None` when they cannot all be readable.
fn column_widths(text: &str, table: &Table, width: usize) -> Option<Vec<usize>> {
    let count = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut wanted = vec![0; count];
    for row in &table.rows {
        for (cell, wanted) in row.iter().zip(&mut wanted) {
            *wanted = columns(cell.trimmed(text).of(text)).max(*wanted);
        }
    }
    let room = width.checked_sub(GUTTER * count.saturating_sub(1))?;
    let given = share(&wanted, room);
    let readable = wanted
        .iter()
        .zip(&given)
        .all(|(&wanted, &given)| given >= wanted.min(NARROWEST));
    readable.then_some(given)
}

/// Shares `room` among columns: each gets what it wants if that is at most a fair share of what is left;
/// the others share the rest evenly. Narrow columns are served first, so the result is a fixed point.
fn share(wanted: &[usize], room: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&column| wanted.get(column).copied());
    let mut given = vec![0; wanted.len()];
    let mut left = room;
    for (served, &column) in order.iter().enumerate() {
        let fair = left / (wanted.len() - served);
        if let (Some(&wanted), Some(given)) = (wanted.get(column), given.get_mut(column)) {
            *given = wanted.min(fair);
            left -= *given;
        }
    }
    given
}

fn grid(builder: &mut Builder<'_>, block: usize, table: &Table, widths: &[usize]) {
    let text = builder.words();
    let wrapped: Vec<Vec<Vec<Span>>> = table
        .rows
        .iter()
        .map(|row| {
            row.iter()
                .zip(widths)
                .map(|(cell, &width)| wrap_prose(text, cell.trimmed(text), width.max(1)))
                .collect()
        })
        .collect();
    let airy = wrapped.iter().flatten().any(|lines| lines.len() > 1);
    let total = widths.iter().sum::<usize>() + GUTTER * widths.len().saturating_sub(1);
    for (number, cells) in wrapped.iter().enumerate() {
        let head = number < table.head_rows;
        if airy && number > table.head_rows {
            builder.row(block, RowKind::Gap, Vec::new());
        }
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut pieces: Vec<Piece> = Vec::with_capacity(cells.len());
            let mut column = 0;
            for (index, (cell, &width)) in cells.iter().zip(widths).enumerate() {
                if let Some(&span) = cell.get(line)
                    && (!span.is_empty() || line == 0)
                {
                    let words = columns(span.of(text)).min(width);
                    let alignment = table.alignment.get(index).copied().unwrap_or_default();
                    let inset = match alignment {
                        Alignment::Left => 0,
                        Alignment::Center => (width - words) / 2,
                        Alignment::Right => width - words,
                    };
                    let mut piece = builder.text(column + inset, span);
                    piece.width = words;
                    pieces.push(piece);
                }
                column += width + GUTTER;
            }
            let kind = if head {
                RowKind::TableHead
            } else {
                RowKind::Table
            };
            builder.row(block, kind, pieces);
        }
        if head && number + 1 == table.head_rows {
            let line = builder.decoration(0, "─".repeat(total.min(builder.width())));
            builder.row(block, RowKind::Rule, line.into_iter().collect());
        }
    }
}

/// Each row as a record: heading, then cell, in one row where that is wide enough. The heading of a column
/// is repeated as a label, which is decoration: its words belong to the heading row, which stands first.
fn records(builder: &mut Builder<'_>, block: usize, table: &Table) {
    let text = builder.words();
    let head = table
        .head_rows
        .checked_sub(1)
        .and_then(|last| table.rows.get(last));
    let label_of = |index: usize| {
        let label = head?.get(index)?.trimmed(text).of(text);
        (index > 0 && !label.is_empty()).then_some(label)
    };
    let widest = (0..head.map_or(0, Vec::len))
        .filter_map(|index| label_of(index).map(columns))
        .max()
        .unwrap_or(0);
    let beside = (widest.min(LABEL) + GUTTER) * 2 <= builder.width();
    for (number, row) in table.rows.iter().enumerate() {
        if number > 0 {
            builder.row(block, RowKind::Gap, Vec::new());
        }
        let heading = number < table.head_rows;
        for (index, cell) in row.iter().enumerate() {
            let cell = cell.trimmed(text);
            let label = label_of(index).filter(|_| !heading && !cell.is_empty());
            // The first cell names the record.
            let kind = if heading || index == 0 {
                RowKind::TableHead
            } else {
                RowKind::Table
            };
            match label {
                Some(label) if beside => {
                    let room = widest.min(LABEL);
                    let label = shorten(label, room).into_owned();
                    let rest = " ".repeat(room + GUTTER);
                    let gap = " ".repeat(room + GUTTER - columns(&label));
                    builder.prose(block, cell, kind, &format!("{label}{gap}"), &rest);
                }
                Some(label) => {
                    let label = shorten(label, builder.width()).into_owned();
                    let piece = builder.decoration(0, label);
                    builder.row(block, RowKind::Rule, piece.into_iter().collect());
                    builder.prose(block, cell, kind, "  ", "  ");
                }
                None if cell.is_empty() => {}
                None => builder.prose(block, cell, kind, "", ""),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_columns_get_what_they_want_and_wide_ones_share() {
        assert_eq!(share(&[5, 50, 40], 45), [5, 20, 20]);
        assert_eq!(share(&[5, 6], 45), [5, 6]);
        assert_eq!(share(&[], 45), Vec::<usize>::new());
    }
}
