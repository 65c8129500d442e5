//! `pressmark subscribe`: the feed of an address, from now on.

use super::feeds::{self, FeedObject};
use super::output::Look;
use super::progress::{self, Stop};
use super::{Failure, Session, json};
use crate::desk::{Address, Discovered, Fetched, Limits, Offer};
use crate::model::FetchProgress;
use clap::Args;
use std::ops::ControlFlow;

/// Subscribe to feeds.
#[derive(Debug, Args)]
#[command(
    long_about = "Subscribe to feeds, and store what is in them. The address is that of a feed, or of a page that names one. When a page names \
        several, they are listed: subscribe to the address of the one you want. From then on `pressmark fetch` and R on the \
        screen ask for what is new; nothing is fetched by itself unless config.toml says so.",
    after_long_help = "Examples:\n  \
        pressmark subscribe https://example.org/\n  \
        pressmark subscribe https://example.org/news.atom --json\n\n\
        With --json, one object an address: {\"source\",\"url\",\"state\",\"new\",\"updated\",\"reason\",\"next\"}, as `fetch` writes it. \
        A feed to choose from has the state \"offered\" and its \"title\"; nothing was subscribed to then.\n\
        A host of your own network is talked to only when its name stands in the address you give. A user name and password \
        in an address (https://NAME:PASSWORD@HOST/) are sent to that host alone and never shown."
)]
pub(super) struct Arguments {
    /// One object per feed.
    #[arg(long)]
    json: bool,
    /// Addresses of feeds or pages.
    #[arg(value_name = "URL", required = true)]
    urls: Vec<String>,
}

/// Subscribes to each in turn; what fails costs the others nothing.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let config = session.config()?;
    let mut desk = session.writing_desk()?;
    let stop = Stop::on_interrupt()?;
    let mut new = 0;
    for url in &given.urls {
        let go_on: &mut dyn FnMut() -> ControlFlow<()> = &mut || stop.answer();
        match desk.subscribe_to(url, &config.fetch, &Limits::default(), go_on) {
            Ok(Discovered::Feed(fetched)) => {
                new += fetched.new;
                feeds::tell(&fetched, given.json, session)?;
                let watch = &mut |done: &FetchProgress, _: Option<&Fetched>| {
                    feeds::show_progress(done);
                    stop.answer()
                };
                let pages =
                    desk.fetch_pages(&fetched.source, &config.fetch, &Limits::default(), watch);
                progress::clear();
                let pages = pages.map_err(|error| Failure::of("library", error))?;
                feeds::tell_pages(&pages, given.json, session)?;
            }
            Ok(Discovered::Offers(offers)) => offer(url, &offers, given.json, session)?,
            Err(error) => {
                let (name, reason) = (shown(url), error.to_string());
                session.out.failed(&name, &reason);
                if given.json {
                    let state = if error.is_refusal() {
                        "refused"
                    } else {
                        "failed"
                    };
                    session
                        .out
                        .json(&object(&name, state, None, Some(&reason)))?;
                }
            }
        }
        if stop.is_asked() {
            break;
        }
    }
    if new > 0 && !stop.is_asked() {
        desk.compare_new(&mut |_| stop.answer())
            .map_err(|error| Failure::of("library", error))?;
        super::rules::carry_out(&mut desk)?;
    }
    stop.ended()
}

/// Lists feeds to choose from. Nothing was done, which is a failure.
fn offer(url: &str, offers: &[Offer], as_json: bool, session: &mut Session) -> Result<(), Failure> {
    let what = format!(
        "names {} feeds; subscribe to the one you want by its address",
        offers.len()
    );
    session.out.failed(&shown(url), &what);
    for offer in offers {
        let address = offer.address.to_string();
        let title = offer.title.as_deref();
        if as_json {
            session
                .out
                .json(&object(&address, "offered", title, None))?;
        } else {
            session.out.styled(Look::Name, &address)?;
            session
                .out
                .line(&format!("  {}", title.unwrap_or_default()))?;
        }
    }
    session.out.flush()?;
    Ok(())
}

/// An address without the password that may stand in it, even if it is no address.
fn shown(url: &str) -> String {
    match Address::parse(url) {
        Ok(address) => address.to_string(),
        Err(_) => url.rsplit('@').next().unwrap_or(url).to_owned(),
    }
}

fn object<'a>(
    url: &'a str,
    state: &'a str,
    title: Option<&'a str>,
    reason: Option<&'a str>,
) -> FeedObject<'a> {
    FeedObject {
        pressmark: json::VERSION,
        source: None,
        url,
        state,
        title,
        new: 0,
        updated: 0,
        reason,
        next: None,
    }
}
