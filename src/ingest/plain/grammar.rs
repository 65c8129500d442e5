//! From lines to blocks, in one pass.

use super::furniture::is_furniture;
use super::head;
use super::heading::{is_date_line, is_heading, named};
use super::line::{self, Line, Marker, glued_ordinal, marker};
use super::seam::Capitals;
use super::table;
use super::wrap;
use crate::ingest::sections::names::labelled;
use crate::model::{Block, BlockKind, SectionKind, Span};
use crate::text::sentences;
use crate::text::words::count;

/// The blocks of a text; their extents partition it.
pub(super) fn blocks(text: &str, lines: &[Line], capitals: &Capitals) -> Vec<Block> {
    let mut grammar = Grammar {
        text,
        capitals,
        lines,
        at: 0,
        titled: false,
        part: None,
        bound: false,
        credited: false,
        indents: Vec::new(),
        cells: 0,
        blocks: Vec::new(),
    };
    while grammar.at < lines.len() {
        grammar.step();
    }
    let mut blocks = grammar.blocks;
    strip_glued_ordinals(text, &mut blocks);
    fold_captions(text, &mut blocks);
    blocks
}

/// Texts of more blocks than any article has are kept from here on in paragraphs of so many lines, so that
/// neither time nor memory depends on how short somebody makes their lines.
const FINE: usize = 100_000;
const COARSE: usize = 100;

/// Rows after this many cells stay lines.
const CELLS: usize = 100_000;

/// A title is no longer than this, in bytes.
const TITLE: usize = 250;

/// A teaser is no longer than this, in bytes; more is the article going on.
const TEASER: usize = 400;

struct Grammar<'a> {
    text: &'a str,
    capitals: &'a Capitals<'a>,
    lines: &'a [Line],
    /// The next line.
    at: usize,
    /// Whether the title was seen, or its place has passed.
    titled: bool,
    /// The named part that the last heading opened.
    part: Option<SectionKind>,
    /// Whether the line before was a date or a question: then this one is its event or answer.
    bound: bool,
    /// Whether the line before named the author, the outlet or the day.
    credited: bool,
    /// The indents of the list items around the next one, outermost first.
    indents: Vec<usize>,
    /// Cells of all tables so far.
    cells: usize,
    blocks: Vec<Block>,
}

impl Grammar<'_> {
    fn step(&mut self) {
        let Some(rest) = self.lines.get(self.at..) else {
            return;
        };
        let Some(&line) = rest.first() else { return };
        if self.blocks.len() >= FINE {
            let taken = rest.len().min(COARSE);
            let end = rest
                .get(taken - 1)
                .map_or(line.span.end, |last| last.span.end);
            self.push(BlockKind::Paragraph, Span::new(line.span.start, end), taken);
            return;
        }
        let here = line.span.of(self.text);
        let bound = std::mem::take(&mut self.bound);
        let credited = std::mem::take(&mut self.credited) && !line.after_gap;
        if line::is_rule(here) {
            self.push(BlockKind::Rule, line.span, 1);
        } else if self.cells < CELLS
            && let Some((table, taken)) = table::read(self.text, rest, self.capitals)
        {
            self.cells += table.rows.iter().map(Vec::len).sum::<usize>();
            self.table(table, taken);
        } else if let Some(level) = quote_depth(here) {
            let mark = here.len() - here.trim_start_matches(['>', ' ']).len();
            self.push(
                BlockKind::Quote,
                Span::new(line.span.start + mark, line.span.end),
                1,
            );
            self.last(|block| block.level = level);
        } else if let Some(level) = hashes(here) {
            let mark = here.len() - here.trim_start_matches(['#', ' ']).len();
            self.heading(Span::new(line.span.start + mark, line.span.end), level);
        } else if is_furniture(here) {
            self.push(BlockKind::Boilerplate, line.span, 1);
        } else if let Some(found) = marker(here)
            .filter(|_| self.part != Some(SectionKind::Related) && !self.is_run_in(here))
        {
            self.item(line, found);
        } else if !self.titled && self.is_title(line) {
            self.heading(line.span, 1);
        } else if bound && (self.part.is_some() || named(self.text, line).is_none())
            || labelled(line::words(self.text, line.span).of(self.text)).is_some()
        {
            self.titled = true;
            self.push(BlockKind::Paragraph, line.span, 1);
        } else if let Some(known) = named(self.text, line) {
            self.heading(line.span, 2);
            self.part = known.kind;
        } else if is_teaser(here) || self.part == Some(SectionKind::Related) && here.len() <= TEASER
        {
            self.push(BlockKind::Related, line.span, 1);
        } else if self.part == Some(SectionKind::Faq)
            && here.ends_with(['?', '？', '؟'])
            && here.len() <= TITLE
        {
            self.push(BlockKind::Heading, line.span, 1);
            self.last(|block| block.level = 3);
            self.bound = true;
        } else if self.blocks.len() < head::BLOCKS && head::is_credit(here) {
            self.titled = true;
            self.push(BlockKind::Paragraph, line.span, 1);
            self.credited = true;
        } else if !(credited && rest.get(1).is_some_and(|below| below.after_gap))
            && is_heading(self.text, rest)
        {
            self.heading(line.span, 2);
        } else {
            self.titled = true;
            self.bound = is_date_line(here);
            let taken = wrap::lines(self.text, rest);
            let end = rest
                .get(taken - 1)
                .map_or(line.span.end, |last| last.span.end);
            self.push(BlockKind::Paragraph, Span::new(line.span.start, end), taken);
        }
    }

    /// The first words of a text that are short enough and no sentence among sentences.
    fn is_title(&self, line: Line) -> bool {
        let here = line.span.of(self.text);
        // “…,” she said. “It is over.”: marks may close behind the end of the sentence.
        let end = here.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']']);
        let sentence = end.ends_with(['.', ',', ';', ':', '。']) && count(here) > 6;
        here.len() <= TITLE && !sentence && !is_date_line(here) && !head::is_credit(here)
    }

    fn heading(&mut self, span: Span, level: u8) {
        self.push(BlockKind::Heading, span, 1);
        // A page has one title: the first of all headings.
        let level = if self.titled { level.max(2) } else { 1 };
        self.titled = true;
        self.part = None;
        self.last(|block| block.level = level);
    }

    /// Whether a whole list stands in this one line ("1) The first 2) The second"): its markers belong to its sentences.
    fn is_run_in(&self, here: &str) -> bool {
        let beside = |line: &Line| marker(line.span.of(self.text)).is_some();
        let listed = self
            .blocks
            .last()
            .is_some_and(|block| block.kind == BlockKind::ListItem);
        !listed && !self.lines.get(self.at + 1).is_some_and(beside) && sentences::is_list(here)
    }

    fn item(&mut self, line: Line, marker: Marker) {
        self.titled = true;
        if self
            .blocks
            .last()
            .is_none_or(|block| block.kind != BlockKind::ListItem)
        {
            self.indents.clear();
        }
        let mut taken = 1;
        // Lines that stand deeper and have no marker of their own go on with the item.
        while let Some(next) = self.lines.get(self.at + taken)
            && !next.after_gap
            && next.indent > line.indent
            && super::line::marker(next.span.of(self.text)).is_none()
        {
            taken += 1;
        }
        let end = self
            .lines
            .get(self.at + taken - 1)
            .map_or(line.span.end, |last| last.span.end);
        self.push(
            BlockKind::ListItem,
            Span::new(line.span.start + marker.length, end),
            taken,
        );
        self.indents.retain(|&outer| outer < line.indent);
        self.indents.push(line.indent);
        let level = u8::try_from(self.indents.len()).unwrap_or(u8::MAX).min(12);
        self.last(|block| {
            block.level = level;
            block.ordinal = marker.ordinal;
        });
    }

    fn table(&mut self, table: crate::model::Table, taken: usize) {
        self.titled = true;
        let first = self.lines.get(self.at).map_or(0, |line| line.span.start);
        let end = self
            .lines
            .get(self.at + taken - 1)
            .map_or(first, |line| line.span.end);
        self.push(BlockKind::Table, Span::new(first, end), taken);
        self.last(|block| block.table = Some(table));
    }

    /// Adds a block that takes the next `taken` lines.
    fn push(&mut self, kind: BlockKind, span: Span, taken: usize) {
        let start = self.lines.get(self.at).map_or(0, |line| line.extent.start);
        self.at += taken.max(1);
        let end = self
            .lines
            .get(self.at - 1)
            .map_or(self.text.len(), |line| line.extent.end);
        self.blocks.push(Block {
            extent: Span::new(start, end),
            ..Block::new(kind, span)
        });
    }

    fn last(&mut self, change: impl FnOnce(&mut Block)) {
        if let Some(block) = self.blocks.last_mut() {
            change(block);
        }
    }
}

/// How many `>` open the line.
pub(super) fn quote_depth(line: &str) -> Option<u8> {
    let marks = line
        .chars()
        .take_while(|&c| c == '>' || c == ' ')
        .filter(|&c| c == '>')
        .count();
    let rest = line.trim_start_matches(['>', ' ']);
    (marks > 0 && !rest.is_empty()).then(|| u8::try_from(marks).unwrap_or(u8::MAX).min(12))
}

/// `## Heading`.
pub(super) fn hashes(line: &str) -> Option<u8> {
    let marks = line.bytes().take_while(|&b| b == b'#').count();
    let rest = line.get(marks..)?;
    ((1..=6).contains(&marks) && rest.starts_with(' ') && !rest.trim().is_empty())
        .then_some(marks as u8)
}

/// `Related: …`, `READ ALSO: …`: a teaser inside the article.
fn is_teaser(line: &str) -> bool {
    let lower = line
        .get(..line.len().min(20))
        .unwrap_or_default()
        .to_lowercase();
    let openings = [
        "related:",
        "read also:",
        "also read:",
        "see also:",
        "read more:",
        "read next:",
        "more:",
        "don't miss:",
    ];
    line.len() <= TEASER && openings.iter().any(|opening| lower.starts_with(opening))
}

/// A few words between two lines of furniture are the caption of a button, not a paragraph.
fn fold_captions(text: &str, blocks: &mut [Block]) {
    for at in 1..blocks.len().saturating_sub(1) {
        let kind = |index: usize| blocks.get(index).map(|block| block.kind);
        let framed = kind(at - 1) == Some(BlockKind::Boilerplate)
            && kind(at + 1) == Some(BlockKind::Boilerplate);
        if let Some(block) = blocks.get_mut(at).filter(|_| framed)
            && block.kind == BlockKind::Paragraph
            && count(block.span.of(text)) <= 6
            && !line::ends_sentence(block.span.of(text))
        {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// `1Meta's`, `2The`, …: numbers that run 1, 2, 3 down a list and touch their words are markers.
fn strip_glued_ordinals(text: &str, blocks: &mut [Block]) {
    let mut at = 0;
    while at < blocks.len() {
        let run = blocks
            .iter()
            .skip(at)
            .zip(1_u32..)
            .take_while(|(block, number)| {
                matches!(block.kind, BlockKind::ListItem | BlockKind::Paragraph)
                    && glued_ordinal(block.span.of(text)).is_some_and(|(n, _)| n == *number)
            })
            .count();
        let is_list = blocks
            .get(at)
            .is_some_and(|block| block.kind == BlockKind::ListItem);
        if run >= 3 || run == 2 && is_list {
            for block in blocks.iter_mut().skip(at).take(run) {
                if let Some((number, length)) = glued_ordinal(block.span.of(text)) {
                    block.span.start += length;
                    block.ordinal = Some(number);
                    block.kind = BlockKind::ListItem;
                    block.level = block.level.max(1);
                }
            }
        }
        at += run.max(1);
    }
}
