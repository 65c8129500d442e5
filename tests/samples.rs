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
use pressmark::model::fact::{FactValue, Facts};
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

/// A page with counters, ordinals, product names and a glued layout, and all that a reader finds in it: kind, words, value.
const PAGE: &str = "amazon-tldr-lost-c1.txt";
const ON_PAGE: [(&str, &str, &str); 43] = [
    ("money", "$125 Billion", "125000000000 USD"),
    ("money", "$125B", "125000000000 USD"),
    ("money", "$125 billion", "125000000000 USD"),
    ("date", "2025", "2025"),
    ("date", "October 30, 2025", "2025-10-30"),
    ("percent", "20.2%", "20.2 percent"),
    ("money", "$33.0 billion", "33000000000 USD"),
    ("date", "third quarter", "third quarter"),
    ("period", "since 2022", "2022/.."),
    ("measure", "3.8 gigawatts", "3.8.. GW"),
    ("duration", "twelve months", "12 month"),
    ("period", "by the end of 2027", "../2027-12-31"),
    ("money", "$34.2 billion", "34200000000 USD"),
    ("date", "third quarter", "third quarter"),
    ("money", "$89.9 billion", "89900000000 USD"),
    (
        "period",
        "first nine months of 2025",
        "2025-01-01/2025-09-30",
    ),
    ("percent", "20.2%", "20.2 percent"),
    ("percent", "34%", "34 percent"),
    ("date", "2025", "2025"),
    ("money", "$125 billion", "125000000000 USD"),
    (
        "money",
        "$91 billion to $93 billion",
        "91000000000..93000000000 USD",
    ),
    (
        "money",
        "$70 billion to $72 billion",
        "70000000000..72000000000 USD",
    ),
    ("count", "500,000 Trainium2 chips", "500000 Trainium2 chip"),
    ("count", "1 million", "1000000"),
    ("period", "by the end of 2025", "../2025-12-31"),
    ("date", "2026", "2026"),
    ("date", "2025", "2025"),
    ("period", "by 2027", "../2027"),
    ("date", "2006-03", "2006-03"),
    (
        "event",
        "Amazon opens its storage service to the public.",
        "2006-03",
    ),
    ("date", "2023-09", "2023-09"),
    (
        "event",
        "Amazon agrees to invest up to $4 billion in Anthropic.",
        "2023-09",
    ),
    ("money", "$4 billion", "..4000000000 USD"),
    ("date", "2024-11", "2024-11"),
    (
        "event",
        "The investment is doubled to $8 billion.",
        "2024-11",
    ),
    ("money", "$8 billion", "8000000000 USD"),
    ("date", "2025-02", "2025-02"),
    (
        "event",
        "Amazon announces a plan of about $100 billion for 2025.",
        "2025-02",
    ),
    ("money", "$100 billion", "100000000000 USD"),
    ("date", "2025", "2025"),
    ("date", "2025-10", "2025-10"),
    (
        "event",
        "The plan is raised to about $125 billion.",
        "2025-10",
    ),
    ("money", "$125 billion", "125000000000 USD"),
];

#[test]
fn all_figures_and_dates_of_a_page_are_found_and_no_counter_is_one() {
    let page = sample(PAGE);
    let mut wanted: Vec<(&str, &str, &str)> = ON_PAGE.to_vec();
    let (mut right, mut given, mut cells) = (0, 0, 0_usize);
    for fact in &page.facts.facts {
        let kind = serde_json::to_value(fact.kind).unwrap();
        let words = fact.span.of(&page.article.text);
        if fact.value == FactValue::None {
            cells += usize::from(kind == "table_cell");
            continue;
        }
        given += 1;
        let value = value(&fact.value);
        let found = wanted
            .iter()
            .position(|(k, w, v)| kind == *k && words == *w && value == *v);
        if let Some(found) = found {
            wanted.remove(found);
            right += 1;
        }
    }
    let (precision, recall) = (
        f64::from(right) / f64::from(given),
        f64::from(right) / ON_PAGE.len() as f64,
    );
    assert!(
        precision >= 0.97 && recall >= 0.97,
        "P {precision} R {recall}, missed {wanted:?}"
    );
    assert_eq!(cells, 16, "every cell of the table");
}

/// `low..high UNIT` or a date's EDTF; the words where it has none.
fn value(value: &FactValue) -> String {
    let bound = |bound: Option<rust_decimal::Decimal>| {
        bound.map_or(String::new(), |bound| bound.normalize().to_string())
    };
    match value {
        FactValue::Quantity(amount) => {
            let (low, high) = (bound(amount.low), bound(amount.high));
            let number = if low == high {
                low
            } else {
                format!("{low}..{high}")
            };
            format!("{number} {}", amount.unit).trim_end().to_owned()
        }
        FactValue::Date(date) => date
            .edtf
            .clone()
            .or_else(|| date.relative.clone())
            .unwrap_or_default(),
        FactValue::None => String::new(),
    }
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
