//! The pages of entries that only begin their article, against the same server.

use super::server::{Answer, Server};
use super::{Reader, Timestamp};
use pressmark::desk::Fetched;
use pressmark::model::{Feeds, FetchProgress, OpenedArticle, Query};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicI64, Ordering};

/// A feed of which each entry only begins its article: id, title, words and the path of its page.
fn teasers(server: &Server, entries: &[(&str, &str, &str, &str)]) -> Answer {
    let item = |(id, title, words, page): &(&str, &str, &str, &str)| {
        let link = if page.starts_with("http") {
            (*page).to_owned()
        } else {
            server.at(page)
        };
        format!(
            "<item><guid isPermaLink='false'>{id}</guid><title>{title}</title><link>{link}</link>
             <author>ann@paper.example (Ann Ray)</author><pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate>
             <description>{words}</description></item>"
        )
    };
    let items: String = entries.iter().map(item).collect();
    Answer::ok(format!(
        "<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>"
    ))
}

/// A page with the words of its teaser and more.
fn page(title: &str, words: &str) -> Answer {
    let html = format!(
        "<html><head><title>{title} | Paper online</title><meta name='author' content='A machine'></head>
         <body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1><p>{words}</p>
         <p>Nobody in the city was surprised, least of all those who had to sell on Friday, since the bank had said as much.</p>
         <p>It will look at its rates again in the autumn, when the figures of the summer are there.</p></article></body></html>"
    );
    Answer::ok(html).header("Content-Type", "text/html; charset=utf-8")
}

const BEGUN: &str = "The bank raised its rates on Monday.";
const MORE: &str = "least of all those who had to sell";

impl Reader {
    fn with_full_texts(mut self) -> Self {
        self.settings = self.settings.with_full_text();
        self
    }

    /// The only article whose title begins like this.
    fn article(&mut self, title: &str) -> OpenedArticle {
        let rows = self.desk.library.list(&Query::default(), 0, 100).unwrap();
        let mut found = rows
            .rows
            .into_iter()
            .filter(|row| row.title.starts_with(title));
        let row = found.next().unwrap();
        assert!(found.next().is_none());
        self.desk.open_article(&row.id).unwrap()
    }

    /// Subscribes as the program does: the pages come after the feed.
    fn subscribe_with_pages(&mut self, url: &str) -> FetchProgress {
        let feed = self.subscribe(url);
        let go_on = &mut |_: &FetchProgress, _: Option<&Fetched>| ControlFlow::Continue(());
        self.desk
            .fetch_pages(&feed.source, &self.settings, &self.limits, go_on)
            .unwrap()
    }
}

#[test]
fn a_teaser_becomes_its_page_under_the_name_that_its_feed_gives_it_and_is_asked_for_once() {
    let (server, mut ann) = (Server::start(), reader!().with_full_texts());
    server.says(
        "/feed",
        teasers(&server, &[("1", "Rates rise", BEGUN, "/rates")]),
    );
    server.says("/rates", page("Rates rise", BEGUN));
    let progress = ann.subscribe_with_pages(&server.at("/feed"));
    assert_eq!((progress.pages, progress.full_texts), (1, 1));
    assert_eq!(server.paths(), ["/feed", "/rates"]);
    let opened = ann.article("Rates rise");
    assert!(
        opened.article.text.contains(MORE),
        "{}",
        opened.article.text.as_str()
    );
    let metadata = &opened.article.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Rates rise"));
    assert_eq!(metadata.byline.as_deref(), Some("Ann Ray"));
    assert_eq!(metadata.site.as_deref(), Some("Paper"));
    assert_eq!(
        metadata.published.unwrap().to_string(),
        "2026-06-01T10:00:00Z"
    );
    assert!(opened.full_text.unwrap().is_here);
    // The beginning was no version of the article.
    assert_eq!((opened.revisions.len(), opened.row.updated), (1, false));

    let done = ann.again();
    assert_eq!((done.new, done.updated), (0, 0));
    assert_eq!(server.paths(), ["/feed", "/rates", "/feed"]);
    assert!(ann.article("Rates rise").article.text.contains(MORE));
    assert_eq!(ann.titles().len(), 1);
    assert_eq!(ann.desk.library.doctor().unwrap(), Vec::<String>::new());
}

#[test]
fn what_the_feed_gives_is_all_that_is_fetched_unless_the_person_wants_more() {
    let (server, mut ann) = (Server::start(), reader!());
    let two = [
        ("1", "Rates rise", BEGUN, "/rates"),
        ("2", "Rain", "It will rain.", "/rain"),
    ];
    server.says("/feed", teasers(&server, &two));
    ann.subscribe_with_pages(&server.at("/feed"));
    assert_eq!(server.paths(), ["/feed"]);
    assert_eq!(ann.article("Rates").full_text, None);
    // Later they do: what came before gets its page when the feed gives it again.
    ann.settings = ann.settings.clone().with_full_text();
    server.says("/rates", page("Rates rise", BEGUN));
    ann.again();
    assert_eq!(server.paths(), ["/feed", "/feed", "/rates", "/rain"]);
    assert!(ann.article("Rates").article.text.contains(MORE));
}

#[test]
fn a_teaser_that_changes_asks_for_its_page_again_and_what_changed_there_is_a_version() {
    let (server, mut ann) = (Server::start(), reader!().with_full_texts());
    server.says(
        "/feed",
        teasers(&server, &[("1", "Rates rise", BEGUN, "/rates")]),
    );
    server.says("/rates", page("Rates rise", BEGUN));
    ann.subscribe_with_pages(&server.at("/feed"));
    let other = "The bank raised its rates on Tuesday.";
    server.says(
        "/feed",
        teasers(&server, &[("1", "Rates rise", other, "/rates")]),
    );
    server.says("/rates", page("Rates rise", other));
    let (_, progress) = ann.fetch_these(&Feeds::All);
    assert_eq!((progress.updated, progress.full_texts), (1, 1));
    let opened = ann.article("Rates rise");
    assert!(opened.article.text.contains("Tuesday") && opened.article.text.contains(MORE));
    assert_eq!((opened.revisions.len(), opened.row.updated), (2, true));
    // An entry that says all by itself needs no page any more.
    let whole =
        "The bank raised its rates on Wednesday, as most who watch it had expected. ".repeat(20);
    server.says(
        "/feed",
        teasers(&server, &[("1", "Rates rise", &whole, "/rates")]),
    );
    let asked = server.paths().len();
    ann.again();
    assert_eq!(server.paths().len(), asked + 1);
    let opened = ann.article("Rates rise");
    assert!(opened.article.text.contains("Wednesday") && opened.full_text.is_none());
    assert_eq!(ann.desk.library.doctor().unwrap(), Vec::<String>::new());
}

#[test]
fn a_page_that_does_not_say_the_rest_leaves_the_beginning_and_tells_why() {
    let (server, mut ann) = (Server::start(), reader!().with_full_texts());
    let entries = [
        ("1", "Missing", "The page of this is missing.", "/missing"),
        (
            "2",
            "Walled",
            "A long beginning of which the page says not even a half to those who do not pay.",
            "/walled",
        ),
        ("3", "Printed", "This is a file to be printed.", "/printed"),
        (
            "4",
            "Elsewhere",
            "This page leads to another story.",
            "/elsewhere",
        ),
        (
            "5",
            "Own network",
            "This leads into the network of the reader.",
            "http://127.0.0.2:9/",
        ),
    ];
    server.says("/feed", teasers(&server, &entries));
    let short = "<html><body><h1>Walled</h1><p>A long beginning.</p></body></html>";
    server.says(
        "/walled",
        Answer::ok(short).header("Content-Type", "text/html"),
    );
    server.says(
        "/printed",
        Answer::ok("%PDF-1.7").header("Content-Type", "application/pdf"),
    );
    server.says(
        "/elsewhere",
        page(
            "Cookies",
            "We would like to keep some things on your device.",
        ),
    );
    let progress = ann.subscribe_with_pages(&server.at("/feed"));
    assert_eq!((progress.pages, progress.full_texts), (5, 0));
    let mut because = |title: &str, told: &str| {
        let page = ann.article(title).full_text.unwrap();
        assert!(!page.is_here && page.due.is_none());
        let reason = page.error.unwrap();
        assert!(reason.contains(told), "{title}: {reason}");
    };
    because("Missing", "404 (not found)");
    because("Walled", "says no more than the feed");
    because("Printed", "is no web page (application/pdf)");
    because("Elsewhere", "is about something else");
    because("Own network", "private network");
    assert!(
        ann.article("Missing")
            .article
            .text
            .contains("The page of this is missing.")
    );
    // They are not asked for again.
    let asked = server.paths().len();
    ann.again();
    assert_eq!(server.paths().len(), asked + 1);
}

#[test]
fn a_page_whose_server_is_in_trouble_is_asked_for_again_later_and_a_busy_host_for_nothing_more() {
    let (server, mut ann) = (Server::start(), reader!().with_full_texts());
    let two = [
        ("1", "Rates rise", BEGUN, "/rates"),
        ("2", "Rain", "It will rain.", "/rain"),
    ];
    server.says("/feed", teasers(&server, &two));
    let busy = Answer::status(429).header("Retry-After", "600");
    server.says_in_turn(
        "/rates",
        vec![busy, Answer::status(500), page("Rates rise", BEGUN)],
    );
    ann.subscribe_with_pages(&server.at("/feed"));
    assert_eq!(server.paths(), ["/feed", "/rates"]);
    server.says("/feed", Answer::status(304));
    for (seconds, asked) in [(60, 0), (600, 2), (60, 0), (3_600, 1)] {
        ann.pass(seconds);
        let before = server.paths().len();
        ann.again();
        assert_eq!(
            server.paths().len() - before,
            1 + asked,
            "after {seconds} s"
        );
    }
    assert!(ann.article("Rates").article.text.contains(MORE));
    assert!(
        ann.article("Rain")
            .full_text
            .unwrap()
            .error
            .unwrap()
            .contains("404")
    );
}

#[test]
fn pages_that_a_stopped_run_did_not_get_come_with_the_next_one() {
    let (server, mut ann) = (Server::start(), reader!().with_full_texts());
    let two = [
        ("1", "Rates rise", BEGUN, "/rates"),
        ("2", "Rain", "It will rain.", "/rain"),
    ];
    let feed = teasers(&server, &two).header("ETag", "\"a\"");
    server.says_in_turn("/feed", vec![feed, Answer::status(304)]);
    server.says("/rates", page("Rates rise", BEGUN));
    server.says("/rain", page("Rain", "It will rain."));
    let source = ann.subscribe(&server.at("/feed")).source;
    let stop_at_the_second = &mut |progress: &FetchProgress, _: Option<&Fetched>| {
        if progress.pages > 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = ann
        .desk
        .fetch_pages(&source, &ann.settings, &ann.limits, stop_at_the_second);
    assert!(stopped.unwrap().stopped);
    let full = |ann: &mut Reader| {
        ["Rates", "Rain"].map(|title| ann.article(title).full_text.unwrap().is_here)
    };
    assert_eq!(full(&mut ann).iter().filter(|here| **here).count(), 1);
    assert_eq!(ann.titles().len(), 2);
    let (_, progress) = ann.fetch_these(&Feeds::All);
    assert_eq!((progress.pages, progress.full_texts), (1, 1));
    assert_eq!(full(&mut ann), [true, true]);
}

#[test]
fn an_article_that_is_made_again_is_its_page_with_the_name_that_its_feed_gives_it() {
    let (server, mut ann) = (Server::start(), reader!().with_full_texts());
    server.says(
        "/feed",
        teasers(&server, &[("1", "Rates rise", BEGUN, "/rates")]),
    );
    server.says("/rates", page("A headline of the page: rates rise", BEGUN));
    ann.subscribe_with_pages(&server.at("/feed"));
    let before = ann.article("Rates rise");
    // As if an older program had made it.
    let file = rusqlite::Connection::open(ann.desk.library.path()).unwrap();
    file.execute_batch("UPDATE version SET pipeline = 0; UPDATE packed SET engine = 0")
        .unwrap();
    assert_eq!(
        ann.desk.renew(&mut |_| ControlFlow::Continue(())).unwrap(),
        1
    );
    let after = ann.article("Rates rise");
    assert_eq!(after.article, before.article);
    assert_eq!(after.facts, before.facts);
    assert_eq!((after.revisions.len(), after.row.updated), (1, false));
    assert!(after.article.text.contains(MORE));
    assert_eq!(after.article.metadata.byline.as_deref(), Some("Ann Ray"));
}
