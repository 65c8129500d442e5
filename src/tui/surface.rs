//! The frames on the terminal: of each frame only what differs from the one before is written, all at once, and
//! nothing when nothing differs. So an event that changes nothing on the screen costs the terminal nothing.

use super::pen::write_changes;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::io::{self, Write};

/// Begin and end of a synchronized update: the terminal shows the frame at once
/// (<https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036>).
const SYNC: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// Plain ink, and nothing on the screen.
const CLEAR: &[u8] = b"\x1b[m\x1b[2J";

/// Shows and hides the cursor.
const CURSOR: (&[u8], &[u8]) = (b"\x1b[?25h", b"\x1b[?25l");

/// A terminal, and what it shows.
#[derive(Debug)]
pub struct Surface<W: Write> {
    out: W,
    /// Whether the terminal erases in the colour of the ground.
    erases: bool,
    shown: Buffer,
    /// Where the next frame is drawn; what is in it is of an older one.
    next: Buffer,
    /// The bytes of a frame, written at once.
    frame: Vec<u8>,
    /// Where the terminal's cursor stands, if it is shown.
    cursor: Option<Position>,
    /// Whether what the terminal shows is not known.
    unknown: bool,
}

impl<W: Write> Surface<W> {
    /// A terminal that shows nobody knows what, without a cursor. `term` is its name (`TERM`).
    pub fn new(out: W, term: &str) -> Self {
        Self {
            out,
            // All do that are in use, but GNU screen.
            erases: !term.starts_with("screen"),
            shown: Buffer::default(),
            next: Buffer::default(),
            frame: Vec::new(),
            cursor: None,
            unknown: true,
        }
    }

    /// Another program wrote on the terminal, and left its cursor hidden: the next frame writes every cell.
    pub fn forget(&mut self) {
        (self.unknown, self.cursor) = (true, None);
    }

    /// Shows a frame of this size. `draw` fills all its cells and says where the cursor is, if it is to be seen.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn show(
        &mut self,
        (width, height): (u16, u16),
        draw: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let area = Rect::new(0, 0, width, height);
        self.next.resize(area);
        let cursor = draw(&mut self.next);
        let frame = &mut self.frame;
        frame.clear();
        frame.extend_from_slice(SYNC.0);
        if self.unknown || self.shown.area != area {
            self.shown = Buffer::empty(area);
            frame.extend_from_slice(CLEAR);
        }
        if self.cursor.is_some() && cursor.is_none() {
            frame.extend_from_slice(CURSOR.1);
        }
        write_changes(frame, &self.shown, &self.next, self.erases);
        if frame.len() == SYNC.0.len() && cursor == self.cursor {
            return Ok(());
        }
        if let Some(Position { x, y }) = cursor {
            write!(frame, "\x1b[{};{}H", y + 1, x + 1)?;
            if self.cursor.is_none() {
                frame.extend_from_slice(CURSOR.0);
            }
        }
        frame.extend_from_slice(SYNC.1);
        self.out.write_all(frame)?;
        self.out.flush()?;
        (self.unknown, self.cursor) = (false, cursor);
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    /// Writes something to the terminal that leaves no trace on the screen.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn say(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;
    use std::cell::RefCell;
    use std::rc::Rc;

    #[derive(Debug, Clone, Default)]
    struct Tty {
        bytes: Rc<RefCell<Vec<u8>>>,
        writes: Rc<RefCell<usize>>,
    }

    impl Tty {
        fn taken(&self) -> String {
            String::from_utf8(std::mem::take(&mut *self.bytes.borrow_mut())).unwrap()
        }
    }

    impl Write for Tty {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            *self.writes.borrow_mut() += 1;
            self.bytes.borrow_mut().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn words(text: &'static str) -> impl FnOnce(&mut Buffer) -> Option<Position> {
        move |buffer| {
            buffer.reset();
            buffer.set_string(0, 0, text, Style::new());
            None
        }
    }

    #[test]
    fn a_frame_is_one_write_and_the_same_frame_is_none() {
        let tty = Tty::default();
        let mut surface = Surface::new(tty.clone(), "xterm");
        surface.show((40, 2), words("The-list")).unwrap();
        assert_eq!(*tty.writes.borrow(), 1);
        let first = tty.taken();
        assert!(first.starts_with("\x1b[?2026h\x1b[m\x1b[2J"), "{first:?}");
        assert!(first.contains("The-list"), "{first:?}");
        surface.show((40, 2), words("The-list")).unwrap();
        assert_eq!(tty.taken(), "");
        surface.show((40, 2), words("The-last")).unwrap();
        let changed = tty.taken();
        assert!(changed.contains("\x1b[1;6Ha"), "{changed:?}");
        assert!(!changed.contains("The"), "{changed:?}");
        surface.forget();
        surface.show((40, 2), words("The-last")).unwrap();
        assert!(tty.taken().contains("The-last"));
        surface.show((30, 2), words("The-last")).unwrap();
        assert!(
            tty.taken().contains("The-last"),
            "another size is drawn anew"
        );
        assert_eq!(*tty.writes.borrow(), 4);
    }

    #[test]
    fn the_cursor_is_shown_moved_and_hidden_when_it_is_another() {
        let tty = Tty::default();
        let mut surface = Surface::new(tty.clone(), "xterm");
        let mut show = |x: Option<u16>| {
            surface
                .show((9, 1), |_| x.map(|x| Position::new(x, 0)))
                .unwrap();
            tty.taken()
        };
        assert!(!show(None).contains("\x1b[?25"));
        assert!(show(Some(3)).contains("\x1b[1;4H\x1b[?25h"));
        assert_eq!(show(Some(3)), "");
        let moved = show(Some(4));
        assert!(
            moved.contains("\x1b[1;5H") && !moved.contains("\x1b[?25h"),
            "{moved:?}"
        );
        assert!(show(None).contains("\x1b[?25l"));
    }
}
