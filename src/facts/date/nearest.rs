//! The year that a date without one means: of the years around the article's day, the one that its words ask for.

use super::absolute::Parts;
use super::{calendar, relative};
use crate::facts::lexicon::{Class, Trait};
use crate::facts::scan::{BORDER, Kind, Scan, Token};
use jiff::civil::Date;

/// How many days ahead a day is still meant rather than the one a year before, where nothing tells of the past.
const SOON: i32 = 60;
/// How many tokens before a date the words stand that tell which way it looks.
pub(super) const REACH: usize = 12;

/// The year that makes the date the latest one up to today, or the next one where the words speak of the future; a
/// weekday beside it decides.
pub(super) fn nearest_year(scan: &Scan, at: usize, parts: Parts, today: Date) -> Option<i16> {
    let year = today.year();
    if let Some(year) = year_of_weekday(parts, year) {
        return Some(year);
    }
    let here = Parts {
        year: Some(year),
        ..parts
    }
    .stretch()?;
    let from = (at.saturating_sub(REACH)..at)
        .rev()
        .find(|&before| ends_clause(scan, before))
        .map_or(at.saturating_sub(REACH), |end| end + 1);
    let future = looks_ahead(scan, from, at)
        || is_promised(scan, at, parts)
        || relative::scheduled(scan, at);
    let ahead = here.first.since(today).map_or(0, |span| span.get_days());
    let soon = parts.day.is_some() && ahead <= SOON && !looks_back(scan, from, at);
    Some(if future && here.last < today {
        year + 1
    } else if !future
        && !soon
        && here.first > today
        && (parts.month.is_some() || parts.quarter.is_some())
    {
        year - 1
    } else {
        year
    })
}

/// The year around `year` in which the day falls on the weekday that is named with it.
fn year_of_weekday(parts: Parts, year: i16) -> Option<i16> {
    let weekday = i64::from(parts.weekday?);
    let (month, day) = (
        i8::try_from(parts.month?).ok()?,
        i8::try_from(parts.day?).ok()?,
    );
    [0, -1, 1].into_iter().map(|off| year + off).find(|&year| {
        Date::new(year, month, day)
            .is_ok_and(|date| i64::from(date.weekday().to_monday_one_offset()) == weekday)
    })
}

fn ends_clause(scan: &Scan, at: usize) -> bool {
    match scan.token(at).map(|token| token.kind) {
        Some(Kind::Sign(BORDER | ';')) => true,
        Some(Kind::Sign('.')) => !scan.glued(at + 1) && scan.lower(at.saturating_sub(1)).len() > 4,
        _ => false,
    }
}

/// Whether the words before the date speak of the future.
fn looks_ahead(scan: &Scan, from: usize, at: usize) -> bool {
    let limit = preposition(scan, from, at);
    let told = |before: usize| {
        matches!(
            scan.lower(before),
            "will"
                | "would"
                | "upcoming"
                | "expected"
                | "due"
                | "plans"
                | "scheduled"
                | "expects"
                | "projects"
                | "now"
                | "likely"
                | "payable"
        ) || matches!(
            scan.lower(before),
            "set" | "guidance" | "outlook" | "forecast" | "forecasts"
        ) && scan.lower(before + 1) == "for"
    };
    match limit.map_or("", |before| scan.lower(before)) {
        "next" => return true,
        // "was contained by 6 March": it is over.
        "by" | "until" | "till" | "through" => {
            return !looks_back(scan, from, at)
                || (from..at).any(|before| scan.lower(before) == "likely")
                || (from..at).any(|before| is_put_off(scan, before))
                || limit.is_some_and(|by| super::limit::promises(scan, by));
        }
        "to" if (from..at).any(|before| is_put_off(scan, before)) => return true,
        "from" if limit.is_some_and(|from| super::limit::promises(scan, from)) => return true,
        "for" if scan.lower(at + 1) == "delivery" || is_fixed(scan, at) => return true,
        _ => {}
    }
    (from..at).any(told)
}

/// "was adjourned until late April": told as past, and meant for a day to come.
fn is_put_off(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.lower(at),
        "moved"
            | "pushed"
            | "shifted"
            | "adjourned"
            | "postponed"
            | "delayed"
            | "deferred"
            | "rescheduled"
            | "extended"
            | "suspended"
            | "banned"
    )
}

/// Whether something was put off in the words before token `at`.
pub(super) fn is_put_off_before(scan: &Scan, at: usize) -> bool {
    (at.saturating_sub(REACH)..at).any(|before| is_put_off(scan, before))
}

/// "set a hearing for April 6": a day that was fixed lies ahead, also in a story of the past.
pub(super) fn is_fixed(scan: &Scan, at: usize) -> bool {
    at > 0
        && scan.lower(at - 1) == "for"
        && (at.saturating_sub(FIXED)..at).any(|verb| {
            matches!(
                scan.lower(verb),
                "set"
                    | "sets"
                    | "scheduled"
                    | "schedules"
                    | "slated"
                    | "planned"
                    | "due"
                    | "booked"
            )
        })
}

/// How many tokens before the day it was fixed for the verb stands.
const FIXED: usize = 8;

/// The preposition of a date: "by" of "by the end of June".
fn preposition(scan: &Scan, from: usize, at: usize) -> Option<usize> {
    (from..at).rev().find(|&before| {
        !(scan.is_dash(before)
            || matches!(
                scan.lower(before),
                "the"
                    | "end"
                    | "of"
                    | "early"
                    | "late"
                    | "mid"
                    | "middle"
                    | "beginning"
                    | "start"
                    | "close"
                    | "at"
                    | "least"
                    | "about"
                    | "around"
                    | "first"
                    | "second"
                    | "third"
                    | "fourth"
                    | "last"
                    | "final"
                    | "half"
                    | "quarter"
                    | "week"
                    | "month"
            ))
    })
}

/// Whether the words before the date tell what happened.
pub(super) fn looks_back(scan: &Scan, from: usize, at: usize) -> bool {
    (from..at).any(|before| {
        scan.token(before)
            .is_some_and(|token| token.is(Trait::Past) && !token.has(Class::Report))
    })
}

/// "The October report will show": what is named after a month to come.
fn is_promised(scan: &Scan, at: usize, parts: Parts) -> bool {
    let behind = at + 1;
    parts.month.is_some()
        && parts.day.is_none()
        && scan.token(behind).is_some_and(Token::is_word)
        && (behind..behind + 4).any(|behind| {
            matches!(
                scan.lower(behind),
                "will" | "would" | "should" | "could" | "may" | "might"
            )
        })
}

/// Of the days with this number in the months around `today`, the one that the words before the date mean.
pub(super) fn nearest_day(scan: &Scan, at: usize, day: u8, today: Date) -> Option<Date> {
    let from = at.saturating_sub(REACH);
    let in_month = |months: i64| {
        let first = calendar::plus_months(today.first_of_month(), months)?;
        Date::new(first.year(), first.month(), i8::try_from(day).ok()?).ok()
    };
    let mut near = [-2, -1, 0, 1, 2].into_iter().filter_map(in_month);
    if looks_ahead(scan, from, at) || relative::will(scan, at) {
        return near.find(|date| *date >= today);
    }
    if looks_back(scan, from, at) {
        return near.rfind(|date| *date <= today);
    }
    near.min_by_key(|date| {
        date.since(today)
            .map_or(i32::MAX, |span| span.get_days().abs())
    })
}
