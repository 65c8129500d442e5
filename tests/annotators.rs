//! Several annotators: what one of them said comes whole into another's library, and once.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod program;

use jiff::Timestamp;
use pressmark::library::{Library, OpenOptions};
use pressmark::model::{
    Action, Annotation, AnnotationId, ArticleId, Body, Change, ChangeId, GroupId, InstanceId,
    LabellingState, Link, LinkId, LinkRelation, Motivation, Origin, SafeText, Target,
};
use program::{Place, Run};
use std::collections::BTreeMap;

const META: &str =
    "Meta spends\n\nMeta’s capital expenditures will be $65 billion in 2026. It is a bet.\n";
const RIVAL: &str =
    "Rivals doubt\n\nMeta’s capital expenditures will be $90 billion in 2026. Nobody knows.\n";

/// A library with both articles, under ids of its own.
fn library(meta: &str, rival: &str) -> Place {
    let place = Place::with_article(meta, META);
    place.write("rival.txt", RIVAL);
    place.run(&["add", "--id", rival, "rival.txt"]).well();
    place
}

/// Something that Bob does in his library.
fn bob_does(place: &Place, name: &str, action: Action) {
    let mut library = Library::open(&place.path("data"), OpenOptions::Write).unwrap();
    let change = Change {
        id: ChangeId::named(name),
        group: GroupId::named(name),
        instance: InstanceId::named("bob's"),
        annotator: "bob".into(),
        at: Timestamp::UNIX_EPOCH,
        origin: Origin::User,
        action,
    };
    library.apply(&change).unwrap();
}

/// Makes an annotation on the fact with these words: why, by its name.
fn bob_judges(place: &Place, name: &str, (article, words): (&str, &str), motivation: Motivation) {
    let library = Library::open(&place.path("data"), OpenOptions::Read).unwrap();
    let id = ArticleId::named(article);
    let stored = library.article(&id).unwrap();
    let text = stored.article.text.as_str();
    let fact = stored
        .facts
        .facts
        .iter()
        .position(|fact| fact.span.of(text).contains(words))
        .unwrap();
    let annotation = Annotation {
        id: AnnotationId::named(name),
        article: id,
        motivation,
        target: Some(Target::new(
            text,
            stored.version.clone(),
            stored.facts.facts[fact].span,
        )),
        body: Body {
            fact: stored.facts.judged_fact(fact).map(Box::new),
            ..Body::default()
        },
        annotator: "bob".into(),
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
    };
    drop(library);
    bob_does(place, name, Action::Annotate(Box::new(annotation)));
}

fn bob_annotates(place: &Place, article: &str, quote: &str, label: &str) -> String {
    let arguments = ["--annotator", "bob", "annotate", article, "--quote", quote];
    let run = place.run(&[&arguments[..], &["--label", label, "--json"]].concat());
    run.well().records()[0]["id"].as_str().unwrap().to_owned()
}

/// Bob's library: two notes that he linked, a ruling on a pair, a rejected fact, and an article that he is done with.
fn bobs() -> Place {
    let place = library("m", "r");
    let from = bob_annotates(&place, "m", "It is a bet.", "opinion");
    let to = bob_annotates(&place, "r", "Nobody knows.", "opinion");
    let link = [
        "link",
        &from,
        "contradicts",
        &to,
        "--note",
        "Both cannot be.",
    ];
    place
        .run(&[&["--annotator", "bob"], &link[..]].concat())
        .well();
    bob_judges(&place, "end1", ("m", "$65"), Motivation::Assessing);
    bob_judges(&place, "end2", ("r", "$90"), Motivation::Assessing);
    let ruling = Link {
        id: LinkId::named("ruling"),
        from: AnnotationId::named("end1"),
        to: AnnotationId::named("end2"),
        relation: LinkRelation::Disputed,
        note: SafeText::default(),
        annotator: "bob".into(),
        created: Timestamp::UNIX_EPOCH,
        modified: Timestamp::UNIX_EPOCH,
    };
    bob_does(&place, "rules", Action::Link(Box::new(ruling)));
    bob_judges(&place, "rejected", ("r", "$90"), Motivation::Moderating);
    let done = Action::SetLabelling {
        article: ArticleId::named("r"),
        annotator: "bob".into(),
        state: Some(LabellingState::Done),
    };
    bob_does(&place, "done", done);
    place
}

/// How many of each kind came, or were known.
fn counted(run: &Run, state: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for one in run.records() {
        if one["state"] == state {
            *counts
                .entry(one["kind"].as_str().unwrap().to_owned())
                .or_default() += 1;
        }
    }
    counts
}

fn all(of: &[(&str, usize)]) -> BTreeMap<String, usize> {
    of.iter()
        .map(|(kind, count)| ((*kind).to_owned(), *count))
        .collect()
}

const EVERYTHING: [(&str, usize); 5] = [
    ("note", 2),
    ("judgement", 3),
    ("link", 1),
    ("ruling", 1),
    ("labelling", 1),
];

fn merge(place: &Place, from: &Place, name: &str) -> Run {
    let path = from.path(name).to_string_lossy().into_owned();
    place.run(&["merge", &path, "--json"]).well()
}

/// All that is said in a library, without what differs between two that hold the same.
fn said(place: &Place) -> Vec<String> {
    let library = Library::open(&place.path("data"), OpenOptions::Read).unwrap();
    let mut said = Vec::new();
    for article in library.annotated().unwrap() {
        let title = library.row(&article).unwrap().title;
        for placed in library.annotations_of(&article).unwrap() {
            let one = placed.annotation;
            let quote = one.target.map(|target| target.quote);
            said.push(format!(
                "{title} {} {:?} {quote:?} {:?} {} {}",
                one.id, one.motivation, one.body, one.annotator, one.modified
            ));
        }
        for state in library.labelling_of(&article).unwrap() {
            said.push(format!("{title} {state:?}"));
        }
    }
    for link in library.links().unwrap() {
        said.push(format!("{link:?}"));
    }
    said.sort();
    said
}

#[test]
fn everything_that_another_person_said_comes_once_from_a_library_and_from_an_export() {
    let theirs = bobs();
    let everything = ["export", "--format", "w3c", "--all", "--out", "all.jsonld"];
    theirs.run(&everything).well();
    for (first, second) in [("data", "all.jsonld"), ("all.jsonld", "data")] {
        let mine = library("meta", "rival");
        assert_eq!(
            counted(&merge(&mine, &theirs, first), "new"),
            all(&EVERYTHING)
        );
        assert_eq!(said(&mine), said(&theirs));
        for again in [first, second] {
            let known = merge(&mine, &theirs, again);
            assert_eq!(counted(&known, "known"), all(&EVERYTHING), "{again}");
        }
        // Back in the library that it came from, what was merged is nothing new either.
        assert_eq!(
            counted(&merge(&theirs, &mine, "data"), "known"),
            all(&EVERYTHING)
        );
        mine.run(&["undo"]).well();
        assert_eq!(said(&mine), Vec::<String>::new(), "one step of undo");
    }
}

#[test]
fn what_would_come_is_shown_and_nothing_is_stored() {
    let (mine, theirs) = (library("meta", "rival"), bobs());
    let folder = theirs.path("data").to_string_lossy().into_owned();
    let shown = mine.run(&["merge", &folder, "--dry-run"]).well().out;
    assert!(shown.starts_with("8 new, 0 updated, 0 known, 0 refused; nothing was stored\n"));
    for line in [
        "note      bob opinion “It is a bet.”",
        "judgement bob moderating “$90 billion”",
        "ruling    end1 disputed end2",
        "labelling bob  done",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    assert_eq!(said(&mine), Vec::<String>::new());
}

#[test]
fn a_link_without_its_ends_is_refused_and_the_newer_of_two_stands() {
    let theirs = bobs();
    let of_one = ["export", "--format", "w3c", "--out", "one.jsonld", "id:m"];
    theirs.run(&of_one).well();
    let mine = library("meta", "rival");
    let path = theirs.path("one.jsonld").to_string_lossy().into_owned();
    let taken = mine.run(&["merge", &path, "--json"]);
    assert_eq!(taken.code, 1);
    assert_eq!(counted(&taken, "refused"), all(&[("link", 1)]));
    assert!(
        taken.err.contains("is not here and did not come"),
        "{}",
        taken.err
    );
    merge(&mine, &theirs, "data");
    let id = |article: &str| {
        let notes = theirs.run(&["notes", "--json", &format!("id:{article}")]);
        notes.well().records()[0]["id"].as_str().unwrap().to_owned()
    };
    let (from, to) = (id("m"), id("r"));
    let again = ["link", &from, "contradicts", &to, "--note", "They do."];
    theirs
        .run(&[&["--annotator", "bob"], &again[..]].concat())
        .well();
    assert_eq!(
        counted(&merge(&mine, &theirs, "data"), "updated"),
        all(&[("link", 1)])
    );
    assert_eq!(said(&mine), said(&theirs));
}

#[test]
fn an_export_of_one_person_holds_that_persons_marks_alone() {
    let place = bobs();
    place
        .run(&[
            "annotate",
            "m",
            "--quote",
            "$65 billion",
            "--label",
            "figure",
        ])
        .well();
    let by = |who: &str| {
        let run = place.run(&["export", "--format", "w3c", &format!("annotator:{who}")]);
        let collection: serde_json::Value = serde_json::from_str(&run.well().out).unwrap();
        collection["total"].as_u64().unwrap()
    };
    assert_eq!(
        (by("bob"), by("tester"), by("carol")),
        (3, 1, 0),
        "two notes and their link"
    );
}

/// A library in which two people marked the same article: on one thing they agree, on three they do not.
fn marked_twice() -> Place {
    let place = library("m", "r");
    let by = |who: &str, id: &str, quote: &str, label: &str| {
        let arguments = ["--annotator", who, "annotate", "m", "--id", id];
        let said = ["--quote", quote, "--label", label];
        place.run(&[&arguments[..], &said].concat()).well();
    };
    by("ann", "a1", "Meta’s capital expenditures", "fact");
    by("bob", "b1", "Meta’s capital expenditures", "fact");
    by("ann", "a2", "$65 billion", "figure");
    by("bob", "b2", "$65 billion", "forecast");
    by("ann", "a3", "in 2026", "forecast");
    by("bob", "b4", "It is a bet.", "opinion");
    by("ann", "a4", "It is a bet", "opinion");
    place
}

/// What is open: about what, and how many versions there are.
fn open(place: &Place) -> Vec<(String, usize)> {
    let cases = place.run(&["adjudicate", "--json"]).well().records();
    let case = |case: &serde_json::Value| {
        let about = case["about"].as_str().unwrap_or("-").to_owned();
        (about, case["versions"].as_array().unwrap().len())
    };
    cases.iter().map(case).collect()
}

/// The gold layer in order of the text: words, label, and what was decided.
fn gold(place: &Place) -> Vec<String> {
    let notes = place.run(&["notes", "--json", "has:gold"]).well().records();
    let mut gold: Vec<(u64, String)> = notes
        .iter()
        .map(|note| {
            let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
            let outcome = word(&note["decision"]["outcome"]);
            let said = format!(
                "{} {} {outcome}",
                word(&note["quote"]),
                word(&note["label"])
            );
            (note["start"].as_u64().unwrap(), said)
        })
        .collect();
    gold.sort();
    gold.into_iter().map(|(_, said)| said).collect()
}

#[test]
fn what_people_differ_about_is_decided_and_becomes_the_gold_layer() {
    let place = marked_twice();
    let differ = [("label", 2), ("missing", 1), ("ends", 2)];
    let differ = differ.map(|(about, count)| (about.to_owned(), count));
    assert_eq!(open(&place), differ);
    let accepted = place.run(&["adjudicate", "--accept-agreed"]).well().out;
    assert!(accepted.starts_with("1 agreed"), "{accepted}");
    place.run(&["adjudicate", "--take", "b2"]).well();
    place.run(&["adjudicate", "--neither", "a3"]).well();
    place
        .run(&["adjudicate", "--take", "a4", "--take", "b4"])
        .well();
    assert_eq!(open(&place), []);
    assert_eq!(
        gold(&place),
        [
            "Meta’s capital expenditures fact agreed",
            "$65 billion forecast chosen",
            "It is a bet opinion both",
            "It is a bet. opinion both",
        ]
    );
    // Notes are as they were, and what was decided knows whose marks it comes from.
    assert_eq!(place.run(&["notes", "--json"]).well().records().len(), 7);
    let gold_notes = place.run(&["notes", "--json", "has:gold", "label:forecast"]);
    let sources = &gold_notes.well().records()[0]["decision"]["sources"];
    let of = |number: usize| (&sources[number]["mark"], &sources[number]["label"]);
    assert_eq!(of(0), (&"a2".into(), &"figure".into()));
    assert_eq!(of(1), (&"b2".into(), &"forecast".into()));
    // Step by step everything is taken back.
    for _ in 0..4 {
        place.run(&["undo"]).well();
    }
    assert_eq!((open(&place), gold(&place)), (differ.to_vec(), Vec::new()));
}

#[test]
fn a_case_opens_again_when_a_mark_under_it_changes_and_says_why() {
    let place = marked_twice();
    place.run(&["adjudicate", "--take", "b2"]).well();
    let reopened = |place: &Place| {
        let cases = place.run(&["adjudicate", "--json"]).well().records();
        let is_it = |case: &&serde_json::Value| case["versions"][0]["quote"] == "$65 billion";
        let case = cases.iter().find(is_it);
        let why = case.map(|case| case["reopened"].clone());
        why.and_then(|why| why.as_str().map(str::to_owned))
    };
    assert_eq!(reopened(&place), None);
    let ann = |name: &str, action: Action| {
        let mut library = Library::open(&place.path("data"), OpenOptions::Write).unwrap();
        let change = Change {
            id: ChangeId::named(name),
            group: GroupId::named(name),
            instance: InstanceId::named("ann's"),
            annotator: "ann".into(),
            at: "2030-01-01T00:00:00Z".parse().unwrap(),
            origin: Origin::User,
            action,
        };
        library.apply(&change).unwrap();
    };
    let mark = AnnotationId::named("a2");
    let relabelled = |label: &str| Action::EditBody {
        annotation: mark.clone(),
        body: Body {
            label: Some(label.into()),
            ..Body::default()
        },
    };
    ann("one", relabelled("opinion"));
    assert_eq!(
        reopened(&place).as_deref(),
        Some("ann: label figure → opinion")
    );
    // As it was again, there is nothing to decide.
    ann("two", relabelled("figure"));
    assert_eq!(reopened(&place), None);
    let annotation = mark.clone();
    ann("three", Action::DeleteAnnotation { annotation });
    assert_eq!(reopened(&place).as_deref(), Some("ann took the mark away"));
    // Decided once more, the gold mark is the same one.
    let before = place.run(&["notes", "--json", "has:gold"]).well().records();
    place.run(&["adjudicate", "--take", "b2"]).well();
    assert_eq!(reopened(&place), None);
    let after = place.run(&["notes", "--json", "has:gold"]).well().records();
    assert_eq!(before[0]["id"], after[0]["id"]);
    let carol = ["--annotator", "carol", "annotate", "m"];
    let said = ["--quote", "$65 billion", "--label", "opinion"];
    place.run(&[&carol[..], &said].concat()).well();
    assert_eq!(
        reopened(&place).as_deref(),
        Some("carol says opinion since")
    );
}

#[test]
fn gold_goes_out_and_comes_back_and_people_are_held_against_it() {
    let place = marked_twice();
    place.run(&["adjudicate", "--accept-agreed"]).well();
    place.run(&["adjudicate", "--take", "b2"]).well();
    place.run(&["adjudicate", "--take", "a3"]).well();
    let scores = |place: &Place| {
        let records = place.run(&["agreement", "--json"]).well().records();
        let gold = records.iter().filter(|one| one["record"] == "gold");
        let told = gold.map(|one| {
            let figure = |name: &str| one["exact"][name].as_f64().unwrap();
            let who = one["annotator"].as_str().unwrap().to_owned();
            (who, figure("precision"), figure("recall"))
        });
        told.collect::<Vec<_>>()
    };
    // The undecided case counts for nobody. Ann has one of two wrong and misses a label; Bob lacks one mark.
    let two_thirds = 2.0 / 3.0;
    let expected = [
        ("ann".to_owned(), two_thirds, two_thirds),
        ("bob".to_owned(), 1.0, two_thirds),
    ];
    assert_eq!(scores(&place), expected);
    for form in ["w3c", "csv"] {
        let file = format!("gold.{form}");
        let export = ["export", "--gold", "--format", form, "--out", &file];
        let told = place.run(&export).well().out;
        assert!(told.starts_with("3 notes"), "{told}");
        // Into a library that has the marks and has lost the decisions, and into one that never had any.
        let empty = library("m", "r");
        let path = place.path(&file).to_string_lossy().into_owned();
        empty.run(&["import", &path]).well();
        let words = |place: &Place| {
            let gold = gold(place).into_iter();
            gold.map(|said| said.rsplit_once(' ').unwrap().0.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(words(&empty), words(&place));
        assert_eq!(open(&empty), []);
        let known = place.run(&["import", &path, "--json"]).well().records();
        assert!(known.iter().all(|one| one["state"] == "known"), "{known:?}");
    }
    let by_file = place.path("gold.w3c").to_string_lossy().into_owned();
    for _ in 0..3 {
        place.run(&["undo"]).well();
    }
    assert_eq!(scores(&place), []);
    place.run(&["import", &by_file]).well();
    assert_eq!(scores(&place), expected);
    let table = place.run(&["agreement"]).well().out;
    assert!(table.contains("ann against gold, 1 articles"), "{table}");
}

#[test]
fn who_annotates_blind_is_not_shown_what_others_marked() {
    let place = marked_twice();
    place.write("blind.toml", "blind = true\n");
    for command in ["agreement", "adjudicate"] {
        let blind = ["--config", "blind.toml", command];
        place.run(&blind).fails_with("you annotate blind");
    }
}

#[test]
fn a_pair_is_ruled_on_from_the_command_line_once_and_taken_back_as_one() {
    let place = library("m", "r");
    let ruled = |place: &Place| {
        let pairs = place.run(&["compare", "--query", "id:m", "--json"]);
        let pairs = pairs.well().records();
        let rulings: Vec<serde_json::Value> =
            pairs.iter().map(|pair| pair["ruling"].clone()).collect();
        rulings
    };
    assert_eq!(ruled(&place), [serde_json::Value::Null]);
    let rule = |more: &[&str]| place.run(&[&["rule", "m", "r"], more].concat());
    rule(&["disputed", "--note", "Two filings."]).well();
    assert_eq!(ruled(&place), ["disputed"]);
    rule(&["confirmed", "--first", "$65", "--second", "$90"]).well();
    assert_eq!(ruled(&place), ["confirmed"]);
    let all = place.run(&["notes", "--all", "--json"]).well().records();
    assert_eq!(all.len(), 2, "the same ruling, with its two ends");
    rule(&["confirmed", "--first", "$7"]).fails_with("nothing was compared");
    assert_eq!(rule(&["perhaps"]).code, 2);
    place.run(&["undo"]).well();
    place.run(&["undo"]).well();
    assert_eq!(ruled(&place), [serde_json::Value::Null]);
}

#[test]
fn rejected_facts_are_found_by_what_they_said_when_they_are_asked_for() {
    let place = bobs();
    let texts = |arguments: &[&str]| {
        let facts = place.run(&[&["facts", "--json"], arguments].concat());
        let facts = facts.well().records();
        let texts = facts
            .iter()
            .map(|fact| fact["text"].as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(texts(&["fact:money"]), ["$65 billion"]);
    let mut both = texts(&["--rejected", "fact:money"]);
    both.sort();
    assert_eq!(both, ["$65 billion", "$90 billion"]);
    assert_eq!(texts(&["--rejected", "fact:money>80B"]), ["$90 billion"]);
    assert!(texts(&["--rejected", "fact:money>95B"]).is_empty());
}

#[test]
fn how_far_one_is_with_labelling_is_a_filter_of_ones_own() {
    let place = bobs();
    let titles = |who: &str, state: &str| {
        let query = format!("labelled:{state}");
        let list = place.run(&["--annotator", who, "list", "--json", &query]);
        let rows = list.well().records();
        let mut titles: Vec<String> = rows
            .iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect();
        titles.sort();
        titles
    };
    assert_eq!(titles("bob", "done"), ["r"]);
    assert_eq!(titles("bob", "none"), ["m"]);
    assert_eq!(titles("ann", "none"), ["m", "r"]);
    assert!(titles("bob", "skipped").is_empty());
}
