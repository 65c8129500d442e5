//! The sentences that matter, with reasons in words.
//!
//! A sentence's weight is the sum of named features, each with one line in [`WEIGHTS`], a prior for the
//! section it stands in, and how near it is to what the whole article speaks about (the centroid of its
//! content words), more so near the beginning. A sentence that repeats an earlier one gives way to it.

mod weight;

use super::lexicon::Class;
use super::outline::Unit;
use super::scan::{Case, Scan};
use crate::model::block::SectionKind;
use crate::model::fact::{Entity, Fact, FactKind, KeyFact, Quote, QuoteKind, Sentence};
use crate::model::span::Span;
use std::collections::{HashMap, HashSet};
use weight::{Feature, WEIGHTS, Weight};

/// How much nearness to the article's centre counts at most.
const CENTRE: f64 = 2.2;
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
    pub repeats: &'a HashMap<usize, usize>,
}

/// Weighs every unit, and picks the key facts: items of key sections first, then the best sentences.
pub fn rank(scan: &Scan, units: &[Unit], found: &Found) -> (Vec<Sentence>, Vec<KeyFact>) {
    let centre = Centre::new(scan, units);
    let total = units.iter().filter(|unit| unit.own).count().max(1);
    let mut position = 0usize;
    let sentences: Vec<Sentence> = units
        .iter()
        .enumerate()
        .map(|(index, unit)| {
            let mut sentence = weigh(scan, unit, found);
            sentence.score += prior(unit.section);
            if unit.own {
                position += 1;
                let early = 1.0 / (1.0 + 4.0 * position as f64 / total as f64);
                sentence.score += centre.closeness(scan, unit.span) * CENTRE * (0.4 + early);
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
    let keys = pick(units, &sentences, found);
    (sentences, keys)
}

fn weigh(scan: &Scan, unit: &Unit, found: &Found) -> Sentence {
    let mut score = 0.0;
    let mut reasons = Vec::new();
    let seen = Seen::new(scan, unit);
    for Weight {
        feature,
        weight,
        reason,
    } in &WEIGHTS
    {
        if has(scan, unit, found, &seen, *feature) {
            score += weight;
            if !reason.is_empty() {
                reasons.push((*reason).to_owned());
            }
        }
    }
    if reasons.iter().any(|r| r == "percent" || r == "money") {
        reasons.retain(|r| r != "figure");
    }
    Sentence {
        span: unit.span,
        score,
        reasons,
    }
}

fn inside<T>(all: &[T], span: Span, place: impl Fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let first = all.partition_point(|item| place(item).end <= span.start);
    let last = all
        .partition_point(|item| place(item).start < span.end)
        .max(first);
    all.get(first..last).unwrap_or_default().iter()
}

/// What the words of a unit are, looked at once for all features.
struct Seen {
    /// The union of their classes.
    classes: u64,
    words: usize,
    past: bool,
}

impl Seen {
    fn new(scan: &Scan, unit: &Unit) -> Self {
        let mut seen = Self {
            classes: 0,
            words: 0,
            past: false,
        };
        for at in scan.within(unit.span) {
            let Some(token) = scan.token(at).filter(|token| token.is_word()) else {
                continue;
            };
            seen.words += 1;
            seen.classes |= token.word.map_or(0, super::lexicon::Word::classes);
            let word = scan.lower(at);
            seen.past |= word.len() > 4 && word.ends_with("ed")
                || matches!(
                    word,
                    "was" | "were" | "had" | "rose" | "fell" | "said" | "grew" | "won" | "lost"
                );
        }
        seen
    }
}

fn has(scan: &Scan, unit: &Unit, found: &Found, seen: &Seen, feature: Feature) -> bool {
    let class = |class: Class| seen.classes & (1 << class as u64) != 0;
    let fact = |kinds: &[FactKind]| {
        inside(found.facts, unit.span, |fact| fact.span).any(|fact| kinds.contains(&fact.kind))
    };
    match feature {
        Feature::Percent => fact(&[FactKind::Percent]),
        Feature::Money => fact(&[FactKind::Money]),
        Feature::Number => fact(&[
            FactKind::Money,
            FactKind::Percent,
            FactKind::Count,
            FactKind::Measure,
            FactKind::Duration,
        ]),
        Feature::Attribution => class(Class::Report),
        Feature::Comparison => class(Class::Comparison),
        Feature::Past => seen.past,
        Feature::TimeWord => class(Class::TimeWord) || fact(&[FactKind::Date, FactKind::Period]),
        Feature::Change => class(Class::Up) || class(Class::Down),
        Feature::Name => inside(found.entities, unit.span, |entity| entity.span)
            .next()
            .is_some(),
        Feature::Quote => inside(found.quotes, unit.span, |quote| quote.span)
            .any(|quote| quote.kind == QuoteKind::Direct),
        Feature::Question => unit
            .span
            .of(scan.text)
            .trim_end_matches(['"', '”', '’'])
            .ends_with(['?', '？']),
        Feature::Opinion => class(Class::Opinion),
        Feature::Modal => class(Class::Modal),
        Feature::FirstPerson => class(Class::FirstPerson),
        Feature::SecondPerson => class(Class::SecondPerson),
        Feature::Short => seen.words < 6,
    }
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

/// In which order the items of sections lead the panel.
const fn order(section: SectionKind) -> Option<u8> {
    Some(match section {
        SectionKind::KeyFacts => 0,
        SectionKind::KeyTakeaways => 1,
        SectionKind::WhatChanged => 2,
        SectionKind::WhyItMatters => 3,
        _ => return None,
    })
}

fn pick(units: &[Unit], sentences: &[Sentence], found: &Found) -> Vec<KeyFact> {
    let mut chosen: Vec<(u8, usize)> = units
        .iter()
        .enumerate()
        .filter(|(index, unit)| {
            unit.own && unit.item.is_some() && !found.repeats.contains_key(index)
        })
        .filter_map(|(index, unit)| Some((order(unit.section)?, index)))
        .collect();
    let leading: HashSet<usize> = chosen.iter().map(|(_, index)| *index).collect();
    let mut rest: Vec<usize> = (0..units.len())
        .filter(|index| {
            units.get(*index).is_some_and(|unit| {
                unit.own
                    && !(unit.heading || unit.cell || unit.pull_quote || unit.byline || unit.titled)
                    && unit.section != SectionKind::Timeline
                    && unit.span.len() >= 25
            }) && !found.repeats.contains_key(index)
                && !leading.contains(index)
        })
        .collect();
    let score = |index: usize| {
        sentences
            .get(index)
            .map_or(f64::MIN, |sentence| sentence.score)
    };
    rest.sort_by(|a, b| score(*b).total_cmp(&score(*a)).then(a.cmp(b)));
    rest.truncate(MOST.saturating_sub(chosen.len()).clamp(BEST.1, BEST.0));
    rest.retain(|index| score(*index) > 0.5);
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

/// How central each content word of the article is: 0 for one used once, up to 1 for the most used.
struct Centre {
    /// By [`Token::id`](super::scan::Token::id).
    weights: Vec<f64>,
}

impl Centre {
    fn new(scan: &Scan, units: &[Unit]) -> Self {
        let mut counts = vec![0u32; scan.distinct()];
        for unit in units.iter().filter(|unit| unit.own) {
            for id in content(scan, unit.span) {
                if let Some(count) = counts.get_mut(id) {
                    *count += 1;
                }
            }
        }
        let size = |count: u32| (1.0 + f64::from(count)).ln();
        let most = size(counts.iter().copied().max().unwrap_or(0).max(1));
        let weight = |count: u32| if count > 1 { size(count) / most } else { 0.0 };
        Self {
            weights: counts.into_iter().map(weight).collect(),
        }
    }

    /// From 0 to about 1: the mean weight of the unit's content words.
    fn closeness(&self, scan: &Scan, place: Span) -> f64 {
        let (mut sum, mut words) = (0.0, 0.0);
        for id in content(scan, place) {
            sum += self.weights.get(id).copied().unwrap_or(0.0);
            words += 1.0;
        }
        if words < 3.0 { 0.0 } else { sum / words }
    }
}

/// The numbers of a place's content words.
fn content<'a>(scan: &'a Scan, place: Span) -> impl Iterator<Item = usize> + 'a {
    scan.within(place)
        .filter(|&at| is_content(scan, at))
        .filter_map(|at| scan.token(at).map(|token| token.id as usize))
}

fn is_content(scan: &Scan, at: usize) -> bool {
    scan.token(at).is_some_and(|token| {
        token.is_word()
            && (token.span.len() > 2 || token.case == Case::Upper)
            && !token.word.is_some_and(super::lexicon::Word::is_function)
    })
}
