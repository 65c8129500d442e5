//! JSON Feed 1.0 and 1.1.

use super::fields::stated;
use super::{RawEntry, RawFeed};
use crate::ingest::{Entry, FeedLink, FeedMetadata};
use crate::model::SafeText;
use serde_json::Value;

/// Reads a JSON Feed; `None` when the text is something else.
pub(super) fn read(text: &str) -> Option<RawFeed> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let items = value.get("items")?.as_array()?;
    let feed = FeedMetadata {
        title: string(&value, "title"),
        description: string(&value, "description"),
        id: string(&value, "feed_url"),
        author: author(&value),
        language: string(&value, "language"),
        links: links(
            &value,
            &[("home_page_url", None), ("feed_url", Some("self"))],
        ),
        ..FeedMetadata::default()
    };
    Some(RawFeed {
        feed,
        entries: items.iter().map(entry).collect(),
    })
}

fn entry(item: &Value) -> RawEntry {
    let html = string(item, "content_html");
    let date = |key| string(item, key).and_then(|date| stated(&date));
    RawEntry {
        plain: html.is_none(),
        entry: Entry {
            id: string(item, "id").or_else(|| {
                item.get("id")
                    .filter(|id| id.is_number())
                    .map(|id| SafeText::new(id.to_string()))
            }),
            title: string(item, "title"),
            summary: string(item, "summary"),
            content: html.or_else(|| string(item, "content_text")),
            author: author(item),
            published: date("date_published"),
            updated: date("date_modified"),
            links: links(item, &[("url", None), ("external_url", Some("related"))]),
        },
        categories: item
            .get("tags")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(SafeText::line)
            .collect(),
        image: string(item, "image"),
    }
}

fn string(value: &Value, key: &str) -> Option<SafeText> {
    let words = value.get(key)?.as_str()?.replace("\r\n", "\n");
    (!words.trim().is_empty()).then(|| SafeText::new(words))
}

fn author(value: &Value) -> Option<SafeText> {
    let first = value.get("authors").and_then(|authors| authors.get(0));
    first
        .or_else(|| value.get("author"))
        .and_then(|author| string(author, "name"))
}

fn links(value: &Value, keys: &[(&str, Option<&str>)]) -> Vec<FeedLink> {
    let link = |&(key, rel): &(&str, Option<&str>)| {
        Some(FeedLink {
            href: SafeText::line(&string(value, key)?),
            rel: rel.map(SafeText::new),
        })
    };
    keys.iter().filter_map(link).collect()
}
