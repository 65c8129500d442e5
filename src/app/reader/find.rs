//! Words in a text: where those stand that a person types, and the words as a person sees them.

use super::motion::{after, before};
use crate::model::Span;

/// Every place of `words` in `text`, in order, without overlaps. Letter case counts only when `words` has capitals;
/// a line break counts as a space.
pub fn find_all(text: &str, words: &str) -> Vec<Span> {
    find_in(text, words, Span::new(0, text.len()))
}

/// The same within a part of the text.
pub fn find_in(text: &str, words: &str, within: Span) -> Vec<Span> {
    let within = within.clipped(text);
    let text = within.of(text);
    let exact = words.chars().any(char::is_uppercase);
    let needle = folded(words, exact);
    if needle.is_empty() {
        return Vec::new();
    }
    memchr::memmem::find_iter(folded(text, exact).as_bytes(), needle.as_bytes())
        .map(|start| within.start + start)
        .map(|start| Span::new(start, start + needle.len()))
        .collect()
}

/// A long text is searched in pieces of so many bytes.
const PIECE: usize = 2 << 20;

/// As [`find_all`], piece by piece. Before each piece `go_on` is told how many bytes are searched; `None` when it does not
/// want more.
pub fn find_by_pieces(
    text: &str,
    words: &str,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Option<Vec<Span>> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !go_on(at) {
            return None;
        }
        let end = at + PIECE;
        // What begins in this piece may end in the next one.
        let piece = Span::new(at, (end + words.len()).min(text.len()));
        let begun = find_in(text, words, piece).into_iter();
        found.extend(begun.filter(|span| span.start < end));
        at = end.max(found.last().map_or(0, |span| span.end));
    }
    Some(found)
}

/// The words of `within`: what stands between blanks, without quotation marks, brackets and stops around it. Where a
/// script has no blanks, each word that it is cut into.
pub fn bare_words(text: &str, within: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = within.start;
    for chunk in within.of(text).split_whitespace() {
        let rest = Span::new(at, within.end).of(text);
        let start = at + rest.find(chunk).unwrap_or(0);
        at = start + chunk.len();
        if chunk.chars().count() > LONGEST_WORD {
            found.extend(crate::text::words::words(text, Span::new(start, at)));
            continue;
        }
        let bare = chunk.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_currency(c));
        let start = at - bare.len();
        let bare =
            bare.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_currency(c) && c != '%');
        if !bare.is_empty() {
            found.push(Span::new(start, start + bare.len()));
        }
    }
    found
}

/// More letters without a blank are no word of a script that has blanks, or an address.
const LONGEST_WORD: usize = 32;

const fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '+' | '-' | '−' | '~' | '≈')
}

/// Every place of a phrase in `text` as whole words, in the same letter case.
pub fn find_phrase(text: &str, phrase: &str) -> Vec<Span> {
    let part_of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (phrase.chars().next(), phrase.chars().next_back());
    let places = folded(text, true);
    let phrase = folded(phrase, true);
    if phrase.trim().is_empty() {
        return Vec::new();
    }
    memchr::memmem::find_iter(places.as_bytes(), phrase.as_bytes())
        .map(|start| Span::new(start, start + phrase.len()))
        .filter(|span| {
            let joined_before =
                part_of_word(first) && part_of_word(before(text, span.start).chars().next_back());
            let joined_after =
                part_of_word(last) && part_of_word(after(text, span.end).chars().next());
            !joined_before && !joined_after
        })
        .collect()
}

/// `text` with offsets kept: only characters whose lower case is as long as they are get folded.
fn folded(text: &str, exact: bool) -> String {
    let fold = |c: char| {
        if c.is_ascii() {
            return match c {
                '\n' | '\t' => ' ',
                _ if exact => c,
                _ => c.to_ascii_lowercase(),
            };
        }
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(low), None) if !exact && low.len_utf8() == c.len_utf8() => low,
            _ => c,
        }
    };
    text.chars().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finding_ignores_case_and_line_breaks_unless_capitals_are_typed() {
        assert_eq!(
            find_all("Über uns\nund über", "über u"),
            vec![Span::new(0, 7)]
        );
        assert_eq!(find_all("uns\nund", "uns und"), vec![Span::new(0, 7)]);
        assert_eq!(find_all("ai AI", "AI"), vec![Span::new(3, 5)]);
    }

    #[test]
    fn a_long_text_is_searched_whole_and_no_further_than_one_wants() {
        let part = "Ünter Wörtern: aaa ";
        let text = part.repeat(3 * PIECE / part.len());
        for words in ["wörtern: a", "aa", "nichts", part] {
            let mut told = Vec::new();
            let found = find_by_pieces(&text, words, &mut |done| {
                told.push(done);
                true
            });
            assert_eq!(found, Some(find_all(&text, words)), "{words}");
            assert!(told.len() >= 3 && told.is_sorted(), "{told:?}");
        }
        assert_eq!(find_by_pieces(&text, "aa", &mut |done| done == 0), None);
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_was_typed(text in "\\PC{0,80}") {
            for span in find_all(&text, "a") {
                prop_assert!(span.of(&text).eq_ignore_ascii_case("a"));
            }
        }
    }
}
