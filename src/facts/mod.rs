//! Article → facts: figures, dates, names and quotes with their normalised values, the sentences that
//! matter with reasons in words, and the keys by which articles are compared.
//!
//! One pass: the text is scanned once into tokens ([`scan`]), closed lists say what each word can mean
//! ([`lexicon`]), and small hand-written automata read numbers ([`number`]), amounts ([`figure`]) and dates
//! from the tokens. No model, no network, no regular expression, no binary floating point for a value.
//! The same text always gives the same facts; time grows linearly with it.
//!
//! Extraction respects the article's structure: nothing in page furniture or in teasers of other stories
//! is taken for this article's facts (its numbers are listed, nothing more), and a pull quote counts once.

mod beginning;
pub mod change;
pub mod compare;
pub mod context;
pub mod count;
pub mod date;
pub mod entity;
pub mod figure;
mod gather;
pub mod keys;
pub mod lexicon;
pub mod modifier;
pub mod money;
pub mod number;
mod outline;
mod quote;
mod rank;
mod repeat;
pub mod scan;
pub mod story;
mod structure;
pub mod testimony;
pub mod unit;
pub mod value;

use crate::model::article::{Article, Published};
use crate::model::fact::{Entity, EntityKind, FactKind, Facts, Number};
use crate::model::judgement::Judgements;
use jiff::civil::Date;
use scan::Language;
use std::ops::Range;

/// The engine's number: stored facts with a lower one are made again in the background.
pub const ENGINE: u32 = 8;

/// What the engine cannot do for an article, in words for the reader; nothing for the languages it knows.
pub fn limits(article: &Article) -> Option<&'static str> {
    if article.text.len() > beginning::MOST {
        return Some("The text is very long: its facts are those of the first 2 MB.");
    }
    (Language::of(article.metadata.language.as_deref()) == Language::Other).then_some(
        "Figures in digits and dates in digits are read; number words, quotations and names are not known in this language.",
    )
}

/// Finds the facts of an article.
///
/// `reference` is the day that relative dates ("last quarter") count from; without it the article's own
/// date is taken, and without that they stay unresolved. Never fails: what is not understood is left out.
pub fn extract(article: &Article, reference: Option<Date>) -> Facts {
    let begun = beginning::of(article);
    let article = begun.as_ref().unwrap_or(article);
    let mut units = outline::units(article);
    let borders: Vec<usize> = units.iter().map(|unit| unit.span.start).collect();
    let mut scan = scan::Scan::with_borders(&article.text, &borders);
    scan.language = Language::of(article.metadata.language.as_deref());
    outline::place(&mut units, &scan);
    let today = reference
        .or_else(|| article.metadata.published.map(Published::date))
        .or_else(|| gather::dateline(&scan, &units));
    scan.numbers = number::Numbers::of(&scan);
    let mut dates = date::dates(&scan, today);
    let figures = figure::figures(&scan, scan.numbers.all(), |token| {
        let next = dates.partition_point(|when| when.tokens.end <= token);
        dates
            .get(next)
            .is_some_and(|when| when.tokens.start <= token)
    });
    let mut names = entity::names(&scan, |token| {
        let offset = scan.token(token).map_or(0, |token| token.span.start);
        units
            .get(outline::unit_at(&units, offset))
            .is_some_and(|unit| unit.heading || unit.cell || unit.titled || !unit.own)
    });
    dates.retain(|when| !entity::is_named(&names, when.span));
    // "New Year's Day", "65.3 US cents": words of a date or of a price name nobody.
    let mut told = dates.iter().map(|when| &when.tokens).peekable();
    let mut priced = figures
        .iter()
        .filter(|figure| figure.kind == FactKind::Money)
        .map(|figure| &figure.tokens)
        .peekable();
    names.retain(|name| {
        let holds = |tokens: &Range<usize>| {
            tokens.start <= name.tokens.start && name.tokens.end <= tokens.end
        };
        while told
            .next_if(|tokens| tokens.end <= name.tokens.start)
            .is_some()
        {}
        while priced
            .next_if(|tokens| tokens.end <= name.tokens.start)
            .is_some()
        {}
        let nobody = told.peek().is_some_and(|tokens| holds(tokens))
            || priced.peek().is_some_and(|tokens| holds(tokens));
        !nobody || name.entity.kind == EntityKind::Person
    });
    let clocks = date::clocks(&scan, &dates);
    let quotes = quote::quotes(article, &scan, &units, &names);
    let mut facts = gather::facts(&scan, &units, figures, dates, clocks, &names);
    facts.extend(structure::facts(article, &scan, &units, &quotes, today));
    facts.sort_by_key(|fact| (fact.span.start, fact.span.end, fact.kind));
    let entities: Vec<Entity> = names.into_iter().map(|name| name.entity).collect();
    let repeats = repeat::repeats(&scan, &units);
    let (mut sentences, key_facts) = rank::rank(
        &scan,
        &units,
        &rank::Found {
            facts: &facts,
            entities: &entities,
            quotes: &quotes,
            repeats: &repeats,
        },
    );
    // Told and kept in thousandths: what is finer says nothing.
    for sentence in &mut sentences {
        sentence.score = (sentence.score * 1000.0).round() / 1000.0;
    }
    let numbers = scan
        .numbers
        .all()
        .iter()
        .filter(|reading| !reading.attached)
        .map(|reading| Number {
            span: reading.span,
            value: reading.value,
        })
        .collect();
    Facts {
        sentences,
        key_facts,
        facts,
        numbers,
        entities,
        quotes,
        duplicates: repeat::groups(&units, &repeats),
        judgements: Judgements::default(),
    }
}

#[cfg(test)]
mod tests;
