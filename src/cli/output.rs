//! What a command prints: records for programs, text for people, one line for each error.
//!
//! Everything that reaches the terminal goes through here and through [`SafeText`]'s gate, whoever wrote it.

use super::json;
use crate::model::SafeText;
use crate::model::safe_text::printable;
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

/// Standard output and standard error of one command.
#[derive(Debug)]
pub(super) struct Output {
    writer: BufWriter<Stdout>,
    color: bool,
    width: Option<usize>,
    failures: usize,
}

/// How a piece of text stands out for people; plain when colours are off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Look {
    /// Like everything else.
    #[default]
    Plain,
    /// What one looks for.
    Strong,
    /// What one may pass over.
    Dim,
    /// A name that can be typed.
    Name,
}

impl Look {
    /// SGR parameters of the sixteen-colour terminal, readable on light and dark.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "1",
            Self::Dim => "2",
            Self::Name => "36",
        }
    }
}

impl Output {
    /// Output to the terminal or pipe that the program was started with.
    pub(super) fn standard() -> Self {
        let terminal = io::stdout().is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let size = rustix::termios::tcgetwinsize(io::stdout()).ok();
        Self {
            writer: BufWriter::new(io::stdout()),
            color: terminal && !plain,
            width: size
                .filter(|_| terminal)
                .map(|size| usize::from(size.ws_col))
                .filter(|&columns| columns > 0),
            failures: 0,
        }
    }

    /// Columns of the terminal; `None` when the output goes elsewhere and need not fit.
    pub(super) const fn width(&self) -> Option<usize> {
        self.width
    }

    /// Writes one record as a line of JSON.
    ///
    /// # Errors
    /// When the output refuses.
    pub(super) fn json<T: Serialize + ?Sized>(&mut self, record: &T) -> io::Result<()> {
        json::write(&mut self.writer, record)
    }

    /// Writes a line for people; LF and TAB stay.
    ///
    /// # Errors
    /// When the output refuses.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        self.text(text)?;
        self.writer.write_all(b"\n")
    }

    /// Writes text for people, without a line end.
    ///
    /// # Errors
    /// When the output refuses.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_all(printable(text).as_bytes())
    }

    /// Writes text that stands out.
    ///
    /// # Errors
    /// When the output refuses.
    pub(super) fn styled(&mut self, look: Look, text: &str) -> io::Result<()> {
        if !self.color || look == Look::Plain || text.is_empty() {
            return self.text(text);
        }
        write!(
            self.writer,
            "\x1b[{}m{}\x1b[0m",
            look.code(),
            printable(text).trim_end_matches('\n')
        )
    }

    /// Writes bytes that another program asked for as they are, such as an exported file.
    ///
    /// # Errors
    /// When the output refuses.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)
    }

    /// Hands everything over now.
    ///
    /// # Errors
    /// When the output refuses.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    /// Tells on standard error that the input `name` failed; the command goes on and ends with exit code 1.
    pub(super) fn failed(&mut self, name: &str, what: &impl Display) {
        self.failures += 1;
        tell(name, what);
    }

    /// Tells on standard error something that is worth knowing and stops nothing.
    pub(super) fn warn(what: &impl Display) {
        tell("warning", what);
    }

    /// Whether any input failed.
    pub(super) const fn any_failed(&self) -> bool {
        self.failures > 0
    }
}

/// The one form of an error: `pressmark: NAME: WHAT`, on one line. When standard error is gone, nobody can be told.
pub(super) fn tell(name: &str, what: &impl Display) {
    let name = SafeText::line(&printable(name));
    let what = SafeText::line(&printable(&what.to_string()));
    // Some errors of the rooms below begin with the file's name themselves.
    let named = what.starts_with(&format!("{name}:"));
    let line = if name.is_empty() || named {
        format!("pressmark: {what}\n")
    } else {
        format!("pressmark: {name}: {what}\n")
    };
    let _ = io::stderr().write_all(line.as_bytes());
}
