//! Whether an amount is one by which something rose or fell: "rose 5%", "a 20% increase", "5 percent higher".

use super::phrasal::completes_verb;
use crate::facts::lexicon::{Class, Trait, Word};
use crate::facts::scan::{BORDER, Kind, Language, Scan, Token};
use crate::model::quantity::Direction;

/// Whether the text says that something rose or fell *by* the amount, in the words right around it.
pub fn direction(scan: &Scan, from: usize, to: usize) -> Option<Direction> {
    direction_behind(scan, to)
        .or_else(|| direction_by(scan, from))
        .or_else(|| direction_before(scan, from))
        .filter(|_| !is_tally(scan, from, to) && !pours(scan, from, to))
}

/// How many words may stand between a verb of change and the "by" of its amount.
const REACH: usize = 12;

/// `cut the risk of stroke by 27%`: behind "by" the verb may stand further back in the clause.
fn direction_by(scan: &Scan, from: usize) -> Option<Direction> {
    let limits = |at: usize| {
        scan.has(at, Class::Comparison)
            || scan.has(at, Class::Adjective)
            || matches!(
                scan.lower(at),
                "a" | "surprise"
                    | "whopping"
                    | "massive"
                    | "mere"
                    | "hefty"
                    | "modest"
                    | "combined"
                    | "net"
                    | "about"
                    | "around"
                    | "nearly"
                    | "almost"
                    | "some"
                    | "over"
                    | "just"
                    | "only"
                    | "roughly"
                    | "at"
                    | "an"
                    | "estimated"
                    | "another"
                    | "between"
                    | "up"
                    | "as"
                    | "much"
                    | "than"
            )
            || scan.lower(at) == "to" && at > 0 && scan.lower(at - 1) == "up"
            || matches!(
                scan.token(at).map(|token| token.kind),
                Some(Kind::Sign('$' | '€' | '£' | '~'))
            )
    };
    let by = (from.saturating_sub(5)..from)
        .rev()
        .find(|&at| !limits(at))?;
    if !(scan.lower(by) == "by"
        || scan.language != Language::English
            && matches!(scan.lower(by), "um" | "de" | "un" | "del"))
    {
        return None;
    }
    // "to win by six wickets": a margin.
    let margin = by.checked_sub(1).is_some_and(|verb| {
        matches!(
            scan.lower(verb),
            "win" | "wins" | "won" | "winning" | "lost" | "lose" | "loses" | "losing" | "victory"
        )
    });
    if margin {
        return None;
    }
    for at in (by.saturating_sub(REACH)..by).rev() {
        if matches!(
            scan.token(at)?.kind,
            Kind::Sign('.' | ';' | ':' | ',' | BORDER)
        ) {
            return None;
        }
        if let Some(found) = change(scan, at).filter(|_| !names_house(scan, at)) {
            return Some(found);
        }
    }
    None
}

/// "could drop 20 inches of rain": what comes down is no less.
fn pours(scan: &Scan, from: usize, to: usize) -> bool {
    scan.lower(to) == "of"
        && (from.saturating_sub(4)..from)
            .any(|at| matches!(scan.lower(at), "drop" | "drops" | "dropped" | "dropping"))
}

/// "rejected the tax cut by 58 per cent to 42": the sides of a vote are no change.
fn is_tally(scan: &Scan, from: usize, to: usize) -> bool {
    scan.lower(to) == "to"
        && from.checked_sub(1).is_some_and(|by| scan.lower(by) == "by")
        && (from.saturating_sub(REACH)..from).any(|at| {
            matches!(
                scan.lower(at),
                "rejected" | "approved" | "passed" | "voted" | "defeated"
            )
        })
}

/// "passed the lower house by 312 votes": no change.
fn names_house(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.lower(at),
        "lower" | "higher" | "rising" | "falling" | "up" | "down"
    ) && scan
        .token(at + 1)
        .is_some_and(|next| next.is_word() && !next.word.is_some_and(Word::is_function))
}

fn direction_before(scan: &Scan, from: usize) -> Option<Direction> {
    let mut at = from;
    // Whether nothing but signs has been met.
    let mut definite = true;
    for _ in 0..6 {
        at = at.checked_sub(1)?;
        let token = scan.token(at)?;
        if let Kind::Sign(c) = token.kind {
            if matches!(c, '$' | '€' | '£' | '~' | '-' | '(') {
                continue;
            }
            return None;
        }
        // "a pay cut of up to 10%"
        if scan.lower(at) == "to" && at > 0 && scan.lower(at - 1) == "up" {
            at -= 1;
            continue;
        }
        // "added that 12 people were hurt", "higher than the average of 0.73"
        let level = scan.lower(at) == "than"
            && at > 0
            && matches!(
                scan.lower(at - 1),
                "higher" | "lower" | "smaller" | "larger" | "greater"
            );
        if level || scan.lower(at) == "that" {
            return None;
        }
        let level = matches!(
            scan.lower(at),
            "to" | "from" | "at" | "in" | "towards" | "toward"
        ) && scan.lower(at + 1) != "least"
            || scan.language != Language::English
                && matches!(scan.lower(at), "auf" | "à" | "al" | "hasta" | "bei");
        if level {
            return rate_of_growth(scan, at);
        }
        // "dropped the 10-inch knife": the thing, and not by how much.
        if definite
            && matches!(
                scan.lower(at),
                "the" | "its" | "his" | "her" | "their" | "this"
            )
        {
            return None;
        }
        definite = false;
        let word = token.word?;
        // "has raised $15 million": money that came in, no change of an amount.
        let raised = matches!(scan.lower(at), "raise" | "raises" | "raised") && at + 2 >= from;
        if let Some(found) = change(scan, at).filter(|_| !raised) {
            return Some(found);
        }
        let light = word.is_function()
            || word.has(Class::Adjective)
            || word.has(Class::Comparison)
            || matches!(
                scan.lower(at),
                "estimated" | "another" | "additional" | "sharply" | "slightly" | "record"
            );
        if !light {
            return None;
        }
    }
    None
}

/// `grew at an annualised 2.8%`: a rate by which something rises or falls.
fn rate_of_growth(scan: &Scan, at: usize) -> Option<Direction> {
    let verb = at.checked_sub(1).filter(|_| scan.lower(at) == "at")?;
    matches!(
        scan.lower(verb),
        "grew"
            | "grow"
            | "grows"
            | "growing"
            | "grown"
            | "expanded"
            | "expanding"
            | "rising"
            | "increasing"
            | "shrinking"
            | "shrank"
            | "falling"
            | "declining"
            | "climbing"
    )
    .then(|| change(scan, verb))?
}

/// `a 20% year-over-year increase`, `5 percent higher`, `27% drop`, `12% more than before`.
fn direction_behind(scan: &Scan, to: usize) -> Option<Direction> {
    match (scan.lower(to), scan.lower(to + 1)) {
        ("more", "than") => return Some(Direction::Up),
        ("less" | "fewer", "than") => return Some(Direction::Down),
        // "£94 less a year"
        ("less", "a" | "per" | "," | "." | "on" | "for") => return Some(Direction::Down),
        // "25% less fuel", "30 percent more trips"
        ("more", _) if is_share(scan, to) => return Some(Direction::Up),
        ("less" | "fewer", _) if scan.token(to + 1).is_some_and(Token::is_word) => {
            return Some(Direction::Down);
        }
        // "5.8 per cent up on last year"
        ("up", "on" | "from") if is_share(scan, to) && is_before(scan, to + 2) => {
            return Some(Direction::Up);
        }
        ("down", "on" | "from") if is_share(scan, to) && is_before(scan, to + 2) => {
            return Some(Direction::Down);
        }
        // "8 per cent below 2019 levels", "five degrees above the average"
        ("below", _) if is_share(scan, to) || is_norm(scan, to + 1) => {
            return Some(Direction::Down);
        }
        ("above", _) if is_share(scan, to) || is_norm(scan, to + 1) => return Some(Direction::Up),
        _ => {}
    }
    if let Some(found) = compared(scan, to) {
        return Some(found);
    }
    for at in to..to + 8 {
        let token = scan.token(at)?;
        match token.kind {
            Kind::Sign('-' | '‑' | '–') => continue,
            Kind::Word => {}
            _ => return None,
        }
        let noun = matches!(
            scan.lower(at),
            "increase"
                | "rise"
                | "gain"
                | "jump"
                | "growth"
                | "surge"
                | "decline"
                | "decrease"
                | "drop"
                | "fall"
                | "cut"
                | "reduction"
                | "higher"
                | "lower"
                | "loss"
                | "hike"
                | "raise"
                | "slump"
                | "plunge"
                | "slide"
                | "climb"
                | "dip"
                | "boost"
        );
        if noun {
            return change(scan, at);
        }
        let light = matches!(
            scan.lower(at),
            "year"
                | "over"
                | "on"
                | "quarter"
                | "month"
                | "annual"
                | "yoy"
                | "price"
                | "pay"
                | "sales"
                | "revenue"
                | "tax"
                | "wage"
                | "sequential"
                | "net"
        );
        if !light {
            return None;
        }
    }
    None
}

/// Whether a time before this one is named at token `at`: "last year", "a year ago", "2019".
fn is_before(scan: &Scan, at: usize) -> bool {
    let at = at + usize::from(matches!(scan.lower(at), "the" | "a"));
    scan.has(at, Class::Dating)
        || scan.token(at).is_some_and(|token| token.is(Trait::Timely))
        || scan.written(at).len() == 4
            && scan
                .token(at)
                .is_some_and(|token| token.kind == Kind::Digits)
}

/// `20% faster`, `5 cm longer`, `13 cents a litre cheaper`: a comparative right behind the amount.
fn compared(scan: &Scan, to: usize) -> Option<Direction> {
    let per = matches!(scan.lower(to), "a" | "an" | "per");
    match scan.lower(to + 2 * usize::from(per)) {
        "cheaper" | "slower" | "smaller" | "shorter" | "lighter" | "weaker" | "narrower" => {
            Some(Direction::Down)
        }
        "dearer" | "costlier" | "faster" | "bigger" | "larger" | "longer" | "heavier"
        | "stronger" | "taller" | "wider" | "quicker" => Some(Direction::Up),
        _ => None,
    }
}

/// Whether the words from token `at` on name what is usual or was expected.
fn is_norm(scan: &Scan, at: usize) -> bool {
    (at..at + 4).any(|at| {
        matches!(
            scan.lower(at),
            "average"
                | "normal"
                | "norm"
                | "usual"
                | "expected"
                | "expectations"
                | "forecast"
                | "forecasts"
                | "estimates"
                | "target"
                | "guidance"
                | "peak"
        )
    })
}

/// Whether the amount that ends before token `to` is a share.
fn is_share(scan: &Scan, to: usize) -> bool {
    to.checked_sub(1).is_some_and(|last| {
        scan.is_sign(last, '%') || matches!(scan.lower(last), "percent" | "cent" | "pc" | "pct")
    })
}

fn change(scan: &Scan, at: usize) -> Option<Direction> {
    let token = scan.token(at)?;
    let to = scan.lower(at) == "up" && matches!(scan.lower(at + 1), "to" | "until" | "till");
    // "fell short of 1.4 million"
    let missed = scan.lower(at + 1) == "short";
    if to || missed || matches!(scan.lower(at), "up" | "down") && completes_verb(scan, at) {
        return None;
    }
    if token.has(Class::Up) {
        Some(Direction::Up)
    } else if token.has(Class::Down) {
        Some(Direction::Down)
    } else {
        None
    }
}
