//! `pressmark fetch`: what is new in the feeds that were subscribed to.

use super::progress::Stop;
use super::{Failure, Session, feeds, progress};
use crate::desk::Limits;
use crate::model::Feeds;
use clap::Args;
use std::ops::ControlFlow;

/// Fetch the feeds you subscribed to.
#[derive(Debug, Args)]
#[command(
    long_about = "Fetch the feeds you subscribed to: all of them, or those named. Several at once, one connection a host; what has not changed \
        is not sent again. Where the settings want full texts, the pages of teasers are fetched after their feeds. A server that asks for time gets it, and a feed that is gone for good is asked for only by its name. \
        Ctrl-C stops; what came by then is stored.",
    after_long_help = "Examples:\n  \
        pressmark fetch\n  \
        pressmark fetch 'The Wire' --json\n\n\
        With --json, one object a feed: {\"source\",\"url\",\"state\",\"new\",\"updated\",\"reason\",\"next\"}; the state is fetched, \
        unchanged, moved (for good: the new address is kept), gone, refused (its address is not one to talk to), failed or \
        waiting (until `next`: the server asked for it). `next` is when it is fetched by itself, or may be fetched again.\n\
        Exit code 1 if a feed failed or was refused."
)]
pub(super) struct Arguments {
    /// One object per feed.
    #[arg(long)]
    json: bool,
    /// Feeds, by name, address or id.
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
}

/// Fetches, telling of each feed as it is done.
pub(super) fn run(given: &Arguments, session: &mut Session) -> Result<(), Failure> {
    let config = session.config()?;
    let mut desk = session.writing_desk()?;
    let mut which = Feeds::All;
    if !given.sources.is_empty() {
        let feeds = desk
            .library
            .feeds()
            .map_err(|error| Failure::of("library", error))?;
        let mut named = Vec::new();
        for name in &given.sources {
            let source = desk
                .library
                .source_id(name)
                .map_err(|error| Failure::of(name, error))?;
            if !feeds.iter().any(|feed| feed.source == source) {
                return Err(Failure::because(
                    name,
                    "is no feed; `pressmark add` reads files and folders again",
                ));
            }
            named.push(source);
        }
        which = Feeds::Only(named);
    }
    let stop = Stop::on_interrupt()?;
    let mut told = Ok(());
    let done = desk.fetch(
        &which,
        &config.fetch,
        &Limits::default(),
        &mut |done, fetched| {
            if let Some(fetched) = fetched {
                progress::clear();
                told = feeds::tell(fetched, given.json, session);
            }
            feeds::show_progress(done);
            if stop.is_asked() || told.is_err() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        },
    );
    progress::clear();
    told?;
    let progress = done.map_err(|error| Failure::of("library", error))?;
    feeds::tell_pages(&progress, given.json, session)?;
    if progress.new + progress.updated + progress.full_texts > 0 && !stop.is_asked() {
        desk.compare_new(&mut |_| stop.answer())
            .map_err(|error| Failure::of("library", error))?;
        super::rules::carry_out(&mut desk)?;
    }
    let surplus = desk.surplus(&config.keep);
    let gone = surplus.and_then(|surplus| desk.let_go(&surplus, &mut |_| stop.answer()));
    let gone = gone.map_err(|error| Failure::of("library", error))?;
    if gone > 0 && !given.json {
        session.out.line(&format!(
            "{gone} articles beyond what you keep went for good"
        ))?;
    }
    stop.ended()
}
