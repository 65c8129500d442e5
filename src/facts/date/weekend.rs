//! Weekends: `over the weekend`, `Labor Day weekend`, `Halloween weekend 2025`.

use super::calendar::{self, Grain, Stretch};
use super::{Point, absolute, relative};
use crate::facts::scan::Scan;
use jiff::civil::Date;

/// A feast that ends before token `end` and falls on `day`, with the weekend around it where the words say so.
pub(super) fn of_feast(scan: &Scan, end: usize, day: Option<Date>) -> Point {
    let point = |end, stretch, grain| Point {
        end,
        parts: None,
        stretch,
        grain,
        partial: false,
    };
    if scan.lower(end) != "weekend" {
        return point(end, day.map(calendar::day), Grain::Day);
    }
    let (day, end) = match absolute::year_behind(scan, end + 1) {
        // The day was reckoned without the year that stands behind "weekend".
        Some((year, after)) => (
            day.and_then(|day| Date::new(year, day.month(), day.day()).ok()),
            after,
        ),
        None => (day, end + 1),
    };
    point(end, day.and_then(around), Grain::Week)
}

/// Saturday and Sunday next to a day, and the day itself.
fn around(day: Date) -> Option<Stretch> {
    // Monday belongs to the weekend before it, as far as Wednesday; Thursday and Friday to the next.
    let to_saturday = match i64::from(day.weekday().to_monday_one_offset()) {
        weekday @ 1..=3 => -1 - weekday,
        weekday => 6 - weekday,
    };
    let saturday = calendar::plus(day, to_saturday)?;
    let sunday = calendar::plus(saturday, 1)?;
    let joined = (-2..=1).contains(&to_saturday);
    let (first, last) = if joined {
        (saturday.min(day), sunday.max(day))
    } else {
        (saturday, sunday)
    };
    Some(calendar::days(first, last, Grain::Week))
}

/// `over the weekend`, `at the weekend`: the latest one, or the next where the words speak of the future.
pub(super) fn read(scan: &Scan, at: usize, today: Option<Date>) -> Option<Point> {
    let word = |back: usize| at.checked_sub(back).map_or("", |before| scan.lower(before));
    let asked = scan.lower(at) == "weekend"
        && word(1) == "the"
        && matches!(
            word(2),
            "over"
                | "at"
                | "during"
                | "on"
                | "through"
                | "throughout"
                | "before"
                | "after"
                | "since"
        );
    if !asked || scan.lower(at + 1) == "of" {
        return None;
    }
    let stretch = today.and_then(|today| {
        let saturday = calendar::plus(calendar::week(today)?.first, 5)?;
        let begun = saturday <= today;
        let saturday = match (begun, relative::will(scan, at)) {
            (false, false) => calendar::plus(saturday, -7)?,
            _ => saturday,
        };
        Some(calendar::days(
            saturday,
            calendar::plus(saturday, 1)?,
            Grain::Week,
        ))
    });
    Some(Point {
        end: at + 1,
        parts: None,
        stretch,
        grain: Grain::Week,
        partial: false,
    })
}
