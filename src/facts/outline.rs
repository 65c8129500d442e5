//! The article as a row of units: sentences, items and table cells, each with its place in the structure.

use crate::model::article::Article;
use crate::model::block::{BlockKind, SectionKind};
use crate::model::span::Span;
use crate::text::sentences;

/// A sentence, or a table cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands.
    pub span: Span,
    /// Whether it is the article's own text, not page furniture and no teaser of another story.
    pub own: bool,
    /// A heading.
    pub heading: bool,
    /// A cell of a table.
    pub cell: bool,
    /// A sentence repeated for show.
    pub pull_quote: bool,
    /// The section it stands in.
    pub section: SectionKind,
    /// The number of the section's item that it begins, from 1.
    pub item: Option<usize>,
}

/// All units of an article, in order of the text.
pub fn units(article: &Article) -> Vec<Unit> {
    let mut units = Vec::new();
    for block in &article.blocks {
        if block.kind == BlockKind::Rule {
            continue;
        }
        let unit = |span: Span| Unit {
            span,
            own: !matches!(
                block.kind,
                BlockKind::Boilerplate | BlockKind::Related | BlockKind::Code
            ),
            heading: block.kind == BlockKind::Heading,
            cell: block.table.is_some(),
            pull_quote: block.kind == BlockKind::PullQuote,
            section: SectionKind::Body,
            item: None,
        };
        if let Some(table) = &block.table {
            let cells = table.rows.iter().flatten();
            let visible = cells
                .map(|cell| cell.trimmed(&article.text))
                .filter(|cell| !cell.is_empty());
            units.extend(visible.map(unit));
        } else {
            units.extend(
                sentences::split(&article.text, block.span)
                    .into_iter()
                    .map(unit),
            );
        }
    }
    units.sort_by_key(|unit| unit.span.start);
    units.dedup_by(|next, previous| next.span.start < previous.span.end);
    for section in &article.sections {
        let foreign = matches!(
            section.kind,
            SectionKind::Related | SectionKind::Boilerplate
        );
        let first = unit_at(&units, section.span.start);
        for unit in units
            .iter_mut()
            .skip(first)
            .take_while(|unit| unit.span.start < section.span.end)
        {
            if section.kind != SectionKind::Group {
                unit.section = section.kind;
            }
            unit.own &= !foreign;
        }
        for (index, item) in section.items.iter().enumerate() {
            let at = unit_at(&units, item.start);
            if let Some(unit) = units.get_mut(at).filter(|unit| item.overlaps(unit.span)) {
                unit.item = Some(index + 1);
            }
        }
    }
    units
}

/// The first unit that ends behind byte `offset`.
pub fn unit_at(units: &[Unit], offset: usize) -> usize {
    units.partition_point(|unit| unit.span.end <= offset)
}
