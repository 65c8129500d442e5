//! The prompt for a name, and the names it may become.

use crate::app::prompt::name::{NamePrompt, Subject};
use crate::model::SafeText;
use crate::tui::view::Screen;
use crate::tui::view::paint::row_of;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the prompt. Returns where its cursor stands.
pub fn draw(screen: &Screen<'_>, prompt: &NamePrompt, buffer: &mut Buffer) -> Option<Position> {
    let title = match &prompt.subject {
        Subject::RenameSource(_) => "Name of the source".to_owned(),
        Subject::MoveSource(_) => "Into which folder".to_owned(),
        Subject::RenameFolder(folder) => format!("Path of {folder}"),
        Subject::MoveFolder(folder) => format!("Into which folder goes {}", folder.name()),
        Subject::RenameSearch(name) => format!("Name of the search {name}"),
        Subject::SaveSearch(query) => format!("Keep {query} as"),
        Subject::Snooze => "Snooze until".to_owned(),
        Subject::OpenSearch => "Which kept search".to_owned(),
    };
    let hint = match prompt.subject {
        Subject::RenameSource(_) => "Enter gives it; nothing is its own name",
        Subject::MoveSource(_) | Subject::MoveFolder(_) => {
            "Tab completes, / goes deeper, nothing is the top"
        }
        Subject::Snooze => "3d, 2w, friday, 2026-12-24; story: until it goes on",
        _ => "Tab completes, Enter takes it",
    };
    let area = screen.sheet(2, &title, hint, buffer);
    let cursor = screen.typed_line(row_of(area, 0)?, "> ", &prompt.line, buffer);
    if let Some(row) = row_of(area, 1) {
        let choices = prompt.choices.iter().map(SafeText::as_str);
        screen.choices(row, choices, prompt.cursor, buffer);
    }
    Some(cursor)
}
