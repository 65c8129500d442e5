//! Ages that are told by a number alone: "aged 54", "who was 88", "turned 60", "Maria Lopez, 54, was".

use crate::facts::lexicon::Class;
use crate::facts::number::Reading;
use crate::facts::scan::{Kind, Scan};
use rust_decimal::Decimal;

/// How an age is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// By a word for it in front, which holds for a range as well: "aged 16 to 24".
    Aged,
    /// By whom it belongs to.
    Somebody,
}

/// The longest life of a person, in years.
const LONGEST: u32 = 122;

/// How the number tells the age of a person, if it does.
pub(super) fn told(scan: &Scan, reading: &Reading) -> Option<Told> {
    let whole = reading.value.fract().is_zero() && reading.scale == Decimal::ONE;
    let (start, end) = (reading.tokens.start, reading.tokens.end);
    if !whole
        || reading.upper.is_some()
        || !(Decimal::ONE..=Decimal::from(LONGEST)).contains(&reading.value)
    {
        return None;
    }
    let word = |back: usize| start.checked_sub(back).map_or("", |at| scan.lower(at));
    let limited = matches!(
        word(1),
        "between" | "over" | "under" | "about" | "around" | "of"
    );
    let back = 1 + usize::from(limited);
    if matches!(
        (word(back + 1), word(back)),
        (_, "aged" | "ages") | ("at" | "of" | "the", "age")
    ) {
        return Some(Told::Aged);
    }
    if is_listed(scan, start) {
        return Some(Told::Somebody);
    }
    let closed = scan.token(end).is_none_or(|next| match next.kind {
        Kind::Word => matches!(
            scan.lower(end),
            "when" | "and" | "at" | "in" | "on" | "this" | "last" | "next"
        ),
        Kind::Digits => false,
        Kind::Sign(c) => matches!(
            c,
            ',' | '.' | ';' | ')' | '”' | '"' | crate::facts::scan::BORDER
        ),
    });
    let somebody = closed
        && (matches!(word(1), "turned" | "turns" | "turning")
            || matches!(word(1), "was" | "is") && matches!(word(2), "who" | "he" | "she"))
        || (scan.is_sign(end, ',') || leads_list(scan, end)) && is_beside_name(scan, start);
    somebody.then_some(Told::Somebody)
}

/// `ages 27 and 31`, `aged 3, 5 and 7`: an age behind other ages.
fn is_listed(scan: &Scan, start: usize) -> bool {
    let mut at = start;
    while let Some(number) = at
        .checked_sub(2)
        .filter(|_| scan.is_sign(at - 1, ',') || matches!(scan.lower(at - 1), "and" | "or"))
        .filter(|&number| {
            scan.token(number)
                .is_some_and(|token| token.kind == Kind::Digits && token.span.len() <= 2)
        })
        .filter(|number| start - number <= 8)
    {
        at = number;
    }
    let begins =
        || scan.is_sign(at - 1, ',') && is_beside_name(scan, at) && scan.is_sign(start + 1, ',');
    at < start && at > 0 && (matches!(scan.lower(at - 1), "aged" | "ages") || begins())
}

/// "Two boys, 15 and 16, have": another age and a comma follow.
fn leads_list(scan: &Scan, end: usize) -> bool {
    scan.lower(end) == "and"
        && scan
            .token(end + 1)
            .is_some_and(|token| token.kind == Kind::Digits && token.span.len() <= 2)
        && scan.is_sign(end + 2, ',')
}

/// Whether a comma and somebody's name or role stand before token `start`.
fn is_beside_name(scan: &Scan, start: usize) -> bool {
    let Some(name) = start.checked_sub(2) else {
        return false;
    };
    let person = scan.token(name).is_some_and(|token| {
        token.is_capitalised()
            && (token.is_unknown() || token.has(Class::GivenName))
            && !token.has(Class::PlaceName)
            && !token.has(Class::Firm)
            || token.is_word()
                && (token.has(Class::Role)
                    || token.has(Class::Nationality)
                    || token.has(Class::People)
                    || matches!(
                        scan.lower(name),
                        "man"
                            | "woman"
                            | "boy"
                            | "boys"
                            | "girl"
                            | "girls"
                            | "teenager"
                            | "teenagers"
                            | "brothers"
                            | "sisters"
                            | "suspect"
                            | "suspects"
                            | "victim"
                    ))
    });
    scan.is_sign(start - 1, ',') && person
}
