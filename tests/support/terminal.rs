//! The program in a real terminal, and what it shows there. Every step waits for text on the screen, never for time.
#![allow(dead_code, reason = "each test file uses its part")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_pressmark");

/// A test that waits longer has failed; a machine that is busy needs far less.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// With this a frame begins.
const FRAME: &str = "\x1b[?2026h";

/// Rows and columns of the terminal.
const SIZE: (u16, u16) = (30, 130);

/// A terminal that shows nothing yet.
fn parser() -> vt100::Parser {
    let (rows, columns) = SIZE;
    vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0)
}

/// What the program wrote.
struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    over: bool,
}

/// The program in a terminal.
pub struct Terminal {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    before: String,
}

impl Terminal {
    pub fn open(home: &Path, arguments: &[&str]) -> Self {
        let size = PtySize {
            rows: SIZE.0,
            cols: SIZE.1,
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
                screen: parser(),
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
    pub fn shows(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen shows `text` no more.
    pub fn hides(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| !screen.contains(text))
    }

    pub fn until(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> &mut Self {
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

    /// What was on the screen after each frame so far.
    pub fn frames(&self) -> Vec<String> {
        let seen = self.seen.0.lock().unwrap();
        let mut screen = parser();
        let begins = FRAME.as_bytes();
        let (mut frames, mut rest) = (Vec::new(), seen.bytes.as_slice());
        while !rest.is_empty() {
            let next = rest
                .windows(begins.len())
                .skip(1)
                .position(|window| window == begins);
            let (frame, after) = rest.split_at(next.map_or(rest.len(), |next| next + 1));
            screen.process(frame);
            frames.push(screen.screen().contents());
            rest = after;
        }
        frames
    }

    /// How often a thread of the program had something to do so far.
    pub fn wakes(&self) -> u64 {
        let tasks = format!("/proc/{}/task", self.child.process_id().unwrap());
        let tasks = std::fs::read_dir(tasks).unwrap();
        let count = |task: std::fs::DirEntry| {
            let status = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
            let switches = status.lines().filter(|line| line.contains("ctxt_switches"));
            let numbers =
                switches.filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok());
            numbers.sum::<u64>()
        };
        tasks.map(|task| count(task.unwrap())).sum()
    }

    /// How many bytes the program wrote so far.
    pub fn written(&self) -> usize {
        self.seen.0.lock().unwrap().bytes.len()
    }

    pub fn types(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    pub fn signals(&mut self, signal: Signal) -> &mut Self {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
        self
    }

    /// Waits for the end; the terminal must be as it was. Returns the exit code.
    pub fn ends(mut self) -> u32 {
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
