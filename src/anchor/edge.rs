//! Where words begin and end, for places that were found letter by letter.

use crate::model::Span;

/// A place with whole words at its ends where the mark has whole words at its ends: letters were counted, and a letter
/// more or less is in the neighbouring word.
pub fn at_words((old, span): (&str, Span), new: &str, place: Span) -> Span {
    let edge = |of_span: usize, of_place: usize| {
        if is_inside_word(old, of_span) {
            of_place
        } else {
            nearest_edge(new, of_place)
        }
    };
    let words = Span::new(edge(span.start, place.start), edge(span.end, place.end));
    let words = if span.trimmed(old) == span {
        words.trimmed(new)
    } else {
        words
    };
    Some(words)
        .filter(|words| !words.is_empty())
        .unwrap_or(place)
}

/// The beginning or end of the word around `at`, whichever is nearer; `at` itself outside of words.
fn nearest_edge(text: &str, at: usize) -> usize {
    if !is_inside_word(text, at) {
        return at;
    }
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at..).unwrap_or_default();
    let start = before.trim_end_matches(char::is_alphanumeric).len();
    let end = text.len() - after.trim_start_matches(char::is_alphanumeric).len();
    if at - start <= end - at { start } else { end }
}

/// Whether letters stand on both sides of `at`.
fn is_inside_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at..).and_then(|after| after.chars().next());
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}
