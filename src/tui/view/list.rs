//! The article list: one article in two rows — its title, then what is known about it.

mod group;
mod row;

use super::Screen;
use super::paint::{put, put_all, put_right, put_short, row_of, tint};
use crate::app::Focus;
use crate::app::geometry::{LIST_SIGNS, Pane};
use crate::app::keys::command::Command;
use crate::app::list::List;
use crate::config::Role;
use crate::model::article::Published;
use crate::model::query::SortKey;
use crate::text::width::columns;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Draws the list.
pub fn draw(screen: &Screen<'_>, pane: Pane, buffer: &mut Buffer) {
    heading(screen, pane.heading, buffer);
    let list = &screen.app.list;
    if list.loaded && list.total() == 0 {
        return empty(screen, pane.body, buffer);
    }
    for slot in screen.app.list_slots() {
        let index = slot.index;
        let above = slot.line.checked_sub(1);
        if let Some((group, line)) = slot.heading.zip(above.and_then(|at| row_of(pane.body, at))) {
            group::heading(screen, line, &group, screen.signs.unfolded, buffer);
        }
        let Some(first) = row_of(pane.body, slot.line) else {
            break;
        };
        let height = u16::try_from(slot.height).unwrap_or(1);
        let area = Rect { height, ..first }.intersection(pane.body);
        match (list.row(index, &screen.app.pending), list.closed(index)) {
            (Some(_), Some(group)) => {
                group::heading(screen, area, &group, screen.signs.folded, buffer);
            }
            (Some(shown), None) => row::draw(screen, area, &shown, buffer),
            (None, _) => {
                put(
                    buffer,
                    area.x + LIST_SIGNS,
                    area.y,
                    1,
                    "…",
                    screen.style(Role::Dim),
                );
            }
        }
        if list.selected(index) {
            tint(buffer, area, screen.style(Role::Selection));
        }
        if index == list.cursor {
            screen.mark_current(area, screen.app.focus == Focus::List, buffer);
        }
    }
}

fn heading(screen: &Screen<'_>, area: Rect, buffer: &mut Buffer) {
    let list = &screen.app.list;
    let title = screen.heading_style(screen.app.focus == Focus::List);
    let taken = put_short(
        buffer,
        area.x + 1,
        area.y,
        area.width.saturating_sub(1),
        if list.stories { "Stories" } else { "Articles" },
        title,
    );
    let order = list
        .query
        .sort
        .first()
        .map_or((SortKey::Date, true), |sort| (sort.key, sort.descending));
    let key = match order.0 {
        SortKey::Date => "date",
        SortKey::Title => "title",
        SortKey::Source => "source",
        SortKey::Facts => "facts",
        SortKey::Notes => "notes",
        SortKey::Disagreements => "disagreements",
        SortKey::Added => "arrival",
        SortKey::Read => "reading",
        SortKey::Rank => "rank",
    };
    let direction = if order.1 {
        screen.signs.down
    } else {
        screen.signs.up
    };
    let right = format!("{key} {direction} ");
    let start = area.x + 1 + taken;
    let end = put_right(
        buffer,
        (start, area.right()),
        area.y,
        &right,
        screen.style(Role::Dim),
    );
    let filter = if list.filter.is_empty() {
        String::new()
    } else {
        format!("  {}", list.filter)
    };
    // A column stays free before the order.
    let room = end.saturating_sub(start).saturating_sub(1);
    let count = if list.loaded {
        count(list, usize::from(room).saturating_sub(columns(&filter)))
    } else {
        String::new()
    };
    let words = [
        (count.as_str(), number_style(screen, Role::Dim)),
        (filter.as_str(), screen.style(Role::Accent)),
    ];
    put_all(buffer, start, area.y, room, &words);
}

/// The style of a number of the list: fainter until it is counted anew.
pub fn number_style(screen: &Screen<'_>, role: Role) -> Style {
    let style = screen.style(role);
    if screen.app.list.counted {
        style
    } else {
        style.add_modifier(Modifier::DIM)
    }
}

/// How many rows there are, and what is folded under them, in as many words as there is room for.
fn count(list: &List, room: usize) -> String {
    // A story unfolded is one story still; a copy unfolded is an article of the list.
    let (rows, folded) = if list.stories {
        (
            list.told.saturating_sub(list.page.unfolded),
            list.page.folded,
        )
    } else {
        (
            list.told,
            list.page.folded.saturating_sub(list.page.unfolded),
        )
    };
    let more = if list.is_cut { "+" } else { "" };
    let rows = format!("  {rows}{more}");
    let what = match (list.stories, folded) {
        (_, 0) => return rows,
        (true, 1) => "1 article more",
        (true, _) => "articles more",
        (false, 1) => "1 copy folded",
        (false, _) => "copies folded",
    };
    let number = if folded == 1 {
        String::new()
    } else {
        format!("{folded} ")
    };
    let all = format!("{rows}, {number}{what}");
    if columns(&all) <= room {
        all
    } else {
        format!("{rows} +{folded}")
    }
}

/// `14 Mar`, with the year when it is not this one.
pub fn day(screen: &Screen<'_>, published: Published) -> String {
    let date = published.date();
    let today = screen.app.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let format = if date.year() == today.year() {
        "%-d %b"
    } else {
        "%-d %b %Y"
    };
    date.strftime(format).to_string()
}

/// Nothing to list: say which keys to press.
fn empty(screen: &Screen<'_>, area: Rect, buffer: &mut Buffer) {
    let key = |command| screen.key_of(crate::app::keys::scope::Scope::List, command);
    let lines = if screen
        .app
        .status
        .import
        .as_ref()
        .is_some_and(|import| !import.done)
    {
        vec![(String::new(), "Reading articles …".to_owned())]
    } else if let Some(looked) = screen.app.list.looked {
        let told = format!("Looked through {looked} texts …");
        vec![(String::new(), told)]
    } else if screen.app.list.filter.is_empty() {
        vec![
            (String::new(), "No articles yet.".to_owned()),
            (String::new(), String::new()),
            (key(Command::Add), "add a file or a folder".to_owned()),
            (
                key(Command::Subscribe),
                "follow a feed of the web".to_owned(),
            ),
            (key(Command::Help), "show all keys".to_owned()),
            (key(Command::Line), "type a command".to_owned()),
            (key(Command::Quit), "quit".to_owned()),
            (String::new(), String::new()),
            (
                String::new(),
                "Or start with one: pressmark FOLDER".to_owned(),
            ),
        ]
    } else {
        vec![
            (String::new(), "No article fits.".to_owned()),
            (String::new(), String::new()),
            (key(Command::Filter), "change the filter".to_owned()),
            (key(Command::Cancel), "drop it".to_owned()),
        ]
    };
    screen.key_lines(area, &lines, buffer);
}
