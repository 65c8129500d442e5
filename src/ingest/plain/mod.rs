//! Plain text: a grammar of lines.
//!
//! It may be wrong about a heading; it never moves or drops text: the extents of all blocks partition
//! the text, and through the source map the bytes. Scraped pages are its main food, so it knows list
//! numbers glued to their words, rows glued from cells, teasers, share bars and repeated sentences.

mod furniture;
mod glue;
mod grammar;
mod head;
mod heading;
mod line;
mod repeat;
mod seam;
mod table;
mod wrap;

pub(super) use heading::is_date_line;
pub(super) use line::words;

use super::decode::Decoded;
use super::draft::Draft;
use super::finish::finish_disarmed;
use super::repair;
use crate::model::article::Metadata;
use crate::model::{Article, BlockKind, SafeText};
use seam::Capitals;

/// Reads a plain text.
pub(super) fn read(decoded: Decoded) -> Article {
    let mut draft = decoded.draft;
    repair::repair(&mut draft);
    draft.disarm();
    let lines = line::lines(&draft.text);
    let capitals = Capitals::of(&draft.text);
    let blocks = grammar::blocks(&draft.text, &lines, &capitals);
    draft.losses = glue::lost_tables(&draft.text, &lines, &blocks, &capitals);
    draft.blocks = blocks;
    repeat::mark_pull_quotes(&draft.text, &mut draft.blocks);
    let mut metadata = metadata(&draft);
    metadata.charset = Some(SafeText::new(decoded.charset));
    finish_disarmed(draft, metadata)
}

/// What the lines themselves say about the article.
fn metadata(draft: &Draft) -> Metadata {
    let text = &draft.text;
    let title = draft
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Heading && block.level == 1)
        .map(|block| SafeText::line(block.span.of(text)));
    let original_source = draft
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Boilerplate)
        .find_map(|block| furniture::original_source(block.span.of(text)))
        .map(SafeText::line);
    let mut metadata = Metadata {
        title,
        site: original_source.clone(),
        original_source,
        ..Metadata::default()
    };
    describe(draft, &mut metadata);
    metadata
}

/// Adds what the lines below the title say: author, publication, days. What is known already stays.
pub(super) fn describe(draft: &Draft, metadata: &mut Metadata) {
    let found = head::read(&draft.text, &draft.blocks);
    let known = |words: Option<&str>| words.map(SafeText::line).filter(|line| !line.is_empty());
    metadata.byline = metadata.byline.take().or_else(|| known(found.byline));
    metadata.site = metadata.site.take().or_else(|| known(found.site));
    metadata.published = metadata.published.or(found.published);
    metadata.modified = metadata.modified.or(found.modified);
}

#[cfg(test)]
mod tests;
