//! Many requests at once, and never two at one host.
//!
//! A few scoped threads take requests whose host is free. A request that is redirected gives its host back
//! before it waits for the next one, so that nobody waits for somebody who waits for him. A host that says it is
//! busy is asked for nothing more: the other requests to it get the same answer. Answers go to
//! the caller's thread one by one, which may stop everything; what is under way then is ended at once.

use super::connection::Running;
use super::follow::{Courier, follow};
use super::{FetchError, Limits, Outcome, Request, Response, Validators};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the caller waits for an answer before it is asked whether to go on.
const ASKED: Duration = Duration::from_millis(50);

/// What happens to a request.
#[derive(Debug)]
pub enum Job {
    /// The request with this index is on its way.
    Begun(usize),
    /// The request with this index is answered, or failed.
    Done(usize, Result<Box<Response>, FetchError>),
    /// Nothing happened for a moment.
    Waiting,
}

/// Makes all requests, [`Limits::at_once`] at a time. `take` hears what happens to each and may stop the run;
/// of a request that was not answered by then it hears nothing.
pub fn fetch_all(
    requests: &[Request],
    limits: &Limits,
    now: fn() -> Timestamp,
    take: &mut dyn FnMut(Job) -> ControlFlow<()>,
) {
    let running = Running::default();
    let hosts = requests
        .iter()
        .map(|request| request.address.host().to_owned());
    let hosts = Hosts::new(hosts);
    let (sender, jobs) = sync_channel(0);
    std::thread::scope(|scope| {
        for _ in 0..limits.at_once.clamp(1, requests.len().max(1)) {
            let sender = sender.clone();
            let (running, hosts) = (&running, &hosts);
            scope.spawn(move || {
                let courier = Courier {
                    limits,
                    now,
                    running,
                };
                while let Some((index, mut host)) = hosts.next() {
                    let Some(request) = requests.get(index) else {
                        break;
                    };
                    // When nobody listens any more, the hosts are stopped too.
                    let _ = sender.send(Job::Begun(index));
                    let answer = match hosts.busy(request.address.host()) {
                        Some(busy) => Ok(busy.answer(request)),
                        None => follow(request, &mut host, &courier),
                    };
                    if let Ok(response) = &answer
                        && let Outcome::Busy(status, until) = response.outcome
                    {
                        hosts.leave_alone(response.address.host(), Busy { status, until });
                    }
                    let answer = answer.map(Box::new);
                    drop(host);
                    let _ = sender.send(Job::Done(index, answer));
                }
            });
        }
        drop(sender);
        loop {
            let job = match jobs.recv_timeout(ASKED) {
                Ok(job) => job,
                Err(RecvTimeoutError::Timeout) => Job::Waiting,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            if take(job).is_break() {
                break;
            }
        }
        hosts.stop();
        running.stop();
        drop(jobs);
    });
}

/// Which hosts are being talked to, by whom, and which requests wait for theirs.
#[derive(Debug)]
pub(super) struct Hosts {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Host of each request that nobody has taken, with its index, in order.
    waiting: Vec<(usize, String)>,
    /// Hosts that somebody talks to.
    busy: HashSet<String>,
    /// Hosts that asked for time.
    alone: HashMap<String, Busy>,
    stopped: bool,
}

/// A host that asked for time.
#[derive(Debug, Clone, Copy)]
struct Busy {
    status: u16,
    until: Option<Timestamp>,
}

impl Busy {
    /// What it would say to this request, too.
    fn answer(self, request: &Request) -> Response {
        Response {
            outcome: Outcome::Busy(self.status, self.until),
            address: request.address.clone(),
            moved: None,
            validators: Validators::default(),
            max_age: None,
        }
    }
}

impl Hosts {
    fn new(hosts: impl Iterator<Item = String>) -> Self {
        let state = State {
            waiting: hosts.enumerate().collect(),
            ..State::default()
        };
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// The first waiting request whose host is free, with that host held for it; `None` when nothing is left.
    fn next(&self) -> Option<(usize, Held<'_>)> {
        let mut state = self.state();
        while !state.stopped && !state.waiting.is_empty() {
            let free = state
                .waiting
                .iter()
                .position(|(_, host)| !state.busy.contains(host));
            if let Some(at) = free {
                let (index, host) = state.waiting.remove(at);
                state.busy.insert(host.clone());
                return Some((index, Held { hosts: self, host }));
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        None
    }

    /// What a host said that asked for time.
    fn busy(&self, host: &str) -> Option<Busy> {
        self.state().alone.get(host).copied()
    }

    /// Asks a host for nothing more.
    fn leave_alone(&self, host: &str, busy: Busy) {
        self.state().alone.insert(host.to_owned(), busy);
    }

    /// Lets nobody begin any more and wakes those who wait.
    fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A host that one thread talks to, given back when this is dropped.
#[derive(Debug)]
pub(super) struct Held<'a> {
    hosts: &'a Hosts,
    host: String,
}

impl Held<'_> {
    /// Gives the host back, and waits until the other one is free.
    ///
    /// # Errors
    /// [`FetchError::Stopped`].
    pub(super) fn change(&mut self, to: &str) -> Result<(), FetchError> {
        if self.host == to {
            return Ok(());
        }
        let mut state = self.hosts.state();
        state.busy.remove(&std::mem::take(&mut self.host));
        self.hosts.changed.notify_all();
        while state.busy.contains(to) && !state.stopped {
            let changed = &self.hosts.changed;
            state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.stopped {
            return Err(FetchError::Stopped);
        }
        state.busy.insert(to.to_owned());
        to.clone_into(&mut self.host);
        Ok(())
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.hosts.state().busy.remove(&self.host);
        self.hosts.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_held_by_one_request_at_a_time() {
        let hosts = Hosts::new(["a", "a", "b"].map(str::to_owned).into_iter());
        let (first, mut held) = hosts.next().unwrap();
        let (second, other) = hosts.next().unwrap();
        // The second request waits for the host of the first, and the third is taken before it.
        assert_eq!((first, second), (0, 2));
        drop(other);
        held.change("b").unwrap();
        let (third, _) = hosts.next().unwrap();
        assert_eq!(third, 1);
        assert!(hosts.next().is_none());
    }

    #[test]
    fn who_waits_for_a_host_is_woken_by_a_stop() {
        let hosts = Hosts::new(["a", "b"].map(str::to_owned).into_iter());
        let (_, _a) = hosts.next().unwrap();
        let (_, mut b) = hosts.next().unwrap();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| b.change("a"));
            hosts.stop();
            assert_eq!(waiting.join().unwrap(), Err(FetchError::Stopped));
        });
        assert!(hosts.next().is_none());
    }
}
