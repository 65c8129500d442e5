//! The review queue: what became of marks whose text changed, decided one by one.

use crate::session::{Session, Story, news};
use pressmark::app::keys::scope::Scope;
use pressmark::app::layer::Layer;
use pressmark::app::marks::review::Review;
use pressmark::model::{AnchorState, ArticleId, PlacedAnnotation};

const CLAIM: &str = "Meta will spend $37B on chips.";

fn queue(session: &Session) -> &Review {
    match session.app.layers.last() {
        Some(Layer::Review(review)) => review,
        other => panic!("no queue, but {other:?}"),
    }
}

/// Where the marks of an article are, and how they came there.
fn places(session: &Session, id: &str) -> Vec<(AnchorState, String)> {
    let id = ArticleId::named(id);
    let text = session.library.article(&id).unwrap().article.text;
    let words = |note: PlacedAnnotation| {
        let words = note.span.map_or("", |span| span.of(&text)).to_owned();
        (note.state, words)
    };
    let notes = session.library.notes_of(&id).unwrap();
    notes.into_iter().map(words).collect()
}

/// The first article came again: a figure in the first mark is another one, the words of the second are gone.
fn changed() -> Session {
    let mut session = Session::with(&news());
    session.keys("l}cg<Esc>)cf<Esc>q");
    let old = &news()[0];
    let text = old
        .text
        .replace("$37B", "$40B")
        .replace("Analysts had expected less. ", "");
    session.comes_again(&Story::new(old.id, old.title, &text));
    session
}

#[test]
fn a_changed_mark_waits_with_its_old_words_beside_the_new_ones() {
    let mut session = changed();
    assert_eq!(
        session.app.status.review, 1,
        "orphans and exact marks are silent"
    );
    session.keys("gr");
    let item = queue(&session).current().unwrap();
    assert_eq!(item.before.lit.of(&item.before.text), CLAIM);
    let place = &item.places[0];
    assert_eq!(
        place.excerpt.lit.of(&place.excerpt.text),
        "Meta will spend $40B on chips."
    );
}

#[test]
fn an_accepted_place_is_the_mark_s_own_and_can_be_taken_back() {
    let mut session = changed();
    session.keys("gra");
    assert_eq!(queue(&session).page.total, 0);
    assert_eq!(session.app.status.review, 0);
    assert_eq!(
        places(&session, "meta")[1],
        (
            AnchorState::Exact,
            "Meta will spend $40B on chips.".to_owned()
        )
    );
    session.keys("u");
    assert_eq!(queue(&session).page.total, 1);
    assert_eq!(places(&session, "meta")[1].0, AnchorState::Changed);
    assert_eq!(session.app.status.review, 1);
}

#[test]
fn an_orphan_stays_listed_with_its_quote_whatever_comes() {
    let mut session = changed();
    session.keys("grx");
    assert_eq!(queue(&session).page.total, 0);
    session.keys("o");
    assert_eq!(queue(&session).page.total, 2);
    session.comes_again(&news()[0]);
    let states = places(&session, "meta");
    assert_eq!(states[0], (AnchorState::Orphan, String::new()));
    assert_eq!(
        states[1],
        (AnchorState::Exact, "Analysts had expected less.".to_owned()),
        "words that nobody gave up come back with the text"
    );
    session.keys("<Esc>gN");
    let Some(Layer::Notes(notes)) = session.app.layers.last() else {
        panic!("no notes");
    };
    assert_eq!(notes.page.total, 2);
    session.keys("<Esc>uu");
    assert_eq!(places(&session, "meta")[0].0, AnchorState::Exact);
}

#[test]
fn a_mark_is_placed_anew_by_a_selection_in_the_reader() {
    let mut session = changed();
    session.keys("gre");
    assert_eq!(session.app.scope(), Scope::Picking);
    assert_eq!(session.lit(), "Meta will spend $40B on chips.");
    session.keys("www").keys("viq<Enter>");
    assert_eq!(
        places(&session, "meta")[1],
        (AnchorState::Exact, "$40B".to_owned())
    );
    assert_eq!(queue(&session).page.total, 0, "the queue comes back");
    session.keys("<Esc>u");
    assert_eq!(places(&session, "meta")[1].0, AnchorState::Changed);
}

#[test]
fn giving_up_picking_changes_nothing() {
    let mut session = changed();
    session.keys("grevee<Esc>");
    assert_eq!(queue(&session).page.total, 1);
    assert_eq!(places(&session, "meta")[1].0, AnchorState::Changed);
}

#[test]
fn from_an_article_the_queue_is_its_own_and_the_filter_widens_it() {
    let mut session = changed();
    session.keys("jl").keys("gr");
    assert_eq!(queue(&session).page.total, 0);
    session.keys("/<C-u><Enter>");
    assert_eq!(queue(&session).page.total, 1);
}

#[test]
fn of_a_passage_that_stands_twice_one_is_chosen() {
    let once = "A first paragraph stands here.\n\nThe plan is large and nobody knows what it will cost.\n\nA last one.";
    let mut session = Session::with(&[Story::new("a", "Plan", once)]);
    session.keys("l}cf<Esc>q");
    let twice = once.replace(
        "\n\nA last one.",
        "\n\nThe plan is large and nobody knows what it will cost.\n\nA last one.",
    );
    session.comes_again(&Story::new("a", "Plan", &twice));
    assert_eq!(places(&session, "a")[0].0, AnchorState::Ambiguous);
    session.keys("gr");
    assert_eq!(queue(&session).current().unwrap().places.len(), 2);
    session.keys("la");
    let id = ArticleId::named("a");
    let note = &session.library.notes_of(&id).unwrap()[0];
    let text = session.library.article(&id).unwrap().article.text;
    assert_eq!(note.state, AnchorState::Exact);
    assert_eq!(
        text[note.span.unwrap().start..].matches("The plan").count(),
        1,
        "it is the second one"
    );
}

#[test]
fn other_quotation_marks_and_line_ends_need_no_decision() {
    let mut session = Session::with(&[Story::new(
        "a",
        "Said",
        "He called it “a bet” on the future. It rained.",
    )]);
    session.keys("lcf<Esc>q");
    session.comes_again(&Story::new(
        "a",
        "Said",
        "He called it \"a bet\" on the future. It poured.",
    ));
    assert_eq!(places(&session, "a")[0].0, AnchorState::Changed);
    assert_eq!(session.app.status.review, 0);
}
