//! Dates that count from another day: `last quarter`, `Tuesday`, `two weeks ago`, `the next 12 months`.
//!
//! They are resolved from the article's date and never guessed without one: then only the words and
//! the grain are kept.

mod roll;
mod tense;
mod weekday;

use super::calendar::{self, Grain, Stretch};
use super::feast;
use crate::facts::lexicon::TimeUnit;
use crate::facts::number;
use crate::facts::scan::{Kind, Scan};
use jiff::civil::Date;
pub use roll::step;
use roll::{neighbour, roll};
use rust_decimal::prelude::ToPrimitive;
use tense::happened;
pub(super) use tense::{scheduled, will};
pub(super) use weekday::before_clock;
use weekday::{latest, weekday};

/// A relative expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// One past its last token.
    pub end: usize,
    /// How fine it is.
    pub grain: Grain,
    /// The days it means, when the day it counts from is known.
    pub stretch: Option<Stretch>,
}

/// The relative expression that begins at token `at`; `today` is the day it counts from.
pub fn read(scan: &Scan, at: usize, today: Option<Date>) -> Option<Relative> {
    named_day(scan, at, today)
        .or_else(|| pointed(scan, at, today))
        .or_else(|| ago(scan, at, today))
        .or_else(|| to_date(scan, at, today))
        .or_else(|| weekday(scan, at, today))
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "it closes readers that answer with an option"
)]
fn relative(end: usize, grain: Grain, stretch: Option<Stretch>) -> Option<Relative> {
    Some(Relative {
        end,
        grain,
        stretch,
    })
}

/// `today`, `yesterday`, `tomorrow`, `the day before`.
fn named_day(scan: &Scan, at: usize, today: Option<Date>) -> Option<Relative> {
    let (offset, end) = match scan.lower(at) {
        "today" | "tonight" | "heute" => (0, at + 1),
        "yesterday" | "gestern" | "hier" | "ayer" => (-1, at + 1),
        "tomorrow" | "demain" => (1, at + 1),
        "day" if scan.says(at + 1, &["before", "yesterday"]) => (-2, at + 3),
        "day" if scan.says(at + 1, &["after", "tomorrow"]) => (2, at + 3),
        _ => return None,
    };
    // "Yesterday's ruling" fell then; "today's technology" and "tomorrow's leaders" name no day.
    let owns =
        matches!(scan.lower(end), "'" | "’") && scan.glued(end) && scan.lower(end + 1) == "s";
    if owns && offset >= 0 {
        return None;
    }
    let stretch = today
        .and_then(|date| calendar::plus(date, offset))
        .map(calendar::day);
    relative(end, Grain::Day, stretch)
}

/// Which way a pointing word points: -1 back, 0 here, 1 on.
fn direction(word: &str) -> Option<i64> {
    Some(match word {
        "last" | "past" | "previous" | "prior" | "preceding" | "vergangenen" | "letzten" => -1,
        "this" | "current" | "same" | "diesem" | "dieser" => 0,
        "next" | "coming" | "upcoming" | "following" | "nächsten" => 1,
        _ => return None,
    })
}

/// `last week`, `this past Wednesday`, `next March`, `the last three months`, `5 upcoming years`.
#[expect(
    clippy::too_many_lines,
    reason = "one arm for each kind of word that can be pointed at"
)]
fn pointed(scan: &Scan, at: usize, today: Option<Date>) -> Option<Relative> {
    let mut cursor = at;
    let mut count = None;
    if let Some(reading) = number::read(scan, at).filter(|r| !r.year) {
        count = reading.value.to_i64();
        cursor = reading.tokens.end;
        direction(scan.lower(cursor))?;
    }
    let mut toward = direction(scan.lower(cursor))?;
    let before = cursor.checked_sub(1).map_or("", |b| scan.lower(b));
    // "does not last ten years", "will last two weeks": a verb.
    let verb = scan.lower(cursor) == "last"
        && matches!(
            before,
            "not" | "t" | "to" | "will" | "would" | "can" | "could" | "may" | "might" | "should"
        )
        && (scan
            .known(cursor + 1)
            .is_some_and(|word| word.cardinal.is_some())
            || scan
                .token(cursor + 1)
                .is_some_and(|next| next.kind == Kind::Digits));
    if verb || scan.lower(cursor) == "same" {
        return None;
    }
    let pointer = cursor;
    cursor += 1;
    if let Some(second) = direction(scan.lower(cursor)).filter(|_| toward == 0) {
        toward = second;
        cursor += 1;
    }
    if count.is_none() {
        (count, cursor) = counted(scan, cursor);
    }
    // A feast has none of these: "last fiscal Christmas".
    let qualified = matches!(
        scan.lower(cursor),
        "business" | "working" | "calendar" | "fiscal" | "full"
    );
    cursor += usize::from(qualified);
    let word = scan.known(cursor)?;
    if let Some(feast) = feast::read(scan, cursor).filter(|_| count.is_none() && !qualified) {
        let day = today.and_then(|today| feast.toward(today, toward));
        return relative(feast.end, Grain::Day, day.map(calendar::day));
    }
    if let Some(unit) = word.time {
        // "the last quarter-century"
        if scan.is_dash(cursor + 1) && scan.glued(cursor + 1) && scan.glued(cursor + 2) {
            return None;
        }
        let plural = scan.lower(cursor).ends_with('s');
        if count.is_none() && plural {
            // "in the coming quarters": a time ahead or behind, of no known length.
            let open = toward != 0
                && !matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour)
                && matches!(
                    scan.lower(cursor - 1),
                    "coming" | "upcoming" | "past" | "previous" | "next"
                );
            return open.then(|| relative(cursor + 1, grain_of(unit), None))?;
        }
        // "the third last", "last second": not spans of time.
        if matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour) {
            return None;
        }
        return match count {
            Some(count) if count > 0 && (plural || count == 1) => {
                let rolled = today.and_then(|today| {
                    roll(
                        today,
                        toward,
                        count,
                        unit,
                        scan.lower(cursor.saturating_sub(1)) == "business",
                    )
                });
                relative(cursor + 1, grain_of(unit), rolled)
            }
            Some(_) => None,
            None => relative(
                cursor + 1,
                grain_of(unit),
                today.and_then(|today| neighbour(today, toward, unit)),
            ),
        };
    }
    if scan.lower(cursor) == "half" {
        return None;
    }
    if let Some(month) = word.month.filter(|_| {
        scan.lower(cursor) != "may"
            || scan
                .token(cursor)
                .is_some_and(crate::facts::scan::Token::is_capitalised)
    }) {
        let stretch = today.and_then(|today| {
            let here = i64::from(today.month());
            let there = i64::from(month);
            let year = match toward {
                -1 => i64::from(today.year()) - i64::from(there >= here),
                1 => i64::from(today.year()) + i64::from(there <= here),
                _ => i64::from(today.year()),
            };
            calendar::month(i16::try_from(year).ok()?, month)
        });
        return relative(cursor + 1, Grain::Month, stretch);
    }
    if let Some(weekday) = word.weekday.or(word.short_weekday) {
        let past = scan.lower(pointer) == "this" && scan.lower(pointer + 1) == "past";
        let soon = matches!(scan.lower(cursor - 1), "coming" | "upcoming");
        let stretch = today.and_then(|today| {
            let monday = calendar::week(today)?.first;
            let date = if past {
                latest(today, weekday, false)?
            } else if soon {
                calendar::plus(latest(today, weekday, true)?, 7)?
            } else {
                calendar::plus(monday, 7 * toward + i64::from(weekday) - 1)?
            };
            // Newspapers call the latest Friday "last Friday", even in the same week.
            let date = if toward == -1 && !past && scan.lower(cursor - 1) == "last" {
                latest(today, weekday, false)?
            } else {
                date
            };
            Some(calendar::day(date))
        });
        return relative(cursor + 1, Grain::Day, stretch);
    }
    if let Some(season) = word
        .season
        .filter(|_| scan.lower(cursor) != "spring" || toward != 0 || scan.lower(pointer) == "this")
    {
        let stretch = today
            .and_then(|today| calendar::season(today.year() + i16::try_from(toward).ok()?, season));
        return relative(cursor + 1, Grain::Season, stretch);
    }
    None
}

/// `three`, `12`, `few`, `couple of`, `several` behind a pointing word.
fn counted(scan: &Scan, at: usize) -> (Option<i64>, usize) {
    match scan.lower(at) {
        "few" | "several" => (Some(3), at + 1),
        "couple" => (Some(2), at + 1 + usize::from(scan.lower(at + 1) == "of")),
        // "the last three quarters" are three spans of time, no fraction.
        _ if scan.known(at).is_some_and(|w| w.cardinal.is_some())
            && scan.known(at + 1).is_some_and(|w| w.time.is_some()) =>
        {
            (
                scan.known(at).and_then(|w| w.cardinal).map(i64::from),
                at + 1,
            )
        }
        // A year counts nothing, and what stands behind it has a year already: "last 2026 Christmas".
        _ => number::read(scan, at)
            .filter(|reading| !reading.attached && reading.upper.is_none())
            .and_then(|reading| {
                let count = reading.value.to_i64();
                let count = count.filter(|count| (1..=2000).contains(count))?;
                Some((Some(count), reading.tokens.end))
            })
            .unwrap_or((None, at)),
    }
}

const fn grain_of(unit: TimeUnit) -> Grain {
    match unit {
        TimeUnit::Week | TimeUnit::Fortnight | TimeUnit::Weekend => Grain::Week,
        TimeUnit::Month => Grain::Month,
        TimeUnit::Quarter => Grain::Quarter,
        TimeUnit::Half => Grain::Half,
        TimeUnit::Year => Grain::Year,
        TimeUnit::Decade | TimeUnit::Century => Grain::Decade,
        _ => Grain::Day,
    }
}

/// `two weeks ago`, `a year ago`, `in 3 days`, `3 weeks from now`.
fn ago(scan: &Scan, at: usize, today: Option<Date>) -> Option<Relative> {
    let ahead = scan.lower(at) == "in";
    let start = at + usize::from(ahead);
    let (count, cursor) = match scan.lower(start) {
        "a" | "an" if scan.says(start + 1, &["couple", "of"]) => (2, start + 3),
        "a" | "an" if scan.lower(start + 1) == "few" => (3, start + 2),
        "a" | "an" => (1, start + 1),
        _ => {
            let reading = number::read(scan, start).filter(|r| r.upper.is_none() && !r.year)?;
            (
                reading
                    .value
                    .to_i64()
                    .filter(|n| (1..=5000).contains(n) && reading.value.fract().is_zero())?,
                reading.tokens.end,
            )
        }
    };
    let unit = scan.known(cursor)?.time?;
    if matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour) {
        return None;
    }
    let end = cursor + 1;
    let (sign, end) = if scan.lower(end) == "ago" {
        (-1, end + 1)
    } else if scan.says(end, &["from", "now"]) || scan.says(end, &["from", "today"]) {
        (1, end + 2)
    } else if ahead
        && scan.lower(end) != "of"
        && !scan.is_sign(end, '-')
        && (unit == TimeUnit::Day || unit == TimeUnit::Week || will(scan, at))
        && scan.lower(end) != "or"
        && !happened(scan, at)
    {
        (1, end)
    } else {
        return None;
    };
    if ahead && sign < 0 {
        return None;
    }
    let stretch = today.and_then(|today| {
        let date = step(today, sign * count, unit)?;
        match unit {
            TimeUnit::Year if sign < 0 => calendar::year(date.year()),
            TimeUnit::Decade | TimeUnit::Century => calendar::year(date.year()),
            _ => Some(calendar::day(date)),
        }
    });
    relative(end, grain_of(unit), stretch)
}

/// `two weeks`: a whole number of days or longer units, and one past its last token; `the year to` is one.
pub fn span_of_time(scan: &Scan, at: usize) -> Option<(i64, TimeUnit, usize)> {
    let one = at
        .checked_sub(1)
        .is_some_and(|before| scan.lower(before) == "the")
        && matches!(scan.lower(at + 1), "to" | "ended" | "ending");
    if let Some(unit) = scan
        .known(at)
        .and_then(|word| word.time)
        .filter(|unit| one && *unit > TimeUnit::Day)
    {
        return Some((1, unit, at + 1));
    }
    if scan.known(at).is_none_or(|w| w.cardinal.is_none())
        && !scan.written(at).starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let (count, cursor) = counted(scan, at);
    let unit = scan.known(cursor)?.time?;
    let short = matches!(unit, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour);
    (!short).then_some((count?, unit, cursor + 1))
}

/// `year`, `month`: the one that `today` lies in, where other words ask for it ("the end of the year").
pub(super) fn here(scan: &Scan, noun: usize, today: Option<Date>) -> Option<Relative> {
    let unit = scan.known(noun)?.time.filter(|unit| {
        matches!(
            unit,
            TimeUnit::Week
                | TimeUnit::Month
                | TimeUnit::Quarter
                | TimeUnit::Year
                | TimeUnit::Decade
        )
    })?;
    if scan.lower(noun).ends_with('s') {
        return None;
    }
    let stretch = today.and_then(|today| neighbour(today, 0, unit));
    relative(noun + 1, grain_of(unit), stretch)
}

/// `year to date`, `the end of the year`, `later this month`.
fn to_date(scan: &Scan, at: usize, today: Option<Date>) -> Option<Relative> {
    let unit = scan.known(at).and_then(|word| word.time)?;
    if matches!(
        unit,
        TimeUnit::Year | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Week
    ) && scan.says(at + 1, &["to", "date"])
    {
        let stretch = today.and_then(|today| {
            let whole = neighbour(today, 0, unit)?;
            Some(calendar::days(whole.first, today, grain_of(unit)))
        });
        return relative(at + 3, grain_of(unit), stretch);
    }
    None
}
