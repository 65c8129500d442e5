//! `pressmark annotate`: a mark or a note, told of only when it is on the disk.

use super::notes::Writer;
use super::output::{Look, Output};
use super::{Failure, Session};
use crate::config::Config;
use crate::desk::{Desk, Note};
use crate::model::{AnnotationId, ArticleId, Body, Confidence, LabelScheme, SafeText};
use crate::text::closest::closest;
use clap::Args;
use std::io::BufRead;

/// Mark words of an article, or write a note on it.
#[derive(Debug, Args)]
#[command(
    long_about = "Mark words of an article, or write a note on the whole of it. The words are found by themselves; --prefix and --suffix tell \
        apart places where they stand more than once. When the command answers, the annotation is on the disk.",
    after_long_help = "Examples:\n  \
        pressmark annotate k3f9q --quote '$40 billion' --label figure --verdict disputed --tag capex\n  \
        pressmark annotate k3f9q --note 'Compare with the filing.'\n  \
        generate-notes | pressmark annotate --stdin-lines k3f9q\n\n\
        With --stdin-lines each line is a note on the whole article, answered by `ack ID` once it is on the disk. The whole line is \
        the note; where it begins with a number and a tab, that number is also the note's id if it is free, so that a script can match the answers."
)]
pub(super) struct Arguments {
    /// Print the stored annotation as an object.
    #[arg(long)]
    json: bool,
    /// The words to mark; the note is on the whole article when missing.
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,
    /// What stands before the words.
    #[arg(long, value_name = "TEXT", requires = "quote")]
    prefix: Option<String>,
    /// What stands after the words.
    #[arg(long, value_name = "TEXT", requires = "quote")]
    suffix: Option<String>,
    /// A label of the label scheme.
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,
    /// The verdict: supported, refuted, disputed, not_enough_evidence, or one of the label scheme.
    #[arg(long, value_name = "VERDICT")]
    verdict: Option<String>,
    /// How sure you are: low, medium or high.
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence)]
    confidence: Option<Confidence>,
    /// A tag; may be given more than once.
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// The note's text.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    /// The id of the annotation; giving the same again changes nothing.
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
    /// Read notes from standard input, one a line, and answer `ack ID` for each when it is on the disk.
    #[arg(long, conflicts_with_all = ["quote", "note", "id", "json"])]
    stdin_lines: bool,
    /// The article: its id or any beginning of it that fits no other.
    #[arg(value_name = "ID")]
    article: String,
}

/// Makes the annotation, or one for each line.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let body = body(given, &session.config()?)?;
    let mut desk = session.writing_desk()?;
    let article = desk.library.article_id(&given.article);
    let article = article.map_err(|error| Failure::of(&given.article, error))?;
    if given.stdin_lines {
        return lines(&mut desk, &article, &body, session);
    }
    let note = Note {
        id: given.id.clone(),
        quote: given.quote.clone(),
        prefix: given.prefix.clone(),
        suffix: given.suffix.clone(),
        body,
    };
    if note.quote.is_none() && note.body == Body::default() {
        return Err(Failure::usage(
            "annotate",
            "nothing to say: give --quote, --note, --label, --verdict or --tag",
        ));
    }
    let made = desk.annotate(&article, &note);
    let made = made.map_err(|error| Failure::of(&given.article, error))?;
    if given.json {
        let placed = desk.library.notes_of(&article);
        let placed = placed.map_err(|error| Failure::of(&given.article, error))?;
        let mut writer = Writer::new(&desk);
        for note in placed.iter().filter(|note| note.annotation.id == made.id) {
            writer.json(note, &mut session.out)?;
        }
    } else {
        session.out.text("saved ")?;
        session.out.styled(Look::Name, made.id.as_str())?;
        session.out.line("")?;
    }
    Ok(())
}

fn confidence(typed: &str) -> Result<Confidence, String> {
    Confidence::named(typed).ok_or_else(|| "write low, medium or high".to_owned())
}

/// What the person says. A label or tag that nobody knows is taken as it is; a verdict must be known.
fn body(given: &Arguments, config: &Config) -> Result<Body, Failure> {
    let line = |text: &String| SafeText::line(text);
    let body = Body {
        label: given.label.as_ref().map(line),
        verdict: given.verdict.as_ref().map(line),
        confidence: given.confidence,
        tags: given
            .tags
            .iter()
            .map(line)
            .filter(|tag| !tag.is_empty())
            .collect(),
        note: SafeText::new(given.note.clone().unwrap_or_default()),
        fact: None,
        decision: None,
    };
    check(&body, &config.labels)?;
    Ok(body)
}

fn check(body: &Body, scheme: &LabelScheme) -> Result<(), Failure> {
    if let Some(label) = &body.label {
        let known: Vec<&str> = scheme
            .labels
            .iter()
            .map(|label| label.name.as_str())
            .collect();
        if !known.contains(&label.as_str())
            && let Some(near) = closest(label, known)
        {
            Output::warn(&format!(
                "label `{label}` is not in the scheme (did you mean `{near}`?)"
            ));
        }
    }
    let Some(verdict) = &body.verdict else {
        return Ok(());
    };
    let known: Vec<&str> = scheme
        .verdicts
        .iter()
        .map(|verdict| verdict.name.as_str())
        .collect();
    if known.contains(&verdict.as_str()) {
        return Ok(());
    }
    Err(Failure::usage(
        verdict.as_str(),
        format!("is no verdict; there are {}", known.join(", ")),
    ))
}

/// One note a line, for as long as lines come, its text the whole line. An empty line is no note.
///
/// Where a line begins with a number and a tab, the note's id is that number, if no other note has it:
/// a script that numbers its lines can match the answers to them.
fn lines(
    desk: &mut Desk,
    article: &ArticleId,
    body: &Body,
    session: &mut Session,
) -> Result<(), Failure> {
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.map_err(|error| Failure::of("standard input", error))?;
        let text = String::from_utf8_lossy(&line);
        let text = text.strip_suffix('\r').unwrap_or(&text);
        if text.trim().is_empty() {
            continue;
        }
        let number = text.split_once('\t').map(|(number, _)| number);
        let note = Note {
            id: number
                .filter(|number| is_free(desk, number))
                .map(str::to_owned),
            body: Body {
                note: SafeText::new(text),
                ..body.clone()
            },
            ..Note::default()
        };
        match desk.annotate(article, &note) {
            Ok(made) => session.out.line(&format!("ack {}", made.id))?,
            Err(error) => session.out.failed(text, &error),
        }
        session.out.flush()?;
    }
    Ok(())
}

/// Whether a line's first column is a number that no note has as its id.
fn is_free(desk: &Desk, number: &str) -> bool {
    (1..=18).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && desk
            .library
            .annotation(&AnnotationId::named(number))
            .is_err()
}
