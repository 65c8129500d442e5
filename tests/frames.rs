//! What the screen costs: few frames after many keys, and nothing at all while nobody touches it.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test stops where something is missing"
)]

#[path = "support/terminal.rs"]
mod terminal;

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "keys/session.rs"]
mod session;

use pressmark::app::event::Deadline;
use session::Session;
use std::fs;
use std::process::Command;
use std::time::Instant;
use terminal::{PATIENCE, PROGRAM, Terminal};

/// The work of another program that lasts some tenths of a second.
fn something_else() {
    for _ in 0..100 {
        let run = Command::new(PROGRAM).arg("--version").output().unwrap();
        assert!(run.status.success());
    }
}

/// Waits until the program did nothing while another one worked.
fn rests(terminal: &Terminal) {
    let began = Instant::now();
    loop {
        let before = (terminal.wakes(), terminal.written());
        something_else();
        if (terminal.wakes(), terminal.written()) == before {
            return;
        }
        assert!(began.elapsed() < PATIENCE, "it never rests");
    }
}

/// A folder with a library of so many articles.
fn library(articles: usize) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let items = (1..=articles).map(|number| {
        format!(
            "<item><guid>{number}</guid><title>Report {number}</title>\
             <description>The price of lot {number} rose by {number}% in May 2026.</description></item>"
        )
    });
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Reports</title>{}</channel></rss>",
        items.collect::<String>()
    );
    let file = home.path().join("reports.xml");
    fs::write(&file, feed).unwrap();
    let data = home.path().join("data");
    let run = Command::new(PROGRAM)
        .args(["--data-dir", data.to_str().unwrap(), "add"])
        .arg(&file)
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    home
}

#[test]
fn after_the_last_of_five_hundred_keys_there_are_two_frames_at_most() {
    let home = library(600);
    let mut terminal = Terminal::open(home.path(), &[]);
    terminal.shows("1 of 600").shows("Facts");
    terminal.types(&"j".repeat(500)).shows("501 of 600");
    rests(&terminal);
    let frames = terminal.frames();
    let last = frames.iter().filter(|frame| frame.contains("501 of 600"));
    assert!(last.count() <= 2, "{}", frames.join("\n"));
    terminal.types("Q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn who_sits_still_costs_nothing_also_after_the_keys_that_wait_were_shown() {
    let home = library(3);
    let mut terminal = Terminal::open(home.path(), &[]);
    terminal.shows("1 of 3");
    rests(&terminal);
    terminal.types("g").shows("first");
    rests(&terminal);
    terminal.types("\x1b").hides("first");
    terminal.types("l").shows("READ");
    rests(&terminal);
    terminal.types("Q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn nothing_wakes_a_program_that_has_shown_what_is_due() {
    let mut session = Session::with(&session::news());
    session.keys("lg");
    let mut woken = Vec::new();
    while let Some(deadline) = session.wakes().first().copied() {
        woken.push(deadline);
        session.after(deadline);
        assert!(woken.len() < 10, "{woken:?}");
    }
    assert!(woken.contains(&Deadline::KeyHints), "{woken:?}");
    assert!(session.app.hints().is_some());
}
