//! Who said a quotation: behind it ("said Smith"), before it ("Smith said:", "Smith:", "according to Smith"), or the one
//! whom its sentence or the sentence before is about.
//!
//! The words around tell who does the saying ([`doer`]), and the text before whom a pronoun or a description means
//! ([`meant`]). Whoever is not named is given in the words of the text: "the court", "one passenger".

mod doer;
mod meant;
mod words;

use crate::facts::entity::Name;
use crate::facts::lexicon::Class;
use crate::facts::outline::{self, Unit};
use crate::facts::scan::{BORDER, Case, Kind, Scan, Token};
use crate::model::fact::EntityKind;
use crate::model::span::Span;
use doer::{Doer, doer};
use std::ops::Range;
use words::points;

/// How far a sentence is searched, in tokens.
const FAR: usize = 60;
/// How many tokens from a quotation the verb and the name that belong to it stand.
const NEAR: usize = 24;

/// Where speakers are looked for.
#[derive(Clone, Copy)]
pub(super) struct Talk<'a> {
    pub(super) scan: &'a Scan<'a>,
    pub(super) names: &'a [Name],
    pub(super) units: &'a [Unit],
    /// All words between quotation marks so far, in order: names in them are spoken of, and speak not.
    pub(super) spoken: &'a [Span],
}

/// Whether the token at `at` is a verb of saying.
pub(super) fn is_saying(scan: &Scan, at: usize) -> bool {
    scan.token(at).is_some_and(|token| {
        token.has(Class::Report) || token.has(Class::Speech) || is_put_it(scan, at)
    })
}

/// "as Nolan put it".
pub(super) fn is_put_it(scan: &Scan, at: usize) -> bool {
    matches!(scan.lower(at), "put" | "puts") && scan.lower(at + 1) == "it"
}

/// The speaker of the quotation at `tokens` in the paragraph `around`.
pub(super) fn speaker(talk: Talk, tokens: &Range<usize>, around: &Range<usize>) -> Option<String> {
    let behind = tokens.end..(tokens.end + NEAR).min(around.end);
    let before = tokens.start.saturating_sub(NEAR).max(around.start)..tokens.start;
    // "The chief said that the “gap is small” as prices fell, the paper reported": words inside a sentence are his who
    // leads to them.
    let led_to = (is_embedded(talk.scan, tokens))
        .then(|| said_before(talk, &before))
        .flatten();
    led_to
        .or_else(|| said_behind(talk, &behind))
        .or_else(|| introduced(talk, tokens.start, around.start))
        .or_else(|| said_before(talk, &before))
        .or_else(|| sentence_subject(talk, tokens.start, around))
        .or_else(|| sentence_before(talk, tokens.start, around.start))
}

/// Whether a quotation begins small and no sign parts it from what stands behind.
fn is_embedded(scan: &Scan, tokens: &Range<usize>) -> bool {
    let small = scan
        .token(tokens.start)
        .is_some_and(|first| first.case == Case::Lower && first.is_word());
    let word = |at: usize| scan.token(at).is_some_and(Token::is_word);
    small && tokens.end > 0 && word(tokens.end - 1) && word(tokens.end + 1)
}

/// The speaker of a paragraph of nothing but quoted words, which begins at token `start`: whoever speaks in the last
/// sentence before it, or whom a colon at its end introduces.
pub(super) fn led_in(talk: Talk, start: usize) -> Option<String> {
    let offset = talk.scan.token(start)?.span.start;
    let at = outline::unit_at(talk.units, offset).checked_sub(1)?;
    let unit = talk
        .units
        .get(at)
        .filter(|unit| unit.own && !unit.heading)?;
    let colon = talk.scan.is_sign(unit.tokens.end.checked_sub(1)?, ':');
    colon.then(|| said_or_subject(talk, &unit.tokens)).flatten()
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

/// `…,” said Smith`, `…,” the mayor, David Stone, told reporters`, `…,” as Smith put it`.
fn said_behind(talk: Talk, range: &Range<usize>) -> Option<String> {
    let scan = talk.scan;
    // The first token is the closing mark.
    let first = (range.start..range.end).find(|&at| scan.token(at).is_some_and(Token::is_word))?;
    let end = (first..range.end)
        .find(|&at| stops(scan, at))
        .unwrap_or(range.end);
    // "…”, while the mayor said": another clause, with a speaker of its own.
    let turns = matches!(
        scan.lower(first),
        "while" | "whereas" | "but" | "although" | "though"
    );
    if turns || (range.start + 1..first).any(|at| stops(scan, at)) {
        return None;
    }
    let first = first + usize::from(scan.lower(first) == "as");
    let clause = first..end;
    (first..end)
        .filter(|&at| is_saying(scan, at))
        .find_map(|verb| said(talk, verb, &clause))
}

/// `Smith said: “…”`, `Smith told reporters that “…”`, `according to Smith, “…”`.
fn said_before(talk: Talk, range: &Range<usize>) -> Option<String> {
    let start = (range.start..range.end.saturating_sub(1))
        .rev()
        .find(|&at| stops(talk.scan, at))
        .map_or(range.start, |at| at + 1);
    last_saying(talk, &(start..range.end))
}

/// Who says something in the last part of `clause` where that is told.
fn last_saying(talk: Talk, clause: &Range<usize>) -> Option<String> {
    clause
        .clone()
        .rev()
        .filter(|&at| is_saying(talk.scan, at) && !talk.is_spoken(at))
        .find_map(|verb| {
            let start = (clause.start..verb).rev().find(|&at| stops(talk.scan, at));
            let end = (verb..clause.end).find(|&at| stops(talk.scan, at));
            let part = start.map_or(clause.start, |at| at + 1)..end.unwrap_or(clause.end);
            said(talk, verb, &part)
        })
}

/// Who does the saying of the verb at `verb`, by name or in the words of the text.
fn said(talk: Talk, verb: usize, clause: &Range<usize>) -> Option<String> {
    resolved(talk, doer(talk, verb, clause)?)
}

fn resolved(talk: Talk, doer: Doer) -> Option<String> {
    match doer {
        Doer::Named(name) => Some(name),
        Doer::Pronoun(at) => meant::pronoun(talk, at),
        // "That being said" is nobody.
        Doer::Described(words) if words.len() == 1 && points(talk.scan.lower(words.start)) => None,
        Doer::Described(words) => meant::described(talk, &words),
    }
}

/// `Smith: “…”`, `Smith was scathing: “…”`, `She is blunt: “…”`.
fn introduced(talk: Talk, start: usize, from: usize) -> Option<String> {
    let scan = talk.scan;
    let colon = (start.saturating_sub(3).max(from)..start)
        .rev()
        .find(|&at| scan.is_sign(at, ':'))?;
    if let Some(name) = talk
        .name_ending(colon)
        .filter(|name| can_speak(name.entity.kind))
    {
        return Some(name.entity.name.clone());
    }
    let near = colon.saturating_sub(FAR).max(from);
    let start = (near..colon).rev().find(|&at| stops(scan, at));
    let clause = start.map_or(near, |at| at + 1)..colon;
    said_or_subject(talk, &clause).or_else(|| resolved(talk, doer::opening(talk, &clause)?))
}

/// Who says something in a clause, or whom it is about.
fn said_or_subject(talk: Talk, clause: &Range<usize>) -> Option<String> {
    last_saying(talk, clause).or_else(|| resolved(talk, doer::subject(talk, clause)?))
}

/// Without a verb of saying beside the quotation: the first name of its sentence, when a verb of saying is in it.
fn sentence_subject(talk: Talk, at: usize, around: &Range<usize>) -> Option<String> {
    let offset = talk.scan.token(at)?.span.start;
    let unit = talk.units.get(outline::unit_at(talk.units, offset))?;
    let range = &unit.tokens;
    let range = range.start.max(around.start).max(at.saturating_sub(FAR))
        ..range.end.min(around.end).min(at + FAR);
    range
        .clone()
        .any(|at| talk.scan.has(at, Class::Report) && !talk.is_spoken(at))
        .then_some(())?;
    last_saying(talk, &(range.start..at.min(range.end)))
        .or_else(|| {
            talk.names_in(&range)
                .find(|name| can_speak(name.entity.kind) && !talk.is_spoken(name.tokens.start))
                .map(|name| name.entity.name.clone())
        })
        .or_else(|| resolved(talk, doer::opening(talk, &range)?))
}

/// `Flour has become dear, she says. “I pay twice …”`, `Lopez shrugs. “What can I do?”`: a quotation that is a sentence of
/// its own goes on with the speaker of the one before it, or with the person whom that one is about.
fn sentence_before(talk: Talk, start: usize, from: usize) -> Option<String> {
    let scan = talk.scan;
    let border = |range: Range<usize>| range.rev().find(|&at| scan.is_sign(at, BORDER));
    let near = start.saturating_sub(FAR).max(from);
    let end = border(start.saturating_sub(2).max(near)..start)?;
    let range = border(near..end).map_or(near, |at| at + 1)..end;
    last_saying(talk, &range).or_else(|| match doer::subject(talk, &range)? {
        Doer::Named(name) => talk
            .names_in(&range)
            .any(|known| {
                let given =
                    known.tokens.len() == 1 && scan.has(known.tokens.start, Class::GivenName);
                known.entity.name == name && (given || is_somebody(scan, known))
            })
            .then_some(name),
        Doer::Pronoun(at) => meant::pronoun(talk, at),
        Doer::Described(_) => None,
    })
}

const fn can_speak(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Person | EntityKind::Organization | EntityKind::Group
    )
}

/// Whether a name is a person's, as far as it can be told: what is not known for one may be one by its two plain words.
fn is_somebody(scan: &Scan, name: &Name) -> bool {
    let plain = |at: usize| {
        scan.token(at).is_some_and(|token| {
            token.case == Case::Capital && token.is_unknown() && !token.has(Class::Firm)
        })
    };
    name.entity.kind == EntityKind::Person
        || name.entity.kind == EntityKind::Organization
            && (2..=3).contains(&name.tokens.len())
            && name.tokens.clone().all(plain)
}

impl<'a> Talk<'a> {
    fn names_in(
        &self,
        range: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = &'a Name> + ExactSizeIterator + use<'a> {
        let first = self
            .names
            .partition_point(|name| name.tokens.start < range.start);
        let last = self
            .names
            .partition_point(|name| name.tokens.start < range.end)
            .max(first);
        self.names.get(first..last).unwrap_or_default().iter()
    }

    /// The name whose last word stands right before token `end`.
    fn name_ending(&self, end: usize) -> Option<&'a Name> {
        let next = self.names.partition_point(|name| name.tokens.end < end);
        self.names.get(next).filter(|name| name.tokens.end == end)
    }

    /// The name that begins at token `at`.
    fn name_at(&self, at: usize) -> Option<&'a Name> {
        let next = self.names.partition_point(|name| name.tokens.start < at);
        self.names.get(next).filter(|name| name.tokens.start == at)
    }

    /// Whether the token at `at` belongs to a name.
    fn is_name(&self, at: usize) -> bool {
        let next = self.names.partition_point(|name| name.tokens.end <= at);
        self.names
            .get(next)
            .is_some_and(|name| name.tokens.start <= at)
    }

    /// Whether the token at `at` lies between quotation marks.
    fn is_spoken(&self, at: usize) -> bool {
        let Some(token) = self.scan.token(at) else {
            return false;
        };
        let next = self
            .spoken
            .partition_point(|span| span.end <= token.span.start);
        self.spoken
            .get(next)
            .is_some_and(|span| span.contains(token.span.start))
    }
}
