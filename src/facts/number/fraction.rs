//! Fractions: `1/4`, `10 1/2`, `two thirds`, `one and a half`, `one out of three`, `½`.

use super::{Part, compound, digits, plain, scaled};
use crate::facts::scan::{Kind, Scan};
use rust_decimal::Decimal;

/// The name of a part: `half`, `fifths`, `twenty-firsts`, `trillionth`.
pub(super) fn denominator(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
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

/// Fractions behind a number: `10 1/2`, `two thirds`, `one and a half`, `5 billion and three quarters`, `1 over 3`.
pub(super) fn with_fraction(scan: &Scan, at: usize, mut part: Part) -> Part {
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
        return plain(at + 3, value);
    }
    if part.digits
        && part.scale == Decimal::ONE
        && let Some(value) = slash(end).filter(|_| !scan.glued(end))
    {
        // "$10.62 1/2": half of the last digit.
        let value = Decimal::new(1, part.value.scale()).checked_mul(value);
        part.value = part
            .value
            .checked_add(value.unwrap_or_default())
            .unwrap_or(part.value);
        part.end = end + 3;
        return part;
    }
    // 4-1/2, and 5.68-3/4 where the part is one of the last digit
    if part.digits
        && part.scale == Decimal::ONE
        && scan.is_dash(end)
        && scan.glued(end)
        && scan.glued(end + 1)
        && let Some(value) = slash(end + 1)
    {
        let value = Decimal::new(1, part.value.scale()).checked_mul(value);
        part.value = part
            .value
            .checked_add(value.unwrap_or_default())
            .unwrap_or(part.value);
        part.end = end + 4;
        return part;
    }
    // two thirds, one - fourth
    let gap = usize::from(scan.is_dash(end));
    let ends_range = at > 1
        && matches!(scan.lower(at - 1), "to" | "or")
        && scan
            .known(at - 2)
            .is_some_and(|word| word.cardinal.is_some());
    if !part.digits
        && !ends_range
        && let Some((after, below)) = denominator(scan, end + gap)
        && names_part(scan, end + gap, after, part.value, below)
    {
        part.value = part.value.checked_div(below).unwrap_or(part.value);
        part.end = after;
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
pub(super) fn names_part(
    scan: &Scan,
    at: usize,
    after: usize,
    above: Decimal,
    below: Decimal,
) -> bool {
    let next = scan.known(after);
    match scan.lower(at) {
        // "one-quarter of the crop"
        "quarter" if scan.is_dash(at - 1) => {
            scan.lower(after) == "of" && scan.lower(after + 1) != "growth"
        }
        "quarter" | "second" => false,
        "quarters" => {
            above == Decimal::from(3)
                && scan.token(after).is_none_or(|t| {
                    !t.is_word()
                        || scan.lower(after) == "of"
                        || next.is_some_and(|w| w.scale.is_some())
                })
        }
        // "the two-billionth visitor" is an ordinal; parts of such a kind are in the plural.
        word if above > Decimal::ONE && below >= Decimal::ONE_THOUSAND => {
            above < below && word.ends_with('s')
        }
        _ => above < below,
    }
}

/// `a half`, `three quarters`, `two thirds`, `one fourth`.
pub(super) fn fraction(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
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
pub(super) fn ratio(scan: &Scan, mut part: Part) -> Part {
    let skip = if scan.lower(part.end) == "over" {
        1
    } else if scan.says(part.end, &["out", "of"]) {
        2 + usize::from(scan.lower(part.end + 2) == "every")
    } else {
        return part;
    };
    let at = part.end + skip;
    let below = digits(scan, at).or_else(|| compound(scan, at));
    let closed = |end: usize| skip > 1 || scan.token(end).is_none_or(|t| !t.is_word());
    if let Some(below) = below
        && closed(below.end)
        && (skip == 1 || part.value <= below.value)
        && let Some(value) = part.value.checked_div(below.value)
    {
        part.value = value;
        part.end = below.end;
    }
    part
}

/// `three-quarters of a million`: a part of a scale is that many.
pub(super) fn of_scale(scan: &Scan, part: Part) -> Part {
    let end = part.end;
    if part.digits
        || part.value >= Decimal::ONE
        || scan.lower(end) != "of"
        || !matches!(scan.lower(end + 1), "a" | "one")
    {
        return part;
    }
    match scan
        .known(end + 2)
        .and_then(|word| word.scale)
        .filter(|scale| *scale >= 1000)
    {
        Some(scale) => scaled(part, end + 3, Decimal::from(scale)),
        None => part,
    }
}

/// The value of a fraction written as one character.
pub(super) fn vulgar(c: char) -> Option<Decimal> {
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
