//! The side panel: key facts, notes, or what other articles say. The rows are made by `app`; here they get
//! their colours.

use super::Screen;
use super::paint::{put_right, put_short, row_of};
use crate::app::Focus;
use crate::app::geometry::Pane;
use crate::app::panel::{Kind, PanelRow, Part, Tab};
use crate::config::Role;
use crate::model::Span;
use crate::text::layout::wrap_prose;
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

/// Draws the panel.
pub fn draw(screen: &Screen<'_>, pane: Pane, buffer: &mut Buffer) {
    let panel = &screen.app.panel;
    heading(screen, pane, buffer);
    for (slot, row) in panel.rows.iter().skip(panel.top).enumerate() {
        let Some(line) = row_of(pane.body, slot) else {
            break;
        };
        // What is struck out is struck from its first letter on.
        let words = row.text.trim_start();
        let inset = u16::try_from(row.text.len() - words.len()).unwrap_or(u16::MAX);
        let x = line.x + inset.saturating_add(1).min(line.width);
        put_short(
            buffer,
            x,
            line.y,
            line.right().saturating_sub(x),
            words,
            style(screen, row),
        );
        if row.item == Some(panel.cursor) && row.part != Part::Blank {
            screen.mark_current(line, screen.has_keys(Focus::Panel), buffer);
        }
    }
    if panel.items.is_empty() {
        remark(screen, pane, buffer);
    }
}

/// What is missing, in the upper third of an empty panel.
fn remark(screen: &Screen<'_>, pane: Pane, buffer: &mut Buffer) {
    let words = screen.app.panel.remark;
    let width = usize::from(pane.body.width.saturating_sub(3)).max(1);
    let lines = wrap_prose(words, Span::new(0, words.len()), width);
    let free = usize::from(pane.body.height).saturating_sub(lines.len());
    for (slot, line) in lines.into_iter().enumerate() {
        let Some(row) = row_of(pane.body, free / 3 + slot) else {
            break;
        };
        let (x, words) = (row.x + 2.min(row.width), line.of(words));
        let room = row.right().saturating_sub(x);
        put_short(buffer, x, row.y, room, words, screen.style(Role::Dim));
    }
}

fn heading(screen: &Screen<'_>, pane: Pane, buffer: &mut Buffer) {
    let panel = &screen.app.panel;
    let area = pane.heading;
    let count = match panel.items.len() {
        0 => String::new(),
        items => format!("{}/{items} ", (panel.cursor + 1).min(items)),
    };
    let start = area.x + 2.min(area.width);
    let end = put_right(
        buffer,
        (start, area.right()),
        area.y,
        &count,
        screen.style(Role::Dim),
    );
    let mut x = start;
    let tabs = [
        (Tab::Facts, "Facts"),
        (Tab::Notes, "Notes"),
        (Tab::Comparisons, "Compare"),
    ];
    for (tab, name) in tabs {
        let style = if tab == panel.tab {
            screen
                .heading_style(screen.app.focus == Focus::Panel)
                .patch(Style::new().add_modifier(Modifier::BOLD))
        } else {
            screen.style(Role::Dim)
        };
        x += put_short(buffer, x, area.y, end.saturating_sub(x), name, style);
        x += 2;
    }
}

fn style(screen: &Screen<'_>, row: &PanelRow) -> Style {
    let kind = |kind: Kind, plain: Role| match kind {
        Kind::Fact(kind) => screen.styles.fact(kind),
        Kind::Pair(relation) => screen.styles.relation(relation),
        Kind::Sentence | Kind::Mark => screen.style(plain),
    };
    match row.part {
        Part::Heading => screen.style(Role::Heading),
        Part::Blank => Style::new(),
        Part::Words(of) => kind(of, Role::Text),
        Part::Value(of) => kind(of, Role::Dim),
        Part::Reason => screen.style(Role::Dim),
        Part::Relation(relation) => screen.styles.relation(relation),
        Part::Rejected => screen.style(Role::Dim).add_modifier(Modifier::CROSSED_OUT),
        Part::Label | Part::Judgement => screen.style(Role::Accent),
        Part::Link => screen.style(Role::Link),
        Part::Note => screen.words(),
        Part::State => screen.style(Role::Dim),
        Part::Tags => screen.style(Role::Tag),
    }
}
