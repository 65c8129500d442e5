//! Days that go by a name: `Christmas`, `Thanksgiving 2025`, `Labor Day`, `Good Friday`. The list is in `time.txt`.

use super::absolute;
use super::calendar;
use crate::facts::scan::Scan;
use jiff::civil::Date;

/// A feast that begins at a token: when it is kept, the year if one stands behind it, and one past its last token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feast {
    rule: &'static str,
    pub(super) year: Option<i16>,
    pub(super) end: usize,
}

/// The feast whose name begins at token `at`, the longest one; a name, so its first word has a capital unless a year or
/// a word such as "last" tells as much.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Feast> {
    let word = scan.known(at).filter(|word| !word.feasts.is_empty())?;
    let pointed = at
        .checked_sub(1)
        .is_some_and(|before| matches!(scan.lower(before), "last" | "this" | "next" | "following"));
    let (end, rule) = word
        .feasts
        .iter()
        .filter_map(|(rest, rule)| Some((behind(scan, at + 1, rest)?, *rule)))
        .max_by_key(|(end, _)| *end)?;
    let year = absolute::year_behind(scan, end);
    let named = scan.token(at)?.is_capitalised() || pointed || year.is_some();
    named.then_some(Feast {
        rule,
        year: year.map(|(year, _)| year),
        end: year.map_or(end, |(_, end)| end),
    })
}

/// One past the words `rest` (joined by `_`; an apostrophe is a token of its own) from token `at` on.
fn behind(scan: &Scan, at: usize, rest: &str) -> Option<usize> {
    let mut at = at;
    let words = rest
        .split('_')
        .flat_map(|word| word.split_inclusive(['\'', '’']));
    for word in words.filter(|word| !word.is_empty()) {
        let bare = word.trim_end_matches(['\'', '’']);
        if !bare.is_empty() {
            (scan.lower(at) == bare).then_some(())?;
            at += 1;
        }
        if bare.len() < word.len() {
            (scan.is_sign(at, '\'') || scan.is_sign(at, '’')).then_some(())?;
            at += 1;
        }
    }
    Some(at)
}

impl Feast {
    /// The day it is kept in `year`.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        if let Some(days) = self.rule.strip_prefix("easter") {
            return calendar::plus(easter(year)?, days.parse().ok()?);
        }
        if let Some((month, day)) = self
            .rule
            .split_once('-')
            .filter(|_| !self.rule.contains('/'))
        {
            return Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
        }
        let mut parts = self.rule.split('/');
        let (month, weekday, which): (u8, i64, &str) = (
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
            parts.next()?,
        );
        let (which, later) = which.split_once('+').unwrap_or((which, "0"));
        let (which, later): (i64, i64) = (which.parse().ok()?, later.parse().ok()?);
        let month = calendar::month(year, month)?;
        if which < 0 {
            let back =
                (i64::from(month.last.weekday().to_monday_one_offset()) - weekday).rem_euclid(7);
            return calendar::plus(month.last, -back);
        }
        let ahead =
            (weekday - i64::from(month.first.weekday().to_monday_one_offset())).rem_euclid(7);
        calendar::plus(month.first, ahead + 7 * (which - 1) + later)
    }

    /// The last one before `today`, the one of its year, or the next one.
    pub(super) fn toward(self, today: Date, toward: i64) -> Option<Date> {
        let year = self.year.unwrap_or_else(|| today.year());
        let here = self.day(year)?;
        match toward {
            -1 if here >= today => self.day(year - 1),
            1 if here <= today => self.day(year + 1),
            _ => Some(here),
        }
    }

    /// The day meant by a text of `today`: in the year that is named, else the nearest one before today, or
    /// after it where the words speak of the future.
    pub(super) fn meant(self, today: Option<Date>, future: bool) -> Option<Date> {
        if let Some(year) = self.year {
            return self.day(year);
        }
        let today = today?;
        let here = self.day(today.year())?;
        if future && here < today {
            self.day(today.year() + 1)
        } else if !future && here > today && here.since(today).ok()?.get_days() > 120 {
            self.day(today.year() - 1)
        } else {
            Some(here)
        }
    }
}

/// Easter Sunday of the Gregorian calendar, for the years 1900 to 2099 (Gauss's rule with its two exceptions).
fn easter(year: i16) -> Option<Date> {
    if !(1900..=2099).contains(&year) {
        return None;
    }
    let golden = i64::from(year % 19);
    let moon = (19 * golden + 24) % 30;
    let sunday = (2 * i64::from(year % 4) + 4 * i64::from(year % 7) + 6 * moon + 5) % 7;
    let days = moon + sunday;
    let days = if moon == 29 && sunday == 6 || moon == 28 && sunday == 6 && golden > 10 {
        days - 7
    } else {
        days
    };
    calendar::plus(Date::new(year, 3, 22).ok()?, days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        let days: Vec<String> = [2018, 2024, 2025, 2026, 2038]
            .into_iter()
            .filter_map(|year| Some(easter(year)?.to_string()))
            .collect();
        assert_eq!(
            days,
            [
                "2018-04-01",
                "2024-03-31",
                "2025-04-20",
                "2026-04-05",
                "2038-04-25"
            ]
        );
    }

    #[test]
    fn feasts_move_with_the_year() {
        let day = |text: &str| {
            let scan = Scan::new(text);
            read(&scan, 0)
                .and_then(|feast| feast.meant(None, false))
                .map(|day| day.to_string())
        };
        assert_eq!(day("Thanksgiving 2025").as_deref(), Some("2025-11-27"));
        assert_eq!(day("Memorial Day 2026").as_deref(), Some("2026-05-25"));
        assert_eq!(day("New Year’s Eve 2025").as_deref(), Some("2025-12-31"));
        assert_eq!(day("Good Friday 2026").as_deref(), Some("2026-04-03"));
    }
}
