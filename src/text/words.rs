//! Words and signs: the smallest pieces that a person edits.

use crate::model::Span;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// The words of `within`, in order: every piece between the word boundaries of UAX #29 that is not white space.
/// A sign such as `$` or `|` is a piece of its own, and so is each ideograph.
pub fn words(text: &str, within: Span) -> impl Iterator<Item = Span> {
    within
        .of(text)
        .split_word_bound_indices()
        .filter(|(_, piece)| !piece.chars().all(char::is_whitespace))
        .map(move |(at, piece)| Span::new(within.start + at, within.start + at + piece.len()))
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
    }
}
