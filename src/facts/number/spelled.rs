//! Numbers in words: `twenty-one trillion and three hundred`, `half a million`, `a dozen`, `one point five`.

use super::fraction::{denominator, fraction};
use super::{Part, plain, scaled};
use crate::facts::lexicon::{Class, TimeUnit, Trait};
use crate::facts::scan::{Kind, Language, Scan};
use rust_decimal::Decimal;

/// Number words, with or without scales, fractions and decimals.
pub(super) fn words(scan: &Scan, at: usize) -> Option<Part> {
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
            ..plain(at + 2 + skip, value)
        });
    }
    if first?.scales {
        return None;
    }
    // An attack called "DOS" is not two in Spanish.
    let foreign = scan.lower(at) == "dos" && scan.language != Language::Spanish;
    if foreign || scan.lower(at) == "one" && !one_counts(scan, at) {
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
    }) || scan.lower(next) == "percentage";
    // "a half-point rise", "a half-percent cut"
    let tied = skip == 0 && scan.is_dash(at + 1) && is_point(scan, at + 2);
    let of = skip == 0
        && scan.lower(at + 1) == "of"
        && !matches!(
            at.checked_sub(1).map_or("", |b| scan.lower(b)),
            "first" | "second" | "other" | "latter"
        );
    let before = at.checked_sub(1).map_or("", |before| scan.lower(before));
    // "half its value", "half the town"; but "half the price" compares
    let whose = skip == 0
        && match scan.lower(at + 1) {
            "its" | "their" | "his" | "her" | "our" => true,
            "the" => !matches!(
                scan.lower(at + 2),
                "size"
                    | "price"
                    | "cost"
                    | "rate"
                    | "time"
                    | "number"
                    | "amount"
                    | "speed"
                    | "weight"
                    | "age"
                    | "length"
                    | "height"
            ),
            _ => false,
        };
    // "fell by half", "more than half said", "cut in half"
    let by = skip == 0
        && at > 1
        && (matches!(
            before,
            "by" | "than" | "almost" | "nearly" | "roughly" | "around"
        ) || scan.lower(at - 1) == "in"
            && (scan.has(at - 2, Class::Down) || scan.has(at.saturating_sub(3), Class::Down)))
        && scan.token(at + 1).is_none_or(|next| {
            !next.is_word() || next.is(Trait::Function) || next.has(Class::Verb)
        });
    (scan.lower(at) == "half" && (of || by || whose || tied || skip == 1 && unit)).then(|| Part {
        digits: false,
        ..plain(next, Decimal::new(5, 1))
    })
}

/// `percent`, `percentage point`, or `point` of a rate of interest.
fn is_point(scan: &Scan, at: usize) -> bool {
    matches!(scan.lower(at), "point" | "percent" | "percentage")
}

/// `one` is a pronoun when a pointing word stands before it, or when nothing behind it is counted.
fn one_counts(scan: &Scan, at: usize) -> bool {
    // "found that one in five"
    if scan.lower(at + 1) == "in"
        && scan
            .token(at + 2)
            .is_some_and(|next| next.is(Trait::Number))
    {
        return true;
    }
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
        || matches!(
            scan.lower(end),
            "percent" | "point" | "lower" | "higher" | "more" | "less" | "fewer" | "cheaper"
        )
        || scan
            .known(end)
            .is_some_and(|word| word.is_function() && !word.has(Class::Adjective));
    let value = Decimal::ONE.checked_div(denominator)?;
    // "a quarter of the loss", "down a quarter on the year", but "a quarter of growth" is a time.
    let changed = at.checked_sub(1).is_some_and(|before| {
        scan.lower(before) == "by" || scan.has(before, Class::Up) || scan.has(before, Class::Down)
    });
    // "turnout was barely a quarter", "a quarter more than planned"
    let alone = scan.token(end).is_none_or(|t| !t.is_word())
        && at.checked_sub(1).is_some_and(|before| {
            matches!(
                scan.lower(before),
                "barely" | "nearly" | "almost" | "roughly"
            )
        });
    let compared = matches!(
        scan.lower(end),
        "more" | "less" | "fewer" | "lower" | "higher"
    );
    let quarter = alone
        || compared
        || changed && scan.lower(end) != "of"
        || scan.is_dash(end) && is_point(scan, end + 1)
        || scan.lower(end) == "point"
        || scan.says(end, &["of", "a", "percentage"])
        || scan.lower(end) == "of"
            && matches!(
                scan.lower(end + 1),
                "the" | "its" | "their" | "all" | "his" | "her" | "our" | "these" | "those"
            )
        || scan.says(end, &["of", "a"])
            && scan.known(end + 2).is_some_and(|word| word.scale.is_some());
    let part = scan
        .known(at + 1)
        .is_some_and(|word| word.time.is_none() || quarter && word.part.is_some());
    (closed && part).then(|| Part {
        digits: false,
        ..plain(end, value)
    })
}

/// Whether a number of its own begins at token `at`, since a scale as great as `limit` follows.
fn is_another(scan: &Scan, at: usize, limit: u64) -> bool {
    let part = |at: usize| {
        scan.is_dash(at)
            || scan.known(at).is_some_and(|word| word.cardinal.is_some())
            || scan
                .token(at)
                .is_some_and(|token| token.kind == Kind::Digits || token.is_sign('.'))
    };
    let end = (at..at + 6).find(|&at| !part(at)).unwrap_or(at);
    scan.known(end)
        .and_then(|word| word.scale)
        .is_some_and(|scale| scale >= limit && scale >= 1000)
}

/// Cardinals and scales: `two hundred and two thousand`, `4 thousand 3 hundred and 21`, `three lakh crore`.
pub(super) fn compound(scan: &Scan, at: usize) -> Option<Part> {
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
        if joined && scan.lower(cursor) == "and" && fraction(scan, next).is_some() {
            break;
        }
        // "between 20 million and 35 million" are two.
        if joined && limit.is_some_and(|limit| is_another(scan, next, limit)) {
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
            // "bn", "cr" and the like stand behind a figure only.
            if next == at && scan.lower(at).len() <= 3 {
                break;
            }
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
        digits: false,
    })
}
