//! Subscribing and fetching, as the screen sees it: what is asked for, how far it is, what came of it.

use crate::app::App;
use crate::app::effect::Effect;
use crate::app::event::{Deadline, FetchProgress};
use crate::model::{Feeds, SafeText, SourceRow};
use std::time::Duration;

/// A feed that failed keeps the program from asking at once again, whatever its clock says.
const LEAST: Duration = Duration::from_secs(60);

impl App {
    /// Subscribes to the feed of an address; asks for one when there is none.
    pub(in crate::app) fn subscribe(&mut self, address: &str) {
        if address.is_empty() {
            self.open_palette(false, "subscribe ");
        } else if let Some(reason) = &self.settings.read_only {
            self.fail(format!("The library is read-only: {reason}"));
        } else {
            self.wish(Effect::Subscribe(address.to_owned()));
            self.say("Looking for the feed…");
        }
    }

    /// A feed was subscribed to, or not.
    pub(in crate::app) fn subscribed(&mut self, outcome: Result<(SafeText, usize), String>) {
        match outcome {
            Ok((name, new)) => {
                self.say(format!("Subscribed to {name}: {}", articles(new)));
                self.reload();
            }
            Err(reason) => self.fail(format!("Not subscribed: {reason}")),
        }
    }

    /// Asks all sources for what is new: feeds are fetched, folders and files read again.
    pub(in crate::app) fn refresh(&mut self, rows: &[SourceRow]) {
        let paths = rows.iter().filter(|row| is_path(row));
        let paths: Vec<_> = paths.map(|row| row.location.as_str().into()).collect();
        if !paths.is_empty() {
            self.wish(Effect::Import(paths));
        }
        if rows.iter().any(|row| is_feed(row) && !row.muted) {
            self.wish(Effect::Fetch(Feeds::All));
        }
    }

    /// Asks the sources that were pointed at for what is new: one that is muted only when it was meant itself.
    pub(super) fn refresh_these(&mut self, rows: &[SourceRow]) {
        match rows {
            [] => return self.say("No source here"),
            [row] if is_feed(row) || is_path(row) => {
                self.say(format!("Asking {} for what is new", row.name));
            }
            [row] => return self.say(format!("{} cannot be read twice", row.name)),
            many => self.say(format!("Asking {} sources for what is new", many.len())),
        }
        let meant = |row: &&SourceRow| rows.len() == 1 || !row.muted;
        let paths = rows.iter().filter(|row| is_path(row) && meant(row));
        let paths: Vec<_> = paths.map(|row| row.location.as_str().into()).collect();
        if !paths.is_empty() {
            self.wish(Effect::Import(paths));
        }
        let feeds = rows.iter().filter(|row| is_feed(row) && meant(row));
        let feeds: Vec<_> = feeds.map(|row| row.id.clone()).collect();
        if !feeds.is_empty() {
            self.wish(Effect::Fetch(Feeds::Only(feeds)));
        }
    }

    /// Stops what is coming in, or says that nothing is.
    pub(in crate::app) fn stop_import(&mut self) {
        if !self.stop_arrivals() {
            self.say("Nothing is imported or fetched just now");
        }
    }

    /// Stops what is coming in; `false` when nothing is.
    pub(in crate::app) fn stop_arrivals(&mut self) -> bool {
        let (imports, fetches) = (self.status.import.is_some(), self.status.fetch.is_some());
        if imports {
            self.wish(Effect::CancelImport);
        }
        if fetches {
            self.wish(Effect::CancelFetch);
            self.say("Stopping; what came is kept");
        }
        imports || fetches
    }

    /// A fetch went on, or is over.
    pub(in crate::app) fn fetch_went_on(&mut self, progress: FetchProgress) {
        if !progress.done {
            self.status.fetch = Some(progress);
            return;
        }
        self.status.fetch = None;
        if let Some(next) = progress.next {
            let wait = Duration::try_from(self.now.duration_until(next)).unwrap_or_default();
            self.wish(Effect::Wake(Deadline::Fetch, wait.max(LEAST)));
        }
        if progress.total == 0 && progress.all_pages == 0 {
            return;
        }
        let mut told = Vec::new();
        if progress.total > 0 {
            let (seen, total) = (progress.seen, progress.total);
            told.push(format!(
                "{seen} of {total} feeds: {}",
                articles(progress.new)
            ));
        }
        if progress.updated > 0 {
            told.push(format!("{} updated", progress.updated));
        }
        if progress.all_pages > 0 {
            let (here, all) = (progress.full_texts, progress.all_pages);
            told.push(format!("{here} of {all} full texts"));
        }
        let mut line = told.join(", ");
        if progress.stopped {
            line = format!("Stopped at {line}");
        }
        match progress.failed.as_slice() {
            [] => self.say(line),
            [one] => self.fail(format!("{line}; {one}")),
            [first, rest @ ..] => {
                self.fail(format!(
                    "{line}; {first}; {} more failed (gS shows them)",
                    rest.len()
                ));
            }
        }
        self.reload();
    }
}

fn is_feed(row: &SourceRow) -> bool {
    row.kind.as_str() == "feed"
}

/// Whether a source is a place on the disk that can be read again.
fn is_path(row: &SourceRow) -> bool {
    !is_feed(row) && row.location.starts_with('/')
}

fn articles(new: usize) -> String {
    match new {
        0 => "nothing new".to_owned(),
        1 => "1 new article".to_owned(),
        n => format!("{n} new articles"),
    }
}
