//! Bytes in, articles out.
//!
//! This room decides what some bytes are (plain text, Markdown, a web page, a feed, a mail, a list of feeds, any of
//! them packed), decodes them,
//! puts garbled characters right, and writes each article's canonical text exactly once, together
//! with its blocks, sections and source map. But for [`fetch`], it reads no file, opens no connection, follows no
//! link and keeps nothing: the same bytes always give the same [`Reading`].
//!
//! ```
//! use pressmark::ingest::{Input, read};
//!
//! let reading = read(&Input::new("note.txt", "Headline\n\nA first paragraph.".as_bytes()))?;
//! let article = &reading.articles[0].article;
//! assert_eq!(article.metadata.title.as_deref(), Some("Headline"));
//! # Ok::<(), pressmark::ingest::IngestError>(())
//! ```

mod address;
mod dates;
mod decode;
mod draft;
pub mod duplicate;
mod entity;
mod feed;
pub mod fetch;
mod finish;
mod gzip;
mod html;
mod mail;
mod markdown;
mod months;
mod plain;
mod repair;
mod sections;
mod sniff;
pub mod subscriptions;
mod transfer;
mod writer;
mod xml;

pub use gzip::MAX_UNPACKED;

use crate::model::{Article, SafeText, Span, SubscriptionList};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use thiserror::Error;

/// The number of this pipeline. A change that can give another canonical text or other blocks raises it,
/// and stored articles are then made again in the background.
pub const PIPELINE: u32 = 3;

/// The most bytes that are taken in at once; more is refused, not cut.
pub const MAX_BYTES: usize = 50 * 1024 * 1024;

/// The most articles of one input: entries of a feed, mails of an mbox file. More is refused, not cut.
pub const MOST_ARTICLES: usize = 50_000;

/// Something to read, and what the caller knows about it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// How errors call it: a file name or an address.
    pub name: &'a str,
    /// The bytes as they came.
    pub bytes: &'a [u8],
    /// What they are, if the caller knows better than their content.
    pub format: Format,
    /// Where they came from; links are resolved against it.
    pub url: Option<&'a str>,
    /// The encoding that a transport named, such as the `charset` of an HTTP header.
    pub charset: Option<&'a str>,
    /// When they were received. Kept for relative dates; nothing is guessed from it.
    pub reference: Option<Timestamp>,
}

impl<'a> Input<'a> {
    /// Bytes about which nothing else is known.
    pub const fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            name,
            bytes,
            format: Format::Auto,
            url: None,
            charset: None,
            reference: None,
        }
    }
}

/// What bytes are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Decided by the content, never by a file's ending.
    #[default]
    Auto,
    /// Plain text.
    Text,
    /// CommonMark with tables and front matter.
    Markdown,
    /// A web page.
    Html,
    /// RSS, RDF, Atom or JSON Feed.
    Feed,
    /// A mail, or an mbox file of many.
    Mail,
    /// A list of subscriptions: OPML, or newsboat's `urls`.
    Opml,
}

/// What one input gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The articles, in document order: one for a page, one per entry of a feed.
    pub articles: Vec<Parsed>,
    /// What a feed says about itself; `None` for anything else.
    pub feed: Option<FeedMetadata>,
    /// What a list of subscriptions names; `None` for anything else.
    pub subscriptions: Option<SubscriptionList>,
    /// The bytes behind gzip, which are those that were read; `None` when the input was not packed.
    pub unpacked: Option<Vec<u8>>,
}

/// One article and what identifies it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// How to know it again.
    pub identity: Identity,
    /// The article.
    pub article: Article,
    /// The pieces of the input, unpacked, that are its own and give it again; none when it shares all of them.
    pub parts: Vec<Span>,
    /// The entry's own fields, as the feed wrote them; `None` outside feeds.
    pub entry: Option<Entry>,
}

/// What makes an article the same one next time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Identity {
    /// The id of a feed's entry.
    Entry(SafeText),
    /// The canonical address.
    Url(SafeText),
    /// Nothing inside says it: the caller takes source and path.
    #[default]
    Unknown,
}

impl Identity {
    /// For one of many articles that names neither id nor address: made of its title and day, which stay when its
    /// words are corrected, else of its words.
    fn of_content(article: &Article) -> Self {
        let metadata = &article.metadata;
        let mut hash = Sha256::new();
        match &metadata.title {
            Some(title) => {
                hash.update(title.as_bytes());
                hash.update(
                    metadata
                        .published
                        .map(|at| at.to_string())
                        .unwrap_or_default(),
                );
            }
            None => hash.update(article.text.as_bytes()),
        }
        let bytes = hash.finalize();
        let number = bytes
            .iter()
            .take(12)
            .fold(0_u128, |number, &byte| number << 8 | u128::from(byte));
        let name = format!("{number:024x}");
        Self::Entry(SafeText::new(name))
    }
}

/// What a feed says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedMetadata {
    /// Its name.
    pub title: Option<SafeText>,
    /// Its subtitle or description, as written (may hold markup).
    pub description: Option<SafeText>,
    /// Its permanent id.
    pub id: Option<SafeText>,
    /// Who writes it.
    pub author: Option<SafeText>,
    /// When it changed: as written if that is RFC 822 or RFC 3339, else as RFC 3339.
    pub updated: Option<SafeText>,
    /// First published, written likewise.
    pub published: Option<SafeText>,
    /// Its language tag.
    pub language: Option<SafeText>,
    /// Its addresses.
    pub links: Vec<FeedLink>,
}

/// The fields of a feed's entry as the feed wrote them (they may hold markup).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its permanent id.
    pub id: Option<SafeText>,
    /// Its title.
    pub title: Option<SafeText>,
    /// Its summary or description.
    pub summary: Option<SafeText>,
    /// Its content.
    pub content: Option<SafeText>,
    /// Its author.
    pub author: Option<SafeText>,
    /// First published: as written if that is RFC 822 or RFC 3339, else as RFC 3339.
    pub published: Option<SafeText>,
    /// Last changed, written likewise.
    pub updated: Option<SafeText>,
    /// Its addresses.
    pub links: Vec<FeedLink>,
}

/// An address that a feed or an entry names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedLink {
    /// Where it leads; absolute when the feed allows to know.
    pub href: SafeText,
    /// What it is: `alternate`, `self`, `enclosure`, …
    pub rel: Option<SafeText>,
}

/// Why some bytes gave no article.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum IngestError {
    /// Nothing but white space.
    #[error("is empty")]
    Empty,
    /// More bytes than [`MAX_BYTES`].
    #[error("is too large: {0} bytes, the limit is {MAX_BYTES}")]
    TooLarge(usize),
    /// Bytes that are no text in any encoding.
    #[error("is no text")]
    Binary,
    /// Bytes behind a packing that this version does not undo.
    #[error("is compressed ({0}); unpack it first")]
    Compressed(&'static str),
    /// Packed bytes that cannot be unpacked to their end.
    #[error("is a damaged {0} file")]
    Damaged(&'static str),
    /// Packed bytes in packed bytes in packed bytes.
    #[error("is gzip in gzip in gzip; unpack it first")]
    Nested,
    /// Packed bytes that unpack to more than [`MAX_UNPACKED`].
    #[error("is too large: it unpacks to more than {MAX_UNPACKED} bytes")]
    UnpacksTooLarge,
    /// Packed bytes that unpack to more than any text does.
    #[error("unpacks to more than 200 times its size, as no text does")]
    UnpacksTooFar,
    /// More articles than [`MOST_ARTICLES`].
    #[error("holds more than {MOST_ARTICLES} articles; split it")]
    TooMany,
    /// Text that is not what the caller said.
    #[error("is no readable {0}")]
    NotA(&'static str),
}

/// Reads one input.
///
/// # Errors
/// When the bytes hold no text, are too many, or are not what `format` says. A broken part never
/// costs the rest: errors speak of the whole input only.
pub fn read(input: &Input<'_>) -> Result<Reading, IngestError> {
    if input.bytes.len() > MAX_BYTES {
        return Err(IngestError::TooLarge(input.bytes.len()));
    }
    let bytes = gzip::unpack(input.bytes)?;
    let mut reading = read_unpacked(&bytes, input)?;
    if reading.articles.len() > MOST_ARTICLES {
        return Err(IngestError::TooMany);
    }
    if let Cow::Owned(bytes) = bytes {
        reading.unpacked = Some(bytes);
    }
    Ok(reading)
}

fn read_unpacked(bytes: &[u8], input: &Input<'_>) -> Result<Reading, IngestError> {
    let told = input.format == Format::Mail;
    if (told || input.format == Format::Auto)
        && let Some(reading) = mail::read(bytes, told)
    {
        return Ok(reading);
    }
    let decoded = decode::decode(bytes, input.charset);
    if decoded.draft.text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    let format = match input.format {
        Format::Auto => sniff::sniff(&decoded.draft.text).ok_or(IngestError::Binary)?,
        given => given,
    };
    let article = match format {
        Format::Html => html::read(&decoded, input.url),
        Format::Markdown => markdown::read(&decoded),
        Format::Mail => return Err(IngestError::NotA("mail")),
        Format::Feed => return feed::read(&decoded, input.url).ok_or(IngestError::NotA("feed")),
        Format::Opml => {
            let list = subscriptions::read(&decoded.draft.text);
            return list
                .map(Reading::from)
                .ok_or(IngestError::NotA("list of feeds"));
        }
        _ => plain::read(decoded),
    };
    Ok(Reading::from(article))
}

/// The text that bytes hold, before any repair, and the name of its encoding, lower case. For bytes that are already
/// known to hold text.
pub fn decoded(bytes: &[u8], charset: Option<&str>) -> (String, String) {
    let decoded = decode::decode(bytes, charset);
    (decoded.draft.text, decoded.charset)
}

impl From<Article> for Reading {
    fn from(article: Article) -> Self {
        let identity = article
            .metadata
            .url
            .clone()
            .map_or(Identity::Unknown, Identity::Url);
        let parsed = Parsed {
            identity,
            article,
            ..Parsed::default()
        };
        Self {
            articles: vec![parsed],
            ..Self::default()
        }
    }
}

impl From<SubscriptionList> for Reading {
    fn from(list: SubscriptionList) -> Self {
        Self {
            subscriptions: Some(list),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_article_is_refused_by_name() {
        let refused = |bytes: &[u8]| read(&Input::new("input", bytes)).unwrap_err();
        assert_eq!(refused(b" \n"), IngestError::Empty);
        assert_eq!(refused(b"\x1f\x8b\x08\x00"), IngestError::Damaged("gzip"));
        let list = b"<?xml version=\"1.0\"?><opml version=\"2.0\"><head></head></opml>";
        assert_eq!(refused(list), IngestError::NotA("list of feeds"));
    }
}
