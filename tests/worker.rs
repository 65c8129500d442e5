//! The reading process: what it answers, and what becomes of the program when it hangs, dies or eats memory.
//!
//! The children here are real, started from the program, and are stopped and killed from outside.
#![allow(
    clippy::unwrap_used,
    reason = "a test stops where something is missing"
)]

use pressmark::desk::{InProcess, ParseError, Parser, Request};
use pressmark::driver::worker::{Limits, Worker};
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_pressmark");

fn worker(limits: Limits) -> Worker {
    Worker::new(PROGRAM, limits, |_| {})
}

fn text(words: &str) -> Request {
    Request::new("input", words.as_bytes().to_vec())
}

fn signal(worker: &Worker, signal: Signal) {
    let id = i32::try_from(worker.process().unwrap()).unwrap();
    kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
}

#[test]
fn the_reading_process_answers_as_this_one_does_and_in_order() {
    let inputs = [
        "Prices Rise\n\nBread costs 12% more, the office said on Tuesday.\n",
        "<!doctype html><title>Prices</title><body><article><h1>Prices</h1><p>Bread costs $4 now, said Ada Byron of the office.</p></article>",
        "<rss version='2.0'><channel><title>News</title><item><title>One</title><guid>a:1</guid></item><item><title>Two</title></item></channel></rss>",
        "# Heading\n\n* one\n* [two](https://example.org)\n",
        "",
    ];
    let mut worker = worker(Limits::default());
    for input in inputs {
        worker.begin(text(input));
    }
    for input in inputs {
        let here = InProcess::default().parse(text(input));
        assert_eq!(worker.finish(), Some(here));
    }
    assert_eq!(worker.finish(), None);
}

#[test]
fn a_process_killed_between_two_inputs_costs_nothing() {
    let mut worker = worker(Limits::default());
    assert!(worker.parse(text("One\n\nFirst words.")).is_ok());
    let before = worker.process();
    signal(&worker, Signal::KILL);
    assert!(worker.parse(text("Two\n\nOther words.")).is_ok());
    assert_ne!(worker.process(), before);
}

#[test]
fn a_process_that_hangs_costs_one_input() {
    let mut worker = worker(Limits {
        time: Duration::from_millis(300),
        patience: Duration::from_millis(400),
        ..Limits::default()
    });
    assert!(worker.parse(text("One\n\nFirst words.")).is_ok());
    signal(&worker, Signal::STOP);
    let late = worker.parse(text("Two\n\nOther words."));
    assert_eq!(late, Err(ParseError::TooLate(0)));
    assert!(worker.parse(text("Three\n\nLast words.")).is_ok());
}

#[test]
fn an_input_that_takes_more_memory_than_allowed_is_refused_by_name() {
    let mut worker = worker(Limits {
        memory: 24 << 20,
        ..Limits::default()
    });
    let large = "Words that go on and on.\n\n".repeat(400_000);
    assert_eq!(
        worker.parse(text(&large)),
        Err(ParseError::TooMuchMemory(24))
    );
    assert!(worker.parse(text("Small\n\nFew words.")).is_ok());
}

#[test]
fn where_no_process_can_be_started_inputs_are_read_here_and_that_is_said_once() {
    static SAID: AtomicUsize = AtomicUsize::new(0);
    let mut worker = Worker::new("/no/such/program", Limits::default(), |_| {
        SAID.fetch_add(1, Ordering::Relaxed);
    });
    assert!(worker.parse(text("One\n\nFirst words.")).is_ok());
    assert!(worker.parse(text("Two\n\nOther words.")).is_ok());
    assert_eq!(SAID.load(Ordering::Relaxed), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn the_process_may_write_no_file_and_gain_no_right() {
    let mut worker = worker(Limits::default());
    assert!(worker.parse(text("One\n\nFirst words.")).is_ok());
    let id = worker.process().unwrap();
    let limits = fs::read_to_string(format!("/proc/{id}/limits")).unwrap();
    for (name, most) in [
        ("Max file size", "0"),
        ("Max core file size", "0"),
        ("Max open files", "3"),
        ("Max data size", "503316480"),
    ] {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        let values: Vec<&str> = line[name.len()..].split_whitespace().take(2).collect();
        assert_eq!(values, [most, most], "{name}");
    }
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap();
    assert!(status.lines().any(|line| line == "NoNewPrivs:\t1"));
}

#[test]
fn the_process_ends_when_its_input_does_and_on_nonsense() {
    for words in [b"".as_slice(), b"no frame at all, and more of it"] {
        let mut child = Command::new(PROGRAM)
            .arg("--parse-worker")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(words).unwrap();
        let done = child.wait_with_output().unwrap();
        assert_eq!(
            (done.status.success(), done.stdout),
            (words.is_empty(), Vec::new())
        );
    }
}
