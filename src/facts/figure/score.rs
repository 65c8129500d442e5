//! Scores and votes: two whole numbers and a dash, beside a word of a contest.

use super::Figure;
use crate::facts::lexicon::{Class, Trait};
use crate::facts::number::Reading;
use crate::facts::scan::Scan;
use crate::model::quantity::Unit;

/// `112-104`, `a 5-4 vote`: two whole numbers and a dash beside a word of a contest, or beside another score: `6-4, 7-6 (7-3)`.
pub(super) fn is_score(
    scan: &Scan,
    reading: &Reading,
    next: &Reading,
    last_figure: Option<&Figure>,
) -> bool {
    let end = reading.tokens.end;
    let plain = |number: &Reading| {
        number.digits && number.tokens.len() == 1 && number.span.len() <= 3 && !number.attached
    };
    let joined =
        scan.is_dash(end) && scan.glued(end) && scan.glued(end + 1) && next.tokens.start == end + 1;
    let (start, last) = (reading.tokens.start, next.tokens.end);
    let bracket = start > 0 && scan.is_sign(start - 1, '(');
    let free = !(scan.glued(start) && !bracket || scan.glued(last) && scan.is_dash(last));
    let set = || {
        last_figure.is_some_and(|last| {
            let side = last.tokens.start;
            last.quantity.unit == Unit::None
                && last.tokens.end + 1 == start
                && (scan.is_sign(start - 1, ',') || scan.is_sign(start - 1, '('))
                && side > 0
                && scan.is_dash(side - 1)
        })
    };
    plain(reading)
        && plain(next)
        && joined
        && free
        && (set()
            || (start.saturating_sub(7)..start).any(|at| scan.has(at, Class::Contest))
            || (last..last + 3).any(|at| scan.has(at, Class::Contest))
            || (start.saturating_sub(10)..start).any(|at| is_house(scan, at))
                && scan
                    .token(last)
                    .is_none_or(|next| !next.is_word() || next.is(Trait::Function))
            || matches!(scan.lower(last), "up" | "ahead")
                && scan.token(last + 1).is_none_or(|next| !next.is_word()))
}

/// Whether the word at `at` names those who vote: "The Senate confirmed her 53-46".
fn is_house(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.lower(at),
        "senate"
            | "senators"
            | "house"
            | "lawmakers"
            | "justices"
            | "jurors"
            | "court"
            | "council"
            | "councillors"
            | "commons"
            | "parliament"
            | "committee"
            | "judges"
            | "board"
    )
}
