//! Where in a text the words stand by which it was found.
//!
//! Words are folded as the search index folds them, so that what is lit is what was found: `cafe` lights Café,
//! 智能 lights its place inside 人工智能投资. A pattern is a regular expression that runs in linear time.

use super::tokens::{query_tokens, tokens};
use crate::model::Span;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeSet;

/// Of a longer text only so many bytes are looked at: these are places to light, not the answer to a search.
const LOOKED_AT: usize = 1 << 20;
/// More places are not lit.
const MOST: usize = 2_000;
/// The largest compiled pattern, in bytes; a larger one is refused.
const PATTERN: usize = 1 << 20;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needle {
    /// Words side by side; the last one may go on.
    Words {
        /// As typed.
        words: String,
        /// Whether it may.
        prefix: bool,
    },
    /// A regular expression, as typed between its slashes.
    Pattern(String),
}

/// A regular expression as the query language has it: without regard to letter case unless it holds a capital.
///
/// # Errors
/// What is wrong with it, one line.
pub fn pattern(typed: &str) -> Result<Regex, String> {
    let lower = !typed.chars().any(char::is_uppercase);
    let built = RegexBuilder::new(typed)
        .case_insensitive(lower)
        .multi_line(true)
        .size_limit(PATTERN)
        .dfa_size_limit(PATTERN)
        .build();
    built.map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => "this pattern is too large".to_owned(),
        // Its last line says what is wrong; those before draw it.
        error => {
            let text = error.to_string();
            let last = text.lines().next_back().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        }
    })
}

/// Every place of any of `needles`, in order; places that touch each other are one.
pub fn hits(text: &str, needles: &[Needle]) -> Vec<Span> {
    let text = Span::new(0, text.len().min(LOOKED_AT))
        .clipped(text)
        .of(text);
    let words: Vec<(Span, std::borrow::Cow<'_, str>)> = if needles
        .iter()
        .any(|needle| matches!(needle, Needle::Words { .. }))
    {
        tokens(text).collect()
    } else {
        Vec::new()
    };
    let mut found = Vec::new();
    for needle in needles {
        match needle {
            Needle::Words {
                words: typed,
                prefix,
            } => {
                found.extend(side_by_side(text, &words, typed, *prefix));
            }
            Needle::Pattern(typed) => {
                let places = pattern(typed).into_iter();
                let places = places.flat_map(|regex| {
                    let all = regex
                        .find_iter(text)
                        .map(|place| Span::new(place.start(), place.end()));
                    all.filter(|span| !span.is_empty())
                        .take(MOST)
                        .collect::<Vec<_>>()
                });
                found.extend(places);
            }
        }
    }
    found.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in found {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined.truncate(MOST);
    joined
}

/// Of `places` in a text, which are in order, the one after which the most different words of them stand in its line,
/// within `reach` bytes, up to the last of these words; of several the first.
pub fn densest(text: &str, places: &[Span], reach: usize) -> Option<Span> {
    let together = |(at, place): (usize, &Span)| {
        let rest = Span::new(place.start, text.len()).of(text);
        let end = place.start + reach.min(rest.find('\n').unwrap_or(rest.len()));
        let (mut different, mut to) = (BTreeSet::new(), place.end);
        for other in places.iter().skip(at).take_while(|other| other.end <= end) {
            if different.insert(other.of(text).to_lowercase()) {
                to = other.end;
            }
        }
        (different.len(), Span::new(place.start, to))
    };
    // Of equal ones the last is taken, so they come from the end.
    let all = places.iter().enumerate().rev().map(together);
    all.max_by_key(|(different, _)| *different)
        .map(|(_, span)| span)
}

/// The places where the words of `typed` follow one another.
fn side_by_side(
    text: &str,
    words: &[(Span, std::borrow::Cow<'_, str>)],
    typed: &str,
    prefix: bool,
) -> Vec<Span> {
    let wanted = query_tokens(typed);
    let Some((last, before)) = wanted.split_last() else {
        return Vec::new();
    };
    // A single character of a script without spaces is the beginning of a pair, of which it alone is lit.
    let lone = before.is_empty() && typed.trim().chars().count() == 1 && !last.is_ascii();
    let fits = |window: &&[(Span, std::borrow::Cow<'_, str>)]| {
        let mut pairs = window.iter().zip(&wanted);
        pairs.all(|((_, word), wanted)| {
            let is_last = std::ptr::eq(wanted, last);
            word == wanted || (is_last && (prefix || lone) && word.starts_with(wanted.as_str()))
        })
    };
    let span = |window: &[(Span, std::borrow::Cow<'_, str>)]| {
        let (first, last) = (window.first()?.0, window.last()?.0);
        let first_char = first.of(text).chars().next().map_or(0, char::len_utf8);
        Some(if lone {
            Span::new(first.start, first.start + first_char)
        } else {
            Span::new(first.start, last.end)
        })
    };
    let windows = words.windows(wanted.len()).filter(fits);
    windows.filter_map(span).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lit<'t>(text: &'t str, typed: &str, prefix: bool) -> Vec<&'t str> {
        let words = typed.to_owned();
        let spans = hits(text, &[Needle::Words { words, prefix }]);
        spans.into_iter().map(|span| span.of(text)).collect()
    }

    fn matched<'t>(text: &'t str, typed: &str) -> Vec<&'t str> {
        let spans = hits(text, &[Needle::Pattern(typed.to_owned())]);
        spans.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_are_lit_as_the_index_finds_them() {
        assert_eq!(lit("At the Café, CAFÉS close.", "cafe", false), ["Café"]);
        assert_eq!(
            lit("At the Café, CAFÉS close.", "cafe", true),
            ["Café", "CAFÉS"]
        );
        assert_eq!(
            lit("data centre, Data\nCentre", "data centre", false),
            ["data centre", "Data\nCentre"]
        );
        assert_eq!(lit("a database", "base", false), [""; 0]);
    }

    #[test]
    fn words_inside_a_run_without_spaces_are_lit_alone() {
        assert_eq!(lit("人工智能投资增长", "智能", false), ["智能"]);
        assert_eq!(lit("人工智能投资增长", "智能投资", false), ["智能投资"]);
        assert_eq!(lit("人工智能投资", "投", false), ["投"]);
        assert_eq!(lit("การลงทุนในปัญญาประดิษฐ์", "ลงทุน", false), ["ลงทุน"]);
        assert_eq!(lit("東京タワー", "タワー", true), ["タワー"]);
    }

    #[test]
    fn patterns_heed_case_only_when_they_hold_a_capital() {
        assert_eq!(matched("GPT-4 and gpt-5", r"gpt-\d"), ["GPT-4", "gpt-5"]);
        assert_eq!(matched("GPT-4 and gpt-5", r"GPT-\d"), ["GPT-4"]);
        assert_eq!(matched("ÉCOLE école", "école"), ["ÉCOLE", "école"]);
        assert_eq!(matched("人工智能投资", "智能.资"), ["智能投资"]);
        assert_eq!(matched("x", "(unclosed"), [""; 0]);
        assert_eq!(pattern("(unclosed").unwrap_err(), "unclosed group");
        assert_eq!(
            pattern(r"\pL{500}{500}").unwrap_err(),
            "this pattern is too large"
        );
    }

    proptest! {
        #[test]
        fn places_are_in_order_apart_and_inside(text in "\\PC{0,60}", typed in "\\PC{0,6}", prefix: bool) {
            let needles = [
                Needle::Words { words: typed.clone(), prefix },
                Needle::Pattern(typed),
            ];
            let spans = hits(&text, &needles);
            for pair in spans.windows(2) {
                prop_assert!(pair[0].end < pair[1].start);
            }
            for span in spans {
                prop_assert!(!span.is_empty() && text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            }
        }
    }

    #[test]
    fn the_densest_place_has_the_most_different_words_near() {
        let text = "one one\none ... one two and one, far from another two";
        let needles = ["one", "two"].map(|word| Needle::Words {
            words: word.to_owned(),
            prefix: false,
        });
        let places = hits(text, &needles);
        let best = densest(text, &places, 12).unwrap();
        assert_eq!(best.of(text), "one two");
        assert_eq!(densest(text, &places, 3), places.first().copied());
        assert_eq!(densest(text, &[], 12), None);
    }
}
