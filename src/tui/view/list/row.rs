//! A row of the list: an article's title, then what is known about it.

use super::day;
use crate::app::geometry::LIST_SIGNS;
use crate::app::list::ShownRow;
use crate::app::list::snooze::when;
use crate::config::Role;
use crate::model::article::Published;
use crate::model::row::Under;
use crate::model::{ArticleRow, Snooze, Span};
use crate::text::excerpt::excerpt;
use crate::text::hits::hits;
use crate::text::width::columns;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_right, put_short, tint};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns by which a row under another one stands to the right.
const UNDER: u16 = 2;
/// From this width on a snippet has the day of its article beside it.
const ROOM_FOR_DAY: u16 = 40;
/// From this width on a story tells in how many publications it stands.
const ROOMY: u16 = 48;

/// Draws it in as many lines as `area` has: two, or one where the list is wide.
pub(super) fn draw(screen: &Screen<'_>, area: Rect, shown: &ShownRow<'_>, buffer: &mut Buffer) {
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
    if area.height < 2 {
        let known = known(screen, shown);
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
    let below = Rect {
        x,
        y: area.y + 1,
        width: end - x,
        height: 1,
    };
    if !snippet(screen, below, shown, buffer) {
        facts(screen, (below, area.width), shown, buffer);
    }
}

/// Writes what is known of an article, and right of it what it holds and what is folded under it.
fn facts(
    screen: &Screen<'_>,
    (area, pane): (Rect, u16),
    shown: &ShownRow<'_>,
    buffer: &mut Buffer,
) {
    let mut counts = counts(screen, shown);
    if let Some(folded) = folded(screen, shown, pane) {
        counts.insert(0, (folded, screen.style(Role::Dim)));
    }
    let mut right = area.right();
    for (text, style) in counts.iter().rev() {
        let start = put_right(buffer, (area.x, right), area.y, text, *style);
        right = start.saturating_sub(2).max(area.x);
    }
    let (room, dim) = (right - area.x, screen.style(Role::Dim));
    let known = known(screen, shown).join(" ");
    put_short(buffer, area.x, area.y, room, &known, dim);
}

/// Writes what stands around the words of the filter in the text, and where there is room the day. Whether there is any.
fn snippet(screen: &Screen<'_>, area: Rect, shown: &ShownRow<'_>, buffer: &mut Buffer) -> bool {
    let Some(found) = screen.app.list.snippet(&shown.row) else {
        return false;
    };
    let mut room = area;
    if let Some(published) = shown.row.published.filter(|_| area.width >= ROOM_FOR_DAY) {
        let (day, dim) = (day(screen, published), screen.style(Role::Dim));
        let right = put_right(buffer, (area.x, area.right()), area.y, &day, dim);
        room.width = right.saturating_sub(area.x + 2);
    }
    // Words at the beginning or the end of a line leave the other side more room, wide letters leave less.
    let width = usize::from(room.width);
    let part = |pairs: usize| excerpt(&found.text, found.lit, width % 2 + 2 * pairs).text;
    let (mut fits, mut most) = (0, width / 2);
    while fits < most {
        let pairs = (fits + most).div_ceil(2);
        if columns(&part(pairs)) <= width {
            fits = pairs;
        } else {
            most = pairs - 1;
        }
    }
    let words = part(fits);
    put_short(buffer, room.x, room.y, room.width, &words, screen.words());
    light(screen, room, &words, buffer);
    true
}

/// Lights the words of the filter in a title or a part of the text.
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

/// State, source, date and tags, for the second row.
fn known(screen: &Screen<'_>, shown: &ShownRow<'_>) -> Vec<String> {
    let row = &shown.row;
    if let Some(Under::SameText(place)) = &row.under {
        return vec![place.to_string()];
    }
    // What is special of the row stays where there is little room.
    let mut known = states(screen, row);
    known.push(row.source.to_string());
    // Without a date of its own an article stands where it arrived.
    known.push(match row.published {
        Some(published) => day(screen, published),
        None => format!("added {}", day(screen, Published::moment(row.added))),
    });
    let between = format!(" {} ", screen.signs.dot);
    let mut known = vec![known.join(&between)];
    known.extend(row.tags.iter().map(|tag| format!("#{tag}")));
    known
}

/// Why the row is none like the others, if it is not.
fn states(screen: &Screen<'_>, row: &ArticleRow) -> Vec<String> {
    let mut states = Vec::new();
    if row.updated {
        states.push(format!("{} updated", screen.signs.updated));
    }
    if let Some(rule) = &row.hidden_by {
        states.push(format!("hidden by rule {rule}"));
    }
    match row.snooze {
        Snooze::Never => {}
        Snooze::StoryChanges => states.push("rests until the story goes on".to_owned()),
        Snooze::Until(at) => {
            let zone = screen.app.settings.zone.clone();
            let back = when(at, &screen.app.now.to_zoned(zone));
            states.push(format!("rests until {back}"));
        }
    }
    if row.archived {
        states.push("archived".to_owned());
    }
    if matches!(row.under, Some(Under::Copy)) {
        states.push("copy".to_owned());
    }
    states
}

/// What stands under the row: `+3 copies`, or of a story `5 articles · 3 sources`.
fn folded(screen: &Screen<'_>, shown: &ShownRow<'_>, width: u16) -> Option<String> {
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
fn counts(screen: &Screen<'_>, shown: &ShownRow<'_>) -> Vec<(String, Style)> {
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
