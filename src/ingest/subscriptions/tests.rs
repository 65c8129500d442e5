use super::read;
use crate::model::{SafeText, SubscriptionList};
use proptest::prelude::*;

fn addresses(list: &SubscriptionList) -> Vec<&str> {
    list.feeds
        .iter()
        .map(|feed| feed.address.as_str())
        .collect()
}

fn words(names: &[SafeText]) -> Vec<&str> {
    names.iter().map(SafeText::as_str).collect()
}

#[test]
fn folders_tags_and_sites_of_an_outline_are_kept() {
    let list = read(
        r#"<?xml version="1.0"?><opml version="2.0"><head><title>My &amp; feeds</title></head><body>
        <outline text="News"><outline title="Europe"><outline text="Wire &#233;" type="rss" xmlUrl="https://wire.example/rss?a=1&amp;b=2" htmlUrl="https://wire.example/" category="/Politics/EU,daily"/></outline></outline>
        <outline text="feed:" XMLURL='feed://old.example/atom.xml'/>
        <outline text="Again" xmlurl="https://wire.example/rss?a=1&b=2" category="late,daily"/>
        <outline text="More" type="include" url="https://example.org/more.opml"/>
        <outline text="Nothing"/>
        <outline text="Home" type="rss" xmlUrl="file:///etc/passwd"/></body></opml>"#,
    )
    .expect("a list");
    assert_eq!(list.title.as_deref(), Some("My & feeds"));
    assert_eq!(
        addresses(&list),
        [
            "https://wire.example/rss?a=1&b=2",
            "http://old.example/atom.xml"
        ]
    );
    let wire = &list.feeds[0];
    assert_eq!(wire.title.as_deref(), Some("Wire é"));
    assert_eq!(wire.site.as_deref(), Some("https://wire.example/"));
    assert_eq!(words(&wire.folder), ["News", "Europe"]);
    assert_eq!(words(&wire.tags), ["Politics/EU", "daily", "late"]);
    let left: Vec<(&str, &str)> = list
        .left_out
        .iter()
        .map(|left| (left.written.as_str(), left.reason.as_str()))
        .collect();
    assert_eq!(
        left,
        [
            ("More", "is another list, which is not followed"),
            ("Nothing", "names no feed"),
            (
                "file:///etc/passwd",
                "names a file of this machine; add that file itself"
            ),
        ]
    );
}

#[test]
fn an_outline_that_breaks_off_keeps_what_came_before() {
    let list = read("<opml><body><outline text='A' xmlUrl='https://a.example/rss'/><outline text='B' xmlUrl='https").expect("a list");
    assert_eq!(addresses(&list), ["https://a.example/rss"]);
}

#[test]
fn a_list_that_names_nothing_is_still_a_list() {
    let empty = "<opml version=\"2.0\"><head><title>mine</title></head><body></body></opml>";
    let list = read(empty).unwrap();
    assert_eq!(list.title, Some(SafeText::line("mine")));
    assert!(list.feeds.is_empty());
    assert!(read("<rss><channel></channel></rss>").is_none());
}

#[test]
fn titles_tags_searches_and_commands_of_urls_are_told_apart() {
    let text = r#"# my feeds
https://a.example/feed.xml markets "long reads" "~The A" !
http://b.example/rss

"query:Fresh markets:unread = \"yes\" and (tags # \"markets\" or title =~ \"capital spending\")" own
"query:Links:link =~ \"x\""
exec:~/bin/make-feed
filter:~/bin/clean:https://c.example/rss
"#;
    assert!(super::is_list(text));
    let list = read(text).expect("a list");
    assert_eq!(
        addresses(&list),
        ["https://a.example/feed.xml", "http://b.example/rss"]
    );
    let first = &list.feeds[0];
    assert_eq!(first.title.as_deref(), Some("The A"));
    assert_eq!(words(&first.tags), ["markets", "long reads"]);
    assert!(first.hidden && !list.feeds[1].hidden);
    assert_eq!(list.searches[0].name.as_str(), "Fresh markets");
    assert_eq!(
        list.searches[0].query.as_str(),
        r#"is:unread (tag:markets or title:"capital spending")"#
    );
    assert_eq!(words(&list.searches[0].tags), ["own"]);
    let left: Vec<&str> = list
        .left_out
        .iter()
        .map(|left| left.reason.as_str())
        .collect();
    assert_eq!(
        left,
        [
            "`link =~` cannot be said in a search here",
            "would run a command, and nothing is ever run",
            "would run a command, and nothing is ever run",
        ]
    );
}

#[test]
fn a_page_of_links_is_no_list_of_feeds() {
    for text in [
        "https://example.org/story/one\nhttps://example.org/story/two\n",
        "https://example.org/story",
        "See https://example.org/feed.xml for more.",
        "https://example.org/feed.xml is where the feed of that site can be found, they said on Monday\n",
        "# A heading\n\nquery: how do banks earn money?\n",
        "exec summary of the quarter\n",
        "",
    ] {
        assert!(!super::is_list(text), "{text}");
    }
    assert!(super::is_list("https://example.org/feed.xml\n"));
    assert!(super::is_list("https://example.org/a \"~A title\"\n"));
}

#[test]
fn searches_are_said_in_our_language_and_understood_there() {
    for (written, ours) in [
        ("unread = \"no\"", "is:read"),
        ("unread != \"yes\"", "is:read"),
        ("tags !# \"done\"", "-tag:done"),
        ("tags # \"a b\" and age < 7", "tag:\"a b\" after:7d"),
        ("age between 0:3", "after:3d"),
        (
            "title =~ \"rate|inflation\" and unread = \"yes\"",
            "(title:rate or title:inflation) is:unread",
        ),
        (
            "content =~ \"(oil|natural gas)\"",
            "oil* or \"natural gas\"",
        ),
        ("author =~ \".*Jane.*\"", "author:Jane"),
        ("title !~ \"a|b\"", "-(title:a or title:b)"),
        ("(feedtitle = \"Wire\")", "source:Wire"),
    ] {
        assert_eq!(
            super::search::translate(written).as_deref(),
            Ok(ours),
            "{written}"
        );
        let today = Some(jiff::civil::date(2026, 3, 14));
        assert!(crate::query::parse_on(ours, today).is_ok(), "{ours}");
    }
    for written in [
        "",
        "title",
        "title =~ \"^a.c$\"",
        "flags # \"s\"",
        "rssurl =~ \"x\"",
        "(unread = \"yes\"",
        "unread = \"maybe\"",
        "unread = \"yes\")",
    ] {
        assert!(super::search::translate(written).is_err(), "{written}");
    }
}

proptest! {
    #[test]
    fn no_list_is_too_strange(parts in proptest::collection::vec(prop::sample::select(vec![
        "<opml>", "<body>", "<outline ", "text='a' ", "xmlUrl=\"https://x.example/\"", "/>", ">", "</outline>", "&", "\"", "query:", "a:", "unread = ", "(", ")", "https://y.example ", "~t", "\n", "\\", "é",
    ]), 0..40)) {
        let text = parts.concat();
        let _ = (super::is_list(&text), read(&text), super::search::translate(&text));
    }
}
