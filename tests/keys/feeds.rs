//! Feeds at the keyboard: subscribed to, fetched, watched, stopped.

use crate::session::{Session, at, news};
use pressmark::app::effect::Effect;
use pressmark::app::event::{Deadline, Event, FeedOffer, FetchProgress};
use pressmark::library::NewSource;
use pressmark::model::{Feeds, SourceId};

/// The program on a library with a folder and a feed.
fn with_feed() -> (Session, SourceId) {
    let mut session = Session::with(&news());
    let mut batch = session.library.batch().unwrap();
    let feed = batch.source(&NewSource {
        id: &SourceId::named("wire"),
        kind: "feed",
        location: "https://wire.example/feed",
        name: "The Wire",
    });
    let feed = feed.unwrap();
    batch.commit().unwrap();
    session.happens(Event::LibraryChanged);
    (session, feed)
}

fn progress(seen: usize, what: &str) -> FetchProgress {
    FetchProgress {
        what: what.into(),
        seen,
        total: 40,
        ..FetchProgress::default()
    }
}

#[test]
fn asking_for_what_is_new_fetches_feeds_and_reads_folders_again() {
    let (mut session, feed) = with_feed();
    session.keys("R");
    let folder = Effect::Import(vec!["/news".into()]);
    assert_eq!(session.asked, [folder.clone(), Effect::Fetch(Feeds::All)]);
    session.asked.clear();
    session.keys("gSR");
    assert_eq!(session.asked, [folder.clone(), Effect::Fetch(Feeds::All)]);
    session.asked.clear();
    session.keys("6jR");
    assert_eq!(session.asked, [folder]);
    session.keys("jR");
    assert_eq!(
        session.asked.last(),
        Some(&Effect::Fetch(Feeds::Only(vec![feed])))
    );
}

#[test]
fn a_feed_is_subscribed_to_by_an_address() {
    let mut session = Session::with(&news());
    session.keys(":subscribe https://wire.example/<Enter>");
    let wish = |address: &str| Effect::Subscribe(address.to_owned());
    assert_eq!(session.asked, [wish("https://wire.example/")]);
    session.happens(Event::Subscribed(Ok(("The Wire".into(), 12))));
    assert_eq!(session.message(), "Subscribed to The Wire: 12 new articles");
    session.happens(Event::Subscribed(Err("is no feed".to_owned())));
    assert_eq!(session.message(), "Not subscribed: is no feed");
    // The key asks for the address.
    session.keys("gAhttps://b.example/<Enter>");
    assert_eq!(session.asked.last(), Some(&wish("https://b.example/")));
    // An address that is added is read as an article.
    session.keys(":add https://c.example/page<Enter>");
    let page = Effect::Import(vec!["https://c.example/page".into()]);
    assert_eq!(session.asked.last(), Some(&page));
}

#[test]
fn of_several_feeds_one_is_chosen() {
    let mut session = Session::with(&news());
    let feed = |address: &str| FeedOffer {
        address: address.into(),
        title: Some("News".into()),
    };
    let offered = || {
        let feeds = ["https://a.example/rss", "https://a.example/atom"].map(feed);
        Event::FeedsOffered("https://a.example/".to_owned(), feeds.to_vec())
    };
    session.happens(offered()).keys("<Esc>");
    assert!(session.asked.is_empty() && session.app.layers.is_empty());
    session.happens(offered()).keys("j<Enter>");
    let wish = Effect::Subscribe("https://a.example/atom".to_owned());
    assert_eq!(session.asked, [wish]);
    assert!(session.app.layers.is_empty());
}

#[test]
fn a_fetch_is_watched_stopped_and_summed_up() {
    let (mut session, _) = with_feed();
    session.happens(Event::FetchProgress(progress(12, "wire.example")));
    assert!(session.app.status.fetch.is_some());
    // Reading goes on; Esc at the list stops the fetch before it says how to quit.
    session.keys("j<Esc>");
    assert_eq!(session.asked, [Effect::CancelFetch]);
    session.keys("gI");
    assert_eq!(session.asked.len(), 2);
    session.happens(Event::FetchProgress(FetchProgress {
        new: 3,
        failed: vec!["The Wire: the server said 404 (not found)".to_owned()],
        stopped: true,
        done: true,
        ..progress(12, "")
    }));
    let line =
        "Stopped at 12 of 40 feeds: 3 new articles; The Wire: the server said 404 (not found)";
    assert_eq!(session.message(), line);
    assert_eq!(session.app.status.fetch, None);
    session.asked.clear();
    session.keys("<Esc>");
    assert_eq!((session.message(), session.asked.len()), ("Q quits", 0));
}

#[test]
fn the_next_feed_is_fetched_when_its_time_comes() {
    let (mut session, _) = with_feed();
    session.happens(Event::FetchProgress(FetchProgress {
        next: Some(at(3_600)),
        done: true,
        ..FetchProgress::default()
    }));
    assert_eq!(session.message(), "", "nothing was due, nothing is said");
    session.after(Deadline::Fetch);
    assert_eq!(session.asked, [Effect::Fetch(Feeds::Due)]);
}
