//! Dates told by another date: `early 2026`, `the end of June`, `two weeks before May 13`, `the first week of July`.

use super::calendar::{self, Grain, Stretch};
use super::{Point, absolute, complete, plain_point, relative};
use crate::facts::lexicon::{Class, Trait};
use crate::facts::scan::Scan;
use jiff::civil::Date;

/// How deep dates may be counted from dates: "two days before the end of the first week of May".
pub(super) const NESTED: u8 = 3;

/// A date that may still hold `depth` others; without a limit each "before" of a chain would read all the rest.
pub(super) fn nested(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    if let Some(inner) = depth.checked_sub(1)
        && let Some(point) = portion(scan, at, today, inner)
            .or_else(|| unit_end(scan, at, today))
            .or_else(|| around(scan, at, today, inner))
            .or_else(|| weekday_of(scan, at, today, inner))
            .or_else(|| counted_of(scan, at, today, inner))
            .or_else(|| week_of(scan, at, today, inner))
            .or_else(|| shifted(scan, at, today, inner))
            .or_else(|| rest(scan, at, today, inner))
    {
        return Some(point);
    }
    plain_point(scan, at, today)
}

/// `two weeks before May 13, 1999`, `3 days from Tuesday`: a day counted from another date; `three months ended June 30`:
/// the time up to it; `two weeks starting May 20`: the time from it on.
pub(super) fn shifted(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    let (count, unit, end) = relative::span_of_time(scan, at)?;
    let the = || at.checked_sub(1).is_some_and(|b| scan.lower(b) == "the");
    let (sign, lasts) = match scan.lower(end) {
        "before" => (-1, false),
        "after" | "from" | "following" => (1, false),
        "ended" | "ending" => (-1, true),
        "to" | "through" if the() => (-1, true),
        "starting" | "beginning" => (1, true),
        _ => return None,
    };
    let next = end + 1 + usize::from(matches!(scan.lower(end + 1), "the" | "on" | "from"));
    let inner = nested(scan, next, today, depth)?;
    let base = complete(scan, next, &inner, today, None);
    if lasts {
        let stretch = base.and_then(|base| {
            if sign > 0 {
                let last = calendar::plus(relative::step(base.first, count, unit)?, -1)?;
                return Some(calendar::days(base.first, last, inner.grain));
            }
            let after = calendar::plus(base.last, 1)?;
            let first = relative::step(after, -count, unit)?;
            Some(calendar::days(first, base.last, inner.grain))
        });
        return Some(day_like(inner.end, stretch, Grain::Week));
    }
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

/// `early 2026`, `mid-November`, `late last year`, `the end of 2026`, `later this month`.
pub(super) fn portion(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
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
    // "end of June", "end-June"
    if noun && scan.lower(next) != "of" && !scan.is_dash(next) {
        return None;
    }
    let apart = matches!(scan.lower(at), "early" | "earlier" | "later");
    next += usize::from(noun || scan.is_dash(next) || apart && scan.lower(next) == "in");
    let the = scan.lower(next) == "the";
    next += usize::from(the);
    let pointed = noun || the && apart;
    // "the end of the year", "end of month", "later in the month"
    let here = relative::here(scan, next, today)
        .filter(|_| pointed && scan.lower(next + 1) != "to" && !scan.is_dash(next - 1));
    let mut inner = match here {
        Some(here) => day_like(here.end, here.stretch, here.grain),
        None => nested(scan, next, today, depth)?,
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
        _ if noun && whole.grain == Grain::Year => third_of_year(&whole, name),
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

/// The last four months of a year for its end, the first four for its beginning, those between for its middle.
fn third_of_year(year: &Stretch, name: &str) -> Option<Stretch> {
    let (from, to) = match name {
        "late" => (9, 12),
        "early" => (1, 4),
        _ => (5, 8),
    };
    let year = year.first.year();
    Some(calendar::days(
        calendar::month(year, from)?.first,
        calendar::month(year, to)?.last,
        Grain::Year,
    ))
}

/// `by year-end`, `at month end`, `before the year's end`: behind a preposition, since a "year-end bonus" is none.
fn unit_end(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    let here = relative::here(scan, at, today)?;
    let own = usize::from(matches!(scan.lower(here.end), "'" | "’"));
    let end = here.end + usize::from(scan.is_dash(here.end)) + 2 * own;
    let before = at.checked_sub(1).map_or("", |before| {
        let the = usize::from(scan.lower(before) == "the");
        scan.lower(before.saturating_sub(the))
    });
    let placed = matches!(
        before,
        "by" | "at" | "until" | "till" | "before" | "through" | "since" | "from" | "to" | "of"
    );
    let bare = scan.lower(end) == "end"
        && !(scan.is_dash(end + 1)
            || scan.token(end + 1).is_some_and(|next| {
                next.is_word() && !next.is(Trait::Function) && !next.has(Class::Verb)
            }));
    (placed && bare).then(|| {
        let stretch = here.stretch.and_then(|whole| match whole.grain {
            Grain::Year => third_of_year(&whole, "late"),
            _ => calendar::portion(&whole, "late"),
        });
        Point {
            partial: true,
            ..day_like(end + 1, stretch, here.grain)
        }
    })
}

/// `the week of May 5`, `the week starting on February 4`: the seven days from that one, or those around it.
fn around(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    if scan.lower(at) != "week" {
        return None;
    }
    if scan.says(at + 1, &["after", "next"]) {
        let stretch = today.and_then(|today| calendar::week(calendar::plus(today, 14)?));
        return Some(day_like(at + 3, stretch, Grain::Week));
    }
    let mut next = match scan.lower(at + 1) {
        "of" => at + 2,
        "starting" | "beginning" | "commencing" | "ending" | "ended" => {
            at + 2 + usize::from(matches!(scan.lower(at + 2), "on" | "in"))
        }
        _ => return None,
    };
    next += usize::from(scan.lower(next) == "the");
    let inner = nested(scan, next, today, depth).filter(|inner| inner.grain == Grain::Day)?;
    let stretch =
        complete(scan, next, &inner, today, None).and_then(|day| match scan.lower(at + 1) {
            "of" => calendar::week(day.first),
            "ending" | "ended" => Some(calendar::days(
                calendar::plus(day.first, -6)?,
                day.first,
                Grain::Week,
            )),
            _ => Some(calendar::days(
                day.first,
                calendar::plus(day.first, 6)?,
                Grain::Week,
            )),
        });
    Some(day_like(inner.end, stretch, Grain::Week))
}

/// `Tuesday of last week`.
fn weekday_of(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    let weekday = scan.known(at)?.weekday?;
    if scan.lower(at + 1) != "of" {
        return None;
    }
    let inner = nested(scan, at + 2, today, depth).filter(|inner| inner.grain == Grain::Week)?;
    let stretch = complete(scan, at + 2, &inner, today, None)
        .and_then(|week| calendar::plus(week.first, i64::from(weekday) - 1))
        .map(calendar::day);
    Some(day_like(inner.end, stretch, Grain::Day))
}

/// `the 15th day of next month`, `the first ten days of June`, `the last 3 weeks of this year`.
fn counted_of(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    let stretch_of = |next: usize| {
        let inner = inner_of(scan, next, today, depth).filter(|inner| inner.grain > Grain::Week)?;
        let whole = complete(scan, next, &inner, today, None);
        Some((inner.end, whole))
    };
    if let Some((day, end)) = absolute::day_number(scan, at)
        && scan.says(end, &["day", "of"])
    {
        let (end, whole) = stretch_of(end + 2)?;
        let stretch = whole
            .and_then(|whole| calendar::plus(whole.first, i64::from(day) - 1))
            .map(calendar::day);
        return Some(day_like(end, stretch, Grain::Day));
    }
    let last = match scan.lower(at) {
        "first" => false,
        "last" | "final" => true,
        _ => return None,
    };
    let (count, unit, end) = relative::span_of_time(scan, at + 1)?;
    if scan.lower(end) != "of" {
        return None;
    }
    let (end, whole) = stretch_of(end + 1)?;
    let stretch = whole.and_then(|whole| {
        Some(if last {
            let first = calendar::plus(relative::step(whole.last, -count, unit)?, 1)?;
            calendar::days(first, whole.last, whole.grain)
        } else {
            let last = calendar::plus(relative::step(whole.first, count, unit)?, -1)?;
            calendar::days(whole.first, last, whole.grain)
        })
    });
    Some(day_like(end, stretch, Grain::Week))
}

/// The date that others are parts of, behind "of": `of June`, `of the year`.
fn inner_of(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    if let Some(here) = relative::here(scan, at + 1, today).filter(|_| scan.lower(at) == "the") {
        return Some(day_like(here.end, here.stretch, here.grain));
    }
    nested(
        scan,
        at + usize::from(scan.lower(at) == "the"),
        today,
        depth,
    )
}

/// `the rest of the year`, `the remainder of 2026`: from today to its end.
fn rest(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
    if !matches!(scan.lower(at), "rest" | "remainder") || scan.lower(at + 1) != "of" {
        return None;
    }
    let inner = inner_of(scan, at + 2, today, depth).filter(|inner| inner.grain > Grain::Day)?;
    let whole = complete(scan, at + 2, &inner, today, None);
    let stretch = today.zip(whole).and_then(|(today, whole)| {
        let within = whole.first <= today && today <= whole.last;
        within.then(|| calendar::days(today, whole.last, whole.grain))
    });
    Some(Point {
        partial: true,
        ..day_like(inner.end, stretch, inner.grain)
    })
}

const fn day_like(end: usize, stretch: Option<Stretch>, grain: Grain) -> Point {
    Point {
        end,
        parts: None,
        stretch,
        grain,
        partial: false,
    }
}

/// `first week of July`, `the last week of 2016`, `second week of next month`.
pub(super) fn week_of(scan: &Scan, at: usize, today: Option<Date>, depth: u8) -> Option<Point> {
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
    let next = at + 2;
    let inner = inner_of(scan, next, today, depth)?;
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
