//! Snooze: out of sight until a day comes or the story goes on.

use crate::session::{Session, Story, news};
use pressmark::app::event::{Deadline, Event};
use pressmark::library::Company;
use pressmark::model::{ArticleId, Snooze};

#[test]
fn a_snoozed_article_leaves_the_list_and_comes_back_when_its_day_comes() {
    let mut session = Session::with(&news());
    session.keys("jzt");
    assert_eq!(
        session.titles(),
        ["Meta raises its forecast", "Chips grow scarce"]
    );
    // The clock of the tests stands in May 2026, at 20:26.
    assert_eq!(
        session.message(),
        "Snoozed until Fri 29 May, 06:00; u takes it back"
    );
    session.keys("/is:snoozed<Enter>");
    assert_eq!(session.titles(), ["Rivals follow"]);
    session
        .keys("<Esc>")
        .pass(12 * 3600)
        .after(Deadline::Snooze);
    assert_eq!(session.message(), "1 snoozed article is back");
    assert_eq!(session.titles().len(), 3);
    assert_eq!(session.row("rival").snooze, Snooze::Never);
}

#[test]
fn a_snooze_is_undone_also_after_it_is_over() {
    let mut session = Session::with(&news());
    session.keys("zdu");
    assert_eq!(session.titles().len(), 3);
    session.keys("szd").pass(25 * 3600).after(Deadline::Snooze);
    session.keys("u");
    assert!(
        session.message().contains("snooze of"),
        "{}",
        session.message()
    );
    session.keys("u");
    assert!(!session.row("meta").starred);
    session.is_well();
}

#[test]
fn a_typed_day_is_read_and_what_is_no_day_to_come_is_refused() {
    let mut session = Session::with(&news());
    session.keys("zu2026-12-24<Enter>");
    assert_eq!(
        session.message(),
        "Snoozed until Thu 24 Dec, 06:00; u takes it back"
    );
    session.keys("zu2020-01-01<Enter>");
    assert!(session.message().contains("no day to come"));
    session.keys(":snooze 3d<Enter>");
    assert_eq!(session.titles(), ["Chips grow scarce"]);
}

#[test]
fn a_range_is_snoozed_by_one_key_and_woken_by_one() {
    let mut session = Session::with(&news());
    session.keys("VGzw");
    assert!(session.titles().is_empty());
    session.keys("/is:snoozed<Enter>VGzx<Esc>");
    assert_eq!(session.titles().len(), 3);
    session.is_well();
}

#[test]
fn until_the_story_goes_on_means_a_new_version_or_another_article() {
    let mut session = Session::with(&news());
    session.keys("zc");
    assert_eq!(session.titles().len(), 2);
    let meta = &news()[0];
    let text = meta.text.replace("$37B", "$41B")
        + "\n\nA whole new paragraph says what nobody knew before.";
    session.comes_again(&Story::new(meta.id, meta.title, &text));
    assert_eq!(session.titles().len(), 3, "a new version came");
    session.keys("ggzc");
    assert_eq!(session.titles().len(), 2, "it can rest once more");
    let number = |id| session.library.number(&ArticleId::named(id)).unwrap();
    let (chips, meta) = (number("chips"), number("meta"));
    let company = Company {
        story_with: &[meta],
        ..Company::default()
    };
    let mut batch = session.library.batch().unwrap();
    batch.group(chips, &company).unwrap();
    batch.commit().unwrap();
    session.happens(Event::LibraryChanged);
    assert_eq!(
        session.titles().len(),
        3,
        "another article joined its story"
    );
    session.is_well();
}

#[test]
fn a_snooze_outlives_the_program() {
    let mut session = Session::with(&news());
    session.keys("zd");
    let mut session = session.restarted();
    assert_eq!(session.titles().len(), 2);
    session.pass(25 * 3600).after(Deadline::Snooze);
    assert_eq!(session.titles().len(), 3);
}

#[test]
fn a_snooze_that_ended_while_the_program_was_not_there_is_over_when_it_starts() {
    let mut session = Session::with(&news());
    session.keys("zd").pass(25 * 3600);
    let session = session.restarted();
    assert_eq!(session.titles().len(), 3);
    assert_eq!(session.message(), "1 snoozed article is back");
}

#[test]
fn copies_rest_together() {
    let mut session = crate::session::wire();
    let before = session.titles();
    session.keys("Gzd");
    assert_eq!(session.titles().len(), before.len() - 1);
    assert!(
        session.message().contains("copies"),
        "{}",
        session.message()
    );
    session.keys("u");
    assert_eq!(session.titles(), before);
}
