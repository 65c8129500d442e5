//! `pressmark show`: one article, of the library or of a file.

use super::json::{self, Origin};
use super::output::{Look, Output};
use super::{Failure, Session, read};
use crate::desk::{Parser, Request};
use crate::model::{Article, Facts, Revision, SafeText};
use crate::text::layout::{COLUMN, Content, Folding, Layout, Row, RowKind};
use clap::Args;
use serde_json::Value;
use std::io;
use std::path::Path;

/// Show an article of the library, or of a file.
#[derive(Debug, Args)]
#[command(
    long_about = "Show an article of the library, or of a file: with its key facts, as JSON, or its text alone. A file is not added to the library.\n\n\
        With --json the article object of `parse`; an article of the library has besides \"versions\", the oldest first, the last being \
        the present one: {\"number\",\"hash\",\"came\",\"read\"}, where \"read\" is when it was on the screen, or null.",
    after_long_help = "Examples:\n  \
        pressmark show k3f9q\n  \
        pressmark show --plain report.html\n  \
        pressmark show k3f9q --version 1\n  \
        pressmark show k3f9q --original > page.html\n  \
        pressmark show --json k3f9q | jq '.facts[] | select(.kind == \"money\")'"
)]
pub(super) struct Arguments {
    /// Print the article object.
    #[arg(long)]
    json: bool,
    /// Print the text and nothing else.
    #[arg(long, conflicts_with = "json")]
    plain: bool,
    /// Show this version of an article of the library; `show --json` lists them.
    #[arg(long, value_name = "N")]
    version: Option<u32>,
    /// Write the bytes as they came, and nothing else.
    #[arg(long, conflicts_with_all = ["json", "plain"])]
    original: bool,
    /// A file; else the id of an article, or any beginning of it that fits no other.
    #[arg(value_name = "ID|FILE")]
    what: std::path::PathBuf,
}

/// Shows the article; of a feed, all of them.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let name = given.what.to_string_lossy();
    if name != "-" && !given.what.exists() {
        return stored(given, &name, session);
    }
    let bytes = read::bytes(&given.what);
    let bytes = bytes.map_err(|error| Failure::because(&*name, read::reason(&error)))?;
    if given.version.is_some() {
        return Err(Failure::usage(
            "show",
            "a file has no versions; give the id of an article",
        ));
    }
    if given.original {
        session.out.bytes(&bytes)?;
        return Ok(());
    }
    let document = session.parser().parse(Request::new(&*name, bytes));
    let document = document.map_err(|error| Failure::of(&*name, error))?;
    for (at, parsed) in document.articles.iter().enumerate() {
        if at > 0 && !given.json {
            session.out.line("")?;
        }
        let shown = Shown {
            id: &file_name(&given.what),
            stored: None,
            article: &parsed.article,
            facts: &parsed.facts,
        };
        show(given, &shown, session)?;
    }
    Ok(())
}

fn stored(given: &Arguments, name: &str, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.reading_desk()?;
    let id = desk
        .library
        .article_id(name)
        .map_err(|error| Failure::because(name, format!("{error}, and there is no such file")))?;
    let failed = |error| Failure::of(name, error);
    if given.original {
        let bytes = match given.version {
            Some(number) => desk.library.original_at(&id, number),
            None => desk.library.original(&id),
        };
        session.out.bytes(&bytes.map_err(failed)?)?;
        return Ok(());
    }
    let row = desk.library.row(&id).map_err(failed)?;
    let (article, facts) = if let Some(number) = given.version {
        desk.version(&id, number).map_err(failed)?
    } else {
        let stored = desk.article(&id).map_err(failed)?;
        (stored.article, stored.facts)
    };
    let versions = desk.library.revisions(&id).map_err(failed)?;
    let shown = Shown {
        id: id.as_str(),
        stored: Some((&row.tags, &versions)),
        article: &article,
        facts: &facts,
    };
    show(given, &shown, session)
}

/// What is shown: a file's article, or one of the library with its tags and versions.
struct Shown<'a> {
    id: &'a str,
    stored: Option<(&'a [SafeText], &'a [Revision])>,
    article: &'a Article,
    facts: &'a Facts,
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

fn show(given: &Arguments, shown: &Shown<'_>, session: &mut Session) -> Result<(), Failure> {
    let Shown { article, facts, .. } = *shown;
    let (tags, versions) = shown.stored.unwrap_or_default();
    if given.json {
        let path = shown.stored.is_none().then(|| given.what.to_string_lossy());
        let id = Value::from(shown.id);
        let origin = Origin {
            id: &id,
            path: path.as_deref(),
            url: None,
        };
        let object = json::stored_article(origin, article, facts, versions);
        session.out.json(&object)?;
    } else if given.plain {
        let text = article.text.strip_suffix('\n').unwrap_or(&article.text);
        session.out.line(text)?;
    } else {
        heading(shown.id, tags, article, &mut session.out)?;
        if versions.len() > 1 {
            let number = given
                .version
                .map_or(versions.len(), |number| number as usize);
            let line = format!(
                "version {number} of {}; pressmark diff shows what changed\n",
                versions.len()
            );
            session.out.styled(Look::Dim, &line)?;
            session.out.line("\n")?;
        }
        body(article, &mut session.out)?;
        key_facts(article, facts, &mut session.out)?;
    }
    Ok(())
}

/// What is known about the article, in one or two lines.
fn heading(id: &str, tags: &[SafeText], article: &Article, out: &mut Output) -> io::Result<()> {
    let metadata = &article.metadata;
    let published = metadata.published.map(|at| at.to_string());
    let known = [
        Some(id),
        metadata.site.as_deref(),
        published.as_deref(),
        metadata.byline.as_deref(),
        metadata.url.as_deref(),
    ];
    let known: Vec<&str> = known.into_iter().flatten().collect();
    out.styled(Look::Dim, &known.join(" · "))?;
    for tag in tags {
        out.text(" ")?;
        out.styled(Look::Name, &format!("#{tag}"))?;
    }
    out.line("\n")
}

/// The text as the reader shows it, in a column that is good to read.
fn body(article: &Article, out: &mut Output) -> io::Result<()> {
    let width = out.width().unwrap_or(COLUMN).min(COLUMN);
    let width = u16::try_from(width).unwrap_or(u16::MAX);
    for row in Layout::new(article, width, &Folding::default()).rows() {
        let line = line(row, &article.text);
        match row.kind {
            RowKind::Heading(_) | RowKind::TableHead => out.styled(Look::Strong, &line)?,
            RowKind::Folded | RowKind::Furniture | RowKind::Rule => out.styled(Look::Dim, &line)?,
            _ => out.text(&line)?,
        }
        out.line("")?;
    }
    Ok(())
}

/// A row's pieces at their columns.
fn line(row: &Row, text: &str) -> String {
    let mut line = String::new();
    let mut at = 0;
    for piece in &row.pieces {
        line.push_str(&" ".repeat(piece.column.saturating_sub(at)));
        match &piece.content {
            // Inside a row a line break that prose flows over is a space.
            Content::Text(span) => line.push_str(&span.of(text).replace('\n', " ")),
            Content::Decoration(sign) => line.push_str(sign),
        }
        at = piece.column + piece.width;
    }
    line.truncate(line.trim_end().len());
    line
}

/// The key facts, best first, each with why it was picked.
fn key_facts(article: &Article, facts: &Facts, out: &mut Output) -> io::Result<()> {
    if facts.key_facts.is_empty() {
        return Ok(());
    }
    out.line("")?;
    out.styled(Look::Strong, "Key facts")?;
    out.line("")?;
    for key in &facts.key_facts {
        let sign = key.facts.first().and_then(|&at| facts.facts.get(at));
        let sign = sign.map_or('-', |fact| fact.kind.sign());
        out.text(&format!(
            " {sign} {}",
            SafeText::line(key.span.of(&article.text))
        ))?;
        out.styled(Look::Dim, &format!("  ({})", key.reasons.join(", ")))?;
        out.line("")?;
    }
    Ok(())
}
