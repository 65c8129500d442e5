//! An article as rows of a screen of a given width.
//!
//! A [`Row`] says which bytes of the canonical text it shows, at which columns; bars, bullets and
//! rules are decorations that stand for no bytes. Every visible cluster of an unfolded block stands
//! in exactly one piece of one row, so a mark, a search hit or the cursor is found on the screen by
//! its span alone. A layout is computed once for (article, width, folding) and then only asked.
//!
//! Of a text that is longer than anybody reads at once, a layout holds the rows around a place
//! ([`Layout::around`]), so that opening it, scrolling in it and another width cost what a screen costs. Where rows
//! begin does not depend on that place: very long blocks are cut at places of their own (`parts`).
//!
//! ```
//! use pressmark::model::{Article, Block, BlockKind, SafeText, Span};
//! use pressmark::text::layout::{Folding, Layout};
//!
//! let text = "Meta raised its forecast.";
//! let mut article = Article { text: SafeText::new(text), ..Article::default() };
//! article.blocks.push(Block::new(BlockKind::Paragraph, Span::new(0, text.len())));
//! let layout = Layout::new(&article, 12, &Folding::default());
//! assert_eq!(layout.rows().len(), 3);
//! assert_eq!(layout.place_of(text, 12), (1, 0));
//! assert_eq!(layout.offset_at(text, 1, 2), 14);
//! ```

mod build;
mod parts;
mod table;
pub mod wrap;

pub use wrap::wrap_prose;

use super::width::{columns, offset_at_column};
use crate::model::{Article, Span};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The widest column of prose, in terminal columns: longer lines are tiring to read.
pub const COLUMN: usize = 76;

/// Which folded groups are open. Page furniture and teasers of other stories are folded to one row
/// each until they are opened; a group is named by the index of its first block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Folding {
    open: BTreeSet<usize>,
}

impl Folding {
    /// Whether the group is open.
    pub fn is_open(&self, group: usize) -> bool {
        self.open.contains(&group)
    }

    /// Opens a closed group and closes an open one.
    pub fn toggle(&mut self, group: usize) {
        if !self.open.remove(&group) {
            self.open.insert(group);
        }
    }

    /// Opens a group.
    pub fn open(&mut self, group: usize) {
        self.open.insert(group);
    }
}

/// What a row belongs to; chooses its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// An empty row between blocks.
    Gap,
    /// A heading of this level, 1–6.
    Heading(u8),
    /// A line of prose.
    Prose,
    /// A list item.
    Item,
    /// A quotation.
    Quote,
    /// A sentence of the article repeated for show.
    PullQuote,
    /// A line of code.
    Code,
    /// Column headings of a table.
    TableHead,
    /// A table row, or the caption.
    Table,
    /// A horizontal rule, or the line under a table's headings.
    Rule,
    /// A caption of a figure.
    Figure,
    /// Page furniture or a teaser, unfolded.
    Furniture,
    /// One row for a folded group.
    Folded,
}

/// One row of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Index of the block in the article; for a gap, of the block after it.
    pub block: usize,
    /// What it belongs to.
    pub kind: RowKind,
    /// From left to right; they do not overlap.
    pub pieces: Vec<Piece>,
}

/// A part of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// First column, from 0.
    pub column: usize,
    /// Columns taken; never beyond the layout's width.
    pub width: usize,
    /// What is shown.
    pub content: Content,
}

/// What a piece shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Bytes of the canonical text.
    Text(Span),
    /// A bullet, bar, rule or label that is not part of the text.
    Decoration(Cow<'static, str>),
}

/// A text of at most so many bytes is laid out whole.
pub const WHOLE: usize = 512 << 10;

/// Of a longer one the rows of so many bytes on each side of a place are at hand.
const AROUND: usize = 128 << 10;

/// The rows of an article at one width, or those around a place.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    width: usize,
    /// The bytes whose rows are at hand; from 0 to the largest number when all are.
    window: Span,
    rows: Vec<Row>,
    /// (first byte, row, piece) of every text piece and folded group, sorted by byte.
    places: Vec<(usize, usize, usize)>,
    /// Groups that can be folded: (index of the first block, their bytes).
    groups: Vec<(usize, Span)>,
}

impl Layout {
    /// Lays `article` out for `width` columns (at least 1). One pass over the text.
    pub fn new(article: &Article, width: u16, folding: &Folding) -> Self {
        let all = Span::new(0, usize::MAX);
        build::Builder::new(article, usize::from(width.max(1)), folding, all).layout()
    }

    /// The same, of a long text only for the rows around the byte at `at`; they cost the same whatever the text's length.
    pub fn around(article: &Article, width: u16, folding: &Folding, at: usize) -> Self {
        if article.text.len() <= WHOLE {
            return Self::new(article, width, folding);
        }
        let at = at.min(article.text.len());
        let end = match at.saturating_add(AROUND) {
            end if end >= article.text.len() => usize::MAX,
            end => end,
        };
        let window = Span::new(at.saturating_sub(AROUND), end);
        build::Builder::new(article, usize::from(width.max(1)), folding, window).layout()
    }

    /// Whether all rows are at hand.
    pub fn is_whole(&self) -> bool {
        self.starts() && self.ends()
    }

    /// Whether the first row of the text is at hand.
    pub fn starts(&self) -> bool {
        self.window.start == 0
    }

    /// Whether its last row is.
    pub fn ends(&self) -> bool {
        self.window.end == usize::MAX
    }

    /// Whether `rows` rows on each side of the byte at `offset` are at hand, as far as the text has them.
    pub fn holds(&self, offset: usize, rows: usize) -> bool {
        if self.is_whole() {
            return true;
        }
        let row = self.row_of(offset);
        let inside = offset >= self.window.start && offset <= self.window.end;
        inside && (self.starts() || row >= rows) && (self.ends() || row + rows < self.len())
    }

    /// The first byte of the text that a row shows; for a row without text, of the one before it.
    pub fn byte_of(&self, row: usize) -> usize {
        let first = |row: &Row| {
            row.pieces.iter().find_map(|piece| match piece.content {
                Content::Text(span) => Some(span.start),
                Content::Decoration(_) => None,
            })
        };
        let rows = self.rows.get(..=row).unwrap_or(&self.rows);
        rows.iter()
            .rev()
            .find_map(first)
            .unwrap_or(self.window.start)
    }

    /// The rows at hand, from the top.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The number of rows at hand.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The width it was laid out for, in columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The row that shows the byte at `offset`; a byte that no row shows (a marker, a blank line, white
    /// space at a break) is at the end of what stands before it.
    pub fn row_of(&self, offset: usize) -> usize {
        self.place(offset).map_or(0, |(_, row, _)| row)
    }

    /// Row and column of the byte at `offset` of the same `text`.
    pub fn place_of(&self, text: &str, offset: usize) -> (usize, usize) {
        let Some((_, row, index)) = self.place(offset) else {
            return (0, 0);
        };
        let Some(piece) = self.rows.get(row).and_then(|row| row.pieces.get(index)) else {
            return (row, 0);
        };
        let Content::Text(span) = piece.content else {
            return (row, piece.column);
        };
        let before = Span::new(span.start, offset.clamp(span.start, span.end));
        let column = piece.column + columns(before.clipped(text).of(text));
        (row, column.min(self.width.saturating_sub(1)))
    }

    /// The byte shown at `column` of `row`: that of the nearest text when a decoration or nothing stands
    /// there. Rows beyond the end count as the last.
    pub fn offset_at(&self, text: &str, row: usize, column: usize) -> usize {
        let row = row.min(self.rows.len().saturating_sub(1));
        let spans = |row: usize| {
            let pieces = self.rows.get(row).map_or(&[][..], |row| &row.pieces);
            pieces.iter().filter_map(|piece| match piece.content {
                Content::Text(span) => Some((piece, span)),
                Content::Decoration(_) => None,
            })
        };
        let nearest = spans(row).min_by_key(|(piece, _)| {
            piece.column.saturating_sub(column)
                + (column + 1).saturating_sub(piece.column + piece.width.max(1))
        });
        if let Some((piece, span)) = nearest {
            let inside = column.saturating_sub(piece.column);
            let at = span.start + offset_at_column(span.of(text), inside);
            return if at == span.end {
                last_cluster(text, span)
            } else {
                at
            };
        }
        // A row without text: a folded group answers with its first byte, a gap with the next text.
        let next = self
            .places
            .iter()
            .find(|&&(_, place, _)| place == row)
            .map(|&(start, ..)| start);
        next.or_else(|| (row + 1..self.rows.len()).find_map(|row| Some(spans(row).next()?.1.start)))
            .or_else(|| {
                (0..row)
                    .rev()
                    .find_map(|row| Some(spans(row).next_back()?.1.start))
            })
            .unwrap_or(0)
    }

    /// The foldable group that holds the byte at `offset`, open or closed.
    pub fn group_at(&self, offset: usize) -> Option<usize> {
        let index = self
            .groups
            .partition_point(|(_, span)| span.start <= offset);
        let (group, span) = self.groups.get(index.checked_sub(1)?)?;
        (offset < span.end.max(span.start + 1)).then_some(*group)
    }

    fn place(&self, offset: usize) -> Option<(usize, usize, usize)> {
        let index = self
            .places
            .partition_point(|&(start, ..)| start <= offset)
            .saturating_sub(1);
        self.places.get(index).copied()
    }
}

/// The start of the last cluster of `span`.
fn last_cluster(text: &str, span: Span) -> usize {
    use unicode_segmentation::UnicodeSegmentation;
    span.of(text)
        .grapheme_indices(true)
        .next_back()
        .map_or(span.start, |(at, _)| span.start + at)
}

#[cfg(test)]
mod tests;
