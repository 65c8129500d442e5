//! The feeds that a page names.

use super::Address;
use crate::ingest::decode::decode;
use crate::model::SafeText;
use dom_query::Document;

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Where it is.
    pub address: Address,
    /// What the page calls it.
    pub title: Option<SafeText>,
}

/// No head is longer, in characters.
const HEAD: usize = 100_000;

/// More than these nobody chooses from.
const MOST: usize = 30;

/// The kinds of feeds by their media types. (`application/json` alone says too little.)
const TYPES: [&str; 5] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json+feed",
];

/// Where feeds often are. Asked only when a page names none, and only at the same host.
pub const USUAL_PLACES: [&str; 6] = [
    "/feed",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
];

/// The feeds named by `<link rel="alternate">` in a page that came from `address`, in the page's order. `charset` is
/// the encoding that the server named.
pub fn feeds(page: &[u8], charset: Option<&str>, address: &Address) -> Vec<Offer> {
    let html = decode(page, charset).draft.text;
    // Links stand in the head: a hostile body is never built into a tree.
    let head = html
        .char_indices()
        .nth(HEAD)
        .map_or(html.len(), |(at, _)| at);
    let head = html.get(..head).unwrap_or_default();
    let head = head.split("<body").next().unwrap_or_default();
    let document = Document::from(head);
    let base = document.select_single("base[href]").attr("href");
    let base = base
        .and_then(|base| address.join(&base).ok())
        .unwrap_or_else(|| address.clone());
    let mut offers: Vec<Offer> = Vec::new();
    for link in &document.select("link[href][type]") {
        let attribute = |name: &str| {
            link.attr(name)
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase()
        };
        let (rel, kind) = (attribute("rel"), attribute("type"));
        let mut rels = rel.split_ascii_whitespace();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !rels.any(|rel| rel == "alternate" || rel == "feed") || !TYPES.contains(&kind) {
            continue;
        }
        let Ok(address) = base.join(&link.attr("href").unwrap_or_default()) else {
            continue;
        };
        if offers.len() < MOST && offers.iter().all(|known| known.address != address) {
            let title = link.attr("title").map(|title| SafeText::line(title.trim()));
            offers.push(Offer {
                address,
                title: title.filter(|title| !title.is_empty()),
            });
        }
    }
    offers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_feeds() {
        let page = r#"<html><head><base href="https://cdn.example.org/x/">
            <link rel="stylesheet" type="text/css" href="a.css">
            <link REL="Alternate" TYPE="application/rss+xml; charset=utf-8" title=" News " href="news.xml">
            <link rel="alternate" type="application/atom+xml" href="/atom">
            <link rel="alternate" type="application/atom+xml" href="/atom#top">
            <link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">
            <link rel="alternate" hreflang="de" type="text/html" href="/de">
            </head><body>Words</body></html>"#;
        let address = Address::parse("https://example.org/").unwrap();
        let found: Vec<(String, Option<SafeText>)> = feeds(page.as_bytes(), None, &address)
            .into_iter()
            .map(|offer| (offer.address.to_string(), offer.title))
            .collect();
        assert_eq!(
            found,
            [
                (
                    "https://cdn.example.org/x/news.xml".to_owned(),
                    Some("News".into())
                ),
                ("https://cdn.example.org/atom".to_owned(), None),
            ]
        );
        assert!(feeds(b"<p>no head at all", None, &address).is_empty());
    }
}
