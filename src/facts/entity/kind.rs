//! What a name names, as far as its words or its neighbours tell it.

use super::run::{is_month_name, is_role};
use crate::facts::lexicon::Class;
use crate::facts::scan::{Case, Kind, Scan};
use crate::model::fact::EntityKind;
use std::ops::Range;

/// What the name at `run` names, where its words or its neighbours tell it.
pub(super) fn kind(scan: &Scan, run: &Range<usize>) -> Option<EntityKind> {
    let has = |class: Class| run.clone().any(|at| scan.has(at, class));
    if run
        .clone()
        .any(|at| scan.token(at).is_some_and(|t| t.kind == Kind::Digits))
    {
        return Some(EntityKind::Product);
    }
    if is_ticker(scan, run) {
        return Some(EntityKind::Ticker);
    }
    let given = scan.has(run.start, Class::GivenName) || is_month_name(scan, run.start);
    let titled = has_title(scan, run.start);
    if titled && given {
        return Some(EntityKind::Person);
    }
    if has(Class::Legal) || has(Class::Organization) {
        return Some(EntityKind::Organization);
    }
    let place = |at: usize| scan.has(at, Class::PlaceName) || scan.has(at, Class::Place);
    let in_place = run.len() > 1 && scan.has(run.end - 1, Class::Place);
    if titled || given && run.len() > 1 && !(place(run.start) && in_place) {
        return Some(EntityKind::Person);
    }
    if in_place || run.len() <= 2 && run.clone().all(place) {
        return Some(EntityKind::Place);
    }
    if is_apposed(scan, run) {
        return Some(EntityKind::Person);
    }
    is_where(scan, run).then_some(EntityKind::Place)
}

/// `(NVDA)`, `(NASDAQ: NVDA)`.
fn is_ticker(scan: &Scan, run: &Range<usize>) -> bool {
    let before = run.start.checked_sub(1);
    run.len() == 1
        && before.is_some_and(|b| scan.is_sign(b, '(') || scan.is_sign(b, ':'))
        && scan.is_sign(run.end, ')')
        && scan.token(run.start).is_some_and(|t| t.case == Case::Upper)
        && scan.written(run.start).len() <= 5
}

/// Whether a title or a role stands right before: "Mr. Stone", "captain Ada Lind". A role tells it only of a whole name,
/// since "carmaker" and "author" may stand before other words as well.
fn has_title(scan: &Scan, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    let title = |at: usize| scan.has(at, Class::Title);
    title(before)
        || scan.is_sign(before, '.') && before > 0 && title(before - 1)
        || is_role(scan, before) && !scan.has(start, Class::Firm)
}

/// "Elena Marsh, 34,", "Elena Marsh, a nurse", "Elena Marsh, who", "Elena Marsh and her brother": what is told in such
/// words is told of people.
fn is_apposed(scan: &Scan, run: &Range<usize>) -> bool {
    let plain = (2..=3).contains(&run.len())
        && run.clone().all(|at| {
            scan.token(at)
                .is_some_and(|token| token.case == Case::Capital && token.is_unknown())
        });
    if !plain {
        return false;
    }
    let at = run.end;
    if scan.lower(at) == "and" && matches!(scan.lower(at + 1), "his" | "her") {
        return true;
    }
    if !scan.is_sign(at, ',') {
        return false;
    }
    let age = scan
        .token(at + 1)
        .is_some_and(|age| age.kind == Kind::Digits && age.span.len() == 2);
    let role = || {
        (at + 1..at + 6)
            .take_while(|&word| {
                scan.token(word)
                    .is_some_and(|token| token.case == Case::Lower)
                    && !scan.has(word, Class::Preposition)
            })
            .any(|word| scan.has(word, Class::Title) || scan.has(word, Class::Role))
    };
    age && scan.is_sign(at + 2, ',')
        || matches!(scan.lower(at + 1), "who" | "whose")
        || scan.lower(at + 1) == "head" && scan.lower(at + 2) == "of"
        || role()
}

/// "in Leeds", but not "a stake in Northwind": the word before the preposition says where money or trust goes.
fn is_where(scan: &Scan, run: &Range<usize>) -> bool {
    let unknown = |at: usize| {
        scan.token(at).is_some_and(|token| {
            token.case == Case::Capital && token.is_unknown() && !token.has(Class::Firm)
        })
    };
    let Some(before) = run.start.checked_sub(1) else {
        return false;
    };
    let into = before.checked_sub(1).is_some_and(|at| {
        let word = scan.lower(at);
        scan.has(at, Class::Metric)
            || [
                "invest",
                "stake",
                "holding",
                "confidence",
                "interest",
                "belie",
                "trust",
                "faith",
            ]
            .iter()
            .any(|stem| word.starts_with(stem))
    });
    run.len() == 1 && unknown(run.start) && scan.lower(before) == "in" && !into
}
