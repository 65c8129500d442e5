//! The clock and the dice of the program: the time of day, what is to be reported when, and random bytes for ids.

use crate::app::event::Deadline;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::time::{Duration, Instant, SystemTime};

/// The time of day; a clock that is set beyond the calendar gives its nearest end.
pub fn now() -> Timestamp {
    let now = SystemTime::now();
    Timestamp::try_from(now).unwrap_or(if now < SystemTime::UNIX_EPOCH {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// The time zone of this machine. The file that the system has for it says all there is to know; only where there is
/// none, or another zone is set for the program, all zones are gone through for the right one, a hundred folders and files.
pub fn zone() -> TimeZone {
    let local = || TimeZone::tzif("local", &std::fs::read("/etc/localtime").ok()?).ok();
    match std::env::var_os("TZ") {
        None => local().unwrap_or_else(TimeZone::system),
        Some(_) => TimeZone::system(),
    }
}

/// Random bytes for ids. On a system without a random source, the clock's nanoseconds stand in: an id must
/// be new, not secret.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if getrandom::fill(&mut bytes).is_err() {
        let now = now().as_nanosecond().to_le_bytes();
        for (byte, part) in bytes.iter_mut().zip(now) {
            *byte = part;
        }
    }
    bytes
}

/// A wait that ends, whatever comes in between.
#[derive(Debug, Clone, Copy)]
pub struct Patience(Instant);

impl Patience {
    /// A wait that begins now.
    pub fn begin() -> Self {
        Self(Instant::now())
    }

    /// What is left of one that lasts so long as a whole.
    pub fn left(&self, whole: Duration) -> Duration {
        whole.saturating_sub(self.0.elapsed())
    }
}

/// The deadlines that were asked for, at most one of each kind.
#[derive(Debug, Default)]
pub struct Timers(Vec<(Deadline, Instant)>);

impl Timers {
    /// Asks for `deadline` after `wait`; replaces an earlier request of the same kind.
    pub fn set(&mut self, deadline: Deadline, wait: Duration) {
        self.0.retain(|(known, _)| *known != deadline);
        if let Some(at) = Instant::now().checked_add(wait) {
            self.0.push((deadline, at));
        }
    }

    /// How long until the next deadline; `None` when there is none.
    pub fn wait(&self) -> Option<Duration> {
        let next = self.0.iter().map(|(_, at)| *at).min()?;
        Some(next.saturating_duration_since(Instant::now()))
    }

    /// Takes the deadlines that are reached.
    pub fn due(&mut self) -> Vec<Deadline> {
        let now = Instant::now();
        let due = self.0.iter().filter(|(_, at)| *at <= now);
        let due: Vec<Deadline> = due.map(|(deadline, _)| *deadline).collect();
        self.0.retain(|(_, at)| *at > now);
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_comes_once_and_a_new_request_replaces_the_old() {
        let mut timers = Timers::default();
        assert_eq!(timers.wait(), None);
        timers.set(Deadline::Read, Duration::from_secs(3600));
        timers.set(Deadline::Read, Duration::ZERO);
        timers.set(Deadline::Draft, Duration::from_secs(3600));
        assert_eq!(timers.due(), [Deadline::Read]);
        assert_eq!(timers.due(), []);
        assert!(timers.wait() > Some(Duration::from_secs(3000)));
    }
}
