//! Fetching on a thread of its own: progress now and then, the list told when there is something new.

use super::Report;
use super::import::{Pulse, compare};
use super::perform::Bearings;
use crate::app::event::Event;
use crate::desk::{Desk, Discovered, Fetched, ImportError, Limits};
use crate::model::{FeedOffer, Feeds, FetchProgress, SafeText};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

/// Fetches feeds and the pages of their teasers, then compares what is new with the library.
pub fn fetch(
    desk: &mut Desk,
    bearings: &Bearings,
    feeds: &Feeds,
    cancel: &AtomicBool,
    report: &Report,
) {
    let limits = Limits::default();
    let done = desk.fetch(feeds, &bearings.fetch, &limits, &mut watch(cancel, report));
    ended(desk, done, cancel, report);
    retain(desk, bearings, cancel, report);
}

/// Lets go of what the settings do not keep.
fn retain(desk: &mut Desk, bearings: &Bearings, cancel: &AtomicBool, report: &Report) {
    let surplus = desk.surplus(&bearings.keep);
    let gone = surplus.and_then(|surplus| desk.let_go(&surplus, &mut |_| answer(cancel)));
    match gone {
        Ok(0) => {}
        Ok(gone) => report(Event::LetGo(gone)),
        Err(error) => report(Event::Failed(format!("letting old articles go: {error}"))),
    }
}

/// Reports how far a fetch is, and asks whether to go on.
fn watch<'a>(
    cancel: &'a AtomicBool,
    report: &'a Report,
) -> impl FnMut(&FetchProgress, Option<&Fetched>) -> ControlFlow<()> + 'a {
    let mut pulse = Pulse::default();
    let mut shown = 0;
    move |progress, _| {
        // Which host is asked is worth a look at once; the rest as fast as an eye reads.
        let seen = progress.seen + progress.pages;
        if !progress.done && (pulse.beats() || seen != shown) {
            shown = seen;
            report(Event::FetchProgress(progress.clone()));
            if pulse.news(news(progress)) {
                report(Event::LibraryChanged);
            }
        }
        answer(cancel)
    }
}

/// How many articles have another text now.
fn news(progress: &FetchProgress) -> usize {
    progress.new + progress.updated + progress.full_texts
}

/// Tells that a fetch is over, and compares what is new with the library.
fn ended(
    desk: &mut Desk,
    done: Result<FetchProgress, ImportError>,
    cancel: &AtomicBool,
    report: &Report,
) {
    match done {
        Ok(progress) => {
            let new = news(&progress);
            report(Event::FetchProgress(progress));
            if new > 0 {
                compare(desk, &|| answer(cancel), report);
            }
        }
        Err(error) => {
            report(Event::FetchProgress(FetchProgress {
                done: true,
                ..FetchProgress::default()
            }));
            report(Event::Failed(error.to_string()));
        }
    }
}

/// Subscribes to the feed at an address that a person typed.
pub fn subscribe(
    desk: &mut Desk,
    bearings: &Bearings,
    address: &str,
    cancel: &AtomicBool,
    report: &Report,
) {
    let go_on = &mut || answer(cancel);
    match desk.subscribe_to(address, &bearings.fetch, &Limits::default(), go_on) {
        Ok(Discovered::Feed(fetched)) => {
            report(Event::Subscribed(Ok((fetched.name, fetched.new))));
            if fetched.new > 0 {
                compare(desk, &|| answer(cancel), report);
            }
            let (source, limits) = (fetched.source, Limits::default());
            let watch = &mut watch(cancel, report);
            let done = desk.fetch_pages(&source, &bearings.fetch, &limits, watch);
            ended(desk, done, cancel, report);
        }
        Ok(Discovered::Offers(offers)) => {
            let offers = offers.into_iter().map(|offer| FeedOffer {
                address: SafeText::line(&offer.address.to_string()),
                title: offer.title,
            });
            report(Event::FeedsOffered(address.to_owned(), offers.collect()));
        }
        Err(error) => report(Event::Subscribed(Err(error.to_string()))),
    }
}

fn answer(cancel: &AtomicBool) -> ControlFlow<()> {
    if cancel.load(Ordering::Relaxed) {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}
