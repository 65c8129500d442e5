//! Seams: where a small letter touches a capital, as in the cells of a table that lost their borders (`RegionSalesGrowth`),
//! or in a name that is written so (`OpenAI`).

use crate::model::Span;
use crate::text::bytes;
use std::collections::HashSet;

/// The capitals of a text that touch the character before them, looked for once.
#[derive(Debug, Default)]
pub(super) struct Capitals<'a> {
    /// Where those stand that a seam could be at, in order.
    close: Vec<usize>,
    /// The words with a capital inside that are names: those that stand there twice.
    names: HashSet<&'a str>,
}

impl<'a> Capitals<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut found = Self::default();
        let mut seen = HashSet::new();
        let mut end = 0;
        for (at, before) in inner_capitals(text) {
            if closes(before) {
                found.close.push(at);
            }
            if before.is_lowercase() && at >= end {
                let span = word_around(text, at);
                end = span.end;
                let word = span.of(text);
                if word.len() <= LONGEST_NAME && !seen.insert(word) {
                    found.names.insert(word);
                }
            }
        }
        found
    }

    /// Whether a seam could be at a capital inside the span; hardly any line has one.
    fn close_in(&self, span: Span) -> bool {
        let first = self.close.partition_point(|at| *at < span.start);
        self.close.get(first).is_some_and(|at| *at < span.end)
    }
}

/// A longer word is no name, in bytes.
const LONGEST_NAME: usize = 24;

/// Whether a capital can begin with the byte: none beyond ASCII begins with a lower one than these.
#[expect(clippy::needless_bitwise_bool, reason = "asked without branches")]
const fn may_begin_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase() | (byte >= 0xc3)
}

/// The capitals that touch the character before them: where they stand, and that character.
fn inner_capitals(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let touches = |at: usize| at.checked_sub(1).and_then(|last| bytes.get(last)) > Some(&b' ');
    let touching = bytes::positions(bytes, may_begin_capital).filter(move |&at| touches(at));
    touching.filter_map(move |at| {
        let (before, here) = text.split_at_checked(at)?;
        let is_capital = here.starts_with(char::is_uppercase);
        is_capital.then_some((at, before.chars().next_back()?))
    })
}

/// Where a small letter, a figure or a closing bracket touches a capital letter, outside brackets
/// and outside names that are written so.
pub(super) fn seams(text: &str, span: Span, capitals: &Capitals) -> Vec<usize> {
    let line = span.of(text);
    if line.len() > 400 || !(capitals.close_in(span) || has_years(line.as_bytes())) {
        return Vec::new();
    }
    let mut seams = Vec::new();
    let mut depth = 0_usize;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // Years that touch each other, and the word before them: `Founded199820042013`.
        if depth == 0 && c.is_ascii_digit() && !before.is_ascii_digit() {
            seams.extend(years(line, at).filter(|&year| year > at || before.is_alphabetic()));
        }
        if depth == 0
            && closes(before)
            && c.is_uppercase()
            && !inside_name(line, at, &capitals.names)
        {
            seams.push(at);
        }
        before = c;
    }
    seams
}

/// Whether a cell may end with the character.
fn closes(c: char) -> bool {
    c.is_lowercase() || c.is_ascii_digit() || matches!(c, ')' | ']' | '%')
}

/// Whether [`YEARS`] digits stand side by side. One of them stands at the end of so many bytes.
fn has_years(line: &[u8]) -> bool {
    let digit = |byte: &&u8| byte.is_ascii_digit();
    (YEARS - 1..line.len()).step_by(YEARS).any(|at| {
        let (before, behind) = line.split_at_checked(at).unwrap_or_default();
        let behind = behind.iter().take_while(digit).count();
        behind > 0 && before.iter().rev().take_while(digit).count() + behind >= YEARS
    })
}

/// So many digits are two years that touch each other, at least.
const YEARS: usize = 8;

/// Where years start in the digits at `at`, when these are nothing but two years or more.
fn years(line: &str, at: usize) -> impl Iterator<Item = usize> {
    let digits = line.as_bytes().get(at..).unwrap_or_default();
    let length = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    let run = digits.get(..length).unwrap_or_default();
    let all = length >= YEARS
        && length.is_multiple_of(4)
        && run
            .chunks(4)
            .all(|year| year.starts_with(b"19") || year.starts_with(b"20"));
    (at..at + if all { length } else { 0 }).step_by(4)
}

/// Names that carry a capital inside. The text's own words extend the list.
const NAMES: &[&str] = &[
    "OpenAI",
    "YouTube",
    "LinkedIn",
    "TikTok",
    "WhatsApp",
    "GitHub",
    "PayPal",
    "iPhone",
    "iPad",
    "macOS",
    "iOS",
    "DeepMind",
    "DeepSeek",
    "JavaScript",
    "TypeScript",
    "BlackRock",
    "FedEx",
    "SpaceX",
    "CoreWeave",
    "MacBook",
    "PlayStation",
    "ChatGPT",
    "HubSpot",
    "SoftBank",
    "MasterCard",
    "AstraZeneca",
    "ByteDance",
    "GlaxoSmithKline",
];

fn inside_name(line: &str, at: usize, names: &HashSet<&str>) -> bool {
    let word = word_around(line, at);
    let token = word.of(line);
    let within = |name: &str| {
        let found = (name.len() <= token.len())
            .then(|| token.find(name))
            .flatten();
        found.is_some_and(|i| word.start + i < at && at < word.start + i + name.len())
    };
    names.contains(token) || NAMES.iter().any(|name| within(name))
}

/// The letters and figures on both sides of `at`.
fn word_around(text: &str, at: usize) -> Span {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.trim_end_matches(char::is_alphanumeric).len();
    let length = after.len() - after.trim_start_matches(char::is_alphanumeric).len();
    Span::new(start, at + length)
}
