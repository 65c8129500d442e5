//! Interviews and debates without quotation marks: paragraphs that begin with the name of whoever speaks ("NADIA
//! HASSAN: …"), in turns.

use crate::facts::entity::Name;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::fact::EntityKind;
use crate::model::span::Span;

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
    let labelled: Vec<(usize, &str, Span)> = article
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == BlockKind::Paragraph)
        .filter_map(|(at, block)| {
            let (label, words) = label(text, block)?;
            Some((at, label, words))
        })
        .collect();
    let first = labelled.first().map_or("", |(_, label, _)| *label);
    let apart = labelled
        .iter()
        .any(|(_, label, _)| surname(label) != surname(first));
    let again = labelled.iter().enumerate().any(|(at, (_, label, _))| {
        labelled
            .iter()
            .skip(at + 1)
            .any(|(_, other, _)| surname(other) == surname(label))
    });
    if labelled.len() < FEWEST || !apart || !again {
        return Vec::new();
    }
    let full = |label: &str| {
        let mut labels = labelled.iter().map(|(_, other, _)| *other);
        labels.find(|other| other.len() > label.len() && surname(other) == surname(label))
    };
    labelled
        .iter()
        .filter_map(|(block, label, words)| {
            Some(Turn {
                block: *block,
                words: *words,
                speaker: speaker(label, full(label), names)?,
            })
        })
        .collect()
}

/// The label that a paragraph begins with, and the words behind it: one to four words with capitals and a colon.
fn label<'a>(text: &'a str, block: &Block) -> Option<(&'a str, Span)> {
    let words = block.span.of(text);
    let colon = words.bytes().take(LONGEST).position(|byte| byte == b':')?;
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

/// Who a label means: a name of the article, the fuller label of the same person, or whoever is written in capitals.
/// "Q" and "A" name nobody.
fn speaker(label: &str, full: Option<&str>, names: &[Name]) -> Option<String> {
    if label.chars().count() < 2 || matches!(label.to_lowercase().as_str(), "question" | "answer") {
        return None;
    }
    let same = |name: &&Name| {
        let known = &name.entity.name;
        name.entity.kind == EntityKind::Person
            && known.chars().any(char::is_lowercase)
            && surname(known) == surname(label)
    };
    if let Some(name) = names.iter().find(same) {
        return Some(name.entity.name.clone());
    }
    let label = full.unwrap_or(label);
    let upper = !label.chars().any(char::is_lowercase);
    let known = names.iter().any(|name| name.entity.name == label);
    if upper && label.len() > 4 {
        return Some(capitalised(label));
    }
    (upper || known).then(|| label.to_owned())
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
