//! Writes the canonical text of marked-up articles, once, by one rule.
//!
//! A blank line stands between blocks, a TAB between the cells of a table, LF between its rows and after
//! its caption; white space inside a block is collapsed as HTML does, except in code. Every block, cell and inline gets
//! its span as it is written, so nothing ever has to be searched for afterwards.

use super::draft::Draft;
use crate::model::block::{Inline, InlineKind};
use crate::model::{Block, BlockKind, Span, Table};

/// A list item that waits for its first words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Item {
    /// Its number, in an ordered list.
    pub ordinal: Option<u32>,
}

/// A text being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    /// The block being written.
    open: Option<Open>,
    /// Inlines that are not closed yet.
    pending: Vec<(InlineKind, usize)>,
    /// White space that is written only when a word follows.
    space: Space,
}

#[derive(Debug)]
struct Open {
    block: Block,
    /// Where the row's cells go when the block is a table.
    table: Option<Table>,
    /// The start of the cell being written.
    cell: Option<usize>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Space {
    #[default]
    None,
    Word,
    Line,
}

/// Blanks that are no white space to HTML, and marks without a width.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{2007}' | '\u{200b}'
            ..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

impl Writer {
    /// Starts a block; one that is open is ended first.
    pub fn begin(&mut self, kind: BlockKind, level: u8) {
        self.end();
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let at = self.text.len();
        let mut block = Block::new(kind, Span::new(at, at));
        block.level = level;
        self.open = Some(Open {
            block,
            table: (kind == BlockKind::Table).then(Table::default),
            cell: None,
        });
        self.space = Space::None;
    }

    /// Whether a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Changes the open block.
    pub fn adjust(&mut self, change: impl FnOnce(&mut Block)) {
        if let Some(open) = &mut self.open {
            change(&mut open.block);
        }
    }

    /// Changes the open table.
    pub fn adjust_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = self.open.as_mut().and_then(|open| open.table.as_mut()) {
            change(table);
        }
    }

    /// Ends the open block. A block without a word is as if it had never begun.
    pub fn end(&mut self) {
        self.end_cell();
        let Some(Open {
            mut block, table, ..
        }) = self.open.take()
        else {
            return;
        };
        self.close_inlines_at(self.text.len());
        let written = Span::new(block.span.start, self.text.len());
        let words = written.of(&self.text);
        let kept = if block.kind == BlockKind::Code {
            words.trim_end_matches('\n').len()
        } else if block.kind == BlockKind::Table {
            words.len()
        } else {
            words.trim_end().len()
        };
        if written.of(&self.text).trim().is_empty() {
            let start = block
                .span
                .start
                .saturating_sub(if block.span.start > 0 { 2 } else { 0 });
            self.text.truncate(start);
            self.inlines.retain(|inline| inline.span.end <= start);
            return;
        }
        self.text.truncate(block.span.start + kept);
        block.span.end = self.text.len();
        block.table = table;
        let end = self.text.len();
        for inline in self
            .inlines
            .iter_mut()
            .rev()
            .take_while(|inline| inline.span.end > end)
        {
            inline.span = Span::new(inline.span.start.min(end), end);
        }
        self.blocks.push(block);
    }

    /// Inlines that are open when a block ends stop there and go on in the next one.
    fn close_inlines_at(&mut self, end: usize) {
        for (kind, start) in &mut self.pending {
            if *start < end {
                self.inlines.push(Inline {
                    span: Span::new(*start, end),
                    kind: kind.clone(),
                });
            }
            *start = usize::MAX;
        }
    }

    /// Writes words; runs of white space become one space. So do words without a visible character, with
    /// which letters push their footer out of a preview.
    pub fn words(&mut self, words: &str) {
        for (index, word) in words.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
            if index > 0 && self.space == Space::None {
                self.space = Space::Word;
            }
            if !word.chars().all(is_invisible) {
                self.flush_space();
                self.text.push_str(word);
            }
        }
    }

    /// Writes characters as they are (code).
    pub fn verbatim(&mut self, characters: &str) {
        self.flush_space();
        self.text.push_str(characters);
    }

    /// A line break inside a block.
    pub fn line_break(&mut self) {
        self.space = Space::Line;
    }

    /// Whether a line break waits for the next word of the open block.
    pub fn breaks(&self) -> bool {
        self.open.is_some() && self.space == Space::Line
    }

    /// Goes to a new line of code, unless one has just begun.
    pub fn start_line(&mut self) {
        let start = self.open.as_ref().map_or(0, |open| open.block.span.start);
        if self.text.len() > start && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Writes words that stand close to the ones before.
    pub fn glue(&mut self, words: &str) {
        self.space = Space::None;
        self.words(words);
    }

    /// The last character of the open block, if no space follows it.
    pub fn last_char(&self) -> Option<char> {
        let start = self.open.as_ref()?.block.span.start;
        let written = self.text.get(start..)?;
        written
            .chars()
            .next_back()
            .filter(|_| self.space == Space::None)
    }

    /// Sets what replaces deleted words off from them.
    pub fn part_from_deleted(&mut self) {
        let last = self
            .inlines
            .last()
            .filter(|inline| inline.span.end == self.text.len());
        if self.open.is_some()
            && last.is_some_and(|inline| inline.kind == InlineKind::Deleted)
            && self.space == Space::None
        {
            self.space = Space::Word;
        }
    }

    fn flush_space(&mut self) {
        if self.open.is_none() {
            // Words never stand outside a block.
            self.begin(BlockKind::Paragraph, 0);
        }
        let start = self
            .open
            .as_ref()
            .map_or(0, |open| open.cell.unwrap_or(open.block.span.start));
        if self.text.len() > start {
            match self.space {
                Space::None => {}
                Space::Word => self.text.push(' '),
                Space::Line if self.open.as_ref().is_some_and(|open| open.cell.is_some()) => {
                    self.text.push(' ');
                }
                Space::Line => self.text.push('\n'),
            }
        }
        self.space = Space::None;
        let at = self.text.len();
        for (_, start) in &mut self.pending {
            if *start == usize::MAX {
                *start = at;
            }
        }
    }

    /// Starts a row of the open table.
    pub fn row(&mut self) {
        self.end_cell();
        let start = self.open.as_ref().map_or(0, |open| open.block.span.start);
        if self.text.len() > start || self.rows() > 0 {
            self.text.push('\n');
        }
        self.adjust_table(|table| table.rows.push(Vec::new()));
    }

    fn rows(&self) -> usize {
        let table = self.open.as_ref().and_then(|open| open.table.as_ref());
        table.map_or(0, |table| table.rows.len())
    }

    /// Starts a cell of the current row.
    pub fn cell(&mut self) {
        self.end_cell();
        let first = self
            .open
            .as_ref()
            .and_then(|open| open.table.as_ref()?.rows.last())
            .is_none_or(Vec::is_empty);
        if !first {
            self.text.push('\t');
        }
        let at = self.text.len();
        if let Some(open) = &mut self.open {
            open.cell = Some(at);
        }
        self.space = Space::None;
    }

    /// Ends the open cell.
    pub fn end_cell(&mut self) {
        let end = self.text.len();
        self.space = Space::None;
        if let Some(open) = &mut self.open
            && let Some(start) = open.cell.take()
            && let Some(row) = open.table.as_mut().and_then(|table| table.rows.last_mut())
        {
            row.push(Span::new(start, end));
        }
    }

    /// Writes a cell without words.
    pub fn empty_cell(&mut self) {
        self.cell();
        self.end_cell();
    }

    /// How many cells the current row has; `None` before the first row.
    pub fn columns(&self) -> Option<usize> {
        let table = self.open.as_ref().and_then(|open| open.table.as_ref())?;
        table.rows.last().map(Vec::len)
    }

    /// Makes what was written of the open table its caption; it stands in a line before the rows.
    pub fn end_caption(&mut self) {
        self.space = Space::None;
        let end = self.text.len();
        if let Some(open) = &mut self.open
            && let Some(table) = &mut open.table
            && open.block.span.start < end
        {
            table.caption = Some(Span::new(open.block.span.start, end));
        }
    }

    /// Starts an inline; it begins with the next word.
    pub fn open_inline(&mut self, kind: InlineKind) {
        self.pending.push((kind, usize::MAX));
    }

    /// Ends the innermost inline.
    pub fn close_inline(&mut self) {
        if let Some((kind, start)) = self.pending.pop()
            && start < self.text.len()
        {
            self.inlines.push(Inline {
                span: Span::new(start, self.text.len()),
                kind,
            });
        }
    }

    /// The text with everything found in it. Extents go from block to block and partition it.
    pub fn finish(mut self) -> Draft {
        self.end();
        let starts: Vec<usize> = self.blocks.iter().map(|block| block.span.start).collect();
        let length = self.text.len();
        for (index, block) in self.blocks.iter_mut().enumerate() {
            let start = if index == 0 { 0 } else { block.span.start };
            block.extent = Span::new(start, starts.get(index + 1).copied().unwrap_or(length));
        }
        self.inlines.retain(|inline| !inline.span.is_empty());
        self.inlines
            .sort_by_key(|inline| (inline.span.start, inline.span.end));
        Draft {
            text: self.text,
            blocks: self.blocks,
            inlines: self.inlines,
            ..Draft::default()
        }
    }
}
