//! The child's side: confine yourself, then read and answer until the input ends.

use super::confine::{Confinement, confine};
use super::frame;
use crate::desk::Request;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
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
    match work(&mut io::stdin().lock(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
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
        frame::write(output, &request.parse(), &[])?;
    }
    Ok(())
}
