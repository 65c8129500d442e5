//! The frames on the terminal: of each frame only what differs from the one before is written, all at once, and
//! nothing when nothing differs. So an event that changes nothing on the screen costs the terminal nothing.

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::io::{self, BufWriter, Write};

/// Bytes of a frame that are gathered before they are written, so that a frame is one write.
const FRAME: usize = 1 << 16;

/// Begin and end of a synchronized update: the terminal shows the frame at once
/// (<https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036>).
const SYNC: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// A terminal, and what it shows.
#[derive(Debug)]
pub struct Surface<W: Write> {
    out: CrosstermBackend<BufWriter<W>>,
    shown: Buffer,
    /// Where the next frame is drawn; what is in it is of an older one.
    next: Buffer,
    /// Where the terminal's cursor stands, if it is shown.
    cursor: Option<Position>,
    /// Whether what the terminal shows is not known.
    unknown: bool,
}

impl<W: Write> Surface<W> {
    /// A terminal that shows nobody knows what, without a cursor.
    pub fn new(out: W) -> Self {
        Self {
            out: CrosstermBackend::new(BufWriter::with_capacity(FRAME, out)),
            shown: Buffer::default(),
            next: Buffer::default(),
            cursor: None,
            unknown: true,
        }
    }

    /// Another program wrote on the terminal, and left its cursor hidden: the next frame writes every cell.
    pub fn forget(&mut self) {
        (self.unknown, self.cursor) = (true, None);
    }

    /// Shows a frame of this size. `draw` fills its cells and says where the cursor is, if it is to be seen.
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
        self.next.reset();
        let cursor = draw(&mut self.next);
        let anew = self.unknown || self.shown.area != area;
        if anew {
            self.shown = Buffer::empty(area);
        }
        let changes = self.shown.diff(&self.next);
        if !anew && changes.is_empty() && cursor == self.cursor {
            return Ok(());
        }
        self.out.write_all(SYNC.0)?;
        if anew {
            queue!(self.out, Clear(ClearType::All))?;
        }
        if self.cursor.is_some() && cursor.is_none() {
            queue!(self.out, Hide)?;
        }
        if !changes.is_empty() {
            self.out.draw(changes.into_iter())?;
        }
        if let Some(Position { x, y }) = cursor {
            queue!(self.out, MoveTo(x, y))?;
            if self.cursor.is_none() {
                queue!(self.out, Show)?;
            }
        }
        self.out.write_all(SYNC.1)?;
        Write::flush(&mut self.out)?;
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
        Write::flush(&mut self.out)
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
            buffer.set_string(0, 0, text, Style::new());
            None
        }
    }

    #[test]
    fn a_frame_is_one_write_and_the_same_frame_is_none() {
        let tty = Tty::default();
        let mut surface = Surface::new(tty.clone());
        surface.show((40, 2), words("The-list")).unwrap();
        assert_eq!(*tty.writes.borrow(), 1);
        let first = tty.taken();
        assert!(first.starts_with("\x1b[?2026h\x1b[2J"), "{first:?}");
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
        let mut surface = Surface::new(tty.clone());
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
