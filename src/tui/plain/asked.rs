//! What a person is asked for, in words: a decision on a card, a note, a line, a label.

use super::page;
use crate::app::App;
use crate::app::layer::Layer;
use crate::app::marks::labels::Stage;
use crate::app::triage::rows::Part;
use crate::model::SafeText;

/// The card: title and key facts, and what can be done.
pub(super) fn deck(app: &App) -> Vec<String> {
    let Some(Layer::Deck(deck)) = app.layers.last() else {
        return Vec::new();
    };
    if deck.card().is_none() {
        let told = deck.decisions();
        let told: Vec<String> = told
            .iter()
            .map(|(made, count)| format!("{count} {}", made.word()))
            .collect();
        return vec![format!("No card is left. {}", told.join(", "))];
    }
    let mut lines = vec![format!("{} left.", deck.left)];
    let rows = deck.rows.iter().filter(|row| row.part != Part::Text);
    lines.extend(
        rows.map(|row| row.text.trim().to_owned())
            .filter(|text| !text.is_empty()),
    );
    lines.push("keep, seen, drop, tag, snooze, open; Enter leaves it for later.".to_owned());
    lines
}

/// How a note is written, and what it says already.
pub(super) fn editor(app: &App) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(Layer::Editor(editor)) = app.layers.last()
        && !editor.typed().is_empty()
    {
        lines.push("The note says; what you write comes after it:".to_owned());
        lines.extend(editor.typed().lines().map(str::to_owned));
    }
    lines.push("Write the note. A line with a single dot saves it.".to_owned());
    lines
}

/// What a prompt asks for, and what may be typed.
pub(super) fn line(app: &App) -> Vec<String> {
    let (question, choices): (&str, Vec<String>) = match app.layers.last() {
        Some(Layer::Tags(prompt)) => ("Tags to give, -TAG takes one away:", texts(&prompt.choices)),
        Some(Layer::Name(prompt)) => ("A name:", texts(&prompt.choices)),
        Some(Layer::Search(_)) => ("Words to look for:", Vec::new()),
        Some(Layer::Palette(_)) => ("A command:", Vec::new()),
        Some(Layer::Correct(_)) => ("The value as it should be:", Vec::new()),
        Some(Layer::Picker(_)) => ("Words of the other mark:", Vec::new()),
        _ => ("Type:", Vec::new()),
    };
    let mut lines = vec![format!("{question} an empty line leaves it.")];
    if !choices.is_empty() {
        lines.push(format!("In use: {}", choices.join(", ")));
    }
    lines
}

fn texts(choices: &[SafeText]) -> Vec<String> {
    choices.iter().map(ToString::to_string).collect()
}

/// The labels or verdicts with their letters.
pub(super) fn labels(app: &App) -> Vec<String> {
    let Some(Layer::Labels(labels)) = app.layers.last() else {
        return page::lines(app);
    };
    let told = |key: char, name: &str| format!("{key} {}", name.replace('_', " "));
    let scheme = &app.scheme;
    let (what, choices): (&str, Vec<String>) = match &labels.stage {
        Stage::Label(..) => (
            "Label",
            scheme
                .labels
                .iter()
                .map(|one| told(one.key, &one.name))
                .collect(),
        ),
        Stage::Verdict(_) => (
            "Verdict",
            scheme
                .verdicts
                .iter()
                .map(|one| told(one.key, &one.name))
                .collect(),
        ),
        Stage::Attribute(..) => return page::lines(app),
    };
    vec![
        format!("{what} for: {}", labels.quote),
        format!("{}. An empty line leaves it.", choices.join(", ")),
    ]
}
