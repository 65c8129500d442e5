//! The YAML head of a file: our keys, each on one line and always in quotation marks; other keys stay as they are.

use super::sum;
use crate::model::ArticleId;
use std::fmt::Write;

/// The key by which a file is found again, whatever its name.
const ID: &str = "pressmark-id";

/// The key of the notes that were written, so that one the person took out stays out.
const NOTES: &str = "pressmark-notes";

/// The key of the sum of our lines.
const SUM: &str = "pressmark-sum";

/// The key that people change most: once they did, it is theirs.
const TAGS: &str = "tags";

/// The mark that some editors begin a file with.
const MARK: char = '\u{feff}';

/// Every key that may be ours.
const OURS: [&str; 10] = [
    ID,
    NOTES,
    SUM,
    TAGS,
    "title",
    "author",
    "site",
    "published",
    "url",
    "language",
];

/// Keys with their values as YAML, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    lines: Vec<(&'static str, String)>,
}

impl FrontMatter {
    /// For an article, with the ids of its notes.
    pub fn new(id: &ArticleId, notes: &[&str]) -> Self {
        let mut front = Self::default();
        front.lines.push((ID, quoted(id.as_str())));
        front.list(NOTES, notes);
        front
    }

    /// Adds a text.
    pub fn text(&mut self, key: &'static str, value: &str) {
        self.lines.push((key, quoted(value)));
    }

    /// Adds a list.
    pub fn list(&mut self, key: &'static str, values: &[&str]) {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        self.lines.push((key, format!("[{}]", values.join(", "))));
    }

    /// The whole head, with its fences.
    pub fn write(&self) -> String {
        let mut text = String::from("---\n");
        for line in self.rows() {
            text.push_str(&line);
            text.push('\n');
        }
        text + "---\n"
    }

    fn rows(&self) -> Vec<String> {
        let mut rows: Vec<String> = self
            .lines
            .iter()
            .map(|(key, value)| format!("{key}: {value}"))
            .collect();
        rows.push(format!("{SUM}: \"{}\"", sum(&rows.join("\n"))));
        rows
    }

    /// The head that stands in a file, with our keys brought up to date.
    pub fn merge(&self, existing: &str, line_end: &str) -> String {
        let lines: Vec<&str> = existing
            .lines()
            .map(|line| line.trim_end_matches('\r'))
            .collect();
        let body = lines
            .get(1..lines.len().saturating_sub(1))
            .unwrap_or_default();
        let ours = |line: &str| key(line).is_some_and(|key| OURS.contains(&key));
        let written: Vec<&str> = body
            .iter()
            .copied()
            .filter(|line| ours(line) && key(line) != Some(SUM))
            .collect();
        let untouched = value(body, SUM).as_deref() == Some(&sum(&written.join("\n")));
        let mut fresh = self.rows();
        let mut merged: Vec<String> = Vec::new();
        let mut replacing = false;
        for line in body {
            match key(line) {
                Some(TAGS) if !untouched => {
                    fresh.retain(|row| key(row) != Some(TAGS));
                    replacing = false;
                    merged.push((*line).to_owned());
                }
                Some(name) => {
                    let at = fresh.iter().position(|row| key(row) == Some(name));
                    // Lines that we wrote go when there is nothing to say any more.
                    replacing = at.is_some() || (untouched && ours(line));
                    match at {
                        Some(at) => merged.push(fresh.remove(at)),
                        None if !replacing => merged.push((*line).to_owned()),
                        None => {}
                    }
                }
                // What is indented below one of our keys goes with its old value.
                None if replacing && (line.starts_with([' ', '\t', '-'])) => {}
                None => merged.push((*line).to_owned()),
            }
        }
        merged.append(&mut fresh);
        let mark = if existing.starts_with(MARK) {
            "\u{feff}"
        } else {
            ""
        };
        let mut text = format!("{mark}---{line_end}");
        for line in merged {
            text.push_str(&line);
            text.push_str(line_end);
        }
        text + "---" + line_end
    }
}

/// The head of a file with its fences, and the rest; `None` when it has none.
pub fn split(text: &str) -> Option<(&str, &str)> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_start_matches(MARK).trim_end() != "---" {
        return None;
    }
    let mut at = first.len();
    for line in text.get(at..)?.split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == "---" {
            return text.split_at_checked(at);
        }
    }
    None
}

/// The article that a file of ours is about; `None` for a file that we did not write.
pub fn id_of(existing: &str) -> Option<ArticleId> {
    let (head, _) = split(existing)?;
    let lines: Vec<&str> = head.lines().collect();
    value(&lines, ID)
        .filter(|id| !id.is_empty())
        .map(|id| ArticleId::named(&id))
}

/// The ids of the notes that were written into a file, in either of YAML's forms of a list: editors of front
/// matter write them anew in the one they like.
pub fn notes_of(head: &str) -> Vec<String> {
    let mut lines = head.lines().skip_while(|line| key(line) != Some(NOTES));
    let first = lines.next().and_then(|line| line.split_once(':'));
    let list = first.map_or("", |(_, list)| list.trim());
    if let Some(inside) = list.strip_prefix('[') {
        let items = inside.trim_end_matches(']').split(',');
        return items.map(plain).filter(|id| !id.is_empty()).collect();
    }
    lines
        .map_while(|line| line.trim_start().strip_prefix('-'))
        .filter(|item| *item != "--")
        .map(plain)
        .collect()
}

/// A value without its quotation marks. The names that are read here hold nothing that YAML would escape.
fn plain(value: &str) -> String {
    let value = value.trim();
    serde_json::from_str(value).unwrap_or_else(|_| value.trim_matches('\'').to_owned())
}

/// The name of a key that starts a line.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let plain = !key.is_empty() && !key.starts_with([' ', '\t', '-', '#']);
    plain.then(|| key.trim_end())
}

/// The text of a key, in quotation marks or without.
fn value(lines: &[&str], name: &str) -> Option<String> {
    let line = lines.iter().find(|line| key(line) == Some(name))?;
    let (_, value) = line.split_once(':')?;
    Some(plain(value))
}

/// A text in double quotation marks, so that neither YAML 1.1 nor 1.2 nor JSON can take it for anything else.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
