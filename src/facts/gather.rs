//! Figures and dates become facts: each gets its sentence, subject, metric and period.

use super::context;
use super::date::When;
use super::entity::Name;
use super::figure::Figure;
use super::lexicon::Class;
use super::outline::{self, Unit};
use super::scan::Scan;
use crate::model::fact::{EntityKind, Fact, FactKind, FactValue};
use crate::text::hash::ByWord;
use jiff::civil::Date;
use std::collections::HashMap;
use std::ops::Range;

/// How many tokens before and behind a figure its subject, metric and period are looked for.
const BEFORE: usize = 80;
const BEHIND: usize = 60;

/// The facts of the article's own sentences, in order of the text.
pub fn facts(
    scan: &Scan,
    units: &[Unit],
    figures: Vec<Figure>,
    dates: Vec<When>,
    clocks: Vec<When>,
    names: &[Name],
) -> Vec<Fact> {
    let main = main_name(units, names);
    let meant = Meant::new(units, names, main.as_deref());
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
        // "⚡ 30-Second TL;DR", "5 Minutes with …": a span of time that opens a heading is about the page.
        if unit.heading && figure.kind == FactKind::Duration && opens(scan, unit, &figure.tokens) {
            continue;
        }
        // What stands far away says nothing of the figure, and a sentence may be as long as the text.
        let sentence_tokens = &unit.tokens;
        let tokens = figure
            .tokens
            .start
            .saturating_sub(BEFORE)
            .max(sentence_tokens.start)
            ..(figure.tokens.end + BEHIND).min(sentence_tokens.end);
        let first = names.partition_point(|name| name.tokens.end <= tokens.start);
        let last = names
            .partition_point(|name| name.tokens.start < tokens.end)
            .max(first);
        let local = names.get(first..last).unwrap_or_default();
        let found = context::context(
            scan,
            local,
            &tokens,
            &figure.tokens,
            meant.at(sentence),
            figure.kind == FactKind::Duration,
        );
        let subject = found
            .subject
            .filter(|_| !is_former(scan, &tokens, &figure.tokens));
        let period = period_of(&dates, &tokens, &figure.tokens, scan, &starts);
        facts.push(Fact {
            kind: figure.kind,
            span: figure.span,
            sentence,
            value: FactValue::Quantity(figure.quantity),
            subject,
            // "reserve capacity two quarters ahead" tells when, and measures nothing.
            metric: found.metric.filter(|_| {
                figure.kind != FactKind::Duration
                    || !matches!(
                        scan.lower(figure.tokens.end),
                        "ahead" | "ago" | "earlier" | "later" | "before" | "after"
                    )
            }),
            period,
        });
    }
    for when in dates.into_iter().chain(clocks) {
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

/// Whether a figure is what something was before it changed: "raised it from $40 billion to $66 billion", "up from 12".
/// It has no subject, so that it is never compared with what holds now.
fn is_former(scan: &Scan, sentence: &Range<usize>, figure: &Range<usize>) -> bool {
    let sign = |at: usize| !scan.token(at).is_some_and(super::scan::Token::is_word);
    let limits = |at: usize| {
        sign(at)
            || matches!(
                scan.lower(at),
                "about" | "around" | "between" | "nearly" | "roughly" | "a" | "the"
            )
    };
    let Some(from) = (figure.start.saturating_sub(4).max(sentence.start)..figure.start)
        .rev()
        .find(|&at| !limits(at))
    else {
        return false;
    };
    let changes = |at: usize| scan.has(at, Class::Up) || scan.has(at, Class::Down);
    scan.lower(from) == "from" && (from.saturating_sub(14).max(sentence.start)..from).any(changes)
}

/// Whether only marks and pictures stand before the figure in its heading.
fn opens(scan: &Scan, unit: &Unit, figure: &Range<usize>) -> bool {
    !(unit.tokens.start..figure.start)
        .any(|at| scan.token(at).is_some_and(super::scan::Token::is_word))
}

/// The day in the byline, for an article whose own date is not known otherwise.
pub fn dateline(scan: &Scan, units: &[Unit]) -> Option<Date> {
    let day = |at: usize| {
        let value = super::date::when(scan, at, None)?.value;
        value
            .start
            .filter(|start| value.end.as_ref() == Some(start))?
            .parse()
            .ok()
    };
    units
        .iter()
        .filter(|unit| unit.byline)
        .find_map(|unit| unit.tokens.clone().find_map(day))
}

/// The name that the article is about: the organisation it names most often, when it is most of what is named.
fn main_name(units: &[Unit], names: &[Name]) -> Option<String> {
    let mut counts: HashMap<&str, (usize, usize), ByWord> = HashMap::default();
    let mut all = 0;
    for name in names {
        let own = units
            .get(outline::unit_at(units, name.entity.span.start))
            .is_some_and(|unit| unit.own);
        if own && name.entity.kind == EntityKind::Organization {
            all += 1;
            let entry = counts
                .entry(&name.entity.name)
                .or_insert((0, name.entity.span.start));
            entry.0 += 1;
        }
    }
    counts
        .into_iter()
        .max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first)))
        .filter(|(_, (count, _))| count * 3 >= all)
        .map(|(name, _)| name.to_owned())
}

/// Whom "it" and "the company" mean in each sentence: the organisation that opens one of the sentences right
/// before it, else what the whole article is about.
struct Meant<'a> {
    /// The organisation that opens a unit, for each that does, in order.
    actors: Vec<(usize, &'a str)>,
    main: Option<&'a str>,
}

/// How many sentences back a name is still meant.
const MEANT: usize = 3;

impl<'a> Meant<'a> {
    fn new(units: &[Unit], names: &'a [Name], main: Option<&'a str>) -> Self {
        let mut actors: Vec<(usize, &str)> = Vec::new();
        for name in names {
            if name.entity.kind != EntityKind::Organization {
                continue;
            }
            let at = outline::unit_at(units, name.entity.span.start);
            let first = units.get(at).map_or(0, |unit| unit.tokens.start);
            if name.tokens.start > first + 2 {
                continue;
            }
            if actors.last().is_none_or(|(last, _)| *last != at) {
                actors.push((at, &name.entity.name));
            }
        }
        Self { actors, main }
    }

    fn at(&self, unit: usize) -> Option<&'a str> {
        let next = self.actors.partition_point(|(at, _)| *at < unit);
        next.checked_sub(1)
            .and_then(|last| self.actors.get(last))
            .filter(|(at, _)| unit - at <= MEANT)
            .map(|(_, name)| *name)
            .or(self.main)
    }
}

/// The period a figure holds for: the first date between it and the next figure, else the last one before it.
/// Single days are when something was said rather than what it is about; a period that is named and not known is
/// none, and no other one stands for it.
fn period_of(
    dates: &[When],
    near: &Range<usize>,
    figure: &Range<usize>,
    scan: &Scan,
    figures: &[usize],
) -> Option<crate::model::date::Period> {
    let first = dates.partition_point(|when| when.tokens.end <= near.start);
    let last = dates
        .partition_point(|when| when.tokens.start < near.end)
        .max(first);
    let local = dates.get(first..last)?;
    let fits = |when: &&When| {
        matches!(when.kind, FactKind::Date | FactKind::Period) && when.value.start != when.value.end
    };
    // "last quarter" in a text without a date: when it was, nobody knows, and it is not when something else was.
    let unknown = |when: &When| {
        let value = &when.value;
        let resolved = value.start.is_some() || value.end.is_some();
        value.relative.is_some() && !resolved && value.grain.as_deref() != Some("day")
    };
    let tells = |when: &&When| fits(when) || unknown(when);
    let end = scan.span(figure.start, figure.end);
    let next_at = figures.partition_point(|start| *start < end.end);
    let next = figures.get(next_at).copied().unwrap_or(usize::MAX);
    let previous = figures
        .partition_point(|start| *start < end.start)
        .checked_sub(1)
        .and_then(|at| figures.get(at))
        .copied()
        .unwrap_or(0);
    let open = |when: &When| when.value.start.is_none() != when.value.end.is_none();
    let between =
        |when: &When, parts: &dyn Fn(usize) -> bool| (figure.end..when.tokens.start).any(parts);
    // "…; in 2025 they were": that of the next figure. "…, the fastest growth since 2022", "… and wants to double it by
    // 2027": not when the figure holds.
    let apart = |when: &When| {
        let since = open(when) && when.value.end.is_none();
        let joined = |at| matches!(scan.lower(at), "and" | "but" | "while" | "which" | "until");
        let ended = between(when, &|at| scan.is_sign(at, ';'));
        when.span.start >= end.end && (since || ended || open(when) && between(when, &joined))
    };
    // "grew 40%, and the company said that it would be short until June": a clause of its own.
    let clause = |when: &&When| {
        !between(when, &|at| {
            scan.is_sign(at, ';')
                || scan.is_sign(at, ',') && matches!(scan.lower(at + 1), "and" | "but" | "while")
        })
    };
    let behind = local
        .iter()
        .filter(tells)
        .find(|when| when.span.start >= end.end && when.span.start < next)
        .filter(|when| !apart(when) && clause(when));
    let before = local
        .iter()
        .rev()
        .filter(tells)
        .find(|when| when.span.end <= end.start && when.span.start >= previous);
    let only = || {
        let mut all = local.iter().filter(fits);
        all.next()
            .filter(|when| all.next().is_none() && !apart(when) && clause(when))
    };
    behind
        .or(before)
        .or_else(only)
        .filter(|when| !unknown(when))
        .map(|when| when.value.clone())
}
