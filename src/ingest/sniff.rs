//! What a text is, told from its content and never from a file's ending.

use super::{Format, subscriptions};

/// How much of a text is looked at.
const HEAD: usize = 4_096;

/// The format of a text; `None` when it is no text at all.
pub(super) fn sniff(text: &str) -> Option<Format> {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text
        .get(..end)?
        .trim_start_matches(['\u{feff}', ' ', '\n', '\t']);
    let replaced = memchr::memmem::find_iter(head.as_bytes(), "\u{fffd}").count();
    let odd = memchr::memchr_iter(0, head.as_bytes()).count() + replaced;
    if odd > 0 && odd * 10 > head.chars().count() * 3 {
        return None;
    }
    Some(markup(head).unwrap_or_else(|| {
        if is_json_feed(head) {
            Format::Feed
        } else if subscriptions::is_list(text) {
            Format::Opml
        } else if is_markdown(head) {
            Format::Markdown
        } else {
            Format::Text
        }
    }))
}

/// Feeds and pages by their first element.
fn markup(head: &str) -> Option<Format> {
    if !head.starts_with('<') {
        return None;
    }
    let lower = head.to_ascii_lowercase();
    let has = |tag: &str| {
        lower.match_indices(tag).any(|(at, _)| {
            lower
                .get(at + tag.len()..)
                .and_then(|rest| rest.chars().next())
                .is_none_or(|c| c.is_whitespace() || c == '>' || c == '/')
        })
    };
    if has("<opml") {
        return Some(Format::Opml);
    }
    let root = [
        "<rss",
        "<feed",
        "<rdf:rdf",
        "<atom:feed",
        "<channel",
        "<rdf",
        "<rss:rss",
    ];
    let page = ["<html", "<!doctype html", "<head", "<body"];
    let first = |tags: &[&str]| {
        tags.iter()
            .filter(|tag| has(tag))
            .filter_map(|tag| lower.find(tag))
            .min()
    };
    match (first(&root), first(&page)) {
        (Some(feed), Some(page)) => Some(if feed < page {
            Format::Feed
        } else {
            Format::Html
        }),
        (Some(_), None) => Some(Format::Feed),
        (None, Some(_)) => Some(Format::Html),
        (None, None) => {
            let parts = [
                "<p", "<div", "<h1", "<h2", "<article", "<table", "<ul", "<meta", "<title",
                "<section", "<!--", "<a", "<script",
            ];
            let starts = parts.iter().any(|tag| lower.starts_with(tag));
            if starts && (has("<p") || lower.contains("</")) {
                Some(Format::Html)
            } else if lower.starts_with("<?xml") {
                Some(Format::Feed)
            } else {
                None
            }
        }
    }
}

fn is_json_feed(head: &str) -> bool {
    head.starts_with('{') && (head.contains("jsonfeed.org/version") || head.contains("\"items\""))
}

/// Front matter, or several signs that only Markdown has. Lists and piped tables are plain text too.
fn is_markdown(head: &str) -> bool {
    let first = head.lines().next().unwrap_or_default().trim_end();
    if matches!(first, "---" | "+++")
        && head
            .lines()
            .skip(1)
            .take(60)
            .any(|line| line.trim_end() == first)
    {
        return true;
    }
    let mut signs = 0;
    // Most texts have none of the signs.
    let bytes = head.as_bytes();
    if memchr::memchr3(b'#', b'[', b'*', bytes)
        .or_else(|| memchr::memchr2(b'`', b'~', bytes))
        .is_none()
    {
        return false;
    }
    for line in head.lines() {
        let marks = line.bytes().take_while(|&b| b == b'#').count();
        let heading =
            (1..=6).contains(&marks) && line.get(marks..).is_some_and(|rest| rest.starts_with(' '));
        let fence = line.starts_with("```") || line.starts_with("~~~");
        let link = line.contains('[') && line.contains("](");
        let strong = line.contains('*') && line.matches("**").count() >= 2;
        signs += usize::from(heading) * 2
            + usize::from(fence) * 2
            + usize::from(link) * 2
            + usize::from(strong);
    }
    signs >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides() {
        assert_eq!(
            sniff("<?xml version='1.0'?><rss version='2.0'>"),
            Some(Format::Feed)
        );
        assert_eq!(sniff("<!DOCTYPE html><html><body>x"), Some(Format::Html));
        assert_eq!(
            sniff("# Title\n\nSee [this](https://example.org)."),
            Some(Format::Markdown)
        );
        assert_eq!(sniff("---\ntitle: x\n---\nText"), Some(Format::Markdown));
        assert_eq!(sniff("Title\n- item\n| a | b |"), Some(Format::Text));
        assert_eq!(
            sniff("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}"),
            Some(Format::Feed)
        );
        assert_eq!(sniff("\0\0\u{fffd}\0\u{fffd}"), None);
    }
}
