//! What stands in whatever a regular expression matches, as the search index knows it: so that the index can say where
//! it need not be looked for.
//!
//! Only what is certain counts. ` billion` begins a word, `data centres` ends one, and `its` in `raised its forecast` is a
//! whole word; `metaverse` alone may stand inside a longer one, of which no index tells.

use super::tokens::{is_part, is_unspaced, tokens};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Shorter words stand nearly everywhere.
const SHORTEST: usize = 3;
/// More characters than so are not looked at one by one.
const FEW: u32 = 64;

/// What must stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Certain {
    /// A word, folded as the index has it.
    Word {
        /// The word.
        word: String,
        /// Whether it may go on.
        goes_on: bool,
    },
    /// All of these.
    All(Vec<Certain>),
    /// One of these.
    Any(Vec<Certain>),
}

/// What stands in whatever the pattern matches; `None` when nothing is certain.
pub fn certain(typed: &str) -> Option<Certain> {
    // The index does not heed letter case, so the pattern need not be asked whether it does.
    let parsed = regex_syntax::ParserBuilder::new()
        .multi_line(true)
        .build()
        .parse(typed);
    of(&parsed.ok()?)
}

fn of(pattern: &Hir) -> Option<Certain> {
    match pattern.kind() {
        HirKind::Literal(literal) => words(&literal.0, false, false),
        HirKind::Capture(capture) => of(&capture.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => of(&repeated.sub),
        HirKind::Concat(parts) => {
            joined(
                parts
                    .iter()
                    .enumerate()
                    .filter_map(|(at, part)| match part.kind() {
                        HirKind::Literal(literal) => {
                            let before = at.checked_sub(1).and_then(|before| parts.get(before));
                            let after = parts.get(at + 1);
                            words(
                                &literal.0,
                                before.is_some_and(is_between),
                                after.is_some_and(is_between),
                            )
                        }
                        _ => of(part),
                    }),
            )
        }
        HirKind::Alternation(parts) => Some(Certain::Any(
            parts.iter().map(of).collect::<Option<Vec<_>>>()?,
        )),
        _ => None,
    }
}

/// The words of a stretch that stands as it is typed. The first may begin before it unless something `before` it is no
/// part of a word, and the last may go on behind it.
fn words(literal: &[u8], before: bool, after: bool) -> Option<Certain> {
    let text = std::str::from_utf8(literal).ok()?;
    joined(tokens(text).filter_map(|(span, word)| {
        let unspaced = is_unspaced(word.chars().next());
        let last = text.get(..span.start)?.chars().next_back();
        let begins = last.map_or(before, |last| !is_part(last) || is_unspaced(Some(last)));
        // Two characters of a script without spaces are a word wherever they stand, and one is the half of some.
        let stands = if unspaced {
            word.chars().nth(1).is_some()
        } else {
            begins && word.len() >= SHORTEST
        };
        stands.then(|| Certain::Word {
            word: word.into_owned(),
            goes_on: !unspaced && span.end == text.len() && !after,
        })
    }))
}

/// All of some, when there are any.
fn joined(parts: impl Iterator<Item = Certain>) -> Option<Certain> {
    let mut all = Vec::new();
    for part in parts {
        match part {
            Certain::All(inner) => all.extend(inner),
            part => all.push(part),
        }
    }
    match all.len() {
        0 | 1 => all.pop(),
        _ => Some(Certain::All(all)),
    }
}

/// Whether whatever this matches stands between words: the end of a line, or characters that belong to none.
fn is_between(pattern: &Hir) -> bool {
    match pattern.kind() {
        HirKind::Look(look) => matches!(
            look,
            Look::Start | Look::End | Look::StartLF | Look::EndLF | Look::StartCRLF | Look::EndCRLF
        ),
        HirKind::Class(Class::Unicode(class)) => {
            let count = class.iter().map(|range| range.len() as u32).sum::<u32>();
            let mut all = class.iter().flat_map(|range| range.start()..=range.end());
            count <= FEW && all.all(|letter| !is_part(letter))
        }
        HirKind::Repetition(repeated) => repeated.min > 0 && is_between(&repeated.sub),
        HirKind::Capture(capture) => is_between(&capture.sub),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hits::pattern;
    use proptest::prelude::*;
    use std::fmt::Write;

    /// As the search index is asked.
    fn told(certain: &Certain) -> String {
        let all = |parts: &[Certain], sign: &str| {
            let parts: Vec<String> = parts.iter().map(told).collect();
            format!("({})", parts.join(sign))
        };
        match certain {
            Certain::Word { word, goes_on } => {
                let mut told = word.clone();
                if *goes_on {
                    let _ = write!(told, "*");
                }
                told
            }
            Certain::All(parts) => all(parts, " "),
            Certain::Any(parts) => all(parts, "|"),
        }
    }

    fn holds(certain: &Certain, words: &[String]) -> bool {
        match certain {
            Certain::Word { word, goes_on } => words
                .iter()
                .any(|one| one == word || (*goes_on && one.starts_with(word.as_str()))),
            Certain::All(parts) => parts.iter().all(|part| holds(part, words)),
            Certain::Any(parts) => parts.iter().any(|part| holds(part, words)),
        }
    }

    #[test]
    fn what_stands_in_every_match_is_what_the_pattern_leaves_no_choice_about() {
        let cases = [
            ("will capital spending rise", "(capital spending rise*)"),
            (
                r"about \$?\d+ billion dollars in (2025|2026)",
                "(billion dollars)",
            ),
            (r"\$\d+ billion", "billion*"),
            (r"one ?two three four five", "(three four five*)"),
            (
                r"a spend(ing more on) data centres now",
                "(spend* more data centres now*)",
            ),
            (r"(raised|lifted) its forecast", "(its forecast*)"),
            (r"^(?:Rising|Falling) costs", "costs*"),
            (r"said\s+billions[ -]", "billions"),
            (r"costs? rise fast.", "(rise fast*)"),
            (
                "(in the end|after all that) one",
                "(((the end*)|(all that*)) one*)",
            ),
            ("智能.资", "智能"),
            ("le Café au", "cafe"),
        ];
        for (typed, expected) in cases {
            let found = certain(typed).map(|found| told(&found));
            assert_eq!(found.as_deref(), Some(expected), "{typed}");
        }
        for typed in ["metaverse", r"gpt-\d", "one or|", "(", "", r"\bthe"] {
            assert_eq!(certain(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_matches_has_the_words(
            typed in "(\\(a\\||[ab]{1,4}|[\u{e9}\u{301}能智-]|\\)|\\?|\\+| |\\.|\\^|\\[ ,\\]|\\$){1,8}",
            text in "([ab]{1,4}|[\u{e9}\u{301}能智-]| |\n|,){0,30}",
        ) {
            if let (Ok(regex), Some(certain)) = (pattern(&typed), certain(&typed)) {
                let words: Vec<String> = tokens(&text).map(|(_, word)| word.into_owned()).collect();
                prop_assert!(!regex.is_match(&text) || holds(&certain, &words), "{certain:?} {words:?}");
            }
        }
    }
}
