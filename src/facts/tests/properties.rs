//! What holds for every text: valid spans, the same facts twice, and work that grows no faster than the text.

use super::article;
use crate::facts::extract;
use crate::facts::scan::LOOKS;
use jiff::civil::date;
use proptest::prelude::*;

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

/// How often tokens are looked at for `text`.
fn work(text: &str) -> u64 {
    let article = article(text);
    let before = LOOKS.with(std::cell::Cell::get);
    extract(&article, Some(date(2026, 3, 14)));
    LOOKS.with(std::cell::Cell::get) - before
}

#[test]
fn ten_times_the_text_is_at_most_twelve_times_the_work() {
    let chains = [
        ",000",
        "and ",
        "- ",
        "1 000 ",
        "one ",
        "million ",
        "May ",
        "Monday ",
        "three of the four ",
        "half of ",
        "\"a\" ",
        "1 in 5 ",
        "1) ",
        ". . ",
        "May 1 to ",
        "point one ",
        "two weeks before ",
        "the end of ",
        "first week of ",
        "between 1 and ",
        "$1 ",
        "Meta ",
        "Meta said 5 percent, ",
        "“he said” ",
        "(",
        "a ",
        "half of ",
        "over ",
        "late ",
        "Q1/",
        "5.5.",
        "tens of thousands of ",
        "1/2 ",
        "several hundred ",
        "x10^",
        "年5",
        "its 5 users and ",
        "he Meta, said \"",
    ];
    for chain in chains {
        let (small, large) = (work(&chain.repeat(400)), work(&chain.repeat(4000)));
        assert!(
            large <= 12 * small,
            "{chain:?}: {small} looks, then {large}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_news_said_ten_times_over_is_at_most_twelve_times_the_work(text in scraps()) {
        let small = text.repeat(20);
        let large = text.repeat(200);
        prop_assert!(work(&large) <= 12 * work(&small) + 20_000);
    }
}
