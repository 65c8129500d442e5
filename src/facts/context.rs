//! What a figure is about: its subject, what of the subject is measured, and when it holds.
//!
//! All three are read from the figure's own sentence, from the words next to it outwards. What is not
//! said there stays unknown: a missing subject only keeps two figures from being compared, a wrong one
//! would make them disagree.

mod owner;

use super::entity::Name;
use super::lexicon::Class;
use super::scan::{BORDER, Kind, Scan};
use crate::model::fact::EntityKind;
use owner::{aged, clause_owner, is_passed, refers, tied};
use std::ops::Range;

/// Subject and metric of a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The name of whom or what it is about, in its full form.
    pub subject: Option<String>,
    /// What is measured, lower case, in one of its ways of saying it.
    pub metric: Option<String>,
}

/// Reads the context of the figure at `figure` inside the sentence at `sentence` (token positions).
/// `meant` is the name that "the company" and "its" stand for here; `time` tells a span of time, of which
/// only a listed metric is measured.
pub fn context(
    scan: &Scan,
    names: &[Name],
    sentence: &Range<usize>,
    figure: &Range<usize>,
    meant: Option<&str>,
    time: bool,
) -> Context {
    let local: Vec<&Name> = names
        .iter()
        .filter(|name| sentence.contains(&name.tokens.start) && can_own(name.entity.kind))
        .collect();
    let actors: Vec<&Name> = local
        .iter()
        .copied()
        .filter(|name| !is_passed(scan, sentence, name))
        .collect();
    let left = metric_before(scan, &local, sentence, figure.start);
    let found = left.metric.is_some();
    let right = if found {
        Phrase::default()
    } else {
        metric_behind(scan, &local, sentence, figure.end)
    };
    let metric = left
        .metric
        .or(right.metric)
        .filter(|metric| !time || metric.split(' ').any(is_listed));
    let subject = aged(scan, &local, figure)
        .or_else(|| tied(scan, &local, figure))
        .or(left.owner)
        .or(right.owner)
        .or_else(|| clause_owner(scan, &actors, sentence, figure))
        .or_else(|| {
            refers(scan, sentence)
                .then(|| meant.map(str::to_owned))
                .flatten()
        });
    Context { subject, metric }
}

const fn can_own(kind: EntityKind) -> bool {
    matches!(
        kind,
        EntityKind::Organization | EntityKind::Place | EntityKind::Person | EntityKind::Product
    )
}

fn is_listed(word: &str) -> bool {
    super::lexicon::word(word).is_some_and(|word| word.has(Class::Metric))
}

#[derive(Debug, Default)]
struct Phrase {
    metric: Option<String>,
    owner: Option<String>,
}

fn name_ending<'a>(names: &[&'a Name], end: usize) -> Option<&'a Name> {
    names.iter().copied().find(|name| name.tokens.end == end)
}

fn name_at<'a>(names: &[&'a Name], at: usize) -> Option<&'a Name> {
    names.iter().copied().find(|name| name.tokens.contains(&at))
}

/// Walks left from the figure over light words, and over "at NAME", to the noun phrase that is measured.
fn metric_before(scan: &Scan, names: &[&Name], sentence: &Range<usize>, from: usize) -> Phrase {
    let mut at = from;
    let mut owner = None;
    let mut steps = 0;
    // A noun that is no listed metric needs a word that ties it: "headroom was 5", "output of 5".
    let mut tied = false;
    let mut linked = true;
    while at > sentence.start && steps < 14 {
        let last = at - 1;
        steps += 1;
        if let Some(name) = name_ending(names, at) {
            let before = name
                .tokens
                .start
                .checked_sub(1)
                .map_or("", |b| scan.lower(b));
            if !matches!(before, "at" | "for" | "of" | "in" | "on" | "by") {
                break;
            }
            owner.get_or_insert_with(|| name.entity.name.clone());
            at = name.tokens.start - 1;
            continue;
        }
        let Some(token) = scan.token(last) else { break };
        match token.kind {
            Kind::Sign('$' | '€' | '£' | '~' | '-' | '(') => at = last,
            Kind::Sign(_) | Kind::Digits => break,
            Kind::Word => {
                let word = token.word;
                let metric =
                    word.is_some_and(|w| w.has(Class::Metric)) && !is_verb_here(scan, last);
                let light = word.is_some_and(|w| {
                    w.is_function()
                        || w.has(Class::Verb)
                        || w.has(Class::Report)
                        || w.has(Class::Up)
                        || w.has(Class::Down)
                        || w.has(Class::Modal)
                        || w.has(Class::Comparison)
                }) || word.is_some_and(|w| w.month.is_some() || w.time.is_some());
                if matches!(
                    scan.lower(last),
                    "and" | "but" | "while" | "which" | "because"
                ) && scan.lower(last) != "and"
                {
                    break;
                }
                if metric || !light && linked && tied && is_noun(scan, last) {
                    return noun_phrase(scan, names, sentence, at, owner);
                }
                if !light {
                    break;
                }
                linked &= links(scan, last);
                tied |= ties(scan, last);
                at = last;
            }
        }
    }
    Phrase {
        metric: None,
        owner,
    }
}

/// Whether a word ties a value to what is measured ("headroom *of* 5", "output *stood at* 5"). A noun that is
/// no listed metric is only taken for one over such words: in "the completion of a 350,000 GPU cluster" it is not.
fn links(scan: &Scan, at: usize) -> bool {
    let limits = matches!(
        scan.lower(at),
        "to" | "by"
            | "more"
            | "less"
            | "than"
            | "over"
            | "under"
            | "about"
            | "around"
            | "nearly"
            | "almost"
            | "between"
            | "least"
            | "most"
            | "up"
            | "approximately"
            | "roughly"
            | "from"
            | "estimated"
            | "projected"
            | "increased"
            | "decreased"
    );
    let moves = [Class::Up, Class::Down, Class::Adverb];
    ties(scan, at) || limits || moves.into_iter().any(|class| scan.has(at, class))
}

/// The words that say what a noun amounts to; the others ("over", "about", "up to") only limit the value.
fn ties(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.lower(at),
        "of" | "at"
            | "was"
            | "is"
            | "were"
            | "are"
            | "be"
            | "reached"
            | "reaches"
            | "hit"
            | "hits"
            | "stood"
            | "stands"
            | "totaled"
            | "totalled"
            | "averaged"
            | "exceeded"
            | "exceeds"
            | "came"
            | "remained"
    ) || scan.has(at, Class::Up) && scan.lower(at) != "up"
        || scan.has(at, Class::Down) && scan.lower(at) != "down"
}

/// A word that may be a noun and names no actor, scale or place in a row.
fn is_noun(scan: &Scan, at: usize) -> bool {
    let word = scan.lower(at);
    let known = scan.known(at);
    let participle = at.checked_sub(1).is_some_and(|before| {
        scan.has(before, Class::Auxiliary) || scan.has(before, Class::Pronoun)
    });
    scan.token(at).is_some_and(super::scan::Token::is_word)
        && word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.len() > 1
        && !word.ends_with("ly")
        && !word.ends_with("ed")
        && !word.ends_with("ing")
        && !participle
        && !known.is_some_and(|w| {
            w.scale.is_some()
                || w.ordinal.is_some()
                || w.cardinal.is_some()
                || w.unit.is_some()
                || w.has(Class::Generic)
                || w.has(Class::Weak)
                || w.has(Class::People)
                || w.has(Class::Adjective)
                || w.has(Class::Nationality)
        })
}

/// "costs $5", "needs 3": a word of both classes is a verb when a name or pronoun stands before it.
fn is_verb_here(scan: &Scan, at: usize) -> bool {
    let both = scan.has(at, Class::Verb) || scan.has(at, Class::Up) || scan.has(at, Class::Down);
    both && at.checked_sub(1).is_some_and(|before| {
        scan.has(before, Class::Pronoun)
            || scan
                .token(before)
                .is_some_and(super::scan::Token::is_capitalised)
            || scan.has(before, Class::Auxiliary)
            || scan.has(before, Class::Modal)
    })
}

/// The noun phrase that ends before token `end`, and the name that owns it ("Meta's ad revenue").
fn noun_phrase(
    scan: &Scan,
    names: &[&Name],
    sentence: &Range<usize>,
    end: usize,
    owner: Option<String>,
) -> Phrase {
    let mut start = end;
    while start > sentence.start && end - start < 4 {
        let last = start - 1;
        if name_at(names, last).is_some() {
            break;
        }
        let Some(token) = scan.token(last).filter(|t| t.is_word()) else {
            break;
        };
        let stop = token.word.is_some_and(|w| {
            w.is_function()
                || w.has(Class::Report)
                || (w.has(Class::Verb) && !w.has(Class::Metric))
                || w.has(Class::Modal)
                || w.month.is_some()
        });
        if stop || possessive_s(scan, last) {
            break;
        }
        start = last;
    }
    let mut owner = owner;
    let mut before = start;
    if before > sentence.start && possessive_s(scan, before - 1) {
        before -= 2;
    } else if before > sentence.start
        && matches!(
            scan.token(before - 1).map(|t| t.kind),
            Some(Kind::Sign('\'' | '’'))
        )
    {
        before -= 1;
    }
    if before < start
        && let Some(name) = name_ending(names, before)
    {
        owner = Some(name.entity.name.clone());
    }
    let words: Vec<&str> = (start..end)
        .filter(|&at| !scan.has(at, Class::Adjective))
        .map(|at| scan.lower(at))
        .filter(|word| !word.is_empty())
        .collect();
    Phrase {
        metric: (!words.is_empty()).then(|| metric_name(&words.join(" "))),
        owner,
    }
}

/// The `s` of a possessive.
fn possessive_s(scan: &Scan, at: usize) -> bool {
    scan.lower(at) == "s"
        && at > 0
        && matches!(
            scan.token(at - 1).map(|t| t.kind),
            Some(Kind::Sign('\'' | '’'))
        )
        && scan.glued(at)
}

/// How far behind a figure what it measures may stand: `a 20% year-over-year increase in Meta's ad revenue`.
const BEHIND: usize = 14;

/// `$5 billion in revenue`, `a 20% increase in Meta's ad revenue`, `$145B AI spend`.
fn metric_behind(scan: &Scan, names: &[&Name], sentence: &Range<usize>, from: usize) -> Phrase {
    let mut at = from;
    while at < sentence.end && at < from + BEHIND {
        let Some(token) = scan.token(at) else { break };
        if name_at(names, at).is_some() || possessive_s(scan, at) {
            at += 1;
            continue;
        }
        match token.kind {
            Kind::Sign('-' | '\'' | '’') => {}
            Kind::Word => {
                if token.has(Class::Metric)
                    && !is_verb_here(scan, at)
                    && !scan.has(at + 1, Class::Metric)
                {
                    return noun_phrase(scan, names, &(from..sentence.end), at + 1, None);
                }
                let light = token.has(Class::Up)
                    || token.has(Class::Down)
                    || token.has(Class::TimeWord)
                    || matches!(
                        scan.lower(at),
                        "in" | "of"
                            | "its"
                            | "their"
                            | "the"
                            | "over"
                            | "on"
                            | "a"
                            | "annual"
                            | "for"
                            | "total"
                            | "year"
                    );
                let noun = token.is_unknown()
                    || token.has(Class::Adjective)
                    || token.has(Class::Acronym)
                    || token.has(Class::Organization);
                if !light && !noun {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    Phrase::default()
}

/// One name for the ways of saying a metric.
fn metric_name(words: &str) -> String {
    let words = words
        .replace("capital expenditures", "capex")
        .replace("capital expenditure", "capex")
        .replace("capital spending", "capex")
        .replace("capital outlays", "capex");
    match words.as_str() {
        "revenues" | "turnover" | "sales" => "revenue".to_owned(),
        "profits" => "profit".to_owned(),
        "employees" | "workforce" | "staff" => "headcount".to_owned(),
        _ => words,
    }
}

/// Whether the token at `at` ends a clause.
pub fn ends_clause(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.token(at).map(|t| t.kind),
        Some(Kind::Sign('.' | ';' | ':' | BORDER))
    )
}
