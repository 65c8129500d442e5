//! Calendar arithmetic: what days a month, quarter, half, season, year or decade covers, and its EDTF name.

use jiff::ToSpan;
use jiff::civil::Date;

/// How fine a time expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// A season, by its EDTF code.
    Season,
    /// Six months.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
}

impl Grain {
    /// The contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter | Self::Season => "quarter",
            Self::Half => "half",
            Self::Year | Self::Decade => "year",
        }
    }
}

/// A stretch of days, both ends inclusive, with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// EDTF, level 1 or 2.
    pub edtf: String,
    /// Its grain.
    pub grain: Grain,
}

/// One day.
pub fn day(date: Date) -> Stretch {
    Stretch {
        first: date,
        last: date,
        edtf: date.to_string(),
        grain: Grain::Day,
    }
}

/// Any days, named by both ends.
pub fn days(first: Date, last: Date, grain: Grain) -> Stretch {
    Stretch {
        first,
        last,
        edtf: format!("{first}/{last}"),
        grain,
    }
}

/// The week, Monday to Sunday, that holds `date`.
pub fn week(date: Date) -> Option<Stretch> {
    let monday = plus(date, -i64::from(date.weekday().to_monday_zero_offset()))?;
    Some(days(monday, plus(monday, 6)?, Grain::Week))
}

/// A month, 1 to 12.
pub fn month(year: i16, month: u8) -> Option<Stretch> {
    let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    Some(Stretch {
        first,
        last: first.last_of_month(),
        edtf: format!("{year:04}-{month:02}"),
        grain: Grain::Month,
    })
}

/// A quarter, 1 to 4: EDTF codes 33 to 36.
pub fn quarter(year: i16, quarter: u8) -> Option<Stretch> {
    part(year, quarter, 3, 32, Grain::Quarter)
}

/// A half, 1 or 2: EDTF codes 40 and 41.
pub fn half(year: i16, half: u8) -> Option<Stretch> {
    part(year, half, 6, 39, Grain::Half)
}

fn part(year: i16, number: u8, months: u8, code: u8, grain: Grain) -> Option<Stretch> {
    if number == 0 || number > 12 / months {
        return None;
    }
    Some(Stretch {
        first: month(year, (number - 1) * months + 1)?.first,
        last: month(year, number * months)?.last,
        edtf: format!("{year:04}-{}", code + number),
        grain,
    })
}

/// A season of the northern half of the earth by its EDTF code, 21 (spring) to 24 (winter, into the next year).
pub fn season(year: i16, code: u8) -> Option<Stretch> {
    let start = match code {
        21 => month(year, 3)?,
        22 => month(year, 6)?,
        23 => month(year, 9)?,
        _ => month(year, 12)?,
    };
    let end = if code == 24 {
        month(year + 1, 2)?
    } else {
        month(year, u8::try_from(start.first.month()).ok()? + 2)?
    };
    Some(Stretch {
        first: start.first,
        last: end.last,
        edtf: format!("{year:04}-{code}"),
        grain: Grain::Season,
    })
}

/// A year.
pub fn year(year: i16) -> Option<Stretch> {
    Some(Stretch {
        first: Date::new(year, 1, 1).ok()?,
        last: Date::new(year, 12, 31).ok()?,
        edtf: format!("{year:04}"),
        grain: Grain::Year,
    })
}

/// The ten years from `first` on.
pub fn decade(first: i16) -> Option<Stretch> {
    // "the 1800s" are a century; "the 2000s" are mostly their first ten years.
    if first % 100 == 0 && first < 2000 {
        return Some(Stretch {
            first: Date::new(first, 1, 1).ok()?,
            last: Date::new(first.checked_add(99)?, 12, 31).ok()?,
            edtf: format!("{:02}XX", first / 100),
            grain: Grain::Decade,
        });
    }
    Some(Stretch {
        first: Date::new(first, 1, 1).ok()?,
        last: Date::new(first.checked_add(9)?, 12, 31).ok()?,
        edtf: format!("{:03}X", first / 10),
        grain: Grain::Decade,
    })
}

/// `date` and `count` days.
pub fn plus(date: Date, count: i64) -> Option<Date> {
    date.checked_add(count.clamp(-4_000_000, 4_000_000).days())
        .ok()
}

/// `date` and `count` months; the day is cut to the month's length.
pub fn plus_months(date: Date, count: i64) -> Option<Date> {
    date.checked_add(count.clamp(-100_000, 100_000).months())
        .ok()
}

/// The quarter that holds `date`, 1 to 4.
pub fn quarter_of(date: Date) -> u8 {
    u8::try_from((date.month() - 1) / 3 + 1).unwrap_or(1)
}

/// The days of the longest decade; more of them are a century.
const DECADE: i64 = 3653;

/// The first, middle or last part of a stretch: "early", "mid", "late".
pub fn portion(stretch: &Stretch, portion: &str) -> Option<Stretch> {
    let whole = i64::from(stretch.first.until(stretch.last).ok()?.get_days()) + 1;
    let (first, last) = match (stretch.grain, portion) {
        (Grain::Month, "early") => (stretch.first, plus(stretch.first, 14)?),
        (Grain::Month, "mid") => (plus(stretch.first, 9)?, plus(stretch.first, 19)?),
        (Grain::Month, _) => (plus(stretch.first, 15)?, stretch.last),
        (Grain::Year, "early") => (stretch.first, half(stretch.first.year(), 1)?.last),
        (Grain::Year, "mid") => (
            month(stretch.first.year(), 4)?.first,
            month(stretch.first.year(), 9)?.last,
        ),
        (Grain::Year, _) => (half(stretch.first.year(), 2)?.first, stretch.last),
        (Grain::Decade, part) if whole > DECADE => {
            let (from, to) = match part {
                "early" => (0, 32),
                "mid" => (33, 65),
                _ => (66, 99),
            };
            let first = stretch.first.year();
            (
                year(first.checked_add(from)?)?.first,
                year(first.checked_add(to)?)?.last,
            )
        }
        (Grain::Decade, "early") => (
            stretch.first,
            year(stretch.first.year().checked_add(3)?)?.last,
        ),
        (Grain::Decade, "mid") => (
            year(stretch.first.year().checked_add(3)?)?.first,
            year(stretch.first.year().checked_add(6)?)?.last,
        ),
        (Grain::Decade, _) => (
            year(stretch.first.year().checked_add(6)?)?.first,
            stretch.last,
        ),
        (Grain::Week, "early") => (stretch.first, plus(stretch.first, 3)?),
        (Grain::Week, _) => (plus(stretch.first, 3)?, stretch.last),
        (_, "early") => (stretch.first, plus(stretch.first, whole / 2 - 1)?),
        (_, "mid") => (
            plus(stretch.first, whole / 3)?,
            plus(stretch.first, whole * 2 / 3)?,
        ),
        _ => (plus(stretch.first, whole / 2)?, stretch.last),
    };
    Some(days(first, last, stretch.grain))
}
