//! Very long blocks in parts, so that the middle of one can be laid out without its beginning.
//!
//! Where a part begins depends on the text alone, never on the width or the place from which one looks: rows are the
//! same wherever one comes from.

use crate::model::{Span, Table};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// A part has about so many bytes; a block of fewer is one part.
const PART: usize = 64 << 10;

/// So far behind it a part looks for a line end, then for a blank, to end there.
const SEARCHED: usize = 1 << 10;

/// The parts of a block that touch `window`.
pub(super) fn parts(text: &str, span: Span, window: Span) -> Vec<Span> {
    if span.len() <= PART {
        return vec![span];
    }
    let mut parts = Vec::new();
    // Ends are tried at fixed distances from the beginning of the block.
    let skipped = window.start.saturating_sub(span.start) / PART;
    let mut number = skipped.saturating_sub(1);
    let mut start = end_of(text, span, number);
    while start < span.end && start < window.end {
        number += 1;
        let end = end_of(text, span, number).max(start);
        if end > start {
            parts.push(Span::new(start, end));
        }
        start = end;
    }
    parts
}

/// Where the part of this number (from 1) ends; the beginning of the block for 0.
fn end_of(text: &str, span: Span, number: usize) -> usize {
    let wanted = span.start.saturating_add(number.saturating_mul(PART));
    if number == 0 || wanted >= span.end {
        return wanted.clamp(span.start, span.end);
    }
    let searched = Span::new(wanted, (wanted + SEARCHED).min(span.end)).clipped(text);
    let words = searched.of(text);
    let found = words.find('\n').or_else(|| words.find(char::is_whitespace));
    if let Some(at) = found {
        // A line end or blank belongs to the part before it.
        let blank = words.get(at..).and_then(|rest| rest.chars().next());
        return searched.start + at + blank.map_or(0, char::len_utf8);
    }
    let mut clusters = words.grapheme_indices(true);
    clusters
        .nth(1)
        .map_or(searched.end, |(at, _)| searched.start + at)
}

/// Of the rows of a very long table those that touch `window`.
pub(super) fn rows(table: &Table, span: Span, window: Span) -> Cow<'_, Table> {
    if span.len() <= PART || (window.start <= span.start && window.end >= span.end) {
        return Cow::Borrowed(table);
    }
    let touches = |row: &Vec<Span>| {
        let (Some(first), Some(last)) = (row.first(), row.last()) else {
            return false;
        };
        first.start < window.end && last.end >= window.start
    };
    let heads = table.rows.iter().take(table.head_rows);
    Cow::Owned(Table {
        head_rows: heads.filter(|row| touches(row)).count(),
        rows: table
            .rows
            .iter()
            .filter(|row| touches(row))
            .cloned()
            .collect(),
        ..table.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_block_is_one_part() {
        let span = Span::new(3, 9);
        assert_eq!(parts("0123456789", span, Span::new(7, 8)), [span]);
    }

    proptest! {
        #[test]
        fn parts_are_the_same_wherever_one_looks_from_and_cover_the_block(
            piece in "[a-z ,é人\n]{1,40}", from in 0usize..400_000, length in 1usize..200_000
        ) {
            let text = piece.repeat(300_000 / piece.len());
            let span = Span::new(0, text.len());
            let all = parts(&text, span, Span::new(0, usize::MAX));
            prop_assert_eq!(all.first().map(|part| part.start), Some(0));
            prop_assert_eq!(all.last().map(|part| part.end), Some(text.len()));
            prop_assert!(all.windows(2).all(|two| two[0].end == two[1].start));
            let window = Span::new(from, from + length);
            let some = parts(&text, span, window);
            prop_assert!(some.iter().all(|part| all.contains(part)));
            let wanted = all.iter().filter(|part| part.start < window.end && part.end > window.start);
            prop_assert!(wanted.clone().all(|part| some.contains(part)));
            prop_assert!(some.len() <= wanted.count() + 3);
        }
    }
}
