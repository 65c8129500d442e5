//! A folder of its own for each test, and the program run in it.
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test stops where something is missing"
)]

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// A folder that holds inputs and a library, gone when the test ends.
pub struct Place {
    folder: TempDir,
}

/// What one run of the program left.
pub struct Run {
    /// Exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Standard output as JSON Lines.
    pub fn records(&self) -> Vec<Value> {
        let lines = self.out.lines();
        lines
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect()
    }

    /// The lines of standard error.
    pub fn error_lines(&self) -> Vec<&str> {
        self.err.lines().collect()
    }

    /// This run must have failed with one line that says this.
    pub fn fails_with(self, told: &str) {
        assert_eq!(
            (self.code, self.error_lines().len()),
            (1, 1),
            "{}",
            self.err
        );
        assert!(self.err.contains(told), "{}", self.err);
    }

    /// This run, which must have ended well.
    pub fn well(self) -> Self {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self
    }
}

impl Place {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    /// A folder whose library holds one article.
    pub fn with_article(id: &str, text: &str) -> Self {
        let place = Self::new();
        let file = format!("{id}.txt");
        place.write(&file, text);
        place.run(&["add", "--id", id, &file]).well();
        place
    }

    /// The notes of the library, newest first.
    pub fn notes(&self) -> Vec<String> {
        let notes = self.run(&["notes", "--json"]).well().records();
        let texts = notes.iter().map(|note| note["note"].as_str().unwrap());
        texts.map(str::to_owned).collect()
    }

    /// A path in the folder.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// The program, at home in this folder and blind to the person's own settings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pressmark"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.path("home"))
            .env("PRESSMARK_DATA_DIR", self.path("data"))
            .env("PRESSMARK_ANNOTATOR", "tester")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the program without input.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "")
    }

    /// Runs the program with this standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // Written aside, so that neither side waits for the other; a program that needs no input may close it.
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs the program, reads one byte of what it says, leaves, and tells its exit code.
    pub fn run_and_leave(&self, arguments: &[&str], input: &str) -> i32 {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0]).unwrap();
        drop(out);
        let status = child.wait().unwrap();
        writer.join().unwrap();
        status.code().unwrap_or(-1)
    }

    /// Starts the program and keeps both ends open.
    pub fn talk(&self, arguments: &[&str]) -> Talk {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        Talk {
            input: child.stdin.take().unwrap(),
            output: BufReader::new(child.stdout.take().unwrap()),
            child,
        }
    }
}

/// A conversation with a running program, line by line; it is ended with the test.
pub struct Talk {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Talk {
    /// Sends a line.
    pub fn say(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }

    /// Waits for a line.
    pub fn hear_line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Waits for a line of JSON.
    pub fn hear(&mut self) -> Value {
        serde_json::from_str(&self.hear_line()).unwrap()
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
