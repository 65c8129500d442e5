//! A lane: one thread that does one kind of work in order. It starts when there is work for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// A thread with its queue.
pub struct Lane<W> {
    queue: Option<Sender<W>>,
    /// Starts the thread, until it is started.
    start: Option<Box<dyn FnOnce() -> Option<JoinHandle<()>> + Send>>,
    thread: Option<JoinHandle<()>>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

impl<W: Send + 'static> Lane<W> {
    /// A lane whose thread starts with the first work. It takes everything that waits at once, lets `choose` drop what
    /// nobody wants any more, and does the rest with what `begin` makes on the thread. A panic in that is given to
    /// `failed` and ends only the work at hand.
    pub fn new<F: FnMut(W)>(
        name: &'static str,
        choose: fn(Vec<W>) -> Vec<W>,
        begin: impl FnOnce() -> F + Send + 'static,
        failed: impl Fn(String) + Send + 'static,
    ) -> Self {
        let (queue, waiting) = channel();
        let (alive, ended) = channel();
        let live = move || {
            let _alive: Sender<()> = alive;
            let mut work = begin();
            while let Some(batch) = next_batch(&waiting) {
                for item in choose(batch) {
                    if catch_unwind(AssertUnwindSafe(|| work(item))).is_err() {
                        failed("something went wrong inside; the log has it".to_owned());
                    }
                }
            }
        };
        let start = move || Builder::new().name(name.to_owned()).spawn(live).ok();
        Self {
            queue: Some(queue),
            start: Some(Box::new(start)),
            thread: None,
            ended,
        }
    }

    /// Adds work. Returns it when the thread is gone.
    pub fn put(&mut self, work: W) -> Option<W> {
        if let Some(start) = self.start.take() {
            self.thread = start();
        }
        match &self.queue {
            Some(queue) => queue.send(work).err().map(|back| back.0),
            None => Some(work),
        }
    }

    /// Waits until all work is done and ends the thread.
    pub fn finish(&mut self) {
        (self.queue, self.start) = (None, None);
        if let Some(thread) = self.thread.take() {
            // A panic was reported when it happened.
            let _ = thread.join();
        }
    }

    /// As [`Lane::finish`], but after `limit` it waits no longer and leaves the thread to the end of the program.
    pub fn finish_within(&mut self, limit: Duration) {
        (self.queue, self.start) = (None, None);
        if self.ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            self.thread = None;
        }
        self.finish();
    }
}

/// Keeps everything.
pub fn all<W>(batch: Vec<W>) -> Vec<W> {
    batch
}

fn next_batch<W>(waiting: &Receiver<W>) -> Option<Vec<W>> {
    let first = waiting.recv().ok()?;
    let mut batch = vec![first];
    batch.extend(waiting.try_iter());
    Some(batch)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn work_is_done_in_order_and_a_panic_ends_only_itself() {
        let (done, results) = channel();
        let failures = done.clone();
        let mut lane = Lane::new(
            "test",
            all,
            move || {
                move |number: i32| {
                    assert!(number != 2, "two is not liked");
                    done.send(number).unwrap();
                }
            },
            move |_| failures.send(-1).unwrap(),
        );
        for number in 1..=3 {
            assert_eq!(lane.put(number), None);
        }
        lane.finish();
        assert_eq!(results.try_iter().collect::<Vec<_>>(), [1, -1, 3]);
        assert_eq!(lane.put(4), Some(4));
    }

    #[test]
    fn a_lane_without_work_has_no_thread_and_ends_at_once() {
        let begin = || -> fn(()) { panic!("there is no work") };
        let mut lane = Lane::new("test", all, begin, |_| panic!("nothing fails"));
        lane.finish_within(Duration::from_secs(3600));
        assert_eq!(lane.put(()), Some(()));
    }

    #[test]
    fn work_that_does_not_end_is_not_waited_for() {
        let (go_on, held) = channel::<()>();
        let mut lane = Lane::new(
            "test",
            all,
            move || {
                move |()| {
                    let _ = held.recv();
                }
            },
            |_| panic!("nothing fails"),
        );
        lane.put(());
        lane.finish_within(Duration::ZERO);
        drop(go_on);
    }
}
