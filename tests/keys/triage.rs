//! The triage deck: one key a decision, the next card by itself, everything taken back, and on after a pause.

use crate::session::{Session, news};
use pressmark::app::Focus;
use pressmark::app::layer::Layer;
use pressmark::app::triage::deck::Deck;
use pressmark::app::triage::rows::Part;
use pressmark::model::relation::RelationKind;
use pressmark::query;

fn deck(session: &Session) -> &Deck {
    let decks = session.app.layers.iter().find_map(|layer| match layer {
        Layer::Deck(deck) => Some(deck),
        _ => None,
    });
    decks.expect("the deck is open")
}

fn card(session: &Session) -> &str {
    deck(session).card().map_or("none", |card| card.id.as_str())
}

#[test]
fn each_key_decides_and_brings_the_next_card() {
    let mut session = Session::many(6);
    session.keys("T");
    assert_eq!(card(&session), "a000");
    session.keys("s");
    assert_eq!(card(&session), "a001");
    session.keys("<Space>xzd").keys("tcheck<Enter>");
    assert_eq!(card(&session), "a005");
    assert!(session.row("a000").starred && session.row("a000").read);
    assert!(!session.row("a001").read);
    assert!(session.row("a002").archived && session.row("a002").read);
    assert_ne!(session.row("a003").snooze, pressmark::model::Snooze::Never);
    assert_eq!(session.row("a004").tags, ["check".into()]);
    assert!(session.row("a004").read);
    session.keys("r");
    assert_eq!(card(&session), "none");
    let told: Vec<_> = deck(&session)
        .decisions()
        .iter()
        .map(|(decision, count)| format!("{count} {}", decision.word()))
        .collect();
    assert_eq!(
        told,
        [
            "1 kept",
            "1 tagged",
            "1 seen",
            "1 left for later",
            "1 snoozed",
            "1 dropped"
        ]
    );
    session.is_well();
}

#[test]
fn every_decision_is_taken_back_by_one_u_and_shows_its_card_again() {
    let mut session = Session::many(5);
    session.keys("Tsx<Space>").keys("tcheck<Enter>");
    session.keys("u");
    assert_eq!(card(&session), "a003");
    assert!(session.row("a003").tags.is_empty() && !session.row("a003").read);
    session.keys("u");
    assert_eq!(
        card(&session),
        "a002",
        "left for later is taken back as well"
    );
    session.keys("u");
    assert_eq!(card(&session), "a001");
    assert!(!session.row("a001").archived && !session.row("a001").read);
    session.keys("<C-r>");
    assert_eq!(card(&session), "a002");
    assert!(session.row("a001").archived);
    session.keys("uu");
    assert_eq!(card(&session), "a000");
    assert!(!session.row("a000").starred);
    session.keys("u");
    assert_eq!(session.message(), "Nothing to undo");
    session.is_well();
}

#[test]
fn undo_is_right_while_decisions_are_still_on_their_way() {
    let mut session = Session::many(5);
    session.keys("T");
    session.slow = true;
    session.keys("xx<Space>x");
    assert_eq!(card(&session), "a004");
    session.catch_up();
    session.keys("u");
    assert_eq!(card(&session), "a003");
    session.keys("uu");
    assert_eq!(card(&session), "a001");
    assert!(!session.row("a001").archived && session.row("a000").archived);
}

#[test]
fn a_long_view_is_gone_through_with_a_few_cards_at_hand() {
    let mut session = Session::many(120);
    session.keys("T");
    assert_eq!(deck(&session).left, 120);
    for _ in 0..119 {
        session.keys("r");
    }
    assert_eq!((card(&session), deck(&session).left), ("a119", 1));
    session.keys("r");
    assert_eq!(deck(&session).left, 0);
    assert_eq!(
        session
            .library
            .count(&query::parse("is:unread").unwrap())
            .unwrap()
            .articles,
        0
    );
}

#[test]
fn what_was_left_for_later_comes_after_everything_else_also_after_a_restart() {
    let mut session = Session::many(6);
    session.keys("Tr<Space><Space>q");
    assert!(session.app.layers.is_empty());
    session.keys("T");
    assert_eq!(card(&session), "a003", "in the same run");
    let mut session = session.restarted();
    session.keys("T");
    assert_eq!(
        (card(&session), deck(&session).left),
        ("a003", 3),
        "after a restart"
    );
    session.keys("rrr");
    assert_eq!(card(&session), "none");
    session.keys("T");
    assert_eq!(
        (card(&session), deck(&session).left),
        ("a001", 2),
        "begun again"
    );
    session.keys("rrqT");
    assert_eq!(card(&session), "none");
}

#[test]
fn another_view_is_another_triage() {
    let mut session = Session::many(6);
    session.keys("T<Space><Space>q");
    session.keys("/title<Enter>T");
    assert_eq!(card(&session), "a000");
}

#[test]
fn a_selected_range_is_gone_through_read_or_not() {
    let mut session = Session::many(60);
    session.keys("2jrVGkT");
    assert_eq!((card(&session), deck(&session).left), ("a002", 57));
    for _ in 0..57 {
        session.keys("r");
    }
    assert_eq!(card(&session), "none");
    assert!(session.row("a058").read && !session.row("a059").read);
}

#[test]
fn an_opened_card_comes_back_when_its_article_is_left() {
    let mut session = Session::with(&news());
    session.keys("T<Enter>");
    assert_eq!(
        (session.app.focus, session.app.layers.len()),
        (Focus::Reader, 0)
    );
    assert!(session.at_cursor().starts_with("Meta raises"));
    session.keys("q");
    assert_eq!(card(&session), "meta");
    session.keys("xK");
    assert_eq!(card(&session), "meta", "back to the card before");
    session.keys("l<Tab><Esc><Esc>");
    assert_eq!(card(&session), "meta");
    session.keys("<Esc>");
    assert!(session.app.layers.is_empty());
}

#[test]
fn what_was_read_elsewhere_is_told_apart_from_what_is_new() {
    let mut session = Session::with(&news()).relate(
        RelationKind::Corroborates,
        ("meta", "$37B"),
        ("rival", "$40B"),
    );
    let parts = |session: &Session| -> Vec<Part> {
        deck(session).rows.iter().map(|row| row.part).collect()
    };
    session.keys("T");
    assert!(!parts(&session).contains(&Part::Known));
    session.keys("q").keys("jrkT");
    assert!(parts(&session).contains(&Part::Known));
    let text = format!("{:?}", deck(&session).rows);
    assert!(text.contains("1 key fact, nothing new"), "{text}");
    assert!(text.contains("read before in Rivals follow"), "{text}");
}

#[test]
fn the_pace_is_counted_in_the_time_of_the_cards_and_not_of_a_pause() {
    let mut session = Session::many(10);
    session.keys("T");
    for _ in 0..3 {
        session.pass(20).keys("r");
    }
    let pace = deck(&session).pace().unwrap();
    assert!((2.0..3.1).contains(&pace), "{pace}");
    session.pass(40 * 3600).keys("r");
    assert!(deck(&session).pace().unwrap() > 1.0);
}

#[test]
fn a_read_only_library_decides_nothing() {
    let mut session = Session::many(3);
    session.app.settings.read_only = Some("it is on a stick".into());
    session.keys("Tx");
    assert_eq!(card(&session), "a000");
    assert!(session.message().contains("read-only"));
}

#[test]
fn when_only_those_left_for_later_remain_they_are_shown_at_once() {
    let mut session = Session::many(4);
    session.keys("T<Space><Space>q").keys("gg2jrjrT");
    assert_eq!((card(&session), deck(&session).left), ("a000", 2));
    assert_eq!(session.message(), "Those left for later");
}

#[test]
fn what_was_kept_is_taken_back_in_the_words_of_the_decision() {
    let mut session = Session::with(&news());
    session.keys("Tsu");
    assert_eq!(
        session.message(),
        "Undo: star on “Meta raises its forecast”"
    );
}

#[test]
fn the_list_stands_at_the_card_at_which_the_deck_was_left() {
    let mut session = Session::many(80);
    session.keys("T");
    for _ in 0..50 {
        session.keys("<Space>");
    }
    session.keys("q");
    let list = &session.app.list;
    let here = list.row(list.cursor, &session.app.pending).unwrap();
    assert_eq!(here.row.id.as_str(), "a050");
}
