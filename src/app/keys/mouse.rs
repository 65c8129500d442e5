//! The mouse: the wheel scrolls the pane under it, a click moves or opens, dragging selects.

use super::command::Command;
use crate::app::event::{Mouse, MouseKind};
use crate::app::geometry::{Geometry, LIST_SIGNS};
use crate::app::layer::Layer;
use crate::app::marks::notes::ROW_HEIGHT;
use crate::app::reader::Selection;
use crate::app::{App, Focus};
use jiff::Timestamp;

/// Rows of one wheel step, as in most programs.
const WHEEL: usize = 3;
/// Two presses on the same cell within this time are a double click, in milliseconds.
const DOUBLE: i64 = 400;

/// What the last press was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pressed {
    cell: Option<(u16, u16)>,
    at: Timestamp,
    /// The byte of the text where dragging began.
    anchor: Option<usize>,
}

impl App {
    /// Takes what the mouse did.
    pub(in crate::app) fn mouse(&mut self, mouse: Mouse) {
        let geometry = self.geometry();
        if geometry.too_small {
            return;
        }
        if mouse.kind != MouseKind::Release {
            self.status.heard(self.now);
        }
        match mouse.kind {
            MouseKind::WheelUp => self.wheel(&geometry, mouse, false),
            MouseKind::WheelDown => self.wheel(&geometry, mouse, true),
            MouseKind::Press => self.press(&geometry, mouse),
            MouseKind::Drag => self.drag(&geometry, mouse),
            MouseKind::Release => self.pressed.anchor = None,
        }
    }

    fn wheel(&mut self, geometry: &Geometry, mouse: Mouse, down: bool) {
        let step = |at: usize, last: usize, by: usize| {
            if down {
                (at + by).min(last)
            } else {
                at.saturating_sub(by)
            }
        };
        let page = usize::from(geometry.main.body.height.max(1));
        match self.layers.last_mut() {
            Some(Layer::Help(help)) => {
                help.top = step(help.top, help.lines.len().saturating_sub(page), WHEEL);
            }
            Some(Layer::Ledger(ledger)) => {
                ledger.cursor = step(ledger.cursor, ledger.page.total.saturating_sub(1), 1);
            }
            Some(Layer::Disagreements(view)) => {
                view.cursor = step(view.cursor, view.page.total.saturating_sub(1), 1);
            }
            Some(Layer::Adjudication(view)) => {
                view.cursor = step(view.cursor, view.cases.page.total.saturating_sub(1), 1);
            }
            Some(Layer::Notes(notes)) => {
                notes.cursor = step(notes.cursor, notes.page.total.saturating_sub(1), 1);
            }
            Some(Layer::Sources(sources)) => {
                sources.cursor = step(sources.cursor, sources.rows.len().saturating_sub(1), 1);
            }
            Some(_) => {}
            None => {
                let over = |pane: Option<crate::app::geometry::Pane>| {
                    pane.is_some_and(|pane| pane.contains(mouse.column, mouse.row))
                };
                if over(geometry.list) {
                    let by = WHEEL.div_ceil(usize::from(geometry.list_row_height()));
                    self.list.cursor =
                        step(self.list.cursor, self.list.total().saturating_sub(1), by);
                } else if over(geometry.reader) {
                    let height = self.text_height();
                    self.reader.scroll(down, WHEEL, height);
                } else if let Some(pane) = geometry.panel.filter(|_| over(geometry.panel)) {
                    self.panel
                        .scroll(down, WHEEL, usize::from(pane.body.height.max(1)));
                }
            }
        }
    }

    fn press(&mut self, geometry: &Geometry, mouse: Mouse) {
        let cell = (mouse.column, mouse.row);
        let since = mouse.at.as_millisecond() - self.pressed.at.as_millisecond();
        let double = self.pressed.cell == Some(cell) && (0..=DOUBLE).contains(&since);
        self.pressed = Pressed {
            cell: Some(cell),
            at: mouse.at,
            anchor: None,
        };
        if !self.layers.is_empty() {
            self.press_in_layer(geometry, mouse, double);
        } else if let Some(pane) = geometry
            .list
            .filter(|pane| pane.contains(mouse.column, mouse.row))
        {
            self.leave_reader();
            if let Some(row) = mouse.row.checked_sub(pane.body.y) {
                let slots = self.list_slots();
                let slot = slots.iter().rev().find(|slot| slot.line <= row.into());
                self.list.touched = true;
                if let Some(index) = slot.map(|slot| slot.index) {
                    self.list.cursor = index;
                    let folds = self
                        .list
                        .stored(index)
                        .is_some_and(|row| self.list.has_folded(row));
                    if folds && mouse.column < pane.body.x + LIST_SIGNS {
                        self.toggle_fold(index);
                    } else if double {
                        self.open_current();
                    }
                }
            }
        } else if geometry
            .reader
            .is_some_and(|pane| pane.contains(mouse.column, mouse.row))
        {
            self.focus = Focus::Reader;
            self.enter_reader();
            self.reader.selection = None;
            if let Some(offset) = self.offset_under(geometry, mouse) {
                self.reader.go(offset);
                self.pressed.anchor = Some(offset);
                if double
                    && let Some(opened) = self.reader.article()
                    && let Some(span) = crate::app::reader::motion::sentence(opened, offset)
                {
                    let span = span.trimmed(&opened.article.text);
                    self.reader.select(span);
                }
            }
        } else if let Some(pane) = geometry
            .panel
            .filter(|pane| pane.contains(mouse.column, mouse.row))
        {
            self.focus = Focus::Panel;
            if let Some(row) = mouse.row.checked_sub(pane.body.y) {
                let item = self
                    .panel
                    .rows
                    .get(self.panel.top + usize::from(row))
                    .and_then(|row| row.item);
                if let Some(item) = item {
                    self.panel.cursor = item;
                    self.light_item();
                    if double {
                        self.open_item();
                    }
                }
            }
        }
    }

    fn press_in_layer(&mut self, geometry: &Geometry, mouse: Mouse, double: bool) {
        let Some(row) = mouse.row.checked_sub(geometry.main.body.y) else {
            return;
        };
        let rows = self.ledger_rows();
        match self.layers.last_mut() {
            Some(Layer::Ledger(ledger)) => {
                // The first row names the columns.
                let Some(slot) = row.checked_sub(1) else {
                    return;
                };
                let index = ledger.top + usize::from(slot);
                if usize::from(slot) < rows && index < ledger.page.total {
                    ledger.cursor = index;
                }
            }
            Some(Layer::Disagreements(view)) => {
                let height = crate::app::facts::disagreements::row_height(geometry.main.body.width);
                let index = view.top + usize::from(row / height);
                if index < view.page.total {
                    view.cursor = index;
                }
            }
            Some(Layer::Adjudication(view)) => {
                let cases = view.cases.page.total;
                let rows =
                    crate::app::marks::adjudicate::case_rows(geometry.main.body.height, cases);
                let index = view.top + usize::from(row);
                if row < rows && index < view.cases.page.total {
                    view.cursor = index;
                }
            }
            Some(Layer::Notes(notes)) => {
                let index = notes.top + usize::from(row / ROW_HEIGHT);
                if index < notes.page.total {
                    notes.cursor = index;
                }
            }
            Some(Layer::Sources(sources)) => {
                let rows = crate::app::sources::Areas::new(geometry.main.body).rows;
                if !rows.contains((mouse.column, mouse.row).into()) {
                    return;
                }
                let index = sources.top + usize::from(mouse.row - rows.y);
                if index >= sources.rows.len() {
                    return;
                }
                sources.cursor = index;
            }
            _ => return,
        }
        if double {
            let open = match self.layers.last() {
                Some(Layer::Sources(_)) => Command::ListArticles,
                _ => Command::Open,
            };
            self.run(open, "");
        }
    }

    fn drag(&mut self, geometry: &Geometry, mouse: Mouse) {
        if let (Some(anchor), Some(offset)) =
            (self.pressed.anchor, self.offset_under(geometry, mouse))
        {
            self.reader.go(offset);
            self.reader.selection = Some(Selection {
                anchor,
                sentences: false,
            });
        }
    }

    /// The byte of the text under the mouse.
    fn offset_under(&self, geometry: &Geometry, mouse: Mouse) -> Option<usize> {
        let opened = self.reader.article()?;
        let text = geometry.text();
        let row = usize::from(mouse.row.clamp(text.y, text.bottom().saturating_sub(1)) - text.y);
        let column = usize::from(mouse.column.saturating_sub(text.x));
        Some(
            self.reader
                .layout
                .offset_at(&opened.article.text, self.reader.top + row, column),
        )
    }
}
