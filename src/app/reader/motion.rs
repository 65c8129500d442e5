//! Where the cursor of the reader goes, and what a text object covers: pure questions to one opened article.
//!
//! Offsets are bytes of the canonical text. Words are those of UAX 29 that hold a letter or digit; sentences are those
//! that the facts were read from; paragraphs are blocks.

use crate::app::keys::command::Command;
use crate::app::marks::candidates::Covered;
use crate::model::block::InlineKind;
use crate::model::{BlockKind, FactKind, FactValue, OpenedArticle, Span};
use unicode_segmentation::UnicodeSegmentation;

/// Whether a piece between word boundaries is a word.
fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

pub(in crate::app) fn before(text: &str, at: usize) -> &str {
    Span::new(0, at).clipped(text).of(text)
}

pub(in crate::app) fn after(text: &str, at: usize) -> &str {
    Span::new(at, text.len()).clipped(text).of(text)
}

/// The start of the next word.
pub fn word_forward(text: &str, at: usize) -> Option<usize> {
    after(text, at)
        .split_word_bound_indices()
        .find(|(start, piece)| *start > 0 && is_word(piece))
        .map(|(start, _)| at + start)
}

/// The start of this word, or of the one before.
pub fn word_back(text: &str, at: usize) -> Option<usize> {
    before(text, at)
        .split_word_bound_indices()
        .rev()
        .find(|(_, piece)| is_word(piece))
        .map(|(start, _)| start)
}

/// The last cluster of this word, or of the next when the cursor stands there already.
pub fn word_end(text: &str, at: usize) -> Option<usize> {
    after(text, at)
        .split_word_bound_indices()
        .filter(|(_, piece)| is_word(piece))
        .map(|(start, piece)| at + start + last_cluster(piece))
        .find(|end| *end > at)
}

/// The next cluster.
pub fn right(text: &str, at: usize) -> Option<usize> {
    let rest = after(text, at);
    let step = rest.graphemes(true).next()?.len();
    (step < rest.len()).then_some(at + step)
}

/// The cluster before.
pub fn left(text: &str, at: usize) -> Option<usize> {
    before(text, at)
        .grapheme_indices(true)
        .next_back()
        .map(|(start, _)| start)
}

/// The byte where the cluster at `at` ends.
pub fn cluster_end(text: &str, at: usize) -> usize {
    at + after(text, at).graphemes(true).next().map_or(0, str::len)
}

/// The start of the last cluster of `text`.
pub fn last_cluster(text: &str) -> usize {
    text.grapheme_indices(true)
        .next_back()
        .map_or(0, |(start, _)| start)
}

/// The first start after (or last before) `at`. `starts` are in order.
fn neighbour(
    starts: impl DoubleEndedIterator<Item = usize>,
    at: usize,
    forward: bool,
) -> Option<usize> {
    if forward {
        let mut starts = starts;
        starts.find(|start| *start > at)
    } else {
        starts.rev().find(|start| *start < at)
    }
}

/// Whether a command leads to sentences, paragraphs, facts, notes or disagreements.
pub const fn is_jump(command: Command) -> bool {
    matches!(
        command,
        Command::SentenceForward
            | Command::SentenceBack
            | Command::ParagraphForward
            | Command::ParagraphBack
            | Command::NextFact
            | Command::PreviousFact
            | Command::NextNote
            | Command::PreviousNote
            | Command::NextDisagreement
            | Command::PreviousDisagreement
            | Command::NextHeading
            | Command::NextUnlabelled
            | Command::PreviousUnlabelled
            | Command::PreviousHeading
            | Command::NextRepair
            | Command::PreviousRepair
    )
}

/// Where a jump leads; `None` when there is no further one. `marks` are in order.
pub fn jump(opened: &OpenedArticle, marks: &[Span], command: Command, at: usize) -> Option<usize> {
    let blocks = || {
        let shown = opened
            .article
            .blocks
            .iter()
            .filter(|block| !block.span.is_empty());
        shown.map(|block| block.span.start)
    };
    let headings = || {
        let blocks = opened.article.blocks.iter();
        blocks
            .filter(|block| block.kind == BlockKind::Heading)
            .map(|block| block.span.start)
    };
    let repairs = || {
        opened
            .article
            .repairs
            .iter()
            .map(|repair| repair.span.start)
    };
    let sentences = || {
        opened
            .facts
            .sentences
            .iter()
            .map(|sentence| sentence.span.start)
    };
    let covered = Covered::new(marks.to_vec());
    let unlabelled = || {
        let sentences = opened.facts.sentences.iter().map(|sentence| sentence.span);
        sentences
            .filter(|span| !covered.touches(*span))
            .map(|span| span.start)
    };
    let facts = || {
        let facts = opened.facts.standing().map(|(_, fact)| fact);
        facts
            .filter(|fact| !matches!(fact.kind, FactKind::TableCell | FactKind::Statement))
            .map(|fact| fact.span.start)
    };
    let disagreements = || {
        let pairs = opened.relations.iter().filter(|(_, pair)| pair.disagrees());
        let mut starts: Vec<_> = pairs.map(|(_, pair)| pair.a.span.start).collect();
        starts.sort_unstable();
        starts.into_iter()
    };
    let notes = || marks.iter().map(|span| span.start);
    match command {
        Command::SentenceForward => neighbour(sentences(), at, true),
        Command::SentenceBack => neighbour(sentences(), at, false),
        Command::ParagraphForward => neighbour(blocks(), at, true),
        Command::ParagraphBack => neighbour(blocks(), at, false),
        Command::NextFact => neighbour(facts(), at, true),
        Command::PreviousFact => neighbour(facts(), at, false),
        Command::NextNote => neighbour(notes(), at, true),
        Command::PreviousNote => neighbour(notes(), at, false),
        Command::NextUnlabelled => neighbour(unlabelled(), at, true),
        Command::PreviousUnlabelled => neighbour(unlabelled(), at, false),
        Command::NextHeading => neighbour(headings(), at, true),
        Command::PreviousHeading => neighbour(headings(), at, false),
        Command::NextRepair => neighbour(repairs(), at, true),
        Command::PreviousRepair => neighbour(repairs(), at, false),
        Command::NextDisagreement => neighbour(disagreements(), at, true),
        Command::PreviousDisagreement => neighbour(disagreements(), at, false),
        _ => None,
    }
}

/// The sentence at `at`; in a table the cell; where there is none, the block.
pub fn sentence(opened: &OpenedArticle, at: usize) -> Option<Span> {
    let sentences = &opened.facts.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.start <= at);
    let before = index
        .checked_sub(1)
        .and_then(|index| sentences.get(index))
        .map(|s| s.span);
    let block = paragraph(opened, at);
    // White space after a sentence belongs to it, as long as it is in the same block.
    before
        .filter(|span| at < span.end || block.is_some_and(|(content, _)| content.covers(*span)))
        .or_else(|| cell(opened, at))
        .or_else(|| block.map(|(content, _)| content))
}

/// Content and extent of the block at `at`.
pub fn paragraph(opened: &OpenedArticle, at: usize) -> Option<(Span, Span)> {
    let blocks = &opened.article.blocks;
    let index = blocks.partition_point(|block| block.extent.start <= at);
    let block = blocks.get(index.checked_sub(1)?)?;
    Some((block.span, block.extent))
}

/// The table cell at `at`.
pub fn cell(opened: &OpenedArticle, at: usize) -> Option<Span> {
    let blocks = &opened.article.blocks;
    let index = blocks.partition_point(|block| block.extent.start <= at);
    let table = blocks.get(index.checked_sub(1)?)?.table.as_ref()?;
    table
        .rows
        .iter()
        .flatten()
        .copied()
        .find(|cell| cell.start <= at && at <= cell.end && !cell.is_empty())
}

/// Whether a command selects a text object.
pub const fn is_object(command: Command) -> bool {
    matches!(
        command,
        Command::InnerSentence
            | Command::ASentence
            | Command::InnerParagraph
            | Command::AParagraph
            | Command::InnerQuantity
            | Command::InnerName
            | Command::InnerItem
            | Command::InnerCell
    )
}

/// What a text object covers at the cursor.
pub fn object(opened: &OpenedArticle, command: Command, at: usize) -> Option<Span> {
    let text = &opened.article.text;
    let white_after = |span: Span| {
        let rest = after(text, span.end);
        Span::new(span.start, span.end + rest.len() - rest.trim_start().len())
    };
    match command {
        Command::InnerSentence => sentence(opened, at).map(|span| span.trimmed(text)),
        Command::ASentence => sentence(opened, at).map(white_after),
        Command::InnerParagraph => paragraph(opened, at).map(|(content, _)| content),
        Command::AParagraph => paragraph(opened, at).map(|(_, extent)| extent),
        Command::InnerQuantity => {
            let figures = opened
                .facts
                .facts
                .iter()
                .filter(|fact| fact.value != FactValue::None);
            let numbers = opened.facts.numbers.iter().map(|number| number.span);
            here_or_near(figures.map(|fact| fact.span).chain(numbers), opened, at)
        }
        Command::InnerName => here_or_near(
            opened.facts.entities.iter().map(|name| name.span),
            opened,
            at,
        ),
        Command::InnerItem => {
            let items = opened
                .article
                .blocks
                .iter()
                .filter(|block| block.kind == BlockKind::ListItem);
            here_or_near(items.map(|block| block.span), opened, at)
        }
        Command::InnerCell => cell(opened, at),
        _ => None,
    }
}

/// What a selection grows through around `at`, the narrowest first: the word, names, figures and quotations, the cell or
/// sentence, the paragraph, the whole text.
pub fn levels(opened: &OpenedArticle, at: usize) -> Vec<Span> {
    let text = opened.article.text.as_str();
    let word = crate::text::words::words(
        text,
        paragraph(opened, at).map_or(Span::new(at, at), |p| p.0),
    )
    .find(|span| span.end > at);
    let facts = opened
        .facts
        .facts
        .iter()
        .filter(|fact| fact.kind != FactKind::Statement)
        .map(|fact| fact.span);
    let names = opened.facts.entities.iter().map(|name| name.span);
    let quotes = opened.facts.quotes.iter().map(|quote| quote.span);
    let mut levels: Vec<Span> = facts
        .chain(names)
        .chain(quotes)
        .chain(cell(opened, at))
        .chain(sentence(opened, at).map(|span| span.trimmed(text)))
        .chain(paragraph(opened, at).map(|(content, _)| content))
        .chain([Span::new(0, text.len()).trimmed(text)])
        .filter(|span| span.contains(at))
        .chain(word)
        .collect();
    levels.sort_by_key(|span| (span.len(), span.start));
    levels.dedup();
    levels
}

/// The widest of `spans` that holds `at`, else the next one in the same block, else the one before.
fn here_or_near(
    spans: impl Iterator<Item = Span> + Clone,
    opened: &OpenedArticle,
    at: usize,
) -> Option<Span> {
    let block = paragraph(opened, at)?.1;
    let near = spans.filter(|span| block.covers(*span));
    let here = near.clone().filter(|span| span.contains(at));
    let ahead = near.clone().filter(|span| span.start > at);
    here.max_by_key(|span| span.len())
        .or_else(|| ahead.min_by_key(|span| span.start))
        .or_else(|| near.max_by_key(|span| span.start))
}

/// The address of the link at `at`.
pub fn link(opened: &OpenedArticle, at: usize) -> Option<&str> {
    opened
        .article
        .inlines
        .iter()
        .find_map(|inline| match &inline.kind {
            InlineKind::Link(address) if inline.span.contains(at) => Some(address.as_str()),
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_walked_in_both_directions() {
        let text = "Meta's $37B plan, said Li.";
        assert_eq!(word_forward(text, 0), Some(8));
        assert_eq!(word_end(text, 0), Some(5));
        assert_eq!(word_back(text, 8), Some(0));
        assert_eq!(word_forward(text, text.len()), None);
        assert_eq!(right("ab", 1), None);
        assert_eq!(left("a\u{301}b", 3), Some(0));
    }

    proptest! {
        #[test]
        fn every_motion_stays_on_a_boundary(text in "\\PC{0,80}", at in 0usize..80) {
            let at = Span::new(at, at).clipped(&text).start;
            for to in [word_forward(&text, at), word_back(&text, at), word_end(&text, at), right(&text, at), left(&text, at)] {
                prop_assert!(to.is_none_or(|to| text.is_char_boundary(to) && to <= text.len()));
            }
        }
    }
}
