//! Storing what was read: nobody waits for it, since another writer's change gets in between.
//!
//! A feed's entry that only begins its article may stand for its page (see `desk::fetch::full_text`): then the text of
//! the page is the article's, and the same entry again is nothing new.

use crate::desk::Desk;
use crate::desk::arrive::arrival::{Added, Arrival};
use crate::desk::arrive::identity::identity;
use crate::desk::arrive::import::ImportError;
use crate::desk::arrive::parse::ParsedArticle;
use crate::desk::company::relate;
use crate::desk::follow::fetch::teaser;
use crate::facts::ENGINE;
use crate::ingest::PIPELINE;
use crate::library::{
    Awaited, Batch, FileStamp, LibraryError, NewSource, Outcome, Received, Stored,
};
use crate::model::{ArticleId, SourceId};
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;
use std::sync::Arc;

/// A transaction lasts no longer, whoever waits; it ends at once when a change does ([`Batch::is_awaited`]).
pub(in crate::desk) const LONGEST: SignedDuration = SignedDuration::from_millis(100);

/// The same where nobody sits before this program: what is found by keys in no order lies on pages all over the library,
/// and each transaction writes them once more. What an accident takes is read again the next time.
pub const UNATTENDED: SignedDuration = SignedDuration::from_secs(60);

/// An input that is read, and then its articles, which wait to be stored.
pub(in crate::desk) struct Waiting {
    pub input: String,
    /// The path by which its articles are known when nothing inside says better.
    pub path: String,
    pub bytes: Arc<Vec<u8>>,
    pub articles: Vec<ParsedArticle>,
    pub stamp: Option<FileStamp>,
    /// What a server said with the bytes.
    pub received: Option<Received>,
    /// Whether the pages of entries that give only a teaser are wanted.
    pub full_text: bool,
}

impl Desk {
    /// Stores what was read, and tells of each article when it is durable. `chosen` is the id of a single one.
    pub(in crate::desk) fn store(
        &mut self,
        pending: &[(SourceId, Waiting)],
        chosen: Option<ArticleId>,
        tell: &mut dyn FnMut(&Added),
    ) -> Result<(), ImportError> {
        let mut untold = Vec::new();
        self.store_more(pending, chosen, &mut untold, tell)?;
        self.make_durable()?;
        untold.iter().for_each(tell);
        Ok(())
    }

    /// The same; `untold` are articles that are not durable yet, from before and then also of these.
    pub(super) fn store_more(
        &mut self,
        pending: &[(SourceId, Waiting)],
        mut chosen: Option<ArticleId>,
        untold: &mut Vec<Added>,
        tell: &mut dyn FnMut(&Added),
    ) -> Result<(), ImportError> {
        for (_, waiting) in pending {
            self.read_alike(waiting)?;
        }
        let who = self.who.clone();
        let mut articles = pending
            .iter()
            .flat_map(|(source, waiting)| {
                let articles = waiting.articles.iter().enumerate();
                articles.map(move |(at, parsed)| (source, waiting, parsed, at))
            })
            .peekable();
        let mut first = None;
        while articles.peek().is_some() {
            let mut came = Vec::new();
            let is_durable = self.keep_some(&mut articles, &mut |batch, article| {
                let (source, waiting, parsed, at) = article;
                let id = chosen.take();
                let id = id.unwrap_or_else(|| ArticleId::from_random((who.random)()));
                let arriving = Arriving {
                    source,
                    waiting,
                    parsed,
                };
                let (id, arrival, text) = arriving.put(batch, &id, (who.now)())?;
                came.extend(text.map(|text| (id.clone(), text, parsed)));
                if at == 0 {
                    first = Some(id.clone());
                }
                // A file counts as read when its last article is stored.
                if let (true, Some(stamp)) = (at + 1 == waiting.articles.len(), waiting.stamp) {
                    batch.stamp(source, &waiting.path, stamp, first.as_ref())?;
                }
                untold.push(Added {
                    input: waiting.input.clone(),
                    id: Some(id),
                    arrival,
                    reason: None,
                    title: parsed.article.metadata.title.clone(),
                });
                Ok(())
            })?;
            for (id, text, parsed) in came {
                let gallery = &mut self.gallery;
                gallery.arrive(id, text, &parsed.article, &parsed.facts);
            }
            if is_durable {
                untold.drain(..).for_each(|added| tell(&added));
            }
        }
        Ok(())
    }

    /// What an older version of the program read is read again before newer bytes take its place: else a better reader
    /// would pass for a changed article.
    fn read_alike(&mut self, waiting: &Waiting) -> Result<(), LibraryError> {
        for parsed in &waiting.articles {
            let identity = identity(parsed, &waiting.path);
            let bytes = own_bytes(waiting, parsed);
            if let Some(id) = self.library.read_otherwise(&identity, &bytes, PIPELINE)? {
                // What its bytes do not hold any more cannot be read again, and is compared as it is.
                match self.renew_article(&id) {
                    Err(LibraryError::Stale(_)) | Ok(()) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    /// The source at a place, made known, and shown again with its articles if it was removed.
    pub(in crate::desk) fn source(
        &mut self,
        kind: &str,
        location: &str,
        name: &str,
    ) -> Result<SourceId, LibraryError> {
        if let Some((source, articles)) = self.library.removed_source(location)? {
            let back = self.come_back(&source, articles);
            self.library.apply_all(&back)?;
            return Ok(source);
        }
        if let Ok(known) = self.library.source_at(location) {
            return Ok(known);
        }
        let id = SourceId::from_random((self.who.random)());
        let mut batch = self.library.batch()?;
        let source = batch.source(&NewSource {
            id: &id,
            kind,
            location,
            name,
        })?;
        batch.commit()?;
        Ok(source)
    }
}

/// One article of an input, on its way into the library.
struct Arriving<'a> {
    source: &'a SourceId,
    waiting: &'a Waiting,
    parsed: &'a ParsedArticle,
}

impl Arriving<'_> {
    /// Stores it; the article that it is now, what it was, and the number of its text if that was stored.
    fn put(
        &self,
        batch: &mut Batch<'_>,
        id: &ArticleId,
        at: Timestamp,
    ) -> Result<(ArticleId, Arrival, Option<i64>), LibraryError> {
        let identity = identity(self.parsed, &self.waiting.path);
        let bytes = own_bytes(self.waiting, self.parsed);
        let received = self.waiting.received.as_ref();
        let said = self.parsed.entry.as_ref().map(teaser::said);
        let known = match &said {
            Some(said) => batch.awaited_by(&identity, said)?,
            None => None,
        };
        let page = if self.waiting.full_text {
            teaser::page(self.parsed)
        } else {
            None
        };
        let awaited = page.zip(said.as_deref()).map(|(address, said)| Awaited {
            source: self.source,
            said,
            entry: &bytes,
            received,
            address,
            at,
        });
        // What its page says stays until the page says something else, or the entry says all.
        if let Some(known) = &known
            && known.is_here
            && (known.is_same || awaited.is_some())
        {
            if let Some(awaited) = awaited.as_ref().filter(|_| !known.is_same) {
                batch.await_page(&known.article, awaited)?;
            }
            return Ok((known.article.clone(), Arrival::Known, None));
        }
        let put = batch.put(&Stored {
            id,
            source: self.source,
            identity: &identity,
            bytes: &bytes,
            article: &self.parsed.article,
            facts: &self.parsed.facts,
            testimony: &relate::said(self.parsed),
            names: &relate::names(self.parsed),
            pipeline: PIPELINE,
            engine: ENGINE,
            at,
        })?;
        if let Some(received) = received {
            batch.received(&bytes, received)?;
        }
        let arrival = match put.outcome {
            Outcome::New => Arrival::New,
            Outcome::Known => Arrival::Known,
            Outcome::Updated => Arrival::Updated,
            Outcome::Copy => Arrival::Copy,
        };
        if arrival != Arrival::Copy && !known.as_ref().is_some_and(|known| known.is_same) {
            match (&awaited, &known) {
                (Some(awaited), _) => batch.await_page(&put.id, awaited)?,
                (None, Some(_)) => batch.forget_page(&put.id)?,
                (None, None) => {}
            }
        }
        Ok((put.id, arrival, put.text))
    }
}

/// The bytes an article was read from: a mail of many has its own, and so has an entry of a feed.
fn own_bytes<'w>(waiting: &'w Waiting, parsed: &ParsedArticle) -> Cow<'w, [u8]> {
    let part = |part: &crate::model::Span| waiting.bytes.get(part.start..part.end);
    match parsed.parts.as_slice() {
        [] => Cow::Borrowed(&waiting.bytes),
        [one] => Cow::Borrowed(part(one).unwrap_or(&waiting.bytes)),
        many => Cow::Owned(many.iter().filter_map(part).collect::<Vec<_>>().concat()),
    }
}
