//! Performs the wishes of the state machine and reports back as events.
//!
//! The only room with threads, clocks and other programs. One writer thread stores changes in the order in
//! which they were made; readers answer the list and the opened article, newest request first; a worker
//! imports, another thread fetches. No wish is ever performed on the thread that draws.

pub mod clipboard;
pub mod clock;
mod fetch;
pub mod highlight;
mod import;
pub mod inline;
mod lane;
pub mod links;
mod paint;
mod perform;
mod scheme;
mod spawn;
mod wish;
pub mod worker;

use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::app::settings::Settings;
use crate::config::{Config, Theme};
use crate::desk::{Desk, Interrupter, Library};
use lane::Lane;
use paint::Painter;
use perform::Bearings;
use scheme::SchemeFile;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use wish::{Choose, Desks, Wish, Work, desk_lane, newest};

/// A desk on this library; without one it is opened.
pub type OpenDesk = Arc<dyn Fn(Option<Library>) -> Result<Desk, String> + Send + Sync>;

/// Where events go. May be called on any thread.
pub type Report = Arc<dyn Fn(Event) + Send + Sync>;

/// A query that another thread can stop.
type Running = Arc<Mutex<Option<Interrupter>>>;

/// When the program ends, an import or export has so long to come to a good end. What it has not committed
/// then is not there, as after a power cut: a transaction is whole or absent, a file old or new.
const FAREWELL: Duration = Duration::from_millis(300);

/// It is looked so often at most whether others changed something: someone holding a key down, while an import runs, would
/// else have everything read again at every repetition, and wake two threads for each key.
const LOOKED: Duration = Duration::from_millis(250);

/// The threads that perform wishes.
pub struct Driver {
    report: Report,
    writer: Lane<Wish>,
    reader: Lane<Wish>,
    /// Counts and looks up what nobody waits for.
    counter: Lane<Wish>,
    opener: Lane<Wish>,
    worker: Lane<Wish>,
    fetcher: Lane<Wish>,
    painter: Painter,
    /// Copies aside and makes again what an older version of the program made.
    keeper: Lane<Wish>,
    /// Set when the program ends.
    leaving: Arc<AtomicBool>,
    /// Set to stop the import that is going on.
    cancel: Arc<AtomicBool>,
    /// Set to stop the fetch that is going on.
    cancel_fetch: Arc<AtomicBool>,
    /// The query that fills the list right now; a newer request of the list stops it.
    listing: Running,
    /// The query that counts the list right now; a newer request of the list stops it too.
    counting: Running,
    /// When it was last looked whether others changed something.
    looked: Option<Instant>,
    /// The label scheme's file, when there is one.
    scheme: Option<Arc<Mutex<SchemeFile>>>,
    /// Changes that could not be stored, by id, with the reason.
    unsaved: Arc<Mutex<Vec<(String, String)>>>,
    clipboard: Vec<String>,
    browser: Vec<String>,
}

impl Driver {
    /// Makes ready. A thread starts with the first wish that it performs; nothing is opened before.
    pub fn start(config: &Config, settings: &Settings, open: &OpenDesk, report: Report) -> Self {
        let bearings = Bearings::new(config);
        let unsaved = Arc::new(Mutex::new(Vec::new()));
        let cancel = Arc::new(AtomicBool::new(false));
        let leaving = Arc::new(AtomicBool::new(false));
        let desks = Desks::new(Arc::clone(open));
        let desk = |name, choose: Choose, work: Work| {
            let bearings = bearings.clone();
            desk_lane(
                name,
                choose,
                &desks,
                &report,
                move |desk, effect, report| work(desk, &bearings, effect, report),
            )
        };
        let (lost, stop) = (Arc::clone(&unsaved), Arc::clone(&cancel));
        // What this desk has not changed, somebody else has.
        let own = Desks::new(Arc::clone(open));
        let writer = desk_lane(
            "writer",
            lane::all,
            &own,
            &report,
            move |desk, effect, report| {
                for event in perform::write(desk, effect) {
                    remember(&lost, &event);
                    report(event);
                }
                None
            },
        );
        let (listing, counting) = (Running::default(), Running::default());
        let is_listed = |effect: &Effect| matches!(effect, Effect::LoadList(..));
        let reader = desk("reader", newest, reads(&listing, is_listed));
        let is_counted = |effect: &Effect| matches!(effect, Effect::CountList(..));
        let counter = desk("counter", newest, reads(&counting, is_counted));
        let opener = desk(
            "opener",
            newest,
            Box::new(|desk, _, effect, _| Some(perform::open(desk, effect))),
        );
        let worker = desk(
            "worker",
            lane::all,
            Box::new(move |desk, bearings, effect, report| match effect {
                Effect::Import(paths) => {
                    import::import(desk, &paths, &stop, report);
                    None
                }
                effect => {
                    let mut go_on = || !stop.load(Ordering::Relaxed);
                    Some(perform::export(desk, bearings, effect, &mut go_on))
                }
            }),
        );
        let keeper = desk("keeper", lane::all, Box::new(|_, _, _, _| None));
        let cancel_fetch = Arc::new(AtomicBool::new(false));
        let fetcher = fetcher(&desks, &report, &bearings, &cancel_fetch);
        Self {
            painter: Painter::new(config, settings, &report),
            report,
            writer,
            reader,
            counter,
            opener,
            worker,
            keeper,
            leaving,
            fetcher,
            cancel,
            cancel_fetch,
            listing,
            counting,
            unsaved,
            looked: None,
            scheme: config
                .labels_file
                .clone()
                .map(|path| Arc::new(Mutex::new(SchemeFile::new(path)))),
            clipboard: config.clipboard.clone(),
            browser: config.opener.clone(),
        }
    }

    /// Performs a wish on its thread; the answer comes as events. Wishes that concern only the terminal
    /// (wake, suspend, redraw, quit, themes) are performed by the main loop.
    pub fn perform(&mut self, effect: Effect) {
        let back = match effect {
            effect if wish::writes(&effect) => self.writer.put(Wish::Effect(effect)),
            effect if wish::opens(&effect) => self.opener.put(Wish::Effect(effect)),
            Effect::Import(_) | Effect::Export(..) => {
                self.cancel.store(false, Ordering::Relaxed);
                self.worker.put(Wish::Effect(effect))
            }
            Effect::Fetch(_) | Effect::Subscribe(_) => {
                self.cancel_fetch.store(false, Ordering::Relaxed);
                self.fetcher.put(Wish::Effect(effect))
            }
            Effect::LookAfter => {
                // From here on the writer knows what others change.
                self.writer.put(Wish::Look);
                let wishes = [Wish::Backup, Wish::Renew(Arc::clone(&self.leaving))];
                wishes.into_iter().find_map(|wish| self.keeper.put(wish))
            }
            Effect::CancelFetch => {
                self.cancel_fetch.store(true, Ordering::Relaxed);
                None
            }
            Effect::CancelImport => {
                self.cancel.store(true, Ordering::Relaxed);
                None
            }
            Effect::Highlight(opened, block, language, span) => {
                self.painter.colour(opened, block, language, span);
                None
            }
            Effect::FindWords(generation, opened, words) => {
                self.painter.find(generation, opened, words);
                None
            }
            Effect::CancelFind => {
                self.painter.cancel_find();
                None
            }
            Effect::Light(opened, needles) => {
                self.painter.light(opened, needles);
                None
            }
            Effect::Copy(text) => {
                let command = self.clipboard.clone();
                self.aside(move || Some(Event::Copied(clipboard::copy_with(&command, &text))));
                None
            }
            Effect::OpenLink(address) => {
                let browser = self.browser.clone();
                self.aside(move || links::open(&browser, &address).err().map(Event::Failed));
                None
            }
            Effect::CountList(..)
            | Effect::CountSearches(..)
            | Effect::LoadSnippets(..)
            | Effect::LoadValues(_)
            | Effect::LoadCases { whole: true, .. } => self.counter.put(Wish::Effect(effect)),
            effect => {
                // Before the newer request is put in the queue, so that it never stops that one.
                if let Effect::LoadList(..) = &effect {
                    stop(&self.listing);
                    stop(&self.counting);
                }
                self.reader.put(Wish::Effect(effect))
            }
        };
        if back.is_some() {
            (self.report)(Event::Failed(
                "the library's thread has ended; start the program again".to_owned(),
            ));
        }
    }

    /// Colours code by another theme from now on.
    pub fn use_theme(&mut self, theme: &Theme) {
        self.painter.use_theme(theme);
    }

    /// Looks whether another program, or an import, changed the library, or somebody the label scheme, and reports it. Cheap enough for
    /// every key. The writer looks: its own changes, which the screen knows, do not count for it.
    pub fn look(&mut self) {
        if self.looked.is_some_and(|at| at.elapsed() < LOOKED) {
            return;
        }
        self.looked = Some(Instant::now());
        self.writer.put(Wish::Look);
        if let Some(file) = &self.scheme {
            self.reader.put(Wish::Scheme(Arc::clone(file)));
        }
    }

    /// Waits until all changes are on the disk and stops an import and a fetch. Returns one
    /// line for each change that could not be stored.
    pub fn finish(mut self) -> Vec<String> {
        self.cancel.store(true, Ordering::Relaxed);
        self.leaving.store(true, Ordering::Relaxed);
        self.cancel_fetch.store(true, Ordering::Relaxed);
        self.writer.finish();
        // They end beside each other: all of them together have so long.
        let end = Instant::now() + FAREWELL;
        for lane in [&mut self.worker, &mut self.keeper, &mut self.fetcher] {
            lane.finish_within(end.saturating_duration_since(Instant::now()));
        }
        let unsaved = self.unsaved.lock().unwrap_or_else(PoisonError::into_inner);
        unsaved
            .iter()
            .map(|(_, reason)| format!("a change is not saved: {reason}"))
            .collect()
    }

    /// Does something that may take long on a thread of its own.
    fn aside(&self, work: impl FnOnce() -> Option<Event> + Send + 'static) {
        let report = Arc::clone(&self.report);
        let thread = std::thread::Builder::new().name("aside".to_owned());
        let started = thread.spawn(move || {
            if let Some(event) = work() {
                report(event);
            }
        });
        if let Err(error) = started {
            (self.report)(Event::Failed(error.to_string()));
        }
    }
}

/// What a lane does that answers questions to the library. While it works at one that a newer question makes needless, it
/// can be stopped.
fn reads(running: &Running, can_be_stopped: fn(&Effect) -> bool) -> Work {
    let running = Arc::clone(running);
    Box::new(move |desk, bearings, effect, _| {
        let set = |interrupter| {
            *running.lock().unwrap_or_else(PoisonError::into_inner) = interrupter;
        };
        if can_be_stopped(&effect) {
            set(Some(desk.library.interrupter()));
        }
        let answer = perform::read(desk, bearings, effect);
        set(None);
        answer
    })
}

/// Stops a query, if one is running.
fn stop(running: &Running) {
    let running = running.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(interrupter) = &*running {
        interrupter.stop();
    }
}

/// Keeps account of what is not on the disk.
fn remember(unsaved: &Mutex<Vec<(String, String)>>, event: &Event) {
    let mut unsaved = unsaved.lock().unwrap_or_else(PoisonError::into_inner);
    match event {
        Event::Saved(id, _) => unsaved.retain(|(known, _)| known != id.as_str()),
        Event::SaveFailed(change, reason) => {
            unsaved.retain(|(known, _)| known != change.id.as_str());
            unsaved.push((change.id.to_string(), reason.clone()));
        }
        _ => {}
    }
}

/// The lane that fetches feeds and pages.
fn fetcher(
    desks: &Arc<Desks>,
    report: &Report,
    bearings: &Bearings,
    stop: &Arc<AtomicBool>,
) -> Lane<Wish> {
    let (stop, bearings) = (Arc::clone(stop), bearings.clone());
    let work = move |desk: &mut Desk, effect, report: &Report| {
        match effect {
            Effect::Subscribe(address) => {
                fetch::subscribe(desk, &bearings, &address, &stop, report);
            }
            Effect::Fetch(feeds) => fetch::fetch(desk, &bearings, &feeds, &stop, report),
            effect => return Some(perform::unknown(&effect)),
        }
        None
    };
    desk_lane("fetcher", lane::all, desks, report, work)
}
