//! Surfaces over the panes: a sheet at the foot of the screen, or a view of the whole of it.
//!
//! A sheet has no box: a thin line with a title parts it from the panes above.

use super::Screen;
use super::paint::{clear, put_right, put_short, rule};
use crate::config::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

impl Screen<'_> {
    /// Clears the last `rows` rows above the status line (at most three quarters of the screen) under a line
    /// with a title and hints at its right end; returns the area below the line.
    pub(super) fn sheet(&self, rows: usize, title: &str, hint: &str, buffer: &mut Buffer) -> Rect {
        let main = self.app.geometry().main;
        let whole = main.heading.union(main.body);
        let most = (whole.height - whole.height.div_ceil(4)).max(2);
        let height = u16::try_from(rows + 1).unwrap_or(u16::MAX).min(most);
        let area = Rect {
            y: whole.bottom().saturating_sub(height),
            height,
            ..whole
        };
        clear(buffer, area, self.style(Role::Popup));
        let line = Rect { height: 1, ..area };
        rule(
            buffer,
            line,
            self.signs.horizontal,
            self.style(Role::Separator),
        );
        let mut end = line.right().saturating_sub(2);
        if !hint.is_empty() {
            end = put_right(
                buffer,
                (line.x + 2, end),
                line.y,
                &format!(" {hint} "),
                self.style(Role::Hint),
            );
        }
        let x = line.x + 2;
        put_short(
            buffer,
            x,
            line.y,
            end.saturating_sub(x),
            &format!(" {title} "),
            self.style(Role::PaneTitleActive),
        );
        Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: height.saturating_sub(1),
        }
    }

    /// Clears everything above the status line under a heading; returns the area below the heading.
    pub(super) fn whole(&self, title: &str, hint: &str, buffer: &mut Buffer) -> Rect {
        let main = self.app.geometry().main;
        clear(
            buffer,
            main.heading.union(main.body),
            self.style(Role::Text),
        );
        let line = main.heading;
        let end = put_right(
            buffer,
            (line.x, line.right().saturating_sub(1)),
            line.y,
            hint,
            self.style(Role::Hint),
        );
        let room = end.saturating_sub(line.x + 2);
        put_short(
            buffer,
            line.x + 1,
            line.y,
            room,
            title,
            self.style(Role::PaneTitleActive),
        );
        main.body
    }
}

/// Columns between two sides that stand beside each other.
const GAP: u16 = 4;

/// Two sides of one size: beside each other, or one over the other.
pub(super) fn halves(body: Rect, beside: bool) -> [Rect; 2] {
    if beside {
        let half = body.width.saturating_sub(GAP) / 2;
        let right = Rect {
            x: body.right() - half,
            width: half,
            ..body
        };
        return [
            Rect {
                width: half,
                ..body
            },
            right,
        ];
    }
    let half = body.height / 2;
    let right = Rect {
        y: body.y + half,
        height: body.height - half,
        ..body
    };
    [
        Rect {
            height: half,
            ..body
        },
        right,
    ]
}
