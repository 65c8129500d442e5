//! The note editor, a sheet at the foot of the screen: the words the note is on stay in sight above it.

use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;
use crate::app::marks::annotate::Subject;
use crate::app::marks::editor::{Editor, NoteSubject};
use crate::config::Role;
use crate::tui::view::Screen;
use crate::tui::view::paint::put_short;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

/// Rows of text that the editor shows at least, where the screen has them.
const ROWS: usize = 8;

/// Draws the editor. Returns where its cursor stands.
pub fn draw(screen: &Screen<'_>, editor: &Editor, buffer: &mut Buffer) -> Option<Position> {
    let lines = editor.text.lines().len();
    let quoted = usize::from(!editor.quote.is_empty());
    let title = match (&editor.subject, quoted) {
        (NoteSubject::Span(Subject::Mark(..)), _) => "Edit note",
        (NoteSubject::Article(_), _) => "Note on the article",
        (NoteSubject::Link(link), _) if link.relation.is_ruling() => "Note on the ruling",
        (NoteSubject::Link(_), _) => "Note on the link",
        (NoteSubject::Span(Subject::Words(..) | Subject::Gold(_)), _) => "Note",
    };
    let draft = if editor.from_draft {
        "from your draft, "
    } else {
        ""
    };
    let hint = format!(
        "{draft}{} saves, {} keeps a draft",
        screen.key_of(Scope::Editor, Command::SaveNote),
        screen.key_of(Scope::Editor, Command::Cancel),
    );
    let area = screen.sheet(lines.max(ROWS) + quoted * 2, title, &hint, buffer);
    let mut text = area;
    if quoted == 1 && area.height > 3 {
        let quote = format!("“{}”", editor.quote.replace('\n', " "));
        put_short(
            buffer,
            area.x,
            area.y,
            area.width,
            &quote,
            screen.style(Role::Quote),
        );
        text = Rect {
            y: area.y + 2,
            height: area.height - 2,
            ..area
        };
    }
    let mut field = editor.text.clone();
    field.set_style(screen.style(Role::Popup));
    field.set_cursor_line_style(ratatui::style::Style::new());
    field.set_cursor_style(screen.style(Role::Cursor));
    field.set_selection_style(screen.style(Role::Selection));
    (&field).render(text, buffer);
    None
}
