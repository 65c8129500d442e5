//! Numbers without a noun that count people by the harm they took.

use crate::facts::lexicon::{Class, Trait};
use crate::facts::number::Reading;
use crate::facts::scan::{Kind, Scan};

/// Those whom a number counts by the harm they took: `killing three and injuring 12`, `seven were hurt`.
pub(super) fn victims<'s>(scan: &'s Scan, reading: &Reading) -> Option<&'s str> {
    if reading.attached || reading.year || reading.value.scale() > 0 {
        return None;
    }
    let end = reading.tokens.end;
    let has = usize::from(matches!(scan.lower(end), "have" | "has" | "had"));
    if matches!(
        scan.lower(end + has),
        "die" | "died" | "drowned" | "perished"
    ) {
        return Some("dead");
    }
    if matches!(scan.lower(end), "were" | "are" | "remain" | "remained") {
        let fate = (end + 1..end + 3).find(|&at| scan.has(at, Class::Fate));
        if let Some(fate) = fate {
            return Some(scan.lower(fate));
        }
    }
    let limits = |at: usize| {
        matches!(
            scan.lower(at),
            "at" | "least"
                | "about"
                | "around"
                | "some"
                | "nearly"
                | "almost"
                | "more"
                | "than"
                | "over"
                | "up"
                | "to"
                | "another"
                | "all"
                | "just"
        )
    };
    let start = reading.tokens.start;
    let verb = (start.saturating_sub(3)..start)
        .rev()
        .find(|&at| !limits(at))?;
    let fate = match scan.lower(verb) {
        "kill" | "kills" | "killed" | "killing" => "killed",
        "injure" | "injures" | "injured" | "injuring" | "hurt" | "hurting" => "injured",
        "wound" | "wounds" | "wounded" | "wounding" => "wounded",
        "sicken" | "sickens" | "sickened" | "sickening" => "sickened",
        "infect" | "infects" | "infected" | "infecting" => "infected",
        "displace" | "displaces" | "displaced" | "displacing" => "displaced",
        "strand" | "strands" | "stranded" | "stranding" => "stranded",
        _ => return None,
    };
    let open = scan.token(reading.tokens.end).is_some_and(|next| {
        next.is_word() && !next.is(Trait::Function) || next.kind == Kind::Digits
    });
    (!open).then_some(fate)
}
