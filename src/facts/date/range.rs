//! The second end of a range of dates: `to May`, `November 19-20`, `Q3/Q4 2026`.

use super::absolute::{self, Parts};
use super::calendar::{self, Grain, Stretch};
use super::{Point, complete, nearest, point};
use crate::facts::lexicon::Trait;
use crate::facts::scan::Scan;
use crate::model::date::DateValue;
use jiff::civil::Date;

/// The second end of a range: `to May`, `– 20`, `and 2018` after "between", `/Q4 2026`.
pub(super) fn range(
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
        "und" | "et" | "y" => matches!(before, "zwischen" | "entre"),
        "à" => before == "de",
        "and" => {
            before == "between"
                || (before == "the" && at > 1 && scan.lower(at - 2) == "between")
                || is_next_day(scan, end + 1, first)
        }
        _ => dash || slash,
    };
    // "postponed from Thursday to Monday": two days, and nothing between them.
    let shifts = before == "from" && nearest::is_put_off_before(scan, at);
    if !joined || shifts || scan.lower(end) == "through" && scan.says(end + 1, &["at", "least"]) {
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
    let begin = complete(scan, at, first, today, Some(&second));
    let nameless = second
        .parts
        .is_some_and(|parts| parts.year.is_none() && parts.decade.is_none());
    let mut stretch = match (second.parts, &begin) {
        // "April 9 till the seventeenth": the second end is the first one behind the first.
        (Some(parts), Some(begin)) if nameless => {
            let in_year = |year| {
                Parts {
                    year: Some(year),
                    ..parts
                }
                .stretch()
            };
            in_year(begin.first.year())
                .filter(|found| found.last >= begin.first)
                .or_else(|| in_year(begin.first.year() + 1))
        }
        _ => complete(scan, next, &second, today, None),
    };
    // "from April until the end of June": no more than a year lies between where no year is named.
    if second.parts.is_none()
        && first.parts.is_some_and(|parts| parts.year.is_none())
        && let (Some(begin), Some(found)) = (&begin, &stretch)
        && found.first.year()
            > begin.first.year() + i16::from(found.first.month() < begin.first.month())
    {
        stretch = point(scan, next, Some(begin.last)).and_then(|point| point.stretch);
    }
    Some((second, stretch))
}

/// `March 18 and 19`: whether the number at `at` is the day behind the first one, and counts nothing.
fn is_next_day(scan: &Scan, at: usize, first: &Point) -> bool {
    let day = first.parts.and_then(|parts| parts.day.zip(parts.month));
    let next = scan.written(at).parse::<u8>().ok();
    let counts = scan
        .token(at + 1)
        .is_some_and(|behind| behind.is_word() && !behind.is(Trait::Function));
    !counts && day.is_some_and(|(day, _)| next == Some(day + 1))
}

/// The first day of `3 to 12 September`, `4 and 5 May` and `9-12 June`, whose month stands behind the second.
pub(super) fn days_of_month(scan: &Scan, at: usize) -> Option<Point> {
    let (day, end) = absolute::day_number(scan, at)?;
    let before = at.checked_sub(1).map_or("", |b| scan.lower(b));
    let joined = scan.is_dash(end)
        || matches!(scan.lower(end), "to" | "till" | "until" | "through")
        || scan.lower(end) == "and" && before == "between";
    let and = scan.lower(end) == "and";
    let (parts, _) = absolute::day_month(scan, end + 1).filter(|(parts, _)| {
        joined && parts.day > Some(day) || and && parts.day == Some(day + 1)
    })?;
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

/// `now` as the first end: `from now until June`, `between now and November 15`.
pub(super) fn from_now(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    let before = at.checked_sub(1).map_or("", |b| scan.lower(b));
    let joined = match scan.lower(at + 1) {
        "and" => before == "between",
        "to" | "until" | "till" | "through" => true,
        _ => false,
    };
    (joined && scan.lower(at) == "now")
        .then(|| now(scan, at, today))
        .flatten()
}

pub(super) fn now(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    matches!(scan.lower(at), "now" | "present").then(|| Point {
        end: at + 1,
        parts: None,
        stretch: today.map(calendar::day),
        grain: Grain::Day,
        partial: false,
    })
}

/// The second day of `November 19-20` and of `April 9th through seventeenth`.
pub(super) fn bare_day(scan: &Scan, at: usize, first: &Point) -> Option<Point> {
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
pub(super) fn between(first: &Option<Stretch>, last: &Option<Stretch>) -> DateValue {
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
