//! Reading from a child and writing to it while the clock runs.

use super::Limits;
use crate::desk::ParseError;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::cell::OnceCell;
use std::fs;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// Ticks of the processor's clock in a second, as Linux tells them to programs (`USER_HZ`).
const TICKS: u64 = 100;

/// Nearly every input is read in less: how much of the processor it took is not asked before. What a child uses until
/// then does not count.
const PROMPT: Duration = Duration::from_millis(50);

/// The time that one input has.
#[derive(Debug)]
pub(super) struct Watch {
    limits: Limits,
    process: u32,
    began: Instant,
    /// What the child had used of the processor when that was asked first.
    used: OnceCell<Option<Duration>>,
}

impl Watch {
    /// Begins to count.
    pub fn start(limits: Limits, process: u32) -> Self {
        Self {
            limits,
            process,
            began: Instant::now(),
            used: OnceCell::new(),
        }
    }

    /// How long to wait before looking again. Where the system does not say what a process used, the clock
    /// decides alone.
    ///
    /// # Errors
    /// Which time is over.
    fn left(&self) -> Result<Duration, ParseError> {
        let Limits { time, patience, .. } = self.limits;
        let passed = self.began.elapsed();
        let prompt = PROMPT.min(time).checked_sub(passed);
        if let Some(left) = prompt.filter(|left| !left.is_zero()) {
            return Ok(left);
        }
        let used = *self.used.get_or_init(|| processor(self.process));
        if let Some(left) = time.checked_sub(passed) {
            return Ok(left.max(Duration::from_millis(1)));
        }
        let late = |limit: Duration| ParseError::TooLate(limit.as_secs());
        let spent = || processor(self.process)?.checked_sub(used?);
        let spent = spent().ok_or_else(|| late(time))?;
        let slow = || ParseError::TooSlow(time.as_secs());
        let left = time.checked_sub(spent).ok_or_else(slow)?;
        let patience = patience.checked_sub(passed);
        let soon = left.min(patience.ok_or_else(|| late(self.limits.patience))?);
        Ok(soon.clamp(Duration::from_millis(10), Duration::from_millis(100)))
    }

    /// Waits until something can be read or written.
    fn wait(&self, pipe: &impl AsFd, way: PollFlags) -> io::Result<()> {
        loop {
            let late = |error| io::Error::new(io::ErrorKind::TimedOut, error);
            let left = self.left().map_err(late)?;
            let timeout = Timespec {
                tv_sec: i64::try_from(left.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: i64::from(left.subsec_nanos()),
            };
            match poll(&mut [PollFd::new(pipe, way)], Some(&timeout)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// A pipe with a clock.
#[derive(Debug)]
pub(super) struct Timed<'a, P> {
    pub pipe: &'a mut P,
    pub watch: &'a Watch,
}

impl<P: Read + AsFd> Read for Timed<'_, P> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.watch.wait(&*self.pipe, PollFlags::IN)?;
        self.pipe.read(bytes)
    }
}

/// The pipe must not block, since room for some bytes is no room for all.
impl<P: Write + AsFd> Write for Timed<'_, P> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.pipe.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    self.watch.wait(&*self.pipe, PollFlags::OUT)?;
                }
                done => return done,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a process has used of the processor so far (`utime` and `stime` in proc_pid_stat(5)).
fn processor(process: u32) -> Option<Duration> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, in brackets, may hold anything.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    let all = ticks()? + ticks()?;
    Some(Duration::from_millis(all * 1000 / TICKS))
}
