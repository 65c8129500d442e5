//! Tables in plain text: piped, tab-separated, and glued ones.
//!
//! A scrape often drops the borders of cells (`RegionSalesGrowth`). Such lines are split at the seams
//! between a small and a capital letter, and only when every row splits alike; else they stay lines.

use super::line::Line;
use super::seam::{Capitals, seams};
use crate::model::block::Alignment;
use crate::model::{Span, Table};

/// The table that starts at `lines[0]`, and how many lines it takes.
pub(super) fn read(text: &str, lines: &[Line], capitals: &Capitals) -> Option<(Table, usize)> {
    piped(text, lines)
        .or_else(|| tabbed(text, lines))
        .or_else(|| glued(text, lines, capitals))
}

/// Lines that follow each other without a gap.
fn block(lines: &[Line]) -> impl Iterator<Item = &Line> {
    let mut first = true;
    lines.iter().take_while(move |line| {
        let joined = first || !line.after_gap;
        first = false;
        joined
    })
}

fn piped(text: &str, lines: &[Line]) -> Option<(Table, usize)> {
    let bars = |line: &Line| {
        let words = line.span.of(text);
        words.starts_with('|') && words.get(1..).is_some_and(|rest| rest.contains('|'))
    };
    let first = lines.first()?;
    // Rows without outer bars are a table only when dashes below the first say so.
    let open = !bars(first)
        && first.span.of(text).contains('|')
        && lines.get(1).is_some_and(|below| {
            let cells = split_pipes(text, below.span);
            !below.after_gap
                && cells.len() > 1
                && cells.iter().all(|cell| delimiter(cell.of(text)).is_some())
        });
    let is_row = |line: &&Line| bars(line) || open && line.span.of(text).contains('|');
    let rows: Vec<Span> = block(lines)
        .take_while(is_row)
        .take(LONG)
        .map(|line| line.span)
        .collect();
    let mut table = Table::default();
    for (index, &row) in rows.iter().enumerate() {
        let cells = split_pipes(text, row);
        let alignment: Option<Vec<Alignment>> =
            cells.iter().map(|cell| delimiter(cell.of(text))).collect();
        match alignment {
            Some(alignment) if index <= 1 && table.alignment.is_empty() => {
                table.alignment = alignment;
                table.head_rows = index;
            }
            _ => table.rows.push(cells),
        }
    }
    (!table.rows.is_empty() && rows.len() >= 2).then_some((table, rows.len()))
}

/// The cells of `| a | b |` or `a | b`; a bar after a backslash belongs to its cell.
pub(in crate::ingest) fn split_pipes(text: &str, row: Span) -> Vec<Span> {
    let line = row.of(text);
    let mut bars: Vec<usize> = line
        .match_indices('|')
        .map(|(at, _)| at)
        .filter(|&at| !line.get(..at).is_some_and(|before| before.ends_with('\\')))
        .collect();
    if !line.ends_with('|') {
        bars.push(line.len());
    }
    let mut start = 0;
    if line.starts_with('|') {
        bars.remove(0);
        start = 1;
    }
    bars.into_iter()
        .map(|bar| {
            let cell = Span::new(row.start + start, row.start + bar);
            start = bar + 1;
            cell.trimmed(text)
        })
        .collect()
}

/// `---`, `:--`, `--:`, `:-:`.
fn delimiter(cell: &str) -> Option<Alignment> {
    let dashes = cell.trim_matches(':');
    if dashes.is_empty() || !dashes.bytes().all(|b| b == b'-') {
        return None;
    }
    Some(match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => Alignment::Center,
        (false, true) => Alignment::Right,
        _ => Alignment::Left,
    })
}

fn tabbed(text: &str, lines: &[Line]) -> Option<(Table, usize)> {
    let tabs = |line: &Line| line.span.of(text).matches('\t').count();
    let count = tabs(lines.first()?);
    if count == 0 {
        return None;
    }
    let rows: Vec<Vec<Span>> = block(lines)
        .take_while(|line| tabs(line) == count)
        .take(LONG)
        .map(|line| {
            cut(
                text,
                line.span,
                line.span.of(text).match_indices('\t').map(|(at, _)| at),
            )
        })
        .collect();
    let taken = rows.len();
    let table = Table {
        head_rows: 1,
        rows,
        ..Table::default()
    };
    (taken >= 2).then_some((table, taken))
}

/// Longer tables are read in pieces of this many rows.
const LONG: usize = 10_000;

/// At least this many rows and columns: two lines that split alike can be chance.
const GLUED: usize = 3;

/// A glued table is read in pieces of this many rows; it keeps hostile texts linear.
const ROWS: usize = 200;

fn glued(text: &str, lines: &[Line], capitals: &Capitals) -> Option<(Table, usize)> {
    let first = seams(text, lines.first()?.span, capitals);
    if first.len() + 1 < GLUED {
        return None;
    }
    let mut rows = Vec::new();
    for line in block(lines).take(ROWS) {
        let words = line.span.of(text);
        let seams = seams(text, line.span, capitals);
        if seams.is_empty()
            && !rows.is_empty()
            && !super::line::ends_sentence(words)
            && words.len() < 40
        {
            // A short line without seams right below may be a heading: the table ends before it.
            break;
        }
        if seams.len() != first.len() || super::line::ends_sentence(words) {
            return None;
        }
        rows.push(cut(text, line.span, seams.into_iter()));
    }
    let taken = rows.len();
    let table = Table {
        head_rows: 1,
        rows,
        ..Table::default()
    };
    (taken >= GLUED).then_some((table, taken))
}

/// Cuts `span` at offsets inside it; white space at the cuts belongs to no cell.
fn cut(text: &str, span: Span, at: impl Iterator<Item = usize>) -> Vec<Span> {
    let mut start = span.start;
    at.map(|at| span.start + at)
        .chain([span.end])
        .map(|end| {
            let cell = Span::new(start, end).trimmed(text);
            start = end;
            cell
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn rows(text: &str) -> Option<Vec<Vec<String>>> {
        let lines = lines(text);
        let (table, _) = read(text, &lines, &Capitals::of(text))?;
        let words = |row: Vec<Span>| {
            row.into_iter()
                .map(|cell| cell.of(text).to_owned())
                .collect()
        };
        Some(table.rows.into_iter().map(words).collect())
    }

    #[test]
    fn a_piped_table_keeps_empty_cells() {
        let table = rows("| a | |||\n|---|---|---|---|\n| b | c | d | e |").expect("a table");
        assert_eq!(table, [vec!["a", "", "", ""], vec!["b", "c", "d", "e"]]);
    }

    #[test]
    fn glued_rows_split_only_when_all_split_alike() {
        let table = rows("RegionSales (OpenAI)Growth\nNorthTwelve unitsFast\nSouthNine unitsSlow")
            .expect("a table");
        assert_eq!(table[0], ["Region", "Sales (OpenAI)", "Growth"]);
        assert_eq!(
            rows("RegionSalesGrowth\nNorthTwelve units\nSouthNineSlow"),
            None
        );
    }
}
