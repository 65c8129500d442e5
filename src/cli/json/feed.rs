//! A feed with its entries in one object, as `parse --jsonl` answers for it.

use super::VERSION;
use super::article::{Origin, article};
use crate::desk::parse::{Document, Entry, FeedLink, FeedMetadata, ParsedArticle};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::path::Path;

#[derive(Debug, Serialize)]
struct Answer<'a> {
    pressmark: u8,
    id: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    feed: FeedObject<'a>,
}

#[derive(Debug, Serialize)]
struct FeedObject<'a> {
    title: Option<&'a str>,
    description: Option<&'a str>,
    id: Option<&'a str>,
    author: Option<&'a str>,
    published: Option<&'a str>,
    updated: Option<&'a str>,
    language: Option<&'a str>,
    links: Vec<LinkObject<'a>>,
    entries: Vec<EntryObject<'a>>,
}

#[derive(Debug, Serialize)]
struct LinkObject<'a> {
    href: &'a str,
    rel: Option<&'a str>,
}

/// An entry's own fields, over the fields of its article object.
#[derive(Debug)]
struct EntryObject<'a> {
    parsed: &'a ParsedArticle,
    fields: EntryFields<'a>,
}

#[derive(Debug, Serialize)]
struct EntryFields<'a> {
    id: Option<&'a str>,
    title: Option<&'a str>,
    author: Option<&'a str>,
    summary: Option<&'a str>,
    content: Option<&'a str>,
    published: Option<&'a str>,
    updated: Option<&'a str>,
    links: Vec<LinkObject<'a>>,
}

/// The feed of `document`; its entries are those of its articles that came from one.
pub(in crate::cli) fn feed<'a>(
    id: &'a Value,
    path: Option<&Path>,
    metadata: &'a FeedMetadata,
    document: &'a Document,
) -> impl Serialize + use<'a> {
    let entries = document.articles.iter().filter_map(|parsed| {
        let entry = parsed.entry.as_ref()?;
        Some(EntryObject {
            parsed,
            fields: fields(entry, parsed),
        })
    });
    let feed = FeedObject {
        title: metadata.title.as_deref(),
        description: metadata.description.as_deref(),
        id: metadata.id.as_deref(),
        author: metadata.author.as_deref(),
        published: metadata.published.as_deref(),
        updated: metadata.updated.as_deref(),
        language: metadata.language.as_deref(),
        links: links(&metadata.links),
        entries: entries.collect(),
    };
    Answer {
        pressmark: VERSION,
        id,
        path: path.map(|path| path.to_string_lossy().into_owned()),
        feed,
    }
}

fn fields<'a>(entry: &'a Entry, parsed: &'a ParsedArticle) -> EntryFields<'a> {
    let title = entry.title.as_deref();
    EntryFields {
        id: entry.id.as_deref(),
        title: title.or(parsed.article.metadata.title.as_deref()),
        author: entry.author.as_deref(),
        summary: entry.summary.as_deref(),
        content: entry.content.as_deref(),
        published: entry.published.as_deref(),
        updated: entry.updated.as_deref(),
        links: links(&entry.links),
    }
}

fn links(links: &[FeedLink]) -> Vec<LinkObject<'_>> {
    let objects = links.iter().map(|link| LinkObject {
        href: &link.href,
        rel: link.rel.as_deref(),
    });
    objects.collect()
}

impl Serialize for EntryObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let origin = Origin {
            id: &Value::from(self.fields.id),
            path: None,
            url: None,
        };
        let whole = article(origin, &self.parsed.article, &self.parsed.facts);
        merged(&whole, &self.fields).serialize(serializer)
    }
}

/// One object from two; where both have a field the second's holds.
fn merged(first: &impl Serialize, second: &impl Serialize) -> serde_json::Value {
    let mut whole = serde_json::to_value(first).unwrap_or_default();
    let over = serde_json::to_value(second).unwrap_or_default();
    if let (Some(whole), serde_json::Value::Object(over)) = (whole.as_object_mut(), over) {
        whole.extend(over);
    }
    whole
}
