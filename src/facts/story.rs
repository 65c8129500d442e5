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
use std::collections::{BTreeMap, BTreeSet};

/// Articles at least this much alike tell the same story.
pub const SAME: f64 = 0.45;
/// Days that may lie between two reports of one story.
pub const DAYS: i64 = 7;

/// So many names are weighed, the weightiest first.
const NAMES: usize = 24;
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

/// What a story is recognised by.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    /// Names with their weights, the weightiest first: by these other reports are looked for.
    pub names: Vec<(String, f64)>,
    /// Numbers of the names that it is about, ascending.
    about: Vec<u32>,
    weights: Weights,
    words: Weights,
    figures: BTreeSet<String>,
}

/// Terms with their weights, and the length of the vector that they are.
#[derive(Debug, Clone, Default, PartialEq)]
struct Weights {
    of: BTreeMap<String, f64>,
    length: f64,
}

impl Profile {
    /// The profile of an article. `rarity` says of words side by side how rare they are among all articles:
    /// the logarithm of how many articles there are for one that has them.
    pub fn of(article: &Article, facts: &Facts, rarity: &mut dyn FnMut(&str) -> f64) -> Self {
        let title = article.metadata.title.as_deref().unwrap_or_default();
        let headline = Headline::of(title);
        let names = names(article, facts, &headline, rarity);
        Self {
            about: about(&names, &headline),
            weights: Weights::new(names.iter().cloned().collect()),
            words: Weights::new(words(article, facts, title, rarity)),
            names,
            figures: figures(facts),
        }
    }

    /// What the article is about, as numbers in four bytes each, to be kept for [`Profile::may_share`].
    pub fn about(&self) -> Vec<u8> {
        let names = self.about.iter();
        names.flat_map(|name| name.to_le_bytes()).collect()
    }

    /// Whether an article that is about these ([`Profile::about`]) may tell the same story as this one; `false` is certain.
    pub fn may_share(&self, about: &[u8]) -> bool {
        let (names, _) = about.as_chunks();
        let mut names = names.iter().map(|name| u32::from_le_bytes(*name));
        names.any(|name| self.about.contains(&name))
    }

    /// How much two articles are alike as stories, from 0 to 1; [`SAME`] and more is the same story.
    pub fn likeness(&self, other: &Self) -> f64 {
        // Most candidates end here, at the cheapest question.
        if !self.about.iter().any(|name| other.about.contains(name)) {
            return 0.0;
        }
        let [names, words, figures] = SHARES;
        let alike = self.weights.cosine(&other.weights);
        if alike < LEAST_NAMES {
            return 0.0;
        }
        let shared = self.figures.intersection(&other.figures).count();
        let in_figures = 1.0 - 0.5_f64.powi(i32::try_from(shared).unwrap_or(i32::MAX));
        names * alike + words * self.words.cosine(&other.words) + figures * in_figures
    }
}

fn names(
    article: &Article,
    facts: &Facts,
    headline: &Headline,
    rarity: &mut dyn FnMut(&str) -> f64,
) -> Vec<(String, f64)> {
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
    let mut names: Vec<(String, f64)> = counts
        .into_iter()
        .map(|(name, count)| {
            let told = if headline.names(&name) { HEADLINE } else { 0 };
            let weight = f64::from(count + told).ln_1p() * rarity(&name);
            (name, weight)
        })
        .collect();
    names.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    names.truncate(NAMES);
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

/// The names that an article is about, as numbers.
fn about(names: &[(String, f64)], headline: &Headline) -> Vec<u32> {
    let heaviest = match names {
        [first, second, ..] if first.1 < FAR_MORE * second.1 => None,
        names => names.first(),
    };
    let told = names.iter().filter(|(name, _)| headline.names(name));
    let mut about: Vec<u32> = told.chain(heaviest).map(|(name, _)| number(name)).collect();
    about.sort_unstable();
    about.dedup();
    about
}

/// The words of the headline and of the key facts.
fn words(
    article: &Article,
    facts: &Facts,
    title: &str,
    rarity: &mut dyn FnMut(&str) -> f64,
) -> BTreeMap<String, f64> {
    let mut words: BTreeMap<String, f64> = BTreeMap::new();
    let parts = facts
        .key_facts
        .iter()
        .map(|fact| fact.span.of(&article.text));
    for part in std::iter::once(title).chain(parts) {
        for (_, word) in tokens::tokens(part) {
            let says = word.len() >= SHORTEST && !word.bytes().all(|byte| byte.is_ascii_digit());
            if says && !words.contains_key(word.as_ref()) {
                let weight = rarity(&word);
                words.insert(word.into_owned(), weight);
            }
        }
    }
    words
}

/// Figures too special to stand in two stories by chance: ranges, and values of three digits that count.
fn figures(facts: &Facts) -> BTreeSet<String> {
    let mut figures = BTreeSet::new();
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
            figures.insert(format!(
                "{unit} {} {}",
                low.unwrap_or_default(),
                high.unwrap_or_default()
            ));
        }
    }
    figures
}

/// A number for a name (FNV-1a, 32 bits).
fn number(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

impl Weights {
    fn new(of: BTreeMap<String, f64>) -> Self {
        let length = of
            .values()
            .map(|weight| weight * weight)
            .sum::<f64>()
            .sqrt();
        Self { of, length }
    }

    /// The cosine of the angle between two: 1 when they point the same way, 0 when they share nothing.
    fn cosine(&self, other: &Self) -> f64 {
        let lengths = self.length * other.length;
        if lengths <= 0.0 {
            return 0.0;
        }
        let shared = self
            .of
            .iter()
            .filter_map(|(term, weight)| Some(weight * other.of.get(term)?));
        shared.sum::<f64>() / lengths
    }
}
