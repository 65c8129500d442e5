//! Which way the words before a date look: to what was, or to what is to be.

use super::before_clock;
use crate::facts::count;
use crate::facts::lexicon::{Class, Trait};
use crate::facts::scan::{BORDER, Kind, Scan};

/// How many tokens before a date the verb of a calendar may stand.
const REACH: usize = 12;

/// Whether the words before speak of what is over: "have crossed the border in three weeks" lasted so long.
pub(super) fn happened(scan: &Scan, at: usize) -> bool {
    (at.saturating_sub(10)..at)
        .rev()
        .take_while(|&before| !scan.is_sign(before, BORDER))
        .any(|before| {
            matches!(scan.lower(before), "has" | "have" | "first") || is_past(scan, before)
        })
        && !will(scan, at)
}

/// Whether the words before speak of the future.
pub(in crate::facts::date) fn will(scan: &Scan, at: usize) -> bool {
    // "will stop work from 6am to 10am on Tuesday"
    let on = usize::from(at > 0 && scan.lower(at - 1) == "on");
    let clock = before_clock(scan, at - on);
    let clock = if scan.lower(clock) == "to" {
        before_clock(scan, clock)
    } else {
        clock
    };
    (clock.saturating_sub(8)..at)
        .rev()
        .take_while(|&before| !scan.is_sign(before, BORDER))
        .any(|before| match scan.lower(before) {
            "will" | "would" | "expected" | "due" | "expects" | "plans" | "back" | "returns"
            | "scheduled" | "slated" => true,
            "set" => scan.lower(before + 1) == "to",
            _ => false,
        })
}

fn is_past(scan: &Scan, at: usize) -> bool {
    scan.token(at)
        .is_some_and(|token| token.is(Trait::Past) && !token.has(Class::Report))
}

/// Whether a verb of calendars in the present tense stands before, in the same clause and with no verb of the past behind
/// it: "resumes on Monday", "ends in May", "polls close at 10pm on Thursday".
pub(in crate::facts::date) fn scheduled(scan: &Scan, at: usize) -> bool {
    for before in (at.saturating_sub(REACH)..at).rev() {
        let ends = scan
            .token(before)
            .is_none_or(|token| matches!(token.kind, Kind::Sign(BORDER | ';' | '“' | '”')));
        if ends || is_past(scan, before) {
            return false;
        }
        if is_planned(scan, before) {
            return true;
        }
    }
    false
}

fn is_planned(scan: &Scan, at: usize) -> bool {
    match scan.lower(at) {
        "steps" | "leaves" | "joins" | "returns" | "succeeds" | "ends" | "begins" | "starts"
        | "expires" | "opens" | "closes" | "takes" | "resumes" | "reopens" | "meets" | "runs"
        | "launches" | "premieres" | "airs" | "arrives" | "retires" | "publishes" | "releases" => {
            true
        }
        "reports" => scan.token(at + 1).is_some_and(|next| {
            next.is(Trait::Dates)
                || matches!(
                    scan.lower(at + 1),
                    "results" | "earnings" | "its" | "quarterly" | "annual"
                )
        }),
        "end" | "begin" | "start" | "open" | "close" | "resume" | "meet" | "expire" | "run" => {
            at > 0 && count::is_plural(scan, at - 1)
        }
        "vote" | "votes" | "go" | "goes" | "head" | "heads" => {
            matches!(scan.lower(at + 1), "on" | "to")
                && matches!(
                    scan.lower(at + 2),
                    "the" | "sale" | "trial" | "polls" | "display" | "show"
                )
        }
        _ => false,
    }
}
