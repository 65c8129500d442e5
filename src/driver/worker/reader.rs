//! One child: how it is started, asked and ended.

use super::confine::Confinement;
use super::serve::{Greeting, Terms};
use super::watch::{Timed, Watch};
use super::{ARGUMENT, Limits, frame};
use crate::desk::{Answer, ParseError, Request};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use std::io::{self, BufReader, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A child that waits for inputs. It is killed when this is dropped.
#[derive(Debug)]
pub(super) struct Reader {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    limits: Limits,
    answered: usize,
    /// How it said it is confined.
    pub confinement: Confinement,
}

impl Reader {
    /// Starts a child and hears its greeting.
    ///
    /// # Errors
    /// One line: why there is none.
    pub fn start(program: &Path, limits: Limits) -> Result<Self, String> {
        let failed = |error: io::Error| format!("the reading process cannot be started: {error}");
        let mut child = Command::new(program)
            .arg0("pressmark")
            .arg(ARGUMENT)
            .env_clear()
            // A key that interrupts the program is meant for the program.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(failed)?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(io::ErrorKind::BrokenPipe.into()));
        };
        let mut reader = Self {
            child,
            input,
            output,
            limits,
            answered: 0,
            confinement: Confinement::default(),
        };
        reader.confinement = reader.greet().map_err(failed)?;
        Ok(reader)
    }

    fn greet(&mut self) -> io::Result<Confinement> {
        let flags = fcntl_getfl(&self.input)?;
        fcntl_setfl(&self.input, flags | OFlags::NONBLOCK)?;
        let terms = Terms {
            memory: self.limits.memory,
        };
        let greeting: Greeting = self.exchange(&terms, &[])?;
        // Two versions would misunderstand each other.
        if greeting.version == env!("CARGO_PKG_VERSION") {
            Ok(greeting.confinement)
        } else {
            Err(io::Error::other("it is another version of the program"))
        }
    }

    /// Has an input read.
    ///
    /// # Errors
    /// When there is no answer: the time was over, or the child is gone.
    pub fn ask(&mut self, request: &Request) -> io::Result<Answer> {
        let answer = self.exchange(request, &request.bytes)?;
        self.answered += 1;
        Ok(answer)
    }

    fn exchange<T: serde::de::DeserializeOwned>(
        &mut self,
        head: &impl serde::Serialize,
        body: &[u8],
    ) -> io::Result<T> {
        let allowed = self.limits.for_bytes(body.len());
        let watch = &Watch::start(allowed, self.child.id());
        let pipe = &mut self.input;
        frame::write(&mut Timed { pipe, watch }, head, body)?;
        let pipe = &mut self.output;
        // Behind an answer nothing comes that was not asked for, so the buffer may go.
        let mut output = BufReader::with_capacity(frame::PIPE, Timed { pipe, watch });
        let answer = frame::read(&mut output)?;
        answer
            .map(|(answer, _)| answer)
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// The id of the process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Whether it has answered nothing yet.
    pub const fn is_fresh(&self) -> bool {
        self.answered == 0
    }

    /// Ends the child after a failure, and says what the input did to it.
    pub fn end(mut self, failure: &io::Error) -> ParseError {
        let said = failure
            .get_ref()
            .and_then(|said| said.downcast_ref::<ParseError>());
        if let Some(late) = said {
            return late.clone();
        }
        // The pipes are closed, so it has ended or is about to; nothing else is waited for.
        let _ = self.child.kill();
        let ended = self.child.wait();
        let mut words = String::new();
        if let Some(pipe) = self.child.stderr.take() {
            let _ = pipe.take(4096).read_to_string(&mut words);
        }
        if words.contains("memory allocation of") {
            return ParseError::TooMuchMemory(self.limits.memory >> 20);
        }
        if words.contains("overflowed its stack") {
            return ParseError::TooDeep;
        }
        let how = ended.map_or_else(
            |error| error.to_string(),
            |status| match status.signal() {
                Some(signal) => format!("signal {signal}"),
                None => status.to_string(),
            },
        );
        ParseError::Ended(how)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
