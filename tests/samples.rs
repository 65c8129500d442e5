//! The bundled articles tell one story in several voices: the comparison hears which of them agree.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

use pressmark::facts;
use pressmark::facts::compare::{Comparable, compare};
use pressmark::ingest::{self, Input};
use pressmark::model::ArticleId;
use pressmark::model::article::Article;
use pressmark::model::fact::Facts;
use pressmark::model::relation::{Relation, RelationKind};
use pressmark::model::safe_text::SafeText;
use std::fs;
use std::path::Path;

const FIRST: &str = "meta-guidance-july-key-facts.txt";
const PLAN: &str = "$66 billion to $72 billion";

struct Sample {
    id: ArticleId,
    title: SafeText,
    article: Article,
    facts: Facts,
}

#[test]
fn two_reports_of_their_own_agree() {
    let found = relation("meta-guidance-july-second-report.txt", PLAN);
    assert_eq!(found.kind, RelationKind::Corroborates);
    assert!(found.independent);
}

#[test]
fn an_old_figure_for_the_same_year_disagrees() {
    let found = relation(
        "meta-guidance-stale-figure.txt",
        "$37 billion to $40 billion",
    );
    assert_eq!(found.kind, RelationKind::Disagrees);
}

#[test]
fn a_page_that_copies_the_words_confirms_nothing() {
    let found = relation("meta-guidance-aggregator-copy.txt", PLAN);
    assert_ne!(found.kind, RelationKind::Corroborates);
    assert!(!found.independent);
}

/// What the first report's plan for 2025 and `figure` in another sample are to each other.
fn relation(other: &str, figure: &str) -> Relation {
    let (first, other) = (sample(FIRST), sample(other));
    let found = compare(&first.comparable(), &other.comparable());
    let pair = found.iter().find(|relation| {
        let (a, b) = (relation.a.text.as_str(), relation.b.text.as_str());
        a.contains(PLAN) && b.contains(figure)
    });
    pair.unwrap_or_else(|| panic!("{figure} is compared with nothing: {found:#?}"))
        .clone()
}

fn sample(name: &str) -> Sample {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sample-data")
        .join(name);
    let bytes = fs::read(path).unwrap();
    let reading = ingest::read(&Input::new(name, &bytes)).unwrap();
    let article = reading.articles.into_iter().next().unwrap().article;
    let date = article
        .metadata
        .published
        .map(pressmark::model::Published::date);
    Sample {
        id: ArticleId::named(name),
        title: article.metadata.title.clone().unwrap(),
        facts: facts::extract(&article, date),
        article,
    }
}

impl Sample {
    fn comparable(&self) -> Comparable<'_> {
        Comparable {
            id: &self.id,
            title: &self.title,
            article: &self.article,
            facts: &self.facts,
        }
    }
}
