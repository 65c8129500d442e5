//! Notes for programs that only take them in: brat, doccano, fact-check collections, Readwise. Each file is read here as
//! its own program reads it, field by field.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod program;

use program::Place;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const TEXT: &str = "Plan for chips\n\nUmsätze 📊 rose. Spending will reach $40 billion this year.\n\nA second plan of $40 billion is disputed.\n";

/// A library with three notes: one with all there is, one of two paragraphs, one on the whole article.
fn annotated() -> Place {
    let place = Place::with_article("plan", TEXT);
    let annotate = |more: &[&str]| {
        place.run(&[&["annotate", "plan"], more].concat()).well();
    };
    annotate(&[
        "--id",
        "first",
        "--quote",
        "Spending will reach $40 billion",
        "--label",
        "key figure",
        "--verdict",
        "refuted",
        "--tag",
        "capex",
        "--note",
        "A \"note\"\nof two lines",
    ]);
    annotate(&[
        "--id",
        "second",
        "--quote",
        "📊 rose. Spending will reach $40 billion this year.\n\nA second plan",
    ]);
    annotate(&["--id", "third", "--note", "On the whole."]);
    place
        .run(&["link", "first", "contradicts", "second"])
        .well();
    place
}

fn export(place: &Place, format: &str) -> String {
    place.run(&["export", "--format", format]).well().out
}

fn words(text: &[char], start: usize, end: usize) -> String {
    text[start..end].iter().collect()
}

#[test]
fn brat_reads_texts_annotations_and_configuration() {
    let place = annotated();
    let run = place
        .run(&["export", "--format", "brat", "--out", "brat", "--json"])
        .well();
    assert_eq!(run.records()[0]["notes"], 3);
    let read = |name: &str| {
        let file = place.path("brat").join(name);
        std::fs::read_to_string(file).unwrap()
    };
    let text: Vec<char> = read("plan.txt").chars().collect();
    let mut kinds = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for line in read("plan.ann").lines() {
        let (id, rest) = line.split_once('\t').unwrap();
        assert!(seen.insert(id.to_owned()), "{id} is there twice");
        let (data, tail) = rest.split_once('\t').unwrap_or((rest, ""));
        let parts: Vec<&str> = data.split(' ').collect();
        match id.chars().next().unwrap() {
            'T' => {
                let (kind, places) = data.split_once(' ').unwrap();
                let fragments: Vec<(usize, usize)> = places
                    .split(';')
                    .map(|place| {
                        let (start, end) = place.split_once(' ').unwrap();
                        (start.parse().unwrap(), end.parse().unwrap())
                    })
                    .collect();
                assert!(fragments.is_sorted() && fragments.iter().all(|(start, end)| start < end));
                let shown = fragments
                    .iter()
                    .map(|(start, end)| words(&text, *start, *end));
                // brat puts the fragments together with a blank, and refuses a line that says anything else.
                assert_eq!(shown.collect::<Vec<_>>().join(" "), tail);
                kinds.insert(id.to_owned(), kind.to_owned());
            }
            'A' => assert_eq!((parts[0], parts[2]), ("verdict", "refuted")),
            '#' => assert_eq!(
                (parts[0], tail),
                ("AnnotatorNotes", "A \"note\" of two lines")
            ),
            'R' => {
                let arguments = (
                    parts[1].strip_prefix("Arg1:").unwrap(),
                    parts[2].strip_prefix("Arg2:").unwrap(),
                );
                assert_eq!(parts[0], "contradicts");
                assert!(seen.contains(arguments.0) && seen.contains(arguments.1));
            }
            other => panic!("{other}: {line}"),
        }
    }
    assert_eq!(
        kinds.values().map(String::as_str).collect::<Vec<_>>(),
        ["key_figure", "note"]
    );
    assert_eq!(seen.len(), 5, "{seen:?}");
    // Whatever the annotations use stands in the configuration, in its section.
    let configuration = read("annotation.conf");
    let section = |name: &str| {
        let (_, rest) = configuration.split_once(&format!("[{name}]\n")).unwrap();
        rest.split('[').next().unwrap().to_owned()
    };
    for kind in kinds.values() {
        assert!(section("entities").lines().any(|line| line == kind));
    }
    assert_eq!(
        section("relations").trim(),
        "contradicts\tArg1:<ENTITY>, Arg2:<ENTITY>"
    );
    assert_eq!(section("events").trim(), "");
    assert_eq!(
        section("attributes").trim(),
        "verdict\tArg:<ENTITY>, Value:refuted"
    );
    // Again: the same files; into a folder of somebody else: nothing.
    place
        .run(&["export", "--format", "brat", "--out", "brat"])
        .well();
    place.write("mine/notes.txt", "mine");
    place
        .run(&["export", "--format", "brat", "--out", "mine"])
        .fails_with("left alone");
    let nowhere = place.run(&["export", "--format", "brat"]);
    assert_eq!(nowhere.code, 2);
}

#[test]
fn doccano_reads_a_text_with_its_spans() {
    let lines = export(&annotated(), "doccano");
    let records: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let [record] = records.as_slice() else {
        panic!("{lines}")
    };
    let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
    let at = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let spans: Vec<(String, &str)> = record["label"]
        .as_array()
        .unwrap()
        .iter()
        .map(|span| {
            let [start, end, label] = span.as_array().unwrap().as_slice() else {
                panic!("{span}")
            };
            assert!(at(start) < at(end) && at(end) <= text.len());
            (words(&text, at(start), at(end)), label.as_str().unwrap())
        })
        .collect();
    assert_eq!(
        spans,
        [
            ("Spending will reach $40 billion".to_owned(), "key figure"),
            (
                "📊 rose. Spending will reach $40 billion this year.\n\nA second plan".to_owned(),
                "note"
            ),
        ]
    );
    assert_eq!(
        record["Comments"],
        json!([
            "Spending will reach $40 billion: A \"note\"\nof two lines",
            "On the whole."
        ])
    );
}

#[test]
fn a_review_has_what_collections_of_fact_checks_ask_for() {
    let document: Value = serde_json::from_str(&export(&annotated(), "claimreview")).unwrap();
    assert_eq!(document["@context"], "https://schema.org");
    // One mark has a verdict.
    let [review] = document["@graph"].as_array().unwrap().as_slice() else {
        panic!("{document}")
    };
    assert_eq!(review["@type"], "ClaimReview");
    assert_eq!(review["claimReviewed"], "Spending will reach $40 billion");
    assert_eq!(
        review["author"],
        json!({"@type": "Person", "name": "tester"})
    );
    assert_eq!(review["reviewBody"], "A \"note\"\nof two lines");
    assert_eq!(
        review["reviewRating"],
        json!({"@type": "Rating", "alternateName": "refuted", "ratingValue": 1, "worstRating": 1, "bestRating": 5})
    );
    let day = review["datePublished"].as_str().unwrap();
    assert!(day.len() == 10 && day.starts_with("20"), "{day}");
    let claim = &review["itemReviewed"];
    assert_eq!(claim["@type"], "Claim");
    assert_eq!(claim["appearance"]["@type"], "NewsArticle");
    assert_eq!(claim["appearance"]["headline"], "Plan for chips");
}

#[test]
fn readwise_reads_highlights_with_inline_tags() {
    let place = annotated();
    let table = export(&place, "readwise");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let columns = [
        "Highlight",
        "Title",
        "Author",
        "URL",
        "Note",
        "Location",
        "Date",
    ];
    assert_eq!(rows.headers().unwrap(), columns.as_slice());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2, "a note on the whole is no highlight");
    let first = &rows[0];
    assert_eq!(&first[0], "Spending will reach $40 billion");
    assert_eq!(&first[1], "Plan for chips");
    assert_eq!(
        &first[4],
        ".key-figure .refuted .capex A \"note\"\nof two lines"
    );
    let at: usize = first[5].parse().unwrap();
    let text: Vec<char> = place
        .run(&["show", "plan", "--plain"])
        .well()
        .out
        .chars()
        .collect();
    assert_eq!(words(&text, at, at + 31), first[0]);
    assert_eq!(first[6].len(), "2026-03-14 09:30:00".len());
    // Quotes are doubled, as its reader wants them.
    assert!(table.contains("A \"\"note\"\"\nof two lines"));
}
