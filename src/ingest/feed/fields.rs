//! Which field of a feed or an entry an element fills, and which of two elements wins.

use super::address::resolve;
use super::{RawEntry, RawFeed};
use crate::ingest::{Entry, FeedLink, dates};
use crate::model::SafeText;

/// An element that was read to its end.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// The class of its namespace: empty for the feed's own, else `dc`, `content`, `media`, ….
    pub space: &'static str,
    /// Its local name, lower case.
    pub name: String,
    /// Its attributes: local name, lower case, and value.
    pub attributes: Vec<(String, String)>,
    /// Its content, unescaped; markup inside is kept.
    pub text: String,
    /// The base for addresses at this place.
    pub base: Option<String>,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    fn safe(&self) -> Option<SafeText> {
        let text = self.text.trim();
        (!text.is_empty()).then(|| SafeText::new(text.replace("\r\n", "\n").replace('\r', "\n")))
    }

    fn link(&self) -> Option<FeedLink> {
        let href = self.attribute("href").unwrap_or(self.text.trim());
        let rel = self.attribute("rel").map(SafeText::line);
        (!href.is_empty()).then(|| FeedLink {
            href: SafeText::line(&resolve(self.base.as_deref(), href)),
            rel,
        })
    }
}

/// Fills a field of the feed.
pub(super) fn into_feed(element: &Element, raw: &mut RawFeed) {
    let feed = &mut raw.feed;
    match (element.space, element.name.as_str()) {
        ("" | "atom" | "dc", "title") => keep(&mut feed.title, element.safe()),
        ("" | "dc" | "atom", "description" | "tagline" | "subtitle") => {
            keep(&mut feed.description, element.safe());
        }
        ("" | "atom", "id") => keep(&mut feed.id, element.safe()),
        ("" | "atom", "link") => feed.links.extend(element.link()),
        ("", "managingeditor") | ("dc", "creator" | "author") | ("itunes" | "", "author") => {
            keep(&mut feed.author, element.safe());
        }
        ("" | "dc", "language") => keep(&mut feed.language, element.safe()),
        ("" | "atom", "updated" | "modified" | "lastbuilddate")
        | ("dc", "date")
        | ("dcterms", "modified") => keep(&mut feed.updated, stated(&element.text)),
        ("", "pubdate" | "published" | "issued") | ("dcterms", "issued" | "created") => {
            keep(&mut feed.published, stated(&element.text));
        }
        _ => {}
    }
}

/// Fills a field of an entry.
pub(super) fn into_entry(element: &Element, raw: &mut RawEntry) {
    let entry = &mut raw.entry;
    match (element.space, element.name.as_str()) {
        ("" | "atom", "title") => replace(&mut entry.title, element.safe()),
        ("dc" | "media", "title") => keep(&mut entry.title, element.safe()),
        ("" | "atom", "id") => keep(&mut entry.id, element.safe()),
        ("", "guid") => guid(element, entry),
        ("" | "atom", "link") => entry.links.extend(element.link()),
        ("feedburner", "origlink") => entry.links.extend(element.link()),
        ("" | "atom" | "dc" | "itunes", "description" | "summary" | "abstract") => {
            summary(element, entry);
        }
        ("content", "encoded") | ("", "fullitem" | "body") => {
            replace(&mut entry.content, element.safe());
        }
        ("" | "atom", "content") => replace(&mut entry.content, element.safe()),
        ("media", "description") => keep(&mut entry.summary, element.safe()),
        ("" | "itunes", "author" | "managingeditor") | ("dc", "creator" | "author") => {
            keep(&mut entry.author, element.safe());
        }
        ("" | "atom", "pubdate" | "published" | "issued") | ("dcterms", "issued" | "created") => {
            keep(&mut entry.published, stated(&element.text));
        }
        ("" | "atom", "updated" | "modified") | ("dcterms", "modified") => {
            keep(&mut entry.updated, stated(&element.text));
        }
        ("dc", "date") => keep(&mut entry.updated, stated(&element.text)),
        ("" | "atom" | "dc", "category" | "subject") => {
            let term = element.attribute("term").unwrap_or(&element.text);
            raw.categories
                .extend(Some(SafeText::line(term)).filter(|term| !term.is_empty()));
        }
        ("", "enclosure") | ("media", "content") => {
            if let Some(address) = element.attribute("url") {
                entry.links.push(FeedLink {
                    href: SafeText::line(&resolve(element.base.as_deref(), address)),
                    rel: Some(SafeText::new("enclosure")),
                });
            }
        }
        ("media", "thumbnail") => {
            keep(&mut raw.image, element.attribute("url").map(SafeText::line));
        }
        _ => {}
    }
}

fn keep(field: &mut Option<SafeText>, value: Option<SafeText>) {
    if field.is_none() {
        *field = value;
    }
}

fn replace(field: &mut Option<SafeText>, value: Option<SafeText>) {
    if value.is_some() {
        *field = value;
    }
}

/// The first of description and summary is the summary; a second one is the content.
fn summary(element: &Element, entry: &mut Entry) {
    let value = element.safe();
    if entry.summary.is_none() {
        entry.summary = value;
    } else if element.space.is_empty() {
        keep(&mut entry.content, value);
    }
}

/// A guid is the address as well, unless it says it is none.
fn guid(element: &Element, entry: &mut Entry) {
    let words = element.text.trim();
    let permanent = element
        .attribute("ispermalink")
        .is_none_or(|value| !value.eq_ignore_ascii_case("false"));
    keep(&mut entry.id, element.safe());
    if permanent && (words.starts_with("http://") || words.starts_with("https://")) {
        // Behind all links that the entry names itself.
        entry.links.push(FeedLink {
            href: SafeText::line(words),
            rel: Some(SafeText::new("guid")),
        });
    }
}

/// Ends an entry: a guid that was taken as address counts only without a better one.
pub(super) fn close_entry(entry: &mut Entry) {
    let named = entry
        .links
        .iter()
        .any(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    if named {
        entry
            .links
            .retain(|link| link.rel.as_deref() != Some("guid"));
    } else {
        for link in entry
            .links
            .iter_mut()
            .filter(|link| link.rel.as_deref() == Some("guid"))
        {
            link.rel = None;
        }
        entry.links.sort_by_key(|link| link.rel.is_some());
    }
}

/// A date as written when it is RFC 822 or RFC 3339 already, else as RFC 3339; unreadable ones as written.
pub(super) fn stated(text: &str) -> Option<SafeText> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let well_formed = text.get(10..11) == Some("T") && text.len() >= 20
        || text.get(3..5) == Some(", ") && text.len() >= 25;
    match dates::parse(text) {
        Some(date) if !well_formed => Some(SafeText::new(date.to_string())),
        _ => Some(SafeText::line(text)),
    }
}
