//! Whom a pronoun or a description means: the last one before it that fits.
//!
//! The sentences before are walked through backwards, and in each the first fitting name is meant, since that is mostly
//! whom the sentence is about. Names between quotation marks are spoken of and speak not.

use super::{Talk, is_somebody};
use crate::facts::entity::Name;
use crate::facts::lexicon::{self, Class};
use crate::facts::outline;
use crate::facts::scan::{Case, Token};
use crate::model::fact::EntityKind;
use std::ops::Range;

/// How many sentences back somebody is still meant.
const SENTENCES: usize = 12;
/// How many names of a sentence are asked whether they fit; one with more is a list.
const IN_SENTENCE: usize = 12;
/// How many names back somebody is looked for by what is said of them.
const NAMES: usize = 80;

/// Whom the pronoun at token `at` means.
pub(super) fn pronoun(talk: Talk, at: usize) -> Option<String> {
    match talk.scan.lower(at) {
        "he" | "er" | "il" | "él" => last(talk, at, |name| is_person(talk, name, Class::Male)),
        "she" | "elle" | "ella" => last(talk, at, |name| is_person(talk, name, Class::Female)),
        "sie" => last(talk, at, |name| is_somebody(talk.scan, name)),
        _ => last(talk, at, |name| {
            name.entity.kind == EntityKind::Organization && !is_plain(talk, name)
        })
        .or_else(|| institution(talk, at))
        .or_else(|| {
            last(talk, at, |name| {
                name.entity.kind == EntityKind::Organization
            })
        }),
    }
}

/// Whom a description means: "the ministry" one that is named, "the mayor" whoever was called so beside the name, "the
/// 24-year-old" the last person; else its own words.
pub(super) fn described(talk: Talk, words: &Range<usize>) -> Option<String> {
    let scan = talk.scan;
    let tie = (words.start..words.end)
        .find(|&at| {
            matches!(
                scan.lower(at),
                "of" | "for" | "from" | "at" | "by" | "in" | "with"
            )
        })
        .unwrap_or(words.end);
    let head = tie.checked_sub(1).filter(|head| words.contains(head))?;
    if matches!(
        scan.lower(words.start),
        "the" | "der" | "die" | "le" | "la" | "el"
    ) {
        let found = match scan.lower(head) {
            "old" => last(talk, words.start, |name| is_somebody(scan, name)),
            "company" | "firm" | "group" | "giant" | "maker" | "carmaker" | "retailer"
                if head == words.start + 1 =>
            {
                last(talk, words.start, |name| {
                    name.entity.kind == EntityKind::Organization
                })
            }
            _ => called(talk, words.start, head),
        };
        if found.is_some() {
            return found;
        }
    }
    let text = scan.span(words.start, words.end).of(scan.text);
    let capital = scan
        .token(words.start)
        .is_some_and(|first| first.case == Case::Capital || first.span.len() == 1);
    if capital && talk.name_at(words.start).is_none() {
        let mut letters = text.chars();
        let first = letters.next()?.to_lowercase();
        return Some(first.chain(letters).collect());
    }
    Some(text.to_owned())
}

/// The first fitting name of the last sentence before token `at` that has one.
fn last(talk: Talk, at: usize, fits: impl Fn(&Name) -> bool) -> Option<String> {
    let offset = talk.scan.token(at)?.span.start;
    let here = outline::unit_at(talk.units, offset);
    let near = talk.units.get(here.saturating_sub(SENTENCES)..=here)?;
    near.iter().rev().filter(|unit| unit.own).find_map(|unit| {
        let here = unit.tokens.start..unit.tokens.end.min(at);
        let fitting = || {
            let near = talk.names_in(&here).rev().take(IN_SENTENCE).rev();
            near.filter(|name| !talk.is_spoken(name.tokens.start) && fits(name))
        };
        // "Ashworth's secretary, Joan Tilling, …": whoever only owns something comes last.
        let owns = |name: &&Name| {
            matches!(talk.scan.written(name.tokens.end), "'" | "’")
                && talk.scan.glued(name.tokens.end)
        };
        let chosen = fitting()
            .find(|name| !owns(name))
            .or_else(|| fitting().next());
        chosen.map(|name| name.entity.name.clone())
    })
}

/// "The airline apologised. “…,” it said": an institution without a name that opens one of the two sentences before.
fn institution(talk: Talk, at: usize) -> Option<String> {
    let offset = talk.scan.token(at)?.span.start;
    let here = outline::unit_at(talk.units, offset);
    let near = talk.units.get(here.saturating_sub(2)..=here)?;
    near.iter().rev().find_map(|unit| {
        let the = unit
            .tokens
            .clone()
            .find(|&at| talk.scan.token(at).is_some_and(Token::is_word))?;
        let noun = talk.scan.lower(the) == "the"
            && (talk.scan.has(the + 1, Class::Organization) || talk.scan.has(the + 1, Class::Weak));
        let plain = talk
            .scan
            .token(the + 1)
            .is_some_and(|token| token.case == Case::Lower);
        (noun && plain && the < at).then(|| format!("the {}", talk.scan.lower(the + 1)))
    })
}

/// Whom or what the text before token `start` calls by the word at `head`: in its name, or beside it.
fn called(talk: Talk, start: usize, head: usize) -> Option<String> {
    let scan = talk.scan;
    let id = scan.token(head)?.id;
    let same = |mut range: Range<usize>| {
        range.any(|at| {
            scan.token(at)
                .is_some_and(|token| token.is_word() && token.id == id)
        })
    };
    let end = talk.names.partition_point(|name| name.tokens.start < start);
    let near = talk.names.get(end.saturating_sub(NAMES)..end)?;
    near.iter()
        .rev()
        .filter(|name| !talk.is_spoken(name.tokens.start))
        .find(|name| {
            if !is_somebody(scan, name) {
                return name.tokens.len() > 1 && same(name.tokens.clone());
            }
            let unit = outline::unit_at(talk.units, name.entity.span.start);
            talk.units.get(unit).is_some_and(|unit| {
                let first = name.tokens.start.saturating_sub(6).max(unit.tokens.start);
                let last = (name.tokens.end + 6).min(unit.tokens.end).min(start);
                same(first..name.tokens.start) || same(name.tokens.end..last.max(name.tokens.end))
            })
        })
        .map(|name| name.entity.name.clone())
}

/// Whether a name may be that of a man or a woman: it is a person's, and nothing says the other.
fn is_person(talk: Talk, name: &Name, wanted: Class) -> bool {
    (is_somebody(talk.scan, name) || is_plain(talk, name) && !is_placed(talk, name))
        && sex(talk, name).is_none_or(|sex| sex == wanted)
}

/// Whether one word that is no other name is all of it: a surname or a first name perhaps.
fn is_plain(talk: Talk, name: &Name) -> bool {
    let token = talk.scan.token(name.tokens.start);
    name.entity.kind == EntityKind::Organization
        && name.tokens.len() == 1
        && token.is_some_and(|token| {
            token.case == Case::Capital
                && (token.is_unknown() || token.has(Class::GivenName))
                && !token.has(Class::Firm)
        })
}

/// "a vendor on Evolution", "the effects of Levamisole": whoever is meant by "he" seldom stands behind a preposition.
fn is_placed(talk: Talk, name: &Name) -> bool {
    let before = name.tokens.start.checked_sub(1);
    before.is_some_and(|before| talk.scan.has(before, Class::Preposition))
}

/// What the first name says, or a title before one of the mentions.
fn sex(talk: Talk, name: &Name) -> Option<Class> {
    let first = name.entity.name.split(' ').next()?.to_lowercase();
    if let Some(known) = lexicon::word(&first) {
        for class in [Class::Male, Class::Female] {
            if known.has(class) {
                return Some(class);
            }
        }
    }
    let end = talk
        .names
        .partition_point(|other| other.tokens.start <= name.tokens.start);
    let near = talk.names.get(end.saturating_sub(NAMES)..end)?;
    near.iter()
        .filter(|other| other.entity.name == name.entity.name)
        .find_map(|mention| {
            let before = mention.tokens.start.checked_sub(1)?;
            let stop = usize::from(talk.scan.is_sign(before, '.'));
            match talk.scan.lower(before.saturating_sub(stop)) {
                "mr" | "sir" | "lord" | "king" | "prince" | "father" | "brother" | "actor"
                | "son" | "husband" | "spokesman" | "chairman" | "congressman" => Some(Class::Male),
                "mrs" | "ms" | "lady" | "dame" | "queen" | "princess" | "mother" | "sister"
                | "actress" | "daughter" | "wife" | "spokeswoman" | "chairwoman"
                | "congresswoman" => Some(Class::Female),
                _ => None,
            }
        })
}
