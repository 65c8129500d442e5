//! The tag prompt: what is typed, and the tags it may become.

use crate::app::prompt::tags::{TagPrompt, TagSubject};
use crate::tui::view::Screen;
use crate::tui::view::paint::row_of;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the prompt. Returns where its cursor stands.
pub fn draw(screen: &Screen<'_>, tags: &TagPrompt, buffer: &mut Buffer) -> Option<Position> {
    let title = match &tags.subject {
        TagSubject::Articles(articles) if articles.len() > 1 => {
            format!("Tags of {} articles", articles.len())
        }
        TagSubject::Sources(_) => "Tags of the source, for all its articles".to_owned(),
        TagSubject::Articles(_) => "Tags of the article".to_owned(),
        TagSubject::Span(_) => "Tags of the words".to_owned(),
    };
    let area = screen.sheet(
        2,
        &title,
        "-tag takes one away, Tab completes, Enter gives",
        buffer,
    );
    let cursor = screen.typed_line(row_of(area, 0)?, "# ", &tags.line, buffer);
    if let Some(row) = row_of(area, 1) {
        screen.choices(
            row,
            tags.choices.iter().map(crate::model::SafeText::as_str),
            tags.cursor,
            buffer,
        );
    }
    Some(cursor)
}
