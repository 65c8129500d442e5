//! What a person changed inside our blocks, as changes of notes (label, verdict, confidence, tags and text) and of links
//! (their text).
//!
//! A block that is still as it was shown says nothing. Of one that a person edited, only what differs from the text that
//! the person began from is a change; where the note changed in the library since, both are put together (the text line
//! by line), or told as a conflict.

use super::block::{Found, Piece, cut, sum};
use super::page::Page;
use super::read::{Said, read};
use super::subject::{History, Subject};
use super::template::Filled;
use crate::exchange::incoming::tags;
use crate::model::annotation::Confidence;
use crate::model::{Body, SafeText};
use crate::text::merge::merge;

/// A note or a link that a person changed in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which, as the library has it.
    pub of: Subject,
    /// What the library has.
    pub before: Body,
    /// What it will have; with a conflict, what the file says.
    pub after: Body,
    /// Why it cannot be taken over, if it cannot.
    pub conflict: Option<&'static str>,
}

/// The changes that a file holds, in its order. `history` is asked only for what was edited.
pub fn edits(existing: &str, page: &Page<'_>, history: &dyn History) -> Vec<Edit> {
    let syntax = page.syntax();
    let text = syntax.split(existing).map_or(existing, |(_, rest)| rest);
    let mut edits: Vec<Edit> = Vec::new();
    for piece in cut(text, syntax) {
        let Piece::Block(found) = piece else { continue };
        if found.untouched(syntax) {
            continue;
        }
        let Some(subject) = Subject::of(found.id, page) else {
            continue;
        };
        let again = edits.iter().any(|edit| edit.of == subject);
        if !again && let Some(edit) = edit(&found, subject, page, history) {
            edits.push(edit);
        }
    }
    edits
}

fn edit(
    found: &Found<'_>,
    current: Subject,
    page: &Page<'_>,
    history: &dyn History,
) -> Option<Edit> {
    let (now, before) = (Said::of(page, &current), current.body());
    let refused = |file: &Said, reason| Edit {
        of: current.clone(),
        before: before.clone(),
        after: body_of(file, &before, page),
        conflict: Some(reason),
    };
    if found.template != page.template.mark {
        return Some(refused(
            &now,
            "the block was written by another template; pull with that one",
        ));
    }
    // Where the person moved the block does not change what it says.
    let standing = |body: &Filled| page.syntax().placed(&found.body, &body.text());
    let Some((base, body)) = base(found, &current, page, history) else {
        // Whatever the person began from is not known here: nothing is taken over unseen.
        let body = current.bodies(page, &found.body).into_iter().next()?;
        let file = read(page, &current, &body, &standing(&body)).said;
        let unknown = "the block was written from a text that this library does not have";
        return (file != now).then(|| refused(&file, unknown));
    };
    let began = Said::of(page, &base);
    let file = read(page, &base, &body, &standing(&body)).said;
    let mut result = merged(&began, &file, &now, &before, page);
    if file.note != began.note && !is_faithful(&began.note, &base.body().note) {
        result = Err("the note holds what its block cannot show; change it here");
    }
    match result {
        Ok(after) if after == before => None,
        Ok(after) => Some(Edit {
            of: current,
            before,
            after,
            conflict: None,
        }),
        Err(reason) => Some(refused(&file, reason)),
    }
}

/// The state from which a block was written, by the sum of what it last showed, and its body.
pub(super) fn base(
    found: &Found<'_>,
    current: &Subject,
    page: &Page<'_>,
    history: &dyn History,
) -> Option<(Subject, Filled)> {
    let states = current.states(history).into_iter().rev();
    states.into_iter().find_map(|state| {
        let mut bodies = state.bodies(page, &found.body).into_iter();
        let body = bodies.find(|body| sum(&body.text(), page.syntax()) == found.shown)?;
        Some((state, body))
    })
}

/// Whether a note was read as it is; separators of lines that are shown as blanks do not count.
fn is_faithful(read: &str, note: &str) -> bool {
    let plain = |text: &str| {
        let text = text.replace(['\u{2028}', '\u{2029}', '\u{85}'], " ");
        text.trim().to_owned()
    };
    plain(read) == plain(note)
}

/// What a note says with the changes of the file; why that cannot be, if so.
fn merged(
    began: &Said,
    file: &Said,
    now: &Said,
    current: &Body,
    page: &Page<'_>,
) -> Result<Body, &'static str> {
    let new = body_of(file, current, page);
    let mut after = current.clone();
    if turn(&began.label, &file.label, &now.label)
        .ok_or("the label changed in the library as well")?
    {
        after.label = new.label;
    }
    if turn(&began.verdict, &file.verdict, &now.verdict)
        .ok_or("the verdict changed in the library as well")?
    {
        after.verdict = new.verdict;
    }
    if turn(&began.confidence, &file.confidence, &now.confidence)
        .ok_or("the confidence changed in the library as well")?
    {
        after.confidence = new.confidence;
    }
    if file.note != began.note && file.note != now.note {
        let lines = |text: &str| format!("{text}\n");
        let merged = merge(&lines(&began.note), &lines(&file.note), &lines(&now.note))
            .ok_or("the note changed in the library as well")?;
        after.note = SafeText::new(merged.trim_matches('\n'));
    }
    let is_new = |tag: &&String| !began.tags.contains(tag) && !now.tags.contains(tag);
    let is_gone = |tag: &SafeText| {
        let written = page.syntax().tag(tag);
        began.tags.contains(&written) && !file.tags.contains(&written)
    };
    let given: Vec<&str> = file
        .tags
        .iter()
        .filter(is_new)
        .map(String::as_str)
        .collect();
    if !given.is_empty() || current.tags.iter().any(is_gone) {
        let kept = current.tags.iter().filter(|tag| !is_gone(tag));
        after.tags = tags(kept.map(SafeText::as_str).chain(given));
    }
    Ok(after)
}

/// Whether the file's word is the new one; `None` when both changed it.
fn turn(began: &str, file: &str, now: &str) -> Option<bool> {
    match () {
        () if file == began || file == now => Some(false),
        () if now == began => Some(true),
        () => None,
    }
}

/// What the file says, as it would be kept.
fn body_of(file: &Said, current: &Body, page: &Page<'_>) -> Body {
    let words = |written: &str| {
        let words = SafeText::line(&page.syntax().shown(written));
        (!words.trim().is_empty()).then_some(words)
    };
    let verdict =
        words(&file.verdict).map(|verdict| SafeText::line(&verdict.trim().replace(' ', "_")));
    Body {
        label: words(&file.label),
        verdict,
        confidence: Confidence::ALL
            .into_iter()
            .find(|sure| sure.words() == file.confidence),
        tags: tags(file.tags.iter().map(String::as_str)),
        note: SafeText::new(file.note.clone()),
        ..current.clone()
    }
}
