//! `pressmark compare`: where articles agree, disagree, or repeat each other.

use super::output::Look;
use super::{Failure, Session, json, read};
use crate::desk::compare_all;
use crate::desk::parse::ParsedArticle;
use crate::desk::{Parser, Request};
use crate::model::relation::RelationKind;
use crate::model::{ArticleId, Relation, SafeText};
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Tell where articles agree, disagree, or repeat each other.
#[derive(Debug, Args)]
#[command(
    long_about = "Tell where articles agree, disagree, or repeat each other. Facts that are not about the same thing are not told at all; \
        `repeats` is agreement that is no confirmation: the same source, or the same words. Of the library, `ruling` tells what a person \
        ruled on a pair (`confirmed`, `disputed`, `not_comparable`, or null), and `ruled` by whom, when and with which note.",
    after_long_help = "Examples:\n  \
        pressmark compare monday.txt tuesday.html\n  \
        pressmark compare --query 'capex date:2026' --relation disagrees --json"
)]
pub(super) struct Arguments {
    /// Files to compare with each other; no library is touched.
    #[arg(value_name = "FILE", required_unless_present = "query")]
    files: Vec<PathBuf>,
    /// Articles of the library and all that is known to agree or disagree with them.
    #[arg(
        long,
        value_name = "QUERY",
        conflicts_with = "files",
        allow_hyphen_values = true
    )]
    query: Option<String>,
    /// Only these relations, parted by commas.
    #[arg(long, value_name = "RELATION", value_delimiter = ',', value_parser = kind)]
    relation: Vec<RelationKind>,
    /// Print JSON Lines.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    match &given.query {
        Some(query) => stored(query, given, session),
        None => files(given, session),
    }
}

fn files(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut articles: Vec<(ArticleId, ParsedArticle)> = Vec::new();
    for path in &given.files {
        let name = path.to_string_lossy();
        let document = read::bytes(path)
            .map_err(|error| read::reason(&error))
            .and_then(|bytes| {
                let request = Request::new(&*name, bytes);
                session
                    .parser()
                    .parse(request)
                    .map_err(|error| error.to_string())
            });
        match document {
            Ok(document) if document.articles.len() == 1 => {
                articles.extend(
                    document
                        .articles
                        .into_iter()
                        .map(|parsed| (ArticleId::named(&name), parsed)),
                );
            }
            Ok(document) => {
                let entries = document.articles.into_iter().enumerate();
                articles.extend(
                    entries.map(|(at, parsed)| {
                        (ArticleId::named(&format!("{name}#{}", at + 1)), parsed)
                    }),
                );
            }
            Err(error) => session.out.failed(&name, &error),
        }
    }
    let texts: BTreeMap<&ArticleId, &str> = articles
        .iter()
        .map(|(id, parsed)| (id, parsed.article.text.as_str()))
        .collect();
    for relation in compare_all(&articles) {
        print(&relation, &|id| texts.get(id).copied(), given, session)?;
    }
    Ok(())
}

fn stored(query: &str, given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let desk = session.reading_desk()?;
    let failed = |error| Failure::of("library", error);
    let ids = desk
        .library
        .ids(&Session::query(&[query.to_owned()])?)
        .map_err(failed)?;
    let mut done: BTreeSet<ArticleId> = BTreeSet::new();
    let mut texts: BTreeMap<ArticleId, SafeText> = BTreeMap::new();
    for id in ids {
        for relation in desk.library.relations(&id).map_err(failed)? {
            // A pair stands with both its articles; it is told with the first of them.
            if done.contains(&relation.b.article) {
                continue;
            }
            for side in [&relation.a.article, &relation.b.article] {
                if !texts.contains_key(side) {
                    let (_, text) = desk.library.text(side).map_err(failed)?;
                    texts.insert(side.clone(), text);
                }
            }
            print(
                &relation,
                &|id| texts.get(id).map(SafeText::as_str),
                given,
                session,
            )?;
        }
        done.insert(id);
    }
    Ok(())
}

fn print<'a>(
    relation: &'a Relation,
    text: &dyn Fn(&ArticleId) -> Option<&'a str>,
    given: &Arguments,
    session: &mut Session,
) -> Result<(), Failure> {
    if !given.relation.is_empty() && !given.relation.contains(&relation.kind) {
        return Ok(());
    }
    if given.json {
        return Ok(session.out.json(&json::relation(relation, text))?);
    }
    let look = if relation.kind == RelationKind::Disagrees {
        Look::Strong
    } else {
        Look::Plain
    };
    session.out.styled(look, name(relation.kind))?;
    session.out.text(&format!(": {}", relation.reason))?;
    match &relation.ruling {
        None => session.out.line("")?,
        Some(ruling) => {
            let said = format!(
                "{}: {}",
                ruling.relation.words(),
                SafeText::line(&ruling.note)
            );
            let said = said.trim_end_matches([':', ' ']);
            session
                .out
                .line(&format!(" ({said}, by {})", ruling.annotator))?;
        }
    }
    for side in [&relation.a, &relation.b] {
        session
            .out
            .styled(Look::Name, &format!("  {}", side.article))?;
        session.out.line(&format!(
            "  {}: {}",
            side.text,
            side.sentence.replace('\n', " ")
        ))?;
    }
    Ok(())
}

/// The relations by their names in the records.
const KINDS: [(&str, RelationKind); 6] = [
    ("corroborates", RelationKind::Corroborates),
    ("disagrees", RelationKind::Disagrees),
    ("close", RelationKind::Close),
    ("related", RelationKind::Related),
    ("repeats", RelationKind::Repeats),
    ("same_text", RelationKind::SameText),
];

fn kind(typed: &str) -> Result<RelationKind, String> {
    let known = KINDS.iter().find(|(name, _)| *name == typed);
    known.map(|(_, kind)| *kind).ok_or_else(|| {
        let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        format!(
            "there is no such relation; write some of {}",
            names.join(", ")
        )
    })
}

const fn name(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Corroborates => "agree",
        RelationKind::Disagrees => "disagree",
        RelationKind::Close => "close",
        RelationKind::Related => "related",
        RelationKind::Repeats => "repeat",
        RelationKind::SameText => "same text",
    }
}
