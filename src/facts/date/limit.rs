//! The words before a date that open or close it: `since`, `by`, `until`, `through at least`.

use super::{calendar, relative};
use crate::facts::lexicon::Trait;
use crate::facts::scan::Scan;
use crate::model::date::DateValue;
use crate::model::quantity::Qualifier;
use jiff::civil::Date;

/// What a word before a date makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    Since,
    After,
    Before,
    Until,
    By,
    AtLeastUntil,
}

/// The limiting word before token `at`, and the token it begins at; a time of day may stand between them.
pub(super) fn opener(scan: &Scan, at: usize) -> (usize, Option<Open>) {
    let clock = at - usize::from(at > 0 && scan.lower(at - 1) == "on");
    let before = relative::before_clock(scan, clock);
    if before + 1 < clock {
        let open = match scan.lower(before) {
            "until" | "till" | "through" => Open::Until,
            // "shortly before 5am on Monday" is on that day.
            "before"
                if before > 0
                    && matches!(
                        scan.lower(before - 1),
                        "shortly" | "just" | "hours" | "minutes"
                    ) =>
            {
                return (at, None);
            }
            "by" | "before" => Open::By,
            "since" => Open::Since,
            // "shortly after 2am on Tuesday" is on that day.
            _ => return (at, None),
        };
        return (before, Some(open));
    }
    let word = |back: usize| at.checked_sub(back).map_or("", |b| scan.lower(b));
    let the = usize::from(word(1) == "the");
    let year = usize::from(word(1 + the) == "year") + the;
    let year = year + usize::from(year > the && word(1 + year) == "the");
    let (one, two, three) = (word(1 + year), word(2 + year), word(3 + year));
    let (back, open) = match (three, two, one) {
        ("until" | "through" | "till", "at", "least") => (3, Some(Open::AtLeastUntil)),
        ("as", "early", "as") => (3, Some(Open::Since)),
        (_, "up", "to") => (2, Some(Open::Until)),
        (_, "prior", "to") => (2, Some(Open::Before)),
        (_, "later", "than") if three != "no" => (2, Some(Open::After)),
        ("no", "later", "than") => (3, Some(Open::By)),
        (_, "starting" | "beginning" | "effective", "in" | "on" | "from") => (2, Some(Open::Since)),
        (_, _, "since" | "starting" | "beginning" | "seit" | "depuis" | "desde") => {
            (1, Some(Open::Since))
        }
        (_, _, "after") => (1, Some(Open::After)),
        (_, _, "before" | "avant") => (1, Some(Open::Before)),
        (_, _, "until" | "till" | "through" | "bis" | "hasta") => (1, Some(Open::Until)),
        (_, _, "by") => (1, Some(Open::By)),
        _ => (0, None),
    };
    (
        at - (back + if open.is_some() { year } else { 0 }).min(at),
        open,
    )
}

/// Whether a date behind "from" is when something begins: "will run from January 1, 2027"; "down 3% from March" is not.
pub(super) fn begins(scan: &Scan, at: usize, value: &DateValue, today: Option<Date>) -> bool {
    let Some(from) = at.checked_sub(1).filter(|&from| scan.lower(from) == "from") else {
        return false;
    };
    let Some(start) = &value.start else {
        return false;
    };
    match today {
        Some(today) => *start > today.to_string(),
        None => promises(scan, from),
    }
}

/// Whether the words before "from" at `from` tell what is to be: "will", "agreed to lift", "due".
pub(super) fn promises(scan: &Scan, from: usize) -> bool {
    (from.saturating_sub(REACH)..from).any(|at| {
        let verb = || {
            scan.token(at + 1).is_some_and(|next| {
                next.is_word() && !next.is(Trait::Function) && !next.is(Trait::Counts)
            })
        };
        match scan.lower(at) {
            "will" | "would" | "due" | "effective" | "plans" | "set" | "apply" | "applies" => true,
            "to" => verb(),
            _ => false,
        }
    })
}

/// How many tokens before "from" its verb may stand.
const REACH: usize = 14;

pub(super) fn limit(value: &mut DateValue, open: Open) {
    let shift = |day: &Option<String>, by: i64| {
        let date: Date = day.as_ref()?.parse().ok()?;
        calendar::plus(date, by).map(|date| date.to_string())
    };
    match open {
        Open::Since => value.end = None,
        Open::After => {
            value.start = shift(&value.end, 1);
            value.end = None;
        }
        Open::Before => {
            value.end = shift(&value.start, -1);
            value.start = None;
        }
        Open::Until => value.start = None,
        Open::By => {
            value.start = None;
            value.qualifier = Qualifier::AtMost;
        }
        Open::AtLeastUntil => {
            value.start = None;
            value.qualifier = Qualifier::AtLeast;
        }
    }
}

/// An open interval's EDTF: `2019/..`, `../2027`.
pub(super) fn reopen(value: &mut DateValue) {
    let Some(edtf) = value.edtf.clone() else {
        return;
    };
    value.edtf = match (&value.start, &value.end) {
        (Some(start), None) => Some(
            if edtf.contains('/') || !start.starts_with(edtf.get(..4).unwrap_or_default()) {
                format!("{start}/..")
            } else {
                format!("{edtf}/..")
            },
        ),
        (None, Some(end)) => Some(
            if edtf.contains('/') || !end.starts_with(edtf.get(..4).unwrap_or_default()) {
                format!("../{end}")
            } else {
                format!("../{edtf}")
            },
        ),
        _ => Some(edtf),
    };
}
