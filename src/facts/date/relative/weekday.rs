//! Weekdays that count from the article's day.

use super::{Relative, relative, scheduled, will};
use crate::facts::date::calendar::{self, Grain};
use crate::facts::date::{limit, nearest};
use crate::facts::scan::{BORDER, Kind, Scan};
use jiff::civil::Date;

/// A weekday alone: the latest one, or the next where the words speak of the future.
pub(super) fn weekday(scan: &Scan, at: usize, today: Option<Date>) -> Option<Relative> {
    let word = scan.known(at)?;
    let token = scan.token(at)?;
    let before = at.checked_sub(1).map_or("", |b| scan.lower(b));
    let day = match (word.weekday, word.short_weekday) {
        (Some(day), _) => day,
        (None, Some(day)) => {
            let dotted = scan.is_sign(at + 1, '.') && scan.glued(at + 1);
            if !(token.is_capitalised()
                && (dotted || matches!(before, "on" | "or" | "and" | "until" | "by" | "week")))
            {
                return None;
            }
            day
        }
        _ => return None,
    };
    let limit = before_clock(scan, at);
    let over = || {
        let sentence = (at.saturating_sub(nearest::REACH)..at).rev();
        let from = sentence.take_while(|&at| !scan.is_sign(at, BORDER)).last();
        nearest::looks_back(scan, from.unwrap_or(at), at) && !limit::promises(scan, limit)
    };
    let future = will(scan, at)
        || scheduled(scan, at)
        || nearest::is_fixed(scan, at)
        || scan.lower(limit) == "to" && nearest::is_put_off_before(scan, at)
        || matches!(scan.lower(limit), "by" | "until" | "till" | "through")
            && !over()
            && !had_behind(scan, at);
    let stretch = today.and_then(|today| {
        let last = latest(today, day, true)?;
        let date = if future && last < today {
            calendar::plus(last, 7)?
        } else {
            last
        };
        Some(calendar::day(date))
    });
    relative(at + 1, Grain::Day, stretch)
}

/// "By Wednesday evening the river had fallen": it is over.
fn had_behind(scan: &Scan, at: usize) -> bool {
    (at + 1..at + 8)
        .take_while(|&behind| !scan.is_sign(behind, BORDER))
        .any(|behind| scan.lower(behind) == "had")
}

/// The token before a weekday and the time of day that may stand before it: `until 9 a.m. Sunday`.
pub(in crate::facts::date) fn before_clock(scan: &Scan, at: usize) -> usize {
    let mut before = at.saturating_sub(1);
    let clock = matches!(
        scan.lower(before),
        "am" | "pm" | "noon" | "midnight" | "et" | "gmt" | "est" | "bst"
    ) || scan.is_sign(before, '.')
        && matches!(scan.lower(before.saturating_sub(1)), "m");
    let part = |at: usize| {
        scan.token(at).is_some_and(|token| match token.kind {
            Kind::Digits | Kind::Sign('.' | ':') => true,
            Kind::Sign(_) => false,
            Kind::Word => matches!(
                scan.lower(at),
                "a" | "p" | "m" | "am" | "pm" | "noon" | "midnight" | "et" | "gmt" | "est" | "bst"
            ),
        })
    };
    let mut steps = 0;
    while clock && before > 0 && steps < 9 && part(before) {
        before -= 1;
        steps += 1;
    }
    before
}

/// The latest `weekday` up to `today`; today itself only when `including`.
pub(super) fn latest(today: Date, weekday: u8, including: bool) -> Option<Date> {
    let back =
        (i64::from(today.weekday().to_monday_one_offset()) - i64::from(weekday)).rem_euclid(7);
    let back = if back == 0 && !including { 7 } else { back };
    calendar::plus(today, -back)
}
