//! Feeds of every kind, whole and broken.

use crate::ingest::{Format, Identity, Input, Reading, read};
use crate::model::BlockKind;
use crate::model::block::InlineKind;
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

fn entry_fields(text: &str) -> Vec<crate::ingest::Entry> {
    let reading = feed(text).expect("a feed");
    reading
        .articles
        .into_iter()
        .filter_map(|parsed| parsed.entry)
        .collect()
}

fn rss(item: &str) -> Reading {
    feed(&format!("<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>Site</title><item>{item}</item></channel></rss>")).expect("a feed")
}

fn text_of(item: &str) -> String {
    rss(item).articles[0].article.text.as_str().to_owned()
}

#[test]
fn the_feed_s_own_words_win_over_those_of_modules_in_any_order() {
    let own = "<pubDate>Sat, 14 Mar 2026 09:30:00 GMT</pubDate><title>Own</title><author>jane@example.org (Jane)</author>";
    let other = "<media:title>Other</media:title><dcterms:issued>2020-01-01</dcterms:issued><itunes:author>Network</itunes:author>";
    for item in [format!("{own}{other}"), format!("{other}{own}")] {
        let reading = rss(&item);
        let metadata = &reading.articles[0].article.metadata;
        assert_eq!(metadata.title.as_deref(), Some("Own"));
        assert_eq!(metadata.byline.as_deref(), Some("Jane"));
        assert_eq!(
            metadata.published.map(|at| at.to_string()).as_deref(),
            Some("2026-03-14T09:30:00Z")
        );
    }
}

#[test]
fn what_is_to_be_heard_stands_in_the_article() {
    let item = "<title>On rates</title><description>About rates.</description><enclosure url='https://a.example/e5.mp3' type='audio/mpeg' length='1'/><itunes:duration>2730</itunes:duration><itunes:episode>5</itunes:episode><itunes:season>2</itunes:season><itunes:image href='/cover.jpg'/>";
    let reading = rss(item);
    let article = &reading.articles[0].article;
    assert_eq!(
        article.text.as_str(),
        "On rates\n\nAbout rates.\n\ne5.mp3 · S2 E5 · 45:30 · audio/mpeg"
    );
    assert_eq!(article.blocks[2].kind, BlockKind::Figure);
    assert!(
        matches!(&article.inlines[0].kind, InlineKind::Link(to) if to == "https://a.example/e5.mp3")
    );
    assert_eq!(article.metadata.image.as_deref(), Some("/cover.jpg"));
}

#[test]
fn what_is_to_be_seen_is_described_once() {
    let film = "<title>A film</title><media:group><media:title>A film</media:title><media:content url='https://v.example/1.mp4' type='video/mp4'/><media:content url='https://v.example/2.mp4' type='video/mp4'/><media:thumbnail url='https://v.example/t.jpg'/><media:description>First line\nSecond line</media:description></media:group>";
    assert_eq!(
        text_of(film),
        "A film\n\nFirst line\nSecond line\n\n1.mp4 · video/mp4"
    );
    let picture = "<title>A</title><description>&lt;p>Words &lt;img src='https://i.example/a.jpg'>&lt;/p></description><media:content url='https://i.example/a.jpg' medium='image'/><media:content url='https://i.example/b.jpg' medium='image'><media:description>The bank at night</media:description></media:content>";
    assert_eq!(
        text_of(picture),
        "A\n\nWords\n\nb.jpg · image\n\nThe bank at night"
    );
}

#[test]
fn titles_and_bodies_are_words_unless_they_are_html() {
    assert_eq!(
        text_of(
            "<title>Vec&lt;String> and 1 &lt; 2</title><description>a &lt;b>bold&lt;/b> word</description>"
        ),
        "Vec<String> and 1 < 2\n\na bold word"
    );
    assert_eq!(
        text_of(
            "<title>Q&amp;amp;A &amp;#8211; today</title><description>one\ntwo\n\nthree</description>"
        ),
        "Q&A – today\n\none\ntwo\n\nthree"
    );
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>The &lt;blink&gt; tag</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a &lt; b<br/><a href='../x'>there</a></div></content><link href='https://example.org/a/b'/></entry></feed>";
    let reading = feed(atom).expect("a feed");
    let parsed = &reading.articles[0];
    assert_eq!(
        parsed.article.text.as_str(),
        "The <blink> tag\n\na < b\nthere"
    );
    assert!(
        matches!(&parsed.article.inlines[0].kind, InlineKind::Link(to) if to == "https://example.org/x")
    );
    assert_eq!(
        parsed
            .entry
            .as_ref()
            .and_then(|entry| entry.content.as_deref()),
        Some("a &lt; b<br /><a href=\"../x\">there</a>")
    );
}

#[test]
fn atom_0_3_is_read_in_each_of_its_modes() {
    let entries = entry_fields(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#' xml:lang='de'><tagline>T</tagline><entry><title mode='escaped' type='text/html'>a &lt;b&gt;b&lt;/b&gt;</title><issued>2003-12-31T10:14:55Z</issued><modified>2004-01-01</modified><content type='application/xhtml+xml' mode='xml'><div>x <i>y</i></div></content></entry><entry><title mode='base64' type='text/html'>PGI+YjwvYj4=</title><created>2003-12-30</created></entry></feed>",
    );
    assert_eq!(entries[0].title.as_deref(), Some("a <b>b</b>"));
    assert_eq!(entries[0].content.as_deref(), Some("x <i>y</i>"));
    assert_eq!(
        entries[0].published.as_deref(),
        Some("2003-12-31T10:14:55Z")
    );
    assert_eq!(entries[1].title.as_deref(), Some("<b>b</b>"));
    assert_eq!(entries[1].published.as_deref(), Some("2003-12-30"));
}

#[test]
fn an_entry_without_author_or_language_has_the_feed_s() {
    let reading = feed("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><author><name>La rédaction</name></author><entry><title>A</title></entry><entry xml:lang='en'><title>B</title><author><name>Jane</name></author><author><name>Joe</name></author></entry></feed>").expect("a feed");
    let about = |at: usize| {
        let metadata = &reading.articles[at].article.metadata;
        (
            metadata.byline.as_deref().map(str::to_owned),
            metadata.language.as_deref().map(str::to_owned),
        )
    };
    assert_eq!(
        about(0),
        (Some("La rédaction".to_owned()), Some("fr".to_owned()))
    );
    assert_eq!(
        about(1),
        (Some("Jane, Joe".to_owned()), Some("en".to_owned()))
    );
}

#[test]
fn an_aggregator_names_where_it_has_it_from() {
    let reading = rss(
        "<title>T</title><link>https://counter.example/1</link><source url='https://wire.example/rss'>The Wire</source><fb:origLink>https://wire.example/story</fb:origLink>",
    );
    let metadata = &reading.articles[0].article.metadata;
    assert_eq!(metadata.site.as_deref(), Some("The Wire"));
    assert_eq!(metadata.url.as_deref(), Some("https://wire.example/story"));
}

#[test]
fn entries_that_name_no_id_are_known_apart() {
    let reading = feed("<rss><channel><item><title>A</title></item><item><title>B</title></item><item><description>C</description></item></channel></rss>").expect("a feed");
    let ids: Vec<&Identity> = reading
        .articles
        .iter()
        .map(|parsed| &parsed.identity)
        .collect();
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids.iter().all(|id| **id != Identity::Unknown));
}

#[test]
fn what_is_broken_costs_its_own_entry_at_most() {
    for broken in [
        "<item><title>I <3 you & 1 < 2</title><description>x</description></item>",
        "<item><title>Open <b>bold</title><description><p>x<br>y</description></item>",
        "<item><title>Never closed<description>x</item>",
        "<item><title>No end",
        "<item><title><![CDATA[Never ended</title></item>",
        "<item><title>x</title><!-- never ended </item>",
        "<item><title>x</title></wrong></item></nonsense>",
        "<item a=b c='d\"><title>x</title></item>",
        "<item><title>&undefined; &#xfffffff;</title></item>",
        "<item><author><name>x</item>",
    ] {
        let text = format!(
            "<rss><channel><title>T</title><item><title>One</title></item>{broken}<item><title>Three</title><link>https://a.example/3</link></item></channel></rss>"
        );
        let reading = feed(&text).expect("a feed");
        let found = titles(&reading);
        assert_eq!(
            (found.first(), found.last()),
            (Some(&"One"), Some(&"Three")),
            "{broken}"
        );
        assert_eq!(
            reading
                .articles
                .last()
                .and_then(|last| last.article.metadata.url.as_deref()),
            Some("https://a.example/3"),
            "{broken}"
        );
    }
}

#[test]
fn signs_that_are_no_markup_are_words() {
    let entries = entry_fields(
        "<rss><channel><item><title>I <3 this & 1 < 2</title><description>&eacute;t&eacute; &nope; AT&T</description></item></channel></rss>",
    );
    assert_eq!(entries[0].title.as_deref(), Some("I <3 this & 1 < 2"));
    assert_eq!(entries[0].summary.as_deref(), Some("été &nope; AT&T"));
}

#[test]
fn a_json_feed_has_attachments_authors_and_languages() {
    let reading = feed(r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","authors":[{"name":"All"}],"items":[{"id":7,"content_html":"<p>x</p>","attachments":[{"url":"https://a.example/x.mp3","mime_type":"audio/mpeg","duration_in_seconds":61}]},{"id":"2","content_text":"y","authors":[{"name":"Ann"},{"name":"Bo"}],"language":"de"}]}"#).expect("a feed");
    assert_eq!(
        reading.articles[0].article.text.as_str(),
        "x\n\nx.mp3 · 1:01 · audio/mpeg"
    );
    assert_eq!(
        reading.articles[0].article.metadata.byline.as_deref(),
        Some("All")
    );
    let second = &reading.articles[1].article.metadata;
    assert_eq!(
        (second.byline.as_deref(), second.language.as_deref()),
        (Some("Ann, Bo"), Some("de"))
    );
}

/// A whole feed with a little of everything, to be broken at random.
const WHOLE: &str = "<?xml version='1.0'?><rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>T &amp; U</title><link>https://a.example/</link><item><title>A <b>b</b></title><guid isPermaLink='false'>1</guid><content:encoded><![CDATA[<p>x &amp; <a href='y'>y</a></p>]]></content:encoded><media:group><media:content url='u' type='video/mp4'><media:title>m</media:title></media:content></media:group><author>a@b (C)</author><pubDate>Sat, 14 Mar 2026 09:30:00 GMT</pubDate></item><entry xml:base='/z/'><content type='xhtml'><div>d<br/></div></content><link rel='enclosure' href='e'/><author><name>N</name></author></entry></channel></rss>";

proptest! {
    #[test]
    fn no_broken_feed_is_too_strange(edits in proptest::collection::vec((0..WHOLE.len(), 0..30_usize, prop::sample::select(vec!["", "<", ">", "&", "\"", "]]>", "<!--", "<![CDATA[", "</item>", "<item>", "<!DOCTYPE x [", "\u{0}", "é"])), 1..8)) {
        let mut text = WHOLE.to_owned();
        for (at, length, with) in edits {
            let at = at.min(text.len());
            let end = (at + length).min(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(end) {
                text.replace_range(at..end, with);
            }
        }
        if let Some(reading) = feed(&text) {
            for parsed in &reading.articles {
                let article = &parsed.article;
                for span in article.blocks.iter().map(|block| block.span).chain(article.inlines.iter().map(|inline| inline.span)) {
                    prop_assert!(article.text.get(span.start..span.end).is_some());
                }
            }
        }
    }

    #[test]
    fn no_soup_is_too_strange(parts in proptest::collection::vec(prop::sample::select(vec![
        "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "x", "&amp;", "&nope;", "&#0;", "<![CDATA[", "]]>", "<author>", "<name>", "</name>",
        "</author>", "<link href='a'/>", "<content type='xhtml'>", "</content>", "<b>", "</b>", "<!DOCTYPE a [<!ENTITY x 'y'>]>", "<entry/>", "</channel>", "<", ">",
    ]), 0..40)) {
        let _ = feed(&parts.concat());
    }
}
