//! Dates and periods: read, completed, joined to ranges, and limited by the words around them.
//!
//! A date fact has an EDTF form and an interval of days, both ends inclusive. A missing year comes
//! from the other end of a range, else from the article's date; without either the words are kept
//! and nothing is guessed. A time of day is a fact of its own, with the day that is named beside it.

mod clock;
mod feast;
mod gate;
mod joined;
mod limit;
mod nearest;
mod nested;
mod range;
mod weekend;

pub mod absolute;
pub mod calendar;
pub mod relative;

use super::scan::{BORDER, Scan};
use crate::model::date::DateValue;
use crate::model::fact::FactKind;
use crate::model::quantity::Qualifier;
use crate::model::span::Span;
use absolute::Parts;
use calendar::{Grain, Stretch};
pub use clock::clocks;
use gate::Gate;
use jiff::civil::Date;
use joined::{
    century, dated_weekday, numbered_day, numbered_weekday, on_weekday, quarter_of_relative,
};
use limit::{Open, begins, limit, opener, reopen};
use nearest::{is_fixed, nearest_year};
use nested::{NESTED, nested};
use range::{between, days_of_month, from_now, range};
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
    let gate = Gate::new(scan);
    let mut at = 0;
    while let Some(token) = scan.token(at) {
        let read = || when(scan, at, told(scan, &found, at, today));
        if let Some(when) = gate.opens(scan, at, token).then(read).flatten() {
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
    let bare = scan.known(at).is_some_and(|word| word.month.is_some()) && !is_fixed(scan, at);
    let year = found
        .last()
        .filter(|last| bare && at.saturating_sub(last.tokens.end) < REMEMBERED)
        .filter(|last| last.value.relative.is_none() && last.value.start.is_some())
        .filter(|last| last.kind == FactKind::Date && tells_story(scan, last))
        .and_then(|last| last.value.end.as_ref()?.get(..4)?.parse::<i16>().ok())
        .filter(|year| year + 1 < today.year());
    match year {
        Some(year) => Date::new(year, 12, 31).ok(),
        None => Some(today),
    }
}

/// Whether a date sets the scene for those behind it: "In January 2002", and "In 2002" where it opens its sentence; a
/// year that figures are compared with ("than in 2024") does not.
fn tells_story(scan: &Scan, when: &When) -> bool {
    let day = when.value.edtf.as_ref().is_some_and(|edtf| edtf.len() > 4);
    let start = when.tokens.start;
    day || start < 2 || scan.is_sign(start - 2, BORDER) || scan.is_sign(start - 1, BORDER)
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
    let now = from_now(scan, at, today);
    let from_now = now.is_some();
    let first = now
        .or_else(|| days_of_month(scan, at))
        .or_else(|| point(scan, at, today))?;
    let mut end = first.end;
    let mut start_token = at;
    let (before, open) = opener(scan, at);
    let range = range(scan, at, &first, today);
    if from_now && range.is_none() {
        return None;
    }
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
            // "before the end of the year" is before it is over.
            let over =
                open == Open::Before && first.partial && matches!(scan.lower(at), "end" | "close");
            limit(&mut value, if over { Open::Until } else { open });
        } else if begins(scan, at, &value, today) {
            start_token = at - 1;
            limit(&mut value, Open::Since);
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

/// One date, named or relative, with "early", "mid" or "late" before it.
fn point(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    nested(scan, at, today, NESTED)
}

/// A date without another one inside.
fn plain_point(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    if let Some(feast) = feast::read(scan, at) {
        let day = feast.meant(today, relative::will(scan, at));
        return Some(weekend::of_feast(scan, feast.end, day));
    }
    if let Some(weekend) = weekend::read(scan, at, today) {
        return Some(weekend);
    }
    if let Some(point) = numbered_weekday(scan, at, today)
        .or_else(|| century(scan, at))
        .or_else(|| numbered_day(scan, at, today))
    {
        return Some(point);
    }
    let (named, counted) = (absolute::read(scan, at), relative::read(scan, at, today));
    if let Some(point) = quarter_of_relative(scan, named, counted.as_ref(), today) {
        return Some(point);
    }
    if let Some(relative) =
        counted.filter(|_| named.is_none_or(|(parts, _)| parts.weekday.is_none()))
    {
        if let Some(point) = dated_weekday(scan, &relative) {
            return Some(point);
        }
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
    let (parts, end) = named.or_else(|| absolute::bare_year(scan, at))?;
    Some(Point {
        end,
        parts: Some(parts),
        stretch: None,
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
