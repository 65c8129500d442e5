//! The engine as a whole: what it finds in short texts, and what holds for every text.

mod dates;
mod figures;
mod press;
mod properties;
mod sets;

use super::extract;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::fact::{FactKind, FactValue, Facts};
use crate::model::quantity::{Basis, Direction};
use crate::model::span::Span;
use jiff::civil::{Date, date};

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

#[test]
fn every_kind_has_its_own_sign() {
    let signs: std::collections::BTreeSet<char> =
        FactKind::ALL.iter().map(|kind| kind.sign()).collect();
    assert_eq!(signs.len(), FactKind::ALL.len());
}

#[test]
fn what_somebody_says_of_it_is_less_of_a_key_fact_than_what_happened() {
    let text = "The ferry to Aldo Island sank on Monday with 40 people on board. “The ferry to the island sank \
        so fast that the people on board had no time,” said Lena Marsh of Aldo. A fishing boat pulled 38 people from the \
        water. They were taken to a school. The ferry was built in 1971. Divers will search the wreck on Tuesday.";
    let (article, facts) = on(text, date(2026, 3, 14));
    let first: Vec<&str> = facts
        .key_facts
        .iter()
        .take(2)
        .map(|fact| fact.span.of(&article.text))
        .collect();
    assert!(
        first
            .iter()
            .any(|words| words.starts_with("The ferry to Aldo")),
        "{first:?}"
    );
    assert!(
        !first.iter().any(|words| words.starts_with('“')),
        "{first:?}"
    );
}

#[test]
fn vague_scales_are_intervals() {
    assert_eq!(
        figures("It cost several hundred million dollars and a few thousand jobs."),
        [
            "several hundred million dollars = 200000000..900000000 USD",
            "few thousand jobs = 2000..9000 job"
        ]
    );
}

#[test]
fn small_number_words_that_count_nothing_are_no_figures() {
    assert_eq!(
        figures(
            "One of the buyers asked three questions, in two ways. If one wants an example, the four plans \
             are the first one. Three things matter, and those two cards cost one night."
        ),
        [""; 0]
    );
    assert_eq!(
        figures("Six workers and three companies took part, and one person died."),
        [
            "Six workers = 6 worker",
            "three companies = 3 company",
            "one person = 1 person"
        ]
    );
}

#[test]
fn energy_is_no_power_and_a_span_over_which_is_no_bound() {
    assert_eq!(
        figures("They used 415 terawatt-hours and spent $500 billion over four years."),
        [
            "415 terawatt-hours = 415 TW.h",
            "$500 billion = 500000000000 USD",
            "four years = 4 year"
        ]
    );
    assert_eq!(
        figures("It lasted over 5.5 years, or three or four weeks."),
        ["5.5 years = 5.5.. year", "three or four weeks = 3..4 week"]
    );
}

#[test]
fn a_change_has_its_direction_and_basis() {
    let (_, facts) = on("It was a 22% year-over-year increase.", date(2026, 3, 14));
    let Some(FactValue::Quantity(found)) = facts.facts.first().map(|fact| fact.value.clone())
    else {
        panic!("no figure");
    };
    assert_eq!(found.direction, Some(Direction::Up));
    assert_eq!(found.basis, Some(Basis::YearOverYear));
}

#[test]
fn less_of_something_is_a_fall_and_the_sides_of_a_vote_are_none() {
    let directions = |text: &str| {
        let (_, facts) = on(text, date(2026, 3, 14));
        let quantities = facts.facts.into_iter().filter_map(|fact| match fact.value {
            FactValue::Quantity(amount) => Some(amount.direction),
            _ => None,
        });
        quantities.collect::<Vec<_>>()
    };
    let (up, down) = (Some(Direction::Up), Some(Direction::Down));
    assert_eq!(
        directions(
            "They ate 1.2 kg less meat, six points below its peak, five degrees above the average."
        ),
        [down, down, up]
    );
    assert_eq!(
        directions(
            "Voters rejected the cut by 58 per cent to 42 per cent. It passed the lower house by 312 votes."
        ),
        [None, None, None]
    );
    assert_eq!(
        directions("Sales grew at an annualised 2.8% and lifted output by 5%. Nasdaq +1.2%."),
        [up, up, up]
    );
}

#[test]
fn months_without_a_year_look_the_way_the_words_look() {
    assert_eq!(
        dates("The October report will show it. It fell in October."),
        ["October = 2026-10", "October = 2025-10"]
    );
    assert_eq!(
        dates("The fiscal year ends on June 30. It must close by the end of June."),
        ["June 30 = 2026-06-30", "by the end of June = ../2026-06-30"]
    );
    assert_eq!(
        dates("In January 2002 the firm failed. In July another followed."),
        ["January 2002 = 2002-01", "July = 2002-07"]
    );
}

#[test]
fn a_figure_belongs_to_its_own_clause() {
    let (_, facts) = on(
        "Blue Owl owns 80% of it; Meta keeps 20%. Sales rose 5% on Instagram and 3% on Facebook.",
        date(2026, 3, 14),
    );
    let subjects: Vec<&str> = facts
        .facts
        .iter()
        .filter_map(|fact| fact.subject.as_deref())
        .collect();
    assert_eq!(subjects, ["Blue Owl", "Meta", "Instagram", "Facebook"]);
}

#[test]
fn a_place_on_the_way_owns_no_figure() {
    let subjects = |text: &str| -> Vec<Option<String>> {
        let (_, facts) = on(text, date(2026, 3, 14));
        let figures = facts.facts.into_iter();
        figures.map(|fact| fact.subject).collect()
    };
    assert_eq!(subjects("Lamb exports to China rose by 9%."), [None]);
    assert_eq!(
        subjects("She trains 30 hours a week in Austin and eats 6,000 calories."),
        [None, None]
    );
    assert_eq!(
        subjects("A Cook County judge sentenced Darnell Pruitt, 26, to prison."),
        [Some("Darnell Pruitt".to_owned())]
    );
    assert_eq!(
        subjects("Ms. Tran carried Orange County by 3,412 votes."),
        [Some("Tran".to_owned())]
    );
}

#[test]
fn an_empty_it_stands_for_nobody() {
    let (_, facts) = on(
        "Hollerith's firm grew. Hollerith's firm won. In 2001 it was estimated that 5% of it was lit.",
        date(2026, 3, 14),
    );
    assert!(facts.facts.iter().all(|fact| fact.subject.is_none()));
}

#[test]
fn bylines_are_no_key_facts_and_give_the_day() {
    let text = "Northgate Ledger | Thursday, July 31, 2025\n\nOn Tuesday the group said that its sales \
                rose 5 percent to $3 billion.";
    let article = article(text);
    let facts = extract(&article, None);
    assert!(facts.key_facts.iter().all(|key| key.span.start > 20));
    let found = facts
        .facts
        .iter()
        .find(|fact| fact.span.of(text) == "Tuesday");
    assert!(
        matches!(found.map(|fact| &fact.value), Some(FactValue::Date(day)) if day.edtf.as_deref() == Some("2025-07-29"))
    );
}

#[test]
fn a_figure_whose_own_period_is_not_known_has_not_that_of_its_neighbour() {
    let periods = |text: &str| {
        let facts = extract(&article(text), None).facts;
        let money = facts
            .into_iter()
            .filter(|fact| fact.kind == FactKind::Money);
        money
            .map(|fact| fact.period.map(|period| period.edtf))
            .collect::<Vec<_>>()
    };
    let year = || Some(Some("2025".to_owned()));
    assert_eq!(
        periods("Spending was $34 billion in the third quarter and $90 billion in 2025."),
        [None, year()]
    );
    assert_eq!(
        periods("In the third quarter sales were $5 billion; in 2025 they were $21 billion."),
        [None, year()]
    );
    assert_eq!(
        periods("Sales were $5 billion in 2025, the firm said on Tuesday."),
        [year()]
    );
    assert_eq!(
        periods("It spent $5 billion, and the firm said that it would be short until June 2026."),
        [None]
    );
}
