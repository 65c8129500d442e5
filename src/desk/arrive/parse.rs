//! Reading without a library: bytes in, articles with their facts out.

use crate::facts;
pub use crate::ingest::{
    Entry, FeedLink, FeedMetadata, Format, Identity, IngestError, Input, MAX_BYTES,
};
use crate::model::article::Metadata;
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
    /// The pieces of the input, unpacked, that are its own and give it again; none when it shares all of them.
    pub parts: Vec<Span>,
    /// The entry's own fields, as the feed wrote them; `None` outside feeds.
    pub entry: Option<Entry>,
}

/// Reads one input and extracts its facts. Relative dates count from `date`, else from the day of publication.
///
/// # Errors
/// When the bytes hold no text, are too many, or are not what the caller said.
pub fn parse(input: &Input<'_>, date: Option<Date>) -> Result<Document, IngestError> {
    parse_known(input, date, None)
}

/// The same for a page about which its feed has said something already: that wins over what the page says of itself.
///
/// # Errors
/// As [`parse`].
pub fn parse_known(
    input: &Input<'_>,
    date: Option<Date>,
    about: Option<&Metadata>,
) -> Result<Document, IngestError> {
    let mut reading = crate::ingest::read(input)?;
    if let (Some(about), None, [page]) = (about, &reading.feed, reading.articles.as_mut_slice()) {
        page.article.metadata = page.article.metadata.clone().told(about);
    }
    let articles = reading.articles.into_iter().map(|parsed| ParsedArticle {
        facts: facts::extract(&parsed.article, date),
        identity: parsed.identity,
        article: parsed.article,
        parts: parsed.parts,
        entry: parsed.entry,
    });
    Ok(Document {
        articles: articles.collect(),
        feed: reading.feed,
        subscriptions: reading.subscriptions,
        unpacked: reading.unpacked,
    })
}
