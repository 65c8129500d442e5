//! Labels, verdicts, notes, tags, drafts; edit, delete, undo, redo, also after a restart.

use crate::session::{Session, news};
use pressmark::app::event::{Deadline, Event};
use pressmark::app::layer::Layer;

const CLAIM: &str = "Meta will spend $37B on chips.";

fn at_claim() -> Session {
    let mut session = Session::with(&news());
    session.keys("l}");
    session
}

#[test]
fn two_keys_label_the_sentence_under_the_cursor() {
    let mut session = at_claim();
    session.keys("cg");
    assert_eq!(session.marks("meta"), [format!("{CLAIM}|figure|||")]);
}

#[test]
fn a_verdict_is_one_more_key_and_goes_with_the_same_undo() {
    let mut session = at_claim();
    session.keys("cgd");
    assert_eq!(
        session.marks("meta"),
        [format!("{CLAIM}|figure|disputed||")]
    );
    session.keys("u");
    assert!(session.marks("meta").is_empty());
    session.keys("<C-r>");
    assert_eq!(
        session.marks("meta"),
        [format!("{CLAIM}|figure|disputed||")]
    );
}

#[test]
fn any_other_key_after_a_label_means_what_it_always_means() {
    let mut session = at_claim();
    session.keys("cg)cf");
    assert_eq!(
        session.marks("meta"),
        [
            format!("{CLAIM}|figure|||"),
            "Analysts had expected less.|fact|||".to_owned()
        ]
    );
}

#[test]
fn label_note_and_tag_make_one_mark() {
    let mut session = at_claim();
    session.keys("cgaCheck with the filing<Enter>second line<C-s>tbudget<Enter>");
    assert_eq!(
        session.marks("meta"),
        [format!(
            "{CLAIM}|figure||#budget|Check with the filing\nsecond line"
        )]
    );
    assert_eq!(session.row("meta").notes, 1);
}

#[test]
fn marks_may_overlap() {
    let mut session = at_claim();
    session.keys("viqcg<Esc>visco");
    assert_eq!(session.marks("meta").len(), 2);
}

#[test]
fn the_dot_labels_the_next_sentence_alike() {
    let mut session = at_claim();
    session.keys("cgs).");
    assert_eq!(
        session.marks("meta")[1],
        "Analysts had expected less.|figure|supported||"
    );
}

#[test]
fn escape_keeps_a_draft_and_the_editor_goes_on_with_it() {
    let mut session = at_claim();
    session.keys("aHalf a thou<Esc>");
    assert!(session.marks("meta").is_empty());
    assert_eq!(session.drafts()[0].text, "Half a thou");
    let mut session = session.restarted();
    session.keys("l}aght<C-s>");
    assert_eq!(
        session.marks("meta"),
        [format!("{CLAIM}||||Half a thought")]
    );
    assert!(session.drafts().is_empty(), "a saved draft is dropped");
}

#[test]
fn a_draft_belongs_to_the_mark_that_its_words_became() {
    let mut session = at_claim();
    session.keys("aHalf<Esc>cg<Esc>a way<C-s>");
    assert_eq!(
        session.marks("meta"),
        [format!("{CLAIM}|figure|||Half way")]
    );
    assert!(session.drafts().is_empty());
}

#[test]
fn typed_text_is_written_down_when_the_hand_rests() {
    let mut session = at_claim();
    session.keys("aSlow").after(Deadline::Draft);
    assert_eq!(session.drafts()[0].text, "Slow");
    session.happens(Event::Paste("ly\u{1b}[31m".into()));
    session.after(Deadline::Draft);
    assert_eq!(session.drafts()[0].text, "Slowly␛[31m");
}

#[test]
fn a_dropped_draft_comes_back_with_undo() {
    let mut session = at_claim();
    session.keys("aHalf<Esc>:discard<Enter>");
    assert!(session.drafts().is_empty());
    session.keys("u");
    assert_eq!(session.drafts()[0].text, "Half");
}

#[test]
fn quitting_with_a_draft_asks_first() {
    let mut session = at_claim();
    session.keys("aHalf<Esc>Q");
    assert!(!session.left);
    session.keys("n");
    assert!(!session.left);
    session.keys("Qy");
    assert!(session.left);
}

#[test]
fn a_note_on_the_whole_article_stands_first() {
    let mut session = at_claim();
    session.keys("cg<Esc>gaGood piece<C-s>");
    assert_eq!(
        session.marks("meta"),
        ["*||||Good piece".to_owned(), format!("{CLAIM}|figure|||")]
    );
}

#[test]
fn marks_are_edited_and_deleted_in_the_panel() {
    let mut session = at_claim();
    session.keys("cg<Esc>gneBecause<C-s>");
    assert_eq!(session.marks("meta"), [format!("{CLAIM}|figure|||Because")]);
    session.keys("cf<Esc>");
    assert_eq!(session.marks("meta"), [format!("{CLAIM}|fact|||Because")]);
    session.keys("d");
    assert!(session.marks("meta").is_empty());
    session.keys("u");
    assert_eq!(session.marks("meta").len(), 1);
    assert_eq!(session.app.reader.marks.len(), 1);
}

#[test]
fn a_mark_under_the_cursor_is_deleted_in_the_reader() {
    let mut session = at_claim();
    session.keys("cg<Esc>ww").keys("d");
    assert!(session.marks("meta").is_empty());
}

#[test]
fn undo_works_after_a_restart() {
    let mut session = at_claim();
    session.keys("cg<Esc>");
    let mut session = session.restarted();
    session.keys("u");
    assert!(session.marks("meta").is_empty());
    session.keys("<C-r>");
    assert_eq!(session.marks("meta").len(), 1);
}

#[test]
fn notes_are_walked_in_the_text() {
    let mut session = at_claim();
    session.keys("cg<Esc>").keys("gg]n");
    assert_eq!(session.lit(), CLAIM);
    session.keys("aNoted<C-s>");
    assert_eq!(session.marks("meta"), [format!("{CLAIM}|figure|||Noted")]);
}

#[test]
fn all_notes_of_the_library_are_listed_filtered_and_opened() {
    let mut session = at_claim();
    session.keys("cg<Esc>qjl}cp<Esc>gN");
    let Some(Layer::Notes(notes)) = session.app.layers.last() else {
        panic!("no view of all notes");
    };
    assert_eq!(notes.page.total, 2);
    session.keys("/label:figure<Enter>");
    let Some(Layer::Notes(notes)) = session.app.layers.last() else {
        panic!("no view of all notes");
    };
    assert_eq!(notes.page.total, 1);
    session.keys("<Enter>");
    assert_eq!(session.app.reader.wanted.as_ref().unwrap().as_str(), "meta");
    assert_eq!(session.lit(), CLAIM);
}

#[test]
fn a_mark_says_unsaved_until_it_is_on_the_disk() {
    let mut session = at_claim();
    session.slow = true;
    session.keys("cg<Esc>");
    assert!(session.app.reader.marks[0].unsaved);
    assert!(session.marks("meta").is_empty());
    assert_ne!(session.message(), "Saved");
    session.catch_up();
    assert!(!session.app.reader.marks[0].unsaved);
    assert_eq!(session.message(), "Saved");
    assert_eq!(session.marks("meta").len(), 1);
}

#[test]
fn confidence_is_raised_step_by_step_and_taken_back() {
    let mut session = at_claim();
    session.keys("=");
    assert!(session.message().contains("c labels the sentence first"));
    session.keys("cg<Esc>==gn");
    let shown = |session: &Session| {
        let rows = session.app.panel.rows.iter();
        rows.map(|row| row.text.trim().to_owned())
            .find(|text| text.starts_with("figure"))
    };
    assert_eq!(shown(&session).unwrap(), "figure · medium confidence");
    session.keys("=").keys("=");
    assert_eq!(shown(&session).unwrap(), "figure");
    session.keys("u");
    assert_eq!(shown(&session).unwrap(), "figure · high confidence");
}

#[test]
fn blind_shows_only_ones_own_marks_and_notes() {
    let mut session = Session::with(&news());
    session.keys("lga").keys("Mine.<C-s>");
    session.app.settings.annotator = "bob".into();
    session.keys("ga").keys("Bob's.<C-s>");
    let shown = |session: &Session| -> Vec<String> {
        let marks = session.app.reader.marks.iter();
        marks
            .map(|mark| mark.note.annotation.body.note.to_string())
            .collect()
    };
    assert_eq!(shown(&session).len(), 2);
    session.keys("gb");
    assert_eq!(shown(&session), ["Bob's."]);
    assert!(session.message().contains("your own"));
    session.keys("gb");
    assert_eq!(shown(&session).len(), 2);
}
