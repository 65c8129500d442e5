//! The sentences that matter, with reasons in words.
//!
//! A sentence's weight has two parts. What it is worth by itself is the sum of named features, each with one line
//! in [`WEIGHTS`]: a lone sentence of a speech is judged by these alone. In an article how near it is to what the
//! whole speaks about (the centroid of its content words, those of the title first) counts more, above all near the
//! beginning, and a prior for the section it stands in; quoted words and sentences that lean on the one before count
//! less. Of sentences that say the same, the later gives way.

mod centre;
mod weight;

use super::lexicon::{Class, Trait, Traits, Word};
use super::outline::Unit;
use super::scan::{Kind, Scan, Token};
use crate::model::block::SectionKind;
use crate::model::fact::{Entity, Fact, FactKind, KeyFact, Quote, QuoteKind, Sentence};
use crate::model::span::Span;
use crate::text::hash::ByWord;
use centre::{CANDIDATES, Centre, Content, LEAST, unlike};
use std::collections::HashMap;
use weight::{Mark, Seen, WEIGHTS, Weight};

/// How much nearness to the article's centre counts at the beginning of an article.
const CENTRE: f64 = 7.0;
/// What the features of a sentence count beside the centre in an article of many sentences.
const WORTH: f64 = 0.2;
/// What a sentence of nothing but somebody's words loses: they comment more often than they tell what happened.
const SPOKEN: f64 = 1.0;
/// What a sentence loses that begins with a word for what the sentence before says: alone it is not understood.
const LEANING: f64 = 0.4;
/// How many sentences an article has before the centre says more than the features.
const MANY: usize = 5;
/// How many of the best sentences follow the items of key sections at most, and at least.
const BEST: (usize, usize) = (8, 3);
/// How many key facts an article has, unless its own key sections have more.
const MOST: usize = 12;

/// What ranking looks at beside the units themselves.
pub struct Found<'a> {
    /// The facts, in order of the text.
    pub facts: &'a [Fact],
    /// The names.
    pub entities: &'a [Entity],
    /// The quotations.
    pub quotes: &'a [Quote],
    /// Groups of units that say the same words.
    pub repeats: &'a HashMap<usize, usize, ByWord>,
}

/// Weighs every unit, and picks the key facts: items of key sections first, then the best sentences.
pub fn rank(scan: &Scan, units: &[Unit], found: &Found) -> (Vec<Sentence>, Vec<KeyFact>) {
    let content = Content::new(scan, units);
    let mut centre = Centre::new(scan, units, &content);
    let total = units.iter().filter(|unit| unit.own).count().max(1);
    let worth = if total < MANY { 1.0 } else { WORTH };
    let mut position = 0usize;
    let sentences: Vec<Sentence> = units
        .iter()
        .enumerate()
        .map(|(index, unit)| {
            let mut sentence = weigh(scan, unit, found);
            sentence.score = sentence.score * worth + prior(unit.section);
            if unit.own {
                if total >= MANY {
                    sentence.score +=
                        centre.closeness(&content, index) * CENTRE * early(position, total)
                            - SPOKEN * spoken(scan, unit, found)
                            - if leans(scan, unit) { LEANING } else { 0.0 };
                }
                position += 1;
                if !unit.heading && position <= 4 {
                    sentence.reasons.push("early".to_owned());
                }
            } else {
                sentence.score -= 6.0;
            }
            if let Some(earlier) = found.repeats.get(&index) {
                sentence.score -= 3.0;
                sentence
                    .reasons
                    .push(format!("repeats sentence {}", earlier + 1));
            }
            if unit.heading || unit.cell {
                sentence.score -= 2.0;
            }
            if let Some(label) = item_reason(unit) {
                sentence.reasons.insert(0, label);
            }
            sentence
        })
        .collect();
    let keys = pick(scan, units, &sentences, &content, found);
    (sentences, keys)
}

/// What the place of a sentence counts, from 1 at the beginning to about a third at the end: news says first what matters.
fn early(position: usize, total: usize) -> f64 {
    let place = position as f64 / total as f64;
    0.3 + 0.7 / (1.0 + 4.0 * place + 0.05 * position as f64)
}

/// The share of a sentence that is directly quoted, between marks: an interview without them is nothing but quotations.
fn spoken(scan: &Scan, unit: &Unit, found: &Found) -> f64 {
    let marked = |quote: &Quote| {
        let before = scan.text.get(..quote.span.start);
        before.is_some_and(|before| !before.ends_with(char::is_whitespace))
    };
    let quoted: usize = inside(found.quotes, unit.span, |quote| quote.span)
        .filter(|quote| quote.kind == QuoteKind::Direct && marked(quote))
        .map(|quote| {
            let start = quote.span.start.max(unit.span.start);
            quote.span.end.min(unit.span.end).saturating_sub(start)
        })
        .sum();
    quoted as f64 / unit.span.len().max(1) as f64
}

/// Whether the first word of a sentence leans on the sentence before: "He", "This", "But".
fn leans(scan: &Scan, unit: &Unit) -> bool {
    let first = unit
        .tokens
        .clone()
        .find(|&at| scan.token(at).is_some_and(Token::is_word));
    first.is_some_and(|at| {
        matches!(
            scan.lower(at),
            "he" | "she"
                | "it"
                | "they"
                | "his"
                | "her"
                | "its"
                | "their"
                | "this"
                | "that"
                | "these"
                | "those"
                | "there"
                | "but"
                | "and"
        )
    })
}

fn weigh(scan: &Scan, unit: &Unit, found: &Found) -> Sentence {
    let seen = seen(scan, unit, found);
    let mut score = 0.0;
    let mut reasons = Vec::new();
    for Weight {
        any,
        weight,
        reason,
    } in &WEIGHTS
    {
        if seen.meets(*any) {
            score += weight;
            if !reason.is_empty() {
                reasons.push((*reason).to_owned());
            }
        }
    }
    if seen.meets(Seen::kinds(&[FactKind::Percent, FactKind::Money])) {
        reasons.retain(|reason| reason != "figure");
    }
    Sentence {
        span: unit.span,
        score,
        reasons,
    }
}

/// Those of `all`, which are in order of the text, that lie in `span`.
fn inside<T>(all: &[T], span: Span, place: impl Fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let first = all.partition_point(|item| place(item).end <= span.start);
    let rest = all.get(first..).unwrap_or_default().iter();
    rest.take_while(move |item| place(item).start < span.end)
}

/// What stands in a unit, looked at once for all features.
fn seen(scan: &Scan, unit: &Unit, found: &Found) -> Seen {
    let mut seen = Seen::default();
    let (mut words, mut digits, mut traits) = (0, false, Traits::default());
    for token in scan.tokens.get(unit.tokens.clone()).unwrap_or_default() {
        match token.kind {
            Kind::Word => {
                words += 1;
                traits |= token.traits;
                seen.words |= token.word.map_or(0, Word::classes);
            }
            Kind::Digits => digits = true,
            Kind::Sign(_) => {}
        }
    }
    for fact in inside(found.facts, unit.span, |fact| fact.span) {
        seen |= Seen::kinds(&[fact.kind]);
    }
    let mut names = inside(found.entities, unit.span, |entity| entity.span);
    let mut quotes = inside(found.quotes, unit.span, |quote| quote.span);
    let ending = unit.span.of(scan.text).trim_end_matches(['"', '”', '’']);
    seen.note(Mark::Past, traits.has(Trait::Past));
    seen.note(Mark::Number, digits || traits.has(Trait::Number));
    seen.note(Mark::Name, names.next().is_some());
    seen.note(
        Mark::Quote,
        quotes.any(|quote| quote.kind == QuoteKind::Direct),
    );
    seen.note(Mark::Question, ending.ends_with(['?', '？']));
    seen.note(Mark::Short, words < 6);
    seen.note(Mark::Long, words >= 12);
    seen.note(
        Mark::Personal,
        seen.has_both(Class::FirstPerson, Class::Kin),
    );
    seen
}

/// How much a section's place says by itself.
const fn prior(section: SectionKind) -> f64 {
    match section {
        SectionKind::KeyFacts => 3.0,
        SectionKind::KeyTakeaways => 2.6,
        SectionKind::WhatChanged => 2.2,
        SectionKind::Timeline => 1.6,
        SectionKind::WhyItMatters => 1.2,
        SectionKind::Lead => 1.0,
        SectionKind::Technical => 0.6,
        SectionKind::Prediction => 0.5,
        SectionKind::Related | SectionKind::Boilerplate => -6.0,
        _ => 0.0,
    }
}

fn item_reason(unit: &Unit) -> Option<String> {
    let number = unit.item?;
    let name = match unit.section {
        SectionKind::KeyFacts => "key fact",
        SectionKind::KeyTakeaways => "key takeaway",
        SectionKind::WhatChanged => "what changed",
        SectionKind::WhyItMatters => "why it matters",
        SectionKind::Timeline => "timeline",
        SectionKind::Prediction => "prediction",
        _ => return None,
    };
    Some(format!("{name} {number}"))
}

/// In which order the items of sections lead the panel; `None` for what is no such item.
const fn leads(unit: &Unit) -> Option<u8> {
    if !unit.own || unit.item.is_none() {
        return None;
    }
    Some(match unit.section {
        SectionKind::KeyFacts => 0,
        SectionKind::KeyTakeaways => 1,
        SectionKind::WhatChanged => 2,
        SectionKind::WhyItMatters => 3,
        _ => return None,
    })
}

/// How many words a line has at least that is a key fact without ending as a sentence does.
const WHOLE: usize = 12;

/// What is no statement: a short line that no sign ends (a title, a label, the words under a picture), and a line that
/// only leads in what follows it.
fn is_fragment(scan: &Scan, unit: &Unit) -> bool {
    let text = unit.span.of(scan.text);
    text.ends_with(':')
        || !text.ends_with(|c: char| !c.is_alphanumeric())
            && text.split_whitespace().count() < WHOLE
}

fn pick(
    scan: &Scan,
    units: &[Unit],
    sentences: &[Sentence],
    content: &Content,
    found: &Found,
) -> Vec<KeyFact> {
    let mut chosen: Vec<(u8, usize)> = units
        .iter()
        .enumerate()
        .filter(|(index, _)| !found.repeats.contains_key(index))
        .filter(|(_, unit)| !unit.span.of(scan.text).ends_with(':'))
        .filter_map(|(index, unit)| Some((leads(unit)?, index)))
        .collect();
    let mut rest: Vec<usize> = (0..units.len())
        .filter(|index| {
            units.get(*index).is_some_and(|unit| {
                unit.own
                    && !(unit.heading || unit.cell || unit.pull_quote || unit.byline || unit.titled)
                    && unit.section != SectionKind::Timeline
                    && unit.span.len() >= 25
                    && !is_fragment(scan, unit)
                    && leads(unit).is_none()
            }) && !found.repeats.contains_key(index)
        })
        .collect();
    let score = |index: usize| {
        sentences
            .get(index)
            .map_or(f64::MIN, |sentence| sentence.score)
    };
    rest.sort_by(|a, b| score(*b).total_cmp(&score(*a)).then(a.cmp(b)));
    rest.truncate(CANDIDATES);
    rest.retain(|index| score(*index) > LEAST);
    let wanted = MOST.saturating_sub(chosen.len()).clamp(BEST.1, BEST.0);
    let rest = unlike(scan, content, &rest, wanted, score);
    chosen.extend(rest.into_iter().map(|index| (4, index)));
    chosen.sort_by_key(|(order, _)| *order);
    chosen
        .into_iter()
        .enumerate()
        .filter_map(|(rank, (_, index))| {
            let (unit, sentence) = (units.get(index)?, sentences.get(index)?);
            let first = found
                .facts
                .partition_point(|fact| fact.span.start < unit.span.start);
            let last = found
                .facts
                .partition_point(|fact| fact.span.start < unit.span.end)
                .max(first);
            let mut reasons = sentence.reasons.clone();
            if reasons.is_empty() {
                reasons.push("central".to_owned());
            }
            Some(KeyFact {
                span: unit.span,
                rank: rank + 1,
                reasons,
                facts: (first..last).collect(),
            })
        })
        .collect()
}
