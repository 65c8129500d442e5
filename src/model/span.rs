//! The one coordinate of the program: a byte range of an article's canonical text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open byte range `start..end` of one text, both ends on char boundaries.
///
/// Blocks, sentences, facts, marks, search hits and screen rows are all spans;
/// code points appear only at the machine-readable border ([`CodePoints`]).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`. An `end` before `start` gives an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `offset` lies inside (the end is outside).
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies inside.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether the two share more than half of the longer one.
    pub fn is_mostly(self, other: Self) -> bool {
        let shared = self.intersection(other).map_or(0, Self::len);
        shared * 2 > self.len().max(other.len())
    }

    /// The shared part, if there is one.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The words of this span in `text`; empty when the span does not fit the text.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The span moved into the largest valid one inside `text`: clipped, and both ends on char boundaries.
    pub fn clipped(self, text: &str) -> Self {
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        Self::new(floor(self.start), floor(self.end))
    }

    /// The span without white space at its ends.
    pub fn trimmed(self, text: &str) -> Self {
        let slice = self.of(text);
        let start = self.start + (slice.len() - slice.trim_start().len());
        Self::new(start, start + slice.trim().len())
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// Converts between byte offsets and code points of one text, in O(log n) after one pass.
///
/// The contract with other programs counts code points (the W3C Web Annotation rule).
#[derive(Debug, Clone)]
pub struct CodePoints {
    /// Byte offset of every 64th code point.
    checkpoints: Vec<usize>,
}

/// One checkpoint per this many code points: a compromise between memory and the last short walk.
const STRIDE: usize = 64;

impl CodePoints {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        Self {
            checkpoints: text
                .char_indices()
                .step_by(STRIDE)
                .map(|(at, _)| at)
                .collect(),
        }
    }

    /// The number of code points before byte `offset` of the same `text`.
    pub fn from_byte(&self, text: &str, offset: usize) -> usize {
        let line = self
            .checkpoints
            .partition_point(|&at| at <= offset)
            .saturating_sub(1);
        let from = self.checkpoints.get(line).copied().unwrap_or(0);
        line * STRIDE + Span::new(from, offset).of(text).chars().count()
    }

    /// The byte offset of code point number `index`; the text's length when it has fewer.
    pub fn to_byte(&self, text: &str, index: usize) -> usize {
        let Some(&from) = self.checkpoints.get(index / STRIDE) else {
            return text.len();
        };
        let rest = Span::new(from, text.len()).of(text);
        rest.char_indices()
            .nth(index % STRIDE)
            .map_or(text.len(), |(at, _)| from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn code_points_and_bytes_are_inverse(text in "\\PC{0,300}") {
            let points = CodePoints::new(&text);
            for (index, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.from_byte(&text, at), index);
                prop_assert_eq!(points.to_byte(&text, index), at);
            }
            prop_assert_eq!(points.from_byte(&text, text.len()), text.chars().count());
            prop_assert_eq!(points.to_byte(&text, text.chars().count()), text.len());
        }

        #[test]
        fn a_clipped_span_always_fits(text in "\\PC{0,40}", a in 0usize..80, b in 0usize..80) {
            let span = Span::new(a, b).clipped(&text);
            prop_assert!(text.get(span.start..span.end).is_some());
        }
    }
}
