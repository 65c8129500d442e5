//! The new text that no old word explains, and approximate search in it.

use super::Anchored;
use super::alignment::Alignment;
use super::edge::at_words;
use super::search::{Pattern, peaks};
use crate::model::{AnchorState, Span};
use crate::text::words::plain;
use std::ops::Range;

/// A quotation shorter than this many letters is too common to be looked for without its surroundings.
const SHORTEST: usize = 20;

/// Of so many letters one may be wrong: the cut of 0.75 that [`super::find_quote`] has too.
const WRONG_LETTERS: usize = 4;

/// A second place must be worse by one letter in so many, or the choice is open.
const CLEARLY_WORSE: usize = 10;

/// Unexplained stretches of the new text.
#[derive(Debug)]
pub struct Leftover {
    stretches: Vec<Stretch>,
}

/// One stretch, letter by letter.
#[derive(Debug)]
struct Stretch {
    letters: Vec<char>,
    /// Byte offset of each letter, and of the end.
    offsets: Vec<usize>,
}

impl Leftover {
    /// What `alignment` leaves unexplained of `new`. One or two left-over words say nothing and are left out.
    pub fn new(alignment: &Alignment, new: &str) -> Self {
        let bytes = |words: &Range<usize>| {
            let (first, last) = (
                alignment.new.get(words.start)?,
                alignment.new.get(words.end.checked_sub(1)?)?,
            );
            Some(Span::new(first.start, last.end))
        };
        let stretch = |span: Span| {
            let (mut offsets, letters): (Vec<usize>, Vec<char>) = span
                .of(new)
                .char_indices()
                .map(|(at, c)| (span.start + at, plain(c)))
                .unzip();
            offsets.push(span.end);
            Stretch { letters, offsets }
        };
        let joined = join_near(alignment.unexplained());
        let long = joined.iter().filter(|words| words.len() > 2);
        Self {
            stretches: long.filter_map(bytes).map(stretch).collect(),
        }
    }

    /// Looks for the words of `span`, letter by letter.
    pub fn find(&self, old: &str, span: Span, new: &str) -> Anchored {
        let quote = span.of(old);
        let pattern = Pattern::new(quote.trim().chars().map(plain).collect());
        if pattern.len() < SHORTEST {
            return Anchored::ORPHAN;
        }
        let most = pattern.len() / WRONG_LETTERS;
        let mut found: Vec<(usize, Span)> = Vec::new();
        for stretch in &self.stretches {
            for hit in peaks(pattern.search(&stretch.letters, most), pattern.len()) {
                let start = pattern.start_of(&stretch.letters, hit);
                if let (Some(&start), Some(&end)) =
                    (stretch.offsets.get(start), stretch.offsets.get(hit.end))
                {
                    found.push((hit.errors, Span::new(start, end)));
                }
            }
        }
        found.sort_by_key(|(errors, place)| (*errors, place.start));
        match found.as_slice() {
            [] => Anchored::ORPHAN,
            [(best, _), (second, _), ..] if second - best <= pattern.len() / CLEARLY_WORSE => {
                Anchored::AMBIGUOUS
            }
            [(_, place), ..] => {
                let place = at_words((old, span), new, *place);
                Anchored {
                    state: if place.of(new) == quote {
                        AnchorState::Moved
                    } else {
                        AnchorState::Changed
                    },
                    span: Some(place),
                }
            }
        }
    }
}

/// Stretches that only a common word or two separate are one.
fn join_near(gaps: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for gap in gaps {
        match joined.last_mut() {
            Some(last) if gap.start - last.end <= 2 => last.end = gap.end,
            _ => joined.push(gap),
        }
    }
    joined
}
