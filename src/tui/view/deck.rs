//! The triage deck: how far one is, the card, and its keys.

use super::Screen;
use super::paint::{put, put_right, put_short, row_of, rule};
use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;
use crate::app::panel::Kind;
use crate::app::triage::deck::{Decision, Deck};
use crate::app::triage::rows::{Columns, DeckRow, INSET, Part};
use crate::config::Role;
use crate::text::width::columns;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// The keys of a card, in the order of their row.
const KEYS: [(Command, &str); 8] = [
    (Command::Keep, "keep"),
    (Command::Later, "later"),
    (Command::Seen, "seen"),
    (Command::Drop, "drop"),
    (Command::SnoozeDay, "snooze"),
    (Command::Tag, "tag"),
    (Command::Open, "open"),
    (Command::PreviousCard, "back"),
];

/// Draws the deck.
pub fn draw(screen: &Screen<'_>, deck: &Deck, buffer: &mut Buffer) {
    let area = screen.whole(&title(screen, deck), "u takes back, q leaves", buffer);
    if let Some(row) = row_of(area, 0) {
        progress(screen, deck, row, buffer);
    }
    let body = Rect {
        y: area.y + 2.min(area.height),
        height: area.height.saturating_sub(4),
        ..area
    };
    let widths = Columns::new(area.width);
    if deck.card().is_some() {
        let left = Rect {
            x: body.x + INSET,
            width: widths.facts,
            ..body
        };
        column(screen, left, deck.rows.iter().skip(deck.top), buffer);
        if widths.text > 0 {
            let right = Rect {
                x: left.right() + INSET,
                width: widths.text,
                ..body
            };
            column(screen, right, deck.text.iter(), buffer);
        }
    } else if deck.loaded {
        at_the_end(screen, deck, body, buffer);
    } else if let Some(row) = row_of(body, 0) {
        put_short(
            buffer,
            row.x + INSET,
            row.y,
            row.width.saturating_sub(INSET),
            "Reading …",
            screen.style(Role::Dim),
        );
    }
    if let Some(row) =
        row_of(area, usize::from(area.height.saturating_sub(1))).filter(|_| deck.card().is_some())
    {
        let is_more = deck.rows.len() > deck.top + usize::from(body.height);
        keys(screen, row, is_more, buffer);
    }
}

/// How far one is and how fast: `Triage  3 of 240 · 8.5 a minute · 28 minutes left`.
fn title(screen: &Screen<'_>, deck: &Deck) -> String {
    let all = deck.done() + deck.left;
    let dot = screen.signs.dot;
    if all == 0 {
        return "Triage".to_owned();
    }
    let told = format!("Triage  {} of {all}", (deck.done() + 1).min(all));
    let Some(pace) = deck.pace() else {
        return told;
    };
    let rest = match deck.minutes_left() {
        _ if deck.left == 0 => String::new(),
        1 => format!(" {dot} 1 minute left"),
        n => format!(" {dot} {n} minutes left"),
    };
    format!("{told} {dot} {pace:.0} a minute{rest}")
}

/// A line whose strong part is what was done.
fn progress(screen: &Screen<'_>, deck: &Deck, row: Rect, buffer: &mut Buffer) {
    rule(
        buffer,
        row,
        screen.signs.horizontal,
        screen.style(Role::Separator),
    );
    let all = (deck.done() + deck.left).max(1);
    let width = usize::from(row.width) * deck.done() / all;
    let done = Rect {
        width: u16::try_from(width).unwrap_or(row.width),
        ..row
    };
    rule(buffer, done, screen.signs.done, screen.style(Role::Accent));
}

fn column<'a>(
    screen: &Screen<'_>,
    area: Rect,
    rows: impl Iterator<Item = &'a DeckRow>,
    buffer: &mut Buffer,
) {
    for (slot, row) in rows.enumerate() {
        let Some(line) = row_of(area, slot) else {
            return;
        };
        put_short(
            buffer,
            line.x,
            line.y,
            line.width,
            &row.text,
            style(screen, row.part),
        );
    }
}

fn style(screen: &Screen<'_>, part: Part) -> Style {
    match part {
        Part::Title => screen
            .style(Role::Unread)
            .patch(Style::new().add_modifier(Modifier::BOLD)),
        Part::About | Part::Known => screen.style(Role::Dim),
        Part::Heading => screen.style(Role::Heading),
        Part::Fact(Kind::Fact(kind)) => screen.styles.fact(kind),
        Part::Value(_) => screen.style(Role::Dim),
        Part::Relation(kind) => screen.styles.relation(kind),
        Part::Fact(_) | Part::Text => screen.words(),
        Part::Blank => Style::new(),
    }
}

/// The keys, as many as fit, and at the end that the card goes on below.
fn keys(screen: &Screen<'_>, row: Rect, is_more: bool, buffer: &mut Buffer) {
    let mut x = row.x + INSET.min(row.width);
    let mut row = row;
    if is_more {
        let more = format!(
            "{} {}",
            screen.key_of(Scope::Deck, Command::Down),
            screen.signs.down
        );
        let end = row.right().saturating_sub(1);
        let start = put_right(buffer, (x, end), row.y, &more, screen.style(Role::Accent));
        row.width = start.saturating_sub(row.x + 1);
    }
    for (command, word) in KEYS {
        let key = match command {
            // Any of its second letters: the hints tell them.
            Command::SnoozeDay => screen
                .key_of(Scope::Deck, command)
                .chars()
                .take(1)
                .collect(),
            _ => screen.key_of(Scope::Deck, command),
        };
        let needed = columns(&key) + 1 + columns(word);
        if key.is_empty() || usize::from(row.right().saturating_sub(x)) < needed {
            continue;
        }
        let room = row.right().saturating_sub(x);
        x += put(buffer, x, row.y, room, &key, screen.style(Role::Key)) + 1;
        let room = row.right().saturating_sub(x);
        x += put_short(buffer, x, row.y, room, word, screen.style(Role::Dim)) + 2;
    }
}

/// No card is left: what was done, and what can be done now.
fn at_the_end(screen: &Screen<'_>, deck: &Deck, area: Rect, buffer: &mut Buffer) {
    let key = |command| screen.key_of(Scope::Deck, command);
    let decisions = deck.decisions();
    let mut lines = vec![(
        String::new(),
        match deck.done() {
            0 => "No unread articles here.".to_owned(),
            1 => "1 article, and no more.".to_owned(),
            n => format!("{n} articles, and no more."),
        },
    )];
    let told = |(decision, count): &(Decision, usize)| format!("{count} {}", decision.word());
    let told: Vec<String> = decisions.iter().map(told).collect();
    lines.push((String::new(), told.join(", ")));
    lines.push((String::new(), String::new()));
    if deck.has_later() {
        lines.push((
            key(Command::Triage),
            "go through those left for later".to_owned(),
        ));
    }
    if deck.done() > 0 {
        lines.push((key(Command::Undo), "take the last one back".to_owned()));
    }
    lines.push((key(Command::Back), "leave".to_owned()));
    screen.key_lines(area, &lines, buffer);
}
