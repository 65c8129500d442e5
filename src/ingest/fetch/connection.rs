//! One request and its answer, by ureq, which nothing outside this file names.
//!
//! Redirects are not followed here, no cookie is kept and no proxy is used. What is received is counted below
//! the unpacking, so that a small answer cannot become a huge one; the limits hold while the bytes come.

use super::guard::is_public;
use super::{Address, FetchError, Limits, USER_AGENT};
use std::collections::HashMap;
use std::fmt;
use std::io::Read;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport,
};
use ureq::{Agent, Error, Timeout};

/// What is preferred, and everything else too: what an answer is decides its content.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
                      text/xml;q=0.9, text/html;q=0.8, */*;q=0.5";

/// An answer may grow to this size whatever the ratio: short texts that repeat themselves are packed well.
const HARMLESS: u64 = 1 << 20;

/// One answer of a server.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, unpacked; empty for anything but 200.
    pub bytes: Vec<u8>,
}

/// Requests that are under way and can be ended from another thread.
#[derive(Debug, Default)]
pub(super) struct Running(Mutex<Requests>);

#[derive(Debug, Default)]
struct Requests {
    stopped: bool,
    /// Never goes back, so that each request has a number of its own.
    next: u64,
    agents: HashMap<u64, Agent>,
}

impl Running {
    /// Ends all of them and lets no new one begin.
    pub(super) fn stop(&self) {
        let agents = {
            let mut requests = self.requests();
            requests.stopped = true;
            std::mem::take(&mut requests.agents)
        };
        for agent in agents.into_values() {
            agent.shutdown();
        }
    }

    fn begin(&self, agent: &Agent) -> Result<u64, FetchError> {
        let mut requests = self.requests();
        if requests.stopped {
            return Err(FetchError::Stopped);
        }
        let number = requests.next;
        requests.next += 1;
        requests.agents.insert(number, agent.clone());
        Ok(number)
    }

    fn end(&self, number: u64) -> Result<(), FetchError> {
        let mut requests = self.requests();
        requests.agents.remove(&number);
        if requests.stopped {
            return Err(FetchError::Stopped);
        }
        Ok(())
    }

    fn requests(&self) -> MutexGuard<'_, Requests> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks for `address` within `time`. The host `typed` may be a private one.
pub(super) fn get(
    address: &Address,
    headers: &[(&str, String)],
    typed: Option<&str>,
    limits: &Limits,
    time: Duration,
    running: &Running,
) -> Result<Answer, FetchError> {
    let received = Arc::new(AtomicU64::new(0));
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .max_idle_connections(0)
        .user_agent(USER_AGENT)
        .accept(ACCEPT)
        .timeout_connect(Some(limits.connect))
        .timeout_recv_response(Some(limits.first_byte))
        .timeout_global(Some(time))
        .build();
    let connector = DefaultConnector::default().chain(Counting(Arc::clone(&received)));
    let guarded = Guarded {
        resolver: DefaultResolver::default(),
        open: typed == Some(address.host()),
    };
    let agent = Agent::with_parts(config, connector, guarded);
    let number = running.begin(&agent)?;
    let mut request = agent.get(address.to_string());
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let answered = request
        .call()
        .map_err(|error| told(error, address))
        .and_then(|response| {
            let (head, body) = response.into_parts();
            let status = head.status.as_u16();
            let headers = head.headers.iter().filter_map(|(name, value)| {
                Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
            });
            let headers: Vec<(String, String)> = headers.collect();
            let mut bytes = Vec::new();
            if status == 200 {
                // ureq takes the header away when it unpacks; one that is left names something else.
                let packed = headers.iter().find(|(name, value)| {
                    name == "content-encoding"
                        && !value.eq_ignore_ascii_case("identity")
                        && !value.is_empty()
                });
                if let Some((_, packed)) = packed {
                    return Err(FetchError::Packed(packed.chars().take(40).collect()));
                }
                read(body.into_reader(), &mut bytes, limits, &received, address)?;
            }
            Ok(Answer {
                status,
                headers,
                bytes,
            })
        });
    // A connection that was ended from outside may look like a whole answer.
    running.end(number)?;
    answered
}

/// Reads a body as far as the limits allow.
fn read(
    mut reader: impl Read,
    bytes: &mut Vec<u8>,
    limits: &Limits,
    received: &AtomicU64,
    address: &Address,
) -> Result<(), FetchError> {
    let mut chunk = vec![0; 1 << 14];
    loop {
        let count = reader
            .read(&mut chunk)
            .map_err(|error| told(error.into(), address))?;
        if count == 0 {
            return Ok(());
        }
        bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
        let (unpacked, received) = (bytes.len() as u64, received.load(Ordering::Relaxed));
        if received > limits.received {
            return Err(FetchError::TooLarge(limits.received));
        }
        if unpacked > limits.unpacked {
            return Err(FetchError::TooLarge(limits.unpacked));
        }
        if unpacked > HARMLESS && unpacked > received.saturating_mul(limits.ratio) {
            return Err(FetchError::Bomb(limits.ratio));
        }
    }
}

/// An error of the library as a person says it.
fn told(error: Error, address: &Address) -> FetchError {
    match error {
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => FetchError::TooLong("connecting"),
        Error::Timeout(Timeout::RecvResponse) => FetchError::TooLong("waiting for an answer"),
        Error::Timeout(_) => FetchError::TooLong("all together"),
        Error::HostNotFound => FetchError::NoHost(address.host().to_owned()),
        Error::Io(error) => match error.kind() {
            std::io::ErrorKind::UnexpectedEof
            | std::io::ErrorKind::ConnectionReset
            | std::io::ErrorKind::ConnectionAborted => FetchError::Cut,
            _ => FetchError::Failed(error.to_string()),
        },
        Error::Decompress(kind, error) => match error.kind() {
            std::io::ErrorKind::UnexpectedEof => FetchError::Cut,
            _ => FetchError::Packed(format!("broken {kind}")),
        },
        Error::Protocol(error) => FetchError::Protocol(error.to_string()),
        Error::LargeResponseHeader(..) => FetchError::Protocol("a head without end".to_owned()),
        Error::Rustls(error) => FetchError::Unsafe(error.to_string()),
        Error::Tls(error) => FetchError::Unsafe(error.to_owned()),
        Error::Other(other) => match other.downcast::<FetchError>() {
            Ok(ours) => *ours,
            Err(other) => FetchError::Failed(other.to_string()),
        },
        other => FetchError::Failed(other.to_string()),
    }
}

/// Resolves names and gives only addresses that may be talked to.
struct Guarded {
    resolver: DefaultResolver,
    /// Whether the person typed the host, so that any address will do.
    open: bool,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let host = || uri.host().unwrap_or_default().to_owned();
        let found = match self.resolver.resolve(uri, config, timeout) {
            // What the system says about an unknown name is not told apart from other trouble by its kind.
            Err(Error::Io(_)) => return Err(Error::Other(Box::new(FetchError::NoHost(host())))),
            found => found?,
        };
        let mut allowed = self.empty();
        let mut private: Option<IpAddr> = None;
        for address in &found {
            if self.open || is_public(address.ip()) {
                allowed.push(*address);
            } else {
                private = Some(address.ip());
            }
        }
        match private {
            Some(address) if allowed.is_empty() => {
                Err(Error::Other(Box::new(FetchError::Private(host(), address))))
            }
            _ => Ok(allowed),
        }
    }
}

impl fmt::Debug for Guarded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guarded")
            .field("open", &self.open)
            .finish_non_exhaustive()
    }
}

/// Counts what comes through connections.
#[derive(Debug)]
struct Counting(Arc<AtomicU64>);

impl<In: Transport> Connector<In> for Counting {
    type Out = Counted<In>;

    fn connect(
        &self,
        _: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Counted<In>>, Error> {
        Ok(chained.map(|transport| Counted {
            transport,
            received: Arc::clone(&self.0),
        }))
    }
}

/// A connection whose input is counted.
#[derive(Debug)]
struct Counted<T> {
    transport: T,
    received: Arc<AtomicU64>,
}

impl<T: Transport> Transport for Counted<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.transport.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.transport.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let before = self.transport.buffers().input().len();
        let came = self.transport.await_input(timeout)?;
        let after = self.transport.buffers().input().len();
        let more = after.saturating_sub(before) as u64;
        self.received.fetch_add(more, Ordering::Relaxed);
        Ok(came)
    }

    fn is_open(&mut self) -> bool {
        self.transport.is_open()
    }

    fn is_tls(&self) -> bool {
        self.transport.is_tls()
    }
}
