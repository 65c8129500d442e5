//! Facts that the article's structure states: table cells, timeline events, statements of key sections, quotations.

use super::date;
use super::outline::{self, Unit};
use super::scan::Scan;
use crate::model::article::Article;
use crate::model::block::SectionKind;
use crate::model::fact::{Fact, FactKind, FactValue, Quote, QuoteKind};
use crate::model::span::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The facts of tables, timelines, key sections and direct quotations, in no order.
pub fn facts(
    article: &Article,
    scan: &Scan,
    units: &[Unit],
    quotes: &[Quote],
    today: Option<Date>,
) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut cells: BTreeSet<Span> = article
        .blocks
        .iter()
        .filter_map(|block| block.table.as_ref())
        .flat_map(|table| table.rows.iter().flatten().copied())
        .collect();
    for section in &article.sections {
        match section.kind {
            SectionKind::Timeline => {
                for row in &section.rows {
                    if let [day, event] = row.as_slice() {
                        found.extend(event_of(scan, units, *day, *event, today));
                    }
                }
            }
            SectionKind::Table => cells.extend(section.rows.iter().flatten()),
            SectionKind::KeyFacts
            | SectionKind::KeyTakeaways
            | SectionKind::WhatChanged
            | SectionKind::Prediction => {
                found.extend(
                    section.items.iter().filter_map(|item| {
                        fact(units, FactKind::Statement, *item, FactValue::None)
                    }),
                );
            }
            _ => {}
        }
    }
    for cell in cells {
        found.extend(fact(
            units,
            FactKind::TableCell,
            cell.trimmed(&article.text),
            FactValue::None,
        ));
    }
    let direct = quotes
        .iter()
        .filter(|quote| quote.kind == QuoteKind::Direct);
    found.extend(direct.filter_map(|quote| {
        let mut fact = fact(units, FactKind::Quote, quote.span, FactValue::None)?;
        fact.subject.clone_from(&quote.speaker);
        Some(fact)
    }));
    found
}

/// A row of a timeline: the event's words with the day of the row.
fn event_of(
    scan: &Scan,
    units: &[Unit],
    day: Span,
    event: Span,
    today: Option<Date>,
) -> Option<Fact> {
    let mut tokens = scan.within(day);
    let when = tokens.find_map(|at| date::when(scan, at, today))?;
    fact(units, FactKind::Event, event, FactValue::Date(when.value))
}

fn fact(units: &[Unit], kind: FactKind, span: Span, value: FactValue) -> Option<Fact> {
    let sentence = outline::unit_at(units, span.start);
    let unit = units
        .get(sentence)
        .filter(|unit| unit.own && unit.span.overlaps(span))?;
    (!span.is_empty() && !unit.pull_quote).then_some(Fact {
        kind,
        span,
        sentence,
        value,
        subject: None,
        metric: None,
        period: None,
    })
}
