//! The heading of a group in the list: its day or source, and what is in it.

use crate::app::geometry::LIST_SIGNS;
use crate::config::Role;
use crate::model::query::Grouping;
use crate::text::width::columns;
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_right, put_short};
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws it in the first line of `area`; `sign` tells whether the group is closed.
pub fn heading(screen: &Screen<'_>, area: Rect, group: &str, sign: &str, buffer: &mut Buffer) {
    let (x, end) = (area.x + 1, area.right().saturating_sub(1));
    put(buffer, x, area.y, 1, sign, screen.style(Role::Dim));
    let told = match screen.app.list.in_group(&group.into()) {
        None => String::new(),
        Some(count) if count.unread == 0 => count.articles.to_string(),
        Some(count) => format!("{} unread of {}", count.unread, count.articles),
    };
    let x = (area.x + LIST_SIGNS).min(end);
    let right = put_right(buffer, (x, end), area.y, &told, screen.style(Role::Dim));
    let room = right.saturating_sub(x + 1);
    let name = match screen.app.list.grouping() {
        Some(Grouping::Day) => day(screen, group, usize::from(room)),
        _ => group.to_owned(),
    };
    put_short(buffer, x, area.y, room, &name, screen.style(Role::Heading));
}

/// `Today`, `Yesterday`, `Monday, 23 November`, with the year when it is not this one; in short where there is less room.
fn day(screen: &Screen<'_>, group: &str, room: usize) -> String {
    let Ok(date) = group.parse::<Date>() else {
        return group.to_owned();
    };
    let today = screen.app.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    if date == today {
        return "Today".to_owned();
    }
    if date.tomorrow().is_ok_and(|next| next == today) {
        return "Yesterday".to_owned();
    }
    let year = if date.year() == today.year() {
        ""
    } else {
        " %Y"
    };
    let forms = ["%A, %-d %B", "%a, %-d %b", "%-d %b"];
    let mut days = forms
        .map(|form| date.strftime(&format!("{form}{year}")).to_string())
        .into_iter();
    let fits = days.find(|day| columns(day) <= room);
    fits.unwrap_or_else(|| group.to_owned())
}
