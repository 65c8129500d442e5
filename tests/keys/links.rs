//! Claims are linked: picked among the marks of the library, or the two sentences of a pair at once.

use crate::disagreements::disputed;
use crate::session::{Session, news};
use pressmark::app::Focus;
use pressmark::app::layer::Layer;
use pressmark::app::marks::link::Picker;
use pressmark::app::panel::Part;
use pressmark::model::ArticleId;

/// The claims that a link joins, and how, seen from the marks of an article.
fn links(session: &Session, article: &str) -> Vec<String> {
    let links = session
        .library
        .links_of(&ArticleId::named(article))
        .unwrap();
    let told = links.iter().map(|linked| {
        let arrow = if linked.outgoing { "→" } else { "←" };
        let target = linked.other.annotation.target.as_ref().unwrap();
        format!("{arrow} {} {}", linked.link.relation.name(), target.quote)
    });
    told.collect()
}

fn picker(session: &Session) -> &Picker {
    match session.app.layers.last() {
        Some(Layer::Picker(picker)) => picker,
        other => panic!("no picker but {other:?}"),
    }
}

/// A figure marked in one article and a claim in another one, the cursor on the first sentence of the first.
fn marked() -> Session {
    let mut session = Session::with(&news());
    session.keys("jl}cg<Esc><Esc>").keys("kl}cg<Esc>");
    session
}

#[test]
fn a_claim_is_linked_to_one_of_another_article_by_words_and_one_key() {
    let mut session = marked();
    session.keys("L");
    assert_eq!(picker(&session).marks.len(), 1, "not to itself");
    session.keys("one report<Enter>c");
    assert_eq!(
        links(&session, "meta"),
        ["→ contradicts According to one report Meta spends $40B."]
    );
    assert_eq!(
        links(&session, "rival"),
        ["← contradicts Meta will spend $37B on chips."]
    );
    assert!(session.app.layers.is_empty());
    session.keys("u");
    assert!(links(&session, "meta").is_empty());
}

#[test]
fn letters_in_their_order_find_a_mark_and_a_wrong_key_says_which_there_are() {
    let mut session = marked();
    session.keys("Lacrp");
    assert_eq!(picker(&session).marks.len(), 1);
    session.keys("<Enter>z");
    assert!(session.message().contains("s c u r i"));
    session.keys("<Esc>");
    assert!(links(&session, "meta").is_empty());
}

#[test]
fn words_without_a_mark_are_marked_with_the_link_as_one_undo() {
    let mut session = marked();
    session.keys(")L<Enter>s");
    assert_eq!(session.marks("meta").len(), 2);
    let told = links(&session, "meta");
    assert!(
        told.contains(&"→ supports Meta will spend $37B on chips.".to_owned()),
        "{told:?}"
    );
    session.keys("u");
    assert_eq!(session.marks("meta").len(), 1);
    assert!(links(&session, "meta").is_empty());
}

#[test]
fn links_are_walked_both_ways_in_the_panel() {
    let mut session = marked();
    session.keys("L<Enter>u").keys("gn");
    let rows = &session.app.panel.rows;
    let told: Vec<&str> = rows
        .iter()
        .filter(|row| row.part == Part::Link)
        .map(|row| row.text.trim())
        .collect();
    assert!(told[0].starts_with("→ updates: According to"), "{told:?}");
    session.keys("j<Enter>");
    assert_eq!(session.app.focus, Focus::Reader);
    assert_eq!(session.lit(), "According to one report Meta spends $40B.");
    session.keys("gnj<Enter>");
    assert_eq!(session.lit(), "Meta will spend $37B on chips.");
    // A link has a note, and is taken away where it stands.
    session.keys("gnggjaSince July<C-s>");
    assert!(
        session
            .app
            .panel
            .rows
            .iter()
            .any(|row| row.text.contains("Since July"))
    );
    session.keys("d");
    assert!(links(&session, "meta").is_empty());
    assert_eq!(session.marks("meta").len(), 1);
}

#[test]
fn the_two_sentences_of_a_pair_are_linked_at_once() {
    let mut session = disputed();
    session.keys("lgf<Enter>Lc");
    assert_eq!(
        links(&session, "meta"),
        ["→ contradicts According to one report Meta spends $40B."]
    );
    assert_eq!(session.marks("rival").len(), 1);
    session.keys("u");
    assert!(session.marks("meta").is_empty() && session.marks("rival").is_empty());
    // What is marked already is not marked again.
    session.keys("<C-r>Ls");
    assert_eq!(
        (session.marks("meta").len(), session.marks("rival").len()),
        (1, 1)
    );
    assert_eq!(links(&session, "meta").len(), 2);
    assert_eq!(session.library.doctor().unwrap(), Vec::<String>::new());
}

#[test]
fn the_chain_and_the_history_of_a_claim_are_shown() {
    let mut session = marked();
    session.keys("L<Enter>r").keys("gL");
    let Some(Layer::Chain(chain)) = session.app.layers.last() else {
        panic!("no chain");
    };
    assert_eq!(chain.rows.len(), 2);
    session.keys("j<Enter>");
    assert_eq!(session.lit(), "According to one report Meta spends $40B.");
    session.keys("<C-o>gn:history<Enter>");
    let shown = format!("{:?}", session.app.layers);
    assert!(
        shown.contains("made, label figure") && shown.contains("→ repeats"),
        "{shown}"
    );
    session.keys("<Esc><Esc>G}gL");
    assert!(session.message().contains("No mark here"));
}
