//! What a name names, as far as its words or its neighbours tell it.

use super::place::{is_land, is_site, is_where};
use super::run::{is_month_name, is_role};
use crate::facts::lexicon::{Class, Trait};
use crate::facts::scan::{BORDER, Case, Kind, Scan};
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
    if titled
        || given && run.len() > 1 && !(place(run.start) && in_place) && !is_site(scan, run.end - 1)
    {
        return Some(EntityKind::Person);
    }
    if has_initials(scan, run) {
        return Some(EntityKind::Person);
    }
    if in_place || is_land(scan, run) || run.len() <= 2 && run.clone().all(place) {
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
    if does_what_people_do(scan, at) || is_he_or_she(scan, at) || is_introduced(scan, run.start) {
        return true;
    }
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

/// How far behind a name "his" or "her" may stand.
const REACH: usize = 14;

/// "Bukayo Saka, back after 11 weeks out, scored his 15th goal": of a firm one says "its". No other name stands between.
fn is_he_or_she(scan: &Scan, at: usize) -> bool {
    for next in at..at + REACH {
        let Some(token) = scan.token(next) else {
            return false;
        };
        match token.kind {
            Kind::Sign('.' | ';' | '"' | '“' | '”' | BORDER) => return false,
            Kind::Word if matches!(scan.lower(next), "his" | "her" | "himself" | "herself") => {
                return true;
            }
            Kind::Word if token.is_capitalised() => return false,
            _ => {}
        }
    }
    false
}

/// "said his lawyer, Renee Fontenot": a role and a comma stand before the name.
fn is_introduced(scan: &Scan, start: usize) -> bool {
    start > 1
        && scan.is_sign(start - 1, ',')
        && scan
            .token(start - 2)
            .is_some_and(|token| token.case == Case::Lower)
        && (scan.has(start - 2, Class::Title) || scan.has(start - 2, Class::Role))
        && (start.saturating_sub(5)..start - 2).any(|at| {
            matches!(
                scan.lower(at),
                "his" | "her" | "their" | "its" | "the" | "a"
            )
        })
}

/// "Jayson Tatum scored", "Lena Ford was jailed".
fn does_what_people_do(scan: &Scan, at: usize) -> bool {
    if scan.has(at, Class::Speech) {
        return true;
    }
    if !scan.token(at).is_some_and(|token| token.is(Trait::Past)) {
        return false;
    }
    let was = scan.lower(at) == "was";
    let verb = at + usize::from(was) + usize::from(was && scan.lower(at + 1) == "been");
    match scan.lower(verb) {
        "scored" | "batted" | "bowled" | "testified" | "resigned" | "retired" | "pleaded" => !was,
        "born" | "arrested" | "jailed" | "convicted" | "sentenced" | "stabbed" | "diagnosed" => was,
        _ => false,
    }
}

/// "C.S. Venkatakrishnan", but not "U.S. Steel": initials and a surname.
fn has_initials(scan: &Scan, run: &Range<usize>) -> bool {
    let initial = |at: usize| scan.written(at).len() == 1 && scan.is_sign(at + 1, '.');
    let mut at = run.start;
    while initial(at) && at + 2 < run.end {
        at += 2;
    }
    let nation =
        || scan.lower(run.start) == "u" && matches!(scan.lower(run.start + 2), "s" | "k" | "n");
    at > run.start
        && scan.written(run.end - 1).len() > 1
        && !nation()
        && (at..run.end).all(|at| {
            scan.token(at).is_some_and(|token| {
                token.case == Case::Capital && token.is_unknown() && !token.has(Class::Firm)
            })
        })
}
