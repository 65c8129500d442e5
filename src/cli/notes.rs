//! `pressmark notes`: marks and notes of the library.

use super::output::Look;
use super::{Failure, Session, json, session};
use crate::desk::{LibraryError, OpenOptions};
use crate::model::{ArticleId, PlacedAnnotation, SafeText};
use clap::Args;

/// Lists marks and notes, newest first.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Which: words of the note or its article, label:NAME, verdict:NAME, tag:NAME, annotator:NAME; all when missing.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    query: Vec<String>,
    /// One note a line, parted by tabs: id, article, quote, label, tags, note (line breaks as ⏎).
    #[arg(long, conflicts_with = "json")]
    plain: bool,
    /// Print JSON Lines.
    #[arg(long)]
    json: bool,
}

/// So many notes are read at a time.
const WINDOW: usize = 500;

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.desk(OpenOptions::Read)?;
    let query = session::query(&given.query)?;
    let mut texts = Texts::default();
    let mut first = 0;
    loop {
        let page = desk
            .library
            .notes(&query, first, WINDOW)
            .map_err(|error| Failure::of("library", error))?;
        if page.rows.is_empty() {
            return Ok(());
        }
        first += page.rows.len();
        for note in &page.rows {
            if given.json {
                let text = texts.of(&desk, note)?;
                session.out.json(&json::note(note, text))?;
            } else if given.plain {
                session.out.line(&plain(note))?;
            } else {
                people(note, session)?;
            }
        }
    }
}

/// The text of the article at hand: neighbouring notes are often of one article.
#[derive(Default)]
struct Texts(Option<(ArticleId, Option<SafeText>)>);

impl Texts {
    fn of(
        &mut self,
        desk: &crate::desk::Desk,
        note: &PlacedAnnotation,
    ) -> Result<Option<&str>, Failure> {
        let article = &note.annotation.article;
        if self.0.as_ref().is_none_or(|(known, _)| known != article) {
            let text = match desk.library.text(article) {
                Ok((_, text)) => Some(text),
                Err(LibraryError::NoText(_)) => None,
                Err(error) => return Err(Failure::of(article.as_str(), error)),
            };
            self.0 = Some((article.clone(), text));
        }
        Ok(self.0.as_ref().and_then(|(_, text)| text.as_deref()))
    }
}

fn plain(note: &PlacedAnnotation) -> String {
    let annotation = &note.annotation;
    let body = &annotation.body;
    let tags: Vec<&str> = body.tags.iter().map(SafeText::as_str).collect();
    let cells = [
        annotation.id.as_str(),
        annotation.article.as_str(),
        annotation
            .target
            .as_ref()
            .map_or("", |target| target.quote.as_str()),
        body.label.as_deref().unwrap_or_default(),
        &tags.join(","),
        body.note.as_str(),
    ];
    cells
        .map(|cell| cell.replace('\n', "⏎").replace('\t', " "))
        .join("\t")
}

fn people(note: &PlacedAnnotation, session: &mut Session) -> Result<(), Failure> {
    let annotation = &note.annotation;
    session.out.styled(Look::Name, annotation.id.as_str())?;
    session
        .out
        .styled(Look::Dim, &format!("  {}", note.title))?;
    session.out.line("")?;
    if let Some(target) = &annotation.target {
        session
            .out
            .line(&format!("  “{}”", target.quote.replace('\n', " ")))?;
    }
    let body = &annotation.body;
    let signs = [body.label.as_ref(), body.verdict.as_ref()]
        .into_iter()
        .flatten()
        .map(SafeText::to_string);
    let signs: Vec<String> = signs
        .chain(body.tags.iter().map(|tag| format!("#{tag}")))
        .collect();
    if !signs.is_empty() {
        session.out.line(&format!("  [{}]", signs.join(" ")))?;
    }
    for line in body.note.lines() {
        session.out.line(&format!("  {line}"))?;
    }
    Ok(())
}
