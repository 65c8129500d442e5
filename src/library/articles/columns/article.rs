//! The structure of an article, in columns.

use super::{Places, distance, moved};
use crate::model::article::{Certainty, Metadata, Repair};
use crate::model::block::{Alignment, Inline, InlineKind, SectionKind, Table};
use crate::model::health::Loss;
use crate::model::source_map::{Run, SourceMap};
use crate::model::{Article, Block, BlockKind, SafeText, Section, Span};
use serde::{Deserialize, Serialize};

/// [`Article`] without its text, in columns. Lists of one kind of thing are as long as each other. The metadata come first,
/// where they are read without the rest.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Columns {
    metadata: Metadata,
    kinds: Vec<BlockKind>,
    levels: Vec<u8>,
    extents: Places,
    /// How far a block's content lies inside its extent, at the head and at the tail.
    heads: Vec<isize>,
    tails: Vec<isize>,
    rarities: Vec<Rarity>,
    inlines: Places,
    inline_kinds: Vec<InlineKind>,
    sections: Vec<SectionColumns>,
    repairs: Places,
    repaired: Vec<(SafeText, Certainty, SafeText)>,
    losses: Vec<Loss>,
    runs: Places,
    sources: Places,
    verbatim: Vec<bool>,
}

/// What few blocks have, with the number of the block.
#[derive(Debug, Serialize, Deserialize)]
struct Rarity {
    block: usize,
    ordinal: Option<u32>,
    language: Option<String>,
    table: Option<TableColumns>,
}

#[derive(Debug, Serialize, Deserialize)]
struct TableColumns {
    caption: Option<Span>,
    head_rows: usize,
    rows: Rows,
    alignment: Vec<Alignment>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SectionColumns {
    kind: SectionKind,
    heading: Option<Span>,
    span: Span,
    items: Places,
    answers: Places,
    rationales: Places,
    rows: Rows,
}

/// Rows of cells: how many each has, and all cells one after the other.
#[derive(Debug, Serialize, Deserialize)]
struct Rows {
    lengths: Vec<usize>,
    cells: Places,
}

impl Rows {
    fn of(rows: &[Vec<Span>]) -> Self {
        Self {
            lengths: rows.iter().map(Vec::len).collect(),
            cells: Places::of(rows.iter().flatten().copied()),
        }
    }

    fn rows(&self) -> Vec<Vec<Span>> {
        let mut cells = self.cells.spans();
        let lengths = self.lengths.iter();
        lengths
            .map(|length| cells.by_ref().take(*length).collect())
            .collect()
    }
}

impl Columns {
    pub fn of(article: &Article) -> Self {
        let blocks = &article.blocks;
        let runs = article.source_map.runs();
        Self {
            metadata: article.metadata.clone(),
            kinds: blocks.iter().map(|block| block.kind).collect(),
            levels: blocks.iter().map(|block| block.level).collect(),
            extents: Places::of(blocks.iter().map(|block| block.extent)),
            heads: blocks
                .iter()
                .map(|block| distance(block.extent.start, block.span.start))
                .collect(),
            tails: blocks
                .iter()
                .map(|block| distance(block.span.end, block.extent.end))
                .collect(),
            rarities: rarities(blocks),
            inlines: Places::of(article.inlines.iter().map(|inline| inline.span)),
            inline_kinds: article
                .inlines
                .iter()
                .map(|inline| inline.kind.clone())
                .collect(),
            sections: article.sections.iter().map(SectionColumns::of).collect(),
            repairs: Places::of(article.repairs.iter().map(|repair| repair.span)),
            repaired: article
                .repairs
                .iter()
                .map(|it| (it.before.clone(), it.certainty, it.codec.clone()))
                .collect(),
            losses: article.losses.clone(),
            runs: Places::of(runs.iter().map(|run| run.text)),
            sources: Places::of(runs.iter().map(|run| run.source)),
            verbatim: runs.iter().map(|run| run.verbatim).collect(),
        }
    }

    /// The article without its text.
    pub fn article(self) -> Article {
        let repairs = self.repairs.spans().zip(self.repaired);
        let mut source_map = SourceMap::default();
        let runs = self.runs.spans().zip(self.sources.spans());
        for ((text, source), verbatim) in runs.zip(self.verbatim) {
            source_map.push(Run {
                text,
                source,
                verbatim,
            });
        }
        let inlines = self.inlines.spans().zip(self.inline_kinds);
        let insides = self.heads.iter().zip(&self.tails);
        let shapes = self.kinds.iter().zip(&self.levels).zip(insides);
        let mut blocks: Vec<Block> = self
            .extents
            .spans()
            .zip(shapes)
            .map(|(extent, ((kind, level), (head, tail)))| Block {
                extent,
                level: *level,
                ..Block::new(
                    *kind,
                    Span::new(
                        moved(extent.start, *head),
                        moved(extent.end, tail.wrapping_neg()),
                    ),
                )
            })
            .collect();
        for rarity in self.rarities {
            if let Some(block) = blocks.get_mut(rarity.block) {
                block.ordinal = rarity.ordinal;
                block.language = rarity.language;
                block.table = rarity.table.map(TableColumns::table);
            }
        }
        Article {
            metadata: self.metadata,
            text: SafeText::default(),
            blocks,
            inlines: inlines.map(|(span, kind)| Inline { span, kind }).collect(),
            sections: self
                .sections
                .into_iter()
                .map(SectionColumns::section)
                .collect(),
            repairs: repairs
                .map(|(span, (before, certainty, codec))| Repair {
                    span,
                    before,
                    certainty,
                    codec,
                })
                .collect(),
            losses: self.losses,
            source_map,
        }
    }
}

fn rarities(blocks: &[Block]) -> Vec<Rarity> {
    let rare = blocks.iter().enumerate().filter(|(_, block)| {
        block.ordinal.is_some() || block.language.is_some() || block.table.is_some()
    });
    rare.map(|(number, block)| Rarity {
        block: number,
        ordinal: block.ordinal,
        language: block.language.clone(),
        table: block.table.as_ref().map(|table| TableColumns {
            caption: table.caption,
            head_rows: table.head_rows,
            rows: Rows::of(&table.rows),
            alignment: table.alignment.clone(),
        }),
    })
    .collect()
}

impl TableColumns {
    fn table(self) -> Table {
        Table {
            caption: self.caption,
            head_rows: self.head_rows,
            rows: self.rows.rows(),
            alignment: self.alignment,
        }
    }
}

impl SectionColumns {
    fn of(section: &Section) -> Self {
        let places = |spans: &[Span]| Places::of(spans.iter().copied());
        Self {
            kind: section.kind,
            heading: section.heading,
            span: section.span,
            items: places(&section.items),
            answers: places(&section.answers),
            rationales: places(&section.rationales),
            rows: Rows::of(&section.rows),
        }
    }

    fn section(self) -> Section {
        Section {
            kind: self.kind,
            heading: self.heading,
            span: self.span,
            items: self.items.spans().collect(),
            answers: self.answers.spans().collect(),
            rationales: self.rationales.spans().collect(),
            rows: self.rows.rows(),
        }
    }
}
