//! Who owns a figure, by its place in the sentence.

use super::{name_at, name_ending};
use crate::facts::entity::Name;
use crate::facts::lexicon::{Class, Trait};
use crate::facts::scan::{BORDER, Scan};
use crate::model::fact::EntityKind;
use std::ops::Range;

/// Whether the sentence speaks of somebody named before: "its", "the company", or an "it" that does something
/// ("it is tempting to" and "it was estimated that" stand for nobody).
pub(super) fn refers(scan: &Scan, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| match scan.lower(at) {
        "its" => true,
        "it" => !scan.has(at + 1, Class::Auxiliary) && !scan.has(at + 1, Class::Modal),
        "company" | "firm" | "group" | "maker" | "retailer" | "bank" | "carmaker" | "giant" => {
            at > 0 && scan.lower(at - 1) == "the"
        }
        _ => false,
    })
}

/// Whether a place only tells the way or the scene: "exports to China", "210 miles south of Jamaica", and "in Austin" in
/// what somebody does ("She trains 30 hours a week in Austin").
pub(super) fn is_passed(scan: &Scan, sentence: &Range<usize>, name: &Name) -> bool {
    if name.entity.kind != EntityKind::Place {
        return false;
    }
    let the = usize::from(word(scan, name.tokens.start, 1) == "the");
    let (two, one) = (
        word(scan, name.tokens.start, 2 + the),
        word(scan, name.tokens.start, 1 + the),
    );
    match one {
        "to" | "from" | "off" | "near" | "outside" | "toward" | "towards" | "via" | "through" => {
            true
        }
        "for" => two == "bound",
        "of" => matches!(
            two,
            "north" | "south" | "east" | "west" | "miles" | "kilometres"
        ),
        "in" | "at" => matches!(
            scan.lower(sentence.start + usize::from(scan.is_sign(sentence.start, BORDER))),
            "he" | "she" | "they" | "we" | "i"
        ),
        _ => false,
    }
}

/// Whether a place can be who acts: it is not where or whom something is done to ("carried Orange County").
fn acts(scan: &Scan, name: &Name) -> bool {
    let the = usize::from(word(scan, name.tokens.start, 1) == "the");
    let Some(before) = name.tokens.start.checked_sub(1 + the) else {
        return true;
    };
    scan.token(before).is_none_or(|token| {
        scan.lower(before) == "as"
            || !(token.has(Class::Preposition)
                || token.is(Trait::Past)
                || matches!(scan.lower(before), "and" | "or"))
    })
}

/// The word so many tokens before token `at`, in lower case.
fn word<'s>(scan: &'s Scan, at: usize, back: usize) -> &'s str {
    at.checked_sub(back).map_or("", |at| scan.lower(at))
}

/// Whose age stands between commas: "sentenced Darnell Pruitt, 26, to".
pub(super) fn aged(scan: &Scan, names: &[&Name], figure: &Range<usize>) -> Option<String> {
    let comma = figure.start.checked_sub(1)?;
    let between = figure.len() == 1 && scan.is_sign(comma, ',') && scan.is_sign(figure.end, ',');
    name_ending(names, comma)
        .filter(|name| between && name.entity.kind == EntityKind::Person)
        .map(|name| name.entity.name.clone())
}

/// The name tied to a share by the words right behind it: "3% on Facebook".
pub(super) fn tied(scan: &Scan, names: &[&Name], figure: &Range<usize>) -> Option<String> {
    let last = figure.end.checked_sub(1)?;
    let share = scan.is_sign(last, '%') || scan.lower(last) == "percent";
    let the = figure.end + 1 + usize::from(scan.lower(figure.end + 1) == "the");
    let preposition = matches!(scan.lower(figure.end), "on" | "in" | "at" | "for");
    name_at(names, the)
        .filter(|_| share && preposition)
        .map(|name| name.entity.name.clone())
}

/// The name that owns a figure by its place: the first of its own clause, else the first of the sentence before it. A name behind the figure
/// owns nothing: in "about $85 billion this year, Microsoft said" somebody else is meant.
pub(super) fn clause_owner(
    scan: &Scan,
    names: &[&Name],
    sentence: &Range<usize>,
    figure: &Range<usize>,
) -> Option<String> {
    let clause = (sentence.start..figure.start)
        .rev()
        .find(|&at| parts(scan, names, at))
        .map_or(sentence.start, |at| at + 1);
    let actor = |from: usize| {
        let mut before = names
            .iter()
            .filter(|name| name.tokens.start >= from && name.tokens.end <= figure.start);
        // A firm or a land that acts, else whoever is named first.
        let strong = before.clone().find(|name| match name.entity.kind {
            EntityKind::Organization => true,
            EntityKind::Place => acts(scan, name),
            _ => false,
        });
        strong.or_else(|| before.next())
    };
    actor(clause)
        .or_else(|| actor(sentence.start))
        .map(|name| name.entity.name.clone())
}

/// Whether a new clause with a subject of its own begins behind token `at`: "; Meta", "and Amazon is".
pub(super) fn parts(scan: &Scan, names: &[&Name], at: usize) -> bool {
    if scan.is_sign(at, ';') {
        return true;
    }
    let joins =
        matches!(scan.lower(at), "and" | "but" | "while" | "whereas") || scan.is_sign(at, ',');
    joins
        && name_at(names, at + 1).is_some_and(|name| {
            name.tokens.start == at + 1
                && scan.known(name.tokens.end).is_some_and(|next| {
                    next.has(Class::Verb)
                        || next.has(Class::Auxiliary)
                        || next.has(Class::Report)
                        || next.has(Class::Modal)
                        || next.has(Class::Up)
                        || next.has(Class::Down)
                })
        })
}
