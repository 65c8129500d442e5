//! Judgements of facts are kept like notes and are none: where they count, and where they do not.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

mod support;

use pressmark::library::{Library, OpenOptions};
use pressmark::model::{
    Action, Annotation, ArticleId, Body, Motivation, PlacedAnnotation, Query, SourceId,
};
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
