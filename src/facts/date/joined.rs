//! Two parts that make one date: `Tuesday the eleventh`, `next week Wednesday`, `the fourth quarter of last year`,
//! and an ordinal with its century.

use super::absolute::{self, Parts};
use super::calendar::{self, Grain};
use super::nearest::nearest_day;
use super::relative::{self, Relative};
use super::{Point, absolute::Found};
use crate::facts::lexicon::{Trait, Word};
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
        && scan.known(end).is_none_or(|next| next.month.is_none())
        && !(scan.glued(end)
            && (scan.is_sign(end, '/') || scan.is_sign(end, '.'))
            && scan.glued(end + 1));
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
        let months = (1..=12).flat_map(|far| [-far, far]);
        std::iter::once(0).chain(months).find_map(fits)
    });
    Some(Point {
        end,
        parts: None,
        stretch,
        grain: Grain::Day,
        partial: false,
    })
}

/// `on the 18th`, `by the 15th`, `the 5th of next month`: a day of a month that is not named.
pub(super) fn numbered_day(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    let suffix = scan.glued(at + 1) && matches!(scan.lower(at + 1), "st" | "nd" | "rd" | "th");
    let (day, end) = suffix.then(|| absolute::day_number(scan, at)).flatten()?;
    let word = |back: usize| at.checked_sub(back).map_or("", |before| scan.lower(before));
    if word(1) != "the" {
        return None;
    }
    let of = end + 1 + usize::from(scan.lower(end + 1) == "the");
    let month = (scan.lower(end) == "of")
        .then(|| relative::read(scan, of, today))
        .flatten()
        .filter(|month| month.grain == Grain::Month);
    let (end, date) = if let Some(month) = month {
        let first = month.stretch.map(|month| month.first);
        let date = first
            .and_then(|first| Date::new(first.year(), first.month(), i8::try_from(day).ok()?).ok());
        (month.end, date)
    } else {
        let alone = scan.token(end).is_none_or(|next| {
            !next.is_word() || next.is(Trait::Function) && scan.lower(end) != "of"
        });
        let course = (at.saturating_sub(12)..end + 12).any(|near| {
            matches!(
                scan.lower(near),
                "hole"
                    | "birdie"
                    | "bogey"
                    | "par"
                    | "tee"
                    | "fairway"
                    | "eagle"
                    | "putt"
                    | "green"
            )
        });
        if !alone
            || course
            || scan.is_dash(end)
            || !matches!(
                word(2),
                "on" | "by" | "until" | "since" | "before" | "after"
            )
        {
            return None;
        }
        (
            end,
            today.and_then(|today| nearest_day(scan, at, day, today)),
        )
    };
    Some(Point {
        end,
        parts: None,
        stretch: date.map(calendar::day),
        grain: Grain::Day,
        partial: false,
    })
}

/// `next Friday, May 12`, `this Thursday (March 19)`: the day that is named beside a weekday pointed at.
pub(super) fn dated_weekday(scan: &Scan, relative: &Relative) -> Option<Point> {
    let weekday = scan.known(relative.end.checked_sub(1)?)?.weekday?;
    let opened = scan.is_sign(relative.end, '(');
    let next = relative.end + usize::from(opened || scan.is_sign(relative.end, ','));
    let (parts, end) = absolute::read(scan, next).filter(|(parts, _)| {
        parts.day.is_some() && parts.month.is_some() && parts.weekday.is_none()
    })?;
    if opened && !scan.is_sign(end, ')') {
        return None;
    }
    Some(Point {
        end: end + usize::from(opened),
        parts: Some(Parts {
            weekday: Some(weekday),
            ..parts
        }),
        stretch: None,
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
        let year = relative::read(scan, of, today)
            .or_else(|| {
                let the = scan.lower(of) == "the";
                the.then(|| relative::here(scan, of + 1, today))?
            })
            .filter(|found| found.grain == Grain::Year)?;
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
