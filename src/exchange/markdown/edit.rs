//! What a person changed inside our blocks, read back: the note's text and its tags.
//!
//! A block that is still as it was shown says nothing. In one that a person edited, the callout and whatever free
//! text stands in the block are the note; the words with `#` in the line of label, verdict and author are the
//! tags. Only what differs from the text that the person began from is a change; where the note itself changed in
//! the library since, both are put together line by line, or told as a conflict.

use super::block::{Found, Piece, cut};
use super::escape;
use super::front_matter::{id_of, split};
use super::sheet::bodies;
use super::sum;
use crate::exchange::NoteSheet;
use crate::exchange::incoming::tags;
use crate::model::{Annotation, AnnotationId, Body, PlacedAnnotation, SafeText};
use crate::text::merge::merge;

/// One note that a person changed in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The note.
    pub annotation: AnnotationId,
    /// What the library has.
    pub before: Body,
    /// What it will have.
    pub after: Body,
    /// Why it cannot be taken over, if it cannot; `after` is what the file says then.
    pub conflict: Option<&'static str>,
}

/// What a block says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The note's text.
    pub note: String,
    /// Its tags as they are written.
    pub tags: Vec<String>,
    /// What is not the person's to change here: the quote, the label, the verdict.
    pub rest: String,
}

/// The changes that a file holds, in its order. `history` gives all that a note ever said; it is asked only for
/// notes whose blocks were edited.
pub fn edits(
    existing: &str,
    sheet: &NoteSheet,
    history: &dyn Fn(&AnnotationId) -> Vec<Annotation>,
) -> Vec<Edit> {
    if id_of(existing).as_ref() != Some(&sheet.article) {
        return Vec::new();
    }
    let Some((_, rest)) = split(existing) else {
        return Vec::new();
    };
    let pieces = cut(rest);
    let mut edits: Vec<Edit> = Vec::new();
    for piece in &pieces {
        let Piece::Block(found) = piece else { continue };
        let Some(note) = sheet.note_in(found.id).filter(|_| !found.untouched()) else {
            continue;
        };
        let again = edits
            .iter()
            .any(|edit| edit.annotation == note.annotation.id);
        if !again && let Some(edit) = edit(found, note, history) {
            edits.push(edit);
        }
    }
    edits
}

fn edit(
    found: &Found<'_>,
    note: &PlacedAnnotation,
    history: &dyn Fn(&AnnotationId) -> Vec<Annotation>,
) -> Option<Edit> {
    let current = &note.annotation;
    let file = said(&found.body, current.target.is_some());
    let is_base = |past: &&Annotation| bodies(past).iter().any(|body| sum(body) == found.shown);
    let past = history(&current.id);
    let base = Some(current)
        .filter(is_base)
        .or_else(|| past.iter().rev().find(is_base));
    let Some(base) = base else {
        // Whatever the person began from is not known here: nothing is taken over unseen.
        let now = said_of(current);
        let after = Body {
            note: SafeText::new(file.note.clone()),
            tags: tags(file.tags.iter().map(String::as_str)),
            ..current.body.clone()
        };
        let same = file.note == now.note && file.tags == now.tags;
        return (!same).then(|| Edit {
            annotation: current.id.clone(),
            before: current.body.clone(),
            after,
            conflict: Some("the block was written from a text that this library does not have"),
        });
    };
    let (began, now) = (said_of(base), said_of(current));
    let mut after = current.body.clone();
    let mut conflict = None;
    if file.note != began.note && file.note != now.note {
        let lines = |text: &str| format!("{text}\n");
        let merged = merge(&lines(&began.note), &lines(&file.note), &lines(&now.note));
        conflict = merged
            .is_none()
            .then_some("the note changed in the library as well");
        let merged = merged.unwrap_or_else(|| file.note.clone());
        after.note = SafeText::new(merged.trim_matches('\n'));
    }
    let given = file.tags.iter().filter(|tag| !began.tags.contains(tag));
    let taken = |tag: &SafeText| {
        let written = escape::tag(tag);
        began.tags.contains(&written) && !file.tags.contains(&written)
    };
    let kept = after
        .tags
        .iter()
        .filter(|tag| !taken(tag))
        .map(SafeText::as_str);
    let known: Vec<String> = after.tags.iter().map(|tag| escape::tag(tag)).collect();
    let given = given.filter(|tag| !known.contains(tag)).map(String::as_str);
    after.tags = tags(kept.chain(given));
    (after != current.body).then(|| Edit {
        annotation: current.id.clone(),
        before: current.body.clone(),
        after,
        conflict,
    })
}

/// What the block of an annotation says as we write it.
fn said_of(annotation: &Annotation) -> Said {
    bodies(annotation)
        .first()
        .map(|body| said(body, annotation.target.is_some()))
        .unwrap_or_default()
}

/// What the lines of a block say; that of a mark begins with the words it is on.
pub fn said(body: &str, marked: bool) -> Said {
    let mut said = Said::default();
    let mut parts: Vec<String> = Vec::new();
    let mut free = String::new();
    let mut quote_is_next = marked;
    let mut properties_are_next = true;
    let mut lines = body.lines().peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.starts_with("^pm-") {
            continue;
        }
        if properties_are_next && is_properties(trimmed) {
            let (tags, others) = words_of(trimmed);
            said.tags = tags;
            said.rest.push_str(&others);
            properties_are_next = false;
            continue;
        }
        if !line.starts_with('>') {
            free.push_str(line);
            free.push('\n');
            continue;
        }
        let mut quoted = vec![line];
        while let Some(next) = lines.next_if(|next| next.starts_with('>')) {
            quoted.push(next);
        }
        match callout(line) {
            Some(title) => {
                parts.push(std::mem::take(&mut free));
                let mut text = title.to_owned();
                for line in quoted.iter().skip(1) {
                    let line = line.strip_prefix("> ").or_else(|| line.strip_prefix('>'));
                    text.push('\n');
                    text.push_str(&escape::released(line.unwrap_or_default()));
                }
                parts.push(text);
            }
            // The words that the mark is on are not the person's.
            None if quote_is_next => said.rest.extend(quoted),
            None => {
                for line in quoted {
                    free.push_str(line);
                    free.push('\n');
                }
            }
        }
        quote_is_next = false;
    }
    parts.push(free);
    let parts: Vec<&str> = parts
        .iter()
        .map(|part| part.trim_matches('\n'))
        .filter(|part| !part.trim().is_empty())
        .collect();
    said.note = parts.join("\n\n");
    said
}

/// The title of the callout that holds a note, folded or not.
fn callout(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(['>', ' ']);
    let head = rest.get(..7)?;
    let rest = rest.get(7..)?;
    head.eq_ignore_ascii_case("[!note]")
        .then(|| rest.trim_start_matches(['-', '+']).trim())
}

/// Whether this is the line of label, verdict, tags and author: it ends with a day.
fn is_properties(line: &str) -> bool {
    let last = line.rsplit(" · ").next().unwrap_or(line);
    last.rsplit_once(", ")
        .is_some_and(|(_, day)| day.parse::<jiff::civil::Date>().is_ok())
}

/// The tags in the line of properties, and what else it says before the author.
fn words_of(properties: &str) -> (Vec<String>, String) {
    let said = properties.rsplit_once(" · ").map_or("", |(said, _)| said);
    let (tags, others): (Vec<&str>, Vec<&str>) = said
        .split_whitespace()
        .partition(|word| word.starts_with('#'));
    let tags = tags
        .iter()
        .map(|tag| tag.trim_matches(['#', ',', ';']).to_owned());
    let others = others.into_iter().filter(|word| *word != "·");
    (
        tags.filter(|tag| !tag.is_empty()).collect(),
        others.collect(),
    )
}
