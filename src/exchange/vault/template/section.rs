//! The form of one kind of block, and a body that is written by it.

use super::line::Line;
use crate::exchange::vault::form::Form;

/// The form of one kind of block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    pub(in crate::exchange::vault) lines: Vec<Line>,
}

impl Section {
    /// Whether a name stands in it.
    pub fn names(&self, name: &str) -> bool {
        self.lines
            .iter()
            .any(|line| line.names().any(|named| named == name))
    }

    /// Blank lines at the end part sections in the file, and are no words.
    pub(super) fn trim(&mut self) {
        while self
            .lines
            .last()
            .is_some_and(|line| matches!(line, Line::Own(own) if own.trim().is_empty()))
        {
            self.lines.pop();
        }
    }

    /// The section with `value` in the place of each name.
    pub fn fill(&self, form: Form, value: &dyn Fn(&str) -> String) -> Filled {
        let mut filled = Filled::default();
        let mut late = None;
        for (from, line) in self.lines.iter().enumerate() {
            let text = line.fill(value);
            let Some(text) = text.or_else(|| (from == 0).then(|| line.heading(form)).flatten())
            else {
                continue;
            };
            let blank = text.trim().is_empty();
            if blank && filled.lines.last().is_none_or(|(last, _)| last.is_empty()) {
                continue;
            }
            // A block id stands after what it names: with nothing before it, it comes last.
            if line.is_only("id") && filled.lines.is_empty() {
                late = Some((text, from));
                continue;
            }
            for line in text.trim_end_matches('\n').split('\n') {
                let line = if blank { "" } else { line };
                filled.lines.push((guarded(line, form), from));
            }
        }
        while filled.lines.last().is_some_and(|(line, _)| line.is_empty()) {
            filled.lines.pop();
        }
        if let Some((text, from)) = late {
            if !filled.lines.is_empty() {
                filled.lines.push((String::new(), from));
            }
            filled.lines.push((text, from));
        }
        filled
    }
}

/// A line that is not the mark of a block, whatever was filled in.
fn guarded(line: &str, form: Form) -> String {
    let syntax = form.syntax();
    if syntax.marker(line).is_some() || syntax.closes(line) {
        format!(" {line}")
    } else {
        line.to_owned()
    }
}

/// A body as it is written: its lines, each with the line of the template that it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The lines.
    pub lines: Vec<(String, usize)>,
}

impl Filled {
    /// The body, each line with its end.
    pub fn text(&self) -> String {
        let lines = self
            .lines
            .iter()
            .flat_map(|(line, _)| [line.as_str(), "\n"]);
        lines.collect()
    }

    /// The same lines with other words; `None` when they are not as many.
    pub fn with_text(&self, text: &str) -> Option<Self> {
        let words: Vec<&str> = text.lines().collect();
        (words.len() == self.lines.len()).then(|| Self {
            lines: words
                .into_iter()
                .zip(&self.lines)
                .map(|(words, (_, from))| (words.to_owned(), *from))
                .collect(),
        })
    }
}
