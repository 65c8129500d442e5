//! Who said a quotation: behind it ("said Smith"), before it ("Smith said:", "Smith:", "according to Smith"),
//! or the first name of its sentence. A pronoun stands for the last person named before it.

use crate::facts::entity::Name;
use crate::facts::lexicon::Class;
use crate::facts::outline::{self, Unit};
use crate::facts::scan::{BORDER, Kind, Scan, Token};
use crate::model::fact::EntityKind;
use std::ops::Range;

/// How many names back a pronoun may point, and how far a sentence is searched.
const FAR: usize = 60;
/// How many tokens from a quotation the verb and the name that belong to it stand.
const NEAR: usize = 16;

/// The speaker of the quotation at `tokens` in the paragraph `around`.
pub(super) fn speaker(
    scan: &Scan,
    names: &[Name],
    units: &[Unit],
    tokens: &Range<usize>,
    around: &Range<usize>,
) -> Option<String> {
    let behind = tokens.end..(tokens.end + NEAR).min(around.end);
    let before = tokens.start.saturating_sub(NEAR).max(around.start)..tokens.start;
    // Names up to the words behind the quotation; far earlier ones are out of reach of a pronoun.
    let last = names.partition_point(|name| name.tokens.start < behind.end.max(around.start + 1));
    let names = names
        .get(last.saturating_sub(FAR)..last)
        .unwrap_or_default();
    said_behind(scan, names, &behind)
        .or_else(|| introduced(scan, names, tokens.start, around.start))
        .or_else(|| said_before(scan, names, &before))
        .or_else(|| sentence_subject(scan, names, units, tokens.start, around))
        .or_else(|| sentence_before(scan, names, tokens.start, around.start))
}

/// `Flour has become dear, she says. “I pay twice …”`: a quotation that is a sentence of its own goes on with the
/// speaker of the one before it.
fn sentence_before(scan: &Scan, names: &[Name], start: usize, from: usize) -> Option<String> {
    let border = |range: Range<usize>| range.rev().find(|&at| scan.is_sign(at, BORDER));
    let near = start.saturating_sub(FAR).max(from);
    let end = border(start.saturating_sub(2).max(near)..start)?;
    let range = border(near..end).map_or(near, |at| at + 1)..end;
    let verb = range
        .clone()
        .rev()
        .find(|&at| scan.has(at, Class::Report))?;
    tied(scan, names, verb, &range, false)
}

/// Whether the token at `at` ends what belongs to a quotation: a mark of another one, or the end of the sentence
/// (a full stop, but not the one of an initial or a title).
fn stops(scan: &Scan, at: usize) -> bool {
    match scan.token(at).map(|token| token.kind) {
        Some(Kind::Sign('"' | '“' | '”' | '«' | '»' | '„' | BORDER)) | None => true,
        Some(Kind::Sign('.')) => at.checked_sub(1).is_some_and(|before| {
            scan.written(before).len() > 1 && !scan.has(before, Class::Title)
        }),
        _ => false,
    }
}

/// `…,” said Smith`, `…,” the mayor, David Stone, told reporters`, `…,” she said`.
fn said_behind(scan: &Scan, names: &[Name], range: &Range<usize>) -> Option<String> {
    // The first token is the closing mark.
    let first = (range.start..range.end).find(|&at| scan.token(at).is_some_and(Token::is_word))?;
    let end = (first..range.end)
        .find(|&at| stops(scan, at))
        .unwrap_or(range.end);
    if (range.start + 1..first).any(|at| stops(scan, at)) {
        return None;
    }
    let verb = (first..end).find(|&at| scan.has(at, Class::Report))?;
    tied(scan, names, verb, &(first..end), verb <= first + 1)
}

/// `Smith said: “…”`, `Smith told reporters that “…”`, `according to Smith, “…”`.
fn said_before(scan: &Scan, names: &[Name], range: &Range<usize>) -> Option<String> {
    let start = (range.start..range.end.saturating_sub(1))
        .rev()
        .find(|&at| stops(scan, at))
        .map_or(range.start, |at| at + 1);
    let verb = (start..range.end)
        .rev()
        .find(|&at| scan.has(at, Class::Report))?;
    tied(
        scan,
        names,
        verb,
        &(start..range.end),
        scan.lower(verb) == "according",
    )
}

/// `Smith: “…”`: a name, at most with a bracket behind it, and a colon.
fn introduced(scan: &Scan, names: &[Name], start: usize, from: usize) -> Option<String> {
    let colon = (start.saturating_sub(3).max(from)..start)
        .rev()
        .find(|&at| scan.is_sign(at, ':'))?;
    names
        .iter()
        .rev()
        .find(|name| name.tokens.end == colon && can_speak(name.entity.kind))
        .map(|name| name.entity.name.clone())
}

/// The name or pronoun that belongs to the verb of saying at `verb` inside `range`; `follows` where it stands behind the verb first.
fn tied(
    scan: &Scan,
    names: &[Name],
    verb: usize,
    range: &Range<usize>,
    follows: bool,
) -> Option<String> {
    let here = names.iter().filter(|name| {
        name.tokens.start >= range.start
            && name.tokens.end <= range.end
            && can_speak(name.entity.kind)
    });
    let next = here
        .clone()
        .find(|name| name.tokens.start > verb && name.tokens.start <= verb + 6);
    let previous = here.clone().rfind(|name| name.tokens.end <= verb);
    let pronoun = (range.start..range.end)
        .filter(|at| at.abs_diff(verb) <= 2)
        .find(|&at| {
            matches!(scan.lower(at), "he" | "she" | "they" | "it" | "er" | "sie")
                || at > 0
                    && scan.lower(at - 1) == "the"
                    && matches!(scan.lower(at), "company" | "firm" | "group")
        });
    if let Some(at) = pronoun.filter(|at| scan.lower(*at) != "it" || previous.is_none()) {
        return meant(scan, names, at);
    }
    let chosen = if follows {
        next.or(previous)
    } else {
        previous.or(next)
    }?;
    Some(person_beside(names, chosen, verb).entity.name.clone())
}

/// Whom a pronoun at token `at` stands for: the last person named before it, "it" and "they" the last organisation.
fn meant(scan: &Scan, names: &[Name], at: usize) -> Option<String> {
    let person = matches!(scan.lower(at), "he" | "she" | "er" | "sie");
    names
        .iter()
        .rev()
        .filter(|name| name.tokens.end <= at)
        .find(|name| {
            let kind = name.entity.kind;
            if person {
                kind == EntityKind::Person
                    || kind == EntityKind::Organization && name.entity.name.contains(' ')
            } else {
                kind == EntityKind::Organization
            }
        })
        .map(|name| name.entity.name.clone())
}

/// "said Smith, chief executive of Ford": of two names beside a verb the person speaks.
fn person_beside<'a>(names: &'a [Name], chosen: &'a Name, verb: usize) -> &'a Name {
    if chosen.entity.kind == EntityKind::Person {
        return chosen;
    }
    names
        .iter()
        .find(|name| {
            name.entity.kind == EntityKind::Person && name.tokens.start.abs_diff(verb) <= 8
        })
        .unwrap_or(chosen)
}

const fn can_speak(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Person | EntityKind::Organization | EntityKind::Group
    )
}

/// Without a verb of saying beside the quotation: the first name of its sentence, when a verb of saying is in it.
fn sentence_subject(
    scan: &Scan,
    names: &[Name],
    units: &[Unit],
    at: usize,
    around: &Range<usize>,
) -> Option<String> {
    let offset = scan.token(at)?.span.start;
    let unit = units.get(outline::unit_at(units, offset))?;
    let range = &unit.tokens;
    let range = range.start.max(around.start).max(at.saturating_sub(FAR))
        ..range.end.min(around.end).min(at + FAR);
    range
        .clone()
        .any(|at| scan.has(at, Class::Report))
        .then_some(())?;
    names
        .iter()
        .find(|name| range.contains(&name.tokens.start) && can_speak(name.entity.kind))
        .map(|name| name.entity.name.clone())
}
