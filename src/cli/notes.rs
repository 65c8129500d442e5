//! `pressmark notes`: the annotations of the library.

use super::output::{Look, Output};
use super::{Failure, Session, json};
use crate::desk::Desk;
use crate::model::span::CodePoints;
use crate::model::{ArticleId, Motivation, PlacedAnnotation, SafeText};
use clap::Args;
use std::io;

/// List annotations, newest first.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    pressmark notes\n  \
    pressmark notes verdict:disputed tag:capex\n  \
    pressmark notes --plain | cut -f1,6\n  \
    pressmark notes --all --json motivation:moderating\n\n\
    Facts that were rejected or corrected, and rulings on pairs, are kept as annotations too. They are listed \
    with --all, or by what they were made for: motivation:moderating (rejected), editing (corrected), assessing. \
    has:gold lists the gold layer.\n\
    With --plain a line is: id, article, quote, label, tags, note, separated by tabs; a line break inside is ⏎.")]
pub(super) struct Arguments {
    /// One object per annotation.
    #[arg(long)]
    json: bool,
    /// One line per annotation, separated by tabs.
    #[arg(long, conflicts_with = "json")]
    plain: bool,
    /// Judgements of facts and rulings as well.
    #[arg(long)]
    all: bool,
    /// Which: words and fields such as label:x, tag:y, verdict:z.
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
}

/// Annotations are read so many at a time.
const WINDOW: usize = 500;

/// Prints the annotations, window by window.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut query = Session::query(&given.query)?;
    if given.all {
        query = query.of_any_motivation();
    }
    let desk = session.reading_desk()?;
    let only = session.config()?.blind;
    let query = query.of(only.then(|| desk.who.annotator.clone()));
    let mut writer = Writer::new(&desk);
    let mut first = 0;
    loop {
        let page = desk.library.notes(&query, first, WINDOW);
        let page = page.map_err(|error| Failure::of("notes", error))?;
        for note in &page.rows {
            if given.json {
                writer.json(note, &mut session.out)?;
            } else if given.plain {
                session.out.line(&plain(note))?;
            } else {
                readable(note, &mut session.out)?;
            }
        }
        first += page.rows.len();
        if page.rows.is_empty() || first >= page.total {
            return Ok(());
        }
    }
}

/// Id, article, quote, label, tags and note on one line.
fn plain(note: &PlacedAnnotation) -> String {
    let annotation = &note.annotation;
    let tags: Vec<&str> = annotation.body.tags.iter().map(SafeText::as_str).collect();
    let quote = annotation
        .target
        .as_ref()
        .map_or("", |target| &target.quote);
    let fields = [
        annotation.id.as_str(),
        annotation.article.as_str(),
        quote,
        annotation.body.label.as_deref().unwrap_or_default(),
        &tags.join(","),
        &annotation.body.note,
    ];
    let fields: Vec<String> = fields
        .iter()
        .map(|field| field.replace('\n', "⏎").replace('\t', " "))
        .collect();
    fields.join("\t")
}

/// An annotation as a person reads it.
fn readable(note: &PlacedAnnotation, out: &mut Output) -> io::Result<()> {
    let annotation = &note.annotation;
    out.styled(Look::Name, annotation.id.as_str())?;
    out.text("  ")?;
    out.styled(Look::Strong, &note.title)?;
    out.line("")?;
    if let Some(target) = &annotation.target {
        for line in target.quote.lines() {
            out.line(&format!("  > {line}"))?;
        }
    }
    let body = &annotation.body;
    let judged = match annotation.motivation {
        Motivation::Commenting => None,
        Motivation::Moderating => Some("rejected".to_owned()),
        Motivation::Editing => Some("corrected".to_owned()),
        Motivation::Assessing => Some("ruled on".to_owned()),
        Motivation::Classifying if annotation.is_gold() => Some("gold".to_owned()),
        Motivation::Classifying => Some("decided: nothing to mark".to_owned()),
    };
    let words = body
        .label
        .iter()
        .chain(&body.verdict)
        .map(SafeText::to_string)
        .chain(body.confidence.map(|sure| sure.words().to_owned()));
    let tags = body.tags.iter().map(|tag| format!("#{tag}"));
    let words: Vec<String> = judged.into_iter().chain(words).chain(tags).collect();
    if !words.is_empty() {
        out.text("  ")?;
        out.styled(Look::Dim, &words.join(" · "))?;
        out.line("")?;
    }
    for line in body.note.lines() {
        out.line(&format!("  {line}"))?;
    }
    out.line("")
}

/// Writes annotations as records; remembers the text it last looked at, since notes of one article come together.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    desk: &'a Desk,
    last: Option<(ArticleId, String, CodePoints)>,
}

impl<'a> Writer<'a> {
    /// A writer for the notes of this library.
    pub(super) const fn new(desk: &'a Desk) -> Self {
        Self { desk, last: None }
    }

    /// Writes one annotation with its place in the article's current text.
    ///
    /// # Errors
    /// When the output refuses.
    pub(super) fn json(&mut self, note: &PlacedAnnotation, out: &mut Output) -> io::Result<()> {
        let place = note.span.and_then(|span| {
            let (text, points) = self.text(&note.annotation.article)?;
            Some((
                points.from_byte(text, span.start),
                points.from_byte(text, span.end),
            ))
        });
        let links = self.desk.library.links_at(&note.annotation.id);
        let links = links.map_err(io::Error::other)?;
        out.json(&json::annotation(note, place, Some(&links)))
    }

    /// The article's text; none when it is not in this library.
    fn text(&mut self, article: &ArticleId) -> Option<(&str, &CodePoints)> {
        if self.last.as_ref().is_none_or(|(id, ..)| id != article) {
            let (_, text) = self.desk.library.text(article).ok()?;
            let text = text.to_string();
            let points = CodePoints::new(&text);
            self.last = Some((article.clone(), text, points));
        }
        self.last
            .as_ref()
            .map(|(_, text, points)| (text.as_str(), points))
    }
}
