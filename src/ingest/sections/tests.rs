//! Parts of plain texts in the shapes of scraped news pages.

use crate::ingest::{Input, read};
use crate::model::{Article, SectionKind, Span};

fn article(text: &str) -> Article {
    let reading = read(&Input::new("test", text.as_bytes())).expect("a text");
    reading
        .articles
        .into_iter()
        .next()
        .expect("one article")
        .article
}

fn items(article: &Article, kind: SectionKind) -> Vec<&str> {
    let sections = article
        .sections
        .iter()
        .filter(|section| section.kind == kind);
    sections
        .flat_map(|s| &s.items)
        .map(|span: &Span| span.of(&article.text))
        .collect()
}

#[test]
fn glued_ordinals_belong_to_the_marker() {
    let article = article(
        "Rates Hold Steady\nKey Facts\n- 1The bank kept its rate.\n- 23 of 9 members dissented.\n- 3Growth slowed.\n",
    );
    assert_eq!(
        items(&article, SectionKind::KeyFacts),
        [
            "1The bank kept its rate.",
            "23 of 9 members dissented.",
            "3Growth slowed."
        ],
        "a number that is part of the sentence stops the run"
    );
    let article = super::tests::article(
        "Rates Hold Steady\nKey Facts\n- 1The bank kept its rate.\n- 2Nine members voted.\n- 3Growth slowed.\n",
    );
    assert_eq!(
        items(&article, SectionKind::KeyFacts),
        [
            "The bank kept its rate.",
            "Nine members voted.",
            "Growth slowed."
        ]
    );
}

#[test]
fn questions_have_answers_and_predictions_have_reasons() {
    let article = article(
        "A Title\n\nFrequently Asked Questions\nWhat is it?\nA thing that\nstands here for long enough to be an answer.\n\nWho made it?\nWe did, of course, and nobody else.\n\nFuture ImplicationsWritten by a model\nIt will grow.\nBecause nothing in the numbers of the last five years says otherwise.\n",
    );
    let faq = article
        .sections
        .iter()
        .find(|s| s.kind == SectionKind::Faq)
        .expect("an FAQ");
    assert_eq!(faq.items.len(), 2);
    assert_eq!(
        faq.answers[1].of(&article.text),
        "We did, of course, and nobody else."
    );
    let future = article
        .sections
        .iter()
        .find(|s| s.kind == SectionKind::Prediction)
        .expect("predictions");
    assert_eq!(
        future.heading.map(|h| h.of(&article.text)),
        Some("Future Implications")
    );
    assert_eq!(future.rationales.len(), 1);
}

#[test]
fn a_timeline_has_dates_beside_events() {
    let article = article(
        "A Title\n\n⏳ Timeline\n\n2023-02\nThe team is founded.\nMarch 2024\nThe first model is released\n2025: The plant opens.\n",
    );
    let timeline = article
        .sections
        .iter()
        .find(|s| s.kind == SectionKind::Timeline)
        .expect("a timeline");
    let rows: Vec<Vec<&str>> = timeline
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.of(&article.text)).collect())
        .collect();
    assert_eq!(
        rows,
        [
            ["2023-02", "The team is founded."],
            ["March 2024", "The first model is released"],
            ["2025", "The plant opens."]
        ]
    );
}

#[test]
fn bullets_between_paragraphs_are_a_list_of_their_own() {
    let article = article(
        "A Title\n\nThe Plan in Detail\nThere are two parts of the plan, and each of them has a price.\n- The first part.\n- The second part.\nBoth parts will be paid for by the end of the year, the office said.\n",
    );
    assert_eq!(
        items(&article, SectionKind::List),
        ["The first part.", "The second part."]
    );
}
