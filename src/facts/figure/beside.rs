//! What an amount takes from the one before it: the direction of the same change, or the unit of the same thing.

use super::Figure;
use crate::facts::scan::{BORDER, Kind, Scan};
use crate::model::fact::FactKind;
use crate::model::quantity::Unit;

/// Completes each figure by the one before it.
pub(super) fn complete(scan: &Scan, found: &mut [Figure]) {
    for at in 1..found.len() {
        if let Some([before, figure]) = found.get_mut(at - 1..=at) {
            same_change(scan, before, figure);
            same_unit(scan, before, figure);
        }
    }
}

/// "lost 214 points, or 0.8 percent" and "fell 214 points (0.8 percent)": the same change in another unit.
fn same_change(scan: &Scan, before: &Figure, figure: &mut Figure) {
    let gap = before.tokens.end..figure.tokens.start;
    let or = gap.len() <= 3 && gap.clone().any(|at| scan.lower(at) == "or")
        || gap.len() == 1 && scan.is_sign(gap.start, '(');
    if or && figure.quantity.direction.is_none() && figure.quantity.unit != before.quantity.unit {
        figure.quantity.direction = before.quantity.direction;
    }
}

/// How many tokens stand between two levels of the same thing at most.
const REACH: usize = 6;

/// "slid to 8.6 billion euros from 10.2 billion", "at 3.4 percent, compared with 3.1 a year ago": what stands beside a
/// level to compare it with is measured as it is.
fn same_unit(scan: &Scan, before: &Figure, figure: &mut Figure) {
    let gap = before.tokens.end..figure.tokens.start;
    let bare = figure.kind == FactKind::Count && figure.quantity.unit == Unit::None;
    let level = before.quantity.unit != Unit::None
        && before.quantity.direction.is_none()
        && before.kind != FactKind::Duration;
    if !bare || !level || gap.len() > REACH {
        return;
    }
    let compares = gap.clone().next_back().is_some_and(|last| {
        let (one, two) = (scan.lower(last), scan.lower(last.saturating_sub(1)));
        matches!((two, one), (_, "from" | "versus" | "vs" | "against"))
            || matches!((two, one), ("compared", "with" | "to"))
            || one == "to"
                && before.tokens.start > 0
                && scan.lower(before.tokens.start - 1) == "from"
    });
    let whole = !gap.clone().any(|at| {
        scan.token(at)
            .is_some_and(|token| matches!(token.kind, Kind::Sign('.' | ';' | BORDER)))
    });
    if compares && whole {
        figure.kind = before.kind;
        figure.quantity.unit = before.quantity.unit.clone();
    }
}
