//! Front matter: what stands before a Markdown text between two lines of `---` (YAML) or `+++` (TOML).
//!
//! Only simple keys, lists and quoted words are read; what is nested deeper is left alone. Lines that are
//! no keys are no front matter: then the text begins with a rule, as CommonMark has it.

use crate::ingest::dates;
use crate::ingest::finish::line;
use crate::model::article::Metadata;

/// More lines than these are no front matter.
const LINES: usize = 400;

/// Reads the front matter into the metadata and gives the text after it.
pub(super) fn read<'a>(text: &'a str, metadata: &mut Metadata) -> &'a str {
    let start = text.trim_start_matches('\u{feff}');
    let mut lines = start.split_inclusive('\n');
    let fence = lines.next().unwrap_or_default();
    let sign = match fence.trim_end() {
        "---" => ':',
        "+++" => '=',
        _ => return text,
    };
    let mut at = fence.len();
    let mut entries = Vec::new();
    for line in lines.take(LINES) {
        at += line.len();
        let words = line.trim_end();
        if words == fence.trim_end() || sign == ':' && words == "..." {
            if !entries.iter().any(|entry: &&str| is_key(entry, sign)) {
                return text;
            }
            fill(&entries, sign, metadata);
            return start.get(at..).unwrap_or_default();
        }
        if !is_entry(words, sign) {
            return text;
        }
        entries.push(words);
    }
    text
}

fn is_key(entry: &str, sign: char) -> bool {
    entry.split_once(sign).is_some_and(|(key, _)| {
        let key = key.trim_end().trim_matches(['"', '\'']);
        let start = key.starts_with(|c: char| c.is_alphabetic() || c == '_');
        start && key.len() <= 60 && !key.contains(char::is_whitespace)
    })
}

/// A key, an item of a list, a comment, a table of TOML, or what goes on with one.
fn is_entry(entry: &str, sign: char) -> bool {
    entry.is_empty() || entry.starts_with([' ', '\t', '-', '#', '[', ']']) || is_key(entry, sign)
}

fn fill(entries: &[&str], sign: char, metadata: &mut Metadata) {
    let mut last = String::new();
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        let inner = entry.trim_start();
        if let Some(item) = inner.strip_prefix("- ") {
            let item = item.strip_prefix("name:").unwrap_or(item);
            match last.as_str() {
                "tags" | "categories" | "keywords" => {
                    metadata.categories.extend(line(unquoted(item)));
                }
                "author" | "authors" => names.push(unquoted(item).to_owned()),
                _ => {}
            }
            continue;
        }
        if inner.len() < entry.len() {
            // `name` of a nested author, a folded line of a description.
            let nested = inner
                .strip_prefix("name:")
                .filter(|_| matches!(last.as_str(), "author" | "authors"));
            names.extend(nested.map(|name| unquoted(name).to_owned()));
            if nested.is_none() && matches!(last.as_str(), "description" | "summary" | "title") {
                goes_on(&last, inner, metadata);
            }
            continue;
        }
        let Some((key, value)) = entry.split_once(sign).filter(|_| is_key(entry, sign)) else {
            continue;
        };
        last = key.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        let value = unquoted(value);
        if !value.is_empty() {
            take(&last, value, &mut names, metadata);
        }
    }
    if metadata.byline.is_none() {
        metadata.byline = line(&names.join(", "));
    }
}

fn take(key: &str, value: &str, names: &mut Vec<String>, metadata: &mut Metadata) {
    let is_address = value.starts_with("http://") || value.starts_with("https://");
    match key {
        "title" | "headline" if !is_folded(value) => metadata.title = line(value),
        "author" | "authors" | "byline" | "creator" => names.extend(listed(value)),
        "source" | "url" | "canonical" | "canonical_url" | "link" | "permalink" | "source_url"
            if is_address =>
        {
            metadata.url = line(value);
        }
        "site" | "publisher" | "source" | "publication" => metadata.site = line(value),
        "date" | "published" | "pubdate" | "publishdate" | "created" => {
            metadata.published = metadata.published.or_else(|| dates::parse(value));
        }
        "updated" | "modified" | "lastmod" => metadata.modified = dates::parse(value),
        "lang" | "language" => metadata.language = line(value),
        "description" | "summary" | "excerpt" if !is_folded(value) => {
            metadata.summary = line(value);
        }
        "image" | "cover" | "thumbnail" if is_address => metadata.image = line(value),
        "tags" | "categories" | "keywords" => {
            metadata
                .categories
                .extend(listed(value).iter().filter_map(|tag| line(tag)));
        }
        _ => {}
    }
}

/// The next line of a value that is folded over several.
fn goes_on(key: &str, words: &str, metadata: &mut Metadata) {
    let field = if key == "title" {
        &mut metadata.title
    } else {
        &mut metadata.summary
    };
    let whole = field
        .as_deref()
        .map_or_else(|| words.to_owned(), |start| format!("{start} {words}"));
    *field = line(&whole);
}

/// The sign of a value that stands in the lines below.
fn is_folded(value: &str) -> bool {
    matches!(value, ">" | "|" | ">-" | "|-")
}

/// `[one, two]`, or one.
fn listed(value: &str) -> Vec<String> {
    let inner = value.trim_matches(['[', ']']);
    let parts = inner.split(',').map(|part| unquoted(part).to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\'']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lists_and_nested_names_are_read_and_the_text_goes_on() {
        let text = "---\ntitle: \"Tides: a list\"\nauthors:\n  - name: Ada Kelbor\n  - Ivo Tindel\ntags:\n- ferries\n- \"harbours\"\nsource: https://example.org/a\ndescription: >-\n  Two lines\n  of words.\ndate: 2026-03-14 09:00\n---\nText.\n";
        let mut metadata = Metadata::default();
        assert_eq!(read(text, &mut metadata), "Text.\n");
        assert_eq!(metadata.title.as_deref(), Some("Tides: a list"));
        assert_eq!(metadata.byline.as_deref(), Some("Ada Kelbor, Ivo Tindel"));
        assert_eq!(metadata.categories.len(), 2);
        assert_eq!(metadata.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(metadata.summary.as_deref(), Some("Two lines of words."));
        assert_eq!(
            metadata.published.map(|day| day.to_string()).as_deref(),
            Some("2026-03-14T09:00:00Z")
        );
    }

    #[test]
    fn toml_is_read_and_a_rule_stays_a_rule() {
        let mut metadata = Metadata::default();
        assert_eq!(
            read(
                "+++\ntitle = 'A'\ntags = ['x', 'y']\n[extra]\nz = 1\n+++\n\nText",
                &mut metadata
            ),
            "\nText"
        );
        assert_eq!(metadata.categories.len(), 2);
        let rule = "---\nA sentence of the text.\n---\nMore";
        assert_eq!(read(rule, &mut metadata), rule);
    }
}
