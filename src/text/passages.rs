//! A difference as a person reads it: paragraph by paragraph, with what was taken out and put in inside them.
//!
//! A [`Passage`] is one paragraph, item, table row or line of code, of the newer text or of the older one where
//! it was taken out. Equal passages are folded by [`outline`], which keeps the heading over a change.

mod written;

pub use written::Written;

use crate::model::{Article, Block, BlockKind, Piece, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// They stand in both texts.
    Kept,
    /// They stood in the older text alone.
    Removed,
    /// They stand in the newer text alone.
    Added,
}

/// Words with one fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// What became of them.
    pub fate: Fate,
    /// Their bytes: of the older text for removed words, else of the newer one.
    pub span: Span,
    /// Where they stand, or stood, in the newer text.
    pub place: usize,
}

/// One paragraph of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: BlockKind,
    /// Heading level, or depth of an item.
    pub level: u8,
    /// Its words, in order.
    pub runs: Vec<Run>,
}

/// One row of an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A passage that is shown.
    Passage(usize),
    /// Passages that are folded to one row; `changed` of them changed (page furniture).
    Folded {
        /// Which.
        passages: Range<usize>,
        /// How many of them changed.
        changed: usize,
    },
}

/// The passages of a difference, in order.
pub fn passages(old: &Article, new: &Article, pieces: &[Piece]) -> Vec<Passage> {
    let mut maker = Maker::default();
    for piece in pieces {
        if !piece.same {
            for part in parts(old, piece.old) {
                maker.old_words(&part, piece.new.start);
            }
        }
        let fate = if piece.same { Fate::Kept } else { Fate::Added };
        for part in parts(new, piece.new) {
            maker.new_words(&part, fate);
        }
    }
    maker.done
}

/// Which passages are shown: those that changed, and the heading over each. The rest is folded, unless the first
/// of a folded run is in `open`.
pub fn outline(passages: &[Passage], open: &BTreeSet<usize>) -> Vec<Entry> {
    let mut shown = vec![false; passages.len()];
    let mut heading = None;
    for (index, passage) in passages.iter().enumerate() {
        if passage.is_changed() && !passage.kind.is_furniture() {
            for index in [Some(index), heading.take()].into_iter().flatten() {
                if let Some(shown) = shown.get_mut(index) {
                    *shown = true;
                }
            }
        }
        if passage.kind == BlockKind::Heading {
            heading = Some(index);
        }
    }
    let mut entries = Vec::new();
    let mut index = 0;
    while let Some(&is_shown) = shown.get(index) {
        let run = shown.iter().skip(index);
        let end = index + run.take_while(|shown| **shown == is_shown).count();
        if is_shown || open.contains(&index) {
            entries.extend((index..end).map(Entry::Passage));
        } else {
            let folded = passages.get(index..end).unwrap_or_default();
            entries.push(Entry::Folded {
                passages: index..end,
                changed: folded.iter().filter(|one| one.is_changed()).count(),
            });
        }
        index = end;
    }
    entries
}

impl Passage {
    /// Whether any of its words is not in both texts.
    pub fn is_changed(&self) -> bool {
        self.runs.iter().any(|run| run.fate != Fate::Kept)
    }

    /// The one fate of all its words, if they share it.
    pub fn whole(&self) -> Option<Fate> {
        let first = self.runs.first()?.fate;
        self.runs
            .iter()
            .all(|run| run.fate == first)
            .then_some(first)
    }
}

/// Words of one block, or of one line of a table or of code.
struct Part {
    kind: BlockKind,
    level: u8,
    span: Span,
    /// Whether they begin the block or line.
    begins: bool,
    /// Whether they end it.
    ends: bool,
}

/// What of `span` stands in which block: markers and blank lines are left out.
fn parts(article: &Article, span: Span) -> Vec<Part> {
    let text = article.text.as_str();
    let first = article
        .blocks
        .partition_point(|block| block.extent.end <= span.start);
    let blocks = article.blocks.iter().skip(first);
    blocks
        .take_while(|block| block.extent.start < span.end)
        .flat_map(|block| lines(block, text))
        .filter_map(|(block, line)| {
            let words = line.intersection(span)?;
            (!words.trimmed(text).is_empty()).then(|| Part {
                kind: block.kind,
                level: block.level,
                span: words,
                begins: Span::new(line.start, words.trimmed(text).start)
                    .of(text)
                    .trim()
                    .is_empty(),
                ends: Span::new(words.end, line.end).of(text).trim().is_empty(),
            })
        })
        .collect()
}

/// The passages that a block is: its lines, where lines mean something, else all of it.
fn lines<'a>(block: &'a Block, text: &str) -> Vec<(&'a Block, Span)> {
    if !matches!(block.kind, BlockKind::Table | BlockKind::Code) {
        return vec![(block, block.span)];
    }
    let mut at = block.span.start;
    let lines = block.span.of(text).split_inclusive('\n').map(|line| {
        let span = Span::new(at, at + line.len());
        at = span.end;
        (block, span)
    });
    lines.collect()
}

/// Puts words together to passages.
#[derive(Default)]
struct Maker {
    done: Vec<Passage>,
    /// Whether the last passage holds so far only removed words that began a paragraph and did not end it: what
    /// follows is the rest of that paragraph.
    unfinished: bool,
}

impl Maker {
    fn old_words(&mut self, part: &Part, place: usize) {
        if part.begins || self.done.is_empty() {
            self.begin(part);
            self.unfinished = !part.ends;
        }
        self.push(Fate::Removed, part.span, place);
    }

    fn new_words(&mut self, part: &Part, fate: Fate) {
        if (part.begins && !self.unfinished) || self.done.is_empty() {
            self.begin(part);
        } else if let Some(last) = self.done.last_mut().filter(|_| self.unfinished) {
            (last.kind, last.level) = (part.kind, part.level);
        }
        self.unfinished = false;
        self.push(fate, part.span, part.span.start);
    }

    fn begin(&mut self, part: &Part) {
        self.done.push(Passage {
            kind: part.kind,
            level: part.level,
            runs: Vec::new(),
        });
    }

    fn push(&mut self, fate: Fate, span: Span, place: usize) {
        if let Some(last) = self.done.last_mut() {
            last.runs.push(Run { fate, span, place });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::diff::diff;

    /// Paragraphs parted by blank lines; `# ` begins a heading, `~ ` furniture, `| ` a table.
    fn article(text: &str) -> Article {
        let mut article = Article {
            text: text.into(),
            ..Article::default()
        };
        let mut at = 0;
        for part in text.split_inclusive("\n\n") {
            let extent = Span::new(at, at + part.len());
            let (kind, marker) = match part.as_bytes().first() {
                Some(b'#') => (BlockKind::Heading, 2),
                Some(b'~') => (BlockKind::Boilerplate, 2),
                Some(b'|') => (BlockKind::Table, 2),
                _ => (BlockKind::Paragraph, 0),
            };
            let span = Span::new(at + marker, at + part.trim_end().len());
            article.blocks.push(Block {
                extent,
                ..Block::new(kind, span)
            });
            at = extent.end;
        }
        article
    }

    fn told(old: &str, new: &str) -> Vec<String> {
        let (old, new) = (article(old), article(new));
        let all = passages(&old, &new, &diff(&old.text, &new.text));
        let entries = outline(&all, &BTreeSet::new());
        let line = |entry| match entry {
            Entry::Folded { passages, changed } => format!("⋯ {} {changed}", passages.len()),
            Entry::Passage(index) => {
                let passage: &Passage = &all[index];
                let sign = match passage.whole() {
                    Some(Fate::Kept) => ' ',
                    Some(Fate::Removed) => '-',
                    Some(Fate::Added) => '+',
                    None => '~',
                };
                format!("{sign} {}", passage.written(&old.text, &new.text).text)
            }
        };
        entries.into_iter().map(line).collect()
    }

    #[test]
    fn a_changed_paragraph_stands_under_its_heading_and_the_rest_is_folded() {
        let rest = "One more.\n\nAnd one more.\n\n# Costs\n\nNobody knows.\n\n";
        let old = format!("{rest}Meta plans $65 billion now.\n\n# End\n\nSo it goes.");
        let new = format!("{rest}Meta plans $72 billion.\n\n# End\n\nSo it goes.");
        assert_eq!(
            told(&old, &new),
            [
                "⋯ 2 0",
                "  Costs",
                "⋯ 1 0",
                "~ Meta plans $[-65-]{+72+} billion [-now-].",
                "⋯ 2 0"
            ]
        );
    }

    #[test]
    fn paragraphs_that_came_or_went_are_passages_of_their_own() {
        assert_eq!(
            told(
                "First one.\n\nSecond here.\n\nThird now.",
                "First one.\n\nThird now.\n\nFourth too."
            ),
            ["⋯ 1 0", "- Second here.", "⋯ 1 0", "+ Fourth too."]
        );
        assert_eq!(
            told("Quite another start.", "Words of no kin."),
            ["~ [-Quite another start-]{+Words of no kin+}."]
        );
    }

    #[test]
    fn words_removed_at_the_beginning_do_not_part_a_paragraph() {
        assert_eq!(
            told("Before.\n\nYesterday Meta spoke.", "Before.\n\nMeta spoke."),
            ["⋯ 1 0", "~ [-Yesterday-] Meta spoke."]
        );
        assert_eq!(
            told("Before.\n\nMeta spoke.", "Before.\n\nGoogle spoke."),
            ["⋯ 1 0", "~ [-Meta-]{+Google+} spoke."]
        );
    }

    #[test]
    fn a_changed_row_of_a_table_is_shown_alone_and_furniture_stays_folded() {
        assert_eq!(
            told(
                "| a\t1\nb\t2\nc\t3\n\n~ 5 shares",
                "| a\t1\nb\t9\nc\t3\n\n~ 6 shares"
            ),
            ["⋯ 1 0", "~ b | [-2-]{+9+}", "⋯ 2 1"]
        );
    }

    #[test]
    fn long_equal_stretches_beside_a_change_are_cut() {
        let long = "word ".repeat(200);
        let shown = told(&format!("{long}one {long}"), &format!("{long}two {long}"));
        assert!(shown[0].len() < 400, "{}", shown[0]);
        assert!(shown[0].starts_with("~ ⋯ word") && shown[0].ends_with("word ⋯"));
    }
}
