//! The labelling layer, growing selections, equal phrases, schemes.

use crate::session::{Session, Story, news};
use pressmark::app::event::Event;
use pressmark::app::keys::scope::Scope;
use pressmark::app::layer::Layer;
use pressmark::config::labels;
use pressmark::model::{ArticleId, LabellingState};

const CLAIM: &str = "Meta will spend $37B on chips.";

fn labelling() -> Session {
    let mut session = Session::with(&news());
    session.keys("lA");
    assert_eq!(session.app.scope(), Scope::Labelling);
    session
}

fn state(session: &Session, id: &str) -> Option<LabellingState> {
    let id = ArticleId::named(id);
    session.library.labelling(&id, &"ann".into()).unwrap()
}

#[test]
fn one_key_accepts_a_candidate_and_goes_on_to_the_next_one() {
    let mut session = labelling();
    assert_eq!(session.lit(), "$37B");
    session.keys("a");
    assert_eq!(session.marks("meta"), ["$37B|figure|||"]);
    assert_eq!(
        session.lit(),
        "Analysts had expected less.",
        "a sentence with a mark in it is labelled"
    );
    session.keys("u");
    assert!(session.marks("meta").is_empty());
}

#[test]
fn candidates_are_walked_left_for_later_and_rejected() {
    let mut session = labelling();
    session.keys("<Tab>");
    assert_eq!(session.lit(), CLAIM);
    session.keys("<S-Tab>");
    assert_eq!(session.lit(), "$37B");
    session.keys("<Space><Space>");
    assert_eq!(session.lit(), "Analysts had expected less.");
    session.keys("a");
    assert_eq!(
        session.marks("meta"),
        ["Analysts had expected less.|fact|||"],
        "without a suggestion for sentences the first label is offered"
    );
    let (done, all) = session.app.labelled();
    assert_eq!(done, 3);
    session.keys("x");
    assert_eq!(session.app.labelled(), (4, all));
    assert_eq!(session.marks("meta").len(), 1, "rejected is not labelled");
}

#[test]
fn another_label_than_the_one_offered_takes_the_palette() {
    let mut session = labelling();
    session.keys("cpr");
    assert_eq!(session.marks("meta"), ["$37B|forecast|refuted||"]);
    assert_eq!(session.lit(), "Analysts had expected less.");
    session.keys(".");
    assert_eq!(
        session.marks("meta")[1],
        "Analysts had expected less.|forecast|refuted||"
    );
}

#[test]
fn the_ends_are_changed_before_a_candidate_is_labelled() {
    let mut session = labelling();
    session.keys("e");
    assert_eq!(session.app.scope(), Scope::Picking);
    assert_eq!(session.selected(), "$37B");
    session.keys("w<Enter>");
    assert_eq!(session.marks("meta"), ["$37B o|figure|||"]);
    assert_eq!(session.app.scope(), Scope::Labelling);
    session.keys("u").keys("gge<Esc>");
    assert!(session.marks("meta").is_empty());
    assert_eq!(session.app.scope(), Scope::Labelling);
}

#[test]
fn all_facts_on_the_screen_are_labelled_at_once_and_taken_back_at_once() {
    let mut stories = news();
    stories[0].text += "\n\nIt had $20B and gave $30B away.";
    let mut session = Session::with(&stories);
    session.keys("lAA");
    assert_eq!(
        session.marks("meta"),
        ["$37B|figure|||", "$20B|figure|||", "$30B|figure|||"]
    );
    session.keys("u");
    assert!(session.marks("meta").is_empty());
}

#[test]
fn nothing_moves_when_labels_come() {
    let mut session = labelling();
    let rows = |session: &Session| format!("{:?}", session.app.reader.layout.rows());
    let before = (rows(&session), session.app.reader.top);
    session.keys("aaaA");
    assert!(!session.marks("meta").is_empty());
    assert_eq!((rows(&session), session.app.reader.top), before);
}

#[test]
fn how_far_one_is_with_an_article_is_kept_and_leads_to_the_next_one() {
    let mut session = labelling();
    assert_eq!(state(&session, "meta"), Some(LabellingState::Seen));
    session.keys("D");
    assert_eq!(state(&session, "meta"), Some(LabellingState::Done));
    assert_eq!(
        session.app.reader.wanted.as_ref().unwrap().as_str(),
        "rival"
    );
    assert_eq!(session.app.scope(), Scope::Labelling);
    assert_eq!(session.lit(), "$40B");
    session.keys("X");
    assert_eq!(state(&session, "rival"), Some(LabellingState::Skipped));
    session.keys("D");
    assert_eq!(session.message(), "No more articles to label");
    session.keys("uu");
    assert_eq!(state(&session, "rival"), Some(LabellingState::Seen));
    session.keys("<Esc><Esc>gg]u");
    assert_eq!(session.app.list.cursor, 1, "meta is done");
}

#[test]
fn what_was_done_is_not_forgotten_when_it_is_seen_again() {
    let mut session = labelling();
    session.keys("D");
    let mut session = session.restarted();
    session.keys("lA");
    assert_eq!(state(&session, "meta"), Some(LabellingState::Done));
}

#[test]
fn sentences_without_a_label_are_walked() {
    let mut session = Session::with(&news());
    session.keys("l}cg<Esc>gg]u");
    assert!(session.at_cursor().starts_with("Analysts had"));
    session.keys("[u");
    assert!(session.at_cursor().starts_with("Meta raises"));
}

#[test]
fn a_selection_grows_from_the_word_to_the_text_and_shrinks_again() {
    let mut session = Session::with(&news());
    session.keys("l}www+");
    assert_eq!(session.selected(), "37B");
    let mut seen = Vec::new();
    for _ in 0..3 {
        session.keys("+");
        seen.push(session.selected().to_owned());
    }
    assert_eq!(seen[..2], ["$37B".to_owned(), CLAIM.to_owned()]);
    assert!(seen[2].starts_with(CLAIM) && seen[2].ends_with("here."));
    session.keys("--");
    assert_eq!(session.selected(), "$37B");
    session.keys("--");
    assert_eq!(session.app.scope(), Scope::Reader);
}

#[test]
fn words_are_picked_by_the_letters_of_the_first_and_the_last() {
    let mut session = Session::with(&news());
    session.keys("lf");
    let letters = |session: &Session, words: &str| -> String {
        let Some(Layer::Hints(hints)) = session.app.layers.last() else {
            panic!("no letters");
        };
        let text = &session.app.reader.article().unwrap().article.text;
        let found = hints.hints.iter().find(|(_, span)| span.of(text) == words);
        found.unwrap().0.clone()
    };
    let first = letters(&session, "expected");
    session.keys(&first);
    let last = letters(&session, "less");
    assert_eq!(last.len(), 1, "near words have one letter");
    session.keys(&last).keys("o");
    assert_eq!(session.marks("meta"), ["expected less|opinion|||"]);
}

#[test]
fn all_the_same_phrases_are_labelled_after_a_look() {
    let text = "Capex grows. Some call capex a bet; the capexes of others fell.\n\nNo capex, no growth. A capex plan.";
    let mut session = Session::with(&[Story::new("a", "Capex", text)]);
    session.keys("lwwww").keys("+");
    assert_eq!(session.selected(), "capex");
    session.keys("co*");
    let Some(Layer::Same(same)) = session.app.layers.last() else {
        panic!("no list");
    };
    assert_eq!(same.places.len(), 2, "whole words in the same case");
    session.keys("j<Space><Enter>");
    assert_eq!(session.marks("a"), ["capex|opinion|||", "capex|opinion|||"]);
    session.keys("u");
    assert_eq!(session.marks("a").len(), 1);
}

#[test]
fn a_scheme_asks_its_own_verdicts_and_attributes_and_shows_its_guidelines() {
    let mut session = Session::with(&news());
    let fever = labels::preset("fever").unwrap().unwrap();
    session.happens(Event::SchemeLoaded(Box::new(fever)));
    session.keys("l}c?");
    let Some(Layer::Labels(palette)) = session.app.layers.last() else {
        panic!("no palette");
    };
    assert!(palette.guidelines);
    session.keys("xe");
    assert!(session.app.layers.is_empty(), "evidence has no verdicts");
    session.keys(")ccr");
    assert_eq!(
        session.marks("meta"),
        [
            format!("{CLAIM}|evidence|||"),
            "Analysts had expected less.|claim|REFUTES||".to_owned()
        ]
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    let text = "[[label]]\nname='claim'\nkey='c'\n[[label.attribute]]\nname='certainty'\nvalues=['high','low']";
    std::fs::write(&file, text).unwrap();
    let (mine, _) = labels::load(&file).unwrap();
    session.happens(Event::SchemeLoaded(Box::new(mine)));
    session.keys("(ccl");
    assert_eq!(
        session.marks("meta")[0],
        format!("{CLAIM}|claim||#certainty=low|")
    );
}

#[test]
fn a_label_that_the_scheme_does_not_know_is_kept_and_shown() {
    let mut session = Session::with(&news());
    session.keys("l}cg<Esc>");
    let other = labels::preset("claimbuster").unwrap().unwrap();
    session.happens(Event::SchemeLoaded(Box::new(other)));
    session.keys("aWhy?<C-s>");
    assert_eq!(session.marks("meta"), [format!("{CLAIM}|figure|||Why?")]);
    assert_eq!(session.app.reader.marks.len(), 1);
}
