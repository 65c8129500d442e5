//! How far long work is: one line on standard error that is written over, if people look at it; and Ctrl-C.

use super::Failure;
use super::output::tell as complain;
use crate::model::safe_text::printable;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Shown more often it could not be read.
const AGAIN: Duration = Duration::from_millis(120);

/// Shows how far it is, in place of what was shown before.
pub(super) fn show(line: &str) {
    if io::stderr().is_terminal() {
        let line = format!("\r{}\x1b[K", printable(line));
        let _ = io::stderr().write_all(line.as_bytes());
    }
}

/// Takes that line away.
pub(super) fn clear() {
    if io::stderr().is_terminal() {
        let _ = io::stderr().write_all(b"\r\x1b[K");
    }
}

/// That line for work that tells of every step: shown now and then.
#[derive(Debug, Default)]
pub(super) struct Line(Option<Instant>);

impl Line {
    /// Shows how far it is, unless that was shown just now.
    pub(super) fn show(&mut self, line: impl FnOnce() -> String) {
        if self.0.is_none_or(|last| last.elapsed() >= AGAIN) {
            self.0 = Some(Instant::now());
            show(&line());
        }
    }

    /// Takes the line away, if it is there.
    pub(super) fn clear(&mut self) {
        if self.0.take().is_some() {
            clear();
        }
    }
}

/// Ctrl-C: the first stops the work in good order, the second the program.
#[derive(Debug)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens from now on.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn on_interrupt() -> Result<Self, Failure> {
        let asked = Arc::new(AtomicBool::new(false));
        let wrong = |error: io::Error| Failure::of("signals", error);
        let signal = signal_hook::consts::SIGINT;
        // Registered first, looked at first: only a second signal finds the flag set.
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(&asked))
            .map_err(wrong)?;
        signal_hook::flag::register(signal, Arc::clone(&asked)).map_err(wrong)?;
        Ok(Self(asked))
    }

    /// Whether it was pressed.
    pub(super) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether to go on.
    pub(super) fn answer(&self) -> ControlFlow<()> {
        if self.is_asked() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// The end of a command: as a shell expects it after Ctrl-C (128 and the number of the signal).
    ///
    /// # Errors
    /// When it was pressed.
    pub(super) fn ended(&self) -> Result<(), Failure> {
        if self.is_asked() {
            complain("", &"stopped; what came is stored");
            return Err(Failure::Ended(130));
        }
        Ok(())
    }
}
