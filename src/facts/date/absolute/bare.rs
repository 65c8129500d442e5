//! A month or a year alone: whether the words beside it ask for a date.

use super::{Found, Parts, year};
use crate::facts::lexicon::Class;
use crate::facts::scan::{Kind, Scan, Token};

/// Whether a bare month's name is one: "May", "March" and short forms need a preposition or a number beside them.
pub(super) fn bare_month(scan: &Scan, at: usize) -> bool {
    let token = scan.token(at);
    let before = at.checked_sub(1).map_or("", |b| scan.lower(b));
    let asked = matches!(
        before,
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "during"
            | "from"
            | "of"
            | "through"
            | "to"
            | "early"
            | "late"
            | "mid"
            | "before"
            | "after"
            | "between"
            | "and"
            | "last"
            | "next"
            | "this"
            | "past"
    ) || before == "the" && at > 1 && matches!(scan.lower(at - 2), "in" | "of")
        || before == "for" && scan.lower(at + 1) == "delivery"
        || ends_range(scan, at);
    match scan.lower(at) {
        "may" | "march" | "mar" | "sun" | "mars" | "mai" => {
            asked && (token.is_some_and(Token::is_capitalised) || matches!(before, "of" | "in"))
        }
        word if word.len() <= 4 && !matches!(word, "june" | "july") => {
            let dash = at + 1 + usize::from(scan.is_sign(at + 1, '.') && scan.glued(at + 1));
            asked
                || scan.is_dash(dash)
                    && scan.glued(dash)
                    && scan.known(dash + 1).is_some_and(|w| w.month.is_some())
        }
        _ => asked || token.is_some_and(Token::is_capitalised),
    }
}

/// `January-March`, `Jan.-Feb.`, `end-March`: whether a dash ties the month to one before it, or to a part of it.
fn ends_range(scan: &Scan, at: usize) -> bool {
    let Some(dash) = at
        .checked_sub(1)
        .filter(|&dash| scan.is_dash(dash) && scan.glued(at) && scan.glued(dash))
    else {
        return false;
    };
    let dotted = usize::from(dash > 1 && scan.is_sign(dash - 1, '.'));
    dash.checked_sub(1 + dotted).is_some_and(|before| {
        scan.known(before).is_some_and(|word| word.month.is_some())
            || matches!(
                scan.lower(before),
                "end" | "start" | "mid" | "early" | "late"
            )
    })
}

/// `2100 Main Street`: the number of a house.
fn is_address(scan: &Scan, at: usize) -> bool {
    scan.token(at).is_some_and(Token::is_capitalised)
        && (at + 1..at + 4).any(|at| {
            matches!(
                scan.lower(at),
                "street"
                    | "avenue"
                    | "road"
                    | "boulevard"
                    | "drive"
                    | "lane"
                    | "highway"
                    | "parkway"
                    | "ave"
                    | "blvd"
                    | "st"
            ) && scan.token(at).is_some_and(Token::is_capitalised)
        })
}

/// A bare year: four digits where nothing is counted, measured or named by them.
#[expect(clippy::nonminimal_bool, reason = "read as the rule is told")]
pub fn bare_year(scan: &Scan, at: usize) -> Option<Found> {
    let (value, end) = year(scan, at)?;
    let spelled = scan.known(at).is_some();
    let before = at.checked_sub(1).and_then(|b| scan.token(b));
    let word = at.checked_sub(1).map_or("", |b| scan.lower(b));
    let asked = matches!(
        word,
        "in" | "by"
            | "since"
            | "until"
            | "till"
            | "during"
            | "year"
            | "from"
            | "through"
            | "of"
            | "before"
            | "after"
            | "than"
            | "mid"
            | "early"
            | "late"
            | "to"
            | "least"
            | "between"
            | "end"
    );
    if spelled && !asked
        || !asked && !(1900..=2100).contains(&value)
        || scan.glued(at)
            && before.is_some_and(|t| {
                t.is_word() || matches!(t.kind, Kind::Sign('$' | '€' | '£' | '#' | '.'))
            })
    {
        return None;
    }
    if before.is_some_and(
        |t| matches!(t.kind, Kind::Sign(c) if crate::facts::lexicon::currency_sign(c).is_some()),
    ) {
        return None;
    }
    // "1800 x 1920 pixels"
    let times = |at: usize| scan.lower(at) == "x" || scan.is_sign(at, '×');
    if times(end) || at > 0 && times(at - 1) {
        return None;
    }
    let limits = matches!(
        word,
        "over"
            | "about"
            | "nearly"
            | "some"
            | "almost"
            | "roughly"
            | "approximately"
            | "least"
            | "than"
    ) && !(word == "least"
        && at > 1
        && matches!(scan.lower(at.saturating_sub(3)), "until" | "through"));
    let limits = limits
        || matches!(word, "de" | "als")
            && at > 1
            && matches!(
                scan.lower(at - 2),
                "más" | "menos" | "plus" | "moins" | "mehr" | "weniger" | "cerca"
            );
    let counted = crate::facts::unit::behind(scan, end).is_some()
        || crate::facts::money::behind(scan, end).is_some()
        || scan.has(end, Class::People)
        || scan.known(end).is_some_and(|w| w.scale.is_some())
        || scan.is_dash(end) && scan.glued(end) && scan.glued(end + 1) && !asked;
    let plural =
        crate::facts::count::is_plural(scan, end) && !scan.has(end, Class::Metric) && !asked;
    let named = before.is_some_and(|t| t.is_capitalised() && t.is_unknown()) && !asked;
    let addressed = !asked && is_address(scan, end);
    (!counted && !(limits && !asked) && !plural && !named && !addressed).then_some((
        Parts {
            year: Some(value),
            ..Parts::default()
        },
        end,
    ))
}
