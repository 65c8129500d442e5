//! Copies under the best one, stories under their best article: unfolding, what a change takes along, counts.

use crate::session::wire;
use pressmark::app::Focus;
use pressmark::app::event::{Deadline, MouseKind};

#[test]
fn copies_stand_under_the_best_one_and_are_counted() {
    let mut session = wire();
    // The oldest of those with as much text; it stands where its date puts it.
    assert_eq!(session.titles(), ["A late harvest", "Spending to rise"]);
    assert_eq!(session.app.list.page.folded, 2);
    session.keys("Gza");
    assert_eq!(
        session.titles(),
        [
            "A late harvest",
            "Spending to rise",
            "Data centres cost more",
            "Spending rises"
        ]
    );
    session.keys("jza");
    assert_eq!(session.titles().len(), 2);
    assert_eq!(session.app.list.current().unwrap().as_str(), "wire");
    session.keys("ggza");
    assert_eq!(session.message(), "No copies of this article");
}

#[test]
fn a_click_on_the_sign_unfolds() {
    let mut session = wire();
    session.mouse(MouseKind::Press, 1, 4);
    assert_eq!(session.titles().len(), 4);
    session.mouse(MouseKind::Press, 1, 4);
    assert_eq!(session.titles().len(), 2);
}

#[test]
fn reading_one_copy_reads_them_all_and_one_undo_takes_it_back() {
    let mut session = wire();
    session.keys("Gr");
    assert_eq!(session.message(), "Read, and 2 copies; u takes it back");
    for id in ["wire", "post", "gazette"] {
        assert!(session.row(id).read, "{id}");
    }
    session.keys("u");
    for id in ["wire", "post", "gazette"] {
        assert!(!session.row(id).read, "{id}");
    }
    session.keys("l").after(Deadline::Read);
    assert!(session.row("post").read, "opened for a while");
}

#[test]
fn a_star_and_a_change_of_an_unfolded_copy_are_for_that_one_alone() {
    let mut session = wire();
    session.keys("Gs");
    assert!(session.row("wire").starred && !session.row("post").starred);
    session.keys("zajr");
    assert!(session.row("gazette").read && !session.row("wire").read);
}

#[test]
fn the_whole_view_and_a_range_take_what_is_folded_along() {
    let mut session = wire();
    session.keys("A");
    for id in ["wire", "post", "gazette", "farm"] {
        assert!(session.row(id).read, "{id}");
    }
    session.keys("uggVGx");
    assert_eq!(session.titles(), [""; 0]);
    session.keys("u");
    assert_eq!(session.titles().len(), 2);
}

#[test]
fn an_article_that_is_no_copy_gets_its_row_and_keeps_it() {
    let mut session = wire();
    session.keys("Gzajj:not-a-copy<Enter>");
    assert_eq!(
        session.titles(),
        [
            "Spending rises",
            "A late harvest",
            "Spending to rise",
            "Data centres cost more"
        ]
    );
    let mut session = session.grouped();
    assert_eq!(session.app.list.page.folded, 1);
    session.keys("u");
    assert_eq!(session.app.list.page.folded, 2);
    session.keys("ggzs");
    assert_eq!(session.message(), "No copies of this article");
}

#[test]
fn a_filter_that_the_best_copy_does_not_fit_shows_another_one() {
    let mut session = wire();
    session.keys("/agency<Enter>");
    assert_eq!(session.titles(), ["Data centres cost more"]);
    session.keys("<Esc>/is:copy<Enter>");
    assert_eq!(
        session.titles(),
        ["Spending rises", "Data centres cost more"]
    );
    session.keys("<Esc>/has:copies<Enter>");
    assert_eq!(session.titles(), ["Spending to rise"]);
    session.keys("<Esc>/analysts<Enter>");
    assert_eq!(session.titles(), ["Spending to rise"]);
    assert_eq!(session.app.list.page.folded, 2);
}

#[test]
fn an_archived_article_hides_no_copy_that_is_not() {
    let mut session = wire();
    session.keys("Gzajx");
    assert_eq!(
        session.titles().len(),
        4,
        "the archived copy stays under the best one"
    );
    session.keys("ggjx");
    assert_eq!(session.titles(), ["A late harvest"]);
    session.keys("uu");
    assert_eq!(session.titles().len(), 4);
}

#[test]
fn stories_are_one_row_each_and_unfold() {
    let mut session = wire().told_with("farm", "wire");
    session.keys("gs");
    assert_eq!(session.titles().len(), 1);
    let story = session.row("farm").story.unwrap();
    assert_eq!((story.articles, story.id.as_str()), (4, "post"));
    session.keys("za");
    assert_eq!(session.titles().len(), 4);
    session.keys("jVjr");
    assert!(
        ["farm", "wire", "post", "gazette"]
            .iter()
            .all(|id| session.row(id).read)
    );
    session.keys("ugs");
    assert_eq!(session.titles(), ["A late harvest", "Spending to rise"]);
    session.keys("gglgs");
    assert_eq!(
        (session.app.focus, session.app.list.filter.as_str()),
        (Focus::List, "story:post")
    );
    assert_eq!(session.titles(), ["A late harvest", "Spending to rise"]);
}

#[test]
fn a_folded_story_that_leaves_the_list_takes_its_articles_along() {
    let mut session = wire().told_with("farm", "wire");
    session.keys("gszc");
    assert!(session.titles().is_empty());
    assert_eq!(
        session.message(),
        "Snoozed until the story goes on: 4 articles; u takes it back"
    );
    session.keys("u");
    assert_eq!(session.titles().len(), 1);
    session.keys("x").keys("gs");
    assert!(session.titles().is_empty());
    session.keys("u").keys("gs").keys("zax");
    assert_eq!(
        session.titles().len(),
        1,
        "unfolded, its row is one article"
    );
}
