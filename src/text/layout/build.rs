//! Walks over the blocks of an article and makes their rows.

use super::wrap::{wrap_code, wrap_prose};
use super::{COLUMN, Content, Folding, Layout, Piece, Row, RowKind, parts, table};
use crate::model::{Article, Block, BlockKind, Span};
use crate::text::width::columns;
use std::borrow::Cow;

/// Columns that code stands in from the margin.
const CODE_INDENT: usize = 2;

/// The state of one walk.
pub(super) struct Builder<'a> {
    article: &'a Article,
    width: usize,
    folding: &'a Folding,
    /// The bytes whose rows are wanted.
    window: Span,
    layout: Layout,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        article: &'a Article,
        width: usize,
        folding: &'a Folding,
        window: Span,
    ) -> Self {
        let layout = Layout {
            width,
            window,
            ..Layout::default()
        };
        Self {
            article,
            width,
            folding,
            window,
            layout,
        }
    }

    pub(super) fn layout(mut self) -> Layout {
        let blocks = &self.article.blocks;
        let mut index = self.first_block();
        let mut previous = index.checked_sub(1).and_then(|before| blocks.get(before));
        while let Some(block) = blocks.get(index) {
            if block.extent.start >= self.window.end {
                break;
            }
            let kind = block.kind;
            if needs_gap(previous, block) {
                self.row(index, RowKind::Gap, Vec::new());
            }
            previous = Some(block);
            let folded = self.article.folded_run(index);
            if folded > 0 {
                self.group(index, folded);
                index += folded;
            } else if kind.is_furniture() {
                // What stands in the place of a picture.
                self.prose(index, block.span, RowKind::Figure, "▫ ", "  ");
                index += 1;
            } else {
                self.block(index, block);
                index += 1;
            }
        }
        self.layout.places.sort_by_key(|&(start, ..)| start);
        self.layout
    }

    /// The block in which the window begins; a group that is folded begins with its first one.
    fn first_block(&self) -> usize {
        if self.window.start == 0 {
            return 0;
        }
        let blocks = &self.article.blocks;
        let after = blocks.partition_point(|block| block.extent.start <= self.window.start);
        let mut first = after.saturating_sub(1);
        while let (Some(block), Some(before)) = (
            blocks.get(first),
            first.checked_sub(1).and_then(|at| blocks.get(at)),
        ) {
            let together = block.kind == before.kind;
            if !(together && self.article.is_folded(block) && self.article.is_folded(before)) {
                break;
            }
            first -= 1;
        }
        first
    }

    /// A run of furniture: one row when folded, else its lines.
    fn group(&mut self, first: usize, count: usize) {
        let blocks = self.article.blocks.iter().enumerate();
        let run: Vec<(usize, &Block)> = blocks.skip(first).take(count).collect();
        let (Some((_, head)), Some((_, last))) = (run.first(), run.last()) else {
            return;
        };
        let span = Span::new(
            head.extent.start.min(head.span.start),
            last.extent.end.max(last.span.end),
        );
        self.layout.groups.push((first, span));
        if self.folding.is_open(first) {
            for (index, block) in run {
                self.prose(index, block.span, RowKind::Furniture, "", "");
            }
            return;
        }
        let things = match (head.kind, count) {
            (BlockKind::Related, 1) => "1 teaser of another story".to_owned(),
            (BlockKind::Related, _) => format!("{count} teasers of other stories"),
            (_, 1) => "1 line of page furniture".to_owned(),
            _ => format!("{count} lines of page furniture"),
        };
        let pieces = self.decoration(0, format!("⋯ {things}")).into_iter();
        self.layout
            .places
            .push((span.start, self.layout.rows.len(), 0));
        self.row(first, RowKind::Folded, pieces.collect());
    }

    fn block(&mut self, index: usize, block: &Block) {
        match block.kind {
            BlockKind::Heading => {
                let kind = RowKind::Heading(block.level.clamp(1, 6));
                self.prose(index, block.span, kind, "", "");
            }
            BlockKind::ListItem => {
                let depth = usize::from(block.level.saturating_sub(1)).min(8);
                let marker = match block.ordinal {
                    Some(number) => format!("{number}. "),
                    None => ["• ", "◦ ", "▪ "][depth % 3].to_owned(),
                };
                // A pane too narrow for the indent drops it.
                let depth = if self.width < 24 { 0 } else { depth };
                let first = format!("{}{marker}", "  ".repeat(depth));
                let rest = " ".repeat(columns(&first));
                self.prose(index, block.span, RowKind::Item, &first, &rest);
            }
            BlockKind::Quote => {
                let bars = "▎ ".repeat(usize::from(block.level.clamp(1, 4)));
                self.prose(index, block.span, RowKind::Quote, &bars, &bars);
            }
            BlockKind::PullQuote => {
                self.prose(index, block.span, RowKind::PullQuote, "▎ ", "▎ ");
            }
            BlockKind::Figure => self.prose(index, block.span, RowKind::Figure, "▫ ", "  "),
            BlockKind::Code => self.code(index, block.span),
            BlockKind::Rule => {
                let rule = "─".repeat(self.width.min(COLUMN));
                let pieces = self.decoration(0, rule).into_iter().collect();
                self.layout
                    .places
                    .push((block.span.start, self.layout.rows.len(), 0));
                self.row(index, RowKind::Rule, pieces);
            }
            BlockKind::Table => match &block.table {
                Some(cells) if !cells.rows.is_empty() => {
                    let cells = parts::rows(cells, block.span, self.window);
                    table::rows(self, index, &cells);
                }
                _ => self.code(index, block.span),
            },
            BlockKind::Paragraph | BlockKind::Related | BlockKind::Boilerplate => {
                self.prose(index, block.span, RowKind::Prose, "", "");
            }
        }
    }

    /// Wrapped text behind a prefix; a prefix that leaves no room for words is dropped.
    pub(super) fn prose(
        &mut self,
        block: usize,
        span: Span,
        kind: RowKind,
        first: &str,
        rest: &str,
    ) {
        let indent = columns(first);
        let indent = if indent + 4 > self.width { 0 } else { indent };
        let room = self.width.min(COLUMN) - indent;
        let text = &self.article.text;
        for part in parts::parts(text, span, self.window) {
            for (number, line) in wrap_prose(text, part, room).into_iter().enumerate() {
                let begins = number == 0 && part.start == span.start;
                let prefix = if begins { first } else { rest };
                let mut pieces = Vec::with_capacity(2);
                if indent > 0 && !prefix.trim().is_empty() {
                    pieces.extend(self.decoration(0, prefix.to_owned()));
                }
                pieces.push(self.text(indent, line));
                self.row(block, kind, pieces);
            }
        }
    }

    fn code(&mut self, block: usize, span: Span) {
        let indent = if self.width < 20 { 0 } else { CODE_INDENT };
        let text = &self.article.text;
        for part in parts::parts(text, span, self.window) {
            for line in wrap_code(text, part, self.width - indent) {
                let pieces = vec![self.text(indent, line)];
                self.row(block, RowKind::Code, pieces);
            }
        }
    }

    /// A piece of the article's text at a column.
    pub(super) fn text(&self, column: usize, span: Span) -> Piece {
        let width = columns(span.of(&self.article.text));
        Piece {
            column,
            width: width.min(self.width.saturating_sub(column)),
            content: Content::Text(span),
        }
    }

    /// A decoration at a column, cut to the width; nothing when there is no room.
    pub(super) fn decoration(
        &self,
        column: usize,
        words: impl Into<Cow<'static, str>>,
    ) -> Option<Piece> {
        let room = self.width.checked_sub(column).filter(|&room| room > 0)?;
        let words = words.into();
        let words = match crate::text::width::shorten(&words, room) {
            Cow::Borrowed(_) => words,
            Cow::Owned(short) => short.into(),
        };
        Some(Piece {
            column,
            width: columns(&words),
            content: Content::Decoration(words),
        })
    }

    /// Adds a row and remembers where its text stands.
    pub(super) fn row(&mut self, block: usize, kind: RowKind, pieces: Vec<Piece>) {
        let row = self.layout.rows.len();
        for (index, piece) in pieces.iter().enumerate() {
            if let Content::Text(span) = piece.content {
                self.layout.places.push((span.start, row, index));
            }
        }
        self.layout.rows.push(Row {
            block,
            kind,
            pieces,
        });
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn words(&self) -> &'a str {
        &self.article.text
    }
}

/// Items of one list stand together, and a heading stands with what it heads; all else has air.
fn needs_gap(previous: Option<&Block>, next: &Block) -> bool {
    previous.is_some_and(|previous| match (previous.kind, next.kind) {
        (BlockKind::ListItem, BlockKind::ListItem) => false,
        (BlockKind::Heading, BlockKind::Heading) => true,
        (BlockKind::Heading, _) => previous.level <= 1,
        _ => true,
    })
}
