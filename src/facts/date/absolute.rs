//! Dates that name themselves: `March 14, 2026`, `2026-03-14`, `Q3 2026`, `the 2025 fiscal year`, `the 1990s`.
//!
//! What is read is a set of named parts; a missing year is filled in later, from the other end of a range
//! or from the article's date, and stays missing when neither is known.

mod bare;
mod digits;
mod part;

use super::calendar::{self, Grain, Stretch};
use crate::facts::scan::{Kind, Language, Scan};
use bare::bare_month;
pub use bare::bare_year;
use digits::{named_numeric, numeric, short_year};
use jiff::civil::Date;
use part::{
    decade, digit_quarter, fiscal_word, fiscal_year, month_quarter, quarter, season, year_quarter,
};

/// The named parts of a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// Year of the common era.
    pub year: Option<i16>,
    /// January is 1.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// 1 to 4.
    pub quarter: Option<u8>,
    /// 1 or 2.
    pub half: Option<u8>,
    /// EDTF code, 21 to 24.
    pub season: Option<u8>,
    /// The first year of a decade.
    pub decade: Option<i16>,
    /// A second year: `2025-2026`.
    pub last_year: Option<i16>,
    /// A fiscal period.
    pub fiscal: bool,
    /// Whether a weekday stood before.
    pub weekday: Option<u8>,
}

impl Parts {
    /// The days that the parts name; `None` without a year or when there is no such day.
    pub fn stretch(&self) -> Option<Stretch> {
        if let Some(first) = self.decade {
            return calendar::decade(first);
        }
        let year = self.year?;
        if let Some(last) = self.last_year {
            let (first, last) = (calendar::year(year)?, calendar::year(last)?);
            return Some(Stretch {
                first: first.first,
                last: last.last,
                edtf: format!("{}/{}", first.edtf, last.edtf),
                grain: Grain::Year,
            });
        }
        if let Some(code) = self.season {
            return calendar::season(year, code);
        }
        match (self.month, self.day, self.quarter, self.half) {
            (Some(month), Some(day), _, _) => {
                let date =
                    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
                Some(calendar::day(date))
            }
            (Some(month), None, _, _) => calendar::month(year, month),
            (None, _, Some(quarter), _) => calendar::quarter(year, quarter),
            (None, _, None, Some(half)) => calendar::half(year, half),
            _ => calendar::year(year),
        }
    }

    /// How fine the parts are.
    pub const fn grain(&self) -> Grain {
        if self.day.is_some() {
            Grain::Day
        } else if self.month.is_some() {
            Grain::Month
        } else if self.quarter.is_some() {
            Grain::Quarter
        } else if self.half.is_some() {
            Grain::Half
        } else if self.season.is_some() {
            Grain::Season
        } else if self.decade.is_some() {
            Grain::Decade
        } else {
            Grain::Year
        }
    }
}

/// Parts and one past their last token.
pub type Found = (Parts, usize);

/// The date that begins at token `at`.
pub fn read(scan: &Scan, at: usize) -> Option<Found> {
    let token = scan.token(at)?;
    match token.kind {
        Kind::Digits => numeric(scan, at)
            .or_else(|| day_month(scan, at))
            .or_else(|| decade(scan, at))
            .or_else(|| year_quarter(scan, at))
            .or_else(|| digit_quarter(scan, at))
            .or_else(|| fiscal_year(scan, at))
            .or_else(|| named_numeric(scan, at)),
        Kind::Sign('\'' | '’') => decade(scan, at + 1).or_else(|| short_year(scan, at)),
        Kind::Word => with_weekday(scan, at)
            .or_else(|| month_quarter(scan, at))
            .or_else(|| month_day(scan, at))
            .or_else(|| quarter(scan, at))
            .or_else(|| spelled_day(scan, at))
            .or_else(|| season(scan, at))
            .or_else(|| fiscal_word(scan, at)),
        Kind::Sign(_) => None,
    }
}

fn number(scan: &Scan, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let token = scan.token(at)?;
    (token.kind == Kind::Digits && digits.contains(&token.span.len()))
        .then(|| scan.written(at).parse().ok())?
}

/// A year in four digits, or as two words ("nineteen eighty six", "two thousand and fifteen").
pub fn year(scan: &Scan, at: usize) -> Option<(i16, usize)> {
    if let Some(value) = number(scan, at, 4..=4) {
        let glued_word = scan.glued(at + 1)
            && scan
                .token(at + 1)
                .is_some_and(crate::facts::scan::Token::is_word);
        let decimal = scan.glued(at + 1)
            && (scan.is_sign(at + 1, '.') || scan.is_sign(at + 1, ','))
            && scan.glued(at + 2)
            && scan.token(at + 2).is_some_and(|t| t.kind == Kind::Digits);
        let percent = scan.is_sign(at + 1, '%');
        return ((1500..=2199).contains(&value) && !glued_word && !decimal && !percent)
            .then(|| i16::try_from(value).ok().map(|year| (year, at + 1)))?;
    }
    let century = scan
        .known(at)?
        .cardinal
        .filter(|n| (15..=20).contains(n) || *n == 2)?;
    if century == 2 {
        if scan.lower(at + 1) != "thousand" {
            return None;
        }
        let and = at + 2 + usize::from(scan.lower(at + 2) == "and");
        let (rest, end) = below_hundred(scan, and).unwrap_or((0, at + 2));
        return Some((i16::try_from(2000 + rest).ok()?, end));
    }
    let (rest, end) = below_hundred(scan, at + 1).filter(|(rest, _)| *rest >= 10)?;
    Some((i16::try_from(century * 100 + rest).ok()?, end))
}

fn below_hundred(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let first = scan.known(at)?.cardinal?;
    let next = at + 1 + usize::from(scan.is_dash(at + 1));
    if first >= 20
        && let Some(ones) = scan
            .known(next)
            .and_then(|w| w.cardinal)
            .filter(|n| *n < 10)
    {
        return Some((first + ones, next + 1));
    }
    (first < 100).then_some((first, at + 1))
}

fn small(value: u32, most: u32) -> Option<u8> {
    (1..=most)
        .contains(&value)
        .then(|| u8::try_from(value).ok())?
}

/// The year that two digits mean: 50 and above in the last century.
const fn century(two: u32) -> u32 {
    if two >= 50 { 1900 + two } else { 2000 + two }
}

/// `14`, `14th`, `fourteenth`, `twenty-first`.
pub fn day_number(scan: &Scan, at: usize) -> Option<(u8, usize)> {
    let before = at
        .checked_sub(1)
        .and_then(|b| scan.token(b))
        .map(|t| t.kind);
    if matches!(before, Some(Kind::Sign('$' | '€' | '£' | '#' | '.' | ',')))
        && (scan.glued(at) || before == Some(Kind::Sign('$')))
    {
        return None;
    }
    if let Some(value) = number(scan, at, 1..=2) {
        let suffix =
            scan.glued(at + 1) && matches!(scan.lower(at + 1), "st" | "nd" | "rd" | "th" | "er");
        let attached = scan.glued(at + 1)
            && !suffix
            && scan
                .token(at + 1)
                .is_some_and(|t| t.is_word() || t.kind == Kind::Sign('%'));
        let decimal = scan.glued(at + 1)
            && (scan.is_sign(at + 1, '.')
                || scan.is_sign(at + 1, ',')
                || scan.is_sign(at + 1, ':'))
            && scan.glued(at + 2)
            && scan.token(at + 2).is_some_and(|t| t.kind == Kind::Digits);
        if attached || decimal {
            return None;
        }
        return Some((small(value, 31)?, at + 1 + usize::from(suffix)));
    }
    let word = scan.known(at)?;
    let next = at + 1 + usize::from(scan.is_dash(at + 1));
    if word.cardinal.is_some_and(|n| n == 20 || n == 30)
        && let Some(ones) = scan.known(next).and_then(|w| w.ordinal).filter(|n| *n < 10)
    {
        return Some((
            small(word.cardinal? + u32::try_from(ones).ok()?, 31)?,
            next + 1,
        ));
    }
    Some((small(u32::try_from(word.ordinal?).ok()?, 31)?, at + 1))
}

/// A month's name; short or ambiguous ones only where something around them asks for a date.
fn month_name(scan: &Scan, at: usize) -> Option<(u8, usize)> {
    let month = scan.known(at)?.month?;
    if scan.lower(at) == "mars" && scan.language != Language::French {
        return None;
    }
    let end = at
        + 1
        + usize::from(
            scan.is_sign(at + 1, '.')
                && scan.glued(at + 1)
                && scan.lower(at).len() <= 4
                && !matches!(
                    scan.lower(at),
                    "may" | "june" | "july" | "mars" | "mai" | "juni" | "juli"
                )
                && scan
                    .token(at + 2)
                    .is_some_and(|next| !next.is_sign(crate::facts::scan::BORDER)),
        );
    Some((month, end))
}

/// A year behind a month or day: `2026`, `, 2026`, `of 2026`, `in 2026`, `'26`, `-2018`.
pub(super) fn year_behind(scan: &Scan, at: usize) -> Option<(i16, usize)> {
    let skip = usize::from(
        scan.is_sign(at, ',')
            || matches!(scan.lower(at), "of" | "in" | "de" | "del")
            || (scan.is_dash(at) || scan.is_sign(at, '/')) && scan.glued(at) && scan.glued(at + 1),
    );
    if let Some(found) = year(scan, at + skip) {
        let counted = crate::facts::unit::behind(scan, found.1).is_some();
        return (!counted || skip == 0).then_some(found);
    }
    if matches!(scan.token(at).map(|t| t.kind), Some(Kind::Sign('\'' | '’'))) && scan.glued(at + 1)
    {
        let two = number(scan, at + 1, 2..=2)?;
        return Some((i16::try_from(century(two)).ok()?, at + 2));
    }
    None
}

/// `March 14, 2026`, `March 14th`, `March 2026`, `March`.
fn month_day(scan: &Scan, at: usize) -> Option<Found> {
    let (month, end) = month_name(scan, at)?;
    let mut parts = Parts {
        month: Some(month),
        ..Parts::default()
    };
    if let Some((year, end)) = year_behind(scan, end) {
        parts.year = Some(year);
        return Some((parts, end));
    }
    let skip = usize::from(
        scan.lower(end) == "the"
            || (scan.is_sign(end, '/') || scan.is_sign(end, '-'))
                && scan.glued(end)
                && scan.glued(end + 1),
    );
    if let Some((day, end)) = day_number(scan, end + skip) {
        parts.day = Some(day);
        if let Some((year, end)) = year_behind(scan, end) {
            parts.year = Some(year);
            return Some((parts, end));
        }
        return Some((parts, end));
    }
    bare_month(scan, at).then_some((parts, end))
}

/// `14 March 2026`, `14th of March`.
pub fn day_month(scan: &Scan, at: usize) -> Option<Found> {
    let (day, mut end) = day_number(scan, at)?;
    end += usize::from(
        matches!(scan.lower(end), "of" | "de")
            || matches!(
                scan.token(end).map(|t| t.kind),
                Some(Kind::Sign('.' | '-' | '–' | '/'))
            ) && scan.glued(end),
    );
    let (month, end) = month_name(scan, end)?;
    let parts = Parts {
        month: Some(month),
        day: Some(day),
        ..Parts::default()
    };
    Some(match year_behind(scan, end) {
        Some((year, end)) => (
            Parts {
                year: Some(year),
                ..parts
            },
            end,
        ),
        None => (parts, end),
    })
}

/// `the second of August`, `twenty five January`.
fn spelled_day(scan: &Scan, at: usize) -> Option<Found> {
    let word = scan.known(at)?;
    if word.ordinal.is_some() || word.cardinal.is_some_and(|n| n >= 20) {
        if let Some(found) = day_month(scan, at) {
            return Some(found);
        }
        let (day, end) = below_hundred(scan, at).filter(|(day, _)| *day <= 31)?;
        let (month, end) = month_name(scan, end)?;
        let year = year_behind(scan, end);
        return Some((
            Parts {
                month: Some(month),
                day: small(day, 31),
                year: year.map(|y| y.0),
                ..Parts::default()
            },
            year.map_or(end, |y| y.1),
        ));
    }
    None
}

/// `Tuesday, March 7`, `Friday 7/6`.
fn with_weekday(scan: &Scan, at: usize) -> Option<Found> {
    let word = scan.known(at)?;
    let weekday = word.weekday.or(word.short_weekday)?;
    let end = at
        + 1
        + usize::from(scan.is_sign(at + 1, '.') && scan.lower(at).len() < 6 && scan.glued(at + 1));
    let opened = scan.is_sign(end, '(');
    let end = end + usize::from(opened || scan.is_sign(end, ','));
    let end = end + usize::from(scan.lower(end) == "the");
    // A weekday names no day of another one, and a chain of them is not read to its end from each.
    if scan
        .known(end)
        .is_some_and(|next| next.weekday.or(next.short_weekday).is_some())
    {
        return None;
    }
    let (mut parts, end) =
        read(scan, end).filter(|(parts, _)| parts.day.is_some() && parts.weekday.is_none())?;
    parts.weekday = Some(weekday);
    if opened && !scan.is_sign(end, ')') {
        return None;
    }
    Some((parts, end + usize::from(opened)))
}
