//! What an article speaks about: how central its content words are, how near a sentence is to them, and which
//! sentences say it without saying the same twice.

use crate::facts::lexicon::Trait;
use crate::facts::outline::Unit;
use crate::facts::scan::{Case, Scan, Token};

/// The content words of each unit, in order.
pub(super) struct Content {
    /// By [`Token::id`](crate::facts::scan::Token::id).
    words: Vec<u32>,
    /// Where the words of each unit end.
    ends: Vec<usize>,
}

impl Content {
    pub(super) fn new(scan: &Scan, units: &[Unit]) -> Self {
        let mut words = Vec::with_capacity(scan.tokens.len() / 2);
        let ends = units.iter().map(|unit| {
            let tokens = scan.tokens.get(unit.tokens.clone()).unwrap_or_default();
            let content = tokens.iter().filter(|token| is_content(token));
            words.extend(content.map(|token| token.id));
            words.len()
        });
        let ends = ends.collect();
        Self { words, ends }
    }

    /// The words of the unit with this number.
    fn of(&self, unit: usize) -> impl Iterator<Item = usize> {
        let before = unit.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.copied().unwrap_or(0);
        let end = self.ends.get(unit).copied().unwrap_or(start);
        let words = self.words.get(start..end).unwrap_or_default();
        words.iter().map(|&id| id as usize)
    }
}

fn is_content(token: &Token) -> bool {
    token.is_word()
        && (token.span.len() > 2 || token.case == Case::Upper)
        && !token.is(Trait::Function)
}

/// The best of `candidates` (best first), each weighed again by how much of it has been said by those before it.
pub(super) fn unlike(
    scan: &Scan,
    content: &Content,
    candidates: &[usize],
    wanted: usize,
    score: impl Fn(usize) -> f64,
) -> Vec<usize> {
    // With what each can still gain at most: what is said again only takes away.
    let mut left: Vec<(usize, f64)> = candidates.iter().map(|&at| (at, score(at))).collect();
    // By the number of a word, whether a chosen sentence has it.
    let mut said = vec![false; scan.distinct()];
    let mut chosen = Vec::new();
    while chosen.len() < wanted {
        let mut best: Option<(usize, f64)> = None;
        for (place, (index, most)) in left.iter_mut().enumerate() {
            if best.is_some_and(|(_, gain)| *most <= gain) {
                continue;
            }
            *most = score(*index) - REDUNDANCY * said_again(content.of(*index), &said);
            if best.is_none_or(|(_, gain)| *most > gain) {
                best = Some((place, *most));
            }
        }
        let Some((place, _)) = best else { break };
        let (index, _) = left.remove(place);
        for word in content.of(index) {
            if let Some(said) = said.get_mut(word) {
                *said = true;
            }
        }
        chosen.push(index);
    }
    chosen
}

/// The share of a sentence's content words that have been said.
fn said_again(content: impl Iterator<Item = usize>, said: &[bool]) -> f64 {
    let (mut words, mut again) = (0usize, 0usize);
    for word in content {
        words += 1;
        again += usize::from(said.get(word) == Some(&true));
    }
    again as f64 / words.max(1) as f64
}

/// How many sentences are looked at twice, and below what score none is.
pub(super) const CANDIDATES: usize = 24;
pub(super) const LEAST: f64 = 0.3;
/// What a sentence loses whose every word has been said.
const REDUNDANCY: f64 = 4.0;

/// How central each content word of the article is.
pub(super) struct Centre {
    /// By [`Token::id`](crate::facts::scan::Token::id).
    words: Vec<Central>,
}

/// A word of the article.
#[derive(Clone, Copy, Default)]
struct Central {
    /// 0 for one used once, up to 1 for the most used.
    weight: f64,
    /// One more than the number of the unit in which it was met last.
    met: usize,
}

impl Centre {
    pub(super) fn new(scan: &Scan, units: &[Unit], content: &Content) -> Self {
        let mut counts = vec![0u32; scan.distinct()];
        let title = units
            .iter()
            .position(|unit| unit.own && (unit.heading || unit.titled));
        for (index, _) in units.iter().enumerate().filter(|(_, unit)| unit.own) {
            let times = if title == Some(index) && index < HEAD {
                TITLE
            } else {
                1
            };
            for id in content.of(index) {
                if let Some(count) = counts.get_mut(id) {
                    *count += times;
                }
            }
        }
        let size = |count: u32| (1.0 + f64::from(count)).ln();
        let most = size(counts.iter().copied().max().unwrap_or(0).max(1));
        let weight = |count: u32| if count > 1 { size(count) / most } else { 0.0 };
        let word = |count| Central {
            weight: weight(count),
            met: 0,
        };
        Self {
            words: counts.into_iter().map(word).collect(),
        }
    }

    /// From 0 to about 1: how much of the centre the distinct content words of the unit with this number are, for its
    /// length. A mean would favour the shortest sentences and a sum the longest ones; what is divided by grows slower
    /// than the words.
    pub(super) fn closeness(&mut self, content: &Content, number: usize) -> f64 {
        let (mut count, mut sum) = (0usize, 0.0);
        for id in content.of(number) {
            if let Some(word) = self.words.get_mut(id).filter(|word| word.met != number + 1) {
                word.met = number + 1;
                count += 1;
                sum += word.weight;
            }
        }
        if count < FEWEST {
            return 0.0;
        }
        // Three words more, so that a short sentence of common words is not the most central one.
        let length = (count + 3) as f64;
        sum / USUAL.powf(1.0 - LENGTH) / length.powf(LENGTH)
    }
}

/// Fewer content words are near nothing.
const FEWEST: usize = 3;
/// How fast what a sentence's weights are divided by grows with its words, and the length at which that changes nothing.
const LENGTH: f64 = 0.75;
const USUAL: f64 = 8.0;

/// How often a word of the title counts, and among how many units at the top a title is looked for.
const TITLE: u32 = 6;
const HEAD: usize = 3;
