//! Feeds: RSS 0.9x–2.0, RDF, Atom 0.3 and 1.0, JSON Feed.
//!
//! A feed is read by the local names of its elements and the class of their namespace, leniently: what
//! is broken costs its own entry at most. Document types are never read, so nothing expands.

mod address;
mod fields;
mod json;
mod names;
mod xml;

use super::decode::Decoded;
use super::finish::{finish, line};
use super::writer::Writer;
use super::{Entry, FeedMetadata, Identity, Parsed, Reading, dates, html, repair};
use crate::model::article::Metadata;
use crate::model::{Article, BlockKind, SafeText};

/// Reads a feed; `None` when the text is no feed at all.
pub(super) fn read(decoded: &Decoded, url: Option<&str>) -> Option<Reading> {
    let text = &decoded.draft.text;
    let raw = if text.trim_start().starts_with('{') {
        json::read(text)?
    } else {
        xml::read(text, url)?
    };
    let mut articles: Vec<Parsed> = Vec::with_capacity(raw.entries.len());
    let mut language = raw.feed.language.clone();
    for entry in raw.entries {
        // A feed does not change its language after so many entries; guessing it again takes long.
        if language.is_none() && articles.len() >= GUESSES {
            language = articles
                .iter()
                .find_map(|known| known.article.metadata.language.clone())
                .or_else(|| Some(SafeText::new(UNKNOWN)));
        }
        let mut next = parsed(entry, &raw.feed, language.clone(), &decoded.charset);
        let known = &mut next.article.metadata.language;
        known.take_if(|language| language.as_str() == UNKNOWN);
        articles.push(next);
    }
    Some(Reading {
        articles,
        feed: Some(raw.feed),
        ..Reading::default()
    })
}

/// In a feed that names no language it is guessed for so many entries.
const GUESSES: usize = 1_000;

/// What BCP 47 calls a language that nobody knows.
const UNKNOWN: &str = "und";

/// A feed as its reader leaves it.
#[derive(Debug, Default)]
struct RawFeed {
    feed: FeedMetadata,
    entries: Vec<RawEntry>,
}

/// An entry with what its article needs beside the feed's own fields.
#[derive(Debug, Default)]
struct RawEntry {
    entry: Entry,
    categories: Vec<SafeText>,
    image: Option<SafeText>,
    /// Whether the content is plain text and no markup.
    plain: bool,
}

/// The article of an entry: its title, and its content or else its summary.
fn parsed(raw: RawEntry, feed: &FeedMetadata, language: Option<SafeText>, charset: &str) -> Parsed {
    let entry = raw.entry;
    let title = entry.title.as_deref().and_then(plain_line);
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .map(|link| link.href.clone());
    let metadata = Metadata {
        title: title.clone(),
        byline: entry.author.as_deref().and_then(plain_line),
        site: feed.title.as_deref().and_then(plain_line),
        published: entry
            .published
            .as_deref()
            .or(entry.updated.as_deref())
            .and_then(dates::parse),
        modified: entry.updated.as_deref().and_then(dates::parse),
        language,
        charset: Some(SafeText::new(charset)),
        url: link.clone(),
        image: raw.image,
        summary: entry
            .content
            .as_ref()
            .and(entry.summary.as_deref())
            .and_then(plain_line),
        categories: raw.categories,
        ..Metadata::default()
    };
    let mut writer = Writer::default();
    if let Some(title) = &title {
        writer.begin(BlockKind::Heading, 1);
        writer.words(title);
        writer.end();
    }
    let body = entry
        .content
        .as_deref()
        .or(entry.summary.as_deref())
        .unwrap_or_default();
    if raw.plain || !body.contains('<') && !body.contains('&') {
        for paragraph in body.split("\n\n") {
            writer.begin(BlockKind::Paragraph, 0);
            writer.words(paragraph);
            writer.end();
        }
    } else {
        html::fragment(body, &mut writer);
    }
    let mut draft = writer.finish();
    repair::repair(&mut draft);
    let article: Article = finish(draft, metadata);
    let identity = match (&entry.id, link) {
        (Some(id), _) => Identity::Entry(id.clone()),
        (None, Some(link)) => Identity::Url(link),
        (None, None) => Identity::of_content(&article),
    };
    Parsed {
        identity,
        article,
        part: None,
        entry: Some(entry),
    }
}

/// A field that may hold markup, as one line of words.
fn plain_line(field: &str) -> Option<SafeText> {
    if !field.contains(['<', '&']) {
        return line(field);
    }
    let mut writer = Writer::default();
    html::fragment(field, &mut writer);
    line(&writer.finish().text)
}

#[cfg(test)]
mod tests;
