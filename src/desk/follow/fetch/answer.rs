//! What a server answered for a feed: its entries are stored, and after them how it stands with the feed.

use super::fetched::{Fate, Fetched};
use super::get::input;
use super::{every, names};
use crate::config::FetchSettings;
use crate::desk::arrive::parse::Document;
use crate::desk::arrive::store::Waiting;
use crate::desk::{Arrival, Desk, ImportError};
use crate::ingest::fetch::courtesy::{back_off, later, time_to_live};
use crate::ingest::fetch::{Address, Body, FetchError, Outcome, Response, Status, Validators};
use crate::library::{Feed, FetchState, Received};
use crate::model::SourceId;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

impl Desk {
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
                Ok(Fetched::of(feed, Fate::Gone, Some(reason)))
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
                Ok(Fetched::of(feed, Fate::Waiting, Some(asked_to_wait(until))))
            }
            Outcome::Unchanged => {
                let feed = self.succeeded(feed, &response, None, settings)?;
                let fate = moved(&response).unwrap_or(Fate::Unchanged);
                Ok(Fetched::of(&feed, fate, None))
            }
            Outcome::Body(body) => match self.entries(&response.address, body) {
                Ok(document) => {
                    let mut done =
                        Fetched::of(feed, moved(&response).unwrap_or(Fate::Fetched), None);
                    self.keep(feed, &response.address, body, document, settings, &mut done)?;
                    let feed =
                        self.succeeded(feed, &response, time_to_live(&body.bytes), settings)?;
                    let told = Fetched::of(&feed, done.state, None);
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
        settings: &FetchSettings,
        done: &mut Fetched,
    ) -> Result<(), ImportError> {
        let waiting = Waiting {
            input: address.to_string(),
            path: scope(&feed.source),
            bytes: Arc::new(document.unpacked.unwrap_or_else(|| body.bytes.clone())),
            articles: document.articles,
            stamp: None,
            received: Some(Received {
                address: address.to_string(),
                charset: body.charset.clone(),
            }),
            full_text: settings.full_text(&names(feed)),
        };
        self.store(&[(feed.source.clone(), waiting)], None, &mut |added| {
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
    pub(super) fn failed(
        &mut self,
        feed: &Feed,
        error: &FetchError,
    ) -> Result<Fetched, ImportError> {
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
        Ok(Fetched::of(
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

fn moved(response: &Response) -> Option<Fate> {
    response.moved.is_some().then_some(Fate::Moved)
}

/// Why a feed is left alone.
pub(super) fn asked_to_wait(until: Timestamp) -> String {
    format!("the server is busy and wants to be left alone until {until:.0}")
}
