//! `pressmark rule`: says what a comparison of two facts is worth.

use super::{Failure, Session, json};
use crate::desk::NewRuling;
use crate::model::{ArticleId, LinkRelation, SafeText};
use clap::Args;
use serde::Serialize;

/// Rule on what two articles say about the same.
#[derive(Debug, Args)]
#[command(
    long_about = "Rule on a pair of facts that were compared: confirmed (the comparison is right), disputed (it is not settled), or \
        not_comparable (they are not about the same thing, and are no disagreement any more). A ruling of yours on the same pair \
        is replaced.",
    after_long_help = "Examples:\n  \
        pressmark rule k3f9q m7x2a disputed --note 'Two filings differ.'\n  \
        pressmark rule k3f9q m7x2a not_comparable --first '$65 billion' --second '$90 billion'\n  \
        pressmark undo"
)]
pub(super) struct Arguments {
    /// Print the ruling as an object.
    #[arg(long)]
    json: bool,
    /// What there is to say about it.
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        allow_hyphen_values = true
    )]
    note: String,
    /// Words of the fact in the first article.
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    first: Option<String>,
    /// Words of the fact in the second article.
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    second: Option<String>,
    /// One article: its id or any beginning of it that fits no other.
    #[arg(value_name = "ID")]
    one: String,
    /// The other article.
    #[arg(value_name = "ID")]
    other: String,
    /// confirmed, disputed or not_comparable.
    #[arg(value_parser = ruling)]
    ruling: LinkRelation,
}

#[derive(Debug, Serialize)]
struct RulingObject<'a> {
    pressmark: u8,
    id: &'a str,
    ruling: LinkRelation,
    articles: [&'a str; 2],
    note: &'a str,
    annotator: &'a str,
    created: String,
    modified: String,
}

fn ruling(typed: &str) -> Result<LinkRelation, String> {
    let mut rulings = LinkRelation::ALL
        .into_iter()
        .filter(|relation| relation.is_ruling());
    rulings
        .find(|relation| relation.name() == typed)
        .ok_or_else(|| "write confirmed, disputed or not_comparable".to_owned())
}

/// Stores the ruling and prints it.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let mut desk = session.writing_desk()?;
    let find = |typed: &str| -> Result<ArticleId, Failure> {
        let found = desk.library.article_id(typed);
        found.map_err(|error| Failure::of(typed, error))
    };
    let new = NewRuling {
        articles: [find(&given.one)?, find(&given.other)?],
        words: [given.first.clone(), given.second.clone()],
        relation: given.ruling,
        note: SafeText::new(&given.note),
    };
    let link = desk.rule_on_pair(&new);
    let link = link.map_err(|error| Failure::of("rule", error))?;
    let articles = new.articles.each_ref().map(ArticleId::as_str);
    if given.json {
        session.out.json(&RulingObject {
            pressmark: json::VERSION,
            id: link.id.as_str(),
            ruling: link.relation,
            articles,
            note: &link.note,
            annotator: &link.annotator,
            created: link.created.to_string(),
            modified: link.modified.to_string(),
        })?;
    } else {
        let words = link.relation.words();
        let [one, other] = articles;
        session.out.line(&format!("{one} and {other}: {words}"))?;
    }
    Ok(())
}
