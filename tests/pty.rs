//! The program in a real terminal: it gives the terminal back whatever happens, and the whole job works from
//! end to end. Every step waits for text on the screen, never for time.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test stops where something is missing"
)]

#[path = "support/terminal.rs"]
mod terminal;

use rustix::process::Signal;
use std::fs;
use std::process::Command;
use terminal::{PROGRAM, Terminal};

/// A folder with a library to be and one article.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("news")).unwrap();
    let text = "Power prices rise\n\nThe grid asked for patience this winter.\n\nWholesale prices rose 12% in May. Nobody knows why.\n";
    fs::write(home.path().join("news/power.txt"), text).unwrap();
    home
}

#[test]
fn the_terminal_comes_back_after_quitting_and_after_each_signal() {
    let home = home();
    let news = home.path().join("news");
    let open = || {
        let mut terminal = Terminal::open(home.path(), &[news.to_str().unwrap()]);
        terminal.shows("Power prices rise");
        terminal
    };
    let mut terminal = open();
    terminal.types("Q");
    assert_eq!(terminal.ends(), 0);
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let mut terminal = open();
        terminal.signals(signal);
        assert_eq!(terminal.ends(), 128 + signal.as_raw().cast_unsigned());
    }
}

#[test]
fn a_stopped_program_draws_again_when_it_is_continued() {
    let home = home();
    let mut terminal = Terminal::open(home.path(), &[]);
    terminal.shows("No articles yet");
    terminal.signals(Signal::STOP).signals(Signal::CONT);
    terminal
        .types("?")
        .shows("Keys")
        .types("\x1b")
        .shows("No articles yet")
        .types("Q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn without_a_terminal_there_is_one_line_and_exit_2() {
    let home = home();
    let data = home.path().join("data");
    let run = Command::new(PROGRAM)
        .args(["--data-dir", data.to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(String::from_utf8(run.stderr).unwrap().lines().count(), 1);
    assert!(run.stdout.is_empty());
}

#[test]
fn the_whole_job_from_opening_a_folder_to_the_exported_note() {
    let home = home();
    let news = home.path().join("news");
    let mut terminal = Terminal::open(home.path(), &[news.to_str().unwrap()]);
    terminal.shows("Power prices rise").types("l").shows("READ");
    terminal
        .types("/Wholesale")
        .shows("1 found")
        .types("\r")
        .shows("READ");
    terminal
        .types("c")
        .shows("figure")
        .types("g")
        .shows("Verdict");
    terminal.types("\x1b").hides("Verdict");
    terminal
        .types("a")
        .shows("saves")
        .types("Ask the regulator.")
        .shows("Ask the regulator.");
    terminal.types("\x13").hides("saves");
    terminal
        .types("gn")
        .shows("Ask the regulator.")
        .types("t")
        .shows("Tags");
    terminal.types("power\r").shows("#power").types("Q");
    assert_eq!(terminal.ends(), 0);

    let mut terminal = Terminal::open(home.path(), &[]);
    terminal.shows("Power prices rise").types("lgn");
    terminal
        .shows("Ask the regulator.")
        .shows("#power")
        .shows("figure")
        .types("Q");
    assert_eq!(terminal.ends(), 0);

    let (data, vault) = (home.path().join("data"), home.path().join("vault"));
    let export = [
        "export",
        "--format",
        "markdown",
        "--out",
        vault.to_str().unwrap(),
    ];
    let run = Command::new(PROGRAM)
        .args(["--data-dir", data.to_str().unwrap()])
        .args(export)
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    let files: Vec<_> = fs::read_dir(&vault)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    let notes: Vec<_> = files
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "md"))
        .collect();
    assert_eq!(notes.len(), 1, "{files:?}");
    let note = fs::read_to_string(notes[0]).unwrap();
    for part in [
        "Wholesale prices rose 12% in May.",
        "figure",
        "Ask the regulator.",
        "power",
    ] {
        assert!(note.contains(part), "{part} is missing:\n{note}");
    }
}
