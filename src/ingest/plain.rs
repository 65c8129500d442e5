//! Plain text: each line that is not empty is a block; nothing is moved or dropped.

use super::decode::Decoded;
use super::finish::finish;
use super::repair;
use crate::model::article::Metadata;
use crate::model::{Article, Block, BlockKind, SafeText, Span};

/// Reads a plain text.
pub(super) fn read(decoded: Decoded) -> Article {
    let mut draft = decoded.draft;
    repair::repair(&mut draft);
    draft.disarm();
    let mut at = 0;
    for line in draft.text.split_inclusive('\n') {
        let extent = Span::new(at, at + line.len());
        at = extent.end;
        let span = extent.trimmed(&draft.text);
        match draft.blocks.last_mut() {
            Some(last) if span.is_empty() => last.extent.end = extent.end,
            _ => draft.blocks.push(Block {
                extent,
                ..Block::new(BlockKind::Paragraph, span)
            }),
        }
    }
    let title = draft.text.lines().find(|line| !line.trim().is_empty());
    let metadata = Metadata {
        title: title.map(SafeText::line),
        charset: Some(SafeText::new(decoded.charset)),
        ..Metadata::default()
    };
    finish(draft, metadata)
}
