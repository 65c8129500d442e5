//! The label palette: one key a label, then one key a verdict.

use super::Screen;
use super::paint::{put, put_short, row_of};
use crate::app::labels::{Labels, Stage};
use crate::config::Role;
use crate::text::width::columns;
use ratatui::buffer::Buffer;

/// Draws the palette.
pub fn draw(screen: &Screen<'_>, labels: &Labels, buffer: &mut Buffer) {
    let scheme = &screen.app.scheme;
    let verdicts = matches!(labels.stage, Stage::Verdict { .. });
    let choices: Vec<(char, &str, &str)> = if verdicts {
        let verdicts = scheme.verdicts.iter();
        verdicts
            .map(|v| (v.key, v.name.as_str(), v.description.as_str()))
            .collect()
    } else {
        let labels = scheme.labels.iter();
        labels
            .map(|l| (l.key, l.name.as_str(), l.description.as_str()))
            .collect()
    };
    let fitting = match labels.stage {
        Stage::Label(_, fitting) => fitting,
        Stage::Verdict { .. } => None,
    };
    let (title, hint) = match (verdicts, fitting) {
        (true, _) => ("Verdict", "any other key goes on without one"),
        (false, Some(_)) => ("Claim", "Enter takes the lit label"),
        (false, None) => ("Label", "Esc goes back"),
    };
    let quote = format!("“{}”", labels.quote.replace('\n', " "));
    let area = screen.sheet(choices.len() + 2, title, hint, buffer);
    if let Some(row) = row_of(area, 0) {
        put_short(
            buffer,
            row.x,
            row.y,
            row.width,
            &quote,
            screen.style(Role::Quote),
        );
    }
    // Where the sheet is low, the quote's blank row goes first.
    let first = if usize::from(area.height) > choices.len() + 1 {
        2
    } else {
        1
    };
    let widest = choices.iter().map(|(_, name, _)| columns(name)).max();
    let widest = u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX);
    for (slot, (key, name, description)) in choices.iter().enumerate() {
        let Some(row) = row_of(area, first + slot) else {
            break;
        };
        put(
            buffer,
            row.x,
            row.y,
            row.width,
            key.encode_utf8(&mut [0; 4]),
            screen.style(Role::Key),
        );
        let style = if verdicts {
            screen.words()
        } else if fitting == Some(slot) {
            screen.style(Role::MatchCurrent)
        } else {
            screen.label_style(Some(name))
        };
        let x = row.x + 3;
        put_short(
            buffer,
            x,
            row.y,
            row.right().saturating_sub(x),
            &name.replace('_', " "),
            style,
        );
        let x = x.saturating_add(widest).saturating_add(2);
        put_short(
            buffer,
            x,
            row.y,
            row.right().saturating_sub(x),
            description,
            screen.style(Role::Hint),
        );
    }
}
