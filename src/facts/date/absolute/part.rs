//! Parts of years and runs of them: `Q3 2026`, `H1`, `the 2025 fiscal year`, `2025-26`, `the 1990s`, `summer 2026`.

use super::{Found, Parts, century, number, small, year, year_behind};
use crate::facts::lexicon::Class;
use crate::facts::scan::{Kind, Scan};

/// `Q3 2026`, `Q3`, `third quarter of 2026`, `first half`, `H1 2026`.
pub(super) fn quarter(scan: &Scan, at: usize) -> Option<Found> {
    let mut parts = Parts::default();
    let mut end;
    if matches!(scan.lower(at), "q" | "h")
        && scan.glued(at + 1)
        && number(scan, at + 1, 1..=1).is_some()
        && !(scan.glued(at)
            && scan
                .token(at - 1)
                .is_some_and(crate::facts::scan::Token::is_word))
    {
        let value = number(scan, at + 1, 1..=1)?;
        if scan.lower(at) == "q" {
            parts.quarter = Some(small(value, 4)?);
        } else {
            parts.half = Some(small(value, 2)?);
        }
        end = at + 2;
        if scan.glued(end)
            && scan
                .token(end)
                .is_some_and(crate::facts::scan::Token::is_word)
        {
            return None;
        }
    } else {
        parts.fiscal = scan.lower(at) == "fiscal";
        let start = at + usize::from(parts.fiscal);
        let ordinal = scan
            .known(start)?
            .ordinal
            .and_then(|n| u8::try_from(n).ok())
            .or(match scan.lower(start) {
                "final" | "last" => Some(0),
                _ => None,
            })?;
        let fiscal = scan.lower(start + 1) == "fiscal";
        parts.fiscal |= fiscal;
        let noun = start + 1 + usize::from(fiscal) + usize::from(scan.is_dash(start + 1));
        match (scan.lower(noun), ordinal) {
            ("quarter", 1..=4) => parts.quarter = Some(ordinal),
            ("half", 1..=2) => parts.half = Some(ordinal),
            _ => return None,
        }
        end = noun + 1;
        if parts.half.is_some() && year_after(scan, end).is_none() && scan.lower(end) != "of" {
            return None;
        }
    }
    if let Some((year, fiscal, after)) = year_after(scan, end) {
        parts.year = Some(year);
        parts.fiscal |= fiscal;
        end = after;
    } else if is_played(scan, at) {
        return None;
    }
    Some((parts, end))
}

/// Whether the words around tell of a match, whose quarters and halves are no time of the year.
fn is_played(scan: &Scan, at: usize) -> bool {
    (at.saturating_sub(15)..at + 15).any(|near| scan.has(near, Class::Play))
}

/// `4Q25`, `1H 2026`: as bankers write them.
pub(super) fn digit_quarter(scan: &Scan, at: usize) -> Option<Found> {
    let which = small(number(scan, at, 1..=1)?, 4)?;
    let quarter = scan.lower(at + 1) == "q";
    let half = scan.lower(at + 1) == "h" && which <= 2;
    if !(quarter || half) || !scan.glued(at + 1) || scan.glued(at) {
        return None;
    }
    let mut parts = Parts {
        quarter: quarter.then_some(which),
        half: half.then_some(which),
        ..Parts::default()
    };
    let end = at + 2;
    if let Some(two) = number(scan, end, 2..=2).filter(|_| scan.glued(end)) {
        parts.year = i16::try_from(century(two)).ok();
        return Some((parts, end + 1));
    }
    if let Some((year, fiscal, after)) = year_after(scan, end) {
        parts.year = Some(year);
        parts.fiscal = fiscal;
        return Some((parts, after));
    }
    (quarter
        && !scan
            .token(end)
            .is_some_and(|next| next.glued && next.is_word()))
    .then_some((parts, end))
}

/// `the December quarter`: the three months that end with it.
pub(super) fn month_quarter(scan: &Scan, at: usize) -> Option<Found> {
    let month = scan.known(at)?.month.filter(|month| month % 3 == 0)?;
    if scan.lower(at + 1) != "quarter" {
        return None;
    }
    let year = year_after(scan, at + 2);
    Some((
        Parts {
            quarter: Some(month / 3),
            year: year.map(|(year, _, _)| year),
            fiscal: year.is_some_and(|(_, fiscal, _)| fiscal),
            ..Parts::default()
        },
        year.map_or(at + 2, |(_, _, end)| end),
    ))
}

/// A year behind a quarter: `2026`, `of 2026`, `of fiscal 2026`, `FY2026`, `'26`.
pub(super) fn year_after(scan: &Scan, at: usize) -> Option<(i16, bool, usize)> {
    let skip = usize::from(
        matches!(scan.lower(at), "of" | "in") || scan.is_sign(at, ',') || scan.is_dash(at),
    );
    let skip = skip + usize::from(scan.lower(at + skip) == "the");
    let skip =
        skip + usize::from(scan.lower(at + skip) == "year" && year(scan, at + skip + 1).is_some());
    if let Some((parts, end)) =
        fiscal_word(scan, at + skip).filter(|(parts, _)| parts.year.is_some())
    {
        return Some((parts.year?, true, end));
    }
    year_behind(scan, at + skip)
        .or_else(|| year(scan, at + skip))
        .map(|(year, end)| (year, false, end))
}

/// `2026 Q3`, `2019-H2`, `2026 third quarter`.
pub(super) fn year_quarter(scan: &Scan, at: usize) -> Option<Found> {
    let (year, end) = year(scan, at)?;
    let end = end + usize::from(scan.is_dash(end) && scan.glued(end));
    let (parts, end) =
        quarter(scan, end).filter(|(parts, _)| parts.year.is_none() && !parts.fiscal)?;
    Some((
        Parts {
            year: Some(year),
            ..parts
        },
        end,
    ))
}

/// `2025 fiscal year`, `2025-2026 fiscal period`, `2025-2026`, `2025/26`, `2025-26`.
pub(super) fn fiscal_year(scan: &Scan, at: usize) -> Option<Found> {
    let (first, mut end) = year(scan, at)?;
    let mut parts = Parts {
        year: Some(first),
        ..Parts::default()
    };
    if (scan.is_dash(end) || scan.is_sign(end, '/')) && scan.glued(end) == scan.glued(end + 1) {
        let tight = scan.glued(end);
        let last = year(scan, end + 1).map(|found| found.0).or_else(|| {
            let two = number(scan, end + 1, 2..=2).filter(|_| tight)?;
            i16::try_from(two).ok().map(|two| first / 100 * 100 + two)
        });
        let glued_on = scan.glued(end + 2)
            && scan
                .token(end + 2)
                .is_some_and(|t| t.is_word() || t.kind == Kind::Digits)
            || scan.is_dash(end + 2) && scan.glued(end + 2);
        if let Some(last) = last.filter(|last| *last > first && *last - first < 200 && !glued_on) {
            parts.last_year = Some(last);
            end += 2;
        }
    }
    if scan.lower(end) == "fiscal" {
        parts.fiscal = true;
        end += 1;
        end += usize::from(matches!(scan.lower(end), "year" | "years" | "period"));
        return Some((parts, end));
    }
    parts.last_year.is_some().then_some((parts, end))
}

/// `fiscal 2026`, `fiscal year 2026`, `FY2026`, `FY26`, and the calendar year `CY26`.
pub(super) fn fiscal_word(scan: &Scan, at: usize) -> Option<Found> {
    let fiscal = scan.lower(at);
    if !matches!(fiscal, "fiscal" | "fy" | "financial" | "cy") {
        return None;
    }
    let at = at + 1 + usize::from(scan.lower(at + 1) == "year");
    let (year, end) = year(scan, at).or_else(|| {
        let two = number(scan, at, 2..=2).filter(|_| matches!(fiscal, "fy" | "cy"))?;
        Some((i16::try_from(century(two)).ok()?, at + 1))
    })?;
    // "the financial year 2025-26"
    let last = (scan.is_dash(end) || scan.is_sign(end, '/'))
        .then(|| number(scan, end + 1, 2..=2))
        .flatten()
        .filter(|_| scan.glued(end) && scan.glued(end + 1))
        .and_then(|two| i16::try_from(two).ok())
        .map(|two| year / 100 * 100 + two)
        .filter(|last| *last == year + 1);
    Some((
        Parts {
            year: Some(year),
            last_year: last,
            fiscal: fiscal != "cy",
            ..Parts::default()
        },
        if last.is_some() { end + 2 } else { end },
    ))
}

/// "temperatures in the 50s", "climbed into the 90s": degrees, no years.
fn is_degrees(scan: &Scan, at: usize) -> bool {
    at > 1 && scan.lower(at - 2) == "into" || crate::facts::unit::tells_warmth(scan, at)
}

/// `1990s`, `the 90s`, `1990 s`.
pub(super) fn decade(scan: &Scan, at: usize) -> Option<Found> {
    let value = number(scan, at, 2..=4).filter(|n| n % 10 == 0)?;
    let quote = usize::from(matches!(
        scan.token(at + 1).map(|t| t.kind),
        Some(Kind::Sign('\'' | '’'))
    ));
    if scan.lower(at + 1 + quote) != "s" {
        return None;
    }
    let first = match scan.written(at).len() {
        4 if (1500..2100).contains(&value) => value,
        2 if at > 0
            && (matches!(scan.token(at - 1)?.kind, Kind::Sign('\'' | '’'))
                || matches!(scan.lower(at - 1), "the" | "early" | "late" | "mid")
                    && !is_degrees(scan, at)) =>
        {
            century(value.max(20))
        }
        _ => return None,
    };
    Some((
        Parts {
            decade: i16::try_from(first).ok(),
            ..Parts::default()
        },
        at + 2 + quote,
    ))
}

/// `summer 2026`, `summer of 2026`.
pub(super) fn season(scan: &Scan, at: usize) -> Option<Found> {
    let season = scan.known(at)?.season?;
    let before = at.checked_sub(1).map_or("", |before| scan.lower(before));
    // "expects a fall in 2026": a decline.
    if scan.lower(at) == "fall"
        && (scan.lower(at + 1) == "in" || matches!(before, "a" | "to" | "will" | "would" | "could"))
    {
        return None;
    }
    let (year, end) = year_behind(scan, at + 1)?;
    Some((
        Parts {
            season: Some(season),
            year: Some(year),
            ..Parts::default()
        },
        end,
    ))
}
