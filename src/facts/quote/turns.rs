//! Interviews and debates without quotation marks: paragraphs that begin with the name of whoever speaks ("NADIA
//! HASSAN: …"), in turns.

use crate::facts::entity::Name;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::fact::EntityKind;
use crate::model::span::Span;
use std::collections::HashMap;

/// What one paragraph gives to somebody.
pub(super) struct Turn {
    /// The number of its block.
    pub(super) block: usize,
    /// The words behind the label.
    pub(super) words: Span,
    /// Who says them.
    pub(super) speaker: String,
}

/// How many paragraphs with a label make a conversation.
const FEWEST: usize = 3;
/// How many bytes a label has at most.
const LONGEST: usize = 40;

/// The turns of a conversation, in order; none where the labels of paragraphs do not come again, as those of a list.
pub(super) fn turns(article: &Article, names: &[Name]) -> Vec<Turn> {
    let text: &str = &article.text;
    let paragraphs = article.blocks.iter().enumerate();
    let labelled: Vec<(usize, &str, Span)> = paragraphs
        .filter(|(_, block)| block.kind == BlockKind::Paragraph)
        .filter_map(|(at, block)| {
            let (label, words) = label(text, block)?;
            Some((at, label, words))
        })
        .collect();
    if labelled.len() < FEWEST {
        return Vec::new();
    }
    // By surname, the fullest label, and how often it stands there.
    let mut people: HashMap<String, (&str, usize)> = HashMap::new();
    for (_, label, _) in &labelled {
        let (fullest, times) = people.entry(surname(label)).or_insert((label, 0));
        *times += 1;
        if label.len() > fullest.len() {
            *fullest = label;
        }
    }
    if people.len() < 2 || people.values().all(|(_, times)| *times < 2) {
        return Vec::new();
    }
    let mut known: HashMap<String, &str> = HashMap::new();
    for name in names {
        let full = &name.entity.name;
        if name.entity.kind == EntityKind::Person && full.chars().any(char::is_lowercase) {
            known.entry(surname(full)).or_insert(full);
        }
    }
    labelled
        .into_iter()
        .filter_map(|(block, label, words)| {
            let surname = surname(label);
            let fullest = people.get(&surname).map_or(label, |(fullest, _)| fullest);
            let speaker = match known.get(&surname) {
                Some(name) => (*name).to_owned(),
                None => speaker(fullest)?,
            };
            Some(Turn {
                block,
                words,
                speaker,
            })
        })
        .collect()
}

/// The label that a paragraph begins with, and the words behind it: one to four words with capitals and a colon.
fn label<'a>(text: &'a str, block: &Block) -> Option<(&'a str, Span)> {
    let words = block.span.of(text);
    let beginning = words.as_bytes();
    let beginning = beginning.get(..LONGEST).unwrap_or(beginning);
    let colon = memchr::memchr(b':', beginning)?;
    let label = words.get(..colon)?.trim_matches(['*', ' ']);
    let behind = words.get(colon + 1..)?;
    let said = behind.trim_start_matches(['*', ' ']);
    let named = label.split(' ').count() <= 4
        && label.split(' ').all(|word| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || "-.'’".contains(c))
        });
    let plain = behind.starts_with([' ', '*'])
        && !said.is_empty()
        && !said.starts_with(['"', '“', '«', '„']);
    let start = block.span.start + words.len() - said.len();
    (named && plain).then(|| (label, Span::new(start, block.span.end)))
}

/// The last word of a label, by which the same person is known again.
fn surname(label: &str) -> String {
    label.rsplit(' ').next().unwrap_or(label).to_lowercase()
}

/// Whom a label in capitals means that no name of the article explains. "Q" and "A" name nobody.
fn speaker(label: &str) -> Option<String> {
    let nobody =
        label.chars().count() < 2 || matches!(label, "QUESTION" | "ANSWER" | "NOTE" | "UPDATE");
    if nobody || label.chars().any(char::is_lowercase) {
        return None;
    }
    // "BBC" stays as it is.
    Some(if label.len() > 4 {
        capitalised(label)
    } else {
        label.to_owned()
    })
}

/// `NADIA HASSAN` as `Nadia Hassan`.
fn capitalised(label: &str) -> String {
    let mut start = true;
    label
        .chars()
        .map(|c| {
            let written = if start {
                c
            } else {
                c.to_lowercase().next().unwrap_or(c)
            };
            start = !c.is_alphabetic();
            written
        })
        .collect()
}
