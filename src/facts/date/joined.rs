//! Two parts that make one date: `Tuesday the eleventh`, `next week Wednesday`, `the fourth quarter of last year`,
//! and an ordinal with its century.

use super::absolute::{self, Parts};
use super::calendar::{self, Grain};
use super::relative::{self, Relative};
use super::{Point, absolute::Found};
use crate::facts::lexicon::Word;
use crate::facts::scan::Scan;
use jiff::civil::Date;

/// `Tuesday the eleventh`, `Monday 21`: the nearest day with that weekday and number.
pub(super) fn numbered_weekday(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    let word = scan.known(at)?;
    let weekday = word.weekday.or(word.short_weekday)?;
    let the = at + 1 + usize::from(scan.lower(at + 1) == "the");
    let (day, end) = absolute::day_number(scan, the)?;
    // "Tuesday 5 people died", "Tuesday, 5 May": the number is of something else.
    let free = scan
        .token(end)
        .is_none_or(|next| !next.is_word() || next.word.is_some_and(Word::is_function))
        && scan.known(end).is_none_or(|next| next.month.is_none());
    let suffixed = end > the + 1 || scan.known(the).is_some() || the > at + 1;
    if !free || !suffixed && word.weekday.is_none() {
        return None;
    }
    let stretch = today.and_then(|today| {
        let fits = |months: i64| {
            let first = calendar::plus_months(today.first_of_month(), months)?;
            let date = Date::new(first.year(), first.month(), i8::try_from(day).ok()?).ok()?;
            (i64::from(date.weekday().to_monday_one_offset()) == i64::from(weekday))
                .then_some(calendar::day(date))
        };
        [0, -1, 1, -2, 2, -3, 3].into_iter().find_map(fits)
    });
    Some(Point {
        end,
        parts: None,
        stretch,
        grain: Grain::Day,
        partial: false,
    })
}

/// `the 19th century`, `fifteenth century`.
pub(super) fn century(scan: &Scan, at: usize) -> Option<Point> {
    let suffix =
        usize::from(scan.glued(at + 1) && matches!(scan.lower(at + 1), "st" | "nd" | "rd" | "th"));
    let number: i16 = if suffix == 1 {
        scan.written(at).parse().ok()?
    } else {
        scan.known(at)?
            .ordinal
            .and_then(|value| i16::try_from(value).ok())?
    };
    let noun = at + 1 + suffix + usize::from(scan.is_dash(at + 1 + suffix));
    if scan.lower(noun) != "century" || !(1..=30).contains(&number) {
        return None;
    }
    let first = calendar::year((number - 1) * 100)?;
    let last = calendar::year(number * 100 - 1)?;
    Some(Point {
        end: noun + 1,
        parts: None,
        stretch: Some(calendar::days(first.first, last.last, Grain::Decade)),
        grain: Grain::Decade,
        partial: false,
    })
}

/// `next week Wednesday`, `next week on Tuesday`.
pub(super) fn on_weekday(scan: &Scan, point: Point) -> Point {
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

/// `next year's first quarter`, `the fourth quarter of last year`, `the first half of this year`.
/// `named` and `counted` are the absolute and the relative date that begin at the same token.
pub(super) fn quarter_of_relative(
    scan: &Scan,
    named: Option<Found>,
    counted: Option<&Relative>,
    today: Option<Date>,
) -> Option<Point> {
    let (parts, end, year) = if let Some(year) = counted.filter(|found| found.grain == Grain::Year)
    {
        let quote =
            year.end + usize::from(scan.lower(year.end) == "'" || scan.lower(year.end) == "’");
        let quote = quote + usize::from(quote > year.end && scan.lower(quote) == "s");
        if quote == year.end {
            return None;
        }
        let (parts, end) = absolute::read(scan, quote)
            .filter(|(parts, _)| parts.quarter.is_some() || parts.month.is_some())?;
        (parts, end, year.clone())
    } else {
        let (parts, end) = named.filter(|(parts, _)| {
            parts.year.is_none()
                && (parts.quarter.is_some() || parts.half.is_some() || parts.month.is_some())
        })?;
        let of = end + usize::from(scan.lower(end) == "of");
        let year = relative::read(scan, of, today).filter(|found| found.grain == Grain::Year)?;
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
