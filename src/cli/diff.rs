//! `pressmark diff`: what changed between two versions of an article.

use super::json::{self};
use super::output::{Look, Output};
use super::{Failure, Session};
use crate::desk::DifferenceError;
use crate::model::{AnchorState, Difference, Fact, FigureChange, Span};
use crate::text::layout::{COLUMN, wrap_prose};
use crate::text::passages::{Entry, Fate, Passage, outline, passages};
use clap::Args;
use std::collections::BTreeSet;
use std::io;

/// Show what changed between two versions of an article.
#[derive(Debug, Args)]
#[command(
    long_about = "Shows what changed between two versions of an article: figures first, then marks that lost their place, then each \
        changed paragraph with [-what was taken out-] and {+what was put in+}. Versions are counted from 1; without --to the \
        present one is meant, without --from the one that was read last before it.\n\n\
        With --json one object: {\"article\",\"title\",\"from\",\"to\",\"changes\",\"figures\",\"marks\"}. \"from\" and \"to\" are versions as in \
        `show --json`. Each of \"changes\" is {\"old\",\"new\"}, each side {\"start\",\"end\",\"text\"} in code points of that version's text; an \
        empty side is a place. Each of \"figures\" is {\"old\",\"new\"}, each a fact as in `show --json`, or null for a figure that came or \
        is gone. \"marks\" are annotations made on an older version whose words changed, moved or are gone.",
    after_long_help = "Examples:\n  \
        pressmark diff k3f9q\n  \
        pressmark diff k3f9q --from 1 --to 2\n  \
        pressmark diff k3f9q --json | jq '.figures[] | [.old.text, .new.text]'"
)]
pub(super) struct Arguments {
    /// Print one object.
    #[arg(long)]
    json: bool,
    /// The older version; else the one that was read last.
    #[arg(long, value_name = "N")]
    from: Option<u32>,
    /// The newer version; else the present one.
    #[arg(long, value_name = "M")]
    to: Option<u32>,
    /// The id of an article, or any beginning of it that fits no other.
    #[arg(value_name = "ID")]
    article: String,
}

/// Compares, and prints.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let name = given.article.as_str();
    let mut desk = session.reading_desk()?;
    let id = desk.library.article_id(name);
    let id = id.map_err(|error| Failure::of(name, error))?;
    let found = desk.difference(&id, given.from, given.to);
    let difference = found.map_err(|error| match error {
        DifferenceError::NotOlder(..) => Failure::usage("diff", error.to_string()),
        error => Failure::of(name, error),
    })?;
    if given.json {
        session.out.json(&json::difference(&difference))?;
        return Ok(());
    }
    print(&difference, &mut session.out)?;
    Ok(())
}

fn print(difference: &Difference, out: &mut Output) -> io::Result<()> {
    out.styled(Look::Strong, &difference.title)?;
    let came = |number: u32| {
        let found = difference.revisions.iter().find(|one| one.number == number);
        found.map_or(String::new(), |one| {
            one.came.strftime("%Y-%m-%d").to_string()
        })
    };
    let (from, to) = (difference.from, difference.to);
    out.line("")?;
    let versions = format!("version {from} ({}) → {to} ({})", came(from), came(to));
    out.styled(Look::Dim, &versions)?;
    out.line("\n")?;
    figures(difference, out)?;
    marks(difference, out)?;
    let all = passages(&difference.old, &difference.new, &difference.pieces);
    let entries = outline(&all, &BTreeSet::new());
    if !entries
        .iter()
        .any(|entry| matches!(entry, Entry::Passage(_)))
    {
        return out.line("Nothing changed in the article's own words.");
    }
    let width = out.width().unwrap_or(COLUMN).min(COLUMN).saturating_sub(2);
    for entry in entries {
        match entry {
            Entry::Folded { passages, .. } => {
                let words = match passages.len() {
                    1 => "  ⋯ 1 paragraph the same".to_owned(),
                    count => format!("  ⋯ {count} paragraphs the same"),
                };
                out.styled(Look::Dim, &words)?;
            }
            Entry::Passage(index) => {
                if let Some(one) = all.get(index) {
                    passage(one, difference, width, out)?;
                }
            }
        }
        out.line("")?;
    }
    Ok(())
}

fn figures(difference: &Difference, out: &mut Output) -> io::Result<()> {
    for FigureChange { old, new } in &difference.figures {
        let words = |fact: &Option<Fact>, text: &str| {
            let fact = fact.as_ref()?;
            Some(
                fact.span
                    .of(text)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        let line = match (
            words(old, &difference.old.text),
            words(new, &difference.new.text),
        ) {
            (Some(was), Some(is)) => format!("~ {was} → {is}"),
            (None, Some(is)) => format!("+ {is}"),
            (Some(was), None) => format!("- {was}"),
            (None, None) => continue,
        };
        out.text(&line)?;
        let fact = new.as_ref().or(old.as_ref());
        let about = [
            fact.and_then(|fact| fact.subject.as_deref()),
            fact.and_then(|fact| fact.metric.as_deref()),
        ];
        let about: Vec<&str> = about.into_iter().flatten().collect();
        if !about.is_empty() {
            out.styled(Look::Dim, &format!("  {}", about.join(" · ")))?;
        }
        out.line("")?;
    }
    if difference.figures.is_empty() {
        Ok(())
    } else {
        out.line("")
    }
}

fn marks(difference: &Difference, out: &mut Output) -> io::Result<()> {
    for mark in &difference.marks {
        let said = match mark.state {
            AnchorState::Exact => continue,
            AnchorState::Changed => "its words changed",
            AnchorState::Moved => "moved",
            AnchorState::Ambiguous => "more than one place fits",
            AnchorState::Orphan => "its words are gone",
        };
        let quote = mark
            .annotation
            .target
            .as_ref()
            .map_or("", |target| &target.quote);
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        out.line(&format!("mark {}: {said}: “{quote}”", mark.annotation.id))?;
    }
    if difference.marks.is_empty() {
        Ok(())
    } else {
        out.line("")
    }
}

fn passage(
    one: &Passage,
    difference: &Difference,
    width: usize,
    out: &mut Output,
) -> io::Result<()> {
    let written = one.written(&difference.old.text, &difference.new.text);
    let sign = match one.whole() {
        Some(Fate::Kept) => ' ',
        Some(Fate::Added) => '+',
        Some(Fate::Removed) => '-',
        None => '~',
    };
    let look = if one.is_changed() {
        Look::Plain
    } else {
        Look::Strong
    };
    let text = written.text.as_str();
    for line in wrap_prose(text, Span::new(0, text.len()), width.max(8)) {
        out.styled(look, &format!("{sign} {}", line.of(text)))?;
        out.line("")?;
    }
    Ok(())
}
