//! The article list: one article in two rows — its title, then what is known about it.

mod group;

use super::Screen;
use super::paint::{put, put_all, put_right, put_short, row_of, tint};
use crate::app::Focus;
use crate::app::geometry::{LIST_SIGNS, Pane};
use crate::app::keys::command::Command;
use crate::app::list::snooze::when;
use crate::app::list::{List, ShownRow};
use crate::config::Role;
use crate::model::article::Published;
use crate::model::query::SortKey;
use crate::model::row::Under;
use crate::model::{Snooze, Span};
use crate::text::hits::hits;
use crate::text::width::columns;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// Columns by which a row under another one stands to the right.
const UNDER: u16 = 2;
/// From this width on a story tells in how many publications it stands.
const ROOMY: u16 = 48;

/// Draws the list.
pub fn draw(screen: &Screen<'_>, pane: Pane, buffer: &mut Buffer) {
    heading(screen, pane.heading, buffer);
    let list = &screen.app.list;
    if list.loaded && list.total() == 0 {
        return empty(screen, pane.body, buffer);
    }
    let height = screen.app.geometry().list_row_height();
    for slot in screen.app.list_slots() {
        let index = slot.index;
        let above = slot.line.checked_sub(1);
        if let Some((group, line)) = slot.heading.zip(above.and_then(|at| row_of(pane.body, at))) {
            group::heading(screen, line, &group, screen.signs.unfolded, buffer);
        }
        let Some(first) = row_of(pane.body, slot.line) else {
            break;
        };
        let area = Rect { height, ..first }.intersection(pane.body);
        match (list.row(index, &screen.app.pending), list.closed(index)) {
            (Some(_), Some(group)) => {
                group::heading(screen, area, &group, screen.signs.folded, buffer);
            }
            (Some(shown), None) => row(screen, area, &shown, buffer),
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
    let rows = format!("  {rows}");
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

fn row(screen: &Screen<'_>, area: Rect, shown: &ShownRow, buffer: &mut Buffer) {
    let signs = screen.signs;
    let row = &shown.row;
    let state = if shown.unsaved {
        Some((signs.unsaved, screen.style(Role::Unsaved)))
    } else if !row.read {
        Some((signs.unread, screen.style(Role::Accent)))
    } else {
        None
    };
    if let Some((sign, style)) = state {
        put(buffer, area.x + 1, area.y, 1, sign, style);
    }
    let title = match (row.read, row.archived) {
        (_, true) => screen.style(Role::Dim),
        (true, false) => screen.style(Role::Read),
        (false, false) => screen.style(Role::Unread),
    };
    let mut x = area.x + LIST_SIGNS;
    let end = area.right().saturating_sub(1).max(x);
    if row.under.is_some() {
        put(buffer, x, area.y, 1, signs.under, screen.style(Role::Dim));
        x = (x + UNDER).min(end);
    }
    let list = &screen.app.list;
    if list.has_folded(row) && area.height > 1 {
        let sign = if list.is_unfolded(&row.id) {
            signs.unfolded
        } else {
            signs.folded
        };
        put(
            buffer,
            area.x + 1,
            area.y + 1,
            1,
            sign,
            screen.style(Role::Dim),
        );
    }
    let words: &str = match row.under {
        Some(Under::SameText(_)) => "The same text",
        _ => &row.title,
    };
    let known = known(screen, shown);
    if area.height < 2 {
        let right = put_right(
            buffer,
            (x, end),
            area.y,
            &known.join("  "),
            screen.style(Role::Dim),
        );
        let width = right.saturating_sub(x + 2);
        put_short(buffer, x, area.y, width, words, title);
        light(screen, Rect { x, width, ..area }, words, buffer);
        return;
    }
    let mut title_end = end;
    if row.starred {
        title_end = put_right(
            buffer,
            (x, end),
            area.y,
            signs.starred,
            screen.style(Role::Star),
        )
        .saturating_sub(1);
    }
    put_short(buffer, x, area.y, title_end.saturating_sub(x), words, title);
    let room = Rect {
        x,
        width: title_end.saturating_sub(x),
        height: 1,
        ..area
    };
    light(screen, room, words, buffer);
    let mut counts = counts(screen, shown);
    if let Some(folded) = folded(screen, shown, area.width) {
        counts.insert(0, (folded, screen.style(Role::Dim)));
    }
    let mut right = end;
    for (text, style) in counts.iter().rev() {
        let start = put_right(buffer, (x, right), area.y + 1, text, *style);
        right = start.saturating_sub(2).max(x);
    }
    put_short(
        buffer,
        x,
        area.y + 1,
        right.saturating_sub(x),
        &known.join(" "),
        screen.style(Role::Dim),
    );
}

/// Lights the words of the filter in a title.
fn light(screen: &Screen<'_>, area: Rect, title: &str, buffer: &mut Buffer) {
    for span in hits(title, &screen.app.list.needles) {
        let column = |end: usize| {
            let before = columns(Span::new(0, end).of(title));
            u16::try_from(before).unwrap_or(u16::MAX).min(area.width)
        };
        let (from, to) = (column(span.start), column(span.end));
        let place = Rect {
            x: area.x + from,
            width: to - from,
            ..area
        };
        tint(buffer, place, screen.style(Role::Match));
    }
}

/// Source, date, tags and state, for the second row.
fn known(screen: &Screen<'_>, shown: &ShownRow) -> Vec<String> {
    let row = &shown.row;
    if let Some(Under::SameText(place)) = &row.under {
        return vec![place.to_string()];
    }
    let mut known = vec![row.source.as_str().to_owned()];
    // Without a date of its own an article stands where it arrived.
    known.push(if let Some(published) = row.published {
        format!("{} {}", screen.signs.dot, day(screen, published))
    } else {
        let added = day(screen, Published::moment(row.added));
        format!("{} added {added}", screen.signs.dot)
    });
    if matches!(row.under, Some(Under::Copy)) {
        known.push(format!("{} copy", screen.signs.dot));
    }
    if row.archived {
        known.push(format!("{} archived", screen.signs.dot));
    }
    if let Some(rule) = &row.hidden_by {
        known.push(format!("{} hidden by rule {rule}", screen.signs.dot));
    }
    match row.snooze {
        Snooze::Never => {}
        Snooze::StoryChanges => known.push(format!(
            "{} rests until the story goes on",
            screen.signs.dot
        )),
        Snooze::Until(at) => {
            let back = when(
                at,
                &screen.app.now.to_zoned(screen.app.settings.zone.clone()),
            );
            known.push(format!("{} rests until {back}", screen.signs.dot));
        }
    }
    if row.updated {
        known.push(format!(
            "{} {} updated",
            screen.signs.dot, screen.signs.updated
        ));
    }
    known.extend(row.tags.iter().map(|tag| format!("#{tag}")));
    known
}

/// What stands under the row: `+3 copies`, or of a story `5 articles · 3 sources`.
fn folded(screen: &Screen<'_>, shown: &ShownRow, width: u16) -> Option<String> {
    let row = &shown.row;
    if !screen.app.list.has_folded(row) {
        return None;
    }
    let Some(story) = row.story.as_ref().filter(|_| screen.app.list.stories) else {
        return Some(match row.copy_count() {
            1 => "+1 copy".to_owned(),
            n => format!("+{n} copies"),
        });
    };
    let articles = format!("{} articles", story.articles);
    Some(match story.sources {
        _ if width < ROOMY => articles,
        1 => format!("{articles} {} 1 source", screen.signs.dot),
        n => format!("{articles} {} {n} sources", screen.signs.dot),
    })
}

/// Numbers of key facts, notes and disagreements; what is nought is not said.
fn counts(screen: &Screen<'_>, shown: &ShownRow) -> Vec<(String, Style)> {
    let (signs, row) = (screen.signs, &shown.row);
    if matches!(row.under, Some(Under::SameText(_))) {
        return Vec::new();
    }
    // Who annotates blind is not told how much others marked either.
    let notes = if screen.app.settings.blind {
        0
    } else {
        row.notes
    };
    let said = [
        (
            row.disagreements,
            signs.disagree,
            screen.style(Role::Disagree),
        ),
        (notes, signs.notes, screen.style(Role::Accent)),
        (row.facts, signs.facts, screen.style(Role::Dim)),
    ];
    said.into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, sign, style)| (format!("{count} {sign}"), style))
        .collect()
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
    } else if screen.app.list.filter.is_empty() {
        vec![
            (String::new(), "No articles yet.".to_owned()),
            (String::new(), String::new()),
            (key(Command::Add), "add a file or a folder".to_owned()),
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
