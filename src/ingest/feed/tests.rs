//! Feeds of every kind, whole and broken.

use crate::ingest::{Format, Identity, Input, Reading, read};
use proptest::prelude::*;

fn feed(text: &str) -> Option<Reading> {
    read(&Input {
        format: Format::Feed,
        ..Input::new("test", text.as_bytes())
    })
    .ok()
}

fn titles(reading: &Reading) -> Vec<&str> {
    reading
        .articles
        .iter()
        .filter_map(|parsed| parsed.article.metadata.title.as_deref())
        .collect()
}

#[test]
fn rss_with_modules_is_read() {
    let reading = feed("<rss version='2.0' xmlns:c='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>News</title><image><title>No</title></image><item><title>A &amp;amp; B</title><guid>https://example.org/1</guid><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><dc:creator>Jane</dc:creator><description>Short</description><c:encoded><![CDATA[<p>Long</p><ul><li>one</ul>]]></c:encoded></item><item><title>C</title></item></channel></rss>").expect("a feed");
    assert_eq!(titles(&reading), ["A & B", "C"]);
    let first = &reading.articles[0];
    assert_eq!(first.article.text.as_str(), "A & B\n\nLong\n\none");
    assert_eq!(first.article.metadata.byline.as_deref(), Some("Jane"));
    assert_eq!(
        first.article.metadata.url.as_deref(),
        Some("https://example.org/1")
    );
    assert!(
        matches!(&first.identity, Identity::Entry(id) if id.as_str() == "https://example.org/1")
    );
    assert_eq!(
        reading.feed.and_then(|feed| feed.title).as_deref(),
        Some("News")
    );
}

#[test]
fn atom_with_xhtml_and_bases_is_read() {
    let reading = feed("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://example.org/a/'><title type='html'>&lt;b&gt;News&lt;/b&gt;</title><author><name>Jane</name><email>j@example.org</email></author><entry><id>x</id><title>T</title><link href='b'/><updated>2026-03-14T00:00:00Z</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Words &amp; <b>more</b></div></content></entry></feed>").expect("a feed");
    let entry = &reading.articles[0];
    assert_eq!(entry.article.text.as_str(), "T\n\nWords & more");
    assert_eq!(
        entry.article.metadata.url.as_deref(),
        Some("https://example.org/a/b")
    );
    assert_eq!(
        entry.entry.as_ref().and_then(|e| e.content.as_deref()),
        Some("Words &amp; <b>more</b>")
    );
    assert_eq!(
        reading.feed.and_then(|feed| feed.author).as_deref(),
        Some("Jane (j@example.org)")
    );
}

#[test]
fn a_broken_entry_does_not_cost_the_feed() {
    let reading = feed("<rss><channel><item><title>One</title></item><item><title>Two <b>bold</title><description>x</item><item><title>Three</title></item>").expect("a feed");
    assert!(titles(&reading).contains(&"One"));
}

#[test]
fn a_json_feed_is_read() {
    let reading = feed(r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","content_text":"a < b","title":"T"}]}"#).expect("a feed");
    assert_eq!(reading.articles[0].article.text.as_str(), "T\n\na < b");
}

proptest! {
    #[test]
    fn no_soup_is_too_strange(parts in proptest::collection::vec(prop::sample::select(vec![
        "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "x", "&amp;", "&nope;", "&#0;", "<![CDATA[", "]]>", "<author>", "<name>", "</name>",
        "</author>", "<link href='a'/>", "<content type='xhtml'>", "</content>", "<b>", "</b>", "<!DOCTYPE a [<!ENTITY x 'y'>]>", "<entry/>", "</channel>", "<", ">",
    ]), 0..40)) {
        let _ = feed(&parts.concat());
    }
}
