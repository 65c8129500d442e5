//! Days as a query writes them: `2026-03-14`, `2026-03`, `2026-Q1`, `2026-H1`, `2026`; with today known also `today`, `yesterday`, `7d`, `2w`, `3m`, `1y`.

use jiff::ToSpan;
use jiff::civil::Date;

/// A run of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first one.
    pub first: Date,
    /// The day after the last one.
    pub after: Date,
}

/// Reads days. A relative one is that many days, weeks, months or years before `today` and needs it.
pub fn read(text: &str, today: Option<Date>) -> Option<Days> {
    relative(text, today)
        .or_else(|| part_of_year(text))
        .or_else(|| absolute(text))
}

/// A quarter or half: `2026-Q3`, `2026Q3`, `2026-H1`.
fn part_of_year(text: &str) -> Option<Days> {
    let (year, part) = text.split_at_checked(4)?;
    let part = part.strip_prefix('-').unwrap_or(part);
    let (kind, index) = part.split_at_checked(1)?;
    let (months, parts) = match kind {
        "q" | "Q" => (3, 4),
        "h" | "H" => (6, 2),
        _ => return None,
    };
    let index = number(index, 1).filter(|index| (1..=parts).contains(index))?;
    let month = i8::try_from((index - 1) * months + 1).ok()?;
    let first = Date::new(number(year, 4)?, month, 1).ok()?;
    let after = first.checked_add(months.months()).ok()?;
    Some(Days { first, after })
}

fn absolute(text: &str) -> Option<Days> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map(|part| number(part, 2));
    let day = parts.next().map(|part| number(part, 2));
    if parts.next().is_some() {
        return None;
    }
    let (month, day) = (
        month.map_or(Some(None), |m| m.map(Some))?,
        day.map_or(Some(None), |d| d.map(Some))?,
    );
    let part = |value: Option<i16>| i8::try_from(value.unwrap_or(1)).ok();
    let first = Date::new(year, part(month)?, part(day)?).ok()?;
    let length = match (month, day) {
        (_, Some(_)) => 1.day(),
        (Some(_), None) => 1.month(),
        (None, None) => 1.year(),
    };
    let after = first.checked_add(length).ok()?;
    Some(Days { first, after })
}

fn relative(text: &str, today: Option<Date>) -> Option<Days> {
    let today = today?;
    let first = match text {
        "today" => today,
        "yesterday" => today.yesterday().ok()?,
        _ => {
            let unit = text.chars().next_back()?;
            let count: i32 = text
                .strip_suffix(unit)?
                .parse()
                .ok()
                .filter(|n| (0..10_000).contains(n))?;
            let back = match unit {
                'd' => count.days(),
                'w' => count.weeks(),
                'm' => count.months(),
                'y' => count.years(),
                _ => return None,
            };
            today.checked_sub(back).ok()?
        }
    };
    let after = first.tomorrow().ok()?;
    Some(Days { first, after })
}

/// Digits only, at most `width` of them.
fn number(text: &str, width: usize) -> Option<i16> {
    let digits =
        !text.is_empty() && text.len() <= width && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}
