//! Linear mode: the same program line by line, for screen readers, pipes and terminals that cannot place text.
//!
//! It has the state machine, the commands and the keys of the screen. A line names a command or its keys; what changed by
//! it is told in words, after what was told before. Nothing is ever drawn over: there is no cursor movement, no
//! colour, and nothing that moves. Wishes are performed at once, on this thread, so that an answer stands before the next
//! prompt and a script of lines always tells the same.
//!
//! ```text
//! $ printf 'filter is:unread\n1\n\nfacts\n' | pressmark --plain
//! ```

mod article;
mod asked;
mod list;
mod page;
mod panel;
mod reader;
mod sources;
mod told;
mod typed;

use super::run::RunError;
use crate::app::App;
use crate::app::effect::Effect;
use crate::app::event::{Deadline, Event};
use crate::app::keys::command::Command;
use crate::app::settings::Settings;
use crate::config::Config;
use crate::driver::clock::{Timers, now};
use crate::driver::inline::Inline;
use crate::driver::{OpenDesk, clipboard, links};
use std::collections::VecDeque;
use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::Arc;
use told::Place;

/// Columns and rows that the state machine is told: one pane at a time, and ten articles a page.
const SIZE: (u16, u16) = (79, 23);

/// Runs until the input ends or the person quits. Returns the exit code.
///
/// # Errors
/// The library cannot be opened, or changes could not be stored.
pub fn run(config: &Config, settings: Settings, open: &OpenDesk) -> Result<i32, RunError> {
    let mut driver = Inline::open(open, config).map_err(RunError::Library)?;
    driver.told = Some(Arc::new(|event| {
        // Where nobody reads any more, the next line says so.
        let _ = told::progress(&event).map(|line| writeln!(io::stdout(), "{line}"));
    }));
    let mut lines = Lines {
        app: App::new(SIZE, settings),
        driver,
        timers: Timers::default(),
        config,
        asks: io::stdin().is_terminal(),
        left: false,
    };
    match lines.run(io::stdin().lock(), &mut io::stdout()) {
        // Who reads no further has heard enough.
        Err(RunError::Terminal(super::terminal::TerminalError::Io(error)))
            if error.kind() == io::ErrorKind::BrokenPipe =>
        {
            Ok(0)
        }
        Err(error) => Err(error),
        Ok(()) => Ok(0),
    }
}

/// The program while it runs.
struct Lines<'a> {
    app: App,
    driver: Inline,
    timers: Timers,
    config: &'a Config,
    /// Whether somebody sits before it and is to be prompted.
    asks: bool,
    left: bool,
}

impl Lines<'_> {
    fn run(&mut self, input: impl BufRead, out: &mut dyn Write) -> Result<(), RunError> {
        let first = self.app.start(now());
        self.perform(first, out)?;
        writeln!(out, "pressmark, line by line. help tells the commands.")?;
        tell(&told::message(&self.app), out)?;
        tell(&told::here(&self.app), out)?;
        let mut input = input.lines();
        while !self.left {
            if self.asks {
                write!(out, "{}> ", told::prompt(&self.app))?;
            }
            out.flush()?;
            let Some(line) = input.next() else { break };
            self.take(&line?, out)?;
        }
        self.leave(out)
    }

    /// Takes one line, and tells what came of it.
    fn take(&mut self, line: &str, out: &mut dyn Write) -> Result<(), RunError> {
        for deadline in self.timers.due() {
            self.happens(Event::Deadline(deadline), out)?;
        }
        if self.driver.others_changed() {
            self.happens(Event::LibraryChanged, out)?;
        }
        self.app.status.message = None;
        let before = Place::of(&self.app);
        let typed = typed::read(&self.app, line);
        for event in typed.events {
            self.happens(event, out)?;
        }
        // What stands behind a command goes into what the command opened.
        for event in typed::into_opened(&mut self.app, &typed.rest) {
            self.happens(event, out)?;
        }
        // Another list is told from its beginning.
        if before.is_another_list(&self.app) {
            let top = Event::Command(Command::Top, None, String::new());
            self.happens(top, out)?;
        }
        tell(&typed.lines, out)?;
        let mut lines = told::message(&self.app);
        lines.extend(told::changes(&before, &self.app, typed.command));
        if lines.is_empty() && typed.lines.is_empty() && !self.left {
            lines.extend(told::nothing(&self.app, typed.command));
        }
        tell(&lines, out)
    }

    fn happens(&mut self, event: Event, out: &mut dyn Write) -> Result<(), RunError> {
        let wishes = self.app.update(event, now());
        self.perform(wishes, out)
    }

    /// Performs wishes and all that follow from them.
    fn perform(&mut self, wishes: Vec<Effect>, out: &mut dyn Write) -> Result<(), RunError> {
        let mut waiting = VecDeque::from(wishes);
        while let Some(wish) = waiting.pop_front() {
            let events = match wish {
                Effect::Quit => {
                    self.left = true;
                    Vec::new()
                }
                Effect::Wake(deadline, wait) => {
                    self.timers.set(deadline, wait);
                    Vec::new()
                }
                Effect::Copy(text) if self.config.clipboard.is_empty() => {
                    writeln!(out, "{text}")?;
                    Vec::new()
                }
                Effect::Copy(text) => {
                    vec![Event::Copied(clipboard::copy_with(
                        &self.config.clipboard,
                        &text,
                    ))]
                }
                Effect::OpenLink(address) => {
                    let opened = links::open(&self.config.opener, &address);
                    opened.err().map(Event::Failed).into_iter().collect()
                }
                // Colours are for eyes.
                Effect::Highlight(..) => Vec::new(),
                // The next prompt does not wait for what nobody asked for.
                Effect::ReadAhead(generation, _) => {
                    vec![Event::ArticleLoaded(generation, Err(String::new()))]
                }
                wish => {
                    if let Effect::Import(_) | Effect::Fetch(_) | Effect::Subscribe(_) = &wish {
                        writeln!(
                            out,
                            "Please wait; Ctrl-C ends the program, what came by then is kept."
                        )?;
                        out.flush()?;
                    }
                    self.driver.perform(wish)
                }
            };
            for event in events {
                waiting.extend(self.app.update(event, now()));
            }
        }
        Ok(())
    }

    /// What is being typed and where the person is are kept; then it is over.
    fn leave(&mut self, out: &mut dyn Write) -> Result<(), RunError> {
        for deadline in [Deadline::Draft, Deadline::Bookmarks] {
            self.happens(Event::Deadline(deadline), out)?;
        }
        self.driver.backup();
        match self.app.pending.failure() {
            Some(reason) => Err(RunError::Unsaved(format!(
                "a change is not saved: {reason}"
            ))),
            None => Ok(()),
        }
    }
}

fn tell(lines: &[String], out: &mut dyn Write) -> Result<(), RunError> {
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}
