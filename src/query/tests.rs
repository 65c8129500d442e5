//! Queries as people type them.

use super::*;
use crate::model::query::{Filter, Query, Sort, SortKey, State, Thing};
use jiff::civil::date;
use proptest::prelude::*;

fn filter(text: &str) -> Filter {
    parse(text).unwrap().filter
}

fn word(word: &str) -> Filter {
    Filter::Words {
        word: word.into(),
        prefix: false,
    }
}

fn start(word: &str) -> Filter {
    Filter::Words {
        word: word.into(),
        prefix: true,
    }
}

#[test]
fn an_empty_query_is_everything() {
    assert_eq!(parse("  ").unwrap(), Query::default());
    assert_eq!(filter("( )"), Filter::All);
    assert_eq!(filter("— &"), Filter::All);
}

#[test]
fn the_last_word_may_be_unfinished() {
    assert_eq!(
        filter("meta cap"),
        Filter::And(vec![word("meta"), start("cap")])
    );
    assert_eq!(filter("meta "), word("meta"));
    assert_eq!(
        filter("cap* meta "),
        Filter::And(vec![start("cap"), word("meta")])
    );
    assert_eq!(filter("10:30 "), word("10:30"));
}

#[test]
fn fields_narrow_and_signs_negate() {
    assert_eq!(
        filter("\"data centre\" is:unread -tag:\"two words\" has:disagreement"),
        Filter::And(vec![
            Filter::Phrase("data centre".into()),
            Filter::Is(State::Unread),
            Filter::Not(Box::new(Filter::Tag("two words".into()))),
            Filter::Has(Thing::Disagreement),
        ])
    );
}

#[test]
fn or_binds_weaker_than_and_and_brackets_bind_strongest() {
    assert_eq!(
        filter("a b or c "),
        Filter::Or(vec![Filter::And(vec![word("a"), word("b")]), word("c")])
    );
    assert_eq!(
        filter("a and (b OR not c) "),
        Filter::And(vec![
            word("a"),
            Filter::Or(vec![word("b"), Filter::Not(Box::new(word("c")))])
        ])
    );
}

#[test]
fn days_are_days_months_and_years() {
    assert_eq!(filter("before:2026"), Filter::Before(date(2026, 1, 1)));
    assert_eq!(filter("after:2026-03"), Filter::After(date(2026, 3, 1)));
    assert_eq!(
        filter("date:2024-02"),
        Filter::And(vec![
            Filter::After(date(2024, 2, 1)),
            Filter::Before(date(2024, 3, 1))
        ])
    );
    assert_eq!(
        parse_on("after:7d", Some(date(2026, 3, 14)))
            .unwrap()
            .filter,
        Filter::After(date(2026, 3, 7))
    );
    assert!(parse("after:7d").is_err());
    assert!(parse("after:2026-02-30").is_err());
}

#[test]
fn order_and_limit_are_no_filters() {
    let query = parse("meta sort:date,-title limit:20").unwrap();
    assert_eq!(query.filter, word("meta"));
    assert_eq!(
        query.sort,
        [
            Sort {
                key: SortKey::Date,
                descending: false
            },
            Sort {
                key: SortKey::Title,
                descending: true
            }
        ]
    );
    assert_eq!(query.limit, Some(20));
}

#[test]
fn a_mistake_has_a_place_and_a_way_out() {
    let error = |text: &str| {
        let error = parse(text).unwrap_err();
        (error.span.of(text).to_owned(), error.message)
    };
    assert_eq!(
        error("a tga:b"),
        (
            "tga:".into(),
            "there is no field `tga:`; did you mean `tag:`?".into()
        )
    );
    assert_eq!(error("is:unred").0, "unred");
    assert!(error("is:unred").1.contains("unread, read, starred"));
    assert_eq!(error("a (b").0, "(");
    assert_eq!(error("a) b").0, ")");
    assert_eq!(error("a or ").0, "or");
    assert_eq!(error("tag: x").0, "tag:");
    assert_eq!(error("-sort:date").0, "-");
    assert_eq!(error("not").0, "not");
    assert!(error(&"(".repeat(5000)).1.contains("200 parts"));
    assert!(error(&"(".repeat(100)).1.contains("too deeply"));
}

#[test]
fn completion_knows_fields_values_and_orders() {
    let texts = |query: &str| {
        complete(query, query.len())
            .into_iter()
            .map(|c| c.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(texts("meta ta"), ["tag:"]);
    assert_eq!(texts("-is:un"), ["unread"]);
    assert_eq!(texts("sort:date,-ti"), ["date,-title"]);
    assert_eq!(texts("\"open quote"), [""; 0]);
    assert_eq!(texts("").len(), field::FIELDS.len());
    let tags = |field: &str| {
        if field == "tag" {
            vec!["two words".into(), "tax".into()]
        } else {
            Vec::new()
        }
    };
    let found = complete_with("tag:t", 5, &tags);
    assert_eq!(found[0].text, "\"two words\"");
    assert_eq!(found[1].span, Span::new(4, 5));
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic_and_errors_lie_inside(text in "([a-z]{1,6}:|[()\"\\-* ]|or |\\PC){0,40}") {
        if let Err(error) = parse(&text) {
            prop_assert!(text.get(error.span.start..error.span.end).is_some(), "{error:?}");
            prop_assert!(!error.message.contains('\n'));
        }
        for (at, _) in text.char_indices() {
            for proposal in complete(&text, at) {
                prop_assert!(text.get(proposal.span.start..proposal.span.end).is_some());
            }
        }
    }

    #[test]
    fn a_list_of_plain_words_is_their_conjunction(words in proptest::collection::vec("[b-m][a-z]{3,8}", 2..6)) {
        let text = words.join(" ") + " ";
        let wanted: Vec<Filter> = words.iter().map(|w| word(w)).collect();
        prop_assert_eq!(filter(&text), Filter::And(wanted));
    }
}

#[test]
fn an_age_is_counted_in_days() {
    let on = |text: &str| parse_on(text, Some(date(2026, 3, 14))).map(|query| query.filter);
    let day = |day: i8| date(2026, 3, day);
    assert_eq!(on("age:<3d").unwrap(), Filter::After(day(12)));
    assert_eq!(on("age:3d").unwrap(), Filter::After(day(11)));
    assert_eq!(on("age:>1w").unwrap(), Filter::Before(day(7)));
    assert_eq!(on("age:>=1w").unwrap(), Filter::Before(day(8)));
    assert_eq!(
        on("age:=2d").unwrap(),
        Filter::And(vec![Filter::After(day(12)), Filter::Before(day(13))])
    );
    for wrong in [
        "age:",
        "age:3",
        "age:<x",
        "age:yesterday",
        "age:2026",
        "age:<",
    ] {
        let error = on(wrong).unwrap_err();
        assert!(
            error.message.contains("<3d") || error.message.contains("needs a value"),
            "{wrong}: {error}"
        );
    }
    assert!(parse("age:<3d").is_err(), "without a day to count from");
}

#[test]
fn days_are_asked_for_from_one_to_another() {
    let on = |text: &str| parse_on(text, Some(date(2026, 3, 14))).map(|query| query.filter);
    let days = |from, to| Filter::And(vec![Filter::After(from), Filter::Before(to)]);
    assert_eq!(
        on("date:2026-02..2026-03-10").unwrap(),
        days(date(2026, 2, 1), date(2026, 3, 11))
    );
    assert_eq!(
        on("date:7d..yesterday").unwrap(),
        days(date(2026, 3, 7), date(2026, 3, 14))
    );
    let only = |end| Filter::And(vec![end]);
    assert_eq!(
        on("date:..2025").unwrap(),
        only(Filter::Before(date(2026, 1, 1)))
    );
    assert_eq!(
        on("date:2026-Q1..").unwrap(),
        only(Filter::After(date(2026, 1, 1)))
    );
    for wrong in [
        "date:..",
        "date:x..2026",
        "date:2026..x",
        "before:2025..2026",
    ] {
        assert!(on(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_pattern_stands_between_slashes() {
    assert_eq!(filter(r"/gpt-\d/"), Filter::Pattern(r"gpt-\d".into()));
    assert_eq!(filter(r"/a\/b c/"), Filter::Pattern(r"a\/b c".into()));
    assert_eq!(filter("/a/b/"), Filter::Pattern("a/b".into()));
    assert_eq!(
        filter("(/a/ or -/b/) 24/7 "),
        Filter::And(vec![
            Filter::Or(vec![
                Filter::Pattern("a".into()),
                Filter::Not(Box::new(Filter::Pattern("b".into()))),
            ]),
            word("24/7"),
        ])
    );
    for (typed, span) in [
        ("x /(a/", 2..6),
        ("//", 0..2),
        ("/etc/passwd", 0..11),
        ("x /a", 2..4),
    ] {
        let error = parse(typed).unwrap_err();
        assert_eq!(error.span.start..error.span.end, span, "{typed}: {error}");
    }
}

#[test]
fn marked_words_can_be_asked_for() {
    assert_eq!(filter("has:highlight"), Filter::Has(Thing::Highlight));
    assert_eq!(filter("is:snoozed"), Filter::Is(State::Snoozed));
}
