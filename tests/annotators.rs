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
