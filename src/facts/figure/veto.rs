//! Numbers that are no amounts: parts of names and codes, counters of a page, years.

use crate::facts::lexicon::{Class, TimeUnit};
use crate::facts::number::Reading;
use crate::facts::scan::{self, Case, Kind, Scan};
use crate::facts::unit::Suffix;
use rust_decimal::Decimal;

/// Whether a unit is really one: no counter of a page ("29m ago", "5 min read"), no part of a code.
pub(super) fn is_told(scan: &Scan, reading: &Reading, suffix: &Suffix) -> bool {
    let after = scan.lower(suffix.end);
    let short = scan.lower(suffix.end - 1).len() <= 3;
    if suffix.time.is_some() && (after == "read" || short && after == "ago") {
        return false;
    }
    // "a half-year profit": which one, not how long.
    let half_year =
        !reading.digits && reading.value < Decimal::ONE && scan.is_dash(reading.tokens.end);
    if half_year && suffix.time == Some(TimeUnit::Year) {
        return false;
    }
    let single = scan.written(suffix.end - 1);
    let capital_letter = single.len() == 1 && single.bytes().all(|b| b.is_ascii_uppercase());
    if capital_letter
        && suffix.time.is_none()
        && !scan.glued(suffix.end - 1)
        && is_name(scan, reading)
    {
        return false;
    }
    // "one second", "third quarter" are told by their number words; "a quarter" is not read here.
    !(reading.year && suffix.time == Some(TimeUnit::Quarter))
}

/// Part of a code: `GPT-5`, `scp-173`, `F-16`, `24703 L-202`.
pub(super) fn is_code(scan: &Scan, reading: &Reading) -> bool {
    let start = reading.tokens.start;
    if !reading.digits {
        return false;
    }
    let (Some(before), Some(word)) = (start.checked_sub(1), start.checked_sub(2)) else {
        return false;
    };
    scan.is_dash(before)
        && scan.glued(before)
        && scan.glued(start)
        && scan
            .token(word)
            .is_some_and(|t| t.is_word() && !t.has(Class::Preposition))
        && scan.lower(word) != "magnitude"
        || word > 0
            && is_numbered(scan.lower(word - 1))
            && scan.is_dash(before)
            && scan.glued(start)
}

/// What a number behind it names rather than counts: "Table 6", "Chapter 11".
fn is_numbered(word: &str) -> bool {
    matches!(
        word,
        "no" | "number"
            | "version"
            | "chapter"
            | "section"
            | "article"
            | "page"
            | "figure"
            | "table"
            | "phase"
            | "level"
            | "grade"
            | "row"
            | "step"
            | "part"
            | "day"
            | "week"
            | "game"
            | "act"
            | "episode"
            | "season"
    )
}

/// Part of a name: `Llama 4`, `Boeing 737`, `Chapter 11`, `Gate 4B`.
#[expect(clippy::nonminimal_bool, reason = "read as the rule is told")]
pub(super) fn is_name(scan: &Scan, reading: &Reading) -> bool {
    let plain = reading.scale == Decimal::ONE && reading.tokens.len() == 1;
    // "Version 18.2 of the software"
    let numbered = reading.digits
        && reading.tokens.len() == 3
        && reading.tokens.start.checked_sub(1).is_some_and(|at| {
            matches!(
                scan.lower(at),
                "version" | "section" | "chapter" | "rule" | "article" | "table" | "figure"
            )
        });
    if numbered || is_airliner(scan, reading) {
        return true;
    }
    let lettered = reading.tokens.len() == 2 && is_capital(scan, reading.tokens.end - 1);
    if !reading.digits || !(plain || lettered) {
        return false;
    }
    let Some(before) = reading.tokens.start.checked_sub(1) else {
        return false;
    };
    let Some(token) = scan.token(before) else {
        return false;
    };
    if scan.is_sign(before, '#') || is_numbered(scan.lower(before)) {
        return true;
    }
    let known = token.word.is_some_and(|word| {
        word.is_function()
            || word.has(Class::Verb)
            || word.has(Class::Up)
            || word.has(Class::Down)
            || word.has(Class::Report)
            || word.month.is_some()
            || word.has(Class::Adjective)
    });
    let people = scan.has(reading.tokens.end, Class::People);
    token.is_capitalised()
        && !known
        && !people
        && !(token.case == Case::Capital && opens(scan, before))
}

/// `its 737 MAX 9 jets`, `a 787 Dreamliner`, both numbers of `737-700`.
fn is_airliner(scan: &Scan, reading: &Reading) -> bool {
    let start = reading.tokens.start;
    let boeing = |at: usize| matches!(scan.written(at).as_bytes(), [b'7', b'0'..=b'8', b'7']);
    let tied = |at: usize| scan.is_dash(at) && scan.glued(at) && scan.glued(at + 1);
    let next = start + 1;
    let variant = start > 1 && tied(start - 1) && boeing(start - 2);
    let of_kind = || {
        scan.written(next) == "MAX"
            || tied(next)
            || matches!(
                scan.lower(next),
                "dreamliner"
                    | "dreamliners"
                    | "jet"
                    | "jets"
                    | "jetliner"
                    | "jetliners"
                    | "freighter"
                    | "freighters"
            )
    };
    reading.tokens.len() == 1 && (variant || boeing(start) && of_kind())
}

/// A capital letter right behind a figure.
fn is_capital(scan: &Scan, at: usize) -> bool {
    let written = scan.written(at);
    scan.glued(at) && written.len() == 1 && written.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether the token at `at` is the first of its sentence.
pub(super) fn opens(scan: &Scan, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        matches!(
            scan.token(before).map(|t| t.kind),
            Some(Kind::Sign(scan::BORDER))
        )
    }) && scan
        .known(at)
        .is_some_and(super::super::lexicon::Word::is_listed)
}

pub(super) fn year_before(scan: &Scan, start: usize) -> bool {
    let before = start.checked_sub(1).map_or("", |at| scan.lower(at));
    let value: u32 = scan.written(start).parse().unwrap_or_default();
    (1800..=2100).contains(&value)
        && !matches!(
            before,
            "over" | "than" | "about" | "some" | "nearly" | "least" | "to" | "of"
        )
}
