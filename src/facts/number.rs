//! Numbers as written, in digits and in words, as exact decimals.
//!
//! A hand-written automaton over the scan: grouped digits, decimals, fractions, powers, scales
//! ("1.2b", "three lakh crore"), number words ("twenty-one trillion and three hundred") and vague
//! magnitudes ("tens of thousands"). It says what a number is worth, never what it counts.

mod fraction;
mod letter;
mod magnitude;
mod spelled;
mod written;

use super::lexicon::Trait;
use super::scan::{Kind, Scan};
use crate::model::span::Span;
use fraction::{of_scale, vulgar, with_fraction};
use magnitude::magnitude;
use rust_decimal::Decimal;
use spelled::{compound, words};
use std::ops::Range;
pub use written::names_type;
use written::{digits, power, with_scale};

/// A number with the way it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its tokens in the scan.
    pub tokens: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// What it is worth; the lower bound of a vague magnitude.
    pub value: Decimal,
    /// The upper bound of a vague magnitude.
    pub upper: Option<Decimal>,
    /// The scale written behind it, 1 without one: a range shares it.
    pub scale: Decimal,
    /// Whether it is written in digits.
    pub digits: bool,
    /// Whether letters follow without white space that are no scale ("180ml"): a figure, but no number by itself.
    pub attached: bool,
    /// Whether it could be a calendar year: four digits without sign, point or scale.
    pub year: bool,
}

/// The numbers of a scan, found once and then answered to everyone who asks again.
#[derive(Debug, Default)]
pub struct Numbers {
    found: Vec<Reading>,
    /// For each token: 0 where no number begins, [`INSIDE`] within one, else one more than its place in `found`.
    places: Vec<u32>,
}

const INSIDE: u32 = u32::MAX;

impl Numbers {
    /// Finds them all.
    pub fn of(scan: &Scan) -> Self {
        let found = readings(scan);
        let mut places = vec![0; scan.tokens.len()];
        for (index, reading) in found.iter().enumerate() {
            for (offset, place) in places
                .get_mut(reading.tokens.clone())
                .unwrap_or_default()
                .iter_mut()
                .enumerate()
            {
                *place = if offset == 0 {
                    index as u32 + 1
                } else {
                    INSIDE
                };
            }
        }
        Self { found, places }
    }

    /// One past the last token of the number that begins at `at`; `None` where none was found.
    pub fn end(&self, at: usize) -> Option<usize> {
        let place = self.places.get(at).filter(|place| **place != INSIDE)?;
        let index = (*place as usize).checked_sub(1)?;
        self.found.get(index).map(|reading| reading.tokens.end)
    }

    /// All of them, in order.
    pub fn all(&self) -> &[Reading] {
        &self.found
    }
}

/// All numbers of a scan, in order, each as long as can be.
pub fn readings(scan: &Scan) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let mut at = 0;
    while let Some(token) = scan.token(at) {
        let may = match token.kind {
            Kind::Digits => true,
            Kind::Sign('-' | '−' | '.') => scan
                .token(at + 1)
                .is_some_and(|next| next.glued && !next.is_word()),
            Kind::Sign(c) => vulgar(c).is_some(),
            Kind::Word => token.is(Trait::Counts),
        };
        if let Some(reading) = may.then(|| read_anew(scan, at)).flatten() {
            at = reading.tokens.end;
            found.push(reading);
        } else {
            at += 1;
        }
    }
    found
}

/// The number that begins at the token `at`.
pub fn read(scan: &Scan, at: usize) -> Option<Reading> {
    let known = scan.numbers.places.get(at).copied().unwrap_or(INSIDE);
    if known == INSIDE {
        return read_anew(scan, at);
    }
    let index = (known as usize).checked_sub(1)?;
    scan.numbers.found.get(index).cloned()
}

fn read_anew(scan: &Scan, at: usize) -> Option<Reading> {
    if scan.token(at)?.is_word()
        && let Some(vague) = magnitude(scan, at)
    {
        return Some(vague);
    }
    let (first, negative) = sign(scan, at);
    let mut part = unsigned(scan, first)?;
    if negative {
        part.value = -part.value;
    }
    let end = part.end;
    let attached = scan.glued(end)
        && scan.token(end).is_some_and(|token| {
            token.is_word() && scan.token(end - 1).is_some_and(|t| t.kind == Kind::Digits)
        });
    Some(Reading {
        tokens: at..end,
        span: scan.span(at, end),
        value: part.value.normalize(),
        upper: None,
        scale: part.scale,
        digits: part.digits,
        attached,
        year: part.digits && end == at + 1 && scan.written(at).len() == 4 && !attached,
    })
}

/// A number without sign.
#[derive(Clone, Copy)]
struct Part {
    end: usize,
    value: Decimal,
    scale: Decimal,
    digits: bool,
}

fn sign(scan: &Scan, at: usize) -> (usize, bool) {
    let free = !scan.glued(at) || scan.is_sign(at - 1, '(') || scan.is_sign(at - 1, '"');
    let next = scan.token(at + 1);
    let digits_next = next.is_some_and(|t| t.glued && (t.kind == Kind::Digits || t.is_sign('.')));
    if free && digits_next && (scan.is_sign(at, '-') || scan.is_sign(at, '−')) {
        return (at + 1, true);
    }
    // "plus or minus 3 points" is no negative number.
    let either = at > 1 && scan.lower(at - 1) == "or" && scan.lower(at - 2) == "plus";
    if matches!(scan.lower(at), "minus" | "negative") && !either {
        return (at + 1, true);
    }
    (at, false)
}

fn unsigned(scan: &Scan, at: usize) -> Option<Part> {
    let mut part = digits(scan, at).or_else(|| words(scan, at))?;
    if part.digits && part.scale == Decimal::ONE {
        if let Some(power) = power(scan, &part) {
            return Some(power);
        }
        part = with_scale(scan, part);
    }
    Some(of_scale(scan, with_fraction(scan, at, part)))
}

fn plain(end: usize, value: Decimal) -> Part {
    Part {
        end,
        value,
        scale: Decimal::ONE,
        digits: true,
    }
}

fn scaled(part: Part, end: usize, scale: Decimal) -> Part {
    Part {
        end,
        value: part.value.checked_mul(scale).unwrap_or(part.value),
        scale: part.scale.checked_mul(scale).unwrap_or(part.scale),
        digits: part.digits,
    }
}
