//! Numbers in digits: groups, decimals, powers, and scales behind them (`37B`, `2 million`).

use super::fraction::vulgar;
use super::letter::letter_scale;
use super::{Part, compound, plain, scaled};
use crate::facts::scan::{Kind, Language, Scan};
use rust_decimal::Decimal;

/// Digits with groups and a decimal part, or a vulgar fraction.
pub(super) fn digits(scan: &Scan, at: usize) -> Option<Part> {
    let token = scan.token(at)?;
    if let Kind::Sign(c) = token.kind {
        if let Some(value) = vulgar(c) {
            return Some(plain(at + 1, value));
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
        return Some(plain(at + 2, value));
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
    let (end, value) = if let Some(value) = alone(scan, at) {
        (at + 1, value)
    } else {
        let (end, written) = grouped(scan, at);
        (end, written.parse().ok()?)
    };
    let mut part = plain(end, value);
    if let Some(Kind::Sign(c)) = scan.token(end).map(|t| t.kind)
        && let Some(fraction) = vulgar(c)
    {
        part.value = value.checked_add(fraction)?;
        part.end += 1;
    }
    Some(part)
}

/// Letters that may stand right before digits: currency marks and codes (`US$` ends in a sign, `USD115`, `Rs500`).
pub(super) fn precedes_figure(scan: &Scan, at: usize) -> bool {
    scan.known(at).is_some_and(|word| {
        (word.code.is_some() && scan.written(at).len() == 3)
            || word.prefix.is_some()
            || word.month.is_some()
    })
}

/// Letters of scripts that put no space between a word and a figure: Han, kana, hangul, Thai.
pub(super) fn without_spaces(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The value of digits to which no group and no decimals can belong: most of them.
fn alone(scan: &Scan, at: usize) -> Option<Decimal> {
    let next = scan.token(at + 1);
    let joined = next.is_some_and(|next| match next.kind {
        Kind::Sign(_) => next.glued,
        Kind::Digits => true,
        Kind::Word => false,
    });
    let value: Option<u64> = scan.written(at).parse().ok();
    value.filter(|_| !joined).map(Decimal::from)
}

/// The digits from `at` on, groups joined, with a decimal point.
pub(super) fn grouped(scan: &Scan, at: usize) -> (usize, String) {
    let mut written = scan.written(at).to_owned();
    let mut end = at + 1;
    let (group, point) = if scan.language.decimal_comma() {
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
            && !names_type(scan, end)
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

/// `its 65 737 MAX 9 jets`, `200 100-watt bulbs`: three digits that begin the name of a type are no group.
pub fn names_type(scan: &Scan, at: usize) -> bool {
    scan.language == Language::English
        && scan.token(at + 1).is_some_and(|next| {
            next.is_sign('-') && next.glued && scan.glued(at + 2)
                || next.is_capitalised()
                    && !next.word.is_some_and(|word| {
                        word.code.is_some() || word.coin.is_some() || word.mark.is_some()
                    })
        })
}

/// How many groups of three digits are read: more than an exact decimal of 28 digits holds. A longer chain is
/// no number, and reading on would look at it again from each of its groups.
pub(super) const GROUPS: usize = 10;

/// `1.3x10^6`, `12.32e+14`, `1.1^23`.
pub(super) fn power(scan: &Scan, part: &Part) -> Option<Part> {
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
    if token.kind != Kind::Digits || !token.glued {
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
    Some(plain(at + 1, value))
}

/// Scales behind digits: `37B`, `2.33 k`, `2 million`, `1 lakh crore`, `$1.5-billion`.
pub(super) fn with_scale(scan: &Scan, mut part: Part) -> Part {
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
    // "250 Mio. Euro"
    if scan.is_sign(at, '.')
        && scan.glued(at)
        && scan.known(at + 1).is_some_and(|word| word.coin.is_some())
    {
        part.end += 1;
    }
    part
}
