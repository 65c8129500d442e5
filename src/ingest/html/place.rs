//! Where a walk is, and which block the next words open there.

use super::Around;
use super::choose::Verdict;
use super::media::{self, Aside};
use super::table::Grid;
use crate::ingest::writer::{Item, Writer};
use crate::model::BlockKind;
use std::collections::HashSet;

/// Where the walk is.
#[derive(Default)]
pub(super) struct Place {
    /// Lists around, innermost last: the next number of an ordered one, and the step to the one after.
    pub lists: Vec<Option<(i64, i64)>>,
    /// How many quotes are around.
    pub quotes: u8,
    /// The table around, if one is written as a table.
    pub grid: Option<Grid>,
    /// How many `pre` elements are around.
    pub code: usize,
    /// The level of the heading around.
    pub heading: Option<u8>,
    /// Whether the next block inside a list item is the item itself.
    pub item: Option<Item>,
    /// Whether a caption is around.
    pub caption: bool,
    /// What furniture the open block holds, if it holds furniture.
    pub folded: Option<BlockKind>,
    /// Whether any of the article was written.
    pub started: bool,
    /// Rules, pictures and films since the last words of the article.
    pub asides: Vec<Aside>,
    /// Abbreviations that were explained.
    pub explained: HashSet<String>,
}

/// The kind of block that words of a verdict stand in; `None` when their place decides.
pub(super) const fn kind_of(verdict: Verdict) -> Option<BlockKind> {
    match verdict {
        Verdict::Teaser => Some(BlockKind::Related),
        Verdict::Notice => Some(BlockKind::Boilerplate),
        Verdict::Article | Verdict::Out => None,
    }
}

impl Place {
    /// A place inside other markup.
    pub fn within(around: Around) -> Self {
        Self {
            lists: vec![None; around.depth.min(64)],
            quotes: around.quotes,
            item: around.item,
            ..Self::default()
        }
    }

    /// Words open the block that their place asks for.
    pub fn open(&mut self, verdict: Verdict, writer: &mut Writer) {
        if writer.is_open() {
            return;
        }
        self.folded = kind_of(verdict);
        if let Some(kind) = self.folded {
            writer.begin(kind, 0);
            return;
        }
        self.flush(writer);
        self.started = true;
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX).min(32);
        if let Some(level) = self.heading {
            writer.begin(BlockKind::Heading, level);
            self.item = None;
        } else if self.caption {
            writer.begin(BlockKind::Figure, 0);
        } else if let Some(item) = self.item.take() {
            writer.begin(BlockKind::ListItem, depth.max(1));
            writer.adjust(|block| block.ordinal = item.ordinal);
        } else if self.quotes > 0 {
            writer.begin(BlockKind::Quote, self.quotes);
        } else {
            writer.begin(BlockKind::Paragraph, 0);
        }
    }

    /// Begins a block that is one element.
    pub fn begin(&mut self, kind: BlockKind, writer: &mut Writer) {
        self.flush(writer);
        writer.begin(kind, 0);
        (self.started, self.item, self.folded) = (true, None, None);
    }

    /// Writes the rules, pictures and films that waited for the next words of the article.
    pub fn flush(&mut self, writer: &mut Writer) {
        for aside in std::mem::take(&mut self.asides) {
            media::write(&aside, BlockKind::Boilerplate, writer);
        }
    }
}
