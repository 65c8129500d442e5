//! What changed between two texts, word by word.
//!
//! The words of both texts are compared in reading order (the histogram algorithm of `imara-diff`, which
//! bounds its own work on texts with little in common). Then the changes are made readable: one that could
//! begin at several places begins with a sentence or a line, and a few equal words between two larger
//! changes are taken into them. The answer partitions both texts into [`Piece`]s.
//!
//! ```
//! use pressmark::text::diff::diff;
//!
//! let (old, new) = ("It will spend $65 billion.", "It will spend $72 billion.");
//! let changed: Vec<_> = diff(old, new).into_iter().filter(|piece| !piece.same).collect();
//! assert_eq!(changed.len(), 1);
//! assert_eq!((changed[0].old.of(old), changed[0].new.of(new)), ("65", "72"));
//! ```

pub mod slide;

use super::words::{key, words};
use crate::model::{Piece, Span};
use imara_diff::{Algorithm, Diff, InternedInput};
use slide::{Starts, breaks, slid};
use std::ops::Range;

/// A change in numbers of words: which old ones became which new ones.
type Hunk = (Range<usize>, Range<usize>);

/// At most so many equal words between two changes are taken into them.
const ISLAND: usize = 4;

/// The pieces of two texts, in order. White space is no word: where only it differs, nothing changed.
pub fn diff(old: &str, new: &str) -> Vec<Piece> {
    let old_words: Vec<Span> = words(old, Span::new(0, old.len())).collect();
    let new_words: Vec<Span> = words(new, Span::new(0, new.len())).collect();
    let mut input = InternedInput::default();
    input.update_before(old_words.iter().map(|word| key(word.of(old))));
    input.update_after(new_words.iter().map(|word| key(word.of(new))));
    let mut diff = Diff::default();
    diff.compute_with(
        Algorithm::Histogram,
        &input.before,
        &input.after,
        input.interner.num_tokens(),
    );
    let (old_breaks, new_breaks) = (breaks(old, &old_words), breaks(new, &new_words));
    let starts = Starts {
        old: &old_breaks,
        new: &new_breaks,
    };
    let hunks = slid(&diff, &input.before, &input.after, &starts);
    let hunks = joined(hunks, &old_words, old);
    pieces(&hunks, (old, &old_words), (new, &new_words))
}

/// Takes short equal stretches into the changes on both sides of them, where both are larger: "[-the-] of
/// [-city-]" is read more easily as one change. A line end parts changes in any case.
fn joined(hunks: Vec<Hunk>, words: &[Span], text: &str) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for (old, new) in hunks {
        if let Some((last_old, last_new)) = joined.last_mut() {
            let equal = words.get(last_old.end..old.start).unwrap_or_default();
            let before = last_old.len().max(last_new.len());
            let after = old.len().max(new.len());
            let end = |word: Option<usize>| Some(words.get(word?)?.end);
            let from = end(last_old.end.checked_sub(1)).unwrap_or(0);
            let to = words.get(old.start).map_or(text.len(), |word| word.start);
            let small = equal.len() <= ISLAND && equal.len() < before.min(after);
            if small && !Span::new(from, to).of(text).contains('\n') {
                last_old.end = old.end;
                last_new.end = new.end;
                continue;
            }
        }
        joined.push((old, new));
    }
    joined
}

/// Changes in words as pieces of the texts. A changed piece begins and ends with a word; the white space
/// around it belongs to the equal pieces.
fn pieces(
    hunks: &[Hunk],
    (old, old_words): (&str, &[Span]),
    (new, new_words): (&str, &[Span]),
) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(hunks.len() * 2 + 1);
    let (mut old_at, mut new_at) = (0, 0);
    let same = |pieces: &mut Vec<Piece>, old: Span, new: Span| {
        if !(old.is_empty() && new.is_empty()) {
            let same = true;
            pieces.push(Piece { old, new, same });
        }
    };
    for (before, after) in hunks {
        let gone = bytes(old_words, before, old.len());
        let come = bytes(new_words, after, new.len());
        same(
            &mut pieces,
            Span::new(old_at, gone.start),
            Span::new(new_at, come.start),
        );
        pieces.push(Piece {
            old: gone,
            new: come,
            same: false,
        });
        (old_at, new_at) = (gone.end, come.end);
    }
    same(
        &mut pieces,
        Span::new(old_at, old.len()),
        Span::new(new_at, new.len()),
    );
    pieces
}

/// The bytes of a run of words; of no words the place where the next one begins.
fn bytes(words: &[Span], run: &Range<usize>, length: usize) -> Span {
    let start = words.get(run.start).map_or(length, |word| word.start);
    if run.is_empty() {
        return Span::new(start, start);
    }
    let last = run.end.checked_sub(1).and_then(|last| words.get(last));
    Span::new(start, last.map_or(length, |word| word.end))
}

/// Where a span of the old text stands in the new one: the place of its words, and the whole of a change
/// that it touches.
pub fn carried(pieces: &[Piece], span: Span) -> Span {
    let first = pieces.partition_point(|piece| piece.old.end <= span.start);
    let mut place: Option<Span> = None;
    for piece in pieces.iter().skip(first) {
        if piece.old.start >= span.end {
            break;
        }
        let part = if piece.same {
            // White space may differ: count from the nearer end, and stay inside.
            let from = span.start.saturating_sub(piece.old.start);
            let to = piece.old.end.saturating_sub(span.end.min(piece.old.end));
            let start = (piece.new.start + from).min(piece.new.end);
            Span::new(start, piece.new.end.saturating_sub(to).max(start))
        } else {
            piece.new
        };
        place = Some(place.map_or(part, |place| {
            Span::new(place.start.min(part.start), place.end.max(part.end))
        }));
    }
    let end = pieces.last().map_or(0, |piece| piece.new.end);
    place.unwrap_or(Span::new(end, end))
}

#[cfg(test)]
mod tests;
