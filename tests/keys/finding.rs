//! Finding words in the text.

use crate::session::{Session, news};

#[test]
fn found_words_are_walked_round_the_end() {
    let mut session = Session::with(&news());
    session.keys("l/chips");
    assert_eq!(session.lit(), "chips");
    assert_eq!(session.app.reader.found.spans.len(), 2);
    let first = session.app.reader.cursor;
    session.keys("<Enter>n");
    assert!(session.app.reader.cursor > first);
    session.keys("n");
    assert_eq!(session.app.reader.cursor, first);
    session.keys("N");
    assert!(session.app.reader.cursor > first);
}

#[test]
fn escape_while_finding_goes_back_to_where_one_was() {
    let mut session = Session::with(&news());
    session.keys("l}/surprised<Esc>");
    assert!(session.at_cursor().starts_with("Meta will"));
    session.keys("/nowhere<Enter>");
    assert_eq!(session.message(), "Not found");
    assert!(session.at_cursor().starts_with("Meta will"));
}

#[test]
fn words_typed_before_the_text_came_are_found_when_it_comes() {
    let mut session = Session::with(&news());
    session.late = true;
    session.keys("jl/report");
    assert!(session.app.reader.found.spans.is_empty());
    session.catch_up();
    assert_eq!(session.lit(), "report");
}
