//! Dates in digits: `2026-03-14`, `3/14/2026`, `14.3.2026`.

use super::{Found, Parts, century, number, small};
use crate::facts::scan::{Kind, Scan};

/// `2026-03-14`, `2026-03`, `3/14/2026`, `14.3.2026`, `22/04` after a preposition.
#[expect(
    clippy::too_many_lines,
    reason = "one automaton over the orders of day, month and year"
)]
pub(super) fn numeric(scan: &Scan, at: usize) -> Option<Found> {
    let Some(Kind::Sign(sign @ ('-' | '/' | '.'))) = scan.token(at + 1).map(|t| t.kind) else {
        return None;
    };
    let tight = |from: usize, to: usize| (from..to).all(|at| scan.glued(at));
    if !tight(at + 1, at + 3)
        || sign != '-' && at > 0 && scan.glued(at) && scan.is_sign(at - 1, sign)
    {
        return None;
    }
    let closed = |end: usize| {
        !(scan.glued(end)
            && scan
                .token(end)
                .is_some_and(|t| t.is_word() || t.kind == Kind::Digits))
            && !(scan.glued(end)
                && scan.is_sign(end, sign)
                && scan.glued(end + 1)
                && scan.token(end + 1).is_some_and(|t| t.kind == Kind::Digits)
                && sign != '-')
    };
    let third = (tight(at + 3, at + 5) && scan.is_sign(at + 3, sign)).then_some(at + 4);
    if let Some(year) = number(scan, at, 4..=4).filter(|y| (1500..=2199).contains(y)) {
        let year = i16::try_from(year).ok()?;
        let month = small(number(scan, at + 2, 1..=2)?, 12)?;
        let day = third
            .and_then(|at| number(scan, at, 1..=2))
            .and_then(|d| small(d, 31));
        let end = if day.is_some() { at + 5 } else { at + 3 };
        // "the 2008-09 season" runs over two years.
        let run = at.checked_sub(1).is_some_and(|b| scan.lower(b) == "the")
            && i16::from(month) == (year + 1) % 100;
        if day.is_none() && (sign != '-' || scan.written(at + 2).len() != 2 || run)
            || !closed(end) && day.is_none()
        {
            return None;
        }
        return Some((
            Parts {
                year: Some(year),
                month: Some(month),
                day,
                ..Parts::default()
            },
            end,
        ));
    }
    let (first, second) = (number(scan, at, 1..=2)?, number(scan, at + 2, 1..=4)?);
    if scan.written(at + 2).len() == 4 && third.is_none() {
        // 12-2015
        let month = small(first, 12)
            .filter(|_| sign != '.' && (1900..=2099).contains(&second) && closed(at + 3))?;
        return Some((
            Parts {
                year: i16::try_from(second).ok(),
                month: Some(month),
                ..Parts::default()
            },
            at + 3,
        ));
    }
    let month_first = first <= 12 && sign != '.' || second > 12;
    let (month, day) = if month_first {
        (first, second)
    } else {
        (second, first)
    };
    let (month, day) = (small(month, 12)?, small(day, 31)?);
    if let Some(third) = third {
        let year = match scan.written(third).len() {
            4 => number(scan, third, 4..=4).filter(|y| (1500..=2199).contains(y))?,
            2 if sign != '.' => century(number(scan, third, 2..=2)?),
            _ => return None,
        };
        return Some((
            Parts {
                year: i16::try_from(year).ok(),
                month: Some(month),
                day: Some(day),
                ..Parts::default()
            },
            at + 5,
        ));
    }
    let year = super::year_behind(scan, at + 3).filter(|_| scan.is_sign(at + 3, ','));
    // "since 9/11" speaks of one day for ever.
    if sign == '/'
        && (first, second) == (9, 11)
        && scan.written(at).len() == 1
        && year.is_none()
        && closed(at + 3)
    {
        return Some((
            Parts {
                month: Some(9),
                day: Some(11),
                year: Some(2001),
                ..Parts::default()
            },
            at + 3,
        ));
    }
    let before = at.checked_sub(1).map_or("", |b| scan.lower(b));
    let asked = matches!(
        before,
        "on" | "by"
            | "until"
            | "from"
            | "to"
            | "since"
            | "till"
            | "before"
            | "after"
            | "next"
            | "this"
    ) || at.checked_sub(1).is_some_and(|b| {
        scan.known(b)
            .is_some_and(|w| w.weekday.is_some() || w.short_weekday.is_some())
            || scan.is_dash(b) && b > 1 && scan.is_sign(b - 2, '/')
    }) || scan.is_dash(at + 3) && tight(at + 3, at + 7) && scan.is_sign(at + 5, '/');
    let unit = scan
        .token(at + 3)
        .is_some_and(|t| t.kind == Kind::Sign('%'));
    (sign == '/' && asked && closed(at + 3) && !unit).then_some((
        Parts {
            month: Some(month),
            day: Some(day),
            year: year.map(|(year, _)| year),
            ..Parts::default()
        },
        year.map_or(at + 3, |(_, end)| end),
    ))
}

/// `2019-Aug-01`, `2019/Aug/01`.
pub(super) fn named_numeric(scan: &Scan, at: usize) -> Option<Found> {
    let (year, end) = super::year(scan, at)?;
    let tight = (end..end + 4).all(|at| scan.glued(at));
    let sign = |at: usize| scan.is_sign(at, '-') || scan.is_sign(at, '/');
    let month = scan.known(end + 1)?.month?;
    let day = small(number(scan, end + 3, 1..=2)?, 31)?;
    (tight && sign(end) && sign(end + 2)).then_some((
        Parts {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..Parts::default()
        },
        end + 4,
    ))
}

/// `in '26`, `the class of ’96`, from the apostrophe on.
pub(super) fn short_year(scan: &Scan, at: usize) -> Option<Found> {
    let asked = matches!(
        at.checked_sub(1).map_or("", |before| scan.lower(before)),
        "in" | "by" | "since" | "until" | "of" | "for" | "early" | "late" | "from" | "back"
    );
    let two = number(scan, at + 1, 2..=2).filter(|_| asked && scan.glued(at + 1))?;
    let open = scan
        .token(at + 2)
        .is_some_and(|next| next.glued && next.is_word());
    (!open).then(|| {
        let year = i16::try_from(century(two)).ok();
        (
            Parts {
                year,
                ..Parts::default()
            },
            at + 2,
        )
    })
}
