//! Words and signs: the smallest pieces that a person edits.

use crate::model::Span;
use crate::text::bytes;
use std::borrow::Cow;
use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

/// The words of `within`, in order: every piece between the word boundaries of UAX #29 that is not white space.
/// A sign such as `$` or `|` is a piece of its own, and so is each ideograph.
pub fn words(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let within = within.clipped(text);
    Words {
        text: Span::new(0, within.end).of(text),
        at: within.start,
        end: within.start,
        others: None,
    }
}

/// How many words a text has, from one white space to the next.
///
/// ```
/// assert_eq!(pressmark::text::words::count(" Two\u{a0}words "), 2);
/// ```
pub fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    // White space beyond ASCII, which few texts have, begins with these.
    let may_be = |byte: u8| (byte == 0xc2) | ((0xe1..=0xe3).contains(&byte));
    let is_wide = |at| {
        text.get(at..)
            .is_some_and(|rest| rest.starts_with(char::is_whitespace))
    };
    if bytes::positions(bytes, may_be).any(is_wide) {
        return text.split_whitespace().count();
    }
    let begins = |(before, byte): (&u8, &u8)| usize::from(is_space(*before) & !is_space(*byte));
    let behind = bytes.get(1..).unwrap_or_default();
    let inner = bytes.iter().zip(behind).map(begins);
    inner.sum::<usize>() + usize::from(bytes.first().is_some_and(|byte| !is_space(*byte)))
}

/// The words of a text, from one white space to the next. Most of what stands between is ASCII, where the boundaries
/// follow from a few rules; only the rest asks the tables of Unicode.
struct Words<'t> {
    text: &'t str,
    at: usize,
    /// Where the stretch of ASCII ends in which `at` lies.
    end: usize,
    /// The pieces of another stretch, and where it begins.
    others: Option<(usize, UWordBoundIndices<'t>)>,
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            if let Some(stretch) = self.text.as_bytes().get(self.at..self.end)
                && let Some(length) = ascii_piece(stretch)
            {
                let start = self.at;
                self.at += length;
                return Some(Span::new(start, self.at));
            }
            if let Some((start, pieces)) = &mut self.others {
                let visible = |piece: &str| !piece.chars().all(char::is_whitespace);
                if let Some((at, piece)) = pieces.find(|(_, piece)| visible(piece)) {
                    return Some(Span::new(*start + at, *start + at + piece.len()));
                }
                self.others = None;
            }
            let rest = self.text.as_bytes().get(self.end..)?;
            let start = self.end + rest.iter().position(|byte| !is_space(*byte))?;
            let rest = rest.get(start - self.end..)?;
            let length = rest.iter().position(|byte| is_space(*byte));
            let stretch = rest.get(..length.unwrap_or(rest.len()))?;
            (self.at, self.end) = (start, start + stretch.len());
            if !stretch.is_ascii() {
                let other = Span::new(self.at, self.end).of(self.text);
                self.others = Some((self.at, other.split_word_bound_indices()));
                self.at = self.end;
            }
        }
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// The length of the piece at the beginning of a stretch of ASCII without white space; `None` at its end.
/// Letters, digits and `_` hold together, and so do letters around one of `.:'` and digits around one of `.,;'`.
fn ascii_piece(stretch: &[u8]) -> Option<usize> {
    let holds = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut last = stretch.first()?;
    let mut length = 1;
    if !holds(last) {
        return Some(length);
    }
    while let Some(byte) = stretch.get(length) {
        if holds(byte) {
            (last, length) = (byte, length + 1);
            continue;
        }
        let Some(next) = stretch.get(length + 1) else {
            break;
        };
        let inside = match byte {
            b'.' | b'\'' => {
                last.is_ascii_alphabetic() && next.is_ascii_alphabetic()
                    || last.is_ascii_digit() && next.is_ascii_digit()
            }
            b':' => last.is_ascii_alphabetic() && next.is_ascii_alphabetic(),
            b',' | b';' => last.is_ascii_digit() && next.is_ascii_digit(),
            _ => false,
        };
        if !inside {
            break;
        }
        (last, length) = (next, length + 2);
    }
    Some(length)
}

/// A word as two texts are compared: pages that are read again change quotation marks and dashes, and that is no
/// other word. Borrows when there is nothing to change.
pub fn key(word: &str) -> Cow<'_, str> {
    if word.is_ascii() || word.chars().all(|c| plain(c) == c) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().map(plain).collect())
}

/// A character without the difference of straight and curly marks and of dashes.
pub const fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_and_signs_are_pieces() {
        let text = "Meta's $65.5 billion — 人工!";
        let pieces: Vec<&str> = words(text, Span::new(0, text.len()))
            .map(|span| span.of(text))
            .collect();
        assert_eq!(
            pieces,
            ["Meta's", "$", "65.5", "billion", "—", "人", "工", "!"]
        );
    }

    proptest! {
        #[test]
        fn pieces_cover_everything_but_white_space(text in "\\PC{0,80}") {
            let spans: Vec<Span> = words(&text, Span::new(0, text.len())).collect();
            let joined: String = spans.iter().flat_map(|span| span.of(&text).chars()).filter(|c| !c.is_whitespace()).collect();
            let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            prop_assert_eq!(joined, wanted);
        }

        #[test]
        fn ascii_is_cut_as_unicode_wants_it(text in "[a-cX0-2_ .:',;$|\\-\n\t]{0,40}|[ -~ï’人 ]{0,40}") {
            let spans = words(&text, Span::new(0, text.len()));
            let pieces: Vec<&str> = spans.map(|span| span.of(&text)).collect();
            let boundaries = text.split_word_bounds();
            let wanted: Vec<&str> = boundaries.filter(|piece| !piece.trim().is_empty()).collect();
            prop_assert_eq!(pieces, wanted);
        }
    }
}
