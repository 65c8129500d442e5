//! Moving a cursor over numbered things: the same rule for lists, panels and views.

use super::keys::command::Command;

/// Where a cursor moves to among `len` things with `page` of them on the screen; `None` when `command` moves nothing.
/// A count repeats a step; for the first and last row it names the row, from 1.
pub fn moved(
    command: Command,
    count: Option<usize>,
    cursor: usize,
    len: usize,
    page: usize,
) -> Option<usize> {
    let times = count.unwrap_or(1);
    let page = page.max(1);
    let half = (page / 2).max(1);
    let last = len.saturating_sub(1);
    let to = match command {
        Command::Down => cursor.saturating_add(times),
        Command::Up => cursor.saturating_sub(times),
        Command::Top => count.map_or(0, |row| row.saturating_sub(1)),
        Command::Bottom => count.map_or(last, |row| row.saturating_sub(1)),
        Command::HalfPageDown => cursor.saturating_add(half.saturating_mul(times)),
        Command::HalfPageUp => cursor.saturating_sub(half.saturating_mul(times)),
        Command::PageDown => cursor.saturating_add(page.saturating_mul(times)),
        Command::PageUp => cursor.saturating_sub(page.saturating_mul(times)),
        _ => return None,
    };
    Some(to.min(last))
}

/// The first row on the screen so that the rows `from..=to` are visible among `page` rows; it moves as little as
/// possible. When they do not all fit, the first of them wins.
pub fn scrolled(top: usize, from: usize, to: usize, page: usize) -> usize {
    let lowest = (to + 1).saturating_sub(page.max(1));
    top.max(lowest).min(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_stays_among_its_rows() {
        assert_eq!(moved(Command::Down, Some(3), 8, 10, 5), Some(9));
        assert_eq!(moved(Command::Top, Some(4), 8, 10, 5), Some(3));
        assert_eq!(moved(Command::Bottom, None, 0, 0, 5), Some(0));
        assert_eq!(moved(Command::Star, None, 0, 10, 5), None);
    }

    #[test]
    fn the_screen_follows_as_little_as_possible() {
        assert_eq!(scrolled(0, 3, 3, 5), 0);
        assert_eq!(scrolled(0, 7, 7, 5), 3);
        assert_eq!(scrolled(6, 2, 2, 5), 2);
        assert_eq!(scrolled(0, 4, 12, 5), 4);
    }
}
