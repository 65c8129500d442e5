//! The panel: facts light their words, other articles' figures are shown beside them.

use crate::session::{Session, Story, news};
use pressmark::app::Focus;
use pressmark::app::layer::Layer;
use pressmark::app::panel::{Part, Tab};
use pressmark::model::relation::RelationKind;

fn disputed() -> Session {
    Session::with(&news()).relate(RelationKind::Disagrees, ("meta", "$37B"), ("rival", "$40B"))
}

#[test]
fn moving_in_the_panel_lights_the_exact_words() {
    let mut session = Session::with(&news());
    session.keys("lgf").keys("gg");
    assert_eq!(session.lit(), "Meta will spend $37B on chips.");
    session.keys("<Enter>");
    assert_eq!(session.app.focus, Focus::Reader);
    assert!(session.at_cursor().starts_with("Meta will"));
}

#[test]
fn a_fact_says_that_another_article_disagrees_and_enter_shows_both() {
    let mut session = disputed();
    assert_eq!(session.row("meta").disagreements, 1);
    session.keys("lgf");
    let rows = &session.app.panel.rows;
    let told = rows
        .iter()
        .find(|row| row.part == Part::Relation(RelationKind::Disagrees));
    assert!(told.unwrap().text.contains("$40B"), "{rows:?}");
    session.keys("<Enter>");
    let Some(Layer::Compare(compare)) = session.app.layers.last() else {
        panic!("no comparison");
    };
    assert_eq!(compare.pairs[0].b.text.as_str(), "$40B");
    session.keys("<Enter>");
    assert_eq!(
        session.app.reader.wanted.as_ref().unwrap().as_str(),
        "rival"
    );
    assert_eq!(session.lit(), "$40B");
    session.keys("<C-o>");
    assert_eq!(session.app.reader.wanted.as_ref().unwrap().as_str(), "meta");
}

#[test]
fn of_many_articles_that_speak_of_a_fact_the_first_are_told_until_all_are_asked_for() {
    let others = ["one", "two", "three", "four", "five"];
    let mut stories = news();
    let report = |id| format!("Meta spends $40B on chips, says report {id}.");
    stories.extend(others.map(|id| Story::new(id, "A report", &report(id))));
    let mut session = Session::with(&stories);
    for other in others {
        session = session.relate(RelationKind::Disagrees, (other, "$40B"), ("meta", "$37B"));
    }
    let rows = |session: &Session, sign: &str| {
        let rows = session.app.panel.rows.iter();
        rows.filter(|row| row.text.trim().starts_with(sign)).count()
    };
    let mut another = session.fork();
    session.keys("lgf");
    assert_eq!(rows(&session, "≠ disagrees"), 3);
    assert_eq!(rows(&session, "⋯ 2 more"), 1);
    session.keys("<Enter>");
    let Some(Layer::Compare(compare)) = session.app.layers.last() else {
        panic!("no comparison");
    };
    assert_eq!(compare.pairs.len(), 5);
    session.keys("<Esc>");
    assert_eq!(rows(&session, "≠ disagrees"), 5);
    another.keys("lgcG");
    assert_eq!(another.app.panel.items.len(), 4);
    another.keys("<Enter>");
    assert_eq!(another.app.panel.items.len(), 5);
}

#[test]
fn disagreements_are_walked_in_the_text() {
    let mut session = disputed();
    session.keys("l]d");
    assert_eq!(session.lit(), "$37B");
    session.keys("gc<Enter>");
    assert_eq!(session.app.panel.tab, Tab::Comparisons);
    assert!(matches!(session.app.layers.last(), Some(Layer::Compare(_))));
}

#[test]
fn a_fact_is_labelled_from_the_panel() {
    let mut session = Session::with(&news());
    session.keys("lgfcg");
    assert_eq!(
        session.marks("meta"),
        ["Meta will spend $37B on chips.|figure|||"]
    );
}

#[test]
fn of_many_figures_the_first_are_shown_until_the_rest_is_asked_for() {
    let mut stories = news();
    let parts = (100..140).map(|amount| format!("\n\n# Part ${amount}B"));
    stories[0].text.extend(parts);
    let mut session = Session::with(&stories).relate(
        RelationKind::Disagrees,
        ("meta", "$131B"),
        ("rival", "$40B"),
    );
    session.keys("lgf");
    // Six key facts, the first five other figures, the disputed one, and what stands for the rest.
    let items = |session: &Session| session.app.panel.items.len();
    assert_eq!(items(&session), 6 + 5 + 1 + 1);
    session.keys("G");
    assert_eq!(
        session.app.panel.rows.last().unwrap().text.trim(),
        "⋯ 29 more"
    );
    session.keys("<Enter>");
    assert_eq!(items(&session), 41);
    session.keys("za");
    assert_eq!(items(&session), 13);
}

#[test]
fn no_row_is_wider_than_the_panel() {
    for width in [20, 33, 60, 81, 119, 120, 200] {
        let mut session = disputed();
        session.happens(pressmark::app::event::Event::Resize(width, 20));
        session.keys("lgf");
        let body = session.app.geometry().panel.unwrap().body;
        for row in &session.app.panel.rows {
            assert!(pressmark::text::width::columns(&row.text) <= usize::from(body.width));
        }
    }
}
