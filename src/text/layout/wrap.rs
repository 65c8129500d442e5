//! Breaks one run of text into lines of at most so many columns, in one pass.

use crate::model::Span;
use crate::text::width::graphemes;

/// An author who wraps lines by hand does it at 72 to 80 columns. A line of at least this many columns
/// was wrapped so, and its LF is a space; the LF after a shorter line (verse, an address) stays a break.
const WRAPPED_BY_HAND: usize = 50;

/// Breaks prose into lines: at white space, after hyphens and dashes, between ideographs,
/// and inside a word only when the word alone is wider than the line.
/// White space at a break belongs to no line. There is at least one line.
pub fn wrap_prose(text: &str, span: Span, width: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut line = Line::at(span.start);
    let mut written = 0; // columns since the last LF of the text itself
    let mut previous = Class::Space;
    for (at, grapheme, columns) in graphemes(span.of(text)) {
        let at = span.start + at;
        let end = at + grapheme.len();
        let class = match Class::of(grapheme, columns) {
            // A dash that begins a word is a minus or a bullet: it stays with what follows.
            Class::Hyphen if matches!(previous, Class::Space | Class::Opening) => Class::Letter,
            class => class,
        };
        if grapheme == "\n" && written < WRAPPED_BY_HAND {
            lines.push(line.finished());
            line = Line::at(end);
            (written, previous) = (0, Class::Space);
            continue;
        }
        written = if grapheme == "\n" {
            0
        } else {
            written + columns
        };
        if class == Class::Space {
            if line.is_empty() {
                line = Line::at(end);
            } else {
                line.space += columns;
            }
            previous = class;
            continue;
        }
        if !line.is_empty() && previous.may_break_before(class) {
            line.mark(at);
        }
        // The rest behind the last place to break may still be too long.
        while line.columns + line.space + columns > width && !line.is_empty() {
            let rest = line.split(at);
            lines.push(Span::new(line.start, rest.1));
            line = rest.0;
        }
        line.push(end, columns);
        previous = class;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.finished());
    }
    lines
}

/// Breaks code into lines: at LF, and hard at the width; white space is kept.
pub fn wrap_code(text: &str, span: Span, width: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let (mut start, mut used) = (span.start, 0);
    for (at, grapheme, columns) in graphemes(span.of(text)) {
        let at = span.start + at;
        if grapheme == "\n" {
            lines.push(Span::new(start, at));
            (start, used) = (at + 1, 0);
        } else {
            if used > 0 && used + columns > width {
                lines.push(Span::new(start, at));
                (start, used) = (at, 0);
            }
            used += columns;
        }
    }
    if start < span.end || lines.is_empty() {
        lines.push(Span::new(start, span.end));
    }
    lines
}

/// A line under construction.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    /// End of the last visible cluster.
    end: usize,
    /// Columns from `start` to `end`.
    columns: usize,
    /// Columns of the white space after `end`.
    space: usize,
    /// The last place to break: end of the line before it, start of the rest, columns up to the rest.
    place: Option<(usize, usize, usize)>,
}

impl Line {
    const fn at(start: usize) -> Self {
        Self {
            start,
            end: start,
            columns: 0,
            space: 0,
            place: None,
        }
    }

    const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    const fn finished(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Remembers that the line may be broken before the cluster at `at`.
    fn mark(&mut self, at: usize) {
        self.place = Some((self.end, at, self.columns + self.space));
    }

    fn push(&mut self, end: usize, columns: usize) {
        self.columns += self.space + columns;
        self.space = 0;
        self.end = end;
    }

    /// The rest after the last place to break, or after everything (before `at`) when there is none,
    /// and where the broken line ends.
    fn split(&self, at: usize) -> (Self, usize) {
        match self.place {
            Some((end, rest, before)) if rest < at => {
                let columns = self.columns - before;
                let line = Self {
                    start: rest,
                    end: self.end,
                    columns,
                    space: self.space,
                    place: None,
                };
                (line, end)
            }
            _ => (Self::at(at), self.end),
        }
    }
}

/// What a cluster is for the choice of a break (a small part of Unicode's UAX #14).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    /// A hyphen, dash or slash: a break may follow.
    Hyphen,
    /// An ideograph, kana or emoji: a break may stand on both sides.
    Ideograph,
    /// Closing punctuation of wide text: never begins a line.
    Closing,
    /// A closing bracket: stays with what stands before it, and with what follows without a space.
    Attached,
    /// Opening punctuation: never ends a line.
    Opening,
}

impl Class {
    fn of(grapheme: &str, columns: usize) -> Self {
        let first = grapheme.chars().next().unwrap_or(' ');
        match first {
            _ if grapheme.len() == 1 && first.is_ascii_alphanumeric() => Self::Letter,
            '\u{a0}' | '\u{202f}' | '\u{2060}' => Self::Letter,
            _ if grapheme.trim().is_empty() => Self::Space,
            '-' | '–' | '—' | '/' => Self::Hyphen,
            ')' | ']' | '}' => Self::Attached,
            '、' | '。' | '，' | '．' | '：' | '；' | '？' | '！' | '）' | '］' | '｝' | '」'
            | '』' | '】' | '〉' | '》' | '〕' | '’' | '”' | '…' | 'ー' | '々' | '％' => {
                Self::Closing
            }
            '(' | '[' | '{' | '（' | '［' | '｛' | '「' | '『' | '【' | '〈' | '《' | '〔' => {
                Self::Opening
            }
            _ if columns >= 2 => Self::Ideograph,
            _ => Self::Letter,
        }
    }

    fn may_break_before(self, next: Self) -> bool {
        match (self, next) {
            (Self::Space, _) => true,
            (Self::Opening, _) | (_, Self::Closing | Self::Attached) => false,
            (Self::Hyphen, Self::Letter | Self::Ideograph) => true,
            (Self::Ideograph | Self::Closing, Self::Ideograph | Self::Opening) => true,
            (Self::Ideograph, Self::Letter) | (Self::Letter, Self::Ideograph) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::columns;
    use proptest::prelude::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        let all = Span::new(0, text.len());
        wrap_prose(text, all, width)
            .iter()
            .map(|line| line.of(text))
            .collect()
    }

    #[test]
    fn lines_break_between_words_after_hyphens_and_between_ideographs() {
        assert_eq!(lines("the chips cost more", 10), ["the chips", "cost more"]);
        assert_eq!(lines("year-over-year", 8), ["year-", "over-", "year"]);
        assert_eq!(lines("人工智能，投资。", 6), ["人工智", "能，投", "资。"]);
        assert_eq!(lines("a [-rest-] of it", 9), ["a", "[-rest-]", "of it"]);
        assert_eq!(lines("a [-1-]{+2+} b", 10), ["a", "[-1-]{+2+}", "b"]);
        assert_eq!(lines("from (-5) to", 7), ["from", "(-5) to"]);
        assert_eq!(lines("incomprehensible", 6), ["incomp", "rehens", "ible"]);
        assert_eq!(lines("abcdef-vwxy(人", 6), ["abcdef", "-", "vwxy(", "人"]);
        assert_eq!(lines("", 6), [""]);
    }

    #[test]
    fn a_short_line_stays_a_line_and_a_long_one_flows() {
        assert_eq!(lines("one\ntwo", 40), ["one", "two"]);
        let wrapped = "this sentence was wrapped by hand at some seventy columns as\nmails are";
        assert_eq!(lines(wrapped, 80).len(), 1);
    }

    proptest! {
        #[test]
        fn lines_fit_and_hold_every_visible_cluster_once(text in "[\\PC\n\t ]{0,80}", width in 1usize..30) {
            let all = Span::new(0, text.len());
            for lines in [wrap_prose(&text, all, width), wrap_code(&text, all, width)] {
                let mut at = 0;
                for line in &lines {
                    prop_assert!(line.start >= at);
                    prop_assert!(Span::new(at, line.start).of(&text).trim().is_empty());
                    let words = line.of(&text);
                    let one = graphemes(words).filter(|g| g.2 > 0).count() <= 1;
                    prop_assert!(one || columns(words) <= width, "{:?}", words);
                    at = line.end;
                }
                prop_assert!(Span::new(at, text.len()).of(&text).trim().is_empty());
            }
        }
    }
}
