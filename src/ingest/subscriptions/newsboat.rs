//! newsboat's `urls`: an address or a quoted search on each line, and tags behind it.
//!
//! ```text
//! https://example.org/feed.xml markets "long reads" "~The Example" !
//! "query:Unread markets:unread = \"yes\" and tags # \"markets\""
//! ```
//!
//! A tag that begins with `~` is the title, the tag `!` hides. `exec:` and `filter:` would run a command
//! and are left out.

use super::{Growing, search, tags};
use crate::ingest::finish::line;
use crate::model::{SafeText, SavedSearch, Subscription, SubscriptionList};

/// Lines that are looked at to tell what a text is.
const LOOKED_AT: usize = 200;

/// Whether a text is such a list: every line that says something begins with an address, a search or a command, no
/// line has prose behind it, and either the form is one that only this list has, or the addresses speak of feeds.
/// A page of links is none.
pub(in crate::ingest) fn is_list(text: &str) -> bool {
    let (mut lines, mut special, mut feeds) = (0, 0, 0);
    for line in entries(text).take(LOOKED_AT) {
        let Some(words) = words(line) else {
            return false;
        };
        let Some((first, rest)) = words.split_first() else {
            continue;
        };
        if !is_entry(first) || !are_tags(rest) {
            return false;
        }
        lines += 1;
        special += usize::from(is_command(first) || is_query(first));
        special += usize::from(rest.iter().any(|tag| tag.starts_with('~') || tag == "!"));
        feeds += usize::from(speaks_of_a_feed(first));
    }
    lines > 0 && (special > 0 || feeds * 2 >= lines && (lines > 1 || feeds == lines))
}

/// Reads a list.
pub(super) fn read(text: &str) -> SubscriptionList {
    let mut growing = Growing::default();
    for entry in entries(text) {
        let Some(words) = words(entry) else {
            growing.leave_out(entry, "has a quotation mark that is not closed");
            continue;
        };
        let Some((first, rest)) = words.split_first() else {
            continue;
        };
        if let Some(query) = first.strip_prefix("query:") {
            match saved(query, rest) {
                Ok(saved) => growing.search(saved),
                Err(reason) => growing.leave_out(first, &reason),
            }
        } else if is_command(first) {
            growing.leave_out(first, "would run a command, and nothing is ever run");
        } else {
            growing.feed(first, feed(rest));
        }
    }
    growing.list
}

/// Lines that say something: neither empty nor a comment.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn is_entry(word: &str) -> bool {
    let lower = word.get(..8).unwrap_or(word).to_ascii_lowercase();
    let schemes = ["http://", "https://", "feed:", "file:/"];
    schemes.iter().any(|scheme| lower.starts_with(scheme)) || is_command(word) || is_query(word)
}

/// `query:Name:expression`
fn is_query(word: &str) -> bool {
    word.strip_prefix("query:")
        .is_some_and(|rest| rest.split_once(':').is_some())
}

/// Whether the words behind an address may be tags and are no sentence.
fn are_tags(words: &[String]) -> bool {
    let is_tag = |word: &String| {
        word == "!" || word.len() <= 60 && !word.ends_with(['.', ',', ';', ':', '?', '!'])
    };
    words.len() <= 12 && words.iter().all(is_tag)
}

fn is_command(word: &str) -> bool {
    word.starts_with("exec:") || word.starts_with("filter:")
}

/// Whether an address is written like that of a feed.
fn speaks_of_a_feed(address: &str) -> bool {
    let path = address
        .splitn(4, '/')
        .nth(3)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let parts = path.split(|c: char| !c.is_ascii_alphanumeric());
    let named = parts.clone().any(|part| {
        matches!(
            part,
            "feed" | "feeds" | "rss" | "rss2" | "atom" | "rdf" | "xml" | "index.xml"
        )
    });
    let host = address.split("//").nth(1).unwrap_or_default();
    named || host.starts_with("feeds.") || host.starts_with("rss.")
}

/// The words of a line, quotation marks undone; `None` when one is not closed. A comment ends the line.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut chars = line.chars().peekable();
    loop {
        while chars.next_if(|c| c.is_whitespace()).is_some() {}
        match chars.peek() {
            None | Some('#') => return Some(words),
            Some('"') => {
                chars.next();
                words.push(quoted(&mut chars)?);
            }
            Some(_) => {
                let mut word = String::new();
                while let Some(c) = chars.next_if(|c| !c.is_whitespace()) {
                    word.push(c);
                }
                words.push(word);
            }
        }
    }
}

/// The characters up to the closing mark; a backslash takes the next character as it is.
fn quoted(chars: &mut impl Iterator<Item = char>) -> Option<String> {
    let mut word = String::new();
    loop {
        match chars.next()? {
            '"' => return Some(word),
            '\\' => word.push(chars.next()?),
            c => word.push(c),
        }
    }
}

fn feed(marks: &[String]) -> Subscription {
    let title = marks.iter().find_map(|mark| mark.strip_prefix('~'));
    let plain = marks
        .iter()
        .map(String::as_str)
        .filter(|mark| !mark.starts_with(['~', '!']));
    Subscription {
        title: title.and_then(line),
        tags: tags(plain),
        hidden: marks.iter().any(|mark| mark == "!"),
        ..Subscription::default()
    }
}

/// `Name:expression` as a search of ours.
fn saved(query: &str, marks: &[String]) -> Result<SavedSearch, String> {
    let (name, expression) = query.split_once(':').ok_or("has no expression")?;
    Ok(SavedSearch {
        name: line(name).ok_or("has no name")?,
        query: SafeText::line(&search::translate(expression)?),
        written: SafeText::line(expression),
        tags: feed(marks).tags,
    })
}

/// The articles that newsboat's settings leave out (`ignore-article FEED EXPRESSION`), each as a query of ours, and the
/// lines of that kind that cannot be said, each with why.
pub(super) fn ignored(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut queries, mut left_out) = (Vec::new(), Vec::new());
    for entry in entries(text).filter(|line| line.starts_with("ignore-article")) {
        let words = words(entry).unwrap_or_default();
        let [_, feed, expression] = words.as_slice() else {
            left_out.push(format!("{entry}: is not a feed and an expression"));
            continue;
        };
        match search::translate(expression) {
            Ok(_) if feed.starts_with("regex:") => {
                left_out.push(format!(
                    "{entry}: feeds by a pattern cannot be said in a search here"
                ));
            }
            Ok(query) if feed == "*" => queries.push(query),
            Ok(query) => queries.push(format!("source:\"{}\" ({query})", feed.replace('"', ""))),
            Err(reason) => left_out.push(format!("{entry}: {reason}")),
        }
    }
    (queries, left_out)
}
