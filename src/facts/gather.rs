//! Figures and dates become facts: each gets its sentence, subject, metric and period.

use super::context;
use super::date::When;
use super::entity::Name;
use super::figure::Figure;
use super::outline::{self, Unit};
use super::scan::Scan;
use crate::model::fact::{EntityKind, Fact, FactKind, FactValue};
use std::collections::HashMap;
use std::ops::Range;

/// The facts of the article's own sentences, in order of the text.
pub fn facts(
    scan: &Scan,
    units: &[Unit],
    figures: Vec<Figure>,
    dates: Vec<When>,
    names: &[Name],
) -> Vec<Fact> {
    let main = main_name(units, names);
    let mut facts: Vec<Fact> = Vec::with_capacity(figures.len() + dates.len());
    let own = |offset: usize| {
        let at = outline::unit_at(units, offset);
        units
            .get(at)
            .filter(|unit| unit.own && !unit.pull_quote && unit.span.contains(offset))
            .map(|unit| (at, unit))
    };
    let starts: Vec<usize> = figures.iter().map(|figure| figure.span.start).collect();
    for figure in figures {
        let Some((sentence, unit)) = own(figure.span.start) else {
            continue;
        };
        // "⚡ 30-Second TL;DR", "5 Minutes with …": a span of time in a heading is about the page.
        if unit.heading && figure.kind == FactKind::Duration {
            continue;
        }
        let tokens = scan.within(unit.span);
        let first = names.partition_point(|name| name.tokens.end <= tokens.start);
        let last = names
            .partition_point(|name| name.tokens.start < tokens.end)
            .max(first);
        let local = names.get(first..last).unwrap_or_default();
        let found = context::context(scan, local, &tokens, &figure.tokens, main.as_deref());
        let period = period_of(&dates, unit, &figure.tokens, scan, &starts);
        facts.push(Fact {
            kind: figure.kind,
            span: figure.span,
            sentence,
            value: FactValue::Quantity(figure.quantity),
            subject: found.subject,
            metric: found.metric,
            period,
        });
    }
    for when in dates {
        if let Some((sentence, _)) = own(when.span.start) {
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
    facts.sort_by_key(|fact| (fact.span.start, fact.span.end));
    facts
}

/// The name that the article is about: the organisation it names most often, the earliest of several.
fn main_name(units: &[Unit], names: &[Name]) -> Option<String> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for name in names {
        let own = units
            .get(outline::unit_at(units, name.entity.span.start))
            .is_some_and(|unit| unit.own);
        if own && name.entity.kind == EntityKind::Organization {
            let entry = counts
                .entry(&name.entity.name)
                .or_insert((0, name.entity.span.start));
            entry.0 += 1;
        }
    }
    counts
        .into_iter()
        .max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)))
        .map(|(name, _)| name.to_owned())
}

/// The period a figure holds for: the first date between it and the next figure, else the last one before it.
/// Single days are when something was said rather than what it is about.
fn period_of(
    dates: &[When],
    unit: &Unit,
    figure: &Range<usize>,
    scan: &Scan,
    figures: &[usize],
) -> Option<crate::model::date::Period> {
    let first = dates.partition_point(|when| when.span.end <= unit.span.start);
    let last = dates
        .partition_point(|when| when.span.start < unit.span.end)
        .max(first);
    let local = dates.get(first..last)?;
    let fits = |when: &&When| {
        matches!(when.kind, FactKind::Date | FactKind::Period)
            && when.value.start != when.value.end
            && (when.value.start.is_some() || when.value.end.is_some())
    };
    let end = scan.span(figure.start, figure.end);
    let next_at = figures.partition_point(|start| *start < end.end);
    let next = figures.get(next_at).copied().unwrap_or(usize::MAX);
    let previous = figures
        .partition_point(|start| *start < end.start)
        .checked_sub(1)
        .and_then(|at| figures.get(at))
        .copied()
        .unwrap_or(0);
    let behind = local
        .iter()
        .filter(fits)
        .find(|when| when.span.start >= end.end && when.span.start < next);
    let before = local
        .iter()
        .rev()
        .filter(fits)
        .find(|when| when.span.end <= end.start && when.span.start >= previous);
    let only = || {
        let mut all = local.iter().filter(fits);
        all.next().filter(|_| all.next().is_none())
    };
    behind
        .or(before)
        .or_else(only)
        .map(|when| when.value.clone())
}
