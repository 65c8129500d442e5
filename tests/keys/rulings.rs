//! Ruling on a pair of facts with one key, and where the ruling is seen.

use crate::disagreements::disputed;
use crate::session::{Session, Story, news};
use pressmark::app::layer::Layer;
use pressmark::app::panel::Part;
use pressmark::model::{Disagreements, LinkRelation, Motivation, Query, Relation};

/// The ruling on the only disagreement that is stored, with its note.
fn stored(session: &Session) -> Option<(LinkRelation, String)> {
    let asked = |ruled| Disagreements {
        ruled,
        ..Disagreements::default()
    };
    let page = |ruled| session.library.disagreements(&asked(ruled), 0, 9).unwrap();
    let mut pairs = page(Some(true)).rows;
    pairs.extend(page(Some(false)).rows);
    assert_eq!(pairs.len(), 1);
    let ruling = pairs.remove(0).ruling?;
    Some((ruling.relation, ruling.note.to_string()))
}

/// The pair that is shown.
fn shown(session: &Session) -> &Relation {
    match session.app.layers.last() {
        Some(Layer::Compare(compare)) => compare.pair().unwrap(),
        Some(Layer::Disagreements(view)) => view.row(view.cursor).unwrap(),
        other => panic!("no pair but {other:?}"),
    }
}

fn well(session: &Session) {
    assert_eq!(session.library.doctor().unwrap(), Vec::<String>::new());
}

#[test]
fn one_key_rules_on_a_pair_and_the_same_again_takes_it_back() {
    let mut session = disputed();
    session.keys("lgf<Enter>c");
    assert_eq!(
        stored(&session),
        Some((LinkRelation::Confirmed, String::new()))
    );
    assert_eq!(
        shown(&session).ruling.as_ref().unwrap().relation,
        LinkRelation::Confirmed
    );
    assert!(session.message().contains("Confirmed"));
    session.keys("d");
    assert_eq!(
        stored(&session),
        Some((LinkRelation::Disputed, String::new()))
    );
    session.keys("d");
    assert_eq!(stored(&session), None);
    assert!(shown(&session).ruling.is_none());
    for article in ["meta", "rival"] {
        let id = pressmark::model::ArticleId::named(article);
        assert!(session.library.annotations_of(&id).unwrap().is_empty());
    }
    well(&session);
}

#[test]
fn a_ruling_has_a_note_and_is_seen_beside_the_fact() {
    let mut session = disputed();
    session.keys("lgf<Enter>a");
    assert!(session.message().contains("A note goes with a ruling"));
    session.keys("daThe report is from last year<C-s>");
    let note = "The report is from last year".to_owned();
    assert_eq!(stored(&session), Some((LinkRelation::Disputed, note)));
    session.keys("<Esc>");
    let rows = &session.app.panel.rows;
    let told = |row: &&pressmark::app::panel::PanelRow| {
        row.part == Part::Label && row.text.contains("disputed The report")
    };
    assert!(rows.iter().any(|row| told(&row)), "{rows:?}");
    session.keys("gc");
    let rows = &session.app.panel.rows;
    assert!(rows.iter().any(|row| told(&row)), "{rows:?}");
}

#[test]
fn what_cannot_be_compared_is_no_disagreement_until_it_is_taken_back() {
    let mut session = disputed();
    let query = |text: &str| pressmark::query::parse(text).unwrap();
    let counted = |session: &Session| {
        let found = session.library.ids(&query("has:disagreement")).unwrap();
        (
            found.len(),
            session.row("meta").disagreements,
            session.row("rival").disagreements,
        )
    };
    assert_eq!(counted(&session), (2, 1, 1));
    session.keys("g!n");
    assert_eq!(counted(&session), (0, 0, 0));
    // It stays while one looks at it, so that a note can be added; then it is among those that were ruled on.
    session.keys("aOther years<C-s>");
    let note = "Other years".to_owned();
    assert_eq!(stored(&session), Some((LinkRelation::NotComparable, note)));
    session.keys("U");
    assert!(
        matches!(session.app.layers.last(), Some(Layer::Disagreements(view)) if view.page.total == 0)
    );
    session.keys("U");
    assert_eq!(
        shown(&session).ruling.as_ref().unwrap().relation,
        LinkRelation::NotComparable
    );
    session.keys("<Esc>l]d");
    assert!(session.message().contains("No more"));
    session.keys("uu");
    assert!(
        session.message().contains("ruling (not comparable) on"),
        "{}",
        session.message()
    );
    assert_eq!(counted(&session), (2, 1, 1));
    session.keys("]d");
    assert_eq!(session.lit(), "$37B");
    session.keys("<C-r>");
    assert_eq!(counted(&session), (0, 0, 0));
    well(&session);
}

#[test]
fn one_undo_takes_a_ruling_back_and_another_brings_the_one_before() {
    let mut session = disputed();
    session.keys("lgf<Enter>cd").keys("u");
    assert_eq!(stored(&session).unwrap().0, LinkRelation::Confirmed);
    assert_eq!(
        shown(&session).ruling.as_ref().unwrap().relation,
        LinkRelation::Confirmed
    );
    session.keys("u");
    assert_eq!(stored(&session), None);
    assert!(shown(&session).ruling.is_none());
    session.keys("<C-r>");
    assert_eq!(stored(&session).unwrap().0, LinkRelation::Confirmed);
    well(&session);
}

#[test]
fn a_ruling_is_shown_before_it_is_on_the_disk_and_said_to_be_waiting() {
    let mut session = disputed();
    session.slow = true;
    session.keys("g!c");
    let ruling = shown(&session).ruling.clone().unwrap();
    assert!(session.app.pending.saves_link(&ruling.id));
    assert_eq!(stored(&session), None);
    session.catch_up();
    assert!(!session.app.pending.saves_link(&ruling.id));
    assert_eq!(stored(&session).unwrap().0, LinkRelation::Confirmed);
}

#[test]
fn a_ruling_stands_on_the_exact_words_of_both_sides_and_is_no_note() {
    let mut session = disputed();
    session.keys("g!c");
    for (article, words) in [("meta", "$37B"), ("rival", "$40B")] {
        let id = pressmark::model::ArticleId::named(article);
        let marks = session.library.annotations_of(&id).unwrap();
        let target = marks[0].annotation.target.as_ref().unwrap();
        assert_eq!(marks[0].annotation.motivation, Motivation::Assessing);
        assert_eq!(target.quote.as_str(), words);
        assert!(!target.prefix.is_empty() && !target.version.hash.is_empty());
        assert_eq!(session.row(article).notes, 0);
    }
    assert_eq!(
        session
            .library
            .notes(&Query::default(), 0, 9)
            .unwrap()
            .total,
        0
    );
}

#[test]
fn a_ruling_stays_when_the_text_around_its_words_changes_and_rests_when_they_do() {
    let mut session = disputed();
    session.keys("g!c<Esc>");
    let story = &news()[0];
    let relate = |mut session: Session, text: &str, figure: &str| {
        session.comes_again(&Story::new(story.id, story.title, text));
        session.relate(
            pressmark::model::relation::RelationKind::Disagrees,
            ("meta", figure),
            ("rival", "$40B"),
        )
    };
    let longer = format!("# A new beginning\n\nBefore all that.\n\n{}", story.text);
    let session = relate(session, &longer, "$37B");
    assert_eq!(stored(&session).unwrap().0, LinkRelation::Confirmed);
    let other = longer.replace("$37B", "$38B");
    let session = relate(session, &other, "$38B");
    assert_eq!(stored(&session), None);
    let session = relate(session, &longer, "$37B");
    assert_eq!(stored(&session).unwrap().0, LinkRelation::Confirmed);
    well(&session);
}
