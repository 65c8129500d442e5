//! Where a change begins, when it could begin at more than one word.

use crate::model::Span;
use imara_diff::{Diff, Token};
use std::ops::Range;

/// How well a passage can start at each word: 2 after a line end, 1 after the end of a sentence.
pub fn breaks(text: &str, words: &[Span]) -> Vec<u8> {
    let mut before = Span::default();
    let quality = |word: &Span| {
        let gap = Span::new(before.end, word.start).of(text);
        let ended = before.of(text).ends_with(['.', '!', '?', ':', ';', '。']) && !gap.is_empty();
        before = *word;
        if gap.contains('\n') || word.start == 0 {
            2
        } else {
            u8::from(ended)
        }
    };
    words.iter().map(quality).collect()
}

/// [`breaks`] of the two runs that are compared.
#[derive(Debug, Clone, Copy)]
pub struct Starts<'a> {
    /// Of the old words.
    pub old: &'a [u8],
    /// Of the new words.
    pub new: &'a [u8],
}

/// How far a passage is slid at most: one that repeats itself for longer has no best place.
const SLIDE: usize = 200;

/// The changed places of a difference. A passage that was only put in or only taken out can often be told in several
/// ways ("a b [a c] a d" or "a b a [c a] d"): people change whole lines and sentences, so it starts there if it can.
pub fn slid(
    diff: &Diff,
    before: &[Token],
    after: &[Token],
    starts: &Starts,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut hunks: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut raw = diff.hunks().peekable();
    while let Some(hunk) = raw.next() {
        let old = hunk.before.start as usize..hunk.before.end as usize;
        let new = hunk.after.start as usize..hunk.after.end as usize;
        let next = raw
            .peek()
            .map_or(before.len(), |next| next.before.start as usize);
        let room_before = old.start - hunks.last().map_or(0, |(last, _)| last.end);
        let room_after = next.saturating_sub(old.end);
        let (back, on) = match (old.is_empty(), new.is_empty()) {
            (false, true) => best_slide(before, &old, starts.old, (room_before, room_after)),
            (true, false) => best_slide(after, &new, starts.new, (room_before, room_after)),
            _ => (0, 0),
        };
        let slide = |range: Range<usize>| range.start + on - back..range.end + on - back;
        hunks.push((slide(old), slide(new)));
    }
    hunks
}

/// How many words to slide a passage, back or on.
fn best_slide(
    tokens: &[Token],
    passage: &Range<usize>,
    starts: &[u8],
    room: (usize, usize),
) -> (usize, usize) {
    let quality = |at: usize| starts.get(at).copied().unwrap_or_default();
    let same = |one: usize, other: usize| {
        tokens
            .get(one)
            .is_some_and(|token| tokens.get(other) == Some(token))
    };
    let (mut best, mut slide) = (quality(passage.start), (0, 0));
    for back in 1..=room.0.min(SLIDE) {
        if !same(passage.start - back, passage.end - back) {
            break;
        }
        if quality(passage.start - back) > best {
            (best, slide) = (quality(passage.start - back), (back, 0));
        }
    }
    for on in 1..=room.1.min(SLIDE) {
        if !same(passage.start + on - 1, passage.end + on - 1) {
            break;
        }
        if quality(passage.start + on) > best {
            (best, slide) = (quality(passage.start + on), (0, on));
        }
    }
    slide
}
