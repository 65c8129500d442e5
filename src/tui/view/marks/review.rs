//! The review queue: the marks whose text changed, and of the one under the cursor the old words beside the new ones.

use crate::app::marks::review::{Review, list_rows};
use crate::config::Role;
use crate::model::Span;
use crate::model::review::Queue;
use crate::model::{AnchorState, Excerpt, ReviewItem};
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_all, put_right, put_short, row_of, rule};
use crate::tui::view::sheet::halves;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From this many columns old and new words stand side by side.
const SIDE_BY_SIDE: u16 = 72;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, review: &Review, buffer: &mut Buffer) {
    let filter = if review.filter.is_empty() {
        String::new()
    } else {
        format!("  {}", review.filter)
    };
    let (name, hint) = match review.queue {
        Queue::Waiting => ("Review", "a accept  e pick  x gone  o orphans"),
        Queue::Orphans => ("Orphans", "a take  e pick  o what waits"),
    };
    let title = format!("{name}  {}{filter}", review.page.total);
    let area = screen.whole(&title, hint, buffer);
    if review.loaded && review.page.total == 0 {
        let words = match (review.filter.is_empty(), review.queue) {
            (false, _) => "Nothing here fits the filter; / and Esc shows the whole library.",
            (true, Queue::Waiting) => "No mark lost its words: nothing waits for you.",
            (true, Queue::Orphans) => "No mark lost its words for good.",
        };
        return screen.key_lines(area, &[(String::new(), words.to_owned())], buffer);
    }
    let list = Rect {
        height: list_rows(area.height),
        ..area
    };
    for slot in 0..usize::from(list.height) {
        let index = review.top + slot;
        let item = index.checked_sub(review.page.first);
        let (Some(item), Some(line)) = (
            item.and_then(|at| review.page.rows.get(at)),
            row_of(list, slot),
        ) else {
            continue;
        };
        row(screen, line, item, buffer);
        if index == review.cursor {
            screen.mark_current(line, true, buffer);
        }
    }
    if list.height < area.height {
        let rest = Rect {
            y: list.bottom(),
            height: area.height - list.height,
            ..area
        };
        compared(screen, rest, review, buffer);
    }
}

fn row(screen: &Screen<'_>, line: Rect, item: &ReviewItem, buffer: &mut Buffer) {
    let annotation = &item.note.annotation;
    let is_pending = screen.app.pending.queue.iter().any(|waiting| {
        matches!(&waiting.change.action, crate::model::Action::EditTarget { annotation: id, .. } if *id == annotation.id)
    });
    let label = annotation.body.label.as_deref();
    let (sign, style) = if is_pending {
        (screen.signs.unsaved, screen.style(Role::Unsaved))
    } else {
        (screen.signs.mark, screen.label_style(label))
    };
    put(buffer, line.x + 1, line.y, 1, sign, style);
    let state = match item.note.state {
        AnchorState::Ambiguous => "several places",
        AnchorState::Orphan => "words gone",
        AnchorState::Changed | AnchorState::Exact | AnchorState::Moved => "changed",
    };
    let end = put_right(
        buffer,
        (line.x, line.right().saturating_sub(1)),
        line.y,
        state,
        screen.style(Role::Warning),
    );
    let quote = annotation
        .target
        .as_ref()
        .map_or(String::new(), |target| target.quote.replace('\n', " "));
    let label = label.map_or(String::new(), |label| format!("{label}  "));
    let parts = [
        (label.as_str(), screen.style(Role::Accent)),
        (quote.as_str(), screen.words()),
        ("  ", screen.words()),
        (item.note.title.as_str(), screen.style(Role::Dim)),
    ];
    let x = line.x + 3;
    put_all(buffer, x, line.y, end.saturating_sub(x + 2), &parts);
}

/// The words as they were and as they are.
fn compared(screen: &Screen<'_>, area: Rect, review: &Review, buffer: &mut Buffer) {
    let line = Rect { height: 1, ..area };
    rule(
        buffer,
        line,
        screen.signs.horizontal,
        screen.style(Role::Separator),
    );
    let Some(item) = review.current() else { return };
    let body = Rect {
        x: area.x + 2.min(area.width),
        y: area.y + 1,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(1),
    };
    let [left, right] = halves(body, area.width >= SIDE_BY_SIDE);
    side(
        screen,
        left,
        "As it was",
        &item.before,
        Role::Removed,
        buffer,
    );
    let places = item.places.len();
    if let Some(place) = review.place() {
        let heading = if places > 1 {
            format!(
                "{} of {places} places; l and h show the others",
                review.choice + 1
            )
        } else if item.note.state == AnchorState::Orphan {
            "What is most like it now".to_owned()
        } else {
            "As it is now".to_owned()
        };
        side(screen, right, &heading, &place.excerpt, Role::Added, buffer);
    } else {
        let nothing = Excerpt {
            text: "Nothing in the present text is like these words.".into(),
            lit: Span::default(),
        };
        side(screen, right, "As it is now", &nothing, Role::Added, buffer);
    }
}

fn side(
    screen: &Screen<'_>,
    area: Rect,
    heading: &str,
    excerpt: &Excerpt,
    lit: Role,
    buffer: &mut Buffer,
) {
    let Some(head) = row_of(area, 0) else { return };
    put_short(
        buffer,
        head.x,
        head.y,
        head.width,
        heading,
        screen.style(Role::Heading),
    );
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    screen.excerpt(body, (&excerpt.text, excerpt.lit), lit, buffer);
}
