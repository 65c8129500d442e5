//! `pressmark annotate`: marks and notes, acknowledged only when they are on the disk.

use super::{Failure, Session, json, session};
use crate::desk::{Desk, Note, OpenOptions};
use crate::model::{ArticleId, Body, SafeText};
use clap::Args;
use std::io::BufRead;

/// Marks words of an article, or notes something on the whole.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark annotate k3fq2 --quote '$37B' --label figure --verdict supported --tag capex --note 'checked: 10-K'\n  \
    printf 'first note\\nsecond note\\n' | pressmark annotate --stdin-lines k3fq2\n\n\
    With --stdin-lines each line becomes a note on the whole article and is answered by `ack ID` once it is on the disk. \
    A line `NAME<TAB>TEXT` chooses the note's id, so that a script that lost the answer may send the line again.")]
pub(super) struct Arguments {
    /// The article: its id or a unique beginning of it.
    #[arg(value_name = "ID")]
    article: String,
    /// The words to mark; without them the note is on the whole article.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    quote: Option<String>,
    /// What stands before the words, when they stand more than once.
    #[arg(
        long,
        value_name = "TEXT",
        requires = "quote",
        allow_hyphen_values = true
    )]
    prefix: Option<String>,
    /// What stands after them.
    #[arg(
        long,
        value_name = "TEXT",
        requires = "quote",
        allow_hyphen_values = true
    )]
    suffix: Option<String>,
    /// A label of the label scheme.
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// A verdict of the label scheme.
    #[arg(long, value_name = "VERDICT")]
    verdict: Option<String>,
    /// A tag; may be given more than once.
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// What is to be said.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// Read one note a line from standard input.
    #[arg(long, conflicts_with_all = ["quote", "label", "verdict", "tags", "note"])]
    stdin_lines: bool,
    /// Print JSON (the default).
    #[arg(long)]
    json: bool,
}

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let config = session.config()?;
    let mut desk = session.desk(OpenOptions::Write)?;
    let article = session::article_id(&desk, &given.article)?;
    if given.stdin_lines {
        return lines(&mut desk, &article, session);
    }
    let body = Body {
        label: given.label.as_deref().map(SafeText::line),
        verdict: given.verdict.as_deref().map(SafeText::line),
        tags: given
            .tags
            .iter()
            .map(|tag| SafeText::line(tag))
            .filter(|tag| !tag.is_empty())
            .collect(),
        note: SafeText::new(given.note.clone().unwrap_or_default()),
    };
    if body == Body::default() && given.quote.is_none() {
        return Err(Failure::usage(
            "annotate",
            "nothing to say: give --quote, --label, --verdict, --tag or --note",
        ));
    }
    let scheme = &config.labels;
    check(
        "label",
        body.label.as_ref(),
        scheme.labels.iter().map(|label| &label.name),
    )?;
    check(
        "verdict",
        body.verdict.as_ref(),
        scheme.verdicts.iter().map(|verdict| &verdict.name),
    )?;
    let note = Note {
        id: None,
        quote: given.quote.clone(),
        prefix: given.prefix.clone(),
        suffix: given.suffix.clone(),
        body,
    };
    let made = desk
        .annotate(&article, &note)
        .map_err(|error| Failure::of(&given.article, error))?;
    let placed = desk
        .library
        .notes_of(&article)
        .map_err(|error| Failure::of("library", error))?;
    if let Some(placed) = placed.iter().find(|placed| placed.annotation.id == made.id) {
        let text = made
            .target
            .as_ref()
            .and_then(|_| desk.library.text(&article).ok());
        session.out.json(&json::note(
            placed,
            text.as_ref().map(|(_, text)| text.as_str()),
        ))?;
    }
    Ok(())
}

/// A name that the label scheme does not know is most likely a slip.
fn check<'a>(
    what: &str,
    name: Option<&SafeText>,
    known: impl Iterator<Item = &'a SafeText>,
) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    let known: Vec<&str> = known.map(SafeText::as_str).collect();
    if known.contains(&name.as_str()) {
        return Ok(());
    }
    Err(Failure::usage(
        format!("--{what}"),
        format!("`{name}` is none of {}", known.join(", ")),
    ))
}

/// One note a line; each is answered when it is durable.
fn lines(desk: &mut Desk, article: &ArticleId, session: &mut Session) -> Result<(), Failure> {
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        if input
            .read_until(b'\n', &mut line)
            .map_err(|error| Failure::of("standard input", error))?
            == 0
        {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\n', '\r']);
        if text.is_empty() {
            continue;
        }
        let (id, text) = match text.split_once('\t') {
            Some((name, text)) if is_name(name) => (Some(name.to_owned()), text),
            _ => (None, text),
        };
        let body = Body {
            note: SafeText::new(text),
            ..Body::default()
        };
        match desk.annotate(
            article,
            &Note {
                id,
                body,
                ..Note::default()
            },
        ) {
            Ok(made) => {
                session.out.line(&format!("ack {}", made.id))?;
                session.out.flush()?;
            }
            Err(error) => session.out.failed(text, &error),
        }
    }
}

/// Letters, digits, `-` and `_`: what an id may be made of when a script chooses it.
fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}
