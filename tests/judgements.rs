//! Judgements of facts are kept like notes and are none: where they count, and where they do not.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod program;
mod support;

use pressmark::library::{Library, OpenOptions};
use pressmark::model::{
    Action, AnchorState, Annotation, AnnotationId, Article, ArticleId, Block, BlockKind, Body,
    Change, ChangeId, FactKind, FactValue, Facts, GroupId, InstanceId, JudgedFact, Motivation,
    Origin, PlacedAnnotation, Query, Rejections, SourceId, Span, Target, TextVersion,
};
use program::Place;
use proptest::prelude::*;
use support::Desk;

const TEXT: &str = "Meta spends\nCapex is $37B, up from $30B.";

fn query(typed: &str) -> Query {
    pressmark::query::parse(typed).unwrap()
}

fn found(desk: &Desk, typed: &str) -> Vec<String> {
    let ids = desk.library.ids(&query(typed)).unwrap();
    ids.iter().map(ToString::to_string).collect()
}

/// The quotes of the annotations that a query over notes finds.
fn listed(library: &Library, typed: &str) -> Vec<String> {
    let page = library.notes(&query(typed), 0, 99).unwrap();
    assert_eq!(page.total, page.rows.len());
    page.rows.iter().map(quote).collect()
}

fn quote(note: &PlacedAnnotation) -> String {
    let target = note.annotation.target.as_ref();
    target.map_or(String::new(), |target| target.quote.to_string())
}

#[test]
fn lists_counts_and_filters_of_notes_leave_judgements_out_unless_asked() {
    let mut desk = Desk::new();
    let meta = desk.add("meta", TEXT);
    desk.judge(&meta, "$37B", Motivation::Moderating);
    desk.judge(&meta, "$30B", Motivation::Editing);
    assert_eq!(desk.library.row(&meta).unwrap().notes, 0);
    for nothing in ["has:note", "has:claim", "annotator:ann", "tag:money"] {
        assert!(found(&desk, nothing).is_empty(), "{nothing}");
    }
    assert!(listed(&desk.library, "").is_empty());
    assert!(desk.library.notes_of(&meta).unwrap().is_empty());
    assert_eq!(desk.library.annotations_of(&meta).unwrap().len(), 2);

    assert_eq!(listed(&desk.library, "motivation:moderating"), ["$37B"]);
    assert_eq!(
        listed(&desk.library, "motivation:editing or motivation:moderating"),
        ["$30B", "$37B"]
    );
    assert_eq!(found(&desk, "motivation:editing"), ["meta"]);
    assert!(found(&desk, "motivation:assessing").is_empty());
    assert!(found(&desk, "motivation:commenting").is_empty());

    desk.note(&meta, "Capex", "mine");
    assert_eq!(desk.library.row(&meta).unwrap().notes, 1);
    assert_eq!(listed(&desk.library, ""), ["Capex"]);
    assert_eq!(found(&desk, "motivation:commenting"), ["meta"]);
    desk.is_well();
}

#[test]
fn a_rejected_fact_is_not_found_by_its_words_once_the_text_has_lost_them() {
    let mut desk = Desk::new();
    let meta = desk.add("meta", TEXT);
    desk.judge(&meta, "$37B", Motivation::Moderating);
    desk.add("meta", "Meta spends\nCapex is flat.");
    assert!(found(&desk, "37B").is_empty());
    desk.is_well();
}

#[test]
fn a_judgement_is_taken_back_done_again_and_told_as_what_it_is() {
    let mut desk = Desk::new();
    let meta = desk.add("meta", TEXT);
    let rejected = desk.judge(&meta, "$37B", Motivation::Moderating);
    let before = desk.library.annotation(&rejected).unwrap();
    assert_eq!(
        desk.undo().unwrap().as_deref(),
        Some("rejection of a fact in “Meta spends”")
    );
    assert!(desk.library.annotations_of(&meta).unwrap().is_empty());
    desk.is_well();
    desk.redo().unwrap();
    assert_eq!(desk.library.annotation(&rejected).unwrap(), before);
    desk.is_well();
    desk.act(Action::DeleteAnnotation {
        annotation: rejected.clone(),
    });
    assert_eq!(
        desk.undo().unwrap().as_deref(),
        Some("removal of the rejection of a fact in “Meta spends”")
    );
    assert_eq!(desk.library.annotation(&rejected).unwrap(), before);
    desk.is_well();
}

#[test]
fn an_annotation_that_becomes_a_judgement_is_counted_as_one() {
    let mut desk = Desk::new();
    let meta = desk.add("meta", TEXT);
    let id = desk.judge(&meta, "$37B", Motivation::Moderating);
    let judgement = desk.library.annotation(&id).unwrap();
    let note = Annotation {
        motivation: Motivation::Commenting,
        body: Body::default(),
        ..judgement
    };
    desk.act(Action::Annotate(Box::new(note)));
    assert_eq!(desk.library.row(&meta).unwrap().notes, 1);
    desk.is_well();
    desk.undo().unwrap();
    assert_eq!(desk.library.row(&meta).unwrap().notes, 0);
    desk.is_well();
}

#[test]
fn a_judged_article_stays_when_its_source_goes() {
    let mut desk = Desk::new();
    let meta = desk.add("meta", TEXT);
    desk.add("other", "Weather\nRain.");
    desk.judge(&meta, "$37B", Motivation::Moderating);
    let change = desk.change(Action::RemoveSource {
        source: SourceId::named("test"),
    });
    let applied = desk.library.apply(&change).unwrap();
    assert_eq!((applied.articles.len(), applied.kept), (1, 1));
    assert_eq!(found(&desk, ""), ["meta"]);
    desk.is_well();
}

#[test]
fn a_judgement_follows_its_words_and_keeps_the_text_it_was_made_on() {
    let mut desk = Desk::new();
    let meta = desk.add("meta", TEXT);
    desk.judge(&meta, "$37B", Motivation::Moderating);
    let newer = "Meta spends more\nAs said on Monday, capex is $37B, up from $30B.";
    desk.add("meta", newer);
    let placed = desk.library.annotations_of(&meta).unwrap();
    assert_eq!(placed[0].span.unwrap().of(newer), "$37B");
    desk.add("meta", "Meta spends\nNothing is left of it.");
    let placed = desk.library.annotations_of(&meta).unwrap();
    assert_eq!((placed[0].span, quote(&placed[0]).as_str()), (None, "$37B"));
    assert!(found(&desk, "has:orphan").is_empty(), "that is for marks");
    desk.add("meta", TEXT);
    let placed = desk.library.annotations_of(&meta).unwrap();
    assert_eq!(placed[0].span.unwrap().of(TEXT), "$37B");
    desk.is_well();
}

#[test]
fn the_daily_backup_holds_judgements_and_the_texts_they_are_on() {
    let mut desk = Desk::new();
    let meta = desk.add("meta", TEXT);
    desk.add("other", "Weather\nRain.");
    let id = desk.judge(&meta, "$37B", Motivation::Moderating);
    let judgement = desk.library.annotation(&id).unwrap();
    let day = jiff::civil::date(2026, 3, 1);
    let file = desk.library.backup_user_data(day).unwrap().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    Library::restore(elsewhere.path(), &file).unwrap();
    let library = Library::open(elsewhere.path(), OpenOptions::Write).unwrap();
    assert_eq!(library.annotation(&id).unwrap(), judgement);
    assert_eq!(library.article(&meta).unwrap().article.text.as_str(), TEXT);
    assert!(library.article(&ArticleId::named("other")).is_err());
    assert_eq!(library.doctor().unwrap(), Vec::<String>::new());
}

#[test]
fn what_was_logged_before_there_were_judgements_is_read_as_a_note() {
    let old = r#"{"annotate":{"id":"n","article":"a","target":null,"body":{"label":null,"verdict":null,
        "tags":[],"note":"x"},"annotator":"ann","created":"2026-01-01T00:00:00Z","modified":"2026-01-01T00:00:00Z"}}"#;
    let Action::Annotate(annotation) = serde_json::from_str(old).unwrap() else {
        panic!("another action");
    };
    assert_eq!(annotation.motivation, Motivation::Commenting);
    assert_eq!(annotation.body.fact, None);
}

/// A judgement of the fact with this index.
fn judgement(
    name: &str,
    text: &str,
    facts: &Facts,
    index: usize,
    to: Option<FactValue>,
) -> Annotation {
    let mut fact = facts.judged_fact(index).unwrap();
    fact.corrected = to;
    let motivation = if fact.corrected.is_some() {
        Motivation::Editing
    } else {
        Motivation::Moderating
    };
    Annotation {
        id: AnnotationId::named(name),
        article: ArticleId::named("meta"),
        motivation,
        target: Some(Target::new(
            text,
            TextVersion::default(),
            facts.facts[index].span,
        )),
        body: Body {
            fact: Some(Box::new(fact)),
            ..Body::default()
        },
        annotator: "tester".into(),
        created: jiff::Timestamp::UNIX_EPOCH,
        modified: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn placed(annotation: Annotation) -> PlacedAnnotation {
    PlacedAnnotation {
        span: annotation.target.as_ref().map(|target| target.span),
        annotation,
        state: AnchorState::Exact,
        title: "Title".into(),
    }
}

fn extracted(text: &str) -> Facts {
    let article = Article {
        text: text.into(),
        blocks: vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))],
        ..Article::default()
    };
    pressmark::facts::extract(&article, None)
}

proptest! {
    #[test]
    fn judging_again_is_judging_once_and_judging_nothing_leaves_facts_as_they_were_found(
        amounts in prop::collection::vec(1u32..900, 1..12),
        chosen in prop::collection::vec((0usize..12, any::<bool>()), 0..6),
        whole in 0usize..12,
    ) {
        let sentence = |amount: &u32| {
            format!("The company said that it spent ${amount} million on chips in 2025.")
        };
        let text = amounts.iter().map(sentence).collect::<Vec<_>>().join(" ");
        let found = extracted(&text);
        let mut judgements: Vec<PlacedAnnotation> = chosen
            .iter()
            .enumerate()
            .filter(|(_, (index, _))| *index < found.facts.len())
            .map(|(number, (index, correct))| {
                let to = correct.then(|| found.facts[*index].value.clone());
                placed(judgement(&format!("j{number}"), &text, &found, *index, to))
            })
            .collect();
        if let Some(key_fact) = found.key_facts.get(whole) {
            let mut rejection = judgements.first().cloned().unwrap_or_else(|| {
                placed(judgement("whole", &text, &found, 0, None))
            });
            rejection.annotation.motivation = Motivation::Moderating;
            rejection.annotation.body.fact = Some(Box::new(Facts::judged_key_fact(key_fact)));
            rejection.span = Some(key_fact.span);
            judgements.push(rejection);
        }
        let rejections = Rejections::default();
        let mut once = found.clone();
        once.judge(&judgements, &rejections);
        for (index, fact) in once.facts.iter().enumerate() {
            let rejects = |placed: &&PlacedAnnotation| {
                placed.annotation.motivation == Motivation::Moderating
                    && placed.span.is_some_and(|span| span.covers(fact.span))
            };
            let rejected = judgements.iter().find(rejects).is_some();
            prop_assert_eq!(once.is_rejected(index), rejected);
        }
        let mut twice = once.clone();
        twice.judge(&judgements, &rejections);
        prop_assert_eq!(&twice, &once);
        let mut back = once.clone();
        back.judge(&[], &rejections);
        prop_assert_eq!(back, found);
    }
}

#[test]
fn a_judgement_whose_words_are_gone_means_nothing() {
    let found = extracted("It spent $37 billion on chips.");
    let mut judged = found.clone();
    let lost = PlacedAnnotation {
        span: None,
        state: AnchorState::Orphan,
        ..placed(judgement(
            "j",
            "It spent $37 billion on chips.",
            &found,
            0,
            None,
        ))
    };
    judged.judge(&[lost], &Rejections::default());
    assert_eq!(judged, found);
}

#[test]
fn the_command_line_leaves_rejected_facts_out_and_marks_corrected_ones() {
    let text =
        "Meta spent $37 billion on chips. Its sales were $90 billion. It hired 4,000 people.\n";
    let place = Place::with_article("meta", text);
    let mut library = Library::open(&place.path("data"), OpenOptions::Write).unwrap();
    let stored = library.article(&ArticleId::named("meta")).unwrap();
    let at = |words: &str| {
        let mut facts = stored.facts.facts.iter();
        facts
            .position(|fact| fact.span.of(&stored.article.text) == words)
            .unwrap()
    };
    let ninety = stored.facts.facts[at("$90 billion")].value.clone();
    let judgements = [
        judgement(
            "gone",
            &stored.article.text,
            &stored.facts,
            at("4,000 people"),
            None,
        ),
        judgement(
            "other",
            &stored.article.text,
            &stored.facts,
            at("$37 billion"),
            Some(ninety),
        ),
    ];
    for mut annotation in judgements {
        annotation.target.as_mut().unwrap().version = stored.version.clone();
        let name = annotation.id.to_string();
        let change = Change {
            id: ChangeId::named(&name),
            group: GroupId::named(&name),
            instance: InstanceId::named("test"),
            annotator: "tester".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
            origin: Origin::User,
            action: Action::Annotate(Box::new(annotation)),
        };
        library.apply(&change).unwrap();
    }
    let told = |arguments: &[&str]| -> Vec<(String, String, String)> {
        let records = place.run(arguments).well().records();
        let field = |record: &serde_json::Value, name: &str| {
            record[name].as_str().unwrap_or_default().to_owned()
        };
        let one = |record: &serde_json::Value| {
            let norm = record["norm"]["low"].as_str().unwrap_or_default();
            (
                field(record, "text"),
                norm.to_owned(),
                field(record, "judgement"),
            )
        };
        records
            .iter()
            .filter(|record| record["norm"]["unit"] != "")
            .map(one)
            .collect()
    };
    let fact = |text: &str, low: &str, judgement: &str| {
        (text.to_owned(), low.to_owned(), judgement.to_owned())
    };
    let standing = [
        fact("$37 billion", "90000000000", "corrected"),
        fact("$90 billion", "90000000000", ""),
    ];
    assert_eq!(told(&["facts", "--json"]), standing);
    assert_eq!(told(&["facts", "--json", "fact:money>80B"]), standing);
    assert!(told(&["facts", "--json", "fact:count"]).is_empty());
    let all = told(&["facts", "--json", "--rejected"]);
    assert_eq!(all[2], fact("4,000 people", "4000", "rejected"));
    let csv = place.run(&["facts", "--csv", "--rejected"]).well().out;
    assert!(csv.lines().any(|line| line.ends_with(",rejected")), "{csv}");
    let was = place.run(&["facts", "--json"]).well().records();
    assert_eq!(was[0]["was"]["low"], "37000000000");

    assert!(place.run(&["notes", "--json"]).well().records().is_empty());
    let notes = place.run(&["notes", "--json", "--all"]).well().records();
    assert_eq!(notes.len(), 2);
    let rejected = place
        .run(&["notes", "--json", "motivation:moderating"])
        .well()
        .records();
    assert_eq!(rejected[0]["motivation"], "moderating");
    assert_eq!(rejected[0]["fact"]["kind"], "count");
    assert_eq!(rejected[0]["quote"], "4,000 people");
    assert!(
        place
            .run(&["notes", "--all"])
            .well()
            .out
            .contains("rejected")
    );
}

#[test]
fn a_judged_fact_is_written_down_whole() {
    let judged = JudgedFact {
        kind: FactKind::Money,
        value: FactValue::None,
        corrected: Some(FactValue::None),
        corrected_kind: None,
        reasons: vec!["USD".into()],
    };
    let written = serde_json::to_string(&judged).unwrap();
    assert_eq!(
        serde_json::from_str::<JudgedFact>(&written).unwrap(),
        judged
    );
}
