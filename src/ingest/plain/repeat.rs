//! Pull quotes: a sentence of the article shown a second time. It is marked, so that it counts once.

use crate::model::{Block, BlockKind, Span};
use std::collections::HashMap;

/// Shorter repetitions are chance or headings; longer ones are not for show. In bytes.
const LENGTH: std::ops::RangeInclusive<usize> = 40..=700;

/// The bytes by which a repetition is looked up before it is compared.
const KEY: usize = 32;

/// How many places with the same first bytes are compared: it bounds hostile texts.
const TRIES: usize = 4;

/// Marks paragraphs and quotes that repeat words of a longer paragraph, sentence for sentence.
pub(in crate::ingest) fn mark_pull_quotes(text: &str, blocks: &mut [Block]) {
    let mut starts: HashMap<&[u8], Vec<(usize, usize)>> = HashMap::new();
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            for start in sentence_starts(text, block.span) {
                if let Some(key) = text.as_bytes().get(start..start + KEY) {
                    let places = starts.entry(key).or_default();
                    if places.len() < TRIES {
                        places.push((start, index));
                    }
                }
            }
        }
    }
    let repeated: Vec<usize> = blocks
        .iter()
        .enumerate()
        .filter(|(index, block)| {
            let words = unquoted(text, block.span);
            let candidate = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote);
            candidate
                && LENGTH.contains(&words.len())
                && words
                    .as_bytes()
                    .get(..KEY)
                    .and_then(|key| starts.get(key))
                    .is_some_and(|places| {
                        places.iter().any(|&(start, owner)| {
                            let longer = blocks
                                .get(owner)
                                .is_some_and(|o| o.span.len() > block.span.len());
                            owner != *index
                                && longer
                                && text
                                    .get(start..)
                                    .is_some_and(|rest| rest.starts_with(words))
                        })
                    })
        })
        .map(|(index, _)| index)
        .collect();
    for index in repeated {
        if let Some(block) = blocks.get_mut(index) {
            block.kind = BlockKind::PullQuote;
        }
    }
}

/// The words without quotation marks around them.
fn unquoted(text: &str, span: Span) -> &str {
    span.of(text)
        .trim_matches(['"', '“', '”', '«', '»', '„', ' '])
}

/// Where sentences may start: at the start, and after an end of a sentence and a space.
fn sentence_starts(text: &str, span: Span) -> impl Iterator<Item = usize> {
    let words = span.of(text);
    // The first bytes of the four signs.
    let may_end = |(_, byte): &(usize, u8)| matches!(byte, b'.' | b'!' | b'?' | 0xe2);
    let inner = words.bytes().enumerate().filter(may_end);
    let inner = inner.filter_map(move |(at, _)| {
        let behind = words.get(at..)?.strip_prefix(['.', '!', '?', '…'])?;
        let next = behind
            .trim_start_matches(['"', '”', '’', ')'])
            .strip_prefix(' ')?;
        Some(span.start + words.len() - next.len())
    });
    std::iter::once(span.start).chain(inner)
}
