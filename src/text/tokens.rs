//! The search index's words: folded the same way for a text and for what is typed to find it.
//!
//! A word is a run of letters and digits, lower case, without accents (`Café` is found by `cafe`).
//! Scripts that are written without spaces (Han, kana, Thai and their neighbours) are cut into
//! overlapping pairs, so that 智能 is found inside 人工智能投资. A run's last character stands
//! once more alone, so that a single character, searched as the beginning of a pair, is found anywhere.
//! So does a word that a list's number is glued to: `1Capex` is found by `capex`.

use crate::model::Span;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of `text` in order, each with the span it was made from.
pub fn tokens(text: &str) -> impl Iterator<Item = (Span, Cow<'_, str>)> {
    spans(text).map(|span| (span, fold(span.of(text))))
}

/// Where the words of `text` stand, in order, before they are folded ([`fold`]).
pub(super) fn spans(text: &str) -> impl Iterator<Item = Span> {
    Spans {
        text,
        at: 0,
        pairs: None,
        unglued: None,
    }
}

/// The words to look for when a person types `text`: as [`tokens`], but a run without spaces is its
/// pairs alone (its single character, if it is only one), and nothing stands once more alone.
pub fn query_tokens(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut run_end = None;
    for (span, word) in tokens(text) {
        if run_end != Some(span.end) {
            words.push(word.into_owned());
        }
        run_end = Some(span.end);
    }
    words
}

/// The words of `text` joined by spaces: what the index is given.
pub fn stream(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + text.len() / 8);
    for (_, word) in tokens(text) {
        words.push_str(&word);
        words.push(' ');
    }
    words
}

struct Spans<'a> {
    text: &'a str,
    at: usize,
    /// The run of unspaced script being cut: where its next pair starts, and where the run ends.
    pairs: Option<Span>,
    /// The word behind a number that was glued to it.
    unglued: Option<Span>,
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        if let Some(rest) = self.pairs {
            return Some(self.pair(rest));
        }
        if let Some(word) = self.unglued.take() {
            return Some(word);
        }
        if let Some(plain) = self.plain() {
            return Some(self.word(plain));
        }
        let tail = self.text.get(self.at..)?;
        let start = self.at + tail.find(|c| is_part(c) && !is_combining_mark(c))?;
        let run = self.text.get(start..)?;
        let unspaced = is_unspaced(run.chars().next());
        let end = run
            .char_indices()
            .find(|&(_, c)| {
                !is_part(c) || (is_unspaced(Some(c)) != unspaced && !is_combining_mark(c))
            })
            .map_or(self.text.len(), |(at, _)| start + at);
        let span = Span::new(start, end);
        if unspaced {
            self.at = end;
            return Some(self.pair(span));
        }
        Some(self.word(span))
    }
}

impl Spans<'_> {
    /// A word of letters and digits, and a look at whether a number is glued to it.
    fn word(&mut self, span: Span) -> Span {
        self.at = span.end;
        let word = span.of(self.text);
        self.unglued = glued(word).map(|at| Span::new(span.start + at, span.end));
        span
    }

    /// The next word, where it is ASCII between ASCII: most are, and are found without looking at characters.
    fn plain(&self) -> Option<Span> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric();
        let skipped = rest
            .iter()
            .position(|byte| !byte.is_ascii() || is_word(byte))?;
        let word = rest.get(skipped..)?;
        let length = word
            .iter()
            .position(|byte| !is_word(byte))
            .unwrap_or(word.len());
        let ends_plainly = word.get(length).is_none_or(u8::is_ascii);
        let start = self.at + skipped;
        (length > 0 && ends_plainly).then(|| Span::new(start, start + length))
    }

    /// The pair (or last single character) at the start of `rest`; the rest after it is left.
    fn pair(&mut self, rest: Span) -> Span {
        let mut ends = rest
            .of(self.text)
            .char_indices()
            .skip(1)
            .map(|(at, _)| rest.start + at);
        let first = ends.next();
        let second = ends.next();
        let span = Span::new(
            rest.start,
            first.map_or(rest.end, |_| second.unwrap_or(rest.end)),
        );
        self.pairs = first.map(|start| Span::new(start, rest.end));
        span
    }
}

/// Where the word begins that the number of a list's item is glued to, as `Capex` in `1Capex`; 5G and 10K are no such words.
fn glued(word: &str) -> Option<usize> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let mut letters = word.get(digits..)?.chars();
    let is_word = letters.next()?.is_uppercase() && letters.next()?.is_lowercase();
    ((1..=2).contains(&digits) && is_word).then_some(digits)
}

/// Letters, digits, and the marks that belong to them.
pub(super) fn is_part(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Scripts written without spaces between words: Thai to Khmer, kana, Han (with its extensions and compatibility forms).
pub(super) fn is_unspaced(c: Option<char>) -> bool {
    matches!(
        c,
        Some(
            '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}',
        )
    )
}

/// Lower case, compatibility forms made plain, marks dropped (but not those of Thai and its neighbours, which are vowels and tones).
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        if word.bytes().any(|b| b.is_ascii_uppercase()) {
            return Cow::Owned(word.to_ascii_lowercase());
        }
        return Cow::Borrowed(word);
    }
    let folded: String = word
        .nfkd()
        .filter(|&c| !is_combining_mark(c) || is_unspaced(Some(c)))
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_combining_mark(c) || is_unspaced(Some(c)))
        .map(plain_letter)
        // A few compatibility forms decompose into words with spaces and signs.
        .filter(|&c| is_part(c))
        .collect();
    // A word of marks alone would fold to nothing, and the index would lose its place.
    if folded.is_empty() {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(folded)
    }
}

/// Letters that people write without their stroke when they search, and that have no decomposition.
const fn plain_letter(c: char) -> char {
    match c {
        'ø' => 'o',
        'đ' => 'd',
        'ł' => 'l',
        'ı' => 'i',
        'ς' => 'σ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).map(|(_, word)| word.into_owned()).collect()
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(
            words("Café CRÈME, naïve Straße—37.5%"),
            ["cafe", "creme", "naive", "straße", "37", "5"]
        );
        assert_eq!(words("Ｍｅｔａ's Llama‑4"), ["meta", "s", "llama", "4"]);
    }

    #[test]
    fn a_word_is_found_behind_a_number_that_is_glued_to_it() {
        assert_eq!(
            words("1Capex rose 12Émile 5G 10K 737Max"),
            [
                "1capex", "capex", "rose", "12emile", "emile", "5g", "10k", "737max"
            ]
        );
        assert_eq!(query_tokens("1Capex rose"), ["1capex", "rose"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        assert_eq!(words("AI人工智能"), ["ai", "人工", "工智", "智能", "能"]);
        assert_eq!(query_tokens("人工智能"), ["人工", "工智", "智能"]);
        assert_eq!(query_tokens("智"), ["智"]);
        assert_eq!(query_tokens("智能 meta"), ["智能", "meta"]);
        let indexed = words("การลงทุน");
        assert!(
            query_tokens("ลงทุน")
                .iter()
                .all(|pair| indexed.contains(pair))
        );
    }

    proptest! {
        #[test]
        fn every_word_stands_where_its_span_says(text in "\\PC{0,80}") {
            for (span, word) in tokens(&text) {
                prop_assert!(text.get(span.start..span.end).is_some_and(|t| !t.is_empty()));
                prop_assert!(!word.is_empty());
                prop_assert!(!word.contains(char::is_whitespace));
            }
        }

        #[test]
        fn what_is_typed_is_found_in_the_text_it_was_copied_from(text in "[a-zé人工智能投资การลงทุน ]{0,30}") {
            let indexed = words(&text);
            for word in query_tokens(&text) {
                prop_assert!(indexed.contains(&word));
            }
        }
    }
}
