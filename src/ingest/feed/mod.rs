//! Feeds: RSS 0.9x–2.0, RDF, Atom 0.3 and 1.0, JSON Feed.
//!
//! A feed is read by the local names of its elements and the class of their namespace, leniently: what
//! is broken costs its own entry at most. Document types are never read, so nothing expands. Podcasts and media
//! become part of the article they belong to.

mod events;
mod field;
mod fields;
mod json;
mod markup;
mod media;
mod names;
mod person;
mod pieces;
mod xml;

use super::decode::Decoded;
use super::finish::{finish, line};
use super::writer::Writer;
use super::{Entry, FeedMetadata, Identity, MOST_ARTICLES, Parsed, Reading, dates, html, repair};
use crate::model::article::Metadata;
use crate::model::block::InlineKind;
use crate::model::{Article, BlockKind, SafeText, Span};
use fields::Ranks;
use media::{Episode, Media};
use std::rc::Rc;

/// Entries beyond this are not read; the caller refuses such a feed.
const MOST_ENTRIES: usize = MOST_ARTICLES;

/// Reads a feed; `None` when the text is no feed at all.
pub(super) fn read(decoded: &Decoded, url: Option<&str>) -> Option<Reading> {
    let text = &decoded.draft.text;
    let raw = if text.trim_start().starts_with('{') {
        json::read(text)?
    } else {
        xml::read(text, url)?
    };
    let author = raw.feed.author.as_deref().filter(|_| raw.inherits);
    let mut defaults = Metadata {
        byline: author.and_then(person::name),
        site: raw.feed.title.as_deref().and_then(plain_line),
        language: raw.feed.language.clone(),
        charset: Some(SafeText::new(decoded.charset.as_str())),
        ..Metadata::default()
    };
    let mut articles: Vec<Parsed> = Vec::with_capacity(raw.entries.len());
    let mut pieces = pieces::pieces(decoded, &raw.places).into_iter();
    for entry in raw.entries {
        // A feed does not change its language after so many entries; guessing it again takes long.
        if defaults.language.is_none() && articles.len() >= GUESSES {
            let known = articles
                .iter()
                .find_map(|known| known.article.metadata.language.clone());
            defaults.language = known.or_else(|| Some(SafeText::new(UNKNOWN)));
        }
        let mut next = parsed(entry, &defaults);
        next.parts = pieces.next().unwrap_or_default();
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
    /// Where each entry stands in the text; none when something of the feed's own stands between them.
    places: Vec<Span>,
    ranks: Ranks,
    /// Whether its author is that of all entries that name none.
    inherits: bool,
}

/// An entry with what its article needs beside the feed's own fields.
#[derive(Debug, Default)]
struct RawEntry {
    entry: Entry,
    ranks: Ranks,
    /// The rank that filled the content.
    content_rank: Option<u8>,
    /// The bases of addresses in the content and in the summary.
    base: Option<Rc<str>>,
    summary_base: Option<Rc<str>>,
    /// Everyone named as author; a lower rank is a better source.
    authors: Vec<(u8, SafeText)>,
    /// What modules say about the entry as a whole.
    about: Vec<SafeText>,
    categories: Vec<SafeText>,
    image: Option<SafeText>,
    language: Option<SafeText>,
    /// The publication that an aggregator has it from.
    source: Option<SafeText>,
    /// Its own address, when its link leads through a counter.
    address: Option<SafeText>,
    media: Vec<Media>,
    /// Whether the group of media being read holds something already.
    in_group: bool,
    episode: Episode,
    /// Whether the content is plain text and no markup.
    plain: bool,
}

/// The article of an entry: its title, its content or else its summary, and its media. `defaults` is what the feed
/// says for all entries.
fn parsed(raw: RawEntry, defaults: &Metadata) -> Parsed {
    let entry = raw.entry;
    let title = entry.title.as_deref().and_then(plain_line);
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .map(|link| link.href.clone());
    let url = raw.address.clone().or_else(|| link.clone());
    let source = raw.source.as_deref().and_then(plain_line);
    let metadata = Metadata {
        title: title.clone(),
        byline: person::names(&raw.authors).or_else(|| defaults.byline.clone()),
        site: source.clone().or_else(|| defaults.site.clone()),
        original_source: source,
        published: entry
            .published
            .as_deref()
            .or(entry.updated.as_deref())
            .and_then(dates::parse),
        modified: entry.updated.as_deref().and_then(dates::parse),
        language: raw.language.or_else(|| defaults.language.clone()),
        charset: defaults.charset.clone(),
        url: url.clone(),
        image: raw.image,
        summary: entry
            .content
            .as_ref()
            .and(entry.summary.as_deref())
            .and_then(plain_line),
        categories: raw.categories,
    };
    let mut writer = Writer::default();
    if let Some(title) = &title {
        writer.begin(BlockKind::Heading, 1);
        writer.words(title);
        writer.end();
    }
    let (body, base) = match (&entry.content, &entry.summary) {
        (Some(content), _) => (content.as_str(), &raw.base),
        (None, Some(summary)) => (summary.as_str(), &raw.summary_base),
        (None, None) => ("", &None),
    };
    write_body(body, raw.plain || !markup::is_html(body), &mut writer);
    media::write(&raw.media, &raw.episode, body, &mut writer);
    let mut draft = writer.finish();
    let base = base.as_deref().or(url.as_deref());
    for inline in &mut draft.inlines {
        if let InlineKind::Link(href) = &mut inline.kind {
            *href = crate::ingest::address::resolve(base, href);
        }
    }
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
        parts: Vec::new(),
        entry: Some(entry),
    }
}

/// Writes HTML, or plain text with its lines.
fn write_body(body: &str, is_plain: bool, writer: &mut Writer) {
    if !is_plain {
        return html::fragment(body, writer);
    }
    for paragraph in body.split("\n\n") {
        writer.begin(BlockKind::Paragraph, 0);
        for line in paragraph.lines() {
            writer.words(line);
            writer.line_break();
        }
        writer.end();
    }
}

/// A field that may hold markup, as one line of words.
fn plain_line(field: &str) -> Option<SafeText> {
    if !markup::is_html(field) {
        return line(field);
    }
    let mut writer = Writer::default();
    html::fragment(field, &mut writer);
    line(&writer.finish().text)
}

#[cfg(test)]
mod tests;
