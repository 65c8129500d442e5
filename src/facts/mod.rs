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

pub mod count;
pub mod date;
pub mod figure;
pub mod lexicon;
pub mod modifier;
pub mod money;
pub mod number;
pub mod scan;
pub mod unit;

use crate::model::article::{Article, Published};
use crate::model::block::BlockKind;
use crate::model::fact::{Fact, FactValue, Facts, Number, Sentence};
use crate::model::span::Span;
use crate::text::sentences;
use jiff::civil::Date;

/// The engine's number: stored facts with a lower one are made again in the background.
pub const ENGINE: u32 = 1;

/// Finds the facts of an article.
///
/// `reference` is the day that relative dates ("last quarter") count from; without it the article's own
/// date is taken, and without that they stay unresolved. Never fails: what is not understood is left out.
pub fn extract(article: &Article, reference: Option<Date>) -> Facts {
    let today = reference.or_else(|| article.metadata.published.map(Published::date));
    let text: &str = &article.text;
    let spans = sentence_spans(article);
    let borders: Vec<usize> = spans.iter().map(|(span, _)| span.start).collect();
    let scan = scan::Scan::with_borders(text, &borders);
    let readings = number::readings(&scan);
    let dates = date::dates(&scan, today);
    let figures = figure::figures(&scan, &readings, |token| {
        let next = dates.partition_point(|when| when.tokens.end <= token);
        dates
            .get(next)
            .is_some_and(|when| when.tokens.start <= token)
    });
    let mut facts = Vec::new();
    for when in dates {
        let sentence = spans.partition_point(|(span, _)| span.end <= when.span.start);
        if spans.get(sentence).is_some_and(|(_, own)| *own) {
            facts.push(Fact {
                kind: when.kind,
                span: when.span,
                sentence,
                value: FactValue::Date(when.value),
                subject: None,
                metric: None,
                period: None,
            });
        }
    }
    for figure in figures {
        let sentence = spans.partition_point(|(span, _)| span.end <= figure.span.start);
        if !spans.get(sentence).is_some_and(|(_, own)| *own) {
            continue;
        }
        facts.push(Fact {
            kind: figure.kind,
            span: figure.span,
            sentence,
            value: FactValue::Quantity(figure.quantity),
            subject: None,
            metric: None,
            period: None,
        });
    }
    facts.sort_by_key(|fact| (fact.span.start, fact.span.end));
    Facts {
        sentences: spans
            .iter()
            .map(|(span, _)| Sentence {
                span: *span,
                score: 0.0,
                reasons: Vec::new(),
            })
            .collect(),
        numbers: readings
            .iter()
            .filter(|reading| !reading.attached)
            .map(|reading| Number {
                span: reading.span,
                value: reading.value,
            })
            .collect(),
        facts,
        ..Facts::default()
    }
}

/// The sentences of an article, and whether each is the article's own text.
fn sentence_spans(article: &Article) -> Vec<(Span, bool)> {
    let mut spans = Vec::new();
    for block in &article.blocks {
        let own = !matches!(block.kind, BlockKind::Boilerplate | BlockKind::Related);
        if let Some(table) = &block.table {
            let cells = table.rows.iter().flatten().filter(|cell| !cell.is_empty());
            spans.extend(cells.map(|cell| (*cell, own)));
            continue;
        }
        if matches!(block.kind, BlockKind::Code | BlockKind::Rule) {
            continue;
        }
        spans.extend(
            sentences::split(&article.text, block.span)
                .into_iter()
                .map(|span| (span, own)),
        );
    }
    spans.sort_by_key(|(span, _)| span.start);
    spans
}

#[cfg(test)]
mod tests;
