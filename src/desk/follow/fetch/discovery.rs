//! Subscribing: an address becomes a feed that is fetched when somebody asks.
//!
//! The address of a page leads to the feed that the page names. Only when it names none, the usual places at the same
//! host are tried. Of several feeds the person chooses; nobody guesses.

use super::fetched::{Fetched, GoOn};
use super::get::{get, input};
use crate::config::FetchSettings;
use crate::desk::{Desk, ImportError};
use crate::ingest::fetch::discover::{self, Offer, USUAL_PLACES};
use crate::ingest::fetch::{Address, Body, FetchError, Limits, Request, Response};
use crate::library::{Feed, FetchState};
use crate::model::{SafeText, Subscription};

/// What came of subscribing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Discovered {
    /// To this feed; its articles are here.
    Feed(Fetched),
    /// The page names several feeds: one of them is to be chosen.
    Offers(Vec<Offer>),
}

/// Why it did not work. Nothing is stored then.
#[derive(Debug, thiserror::Error)]
pub enum DiscoveryError {
    /// Nothing came.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// Something came that is no feed and names none.
    #[error("{0}")]
    NoFeed(String),
    /// The library refused.
    #[error(transparent)]
    Import(#[from] ImportError),
}

impl DiscoveryError {
    /// Whether it was refused here, and not failed there.
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::Fetch(error) if error.is_refusal())
    }
}

impl Desk {
    /// Finds the feed at an address that the person typed, subscribes to it and stores its articles.
    ///
    /// # Errors
    /// See [`DiscoveryError`].
    pub fn subscribe_to(
        &mut self,
        typed: &str,
        settings: &FetchSettings,
        limits: &Limits,
        go_on: GoOn<'_>,
    ) -> Result<Discovered, DiscoveryError> {
        let address = Address::parse(typed)?;
        let host = address.host().to_owned();
        let now = self.who.now;
        let (response, body) = get(&Request::typed(address.clone()), limits, now, go_on)?;
        if let Some(name) = self.feed_name(&response.address, &body) {
            let at = response.moved.clone().unwrap_or(address.clone());
            let at = with_credentials_of(at, &address);
            return self.subscribe_with(&at, &host, &name, response, settings);
        }
        let offers = discover::feeds(&body.bytes, body.charset.as_deref(), &response.address);
        let places = match offers.as_slice() {
            [_, _, ..] => return Ok(Discovered::Offers(offers)),
            [one] => vec![one.address.clone()],
            [] => USUAL_PLACES
                .iter()
                .filter_map(|place| response.address.join(place).ok())
                .collect(),
        };
        let named = !offers.is_empty();
        for place in places {
            let request = Request {
                address: with_credentials_of(place.clone(), &address),
                typed: Some(host.clone()),
                validators: None,
            };
            match get(&request, limits, now, go_on) {
                Ok((response, body)) => {
                    if let Some(name) = self.feed_name(&response.address, &body) {
                        let at = response.moved.clone().unwrap_or(place);
                        let at = with_credentials_of(at, &address);
                        return self.subscribe_with(&at, &host, &name, response, settings);
                    }
                }
                Err(FetchError::Stopped) => return Err(FetchError::Stopped.into()),
                Err(error) if named => {
                    return Err(DiscoveryError::NoFeed(format!(
                        "names the feed {place}, which {error}"
                    )));
                }
                Err(_) => {}
            }
        }
        Err(DiscoveryError::NoFeed(
            "is no feed, and the page names none".to_owned(),
        ))
    }

    /// What a feed calls itself, else its host; `None` when these bytes are no feed.
    fn feed_name(&mut self, address: &Address, body: &Body) -> Option<SafeText> {
        let feed = self.parser.parse(input(address, body)).ok()?.feed?;
        let title = feed.title.map(|title| SafeText::line(title.trim()));
        let named = title.filter(|title| !title.is_empty());
        Some(named.unwrap_or_else(|| SafeText::line(address.host())))
    }

    /// Stores the subscription and what came with its first answer.
    fn subscribe_with(
        &mut self,
        address: &Address,
        typed: &str,
        name: &SafeText,
        response: Response,
        settings: &FetchSettings,
    ) -> Result<Discovered, DiscoveryError> {
        let location = address.to_string();
        let known = self.library.feeds().map_err(ImportError::from)?;
        // A feed that has moved is known by where it is, too.
        let known = known
            .into_iter()
            .find(|feed| feed.location == location || feed.state.address == location);
        let feed = match known {
            Some(feed) => feed,
            None => Feed {
                source: self
                    .subscribe(&Subscription {
                        address: SafeText::line(&location),
                        title: Some(name.clone()),
                        ..Subscription::default()
                    })
                    .map_err(ImportError::from)?
                    .source,
                name: name.clone(),
                location: location.clone(),
                muted: false,
                state: FetchState {
                    address: location,
                    ..FetchState::default()
                },
            },
        };
        let state = FetchState {
            typed: Some(typed.to_owned()),
            credentials: address
                .credentials()
                .map(str::to_owned)
                .or(feed.state.credentials),
            ..feed.state
        };
        let feed = Feed { state, ..feed };
        // How it moved on the way here is no news.
        let response = Response {
            moved: None,
            ..response
        };
        Ok(Discovered::Feed(self.receive(
            &feed,
            Ok(response),
            settings,
        )?))
    }
}

/// User name and password go along within their origin.
fn with_credentials_of(address: Address, typed: &Address) -> Address {
    if address.same_origin(typed) {
        address.with_credentials(typed.credentials().map(str::to_owned))
    } else {
        address
    }
}
