//! When an article was published and changed.

use super::head::Head;
use super::linked_data::LinkedData;
use crate::ingest::dates;
use crate::model::Published;
use crate::model::article::Metadata;
use dom_query::{Document, NodeRef};

/// Names of `meta` elements for the day of publication, the most exact ones first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "article.published",
    "article.created",
    "published-date",
    "originalpublicationdate",
    "datecreated",
    "date.created",
    "cxenseparse:recs:publishtime",
    "ptime",
    "pdate",
    "citation_publication_date",
    "citation_date",
    "rnews:datepublished",
    "release_date",
    "date",
];

/// Names of `meta` elements for the day of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "article.updated",
    "updated_time",
    "utime",
    "moddate",
];

/// Places on the page that show the day of publication.
const SHOWN: &[&str] = &[
    "[itemprop=datePublished]",
    "time[pubdate]",
    "time.published, time.entry-date, time.dt-published, abbr.published",
    "article time[datetime]",
    "main time[datetime]",
    "time[datetime]",
    ".published, .pubdate, .publish-date, .published-date, .entry-date, .post-date, .article-date, .date-published, .dateline, .posted-on",
];

/// Places on the page that show the day of the last change.
const CHANGED: &[&str] = &[
    "[itemprop=dateModified]",
    "time.updated",
    "time.modified, time.dt-updated",
];

/// Fills the dates that are still unknown; a day in the address counts only when nothing else names one.
pub(super) fn dates_of(
    page: &Document,
    head: &Head,
    data: &LinkedData,
    given: Option<&str>,
    metadata: &mut Metadata,
) {
    let linked = |text: &Option<String>| text.as_deref().and_then(dates::parse);
    let stated = |names: &[&str]| {
        let mut contents = names.iter().flat_map(|name| head.all(name));
        contents.find_map(|text| dates::parse(text))
    };
    let published = metadata.published.or_else(|| linked(&data.published));
    let published = published
        .or_else(|| stated(PUBLISHED))
        .or_else(|| shown(page, SHOWN));
    metadata.published = published.or_else(|| metadata.url.as_deref().or(given).and_then(day_of));
    let modified = metadata.modified.or_else(|| linked(&data.modified));
    metadata.modified = modified
        .or_else(|| stated(MODIFIED))
        .or_else(|| shown(page, CHANGED));
}

fn shown(page: &Document, places: &[&str]) -> Option<Published> {
    places.iter().find_map(|place| {
        page.select(place)
            .nodes()
            .iter()
            .take(10)
            .find_map(of_element)
    })
}

fn of_element(node: &NodeRef<'_>) -> Option<Published> {
    let stated = ["datetime", "content", "title"]
        .iter()
        .find_map(|name| node.attr(name));
    stated.and_then(|text| dates::parse(&text)).or_else(|| {
        let words = node.text();
        let found = dates::find(&words).filter(|_| words.len() < 120);
        found.map(|(_, date)| date)
    })
}

/// The day that an address names: `/2026/03/14/`, `/2026-03-14-…`.
fn day_of(address: &str) -> Option<Published> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    numbers.windows(3).find_map(|three| {
        let [year, month, day] = three else {
            return None;
        };
        let short =
            |words: &str| matches!(words.len(), 1 | 2) && words.bytes().all(|b| b.is_ascii_digit());
        let full = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
        if full && short(month) && short(day) {
            dates::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_day_only_in_full() {
        let day = |address| day_of(address).map(|day| day.to_string());
        assert_eq!(
            day("https://example.org/2026/03/14/title").as_deref(),
            Some("2026-03-14")
        );
        assert_eq!(
            day("https://example.org/news/2026-3-4-title").as_deref(),
            Some("2026-03-04")
        );
        assert_eq!(day("https://example.org/2026/03/title"), None);
    }
}
