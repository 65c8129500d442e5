//! `pressmark import`: annotations from a file that another program, or this one, wrote.

use super::output::Look;
use super::{Failure, Session, json, read};
use crate::desk::{Delivery, Format, ReadError, Taken, TakenFate, TakenKind};
use crate::model::AnchorState;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

/// Import annotations.
#[derive(Debug, Args)]
#[command(
    long_about = "Import annotations from a file. Each one finds its article (by id, address or text) and its words: by position where the \
        text is the same, else by the quote and what stood around it. What is here already is not taken twice; where both changed, \
        the newer one stands. Words that are gone stay listed with their quote. The whole file is one step of undo.",
    after_long_help = "Examples:\n  \
        pressmark import notes.jsonld --dry-run\n  \
        pressmark import --format w3c notes.jsonld\n  \
        curl -s https://example.org/annotations/ | pressmark import -\n\n\
        With --json, one object a thing: {\"kind\",\"id\",\"article\",\"state\",\"anchor\",\"reason\"}; the kind is note, judgement, gold, link, ruling or labelling, \
        the state new, updated, known or refused, the anchor exact, changed, moved, ambiguous or orphan."
)]
pub(super) struct Arguments {
    /// Print one object per annotation.
    #[arg(long)]
    json: bool,
    /// Only tell what would be taken.
    #[arg(long)]
    dry_run: bool,
    /// The form of the file.
    #[arg(long, value_name = "FORMAT", default_value = "auto")]
    format: FormName,
    /// The file; - is standard input.
    #[arg(value_name = "PATH|-")]
    path: PathBuf,
}

/// The forms by name.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FormName {
    /// As the file looks.
    Auto,
    /// W3C Web Annotation (JSON-LD).
    W3c,
    /// A table whose first row names its columns: quote, note, url …
    Csv,
    /// What the API of Hypothesis answers.
    Hypothesis,
}

#[derive(Debug, Serialize)]
struct TakenObject<'a> {
    pressmark: u8,
    kind: &'static str,
    id: &'a str,
    article: Option<&'a str>,
    state: &'static str,
    anchor: Option<AnchorState>,
    reason: Option<&'a str>,
}

/// Reads the file and takes its annotations in.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let name = given.path.to_string_lossy();
    let bytes = read::bytes(&given.path)
        .map_err(|error| Failure::because(name.as_ref(), read::reason(&error)))?;
    let delivery =
        delivery(given.format, &bytes).map_err(|error| Failure::of(name.as_ref(), error))?;
    take(&name, &delivery, (given.dry_run, given.json), session)
}

/// Reads a file in the named form, or in the one that it looks like.
pub(super) fn delivery(form: FormName, bytes: &[u8]) -> Result<Delivery, ReadError> {
    let form = match form {
        FormName::Auto => Format::seen_in(bytes).ok_or(ReadError::Unknown)?,
        FormName::W3c => Format::W3c,
        FormName::Csv => Format::Csv,
        FormName::Hypothesis => Format::Hypothesis,
    };
    form.read(bytes)
}

/// Takes a delivery in and tells what became of it.
pub(super) fn take(
    name: &str,
    delivery: &Delivery,
    (dry, as_json): (bool, bool),
    session: &mut Session,
) -> Result<(), Failure> {
    let mut desk = if dry {
        session.reading_desk()?
    } else {
        session.writing_desk()?
    };
    let taken = desk.take(delivery, dry);
    let taken = taken.map_err(|error| Failure::of(name, error))?;
    for line in &delivery.refused {
        session.out.failed(name, line);
    }
    for one in &taken {
        if let Some(reason) = &one.reason {
            session.out.failed(&one.id, reason);
        }
        if as_json {
            session.out.json(&object(one))?;
        }
    }
    if !as_json {
        tell(&taken, delivery.refused.len(), dry, session)?;
    }
    Ok(())
}

/// How much came; of a trial, each thing that would.
fn tell(taken: &[Taken], refused: usize, dry: bool, session: &mut Session) -> Result<(), Failure> {
    let count = |fate| taken.iter().filter(|one| one.fate == fate).count();
    let refused = count(TakenFate::Refused) + refused;
    let lost = taken.iter().filter(|one| {
        one.fate == TakenFate::New
            && matches!(
                one.anchor,
                Some(AnchorState::Orphan | AnchorState::Ambiguous)
            )
    });
    let lost = match lost.count() {
        0 => String::new(),
        lost => format!(" ({lost} without a place in the text)"),
    };
    let counts = format!(
        "{} new{lost}, {} updated, {} known, {refused} refused",
        count(TakenFate::New),
        count(TakenFate::Updated),
        count(TakenFate::Known),
    );
    session.out.styled(Look::Strong, &counts)?;
    session
        .out
        .line(if dry { "; nothing was stored" } else { "" })?;
    for kind in TakenKind::ALL {
        let coming = taken
            .iter()
            .filter(|one| one.kind == kind && one.fate.is_taken());
        for one in coming.filter(|_| dry) {
            let line = format!("  {:<8}{:<10}", one.fate.name(), kind.name());
            session.out.styled(Look::Dim, &line)?;
            let who = (kind == TakenKind::Labelling).then(|| format!("{}  ", one.id));
            let line = format!("{}{}", who.unwrap_or_default(), one.says);
            session.out.line(&line)?;
        }
    }
    Ok(())
}

fn object(taken: &Taken) -> TakenObject<'_> {
    TakenObject {
        pressmark: json::VERSION,
        kind: taken.kind.name(),
        id: &taken.id,
        article: taken.article.as_ref().map(crate::model::ArticleId::as_str),
        state: taken.fate.name(),
        anchor: taken.anchor,
        reason: taken.reason.as_deref(),
    }
}
