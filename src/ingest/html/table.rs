//! Tables that hold data.
//!
//! Each cell is a span; a cell over several columns or rows is followed by empty ones, so that every row
//! has its cells in their columns. Tables that only lay out a page are no tables at all.

use super::inline::{self, Opened};
use super::place::Place;
use super::survey;
use super::walk::Exit;
use crate::ingest::writer::Writer;
use crate::model::block::Alignment;
use dom_query::NodeRef;

/// The most columns that one cell may span here.
const COLUMNS: usize = 50;

/// The columns of a table that cells of earlier rows reach down into.
#[derive(Debug, Default)]
pub(super) struct Grid {
    down: Vec<usize>,
}

/// An element inside a table.
pub(super) fn enter(
    node: &NodeRef<'_>,
    name: &str,
    base: Option<&str>,
    place: &mut Place,
    writer: &mut Writer,
) -> Exit {
    match name {
        "caption" if writer.columns().is_none() => Exit::TableCaption,
        "caption" => Exit::Skip,
        "tr" => {
            writer.row();
            let head = is_head(node);
            writer.adjust_table(|table| {
                if head && table.rows.len() == table.head_rows + 1 {
                    table.head_rows += 1;
                }
            });
            Exit::Row
        }
        "td" | "th" => {
            let number = |name: &str| {
                node.attr(name)
                    .and_then(|n| n.trim().parse::<usize>().ok())
                    .unwrap_or(1)
            };
            let (across, rows) = (
                number("colspan").clamp(1, COLUMNS),
                number("rowspan").clamp(1, 1_000),
            );
            reach(place, writer);
            let column = writer.columns().unwrap_or(0);
            if let (Some(grid), true) = (&mut place.grid, rows > 1) {
                let down = &mut grid.down;
                down.resize(down.len().max(column + across).min(2_000), 0);
                down.iter_mut()
                    .skip(column)
                    .take(across)
                    .for_each(|down| *down = rows - 1);
            }
            let alignment = alignment(node);
            writer.adjust_table(|table| {
                if table.rows.len() <= 2 && alignment != Alignment::Left && column < 2_000 {
                    table
                        .alignment
                        .resize(table.alignment.len().max(column + 1), Alignment::Left);
                    if let Some(own) = table.alignment.get_mut(column) {
                        *own = alignment;
                    }
                }
            });
            writer.cell();
            Exit::Cell(across)
        }
        _ => {
            if survey::is_block(name) || name == "br" {
                writer.line_break();
            }
            match inline::enter(node, name, base, place, writer) {
                Opened::Exit(exit) => exit,
                Opened::Words(words) => {
                    writer.words(&words);
                    Exit::Skip
                }
                Opened::Between(before, after) => {
                    writer.words(before);
                    Exit::Close(after)
                }
            }
        }
    }
}

/// Writes the empty cells of columns that a cell above reaches into.
fn reach(place: &mut Place, writer: &mut Writer) {
    let Some(grid) = &mut place.grid else { return };
    while let Some(down) = writer
        .columns()
        .and_then(|column| grid.down.get_mut(column))
        .filter(|down| **down > 0)
    {
        *down -= 1;
        writer.empty_cell();
    }
}

/// Ends a row.
pub(super) fn end_row(place: &mut Place, writer: &mut Writer) {
    writer.end_cell();
    reach(place, writer);
}

/// Whether a row holds column headings: it stands in the table's head, or has no other cells.
fn is_head(row: &NodeRef<'_>) -> bool {
    if row.parent().is_some_and(|parent| parent.has_name("thead")) {
        return true;
    }
    let cells = row.element_children();
    !cells.is_empty() && cells.iter().all(|cell| cell.has_name("th"))
}

fn alignment(cell: &NodeRef<'_>) -> Alignment {
    let style = cell
        .attr("style")
        .unwrap_or_default()
        .replace(' ', "")
        .to_ascii_lowercase();
    let align = cell.attr("align").unwrap_or_default().to_ascii_lowercase();
    let says = |side: &str| align == side || style.contains(&format!("text-align:{side}"));
    if says("right") {
        Alignment::Right
    } else if says("center") {
        Alignment::Center
    } else {
        Alignment::Left
    }
}

/// Whether a table holds data: rows and columns of short cells, and no other table, code or headings.
pub(super) fn is_data(table: &NodeRef<'_>) -> bool {
    if table
        .attr("role")
        .is_some_and(|role| matches!(&*role, "presentation" | "none"))
    {
        return false;
    }
    let (mut rows, mut columns, mut row, mut cells) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut named = false;
    for node in table.descendants_it().take(20_000) {
        let Some(name) = node.node_name() else {
            continue;
        };
        match name.as_ref() {
            "table" | "pre" | "h1" | "h2" | "form" => return false,
            "th" | "caption" | "thead" => named = true,
            _ => {}
        }
        match name.as_ref() {
            "tr" => {
                rows += 1;
                row = 0;
            }
            "td" | "th" => {
                row += 1;
                cells += 1;
                columns = columns.max(row);
            }
            _ => {}
        }
    }
    let size = || survey::size(&table.text());
    columns >= 2 && (named || rows >= 2) && (named || size() < cells.max(1) * 300)
}
