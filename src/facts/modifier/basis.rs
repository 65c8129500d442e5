//! What a change or a rate is measured against: `per share`, `year over year`, `from a year earlier`.

use crate::facts::lexicon::Trait;
use crate::facts::number;
use crate::facts::scan::{BORDER, Kind, Scan, Token};
use crate::model::quantity::Basis;

/// What a change or a rate is measured against, and one past the last token that belongs to the amount.
pub fn basis(scan: &Scan, to: usize, change: bool) -> Option<Basis> {
    let mut at = to;
    if scan.is_sign(at, '/') && scan.glued(at) && scan.token(at + 1).is_some_and(Token::is_word) {
        return Some(Basis::Per(scan.lower(at + 1).to_owned()));
    }
    let dash = scan.is_sign(at, '-');
    at += usize::from(dash);
    // "25 cases per 100,000 people"
    if scan.lower(at) == "per"
        && scan
            .token(at + 1)
            .is_some_and(|next| next.kind == Kind::Digits)
        && let Some(base) = number::read(scan, at + 1)
    {
        let end = base.tokens.end;
        let noun = scan
            .token(end)
            .is_some_and(|next| next.is_word() && !next.is(Trait::Function));
        let words = scan.span(at + 1, end + usize::from(noun));
        return Some(Basis::Per(words.of(scan.text).to_lowercase()));
    }
    if matches!(scan.lower(at), "per" | "a" | "an" | "each") {
        let noun = at + 1 + usize::from(scan.is_dash(at + 1));
        let unit = scan.known(noun).is_some_and(|w| w.time.is_some());
        let per = scan.lower(at) == "per" && scan.token(noun).is_some_and(Token::is_word);
        let one = matches!(
            scan.lower(noun),
            "share"
                | "barrel"
                | "ton"
                | "tonne"
                | "unit"
                | "person"
                | "head"
                | "ounce"
                | "gallon"
                | "pound"
                | "kilo"
                | "mile"
        );
        if (per || unit || one)
            && scan.lower(noun + 1) != "ago"
            && scan.lower(noun + 1) != "earlier"
        {
            return Some(Basis::Per(scan.lower(noun).to_owned()));
        }
    }
    if !change {
        return None;
    }
    comparison(scan, to)
}

/// `year over year`, `from a year earlier`, `quarter-on-quarter` within the next words of the clause.
fn comparison(scan: &Scan, to: usize) -> Option<Basis> {
    for at in to..to + 12 {
        let token = scan.token(at)?;
        if matches!(token.kind, Kind::Sign('.' | ';' | BORDER)) {
            return None;
        }
        let (second, third) = (
            at + 1 + usize::from(scan.is_dash(at + 1)),
            at + 2 + 2 * usize::from(scan.is_dash(at + 1)),
        );
        let over =
            matches!(scan.lower(second), "over" | "on") && scan.lower(third) == scan.lower(at);
        let earlier = matches!(scan.lower(at), "year" | "quarter" | "month")
            && matches!(scan.lower(at + 1), "earlier" | "ago" | "before");
        match scan.lower(at) {
            "yoy" => return Some(Basis::YearOverYear),
            "qoq" => return Some(Basis::QuarterOverQuarter),
            "mom" => return Some(Basis::MonthOverMonth),
            "year" if over || earlier => return Some(Basis::YearOverYear),
            "quarter" if over || earlier => return Some(Basis::QuarterOverQuarter),
            "month" if over || earlier => return Some(Basis::MonthOverMonth),
            "previous" | "prior" | "last"
                if at > 0
                    && matches!(scan.lower(at - 1), "the" | "than")
                    && matches!(
                        scan.lower(at.saturating_sub(2)),
                        "from" | "than" | "with" | "over"
                    ) =>
            {
                match scan.lower(at + 1) {
                    "year" => return Some(Basis::YearOverYear),
                    "quarter" => return Some(Basis::QuarterOverQuarter),
                    "month" => return Some(Basis::MonthOverMonth),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    None
}
