//! The words of an opened article: its head, a paragraph, a sentence.

use crate::app::App;
use crate::model::{Block, BlockKind, OpenedArticle, Span};

/// A table or a block of code tells so many lines at once.
const LINES: usize = 20;
/// A paragraph tells so many bytes at once: more is no paragraph.
const BYTES: usize = 4_000;

/// Title, origin, and what is known.
pub(super) fn head(app: &App, opened: &OpenedArticle) -> Vec<String> {
    let row = &opened.row;
    let mut lines = vec![row.title.to_string()];
    let date = row.published.map(|published| {
        let day = published.at.to_zoned(app.settings.zone.clone());
        day.strftime("%-d %B %Y").to_string()
    });
    let byline = opened
        .article
        .metadata
        .byline
        .as_ref()
        .map(ToString::to_string);
    let about = [Some(row.source.to_string()), date, byline];
    lines.push(about.into_iter().flatten().collect::<Vec<_>>().join(", "));
    let counts = [
        many(opened.facts.key_facts.len(), "key fact"),
        many(app.reader.marks.len(), "note"),
        many(row.disagreements as usize, "disagreement"),
        many(words(&opened.article.text), "word"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    lines.push(format!("{}.", counts.join(", ")));
    if let Some(limits) = opened.limits {
        lines.push(limits.to_owned());
    }
    lines
}

/// So many of them; `None` when there are none.
pub(super) fn many(count: usize, one: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {one}s")),
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// How far into the text a byte is, in percent.
pub(super) fn percent(opened: &OpenedArticle, at: usize) -> usize {
    at.saturating_mul(100) / opened.article.text.len().max(1)
}

/// The paragraph at a byte, with what it is when it is none.
pub(super) fn paragraph(opened: &OpenedArticle, at: usize) -> Vec<String> {
    let blocks = &opened.article.blocks;
    let index = blocks.partition_point(|block| block.extent.start <= at);
    let Some(block) = index.checked_sub(1).and_then(|index| blocks.get(index)) else {
        return vec![line(Span::new(at, opened.article.text.len()), opened)];
    };
    match block.kind {
        BlockKind::Table => table(opened, block),
        BlockKind::Code => {
            let code = block.span.of(&opened.article.text).lines();
            let mut lines = vec!["Code:".to_owned()];
            lines.extend(code.take(LINES).map(str::to_owned));
            lines
        }
        BlockKind::Rule => vec!["A line across.".to_owned()],
        _ => {
            let words = line(block.span, opened);
            vec![match what(block) {
                Some(what) => format!("{what}: {words}"),
                None => words,
            }]
        }
    }
}

fn table(opened: &OpenedArticle, block: &Block) -> Vec<String> {
    let rows = block
        .table
        .as_ref()
        .map_or(&[][..], |table| table.rows.as_slice());
    let mut lines = vec![format!("Table, {} rows:", rows.len())];
    for row in rows.iter().take(LINES) {
        let cells: Vec<String> = row.iter().map(|cell| line(*cell, opened)).collect();
        lines.push(cells.join("; "));
    }
    if rows.len() > LINES {
        lines.push(format!("and {} rows more", rows.len() - LINES));
    }
    lines
}

fn what(block: &Block) -> Option<String> {
    Some(match block.kind {
        BlockKind::Heading => "Heading".to_owned(),
        BlockKind::ListItem => match block.ordinal {
            Some(number) => format!("Item {number}"),
            None => "Item".to_owned(),
        },
        BlockKind::Quote | BlockKind::PullQuote => "Quote".to_owned(),
        BlockKind::Figure => "Picture".to_owned(),
        BlockKind::Related => "Another story".to_owned(),
        BlockKind::Boilerplate => "Page furniture".to_owned(),
        _ => return None,
    })
}

/// The sentence at a byte, else the rest of its paragraph.
pub(super) fn sentence(opened: &OpenedArticle, at: usize) -> Vec<String> {
    let sentences = &opened.facts.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.start <= at);
    let found = index.checked_sub(1).and_then(|index| sentences.get(index));
    match found.filter(|sentence| at < sentence.span.end) {
        Some(sentence) => vec![line(sentence.span, opened)],
        None => paragraph(opened, at),
    }
}

/// Words of the text as one line.
pub(super) fn line(span: Span, opened: &OpenedArticle) -> String {
    let text = opened.article.text.as_str();
    let end = span.end.min(span.start.saturating_add(BYTES));
    let words = Span::new(span.start, end).clipped(text).of(text);
    let words: Vec<&str> = words.split_whitespace().collect();
    let more = if end < span.end { " …" } else { "" };
    format!("{}{more}", words.join(" "))
}
