//! Whether two articles tell the same story: the same event, each in its own words.
//!
//! Three things are weighed: the names that both are about, rare names counting most; the words of
//! headlines and key facts; and the figures that are too special to meet by chance. Names come first:
//! articles that are not about one of the same names (in the headline, or named far more than any other)
//! tell different stories, whatever else they share; so a roundup of many firms tells none of theirs. How rare a name or
//! word is says whoever keeps the articles. A wrong "same story" costs more trust than a missed one.

use super::entity::canonical;
use super::keys::head;
use crate::model::article::Article;
use crate::model::fact::{FactValue, Facts};
use crate::model::quantity::Unit;
use crate::model::span::Span;
use crate::text::tokens;
use rust_decimal::Decimal;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

/// Articles at least this much alike tell the same story.
pub const SAME: f64 = 0.45;
/// Days that may lie between two reports of one story.
pub const DAYS: i64 = 7;

/// So many names are told, those named most often, and so many words, the first ones.
const MOST_NAMES: usize = 64;
const MOST_WORDS: usize = 128;
/// So many names are weighed, the weightiest first.
const NAMES: usize = 24;
/// By so many of them an article finds others and is found, besides by those that it is about.
const PROMINENT: usize = 8;
/// A name of the headline counts as if the text named it so many times more.
const HEADLINE: u32 = 4;
/// Shorter words say nothing of a story, unless a script is written without spaces.
const SHORTEST: usize = 4;
/// Without a place in the headline, a name is what an article is about when it weighs so many times the next one.
const FAR_MORE: f64 = 1.3;
/// Names that are alike below this, and no story is the same.
const LEAST_NAMES: f64 = 0.35;
/// What names, words and figures contribute.
const SHARES: [f64; 3] = [0.55, 0.2, 0.25];

/// What an article tells by which its story is recognised, whatever else there is in the library. Names and words are
/// told by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Telling {
    names: Vec<Named>,
    /// Of headline and key facts, ascending, each once.
    words: Vec<u32>,
    /// Numbers of the figures, ascending, each once.
    figures: Vec<u32>,
}

/// A name that an article tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    number: u32,
    /// How often, the headline counting for more.
    told: u32,
    /// Whether the headline has it.
    in_headline: bool,
}

impl Telling {
    /// What an article tells.
    pub fn of(article: &Article, facts: &Facts) -> Self {
        let title = article.metadata.title.as_deref().unwrap_or_default();
        Self {
            names: names(article, facts, &Headline::of(title)),
            words: words(article, facts, title),
            figures: figures(facts),
        }
    }

    /// Numbers of the names and of the words that the article tells, ascending, each once: for each of them it is known
    /// how many articles tell it.
    pub fn terms(&self) -> Vec<u32> {
        let names = self.names.iter().map(|name| name.number);
        sorted(names.chain(self.words.iter().copied()).collect())
    }
}

/// What a story is recognised by: what an article tells, and how much each of it weighs among all articles.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    /// The names by which other reports find this one, and are found.
    pub prominent: Vec<Prominent>,
    /// Numbers of the names that it is about, ascending.
    about: Vec<u32>,
    names: Weights,
    words: Weights,
    figures: Vec<u32>,
}

/// A name by which reports of one story find each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prominent {
    /// Its number.
    pub name: u32,
    /// How much it weighs in the article.
    pub weight: f64,
    /// Whether the article is about it.
    pub is_about: bool,
}

/// Terms with their weights, ascending by their numbers, and the length of the vector that they are.
#[derive(Debug, Clone, Default, PartialEq)]
struct Weights {
    of: Vec<(u32, f64)>,
    length: f64,
}

impl Profile {
    /// The profile of what an article tells. `rarity` says of a name or a word how rare it is among all articles:
    /// the logarithm of how many articles there are for one that tells it.
    pub fn of(telling: &Telling, rarity: &mut dyn FnMut(u32) -> f64) -> Self {
        let mut heaviest: Vec<(Named, f64)> = telling
            .names
            .iter()
            .map(|name| (*name, f64::from(name.told).ln_1p() * rarity(name.number)))
            .collect();
        heaviest.sort_by(|a, b| {
            b.1.total_cmp(&a.1)
                .then_with(|| a.0.number.cmp(&b.0.number))
        });
        heaviest.truncate(NAMES);
        let about = about(&heaviest);
        let names = heaviest.iter().map(|(name, weight)| (name.number, *weight));
        let words = telling.words.iter().map(|word| (*word, rarity(*word)));
        let prominent = names
            .clone()
            .enumerate()
            .filter_map(|(at, (name, weight))| {
                let is_about = about.contains(&name);
                (is_about || at < PROMINENT).then_some(Prominent {
                    name,
                    weight,
                    is_about,
                })
            });
        Self {
            prominent: prominent.collect(),
            words: Weights::new(words.collect()),
            names: Weights::new(names.collect()),
            about,
            figures: telling.figures.clone(),
        }
    }

    /// Whether the article is about no name above others: it tells no story then.
    pub const fn is_about_nothing(&self) -> bool {
        self.about.is_empty()
    }

    /// How much two articles are alike as stories, from 0 to 1; [`SAME`] and more is the same story.
    pub fn likeness(&self, other: &Self) -> f64 {
        // Most candidates end here, at the cheapest question.
        if !self.about.iter().any(|name| other.about.contains(name)) {
            return 0.0;
        }
        let [names, words, figures] = SHARES;
        let alike = self.names.cosine(&other.names);
        if alike < LEAST_NAMES {
            return 0.0;
        }
        let shared = self.figures.iter();
        let shared = shared.filter(|figure| other.figures.binary_search(figure).is_ok());
        let in_figures = 1.0 - 0.5_f64.powi(i32::try_from(shared.count()).unwrap_or(i32::MAX));
        names * alike + words * self.words.cosine(&other.words) + figures * in_figures
    }
}

fn names(article: &Article, facts: &Facts, headline: &Headline) -> Vec<Named> {
    let metadata = &article.metadata;
    let own: Vec<String> = [&metadata.site, &metadata.byline, &metadata.original_source]
        .into_iter()
        .flatten()
        .map(|name| canonical(name))
        .collect();
    let furniture: Vec<Span> = article
        .blocks
        .iter()
        .filter(|block| block.kind.is_furniture())
        .map(|block| block.span)
        .collect();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for entity in &facts.entities {
        let name = canonical(&entity.name);
        if name.is_empty()
            || own.contains(&name)
            || furniture
                .iter()
                .any(|span| span.contains(entity.span.start))
        {
            continue;
        }
        *counts.entry(name).or_default() += 1;
    }
    let told = |(name, count): (String, u32)| {
        let in_headline = headline.names(&name);
        Named {
            number: number(&name),
            told: if in_headline { count + HEADLINE } else { count },
            in_headline,
        }
    };
    let mut names: Vec<Named> = counts.into_iter().map(told).collect();
    if names.len() > MOST_NAMES {
        names.sort_by_key(|name| Reverse(name.told));
        names.truncate(MOST_NAMES);
        names.shrink_to_fit();
    }
    names
}

/// A headline's words, folded once for all the names that are looked for in it.
struct Headline(String);

impl Headline {
    fn of(title: &str) -> Self {
        Self(format!(" {}", tokens::stream(title)))
    }

    /// Whether it holds a name, as whole words.
    fn names(&self, name: &str) -> bool {
        self.0.contains(&format!(" {}", tokens::stream(name)))
    }
}

/// Numbers of the names that an article is about, of its weightiest ones.
fn about(names: &[(Named, f64)]) -> Vec<u32> {
    let heaviest = match names {
        [first, second, ..] if first.1 < FAR_MORE * second.1 => None,
        names => names.first(),
    };
    let told = names.iter().filter(|(name, _)| name.in_headline);
    sorted(told.chain(heaviest).map(|(name, _)| name.number).collect())
}

/// The words of the headline and of the key facts, the first ones.
fn words(article: &Article, facts: &Facts, title: &str) -> Vec<u32> {
    let parts = facts
        .key_facts
        .iter()
        .map(|fact| fact.span.of(&article.text));
    let words = std::iter::once(title).chain(parts).flat_map(tokens::tokens);
    let telling = words.filter(|(_, word)| {
        word.len() >= SHORTEST && !word.bytes().all(|byte| byte.is_ascii_digit())
    });
    let numbers = telling.map(|(_, word)| number(&word));
    sorted(numbers.take(MOST_WORDS).collect())
}

/// Numbers ascending, each once.
fn sorted(mut numbers: Vec<u32>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.shrink_to_fit();
    numbers
}

/// Figures too special to stand in two stories by chance: ranges, and values of three digits that count.
fn figures(facts: &Facts) -> Vec<u32> {
    let mut figures = Vec::new();
    for fact in &facts.facts {
        let FactValue::Quantity(quantity) = &fact.value else {
            continue;
        };
        let special = |value: &Decimal| {
            value
                .normalize()
                .mantissa()
                .unsigned_abs()
                .to_string()
                .trim_end_matches('0')
                .len()
                >= 3
        };
        let bounds = [quantity.low, quantity.high];
        let range = matches!(bounds, [Some(low), Some(high)] if low != high);
        if range || bounds.iter().flatten().any(special) {
            let unit = match &quantity.unit {
                Unit::Count(noun) => head(noun).to_lowercase(),
                unit => unit.to_string(),
            };
            let [low, high] = bounds.map(|bound| bound.map(|value| value.normalize().to_string()));
            figures.push(number(&format!(
                "{unit} {} {}",
                low.unwrap_or_default(),
                high.unwrap_or_default()
            )));
        }
    }
    sorted(figures)
}

/// A number for a name (FNV-1a, 32 bits).
fn number(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

impl Weights {
    fn new(mut of: Vec<(u32, f64)>) -> Self {
        of.sort_unstable_by_key(|(term, _)| *term);
        let squares = of.iter().map(|(_, weight)| weight * weight);
        let length = squares.sum::<f64>().sqrt();
        Self { of, length }
    }

    /// The cosine of the angle between two: 1 when they point the same way, 0 when they share nothing.
    fn cosine(&self, other: &Self) -> f64 {
        let lengths = self.length * other.length;
        if lengths <= 0.0 {
            return 0.0;
        }
        let (mut mine, mut theirs, mut shared) = (self.of.as_slice(), other.of.as_slice(), 0.0);
        while let ([a, more @ ..], [b, rest @ ..]) = (mine, theirs) {
            match a.0.cmp(&b.0) {
                Ordering::Less => mine = more,
                Ordering::Greater => theirs = rest,
                Ordering::Equal => {
                    shared += a.1 * b.1;
                    (mine, theirs) = (more, rest);
                }
            }
        }
        shared / lengths
    }
}
