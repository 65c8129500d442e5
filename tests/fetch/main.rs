//! Subscribing and fetching, against a server of our own that behaves well, badly and hostilely.
#![cfg(feature = "network")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "the names of the tests say it; a test stops where something is missing"
)]

#[allow(dead_code, reason = "each test file uses its part")]
#[path = "../support/program.rs"]
mod program;
#[path = "../support/server.rs"]
mod server;

use jiff::Timestamp;
use pressmark::config::FetchSettings;
use pressmark::desk::{Desk, Discovered, Fate, Fetched, Limits, OpenOptions, Who};
use pressmark::library::FetchState;
use pressmark::model::{Feeds, FetchProgress, InstanceId, Query, SourceRow};
use program::Place;
use server::{Answer, Server, feed};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// Somebody who reads feeds, at a time that only moves when a test says so.
struct Reader {
    desk: Desk,
    settings: FetchSettings,
    limits: Limits,
    clock: &'static AtomicI64,
    _folder: TempDir,
}

/// A reader with a clock of its own; `fn` pointers hold nothing, so each test has a static one.
macro_rules! reader {
    () => {{
        static CLOCK: AtomicI64 = AtomicI64::new(1_780_000_000);
        fn now() -> Timestamp {
            Timestamp::from_second(CLOCK.load(Ordering::Relaxed)).unwrap()
        }
        Reader::new(now, &CLOCK)
    }};
}

mod full_text;

fn random() -> [u8; 10] {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut bytes = [7; 10];
    bytes[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}

impl Reader {
    fn new(now: fn() -> Timestamp, clock: &'static AtomicI64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let who = Who {
            annotator: "ann".into(),
            instance: InstanceId::named("test"),
            now,
            random,
        };
        Self {
            desk: Desk::open(folder.path(), OpenOptions::Write, who).unwrap(),
            settings: FetchSettings::default(),
            limits: Limits {
                connect: Duration::from_secs(5),
                first_byte: Duration::from_secs(5),
                whole: Duration::from_secs(5),
                ..Limits::default()
            },
            clock,
            _folder: folder,
        }
    }

    fn subscribe(&mut self, url: &str) -> Fetched {
        match self.try_subscribe(url).unwrap() {
            Discovered::Feed(fetched) => fetched,
            Discovered::Offers(offers) => panic!("{offers:?}"),
        }
    }

    fn try_subscribe(&mut self, url: &str) -> Result<Discovered, String> {
        let go_on = &mut || ControlFlow::Continue(());
        let done = self
            .desk
            .subscribe_to(url, &self.settings, &self.limits, go_on);
        done.map_err(|error| error.to_string())
    }

    fn fetch(&mut self) -> Vec<Fetched> {
        self.fetch_these(&Feeds::All).0
    }

    fn fetch_these(&mut self, which: &Feeds) -> (Vec<Fetched>, FetchProgress) {
        let mut told = Vec::new();
        let watch = &mut |_: &FetchProgress, done: Option<&Fetched>| {
            told.extend(done.cloned());
            ControlFlow::Continue(())
        };
        let progress = self
            .desk
            .fetch(which, &self.settings, &self.limits, watch)
            .unwrap();
        (told, progress)
    }

    /// The only feed, fetched.
    fn again(&mut self) -> Fetched {
        let mut told = self.fetch();
        assert_eq!(told.len(), 1, "{told:?}");
        told.remove(0)
    }

    fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    fn titles(&self) -> Vec<String> {
        let rows = self
            .desk
            .library
            .list(&Query::default(), 0, 100)
            .unwrap()
            .rows;
        let mut titles: Vec<String> = rows.iter().map(|row| row.title.to_string()).collect();
        titles.sort();
        titles
    }

    fn state(&self) -> FetchState {
        self.desk.library.feeds().unwrap().remove(0).state
    }

    fn row(&self) -> SourceRow {
        self.desk.library.sources().unwrap().remove(0)
    }
}

fn news() -> String {
    feed(
        "News",
        &[("1", "One", "First words."), ("2", "Two", "Second words.")],
    )
}

#[test]
fn a_feed_is_subscribed_to_once_and_what_did_not_change_is_not_sent_again() {
    let (server, mut ann) = (Server::start(), reader!());
    let first = Answer::ok(news())
        .header("ETag", "\"a\"")
        .header("Last-Modified", "Mon, 01 Jun 2026 10:00:00 GMT");
    server.says_in_turn("/feed", vec![first, Answer::status(304)]);
    let done = ann.subscribe(&server.at("/feed"));
    assert_eq!(
        (done.state, done.new, done.name.as_str()),
        (Fate::Fetched, 2, "News")
    );
    assert_eq!(ann.titles(), ["One", "Two"]);
    assert!(!server.last().contains_key("if-none-match"));
    assert!(server.last()["user-agent"].starts_with("pressmark/"));
    assert!(server.last()["accept-encoding"].contains("br"));

    let done = ann.again();
    assert_eq!((done.state, done.new), (Fate::Unchanged, 0));
    assert_eq!(server.last()["if-none-match"], "\"a\"");
    assert_eq!(
        server.last()["if-modified-since"],
        "Mon, 01 Jun 2026 10:00:00 GMT"
    );
    // What a 304 does not repeat holds on.
    ann.again();
    assert_eq!(server.last()["if-none-match"], "\"a\"");
    assert_eq!(ann.desk.library.doctor().unwrap(), Vec::<String>::new());
}

#[test]
fn an_entry_that_changes_is_a_new_version_of_the_same_article() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says("/feed", Answer::ok(news()));
    ann.subscribe(&server.at("/feed"));
    let more = [("2", "Two", "Other words."), ("3", "Three", "Third words.")];
    server.says("/feed", Answer::ok(feed("News", &more)));
    let done = ann.again();
    assert_eq!((done.new, done.updated), (1, 1));
    assert_eq!(ann.titles(), ["One", "Three", "Two"]);
}

#[test]
fn a_permanent_move_is_remembered_and_the_articles_stay_the_same() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says("/old", Answer::ok(news()));
    ann.subscribe(&server.at("/old"));
    server.says("/old", Answer::redirect(301, "/newer"));
    server.says("/newer", Answer::redirect(308, "/new"));
    server.says("/new", Answer::ok(news()));
    let done = ann.again();
    assert_eq!((done.state, done.new, done.updated), (Fate::Moved, 0, 0));
    assert_eq!(done.url, server.at("/new"));
    ann.again();
    assert_eq!(server.paths().last().unwrap(), "/new");
    assert_eq!(server.paths().len(), 5);
}

#[test]
fn a_move_for_now_is_followed_and_not_remembered() {
    for code in [302, 303, 307] {
        let (server, mut ann) = (Server::start(), reader!());
        server.says("/here", Answer::ok(news()));
        ann.subscribe(&server.at("/here"));
        server.says("/here", Answer::redirect(301, "/there"));
        server.says("/there", Answer::redirect(code, "/today"));
        server.says("/today", Answer::ok(news()));
        assert_eq!(ann.again().state, Fate::Fetched);
        assert_eq!(ann.state().address, server.at("/here"));
    }
}

#[test]
fn redirects_in_a_circle_or_without_end_or_to_nowhere_are_an_error_of_their_feed() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says("/feed", Answer::ok(news()));
    ann.subscribe(&server.at("/feed"));
    let mut fails = |answer: Answer, told: &str| {
        server.says("/feed", answer);
        let done = ann.again();
        assert_eq!(done.state, Fate::Failed);
        assert!(done.reason.as_ref().unwrap().contains(told), "{done:?}");
    };
    server.says("/back", Answer::redirect(301, "/feed"));
    fails(Answer::redirect(301, "/back"), "in a circle");
    for step in 0..20 {
        server.says(
            &format!("/{step}"),
            Answer::redirect(302, &format!("/{}", step + 1)),
        );
    }
    fails(Answer::redirect(302, "/0"), "more than 10 times");
    fails(Answer::redirect(302, "file:///etc/passwd"), "to nowhere");
    fails(Answer::redirect(302, "http:///x"), "to nowhere");
    fails(Answer::redirect(302, "/a\u{1}b"), "no HTTP");
    fails(Answer::status(404), "404 (not found)");
    assert_eq!(ann.state().address, server.at("/feed"));
    assert_eq!(ann.titles().len(), 2);
}

#[test]
fn a_redirect_cannot_write_headers() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says(
        "/feed",
        Answer::redirect(302, "/x%0d%0aInjected:%201?\tInjected: 2"),
    );
    let wrong = ann.try_subscribe(&server.at("/feed")).unwrap_err();
    assert!(wrong.contains("to nowhere"), "{wrong}");
    server.says("/feed", Answer::redirect(302, "/x%0d%0aInjected:%201"));
    server.says("/x%0d%0aInjected:%201", Answer::ok(news()));
    ann.subscribe(&server.at("/feed"));
    assert!(
        server
            .asked()
            .iter()
            .all(|asked| !asked.headers.contains_key("injected"))
    );
}

#[test]
fn a_host_that_nobody_typed_is_not_looked_for_in_one_s_own_network() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says("/feed", Answer::ok(news()));
    server.says("/out", Answer::redirect(302, &server.at("/feed")));
    // `localhost` was typed, 127.0.0.1 was not.
    let wrong = ann
        .try_subscribe(&server.at_host("localhost", "/out"))
        .unwrap_err();
    assert!(
        wrong.contains("127.0.0.1") && wrong.contains("private network"),
        "{wrong}"
    );
    assert_eq!(server.paths(), ["/out"]);
    for name in [
        "2130706433",
        "0x7f.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "[::1]",
        "169.254.169.254",
    ] {
        server.says(
            "/out",
            Answer::redirect(301, &server.at_host(name, "/feed")),
        );
        let wrong = ann
            .try_subscribe(&server.at_host("localhost", "/out"))
            .unwrap_err();
        assert!(wrong.contains("private network"), "{name}: {wrong}");
    }
    assert!(!server.paths().contains(&"/feed".to_owned()));
}

#[test]
fn a_password_goes_to_its_own_host_and_is_shown_nowhere() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says("/feed", Answer::ok(news()));
    let url = server
        .at("/feed")
        .replace("http://", "http://ann:se%3Acret@");
    let done = ann.subscribe(&url);
    assert_eq!(server.last()["authorization"], "Basic YW5uOnNlOmNyZXQ=");
    assert_eq!(done.url, server.at("/feed"));
    assert_eq!(ann.row().location.as_str(), server.at("/feed"));
    ann.again();
    assert!(server.last().contains_key("authorization"));
    // Another port is another place.
    let other = Server::start();
    other.says("/feed", Answer::ok(news()));
    server.says("/feed", Answer::redirect(301, &other.at("/feed")));
    assert_eq!(ann.again().state, Fate::Moved);
    ann.again();
    assert!(
        other
            .asked()
            .iter()
            .all(|asked| !asked.headers.contains_key("authorization"))
    );
}

#[test]
fn what_is_gone_for_good_is_not_asked_for_again_unless_by_name() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says("/feed", Answer::ok(news()));
    let source = ann.subscribe(&server.at("/feed")).source;
    server.says("/feed", Answer::status(410));
    let done = ann.again();
    assert_eq!(done.state, Fate::Gone);
    assert!(done.reason.unwrap().contains("gone for good"));
    assert!(ann.row().gone);
    assert_eq!(ann.fetch(), []);
    server.says("/feed", Answer::ok(news()));
    let (told, _) = ann.fetch_these(&Feeds::Only(vec![source]));
    assert_eq!(told[0].state, Fate::Fetched);
    assert!(!ann.row().gone);
}

#[test]
fn a_server_that_asks_for_time_gets_it() {
    for (code, wait) in [(429, "120"), (503, "Thu, 28 May 2026 20:28:40 GMT")] {
        let (server, mut ann) = (Server::start(), reader!());
        server.says("/feed", Answer::ok(news()));
        ann.subscribe(&server.at("/feed"));
        server.says("/feed", Answer::status(code).header("Retry-After", wait));
        let done = ann.again();
        assert_eq!(done.state, Fate::Waiting);
        assert_eq!(done.next.unwrap().to_string(), "2026-05-28T20:28:40Z");
        server.says("/feed", Answer::ok(news()));
        ann.pass(60);
        assert_eq!(ann.again().state, Fate::Waiting);
        assert_eq!(server.paths().len(), 2, "nobody was asked");
        ann.pass(60);
        assert_eq!(ann.again().state, Fate::Fetched);
        ann.pass(-120);
    }
}

#[test]
fn failures_keep_a_feed_away_from_itself_and_stay_visible_with_the_last_success() {
    let (server, mut ann) = (Server::start(), reader!());
    ann.settings = FetchSettings::each(Duration::from_secs(600));
    server.says("/feed", Answer::ok(news()));
    ann.subscribe(&server.at("/feed"));
    let succeeded = ann.row().succeeded.unwrap();
    server.says("/feed", Answer::status(500));
    let mut waits = Vec::new();
    ann.pass(600);
    for _ in 0..4 {
        let (told, progress) = ann.fetch_these(&Feeds::Due);
        assert_eq!(told[0].state, Fate::Failed);
        let wait = told[0].next.unwrap().as_second() - ann.clock.load(Ordering::Relaxed);
        assert_eq!(progress.next, told[0].next);
        waits.push(wait);
        ann.pass(wait - 1);
        assert_eq!(ann.fetch_these(&Feeds::Due).0, [], "not yet");
        ann.pass(1);
    }
    assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
    let row = ann.row();
    assert_eq!(row.succeeded, Some(succeeded));
    assert!(row.error.unwrap().contains("500"));
    // Who asks is answered at once.
    server.says("/feed", Answer::ok(news()));
    assert_eq!(ann.again().state, Fate::Fetched);
    assert_eq!(ann.row().error, None);
    assert_eq!(ann.state().failures, 0);
}

#[test]
fn nothing_is_fetched_by_itself_before_the_server_thinks_it_is_worth_it() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says(
        "/feed",
        Answer::ok(news()).header("Cache-Control", "max-age=3600"),
    );
    ann.subscribe(&server.at("/feed"));
    ann.pass(100_000);
    assert_eq!(ann.fetch_these(&Feeds::Due).0, [], "nobody wanted it");
    ann.settings = FetchSettings::each(Duration::from_secs(600));
    assert_eq!(ann.fetch_these(&Feeds::Due).0.len(), 1);
    ann.pass(601);
    assert_eq!(ann.fetch_these(&Feeds::Due).0, []);
    ann.pass(3_000);
    server.says(
        "/feed",
        Answer::ok(news().replace("<item>", "<ttl>120</ttl><item>")),
    );
    assert_eq!(ann.fetch_these(&Feeds::Due).0.len(), 1);
    ann.pass(7_199);
    assert_eq!(ann.fetch_these(&Feeds::Due).0, []);
    ann.pass(1);
    assert_eq!(ann.fetch_these(&Feeds::Due).0.len(), 1);
}

#[test]
fn packed_and_chunked_answers_are_read() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says("/gzip", Answer::ok(feed("A", &[("1", "Zip", "a")])).gzip());
    server.says(
        "/br",
        Answer::ok(feed("B", &[("1", "Brotli", "b")])).brotli(),
    );
    server.says(
        "/chunked",
        Answer::ok(feed("C", &[("1", "Chunks", "c")]))
            .gzip()
            .chunked(),
    );
    for path in ["/gzip", "/br", "/chunked"] {
        assert_eq!(ann.subscribe(&server.at(path)).new, 1);
    }
    assert_eq!(ann.titles(), ["Brotli", "Chunks", "Zip"]);
    server.says(
        "/zstd",
        Answer::ok(news()).header("Content-Encoding", "zstd"),
    );
    let wrong = ann.try_subscribe(&server.at("/zstd")).unwrap_err();
    assert!(wrong.contains("zstd"), "{wrong}");
}

#[test]
fn what_is_too_slow_too_large_or_cut_is_an_error_and_nothing_of_it_is_stored() {
    let (server, mut ann) = (Server::start(), reader!());
    let large = feed("Large", &[("1", "Large", &"many words ".repeat(300_000))]);
    let many = (0..100_000).fold(String::new(), |all, n| all + "word" + &n.to_string() + " ");
    assert!(large.len() > 3 << 20);
    ann.limits = Limits {
        whole: Duration::from_millis(150),
        ..ann.limits
    };
    server.says("/drip", Answer::ok("<rss>").silent());
    let mut fails = |path: &str, limits: Limits, told: &str| {
        ann.limits = limits;
        let wrong = ann.try_subscribe(&server.at(path)).unwrap_err();
        assert!(wrong.contains(told), "{path}: {wrong}");
    };
    let patient = Limits::default();
    let brief = Duration::from_millis(150);
    fails(
        "/drip",
        Limits {
            whole: brief,
            ..patient
        },
        "took too long",
    );
    fails(
        "/drip",
        Limits {
            first_byte: brief,
            whole: brief,
            ..patient
        },
        "took too long",
    );
    server.says("/large", Answer::ok(large.clone()));
    fails(
        "/large",
        Limits {
            received: 1 << 20,
            ..patient
        },
        "larger than 1048576 bytes",
    );
    server.says("/large", Answer::ok(large.clone()).gzip());
    fails(
        "/large",
        Limits {
            unpacked: 1 << 20,
            ..patient
        },
        "larger than 1048576 bytes",
    );
    fails("/large", patient, "more than 200 times");
    server.says("/cut", Answer::ok(news()).cut());
    fails("/cut", patient, "broke off");
    server.says(
        "/cut",
        Answer::ok(feed("Cut", &[("1", "Cut", &many)])).gzip().cut(),
    );
    fails("/cut", patient, "broke off");
    assert!(ann.titles().is_empty());
    assert_eq!(ann.desk.library.sources().unwrap(), []);
}

#[test]
fn a_wrong_charset_in_the_header_is_seen_through_and_a_right_one_is_used() {
    let (server, mut ann) = (Server::start(), reader!());
    let kind = "application/rss+xml; charset=iso-8859-1";
    server.says(
        "/wrong",
        Answer::ok(feed("A", &[("1", "Café 东京", "é")])).header("Content-Type", kind),
    );
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Новости дня");
    let text = feed("B", &[("1", "TITLE", "words")]).replace("<?xml version=\"1.0\"?>", "");
    let at = text.find("TITLE").unwrap();
    let body = [&text.as_bytes()[..at], &bytes, &text.as_bytes()[at + 5..]].concat();
    server.says(
        "/right",
        Answer::ok(body).header("Content-Type", "text/xml; charset=\"windows-1251\""),
    );
    ann.subscribe(&server.at("/wrong"));
    ann.subscribe(&server.at("/right"));
    assert_eq!(ann.titles(), ["Café 东京", "Новости дня"]);
}

#[test]
fn two_feeds_of_one_host_are_never_fetched_at_once_and_those_of_two_hosts_are() {
    let (server, mut ann) = (Server::start(), reader!());
    for path in ["/1", "/2", "/3", "/4", "/5", "/6"] {
        server.says(path, Answer::ok(feed(path, &[("1", path, "words")])));
        ann.subscribe(&server.at(path));
    }
    assert_eq!(ann.fetch().len(), 6);
    assert_eq!(server.most_at_once(), 1);
    // Two names, two hosts: nobody is answered before both are here.
    ann.subscribe(&server.at_host("localhost", "/1"));
    server.waits_for(2);
    assert_eq!(ann.fetch().len(), 7);
    assert_eq!(server.most_at_once(), 2);
}

#[test]
fn ids_that_mean_something_only_in_their_feed_do_not_meet_those_of_another() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says(
        "/a",
        Answer::ok(feed(
            "A",
            &[("7", "Of A", "a"), ("post:8", "Also of A", "aa")],
        )),
    );
    server.says(
        "/b",
        Answer::ok(feed(
            "B",
            &[("7", "Of B", "b"), ("post:8", "Also of B", "bb")],
        )),
    );
    assert_eq!(ann.subscribe(&server.at("/a")).new, 2);
    assert_eq!(ann.subscribe(&server.at("/b")).new, 2);
    assert_eq!(ann.titles(), ["Also of A", "Also of B", "Of A", "Of B"]);
}

#[test]
fn a_page_leads_to_the_feed_it_names_and_several_are_offered() {
    let (server, mut ann) = (Server::start(), reader!());
    let page = |links: &str| {
        format!("<html><head>{links}</head><body><p>Words of a page.</p></body></html>")
    };
    let link = |path: &str| {
        format!(
            "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"{path}\" href=\"{path}\">"
        )
    };
    server.says("/one", Answer::ok(page(&link("/feed"))));
    server.says("/two", Answer::ok(page(&(link("/feed") + &link("/other")))));
    server.says("/none", Answer::ok(page("")));
    server.says("/feed", Answer::ok(news()));
    assert_eq!(ann.subscribe(&server.at("/one")).url, server.at("/feed"));
    match ann.try_subscribe(&server.at("/two")).unwrap() {
        Discovered::Offers(offers) => {
            let offered: Vec<_> = offers
                .iter()
                .map(|offer| offer.address.to_string())
                .collect();
            assert_eq!(offered, [server.at("/feed"), server.at("/other")]);
        }
        other @ Discovered::Feed(_) => panic!("{other:?}"),
    }
    assert_eq!(ann.desk.library.sources().unwrap().len(), 1);
    // A page that names none: the usual places at the same host.
    assert_eq!(ann.subscribe(&server.at("/none")).url, server.at("/feed"));
    server.says("/feed", Answer::status(404));
    let wrong = ann.try_subscribe(&server.at("/none")).unwrap_err();
    assert!(wrong.contains("names none"), "{wrong}");
    let wrong = ann.try_subscribe(&server.at("/one")).unwrap_err();
    assert!(wrong.contains("404"), "{wrong}");
}

#[test]
fn a_run_that_is_stopped_keeps_what_came_and_ends_at_once() {
    let (server, mut ann) = (Server::start(), reader!());
    for (host, path) in [("127.0.0.1", "/a"), ("localhost", "/b")] {
        server.says(path, Answer::ok(feed(path, &[("1", path, "old words")])));
        ann.subscribe(&server.at_host(host, path));
    }
    server.says(
        "/a",
        Answer::ok(feed(
            "/a",
            &[("1", "/a", "old words"), ("2", "Came", "new words")],
        )),
    );
    server.says("/b", Answer::ok("<rss>").silent());
    let mut told = Vec::new();
    let watch = &mut |_: &FetchProgress, done: Option<&Fetched>| match done {
        Some(done) => {
            told.push(done.state);
            ControlFlow::Break(())
        }
        None if told.is_empty() => ControlFlow::Continue(()),
        None => ControlFlow::Break(()),
    };
    // Without a stop this would last its five seconds; the test would see them.
    ann.limits.whole = Duration::from_secs(3_600);
    let progress = ann
        .desk
        .fetch(&Feeds::All, &ann.settings, &ann.limits, watch)
        .unwrap();
    assert!(progress.stopped && progress.done);
    assert_eq!((told, progress.new), (vec![Fate::Fetched], 1));
    assert_eq!(ann.titles(), ["/a", "/b", "Came"]);
    let silent = &ann.desk.library.feeds().unwrap()[1].state;
    assert_eq!((silent.failures, silent.error.as_deref()), (0, None));
}

#[test]
fn a_feed_that_becomes_a_page_keeps_its_articles_and_says_so() {
    let (server, mut ann) = (Server::start(), reader!());
    server.says("/feed", Answer::ok(news()));
    ann.subscribe(&server.at("/feed"));
    server.says("/feed", Answer::redirect(301, "/parked"));
    server.says(
        "/parked",
        Answer::ok("<html><body><p>This domain is for sale.</p></body></html>"),
    );
    let done = ann.again();
    assert_eq!(done.state, Fate::Failed);
    assert!(done.reason.unwrap().contains("no feed any more"));
    assert_eq!(
        ann.state().address,
        server.at("/feed"),
        "the move is not believed"
    );
    assert_eq!(ann.titles(), ["One", "Two"]);
}

#[test]
fn a_script_subscribes_fetches_and_sees_what_failed() {
    let (server, place) = (Server::start(), Place::new());
    server.says("/feed", Answer::ok(news()));
    let url = server.at("/feed").replace("http://", "http://ann:secret@");
    let run = place.run(&["subscribe", "--json", &url]).well();
    let record = &run.records()[0];
    assert_eq!(
        (&record["state"], &record["new"]),
        (&"fetched".into(), &2.into())
    );
    assert_eq!(record["url"], server.at("/feed"));
    assert_eq!(place.run(&["fetch"]).well().out, "fetched   News\n");
    assert!(place.run(&["fetch", "No such"]).err.contains("No such"));

    server.says("/feed", Answer::status(404));
    let run = place.run(&["fetch", "--json", "News"]);
    assert_eq!(
        (run.code, &run.records()[0]["state"]),
        (1, &"failed".into())
    );
    assert_eq!(
        run.err,
        "pressmark: News: the server said 404 (not found)\n"
    );
    let sources = place.run(&["sources", "--json"]).well().records();
    assert_eq!(sources[0]["kind"], "feed");
    assert!(sources[0]["error"].as_str().unwrap().contains("404"));
    assert!(sources[0]["succeeded"].is_string() && sources[0]["next"].is_string());

    let wrong = server.at("/none").replace("http://", "http://ann:secret@");
    let run = place.run(&["subscribe", "--json", &wrong, "ftp://ann:secret@x/"]);
    let states: Vec<_> = run
        .records()
        .iter()
        .map(|record| record["state"].clone())
        .collect();
    assert_eq!(
        (run.code, states),
        (1, vec!["failed".into(), "refused".into()])
    );
    assert!(
        !run.out.contains("secret") && !run.err.contains("secret"),
        "{}",
        run.err
    );
}

/// Bytes that lie in the library as originals.
fn kept(ann: &Reader) -> i64 {
    let file = rusqlite::Connection::open(ann.desk.library.path()).unwrap();
    file.query_row("SELECT sum(length(bytes)) FROM original", [], |row| {
        row.get(0)
    })
    .unwrap()
}

#[test]
fn a_busy_feed_grows_the_library_by_its_new_entries_alone() {
    const WORDS: [&str; 12] = [
        "rates", "harbour", "minister", "orchard", "signal", "winter", "budget", "violin",
        "glacier", "market", "senate", "copper",
    ];
    // No two entries say the same; each is as long as a paragraph or two.
    let entry = |number: usize| {
        let words = (0..240).map(|at| WORDS[(number * 7 + at * at + at / 5 * number) % 12]);
        let words: Vec<&str> = words.collect();
        (
            format!("https://paper.example/{number}"),
            format!("Story {number}"),
            words.join(" "),
        )
    };
    let (server, mut ann) = (Server::start(), reader!());
    let mut sizes = Vec::new();
    for newest in 50..60 {
        let entries: Vec<_> = (newest - 50..newest).rev().map(entry).collect();
        let entries: Vec<_> = entries
            .iter()
            .map(|(id, title, words)| (id.as_str(), title.as_str(), words.as_str()))
            .collect();
        server.says("/feed", Answer::ok(feed("Paper", &entries)));
        if newest == 50 {
            ann.subscribe(&server.at("/feed"));
        } else {
            assert_eq!(ann.again().new, 1);
        }
        sizes.push(kept(&ann));
    }
    let (first, last) = (sizes[0], sizes[9]);
    // Nine more entries, each in the room of one of the first fifty.
    assert!((last - first) * 50 <= first * 9 * 11 / 10, "{sizes:?}");
    // Each gives its article again.
    let file = rusqlite::Connection::open(ann.desk.library.path()).unwrap();
    file.execute_batch("UPDATE version SET pipeline = 0; UPDATE packed SET engine = 0")
        .unwrap();
    let go_on = &mut |_| ControlFlow::Continue(());
    assert_eq!(ann.desk.renew(go_on).unwrap(), 59);
    assert_eq!(ann.desk.library.doctor().unwrap(), Vec::<String>::new());
}
