//! Tables in plain text: piped, tab-separated, and glued ones.
//!
//! A scrape often drops the borders of cells (`RegionSalesGrowth`). Such lines are split at the seams
//! between a small and a capital letter, and only when every row splits alike; else they stay lines.

use super::line::Line;
use crate::model::block::Alignment;
use crate::model::{Span, Table};
use crate::text::bytes;
use std::collections::HashSet;

/// The table that starts at `lines[0]`, and how many lines it takes.
pub(super) fn read(text: &str, lines: &[Line], names: &HashSet<&str>) -> Option<(Table, usize)> {
    piped(text, lines)
        .or_else(|| tabbed(text, lines))
        .or_else(|| glued(text, lines, names))
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

fn glued(text: &str, lines: &[Line], names: &HashSet<&str>) -> Option<(Table, usize)> {
    let first = seams(lines.first()?.span.of(text), names);
    if first.len() + 1 < GLUED {
        return None;
    }
    let mut rows = Vec::new();
    for line in block(lines).take(ROWS) {
        let words = line.span.of(text);
        let seams = seams(words, names);
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

/// Where a small letter, a figure or a closing bracket touches a capital letter, outside brackets
/// and outside names that are written so.
pub(super) fn seams(line: &str, names: &HashSet<&str>) -> Vec<usize> {
    if line.len() > 400 || !may_have_seams(line) {
        return Vec::new();
    }
    let mut seams = Vec::new();
    let mut depth = 0_usize;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // Years that touch each other, and the word before them: `Founded199820042013`.
        if depth == 0 && c.is_ascii_digit() && !before.is_ascii_digit() {
            seams.extend(years(line, at).filter(|&year| year > at || before.is_alphabetic()));
        }
        if depth == 0 && closes(before) && c.is_uppercase() && !inside_name(line, at, names) {
            seams.push(at);
        }
        before = c;
    }
    seams
}

/// Whether a cell may end with the character.
fn closes(c: char) -> bool {
    c.is_lowercase() || c.is_ascii_digit() || matches!(c, ')' | ']' | '%')
}

/// Whether a line has anything that a seam could be at; hardly any has.
fn may_have_seams(line: &str) -> bool {
    inner_capitals(line).any(|(_, before)| closes(before)) || has_years(line.as_bytes())
}

/// Whether [`YEARS`] digits stand side by side. One of them stands at the end of so many bytes.
fn has_years(line: &[u8]) -> bool {
    let digit = |byte: &&u8| byte.is_ascii_digit();
    (YEARS - 1..line.len()).step_by(YEARS).any(|at| {
        let (before, behind) = line.split_at_checked(at).unwrap_or_default();
        let behind = behind.iter().take_while(digit).count();
        behind > 0 && before.iter().rev().take_while(digit).count() + behind >= YEARS
    })
}

/// Whether a capital can begin with the byte: none beyond ASCII begins with a lower one than these.
#[expect(clippy::needless_bitwise_bool, reason = "asked without branches")]
const fn may_begin_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase() | (byte >= 0xc3)
}

/// The capitals that touch the character before them: where they stand, and that character.
fn inner_capitals(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let touches = |at: usize| at.checked_sub(1).and_then(|last| bytes.get(last)) > Some(&b' ');
    let touching = bytes::positions(bytes, may_begin_capital).filter(move |&at| touches(at));
    touching.filter_map(move |at| {
        let (before, here) = text.split_at_checked(at)?;
        let is_capital = here.starts_with(char::is_uppercase);
        is_capital.then_some((at, before.chars().next_back()?))
    })
}

/// So many digits are two years that touch each other, at least.
const YEARS: usize = 8;

/// Where years start in the digits at `at`, when these are nothing but two years or more.
fn years(line: &str, at: usize) -> impl Iterator<Item = usize> {
    let digits = line.as_bytes().get(at..).unwrap_or_default();
    let length = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let run = digits.get(..length).unwrap_or_default();
    let all = length >= YEARS
        && length.is_multiple_of(4)
        && run
            .chunks(4)
            .all(|year| year.starts_with(b"19") || year.starts_with(b"20"));
    (at..at + if all { length } else { 0 }).step_by(4)
}

/// Names that carry a capital inside. The text's own words extend the list.
const NAMES: &[&str] = &[
    "OpenAI",
    "YouTube",
    "LinkedIn",
    "TikTok",
    "WhatsApp",
    "GitHub",
    "PayPal",
    "iPhone",
    "iPad",
    "macOS",
    "iOS",
    "DeepMind",
    "DeepSeek",
    "JavaScript",
    "TypeScript",
    "BlackRock",
    "FedEx",
    "SpaceX",
    "CoreWeave",
    "MacBook",
    "PlayStation",
    "ChatGPT",
    "HubSpot",
    "SoftBank",
    "MasterCard",
    "AstraZeneca",
    "ByteDance",
    "GlaxoSmithKline",
];

fn inside_name(line: &str, at: usize, names: &HashSet<&str>) -> bool {
    let word = word_around(line, at);
    let token = word.of(line);
    let within = |name: &str| {
        let found = (name.len() <= token.len())
            .then(|| token.find(name))
            .flatten();
        found.is_some_and(|i| word.start + i < at && at < word.start + i + name.len())
    };
    names.contains(token) || NAMES.iter().any(|name| within(name))
}

/// The letters and figures on both sides of `at`.
fn word_around(text: &str, at: usize) -> Span {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.trim_end_matches(char::is_alphanumeric).len();
    let length = after.len() - after.trim_start_matches(char::is_alphanumeric).len();
    Span::new(start, at + length)
}

/// The words of a text that are written with a capital inside and stand alone.
pub(super) fn camel_names(text: &str) -> HashSet<&str> {
    let (mut seen, mut names) = (HashSet::new(), HashSet::new());
    let mut end = 0;
    for (at, before) in inner_capitals(text) {
        if before.is_lowercase() && at >= end {
            let word = word_around(text, at);
            end = word.end;
            // Seen twice, a camel is a name and not a seam.
            if word.len() <= LONGEST_NAME && !seen.insert(word.of(text)) {
                names.insert(word.of(text));
            }
        }
    }
    names
}

/// A longer word is no name, in bytes.
const LONGEST_NAME: usize = 24;

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn rows(text: &str) -> Option<Vec<Vec<String>>> {
        let lines = lines(text);
        let (table, _) = read(text, &lines, &camel_names(text))?;
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
