//! Vague magnitudes as intervals: `tens of thousands`, `several hundred million`, `multi-billion`, `double-digit`.

use super::Reading;
use crate::facts::scan::{Kind, Scan, Token};
use rust_decimal::Decimal;

/// Vague magnitudes as intervals: `tens of thousands`, `billions`, `multi-billion`, `double-digit`.
pub(super) fn magnitude(scan: &Scan, at: usize) -> Option<Reading> {
    let ten = |power: u32| Decimal::from(10u64.pow(power));
    let vague = |end: usize, low: Decimal, high: Decimal| {
        Some(Reading {
            tokens: at..end,
            span: scan.span(at, end),
            value: low,
            upper: Some(high),
            scale: Decimal::ONE,
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
            if matches!(
                scan.lower(at + 1 + usize::from(scan.is_dash(at + 1))),
                "digit" | "digits"
            ) =>
        {
            let (low, high) = match scan.lower(at) {
                "single" => (1, 9),
                "double" => (10, 99),
                _ => (100, 999),
            };
            let end = at + 2 + usize::from(scan.is_dash(at + 1));
            return vague(end, Decimal::from(low), Decimal::from(high));
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
        // "dozens of cars": two of them at least, and fewer than hundreds.
        None if scan.lower(at) == "dozens" => {
            vague(at + 1, Decimal::from(24), Decimal::ONE_HUNDRED)
        }
        _ => None,
    }
}

/// `thousand`, `hundred million`: scales in the singular, and one past the last.
pub(super) fn scales(scan: &Scan, at: usize) -> Option<(usize, Decimal)> {
    let (mut end, mut worth) = (at, Decimal::ONE);
    while let Some(scale) = scan
        .known(end)
        .filter(|word| !word.scales && scan.lower(end) != "dozen")
        .and_then(|word| word.scale)
    {
        worth = worth.checked_mul(Decimal::from(scale))?;
        end += 1;
    }
    (end > at && !(scan.glued(end) && scan.token(end).is_some_and(Token::is_word)))
        .then_some((end, worth))
}
