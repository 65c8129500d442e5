//! What a list leaves out unless its filter speaks of it.

use crate::model::query::{Filter, State, Thing};

/// The condition that an article's source is muted.
pub(super) const MUTED: &str = "a.source IN (SELECT row FROM source WHERE muted = 1)";

/// Whether any part of the filter is so, what it forbids included.
pub(in crate::library) fn speaks(filter: &Filter, of: fn(&Filter) -> bool) -> bool {
    match filter {
        Filter::And(all) | Filter::Or(all) => all.iter().any(|inner| speaks(inner, of)),
        Filter::Not(inner) => speaks(inner, of),
        filter => of(filter),
    }
}

/// Whether a part of the filter asks for what a list else leaves out.
pub(super) fn asks_for(filter: &Filter, named: fn(&Filter) -> bool) -> bool {
    match filter {
        Filter::And(all) | Filter::Or(all) => all.iter().any(|part| asks_for(part, named)),
        Filter::Not(_) => false,
        part => named(part),
    }
}

/// Archived articles are hidden from a query that does not speak of them.
pub(super) fn names_archived(part: &Filter) -> bool {
    matches!(part, Filter::Is(State::Archived) | Filter::Id(_))
}

/// Articles that rest, or that a rule keeps out, are hidden from a query that speaks neither of them nor of the archive.
pub(super) fn names_hidden(part: &Filter) -> bool {
    matches!(part, Filter::Is(State::Snoozed | State::Hidden)) || names_archived(part)
}

/// Articles of muted sources are hidden from a query that speaks of no source.
pub(super) fn names_source(part: &Filter) -> bool {
    matches!(
        part,
        Filter::Source(_) | Filter::Is(State::Muted) | Filter::Id(_)
    )
}

/// Judgements are hidden from a list of notes that does not speak of them.
pub(super) fn names_judgements(part: &Filter) -> bool {
    matches!(part, Filter::Motivation(_) | Filter::Has(Thing::Gold))
}
