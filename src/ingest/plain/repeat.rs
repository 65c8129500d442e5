//! Pull quotes: a sentence of the article shown a second time. It is marked, so that it counts once.

use crate::model::{Block, BlockKind, Span};
use crate::text::bytes;

/// Shorter repetitions are chance or headings; longer ones are not for show. In bytes.
const LENGTH: std::ops::RangeInclusive<usize> = 40..=700;

/// The bytes by which a repetition is looked up before it is compared.
const KEY: usize = 32;

/// How many places with the same first bytes are compared: it bounds hostile texts.
const TRIES: usize = 4;

/// Marks paragraphs and quotes that repeat words of a longer paragraph, sentence for sentence.
pub(in crate::ingest) fn mark_pull_quotes(text: &str, blocks: &mut [Block]) {
    let asked = Asked::of(text, blocks);
    let mut places = vec![Vec::new(); asked.keys.len()];
    for (owner, block) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
            for start in sentence_starts(text, block.span) {
                let key = text.as_bytes().get(start..start + KEY);
                let places = key.and_then(|key| places.get_mut(asked.number(key)?));
                if let Some(places) = places.filter(|places| places.len() < TRIES) {
                    places.push((start, owner));
                }
            }
        }
    }
    let repeats = |index: usize, words: &str| {
        let longer = |owner: usize| {
            let length = |at: usize| blocks.get(at).map(|block| block.span.len());
            owner != index && length(owner) > length(index)
        };
        let key = words.as_bytes().get(..KEY)?;
        let mut places = places.get(asked.number(key)?)?.iter();
        let found = places.any(|&(start, owner)| {
            let rest = text.get(start..).unwrap_or_default();
            longer(owner) && rest.starts_with(words)
        });
        found.then_some(index)
    };
    let repeated = asked.blocks.iter();
    let repeated: Vec<usize> = repeated
        .filter_map(|&(index, words)| repeats(index, words))
        .collect();
    for index in repeated {
        if let Some(block) = blocks.get_mut(index) {
            block.kind = BlockKind::PullQuote;
        }
    }
}

/// The blocks that can be repetitions.
struct Asked<'a> {
    /// The number of each, and its words.
    blocks: Vec<(usize, &'a str)>,
    /// The bytes by which they are looked up, in order.
    keys: Vec<&'a [u8]>,
}

impl<'a> Asked<'a> {
    fn of(text: &'a str, blocks: &[Block]) -> Self {
        let may_be = |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote);
        let asked = blocks.iter().enumerate().filter(|(_, block)| may_be(block));
        let blocks: Vec<(usize, &str)> = asked
            .map(|(index, block)| (index, unquoted(text, block.span)))
            .filter(|(_, words)| LENGTH.contains(&words.len()))
            .collect();
        let keys = blocks.iter();
        let mut keys: Vec<&[u8]> = keys
            .filter_map(|(_, words)| words.as_bytes().get(..KEY))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        Self { blocks, keys }
    }

    /// The number of a key.
    fn number(&self, key: &[u8]) -> Option<usize> {
        self.keys.binary_search(&key).ok()
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
    let inner = bytes::positions(words.as_bytes(), may_end).filter_map(move |at| {
        let behind = words.get(at..)?.strip_prefix(['.', '!', '?', '…'])?;
        let next = behind
            .trim_start_matches(['"', '”', '’', ')'])
            .strip_prefix(' ')?;
        Some(span.start + words.len() - next.len())
    });
    std::iter::once(span.start).chain(inner)
}

/// Whether one of the four signs can begin with the byte.
#[expect(clippy::needless_bitwise_bool, reason = "asked without branches")]
const fn may_end(byte: u8) -> bool {
    (byte == b'.') | (byte == b'!') | (byte == b'?') | (byte == 0xe2)
}
