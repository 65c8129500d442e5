//! Where one was: the place in each article, the letters and the jump list outlive the program.

use crate::session::{Session, Story, at, news};
use pressmark::app::effect::Effect;
use pressmark::app::event::{Deadline, Event};

/// A long article with numbered paragraphs.
fn long(changed: &str) -> Story {
    let paragraphs =
        (0..80).map(|n| format!("{changed}Paragraph {n} says what number {n} has to say."));
    let text: Vec<String> = paragraphs.collect();
    Story::new("long", "A long article", &text.join("\n\n"))
}

fn reading() -> Session {
    let other = Story::new("other", "Another article", "One sentence. Another one.");
    Session::with(&[long(""), other])
}

/// Kept, as when the program ends, and started again.
fn again(mut session: Session) -> Session {
    session.after(Deadline::Bookmarks);
    session.restarted()
}

fn keeps(session: &mut Session) -> usize {
    let effects = session
        .app
        .update(Event::Deadline(Deadline::Bookmarks), at(0));
    let keeping = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::KeepBookmarks(_)));
    keeping.count()
}

#[test]
fn reading_goes_on_at_the_same_words_in_another_window() {
    let mut session = reading();
    session.keys("<Enter>40}");
    assert!(session.at_cursor().starts_with("Paragraph 40"));
    session.happens(Event::Resize(60, 12));
    let mut session = again(session);
    session.keys("<Enter>");
    assert!(session.at_cursor().starts_with("Paragraph 40"));
    let reader = &session.app.reader;
    let row = reader.place().0;
    assert!(
        reader.top < row && row < reader.top + 10,
        "with what comes before it"
    );
    // What was read to the end before is not taken for another article's place.
    session.keys("qj<Enter>");
    assert!(session.at_cursor().starts_with("One sentence"));
}

#[test]
fn reading_goes_on_at_the_same_words_of_a_newer_text() {
    let mut session = reading();
    session.keys("<Enter>40}").after(Deadline::Bookmarks);
    session.comes_again(&long("Corrected. "));
    assert!(
        session.at_cursor().starts_with("Paragraph 40"),
        "while it is open"
    );
    let mut session = session.restarted();
    session.comes_again(&long("Corrected again, and once more. "));
    session.keys("<Enter>");
    assert!(session.at_cursor().starts_with("Paragraph 40"));
}

#[test]
fn letters_and_the_jump_list_are_there_the_next_time() {
    let mut session = reading();
    session.keys("<Enter>10}mx20}").keys("Ggg").keys("q");
    let mut session = again(session);
    session.comes_again(&long("Corrected. "));
    session.keys("'x");
    assert!(session.at_cursor().starts_with("Paragraph 10"));
    session.keys("q<C-o>");
    assert!(session.at_cursor().starts_with("Paragraph 10"));
    // The beginning, the end, and where the count had led.
    session.keys("<C-o><C-o><C-o>");
    assert!(session.at_cursor().starts_with("Paragraph 30"));
    session.keys("'y");
    assert_eq!(session.message(), "Mark y is not set");
}

#[test]
fn nothing_is_kept_of_an_article_that_was_only_looked_at_and_nothing_twice() {
    let mut session = reading();
    session.keys("jk<Enter>");
    assert_eq!(keeps(&mut session), 0);
    session.keys("jjjjjj");
    assert_eq!(keeps(&mut session), 1);
    assert_eq!(keeps(&mut session), 0);
}

#[test]
fn the_marks_that_are_set_are_told_while_a_letter_is_waited_for() {
    let mut session = Session::with(&news());
    session.keys("'");
    assert!(session.message().starts_with("No mark is set"));
    session.keys("lmbwmaq'");
    assert_eq!(session.message(), "To the mark: a b");
    session.keys("b");
    assert!(session.at_cursor().starts_with("Meta raises"));
    session.keys("m");
    assert_eq!(session.message(), "A letter for the mark; set: a b");
}
