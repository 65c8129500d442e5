//! Judging facts in the panel: rejecting, taking back, correcting, making a claim.

use crate::session::{Session, Story, news};
use pressmark::app::Focus;
use pressmark::app::facts::value;
use pressmark::app::layer::Layer;
use pressmark::app::panel::Part;
use pressmark::model::{ArticleId, Motivation};

/// The rows of the panel, without their indentation.
fn panel(session: &Session) -> Vec<&str> {
    let rows = session.app.panel.rows.iter();
    rows.map(|row| row.text.trim())
        .filter(|text| !text.is_empty())
        .collect()
}

fn shows(session: &Session, words: &str) -> bool {
    panel(session).iter().any(|row| row.contains(words))
}

fn motivations(session: &Session, id: &str) -> Vec<Motivation> {
    let all = session
        .library
        .annotations_of(&ArticleId::named(id))
        .unwrap();
    all.iter()
        .map(|placed| placed.annotation.motivation)
        .collect()
}

#[test]
fn x_rejects_a_key_fact_and_x_under_rejected_takes_it_back() {
    let mut session = Session::with(&news());
    session.keys("lgfgg");
    assert_eq!(session.row("meta").facts, 1);
    session.keys("x");
    assert!(
        session.message().starts_with("Rejected"),
        "{}",
        session.message()
    );
    assert_eq!(motivations(&session, "meta"), [Motivation::Moderating]);
    assert_eq!(session.row("meta").facts, 0);
    assert_eq!(session.row("meta").notes, 0, "a rejection is no note");
    assert_eq!(panel(&session), ["Rejected", "⋯ 1 rejected"]);
    session.keys("<Esc>gg]f");
    assert_eq!(session.lit(), "", "no motion leads to it");
    session.keys("gf");
    session.keys("<Enter>");
    assert!(shows(&session, "Meta will spend $37B on chips."));
    let struck = session
        .app
        .panel
        .rows
        .iter()
        .filter(|row| row.part == Part::Rejected);
    assert_eq!(struck.count(), 1);
    session.keys("x");
    assert!(motivations(&session, "meta").is_empty());
    assert_eq!(panel(&session)[0], "Key facts");
    assert_eq!(session.row("meta").facts, 1);
}

#[test]
fn a_rejection_is_shown_before_it_is_on_the_disk_and_one_undo_takes_it_back() {
    let mut session = Session::with(&news());
    session.keys("lgfgg");
    session.slow = true;
    session.keys("x<Enter>");
    assert!(shows(&session, "● not yet saved"));
    session.slow = false;
    session.catch_up();
    assert!(!shows(&session, "●"));
    session.keys("u");
    assert_eq!(
        session.message(),
        "Undo: rejection of a fact in “Meta raises its forecast”"
    );
    assert_eq!(panel(&session)[0], "Key facts");
    session.keys("<C-r>");
    assert_eq!(panel(&session)[0], "Rejected");
    let session = session.restarted();
    assert_eq!(session.row("meta").facts, 0);
}

#[test]
fn the_figures_of_a_key_fact_are_rejected_one_by_one_once_it_is_unfolded() {
    let mut stories = news();
    stories[0].text += "\n\nIt spent $20B before and $30B then.";
    let mut session = Session::with(&stories);
    let id = ArticleId::named("meta");
    session.keys("lgfgg");
    let items = session.app.panel.items.len();
    session.keys("za");
    assert_eq!(session.app.panel.items.len(), items + 1);
    session.keys("j");
    assert_eq!(session.lit(), "$37B");
    session.keys("x");
    // Nothing is left of the sentence.
    assert!(!shows(&session, "Meta will spend"));
    let facts = session.library.article(&id).unwrap().facts;
    assert_eq!(facts.standing().count(), 2);
    session.keys("u");
    assert!(shows(&session, "Meta will spend"));
}

#[test]
fn a_rejected_fact_is_gone_from_the_ledger() {
    let mut session = Session::with(&news());
    let rows = |session: &Session| {
        let Some(Layer::Ledger(ledger)) = session.app.layers.last() else {
            panic!("no ledger");
        };
        ledger.page.total
    };
    session.keys("lgl");
    assert_eq!(rows(&session), 2);
    session.keys("<Esc>gfggxgl");
    assert_eq!(rows(&session), 1);
}

#[test]
fn a_makes_a_fact_a_claim_with_the_label_that_fits() {
    let mut session = Session::with(&news());
    session.keys("lgfgga");
    assert!(matches!(session.app.layers.last(), Some(Layer::Labels(_))));
    session.keys("<Enter>s");
    assert_eq!(
        session.marks("meta"),
        ["Meta will spend $37B on chips.|figure|supported||"]
    );
    assert!(
        shows(&session, "claim: figure · supported"),
        "{:?}",
        panel(&session)
    );
    // Another label is one key as well, and the same words stay one mark.
    session.keys("ap<Esc>");
    assert_eq!(session.marks("meta").len(), 1);
    assert!(shows(&session, "claim: forecast"));
}

#[test]
fn a_note_on_a_fact_and_keys_bound_for_the_whole_panel_still_work() {
    let mut session = Session::with(&news());
    session.keys("lgfggnFrom the report<C-s>");
    assert_eq!(
        session.marks("meta"),
        ["Meta will spend $37B on chips.||||From the report"]
    );
}

#[test]
fn a_rejection_stays_when_the_text_changes() {
    let mut session = Session::with(&news());
    session.keys("lgfggx");
    let newer = Story::new(
        "meta",
        "Meta raises its forecast",
        "# Meta raises its forecast\n\nUpdated on Monday.\n\nMeta will spend $37B on chips. It had $9B.",
    );
    session.comes_again(&newer);
    assert_eq!(session.row("meta").facts, 1);
    session.keys("<Esc><Esc>lgf");
    assert!(
        !panel(&session)
            .iter()
            .any(|row| row.starts_with("$ Meta will"))
    );
    assert!(shows(&session, "1 rejected") && shows(&session, "It had $9B."));
}

#[test]
fn what_is_no_fact_is_not_judged() {
    let mut session = Session::with(&[Story::new("plain", "Plain", "Nothing is said here.")]);
    session.keys("lgfx");
    assert_eq!(session.message(), "No fact here");
    session.keys("a");
    assert_eq!(session.message(), "No fact here");
    assert!(
        session
            .library
            .annotations_of(&ArticleId::named("plain"))
            .unwrap()
            .is_empty()
    );
}

fn values(session: &Session, id: &str) -> Vec<String> {
    let facts = session
        .library
        .article(&ArticleId::named(id))
        .unwrap()
        .facts;
    let told = facts
        .standing()
        .map(|(_, fact)| value::describe_value(&fact.value));
    told.collect()
}

#[test]
fn e_corrects_a_value_in_words_and_says_what_it_understood_while_one_types() {
    let mut session = Session::with(&news());
    session.keys("lgfgge");
    assert_eq!(
        prompt(&session),
        ("$37B".to_owned(), Ok("37 bn USD".to_owned()))
    );
    session.keys("<C-u>about");
    assert!(
        prompt(&session)
            .1
            .unwrap_err()
            .starts_with("no sum of money")
    );
    session.keys("<Enter>");
    assert!(
        session.message().starts_with("no sum of money"),
        "{}",
        session.message()
    );
    session.keys("<C-u>between $66 billion and $72 billion");
    assert_eq!(prompt(&session).1, Ok("66–72 bn USD".to_owned()));
    session.keys("<Enter>");
    assert_eq!(values(&session, "meta"), ["66–72 bn USD"]);
    assert!(shows(&session, "66–72 bn USD"));
    assert!(
        shows(&session, "corrected by you · was 37 bn USD"),
        "{:?}",
        panel(&session)
    );
    assert_eq!(motivations(&session, "meta"), [Motivation::Editing]);
    // Again, over the first correction; then as it was found, which leaves none.
    session.keys("e<C-u>70<Enter>");
    assert_eq!(values(&session, "meta"), ["70 USD"]);
    assert_eq!(motivations(&session, "meta").len(), 1);
    session.keys("e<C-u>$37B<Enter>");
    assert_eq!(values(&session, "meta"), ["37 bn USD"]);
    assert!(motivations(&session, "meta").is_empty());
    session.keys("uu");
    assert_eq!(values(&session, "meta"), ["66–72 bn USD"]);
    session.keys("u");
    assert_eq!(values(&session, "meta"), ["37 bn USD"]);
}

#[test]
fn what_is_typed_says_of_what_kind_a_fact_is() {
    let mut session = Session::with(&news());
    session.keys("lgfgge<C-u>12%");
    assert_eq!(prompt(&session).1, Ok("12 %".to_owned()));
    session.keys("<Enter>");
    assert_eq!(values(&session, "meta"), ["12 %"]);
    assert!(shows(&session, "% 12 %") && shows(&session, "was 37 bn USD"));
    // It is still the one fact: corrected once more, rejected, and as it was found.
    session.keys("e<C-u>$40B<Enter>");
    assert_eq!(values(&session, "meta"), ["40 bn USD"]);
    assert_eq!(motivations(&session, "meta"), [Motivation::Editing]);
    session.keys("e<C-u>12%<Enter>x");
    assert!(values(&session, "meta").is_empty());
    session.keys("uuu");
    assert_eq!(values(&session, "meta"), ["12 %"]);
}

/// What stands in the prompt, and what it understood.
fn prompt(session: &Session) -> (String, Result<String, String>) {
    let Some(Layer::Correct(correction)) = session.app.layers.last() else {
        panic!("nothing is being corrected");
    };
    let reading = correction.reading.as_ref();
    let told = reading.map(|(_, value)| value::describe_value(value));
    let told = told.map_err(Clone::clone);
    (correction.line.text().to_owned(), told)
}

#[test]
fn the_words_of_a_fact_are_selected_in_the_text() {
    let mut session = Session::with(&news());
    session.keys("lgfgge<Tab>");
    assert_eq!(session.selected(), "$37B");
    assert_eq!(session.app.focus, Focus::Reader);
    // Back without other words, and forth again.
    session.keys("<Esc>");
    assert_eq!(prompt(&session).0, "$37B");
    session.keys("<Tab>obbo<Enter>");
    let Some(Layer::Correct(correction)) = session.app.layers.last() else {
        panic!("nothing is being corrected");
    };
    assert_eq!(correction.words.as_str(), "will spend $37B");
    session.keys("<Enter>");
    let annotations = session
        .library
        .annotations_of(&ArticleId::named("meta"))
        .unwrap();
    let target = annotations[0].annotation.target.as_ref().unwrap();
    assert_eq!(target.quote.as_str(), "will spend $37B");
    assert_eq!(values(&session, "meta"), ["37 bn USD"]);
    assert!(
        shows(&session, "corrected by you · was $37B"),
        "{:?}",
        panel(&session)
    );
    session.keys("u");
    assert!(motivations(&session, "meta").is_empty());
}

#[test]
fn words_that_have_nothing_of_the_fact_are_refused() {
    let mut session = Session::with(&news());
    session.keys("lgfgge<Tab><Esc><Esc>");
    assert_eq!(session.app.focus, Focus::Panel);
    session.keys("e<Tab>)o)h<Enter>");
    assert!(
        session.message().starts_with("None of the words"),
        "{}",
        session.message()
    );
    assert!(motivations(&session, "meta").is_empty());
}

#[test]
fn a_correction_is_in_the_ledger_and_stays_when_the_text_changes() {
    let mut session = Session::with(&news());
    session.keys("lgfgge<C-u>$52B<Enter>gl");
    let Some(Layer::Ledger(ledger)) = session.app.layers.last() else {
        panic!("no ledger");
    };
    let row = ledger
        .page
        .rows
        .iter()
        .find(|row| row.article.as_str() == "meta")
        .unwrap();
    assert_eq!(value::describe_value(&row.fact.value), "52 bn USD");
    assert_eq!(
        row.was.as_ref().map(value::describe_value).as_deref(),
        Some("37 bn USD")
    );
    assert_eq!(row.text.as_str(), "$37B");
    session.comes_again(&Story::new(
        "meta",
        "Meta raises its forecast",
        "# Meta raises its forecast\n\nUpdated. Meta will spend $37B on chips.",
    ));
    assert_eq!(values(&session, "meta"), ["52 bn USD"]);
}
