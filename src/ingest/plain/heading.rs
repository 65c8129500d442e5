//! Which lines are headings. From the line alone, and from what follows it.

use super::furniture::is_furniture;
use super::head::is_credit;
use super::line::{Line, ends_sentence, marker, words};
use crate::ingest::months::month_number;
use crate::ingest::sections::names::{Known, known, labelled};
use crate::text::words::count;

/// The longest heading, in words and in bytes.
const WORDS: usize = 14;
const BYTES: usize = 110;

/// Whether `line` carries the name of a known part.
pub(super) fn named(text: &str, line: Line) -> Option<Known> {
    let line = words(text, line.span).of(text);
    (labelled(line).is_none() && (!ends_sentence(line) || line.ends_with('?')))
        .then(|| known(line))
        .flatten()
}

/// Whether a line without a known name reads like a heading of what follows.
pub(super) fn is_heading(text: &str, lines: &[Line]) -> bool {
    let (Some(&line), Some(&below)) = (lines.first(), lines.get(1)) else {
        return false;
    };
    let here = line.span.of(text);
    let next = below.span.of(text);
    if !could_be(text, line) || is_furniture(next) || named(text, below).is_some() {
        return false;
    }
    if marker(next).is_some() || next.starts_with('|') || labelled(next).is_some() {
        return true;
    }
    let body = ends_sentence(next) || next.len() > 2 * here.len() + 40;
    let apart = line.after_gap || !below.after_gap || next.len() > here.len();
    body && apart && next.len() > here.len() / 2
}

/// What the line itself must have: few words, a capital or figure first, no end of a sentence.
fn could_be(text: &str, line: Line) -> bool {
    let here = words(text, line.span).of(text);
    if here.len() > BYTES {
        return false;
    }
    let first = here.chars().find(|c| c.is_alphanumeric());
    let shaped = first.is_some_and(|c| !c.is_lowercase()) && here.chars().any(char::is_alphabetic);
    let mut ends = ends_sentence(here);
    if here.ends_with('?') {
        // A question can be a heading, an answer below it cannot tell.
        ends = false;
    }
    shaped
        && !ends
        && !here.ends_with(':')
        && count(here) <= WORDS
        && line.indent < 4
        && !is_credit(here)
        && !is_date_line(here)
}

/// A line that is a date and nothing else: `2023-02`, `March 2024`, `Q3 2026`, `Early 2025`.
pub(in crate::ingest) fn is_date_line(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let mut dated = false;
    let line = line.trim_end_matches(':');
    let all = line
        .split([' ', ',', '\u{a0}'])
        .filter(|t| !t.is_empty())
        .all(|token| {
            let lower = token.to_lowercase();
            let lower = lower.trim_end_matches('.');
            let digits = token.bytes().filter(u8::is_ascii_digit).count();
            let year = digits >= 4
                && token
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '–' | '.'))
                && !token.starts_with('-');
            let month = month_number(lower).is_some();
            dated |= year || month;
            year || month
                || (digits <= 2
                    && digits > 0
                    && lower
                        .trim_end_matches(['s', 't', 'h', 'n', 'd', 'r'])
                        .bytes()
                        .all(|b| b.is_ascii_digit()))
                || matches!(
                    lower,
                    "q1" | "q2"
                        | "q3"
                        | "q4"
                        | "h1"
                        | "h2"
                        | "early"
                        | "mid"
                        | "late"
                        | "spring"
                        | "summer"
                        | "fall"
                        | "autumn"
                        | "winter"
                        | "–"
                        | "-"
                        | "—"
                        | "to"
                        | "present"
                        | "today"
                )
        });
    all && dated
}
