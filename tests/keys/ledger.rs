//! The ledger: every figure of the library as a table, sorted, filtered, drawn, and the way to its words.

use crate::session::{Session, news};
use pressmark::app::Focus;
use pressmark::app::facts::ledger::{Form, Ledger};
use pressmark::app::layer::Layer;
use pressmark::model::ledger::LedgerKey;

fn ledger(session: &Session) -> &Ledger {
    match session.app.layers.first() {
        Some(Layer::Ledger(ledger)) => ledger,
        other => panic!("no ledger but {other:?}"),
    }
}

fn words(session: &Session) -> Vec<&str> {
    let rows = ledger(session).page.rows.iter();
    rows.map(|row| row.text.as_str()).collect()
}

#[test]
fn all_figures_stand_in_one_table_and_enter_goes_to_the_words() {
    let mut session = Session::with(&news());
    session.keys("gl");
    assert!(words(&session).contains(&"$37B") && words(&session).contains(&"$40B"));
    session.keys("/fact:money=40B<Enter>");
    assert_eq!(words(&session), ["$40B"]);
    session.keys("<Enter>");
    assert_eq!(session.app.focus, Focus::Reader);
    assert_eq!(session.lit(), "$40B");
    assert!(session.app.layers.is_empty());
}

#[test]
fn the_table_is_sorted_by_value_either_way() {
    let mut session = Session::with(&news());
    session.keys("gl,v");
    let falling: Vec<String> = words(&session).iter().map(ToString::to_string).collect();
    assert_eq!(falling.first().unwrap(), "$40B");
    session.keys(",v");
    assert_eq!(words(&session).last().unwrap(), &"$40B");
    assert_eq!(ledger(&session).asked.sort.key, LedgerKey::Value);
}

#[test]
fn the_ledger_begins_with_what_the_list_shows_and_a_wrong_filter_keeps_the_last_view() {
    let mut session = Session::with(&news());
    session.keys("/rival<Enter>gl");
    assert_eq!(words(&session), ["$40B"]);
    session.keys("/<Space>)");
    assert_eq!(words(&session), ["$40B"]);
    session.keys("<Esc><Esc>");
    assert!(session.app.layers.is_empty());
    assert_eq!(session.app.list.filter, "rival");
}

#[test]
fn a_wrong_letter_in_the_only_word_keeps_the_last_view() {
    let mut session = Session::with(&news());
    session.keys("sgl/is:starred");
    let starred: Vec<String> = words(&session).iter().map(ToString::to_string).collect();
    assert!(!starred.is_empty() && !starred.contains(&"$40B".to_owned()));
    session.keys("x");
    assert_eq!(words(&session), starred);
}

#[test]
fn pictures_are_turned_on_and_off() {
    let mut session = Session::with(&news());
    session.keys("glb");
    assert_eq!(ledger(&session).form, Form::Bars);
    session.keys("B");
    assert_eq!(ledger(&session).form, Form::Timeline);
    assert_eq!(ledger(&session).asked.sort.key, LedgerKey::Period);
    session.keys("B");
    assert_eq!(ledger(&session).form, Form::Table);
}
