//! What a name names, as far as its words or its neighbours tell it.

use super::run::{is_month_name, is_role};
use crate::facts::lexicon::Class;
use crate::facts::scan::{BORDER, Case, Kind, Scan, Token};
use crate::model::fact::EntityKind;
use std::ops::Range;

/// What the name at `run` names, where its words or its neighbours tell it.
pub(super) fn kind(scan: &Scan, run: &Range<usize>) -> Option<EntityKind> {
    let has = |class: Class| run.clone().any(|at| scan.has(at, class));
    if run
        .clone()
        .any(|at| scan.token(at).is_some_and(|t| t.kind == Kind::Digits))
    {
        return Some(EntityKind::Product);
    }
    if is_ticker(scan, run) {
        return Some(EntityKind::Ticker);
    }
    let given = scan.has(run.start, Class::GivenName) || is_month_name(scan, run.start);
    let titled = has_title(scan, run.start);
    if titled && given {
        return Some(EntityKind::Person);
    }
    if has(Class::Legal) || has(Class::Organization) {
        return Some(EntityKind::Organization);
    }
    let place = |at: usize| scan.has(at, Class::PlaceName) || scan.has(at, Class::Place);
    let in_place = run.len() > 1 && scan.has(run.end - 1, Class::Place);
    let built = matches!(
        scan.lower(run.end - 1),
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
    );
    if titled || given && run.len() > 1 && !(place(run.start) && in_place) && !built {
        return Some(EntityKind::Person);
    }
    if has_initials(scan, run) {
        return Some(EntityKind::Person);
    }
    if in_place || is_land(scan, run) || run.len() <= 2 && run.clone().all(place) {
        return Some(EntityKind::Place);
    }
    if is_apposed(scan, run) {
        return Some(EntityKind::Person);
    }
    is_where(scan, run).then_some(EntityKind::Place)
}

/// `(NVDA)`, `(NASDAQ: NVDA)`.
fn is_ticker(scan: &Scan, run: &Range<usize>) -> bool {
    let before = run.start.checked_sub(1);
    run.len() == 1
        && before.is_some_and(|b| scan.is_sign(b, '(') || scan.is_sign(b, ':'))
        && scan.is_sign(run.end, ')')
        && scan.token(run.start).is_some_and(|t| t.case == Case::Upper)
        && scan.written(run.start).len() <= 5
}

/// Whether a title or a role stands right before: "Mr. Stone", "captain Ada Lind". A role tells it only of a whole name,
/// since "carmaker" and "author" may stand before other words as well.
fn has_title(scan: &Scan, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return false;
    };
    let title = |at: usize| scan.has(at, Class::Title);
    title(before)
        || scan.is_sign(before, '.') && before > 0 && title(before - 1)
        || is_role(scan, before) && !scan.has(start, Class::Firm)
}

/// "Elena Marsh, 34,", "Elena Marsh, a nurse", "Elena Marsh, who", "Elena Marsh and her brother": what is told in such
/// words is told of people.
fn is_apposed(scan: &Scan, run: &Range<usize>) -> bool {
    let plain = (2..=3).contains(&run.len())
        && run.clone().all(|at| {
            scan.token(at)
                .is_some_and(|token| token.case == Case::Capital && token.is_unknown())
        });
    if !plain {
        return false;
    }
    let at = run.end;
    if does_what_people_do(scan, at) || is_he_or_she(scan, at) || is_introduced(scan, run.start) {
        return true;
    }
    if scan.lower(at) == "and" && matches!(scan.lower(at + 1), "his" | "her") {
        return true;
    }
    if !scan.is_sign(at, ',') {
        return false;
    }
    let age = scan
        .token(at + 1)
        .is_some_and(|age| age.kind == Kind::Digits && age.span.len() == 2);
    let role = || {
        (at + 1..at + 6)
            .take_while(|&word| {
                scan.token(word)
                    .is_some_and(|token| token.case == Case::Lower)
                    && !scan.has(word, Class::Preposition)
            })
            .any(|word| scan.has(word, Class::Title) || scan.has(word, Class::Role))
    };
    age && scan.is_sign(at + 2, ',')
        || matches!(scan.lower(at + 1), "who" | "whose")
        || scan.lower(at + 1) == "head" && scan.lower(at + 2) == "of"
        || role()
}

/// How far behind a name "his" or "her" may stand.
const REACH: usize = 14;

/// "Bukayo Saka, back after 11 weeks out, scored his 15th goal": of a firm one says "its". No other name stands between.
fn is_he_or_she(scan: &Scan, at: usize) -> bool {
    for next in at..at + REACH {
        let Some(token) = scan.token(next) else {
            return false;
        };
        match token.kind {
            Kind::Sign('.' | ';' | '"' | '“' | '”' | BORDER) => return false,
            Kind::Word if matches!(scan.lower(next), "his" | "her" | "himself" | "herself") => {
                return true;
            }
            Kind::Word if token.is_capitalised() => return false,
            _ => {}
        }
    }
    false
}

/// "said his lawyer, Renee Fontenot": a role and a comma stand before the name.
fn is_introduced(scan: &Scan, start: usize) -> bool {
    start > 1
        && scan.is_sign(start - 1, ',')
        && scan
            .token(start - 2)
            .is_some_and(|token| token.case == Case::Lower)
        && (scan.has(start - 2, Class::Title) || scan.has(start - 2, Class::Role))
        && (start.saturating_sub(5)..start - 2).any(|at| {
            matches!(
                scan.lower(at),
                "his" | "her" | "their" | "its" | "the" | "a"
            )
        })
}

/// "Jayson Tatum scored", "Lena Ford was jailed".
fn does_what_people_do(scan: &Scan, at: usize) -> bool {
    let verb = at
        + usize::from(matches!(scan.lower(at), "was" | "has"))
        + usize::from(scan.lower(at + 1) == "been");
    scan.has(at, Class::Speech)
        || matches!(
            scan.lower(at),
            "scored"
                | "scores"
                | "scoring"
                | "batted"
                | "bowled"
                | "testified"
                | "testifies"
                | "resigned"
                | "retired"
                | "wept"
        )
        || matches!(
            scan.lower(verb),
            "pleaded"
                | "pleads"
                | "born"
                | "arrested"
                | "jailed"
                | "convicted"
                | "sentenced"
                | "stabbed"
                | "diagnosed"
        )
}

/// "C.S. Venkatakrishnan", but not "U.S. Steel": initials and a surname.
fn has_initials(scan: &Scan, run: &Range<usize>) -> bool {
    let initial = |at: usize| scan.written(at).len() == 1 && scan.is_sign(at + 1, '.');
    let mut at = run.start;
    while initial(at) && at + 2 < run.end {
        at += 2;
    }
    let nation =
        scan.lower(run.start) == "u" && matches!(scan.lower(run.start + 2), "s" | "k" | "n");
    at > run.start
        && !nation
        && (at..run.end).all(|at| {
            scan.token(at).is_some_and(|token| {
                token.case == Case::Capital && token.is_unknown() && !token.has(Class::Firm)
            })
        })
}

/// "United States", "Fort Worth", "San Antonio": a word that begins the names of lands and towns.
fn is_land(scan: &Scan, run: &Range<usize>) -> bool {
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

/// "in Leeds", but not "a stake in Northwind": the word before the preposition says where money or trust goes.
fn is_where(scan: &Scan, run: &Range<usize>) -> bool {
    let unknown = |at: usize| {
        scan.token(at).is_some_and(|token| {
            token.case == Case::Capital && token.is_unknown() && !token.has(Class::Firm)
        })
    };
    // "Abilene, Texas"
    if scan.is_sign(run.end, ',')
        && scan.has(run.end + 1, Class::PlaceName)
        && run.clone().all(unknown)
        && run.len() <= 2
        && scan.token(run.end + 1).is_some_and(Token::is_capitalised)
        && run.start > 0
        && scan.has(run.start - 1, Class::Preposition)
    {
        return true;
    }
    let Some(before) = run.start.checked_sub(1) else {
        return false;
    };
    let into = before.checked_sub(1).is_some_and(|at| {
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
    });
    let in_it = matches!(scan.lower(before), "in" | "near" | "outside" | "off") && !into;
    // "in Austin" is where, also of a word that may be a first name.
    let town = scan.has(run.start, Class::GivenName)
        && scan.lower(before) == "in"
        && scan
            .token(run.end)
            .is_none_or(|next| !matches!(next.kind, Kind::Sign('\'' | '’')));
    // "from Felixstowe to Shanghai"
    let on_the_way = scan.lower(before) == "from"
        && scan.lower(run.end) == "to"
        && scan.has(run.end + 1, Class::PlaceName);
    // "a man from Dunstable"
    let native = scan.lower(before) == "from"
        && before > 0
        && (scan.has(before - 1, Class::People)
            || scan.has(before - 1, Class::Role)
            || matches!(
                scan.lower(before - 1),
                "man" | "woman" | "boy" | "girl" | "teenager" | "resident" | "native"
            ));
    let reached = match scan.lower(before) {
        // "recorded at Stornoway", "a bridge at Gympie"
        "at" => near_site(scan, before),
        // "ferries to Skye"
        "to" | "from" => before > 0 && travels(scan, before - 1),
        _ => false,
    };
    let single = run.len() == 1 && unknown(run.start);
    single && (in_it || on_the_way || native || reached)
        || run.len() == 1 && town && !into
        || run.len() == 2 && run.clone().all(unknown) && in_it
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
    )
}
