//! Finding words in the text.

use crate::session::{Session, Story, news, wire};
use pressmark::app::event::{Deadline, Event};
use pressmark::app::layer::Layer;

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
    session.happens(Event::LibraryChanged).keys("jl/report");
    assert!(session.app.reader.found.spans.is_empty());
    session.catch_up();
    assert_eq!(session.lit(), "report");
}

/// What the page over the panes says.
fn page(session: &Session) -> String {
    match session.app.layers.last() {
        Some(Layer::Page(page)) => {
            let rows = page
                .rows
                .iter()
                .map(|row| format!("{} {}", row.label, row.words));
            rows.collect::<Vec<_>>().join("\n")
        }
        other => panic!("no page but {other:?}"),
    }
}

#[test]
fn the_words_of_the_filter_are_lit_in_the_opened_article_and_walked_by_n() {
    let mut session = Session::with(&news());
    session.keys("/chips<Enter>ggl");
    assert_eq!(session.app.reader.found.spans.len(), 2);
    session.keys("n");
    assert_eq!(session.lit(), "chips");
    session.keys("n");
    assert_eq!(session.message(), "2 of 2");
    session.keys("<Esc>f<C-u>prices<Enter>l");
    assert_eq!(
        session.app.reader.found.spans.len(),
        1,
        "another filter, other words"
    );
}

#[test]
fn words_inside_a_run_are_found_lit_and_explained() {
    let mut session = Session::with(&[
        Story::new("zh", "科技新闻", "人工智能投资增长迅速。"),
        Story::new("th", "ข่าว", "การลงทุนในปัญญาประดิษฐ์เพิ่มขึ้น"),
        Story::new("fr", "Le café", "Les cafés de l'école ferment."),
    ]);
    for (typed, id, lit) in [
        ("智能", "zh", "智能"),
        ("ลงทุน", "th", "ลงทุน"),
        ("ECOLE", "fr", "école"),
        ("/智能.资/", "zh", "智能投资"),
        ("/cafés? de/", "fr", "cafés de"),
    ] {
        session
            .keys("f<C-u>")
            .keys(&typed.replace(' ', "<Space>"))
            .keys("<Enter>");
        assert_eq!(session.app.list.current().unwrap().as_str(), id, "{typed}");
        session.keys("ln");
        assert_eq!(session.lit(), lit, "{typed}");
        session.keys("gw");
        assert!(
            page(&session).contains(&format!("Holds {typed} · ")),
            "{}",
            page(&session)
        );
        assert!(page(&session).contains(lit));
        session.keys("q<Esc>");
    }
}

/// What a row shows of its text.
fn snippet(session: &Session, id: &str) -> Option<String> {
    let found = session.app.list.snippet(&session.row(id));
    found.map(|found| found.text.to_string())
}

#[test]
fn a_search_shows_what_stands_around_its_words_in_the_text() {
    let mut session = Session::with(&[
        Story::new(
            "far",
            "Two reports",
            "# Two reports\n\nGrain was dear.\n\nThe report says that barley and grain fell.",
        ),
        Story::new(
            "title",
            "Grain and barley",
            "# Grain and barley\n\nNothing else.",
        ),
    ]);
    session.keys("/grain");
    assert_eq!(snippet(&session, "far").unwrap(), "Grain was dear.");
    assert_eq!(snippet(&session, "title"), None, "its title says it");
    session.keys(" barley");
    assert_eq!(
        snippet(&session, "far").unwrap(),
        "The report says that barley and grain fell."
    );
    session.keys("<Esc>");
    assert_eq!(snippet(&session, "far"), None);
}

#[test]
fn why_tells_of_each_condition_whether_it_holds() {
    let mut session = Session::with(&news());
    session.keys("/chips (is:starred or is:unread) -tag:done<Enter>gw");
    let told = page(&session);
    assert!(
        told.contains("Holds chips · 2 times in the text: … "),
        "{told}"
    );
    assert!(told.contains("Does not is:starred"), "{told}");
    assert!(told.contains("Holds is:unread"), "{told}");
    assert!(told.contains("Holds -tag:done"), "{told}");
    session.keys("<Esc><Esc>gw");
    assert!(session.message().contains("no filter"));
}

#[test]
fn a_pattern_that_cannot_be_read_keeps_the_view_and_marks_its_place() {
    let mut session = Session::with(&news());
    session.keys("/rivals /(chips");
    assert_eq!(session.titles(), ["Rivals follow"]);
    let Some(Layer::Search(search)) = session.app.layers.last() else {
        panic!("the prompt is gone")
    };
    let (message, span) = search.error.as_ref().unwrap();
    assert!(message.contains("not closed"), "{message}");
    assert_eq!(span.start, "rivals ".len());
    session.keys("/");
    let Some(Layer::Search(search)) = session.app.layers.last() else {
        panic!("the prompt is gone")
    };
    assert!(search.error.as_ref().unwrap().0.contains("unclosed group"));
}

#[test]
fn patterns_look_only_at_what_the_rest_lets_through() {
    let mut session = Session::with(&news());
    session.keys("jrf/\\$\\d+B/<Enter>");
    assert_eq!(session.titles().len(), 2);
    session.keys("f is:unread<Enter>");
    assert_eq!(session.titles(), ["Meta raises its forecast"]);
    session.keys("f<C-u>-/\\$\\d+B/<Enter>");
    assert_eq!(session.titles(), ["Chips grow scarce"]);
}

#[test]
fn what_fits_the_words_best_comes_first_when_it_is_ranked() {
    let once = "One shop sells chips among very many other things that people buy day by day.";
    let mut session = Session::with(&[
        Story::new("once", "Many things", once),
        Story::new("title", "Chips", "Nothing else is said here."),
        Story::new("often", "Prices", "Cheap chips, dear chips and chips."),
    ]);
    session.keys(",r");
    assert!(session.message().contains("no words"));
    session.keys("/chips<Enter>,r");
    assert_eq!(session.titles(), ["Chips", "Prices", "Many things"]);
    session.keys(",r");
    assert_eq!(session.titles(), ["Many things", "Prices", "Chips"]);
    session.keys(",d/<C-u>chips sort:rank limit:1<Enter>");
    assert_eq!(session.titles(), ["Chips"]);
}

#[test]
fn why_tells_the_facts_marks_and_rules_that_a_condition_speaks_of() {
    let mut session = Session::with(&news());
    session.keys("lcf").keys("q");
    session.keys("/fact:money>1B label:fact has:claim<Enter>gw");
    let told = page(&session);
    assert!(told.contains("fact:money>1B · “$37B” (37 bn USD"), "{told}");
    assert!(
        told.contains("label:fact · “Meta raises its forecast”"),
        "{told}"
    );
    session.keys("<Esc>").keys("zd/<C-u>is:snoozed<Enter>gw");
    let told = page(&session);
    assert!(told.contains("is:snoozed · Snoozed until "), "{told}");
}

#[test]
fn why_tells_how_many_tell_a_story_and_when_a_newer_text_came() {
    let mut session = wire().told_with("farm", "wire");
    session.keys("/story:wire<Enter>gw");
    let told = page(&session);
    assert!(
        told.contains("story:wire · 4 articles of 1 source tell its story"),
        "{told}"
    );
    let mut session = Session::with(&[Story::new("port", "The port", "# The port\n\nIt is open.")]);
    session.keys("l").after(Deadline::Read).keys("q");
    session.comes_again(&Story::new(
        "port",
        "The port",
        "# The port\n\nIt is shut again.",
    ));
    session.keys("/is:updated<Enter>gw");
    let told = page(&session);
    assert!(told.contains("is:updated · version 2 came on "), "{told}");
}

#[test]
fn the_last_word_of_a_phrase_that_is_not_closed_may_go_on() {
    let mut session = Session::with(&news());
    session.keys("/\"grow sca");
    assert_eq!(session.titles(), ["Chips grow scarce"]);
    session.keys("\"");
    assert!(session.titles().is_empty());
}
