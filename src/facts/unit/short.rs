//! Units written short: which letters and signs beside a figure are a unit, and which end a name, a plural or a time of day.

use crate::facts::lexicon::{self, TimeUnit};
use crate::facts::scan::{Case, Kind, Scan};

/// The unit of time that a letter right behind a figure means: `24h`, `10y`, `9.58s`, `30d`.
pub(super) fn letter_of_time(scan: &Scan, at: usize) -> Option<TimeUnit> {
    let figure = at.checked_sub(1)?;
    let figure = figure - usize::from(scan.is_dash(figure) && figure > 0);
    match scan.written(at) {
        "h" => Some(TimeUnit::Hour),
        "y" | "Y" => Some(TimeUnit::Year),
        "s" if is_seconds(scan, figure) => Some(TimeUnit::Second),
        // "3d printing" has dimensions.
        "d" if scan.written(figure).len() > 1 => Some(TimeUnit::Day),
        _ => None,
    }
}

/// `9.58s`, `within 30s`; `747s`, `Under-21s` and `her 40s` are plurals.
fn is_seconds(scan: &Scan, figure: usize) -> bool {
    let Some(before) = figure.checked_sub(1) else {
        return true;
    };
    let decimal = scan.is_sign(before, '.') && scan.glued(figure);
    let lasts = matches!(
        scan.lower(before),
        "within" | "in" | "after" | "every" | "for" | "by" | "than" | "about" | "nearly" | "took"
    );
    decimal || lasts && !scan.glued(figure)
}

/// Whether the token before `at` could be the year of what follows it.
pub(super) fn is_year(scan: &Scan, at: usize) -> bool {
    let Some(figure) = at.checked_sub(1) else {
        return false;
    };
    let year = scan.written(figure);
    let grouped = scan.glued(figure)
        && figure.checked_sub(1).is_some_and(|before| {
            matches!(
                scan.token(before).map(|t| t.kind),
                Some(Kind::Sign('.' | ','))
            )
        });
    year.len() == 4
        && !grouped
        && year
            .parse::<u16>()
            .is_ok_and(|year| (1500..=2199).contains(&year))
}

/// `the 1917 Revolution`, `the 1994 Cup final`: a year and a name, no measure.
pub(super) fn names_event(scan: &Scan, at: usize) -> bool {
    scan.token(at)
        .is_some_and(|token| token.case == Case::Capital && !token.glued)
        && is_year(scan, at)
}

/// `4in`, `10 " long`, `a 55" screen`: inches, where a word of size or a thing sold by it follows; else a quotation ends there.
pub(super) fn short_inches(scan: &Scan, at: usize) -> bool {
    match scan.token(at).map(|token| token.kind) {
        Some(Kind::Sign('″')) => true,
        Some(Kind::Word) => scan.lower(at) == "in" && scan.glued(at) && !scan.is_dash(at + 1),
        Some(Kind::Sign('"' | '”')) => matches!(
            scan.lower(at + 1),
            "long"
                | "wide"
                | "tall"
                | "high"
                | "deep"
                | "thick"
                | "across"
                | "screen"
                | "screens"
                | "display"
                | "displays"
                | "tv"
                | "tvs"
                | "monitor"
                | "monitors"
                | "pipe"
                | "pipes"
                | "wheel"
                | "wheels"
        ),
        _ => false,
    }
}

/// A unit written short, exactly so; one letter alone must not begin a code such as `L-202`, nor be what is left of the
/// colours of a terminal (`[31m`).
pub(super) fn abbreviation(scan: &Scan, at: usize) -> Option<(&'static str, usize)> {
    let written = scan.written(at);
    let opened = at
        .checked_sub(2)
        .is_some_and(|before| scan.is_sign(before, '[') && scan.glued(before + 1));
    if opened && scan.glued(at) && !scan.is_sign(at + 1, ']') {
        return None;
    }
    // "km²" and "m2" are two tokens.
    if scan.glued(at + 1)
        && let Some(next) = scan.token(at + 1)
    {
        let squared = format!("{written}{}", scan.written(at + 1));
        if let Some(code) = lexicon::abbreviated_unit(&squared) {
            return Some((code, at + 2));
        }
        if next.kind == Kind::Digits
            || scan.is_dash(at + 1)
                && scan.glued(at + 2)
                && scan.token(at + 2)?.kind == Kind::Digits
        {
            return None;
        }
        if matches!(next.kind, Kind::Sign('\'' | '’')) {
            return None;
        }
    }
    let code = lexicon::abbreviated_unit(written)?;
    (!scan.written(at).is_empty()).then_some((code, at + 1))
}
