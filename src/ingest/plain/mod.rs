//! Plain text: a grammar of lines.
//!
//! It may be wrong about a heading; it never moves or drops text: the extents of all blocks partition
//! the text, and through the source map the bytes. Scraped pages are its main food, so it knows list
//! numbers glued to their words, rows glued from cells, teasers, share bars and repeated sentences.

mod furniture;
mod grammar;
mod heading;
mod line;
mod repeat;
mod table;

pub(super) use heading::is_date_line;
pub(super) use line::words;

use super::decode::Decoded;
use super::draft::Draft;
use super::finish::finish;
use super::{dates, repair};
use crate::model::article::Metadata;
use crate::model::{Article, BlockKind, SafeText};

/// Reads a plain text.
pub(super) fn read(decoded: Decoded) -> Article {
    let mut draft = decoded.draft;
    repair::repair(&mut draft);
    draft.disarm();
    draft.blocks = grammar::blocks(&draft.text);
    repeat::mark_pull_quotes(&draft.text, &mut draft.blocks);
    let mut metadata = metadata(&draft);
    metadata.charset = Some(SafeText::new(decoded.charset));
    finish(draft, metadata)
}

/// How far from the top a byline or dateline may stand, in blocks.
const HEAD: usize = 6;

/// What the lines themselves say about the article.
fn metadata(draft: &Draft) -> Metadata {
    let text = &draft.text;
    let title = draft
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Heading && block.level == 1)
        .map(|block| SafeText::line(block.span.of(text)));
    let head = || {
        draft
            .blocks
            .iter()
            .take(HEAD)
            .map(|block| block.span.of(text))
    };
    let original_source = draft
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Boilerplate)
        .find_map(|block| furniture::original_source(block.span.of(text)))
        .map(SafeText::line);
    Metadata {
        title,
        byline: head().find_map(byline).map(SafeText::line),
        published: head()
            .filter(|line| line.len() <= 60)
            .find_map(dates::parse),
        site: original_source.clone(),
        original_source,
        ..Metadata::default()
    }
}

/// `By Jane Doe`.
fn byline(line: &str) -> Option<&str> {
    let name = line
        .strip_prefix("By ")
        .or_else(|| line.strip_prefix("BY "))?
        .trim();
    let words = name.split_whitespace().count();
    let is_name = (2..=8).contains(&words)
        && !line::ends_sentence(name)
        && name.starts_with(char::is_uppercase);
    is_name.then_some(name)
}

#[cfg(test)]
mod tests;
