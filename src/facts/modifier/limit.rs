//! The words around an amount that limit it: "over", "nearly", "up to", "or more", "1,000+".

use crate::facts::lexicon::Trait;
use crate::facts::scan::{Kind, Language, Scan};
use crate::model::quantity::Qualifier;

/// How the words before token `from` and behind token `to` limit the amount between them.
/// `during` tells a span of time, over which something may be spread.
pub fn qualifier(scan: &Scan, from: usize, to: usize, during: bool) -> Qualifier {
    let during = during && !matches!(scan.lower(to), "ago" | "old" | "earlier" | "later");
    behind(scan, to)
        .or_else(|| tailed(scan, from, to))
        .or_else(|| before(scan, from, during))
        .unwrap_or_default()
}

/// How many tokens right behind a figure only limit it: `1,000+ employees`, `50-plus stores`, `30-odd ships`,
/// `three or more children`.
pub fn tail(scan: &Scan, at: usize) -> usize {
    if scan.is_sign(at, '+') && scan.glued(at) {
        return 1;
    }
    let tied = scan.is_dash(at) && matches!(scan.lower(at + 1), "plus" | "odd");
    // "three or more children", where nothing but the noun comes behind
    let or = scan.lower(at) == "or"
        && matches!(scan.lower(at + 1), "more" | "fewer" | "less" | "so")
        && scan
            .token(at + 2)
            .is_some_and(|next| next.is_word() && !next.is(Trait::Function));
    2 * usize::from(tied || or)
}

/// What such a tail says, wherever it stands in the amount.
fn tailed(scan: &Scan, from: usize, to: usize) -> Option<Qualifier> {
    let at = (from + 1..=to).find(|&at| tail(scan, at) > 0)?;
    Some(match scan.lower(at + 1) {
        "odd" | "so" => Qualifier::About,
        "fewer" | "less" => Qualifier::AtMost,
        _ => Qualifier::AtLeast,
    })
}

fn behind(scan: &Scan, to: usize) -> Option<Qualifier> {
    if matches!(
        (scan.lower(to), scan.lower(to + 1)),
        (
            "or" | "and",
            "more" | "greater" | "higher" | "above" | "longer" | "up"
        )
    ) {
        return Some(Qualifier::AtLeast);
    }
    match (scan.lower(to), scan.lower(to + 1)) {
        ("or", "less" | "fewer" | "lower") => Some(Qualifier::AtMost),
        ("or", "so") => Some(Qualifier::About),
        _ => None,
    }
}

fn before(scan: &Scan, from: usize, during: bool) -> Option<Qualifier> {
    // "supera los 4.000 millones"
    let article = scan.language != Language::English
        && from
            .checked_sub(1)
            .is_some_and(|at| matches!(scan.lower(at), "los" | "las" | "les" | "den" | "die"));
    let from = from - usize::from(article);
    let word = |back: usize| from.checked_sub(back).map_or("", |at| scan.lower(at));
    let sign = from
        .checked_sub(1)
        .and_then(|at| scan.token(at))
        .map(|t| t.kind);
    if let Some(Kind::Sign(c)) = sign {
        match c {
            '~' | '≈' => return Some(Qualifier::About),
            '>' => return Some(Qualifier::MoreThan),
            '<' => return Some(Qualifier::LessThan),
            '≥' => return Some(Qualifier::AtLeast),
            '≤' => return Some(Qualifier::AtMost),
            _ => {}
        }
    }
    let (one, two, three) = (word(1), word(2), word(3));
    // "$500 billion over four years" is spent during them; "it took over four years" is a bound.
    let lasts = matches!(
        two,
        "for"
            | "take"
            | "takes"
            | "took"
            | "taken"
            | "last"
            | "lasts"
            | "lasted"
            | "is"
            | "was"
            | "be"
            | "been"
            | "are"
            | "were"
            | "of"
            | "after"
            | "spent"
            | "with"
            | "in"
    ) || two.is_empty();
    if one == "over" && during && !lasts {
        return None;
    }
    Some(match (two, one) {
        ("more" | "greater" | "higher" | "better", "than") if three == "no" => Qualifier::AtMost,
        ("less" | "fewer" | "lower", "than") if matches!(three, "no" | "not") => Qualifier::AtLeast,
        ("more" | "greater" | "higher" | "better", "than") => Qualifier::MoreThan,
        ("less" | "fewer" | "lower" | "smaller", "than") => Qualifier::LessThan,
        // "recorded a minimum of 6.2 degrees": a level.
        ("minimum" | "maximum", "of") if measures(scan, from) => return None,
        // "handed over 44 aircraft"
        (
            "handed" | "handing" | "hand" | "hands" | "took" | "taken" | "takes" | "taking"
            | "take" | "turned" | "turning" | "passed" | "signed" | "won" | "ran",
            "over",
        ) if !during => return None,
        ("at", "least") | ("a", "minimum") | ("minimum", "of") => Qualifier::AtLeast,
        ("upward" | "upwards" | "excess", "of") => Qualifier::MoreThan,
        (_, "within" | "inside") => Qualifier::AtMost,
        ("at", "most") | ("up", "to") | ("maximum", "of") => Qualifier::AtMost,
        ("many" | "much" | "high", "as") if three == "as" => Qualifier::AtMost,
        ("few" | "little" | "low", "as") if three == "as" => Qualifier::AtLeast,
        ("mehr", "als") | ("plus" | "más", "de") => Qualifier::MoreThan,
        ("weniger", "als") | ("moins" | "menos", "de") => Qualifier::LessThan,
        ("au", "moins") | ("al" | "por", "menos") => Qualifier::AtLeast,
        ("au", "plus") | ("como", "máximo") | ("bis", "zu") | ("jusqu", "à") => Qualifier::AtMost,
        ("alrededor" | "cerca" | "près", "de") => Qualifier::About,
        ("close" | "near", "to")
        | ("in", "about")
        | ("an", "estimated" | "average")
        | ("order", "of") => Qualifier::About,
        ("average", "of") if three == "an" => Qualifier::About,
        (
            _,
            "over" | "exceeding" | "above" | "exceeded" | "exceeds" | "topped" | "surpassed"
            | "topping" | "exceed" | "mehr" | "über" | "supera" | "superan" | "dépasse",
        ) => Qualifier::MoreThan,
        (_, "under" | "below" | "unter") => Qualifier::LessThan,
        (_, "mindestens" | "wenigstens") => Qualifier::AtLeast,
        (_, "höchstens" | "maximal") => Qualifier::AtMost,
        (
            _,
            "nearly" | "almost" | "about" | "around" | "approximately" | "roughly" | "some"
            | "circa" | "ca" | "estimated" | "approx" | "fast" | "rund" | "etwa" | "knapp"
            | "environ" | "unos" | "unas" | "casi" | "presque",
        ) => Qualifier::About,
        (_, "upto") => Qualifier::AtMost,
        _ => return None,
    })
}

/// Whether somebody measured what stands before token `from`: "recorded a minimum of".
fn measures(scan: &Scan, from: usize) -> bool {
    (from.saturating_sub(5)..from).any(|at| {
        matches!(
            scan.lower(at),
            "record" | "records" | "recorded" | "reached" | "registered" | "saw" | "hit"
        )
    })
}
