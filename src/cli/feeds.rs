//! What `subscribe` and `fetch` have in common: the record of a feed, and how far they are.

use super::output::{Look, tell as complain};
use super::{Failure, Session, json, progress};
use crate::desk::{Fate, Fetched};
use crate::model::FetchProgress;
use jiff::Timestamp;
use serde::Serialize;

/// A feed as programs see it.
#[derive(Debug, Serialize)]
pub(super) struct FeedObject<'a> {
    pub pressmark: u8,
    pub source: Option<&'a str>,
    pub url: &'a str,
    pub state: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    pub new: usize,
    pub updated: usize,
    pub reason: Option<&'a str>,
    pub next: Option<Timestamp>,
}

/// Tells what became of a feed.
pub(super) fn tell(fetched: &Fetched, as_json: bool, session: &mut Session) -> Result<(), Failure> {
    if let Some(reason) = &fetched.reason {
        if fetched.state.is_failure() {
            session.out.failed(&fetched.name, reason);
        } else {
            complain(&fetched.name, reason);
        }
    }
    if as_json {
        session.out.json(&FeedObject {
            pressmark: json::VERSION,
            source: Some(fetched.source.as_str()),
            url: &fetched.url,
            state: fetched.state.name(),
            title: None,
            new: fetched.new,
            updated: fetched.updated,
            reason: fetched.reason.as_deref(),
            next: fetched.next,
        })?;
    } else if fetched.reason.is_none() {
        session.out.text(&format!("{:<10}", fetched.state.name()))?;
        session.out.styled(Look::Name, &fetched.name)?;
        let mut rest = String::new();
        if fetched.new + fetched.updated > 0 {
            rest = format!("  {} new", fetched.new);
        }
        if fetched.updated > 0 {
            rest = format!("{rest}, {} updated", fetched.updated);
        }
        if fetched.state == Fate::Moved {
            rest = format!("{rest}  now at {}", fetched.url);
        }
        session.out.line(&rest)?;
    }
    session.out.flush()?;
    Ok(())
}

/// Tells how many full texts came.
pub(super) fn tell_pages(
    progress: &FetchProgress,
    as_json: bool,
    session: &mut Session,
) -> Result<(), Failure> {
    if progress.pages > 0 && !as_json {
        let (here, all) = (progress.full_texts, progress.pages);
        session.out.text(&format!("{:<10}", "full text"))?;
        session.out.line(&format!("{here} of {all} pages"))?;
        session.out.flush()?;
    }
    Ok(())
}

/// How far a fetch is.
pub(super) fn show_progress(fetch: &FetchProgress) {
    let (what, seen, total) = match fetch.all_pages {
        0 => ("", fetch.seen, fetch.total),
        all => ("full text ", fetch.pages, all),
    };
    if total > 1 && !fetch.done {
        progress::show(&format!("{what}{seen} of {total} · {}", fetch.what));
    }
}
