//! Adjudication at the keyboard: two people label the same articles, a third decides where they differ.

use crate::session::{Session, Story, WIDE, news};
use pressmark::app::keys::command::Command;
use pressmark::app::keys::scope::Scope;
use pressmark::app::layer::Layer;
use pressmark::app::marks::adjudicate::Adjudication;
use pressmark::desk::{Format, Marks};
use pressmark::model::query::{Filter, Thing};
use pressmark::model::{About, Annotation, CaseState, Outcome, Query, SafeText};
use std::path::Path;

/// Ann and Bob label the first article: one thing alike, and three things not.
fn marked_twice() -> Session {
    let mut session = Session::with(&news());
    session.as_person("ann", "l}cg<Esc>)cf<Esc>}co<Esc>");
    session.as_person("bob", "gg}cp<Esc>)cf<Esc>}}cf<Esc>");
    session.keys("<Esc><Esc>");
    session
}

fn view(session: &Session) -> &Adjudication {
    let mut layers = session.app.layers.iter();
    let found = layers.find_map(|layer| match layer {
        Layer::Adjudication(view) => Some(view),
        _ => None,
    });
    found.expect("the view is open")
}

/// What the case under the cursor is about, and what each version says.
fn case(session: &Session) -> (Option<About>, Vec<String>) {
    let case = view(session).current().expect("a case");
    let said = case.versions.iter().map(|version| {
        let people = version.people();
        let people: Vec<&str> = people.into_iter().map(SafeText::as_str).collect();
        let label = version.mark().and_then(|mark| mark.body.label.clone());
        let words = version.lit.of(&case.excerpt);
        format!("{} {} {words}", people.join("+"), label.unwrap_or_default())
    });
    (case.about, said.collect())
}

fn gold_marks(session: &Session) -> Vec<Annotation> {
    let query = Query {
        filter: Filter::Has(Thing::Gold),
        ..Query::default()
    };
    let notes = session.library.notes(&query, 0, 999).unwrap().rows;
    notes.into_iter().map(|note| note.annotation).collect()
}

/// The gold layer, sorted: words, label and outcome.
fn gold(session: &Session) -> Vec<String> {
    let mut gold: Vec<String> = gold_marks(session)
        .into_iter()
        .map(|gold| {
            let label = gold.body.label.unwrap_or_default();
            let outcome = gold.body.decision.unwrap().outcome.name();
            format!("{} {label} {outcome}", gold.target.unwrap().quote)
        })
        .collect();
    gold.sort();
    gold
}

const CLAIM: &str = "Meta will spend $37B on chips.";

#[test]
fn both_versions_stand_side_by_side_and_one_key_takes_one() {
    let mut session = marked_twice();
    session.keys("gj");
    assert_eq!(session.app.scope(), Scope::Adjudication);
    let cases = &view(&session).cases;
    assert_eq!((cases.open, cases.agreed, cases.decided), (3, 1, 0));
    let versions = [
        format!("ann figure {CLAIM}"),
        format!("bob forecast {CLAIM}"),
    ];
    assert_eq!(case(&session), (Some(About::Label), versions.to_vec()));
    session.keys("l");
    assert_eq!(session.message(), "Gold as bob has it; u takes it back");
    assert_eq!(gold(&session), [format!("{CLAIM} forecast chosen")]);
    let cases = &view(&session).cases;
    assert_eq!((cases.open, cases.decided, cases.page.total), (2, 1, 2));
    assert_eq!(case(&session).0, Some(About::Missing), "on to the next one");
    session.keys("u");
    assert_eq!(gold(&session), [""; 0]);
    assert_eq!(view(&session).cases.open, 3);
    session.is_well();
}

#[test]
fn both_neither_and_the_side_where_nothing_stands() {
    let mut session = marked_twice();
    session.keys("gjb");
    assert_eq!(
        gold(&session),
        [
            format!("{CLAIM} figure both"),
            format!("{CLAIM} forecast both")
        ]
    );
    session.keys("lx");
    assert_eq!(gold(&session).len(), 2, "to mark nothing is no gold mark");
    assert_eq!(view(&session).cases.open, 0);
    session.keys("uuu");
    assert_eq!(view(&session).cases.open, 3, "three decisions, three steps");
    session.is_well();
}

#[test]
fn what_all_agree_on_is_taken_at_once_and_taken_back_at_once() {
    let mut session = marked_twice();
    session.keys("gjA");
    assert_eq!(
        session.message(),
        "1 case on which all agree is gold now; u takes it back"
    );
    assert_eq!(gold(&session), ["Analysts had expected less. fact agreed"]);
    let cases = &view(&session).cases;
    assert_eq!((cases.open, cases.agreed, cases.decided), (3, 0, 1));
    // One by one as well.
    session.keys("uo");
    assert_eq!(view(&session).shown, CaseState::Agreed);
    session.keys("a");
    assert_eq!(gold(&session), ["Analysts had expected less. fact agreed"]);
    session.keys("oh");
    assert_eq!(view(&session).shown, CaseState::Decided);
    assert_eq!(gold(&session).len(), 1, "decided once more, it is one mark");
}

#[test]
fn other_ends_and_another_label_start_from_the_left_version() {
    let mut session = marked_twice();
    session.keys("gje");
    assert_eq!(session.app.scope(), Scope::Picking);
    assert_eq!(session.selected(), CLAIM);
    session.keys("<Esc>");
    assert_eq!(gold(&session), [""; 0], "given up");
    assert_eq!(session.app.scope(), Scope::Adjudication);
    session.keys("eb<Enter>");
    assert_eq!(session.app.scope(), Scope::Adjudication);
    assert_eq!(gold(&session), ["Meta will spend $37B on c figure edited"]);
    session.keys("u");
    assert_eq!(gold(&session), [""; 0]);
    // A label with its verdict is one step.
    session.keys("ggcor<Esc>");
    assert_eq!(gold(&session), [format!("{CLAIM} opinion edited")]);
    assert_eq!(
        gold_marks(&session)[0].body.verdict.as_deref(),
        Some("refuted")
    );
    session.keys("gj").keys("u");
    assert_eq!(gold(&session), [""; 0]);
    session.is_well();
}

#[test]
fn what_is_left_to_decide_is_there_after_a_restart() {
    let mut session = marked_twice();
    session.keys("gjh");
    let mut session = session.restarted();
    session.keys("gj");
    assert_eq!(view(&session).cases.open, 2);
    assert_eq!(case(&session).0, Some(About::Missing));
    session.keys("u");
    assert_eq!(view(&session).cases.open, 3);
}

#[test]
fn a_decision_opens_again_when_a_mark_under_it_changes() {
    let mut session = marked_twice();
    session.keys("gjl<Esc>");
    session.as_person("bob", "lgg}co<Esc>");
    session.keys("<Esc><Esc>gj");
    let why = |session: &Session| {
        let case = view(session).current().cloned();
        case.and_then(|case| case.reopened)
            .map(|why| why.to_string())
    };
    assert_eq!(
        why(&session).as_deref(),
        Some("bob: label forecast → opinion")
    );
    assert_eq!(view(&session).cases.reopened, 1);
    session.keys("a");
    assert_eq!(why(&session), None, "it stands, and so is decided");
    assert_eq!(gold(&session), [format!("{CLAIM} forecast chosen")]);
}

#[test]
fn who_annotates_blind_is_shown_no_cases() {
    let mut session = marked_twice();
    session.keys("gbgj");
    assert_eq!(session.app.scope(), Scope::List);
    assert!(session.message().contains("blind"), "{}", session.message());
}

#[test]
fn enter_goes_to_the_words_and_an_article_has_its_own_cases() {
    let mut session = marked_twice();
    session.keys("gj<Enter>");
    assert!(session.at_cursor().starts_with(CLAIM));
    session.keys("gj");
    assert_eq!(view(&session).filter, "id:meta");
    session.keys("<Esc><Esc>jlgj");
    assert_eq!(view(&session).cases.page.total, 0);
}

/// Two people label the bundled articles by their own habits, a third decides everything; the gold layer goes out and
/// comes back into a library that has lost it.
#[test]
fn two_people_label_the_samples_and_the_gold_layer_is_kept() {
    let samples = [
        "meta-guidance-july-key-facts.txt",
        "interview-grid-planner.txt",
        "ai-spending-faq.txt",
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let mut session = Session::importing(WIDE, samples.map(|name| folder.join(name)).to_vec());
    for row in 0..samples.len() {
        let at = "j".repeat(row);
        session.keys(&format!("<Esc><Esc><Esc><Esc>gg{at}"));
        // Ann takes what is offered, and all that is on the screen.
        session.as_person("ann", "lAaaaA<Esc>");
        // Bob looks at every other candidate, and calls some of them otherwise.
        session.as_person("bob", "ggAa<Space>aco<Esc>a<Space>acp<Esc>aaa<Esc>");
    }
    session.keys("<Esc><Esc><Esc>gj");
    let cases = &view(&session).cases;
    let (open, agreed) = (cases.open, cases.agreed);
    assert!(open > 9 && agreed > 3, "{open} open, {agreed} agreed");
    session.keys("A");
    // Left, right, both where there are two versions, else nothing.
    let mut turn = 0;
    while let Some(case) = view(&session).current() {
        let both = if case.versions.len() > 1 { "b" } else { "x" };
        let key = ["h", "l", both][turn % 3];
        session.keys(key);
        turn += 1;
    }
    assert_eq!(turn, open, "each case takes one key");
    let cases = &view(&session).cases;
    assert_eq!((cases.open, cases.agreed), (0, 0));
    assert_eq!(cases.decided, open + agreed);
    let decided = gold(&session);
    let sources = |gold: &Annotation| gold.body.decision.as_ref().unwrap().sources.len();
    assert!(gold_marks(&session).iter().all(|gold| sources(gold) > 0));
    assert!(decided.iter().any(|gold| gold.ends_with("agreed")));
    session.is_well();

    let query = Query::default();
    let scores = session.desk().against_gold(&query).unwrap();
    assert_eq!(scores.len(), 2);
    for person in &scores {
        let exact = person.score.exact;
        assert_eq!(exact.others, decided.len(), "every gold mark counts");
        let f1 = exact.f1().unwrap();
        assert!(f1 > 0.2 && f1 < 1.0, "{}: {f1}", person.annotator);
    }
    let with_gold = Query {
        filter: Filter::Has(Thing::Gold),
        ..Query::default()
    };
    let export = |session: &mut Session| {
        let go_on = &mut || true;
        let exported = session
            .desk()
            .export_text(Format::W3c, &with_gold, Marks::Asked, go_on);
        exported.unwrap()
    };
    let (text, count) = export(&mut session);
    assert_eq!(count, decided.len());
    // All decisions are taken back, and come again from the file; that nothing is to be marked does not stand in it.
    for _ in 0..=turn {
        session.keys("u");
    }
    assert_eq!(gold(&session), [""; 0]);
    let delivery = Format::W3c.read(text.as_bytes()).unwrap();
    session.desk().take(&delivery, false).unwrap();
    assert_eq!(gold(&session), decided);
    assert_eq!(export(&mut session).0, text);
    let neither =
        |gold: &Annotation| gold.body.decision.as_ref().unwrap().outcome == Outcome::Neither;
    assert!(!gold_marks(&session).iter().any(neither));
    assert_eq!(session.desk().against_gold(&query).unwrap().len(), 2);
    session.is_well();
}

#[test]
fn an_article_that_nobody_else_marked_has_no_cases() {
    let mut session = Session::with(&[Story::new("one", "One", "Only one. Nobody else.")]);
    session.keys("lcf<Esc><Esc><Esc>gj");
    let cases = &view(&session).cases;
    assert_eq!(cases.page.total + cases.agreed + cases.decided, 0);
}

#[test]
fn the_program_can_begin_with_the_cases_of_an_article() {
    let view_of = |query: &str| {
        let command = (Command::Adjudicate, query.to_owned());
        let session = marked_twice().restarted_with(Some(command));
        assert_eq!(session.app.scope(), Scope::Adjudication);
        view(&session).cases.open
    };
    assert_eq!(
        (view_of("id:meta"), view_of("id:none"), view_of("")),
        (3, 0, 3)
    );
}

#[test]
fn a_window_of_cases_costs_the_articles_that_fill_it() {
    let mut session = marked_twice();
    let mut cases = |count: usize, whole: bool| {
        let query = Query::default();
        let cases = session
            .desk()
            .cases(&query, CaseState::Open, 0, count, whole);
        let cases = cases.unwrap();
        (cases.page.rows.len(), cases.counted, cases.agreed)
    };
    assert_eq!(cases(1, true), (1, true, 1));
    assert_eq!(cases(9, false), (3, true, 1));
    // All stand in one article, which is looked at as a whole.
    assert_eq!(cases(1, false), (1, true, 1));
}
