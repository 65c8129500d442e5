//! Fetching the feeds that a person subscribed to.
//!
//! What came is stored by the way of imports, feed by feed, and how it stands with the feed only after that: a
//! run that is stopped, or a power cut, loses no entry, since the server is asked again with the old validators.
//! A failure costs its own feed alone. Nothing is fetched here but what somebody subscribed to.

mod answer;
mod discovery;
mod fetched;
mod full_text;
mod get;
pub(in crate::desk) mod teaser;

pub use discovery::{Discovered, DiscoveryError};
pub use fetched::{Fate, FetchWatch, Fetched};
pub(in crate::desk) use get::{get, without_password};

use crate::config::FetchSettings;
use crate::desk::{Desk, ImportError};
use crate::ingest::fetch::{
    Address, FetchError, Job, Limits, Request, Response, Validators, fetch_all,
};
use crate::library::Feed;
use crate::model::{Feeds, FetchProgress, SafeText, SourceId};
use answer::asked_to_wait;
use jiff::Timestamp;
use std::ops::ControlFlow;

/// Requests, each made for a feed.
#[derive(Debug, Default)]
struct Round {
    requests: Vec<Request>,
    feeds: Vec<SourceId>,
}

/// What is done with the answer to the request of this index.
type Take<'a> = &'a mut dyn FnMut(
    &mut Desk,
    usize,
    Result<Response, FetchError>,
    &mut FetchProgress,
    FetchWatch<'_>,
) -> Result<(), ImportError>;

impl Desk {
    /// Fetches feeds, several at once. A run that is stopped keeps what came.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn fetch(
        &mut self,
        which: &Feeds,
        settings: &FetchSettings,
        limits: &Limits,
        watch: FetchWatch<'_>,
    ) -> Result<FetchProgress, ImportError> {
        let now = (self.who.now)();
        let mut feeds = self.library.feeds()?;
        feeds.retain(|feed| match which {
            Feeds::All => !feed.state.gone && !feed.muted,
            Feeds::Due => is_due(feed, settings, now),
            Feeds::Only(sources) => sources.contains(&feed.source),
        });
        let mut progress = FetchProgress {
            total: feeds.len(),
            ..FetchProgress::default()
        };
        let selected: Vec<SourceId> = feeds.iter().map(|feed| feed.source.clone()).collect();
        let (mut round, mut asked) = (Round::default(), Vec::new());
        for feed in feeds {
            let held = feed.state.held.filter(|until| *until > now);
            let done = match (held, request(&feed)) {
                (Some(until), _) => Fetched::of(&feed, Fate::Waiting, Some(asked_to_wait(until))),
                (None, Err(error)) => self.failed(&feed, &error)?,
                (None, Ok(request)) => {
                    round.requests.push(request);
                    round.feeds.push(feed.source.clone());
                    asked.push(feed);
                    continue;
                }
            };
            done.tell(&mut progress, watch);
        }
        self.ask(
            &round,
            limits,
            &mut progress,
            watch,
            &mut |desk, at, answer, progress, watch| {
                if let Some(feed) = asked.get(at) {
                    desk.receive(feed, answer, settings)?.tell(progress, watch);
                }
                Ok(())
            },
        )?;
        self.pages(&selected, settings, limits, &mut progress, watch)?;
        progress.running.clear();
        progress.next = self.next_fetch(settings)?;
        progress.done = true;
        let _ = watch(&progress, None);
        Ok(progress)
    }

    /// When the next feed is due by itself; the past if one is due already.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn next_fetch(&self, settings: &FetchSettings) -> Result<Option<Timestamp>, ImportError> {
        if !settings.is_automatic() {
            return Ok(None);
        }
        let feeds = self.library.feeds()?;
        let automatic = feeds
            .iter()
            .filter(|feed| every(feed, settings).is_some() && !feed.state.gone && !feed.muted);
        let due = |feed: &Feed| {
            feed.state
                .due
                .max(feed.state.held)
                .unwrap_or(Timestamp::MIN)
        };
        Ok(automatic.map(due).min())
    }

    /// Makes requests, several at once, and gives each answer to `take`. A run that was stopped asks for nothing more.
    fn ask(
        &mut self,
        round: &Round,
        limits: &Limits,
        progress: &mut FetchProgress,
        watch: FetchWatch<'_>,
        take: Take<'_>,
    ) -> Result<(), ImportError> {
        let mut refused = None;
        if progress.stopped {
            return Ok(());
        }
        fetch_all(&round.requests, limits, self.who.now, &mut |job| {
            match job {
                Job::Begun(at) => {
                    if let Some((source, request)) = round.feeds.get(at).zip(round.requests.get(at))
                    {
                        progress.running.push(source.clone());
                        progress.what = SafeText::line(request.address.host());
                    }
                }
                Job::Done(at, answer) => {
                    let source = round.feeds.get(at);
                    let begun = progress
                        .running
                        .iter()
                        .position(|known| Some(known) == source);
                    begun.map(|at| progress.running.swap_remove(at));
                    let answer = answer.map(|answer| *answer);
                    if let Err(error) = take(self, at, answer, progress, watch) {
                        refused = Some(error);
                        return ControlFlow::Break(());
                    }
                }
                Job::Waiting => {}
            }
            let go_on = watch(progress, None);
            progress.stopped |= go_on.is_break();
            go_on
        });
        refused.map_or(Ok(()), Err)
    }
}

fn request(feed: &Feed) -> Result<Request, FetchError> {
    let state = &feed.state;
    let address = Address::parse(&state.address)?;
    let credentials = state
        .credentials
        .clone()
        .or(address.credentials().map(str::to_owned));
    let validators = state.validated.clone().map(|address| Validators {
        address,
        etag: state.etag.clone(),
        last_modified: state.last_modified.clone(),
    });
    Ok(Request {
        address: address.with_credentials(credentials),
        validators,
        typed: state.typed.clone(),
    })
}

/// How often a feed is fetched by itself.
fn every(feed: &Feed, settings: &FetchSettings) -> Option<std::time::Duration> {
    settings.every(&names(feed))
}

/// The names by which the settings may speak of a feed.
fn names(feed: &Feed) -> [&str; 4] {
    [
        feed.source.as_str(),
        &feed.name,
        &feed.location,
        &feed.state.address,
    ]
}

fn is_due(feed: &Feed, settings: &FetchSettings, now: Timestamp) -> bool {
    every(feed, settings).is_some()
        && !feed.state.gone
        && !feed.muted
        && feed.state.due.is_none_or(|due| due <= now)
}
