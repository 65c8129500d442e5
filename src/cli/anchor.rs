//! `pressmark anchor`: carries spans from one version of a text to the next.

use super::{Failure, Session, json, read};
use crate::desk::anchor::anchor;
use crate::model::span::CodePoints;
use crate::model::{AnchorState, Span};
use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Carry spans of an old text over to a new one.
#[derive(Debug, Args)]
#[command(
    long_about = "Carry spans of an old text over to a new one. Both files are taken as they are, as UTF-8. Reads JSON Lines \
        {\"id\",\"start\",\"end\"} from standard input, in code points of OLD, and answers each with {\"id\",\"state\",\"start\",\"end\"} in \
        code points of NEW, in the same order. The state is exact, changed, moved, ambiguous or orphan; the last two have no place.",
    after_long_help = "Example:\n  \
        echo '{\"id\":1,\"start\":10,\"end\":42}' | pressmark anchor old.txt new.txt --jsonl"
)]
pub(super) struct Arguments {
    /// The text that the spans count in.
    old: PathBuf,
    /// The text they are wanted in.
    new: PathBuf,
    /// Read and write JSON Lines (the only form there is).
    #[arg(long, required = true)]
    jsonl: bool,
}

/// One line asked.
#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    id: Value,
    start: usize,
    end: usize,
}

/// One line answered.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    pressmark: u8,
    id: &'a Value,
    state: AnchorState,
    start: Option<usize>,
    end: Option<usize>,
}

/// Answers all spans. The texts are compared once, for all of them together.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let old = text(&given.old)?;
    let new = text(&given.new)?;
    let (from, to) = (CodePoints::new(&old), CodePoints::new(&new));
    let asked = asked()?;
    let spans: Vec<Span> = asked
        .iter()
        .flatten()
        .map(|one| Span::new(from.to_byte(&old, one.start), from.to_byte(&old, one.end)))
        .collect();
    let mut found = anchor(&old, &new, &spans).into_iter();
    for one in asked {
        let one = match one {
            Ok(one) => one,
            Err(error) => {
                session.refuse(&Value::Null, &error)?;
                continue;
            }
        };
        let Some(anchored) = found.next() else { break };
        let place = |at: usize| to.from_byte(&new, at);
        session.out.json(&Answer {
            pressmark: json::VERSION,
            id: &one.id,
            state: anchored.state,
            start: anchored.span.map(|span| place(span.start)),
            end: anchored.span.map(|span| place(span.end)),
        })?;
    }
    Ok(())
}

/// A file as it is.
fn text(path: &Path) -> Result<String, Failure> {
    let name = path.to_string_lossy();
    let bytes =
        read::bytes(path).map_err(|error| Failure::because(&*name, read::reason(&error)))?;
    String::from_utf8(bytes).map_err(|_| Failure::because(&*name, "is not UTF-8"))
}

/// All lines of standard input, each a question or the reason why it is none.
fn asked() -> Result<Vec<Result<Asked, String>>, Failure> {
    let mut all = Vec::new();
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.map_err(|error| Failure::of("standard input", error))?;
        if !line.trim_ascii().is_empty() {
            all.push(
                serde_json::from_slice(&line)
                    .map_err(|error| format!("is no object {{id, start, end}}: {error}")),
            );
        }
    }
    Ok(all)
}
