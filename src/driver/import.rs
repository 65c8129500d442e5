//! Imports on the worker's thread: progress now and then, the list told when there is something new.

use super::Report;
use crate::app::event::Event;
use crate::desk::{Access, Desk, Input, is_web};
use crate::model::ImportProgress;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How often progress is reported, at most: faster than an eye reads a number is waste.
const REPORTED: Duration = Duration::from_millis(120);

/// Imports files, folders, addresses and `-` (standard input), then compares what is new with the library.
pub fn import(desk: &mut Desk, paths: &[PathBuf], cancel: &AtomicBool, report: &Report) {
    let answer = || {
        if cancel.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let inputs = match paths
        .iter()
        .map(|path| input(path))
        .collect::<Result<Vec<_>, _>>()
    {
        Ok(inputs) => inputs,
        Err(error) => return report(Event::Failed(format!("standard input: {error}"))),
    };
    let mut pulse = Pulse::default();
    let done = desk.import(&inputs, None, &mut |progress, _| {
        if pulse.beats() {
            report(Event::ImportProgress(ImportProgress {
                done: false,
                ..progress.clone()
            }));
            if pulse.news(progress.new) {
                report(Event::LibraryChanged);
            }
        }
        answer()
    });
    match done {
        Ok(progress) => {
            let new = progress.new;
            report(Event::ImportProgress(ImportProgress {
                done: true,
                ..progress
            }));
            report(Event::LibraryChanged);
            if new > 0 {
                compare(desk, &answer, report);
            }
        }
        Err(error) => {
            report(Event::ImportProgress(ImportProgress {
                done: true,
                ..ImportProgress::default()
            }));
            report(Event::Failed(error.to_string()));
        }
    }
}

/// Makes again what an older version of the program made, and compares it anew. Silent unless it fails: nobody
/// asked for it.
pub(super) fn renew(desk: &mut Desk, leaving: &AtomicBool, report: &Report) {
    if *desk.library.access() != Access::Write {
        return;
    }
    let answer = || {
        if leaving.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    match desk.renew(&mut |_| answer()) {
        Ok(0) => {}
        Ok(_) => report(Event::LibraryChanged),
        Err(error) => report(Event::Failed(format!("reading articles again: {error}"))),
    }
    // Also what an import that was stopped left over.
    compare(desk, &answer, report);
}

/// Works out what the new articles and the library say about each other.
pub(super) fn compare(desk: &mut Desk, answer: &dyn Fn() -> ControlFlow<()>, report: &Report) {
    match desk.compare_new(&mut |_| answer()) {
        Ok(0) => {}
        Ok(_) => report(Event::LibraryChanged),
        Err(error) => report(Event::Failed(format!("comparing: {error}"))),
    }
    // Rules may ask for what the comparison found.
    match desk.rule_new() {
        Ok(effects)
            if effects
                .iter()
                .any(|one| one.articles > 0 || one.wrong.is_some()) =>
        {
            report(Event::Ruled(effects));
        }
        Ok(_) => {}
        Err(error) => report(Event::Failed(format!("rules: {error}"))),
    }
}

fn input(path: &Path) -> io::Result<Input> {
    if let Some(address) = path.to_str().filter(|name| is_web(name)) {
        return Ok(Input::Address(address.to_owned()));
    }
    if path.as_os_str() != "-" {
        return Ok(Input::Path(path.to_path_buf()));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(Input::Bytes("-".to_owned(), bytes))
}

/// Decides when to report.
#[derive(Debug, Default)]
pub(super) struct Pulse {
    last: Option<Instant>,
    new: usize,
}

impl Pulse {
    /// Whether it is time again.
    pub(super) fn beats(&mut self) -> bool {
        let due = self.last.is_none_or(|last| last.elapsed() >= REPORTED);
        if due {
            self.last = Some(Instant::now());
        }
        due
    }

    /// Whether articles came since this was asked last.
    pub(super) fn news(&mut self, new: usize) -> bool {
        let more = new > self.new;
        self.new = new;
        more
    }
}
