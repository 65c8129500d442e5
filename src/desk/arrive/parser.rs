//! Who reads an input: this process, or another one that may die of it.
//!
//! The use cases hand inputs over and take answers back in the same order; they do not know where the
//! work is done. [`InProcess`] does it here and is what library users and tests get; the program gives the
//! desk one that reads in a confined process.

use crate::desk::arrive::parse::{Document, Format, Input, parse_known};
use crate::library::Received;
use crate::model::article::Metadata;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;

/// An input and what is known about it, as it can be handed to another thread or process.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Request {
    /// How errors call it: a file name or an address.
    pub name: String,
    /// The bytes as they came.
    #[serde(skip)]
    pub bytes: Arc<Vec<u8>>,
    /// What they are, if the caller knows better than their content.
    pub format: Format,
    /// Where they came from.
    pub url: Option<String>,
    /// The encoding that a transport named.
    pub charset: Option<String>,
    /// When they were received.
    pub reference: Option<Timestamp>,
    /// The day that relative dates count from; else the day of publication.
    pub date: Option<Date>,
    /// What a feed says about this page: it wins over what the page says of itself.
    pub about: Option<Box<Metadata>>,
}

impl Request {
    /// Bytes about which nothing else is known.
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<Vec<u8>>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
            ..Self::default()
        }
    }

    /// The same with what a server said with the bytes.
    #[must_use]
    pub fn received(self, received: Option<&Received>) -> Self {
        match received.cloned() {
            Some(Received { address, charset }) => Self {
                url: Some(address),
                charset,
                ..self
            },
            None => self,
        }
    }

    /// Reads the input in this process.
    ///
    /// # Errors
    /// [`ParseError::Refused`] alone.
    pub fn parse(&self) -> Answer {
        let input = Input {
            name: &self.name,
            bytes: &self.bytes,
            format: self.format,
            url: self.url.as_deref(),
            charset: self.charset.as_deref(),
            reference: self.reference,
        };
        parse_known(&input, self.date, self.about.as_deref())
            .map_err(|error| ParseError::Refused(error.to_string()))
    }
}

/// What became of an input.
pub type Answer = Result<Document, ParseError>;

/// Why an input gave no document. It costs this input and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ParseError {
    /// The reader says what is wrong with it.
    #[error("{0}")]
    Refused(String),
    /// Reading took too many seconds of the processor.
    #[error("took longer than {0} s of processor time to read")]
    TooSlow(u64),
    /// Reading took too many seconds by the clock, as on a machine that does much else.
    #[error("was not read within {0} s")]
    TooLate(u64),
    /// Reading wanted too many MiB.
    #[error("needs more than {0} MiB of memory to be read")]
    TooMuchMemory(u64),
    /// Reading went deeper than the stack.
    #[error("is nested too deeply to be read")]
    TooDeep,
    /// The process that reads ended for another reason.
    #[error("could not be read: the reading process ended ({0})")]
    Ended(String),
}

/// Reads inputs. Any number may be begun; each gets one answer, in the order in which they were begun.
pub trait Parser: fmt::Debug + Send {
    /// How many inputs are best begun before an answer is waited for. With more than one, the parser works
    /// while its caller does something else.
    fn ahead(&self) -> usize;

    /// Takes an input.
    fn begin(&mut self, request: Request);

    /// The answer for the oldest input that has none yet; waits for it. `None` when nothing was begun.
    fn finish(&mut self) -> Option<Answer>;

    /// Reads one input and waits for it. What was begun before and not asked for is forgotten.
    ///
    /// # Errors
    /// Why there is no document.
    fn parse(&mut self, request: Request) -> Answer {
        self.forget();
        self.begin(request);
        let nothing = || Err(ParseError::Ended("no answer".to_owned()));
        self.finish().unwrap_or_else(nothing)
    }

    /// Forgets what was begun.
    fn forget(&mut self) {
        while self.finish().is_some() {}
    }
}

/// Reads in this process, when the answer is asked for.
#[derive(Debug, Default)]
pub struct InProcess {
    begun: VecDeque<Request>,
}

impl Parser for InProcess {
    fn ahead(&self) -> usize {
        1
    }

    fn begin(&mut self, request: Request) {
        self.begun.push_back(request);
    }

    fn finish(&mut self) -> Option<Answer> {
        self.begun.pop_front().map(|request| request.parse())
    }

    fn forget(&mut self) {
        self.begun.clear();
    }
}
