//! Blocks, sections and repairs in the contract's shapes.

use super::border::{Border, Place, Words};
use crate::model::article::{Certainty, Repair};
use crate::model::health::{Loss, LossKind};
use crate::model::{Block, BlockKind, Section, SectionKind};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct RepairObject<'a> {
    #[serde(flatten)]
    place: Place,
    before: &'a str,
    after: &'a str,
    certainty: Certainty,
    codec: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct LossObject {
    kind: LossKind,
    #[serde(flatten)]
    place: Place,
}

#[derive(Debug, Serialize)]
pub(super) struct BlockObject<'a> {
    kind: BlockKind,
    #[serde(flatten)]
    place: Place,
    level: u8,
    lang: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct SectionObject<'a> {
    kind: SectionKind,
    heading: Option<&'a str>,
    #[serde(flatten)]
    place: Place,
    items: Vec<Words<'a>>,
    answers: Vec<Words<'a>>,
    rationales: Vec<Words<'a>>,
    rows: Vec<Vec<Words<'a>>>,
}

pub(super) fn repairs<'a>(border: &Border<'a>, repairs: &'a [Repair]) -> Vec<RepairObject<'a>> {
    let objects = repairs.iter().map(|repair| {
        let after = border.words(repair.span);
        RepairObject {
            place: after.place(),
            before: &repair.before,
            after: after.text(),
            certainty: repair.certainty,
            codec: &repair.codec,
        }
    });
    objects.collect()
}

pub(super) fn losses(border: &Border<'_>, losses: &[Loss]) -> Vec<LossObject> {
    let objects = losses.iter().map(|loss| LossObject {
        kind: loss.kind,
        place: border.place(loss.span),
    });
    objects.collect()
}

pub(super) fn blocks<'a>(border: &Border<'a>, blocks: &'a [Block]) -> Vec<BlockObject<'a>> {
    let objects = blocks.iter().map(|block| BlockObject {
        kind: block.kind,
        place: border.place(block.span),
        level: block.level,
        lang: block.language.as_deref(),
    });
    objects.collect()
}

pub(super) fn sections<'a>(border: &Border<'a>, sections: &[Section]) -> Vec<SectionObject<'a>> {
    let objects = sections.iter().map(|section| SectionObject {
        kind: section.kind,
        heading: section.heading.map(|span| border.words(span).text()),
        place: border.place(section.span),
        items: border.all(&section.items),
        answers: border.all(&section.answers),
        rationales: border.all(&section.rationales),
        rows: section.rows.iter().map(|row| border.all(row)).collect(),
    });
    objects.collect()
}
