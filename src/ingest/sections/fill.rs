//! The items of one part.

use crate::ingest::plain::is_date_line;
use crate::model::{Block, BlockKind, Section, SectionKind, Span};

/// Fills a section with what its kind calls items.
pub(super) fn items(text: &str, blocks: &[&Block], lead: Option<Span>, section: &mut Section) {
    match section.kind {
        SectionKind::Faq => questions(text, blocks, section),
        SectionKind::Timeline => events(text, blocks, section),
        SectionKind::Prediction => predictions(blocks, section),
        _ => {}
    }
    if section.items.is_empty() {
        section.items = plain_items(blocks);
        section.items.splice(0..0, lead);
    }
}

/// Bullets where there are any, else paragraphs.
fn plain_items(blocks: &[&Block]) -> Vec<Span> {
    let of = |kinds: &[BlockKind]| -> Vec<Span> {
        let fits = blocks.iter().filter(|block| kinds.contains(&block.kind));
        fits.map(|block| block.span)
            .filter(|span| !span.is_empty())
            .collect()
    };
    let bullets = of(&[BlockKind::ListItem]);
    if bullets.is_empty() {
        of(&[
            BlockKind::Paragraph,
            BlockKind::Quote,
            BlockKind::Related,
            BlockKind::Code,
        ])
    } else {
        bullets
    }
}

/// Question lines and what stands below each.
fn questions(text: &str, blocks: &[&Block], section: &mut Section) {
    let (mut question, mut answer): (Option<Span>, Option<Span>) = (None, None);
    let mut close = |question: &mut Option<Span>, answer: &mut Option<Span>| {
        if let (Some(q), Some(a)) = (*question, *answer) {
            section.items.push(q);
            section.answers.push(a);
        }
        (*question, *answer) = (None, None);
    };
    for block in blocks {
        let span = unlabelled(text, block.span, "Q");
        let words = span.of(text);
        if words.ends_with(['?', '？', '؟'])
            && (words.len() <= 300 || block.kind == BlockKind::Heading)
        {
            close(&mut question, &mut answer);
            question = Some(span);
        } else if question.is_none()
            && let Some(at) = words.find("? ").filter(|&at| at <= 200)
        {
            // Question and answer on one line.
            question = Some(Span::new(span.start, span.start + at + 1));
            answer = Some(Span::new(span.start + at + 2, span.end).trimmed(text));
            close(&mut question, &mut answer);
        } else if question.is_some() {
            let span = unlabelled(text, block.span, "A");
            answer = Some(answer.map_or(span, |a: Span| Span::new(a.start, span.end)));
        }
    }
    close(&mut question, &mut answer);
}

/// The span without `Q:` or `A:` before it.
fn unlabelled(text: &str, span: Span, letter: &str) -> Span {
    let words = span.of(text);
    let cut = words
        .strip_prefix(letter)
        .and_then(|rest| rest.strip_prefix([':', '.']))
        .map(|rest| words.len() - rest.trim_start().len());
    Span::new(span.start + cut.unwrap_or(0), span.end)
}

/// A date line with the event below it, `date: event` on one line, or rows of a table.
fn events(text: &str, blocks: &[&Block], section: &mut Section) {
    let mut date: Option<Span> = None;
    for block in blocks {
        if let Some(table) = &block.table {
            for row in table.rows.iter().skip(table.head_rows) {
                if let [when, .., event] = row.as_slice() {
                    section.rows.push(vec![*when, *event]);
                    section.items.push(*event);
                }
            }
            continue;
        }
        let span = block.span;
        if is_date_line(span.of(text)) {
            date = Some(span);
        } else if let Some(when) = date.take() {
            section.rows.push(vec![when, span]);
            section.items.push(span);
        } else if let Some((when, event)) = dated(text, span) {
            section.rows.push(vec![when, event]);
            section.items.push(event);
        }
    }
}

/// `2024-05: event`, `May 2024 – event`.
fn dated(text: &str, span: Span) -> Option<(Span, Span)> {
    let words = span.of(text);
    [": ", " – ", " — ", " - ", ":"]
        .into_iter()
        .find_map(|sign| {
            let at = words.find(sign).filter(|&at| at <= 40)?;
            let when = Span::new(span.start, span.start + at);
            let event = Span::new(when.end + sign.len(), span.end).trimmed(text);
            (is_date_line(when.of(text)) && !event.is_empty()).then_some((when, event))
        })
}

/// Predictions, each with its rationale below, where the blocks come in pairs.
fn predictions(blocks: &[&Block], section: &mut Section) {
    let prose: Vec<Span> = blocks
        .iter()
        .filter(|block| {
            matches!(
                block.kind,
                BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading
            )
        })
        .map(|block| block.span)
        .collect();
    let pairs = prose.chunks_exact(2);
    let shorter = pairs
        .clone()
        .filter(|pair| matches!(pair, [a, b] if a.len() < b.len()))
        .count();
    if !prose.len().is_multiple_of(2) || prose.is_empty() || shorter * 2 <= pairs.len() {
        return;
    }
    for pair in pairs {
        if let &[prediction, rationale] = pair {
            section.items.push(prediction);
            section.rationales.push(rationale);
        }
    }
}

/// From the first to the last cell of some rows.
pub(super) fn cover(rows: &[Vec<Span>]) -> Option<Span> {
    let first = rows.first()?.first()?;
    let last = rows.last()?.last()?;
    Some(Span::new(first.start, last.end))
}
