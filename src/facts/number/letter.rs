//! Scales written as a letter: `37B`, `2.33 k`, `7.4m`; and letters behind a figure that are none: `5G`, `a 10K run`,
//! `the 100m final`.

use crate::facts::count;
use crate::facts::lexicon::{self, Class, Trait};
use crate::facts::scan::{BORDER, Kind, Scan};
use rust_decimal::Decimal;

/// The scale of the letter at token `at`, which the lexicon knows as `letter`: `k` and `M` anywhere, other capitals and
/// `b` only glued, `m` only where money or many things are spoken of, since it is metres otherwise.
pub(super) fn letter_scale(scan: &Scan, at: usize, letter: Option<u64>) -> Option<Decimal> {
    let scale = Decimal::from(letter?);
    let token = scan.token(at)?;
    let figure = at.checked_sub(1)?;
    if scan.glued(at + 1)
        && scan
            .token(at + 1)
            .is_some_and(|t| t.is_word() || t.kind == Kind::Digits)
    {
        return None;
    }
    let allowed = match scan.written(at) {
        "M" => true,
        "k" => !is_named(scan, at),
        "K" => token.glued && !is_named(scan, at),
        "B" | "T" | "b" => token.glued && !is_model(scan, at),
        // "5G" is a network.
        "G" => token.glued && (scan.written(figure).len() > 1 || money_before(scan, at)),
        "m" => token.glued && (money_before(scan, at) || means_millions(scan, at)),
        "mm" | "MM" => money_before(scan, at),
        _ => false,
    };
    allowed.then_some(scale)
}

/// `the price of its 15T`: a model, since what it has or makes is no number.
fn is_model(scan: &Scan, at: usize) -> bool {
    let owner = at.checked_sub(2).map_or("", |owner| scan.lower(owner));
    let counts = scan
        .token(at + 1)
        .is_some_and(|next| next.is_word() && !next.is(Trait::Function));
    matches!(owner, "its" | "their" | "his" | "her" | "my" | "our") && !counts
}

/// `a 10K run`, `4K TVs`, `her 401k`: a distance, a picture, a plan.
fn is_named(scan: &Scan, at: usize) -> bool {
    let Some(figure) = at.checked_sub(1) else {
        return false;
    };
    if money_before(scan, at) {
        return false;
    }
    let race = matches!(
        scan.lower(at + 1),
        "run" | "runs" | "race" | "races" | "walk" | "course" | "swim" | "runner" | "runners"
    );
    let picture = matches!(
        scan.lower(at + 1),
        "tv" | "tvs"
            | "video"
            | "videos"
            | "display"
            | "displays"
            | "monitor"
            | "monitors"
            | "resolution"
            | "camera"
            | "cameras"
            | "screen"
            | "screens"
            | "ultra"
            | "projector"
            | "projectors"
            | "streaming"
            | "film"
            | "films"
            | "footage"
            | "picture"
            | "pictures"
            | "television"
            | "televisions"
    );
    match scan.written(figure) {
        "401" | "403" => true,
        "2" | "4" | "8" => picture,
        _ => race,
    }
}

/// How far before a figure the words stand that tell what it counts.
const REACH: usize = 16;

/// `a record 1.2m applied`, `nearly 2m watched`: how many did something, and not how far it was.
fn people_act(scan: &Scan, at: usize) -> bool {
    let figure = |at: usize| {
        scan.token(at)
            .is_some_and(|token| token.kind == Kind::Digits || token.is_sign('.'))
    };
    let before = (at.saturating_sub(4)..at).rev().find(|&at| !figure(at));
    let many = before.is_some_and(|before| {
        matches!(
            scan.lower(before),
            "record"
                | "some"
                | "nearly"
                | "almost"
                | "about"
                | "roughly"
                | "estimated"
                | "another"
                | "further"
        )
    });
    many && scan
        .token(at + 1)
        .is_some_and(|next| next.is(Trait::Past) || next.has(Class::Verb))
}

/// `2.1m visitors`, `waiting lists grew to 7.4m`; but `the 100m hurdles`, `20m from the shore`.
fn means_millions(scan: &Scan, at: usize) -> bool {
    let race = matches!(
        scan.lower(at + 1),
        "hurdles"
            | "heats"
            | "finals"
            | "sprints"
            | "races"
            | "trials"
            | "relays"
            | "champions"
            | "runners"
            | "swimmers"
            | "specialists"
    );
    // "2.1m of them"
    let part =
        scan.lower(at + 1) == "of" && matches!(scan.lower(at + 2), "them" | "whom" | "which");
    if part || people_act(scan, at) {
        return true;
    }
    if count::is_plural(scan, at + 1) && !scan.has(at + 1, Class::Verb) {
        return !race;
    }
    let sentence = (at.saturating_sub(REACH)..at).rev().take_while(|&before| {
        !matches!(scan.token(before).map(|t| t.kind), Some(Kind::Sign(c))
            if matches!(c, ';' | ':' | BORDER) || c == '.' && !scan.glued(before + 1))
    });
    let mut tied = false;
    for before in sentence {
        tied |= matches!(
            scan.lower(before),
            "to" | "from"
                | "of"
                | "by"
                | "than"
                | "at"
                | "was"
                | "were"
                | "reached"
                | "hit"
                | "totalled"
                | "exceeded"
                | "topped"
        );
        if scan.has(before, Class::Countable)
            || matches!(
                scan.lower(before),
                "people"
                    | "population"
                    | "number"
                    | "numbers"
                    | "audience"
                    | "audiences"
                    | "circulation"
                    | "list"
                    | "lists"
                    | "households"
                    | "homes"
                    | "families"
                    | "voters"
                    | "votes"
                    | "jobs"
                    | "copies"
                    | "tickets"
                    | "children"
                    | "adults"
                    | "patients"
                    | "workers"
                    | "total"
            )
        {
            return tied;
        }
    }
    false
}

/// Whether the figure before the token `at` has a currency sign.
fn money_before(scan: &Scan, at: usize) -> bool {
    (1..=7).any(|back| {
        at.checked_sub(back).is_some_and(|before| {
            matches!(scan.token(before).map(|t| t.kind), Some(Kind::Sign(c)) if lexicon::currency_sign(c).is_some())
        })
    })
}
