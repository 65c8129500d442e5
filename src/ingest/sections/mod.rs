//! The parts of an article: found from its blocks, the same way for every format.
//!
//! A heading opens a part that goes to the next heading. What the part is for decides what its items
//! are: bullets, questions with answers, predictions with rationales, dated events, rows of a table.

mod fill;
pub(super) mod names;
mod whole;

use crate::ingest::plain::words;
use crate::model::{Block, BlockKind, Section, SectionKind, Span};
use names::{known, labelled};

/// The parts of a text, in order.
pub(super) fn find(text: &str, blocks: &[Block]) -> Vec<Section> {
    let parts = cut(text, blocks);
    let headed = parts.iter().any(|part| part.heading.is_some());
    let mut sections = Vec::new();
    for part in &parts {
        sections.extend(section(text, part, headed));
    }
    sections
}

/// A run of blocks under one heading.
struct Part<'a> {
    kind: Option<SectionKind>,
    heading: Option<Span>,
    /// All of it, heading included.
    start: usize,
    /// Words after a label on the same line (`Why it matters: …`).
    lead: Option<Span>,
    blocks: &'a [Block],
}

/// Cuts the blocks at headings and labels.
fn cut<'a>(text: &str, blocks: &'a [Block]) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    let mut from = 0;
    // The level of a heading whose part holds its deeper headings (questions, dates).
    let mut holder: Option<u8> = None;
    // Whether that part asks questions; they may be headings of its own level.
    let mut faq = false;
    for (index, block) in blocks.iter().enumerate() {
        let Some(opening) = opening(text, block) else {
            continue;
        };
        if block.kind == BlockKind::Heading {
            let asks = faq && block.span.of(text).trim_end().ends_with(['?', '？', '؟']);
            let held = |level| block.level > level || block.level == level && asks;
            if holder.is_some_and(held) && opening.kind.is_none() {
                continue;
            }
            faq = opening.kind == Some(SectionKind::Faq);
            let holds = matches!(
                opening.kind,
                Some(
                    SectionKind::Faq
                        | SectionKind::Timeline
                        | SectionKind::Prediction
                        | SectionKind::Related
                )
            );
            holder = holds.then_some(block.level);
        }
        if let Some(last) = parts.last_mut() {
            last.blocks = blocks.get(from..index).unwrap_or_default();
        } else if index > 0 {
            parts.push(Part {
                kind: None,
                heading: None,
                start: blocks.first().map_or(0, |b| b.span.start),
                lead: None,
                blocks: blocks.get(..index).unwrap_or_default(),
            });
        }
        from = index + 1;
        parts.push(Part {
            kind: opening.kind,
            heading: opening.heading,
            start: block.span.start,
            lead: opening.lead,
            blocks: &[],
        });
    }
    match parts.last_mut() {
        Some(last) => last.blocks = blocks.get(from..).unwrap_or_default(),
        None => parts.push(Part {
            kind: None,
            heading: None,
            start: blocks.first().map_or(0, |b| b.span.start),
            lead: None,
            blocks,
        }),
    }
    parts
}

/// How a block opens a part.
struct Opening {
    kind: Option<SectionKind>,
    heading: Option<Span>,
    lead: Option<Span>,
}

fn opening(text: &str, block: &Block) -> Option<Opening> {
    match block.kind {
        // The title opens the lead, and is no heading of it.
        BlockKind::Heading
            if block.level == 1 && known(block.span.of(text)).is_none_or(|k| k.kind.is_none()) =>
        {
            Some(Opening {
                kind: None,
                heading: None,
                lead: None,
            })
        }
        BlockKind::Heading => {
            let words = words(text, block.span);
            let name = known(words.of(text));
            let glued = name.filter(|name| {
                let rest = words.of(text).get(name.end..).unwrap_or_default();
                name.opens && rest.starts_with(char::is_uppercase)
            });
            let end = glued.map_or(words.end, |name| words.start + name.end);
            Some(Opening {
                kind: name.and_then(|name| name.kind),
                heading: Some(Span::new(words.start, end)),
                lead: None,
            })
        }
        BlockKind::Paragraph => {
            let words = words(text, block.span);
            let (kind, end, rest) = labelled(words.of(text))?;
            Some(Opening {
                kind: Some(kind),
                heading: Some(Span::new(words.start, words.start + end)),
                lead: Some(Span::new(words.start + rest, block.span.end)),
            })
        }
        _ => None,
    }
}

/// The section of a part, and a second one for a table that stands below a list of its own.
fn section(text: &str, part: &Part<'_>, headed: bool) -> Vec<Section> {
    let real: Vec<&Block> = part
        .blocks
        .iter()
        .filter(|block| {
            !matches!(
                block.kind,
                BlockKind::Boilerplate | BlockKind::PullQuote | BlockKind::Rule
            )
        })
        .collect();
    if real.is_empty() && part.heading.is_none() {
        return Vec::new();
    }
    let end = real
        .last()
        .map(|block| block.span.end)
        .or(part.lead.map(|lead| lead.end))
        .or(part.heading.map(|heading| heading.end));
    let span = Span::new(part.start, end.unwrap_or(part.start));
    let lists = real.iter().any(|block| block.kind == BlockKind::ListItem);
    let tables = real.iter().any(|block| block.kind == BlockKind::Table);
    let prose = real
        .iter()
        .any(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote));
    let kind = part.kind.unwrap_or(match part.heading {
        None if headed && part.blocks.iter().all(|b| b.kind != BlockKind::Related) => {
            SectionKind::Lead
        }
        None => SectionKind::Body,
        Some(_) if real.is_empty() && part.lead.is_none() => SectionKind::Group,
        Some(_) if tables && !lists && !prose => SectionKind::Table,
        Some(_) if lists && !tables && !prose => SectionKind::List,
        Some(_) => SectionKind::Body,
    });
    // A part that is named but holds only the next heading groups what follows.
    let kind = match kind {
        SectionKind::KeyTakeaways if real.is_empty() && part.lead.is_none() => SectionKind::Group,
        kind => kind,
    };
    let mut section = Section::new(kind, span);
    section.heading = part.heading;
    // Bullets between paragraphs of a part without a name are a list of their own.
    let mixed = lists && prose && part.kind.is_none();
    let own: Vec<&Block> = real
        .iter()
        .filter(|block| !mixed || block.kind != BlockKind::ListItem)
        .copied()
        .collect();
    fill::items(text, &own, part.lead, &mut section);
    let rows: Vec<Vec<Span>> = real
        .iter()
        .filter_map(|block| block.table.as_ref())
        .flat_map(|table| table.rows.iter().cloned())
        .collect();
    let mut sections = Vec::new();
    if mixed {
        let runs = real.chunk_by(|a, b| a.kind == b.kind);
        let bullets = runs.filter(|run| {
            run.first()
                .is_some_and(|block| block.kind == BlockKind::ListItem)
        });
        sections.extend(bullets.filter_map(|run| {
            let items: Vec<Span> = run.iter().map(|block| block.span).collect();
            let span = Span::new(items.first()?.start, items.last()?.end);
            let mut list = Section::new(SectionKind::List, span);
            list.heading = part.heading;
            list.items = items;
            Some(list)
        }));
    }
    if lists && !rows.is_empty() {
        let mut table = Section::new(SectionKind::Table, fill::cover(&rows).unwrap_or(span));
        table.rows = rows;
        sections.push(table);
    } else if section.rows.is_empty() {
        section.rows = rows;
    }
    sections.insert(0, section);
    sections
}

#[cfg(test)]
mod tests;
