//! The full text of entries that only begin their article: their pages are fetched, and stand in their place.
//!
//! Asked for are the pages that the entries of a feed lead to, when the person follows that feed and wants its full
//! texts; never anything else that an article names. An entry is stored as it came before its page is asked for, and
//! waits for it in the library: a run that is stopped, or an answer that the feed has not changed, loses no page.

use super::fetched::FetchWatch;
use super::get::input;
use super::teaser;
use super::{Round, names};
use crate::config::FetchSettings;
use crate::desk::arrive::parse::ParsedArticle;
use crate::desk::company::relate;
use crate::desk::{Desk, ImportError};
use crate::facts::ENGINE;
use crate::ingest::PIPELINE;
use crate::ingest::fetch::courtesy::{back_off, later};
use crate::ingest::fetch::{Address, Body, FetchError, Limits, Outcome, Request, Response, Status};
use crate::library::{self, AwaitedPage, Received, Stored};
use crate::model::{FetchProgress, SourceId};
use jiff::Timestamp;

/// So many pages of a feed are asked for in one run, those of its newest articles; the others wait for the next.
const MOST: usize = 50;

/// A page is asked for so often when the way to it, or its server, is in trouble.
const TRIES: u32 = 4;

/// Why a page does not stand in the place of its entry, and when it is asked for again, if it is.
struct Failure {
    reason: String,
    again: Again,
}

/// When to ask again.
enum Again {
    Never,
    /// After a while that grows.
    Later,
    /// When the server says so, if it does.
    At(Option<Timestamp>),
}

impl Desk {
    /// Fetches the pages that the entries of a feed wait for.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn fetch_pages(
        &mut self,
        source: &SourceId,
        settings: &FetchSettings,
        limits: &Limits,
        watch: FetchWatch<'_>,
    ) -> Result<FetchProgress, ImportError> {
        let mut progress = FetchProgress::default();
        let these = std::slice::from_ref(source);
        self.pages(these, settings, limits, &mut progress, watch)?;
        progress.running.clear();
        progress.next = self.next_fetch(settings)?;
        progress.done = true;
        let _ = watch(&progress, None);
        Ok(progress)
    }

    /// Fetches the pages that the entries of these feeds wait for. A feed whose server wants to be left alone waits too.
    pub(super) fn pages(
        &mut self,
        sources: &[SourceId],
        settings: &FetchSettings,
        limits: &Limits,
        progress: &mut FetchProgress,
        watch: FetchWatch<'_>,
    ) -> Result<(), ImportError> {
        let now = (self.who.now)();
        let mut feeds = self.library.feeds()?;
        feeds.retain(|feed| {
            sources.contains(&feed.source)
                && settings.full_text(&names(feed))
                && feed.state.held.is_none_or(|until| until <= now)
        });
        let (mut round, mut pages) = (Round::default(), Vec::new());
        for feed in feeds {
            for page in self.library.awaited_pages(&feed.source, now, MOST)? {
                match Address::parse(&page.address) {
                    Ok(address) => {
                        round.requests.push(Request {
                            address,
                            validators: None,
                            typed: feed.state.typed.clone(),
                        });
                        round.feeds.push(feed.source.clone());
                        pages.push(page);
                    }
                    Err(error) => self.page_failed(&page, &error.into())?,
                }
            }
        }
        if pages.is_empty() {
            return Ok(());
        }
        progress.all_pages = pages.len();
        self.ask(
            &round,
            limits,
            progress,
            watch,
            &mut |desk, at, answer, progress, _| {
                let Some(page) = pages.get(at) else {
                    return Ok(());
                };
                if matches!(answer, Err(FetchError::Stopped)) {
                    return Ok(());
                }
                progress.pages += 1;
                match desk.receive_page(page, answer)? {
                    Ok(outcome) => {
                        progress.full_texts += 1;
                        progress.updated += usize::from(outcome == library::Outcome::Updated);
                        Ok(())
                    }
                    Err(failure) => desk.page_failed(page, &failure),
                }
            },
        )?;
        if progress.full_texts > 0 {
            self.forget();
        }
        Ok(())
    }

    /// Puts what was answered in the place of an entry, when it is the entry's page.
    fn receive_page(
        &mut self,
        page: &AwaitedPage,
        answer: Result<Response, FetchError>,
    ) -> Result<Result<library::Outcome, Failure>, ImportError> {
        let response = match answer {
            Ok(response) => response,
            Err(error) => return Ok(Err(error.into())),
        };
        let body = match &response.outcome {
            Outcome::Body(body) => body,
            Outcome::Busy(status, until) => {
                let again = Again::At(*until);
                let reason = FetchError::Status(Status(*status)).to_string();
                return Ok(Err(Failure { reason, again }));
            }
            Outcome::Gone => return Ok(Err(FetchError::Status(Status(410)).into())),
            Outcome::Unchanged => return Ok(Err(FetchError::Status(Status(304)).into())),
        };
        let Some(entry) = self.entry_of(&page.article)? else {
            return Ok(Err(
                "belongs to an entry that cannot be read any more".into()
            ));
        };
        let read = match self.read_page(&entry, &response.address, body) {
            Ok(read) => read,
            Err(failure) => return Ok(Err(failure)),
        };
        let received = Received {
            address: response.address.to_string(),
            charset: body.charset.clone(),
        };
        let mut batch = self.library.batch()?;
        let put = batch.put_page(&Stored {
            id: &page.article,
            // It is there already, under its own identity and source.
            source: &SourceId::default(),
            identity: "",
            bytes: &body.bytes,
            article: &read.article,
            facts: &read.facts,
            testimony: &relate::said(&read),
            names: &relate::names(&read),
            pipeline: PIPELINE,
            engine: ENGINE,
            at: (self.who.now)(),
        })?;
        batch.received(&body.bytes, &received)?;
        batch.commit()?;
        Ok(Ok(put.outcome))
    }

    /// The article that a page holds, if it continues the entry.
    fn read_page(
        &mut self,
        entry: &ParsedArticle,
        address: &Address,
        body: &Body,
    ) -> Result<ParsedArticle, Failure> {
        if let Some(kind) = body.media_type.as_deref()
            && !matches!(kind, "text/html" | "application/xhtml+xml")
        {
            let kind = crate::model::SafeText::line(kind);
            return Err(format!("is no web page ({kind})").as_str().into());
        }
        let answer = self.page_of(entry, input(address, body));
        let document = answer.map_err(|error| Failure::from(error.to_string().as_str()))?;
        let mut articles = document.articles.into_iter();
        match (document.feed, articles.next(), articles.next()) {
            (None, Some(read), None) => {
                teaser::continues(&entry.article, &read.article)?;
                Ok(read)
            }
            _ => Err("is no web page".into()),
        }
    }

    /// Writes down why a page does not stand in the place of its entry. A run that is stopped says nothing about it.
    fn page_failed(&mut self, page: &AwaitedPage, failure: &Failure) -> Result<(), ImportError> {
        let now = (self.who.now)();
        let failures = page.failures.saturating_add(1);
        let own = later(now, back_off(failures, page.article.as_str()));
        let due = match failure.again {
            _ if failures >= TRIES => None,
            Again::Never => None,
            Again::Later => Some(own),
            Again::At(time) => Some(time.unwrap_or(own)),
        };
        Ok(self
            .library
            .page_failed(&page.article, &failure.reason, due, now)?)
    }
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self {
            reason: error.to_string(),
            again: if error.is_lasting() {
                Again::Never
            } else {
                Again::Later
            },
        }
    }
}

/// What is wrong with the page itself is wrong tomorrow.
impl From<&str> for Failure {
    fn from(reason: &str) -> Self {
        Self {
            reason: reason.to_owned(),
            again: Again::Never,
        }
    }
}
