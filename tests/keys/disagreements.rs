//! The disagreements of the library, and the way from them to both articles.

use crate::session::{Session, Story, news, wire};
use pressmark::app::Focus;
use pressmark::app::facts::compare::Compare;
use pressmark::app::facts::disagreements::Disagreements;
use pressmark::app::layer::Layer;
use pressmark::model::relation::RelationKind;

pub fn disputed() -> Session {
    Session::with(&news()).relate(RelationKind::Disagrees, ("meta", "$37B"), ("rival", "$40B"))
}

fn view(session: &Session) -> &Disagreements {
    match session.app.layers.first() {
        Some(Layer::Disagreements(view)) => view,
        other => panic!("no disagreements but {other:?}"),
    }
}

fn compare(session: &Session) -> &Compare {
    match session.app.layers.last() {
        Some(Layer::Compare(compare)) => compare,
        other => panic!("no comparison but {other:?}"),
    }
}

/// The figures of the pairs at hand, the newer article's first.
fn figures(session: &Session) -> Vec<String> {
    let rows = view(session).page.rows.iter();
    rows.map(|pair| format!("{} {}", pair.a.text, pair.b.text))
        .collect()
}

/// An old article about each amount that disagrees with a newer one.
fn many(count: usize) -> Session {
    let mut stories = Vec::new();
    for number in 0..count {
        for name in ["new", "old"] {
            let id = Box::leak(format!("{name}{number}").into_boxed_str());
            let amount = if name == "new" { 100 } else { 200 } + number;
            let text = format!("# Story {number}\n\nIt costs ${amount}B.");
            stories.push(Story::new(id, "Story", &text));
        }
    }
    let mut session = Session::with(&stories);
    for number in 0..count {
        let (new, old) = (format!("${}B", 100 + number), format!("${}B", 200 + number));
        let (newer, older) = (format!("new{number}"), format!("old{number}"));
        session = session.relate(RelationKind::Disagrees, (&older, &old), (&newer, &new));
    }
    session
}

#[test]
fn all_disagreements_stand_in_one_view_with_both_sides_and_enter_leads_to_the_words() {
    let mut session = disputed();
    session.keys("g!");
    assert_eq!(figures(&session), ["$37B $40B"]);
    let pair = &view(&session).page.rows[0];
    assert_eq!(pair.a.origin.source.as_str(), "The Wire");
    assert!(pair.a.origin.published > pair.b.origin.published);
    session.keys("<Enter>");
    assert_eq!(compare(&session).pair().unwrap().b.text.as_str(), "$40B");
    session.keys("<Enter>");
    assert_eq!((session.app.focus, session.lit()), (Focus::Reader, "$40B"));
    assert!(session.app.layers.is_empty());
    session.keys("<Esc>g!<Enter>h");
    assert_eq!(session.lit(), "$37B");
}

#[test]
fn the_newest_come_first_and_the_view_is_read_by_window() {
    let mut session = many(60);
    session.keys("g!");
    assert_eq!(view(&session).page.total, 60);
    assert!(view(&session).page.rows.len() < 60);
    assert_eq!(figures(&session)[0], "$100B $200B");
    session.keys("G");
    assert_eq!(figures(&session).last().unwrap(), "$159B $259B");
    // The pair walks on beyond the window at hand, and the view goes along.
    session.keys("gg<Enter>40j");
    assert_eq!(compare(&session).pair().unwrap().a.text.as_str(), "$140B");
    session.keys("<Esc>");
    assert_eq!(view(&session).cursor, 40);
}

#[test]
fn they_are_filtered_by_their_articles_and_by_how_firm_they_are() {
    let mut session = disputed().relate(
        RelationKind::Corroborates,
        ("chips", "Prices"),
        ("rival", "Others"),
    );
    session.keys("g!/title:rivals<Enter>");
    assert_eq!(figures(&session), ["$37B $40B"]);
    session.keys("/title:chips<Enter>");
    assert!(figures(&session).is_empty());
    session.keys("/<C-u><Enter>F");
    assert_eq!(view(&session).asked.firm, Some(true));
    assert_eq!(figures(&session).len(), 1);
    session.keys("F");
    assert!(figures(&session).is_empty());
    session.keys("F");
    assert_eq!(figures(&session).len(), 1);
}

#[test]
fn the_pairs_of_an_article_are_shown_all_or_with_one_other() {
    let mut session = disputed();
    session.keys("gC");
    assert_eq!(compare(&session).pair().unwrap().a.text.as_str(), "$37B");
    session.keys("<Esc>:compare riv<Enter>");
    assert_eq!(compare(&session).total, 1);
    session.keys("<Esc>:compare <Tab><Enter>");
    assert_eq!(compare(&session).total, 1);
    session.keys("<Esc>:compare nobody<Enter>");
    assert!(session.message().contains("No article called `nobody`"));
    session.keys("GgC");
    assert!(session.message().contains("No other article speaks"));
}

#[test]
fn what_a_wire_story_says_in_three_papers_is_told_once() {
    let mut session = wire();
    for paper in ["post", "gazette", "wire"] {
        session = session.relate(RelationKind::Disagrees, (paper, "$37B"), ("farm", "bread"));
    }
    session.keys("g!");
    let page = &view(&session).page;
    assert_eq!((page.total, page.rows.len()), (1, 1));
    let sides = [&page.rows[0].a, &page.rows[0].b];
    let copies = sides.map(|side| side.origin.copies);
    assert_eq!(copies.iter().sum::<usize>(), 2, "two more papers say so");
}
