//! Rows of cells in aligned columns, measured as a terminal does.

use super::output::{Look, Output};
use crate::text::width::{columns, shorten};
use std::io;

/// Blank columns between two cells.
const GAP: usize = 2;

/// A cell: one line of text and how it stands out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) look: Look,
}

impl Cell {
    /// A cell with this look; white space of any kind becomes one space.
    pub(super) fn new(look: Look, text: &str) -> Self {
        Self {
            text: crate::model::SafeText::line(text).into_string(),
            look,
        }
    }

    /// A cell like everything else.
    pub(super) fn plain(text: &str) -> Self {
        Self::new(Look::Plain, text)
    }
}

/// Prints rows as columns. On a terminal that is too narrow the column `flexible` is shortened; into a
/// pipe everything is written whole.
///
/// # Errors
/// When the output refuses.
pub(super) fn write(out: &mut Output, rows: &[Vec<Cell>], flexible: usize) -> io::Result<()> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..count)
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| columns(&cell.text)).max().unwrap_or(0)
        })
        .collect();
    if let (Some(room), Some(width)) = (out.width(), widths.get(flexible).copied()) {
        let all: usize = widths.iter().sum::<usize>() + GAP * count.saturating_sub(1);
        if let Some(slot) = widths.get_mut(flexible) {
            *slot = width
                .saturating_sub(all.saturating_sub(room))
                .max(8.min(width));
        }
    }
    for row in rows {
        let mut pending = 0;
        for (cell, &width) in row.iter().zip(&widths) {
            let text = shorten(&cell.text, width);
            if !text.is_empty() {
                out.text(&" ".repeat(pending))?;
                out.styled(cell.look, &text)?;
                pending = 0;
            }
            pending += width - columns(&text).min(width) + GAP;
        }
        out.line("")?;
    }
    Ok(())
}
