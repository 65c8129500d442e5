//! What a bare number counts: the head noun of "over 350,000 NVIDIA H100 GPUs".
//!
//! Without a grammar of English, a counted thing is told by its plural: the first plural noun within a
//! few words, before anything that only holds sentences together. Where no such word stands, nothing
//! is counted and the number stays a bare number.

mod form;
mod idle;

use super::lexicon::{Class, Trait};
use super::modifier;
use super::number;
use super::scan::{Case, Kind, Language, Scan};
use super::unit;
pub use form::{is_plural, singular};
pub use idle::is_idle;

/// The counted thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its noun with the nouns and names before it, singular, as written.
    pub unit: String,
    /// Where its noun stands.
    pub noun: usize,
    /// One past its last token, or the end of the number where another number of the same things follows
    /// ("three of the four passengers").
    pub end: usize,
}

/// How many words may stand between a number and its noun.
const REACH: usize = 6;

/// The noun phrase counted by a number that ends before token `at`; `one` for the number 1.
pub fn head(scan: &Scan, at: usize, one: bool) -> Option<Head> {
    let start = skip_of(scan, at) + modifier::tail(scan, at);
    // "27 injured" counts people by what happened to them.
    if scan.has(at, Class::Fate) && !is_plural(scan, at + 1) {
        return Some(Head {
            unit: scan.lower(at).to_owned(),
            noun: at,
            end: at + 1,
        });
    }
    if start > at
        && let Some(all) = number::read(scan, start).filter(|all| !all.attached)
        && let Some(head) = phrase_at(scan, all.tokens.end, all.tokens.end, false)
    {
        return Some(Head { end: at, ..head });
    }
    if let Some(noun) = compound(scan, at, one) {
        return Some(noun);
    }
    if scan.language == Language::German
        && let Some(noun) = german(scan, at)
    {
        return Some(noun);
    }
    phrase_at(scan, at, start, one)
}

/// The noun phrase that begins at token `start`, for a number that ends before `at`.
fn phrase_at(scan: &Scan, at: usize, start: usize, one: bool) -> Option<Head> {
    let mut cursor = start;
    let mut words: Vec<usize> = Vec::new();
    while cursor < start + REACH {
        let Some(token) = scan.token(cursor) else {
            break;
        };
        match token.kind {
            Kind::Word => {
                // "high-end", "daily": a word tied by a hyphen or used as an adjective belongs to the phrase.
                let tied = cursor > start && scan.is_dash(cursor - 1) && scan.glued(cursor);
                let adjective = tied || token.has(Class::Adjective);
                // "58 A350s": the letter of a code is no article.
                let code = scan.glued(cursor + 1)
                    && scan
                        .token(cursor + 1)
                        .is_some_and(|next| next.kind == Kind::Digits);
                let function = !code && token.word.is_some_and(super::lexicon::Word::is_function);
                // "40 reports", "50 states": right behind a number the form of a verb is that of a noun.
                // So it is behind a noun in the singular, since many of a thing have no verb in "s": "five home runs".
                let single = words.len() == 1
                    && !one
                    && words
                        .iter()
                        .all(|&at| !is_plural(scan, at) && scan.written(at).is_ascii());
                let noun = (words.is_empty() || single) && is_plural(scan, cursor);
                let verb = token.has(Class::Verb) && !token.is_capitalised();
                if !adjective && (function || (verb || token.has(Class::Report)) && !noun) {
                    break;
                }
            }
            // "12.4 million 60-kilogram bags": the measure of each.
            Kind::Digits if cursor == at && is_tied_measure(scan, cursor) => {
                cursor += 3;
                continue;
            }
            Kind::Digits
                if scan.glued(cursor)
                    || in_name(scan, cursor)
                    || cursor == at
                        && token.span.len() == 3
                        && number::names_type(scan, cursor) =>
            {
                cursor += 1;
                continue;
            }
            Kind::Sign('-' | '‑' | '\'' | '’' | '&')
                if scan.glued(cursor) && scan.glued(cursor + 1) =>
            {
                if matches!(token.kind, Kind::Sign('\'' | '’')) {
                    return None;
                }
                cursor += 1;
                continue;
            }
            _ => break,
        }
        words.push(cursor);
        let next_is_name = scan
            .token(cursor + 1)
            .is_some_and(|t| t.is_capitalised() || t.kind == Kind::Digits)
            && token.is_capitalised();
        let singular_one = one
            && !token.has(Class::Adjective)
            && token.case == Case::Lower
            && scan
                .lower(cursor)
                .starts_with(|c: char| c.is_ascii_lowercase())
            && !scan.is_dash(cursor + 1);
        // "12 children's centres"
        if is_owner(scan, cursor) {
            cursor += 3;
            continue;
        }
        if (is_plural(scan, cursor)
            && !next_is_name
            && !hyphenated(scan, cursor)
            && !qualifies(scan, cursor))
            || singular_one
        {
            return Some(phrase(scan, &words, start, cursor + 1));
        }
        cursor += 1;
    }
    adjectival(scan, at, start, &words)
}

/// `60-kilogram` of `60-kilogram bags`, which begins at token `at`.
fn is_tied_measure(scan: &Scan, at: usize) -> bool {
    scan.is_sign(at + 1, '-')
        && scan.glued(at + 1)
        && scan.glued(at + 2)
        && unit::behind(scan, at + 1).is_some_and(|suffix| suffix.end == at + 3)
        && scan
            .token(at + 3)
            .is_some_and(|next| next.is_word() && !next.is(Trait::Function))
}

/// The number of a type in its name: `150 Boeing 737 MAX 10 jets`.
fn in_name(scan: &Scan, at: usize) -> bool {
    let letters = |at: usize| scan.token(at).filter(|token| token.is_word());
    at > 1
        && letters(at - 1).is_some_and(super::scan::Token::is_capitalised)
        && letters(at + 1).is_some_and(|next| next.is_capitalised() || is_plural(scan, at + 1))
}

/// `a 10,000-seat stadium`, `a three-game run`: the noun that a hyphen ties to the figure is what is counted.
fn compound(scan: &Scan, at: usize, one: bool) -> Option<Head> {
    let noun = at + 1;
    let tied = scan.is_sign(at, '-') && scan.glued(at) && scan.glued(noun);
    let token = scan.token(noun).filter(|token| token.is_word())?;
    let counted = token.case == Case::Lower
        && token.span.len() > 2
        && !token.word.is_some_and(|word| {
            word.is_function()
                || word.has(Class::Adjective)
                || word.ordinal.is_some()
                || word.part.is_some()
        })
        && !scan.is_dash(noun + 1);
    let number = scan
        .token(at.checked_sub(1)?)
        .is_some_and(|token| token.kind == Kind::Digits || token.is(Trait::Number));
    let described = ["ed", "al", "ish", "ly", "some"]
        .iter()
        .any(|end| scan.lower(noun).ends_with(end))
        && scan.lower(noun) != "bed";
    (tied
        && counted
        && number
        && !described
        && !one
        && !matches!(
            scan.lower(noun),
            "fold"
                | "odd"
                | "strong"
                | "plus"
                | "magnitude"
                | "way"
                | "point"
                | "wheel"
                | "part"
                | "step"
        ))
    .then(|| Head {
        unit: singular(scan.written(noun)),
        noun,
        end: noun + 1,
    })
}

/// German writes its nouns with a capital: the first one behind the number, an adjective at most before it.
fn german(scan: &Scan, at: usize) -> Option<Head> {
    let noun = (at..at + 2).find(|&at| {
        scan.token(at)
            .is_some_and(|token| token.case == Case::Capital)
    })?;
    let between = (at..noun).all(|at| scan.token(at).is_some_and(super::scan::Token::is_word));
    let written = scan.written(noun);
    let single = match scan.known(noun).and_then(|word| word.one) {
        Some(one) => one.to_owned(),
        None => written
            .strip_suffix('n')
            .filter(|stem| stem.ends_with('e'))
            .or_else(|| written.strip_suffix('e'))
            .unwrap_or(written)
            .to_owned(),
    };
    (between && written.len() > 2).then_some(Head {
        unit: single,
        noun,
        end: noun + 1,
    })
}

/// Whether the word owns the plural noun right behind it: `children's centres`.
fn is_owner(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.token(at + 1).map(|sign| sign.kind),
        Some(Kind::Sign('\'' | '’'))
    ) && scan.glued(at + 1)
        && scan.lower(at + 2) == "s"
        && scan.glued(at + 2)
        && is_plural(scan, at + 3)
}

fn skip_of(scan: &Scan, at: usize) -> usize {
    if scan.lower(at) == "of" {
        at + 1 + usize::from(matches!(scan.lower(at + 1), "the" | "its" | "their"))
    } else {
        // "40 such operations"
        at + usize::from(scan.lower(at) == "such")
    }
}

/// Whether a hyphen ties the word to the next one: the plural of `systems-level` counts nothing.
fn hyphenated(scan: &Scan, at: usize) -> bool {
    scan.is_sign(at + 1, '-') && scan.glued(at + 1) && scan.glued(at + 2)
}

/// Whether a word with the form of a plural only tells the kind of the plural noun behind it: `graphics cards`.
fn qualifies(scan: &Scan, at: usize) -> bool {
    let word = scan.lower(at);
    (word.ends_with("ics")
        || matches!(
            word,
            "sales"
                | "sports"
                | "savings"
                | "news"
                | "operations"
                | "communications"
                | "arms"
                | "staff"
                | "police"
        ))
        && is_plural(scan, at + 1)
        && scan.token(at + 1).is_some_and(|next| {
            !next.has(Class::Verb) && !next.word.is_some_and(super::lexicon::Word::is_function)
        })
}

/// A figure used as an adjective: `a 350,000 H100 GPU cluster` counts H100 GPUs.
fn adjectival(scan: &Scan, at: usize, start: usize, words: &[usize]) -> Option<Head> {
    if start != at || words.len() < 2 {
        return None;
    }
    let (_, rest) = words.split_last()?;
    let last = *rest.last()?;
    let acronym = scan.token(last)?.case == Case::Upper;
    acronym.then(|| phrase(scan, rest, at, last + 1))
}

fn phrase(scan: &Scan, words: &[usize], start: usize, end: usize) -> Head {
    let first = words
        .iter()
        .copied()
        .find(|&at| {
            let tied = at > start
                && scan.is_dash(at - 1)
                && scan.glued(at)
                && scan.has(at - 2, Class::Adjective);
            !(scan.has(at, Class::Adjective) || tied) || at + 1 == end
        })
        .unwrap_or(start);
    let written = scan.span(first, end).of(scan.text);
    let known = scan.known(end - 1).and_then(|word| word.one);
    Head {
        unit: match known {
            Some(one) if first + 1 == end => one.to_owned(),
            _ => singular(written),
        },
        noun: end - 1,
        end,
    }
}
