//! A list under headings: by day, by source; groups that are closed and opened; and lists that are counted after their rows.

use crate::session::{Session, at, news};
use pressmark::app::event::Event;
use pressmark::model::query::Grouping;

/// Six articles of two papers, on three days of which the middle one has two.
fn papers() -> Session {
    let mut session = Session::many(6);
    let file = rusqlite::Connection::open(session.library.path()).unwrap();
    let day = 86_400;
    let newest = at(0).as_second() / day * day;
    for number in 0..6_i64 {
        let paper = ["Wire", "Gazette"][usize::try_from(number % 2).unwrap()];
        let date = newest - [0, 1, 1, 2, 2, 2][usize::try_from(number).unwrap()] * day - number;
        file.execute(
            "UPDATE article SET site = ?1, published = ?2, date = ?2 WHERE id = ?3",
            (paper, date, format!("a{number:03}")),
        )
        .unwrap();
    }
    drop(file);
    session.happens(Event::LibraryChanged);
    session
}

/// The headings and the titles of the pane in order, a closed group as `+ name`.
fn pane(session: &Session) -> Vec<String> {
    let mut lines = Vec::new();
    for slot in session.app.list_slots() {
        if let Some(group) = slot.heading {
            let count = session.app.list.in_group(&group).unwrap();
            lines.push(format!("{group} {}/{}", count.unread, count.articles));
        }
        let shown = session.app.list.row(slot.index, &session.app.pending);
        let title = || shown.unwrap().row.title.to_string();
        let closed = session.app.list.closed(slot.index);
        lines.push(closed.map_or_else(title, |group| format!("+ {group}")));
    }
    lines
}

#[test]
fn a_list_by_source_stands_under_headings_with_counts() {
    let mut session = papers();
    session.keys(":group source<Enter>");
    assert_eq!(
        pane(&session),
        [
            "Gazette 3/3",
            "Title 1",
            "Title 3",
            "Title 5",
            "Wire 3/3",
            "Title 0",
            "Title 2",
            "Title 4"
        ]
    );
    session.keys("ggjr");
    assert_eq!(pane(&session)[0], "Gazette 2/3");
}

#[test]
fn a_group_is_closed_under_its_heading_and_opened_again() {
    let mut session = papers();
    session.keys(":group source<Enter>ggjjzg");
    assert_eq!(
        pane(&session),
        ["+ Gazette", "Wire 3/3", "Title 0", "Title 2", "Title 4"]
    );
    assert_eq!((session.app.list.cursor, session.app.list.total()), (0, 4));
    // Nothing is done to what one does not see.
    session.keys("x");
    assert!(session.message().contains("closed group"));
    session.keys("jjzg");
    assert_eq!(pane(&session), ["+ Gazette", "+ Wire"]);
    assert_eq!(session.app.list.cursor, 1);
    session.keys("gg<Enter>");
    assert_eq!(pane(&session).len(), 5);
    session.keys("Gzg");
    assert_eq!(pane(&session).len(), 8);
}

#[test]
fn all_groups_are_closed_but_for_those_opened_one_by_one() {
    let mut session = papers();
    session.keys(":group source<Enter>G").keys("zM");
    assert_eq!(pane(&session), ["+ Gazette", "+ Wire"]);
    assert_eq!(session.app.list.cursor, 1);
    session.keys("<Enter>");
    assert_eq!(
        pane(&session),
        ["+ Gazette", "Wire 3/3", "Title 0", "Title 2", "Title 4"]
    );
    session.keys("Gzg");
    assert_eq!(pane(&session).len(), 2);
    session.keys("zR");
    assert_eq!(pane(&session).len(), 8);
    session.keys(":group day<Enter>zM");
    assert_eq!(pane(&session).len(), 3);
    session.keys(":group none<Enter>zM");
    assert!(session.message().starts_with("The list has no groups"));
}

#[test]
fn a_list_by_day_is_read_from_the_index_by_date() {
    let mut session = papers();
    session.keys("gG");
    assert_eq!(session.app.list.grouping(), Some(Grouping::Day));
    let lines = pane(&session);
    let headings = lines.iter().filter(|line| line.contains('/'));
    assert_eq!(headings.count(), 3);
    session.keys("jzg");
    assert_eq!(pane(&session).len(), lines.len() - 2);
    session.keys(":group none<Enter>");
    assert_eq!(pane(&session).len(), 6);
}

#[test]
fn groups_are_kept_with_a_search() {
    let mut session = papers();
    session.keys("gGS").keys("days<Enter>");
    session.keys(":group none<Enter>:saved days<Enter>");
    assert_eq!(session.app.list.grouping(), Some(Grouping::Day));
    session.keys(":group story<Enter>");
    assert!(session.app.list.stories);
    session.keys(":group nonsense<Enter>");
    assert!(session.message().contains("day, source, story, none"));
}

#[test]
fn the_cursor_is_never_hidden_by_headings() {
    let mut session = papers();
    session.happens(Event::Resize(160, 9)).keys("gG");
    for _ in 0..5 {
        session.keys("j");
        let slots = session.app.list_slots();
        let cursor = session.app.list.cursor;
        assert!(slots.iter().any(|slot| slot.index == cursor), "{slots:?}");
    }
}

#[test]
fn a_filtered_list_has_its_rows_first_and_its_numbers_when_they_are_counted() {
    let mut session = Session::many(300);
    session.keys("/is:unread<Enter>");
    assert_eq!(
        (session.app.list.total(), session.app.list.told),
        (300, 300)
    );
    assert!(session.app.list.counted);
    session.keys("G");
    assert_eq!(session.app.list.cursor, 299);
    // Out of the list: the cursor goes to what follows, and all indexes stay true.
    session.keys("150Gx");
    assert_eq!(
        (session.app.list.cursor, session.app.list.total()),
        (149, 299)
    );
    let title = |session: &Session, at| session.app.list.stored(at).unwrap().title.to_string();
    assert_eq!(title(&session, 148), "Title 148");
    assert_eq!(title(&session, 149), "Title 150");
    session.keys("gg");
    assert_eq!(
        session.app.list.stored(0).unwrap().title.as_str(),
        "Title 0"
    );
    session.keys("G");
    assert_eq!(title(&session, 298), "Title 299");
    session.keys(":filter is:unread sort:title<Enter>G");
    assert_eq!(session.app.list.cursor, 298);
    assert_eq!(
        session.app.list.stored(298).unwrap().title.as_str(),
        "Title 99"
    );
}

#[test]
fn what_a_filter_does_not_find_is_on_no_pane() {
    let mut session = Session::with(&news());
    assert!(session.app.reader.article().is_some());
    session.keys("/nothing-has-this<Enter>");
    assert_eq!(session.app.list.total(), 0);
    assert!(session.app.reader.article().is_none());
    assert!(session.app.panel.rows.is_empty());
    session.keys("<Esc>");
    assert_eq!(session.titles().len(), 3);
    assert!(session.app.reader.article().is_some());
}
