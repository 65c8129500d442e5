//! The same wishes, performed at once on the caller's thread: for the linear mode, whose answers stand before the next
//! prompt, and for tests, which then need no waiting.

use super::perform::{self, Bearings};
use super::{OpenDesk, fetch, highlight::Highlighter, import, wish};
use crate::app::effect::Effect;
use crate::app::event::Event;
use crate::config::{Config, Theme};
use crate::desk::Desk;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often long work is told of: as often as one wants to hear it.
const TOLD: Duration = Duration::from_secs(5);

/// Performs wishes one after the other.
pub struct Inline {
    desk: Desk,
    bearings: Bearings,
    /// What was last seen of the library's changes by others.
    seen: Option<i64>,
    /// What was copied, newest last.
    pub copied: Vec<String>,
    /// Links that were to be opened, newest last.
    pub links: Vec<String>,
    /// Hears now and then how far work is that takes long.
    pub told: Option<super::Report>,
}

impl Inline {
    /// A driver over an open desk.
    pub fn new(desk: Desk, config: &Config) -> Self {
        Self {
            desk,
            bearings: Bearings::new(config),
            seen: None,
            copied: Vec::new(),
            links: Vec::new(),
            told: None,
        }
    }

    /// A driver over a desk that it opens.
    ///
    /// # Errors
    /// Why the library cannot be opened.
    pub fn open(open: &OpenDesk, config: &Config) -> Result<Self, String> {
        let mut driver = Self::new(open(None)?, config);
        driver.others_changed();
        Ok(driver)
    }

    /// Whether another program changed the library since this was asked last.
    pub fn others_changed(&mut self) -> bool {
        let number = self.desk.library.changes_of_others().ok();
        std::mem::replace(&mut self.seen, number) != number
    }

    /// Copies the user data aside, at most once a day.
    pub fn backup(&mut self) {
        perform::backup(&mut self.desk);
    }

    /// The desk.
    pub fn desk(&mut self) -> &mut Desk {
        &mut self.desk
    }

    /// Performs a wish and returns all answers. Other programs are not started: what they would get is
    /// remembered. Wishes that concern the terminal have no answer.
    pub fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            effect if wish::writes(&effect) => perform::write(&mut self.desk, effect),
            effect if wish::opens(&effect) => {
                vec![perform::open(&mut self.desk, effect)]
            }
            Effect::Import(paths) => self.gather(|desk, _, stop, report| {
                import::import(desk, &paths, stop, report);
            }),
            Effect::Fetch(feeds) => self.gather(|desk, bearings, stop, report| {
                fetch::fetch(desk, bearings, &feeds, stop, report);
            }),
            Effect::Subscribe(address) => self.gather(|desk, bearings, stop, report| {
                fetch::subscribe(desk, bearings, &address, stop, report);
            }),
            Effect::Export(..) => vec![perform::export(
                &mut self.desk,
                &self.bearings,
                effect,
                &mut || true,
            )],
            Effect::Highlight(opened, block, language, span) => {
                let tints =
                    Highlighter::new(&Theme::plain()).tints(&opened.article.text, span, &language);
                vec![Event::Highlighted(opened.row.id.clone(), block, tints)]
            }
            // Nobody types on while it is read.
            Effect::LoadList(generation, mut wanted) => {
                wanted.whole = true;
                let effect = Effect::LoadList(generation, wanted);
                let answer = perform::read(&self.desk, &self.bearings, effect);
                answer.into_iter().collect()
            }
            Effect::FindWords(generation, opened, words) => {
                let spans = perform::find(&opened, &words, &mut |_| true);
                vec![Event::WordsFound(generation, spans.unwrap_or_default())]
            }
            Effect::Light(opened, needles) => vec![perform::light(&opened, needles)],
            Effect::Copy(text) => {
                self.copied.push(text);
                vec![Event::Copied(Ok("test".to_owned()))]
            }
            Effect::OpenLink(address) => {
                self.links.push(address);
                Vec::new()
            }
            Effect::CancelImport
            | Effect::CancelFind
            | Effect::CancelFetch
            | Effect::SetTheme(..)
            | Effect::Wake(..)
            | Effect::LookAfter
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Quit => Vec::new(),
            effect => perform::read(&self.desk, &self.bearings, effect)
                .into_iter()
                .collect(),
        }
    }

    /// Does work that reports more than once, and returns all that it reported.
    fn gather(
        &mut self,
        work: impl FnOnce(&mut Desk, &Bearings, &AtomicBool, &super::Report),
    ) -> Vec<Event> {
        let gathered = Arc::new(Mutex::new((Vec::new(), Instant::now())));
        let (sink, told) = (Arc::clone(&gathered), self.told.clone());
        let report: super::Report = Arc::new(move |event| {
            let mut sink = sink.lock().unwrap_or_else(PoisonError::into_inner);
            let (events, last) = &mut *sink;
            if let Some(told) = told.as_ref().filter(|_| last.elapsed() >= TOLD) {
                *last = Instant::now();
                told(event.clone());
            }
            events.push(event);
        });
        work(
            &mut self.desk,
            &self.bearings,
            &AtomicBool::new(false),
            &report,
        );
        let mut gathered = gathered.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut gathered.0)
    }
}
