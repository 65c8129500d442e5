//! Quotations: whose words they are, and which marks only set off a term.
//!
//! Marks are paired inside a paragraph; a paragraph that opens a quotation and does not close it is
//! continued by the next one. A speaker is looked for behind the quotation, then before it ("said Smith",
//! "Smith said", "according to Smith"); a pronoun stands for the last person named before it.

use super::entity::Name;
use super::lexicon::Class;
use super::outline::Unit;
use super::scan::Scan;
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::fact::{EntityKind, Quote, QuoteKind};
use crate::model::span::Span;
use std::ops::Range;

/// All quotations of the article's own text.
pub fn quotes(article: &Article, scan: &Scan, units: &[Unit], names: &[Name]) -> Vec<Quote> {
    let text: &str = &article.text;
    let mut found: Vec<Quote> = Vec::new();
    let mut open_speaker: Option<Option<String>> = None;
    for block in &article.blocks {
        if !matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quote
        ) {
            continue;
        }
        let (pairs, unclosed) = pairs(text, block.span);
        let continued = open_speaker.take();
        let mut last_speaker: Option<String> = None;
        for (index, pair) in pairs.iter().enumerate() {
            let tokens = scan.within(*pair);
            let around = scan.within(block.span);
            let direct = is_direct(scan, text, *pair, &tokens, &around);
            let mut speaker = if direct {
                speaker(scan, names, units, &tokens, &around)
            } else {
                None
            };
            if direct && speaker.is_none() {
                // An interrupted quotation goes on with the same speaker.
                speaker = if index == 0 {
                    continued.clone().flatten()
                } else {
                    last_speaker.clone()
                };
            }
            if direct {
                last_speaker.clone_from(&speaker);
            }
            found.push(Quote {
                span: *pair,
                speaker,
                kind: if direct {
                    QuoteKind::Direct
                } else {
                    QuoteKind::Term
                },
            });
        }
        if unclosed {
            open_speaker = Some(last_speaker.or(continued.flatten()));
        }
    }
    found
}

/// The spans between quotation marks of one paragraph, and whether the last one stays open.
fn pairs(text: &str, block: Span) -> (Vec<Span>, bool) {
    let slice = block.of(text);
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut previous = ' ';
    for (at, c) in slice.char_indices() {
        let next = slice
            .get(at + c.len_utf8()..)
            .and_then(|rest| rest.chars().next())
            .unwrap_or(' ');
        match open {
            None => {
                let close = match c {
                    '"' => '"',
                    '“' => '”',
                    '„' => '“',
                    '«' => '»',
                    '‘' => '’',
                    '\'' if !previous.is_alphanumeric() && next.is_alphanumeric() => '\'',
                    '「' => '」',
                    _ => {
                        previous = c;
                        continue;
                    }
                };
                open = Some((at + c.len_utf8(), close));
            }
            Some((start, close)) => {
                // An apostrophe inside a word closes nothing.
                let apostrophe = matches!(c, '\'' | '’') && next.is_alphanumeric();
                let closes = c == close || close == '”' && c == '"' || close == '“' && c == '”';
                if closes && !apostrophe {
                    let span = Span::new(block.start + start, block.start + at).trimmed(text);
                    if !span.is_empty() {
                        found.push(span);
                    }
                    open = None;
                }
            }
        }
        previous = c;
    }
    let Some((start, close)) = open else {
        return (found, false);
    };
    let span = Span::new(block.start + start, block.end).trimmed(text);
    let double = matches!(close, '”' | '"' | '»') && start <= 4;
    if double && span.len() > 20 {
        found.push(span);
    }
    (found, double)
}

/// Somebody's words rather than a term: long enough, or tied to a verb of saying.
fn is_direct(
    scan: &Scan,
    text: &str,
    pair: Span,
    tokens: &Range<usize>,
    around: &Range<usize>,
) -> bool {
    let words = tokens
        .clone()
        .filter(|&at| scan.token(at).is_some_and(super::scan::Token::is_word))
        .count();
    let ended = pair.of(text).ends_with([',', '.', '!', '?', '…']);
    let said = verb_near(scan, tokens, around);
    words >= 6 || words >= 2 && ended && said || words >= 3 && said
}

/// Whether a verb of saying stands within six tokens of the quotation.
fn verb_near(scan: &Scan, tokens: &Range<usize>, around: &Range<usize>) -> bool {
    let before = tokens.start.saturating_sub(7).max(around.start)..tokens.start;
    let behind = tokens.end..(tokens.end + 7).min(around.end);
    before.chain(behind).any(|at| scan.has(at, Class::Report))
}

/// How many names back a pronoun may point.
const REACH: usize = 60;

/// Who said it.
fn speaker(
    scan: &Scan,
    names: &[Name],
    units: &[Unit],
    tokens: &Range<usize>,
    around: &Range<usize>,
) -> Option<String> {
    let behind = tokens.end..(tokens.end + 14).min(around.end);
    let before = tokens.start.saturating_sub(14).max(around.start)..tokens.start;
    // Names up to the words behind the quotation; far earlier ones are out of reach of a pronoun.
    let last = names.partition_point(|name| name.tokens.start < behind.end.max(around.start + 1));
    let names = names
        .get(last.saturating_sub(REACH)..last)
        .unwrap_or_default();
    said_in(scan, names, &behind, true)
        .or_else(|| said_in(scan, names, &before, false))
        .or_else(|| sentence_subject(scan, names, units, tokens.start, around))
}

/// The name or pronoun tied to a verb of saying inside `range`; behind a quotation it must begin there.
fn said_in(scan: &Scan, names: &[Name], range: &Range<usize>, behind: bool) -> Option<String> {
    let mut verbs = range.clone().filter(|&at| scan.has(at, Class::Report));
    let verb = if behind {
        verbs.next()
    } else {
        verbs.next_back()
    }?;
    let stop = |at: usize| {
        matches!(
            scan.token(at).map(|t| t.kind),
            Some(super::scan::Kind::Sign(
                '"' | '“' | '”' | super::scan::BORDER
            ))
        )
    };
    if behind && (range.start + 1..verb).any(stop) {
        return None;
    }
    let is_speaker = |name: &&Name| {
        name.tokens.start >= range.start
            && name.tokens.end <= range.end
            && person_like(name.entity.kind)
    };
    let next = names
        .iter()
        .filter(is_speaker)
        .find(|name| name.tokens.start > verb && name.tokens.start <= verb + 5);
    let previous = names
        .iter()
        .filter(is_speaker)
        .rfind(|name| name.tokens.end <= verb);
    let chosen = if behind && verb <= range.start + 2 {
        next.or(previous)
    } else {
        previous.or(next)
    };
    if let Some(name) = chosen {
        return Some(prefer_person(names, name, verb).entity.name.clone());
    }
    let pronoun = (range.start..range.end)
        .filter(|at| at.abs_diff(verb) <= 2)
        .find(|&at| matches!(scan.lower(at), "he" | "she" | "they" | "it"))?;
    let persons = matches!(scan.lower(pronoun), "he" | "she");
    names
        .iter()
        .rev()
        .filter(|name| name.tokens.end <= pronoun)
        .find(|name| {
            if persons {
                name.entity.kind == EntityKind::Person
                    || name.tokens.len() == 2 && name.entity.kind == EntityKind::Organization
            } else {
                name.entity.kind == EntityKind::Organization
            }
        })
        .map(|name| name.entity.name.clone())
}

/// "said Smith, chief executive of Ford": of two names beside a verb the person speaks.
fn prefer_person<'a>(names: &'a [Name], chosen: &'a Name, verb: usize) -> &'a Name {
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

const fn person_like(kind: EntityKind) -> bool {
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
    let unit = units.get(super::outline::unit_at(units, offset))?;
    let range = scan.within(unit.span);
    let range = range.start.max(around.start).max(at.saturating_sub(REACH))
        ..range.end.min(around.end).min(at + REACH);
    range
        .clone()
        .any(|at| scan.has(at, Class::Report))
        .then_some(())?;
    names
        .iter()
        .find(|name| range.contains(&name.tokens.start) && person_like(name.entity.kind))
        .map(|name| name.entity.name.clone())
}
