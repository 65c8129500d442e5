//! Numbers that name no unit and still say something: levels ("slipped to 97.4"), scores ("won 112-104"),
//! shares ("one in five", "two-thirds of"), and amounts whose noun stands elsewhere ("compared with 50.1 million").

use crate::facts::count;
use crate::facts::lexicon::{Class, Trait};
use crate::facts::number::{self, Reading};
use crate::facts::scan::{BORDER, Kind, Scan};
use rust_decimal::Decimal;

/// Whether a number without unit and noun says something that can be checked.
pub(super) fn says(scan: &Scan, reading: &Reading) -> bool {
    if reading.attached || reading.year {
        return false;
    }
    let (start, end) = (reading.tokens.start, reading.tokens.end);
    if reading.upper.is_some() {
        return is_many(scan, end);
    }
    let ratio = scan.lower(start + 1) == "out" && reading.tokens.len() > 3;
    if (!reading.digits || ratio) && reading.value < Decimal::ONE {
        return reading.value > Decimal::ZERO;
    }
    if reading.scale >= Decimal::ONE_THOUSAND {
        return !is_brand(scan, reading);
    }
    if described(scan, end)
        || more(scan, end)
        || of_them(scan, end)
        || of_all(scan, reading)
        || is_rate(scan, end)
        || is_magnitude(scan, start)
        || is_below_zero(scan, reading)
        || scan.says(end, &["all", "out"])
        || scan.lower(end) == "aboard"
    {
        return reading.digits || of_them(scan, end) && count::is_plural(scan, end + 2);
    }
    let closed = scan.token(end).is_none_or(|next| match next.kind {
        Kind::Word => {
            next.word.is_some_and(|word| {
                word.is_function() || word.has(Class::Verb) || word.has(Class::Dating)
            }) && !is_clock(scan, end)
                || next.is(Trait::Past)
        }
        Kind::Digits => false,
        Kind::Sign(c) => !matches!(c, '-' | '/' | ':' | '%' | '°') || !next.glued,
    });
    let telling = reading.value >= Decimal::TEN || reading.value.scale() > 0;
    let level = reading.value.scale() > 0 && is_level(scan, start);
    reading.digits && closed && telling && (level || tied(scan, start))
}

/// `3M` is a house, `306M` many of what stands elsewhere.
fn is_brand(scan: &Scan, reading: &Reading) -> bool {
    reading.span.len() == 2 && scan.written(reading.tokens.start + 1) == "M"
}

/// `investing billions in chips`, `hundreds gathered`: many of what stands elsewhere or is not said.
fn is_many(scan: &Scan, end: usize) -> bool {
    scan.token(end).is_none_or(|next| match next.kind {
        Kind::Word => {
            scan.lower(end) != "of"
                && (next.is(Trait::Function) || next.is(Trait::Past) || next.has(Class::Verb))
        }
        Kind::Digits => false,
        Kind::Sign(c) => c != '-',
    })
}

/// `at minus 54, a record low`
fn is_below_zero(scan: &Scan, reading: &Reading) -> bool {
    scan.lower(reading.tokens.start) == "minus"
        && scan
            .token(reading.tokens.end)
            .is_none_or(|next| !next.is_word() || next.is(Trait::Function))
}

/// `a magnitude 6.8 earthquake`
fn is_magnitude(scan: &Scan, start: usize) -> bool {
    let word = start.checked_sub(1 + usize::from(start > 1 && scan.is_dash(start - 1)));
    word.is_some_and(|word| scan.lower(word) == "magnitude")
}

/// `25 per 100,000`
fn is_rate(scan: &Scan, end: usize) -> bool {
    scan.lower(end) == "per"
        && scan
            .token(end + 1)
            .is_some_and(|next| next.kind == Kind::Digits)
}

/// Whether a decimal is a value rather than a time of day ("at 8.30") or the name of a version or a section.
fn is_level(scan: &Scan, start: usize) -> bool {
    let word = |back: usize| start.checked_sub(back).map_or("", |at| scan.lower(at));
    matches!(
        word(1),
        "and" | "magnitude" | "averaging" | "averages" | "scored" | "rated"
    ) && !matches!(word(2), "version" | "section" | "rule" | "chapter")
}

/// Whether the words before a number tie it to what it is worth: "a magnitude of 6.4", "fell from 1,200".
fn tied(scan: &Scan, start: usize) -> bool {
    let limits = |at: usize| {
        matches!(
            scan.lower(at),
            "about"
                | "around"
                | "nearly"
                | "almost"
                | "roughly"
                | "just"
                | "only"
                | "over"
                | "under"
                | "more"
                | "less"
                | "fewer"
                | "least"
                | "most"
                | "the"
                | "a"
                | "record"
                | "an"
                | "unbeaten"
                | "approximately"
        )
    };
    let Some(at) = (start.saturating_sub(4)..start)
        .rev()
        .find(|&at| !limits(at))
    else {
        return false;
    };
    match scan.lower(at) {
        // "Of the 1,842 passengers, 37 tested positive"
        "," => (at.saturating_sub(REACH)..at)
            .any(|of| scan.lower(of) == "of" && of > 0 && scan.is_sign(of - 1, BORDER)),
        "to" | "from" | "of" | "by" | "than" | "with" | "against" | "versus" | "was" | "were"
        | "passed" | "crossed" | "which" | "whom" | "magnitude" | "above" | "below" | "beyond"
        | "further" | "reach" | "reaches" | "reaching" | "reached" | "hits" | "hitting" | "hit"
        | "totals" | "totaling" | "totalling" | "averages" | "averaging" | "nearing" | "nears"
        | "topping" | "exceeds" | "exceeding" | "totaled" | "totalled" | "averaged" | "stood"
        | "exceeded" | "topped" => true,
        // "bowled out for 176"
        "for" => at > 0 && scan.lower(at - 1) == "out",
        // "finished unbeaten on 64"
        "on" => at > 0 && scan.lower(at - 1) == "unbeaten",
        // "21 of them over 75": an age.
        "them" | "those" | "people" | "adults" => {
            matches!(scan.lower(start - 1), "over" | "under" | "above" | "below")
        }
        // "at 10" is a time of day, unless something moved there.
        "at" => (at.saturating_sub(6)..at).any(|back| {
            scan.has(back, Class::Up)
                || scan.has(back, Class::Down)
                || matches!(
                    scan.lower(back),
                    "close"
                        | "closes"
                        | "closed"
                        | "closing"
                        | "finish"
                        | "finished"
                        | "opened"
                        | "stand"
                        | "stood"
                        | "stands"
                        | "standing"
                        | "ended"
                        | "ending"
                        | "traded"
                        | "trading"
                        | "settled"
                        | "remained"
                        | "leaving"
                )
        }),
        _ => false,
    }
}

/// How far before a number its noun may stand.
const REACH: usize = 10;

/// What a number counts whose noun stands before it: `put monthly users at 306M`, `deliveries fell from 1,200 to 950`.
pub(super) fn counted_before(scan: &Scan, reading: &Reading) -> Option<String> {
    let start = reading.tokens.start;
    if reading.value.scale() > 0 {
        return None;
    }
    let many = reading.value >= Decimal::ONE_HUNDRED;
    for at in (start.saturating_sub(REACH)..start).rev() {
        let token = scan.token(at)?;
        if token.has(Class::Countable) || many && moves(scan, at) {
            return Some(count::singular(scan.lower(at)));
        }
        let passes = match token.kind {
            Kind::Digits | Kind::Sign(',') => true,
            Kind::Sign(_) => false,
            // "cases in Texas have reached 279"
            Kind::Word
                if token.is_capitalised() && scan.has(at.saturating_sub(1), Class::Preposition) =>
            {
                true
            }
            Kind::Word => token.word.is_some_and(|word| {
                word.is_function()
                    || word.has(Class::Verb)
                    || word.has(Class::Up)
                    || word.has(Class::Down)
                    || word.scale.is_some()
                    || word.letter.is_some()
                    || word.has(Class::Adjective)
            }),
        };
        if !passes {
            return None;
        }
    }
    None
}

/// `Mortgage approvals dropped to`: a plural that rises or falls and is no price, level or sum of money.
fn moves(scan: &Scan, at: usize) -> bool {
    let limit = scan.lower(at + 1) == "up" && scan.lower(at + 2) == "to";
    let changes = !limit && (scan.has(at + 1, Class::Up) || scan.has(at + 1, Class::Down));
    let measured = scan.has(at, Class::Metric)
        || scan.has(at, Class::Weak)
        || matches!(
            scan.lower(at),
            "stocks"
                | "futures"
                | "bonds"
                | "yields"
                | "points"
                | "results"
                | "temperatures"
                | "levels"
                | "rents"
                | "incomes"
                | "premiums"
                | "proceeds"
                | "receipts"
                | "payments"
                | "bills"
                | "fees"
                | "fares"
                | "markets"
                | "gilts"
                | "odds"
                | "ratings"
                | "takings"
                | "bookings"
                | "holdings"
                | "lists"
                | "equities"
                | "indices"
        );
    changes
        && !scan.has(at + 2, Class::Pronoun)
        && !measured
        && count::is_plural(scan, at)
        && !scan.has(at, Class::Up)
        && !scan.has(at, Class::Down)
}

/// `a.m.`, `p.m.`, `o'clock` behind a number.
fn is_clock(scan: &Scan, at: usize) -> bool {
    matches!(scan.lower(at), "am" | "pm" | "o")
        || matches!(scan.lower(at), "a" | "p") && scan.is_sign(at + 1, '.')
}

/// `a 7.1-magnitude earthquake`, `the 2,000-strong crowd`.
fn described(scan: &Scan, end: usize) -> bool {
    scan.is_sign(end, '-')
        && scan.glued(end)
        && scan.glued(end + 1)
        && matches!(scan.lower(end + 1), "magnitude" | "strong")
}

/// `3,000 cars, 350 of them electric`.
fn of_them(scan: &Scan, end: usize) -> bool {
    scan.lower(end) == "of"
        && matches!(
            scan.lower(end + 1),
            "them" | "whom" | "which" | "these" | "those"
        )
}

/// `5 of 13`, `23 of 60`: so many of so many.
fn of_all(scan: &Scan, reading: &Reading) -> bool {
    let all = reading.tokens.end + 1;
    scan.lower(all - 1) == "of"
        && scan
            .token(all)
            .is_some_and(|next| next.kind == Kind::Digits)
        && number::read(scan, all).is_some_and(|all| !all.year && all.value >= reading.value)
}

/// `10,000 more than the old one`, `options for 150 more`, `82 off 53 balls`.
fn more(scan: &Scan, end: usize) -> bool {
    let than = scan.lower(end + 1) == "than";
    let last = || {
        scan.token(end + 1)
            .is_none_or(|next| !next.is_word() && next.kind != Kind::Digits)
    };
    match scan.lower(end) {
        "more" => than || last() || scan.lower(end + 1) == "to",
        "fewer" | "less" => than,
        "off" => scan
            .token(end + 1)
            .is_some_and(|next| next.kind == Kind::Digits),
        _ => false,
    }
}

/// `one in five`, `1 in 10`: the share, when the second number follows the first and is the greater one.
pub(super) fn share(scan: &Scan, reading: &Reading, next: &Reading) -> Option<Decimal> {
    let end = reading.tokens.end;
    let whole = |number: &Reading| {
        number.value.fract().is_zero()
            && number.upper.is_none()
            && !number.attached
            && number.scale == Decimal::ONE
    };
    let dash = usize::from(scan.is_dash(end) && scan.is_dash(end + 2));
    let every = usize::from(matches!(scan.lower(end + dash + 1), "every" | "each"));
    let follows = scan.lower(end + dash) == "in" && next.tokens.start == end + 1 + 2 * dash + every;
    let timed = scan
        .known(next.tokens.end)
        .is_some_and(|word| word.time.is_some() || word.month.is_some());
    // "301 for 4 in 50 overs"
    let innings = reading.tokens.start > 1
        && scan.lower(reading.tokens.start - 1) == "for"
        && scan
            .token(reading.tokens.start - 2)
            .is_some_and(|token| token.kind == Kind::Digits);
    (follows
        && !timed
        && !innings
        && !next.year
        && whole(reading)
        && whole(next)
        && reading.value >= Decimal::ONE
        && reading.value < next.value
        && next.value <= Decimal::from(1_000_000))
    .then(|| reading.value.checked_div(next.value))?
}
