//! The YAML head of a file: our keys, each on one line and always in quotation marks; other keys stay as they are.

use super::super::head::{Head, ID, Lines, NOTES, SUM, Value};
use super::super::sum_of;
use crate::model::ArticleId;
use std::fmt::Write;

/// The mark that some editors begin a file with.
const MARK: char = '\u{feff}';

const LINES: Lines<'static> = Lines {
    key: &|line| key(line).map(str::to_owned),
    continues: &|line| line.starts_with([' ', '\t', '-']),
};

/// The whole head, with its fences.
pub fn write(head: &Head) -> String {
    let mut text = String::from("---\n");
    for line in rows(head) {
        text.push_str(&line);
        text.push('\n');
    }
    text + "---\n"
}

fn rows(head: &Head) -> Vec<String> {
    let value = |value: &Value| match value {
        Value::Text(text) => quoted(text),
        Value::List(all) => {
            let all: Vec<String> = all.iter().map(|one| quoted(one)).collect();
            format!("[{}]", all.join(", "))
        }
    };
    let mut rows: Vec<String> = head
        .keys
        .iter()
        .map(|(key, what)| format!("{key}: {}", value(what)))
        .collect();
    rows.push(format!("{SUM}: \"{}\"", sum_of(&rows.join("\n"))));
    rows
}

/// The head that stands in a file, with our keys brought up to date.
pub fn merge(head: &Head, existing: &str, line_end: &str) -> String {
    let lines: Vec<&str> = existing.lines().collect();
    let there = lines
        .get(1..lines.len().saturating_sub(1))
        .unwrap_or_default();
    let untouched = value(there, SUM).as_deref() == Some(&LINES.sum(there));
    let (mut merged, new) = LINES.merge(there, rows(head), untouched);
    merged.extend(new);
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

/// The article that a head of ours names.
pub fn article(head: &str) -> Option<ArticleId> {
    let lines: Vec<&str> = head.lines().collect();
    value(&lines, ID)
        .filter(|id| !id.is_empty())
        .map(|id| ArticleId::named(&id))
}

/// The ids of the blocks that were written into a file, in either of YAML's forms of a list: editors of front
/// matter write them anew in the one they like.
pub fn notes(head: &str) -> Vec<String> {
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
