//! Reading in a process of its own, so that an input can cost no more than itself.
//!
//! The program starts itself once more, with [`ARGUMENT`] and nothing else: no environment, no files, no
//! terminal. This child confines itself before it sees the first byte (`confine`), then reads one input after
//! the other from its standard input and answers on its standard output (`serve`). Here is the other side: a
//! thread that starts the child at the first input, hands inputs over, watches the clock, and starts a
//! new child when one hangs, dies or is killed. The child ends when its input does, or when its parent is gone.
//! With more inputs at once there are more children, up to one for each core.
//!
//! ```no_run
//! use pressmark::desk::{Parser, Request};
//! use pressmark::driver::worker::{Limits, Worker};
//!
//! let mut worker = Worker::new("/usr/bin/pressmark", Limits::default(), |_| {});
//! let document = worker.parse(Request::new("a.txt", b"Headline\n\nWords.".to_vec()))?;
//! assert_eq!(document.articles.len(), 1);
//! # Ok::<(), pressmark::desk::ParseError>(())
//! ```

mod confine;
mod frame;
mod reader;
mod serve;
mod watch;

pub use confine::Confinement;
pub use serve::serve;

use crate::desk::{Answer, ParseError, Parser, Request};
use reader::Reader;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

/// The argument with which the program is a reading process.
pub const ARGUMENT: &str = "--parse-worker";

/// So many inputs wait for the children while the caller stores what is read.
const AHEAD: usize = 8;

/// More children at once are not needed: one caller stores no more than these read.
const CHILDREN: usize = 3;

/// One child for each core, of these. The system answers only after a look at many files, so it is asked once.
static MOST: LazyLock<usize> = LazyLock::new(|| {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().min(CHILDREN))
});

/// This very program, asked once.
static OWN: LazyLock<PathBuf> = LazyLock::new(|| {
    let own = Path::new("/proc/self/exe");
    if own.exists() {
        own.to_owned()
    } else {
        std::env::current_exe().unwrap_or_default()
    }
});

/// What one input may cost. A large one may take longer: a tenth of a second more for each megabyte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Time of the processor. It is what a busy machine does not shorten.
    pub time: Duration,
    /// Time by the clock.
    pub patience: Duration,
    /// Memory of the child beyond its own program, in bytes.
    pub memory: u64,
}

impl Limits {
    /// The time that so many bytes may cost: what is larger may take longer, in proportion.
    const fn for_bytes(self, bytes: usize) -> Self {
        let megabytes = (bytes >> 20) as u64;
        Self {
            time: self
                .time
                .saturating_add(Duration::from_millis(100 * megabytes)),
            patience: self
                .patience
                .saturating_add(Duration::from_millis(500 * megabytes)),
            ..self
        }
    }
}

impl Default for Limits {
    /// Two seconds, ten by the clock, and 512 MiB less what the program itself is.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(2),
            patience: Duration::from_secs(10),
            memory: 480 << 20,
        }
    }
}

/// Reads in a process of its own; in this one, after a word about it, where that cannot be started.
#[derive(Debug)]
pub struct Worker {
    pump: Pump,
    /// One for each child, as many as were ever needed at once.
    lanes: Vec<Lane>,
    /// Which lane has the oldest input, and so on.
    order: VecDeque<usize>,
}

/// The way to a child's thread and back.
#[derive(Debug)]
struct Lane {
    requests: Sender<Request>,
    answers: Receiver<Answer>,
    begun: usize,
    /// The id of the child, 0 when there is none.
    child: Arc<AtomicU32>,
}

impl Worker {
    /// A worker that runs `program`. Nothing is started before the first input. `notice` hears, once, why
    /// inputs are read in this process instead.
    pub fn new(program: impl Into<PathBuf>, limits: Limits, notice: fn(&str)) -> Self {
        let pump = Pump {
            program: program.into(),
            limits,
            notice: Notice {
                hear: notice,
                told: Arc::default(),
            },
        };
        Self {
            pump,
            lanes: Vec::new(),
            order: VecDeque::new(),
        }
    }

    /// A worker that runs this very program, even when its file was replaced meanwhile.
    pub fn of_this_program(notice: fn(&str)) -> Self {
        Self::new(OWN.as_path(), Limits::default(), notice)
    }

    /// The id of the first reading process, if there is one now.
    pub fn process(&self) -> Option<u32> {
        let first = self.lanes.first()?;
        Some(first.child.load(Ordering::Relaxed)).filter(|&id| id != 0)
    }

    /// The lane that has the least to do; a new one when all have something and another core is free.
    fn free_lane(&mut self) -> usize {
        let idle = self.lanes.iter().enumerate();
        let least = idle.min_by_key(|(_, lane)| lane.begun);
        match least {
            Some((index, lane)) if lane.begun == 0 || self.lanes.len() >= *MOST => index,
            _ => {
                self.lanes.push(self.pump.clone().start());
                self.lanes.len() - 1
            }
        }
    }

    /// Starts a reading process and asks how it is confined.
    ///
    /// # Errors
    /// One line: why it cannot be started.
    pub fn confinement(&self) -> Result<Confinement, String> {
        let reader = Reader::start(&self.pump.program, self.pump.limits);
        reader.map(|reader| reader.confinement)
    }
}

impl Parser for Worker {
    fn ahead(&self) -> usize {
        AHEAD
    }

    fn begin(&mut self, request: Request) {
        let index = self.free_lane();
        if let Some(lane) = self.lanes.get_mut(index) {
            // A thread that has ended answers nothing, and `finish` tells.
            let _ = lane.requests.send(request);
            lane.begun += 1;
            self.order.push_back(index);
        }
    }

    fn finish(&mut self) -> Option<Answer> {
        let index = self.order.pop_front()?;
        let lane = self.lanes.get_mut(index)?;
        lane.begun -= 1;
        if let Ok(answer) = lane.answers.recv() {
            return Some(answer);
        }
        if lane.begun == 0 {
            *lane = self.pump.clone().start();
        }
        Some(Err(ParseError::Ended("its thread has ended".to_owned())))
    }
}

/// What the thread works with.
#[derive(Debug, Clone)]
struct Pump {
    program: PathBuf,
    limits: Limits,
    notice: Notice,
}

/// Who hears why there is no child, once for all lanes.
#[derive(Debug, Clone)]
struct Notice {
    hear: fn(&str),
    told: Arc<AtomicBool>,
}

impl Pump {
    /// Starts the thread. It ends, with its child, when the worker is dropped.
    fn start(self) -> Lane {
        let (requests, waiting) = channel::<Request>();
        let (told, answers) = channel();
        let child = Arc::new(AtomicU32::new(0));
        let id = Arc::clone(&child);
        let work = move || {
            let mut reader = None;
            let mut alone = false;
            for request in waiting {
                let answer = self.answer(&request, &mut reader, &mut alone, &id);
                if told.send(answer).is_err() {
                    break;
                }
            }
        };
        // Without the thread the lane is closed, which `finish` tells.
        let _ = std::thread::Builder::new()
            .name("parse".to_owned())
            .spawn(work);
        Lane {
            requests,
            answers,
            begun: 0,
            child,
        }
    }

    /// Has one input read. A child that dies of it after it had read others may have died of those, or been
    /// killed: then a new one gets the input too, once.
    fn answer(
        &self,
        request: &Request,
        child: &mut Option<Reader>,
        alone: &mut bool,
        id: &AtomicU32,
    ) -> Answer {
        loop {
            if *alone {
                return request.parse();
            }
            let mut reader = match child.take() {
                Some(reader) => reader,
                None => match Reader::start(&self.program, self.limits) {
                    Ok(reader) => reader,
                    Err(why) => {
                        *alone = true;
                        if !self.notice.told.swap(true, Ordering::Relaxed) {
                            (self.notice.hear)(&format!("inputs are read in this process: {why}"));
                        }
                        continue;
                    }
                },
            };
            id.store(reader.process(), Ordering::Relaxed);
            match reader.ask(request) {
                Ok(answer) => {
                    *child = Some(reader);
                    return answer;
                }
                Err(failure) => {
                    id.store(0, Ordering::Relaxed);
                    let is_fresh = reader.is_fresh();
                    let error = reader.end(&failure);
                    let is_late = matches!(error, ParseError::TooSlow(_) | ParseError::TooLate(_));
                    if is_fresh || is_late {
                        return Err(error);
                    }
                }
            }
        }
    }
}
