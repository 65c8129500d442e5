//! The only room that talks to the network: it gets what a person asked for, with good manners.
//!
//! One request is followed through its redirects (`follow`), many are made at once with one connection a
//! host (`crew`). Only http and https; certificates are always verified; names are resolved here and the
//! connection goes to the address that was looked at, which must be a public one unless the person typed
//! that very host ([`guard`]). Everything has a limit ([`Limits`]). Nothing here decides *what* is fetched, keeps
//! anything, or has a clock: time comes in as data. Without the feature `network` every request fails with
//! [`FetchError::Offline`].

pub mod address;
#[cfg(feature = "network")]
mod connection;
#[cfg(not(feature = "network"))]
#[path = "offline.rs"]
mod connection;
pub mod courtesy;
mod crew;
pub mod discover;
mod follow;
pub mod guard;

pub use address::Address;
pub use crew::{Job, fetch_all};

use jiff::{SignedDuration, Timestamp};
use std::net::IpAddr;
use std::time::Duration;
use thiserror::Error;

/// How the program introduces itself.
pub const USER_AGENT: &str = concat!(
    "pressmark/",
    env!("CARGO_PKG_VERSION"),
    " (news reader in a terminal)"
);

/// One thing to get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Where it is.
    pub address: Address,
    /// What the server gave with the copy that is at hand.
    pub validators: Option<Validators>,
    /// A host that the person typed: it may be a private one.
    pub typed: Option<String>,
}

impl Request {
    /// A first request for an address that the person typed.
    pub fn typed(address: Address) -> Self {
        Self {
            typed: Some(address.host().to_owned()),
            address,
            validators: None,
        }
    }
}

/// By what a server recognises the copy we have. Sent only to the address that gave them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// The address that gave them.
    pub address: String,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// What it means.
    pub outcome: Outcome,
    /// Where it came from in the end.
    pub address: Address,
    /// The new address, when every step of the way there was a permanent move.
    pub moved: Option<Address>,
    /// What to send next time.
    pub validators: Validators,
    /// How long the server wants this answer to be used.
    pub max_age: Option<SignedDuration>,
}

/// What an answer means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Here it is.
    Body(Body),
    /// The copy at hand is still good.
    Unchanged,
    /// It is gone for good (410).
    Gone,
    /// The server is busy (429, 503), perhaps until then.
    Busy(u16, Option<Timestamp>),
}

/// What was sent, unpacked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What the header says they are, such as `text/html`, lower case.
    pub media_type: Option<String>,
    /// The encoding that the header names.
    pub charset: Option<String>,
}

/// What a request may cost. Beyond any of these it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until there is a connection.
    pub connect: Duration,
    /// From the request to the head of the answer.
    pub first_byte: Duration,
    /// All together, redirects included.
    pub whole: Duration,
    /// Bytes received.
    pub received: u64,
    /// Bytes after unpacking.
    pub unpacked: u64,
    /// Bytes after unpacking for each byte received, once a mebibyte is exceeded.
    pub ratio: u64,
    /// Redirects followed.
    pub redirects: usize,
    /// Requests at once, each to another host.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            first_byte: Duration::from_secs(20),
            whole: Duration::from_secs(60),
            received: 50 << 20,
            unpacked: 100 << 20,
            ratio: 200,
            redirects: 10,
            at_once: 6,
        }
    }
}

/// Why nothing came. Each is one line that goes behind the name of what was asked for.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum FetchError {
    #[error("cannot be fetched: this pressmark was built without the network")]
    Offline,
    #[error("{0}")]
    Address(&'static str),
    #[error(
        "leads to {0} ({1}) on a private network, which is read only if you subscribe to that host itself"
    )]
    Private(String, IpAddr),
    #[error("redirects in a circle")]
    Circle,
    #[error("redirects more than {0} times")]
    TooManyRedirects(usize),
    #[error("redirects to nowhere ({0})")]
    Nowhere(String),
    #[error("took too long ({0})")]
    TooLong(&'static str),
    #[error("is larger than {0} bytes")]
    TooLarge(u64),
    #[error("unpacks to more than {0} times its size; that is no text")]
    Bomb(u64),
    #[error("broke off in the middle")]
    Cut,
    #[error("is packed in a way that cannot be read ({0})")]
    Packed(String),
    #[error("the server said {0}")]
    Status(Status),
    #[error("there is no host {0}")]
    NoHost(String),
    #[error("the connection is not safe: {0}")]
    Unsafe(String),
    #[error("answered with something that is no HTTP ({0})")]
    Protocol(String),
    #[error("no connection: {0}")]
    Failed(String),
    #[error("was stopped")]
    Stopped,
}

impl FetchError {
    /// Whether it was refused here, and not failed there.
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::Address(_) | Self::Private(..))
    }

    /// Whether the same would happen another day: nothing is wrong with the way there, or with the server's health.
    pub const fn is_lasting(&self) -> bool {
        !matches!(
            self,
            Self::Offline
                | Self::TooLong(_)
                | Self::Cut
                | Self::Status(Status(408 | 429 | 500..))
                | Self::NoHost(_)
                | Self::Unsafe(_)
                | Self::Protocol(_)
                | Self::Failed(_)
                | Self::Stopped
        )
    }
}

/// An HTTP status code, with the words for the usual ones (RFC 9110).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status(pub u16);

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = match self.0 {
            401 => " (it wants a user name and password)",
            403 => " (forbidden)",
            404 => " (not found)",
            410 => " (gone for good)",
            429 => " (too many requests)",
            500..=599 => " (it has trouble of its own)",
            _ => "",
        };
        write!(f, "{}{words}", self.0)
    }
}
