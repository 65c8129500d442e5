//! The article as a row of units: sentences, items and table cells, each with its place in the structure.

use super::scan::Scan;
use crate::model::article::Article;
use crate::model::block::{BlockKind, SectionKind};
use crate::model::span::Span;
use crate::text::sentences;
use std::ops::Range;

/// A sentence, or a table cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, once the text is scanned ([`place`]).
    pub tokens: Range<usize>,
    /// Whether it is the article's own text, not page furniture and no teaser of another story.
    pub own: bool,
    /// A heading.
    pub heading: bool,
    /// A cell of a table.
    pub cell: bool,
    /// A sentence repeated for show.
    pub pull_quote: bool,
    /// The section it stands in.
    pub section: SectionKind,
    /// The number of the section's item that it begins, from 1.
    pub item: Option<usize>,
    /// A line about the page itself: who wrote it, where and when it appeared.
    pub byline: bool,
    /// Written with capitals throughout, which prove no names: a headline, a label.
    pub titled: bool,
}

/// All units of an article, in order of the text.
pub fn units(article: &Article) -> Vec<Unit> {
    let mut units = Vec::with_capacity(article.text.len() / USUAL + article.blocks.len());
    for block in &article.blocks {
        if block.kind == BlockKind::Rule {
            continue;
        }
        let unit = |span: Span| Unit {
            span,
            tokens: 0..0,
            own: !matches!(
                block.kind,
                BlockKind::Boilerplate | BlockKind::Related | BlockKind::Code
            ),
            heading: block.kind == BlockKind::Heading,
            cell: block.table.is_some(),
            pull_quote: block.kind == BlockKind::PullQuote,
            section: SectionKind::Body,
            item: None,
            byline: false,
            titled: is_titled(span.of(&article.text)),
        };
        if let Some(table) = &block.table {
            let cells = table.rows.iter().flatten();
            let visible = cells
                .map(|cell| cell.trimmed(&article.text))
                .filter(|cell| !cell.is_empty());
            units.extend(visible.map(unit));
        } else {
            sentences::each(&article.text, block.span, |sentence| {
                units.push(unit(sentence));
            });
        }
    }
    units.sort_by_key(|unit| unit.span.start);
    units.dedup_by(|next, previous| next.span.start < previous.span.end);
    for section in &article.sections {
        let foreign = matches!(
            section.kind,
            SectionKind::Related | SectionKind::Boilerplate
        );
        let first = unit_at(&units, section.span.start);
        for unit in units
            .iter_mut()
            .skip(first)
            .take_while(|unit| unit.span.start < section.span.end)
        {
            if section.kind != SectionKind::Group {
                unit.section = section.kind;
            }
            unit.own &= !foreign;
        }
        for (index, item) in section.items.iter().enumerate() {
            let at = unit_at(&units, item.start);
            if let Some(unit) = units.get_mut(at).filter(|unit| item.overlaps(unit.span)) {
                unit.item = Some(index + 1);
            }
        }
    }
    // Bylines stand at the head of a page.
    for unit in units.iter_mut().take(HEAD) {
        unit.byline = !unit.heading
            && unit.item.is_none()
            && !unit.cell
            && is_byline(unit.span.of(&article.text));
    }
    units
}

/// Gives each unit its tokens.
pub fn place(units: &mut [Unit], scan: &Scan) {
    let mut at = 0;
    let mut reach = |offset: usize| {
        while scan
            .tokens
            .get(at)
            .is_some_and(|token| token.span.start < offset)
        {
            at += 1;
        }
        at
    };
    for unit in units {
        unit.tokens = reach(unit.span.start)..reach(unit.span.end);
    }
}

/// How many bytes of a text there are to a unit, about.
const USUAL: usize = 80;

/// How many units the head of a page has.
const HEAD: usize = 8;

/// `By Ines Calloway · October 30, 2025`, `Northgate Ledger, updated November 6, 2025`: a short line without
/// the end of a sentence, of names and a date.
fn is_byline(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 160 {
        return false;
    }
    let mut words = line.split_whitespace();
    let (first, second) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let by = match first.to_ascii_lowercase().as_str() {
        "by" => second.starts_with(char::is_uppercase),
        "posted" | "written" | "edited" | "reported" | "published" | "updated" | "reviewed" => {
            matches!(second.to_ascii_lowercase().as_str(), "by" | "on" | "at")
                || second.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        }
        _ => false,
    };
    if by {
        return true;
    }
    let plain = line
        .split_whitespace()
        .filter(|word| word.len() > 3 && word.starts_with(char::is_lowercase))
        .count();
    let year = line
        .split(|c: char| !c.is_ascii_digit())
        .any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")));
    let divided = line.contains(['|', '•', '·', '–', '—', '\u{300a}']) || line.len() < 60;
    year && plain <= 1 && divided && !line.ends_with(['.', '!', '?', '。'])
}

/// Whether every longer word of three or more begins with a capital and no sentence ends.
fn is_titled(line: &str) -> bool {
    let line = line.trim();
    if line.ends_with(['.', '!', '?', '”', '"']) {
        return false;
    }
    let mut capitals = 0;
    for word in line.split_whitespace() {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if word.starts_with(char::is_uppercase) {
            capitals += 1;
        } else if word.len() > 3 && word.starts_with(char::is_lowercase) {
            return false;
        }
    }
    capitals >= 3
}

/// The first unit that ends behind byte `offset`.
pub fn unit_at(units: &[Unit], offset: usize) -> usize {
    units.partition_point(|unit| unit.span.end <= offset)
}
