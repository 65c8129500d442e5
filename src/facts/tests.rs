//! The engine as a whole: what it finds in short texts, and what holds for every text.

use super::extract;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::fact::{FactKind, FactValue, Facts};
use crate::model::span::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// An article of plain paragraphs.
pub fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive("\n\n") {
        let extent = Span::new(start, start + part.len());
        let mut block = Block::new(BlockKind::Paragraph, extent.trimmed(text));
        block.extent = extent;
        blocks.push(block);
        start = extent.end;
    }
    Article {
        text: text.into(),
        blocks,
        ..Article::default()
    }
}

fn on(text: &str, today: Date) -> (Article, Facts) {
    let article = article(text);
    let facts = extract(&article, Some(today));
    (article, facts)
}

/// Each figure as `words = low..high unit qualifier`.
fn figures(text: &str) -> Vec<String> {
    let (article, facts) = on(text, date(2026, 3, 14));
    facts
        .facts
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Quantity(q) => {
                let bound =
                    |b: Option<rust_decimal::Decimal>| b.map_or(String::new(), |b| b.to_string());
                let value = if q.low == q.high {
                    bound(q.low)
                } else {
                    format!("{}..{}", bound(q.low), bound(q.high))
                };
                Some(format!(
                    "{} = {value} {}",
                    fact.span.of(&article.text),
                    q.unit
                ))
            }
            _ => None,
        })
        .collect()
}

fn dates(text: &str) -> Vec<String> {
    let (article, facts) = on(text, date(2026, 3, 14));
    facts
        .facts
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Date(d) => Some(format!(
                "{} = {}",
                fact.span.of(&article.text),
                d.edtf.as_deref().unwrap_or("?")
            )),
            _ => None,
        })
        .collect()
}

#[test]
fn money_is_read_with_currency_scale_and_range() {
    assert_eq!(
        figures("It will spend between $37B and $40B, or €2.5 million a day."),
        [
            "$37B and $40B = 37000000000..40000000000 USD",
            "€2.5 million = 2500000 EUR"
        ]
    );
    assert_eq!(
        figures("A $37-40B plan."),
        ["$37-40B = 37000000000..40000000000 USD"]
    );
}

#[test]
fn a_count_carries_its_noun_and_an_open_bound() {
    assert_eq!(
        figures("The cluster features over 350,000 NVIDIA H100 GPUs."),
        ["350,000 NVIDIA H100 GPUs = 350000.. NVIDIA H100 GPU"]
    );
    assert_eq!(
        figures("Tens of thousands of workers left."),
        ["Tens of thousands of workers = 10000..100000 worker"]
    );
}

#[test]
fn model_names_ordinals_and_counters_are_no_figures() {
    assert_eq!(
        figures("Llama 4 and GPT-5 run on the H100, a 5 min read."),
        [""; 0]
    );
    assert_eq!(figures("1Meta recently hired a team."), [""; 0]);
}

#[test]
fn dates_are_completed_from_the_day_of_the_article() {
    assert_eq!(
        dates(
            "On Tuesday it said that Q3/Q4 2026 would follow last quarter, through at least 2027."
        ),
        [
            "Tuesday = 2026-03-10",
            "Q3/Q4 2026 = 2026-35/2026-36",
            "last quarter = 2025-36",
            "through at least 2027 = ../2027"
        ]
    );
    assert_eq!(
        dates("The 2025-2026 fiscal period began on 1 July 2025."),
        [
            "2025-2026 fiscal period = 2025/2026",
            "1 July 2025 = 2025-07-01"
        ]
    );
}

#[test]
fn a_relative_date_without_a_day_to_count_from_is_not_guessed() {
    let article = article("It grew last quarter.");
    let facts = extract(&article, None);
    let Some(FactValue::Date(value)) = facts.facts.first().map(|fact| fact.value.clone()) else {
        panic!("no date");
    };
    assert_eq!(value.relative.as_deref(), Some("last quarter"));
    assert_eq!(value.start, None);
}

/// Pieces of news text in all the forms the automata care about, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "$",
        "€",
        "37",
        "B",
        " billion",
        " ",
        ". ",
        ",",
        "-",
        "–",
        "/",
        "between ",
        " and ",
        " to ",
        "Q3",
        "2026",
        "March ",
        "14",
        "th",
        " percent",
        "%",
        "½",
        "three ",
        "quarters ",
        "hundred ",
        "tens of thousands of ",
        "GPUs",
        "last ",
        "week ",
        "“",
        "”",
        "\"",
        " said ",
        "Meta",
        " Inc. ",
        "\n\n",
        "(",
        ")",
        "é",
        "億",
        "🙂",
        "1.1^",
        "99999999999999999999",
        "x10^",
        "a ",
        "of ",
        "trillion ",
        "'s",
        "ago",
        "fiscal ",
        "year ",
        "FY",
        "0",
        "May ",
        "first ",
        "Monday ",
        "before ",
        "multi-",
        "trillions of quadrillions ",
        "he ",
        "km",
        "²",
        " per hour",
        "\t",
        "1",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let article = article(text);
    let facts = extract(&article, Some(date(2026, 3, 14)));
    let spans = facts
        .facts
        .iter()
        .map(|fact| fact.span)
        .chain(facts.numbers.iter().map(|number| number.span))
        .chain(facts.sentences.iter().map(|sentence| sentence.span))
        .chain(facts.entities.iter().map(|entity| entity.span))
        .chain(facts.quotes.iter().map(|quote| quote.span))
        .chain(facts.key_facts.iter().map(|fact| fact.span))
        .chain(facts.duplicates.iter().flatten().copied());
    for span in spans {
        prop_assert!(
            text.get(span.start..span.end)
                .is_some_and(|words| !words.is_empty()),
            "{span:?}"
        );
    }
    for fact in &facts.facts {
        let sentence = facts.sentences.get(fact.sentence);
        prop_assert!(sentence.is_some_and(|sentence| sentence.span.overlaps(fact.span)));
    }
    prop_assert_eq!(extract(&article, Some(date(2026, 3, 14))), facts);
    Ok(())
}

proptest! {
    #[test]
    fn news_like_text_gives_valid_spans_and_the_same_facts_twice(text in scraps()) {
        check(&text)?;
    }

    #[test]
    fn any_text_gives_valid_spans(text in any::<String>()) {
        check(&text)?;
    }
}

#[test]
fn every_kind_has_its_own_sign() {
    let signs: std::collections::BTreeSet<char> =
        FactKind::ALL.iter().map(|kind| kind.sign()).collect();
    assert_eq!(signs.len(), FactKind::ALL.len());
}
