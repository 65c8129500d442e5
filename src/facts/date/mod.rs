//! Dates and periods: read, completed, joined to ranges, and limited by the words around them.
//!
//! A date fact has an EDTF form and an interval of days, both ends inclusive. A missing year comes
//! from the other end of a range, else from the article's date; without either the words are kept
//! and nothing is guessed.

pub mod absolute;
pub mod calendar;
pub mod relative;

use super::scan::{BORDER, Kind, Scan, Token};
use crate::model::date::DateValue;
use crate::model::fact::FactKind;
use crate::model::quantity::Qualifier;
use crate::model::span::Span;
use absolute::Parts;
use calendar::{Grain, Stretch};
use jiff::civil::Date;
use std::ops::Range;

/// A date or period found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// A calendar unit is a date; a range, an open interval or a part of a unit is a period.
    pub kind: FactKind,
    /// Its value.
    pub value: DateValue,
}

/// All dates of a scan, in order. `today` is the article's day.
pub fn dates(scan: &Scan, today: Option<Date>) -> Vec<When> {
    let mut found: Vec<When> = Vec::new();
    let mut at = 0;
    while at < scan.tokens.len() {
        let may = scan.token(at).is_some_and(|token| match token.kind {
            Kind::Digits | Kind::Sign('\'' | '’') => true,
            Kind::Sign(_) => false,
            Kind::Word => token.word.is_some_and(crate::facts::lexicon::Word::dates),
        });
        if !may {
            at += 1;
            continue;
        }
        if let Some(when) = when(scan, at, told(scan, &found, at, today)) {
            at = when.tokens.end.max(at + 1);
            found.push(when);
        } else {
            at += 1;
        }
    }
    found
}

/// The day that a month without a year counts from: the article's day, except in a story of the past. There
/// "In January 2002 … In July" stays in the year that was named shortly before.
fn told(scan: &Scan, found: &[When], at: usize, today: Option<Date>) -> Option<Date> {
    let today = today?;
    let bare = scan.known(at).is_some_and(|word| word.month.is_some());
    let year = found
        .last()
        .filter(|last| bare && at.saturating_sub(last.tokens.end) < REMEMBERED)
        .filter(|last| last.value.relative.is_none() && last.value.start.is_some())
        .and_then(|last| last.value.end.as_ref()?.get(..4)?.parse::<i16>().ok())
        .filter(|year| year + 1 < today.year());
    match year {
        Some(year) => Date::new(year, 12, 31).ok(),
        None => Some(today),
    }
}

/// How many tokens the year of a story stays in mind.
const REMEMBERED: usize = 60;

/// One end of an interval before it is resolved.
#[derive(Debug, Clone)]
struct Point {
    end: usize,
    parts: Option<Parts>,
    stretch: Option<Stretch>,
    grain: Grain,
    /// "mid", "early", "late".
    partial: bool,
}

/// The date that begins at token `at`, with what belongs to it.
pub fn when(scan: &Scan, at: usize, today: Option<Date>) -> Option<When> {
    let first = days_of_month(scan, at).or_else(|| point(scan, at, today))?;
    let mut end = first.end;
    let mut start_token = at;
    let (before, open) = opener(scan, at);
    let range = range(scan, at, &first, today);
    let fiscal = first.parts.is_some_and(|parts| parts.fiscal);
    let mut value = if let Some((second, last)) = &range {
        end = second.end;
        between(&complete(scan, at, &first, today, Some(second)), last)
    } else {
        let stretch = complete(scan, at, &first, today, None);
        match stretch {
            Some(stretch) => DateValue {
                edtf: Some(stretch.edtf.clone()),
                start: Some(stretch.first.to_string()),
                end: Some(stretch.last.to_string()),
                ..DateValue::default()
            },
            None => DateValue {
                relative: Some(scan.span(at, end).of(scan.text).to_lowercase()),
                grain: Some(first.grain.name().to_owned()),
                ..DateValue::default()
            },
        }
    };
    value.fiscal = fiscal
        || range
            .as_ref()
            .is_some_and(|(second, _)| second.parts.is_some_and(|p| p.fiscal));
    if first.partial {
        value.qualifier = Qualifier::About;
    }
    let later = matches!(
        (scan.lower(end), scan.lower(end + 1)),
        ("or" | "and", "later" | "after" | "onward" | "onwards")
    ) && !matches!(scan.lower(end + 2), "my" | "the" | "a" | "his" | "its");
    let onward = matches!(scan.lower(end), "onward" | "onwards");
    if range.is_none() {
        if later || onward {
            value.end = None;
            end += 1 + usize::from(later);
        } else if let Some(open) = open {
            start_token = before;
            limit(&mut value, open);
        }
    } else if matches!(
        at.checked_sub(1).map_or("", |b| scan.lower(b)),
        "from" | "between"
    ) {
        start_token = at - 1;
    }
    if let (Some(start), Some(end)) = (&value.start, &value.end)
        && start > end
    {
        return None;
    }
    if value.edtf.is_some() {
        reopen(&mut value);
    }
    let unit = range.is_none()
        && !first.partial
        && value.start.is_some() == value.end.is_some()
        && first.grain != Grain::Decade
        && !value.edtf.as_deref().is_some_and(|edtf| edtf.contains('/'));
    Some(When {
        span: scan.span(start_token, end),
        tokens: start_token..end,
        kind: if unit {
            FactKind::Date
        } else {
            FactKind::Period
        },
        value,
    })
}

/// What a word before a date makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Since,
    After,
    Before,
    Until,
    By,
    AtLeastUntil,
}

/// The limiting word before token `at`, and the token it begins at.
fn opener(scan: &Scan, at: usize) -> (usize, Option<Open>) {
    let word = |back: usize| at.checked_sub(back).map_or("", |b| scan.lower(b));
    let the = usize::from(word(1) == "the");
    let year = usize::from(word(1 + the) == "year") + the;
    let year = year + usize::from(year > the && word(1 + year) == "the");
    let (one, two, three) = (word(1 + year), word(2 + year), word(3 + year));
    let (back, open) = match (three, two, one) {
        ("until" | "through" | "till", "at", "least") => (3, Some(Open::AtLeastUntil)),
        ("as", "early", "as") => (3, Some(Open::Since)),
        (_, "prior", "to") => (2, Some(Open::Before)),
        (_, "later", "than") if three != "no" => (2, Some(Open::After)),
        (_, "starting" | "beginning" | "effective", "in" | "on" | "from") => (2, Some(Open::Since)),
        (_, _, "since" | "starting" | "beginning" | "seit" | "depuis" | "desde") => {
            (1, Some(Open::Since))
        }
        (_, _, "after") => (1, Some(Open::After)),
        (_, _, "before") => (1, Some(Open::Before)),
        (_, _, "until" | "till" | "through") => (1, Some(Open::Until)),
        (_, _, "by") => (1, Some(Open::By)),
        _ => (0, None),
    };
    (
        at - (back + if open.is_some() { year } else { 0 }).min(at),
        open,
    )
}

fn limit(value: &mut DateValue, open: Open) {
    let shift = |day: &Option<String>, by: i64| {
        let date: Date = day.as_ref()?.parse().ok()?;
        calendar::plus(date, by).map(|date| date.to_string())
    };
    match open {
        Open::Since => value.end = None,
        Open::After => {
            value.start = shift(&value.end, 1);
            value.end = None;
        }
        Open::Before => {
            value.end = shift(&value.start, -1);
            value.start = None;
        }
        Open::Until => value.start = None,
        Open::By => {
            value.start = None;
            value.qualifier = Qualifier::AtMost;
        }
        Open::AtLeastUntil => {
            value.start = None;
            value.qualifier = Qualifier::AtLeast;
        }
    }
}

/// An open interval's EDTF: `2019/..`, `../2027`.
fn reopen(value: &mut DateValue) {
    let Some(edtf) = value.edtf.clone() else {
        return;
    };
    value.edtf = match (&value.start, &value.end) {
        (Some(start), None) => Some(
            if edtf.contains('/') || !start.starts_with(edtf.get(..4).unwrap_or_default()) {
                format!("{start}/..")
            } else {
                format!("{edtf}/..")
            },
        ),
        (None, Some(end)) => Some(
            if edtf.contains('/') || !end.starts_with(edtf.get(..4).unwrap_or_default()) {
                format!("../{end}")
            } else {
                format!("../{edtf}")
            },
        ),
        _ => Some(edtf),
    };
}

/// One date, named or relative, with "early", "mid" or "late" before it.
fn point(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    nested(scan, at, today, NESTED)
}

/// How deep dates may be counted from dates: "two days before the end of the first week of May".
const NESTED: u8 = 3;

/// A date that may still hold `depth` others; without a limit each "before" of a chain would read all the rest.
fn nested(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    if let Some(inner) = depth.checked_sub(1)
        && let Some(point) = portion(scan, at, today, inner)
            .or_else(|| week_of(scan, at, today, inner))
            .or_else(|| shifted(scan, at, today, inner))
    {
        return Some(point);
    }
    plain_point(scan, at, today)
}

/// A date without another one inside.
fn plain_point(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    if let Some(point) = quarter_of_relative(scan, at, today) {
        return Some(point);
    }
    if let Some((parts, end)) =
        absolute::read(scan, at).filter(|(parts, _)| parts.weekday.is_some())
    {
        return Some(Point {
            end,
            parts: Some(parts),
            stretch: None,
            grain: parts.grain(),
            partial: false,
        });
    }
    if let Some(relative) = relative::read(scan, at, today) {
        return Some(on_weekday(
            scan,
            Point {
                end: relative.end,
                parts: None,
                stretch: relative.stretch,
                grain: relative.grain,
                partial: false,
            },
        ));
    }
    let (parts, end) = absolute::read(scan, at).or_else(|| absolute::bare_year(scan, at))?;
    Some(Point {
        end,
        parts: Some(parts),
        stretch: None,
        grain: parts.grain(),
        partial: false,
    })
}

/// `two weeks before May 13, 1999`, `3 days from Tuesday`: a day counted from another date.
fn shifted(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    let (count, unit, end) = relative::span_of_time(scan, at)?;
    let sign = match scan.lower(end) {
        "before" => -1,
        "after" | "from" | "following" => 1,
        _ => return None,
    };
    let next = end + 1 + usize::from(scan.lower(end + 1) == "the");
    let inner = nested(scan, next, today, depth)?;
    let base = complete(scan, next, &inner, today, None);
    let date = base.and_then(|base| {
        relative::step(
            if sign < 0 { base.first } else { base.last },
            sign * count,
            unit,
        )
    });
    Some(Point {
        end: inner.end,
        parts: None,
        stretch: date.map(calendar::day),
        grain: Grain::Day,
        partial: false,
    })
}

/// `next week Wednesday`, `next week on Tuesday`.
fn on_weekday(scan: &Scan, point: Point) -> Point {
    let at = point.end + usize::from(scan.lower(point.end) == "on");
    let weekday = scan
        .known(at)
        .and_then(|word| word.weekday.or(word.short_weekday));
    if let (Grain::Week, Some(weekday), Some(week)) = (point.grain, weekday, &point.stretch)
        && week
            .last
            .since(week.first)
            .is_ok_and(|span| span.get_days() == 6)
        && let Some(date) = calendar::plus(week.first, i64::from(weekday) - 1)
    {
        return Point {
            end: at + 1,
            stretch: Some(calendar::day(date)),
            grain: Grain::Day,
            ..point
        };
    }
    point
}

/// `early 2026`, `mid-November`, `late last year`, `the end of 2026`, `later this month`.
fn portion(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    let (name, mut next) = match scan.lower(at) {
        "early" | "earlier" => ("early", at + 1),
        "mid" | "middle" => ("mid", at + 1),
        "late" | "later" => ("late", at + 1),
        "end" | "close" => ("late", at + 1),
        "beginning" | "start" => ("early", at + 1),
        _ => return None,
    };
    let noun = matches!(
        scan.lower(at),
        "end" | "close" | "beginning" | "start" | "middle"
    );
    if noun && scan.lower(next) != "of" {
        return None;
    }
    next += usize::from(noun || scan.is_dash(next));
    next += usize::from(matches!(scan.lower(next), "in" | "the") && name == "early");
    next += usize::from(scan.lower(next) == "the");
    let mut inner = if noun
        && scan.known(next).is_some_and(|w| w.time.is_some())
        && scan.lower(next + 1) != "to"
    {
        let unit = scan.lower(next);
        let (grain, stretch) = match unit {
            "year" => (Grain::Year, today.and_then(|d| calendar::year(d.year()))),
            "month" => (
                Grain::Month,
                today.and_then(|d| calendar::month(d.year(), u8::try_from(d.month()).ok()?)),
            ),
            "quarter" => (
                Grain::Quarter,
                today.and_then(|d| calendar::quarter(d.year(), calendar::quarter_of(d))),
            ),
            "week" => (Grain::Week, today.and_then(calendar::week)),
            _ => return None,
        };
        Point {
            end: next + 1,
            parts: None,
            stretch,
            grain,
            partial: true,
        }
    } else {
        nested(scan, next, today, depth)?
    };
    if matches!(inner.grain, Grain::Day) {
        return None;
    }
    let ends = matches!(scan.lower(at), "later" | "earlier");
    let whole = inner
        .stretch
        .clone()
        .or_else(|| complete(scan, next, &inner, today, None));
    inner.stretch = whole.and_then(|whole| match (ends, today) {
        (true, Some(today)) if whole.first <= today && today <= whole.last => {
            if name == "late" {
                Some(calendar::days(
                    calendar::portion(&whole, "late")?.first.max(today),
                    whole.last,
                    whole.grain,
                ))
            } else {
                calendar::portion(&whole, "early")
            }
        }
        _ if noun && whole.grain == Grain::Year => {
            // "The end of 2026" is its last four months, "the beginning" its first four.
            let year = whole.first.year();
            let (from, to) = if name == "late" {
                (9, 12)
            } else if name == "early" {
                (1, 4)
            } else {
                (5, 8)
            };
            Some(calendar::days(
                calendar::month(year, from)?.first,
                calendar::month(year, to)?.last,
                Grain::Year,
            ))
        }
        _ => calendar::portion(&whole, name),
    });
    if inner.stretch.is_none()
        && inner.parts.is_none_or(|p| p.year.is_some())
        && inner.grain != Grain::Year
    {
        inner.parts = None;
    }
    inner.parts = None;
    inner.partial = true;
    Some(inner)
}

/// `first week of July`, `the last week of 2016`, `second week of next month`.
fn week_of(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    let ordinal = scan.known(at).and_then(|word| word.ordinal);
    let digits = scan.glued(at + 1) && matches!(scan.lower(at + 1), "st" | "nd" | "rd" | "th");
    let number = match scan.lower(at) {
        "last" | "final" => -1,
        written if digits => written.parse::<i64>().ok()?,
        _ => i64::try_from(ordinal?).ok()?,
    };
    let at = at + 1 + usize::from(digits);
    if !scan.says(at, &["week", "of"]) || !(-1..=5).contains(&number) {
        return None;
    }
    let next = at + 2 + usize::from(scan.lower(at + 2) == "the");
    let inner = nested(scan, next, today, depth)?;
    let stretch = complete(scan, next, &inner, today, None).and_then(|whole| {
        let from = if number < 0 { whole.last } else { whole.first };
        let monday = calendar::week(from)?.first;
        let offset = if number < 0 { 0 } else { number - 1 };
        let late = number >= 0 && calendar::plus(monday, 3)? < whole.first;
        let early = number < 0 && calendar::plus(monday, 3)? > whole.last;
        let monday = calendar::plus(monday, 7 * (offset + i64::from(late) - i64::from(early)))?;
        calendar::week(monday)
    });
    Some(Point {
        end: inner.end,
        parts: None,
        stretch,
        grain: Grain::Week,
        partial: false,
    })
}

/// `next year's first quarter`, `the fourth quarter of last year`, `the first half of this year`.
fn quarter_of_relative(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    let year =
        |at: usize| relative::read(scan, at, today).filter(|found| found.grain == Grain::Year);
    let (parts, end, year) = if let Some(year) = year(at) {
        let quote =
            year.end + usize::from(scan.lower(year.end) == "'" || scan.lower(year.end) == "’");
        let quote = quote + usize::from(quote > year.end && scan.lower(quote) == "s");
        let (parts, end) = absolute::read(scan, quote).filter(|(parts, _)| {
            quote > year.end && (parts.quarter.is_some() || parts.month.is_some())
        })?;
        (parts, end, year)
    } else {
        let (parts, end) = absolute::read(scan, at).filter(|(parts, _)| {
            parts.year.is_none()
                && (parts.quarter.is_some() || parts.half.is_some() || parts.month.is_some())
        })?;
        let of = end + usize::from(scan.lower(end) == "of" || scan.is_sign(end, ','));
        let year = year(of).filter(|_| !scan.is_sign(end, ','))?;
        (parts, year.end, year)
    };
    let stretch = year.stretch.and_then(|found| {
        Parts {
            year: Some(found.first.year()),
            ..parts
        }
        .stretch()
    });
    Some(Point {
        end,
        parts: None,
        stretch,
        grain: parts.grain(),
        partial: false,
    })
}

/// Fills in a missing year and resolves the days.
fn complete(
    scan: &Scan,
    at: usize,
    point: &Point,
    today: Option<Date>,
    other: Option<&Point>,
) -> Option<Stretch> {
    if let Some(stretch) = &point.stretch {
        return Some(stretch.clone());
    }
    let mut parts = point.parts?;
    if parts.year.is_none() && parts.decade.is_none() {
        let borrowed = other
            .and_then(|other| other.parts)
            .filter(|other| other.year.is_some());
        if let Some(other) = borrowed {
            // "Nov-Feb 2017" begins in the year before.
            let wraps = other
                .month
                .zip(parts.month)
                .is_some_and(|(last, first)| first > last);
            parts.year = other.year.map(|year| year - i16::from(wraps));
        } else {
            parts.year = Some(nearest_year(scan, at, parts, today?)?);
        }
    }
    parts.stretch()
}

/// The year that makes the date the latest one up to today, or the next one where the words speak of the future.
fn nearest_year(scan: &Scan, at: usize, parts: Parts, today: Date) -> Option<i16> {
    let year = today.year();
    let here = Parts {
        year: Some(year),
        ..parts
    }
    .stretch()?;
    let from = (at.saturating_sub(8)..at)
        .rev()
        .find(|before| scan.is_sign(*before, BORDER))
        .unwrap_or(at.saturating_sub(8));
    let month_end = at + 1;
    let attributive = parts.month.is_some()
        && parts.day.is_none()
        && scan.token(month_end).is_some_and(Token::is_word);
    // "The October report will show": what is named after a month to come.
    let promised = attributive
        && (month_end..month_end + 4).any(|behind| {
            matches!(
                scan.lower(behind),
                "will" | "would" | "should" | "could" | "may" | "might"
            )
        });
    // "which ends in May", "starts on June 30": the present tense of a calendar looks ahead.
    let scheduled = (at.saturating_sub(2)..at).any(|before| {
        matches!(
            scan.lower(before),
            "ends" | "begins" | "starts" | "expires" | "opens" | "closes" | "takes"
        )
    });
    let future = promised
        || scheduled
        || (from..at).any(|before| {
            matches!(
                scan.lower(before),
                "will"
                    | "would"
                    | "by"
                    | "until"
                    | "till"
                    | "next"
                    | "upcoming"
                    | "expected"
                    | "due"
                    | "plans"
                    | "scheduled"
            )
        });
    Some(if future && here.last < today {
        year + 1
    } else if !future && here.first > today && (parts.month.is_some() || parts.quarter.is_some()) {
        year - 1
    } else {
        year
    })
}

/// The second end of a range: `to May`, `– 20`, `and 2018` after "between", `/Q4 2026`.
fn range(
    scan: &Scan,
    at: usize,
    first: &Point,
    today: Option<Date>,
) -> Option<(Point, Option<Stretch>)> {
    let end = first.end;
    let before = at.checked_sub(1).map_or("", |b| scan.lower(b));
    let dash = scan.is_dash(end) && scan.glued(end) == scan.glued(end + 1);
    let slash = scan.is_sign(end, '/') && first.parts.is_some_and(|p| p.quarter.is_some());
    let joined = match scan.lower(end) {
        "to" | "through" | "thru" | "until" | "till" | "bis" => true,
        "and" => {
            before == "between" || (before == "the" && at > 1 && scan.lower(at - 2) == "between")
        }
        _ => dash || slash,
    };
    if !joined || scan.lower(end) == "through" && scan.says(end + 1, &["at", "least"]) {
        return None;
    }
    let next = end + 1 + usize::from(scan.lower(end + 1) == "the");
    let second = bare_day(scan, next, first)
        .filter(|_| absolute::read(scan, next).is_none())
        .or_else(|| point(scan, next, today))
        .or_else(|| now(scan, next, today))?;
    let fits = second.grain == first.grain
        || first.parts.is_none()
        || second.parts.is_none()
        || matches!(
            (first.grain, second.grain),
            (
                Grain::Year | Grain::Month | Grain::Day,
                Grain::Year | Grain::Month | Grain::Day
            )
        );
    let ordered = first
        .parts
        .and_then(|p| p.year)
        .zip(second.parts.and_then(|p| p.year))
        .is_none_or(|(a, b)| a <= b);
    if !fits || !ordered {
        return None;
    }
    let mut last = second.clone();
    if let (Some(mut parts), Some(year)) = (second.parts, first.parts.and_then(|p| p.year))
        && parts.year.is_none()
    {
        let wraps = first
            .parts
            .and_then(|p| p.month)
            .zip(parts.month)
            .is_some_and(|(a, b)| a > b);
        parts.year = Some(year + i16::from(wraps));
        last.parts = Some(parts);
    }
    let mut stretch = complete(scan, next, &last, today, None);
    if let (Some(start), Some(found), Some(parts)) = (
        complete(scan, at, first, today, Some(&second)),
        &stretch,
        second.parts,
    ) && found.last < start.first
        && second.parts.is_some_and(|p| p.year.is_none())
    {
        stretch = Parts {
            year: Some(found.first.year() + 1),
            ..parts
        }
        .stretch();
    }
    Some((second, stretch))
}

/// The first day of `3 to 12 September` and of `9-12 June`, whose month stands behind the second.
fn days_of_month(scan: &Scan, at: usize) -> Option<Point> {
    let (day, end) = absolute::day_number(scan, at)?;
    let before = at.checked_sub(1).map_or("", |b| scan.lower(b));
    let joined = scan.is_dash(end)
        || matches!(scan.lower(end), "to" | "till" | "until" | "through")
        || scan.lower(end) == "and" && before == "between";
    let (parts, _) =
        absolute::day_month(scan, end + 1).filter(|(parts, _)| joined && parts.day > Some(day))?;
    Some(Point {
        end,
        parts: Some(Parts {
            day: Some(day),
            ..parts
        }),
        stretch: None,
        grain: Grain::Day,
        partial: false,
    })
}

fn now(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    matches!(scan.lower(at), "now" | "present").then(|| Point {
        end: at + 1,
        parts: None,
        stretch: today.map(calendar::day),
        grain: Grain::Day,
        partial: false,
    })
}

/// The second day of `November 19-20` and of `April 9th through seventeenth`.
fn bare_day(scan: &Scan, at: usize, first: &Point) -> Option<Point> {
    let parts = first
        .parts
        .filter(|parts| parts.day.is_some() && parts.month.is_some())?;
    let suffix =
        usize::from(scan.glued(at + 1) && matches!(scan.lower(at + 1), "st" | "nd" | "rd" | "th"));
    let day = scan
        .written(at)
        .parse::<u8>()
        .ok()
        .or_else(|| u8::try_from(scan.known(at)?.ordinal?).ok())
        .filter(|day| (1..=31).contains(day))?;
    let mut end = at + 1 + suffix;
    let mut year = parts.year;
    let comma = end + usize::from(scan.is_sign(end, ','));
    if let Some((found, after)) = absolute::year(scan, comma) {
        year = Some(found);
        end = after;
    }
    Some(Point {
        end,
        parts: Some(Parts {
            day: Some(day),
            year,
            ..parts
        }),
        stretch: None,
        grain: Grain::Day,
        partial: false,
    })
}

#[expect(clippy::ref_option, reason = "both ends are kept by the caller")]
fn between(first: &Option<Stretch>, last: &Option<Stretch>) -> DateValue {
    let edtf = first.as_ref().zip(last.as_ref()).map(|(a, b)| {
        let head = |edtf: &str, end: bool| {
            let mut ends = edtf.split('/');
            let first = ends.next().unwrap_or_default().to_owned();
            if end {
                ends.next().map_or(first, str::to_owned)
            } else {
                first
            }
        };
        format!("{}/{}", head(&a.edtf, false), head(&b.edtf, true))
    });
    DateValue {
        edtf,
        start: first.as_ref().map(|s| s.first.to_string()),
        end: last.as_ref().map(|s| s.last.to_string()),
        ..DateValue::default()
    }
}
