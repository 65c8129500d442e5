//! The program in a real terminal: it gives the terminal back whatever happens, and the whole job works from
//! end to end. Every step waits for text on the screen, never for time.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test stops where something is missing"
)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_pressmark");

/// A test that waits longer has failed; a machine that is busy needs far less.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the program wrote.
struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    over: bool,
}

/// The program in a terminal.
struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    before: String,
}

impl Terminal {
    fn open(home: &Path, arguments: &[&str]) -> Self {
        let size = PtySize {
            rows: 30,
            cols: 130,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let before = format!("{:?}", pair.master.get_termios().unwrap());
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(["--data-dir", home.join("data").to_str().unwrap()]);
        command.args(arguments);
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new((
            Mutex::new(Seen {
                screen: vt100::Parser::new(30.try_into().unwrap(), 130.try_into().unwrap(), 0),
                bytes: Vec::new(),
                over: false,
            }),
            Condvar::new(),
        ));
        let mut output = pair.master.try_clone_reader().unwrap();
        let sink = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            loop {
                let read = output.read(&mut chunk).unwrap_or(0);
                let mut seen = sink.0.lock().unwrap();
                seen.screen.process(&chunk[..read]);
                seen.bytes.extend_from_slice(&chunk[..read]);
                seen.over = read == 0;
                sink.1.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        Self {
            seen,
            keys: pair.master.take_writer().unwrap(),
            child,
            master: pair.master,
            before,
        }
    }

    /// Waits until the screen shows `text`.
    fn shows(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen shows `text` no more.
    fn hides(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| !screen.contains(text))
    }

    fn until(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> &mut Self {
        let seen = self.seen.0.lock().unwrap();
        let waiting = |seen: &mut Seen| !seen.over && !is_so(&seen.screen.screen().contents());
        let (seen, _) = self
            .seen
            .1
            .wait_timeout_while(seen, PATIENCE, waiting)
            .unwrap();
        let screen = seen.screen.screen().contents();
        drop(seen);
        assert!(is_so(&screen), "{what}:\n{screen}");
        self
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    fn signals(&mut self, signal: Signal) -> &mut Self {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
        self
    }

    /// Waits for the end; the terminal must be as it was. Returns the exit code.
    fn ends(mut self) -> u32 {
        let code = self.child.wait().unwrap().exit_code();
        let after = format!("{:?}", self.master.get_termios().unwrap());
        assert_eq!(
            after, self.before,
            "the terminal's settings are not restored"
        );
        let seen = self.seen.0.lock().unwrap();
        let waiting = |seen: &mut Seen| !seen.over && last(&seen.bytes, "1049") != Some(b'l');
        let (seen, _) = self
            .seen
            .1
            .wait_timeout_while(seen, PATIENCE, waiting)
            .unwrap();
        for mode in ["1000", "1002", "1004", "1006", "1049", "2004", "2026"] {
            assert_eq!(
                last(&seen.bytes, mode),
                Some(b'l'),
                "mode {mode} is left on"
            );
        }
        assert_eq!(
            last(&seen.bytes, "25"),
            Some(b'h'),
            "the cursor is left hidden"
        );
        code
    }
}

/// How a private mode was set last: `h` on, `l` off.
fn last(bytes: &[u8], mode: &str) -> Option<u8> {
    let prefix = format!("\x1b[?{mode}");
    let starts = bytes.windows(prefix.len()).enumerate().rev();
    let mut ends = starts
        .filter(|(_, window)| *window == prefix.as_bytes())
        .filter_map(|(at, _)| bytes.get(at + prefix.len()).copied());
    ends.find(|end| matches!(end, b'h' | b'l'))
}

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
