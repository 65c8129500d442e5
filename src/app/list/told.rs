//! What was done with articles, in words.

use super::snooze::when;
use crate::model::{Action, Snooze, StateChange};
use jiff::Zoned;

/// So many articles.
pub(in crate::app) fn articles_in_words(count: usize) -> String {
    match count {
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    }
}

/// What a change of articles does to them.
pub(in crate::app) fn done(action: &Action, now: &Zoned) -> String {
    match action {
        Action::SetState { state, .. } => done_by(*state, now),
        Action::Tag { add, remove, .. } => {
            let add = add.iter().map(|tag| format!("+{tag}"));
            let tags = add.chain(remove.iter().map(|tag| format!("-{tag}")));
            format!("Tags {}", tags.collect::<Vec<_>>().join(" "))
        }
        Action::Hide { rule: None, .. } => "Back in the list".to_owned(),
        Action::Separate { .. } => "With a row of its own".to_owned(),
        _ => "Changed".to_owned(),
    }
}

/// What a change of their state does.
pub(super) fn done_by(state: StateChange, now: &Zoned) -> String {
    let words = match (state.snooze, state.archived, state.starred, state.read) {
        (Some(snooze), ..) => return snoozed(snooze, now),
        (_, Some(true), ..) => "Archived",
        (_, Some(false), ..) => "Out of the archive",
        (_, _, Some(true), _) => "Starred",
        (_, _, Some(false), _) => "The star is off",
        (.., Some(false)) => "Unread",
        _ => "Read",
    };
    words.to_owned()
}

/// How long they rest.
pub(super) fn snoozed(snooze: Snooze, now: &Zoned) -> String {
    match snooze {
        Snooze::Never => "Back in the list".to_owned(),
        Snooze::StoryChanges => "Snoozed until the story goes on".to_owned(),
        Snooze::Until(at) => format!("Snoozed until {}", when(at, now)),
    }
}
