//! Runs of capitalised words: where a name may begin, what may belong to it, and where two names meet.

use super::opens;
use crate::facts::lexicon::{Class, Trait, Word};
use crate::facts::scan::{Case, Kind, Language, Scan, Token};
use std::ops::Range;

/// Runs of capitalised words with the signs that hold a name together.
pub(super) fn runs(scan: &Scan) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.tokens.len() {
        if !starts(scan, at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(next) = extension(scan, end) {
            end = next;
        }
        split_at_title(scan, at..end, &mut found);
        at = end;
    }
    found
}

/// "Goldman Sachs Chief Executive David Solomon" holds two names with a title between them; "Treasury Secretary
/// Laura Pike" one, since a single word before a title only tells its kind. So does the land in "of State Antony Blinken".
fn split_at_title(scan: &Scan, run: Range<usize>, found: &mut Vec<Range<usize>>) {
    let title = |at: usize| {
        let role = at == run.start && run.len() > 2 && is_role(scan, at);
        (scan.has(at, Class::Title) || role)
            && !scan.has(at, Class::GivenName)
            && !scan.has(at + 1, Class::Organization)
            && !scan.has(at + 1, Class::Place)
    };
    let Some(first) = run.clone().find(|&at| title(at)) else {
        let office = run.start > 1
            && scan.lower(run.start - 1) == "of"
            && scan.has(run.start - 2, Class::Title)
            && run.len() > 2;
        if office {
            found.push(run.start..run.start + 1);
        }
        found.push(run.start + usize::from(office)..run.end);
        return;
    };
    let behind = (first..run.end).find(|&at| !title(at)).unwrap_or(run.end);
    let person = behind < run.end && scan.token(behind).is_some_and(Token::is_word);
    if !person {
        found.push(run);
        return;
    }
    // "Pakistan Foreign Minister": what stands before the office is a name.
    let office = (run.start..first)
        .rev()
        .take_while(|&at| scan.has(at, Class::Office))
        .count();
    let before = run.start..first - office;
    if first >= run.start + 2 && !before.is_empty() {
        found.push(before);
    }
    found.push(behind..run.end);
}

/// Whether the first word of a longer name tells a role: "Forecaster Deb Ojo", "Sister Agnes Mbeki".
pub(super) fn is_role(scan: &Scan, at: usize) -> bool {
    let given = |at: usize| scan.has(at, Class::GivenName);
    let ends = [
        "er", "or", "ist", "ian", "man", "woman", "ant", "ent", "eur", "ess", "chef", "erin",
    ];
    let tells = [
        "ologist",
        "ographer",
        "caster",
        "meister",
        "meisterin",
        "woman",
        "keeper",
        "driver",
        "leader",
        "minister",
        "ministerin",
        "inspector",
        "investigator",
        "coordinator",
        "instructor",
    ];
    let word = scan.lower(at);
    scan.has(at, Class::Role)
        // All of them end in one of three letters.
        || word.ends_with(['n', 'r', 't']) && tells.iter().any(|end| word.ends_with(end))
        || !given(at)
            && given(at + 1)
            && scan.token(at).is_some_and(Token::is_unknown)
            && ends.iter().any(|end| word.ends_with(end))
}

/// Whether the month at `at` is a first name: "August Wilson", but "in August Wilson".
pub(super) fn is_month_name(scan: &Scan, at: usize) -> bool {
    let month = scan
        .token(at)
        .is_some_and(|token| token.case == Case::Capital && token.span.len() > 2)
        && matches!(scan.lower(at), "april" | "may" | "june" | "august");
    let surname = |at: usize| {
        scan.token(at).is_some_and(|token| {
            token.is_word()
                && token.case != Case::Lower
                && (token.is_unknown() || token.has(Class::GivenName))
        })
    };
    let when = |at: usize| {
        scan.has(at, Class::Preposition)
            || scan.has(at, Class::Dating)
            || scan
                .token(at)
                .is_some_and(|token| token.kind == Kind::Digits)
    };
    month && surname(at + 1) && !at.checked_sub(1).is_some_and(when)
}

fn starts(scan: &Scan, at: usize) -> bool {
    let Some(token) = scan.token(at).filter(|t| t.is_capitalised()) else {
        return false;
    };
    // "Don’t get nervous"
    if matches!(scan.lower(at + 1), "'" | "’") && scan.glued(at + 1) && scan.lower(at + 2) == "t"
    {
        return false;
    }
    let short = token.case != Case::Capital || token.span.len() == 1;
    if short
        && measures(scan, at)
        && crate::facts::lexicon::abbreviated_unit(scan.written(at)).is_some()
    {
        return false;
    }
    let Some(word) = token.word else { return true };
    let given = word.has(Class::GivenName) && word.month.is_none();
    let named = word.has(Class::PlaceName) || given || is_month_name(scan, at);
    // "the Inside Passage": such a capital is not there for its place.
    let part = matches!(scan.lower(at), "inside" | "outside") && !opens(scan, at);
    let common = is_function(scan, word) && !part
        || word.month.is_some() && !is_planet(scan, at)
        || word.weekday.is_some()
        || word.short_weekday.is_some()
        || word.code.is_some()
        || word.prefix.is_some() && is_digits(scan, at + 1)
        || word.mark.is_some() && scan.is_sign(at + 1, '$') && scan.glued(at + 1)
        || word.unit.is_some() && measures(scan, at)
        || word.cardinal.is_some()
        || word.ordinal.is_some()
        || word.scale.is_some()
        || word.letter.is_some()
        || word.coin.is_some()
        || word.has(Class::Acronym)
        // "General Dynamics" is no general.
        || word.has(Class::Title)
            && !(scan.lower(at) == "general" && scan.has(at + 1, Class::Organization))
        // ": Last year, the city filled", "fish for Easter"
        || word.has(Class::Dating) && scan.token(at + 1).is_some_and(|next| next.is(Trait::Timely))
        || word.feasts.iter().any(|(behind, _)| behind.is_empty())
            && !scan.token(at + 1).is_some_and(Token::is_capitalised);
    let loose = opens(scan, at)
        && (word.has(Class::Verb)
            || word.has(Class::Report)
            || word.has(Class::Adjective)
            || word.has(Class::Up)
            || word.has(Class::Down)
            || word.has(Class::Weak)
            || word.has(Class::Metric)
            || word.has(Class::People));
    if matches!(scan.lower(at), "us" | "it") {
        return token.case == Case::Upper;
    }
    named || !common && !loose
}

/// `1.4 GW`, `2 degrees Celsius`: whether a word stands where the unit of a figure would.
fn measures(scan: &Scan, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    is_digits(scan, before)
        || matches!(scan.lower(before), "per" | "/")
        || scan
            .known(before)
            .is_some_and(|word| word.unit.is_some() || word.scale.is_some())
}

fn is_digits(scan: &Scan, at: usize) -> bool {
    scan.token(at)
        .is_some_and(|token| token.kind == Kind::Digits)
}

/// Whether a word holds sentences together here; in an English text "Los" and "Der" are parts of names.
fn is_function(scan: &Scan, word: &Word) -> bool {
    word.is_function() && !(scan.language == Language::English && word.has(Class::Particle))
}

/// One past the next word of a name that has reached token `end`.
fn extension(scan: &Scan, end: usize) -> Option<usize> {
    let token = scan.token(end)?;
    let name = |at: usize| {
        scan.token(at).is_some_and(|t| {
            t.is_capitalised()
                && t.word.is_none_or(|w| {
                    !(is_function(scan, w)
                        || w.month.is_some() && !is_may(scan, at) && !is_planet(scan, at)
                        || w.weekday.is_some()
                        || w.has(Class::Acronym) && t.case == Case::Upper && !t.glued)
                })
        })
    };
    if name(end) && !matches!(token.kind, Kind::Sign(_)) {
        return Some(end + 1);
    }
    match token.kind {
        // "Llama 4", "H100"
        Kind::Digits => (token.glued
            || token.span.len() <= 3
                && crate::facts::unit::behind(scan, end + 1).is_none()
                && !crate::facts::count::is_plural(scan, end + 1)
                && !(scan.is_dash(end + 1) && scan.glued(end + 2)))
        .then_some(end + 1)
        .filter(|_| {
            !scan.glued(end + 1)
                || !matches!(
                    scan.token(end + 1).map(|t| t.kind),
                    Some(Kind::Sign('%' | '.' | ','))
                )
        }),
        Kind::Sign('-' | '‑') if token.glued && scan.glued(end + 1) => {
            (name(end + 1) || scan.token(end + 1)?.kind == Kind::Digits).then_some(end + 2)
        }
        Kind::Sign('&') if name(end + 1) => Some(end + 2),
        Kind::Sign('.') if token.glued => {
            let initial = scan.written(end - 1).chars().count() == 1;
            (initial || scan.lower(end - 1) == "st")
                .then_some(end + 2)
                .filter(|_| name(end + 1))
        }
        // "St Mary's Hospital", "Children's Hospital"
        Kind::Sign('\'' | '’') if scan.lower(end + 1) == "s" && scan.glued(end + 1) => {
            let owner = matches!(scan.lower(end - 1), "children" | "women" | "people")
                || end > 1 && matches!(scan.lower(end - 2), "st" | "saint")
                || end > 2 && scan.lower(end - 3) == "st" && scan.is_sign(end - 2, '.');
            (owner && name(end + 2)).then_some(end + 3)
        }
        Kind::Word if is_particle(scan.lower(end)) => {
            let article = matches!(scan.lower(end + 1), "der" | "den" | "la" | "le" | "los");
            let behind = end + 1 + usize::from(article);
            name(behind).then_some(behind + 1)
        }
        Kind::Word if matches!(scan.lower(end), "of" | "for") => {
            let behind = end + 1 + usize::from(scan.lower(end + 1) == "the");
            let head = scan.known(end - 1).is_some_and(|w| {
                w.has(Class::Organization) || behind == end + 1 && w.has(Class::Place)
            });
            (head && name(behind)).then_some(behind + 1)
        }
        _ => None,
    }
}

/// "Mars" is a month in French alone.
fn is_planet(scan: &Scan, at: usize) -> bool {
    scan.lower(at) == "mars" && scan.language != Language::French
}

/// "Theresa May": a month behind a given name, and before no day.
fn is_may(scan: &Scan, at: usize) -> bool {
    at > 0
        && scan.has(at - 1, Class::GivenName)
        && scan
            .token(at + 1)
            .is_none_or(|next| next.kind != Kind::Digits)
}

/// Words in small letters that hold a surname together.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "von" | "van" | "da" | "di" | "della" | "dos" | "bin" | "ter"
    )
}
