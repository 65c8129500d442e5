//! Reading without a library: bytes in, articles with their facts out.

use crate::facts;
pub use crate::ingest::{
    Entry, FeedLink, FeedMetadata, Format, Identity, IngestError, Input, MAX_BYTES,
};
use crate::model::{Article, Facts, Span, SubscriptionList};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What one input gave.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The articles, in document order: one for a page, one per entry of a feed.
    pub articles: Vec<ParsedArticle>,
    /// What a feed says about itself; `None` for anything else.
    pub feed: Option<FeedMetadata>,
    /// What a list of subscriptions names; `None` for anything else.
    pub subscriptions: Option<SubscriptionList>,
    /// The bytes behind gzip, which are those that were read; `None` when the input was not packed.
    pub unpacked: Option<Vec<u8>>,
}

/// One article with everything derived from it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ParsedArticle {
    /// How to know it again.
    pub identity: Identity,
    /// Its text and structure.
    pub article: Article,
    /// What it says.
    pub facts: Facts,
    /// The bytes of the input, unpacked, that are its own; `None` when it shares them with all others.
    pub part: Option<Span>,
    /// The entry's own fields, as the feed wrote them; `None` outside feeds.
    pub entry: Option<Entry>,
}

/// Reads one input and extracts its facts. Relative dates count from `date`, else from the day of publication.
///
/// # Errors
/// When the bytes hold no text, are too many, or are not what the caller said.
pub fn parse(input: &Input<'_>, date: Option<Date>) -> Result<Document, IngestError> {
    let reading = crate::ingest::read(input)?;
    let articles = reading.articles.into_iter().map(|parsed| ParsedArticle {
        facts: facts::extract(&parsed.article, date),
        identity: parsed.identity,
        article: parsed.article,
        part: parsed.part,
        entry: parsed.entry,
    });
    Ok(Document {
        articles: articles.collect(),
        feed: reading.feed,
        subscriptions: reading.subscriptions,
        unpacked: reading.unpacked,
    })
}
