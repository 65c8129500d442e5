//! The main loop: draw; wait for one message; take what else is there; update; draw.
//!
//! Everything that happens — keys, signals, answers of the driver — arrives on one channel, so an idle
//! program sleeps in one call and costs nothing. It wakes only for a message and for the next deadline that
//! somebody asked for. Nothing here waits for a disk, another program or the library, but a frame a moment for what it is to show.

use super::signs::Signs;
use super::surface::Surface;
use super::terminal::{self, Guard, Notice, TerminalError};
use super::theme::{Depth, Styles};
use super::{input, view};
use crate::app::App;
use crate::app::effect::Effect;
use crate::app::event::{Deadline, Event};
use crate::app::settings::Settings;
use crate::config::{Config, ConfigError};
use crate::driver::clock::{Patience, Timers, now};
use crate::driver::{Driver, OpenDesk, Report, clipboard};
use std::io::{self, Stdout};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// So long a frame waits for what it is to show: mostly one frame then does for all of it, and nothing flickers.
const MOMENT: Duration = Duration::from_millis(5);

/// So long the first frame does: without it there is nothing to see.
const FIRST_MOMENT: Duration = Duration::from_millis(100);

/// So long the next one does when a frame has shown what there was: after the last of many keys there are two frames, one
/// at once and a whole one, but where something takes longer than that.
const SECOND_MOMENT: Duration = Duration::from_millis(250);

/// Why the screen could not be run.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no terminal, or it failed.
    #[error(transparent)]
    Terminal(#[from] TerminalError),
    /// The theme cannot be read.
    #[error(transparent)]
    Theme(#[from] ConfigError),
    /// The library cannot be opened.
    #[error("{0}")]
    Library(String),
    /// Changes could not be stored before leaving.
    #[error("{0}")]
    Unsaved(String),
}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error.into())
    }
}

/// One thing that happened.
enum Message {
    /// Keys and mouse, in order.
    Input(Vec<Event>),
    /// An answer of the driver.
    Answer(Event),
    /// A signal, or the terminal is gone.
    Notice(Notice),
}

/// How the program ends.
enum End {
    /// The person left.
    Quit,
    /// A signal or a lost terminal, with the exit code.
    Forced(i32),
}

/// Runs the screen until the person leaves. Returns the exit code: 0, or 128 and the number of the signal
/// that ended the program. The terminal is restored in every case.
///
/// # Errors
/// There is no terminal, the theme cannot be read, or changes could not be stored.
pub fn run(config: &Config, settings: Settings, open: &OpenDesk) -> Result<i32, RunError> {
    terminal::check()?;
    let depth = Depth::of(|name| std::env::var(name).ok());
    let (theme, _) = config.theme(Some(&settings.theme))?;
    let (sender, messages) = channel();
    watch(&sender)?;
    let driver = Driver::start(config, &settings, open, report(&sender));
    let guard = Guard::enter(config.mouse)?;
    let keys = sender.clone();
    let permits = input::start(now, move |batch| {
        let _ = keys.send(Message::Input(batch));
    })?;
    let mut screen = Running {
        app: App::new(crossterm::terminal::size()?, settings),
        styles: Styles::new(theme, depth),
        signs: if config.ascii {
            Signs::ASCII
        } else {
            Signs::UNICODE
        },
        config,
        depth,
        guard,
        surface: Surface::new(io::stdout(), &std::env::var("TERM").unwrap_or_default()),
        timers: Timers::default(),
        driver,
        stale: true,
        lacked: false,
    };
    let end = screen.run(&messages, &permits);
    screen.leave(end)
}

fn watch(sender: &Sender<Message>) -> io::Result<()> {
    let sender = sender.clone();
    terminal::watch(move |notice| {
        let _ = sender.send(Message::Notice(notice));
    })
}

fn report(sender: &Sender<Message>) -> Report {
    let sender = sender.clone();
    Arc::new(move |event| {
        let _ = sender.send(Message::Answer(event));
    })
}

/// The program while it runs.
struct Running<'a> {
    app: App,
    styles: Styles,
    signs: Signs,
    config: &'a Config,
    depth: Depth,
    guard: Guard,
    surface: Surface<Stdout>,
    timers: Timers,
    driver: Driver,
    /// Whether something happened that the screen does not show yet.
    stale: bool,
    /// Whether a frame after the newest keys lacked something.
    lacked: bool,
}

impl Running<'_> {
    fn run(
        &mut self,
        messages: &Receiver<Message>,
        permits: &input::Permits,
    ) -> Result<End, RunError> {
        let first = self.app.start(now());
        if let Some(end) = self.perform(first)? {
            return Ok(end);
        }
        if let Some(end) = self.complete(messages, permits)? {
            return Ok(end);
        }
        permits.grant();
        loop {
            self.draw()?;
            let Ok(first) = self.wait(messages) else {
                return Ok(End::Forced(1));
            };
            let all = first.into_iter().chain(messages.try_iter());
            if let Some(end) = self.take_all(all, permits)? {
                return Ok(end);
            }
            for deadline in self.timers.due() {
                if let Some(end) = self.update(Event::Deadline(deadline))? {
                    return Ok(end);
                }
            }
            if let Some(end) = self.complete(messages, permits)? {
                return Ok(end);
            }
        }
    }

    /// What the frame is to show mostly comes within a moment: it is drawn once, whole. Who has to wait longer sees what
    /// there is.
    fn complete(
        &mut self,
        messages: &Receiver<Message>,
        permits: &input::Permits,
    ) -> Result<Option<End>, RunError> {
        let waits = Patience::begin();
        while self.app.lacks() {
            let moment = match (self.app.is_opening(), self.lacked) {
                (true, _) => FIRST_MOMENT,
                (false, false) => MOMENT,
                (false, true) => SECOND_MOMENT,
            };
            let Ok(message) = messages.recv_timeout(waits.left(moment)) else {
                break;
            };
            let all = std::iter::once(message).chain(messages.try_iter());
            if let Some(end) = self.take_all(all, permits)? {
                return Ok(Some(end));
            }
        }
        Ok(None)
    }

    /// Takes messages; where keys were among them, more of them may be read.
    fn take_all(
        &mut self,
        messages: impl Iterator<Item = Message>,
        permits: &input::Permits,
    ) -> Result<Option<End>, RunError> {
        let mut asked = false;
        for message in messages {
            asked |= matches!(message, Message::Input(_));
            if let Some(end) = self.take(message)? {
                return Ok(Some(end));
            }
        }
        if asked {
            permits.grant();
        }
        Ok(None)
    }

    /// Sleeps until a message or a deadline (`None`).
    ///
    /// # Errors
    /// Nobody is left who could send.
    fn wait(&self, messages: &Receiver<Message>) -> Result<Option<Message>, RecvError> {
        match self.timers.wait() {
            None => messages.recv().map(Some),
            Some(wait) => match messages.recv_timeout(wait) {
                Ok(message) => Ok(Some(message)),
                Err(RecvTimeoutError::Timeout) => Ok(None),
                Err(RecvTimeoutError::Disconnected) => Err(RecvError),
            },
        }
    }

    fn take(&mut self, message: Message) -> Result<Option<End>, RunError> {
        match message {
            Message::Input(batch) => {
                self.lacked = false;
                for event in batch {
                    if let Some(end) = self.update(event)? {
                        return Ok(Some(end));
                    }
                }
                Ok(None)
            }
            Message::Answer(event) => self.update(event),
            Message::Notice(Notice::Resized) => self.resize(),
            Message::Notice(Notice::Stop) => self.perform(vec![Effect::Suspend]),
            Message::Notice(Notice::Continued) => {
                self.guard.again()?;
                self.surface.forget();
                self.resize()
            }
            Message::Notice(Notice::Leave(signal)) => Ok(Some(End::Forced(128 + signal))),
            Message::Notice(Notice::Hangup) => Ok(Some(End::Forced(129))), // 128 + SIGHUP
        }
    }

    fn update(&mut self, event: Event) -> Result<Option<End>, RunError> {
        if matches!(event, Event::Focus | Event::Key(_)) {
            self.driver.look();
        }
        let effects = self.app.update(event, now());
        self.stale |= !self.app.still;
        self.perform(effects)
    }

    /// Does what concerns the terminal here, and gives the rest to the driver.
    fn perform(&mut self, effects: Vec<Effect>) -> Result<Option<End>, RunError> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(Some(End::Quit)),
                Effect::Wake(deadline, wait) => self.timers.set(deadline, wait),
                Effect::Redraw => self.surface.forget(),
                Effect::Suspend => {
                    self.guard.suspend()?;
                    self.surface.forget();
                    if let Some(end) = self.resize()? {
                        return Ok(Some(end));
                    }
                }
                Effect::SetTheme(name, _) => {
                    if let Some(end) = self.set_theme(&name)? {
                        return Ok(Some(end));
                    }
                }
                Effect::Copy(text) if self.config.clipboard.is_empty() => {
                    self.surface.say(clipboard::osc52(&text).as_bytes())?;
                    if let Some(end) = self.update(Event::Copied(Ok("OSC 52".to_owned())))? {
                        return Ok(Some(end));
                    }
                }
                effect => self.driver.perform(effect),
            }
        }
        Ok(None)
    }

    /// The terminal may have another size now.
    fn resize(&mut self) -> Result<Option<End>, RunError> {
        let (width, height) = crossterm::terminal::size()?;
        self.update(Event::Resize(width, height))
    }

    fn set_theme(&mut self, name: &str) -> Result<Option<End>, RunError> {
        match self.config.theme(Some(name)) {
            Ok((theme, _)) => {
                self.driver.use_theme(&theme);
                self.styles = Styles::new(theme, self.depth);
                Ok(None)
            }
            Err(error) => self.update(Event::Failed(error.to_string())),
        }
    }

    fn draw(&mut self) -> Result<(), RunError> {
        if !std::mem::take(&mut self.stale) {
            return Ok(());
        }
        let looks = (&self.styles, &self.signs);
        let app = &self.app;
        self.lacked = app.lacks();
        self.surface
            .show(app.size, |buffer| view::draw(app, looks, buffer))?;
        Ok(())
    }

    /// Gives the terminal back, then waits until everything is on the disk.
    fn leave(mut self, end: Result<End, RunError>) -> Result<i32, RunError> {
        // What is being typed right now, and where the person is, must not wait for a deadline.
        for deadline in [Deadline::Draft, Deadline::Bookmarks] {
            for effect in self.app.update(Event::Deadline(deadline), now()) {
                if matches!(
                    effect,
                    Effect::KeepDraft(_) | Effect::KeepBookmarks(_) | Effect::Save(_)
                ) {
                    self.driver.perform(effect);
                }
            }
        }
        drop(self.guard);
        let unsaved = self.driver.finish();
        match end {
            // A terminal that fails is a terminal that is gone.
            Err(RunError::Terminal(TerminalError::Io(_))) => Ok(129),
            Err(error) => Err(error),
            Ok(_) if !unsaved.is_empty() => Err(RunError::Unsaved(unsaved.join("; "))),
            Ok(End::Quit) => Ok(0),
            Ok(End::Forced(code)) => Ok(code),
        }
    }
}
