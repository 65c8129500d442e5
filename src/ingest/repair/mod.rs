//! Mojibake: UTF-8 that someone read in a one-byte code page and saved again.
//!
//! Repairs are exact and reversible: each remembers its place, what stood there, how sure it is and
//! the code page. Text that is right is never touched, and repairing twice changes nothing more.

mod classes;
mod codepage;
mod lost;
mod sequence;

use super::draft::{Draft, Edit, Shifts};
use crate::model::article::{Certainty, Repair};
use crate::model::{SafeText, Span};
use codepage::{CODEPAGES, Codepage, is_c1};
use std::borrow::Cow;
use std::collections::HashSet;

/// Text that was garbled more often than this was garbled on purpose.
const ROUNDS: usize = 5;

/// Puts garbled characters of the draft right and notes each place.
pub(super) fn repair(draft: &mut Draft) {
    if draft.text.is_ascii() {
        return;
    }
    let mut known: Option<&Codepage> = None;
    let mut certain = 0;
    for _ in 0..ROUNDS {
        let Some((page, found)) = best(&draft.text, known) else {
            break;
        };
        certain += found.len();
        known = Some(page);
        let edits = found
            .iter()
            .map(|s| Edit {
                span: s.span,
                with: Cow::Owned(s.decoded.to_string()),
            })
            .collect();
        apply(draft, edits, Certainty::Certain, page.name);
    }
    let characters: HashSet<char> = draft.text.chars().filter(|c| !c.is_ascii()).collect();
    let lost = CODEPAGES
        .iter()
        .filter(|page| {
            characters
                .iter()
                .any(|&c| matches!(page.byte(c), Some(0xe2 | 0xef | 0xf0)))
        })
        .map(|page| {
            let repaired = if known.is_some_and(|k| k.name == page.name) {
                certain
            } else {
                0
            };
            (page, lost::find(&draft.text, page, repaired))
        })
        .filter(|(_, guesses)| !guesses.is_empty())
        .max_by_key(|(_, guesses)| guesses.len());
    if let Some((page, guesses)) = lost {
        let edits = guesses
            .iter()
            .map(|guess| Edit {
                span: guess.span,
                with: Cow::Borrowed(guess.with),
            })
            .collect();
        apply(draft, edits, Certainty::Likely, page.name);
    }
    if characters.iter().any(|&c| is_c1(c)) {
        let edits = draft
            .text
            .char_indices()
            .filter_map(|(at, c)| {
                let shown = is_c1(c).then(|| codepage::windows_1252(c))??;
                Some(Edit {
                    span: Span::new(at, at + c.len_utf8()),
                    with: Cow::Owned(shown.to_string()),
                })
            })
            .collect();
        apply(draft, edits, Certainty::Likely, "windows-1252");
    }
}

/// The code page in which most of the text is garbled, and where.
fn best(
    text: &str,
    known: Option<&Codepage>,
) -> Option<(&'static Codepage, Vec<sequence::Sequence>)> {
    let characters: HashSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let has = |page: &Codepage, low: u8, high: u8| {
        characters
            .iter()
            .any(|&c| page.byte(c).is_some_and(|b| (low..=high).contains(&b)))
    };
    let mut best: Option<(&'static Codepage, Vec<sequence::Sequence>)> = None;
    for page in CODEPAGES.iter() {
        if !has(page, 0xc2, 0xf4) || !has(page, 0x80, 0xbf) {
            continue;
        }
        let mut found = sequence::find(text, page, known.is_some_and(|k| k.name == page.name));
        if !found.is_empty() && known.is_none() {
            found = sequence::find(text, page, true);
        }
        if found.len() > best.as_ref().map_or(0, |(_, most)| most.len()) {
            best = Some((page, found));
        }
    }
    best
}

/// Rewrites the text and notes the repairs; neighbouring ones are one, and a repair of a repair
/// remembers what stood there at first.
fn apply(draft: &mut Draft, edits: Vec<Edit>, certainty: Certainty, codec: &str) {
    if edits.is_empty() {
        return;
    }
    let mut merged: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match merged.last_mut() {
            Some(last) if last.span.end == edit.span.start => {
                last.span.end = edit.span.end;
                last.with.to_mut().push_str(&edit.with);
            }
            _ => merged.push(edit),
        }
    }
    let mut old = std::mem::take(&mut draft.repairs).into_iter().peekable();
    let (mut kept, mut fresh) = (Vec::new(), Vec::new());
    for edit in &merged {
        while let Some(repair) = old.next_if(|repair| repair.span.end <= edit.span.start) {
            kept.push(repair);
        }
        let (mut before, mut at) = (String::new(), edit.span.start);
        while let Some(repair) = old.next_if(|repair| repair.span.start < edit.span.end) {
            before.push_str(Span::new(at, repair.span.start).of(&draft.text));
            before.push_str(&repair.before);
            at = repair.span.end;
        }
        before.push_str(Span::new(at, edit.span.end).of(&draft.text));
        fresh.push(before);
    }
    kept.extend(old);
    draft.repairs = kept;
    draft.rewrite(&merged);
    let shifts = Shifts::new(&merged);
    let added = fresh.into_iter().enumerate().filter_map(|(index, before)| {
        Some(Repair {
            span: shifts.place(index)?,
            before: SafeText::new(before),
            certainty,
            codec: SafeText::new(codec),
        })
    });
    draft.repairs.extend(added);
    draft.repairs.sort_by_key(|repair| repair.span.start);
}

#[cfg(test)]
mod tests;
