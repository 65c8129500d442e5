//! Numbers as written, in digits and in words, as exact decimals.
//!
//! A hand-written automaton over the scan: grouped digits, decimals, fractions, powers, scales
//! ("1.2b", "three lakh crore"), number words ("twenty-one trillion and three hundred") and vague
//! magnitudes ("tens of thousands"). It says what a number is worth, never what it counts.

mod fraction;
mod magnitude;
mod written;

use super::lexicon::{TimeUnit, Word};
use super::scan::{Kind, Scan};
use crate::model::span::Span;
use fraction::{denominator, vulgar, with_fraction};
use magnitude::magnitude;
use rust_decimal::Decimal;
use std::ops::Range;
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
    /// The worth of one unit of its last written digit.
    pub step: Decimal,
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
            Kind::Sign(c) => matches!(c, '-' | '−' | '+' | '.') || vulgar(c).is_some(),
            Kind::Word => token.word.is_some_and(Word::counts),
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
    if let Some(vague) = magnitude(scan, at) {
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
        step: part.step,
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
    step: Decimal,
    digits: bool,
}

fn sign(scan: &Scan, at: usize) -> (usize, bool) {
    let free = !scan.glued(at) || scan.is_sign(at - 1, '(') || scan.is_sign(at - 1, '"');
    let next = scan.token(at + 1);
    let digits_next = next.is_some_and(|t| t.glued && (t.kind == Kind::Digits || t.is_sign('.')));
    if free && digits_next && (scan.is_sign(at, '-') || scan.is_sign(at, '−')) {
        return (at + 1, true);
    }
    if matches!(scan.lower(at), "minus" | "negative") {
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
    Some(with_fraction(scan, at, part))
}

fn plain(end: usize, value: Decimal, step: Decimal) -> Part {
    Part {
        end,
        value,
        scale: Decimal::ONE,
        step,
        digits: true,
    }
}

/// One unit of the last written digit: 0.1 for 4.8, 1,000 for 350,000 (trailing zeros are taken for rounding).
pub fn step_of(value: Decimal) -> Decimal {
    if value.scale() > 0 {
        return Decimal::new(1, value.scale());
    }
    let mut step = 1;
    let mut rest = value.mantissa();
    while rest != 0 && rest % 10 == 0 {
        rest /= 10;
        step *= 10;
    }
    Decimal::from_i128_with_scale(step, 0)
}

fn scaled(part: Part, end: usize, scale: Decimal) -> Part {
    Part {
        end,
        value: part.value.checked_mul(scale).unwrap_or(part.value),
        scale: part.scale.checked_mul(scale).unwrap_or(part.scale),
        step: part.step.checked_mul(scale).unwrap_or(part.step),
        digits: part.digits,
    }
}

/// Number words, with or without scales, fractions and decimals.
fn words(scan: &Scan, at: usize) -> Option<Part> {
    let first = scan.known(at);
    if matches!(scan.lower(at), "a" | "an") {
        return article(scan, at);
    }
    if let Some(part) = first.and_then(|word| word.part)
        && matches!(scan.lower(at), "half" | "quarter")
    {
        // "half a million", "quarter million"
        let skip = usize::from(matches!(scan.lower(at + 1), "a" | "an"));
        let counted = scan.known(at + 1 + skip);
        let Some(scale) = counted.and_then(|word| word.scale).filter(|s| *s >= 1000) else {
            return half(scan, at, skip);
        };
        let value = Decimal::from(scale).checked_div(Decimal::from(part))?;
        return Some(Part {
            digits: false,
            ..plain(at + 2 + skip, value, step_of(value))
        });
    }
    if first?.scales {
        return None;
    }
    if scan.lower(at) == "one" && !one_counts(scan, at) {
        return None;
    }
    let mut part = compound(scan, at)?;
    if scan.lower(part.end) == "point" {
        let mut written = String::from("0.");
        let mut end = part.end + 1;
        while let Some(digit) = scan.known(end).and_then(|w| w.cardinal) {
            if digit > 9 && written.len() > 2 {
                break;
            }
            let tens = digit >= 20
                && (scan.is_dash(end + 1)
                    || scan.known(end + 1).and_then(|w| w.cardinal).is_some());
            if tens {
                written.push_str(&(digit / 10).to_string());
            } else {
                written.push_str(&digit.to_string());
            }
            end += 1 + usize::from(scan.is_dash(end + 1) && tens);
        }
        if let Some(fraction) = written
            .parse::<Decimal>()
            .ok()
            .filter(|_| written.len() > 2)
        {
            part.value = part.value.checked_add(fraction)?;
            part.step = step_of(part.value);
            part.end = end;
            while let Some(scale) = scan.known(part.end).and_then(|word| word.scale) {
                let end = part.end + 1;
                part = scaled(part, end, Decimal::from(scale));
            }
        }
    }
    Some(part)
}

/// `half of the schools`, and before one of something that is measured: `half a cent`, `half an hour`.
fn half(scan: &Scan, at: usize, skip: usize) -> Option<Part> {
    let next = at + 1 + skip;
    let unit = scan.known(next).is_some_and(|word| {
        word.coin.is_some()
            || word.unit.is_some()
            || word.time.is_some_and(|time| time < TimeUnit::Day)
    });
    let of = skip == 0
        && scan.lower(at + 1) == "of"
        && !matches!(
            at.checked_sub(1).map_or("", |b| scan.lower(b)),
            "first" | "second" | "other" | "latter"
        );
    (scan.lower(at) == "half" && (of || skip == 1 && unit)).then(|| Part {
        digits: false,
        ..plain(next, Decimal::new(5, 1), Decimal::ONE)
    })
}

/// `one` is a pronoun when a pointing word stands before it, or when nothing behind it is counted.
fn one_counts(scan: &Scan, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| scan.lower(before));
    if matches!(
        before,
        "this" | "that" | "the" | "which" | "each" | "every" | "no" | "any" | "another"
    ) {
        return false;
    }
    let next = scan.lower(at + 1);
    !matches!(
        next,
        "'" | "’" | "another" | "by" | "is" | "of" | "thing" | "day"
    ) || next == "of" && before.is_empty()
}

/// `a hundred`, `a million`, `a half`, `a dozen`, `a twenty-first`; a bare "a" is no number.
fn article(scan: &Scan, at: usize) -> Option<Part> {
    let next = scan.known(at + 1)?;
    if next.scale.is_some() && !next.scales {
        let mut part = compound(scan, at + 1)?;
        part.digits = false;
        if let Some(denominator) = scan
            .known(part.end)
            .and_then(|word| word.part)
            .filter(|p| *p >= 1000)
        {
            part.value = part.value.checked_div(Decimal::from(denominator))?;
            part.end += 1;
        }
        return Some(part);
    }
    let (end, denominator) = denominator(scan, at + 1)?;
    let closed = scan.token(end).is_none_or(|t| !t.is_word())
        || scan.lower(end) == "percent"
        || scan.known(end).is_some_and(Word::is_function);
    let value = Decimal::ONE.checked_div(denominator)?;
    (closed && scan.known(at + 1).is_some_and(|w| w.time.is_none())).then(|| Part {
        digits: false,
        ..plain(end, value, Decimal::ONE)
    })
}

/// Cardinals and scales: `two hundred and two thousand`, `4 thousand 3 hundred and 21`, `three lakh crore`.
fn compound(scan: &Scan, at: usize) -> Option<Part> {
    let mut total = Decimal::ZERO;
    let mut group: Option<Decimal> = None;
    let mut limit: Option<u64> = None;
    let mut scale = Decimal::ONE;
    let mut room = 0u32;
    let mut end = at;
    let mut cursor = at;
    let mut any_word = false;
    loop {
        let joined = cursor > at && (scan.lower(cursor) == "and" || scan.is_dash(cursor));
        let next = cursor + usize::from(joined);
        if joined && scan.lower(cursor) == "and" && room < 100 && group.is_some() && limit.is_none()
        {
            break;
        }
        let Some(token) = scan.token(next) else { break };
        // "two million and three fifths" ends with a fraction.
        if joined && scan.lower(cursor) == "and" && fraction::fraction(scan, next).is_some() {
            break;
        }
        let decimal = scan.glued(next + 1) && scan.is_sign(next + 1, '.') && scan.glued(next + 2);
        let digit = if token.kind == Kind::Digits
            && (next == at || (!token.glued && any_word))
            && !scan.is_dash(cursor)
            && (next == at || !decimal)
        {
            scan.written(next).parse::<u32>().ok()
        } else {
            None
        };
        let word = token.word;
        if let Some(value) = digit.or_else(|| word.and_then(|w| w.cardinal)) {
            let value_decimal = Decimal::from(value);
            let below = limit.is_none_or(|limit| u64::from(value) < limit);
            match group {
                None if below => {
                    group = Some(value_decimal);
                    room = if (20..=90).contains(&value) && value % 10 == 0 && digit.is_none() {
                        10
                    } else {
                        0
                    };
                }
                Some(sum) if value > 0 && value < room => {
                    group = sum.checked_add(value_decimal);
                    room = if room == 100 && (20..=90).contains(&value) && value % 10 == 0 {
                        10
                    } else {
                        0
                    };
                }
                _ => break,
            }
        } else if let Some(factor) = word
            .and_then(|w| w.scale)
            .filter(|_| !joined || scan.is_dash(cursor))
        {
            let factor_decimal = Decimal::from(factor);
            any_word = true;
            if factor == 100 {
                if group.is_some_and(|sum| sum >= Decimal::ONE_HUNDRED) {
                    break;
                }
                group = group.unwrap_or(Decimal::ONE).checked_mul(factor_decimal);
                room = 100;
            } else if group.is_none() && !total.is_zero() && limit.is_some() {
                total = total.checked_mul(factor_decimal)?;
                scale = scale.checked_mul(factor_decimal)?;
            } else {
                if limit.is_some_and(|limit| factor >= limit) {
                    break;
                }
                total = total
                    .checked_add(group.unwrap_or(Decimal::ONE).checked_mul(factor_decimal)?)?;
                group = None;
                limit = Some(factor);
                scale = factor_decimal;
                room = 0;
            }
        } else {
            break;
        }
        any_word |= digit.is_none();
        cursor = next + 1;
        end = cursor;
    }
    let ended = end > at && any_word;
    let value = total.checked_add(group.unwrap_or_default())?;
    ended.then(|| Part {
        end,
        value,
        scale: if group.is_some() { Decimal::ONE } else { scale },
        step: step_of(value),
        digits: false,
    })
}
