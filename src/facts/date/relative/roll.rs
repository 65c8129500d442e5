//! Whole units of time before, around and after a day.

use super::grain_of;
use crate::facts::date::calendar::{self, Grain, Stretch};
use crate::facts::lexicon::TimeUnit;
use jiff::civil::Date;

/// The whole unit before, around or after `today`.
pub(super) fn neighbour(today: Date, toward: i64, unit: TimeUnit) -> Option<Stretch> {
    match unit {
        TimeUnit::Fortnight => roll(today, toward, 2, TimeUnit::Week, false),
        TimeUnit::Week => calendar::week(calendar::plus(today, 7 * toward)?),
        TimeUnit::Weekend => {
            let monday = calendar::week(calendar::plus(today, 7 * toward)?)?.first;
            Some(calendar::days(
                calendar::plus(monday, 5)?,
                calendar::plus(monday, 6)?,
                Grain::Week,
            ))
        }
        TimeUnit::Month => {
            let date = calendar::plus_months(today.first_of_month(), toward)?;
            calendar::month(date.year(), u8::try_from(date.month()).ok()?)
        }
        TimeUnit::Quarter => {
            let date = calendar::plus_months(today.first_of_month(), 3 * toward)?;
            calendar::quarter(date.year(), calendar::quarter_of(date))
        }
        TimeUnit::Year => calendar::year(today.year() + i16::try_from(toward).ok()?),
        TimeUnit::Decade => {
            calendar::decade((today.year() / 10 + i16::try_from(toward).ok()?) * 10)
        }
        _ => calendar::plus(today, toward).map(calendar::day),
    }
}

/// The last or next `count` units, counted from today; quarters are whole ones.
pub(super) fn roll(
    today: Date,
    toward: i64,
    count: i64,
    unit: TimeUnit,
    business: bool,
) -> Option<Stretch> {
    if toward == 0 {
        return None;
    }
    let grain = grain_of(unit);
    if unit == TimeUnit::Quarter {
        let here = calendar::quarter(today.year(), calendar::quarter_of(today))?.first;
        let (from, to) = if toward < 0 { (-count, -1) } else { (1, count) };
        let first = calendar::plus_months(here, 3 * from)?;
        let last = calendar::plus_months(here, 3 * to + 2)?.last_of_month();
        return Some(calendar::days(first, last, grain));
    }
    let far = if business {
        step_business(today, toward, count)?
    } else {
        step(today, toward * count, unit)?
    };
    Some(if toward < 0 {
        calendar::days(far, calendar::plus(today, -1)?, grain)
    } else {
        calendar::days(calendar::plus(today, 1)?, far, grain)
    })
}

pub(super) fn step_business(today: Date, toward: i64, count: i64) -> Option<Date> {
    let mut date = today;
    let mut left = count.min(400);
    while left > 0 {
        date = calendar::plus(date, toward)?;
        left -= i64::from(date.weekday().to_monday_zero_offset() < 5);
    }
    Some(date)
}

/// `today` and `count` units of time.
pub fn step(today: Date, count: i64, unit: TimeUnit) -> Option<Date> {
    match unit {
        TimeUnit::Day => calendar::plus(today, count),
        TimeUnit::Week | TimeUnit::Weekend => calendar::plus(today, count * 7),
        TimeUnit::Fortnight => calendar::plus(today, count * 14),
        TimeUnit::Month => calendar::plus_months(today, count),
        TimeUnit::Quarter => calendar::plus_months(today, count * 3),
        TimeUnit::Half => calendar::plus_months(today, count * 6),
        TimeUnit::Year => calendar::plus_months(today, count * 12),
        TimeUnit::Decade => calendar::plus_months(today, count * 120),
        TimeUnit::Century => calendar::plus_months(today, count * 1200),
        _ => None,
    }
}
