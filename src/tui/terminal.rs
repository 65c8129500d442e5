//! The guard of the terminal: whatever happens, the person gets the terminal back as it was.
//!
//! [`Guard::enter`] switches raw mode, the alternate screen, mouse, paste and focus reports on; dropping
//! it, a panic of the drawing thread, and [`restore`] switch all of that off, in one write. [`watch`]
//! turns signals and the loss of the terminal into messages. Nothing here knows what is drawn.

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, Builder};
use std::time::Duration;

/// Alternate screen, hidden cursor, focus reports, bracketed paste.
/// See "XTerm Control Sequences", DEC private modes.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[H\x1b[2J";

/// Mouse buttons and drags (not plain motion), in SGR form.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";

/// The same, off, in reverse; also ends a synchronized update and colours left open.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?1004l\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[?25h\x1b[?1049l";

/// How long the program may take to leave by itself before it is made to.
const GRACE: Duration = Duration::from_secs(4);

/// Whether the terminal is ours now.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Why there is no screen to draw on.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard output goes to a file or pipe, or no keyboard can be read.
    #[error(
        "no terminal to draw on; `pressmark --plain` and the commands (`pressmark --help`) work without one"
    )]
    NoTerminal,
    /// The terminal cannot place text.
    #[error(
        "TERM=dumb: this terminal cannot place text; `pressmark --plain` works in it line by line, and so do the commands (`pressmark --help`)"
    )]
    Dumb,
    /// The terminal refused.
    #[error("the terminal failed: {0}")]
    Io(#[from] io::Error),
}

/// Checks that there is a terminal for keys and for the screen.
///
/// # Errors
/// [`TerminalError::NoTerminal`] and [`TerminalError::Dumb`].
pub fn check() -> Result<(), TerminalError> {
    let keys = io::stdin().is_terminal() || File::open("/dev/tty").is_ok();
    if !io::stdout().is_terminal() || !keys {
        return Err(TerminalError::NoTerminal);
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(TerminalError::Dumb);
    }
    Ok(())
}

/// Holds the terminal; gives it back when dropped.
#[derive(Debug)]
pub struct Guard {
    mouse: bool,
}

impl Guard {
    /// Takes the terminal; with `mouse`, its clicks and wheel too.
    ///
    /// # Errors
    /// When there is none, or when it refuses.
    pub fn enter(mouse: bool) -> Result<Self, TerminalError> {
        check()?;
        restore_on_panic();
        let guard = Self { mouse };
        guard.again()?;
        Ok(guard)
    }

    /// Takes the terminal again after it was left or after the program was stopped by force.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn again(&self) -> io::Result<()> {
        ENTERED.store(true, Ordering::SeqCst);
        // A shell may have changed the settings while we were stopped: begin from its state.
        crossterm::terminal::disable_raw_mode()?;
        crossterm::terminal::enable_raw_mode()?;
        let mut out = io::stdout().lock();
        out.write_all(ENTER)?;
        if self.mouse {
            out.write_all(MOUSE)?;
        }
        out.flush()
    }

    /// Gives the terminal back, stops the program as Ctrl-Z does, and takes the terminal again when it
    /// is continued.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn suspend(&self) -> io::Result<()> {
        restore();
        emulate_default_handler(SIGTSTP)?;
        self.again()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was; does nothing when it is not ours. Errors are of no use here:
/// the terminal may be gone.
pub fn restore() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout().lock();
        let _ = out.write_all(LEAVE);
        let _ = out.flush();
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// A panic of the drawing thread restores the terminal before its message is printed. A panic of another
/// thread is reported by the driver and must not disturb the screen.
fn restore_on_panic() {
    let drawing = thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == drawing {
            restore();
            before(panic);
        } else if !ENTERED.load(Ordering::SeqCst) {
            before(panic);
        }
    }));
}

/// What the terminal and the system tell the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// Leave, with this signal's number: TERM, HUP, INT or QUIT.
    Leave(i32),
    /// The terminal is gone.
    Hangup,
    /// Stop (SIGTSTP).
    Stop,
    /// Continued after a stop.
    Continued,
    /// The window has another size.
    Resized,
}

/// Starts the threads that wait for signals and for the loss of the terminal. Both sleep in the kernel.
/// Must be called before [`Guard::enter`], so that no signal finds the terminal taken and nobody listening.
///
/// # Errors
/// When the system gives no threads or signals.
pub fn watch(tell: impl Fn(Notice) + Clone + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let tell_signal = tell.clone();
    Builder::new().name("signals".into()).spawn(move || {
        for signal in &mut signals {
            tell_signal(match signal {
                SIGTSTP => Notice::Stop,
                SIGCONT => Notice::Continued,
                SIGWINCH => Notice::Resized,
                signal => {
                    leave_at_last(128 + signal);
                    Notice::Leave(signal)
                }
            });
        }
    })?;
    Builder::new().name("hang-up".into()).spawn(move || {
        let out = io::stdout();
        // No events asked for: poll reports a hang-up and an error of the terminal always.
        let mut fds = [PollFd::new(&out, PollFlags::empty())];
        while let Err(rustix::io::Errno::INTR) = poll(&mut fds, None) {}
        leave_at_last(128 + SIGHUP);
        tell(Notice::Hangup);
    })?;
    Ok(())
}

/// Ends the program after [`GRACE`] if it has not ended by then: a terminal that takes no more bytes
/// holds the drawing thread for ever.
fn leave_at_last(code: i32) {
    let timer = Builder::new().name("leave".into()).spawn(move || {
        thread::sleep(GRACE);
        let _ = crossterm::terminal::disable_raw_mode();
        std::process::exit(code);
    });
    drop(timer);
}
