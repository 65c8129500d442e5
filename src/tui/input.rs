//! Reads the keyboard and the mouse, only with a permit.
//!
//! The thread reads one batch — what is there, at least one event — for each permit, so that
//! nothing is taken from the terminal while another program (an editor) has it, and so that keys typed
//! during a frame arrive together and cost one frame.

use crate::app::event::{Event, Mouse, MouseKind};
use crate::app::keys::key::{Key, KeyCode};
use crossterm::event as crossterm_event;
use crossterm_event::{KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use jiff::Timestamp;
use std::io;
use std::sync::mpsc::{Sender, channel};
use std::thread::Builder;
use std::time::Duration;

/// A batch ends after so many events, so that a flood of them still shows frames.
const BATCH: usize = 4096;

/// Gives permits to the input thread.
#[derive(Debug, Clone)]
pub struct Permits(Sender<()>);

impl Permits {
    /// Lets the thread read one more batch.
    pub fn grant(&self) {
        // The thread ends only with the terminal; then nobody waits for keys.
        let _ = self.0.send(());
    }
}

/// Starts the input thread. It waits for its first permit.
///
/// # Errors
/// When the system gives no thread.
pub fn start(
    now: fn() -> Timestamp,
    tell: impl Fn(Vec<Event>) + Send + 'static,
) -> io::Result<Permits> {
    let (sender, permits) = channel();
    Builder::new().name("input".into()).spawn(move || {
        while permits.recv().is_ok() {
            let Ok(batch) = read_batch(now) else {
                // The terminal is gone; the hang-up watch ends the program.
                return;
            };
            tell(batch);
        }
    })?;
    Ok(Permits(sender))
}

fn read_batch(now: fn() -> Timestamp) -> io::Result<Vec<Event>> {
    let mut batch = Vec::new();
    while batch.is_empty() || (batch.len() < BATCH && crossterm_event::poll(Duration::ZERO)?) {
        batch.extend(translate(crossterm_event::read()?, now));
    }
    Ok(batch)
}

/// The program's own event for one of the terminal; `None` for those it does not use
/// (sizes come from the window-change signal).
fn translate(event: crossterm_event::Event, now: fn() -> Timestamp) -> Option<Event> {
    match event {
        crossterm_event::Event::Key(key) if key.kind != KeyEventKind::Release => {
            Some(Event::Key(translate_key(key.code, key.modifiers)?))
        }
        crossterm_event::Event::Paste(text) => Some(Event::Paste(text)),
        crossterm_event::Event::FocusGained => Some(Event::Focus),
        crossterm_event::Event::Mouse(mouse) => Some(Event::Mouse(Mouse {
            kind: match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
                MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
                MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
                MouseEventKind::ScrollUp => MouseKind::WheelUp,
                MouseEventKind::ScrollDown => MouseKind::WheelDown,
                _ => return None,
            },
            column: mouse.column,
            row: mouse.row,
            at: now(),
        })),
        _ => None,
    }
}

/// Terminals send the same byte for C-i and Tab, C-m and Enter, C-h and Backspace: they are one key here.
/// Shift is part of a character, and a modifier of all other keys.
fn translate_key(code: crossterm_event::KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    use crossterm_event::KeyCode as From;
    let ctrl = modifiers.contains(KeyModifiers::CONTROL);
    let mut key = Key {
        code: KeyCode::Esc,
        ctrl,
        alt: modifiers.contains(KeyModifiers::ALT),
        shift: modifiers.contains(KeyModifiers::SHIFT),
    };
    key.code = match code {
        From::Char('i') if ctrl => KeyCode::Tab,
        From::Char('m') if ctrl => KeyCode::Enter,
        From::Char('h') if ctrl => KeyCode::Backspace,
        From::Char(c) => {
            key.shift = false;
            KeyCode::Char(c)
        }
        From::Null => KeyCode::Char(' '),
        From::Enter => KeyCode::Enter,
        From::Esc => KeyCode::Esc,
        From::Tab => KeyCode::Tab,
        From::BackTab => {
            key.shift = true;
            KeyCode::Tab
        }
        From::Backspace => KeyCode::Backspace,
        From::Delete => KeyCode::Delete,
        From::Up => KeyCode::Up,
        From::Down => KeyCode::Down,
        From::Left => KeyCode::Left,
        From::Right => KeyCode::Right,
        From::Home => KeyCode::Home,
        From::End => KeyCode::End,
        From::PageUp => KeyCode::PageUp,
        From::PageDown => KeyCode::PageDown,
        From::F(number) => KeyCode::F(number),
        _ => return None,
    };
    if matches!(code, From::Char('i' | 'm' | 'h')) {
        key.ctrl &= matches!(key.code, KeyCode::Char(_));
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm_event::KeyCode as From;

    fn name(code: From, modifiers: KeyModifiers) -> String {
        translate_key(code, modifiers).unwrap().to_string()
    }

    #[test]
    fn keys_have_one_name_whatever_the_terminal_says() {
        let none = KeyModifiers::NONE;
        assert_eq!(name(From::Char('j'), none), "j");
        assert_eq!(name(From::Char('J'), KeyModifiers::SHIFT), "J");
        assert_eq!(name(From::Char('d'), KeyModifiers::CONTROL), "<C-d>");
        assert_eq!(name(From::Char('i'), KeyModifiers::CONTROL), "<Tab>");
        assert_eq!(name(From::Char('h'), KeyModifiers::CONTROL), "<BS>");
        assert_eq!(name(From::BackTab, KeyModifiers::SHIFT), "<S-Tab>");
        assert_eq!(name(From::F(1), none), "<F1>");
        assert!(translate_key(From::CapsLock, none).is_none());
    }
}
