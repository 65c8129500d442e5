//! What changed between two versions: figures, marks, then the changed passages with their words in place.

use crate::app::facts::value::ago;
use crate::app::reader::diff::Diff;
use crate::app::reader::diff::rows::{Look, Row};
use crate::config::Role;
use crate::model::{Difference, Revision};
use crate::tui::view::Screen;
use crate::tui::view::paint::{put, put_all, put_short, row_of};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Below this many columns the hints are left out.
const HINTED: u16 = 76;

/// Draws the view.
pub fn draw(screen: &Screen<'_>, diff: &Diff, buffer: &mut Buffer) {
    let title = diff
        .difference
        .as_ref()
        .map_or("What changed".to_owned(), |difference| {
            format!("What changed  {}", difference.title)
        });
    let hint = if screen.app.size.0 < HINTED {
        ""
    } else {
        "]c next, Enter goes there, h l other versions"
    };
    let area = screen.whole(&title, hint, buffer);
    let Some(head) = row_of(area, 0) else { return };
    let x = head.x + 3.min(head.width);
    let room = head.right().saturating_sub(x + 1);
    let Some(difference) = &diff.difference else {
        put_short(
            buffer,
            x,
            head.y,
            room,
            "Comparing …",
            screen.style(Role::Dim),
        );
        return;
    };
    versions(
        screen,
        difference,
        Rect {
            x,
            width: room,
            ..head
        },
        buffer,
    );
    for (slot, (index, row)) in diff.rows.iter().enumerate().skip(diff.top).enumerate() {
        let Some(line) = row_of(area, slot + 2) else {
            break;
        };
        draw_row(screen, row, line, buffer);
        if index == diff.cursor {
            screen.mark_current(line, true, buffer);
        }
    }
}

/// `version 1, 5 days ago → 3, now  of 3`.
fn versions(screen: &Screen<'_>, difference: &Difference, area: Rect, buffer: &mut Buffer) {
    let find = |number: u32| difference.revisions.iter().find(|one| one.number == number);
    let newest = difference.revisions.last().map_or(0, |one| one.number);
    let when = |revision: Option<&Revision>| {
        revision.map_or(String::new(), |one| {
            let read = if one.seen.is_some() { ", read" } else { "" };
            format!(" ({}{read})", ago(one.came, screen.app.now))
        })
    };
    let arrow = screen.plain_signs(" → ");
    let dim = screen.style(Role::Dim);
    let (from, to) = (
        format!("version {}", difference.from),
        difference.to.to_string(),
    );
    let (left, right) = (when(find(difference.from)), when(find(difference.to)));
    let all = if difference.to == newest {
        ", the present one".to_owned()
    } else {
        format!(" of {newest}")
    };
    let words = [
        (from.as_str(), screen.words()),
        (left.as_str(), dim),
        (arrow.as_ref(), dim),
        (to.as_str(), screen.words()),
        (right.as_str(), dim),
        (all.as_str(), dim),
    ];
    put_all(buffer, area.x, area.y, area.width, &words);
}

fn draw_row(screen: &Screen<'_>, row: &Row, line: Rect, buffer: &mut Buffer) {
    let sign = match row.sign {
        '+' => screen.style(Role::Added),
        '-' => screen.style(Role::Removed),
        _ => screen.style(Role::Dim),
    };
    put(
        buffer,
        line.x + 1,
        line.y,
        1,
        row.sign.to_string().as_str(),
        sign,
    );
    let x = line.x + 3.min(line.width);
    let mut taken = 0;
    let room = line.right().saturating_sub(x);
    for (words, look) in &row.words {
        let words = match look {
            Look::Dim => screen.plain_signs_beside(words),
            _ => words.clone(),
        };
        taken += put_short(
            buffer,
            x + taken,
            line.y,
            room - taken,
            &words,
            style(screen, *look),
        );
    }
}

fn style(screen: &Screen<'_>, look: Look) -> Style {
    match look {
        Look::Kept => screen.words(),
        Look::Removed => screen.style(Role::Removed),
        Look::Added => screen.style(Role::Added),
        Look::Heading => screen.style(Role::Heading),
        Look::Dim => screen.style(Role::Dim),
    }
}

impl Screen<'_> {
    /// The signs of ours among words: arrows and dots in ASCII where the terminal has no more; letters stay.
    fn plain_signs_beside(&self, words: &str) -> String {
        if !self.signs.ascii {
            return words.to_owned();
        }
        words
            .replace('→', ">")
            .replace('⋯', "~")
            .replace('·', "-")
            .replace('•', "*")
    }
}
