//! The child's side: confine yourself, then read and answer until the input ends.

use super::confine::{Confinement, confine};
use super::frame;
use crate::desk::Request;
use serde::{Deserialize, Serialize};
use std::io::{self, BufReader, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// The first frame to the child.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Terms {
    /// Memory beyond the program itself, in bytes.
    pub memory: u64,
}

/// The first frame of the child.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Greeting {
    /// The program's version.
    pub version: String,
    /// How it is confined.
    pub confinement: Confinement,
}

/// Is the reading process: it never returns to the rest of the program.
pub fn serve() -> ExitCode {
    let mut input = BufReader::with_capacity(frame::PIPE, io::stdin().lock());
    match work(&mut input, &mut Pipe) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Standard output without a buffer: the one of [`io::Stdout`] would cut frames at line breaks.
struct Pipe;

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(rustix::io::write(io::stdout(), bytes)?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn work(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let Some((terms, _)) = frame::read::<Terms>(input)? else {
        return Ok(());
    };
    let greeting = Greeting {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        confinement: confine(terms.memory),
    };
    frame::write(output, &greeting, &[])?;
    while let Some((mut request, bytes)) = frame::read::<Request>(input)? {
        request.bytes = Arc::new(bytes);
        // What was read is let go while it is at hand: the answer may wait for the other side, and memory with it.
        let answer = frame::packed(&request.parse())?;
        frame::send(output, answer, &[])?;
    }
    Ok(())
}
