//! Fetching the feeds that a person subscribed to.
//!
//! What came is stored by the way of imports, feed by feed, and how it stands with the feed only after that: a
//! run that is stopped, or a power cut, loses no entry, since the server is asked again with the old validators.
//! A failure costs its own feed alone. Nothing is fetched here but what somebody subscribed to.

use super::import::Waiting;
use super::parse::Document;
use super::parser;
use super::{Arrival, Desk, ImportError};
use crate::config::FetchSettings;
use crate::ingest::fetch::courtesy::{back_off, later, time_to_live};
use crate::ingest::fetch::{
    Address, Body, FetchError, Job, Limits, Outcome, Request, Response, Status, Validators,
    fetch_all,
};
use crate::library::{Feed, FetchState};
use crate::model::{Feeds, FetchProgress, SafeText, SourceId};
use jiff::{SignedDuration, Timestamp};
use std::ops::ControlFlow;
use std::sync::Arc;

/// What became of one feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The feed's source.
    pub source: SourceId,
    /// Its name.
    pub name: SafeText,
    /// Where it is now, without user name and password.
    pub url: String,
    /// What happened.
    pub state: Fate,
    /// Articles that were new.
    pub new: usize,
    /// Articles with a new version.
    pub updated: usize,
    /// What is wrong, or why it has to wait.
    pub reason: Option<String>,
    /// When it is fetched next by itself, or may be fetched again.
    pub next: Option<Timestamp>,
}

/// What happened to a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the names are those of the machine-readable contract"
)]
pub enum Fate {
    Fetched,
    Unchanged,
    Moved,
    Gone,
    Refused,
    Failed,
    Waiting,
}

impl Fate {
    /// The contract's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fetched => "fetched",
            Self::Unchanged => "unchanged",
            Self::Moved => "moved",
            Self::Gone => "gone",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Waiting => "waiting",
        }
    }

    /// Whether the person should know.
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::Refused | Self::Failed)
    }
}

/// Watches a fetch: hears how far it is and, now and then, of a feed; its answer may stop it.
pub type FetchWatch<'a> = &'a mut dyn FnMut(&FetchProgress, Option<&Fetched>) -> ControlFlow<()>;

/// Is asked now and then whether to go on.
pub type GoOn<'a> = &'a mut dyn FnMut() -> ControlFlow<()>;

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
        let mut wanted = Vec::new();
        for feed in feeds {
            let ready = match (feed.state.held.filter(|until| *until > now), request(&feed)) {
                (Some(until), _) => Err(fetched(&feed, Fate::Waiting, Some(asked_to_wait(until)))),
                (None, Ok(request)) => Ok(request),
                (None, Err(error)) => Err(self.failed(&feed, &error)?),
            };
            match ready {
                Ok(request) => wanted.push((feed, request)),
                Err(done) => tell(&mut progress, watch, &done),
            }
        }
        let (feeds, requests): (Vec<Feed>, Vec<Request>) = wanted.into_iter().unzip();
        let mut refused = None;
        fetch_all(&requests, limits, self.who.now, &mut |job| {
            match job {
                Job::Begun(at) => {
                    let Some((feed, request)) = feeds.get(at).zip(requests.get(at)) else {
                        return ControlFlow::Continue(());
                    };
                    progress.running.push(feed.source.clone());
                    progress.what = SafeText::line(request.address.host());
                }
                Job::Done(at, answer) => {
                    let Some(feed) = feeds.get(at) else {
                        return ControlFlow::Continue(());
                    };
                    progress.running.retain(|source| *source != feed.source);
                    match self.receive(feed, answer.map(|answer| *answer), settings) {
                        Ok(done) => tell(&mut progress, watch, &done),
                        Err(error) => {
                            refused = Some(error);
                            return ControlFlow::Break(());
                        }
                    }
                }
                Job::Waiting => {}
            }
            let go_on = watch(&progress, None);
            progress.stopped |= go_on.is_break();
            go_on
        });
        if let Some(error) = refused {
            return Err(error);
        }
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

    /// Stores what was answered for a feed, and how it stands with it.
    pub(super) fn receive(
        &mut self,
        feed: &Feed,
        answer: Result<Response, FetchError>,
        settings: &FetchSettings,
    ) -> Result<Fetched, ImportError> {
        let response = match answer {
            Ok(response) => response,
            Err(error) => return self.failed(feed, &error),
        };
        let now = (self.who.now)();
        match &response.outcome {
            Outcome::Gone => {
                let error = FetchError::Status(Status(410)).to_string();
                let state = FetchState {
                    gone: true,
                    tried: Some(now),
                    due: None,
                    error: Some(error.clone()),
                    ..feed.state.clone()
                };
                self.library.keep_fetch_state(&feed.source, &state)?;
                let reason = format!("{error}; it is not asked for any more");
                Ok(fetched(feed, Fate::Gone, Some(reason)))
            }
            Outcome::Busy(status, until) => {
                let failures = feed.state.failures.saturating_add(1);
                let until =
                    until.unwrap_or_else(|| later(now, back_off(failures, feed.source.as_str())));
                let state = FetchState {
                    tried: Some(now),
                    failures,
                    error: Some(FetchError::Status(Status(*status)).to_string()),
                    due: Some(until),
                    held: Some(until),
                    ..feed.state.clone()
                };
                self.library.keep_fetch_state(&feed.source, &state)?;
                let feed = &Feed {
                    state,
                    ..feed.clone()
                };
                Ok(fetched(feed, Fate::Waiting, Some(asked_to_wait(until))))
            }
            Outcome::Unchanged => {
                let feed = self.succeeded(feed, &response, None, settings)?;
                let fate = moved(&response).unwrap_or(Fate::Unchanged);
                Ok(fetched(&feed, fate, None))
            }
            Outcome::Body(body) => match self.entries(&response.address, body) {
                Ok(document) => {
                    let mut done = fetched(feed, moved(&response).unwrap_or(Fate::Fetched), None);
                    self.keep(feed, &response.address, body, document, &mut done)?;
                    let feed =
                        self.succeeded(feed, &response, time_to_live(&body.bytes), settings)?;
                    let told = fetched(&feed, done.state, None);
                    Ok(Fetched {
                        new: done.new,
                        updated: done.updated,
                        ..told
                    })
                }
                Err(reason) => self.failed_because(feed, Fate::Failed, reason),
            },
        }
    }

    /// The entries of what was sent; why there are none.
    fn entries(&mut self, address: &Address, body: &Body) -> Result<Document, String> {
        let answer = self.parser.parse(input(address, body));
        let document = answer.map_err(|error| error.to_string())?;
        match document.feed {
            Some(_) => Ok(document),
            None => Err("is no feed any more".to_owned()),
        }
    }

    /// Stores the articles of a feed.
    fn keep(
        &mut self,
        feed: &Feed,
        address: &Address,
        body: &Body,
        document: Document,
        done: &mut Fetched,
    ) -> Result<(), ImportError> {
        let waiting = Waiting {
            input: address.to_string(),
            path: scope(&feed.source),
            bytes: Arc::new(document.unpacked.unwrap_or_else(|| body.bytes.clone())),
            articles: document.articles,
            stamp: None,
            received: Some((address.to_string(), body.charset.clone())),
        };
        self.store(&feed.source, waiting, &mut |added| {
            done.new += usize::from(added.arrival == Arrival::New);
            done.updated += usize::from(added.arrival == Arrival::Updated);
        })
    }

    /// Writes down that all went well.
    fn succeeded(
        &mut self,
        feed: &Feed,
        response: &Response,
        time_to_live: Option<SignedDuration>,
        settings: &FetchSettings,
    ) -> Result<Feed, ImportError> {
        let now = (self.who.now)();
        let mut state = feed.state.clone();
        if let Some(moved) = &response.moved {
            let same = Address::parse(&state.address).is_ok_and(|old| old.same_origin(moved));
            state.credentials.take_if(|_| !same);
            state.address = moved.to_string();
        }
        let Validators {
            address,
            etag,
            last_modified,
        } = response.validators.clone();
        let own = every(feed, settings).and_then(|every| SignedDuration::try_from(every).ok());
        let least = response.max_age.max(time_to_live);
        let state = FetchState {
            validated: (etag.is_some() || last_modified.is_some()).then_some(address),
            etag,
            last_modified,
            tried: Some(now),
            succeeded: Some(now),
            failures: 0,
            error: None,
            due: own.max(least).map(|wait| later(now, wait)),
            held: None,
            gone: false,
            ..state
        };
        self.library.keep_fetch_state(&feed.source, &state)?;
        Ok(Feed {
            state,
            ..feed.clone()
        })
    }

    /// Writes down that nothing came.
    fn failed(&mut self, feed: &Feed, error: &FetchError) -> Result<Fetched, ImportError> {
        let fate = if error.is_refusal() {
            Fate::Refused
        } else {
            Fate::Failed
        };
        self.failed_because(feed, fate, error.to_string())
    }

    fn failed_because(
        &mut self,
        feed: &Feed,
        fate: Fate,
        reason: String,
    ) -> Result<Fetched, ImportError> {
        let now = (self.who.now)();
        let failures = feed.state.failures.saturating_add(1);
        let state = FetchState {
            tried: Some(now),
            failures,
            error: Some(reason.clone()),
            due: Some(later(now, back_off(failures, feed.source.as_str()))),
            ..feed.state.clone()
        };
        self.library.keep_fetch_state(&feed.source, &state)?;
        Ok(fetched(
            &Feed {
                state,
                ..feed.clone()
            },
            fate,
            Some(reason),
        ))
    }
}

/// What the entries of a feed are known by when their own ids mean nothing outside of it. It stays when the feed moves.
fn scope(source: &SourceId) -> String {
    format!("source:{source}")
}

/// One request, which `go_on` may stop. Anything but a body is an error.
pub(super) fn get(
    request: &Request,
    limits: &Limits,
    now: fn() -> Timestamp,
    go_on: GoOn<'_>,
) -> Result<(Response, Body), FetchError> {
    let mut answer = Err(FetchError::Stopped);
    fetch_all(std::slice::from_ref(request), limits, now, &mut |job| {
        if let Job::Done(_, done) = job {
            answer = done;
        }
        go_on()
    });
    let response = *answer?;
    match &response.outcome {
        Outcome::Body(body) => Ok((response.clone(), body.clone())),
        Outcome::Gone => Err(FetchError::Status(Status(410))),
        Outcome::Busy(status, _) => Err(FetchError::Status(Status(*status))),
        Outcome::Unchanged => Err(FetchError::Status(Status(304))),
    }
}

/// What was typed, without the password that may stand in it, even if it is no address.
pub(super) fn without_password(typed: &str) -> String {
    typed.rsplit('@').next().unwrap_or(typed).to_owned()
}

/// What was sent, to be read.
pub(super) fn input(address: &Address, body: &Body) -> parser::Request {
    let address = address.to_string();
    parser::Request {
        url: Some(address.clone()),
        charset: body.charset.clone(),
        ..parser::Request::new(address, body.bytes.clone())
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

fn every(feed: &Feed, settings: &FetchSettings) -> Option<std::time::Duration> {
    settings.every(&[
        feed.source.as_str(),
        &feed.name,
        &feed.location,
        &feed.state.address,
    ])
}

fn is_due(feed: &Feed, settings: &FetchSettings, now: Timestamp) -> bool {
    every(feed, settings).is_some()
        && !feed.state.gone
        && !feed.muted
        && feed.state.due.is_none_or(|due| due <= now)
}

fn moved(response: &Response) -> Option<Fate> {
    response.moved.is_some().then_some(Fate::Moved)
}

fn asked_to_wait(until: Timestamp) -> String {
    format!("the server is busy and wants to be left alone until {until:.0}")
}

fn fetched(feed: &Feed, state: Fate, reason: Option<String>) -> Fetched {
    let shown = Address::parse(&feed.state.address).map(|address| address.to_string());
    Fetched {
        source: feed.source.clone(),
        name: feed.name.clone(),
        url: shown.unwrap_or_else(|_| SafeText::line(&feed.state.address).to_string()),
        state,
        new: 0,
        updated: 0,
        reason,
        next: feed.state.due.max(feed.state.held),
    }
}

/// A feed is done.
fn tell(progress: &mut FetchProgress, watch: FetchWatch<'_>, done: &Fetched) {
    progress.seen += 1;
    progress.new += done.new;
    progress.updated += done.updated;
    if let (true, Some(reason)) = (
        done.state.is_failure() || done.state == Fate::Gone,
        &done.reason,
    ) {
        progress.failed.push(format!("{}: {reason}", done.name));
    }
    progress.stopped |= watch(progress, Some(done)).is_break();
}
