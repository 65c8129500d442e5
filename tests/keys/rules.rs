//! Rules: what comes in is hidden, tagged or marked by itself, with a sign, and never on the undo stack.

use crate::session::{Session, Story, news};
use pressmark::model::Rule;

fn advertising() -> Rule {
    Rule {
        name: "Advertising".into(),
        query: "title:sponsored or /buy now/".into(),
        hide: true,
        ..Rule::default()
    }
}

fn chips() -> Rule {
    Rule {
        name: "Chips".into(),
        query: "chips".into(),
        tags: vec!["hardware".into()],
        star: true,
        read: true,
        ..Rule::default()
    }
}

#[test]
fn what_comes_in_goes_through_the_rules_and_what_was_there_does_not() {
    let mut session = Session::with(&news()).with_rules(&[chips(), advertising()]);
    session.arrives(&[
        Story::new("new", "More chips", "Makers build more chips."),
        Story::new("ad", "Sponsored: chairs", "Sit well."),
        Story::new("shop", "Chairs", "Please BUY NOW."),
    ]);
    assert_eq!(session.message(), "2 hidden by rules; is:hidden lists them");
    assert_eq!(session.row("new").tags, ["hardware".into()]);
    assert!(session.row("new").starred && session.row("new").read);
    assert!(!session.row("chips").starred, "it was there before");
    assert_eq!(session.titles().len(), 4);
    session.keys("/is:hidden<Enter>");
    assert_eq!(session.titles().len(), 2);
    assert_eq!(session.row("ad").hidden_by, Some("Advertising".into()));
    session.is_well();
}

#[test]
fn a_rule_is_never_on_the_undo_stack_and_what_it_hid_is_shown_again_by_a_key() {
    let mut session = Session::with(&news()).with_rules(&[advertising()]);
    session.arrives(&[Story::new("ad", "Sponsored: chairs", "Sit well.")]);
    session.keys("u");
    assert_eq!(session.message(), "Nothing to undo");
    session.keys("/is:hidden<Enter>zx<Esc>");
    assert_eq!(session.titles().len(), 4);
    session.arrives(&[Story::new("other", "Other news", "Nothing to sell.")]);
    assert_eq!(
        session.titles().len(),
        5,
        "each article goes through the rules once"
    );
    session.keys("u");
    assert_eq!(session.row("ad").hidden_by, Some("Advertising".into()));
    session.is_well();
}

#[test]
fn a_hidden_article_says_by_which_rule() {
    let mut session = Session::with(&news()).with_rules(&[advertising()]);
    session.arrives(&[Story::new("ad", "Sponsored: chairs", "Sit well.")]);
    session.keys("/is:hidden<Enter>");
    let row = session.app.list.row(0, &session.app.pending).unwrap().row;
    assert_eq!(row.hidden_by.as_deref(), Some("Advertising"));
    let unread = session.library.sources().unwrap()[0].unread;
    assert_eq!(unread, 3, "it is not counted as unread");
}

#[test]
fn a_rule_with_a_wrong_query_is_told_and_stops_no_other() {
    let wrong = Rule {
        name: "Broken".into(),
        query: "is:purple".into(),
        hide: true,
        place: "rules.toml:7".into(),
        ..Rule::default()
    };
    let mut session = Session::with(&news()).with_rules(&[wrong, chips()]);
    session.arrives(&[Story::new("new", "More chips", "Makers build more chips.")]);
    assert!(
        session.message().starts_with("rules.toml:7: rule Broken: "),
        "{}",
        session.message()
    );
    assert!(session.row("new").starred);
}

#[test]
fn rules_are_tried_on_the_whole_library_before_they_are_carried_out() {
    let mut session = Session::with(&news()).with_rules(&[chips()]);
    let would = session.desk().rule_all(false).unwrap();
    assert_eq!(would[0].articles, 2);
    assert!(!session.row("chips").starred);
    session.desk().rule_all(true).unwrap();
    assert!(session.row("chips").starred && session.row("meta").read);
    assert_eq!(session.desk().rule_all(false).unwrap()[0].articles, 0);
    session.is_well();
}

#[test]
fn newsboat_killfile_lines_become_rules_and_what_cannot_be_said_is_told() {
    let (rules, left_out) = pressmark::desk::newsboat_rules(
        "browser firefox\n\
         # a comment\n\
         ignore-article \"*\" \"title =~ \\\"Sponsored\\\"\"\n\
         ignore-article \"https://example.org/feed.xml\" \"author = \\\"Bot\\\" or age > 30\"\n\
         ignore-article \"*\" \"guid # \\\"x\\\"\"\n\
         ignore-article \"regex:blog.*\" \"title =~ \\\"x\\\"\"\n",
    );
    let queries: Vec<&str> = rules.iter().map(|rule| rule.query.as_str()).collect();
    assert_eq!(queries[0], "title:Sponsored");
    assert_eq!(
        queries[1],
        "source:\"https://example.org/feed.xml\" (author:Bot or before:30d)"
    );
    assert_eq!((rules.len(), left_out.len()), (2, 2));
    assert!(left_out[1].ends_with("feeds by a pattern cannot be said in a search here"));
    assert!(rules.iter().all(|rule| rule.hide));
}
