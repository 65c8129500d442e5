//! Small numbers in words that count nothing worth telling.

use super::Head;
use crate::facts::lexicon::Class;
use crate::facts::scan::Scan;

/// Whether a small number in words tells nothing that could be checked: "three things", "the two sides",
/// "if one reads". One alone counts only people; from two to nine not what is pointed at, nor a generic noun.
pub fn is_idle(scan: &Scan, number: usize, head: &Head, value: u32) -> bool {
    if value >= 10 {
        return false;
    }
    let noun = head.noun;
    let people = [Class::People, Class::Fate, Class::Countable]
        .iter()
        .any(|&class| scan.has(noun, class));
    if value <= 1 {
        let person = matches!(
            scan.lower(noun),
            "person" | "man" | "woman" | "child" | "death"
        );
        return !(people || person) || scan.is_dash(number + 1);
    }
    let before = number.checked_sub(1).map_or("", |at| scan.lower(at));
    let pointed = matches!(
        before,
        "the"
            | "these"
            | "those"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "your"
            | "my"
            | "other"
    );
    let points = scan.lower(noun).starts_with("point") && is_margin(scan, number, head.end);
    let called = scan.has(noun, Class::Generic) && !points && !multiplies(scan, noun)
        || scan.lower(noun).starts_with("one");
    called || pointed && !people
}

/// `three times the legal limit`, `four times as many`: how many times something else it is.
fn multiplies(scan: &Scan, noun: usize) -> bool {
    scan.lower(noun) == "times"
        && matches!(
            scan.lower(noun + 1),
            "the"
                | "as"
                | "more"
                | "its"
                | "their"
                | "that"
                | "what"
                | "higher"
                | "larger"
                | "bigger"
                | "greater"
                | "faster"
                | "longer"
                | "likelier"
                | "earnings"
        )
}

/// `five points clear`, `plus or minus three points`: points that tell by how much, between the tokens of the amount.
fn is_margin(scan: &Scan, from: usize, to: usize) -> bool {
    matches!(
        scan.lower(to),
        "clear"
            | "ahead"
            | "behind"
            | "adrift"
            | "above"
            | "below"
            | "higher"
            | "lower"
            | "up"
            | "down"
            | "off"
    ) || (from.saturating_sub(3)..from).any(|at| {
        scan.has(at, Class::Up)
            || scan.has(at, Class::Down)
            || matches!(
                scan.lower(at),
                "by" | "minus" | "lead" | "error" | "margin" | "swing"
            )
    })
}
