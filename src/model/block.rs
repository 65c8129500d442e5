//! The structure of a text: headings, paragraphs, lists, tables, code — each a span.

use super::span::Span;
use serde::{Deserialize, Serialize};

/// What a block is. The names are those of the machine-readable contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are the field's own words")]
pub enum BlockKind {
    Heading,
    Paragraph,
    ListItem,
    Table,
    Quote,
    Code,
    Figure,
    Rule,
    /// A sentence of the article repeated for show; counted once.
    PullQuote,
    /// A teaser of another story.
    Related,
    /// Page furniture: buttons, counters, notices. Folded on the screen, never deleted.
    Boilerplate,
}

impl BlockKind {
    /// Whether it is no part of the article's own text: folded on the screen until it is asked for.
    pub const fn is_furniture(self) -> bool {
        matches!(self, Self::Boilerplate | Self::Related)
    }
}

/// One block of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its content, without markers and blank lines.
    pub span: Span,
    /// Its content with markers and the blank lines after it; the extents of all blocks partition the text.
    pub extent: Span,
    /// Heading level 1–6; nesting depth of a list item or quote, from 1; else 0.
    pub level: u8,
    /// The number of an ordered list item.
    pub ordinal: Option<u32>,
    /// The language of a code block, as its author wrote it.
    pub language: Option<String>,
    /// The cells of a table.
    pub table: Option<Table>,
}

impl Block {
    /// A block without level, ordinal, language or table, whose extent is its span.
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self {
            kind,
            span,
            extent: span,
            level: 0,
            ordinal: None,
            language: None,
            table: None,
        }
    }
}

/// The cells of a table as spans of the text, row by row. Rows may differ in length.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Caption, if the source gave one.
    pub caption: Option<Span>,
    /// How many of the first rows are column headings.
    pub head_rows: usize,
    /// The cells; an empty cell has an empty span at its place.
    pub rows: Vec<Vec<Span>>,
    /// Column alignment; columns without one stand left.
    pub alignment: Vec<Alignment>,
}

/// How a column of a table stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Alignment {
    #[default]
    Left,
    Center,
    Right,
}

/// A run of characters inside a block that means more than plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inline {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// What a run of characters is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum InlineKind {
    /// Emphasised.
    Emphasis,
    /// Strongly emphasised.
    Strong,
    /// Code inside a line.
    Code,
    /// Deleted text.
    Deleted,
    /// A link and where it leads, as written, resolved against the article's address where that is known.
    Link(String),
}

/// What a part of an article is for. The names are those of the machine-readable contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names are the headings that news pages use"
)]
pub enum SectionKind {
    KeyTakeaways,
    KeyFacts,
    WhatChanged,
    WhyItMatters,
    WhatToDo,
    Audience,
    Technical,
    Prediction,
    Timeline,
    Faq,
    Table,
    List,
    Outlook,
    Lead,
    Body,
    Related,
    Boilerplate,
    /// A heading that only holds other sections.
    Group,
}

/// A part of an article with its heading and its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What it is for.
    pub kind: SectionKind,
    /// The heading's words, if it has one.
    pub heading: Option<Span>,
    /// All of it, heading included.
    pub span: Span,
    /// List items, questions of an FAQ, predictions, event texts of a timeline, or paragraphs.
    pub items: Vec<Span>,
    /// Answers of an FAQ, beside `items`.
    pub answers: Vec<Span>,
    /// Rationales of predictions, beside `items`.
    pub rationales: Vec<Span>,
    /// Cells of a table; rows `[date, event]` of a timeline.
    pub rows: Vec<Vec<Span>>,
}

impl Section {
    /// A section without heading and items.
    pub fn new(kind: SectionKind, span: Span) -> Self {
        Self {
            kind,
            heading: None,
            span,
            items: Vec::new(),
            answers: Vec::new(),
            rationales: Vec::new(),
            rows: Vec::new(),
        }
    }
}
