//! Where byte spans become code points: the one place that converts.

use crate::model::Span;
use crate::model::span::CodePoints;
use serde::Serialize;

/// One text with its table of code points.
#[derive(Debug)]
pub(in crate::cli) struct Border<'a> {
    text: &'a str,
    points: CodePoints,
}

/// A span as other programs see it: code points, start inclusive, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(in crate::cli) struct Place {
    start: usize,
    end: usize,
}

impl Place {
    /// Start and end.
    pub(super) const fn ends(self) -> (usize, usize) {
        (self.start, self.end)
    }
}

/// A span with its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(in crate::cli) struct Words<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

impl<'a> Border<'a> {
    /// Reads `text` once.
    pub(in crate::cli) fn new(text: &'a str) -> Self {
        Self {
            text,
            points: CodePoints::new(text),
        }
    }

    /// The span in code points.
    pub(in crate::cli) fn place(&self, span: Span) -> Place {
        let span = span.clipped(self.text);
        Place {
            start: self.points.from_byte(self.text, span.start),
            end: self.points.from_byte(self.text, span.end),
        }
    }

    /// The span in code points, with its words.
    pub(in crate::cli) fn words(&self, span: Span) -> Words<'a> {
        Words {
            place: self.place(span),
            text: span.clipped(self.text).of(self.text),
        }
    }

    /// As [`Border::words`] for many spans.
    pub(in crate::cli) fn all(&self, spans: &[Span]) -> Vec<Words<'a>> {
        spans.iter().map(|&span| self.words(span)).collect()
    }
}

impl<'a> Words<'a> {
    /// Where they stand.
    pub(super) const fn place(self) -> Place {
        self.place
    }

    /// The words.
    pub(super) const fn text(self) -> &'a str {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_and_not_bytes() {
        let border = Border::new("人工 📊 né");
        let place = border.place(Span::new(7, 11));
        assert_eq!(place, Place { start: 3, end: 4 });
        assert_eq!(border.words(Span::new(12, 15)).text, "né");
    }
}
