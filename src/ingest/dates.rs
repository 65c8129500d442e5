//! Dates as feeds, pages and datelines write them.
//!
//! Lenient on purpose: a wrong weekday, a two-digit year or a zone by name costs nothing. What is
//! not understood is `None`, never today.

use super::months::month_number;
use crate::model::{Published, Span};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// Reads a date or a moment: RFC 3339 and its shorter forms, RFC 822 and its many bad copies,
/// `March 14, 2026`, `14 March 2026`, `2026/03/14`. A moment without a zone is taken as UTC.
pub(super) fn parse(text: &str) -> Option<Published> {
    let text = text.trim();
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    iso(text, false)
        .or_else(|| words(text, false))
        .or_else(|| signed(text).map(|(_, date)| date))
}

/// The first date of a line that names its day, month and year, and where it stands.
pub(super) fn find(line: &str) -> Option<(Span, Published)> {
    if let Some(found) = signed(line) {
        return Some(found);
    }
    // Years are four digits everywhere; most lines end here.
    if !line
        .as_bytes()
        .windows(4)
        .any(|w| w.iter().all(u8::is_ascii_digit))
    {
        return None;
    }
    let mut end = 0;
    let tokens: Vec<Span> = line
        .split_inclusive(char::is_whitespace)
        .filter_map(|token| {
            let start = end;
            end += token.len();
            let outer = |c: char| c.is_whitespace() || ",;()[]\"“”|.:".contains(c);
            let from = start + (token.len() - token.trim_start_matches(outer).len());
            let to = start + token.trim_end_matches(outer).len();
            (from < to).then(|| Span::new(from, to))
        })
        .take(40)
        .collect();
    tokens.iter().enumerate().find_map(|(index, first)| {
        let word = first.of(line).to_lowercase();
        let opens = word.starts_with(|c: char| c.is_ascii_digit())
            || month_number(word.trim_end_matches('.')).is_some()
            || WEEKDAYS.iter().any(|day| word.starts_with(day));
        if !opens {
            return None;
        }
        // The longest run of words that is one date, time and zone included.
        let rest = tokens.get(index..)?.iter().take(9);
        rest.rev().find_map(|last| {
            let span = Span::new(first.start, last.end);
            let words_of = span.of(line);
            let date = iso(words_of, true).or_else(|| words(words_of, true))?;
            Some((span, date))
        })
    })
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `2025年11月3日`, `2025년 11월 3일`, with a time after it or without.
fn signed(text: &str) -> Option<(Span, Published)> {
    let signs = [['年', '月', '日'], ['년', '월', '일']];
    let [year, month, day] = signs.into_iter().find(|signs| text.contains(signs))?;
    let digits = |words: &str| words.trim().parse::<i16>().ok();
    text.match_indices(year).find_map(|(at, _)| {
        let before = text.get(..at)?;
        let start = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let rest = text.get(at + year.len_utf8()..)?;
        let (months, rest) = rest.split_once(month)?;
        let (days, tail) = rest.split_once(day)?;
        if at - start != 4 || months.len() > 4 || days.len() > 4 {
            return None;
        }
        let date = Date::new(
            digits(before.get(start..)?)?,
            i8::try_from(digits(months)?).ok()?,
            i8::try_from(digits(days)?).ok()?,
        );
        let span = Span::new(start, text.len() - tail.len());
        Some((span, Published::day(date.ok()?)?))
    })
}

/// With `whole` only what names its day is a date.
///
/// `2026`, `2026-03`, `2026-03-14`, `20260314`, each with `T09:30`, seconds, fraction and zone.
fn iso(text: &str, whole: bool) -> Option<Published> {
    let (day, rest) = match text.find(['T', 't', ' ']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?.trim()),
        None => (text, ""),
    };
    let day = day.trim_end_matches('Z');
    if !day.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    if whole && (parts.len() != 3 || parts.first().is_none_or(|year| year.len() != 4)) {
        return None;
    }
    let number = |part: Option<&&str>| part.map_or(Some(1), |p| p.parse::<i16>().ok());
    let date = match parts.as_slice() {
        [all] if all.len() == 8 => Date::new(
            all.get(..4)?.parse().ok()?,
            all.get(4..6)?.parse().ok()?,
            all.get(6..)?.parse().ok()?,
        )
        .ok()?,
        // `2026-073`: the day of the year, as ISO 8601 has it.
        [year, day] if year.len() == 4 && day.len() == 3 => {
            let first = Date::new(year.parse().ok()?, 1, 1).ok()?;
            let days: i32 = day.parse().ok()?;
            let date = first
                .checked_add(jiff::Span::new().days(days.checked_sub(1)?))
                .ok()?;
            Some(date).filter(|date| date.year() == first.year())?
        }
        [year, ..] if year.len() == 4 && parts.len() <= 3 => {
            let (month, day) = (number(parts.get(1))?, number(parts.get(2))?);
            Date::new(
                year.parse().ok()?,
                i8::try_from(month).ok()?,
                i8::try_from(day).ok()?,
            )
            .ok()?
        }
        // `14/03/2026` and `03/14/2026`: only when one of the numbers can be no month.
        [one, other, year] if year.len() == 4 && text.contains('/') => {
            let (one, other): (i8, i8) = (one.parse().ok()?, other.parse().ok()?);
            let (day, month) = if one > 12 { (one, other) } else { (other, one) };
            Some(Date::new(year.parse().ok()?, month, day).ok()?)
                .filter(|_| day > 12 || one == other)?
        }
        // `03-12-31`: two digits of the year first, as old feeds have it.
        [year, month, day] if year.len() == 2 && text.contains('-') => {
            Date::new(full_year(year)?, month.parse().ok()?, day.parse().ok()?).ok()?
        }
        _ => return None,
    };
    if rest.is_empty() {
        return Published::day(date);
    }
    let (time, zone) = clock(rest)?;
    moment(date, time, zone)
}

/// A date in words, in any order, with an optional time and zone.
fn words(text: &str, whole: bool) -> Option<Published> {
    let (mut day, mut month, mut year) = (None, None, None);
    let (mut time, mut zone) = (None, None);
    let cleaned: Vec<&str> = text
        .split([' ', ',', '\t', '\u{a0}', '|', '·', '•'])
        .filter(|t| !t.is_empty())
        .collect();
    for token in cleaned {
        let lower = token.to_lowercase();
        let lower = lower.trim_matches(['.', '(', ')']);
        if let Some(found) = month_number(lower) {
            month = month.or(Some(found));
        } else if token.contains(':') && token.bytes().any(|b| b.is_ascii_digit()) {
            let (found, offset) = clock(token)?;
            (time, zone) = (Some(found), offset.or(zone));
        } else if let Some(digits) = ordinal_digits(lower) {
            if digits.len() == 4 {
                year = year.or(digits.parse::<i16>().ok());
            } else if day.is_none() {
                day = digits.parse::<i8>().ok();
            } else {
                year = year.or(full_year(digits));
            }
        } else if matches!(lower, "pm" | "p.m" | "am" | "a.m") && time.is_some() {
            time = time.and_then(|time| half_day(time, lower.starts_with('p')));
        } else if let Some(found) = zone_offset(token) {
            zone = Some(found);
        } else if token.matches('-').count() == 2 && month.is_none() {
            // `14-Mar-2026`
            let mut parts = token.split('-');
            day = parts.next().and_then(|p| p.parse().ok());
            month = parts.next().and_then(|p| month_number(&p.to_lowercase()));
            year = parts.next().and_then(full_year);
        } else if !is_filler(lower) && (whole || time.is_none() || !is_zone_name(token)) {
            return None;
        }
    }
    if whole && day.is_none() {
        return None;
    }
    let date = Date::new(year?, month?, day.unwrap_or(1)).ok()?;
    match time {
        Some(time) => moment(date, time, zone),
        None => Published::day(date),
    }
}

/// The hour of a clock with twelve of them.
fn half_day(time: Time, afternoon: bool) -> Option<Time> {
    let hour = time.hour() % 12 + if time.hour() > 12 || afternoon { 12 } else { 0 };
    Time::new(hour, time.minute(), time.second(), time.subsec_nanosecond()).ok()
}

/// Whether a word behind a time names a zone that nobody knows; RFC 5322 has it taken as UTC.
fn is_zone_name(word: &str) -> bool {
    (1..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Words that stand around dates and say nothing.
fn is_filler(word: &str) -> bool {
    WEEKDAYS.iter().any(|day| word.starts_with(day))
        || matches!(
            word,
            "published"
                | "published:"
                | "updated"
                | "updated:"
                | "de"
                | "del"
                | "posted"
                | "on"
                | "at"
                | "of"
                | "am"
                | "a.m"
                | "-"
                | "–"
                | "—"
                | "date:"
        )
}

fn ordinal_digits(word: &str) -> Option<&str> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = word.get(digits.len()..)?;
    let fits = matches!(tail, "" | "st" | "nd" | "rd" | "th");
    (fits && (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
        .then_some(digits)
}

/// Two digits mean 1970–2069, as RFC 5322's obsolete years are usually read.
fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    Some(match digits.len() {
        2 if year < 70 => 2000 + year,
        2 => 1900 + year,
        4 => year,
        _ => return None,
    })
}

/// `09:30`, `9:30:15.25`, each with `Z`, `+01:00`, `-0500` or a named zone after it.
fn clock(text: &str) -> Option<(Time, Option<Offset>)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','))
        .unwrap_or(text.len());
    let mut parts = text.get(..end)?.split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next().map_or(Some(0), |p| p.parse().ok())?;
    let (second, fraction) = parts
        .next()
        .map_or(("0", ""), |p| p.split_once(['.', ',']).unwrap_or((p, "")));
    let second: i8 = second.parse().ok()?;
    let nanoseconds = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    // 24:00 and leap seconds are written; the last moment before is near enough.
    let time = Time::new(hour.min(23), minute.min(59), second.min(59), nanoseconds).ok()?;
    let rest = text.get(end..)?.trim();
    let half = rest.get(..2).map(str::to_ascii_lowercase);
    Some(match half.as_deref() {
        Some("am" | "pm") => {
            let zone = rest.get(2..).and_then(zone_offset);
            (half_day(time, half.as_deref() == Some("pm"))?, zone)
        }
        _ => (time, zone_offset(rest)),
    })
}

fn zone_offset(text: &str) -> Option<Offset> {
    let text = text.trim();
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '−' => -1,
        _ => {
            let hours = match text.to_ascii_uppercase().as_str() {
                "Z" | "UT" | "UTC" | "GMT" | "WET" => 0,
                "HST" => -10,
                "AKST" => -9,
                "AKDT" | "PST" => -8,
                "MST" | "PDT" => -7,
                "CST" | "MDT" => -6,
                "EST" | "CDT" => -5,
                "EDT" | "AST" => -4,
                "ADT" | "BRT" | "ART" => -3,
                "CET" | "BST" | "MET" | "WEST" | "WAT" => 1,
                "CEST" | "EET" | "MEST" | "SAST" | "CAT" => 2,
                "EEST" | "MSK" | "EAT" | "TRT" => 3,
                "PKT" => 5,
                "IST" => return Offset::from_seconds(19_800).ok(),
                "ICT" | "WIB" => 7,
                "HKT" | "SGT" | "PHT" | "AWST" => 8,
                "JST" | "KST" => 9,
                "AEST" => 10,
                "AEDT" => 11,
                "NZST" => 12,
                "NZDT" => 13,
                _ => return None,
            };
            return Offset::from_hours(hours).ok();
        }
    };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).map_or(Some(0), |m| m.parse().ok())?;
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

fn moment(date: Date, time: Time, zone: Option<Offset>) -> Option<Published> {
    let at = DateTime::from_parts(date, time);
    let at: Timestamp = zone.unwrap_or(Offset::UTC).to_timestamp(at).ok()?;
    Some(Published::moment(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_forms_of_feeds_and_pages_are_read() {
        for (text, want) in [
            ("2026-03-14", "2026-03-14"),
            ("2026-03-14T09:30:00+01:00", "2026-03-14T08:30:00Z"),
            ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("Mon, 1 Jan 04 19:48 EST", "2004-01-02T00:48:00Z"),
            ("March 14, 2026", "2026-03-14"),
            ("Published 14 March 2026", "2026-03-14"),
            ("2003-12", "2003-12-01"),
            ("14-Mar-2026", "2026-03-14"),
            ("2026-073", "2026-03-14"),
            ("14/03/2026", "2026-03-14"),
            ("3/14/2026 12:30 AM", "2026-03-14T00:30:00Z"),
            ("Mar 14, 2026 12:05 PM EST", "2026-03-14T17:05:00Z"),
            ("Sat, 14 Mar 2026 9:05PM", "2026-03-14T21:05:00Z"),
            ("Mon, 14 Mar 2026 09:05:00 XYZ", "2026-03-14T09:05:00Z"),
            ("Sat, 14 Mar 26 09:05:00 +0530", "2026-03-14T03:35:00Z"),
            ("2026-03-14T09:05:00,250-08:00", "2026-03-14T17:05:00.25Z"),
        ] {
            assert_eq!(
                parse(text).map(|p| p.to_string()).as_deref(),
                Some(want),
                "{text}"
            );
        }
        // Which of the two is the month, nobody can know.
        assert_eq!(parse("03/04/2026"), None);
        assert_eq!(parse("Shares fell in March 2026 by 4"), None);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}") {
            let _ = parse(&text);
        }

        #[test]
        fn no_digits_are_too_strange(text in "[0-9TZ:+. ,-]{0,30}") {
            let _ = parse(&text);
        }
    }
}
