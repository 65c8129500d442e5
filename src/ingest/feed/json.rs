//! JSON Feed 1.0 and 1.1.

use super::fields::stated;
use super::media::Media;
use super::{MOST_ENTRIES, RawEntry, RawFeed, pieces};
use crate::ingest::{Entry, FeedLink, FeedMetadata};
use crate::model::SafeText;
use serde_json::Value;

/// A longer text is not read: as a tree it would take sixteen times its bytes.
const LONGEST: usize = 16 * 1024 * 1024;

/// Reads a JSON Feed; `None` when the text is something else.
pub(super) fn read(text: &str) -> Option<RawFeed> {
    if text.len() > LONGEST {
        return None;
    }
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let items = value.get("items")?.as_array()?;
    let feed = FeedMetadata {
        title: string(&value, "title"),
        description: string(&value, "description"),
        id: string(&value, "feed_url"),
        author: authors(&value).next(),
        language: string(&value, "language"),
        links: links(
            &value,
            &[("home_page_url", None), ("feed_url", Some("self"))],
        ),
        ..FeedMetadata::default()
    };
    let places = pieces::items(text).filter(|places| places.len() == items.len());
    Some(RawFeed {
        feed,
        places: places.unwrap_or_default(),
        entries: items.iter().take(MOST_ENTRIES + 1).map(entry).collect(),
        inherits: true,
        ..RawFeed::default()
    })
}

fn entry(item: &Value) -> RawEntry {
    let html = string(item, "content_html");
    let date = |key| string(item, key).and_then(|date| stated(&date));
    let authors: Vec<(u8, SafeText)> = authors(item).map(|author| (0, author)).collect();
    let media: Vec<Media> = list(item, "attachments").filter_map(attachment).collect();
    let mut links = links(item, &[("url", None), ("external_url", Some("related"))]);
    links.extend(media.iter().map(|media| FeedLink {
        href: SafeText::line(&media.address),
        rel: Some(SafeText::new("enclosure")),
    }));
    RawEntry {
        plain: html.is_none() && item.get("content_text").is_some(),
        entry: Entry {
            // Numbers are no ids by the letter, but they are written.
            id: string(item, "id").or_else(|| {
                let id = item.get("id").filter(|id| id.is_number())?;
                Some(SafeText::new(id.to_string()))
            }),
            title: string(item, "title"),
            summary: string(item, "summary"),
            content: html.or_else(|| string(item, "content_text")),
            author: authors.first().map(|(_, author)| author.clone()),
            published: date("date_published"),
            updated: date("date_modified"),
            links,
        },
        authors,
        media,
        categories: list(item, "tags")
            .filter_map(Value::as_str)
            .map(SafeText::line)
            .collect(),
        image: string(item, "image").or_else(|| string(item, "banner_image")),
        language: string(item, "language"),
        ..RawEntry::default()
    }
}

fn string(value: &Value, key: &str) -> Option<SafeText> {
    let words = value.get(key)?.as_str()?.replace("\r\n", "\n");
    (!words.trim().is_empty()).then(|| SafeText::new(words))
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The names of `authors`, which 1.1 has, else of the one `author` of 1.0.
fn authors(value: &Value) -> impl Iterator<Item = SafeText> {
    let one = value
        .get("author")
        .filter(|_| value.get("authors").is_none());
    list(value, "authors")
        .chain(one)
        .filter_map(|author| string(author, "name"))
}

fn attachment(value: &Value) -> Option<Media> {
    let text = |key| {
        string(value, key)
            .map(|text| SafeText::line(&text).into_string())
            .unwrap_or_default()
    };
    let address = text("url");
    (!address.is_empty()).then(|| Media {
        address,
        kind: text("mime_type"),
        title: text("title"),
        duration: value
            .get("duration_in_seconds")
            .map(Value::to_string)
            .unwrap_or_default(),
        ..Media::default()
    })
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
