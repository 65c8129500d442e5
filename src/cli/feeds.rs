//! What `subscribe` and `fetch` have in common: the record of a feed, progress, and Ctrl-C.

use super::output::{Look, tell as complain};
use super::{Failure, Session, json};
use crate::desk::{Fate, Fetched};
use crate::model::FetchProgress;
use crate::model::safe_text::printable;
use jiff::Timestamp;
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A feed as programs see it.
#[derive(Debug, Serialize)]
pub(super) struct FeedObject<'a> {
    pub pressmark: u8,
    pub source: Option<&'a str>,
    pub url: &'a str,
    pub state: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    pub new: usize,
    pub updated: usize,
    pub reason: Option<&'a str>,
    pub next: Option<Timestamp>,
}

/// Tells what became of a feed.
pub(super) fn tell(fetched: &Fetched, as_json: bool, session: &mut Session) -> Result<(), Failure> {
    if let Some(reason) = &fetched.reason {
        if fetched.state.is_failure() {
            session.out.failed(&fetched.name, reason);
        } else {
            complain(&fetched.name, reason);
        }
    }
    if as_json {
        session.out.json(&FeedObject {
            pressmark: json::VERSION,
            source: Some(fetched.source.as_str()),
            url: &fetched.url,
            state: fetched.state.name(),
            title: None,
            new: fetched.new,
            updated: fetched.updated,
            reason: fetched.reason.as_deref(),
            next: fetched.next,
        })?;
    } else if fetched.reason.is_none() {
        session.out.text(&format!("{:<10}", fetched.state.name()))?;
        session.out.styled(Look::Name, &fetched.name)?;
        let mut rest = String::new();
        if fetched.new + fetched.updated > 0 {
            rest = format!("  {} new", fetched.new);
        }
        if fetched.updated > 0 {
            rest = format!("{rest}, {} updated", fetched.updated);
        }
        if fetched.state == Fate::Moved {
            rest = format!("{rest}  now at {}", fetched.url);
        }
        session.out.line(&rest)?;
    }
    session.out.flush()?;
    Ok(())
}

/// Tells how many full texts came.
pub(super) fn tell_pages(
    progress: &FetchProgress,
    as_json: bool,
    session: &mut Session,
) -> Result<(), Failure> {
    if progress.pages > 0 && !as_json {
        let (here, all) = (progress.full_texts, progress.pages);
        session.out.text(&format!("{:<10}", "full text"))?;
        session.out.line(&format!("{here} of {all} pages"))?;
        session.out.flush()?;
    }
    Ok(())
}

/// One line on standard error that is written over, if people look at it.
pub(super) fn show_progress(progress: &FetchProgress) {
    let (what, seen, total) = match progress.all_pages {
        0 => ("", progress.seen, progress.total),
        all => ("full text ", progress.pages, all),
    };
    if total > 1 && !progress.done && io::stderr().is_terminal() {
        let host = printable(&progress.what);
        let line = format!("\r{what}{seen} of {total} · {host}\x1b[K");
        let _ = io::stderr().write_all(line.as_bytes());
    }
}

/// Takes that line away.
pub(super) fn clear_progress() {
    if io::stderr().is_terminal() {
        let _ = io::stderr().write_all(b"\r\x1b[K");
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
