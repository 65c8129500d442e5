//! The opened article: its rows, with facts, marks, search hits, selection and cursor laid over the text.
//!
//! Everything laid over the text is a span with a style; one row asks only for the spans that touch it.

use crate::app::Focus;
use crate::app::geometry::Pane;
use crate::app::reader::hints::{HintKind, Hints};
use crate::config::Role;
use crate::model::block::InlineKind;
use crate::model::relation::RelationKind;
use crate::model::{FactKind, OpenedArticle, Span};
use crate::text::layout::{Content, Layout, Row, RowKind};
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_short, put_styled, row_of, tint};
use crate::tui::view::reader::head;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::borrow::Cow;

/// A style over some bytes of the text.
type Patch = (Span, Style);

/// Draws the reader.
pub fn draw(screen: &Screen<'_>, pane: Pane, buffer: &mut Buffer) {
    let Some(opened) = screen.opened() else {
        return nothing(screen, pane, buffer);
    };
    let layout = &screen.app.reader.layout;
    head::draw(screen, pane.heading, opened, layout, buffer);
    let area = screen.app.geometry().text();
    let top = screen.app.reader.top;
    let rows = layout
        .rows()
        .iter()
        .skip(top)
        .take(usize::from(area.height));
    let rows: Vec<&Row> = rows.collect();
    let patches = patches(screen, opened, shown_bytes(opened, &rows));
    let text = opened.article.text.as_str();
    for (slot, row) in rows.iter().enumerate() {
        let Some(line) = row_of(area, slot) else {
            break;
        };
        draw_row(screen, text, row, line, &patches, buffer);
        gutter(screen, opened, row, line, buffer);
    }
    if screen.app.focus == Focus::Reader {
        cursor(screen, text, layout, area, buffer);
    }
}

fn nothing(screen: &Screen<'_>, pane: Pane, buffer: &mut Buffer) {
    let list = &screen.app.list;
    let words = if screen.app.reader.wanted.is_some() {
        "Opening …"
    } else if list.loaded && list.total() == 0 && !list.filter.is_empty() {
        "No article fits the filter: change it, or drop it with Esc."
    } else {
        "Enter opens the article under the cursor."
    };
    if let Some(row) = row_of(pane.body, usize::from(pane.body.height) / 3) {
        let x = row.x + 3.min(row.width);
        put_short(
            buffer,
            x,
            row.y,
            row.right().saturating_sub(x),
            words,
            screen.style(Role::Dim),
        );
    }
}

/// The bytes that the rows show, from the first to the last.
fn shown_bytes(opened: &OpenedArticle, rows: &[&Row]) -> Span {
    let block = |row: &&Row| opened.article.blocks.get(row.block).map(|block| block.span);
    let start = rows.first().and_then(block).map_or(0, |span| span.start);
    let end = rows.last().and_then(block).map_or(0, |span| span.end);
    Span::new(start, end)
}

/// Everything laid over the text within `shown`, the lowest layer first.
fn patches(screen: &Screen<'_>, opened: &OpenedArticle, shown: Span) -> Vec<Patch> {
    let (styles, reader) = (screen.styles, &screen.app.reader);
    let plain = Style::new();
    let mut patches: Vec<Patch> = Vec::new();
    let mut lay = |span: Span, style: Style| {
        if span.overlaps(shown) {
            patches.push((span, style));
        }
    };
    for inline in &opened.article.inlines {
        let style = match &inline.kind {
            InlineKind::Emphasis => screen.style(Role::Emphasis),
            InlineKind::Strong => screen.style(Role::Strong),
            InlineKind::Code => screen.style(Role::Code),
            InlineKind::Deleted => plain.add_modifier(Modifier::CROSSED_OUT),
            InlineKind::Link(_) => screen.style(Role::Link),
        };
        lay(inline.span, style);
    }
    for (span, tint) in reader.tints.values().flatten() {
        let mut style = styles.code(tint.rgb);
        if tint.bold {
            style = style.add_modifier(Modifier::BOLD);
        }
        if tint.italic {
            style = style.add_modifier(Modifier::ITALIC);
        }
        lay(*span, style);
    }
    for (_, fact) in opened.facts.standing() {
        let wordy = matches!(
            fact.kind,
            FactKind::Statement | FactKind::Quote | FactKind::TableCell | FactKind::Event
        );
        if !wordy {
            lay(fact.span, styles.fact(fact.kind));
        }
    }
    for mark in &reader.marks {
        if let Some(span) = mark.note.span {
            let label = mark.note.annotation.body.label.as_deref();
            lay(span, screen.label_style(label));
        }
    }
    // They are in order, and there may be very many of them.
    let found = &reader.found.spans;
    let first = found.partition_point(|span| span.end <= shown.start);
    let found = found.iter().skip(first);
    for span in found.take_while(|span| span.start < shown.end) {
        lay(*span, screen.style(Role::Match));
    }
    if let Some(span) = reader.lit {
        lay(span, screen.style(Role::Lit));
    }
    if let Some(span) = screen.app.reader.selected() {
        lay(span, screen.style(Role::Selection));
    }
    patches
}

fn base_style(screen: &Screen<'_>, kind: RowKind) -> Style {
    screen.style(match kind {
        RowKind::Heading(1) => Role::Title,
        RowKind::Heading(_) => Role::Heading,
        RowKind::TableHead => Role::TableHead,
        RowKind::Quote | RowKind::PullQuote => Role::Quote,
        RowKind::Code => Role::Code,
        RowKind::Rule => Role::TableLine,
        RowKind::Figure | RowKind::Furniture | RowKind::Folded => Role::Dim,
        RowKind::Gap | RowKind::Prose | RowKind::Item | RowKind::Table => Role::Text,
    })
}

fn draw_row(
    screen: &Screen<'_>,
    text: &str,
    row: &Row,
    line: Rect,
    patches: &[Patch],
    buffer: &mut Buffer,
) {
    let base = base_style(screen, row.kind);
    for piece in &row.pieces {
        let x = line.x + piece.column.min(usize::from(line.width)) as u16;
        let room = (piece.width as u16).min(line.right().saturating_sub(x));
        match &piece.content {
            Content::Decoration(words) => {
                let style = screen.style(match row.kind {
                    RowKind::Rule if words.starts_with('─') => Role::TableLine,
                    RowKind::Item => Role::Bullet,
                    _ => Role::Dim,
                });
                put(buffer, x, line.y, room, &screen.plain_signs(words), style);
            }
            Content::Text(span) => {
                let near: Vec<&Patch> = patches
                    .iter()
                    .filter(|(over, _)| over.overlaps(*span))
                    .collect();
                let style = |at| {
                    let over = near
                        .iter()
                        .filter(|(over, _)| over.contains(span.start + at));
                    over.fold(base, |style, (_, patch)| style.patch(*patch))
                };
                put_styled(buffer, (x, line.y), room, span.of(text), style);
            }
        }
    }
}

/// Left of the text: a sign for what other articles say, a bar for marks.
fn gutter(screen: &Screen<'_>, opened: &OpenedArticle, row: &Row, line: Rect, buffer: &mut Buffer) {
    let spans = row.pieces.iter().filter_map(|piece| match piece.content {
        Content::Text(span) => Some(span),
        Content::Decoration(_) => None,
    });
    for span in spans {
        let Some(x) = line.x.checked_sub(2) else {
            return;
        };
        let relation = opened
            .relations
            .iter()
            .filter(|(fact, _)| {
                let fact = opened.facts.facts.get(*fact);
                fact.is_some_and(|fact| span.contains(fact.span.start))
            })
            .map(|(_, relation)| relation)
            .filter(|pair| pair.disagrees() || pair.kind == RelationKind::Corroborates)
            .map(|pair| pair.kind)
            .max_by_key(|kind| *kind == RelationKind::Disagrees);
        if let Some(kind) = relation {
            put(
                buffer,
                x,
                line.y,
                1,
                screen.signs.relation(kind),
                screen.styles.relation(kind),
            );
        }
        let glued = |loss: &&crate::model::health::Loss| loss.span.overlaps(span);
        if relation.is_none() && opened.article.losses.iter().any(|loss| glued(&loss)) {
            let style = screen.style(Role::Warning);
            put(buffer, x, line.y, 1, screen.signs.lost, style);
        }
        let touching = |mark: &&crate::app::reader::Mark| {
            mark.note.span.is_some_and(|marked| marked.overlaps(span))
        };
        if let Some(mark) = screen.app.reader.marks.iter().find(touching) {
            let (sign, style) = if mark.unsaved {
                (screen.signs.unsaved, screen.style(Role::Unsaved))
            } else {
                let label = mark.note.annotation.body.label.as_deref();
                (screen.signs.mark, screen.label_style(label))
            };
            put(buffer, x + 1, line.y, 1, sign, style);
        }
    }
}

fn cursor(screen: &Screen<'_>, text: &str, layout: &Layout, area: Rect, buffer: &mut Buffer) {
    let (row, column) = layout.place_of(text, screen.app.reader.cursor);
    let slot = row.checked_sub(screen.app.reader.top);
    let Some(line) = slot.and_then(|slot| row_of(area, slot)) else {
        return;
    };
    let x = line.x + column.min(usize::from(line.width.saturating_sub(1))) as u16;
    tint(
        buffer,
        Rect {
            x,
            width: 1,
            ..line
        },
        screen.style(Role::Cursor),
    );
}

/// Letters over the first words of sentences or links.
pub fn draw_hints(screen: &Screen<'_>, hints: &Hints, buffer: &mut Buffer) {
    let (Some(opened), Some(_)) = (screen.opened(), screen.app.geometry().reader) else {
        return;
    };
    let layout = &screen.app.reader.layout;
    let area = screen.app.geometry().text();
    for (letters, span) in &hints.hints {
        let Some(rest) = letters.strip_prefix(hints.typed.as_str()) else {
            continue;
        };
        let (row, column) = layout.place_of(&opened.article.text, span.start);
        let slot = row.checked_sub(screen.app.reader.top);
        if let Some(line) = slot.and_then(|slot| row_of(area, slot)) {
            let at = line.x + column as u16;
            let x = match hints.kind {
                // Words stand close: their own first letters make room.
                HintKind::First | HintKind::Last(_) => at,
                // Left of the words where there is room, so that no letter of them is hidden.
                HintKind::Sentence | HintKind::Link => at
                    .saturating_sub(rest.len() as u16)
                    .max(line.x.saturating_sub(2)),
            };
            put(
                buffer,
                x,
                line.y,
                line.right().saturating_sub(x),
                rest,
                screen.style(Role::MatchCurrent),
            );
        }
    }
}

impl Screen<'_> {
    /// The colour of a label of the scheme; that of unknown ones and of none is the first.
    pub(in crate::tui::view) fn label_style(&self, name: Option<&str>) -> Style {
        let color = name.and_then(|name| self.app.scheme.color(name));
        self.styles
            .mark(name, color.map(crate::model::SafeText::as_str))
    }

    /// Decorations in ASCII where the terminal has no more.
    pub(in crate::tui::view) fn plain_signs<'w>(&self, words: &'w str) -> Cow<'w, str> {
        if !self.signs.ascii {
            return Cow::Borrowed(words);
        }
        let plain = |c| match c {
            '•' | '◦' | '▪' | '▫' => '*',
            '▎' => '|',
            '─' => '-',
            '⋯' | '…' => '~',
            '→' => '>',
            c if c.is_ascii() => c,
            _ => '?',
        };
        Cow::Owned(words.chars().map(plain).collect())
    }
}
