//! How a name is told for that of a place: by its words, and by the words before it.

use super::Name;
use crate::facts::lexicon::Class;
use crate::facts::scan::{Case, Kind, Scan, Token};
use crate::model::fact::EntityKind;
use std::ops::Range;

/// "United States", "Fort Worth", "San Antonio": a word that begins the names of lands and towns.
pub(super) fn is_land(scan: &Scan, run: &Range<usize>) -> bool {
    if run.len() < 2 {
        return false;
    }
    let last = run.end - 1;
    if scan.lower(run.start) == "united" {
        return matches!(scan.lower(last), "states" | "kingdom" | "emirates");
    }
    let first = matches!(
        scan.lower(run.start),
        "san"
            | "santa"
            | "los"
            | "las"
            | "fort"
            | "port"
            | "cape"
            | "mount"
            | "sri"
            | "saudi"
            | "puerto"
    );
    first
        && run.len() == 2
        && scan
            .token(last)
            .is_some_and(|token| token.case == Case::Capital && !token.has(Class::Firm))
}

/// Whether the word at `at` ends the names of places alone, also behind a first name: "Mary River".
pub(super) fn is_site(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.lower(at),
        "gardens"
            | "stadium"
            | "arena"
            | "airport"
            | "strait"
            | "heights"
            | "river"
            | "bay"
            | "island"
            | "islands"
            | "valley"
            | "county"
            | "province"
            | "peninsula"
            | "bridge"
            | "harbour"
            | "harbor"
            | "avenue"
            | "road"
    )
}

/// "in Leeds", "ferries to Skye", "near Abilene, Texas"; of two words only what stands in a place.
pub(super) fn is_where(scan: &Scan, run: &Range<usize>) -> bool {
    let Some(before) = run.start.checked_sub(1).filter(|_| run.len() <= 2) else {
        return false;
    };
    let unknown = |at: usize| {
        scan.token(at).is_some_and(|token| {
            token.case == Case::Capital && token.is_unknown() && !token.has(Class::Firm)
        })
    };
    let told = match scan.lower(before) {
        "in" => {
            // "in Austin" is where, also of a word that may be a first name.
            let first_name = run.len() == 1 && scan.has(run.start, Class::GivenName);
            let owns = matches!(
                scan.token(run.end).map(|next| next.kind),
                Some(Kind::Sign('\'' | '’'))
            );
            return (run.clone().all(unknown) || first_name && !owns) && !goes_into(scan, before);
        }
        "near" | "outside" | "off" => return run.clone().all(unknown),
        // "recorded at Stornoway"
        "at" => near_site(scan, before),
        // "ferries to Skye"
        "to" => before > 0 && travels(scan, before - 1),
        "from" => is_origin(scan, run, before),
        _ => false,
    };
    let single = run.len() == 1 && unknown(run.start);
    single && told || is_in_land(scan, run) && run.clone().all(unknown)
}

/// "of Abilene, Texas": a land behind the comma.
fn is_in_land(scan: &Scan, run: &Range<usize>) -> bool {
    scan.is_sign(run.end, ',')
        && scan.has(run.end + 1, Class::PlaceName)
        && scan.token(run.end + 1).is_some_and(Token::is_capitalised)
        && scan.has(run.start - 1, Class::Preposition)
}

/// "flights from Skye", "from Felixstowe to Shanghai", "a man from Dunstable".
fn is_origin(scan: &Scan, run: &Range<usize>, from: usize) -> bool {
    let way = scan.lower(run.end) == "to" && scan.has(run.end + 1, Class::PlaceName);
    way || from.checked_sub(1).is_some_and(|who| {
        travels(scan, who)
            || scan.has(who, Class::People)
            || scan.has(who, Class::Role)
            || matches!(
                scan.lower(who),
                "man" | "woman" | "boy" | "girl" | "teenager" | "native"
            )
    })
}

/// "a stake in Northwind": the word before "in" says where money or trust goes.
fn goes_into(scan: &Scan, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|at| {
        let word = scan.lower(at);
        scan.has(at, Class::Metric)
            || [
                "invest",
                "stake",
                "holding",
                "confidence",
                "interest",
                "belie",
                "trust",
                "faith",
            ]
            .iter()
            .any(|stem| word.starts_with(stem))
    })
}

/// Whether what stands before the token `at` is at a place rather than with a firm.
fn near_site(scan: &Scan, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        matches!(
            scan.lower(before),
            "recorded"
                | "landed"
                | "landing"
                | "arrived"
                | "docked"
                | "moored"
                | "bridge"
                | "reactor"
                | "plant"
                | "mine"
                | "port"
                | "station"
                | "dam"
                | "base"
                | "camp"
                | "crossing"
                | "junction"
                | "refinery"
        )
    })
}

/// Whether the word at `at` tells of a way to or from a place.
fn travels(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.written(at),
        "flight"
            | "flights"
            | "ferry"
            | "ferries"
            | "train"
            | "trains"
            | "bus"
            | "buses"
            | "road"
            | "flew"
            | "fly"
            | "flown"
            | "flying"
            | "sailed"
            | "sailing"
            | "travelled"
            | "traveled"
            | "travelling"
            | "traveling"
            | "drove"
            | "trip"
            | "journey"
            | "bound"
            | "launches"
            | "launched"
            | "departed"
    )
}

/// "in Rourkela and Bhilai", "from Lagos, Wexham and Accra": a lone word is a place where the one before it in a list is.
pub(super) fn share(scan: &Scan, names: &mut [Name]) {
    for at in 1..names.len() {
        let Some([before, name]) = names.get_mut(at - 1..=at) else {
            continue;
        };
        let unsure = name.entity.kind == EntityKind::Organization && name.tokens.len() == 1;
        if !unsure || before.entity.kind != EntityKind::Place {
            continue;
        }
        let end = before.tokens.end;
        let joined = name.tokens.start == end + 1
            && (matches!(scan.lower(end), "and" | "or") || scan.is_sign(end, ','));
        let led = || {
            let word = before.tokens.start.checked_sub(1);
            word.is_some_and(|at| {
                matches!(scan.lower(at), "in" | "from" | "near" | "between" | "and")
            })
        };
        let unknown = || scan.token(name.tokens.start).is_some_and(Token::is_unknown);
        if joined && led() && unknown() {
            name.entity.kind = EntityKind::Place;
        }
    }
}
