//! The reader in words: the article when it is opened, then what the cursor comes to.

use super::article::{head, paragraph, percent, sentence};
use super::told::{Place, selected};
use crate::app::App;
use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;

fn end_of_text() -> String {
    "End of the article. next-unread goes on, back goes to the list.".to_owned()
}

pub(super) fn all(app: &App) -> Vec<String> {
    let Some(opened) = app.reader.article() else {
        return vec!["Nothing is open.".to_owned()];
    };
    let mut lines = head(app, opened);
    let at = app.reader.cursor;
    if opened.stopped.is_some_and(|stopped| stopped == at) {
        lines.push(format!(
            "You stopped here, {} percent in:",
            percent(opened, at)
        ));
    }
    lines.extend(paragraph(opened, at));
    lines
}

pub(super) fn changes(before: &Place, app: &App, command: Option<Command>) -> Vec<String> {
    let Some(opened) = app.reader.article() else {
        return Vec::new();
    };
    let is_new = before.article.as_ref() != Some(&opened.row.id)
        || before.version.as_ref() != Some(&opened.version.hash);
    // Into the reader one comes by opening; back from a view or the panel one knows the article.
    if is_new || before.scope == Scope::List {
        return all(app);
    }
    let at = app.reader.cursor;
    let mut lines = Vec::new();
    match app.reader.marks.len() {
        n if n > before.marks => lines.push("Marked.".to_owned()),
        n if n < before.marks => lines.push("The mark is gone.".to_owned()),
        _ => {}
    }
    let now = selected(app);
    if now != before.selected {
        lines.push(match now {
            Some(words) => format!("Selected: {words}"),
            None => "Nothing is selected".to_owned(),
        });
    } else if at != before.cursor {
        let by_paragraph = [
            Command::ParagraphForward,
            Command::ParagraphBack,
            Command::Top,
            Command::Onward,
        ];
        lines.extend(match command {
            Some(command) if by_paragraph.contains(&command) => paragraph(opened, at),
            _ => sentence(opened, at),
        });
    } else if command == Some(Command::ParagraphForward) {
        return vec![end_of_text()];
    } else if before.scope != app.scope() {
        lines.push(format!(
            "{}, {} percent.",
            opened.row.title,
            percent(opened, at)
        ));
    }
    lines
}
