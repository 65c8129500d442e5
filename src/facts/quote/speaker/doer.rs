//! Who does what a verb of saying tells: the words before it ("the mayor, David Stone, told"), behind it ("said Maria
//! Lopez, who"), or the beginning of its clause ("Smith smiled and said").

use super::words::{
    is_foreign_helper, is_helper, is_mouth, is_opening, is_pronoun, is_stop, is_tie,
};
use super::{Talk, can_speak, is_somebody};
use crate::facts::entity::Name;
use crate::facts::lexicon::Class;
use crate::facts::scan::{Case, Kind, Token};
use crate::model::fact::EntityKind;
use std::ops::Range;

/// Whoever does the saying, as the text has it.
pub(super) enum Doer {
    /// A name, in its full form.
    Named(String),
    /// The token of a pronoun.
    Pronoun(usize),
    /// The tokens of other words: "the court", "a lawyer for the family".
    Described(Range<usize>),
}

/// How many tokens a description has at most.
const LONGEST: usize = 9;

/// Who does the saying of the verb at `verb` in `clause`.
pub(super) fn doer(talk: Talk, verb: usize, clause: &Range<usize>) -> Option<Doer> {
    let scan = talk.scan;
    match scan.lower(verb) {
        "according" => return behind(talk, verb + 2, clause.end),
        "laut" | "selon" | "según" => return behind(talk, verb + 1, clause.end),
        _ => {}
    }
    // "told reporters" names who was told.
    let tells = matches!(
        scan.lower(verb),
        "told" | "tells" | "tell" | "informed" | "assured" | "reassured"
    );
    let leads = (clause.start..verb).all(|at| is_helper(scan, at) || is_foreign_helper(scan, at));
    if leads && !tells {
        return behind(talk, verb + 1, clause.end);
    }
    if scan.lower(verb).ends_with("ing") {
        return subject(talk, &(clause.start..verb));
    }
    before(talk, verb, clause)
        .or_else(|| subject(talk, &(clause.start..verb)))
        .or_else(|| {
            let name = talk.name_at(verb + 1).filter(|_| !tells)?;
            can_speak(name.entity.kind).then(|| named(name))
        })
}

/// The first pronoun or name of a clause that may speak, those behind a preposition last.
pub(super) fn subject(talk: Talk, clause: &Range<usize>) -> Option<Doer> {
    let scan = talk.scan;
    let free = |name: &&Name| can_speak(name.entity.kind) && !talk.is_spoken(name.tokens.start);
    let placed = |name: &&Name| {
        let before = name.tokens.start.checked_sub(1);
        before.is_some_and(|at| clause.contains(&at) && scan.has(at, Class::Preposition))
    };
    let first = talk
        .names_in(clause)
        .find(|name| free(name) && !placed(name))
        .or_else(|| talk.names_in(clause).find(free));
    let end = first.map_or(clause.end, |name| name.tokens.start);
    let pronoun = (clause.start..end).find(|&at| is_pronoun(scan, at) && !talk.is_spoken(at));
    pronoun
        .map(Doer::Pronoun)
        .or_else(|| first.map(|name| named(person_in(talk, name, clause.end))))
}

/// The words that a clause begins with up to its verb: "The inspectors' report was".
pub(super) fn opening(talk: Talk, clause: &Range<usize>) -> Option<Doer> {
    let scan = talk.scan;
    let joins = |at: &usize| {
        !scan.token(*at).is_some_and(Token::is_word)
            || scan.has(*at, Class::Conjunction)
            || is_helper(scan, *at)
    };
    let start = clause.clone().find(|at| !joins(at))?;
    let end = (start + 1..clause.end.min(start + LONGEST)).find(|&at| is_stop(scan, at))?;
    let verb = scan.has(end, Class::Auxiliary) || scan.has(end, Class::Report);
    let opens = is_opening(scan, start) && verb && !talk.is_spoken(start);
    opens.then_some(Doer::Described(start..end))
}

/// "Northwind's chief executive, Ada Lind, is blunt": the person behind an organisation and a role.
fn person_in<'a>(talk: Talk<'a>, name: &'a Name, end: usize) -> &'a Name {
    if name.entity.kind != EntityKind::Organization {
        return name;
    }
    let scan = talk.scan;
    let mut at = name.tokens.end;
    let mut role = false;
    while at < end.min(name.tokens.end + LONGEST) {
        if let Some(person) = talk.name_at(at) {
            return if role && is_somebody(scan, person) {
                person
            } else {
                name
            };
        }
        let joins = scan.token(at).is_some_and(|token| {
            token.case == Case::Lower && token.is_word() && !is_stop(scan, at)
                || matches!(token.kind, Kind::Sign('\'' | '’' | '-'))
                || role && token.is_sign(',')
        });
        if !joins {
            return name;
        }
        role |=
            scan.has(at, Class::Title) || scan.has(at, Class::Role) || scan.has(at, Class::Office);
        at += 1;
    }
    name
}

fn before(talk: Talk, verb: usize, clause: &Range<usize>) -> Option<Doer> {
    let scan = talk.scan;
    let mut end = verb;
    while end > clause.start
        && (is_helper(scan, end - 1) || end == verb && is_foreign_helper(scan, end - 1))
    {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|last| clause.contains(last))?;
    if is_pronoun(scan, last) {
        return Some(Doer::Pronoun(last));
    }
    if matches!(scan.lower(last), "who" | "which") {
        let comma = last.checked_sub(1).filter(|&at| scan.is_sign(at, ','));
        return adjacent(talk, comma.unwrap_or(last), clause.start);
    }
    match scan.token(last)?.kind {
        Kind::Sign(',' | ')' | '–' | '—') => aside(talk, last, clause),
        _ => adjacent(talk, end, clause.start),
    }
}

/// What stands between commas, dashes or brackets, the last of which is at `close`: "the mayor, David Stone," names who
/// he is, and "David Stone, who runs the bar," tells more of him.
fn aside(talk: Talk, close: usize, clause: &Range<usize>) -> Option<Doer> {
    let scan = talk.scan;
    let opening = match scan.token(close)?.kind {
        Kind::Sign(')') => '(',
        Kind::Sign(sign) => sign,
        _ => return None,
    };
    let open = (clause.start..close)
        .rev()
        .find(|&at| scan.is_sign(at, opening));
    let from = open.map_or(clause.start, |at| at + 1);
    let inner = talk
        .names_in(&(from..close))
        .next()
        .filter(|name| can_speak(name.entity.kind))
        .filter(|name| {
            (from..name.tokens.start).all(|at| {
                scan.token(at).is_some_and(|token| {
                    token.is_word() && !is_stop(scan, at) || token.is_sign('.')
                })
            })
        });
    let left = open.and_then(|open| adjacent(talk, open, clause.start));
    match (left, inner) {
        (Some(Doer::Described(_)), Some(inner)) => Some(named(inner)),
        (Some(left), _) => Some(left),
        (None, Some(inner)) if is_somebody(scan, inner) => Some(named(inner)),
        (None, _) => open.and_then(|open| aside(talk, open, clause)),
    }
}

/// The name or description that ends before token `end`.
fn adjacent(talk: Talk, end: usize, from: usize) -> Option<Doer> {
    let scan = talk.scan;
    let Some(name) = talk.name_ending(end) else {
        let last = scan.token(end.checked_sub(1)?)?;
        let noun = last.is_word() && !is_stop(scan, end - 1);
        let start = noun.then(|| phrase_start(talk, end, from)).flatten()?;
        let owner = is_mouth(scan, end - 1)
            .then(|| talk.names_in(&(start..end)).next())
            .flatten();
        return Some(owner.map_or(Doer::Described(start..end), named));
    };
    // "a spokesman for the local Red Cross": back over what belongs to the name to the preposition.
    let mut start = name.tokens.start;
    while start > from
        && scan
            .token(start - 1)
            .is_some_and(|token| token.is_word() && token.case == Case::Lower)
        && (!is_stop(scan, start - 1))
    {
        start -= 1;
    }
    let Some(tie) = start
        .checked_sub(1)
        .filter(|&at| at > from && is_tie(scan, at))
    else {
        return Some(named(name));
    };
    if let Some(owner) = talk
        .name_ending(tie)
        .filter(|owner| can_speak(owner.entity.kind))
    {
        return Some(named(owner));
    }
    if name.entity.kind != EntityKind::Person && is_mouth(scan, tie - 1) {
        return Some(named(name));
    }
    let phrase = phrase_start(talk, end, from);
    Some(phrase.map_or_else(|| named(name), |start| Doer::Described(start..end)))
}

/// Where the description begins that ends before token `end`: at its article, or where the clause begins.
fn phrase_start(talk: Talk, end: usize, from: usize) -> Option<usize> {
    let scan = talk.scan;
    let mut at = end;
    while at > from && end - at < LONGEST {
        let last = scan.token(at - 1)?;
        match last.kind {
            Kind::Sign('\'' | '’' | '-') if last.glued => {}
            Kind::Sign(',' | ':' | '–' | '—' | '…') => return (at < end).then_some(at),
            Kind::Sign(_) => return None,
            Kind::Word if is_opening(scan, at - 1) => {
                if at - 1 == from || !is_tie(scan, at - 2) {
                    return Some(at - 1);
                }
            }
            Kind::Word if at < end && scan.has(at - 1, Class::Conjunction) => return Some(at),
            Kind::Word if is_tie(scan, at - 1) || talk.is_name(at - 1) => {}
            Kind::Word if is_stop(scan, at - 1) || scan.has(at - 1, Class::Verb) => return None,
            Kind::Word | Kind::Digits => {}
        }
        at -= 1;
    }
    (at == from && at < end).then_some(at)
}

/// The name, pronoun or description that begins at token `at` or behind words that only stand between.
fn behind(talk: Talk, at: usize, end: usize) -> Option<Doer> {
    let scan = talk.scan;
    let between = |&at: &usize| {
        !(is_helper(scan, at) || scan.is_dash(at) || scan.lower(at) == "t" && scan.glued(at))
    };
    let at = (at..end).find(between)?;
    if is_pronoun(scan, at) {
        return Some(Doer::Pronoun(at));
    }
    if let Some(name) = talk.name_at(at) {
        return Some(named(person_in(talk, name, end)));
    }
    let first = scan.token(at).filter(|token| token.is_word())?;
    let opens = is_opening(scan, at)
        || !is_stop(scan, at) && !is_tie(scan, at) && first.case == Case::Lower
        || first.has(Class::Title)
        || first.has(Class::Role);
    if !opens {
        return None;
    }
    let mut next = at;
    let mut tie = None;
    while next < end.min(at + LONGEST + 4) {
        if let Some(name) = talk.name_at(next) {
            match tie {
                None if can_speak(name.entity.kind) => return Some(named(name)),
                Some(tie) if name.entity.kind != EntityKind::Person && is_mouth(scan, tie - 1) => {
                    return Some(named(name));
                }
                _ => next = name.tokens.end,
            }
            continue;
        }
        let token = scan.token(next)?;
        match token.kind {
            // "asked the coroner, Philip Marsden", "said one of them, Rui Santos"
            Kind::Sign(',') => {
                let start = (next + 1..end).find(|&at| {
                    !(scan.has(at, Class::Title)
                        || scan.has(at, Class::Role)
                        || scan.is_sign(at, '.'))
                })?;
                if let Some(name) = talk.name_at(start).filter(|name| is_somebody(scan, name)) {
                    return Some(named(name));
                }
                break;
            }
            Kind::Sign('\'' | '’' | '-' | '.') if token.glued && next + 1 < end => {}
            Kind::Sign(_) => break,
            Kind::Word if is_tie(scan, next) => tie = tie.or(Some(next)),
            Kind::Word
                if next > at
                    && !is_opening(scan, next)
                    && is_stop(scan, next)
                    && tie != next.checked_sub(1) =>
            {
                break;
            }
            Kind::Word | Kind::Digits => {}
        }
        next += 1;
    }
    (next > at && next - at <= LONGEST).then_some(Doer::Described(at..next))
}

fn named(name: &Name) -> Doer {
    Doer::Named(name.entity.name.clone())
}
