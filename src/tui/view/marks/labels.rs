//! The label palette: one key a label, then one key a verdict or answer; the guidelines in their place.

use crate::app::marks::labels::{Labels, Stage};
use crate::config::Role;
use crate::model::Span;
use crate::text::layout::wrap_prose;
use crate::text::width::columns;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_short, row_of};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// One row of the palette.
struct Choice<'a> {
    key: char,
    name: String,
    description: &'a str,
    style: Style,
}

/// Draws the palette.
pub fn draw(screen: &Screen<'_>, labels: &Labels, buffer: &mut Buffer) {
    if labels.guidelines {
        return guidelines(screen, buffer);
    }
    let choices = choices(screen, labels);
    let (title, hint) = match &labels.stage {
        Stage::Label(_, Some(_)) => (
            "Claim".to_owned(),
            "Enter takes the lit label, ? guidelines",
        ),
        Stage::Label(_, None) => ("Label".to_owned(), "? guidelines, Esc goes back"),
        Stage::Verdict(_) => ("Verdict".to_owned(), "any other key goes on without one"),
        Stage::Attribute(labelled, number) => {
            let name = labelled.body.label.as_deref().unwrap_or_default();
            let label = screen.app.scheme.label(name);
            let asked = label.and_then(|label| label.attributes.get(*number));
            (
                asked.map_or(String::new(), |asked| asked.name.to_string()),
                "any other key goes on without an answer",
            )
        }
    };
    let quote = format!("“{}”", labels.quote.replace('\n', " "));
    let area = screen.sheet(choices.len() + 2, &title, hint, buffer);
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
    let widest = choices.iter().map(|choice| columns(&choice.name)).max();
    let widest = u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX);
    for (slot, choice) in choices.iter().enumerate() {
        let Some(row) = row_of(area, first + slot) else {
            break;
        };
        put(
            buffer,
            row.x,
            row.y,
            row.width,
            choice.key.encode_utf8(&mut [0; 4]),
            screen.style(Role::Key),
        );
        let x = row.x + 3;
        put_short(
            buffer,
            x,
            row.y,
            row.right().saturating_sub(x),
            &choice.name,
            choice.style,
        );
        let x = x.saturating_add(widest).saturating_add(2);
        put_short(
            buffer,
            x,
            row.y,
            row.right().saturating_sub(x),
            choice.description,
            screen.style(Role::Hint),
        );
    }
}

fn choices<'a>(screen: &'a Screen<'_>, labels: &Labels) -> Vec<Choice<'a>> {
    let scheme = &screen.app.scheme;
    let shown = |name: &str| name.replace('_', " ");
    let label_of = |body: &crate::model::Body| body.label.clone().unwrap_or_default();
    match &labels.stage {
        Stage::Label(_, fitting) => {
            let choice = |(index, label): (usize, &'a crate::model::label::Label)| Choice {
                key: label.key,
                name: format!("{}{}", "  ".repeat(scheme.depth(label)), shown(&label.name)),
                description: &label.description,
                style: if *fitting == Some(index) {
                    screen.style(Role::MatchCurrent)
                } else {
                    screen.label_style(Some(&label.name))
                },
            };
            scheme.labels.iter().enumerate().map(choice).collect()
        }
        Stage::Verdict(labelled) => {
            let verdicts = scheme.verdicts_of(&label_of(&labelled.body)).into_iter();
            let choice = |verdict: &'a crate::model::label::Verdict| Choice {
                key: verdict.key,
                name: shown(&verdict.name),
                description: &verdict.description,
                style: screen.words(),
            };
            verdicts.map(choice).collect()
        }
        Stage::Attribute(labelled, number) => {
            let label = scheme.label(&label_of(&labelled.body));
            let asked = label.and_then(|label| label.attributes.get(*number));
            let values = asked.map_or(&[][..], |asked| asked.values.as_slice());
            let choice = |(key, value): &(char, crate::model::SafeText)| Choice {
                key: *key,
                name: shown(value),
                description: "",
                style: screen.words(),
            };
            values.iter().map(choice).collect()
        }
    }
}

/// What the scheme says to annotators: about all of it, then label by label.
fn guidelines(screen: &Screen<'_>, buffer: &mut Buffer) {
    let scheme = &screen.app.scheme;
    let width = usize::from(screen.app.geometry().main.body.width.saturating_sub(4)).max(1);
    let mut rows: Vec<(String, Style)> = Vec::new();
    let mut paragraph = |text: &str, style: Style| {
        for line in wrap_prose(text, Span::new(0, text.len()), width) {
            rows.push((line.of(text).to_owned(), style));
        }
    };
    paragraph(&scheme.guidelines.replace('\n', " "), screen.words());
    for label in &scheme.labels {
        let words = if label.guidelines.is_empty() {
            label.description.as_str()
        } else {
            label.guidelines.as_str()
        };
        let line = format!("{} {}: {}", label.key, label.name, words.replace('\n', " "));
        paragraph(&line, screen.label_style(Some(&label.name)));
    }
    let title = format!("Guidelines: {}", scheme.name);
    let area = screen.sheet(rows.len(), &title, "any key goes back", buffer);
    for (slot, (line, style)) in rows.iter().enumerate() {
        let Some(row) = row_of(area, slot) else {
            break;
        };
        put_short(buffer, row.x, row.y, row.width, line, *style);
    }
}
