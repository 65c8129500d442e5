//! What the screen shows, pane by pane: each room here draws the state of the room of the same name in `app`.
//!
//! Drawing reads the state and writes cells; it never changes the state, never waits and never measures
//! time.

mod ago;
mod deck;
mod excerpt;
mod facts;
mod keys;
mod list;
mod marks;
mod paint;
mod panel;
mod prompt;
mod reader;
mod sheet;
mod sources;
mod status;

use super::signs::Signs;
use super::theme::Styles;
use crate::app::keys::command::Command;
use crate::app::keys::scope::Scope;
use crate::app::layer::Layer;
use crate::app::{App, Focus};
use crate::config::Role;
use crate::model::OpenedArticle;
use crate::text::width::columns;
use paint::{clear, put, put_short, row_of, tint, upright};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use std::sync::Arc;

/// All that a view needs to draw itself.
pub(super) struct Screen<'a> {
    app: &'a App,
    styles: &'a Styles,
    signs: &'a Signs,
}

/// Draws the whole screen. Returns where the terminal's cursor stands, if text is being typed.
pub fn draw(
    app: &App,
    (styles, signs): (&Styles, &Signs),
    buffer: &mut Buffer,
) -> Option<Position> {
    let screen = Screen { app, styles, signs };
    clear(buffer, buffer.area, screen.style(Role::Text));
    let geometry = app.geometry();
    if geometry.too_small {
        screen.too_small(buffer);
        return None;
    }
    let panes = [geometry.list, geometry.reader, geometry.panel];
    for pane in panes.into_iter().flatten() {
        let area = pane.heading.union(pane.body);
        if let Some(x) = area.x.checked_sub(1) {
            upright(
                buffer,
                Rect {
                    x,
                    width: 1,
                    ..area
                },
                signs.vertical,
                screen.style(Role::Separator),
            );
        }
    }
    if let Some(pane) = geometry.list {
        list::draw(&screen, pane, buffer);
    }
    if let Some(pane) = geometry.reader {
        reader::text::draw(&screen, pane, buffer);
    }
    if let Some(pane) = geometry.panel {
        panel::draw(&screen, pane, buffer);
    }
    let mut cursor = status::draw(&screen, geometry.status, buffer);
    for layer in &app.layers {
        let typed = screen.layer(layer, buffer);
        cursor = typed.or(cursor);
    }
    if let Some(node) = app.hints() {
        keys::hints::draw_keys(&screen, &node.hints(), buffer);
    }
    cursor.filter(|&place| buffer.area.contains(place))
}

impl Screen<'_> {
    /// How a role looks.
    fn style(&self, role: Role) -> Style {
        self.styles.role(role)
    }

    /// Plain words on whatever ground they stand.
    fn words(&self) -> Style {
        Style {
            bg: None,
            ..self.style(Role::Text)
        }
    }

    fn layer(&self, layer: &Layer, buffer: &mut Buffer) -> Option<Position> {
        match layer {
            Layer::Search(_) | Layer::Confirm(_) => None, // drawn by the status line
            Layer::Palette(palette) => keys::palette::draw(self, palette, buffer),
            Layer::Labels(labels) => {
                marks::labels::draw(self, labels, buffer);
                None
            }
            Layer::Tags(tags) => prompt::tags::draw(self, tags, buffer),
            Layer::Name(prompt) => prompt::name::draw(self, prompt, buffer),
            Layer::Correct(correction) => facts::correct::draw(self, correction, buffer),
            Layer::Editor(editor) => marks::editor::draw(self, editor, buffer),
            Layer::Hints(hints) => {
                reader::text::draw_hints(self, hints, buffer);
                None
            }
            Layer::Deck(deck) => {
                deck::draw(self, deck, buffer);
                None
            }
            Layer::Notes(notes) => {
                marks::notes::draw(self, notes, buffer);
                None
            }
            Layer::Ledger(ledger) => {
                facts::ledger::draw(self, ledger, buffer);
                None
            }
            Layer::Disagreements(view) => {
                facts::disagreements::draw(self, view, buffer);
                None
            }
            Layer::Review(review) => {
                marks::review::draw(self, review, buffer);
                None
            }
            Layer::Adjudication(view) => {
                marks::adjudicate::draw(self, view, buffer);
                None
            }
            Layer::Same(same) => {
                marks::same::draw(self, same, buffer);
                None
            }
            Layer::Sources(sources) => {
                sources::draw(self, sources, buffer);
                None
            }
            Layer::Compare(compare) => {
                facts::compare::draw(self, compare, buffer);
                None
            }
            Layer::Picker(picker) => marks::link::draw(self, picker, buffer),
            Layer::Relate(relate) => {
                marks::link::draw_relations(self, relate, buffer);
                None
            }
            Layer::Chain(chain) => {
                marks::chain::draw(self, chain, buffer);
                None
            }
            Layer::Diff(diff) => {
                reader::diff::draw(self, diff, buffer);
                None
            }
            Layer::Page(page) => {
                reader::page::draw(self, page, buffer);
                None
            }
            Layer::Offers(offers) => {
                sources::offers::draw(self, offers, buffer);
                None
            }
            Layer::Help(help) => {
                keys::help::draw(self, help, buffer);
                None
            }
            Layer::Themes(themes) => {
                prompt::themes::draw(self, themes, buffer);
                None
            }
        }
    }

    /// Below the smallest size: what to do, as far as it fits.
    fn too_small(&self, buffer: &mut Buffer) {
        let area = buffer.area;
        for (line, words) in ["Too small:", "20x5 needed"].iter().enumerate() {
            if let Some(row) = row_of(area, line) {
                put_short(
                    buffer,
                    row.x,
                    row.y,
                    row.width,
                    words,
                    self.style(Role::Text),
                );
            }
        }
    }

    /// The style of a pane's heading: the accent where the keys go.
    fn heading_style(&self, focused: bool) -> Style {
        if focused && self.app.layers.is_empty() {
            self.style(Role::PaneTitleActive)
        } else {
            self.style(Role::PaneTitle)
        }
    }

    /// Marks the row under the cursor: a bar in the first column and a tint.
    fn mark_current(&self, area: Rect, focused: bool, buffer: &mut Buffer) {
        tint(buffer, area, self.style(Role::CursorInactive));
        let bar = if focused { Role::Accent } else { Role::Dim };
        let column = Rect {
            width: area.width.min(1),
            ..area
        };
        upright(buffer, column, self.signs.current, self.style(bar));
    }

    /// The keys of a command, as text.
    fn key_of(&self, scope: Scope, command: Command) -> String {
        self.app.keymap.keys_of(scope, command).unwrap_or_default()
    }

    /// Keys with what they do, in the upper third of an area: empty states.
    fn key_lines(&self, area: Rect, lines: &[(String, String)], buffer: &mut Buffer) {
        let keys = lines.iter().map(|(key, _)| columns(key)).max().unwrap_or(0);
        let keys = u16::try_from(keys).unwrap_or(0);
        let free = usize::from(area.height).saturating_sub(lines.len());
        for (number, (key, words)) in lines.iter().enumerate() {
            let Some(row) = row_of(area, free / 3 + number) else {
                return;
            };
            let (x, end) = (row.x + 3.min(row.width), row.right());
            let inset = if key.is_empty() { 0 } else { keys + 2 };
            put(
                buffer,
                x,
                row.y,
                end.saturating_sub(x),
                key,
                self.style(Role::Key),
            );
            let x = x + inset.min(end.saturating_sub(x));
            let style = if key.is_empty() {
                self.style(Role::Dim)
            } else {
                self.style(Role::Text)
            };
            put_short(buffer, x, row.y, end.saturating_sub(x), words, style);
        }
    }

    /// Whether the pane has the keys.
    fn has_keys(&self, focus: Focus) -> bool {
        self.app.focus == focus && self.app.layers.is_empty()
    }

    /// The article that is shown, once it is here.
    fn opened(&self) -> Option<&Arc<OpenedArticle>> {
        self.app.reader.article()
    }
}
