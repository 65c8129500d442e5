//! Numbers as written, in digits and in words, as exact decimals.
//!
//! A hand-written automaton over the scan: grouped digits, decimals, fractions, powers, scales
//! ("1.2b", "three lakh crore"), number words ("twenty-one trillion and three hundred") and vague
//! magnitudes ("tens of thousands"). It says what a number is worth, never what it counts.

use super::scan::{Kind, Scan};
use crate::model::span::Span;
use rust_decimal::Decimal;
use std::ops::Range;

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

/// All numbers of a scan, in order, each as long as can be.
pub fn readings(scan: &Scan) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let mut at = 0;
    while let Some(token) = scan.token(at) {
        let may = match token.kind {
            Kind::Digits => true,
            Kind::Sign(c) => matches!(c, '-' | '−' | '+' | '.') || vulgar(c).is_some(),
            Kind::Word => token.word.is_some_and(super::lexicon::Word::counts),
        };
        if let Some(reading) = may.then(|| read(scan, at)).flatten() {
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

/// Digits with groups and a decimal part, or a vulgar fraction.
fn digits(scan: &Scan, at: usize) -> Option<Part> {
    let token = scan.token(at)?;
    if let Kind::Sign(c) = token.kind {
        if let Some(value) = vulgar(c) {
            return Some(plain(at + 1, value, Decimal::ONE));
        }
        if c != '.'
            || scan.glued(at)
                && !matches!(
                    scan.token(at - 1)?.kind,
                    Kind::Sign('$' | '€' | '£' | '-' | '−' | '(')
                )
        {
            return None;
        }
        let next = scan.token(at + 1)?;
        if next.kind != Kind::Digits || !next.glued {
            return None;
        }
        let value: Decimal = format!("0.{}", scan.written(at + 1)).parse().ok()?;
        return Some(plain(at + 2, value, step_of(value)));
    }
    if token.kind != Kind::Digits {
        return None;
    }
    if scan.glued(at) {
        let before = scan.token(at - 1)?;
        let point = matches!(before.kind, Kind::Sign('.' | ','))
            && at > 1
            && scan.glued(at - 1)
            && scan.token(at - 2)?.kind == Kind::Digits;
        let alphabetic = !scan.written(at - 1).ends_with(without_spaces);
        if before.is_word() && alphabetic && !precedes_figure(scan, at - 1) && !point {
            return None;
        }
    }
    let (end, written) = grouped(scan, at);
    let value: Decimal = written.parse().ok()?;
    let mut part = plain(end, value, step_of(value));
    if let Some(Kind::Sign(c)) = scan.token(end).map(|t| t.kind)
        && let Some(fraction) = vulgar(c)
    {
        part.value = value.checked_add(fraction)?;
        part.end += 1;
    }
    Some(part)
}

/// Letters that may stand right before digits: currency marks and codes (`US$` ends in a sign, `USD115`, `Rs500`).
fn precedes_figure(scan: &Scan, at: usize) -> bool {
    scan.known(at).is_some_and(|word| {
        (word.code.is_some() && scan.written(at).len() == 3)
            || word.prefix.is_some()
            || word.month.is_some()
    })
}

/// Letters of scripts that put no space between a word and a figure: Han, kana, hangul, Thai.
fn without_spaces(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
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
    let mut step = Decimal::ONE;
    let mut rest = value;
    while !rest.is_zero() && (rest % Decimal::TEN).is_zero() {
        rest /= Decimal::TEN;
        step *= Decimal::TEN;
    }
    step
}

/// The digits from `at` on, groups joined, with a decimal point.
fn grouped(scan: &Scan, at: usize) -> (usize, String) {
    let mut written = scan.written(at).to_owned();
    let mut end = at + 1;
    let (group, point) = if scan.decimal_comma {
        ('.', ',')
    } else {
        (',', '.')
    };
    let run = |at: usize, sign: char| {
        let digits = scan.token(at + 1)?;
        (scan.is_sign(at, sign) && scan.glued(at) && digits.glued && digits.kind == Kind::Digits)
            .then(|| scan.written(at + 1))
    };
    let groups_by = |sign: char| {
        let mut groups = 0;
        while groups < GROUPS && run(end + 2 * groups, sign).is_some_and(|digits| digits.len() == 3)
        {
            groups += 1;
        }
        let closed = run(end + 2 * groups, sign).is_none();
        if written.len() <= 3 && closed {
            groups
        } else {
            0
        }
    };
    let mut point = point;
    let mut groups = groups_by(group);
    if groups == 0 && groups_by(point) > 1 {
        groups = groups_by(point);
        point = group;
    }
    if groups == 0 {
        groups = groups_by('\'').max(groups_by('’'));
    }
    for _ in 0..groups {
        written.push_str(scan.written(end + 1));
        end += 2;
    }
    if groups == 0 && written.len() <= 3 {
        while written.len() < 3 * GROUPS
            && scan
                .token(end)
                .is_some_and(|t| !t.glued && t.kind == Kind::Digits && t.span.len() == 3)
            && !scan.glued(end + 1)
            && scan.token(end - 1).is_some_and(|before| {
                scan.token(end)
                    .is_some_and(|t| t.span.start - before.span.end <= 3)
            })
            && !written.starts_with('0')
        {
            written.push_str(scan.written(end));
            end += 1;
        }
    }
    let decimals = run(end, point)
        .filter(|_| run(end + 2, '.').is_none())
        .or_else(|| {
            // "1,3" where commas group: a decimal comma, unless it lists figures.
            let digits = run(end, ',').filter(|digits| digits.len() < 3 && groups == 0)?;
            let lonely = run(end + 2, ',').is_none()
                && !(at > 0 && scan.is_sign(at - 1, ',') && scan.glued(at));
            lonely.then_some(digits)
        });
    if let Some(digits) = decimals {
        written.push('.');
        written.push_str(digits);
        end += 2;
    }
    (end, written)
}

/// How many groups of three digits are read: more than an exact decimal of 28 digits holds. A longer chain is
/// no number, and reading on would look at it again from each of its groups.
const GROUPS: usize = 10;

const fn is_numeric(kind: Kind) -> bool {
    matches!(kind, Kind::Digits)
}

/// `1.3x10^6`, `12.32e+14`, `1.1^23`.
fn power(scan: &Scan, part: &Part) -> Option<Part> {
    let mut at = part.end;
    if !scan.glued(at) {
        return None;
    }
    let (base, factor) = if matches!(scan.lower(at), "x" | "×" | "e") {
        let ten =
            scan.lower(at) == "e" || (scan.lower(at + 1) == "10" && scan.is_sign(at + 2, '^'));
        at += if scan.lower(at) == "e" { 1 } else { 3 };
        (ten.then_some(Decimal::TEN)?, part.value)
    } else if scan.is_sign(at, '^') {
        at += 1;
        (part.value, Decimal::ONE)
    } else {
        return None;
    };
    let mut negative = false;
    while scan.is_sign(at, '+') || scan.is_sign(at, '-') {
        negative ^= scan.is_sign(at, '-');
        at += 1;
    }
    let token = scan.token(at)?;
    if !is_numeric(token.kind) || !token.glued {
        return None;
    }
    let exponent: u32 = scan.written(at).parse().ok().filter(|n| *n < 100)?;
    let mut value = Decimal::ONE;
    for _ in 0..exponent {
        value = value.checked_mul(base)?;
    }
    let value = if negative {
        factor.checked_div(value)?
    } else {
        factor.checked_mul(value)?
    };
    Some(plain(at + 1, value, step_of(value)))
}

/// Scales behind digits: `37B`, `2.33 k`, `2 million`, `1 lakh crore`, `$1.5-billion`.
fn with_scale(scan: &Scan, mut part: Part) -> Part {
    let mut at = part.end;
    if scan.is_dash(at)
        && scan
            .known(at + 1)
            .is_some_and(|w| w.scale.is_some_and(|s| s >= 1000))
    {
        at += 1;
    }
    let Some(word) = scan.known(at) else {
        return part;
    };
    if let Some(scale) = letter_scale(scan, at, word.letter) {
        return scaled(part, at + 1, scale);
    }
    if word.scale.is_none() {
        return part;
    }
    // "4 thousand 3 hundred and 21": digits take the place of the words.
    if let Some(whole) =
        compound(scan, part.end.saturating_sub(1)).filter(|whole| whole.end > at + 1)
        && part.end >= 1
        && scan
            .token(part.end - 1)
            .is_some_and(|t| t.kind == Kind::Digits)
        && part.value.fract().is_zero()
        && scan.span(part.end - 1, part.end).of(scan.text).parse() == Ok(part.value)
    {
        return Part {
            digits: true,
            ..whole
        };
    }
    while let Some(scale) = scan.known(at).and_then(|word| word.scale) {
        part = scaled(part, at + 1, Decimal::from(scale));
        at += 1;
    }
    part
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

/// The scale of a single letter: `k` anywhere, capitals glued or spaced, small `b` and `t` only glued;
/// a small `m` is metres unless money stands before it, which the reader of money decides.
fn letter_scale(scan: &Scan, at: usize, letter: Option<u64>) -> Option<Decimal> {
    let scale = Decimal::from(letter?);
    let token = scan.token(at)?;
    if scan.glued(at + 1)
        && scan
            .token(at + 1)
            .is_some_and(|t| t.is_word() || t.kind == Kind::Digits)
    {
        return None;
    }
    let written = scan.written(at);
    let allowed = match written {
        "k" => true,
        "K" | "B" | "T" => token.glued,
        "M" => true,
        "b" | "G" => token.glued,
        "m" => token.glued && money_before(scan, at),
        _ => false,
    };
    allowed.then_some(scale)
}

/// Whether the figure before the token `at` has a currency sign.
fn money_before(scan: &Scan, at: usize) -> bool {
    (1..=7).any(|back| {
        at.checked_sub(back).is_some_and(|before| {
            matches!(scan.token(before).map(|t| t.kind), Some(Kind::Sign(c)) if super::lexicon::currency_sign(c).is_some())
        })
    })
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
        let skip = usize::from(scan.lower(at + 1) == "a");
        let scale = scan.known(at + 1 + skip)?.scale.filter(|s| *s >= 1000)?;
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
    let closed =
        scan.token(end).is_none_or(|t| !t.is_word()) || matches!(scan.lower(end), "of" | "percent");
    let value = Decimal::ONE.checked_div(denominator)?;
    (closed && scan.known(at + 1).is_some_and(|w| w.time.is_none())).then(|| Part {
        digits: false,
        ..plain(end, value, Decimal::ONE)
    })
}

/// The name of a part: `half`, `fifths`, `twenty-firsts`, `trillionth`.
fn denominator(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
    let word = scan.known(at)?;
    if let Some(part) = word.part {
        return Some((at + 1, Decimal::from(part)));
    }
    let tens = word.cardinal.filter(|n| (20..=90).contains(n))?;
    let next = at + 1 + usize::from(scan.is_dash(at + 1));
    let ones = match scan.lower(next) {
        "first" | "firsts" => 1,
        "second" | "seconds" => 2,
        _ => scan.known(next)?.part.filter(|n| *n < 10)?,
    };
    Some((next + 1, Decimal::from(u64::from(tens) + ones)))
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
        let digit = if token.kind == Kind::Digits
            && (next == at || (!token.glued && any_word))
            && !scan.is_dash(cursor)
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

/// Fractions behind a number: `10 1/2`, `two thirds`, `one and a half`, `5 billion and three quarters`, `1 over 3`.
fn with_fraction(scan: &Scan, at: usize, mut part: Part) -> Part {
    let end = part.end;
    let digit = |at: usize| {
        let token = scan.token(at)?;
        (token.kind == Kind::Digits).then(|| scan.written(at).parse::<u32>().ok())?
    };
    // 1/4, and 10 1/2
    let slash = |at: usize| {
        let (above, below) = (digit(at)?, digit(at + 2)?);
        let tight = scan.is_sign(at + 1, '/') && scan.glued(at + 1) && scan.glued(at + 2);
        let alone = !scan.is_sign(at + 3, '/') || !scan.glued(at + 3);
        (tight && alone && below > 0 && above < below && below <= 100 && !scan.glued(at + 3))
            .then(|| Decimal::from(above) / Decimal::from(below))
    };
    if part.digits
        && end == at + 1
        && let Some(value) = slash(at)
    {
        return plain(at + 3, value, Decimal::ONE);
    }
    if part.digits
        && part.scale == Decimal::ONE
        && let Some(value) = slash(end).filter(|_| !scan.glued(end))
    {
        part.value = part.value.checked_add(value).unwrap_or(part.value);
        part.end = end + 3;
        return part;
    }
    // two thirds, one - fourth
    let gap = usize::from(scan.is_dash(end));
    if !part.digits
        && let Some((after, below)) = denominator(scan, end + gap)
        && names_part(scan, end + gap, after, part.value, below)
    {
        part.value = part.value.checked_div(below).unwrap_or(part.value);
        part.end = after;
        part.step = Decimal::ONE;
        if let Some(scale) = scan
            .known(after)
            .and_then(|w| w.scale)
            .filter(|s| *s >= 1000)
        {
            part = scaled(part, after + 1, Decimal::from(scale));
        }
        return part;
    }
    // one and a half, five billion and three quarters, one billion and a half million
    if scan.lower(end) == "and"
        && let Some((after, mut value)) = fraction(scan, end + 1)
    {
        let mut end = after;
        if let Some(scale) = scan.known(end).and_then(|w| w.scale).filter(|s| *s >= 1000) {
            value = value.checked_mul(Decimal::from(scale)).unwrap_or(value);
            end += 1;
            let sum = part.value.checked_add(value).unwrap_or(part.value);
            // "one and a half million" scales the whole, "one billion and a half million" only the half.
            part.value = if part.scale == Decimal::ONE && part.value < Decimal::ONE_HUNDRED {
                part.value
                    .checked_mul(Decimal::from(scale))
                    .and_then(|v| v.checked_add(value))
                    .unwrap_or(sum)
            } else {
                sum
            };
        } else {
            let value = value.checked_mul(part.scale).unwrap_or(value);
            part.value = part.value.checked_add(value).unwrap_or(part.value);
        }
        part.end = end;
        return part;
    }
    ratio(scan, part)
}

/// Whether `two thirds` is a fraction: the number is the smaller one, and "three quarters" no span of time.
fn names_part(scan: &Scan, at: usize, after: usize, above: Decimal, below: Decimal) -> bool {
    let next = scan.known(after);
    match scan.lower(at) {
        "quarter" | "second" => false,
        "quarters" => {
            above == Decimal::from(3)
                && scan.token(after).is_none_or(|t| {
                    !t.is_word()
                        || scan.lower(after) == "of"
                        || next.is_some_and(|w| w.scale.is_some())
                })
        }
        _ => above < below,
    }
}

/// `a half`, `three quarters`, `two thirds`, `one fourth`.
fn fraction(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
    let above = match scan.lower(at) {
        "a" | "an" => Decimal::ONE,
        "half" => return Some((at + 1, Decimal::new(5, 1))),
        _ => Decimal::from(scan.known(at)?.cardinal.filter(|n| *n < 20)?),
    };
    let (end, below) = denominator(scan, at + 1 + usize::from(scan.is_dash(at + 1)))?;
    let value = above.checked_div(below)?;
    (value < Decimal::ONE).then_some((end, value))
}

/// `1 over three`, `one out of three`.
fn ratio(scan: &Scan, mut part: Part) -> Part {
    let skip = if scan.lower(part.end) == "over" {
        1
    } else if scan.says(part.end, &["out", "of"]) {
        2
    } else {
        return part;
    };
    let at = part.end + skip;
    let below = digits(scan, at).or_else(|| compound(scan, at));
    let closed = |end: usize| skip == 2 || scan.token(end).is_none_or(|t| !t.is_word());
    if let Some(below) = below
        && closed(below.end)
        && (skip == 1 || part.value <= below.value)
        && let Some(value) = part.value.checked_div(below.value)
    {
        part.value = value;
        part.end = below.end;
        part.step = Decimal::ONE;
    }
    part
}

/// Vague magnitudes as intervals: `tens of thousands`, `billions`, `multi-billion`, `double-digit`.
fn magnitude(scan: &Scan, at: usize) -> Option<Reading> {
    let ten = |power: u32| Decimal::from(10u64.pow(power));
    let vague = |end: usize, low: Decimal, high: Decimal| {
        Some(Reading {
            tokens: at..end,
            span: scan.span(at, end),
            value: low,
            upper: Some(high),
            scale: Decimal::ONE,
            step: low,
            digits: false,
            attached: false,
            year: false,
        })
    };
    match scan.lower(at) {
        "multi" if scan.is_dash(at + 1) => {
            let scale = Decimal::from(scan.known(at + 2)?.scale.filter(|s| *s >= 1000)?);
            return vague(
                at + 3,
                scale.checked_mul(Decimal::TWO)?,
                scale.checked_mul(ten(3))?,
            );
        }
        // "a few hours", "several quarters": an amount only beside a unit of time, and no number by itself.
        "few" | "several" | "couple" | "some" => {
            let of = at + 1 + usize::from(scan.lower(at + 1) == "of");
            if let Some((end, scale)) = scales(scan, of)
                && scan.lower(at) != "some"
            {
                // "several hundred million", "a few thousand": more than one and fewer than ten of them.
                let high = Decimal::from(if scan.lower(at) == "couple" { 3 } else { 9 });
                return vague(
                    end,
                    scale.checked_mul(Decimal::TWO)?,
                    scale.checked_mul(high)?,
                );
            }
            scan.known(of)
                .filter(|word| word.time.is_some() && scan.lower(of).ends_with('s'))?;
            let (low, high) = if scan.lower(at) == "couple" {
                (2, 2)
            } else {
                (3, 9)
            };
            let mut reading = vague(of, Decimal::from(low), Decimal::from(high))?;
            reading.attached = true;
            return Some(reading);
        }
        "single" | "double" | "triple"
            if scan.is_dash(at + 1) && matches!(scan.lower(at + 2), "digit" | "digits") =>
        {
            let (low, high) = match scan.lower(at) {
                "single" => (1, 9),
                "double" => (10, 99),
                _ => (100, 999),
            };
            return vague(at + 3, Decimal::from(low), Decimal::from(high));
        }
        _ => {}
    }
    let word = scan.known(at)?;
    let before = at.checked_sub(1).and_then(|b| scan.token(b));
    if before.is_some_and(|t| t.kind == Kind::Digits) {
        return None;
    }
    let first = if scan.lower(at) == "tens" {
        10
    } else {
        word.scale.filter(|_| word.scales)?
    };
    let first_high = Decimal::from(first)
        * if first < 1_000_000 {
            Decimal::TEN
        } else {
            ten(3)
        };
    let second = if scan.lower(at + 1) == "of" {
        scan.known(at + 2)
            .filter(|w| w.scales && w.scale.is_some_and(|s| s >= 100))
    } else {
        None
    };
    match second.and_then(|w| w.scale) {
        Some(scale) if first < scale => {
            let scale = Decimal::from(scale);
            vague(
                at + 3,
                Decimal::from(first).checked_mul(scale)?,
                first_high.checked_mul(scale)?,
            )
        }
        None if first >= 100 => vague(at + 1, Decimal::from(first), first_high),
        _ => None,
    }
}

/// `thousand`, `hundred million`: scales in the singular, and one past the last.
fn scales(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
    let (mut end, mut worth) = (at, Decimal::ONE);
    while let Some(scale) = scan
        .known(end)
        .filter(|word| !word.scales && scan.lower(end) != "dozen")
        .and_then(|word| word.scale)
    {
        worth = worth.checked_mul(Decimal::from(scale))?;
        end += 1;
    }
    (end > at && !scan.glued(end)).then_some((end, worth))
}

/// The value of a fraction written as one character.
fn vulgar(c: char) -> Option<Decimal> {
    let (above, below) = match c {
        '½' => (1, 2),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕' => (1, 5),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some(Decimal::from(above) / Decimal::from(below))
}
