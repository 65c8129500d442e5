//! Times of day: `6pm`, `8:02 p.m.`, `11.40pm`, `at 14:20`, with the day that is named beside them.
//!
//! A time with its day has it in its EDTF form. Without a day the words are kept and nothing is guessed: the day of
//! the article is seldom the day that a time in it belongs to.

use super::When;
use crate::facts::lexicon::{Class, Trait};
use crate::facts::scan::{Kind, Scan};
use crate::model::date::DateValue;
use crate::model::fact::FactKind;

/// How many tokens may stand between a time of day and its day.
const REACH: usize = 6;

/// All times of day that lie in none of `dates`, in order.
pub fn clocks(scan: &Scan, dates: &[When]) -> Vec<When> {
    let mut found: Vec<When> = Vec::new();
    let mut next = 0;
    for reading in scan.numbers.all().iter().filter(|reading| reading.digits) {
        let at = reading.tokens.start;
        let inside = found.last().is_some_and(|last| at < last.tokens.end);
        let Some(clock) = (!inside).then(|| clock(scan, at)).flatten() else {
            continue;
        };
        while dates.get(next).is_some_and(|when| when.tokens.end <= at) {
            next += 1;
        }
        if dates
            .get(next)
            .is_none_or(|when| when.tokens.start >= clock.end)
        {
            found.push(told(scan, at, &clock, dates, next));
        }
    }
    found
}

/// A time of day with the day beside it; `next` is the first of `dates` behind it.
fn told(scan: &Scan, at: usize, clock: &Clock, dates: &[When], next: usize) -> When {
    let behind = dates
        .get(next)
        .filter(|when| beside(scan, clock.end, when.tokens.start));
    let before = || {
        let last = dates.get(next.checked_sub(1)?)?;
        beside(scan, last.tokens.end, at).then_some(last)
    };
    let day = |when: &When| {
        let start = when.value.start.clone()?;
        (when.kind == FactKind::Date && when.value.end.as_ref() == Some(&start)).then_some(start)
    };
    let day = behind.and_then(day).or_else(|| before().and_then(day));
    let words = scan.span(at, clock.end);
    let value = match day {
        Some(day) => DateValue {
            edtf: Some(format!("{day}T{:02}:{:02}:00", clock.hour, clock.minute)),
            start: Some(day.clone()),
            end: Some(day),
            ..DateValue::default()
        },
        None => DateValue {
            relative: Some(words.of(scan.text).to_lowercase()),
            grain: Some("minute".to_owned()),
            ..DateValue::default()
        },
    };
    When {
        tokens: at..clock.end,
        span: words,
        kind: FactKind::Date,
        value,
    }
}

/// Whether nothing but small words and time zones stand from token `from` to token `to`.
fn beside(scan: &Scan, from: usize, to: usize) -> bool {
    from <= to
        && to - from <= REACH
        && (from..to).all(|at| {
            scan.is_sign(at, ',')
                || scan.has(at, Class::Preposition)
                || scan.has(at, Class::Determiner)
                || scan.has(at, Class::Acronym)
                || matches!(
                    scan.lower(at),
                    "local"
                        | "time"
                        | "et"
                        | "about"
                        | "around"
                        | "just"
                        | "shortly"
                        | "morning"
                        | "afternoon"
                        | "evening"
                        | "night"
                )
        })
}

/// A time of day, and one past its last token.
struct Clock {
    hour: u8,
    minute: u8,
    end: usize,
}

/// The time of day that begins at the digits at token `at`.
fn clock(scan: &Scan, at: usize) -> Option<Clock> {
    let number = |at: usize| scan.written(at).parse::<u8>().ok();
    let part_of_more = scan.glued(at) && !scan.is_sign(at - 1, '(');
    let hour = number(at)
        .filter(|_| scan.token(at).is_some_and(|token| token.span.len() <= 2) && !part_of_more)?;
    let pointed = scan.is_sign(at + 1, ':') || scan.is_sign(at + 1, '.');
    let minute = pointed
        .then(|| {
            let tight = scan.glued(at + 1) && scan.glued(at + 2) && scan.written(at + 2).len() == 2;
            number(at + 2).filter(|minute| tight && *minute < 60)
        })
        .flatten();
    let end = at + if minute.is_some() { 3 } else { 1 };
    if let Some((noon, end)) = half_of_day(scan, end).filter(|_| (1..=12).contains(&hour)) {
        return Some(Clock {
            hour: hour % 12 + if noon { 12 } else { 0 },
            minute: minute.unwrap_or(0),
            end,
        });
    }
    let whole = scan.is_sign(at + 1, ':') && hour < 24 && !ends_in_more(scan, end);
    (whole && is_when(scan, at, end)).then_some(Clock {
        hour,
        minute: minute?,
        end,
    })
}

/// Whether `am` (false) or `pm` (true) begins at token `at`, and one past its last token.
fn half_of_day(scan: &Scan, at: usize) -> Option<(bool, usize)> {
    match scan.lower(at) {
        "am" => Some((false, at + 1)),
        "pm" => Some((true, at + 1)),
        letter @ ("a" | "p") => {
            let dotted = scan.is_sign(at + 1, '.')
                && scan.glued(at + 1)
                && scan.lower(at + 2) == "m"
                && scan.glued(at + 2);
            let end = at + 3 + usize::from(scan.is_sign(at + 3, '.') && scan.glued(at + 3));
            dotted.then_some((letter == "p", end))
        }
        _ => None,
    }
}

/// `2:14:05`, `16:9-inch`: a longer figure goes on at token `at`.
fn ends_in_more(scan: &Scan, at: usize) -> bool {
    scan.glued(at)
        && scan.token(at).is_some_and(|next| match next.kind {
            Kind::Word | Kind::Digits => true,
            Kind::Sign(c) => {
                matches!(c, ':' | '.' | '-' | '/')
                    && scan
                        .token(at + 1)
                        .is_some_and(|token| token.glued && token.kind == Kind::Digits)
            }
        })
}

/// Whether hours and minutes are a time of day rather than a score or how long something took: "at 14:20", "14:20 GMT".
fn is_when(scan: &Scan, at: usize, end: usize) -> bool {
    let zone = scan.has(end, Class::Acronym)
        && !scan
            .token(end)
            .is_some_and(|token| token.is(Trait::Function))
        || scan.says(end, &["local", "time"]);
    let before = at.checked_sub(1).map_or("", |before| scan.lower(before));
    let placed = matches!(before, "at" | "until" | "till" | "by" | "around" | "about");
    zone || placed && scan.lower(end) != "of"
}
