//! Which field of a feed or an entry an element fills, and which of two elements wins: the feed's own words before
//! those of modules, whatever their order; among equals the first.

use super::media::Media;
use super::{RawEntry, RawFeed};
use crate::ingest::address::resolve;
use crate::ingest::{Entry, FeedLink, dates};
use crate::model::SafeText;
use std::rc::Rc;

/// An element that was read to its end.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// The class of its namespace: empty for the feed's own, else `dc`, `content`, `media`, ….
    pub space: &'static str,
    /// Its local name, lower case.
    pub name: String,
    /// Its attributes: local name, lower case, and value.
    pub attributes: Vec<(String, String)>,
    /// Its content, unescaped; markup inside is kept.
    pub text: String,
    /// The base for addresses at this place.
    pub base: Option<Rc<str>>,
    /// The language at this place.
    pub language: Option<Rc<str>>,
}

/// More links, tags or media than this are no part of any real entry.
const MOST: usize = 1_000;

/// The rank that filled each field; a lower one wins later too.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    title: Option<u8>,
    description: Option<u8>,
    author: Option<u8>,
    published: Option<u8>,
    updated: Option<u8>,
}

/// Fills a field unless something of the same or a better rank did.
fn offer(field: &mut Option<SafeText>, held: &mut Option<u8>, rank: u8, value: Option<SafeText>) {
    if value.is_some() && held.is_none_or(|held| rank < held) {
        *field = value;
        *held = Some(rank);
    }
}

fn keep(field: &mut Option<SafeText>, value: Option<SafeText>) {
    if field.is_none() {
        *field = value;
    }
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    fn safe(&self) -> Option<SafeText> {
        let text = self.text.trim();
        (!text.is_empty()).then(|| SafeText::new(text.replace("\r\n", "\n").replace('\r', "\n")))
    }

    fn absolute(&self, address: &str) -> SafeText {
        SafeText::line(&resolve(self.base.as_deref(), address))
    }

    fn link(&self) -> Option<FeedLink> {
        let href = self.attribute("href").unwrap_or(self.text.trim());
        let rel = self.attribute("rel").map(SafeText::line);
        (!href.is_empty()).then(|| FeedLink {
            href: self.absolute(href),
            rel,
        })
    }

    /// What an attribute names to be heard or seen.
    fn media(&self, address: &str) -> Option<Media> {
        let value = |name| self.attribute(name).unwrap_or_default();
        let address = self
            .attribute(address)
            .map(str::trim)
            .filter(|address| !address.is_empty())?;
        let kind = Some(value("type"))
            .filter(|kind| !kind.is_empty())
            .unwrap_or(value("medium"));
        Some(Media {
            address: self.absolute(address).into_string(),
            kind: SafeText::line(kind).into_string(),
            title: SafeText::line(value("title")).into_string(),
            duration: SafeText::line(value("duration")).into_string(),
            ..Media::default()
        })
    }

    /// The name of a tag: what people read before what machines do.
    fn tag(&self) -> Option<SafeText> {
        let name = self
            .attribute("label")
            .or_else(|| self.attribute("term"))
            .unwrap_or(&self.text);
        Some(SafeText::line(name)).filter(|name| !name.is_empty())
    }
}

/// Fills a field of the feed.
pub(super) fn into_feed(element: &Element, raw: &mut RawFeed) {
    let (feed, ranks) = (&mut raw.feed, &mut raw.ranks);
    if let Some(language) = &element.language {
        keep(&mut feed.language, Some(SafeText::line(language)));
    }
    match (element.space, element.name.as_str()) {
        ("" | "atom", "title") => offer(&mut feed.title, &mut ranks.title, 0, element.safe()),
        ("dc" | "itunes" | "media", "title") => {
            offer(&mut feed.title, &mut ranks.title, 1, element.safe());
        }
        ("" | "atom", "description" | "tagline" | "subtitle") => {
            offer(
                &mut feed.description,
                &mut ranks.description,
                0,
                element.safe(),
            );
        }
        ("dc", "description") => offer(
            &mut feed.description,
            &mut ranks.description,
            1,
            element.safe(),
        ),
        ("itunes", "summary" | "subtitle") | ("media", "description") => {
            offer(
                &mut feed.description,
                &mut ranks.description,
                2,
                element.safe(),
            );
        }
        ("" | "atom", "id") => keep(&mut feed.id, element.safe()),
        ("" | "atom", "link") if feed.links.len() < MOST => feed.links.extend(element.link()),
        ("", "managingeditor" | "author") | ("dc", "creator" | "author") => {
            offer(&mut feed.author, &mut ranks.author, 0, element.safe());
        }
        ("itunes", "author") => offer(&mut feed.author, &mut ranks.author, 1, element.safe()),
        ("" | "dc", "language") => keep(&mut feed.language, element.safe()),
        _ => dated(element, ranks, &mut feed.published, &mut feed.updated),
    }
}

/// Fills one of the two days that feeds and entries have.
fn dated(
    element: &Element,
    ranks: &mut Ranks,
    published: &mut Option<SafeText>,
    updated: &mut Option<SafeText>,
) {
    let (first, rank) = match (element.space, element.name.as_str()) {
        ("" | "atom", "pubdate" | "published" | "issued") => (true, 0),
        ("dcterms", "issued") => (true, 1),
        ("dcterms" | "" | "atom", "created") => (true, 2),
        ("" | "atom", "updated" | "modified" | "lastbuilddate") => (false, 0),
        ("dcterms", "modified") => (false, 1),
        ("dc", "date") => (false, 2),
        _ => return,
    };
    let date = stated(&element.text);
    if first {
        offer(published, &mut ranks.published, rank, date);
    } else {
        offer(updated, &mut ranks.updated, rank, date);
    }
}

/// Fills a field of an entry; `parent` is the element around, such as `group`.
pub(super) fn into_entry(element: &Element, parent: &str, raw: &mut RawEntry) {
    if parent == "source" {
        if element.name == "title" {
            raw.source = element.safe();
        }
        return;
    }
    if element.space == "media"
        && matches!(parent, "content" | "group")
        && about_media(element, parent, raw)
    {
        return;
    }
    if let Some(language) = element.language.as_ref().filter(|_| raw.language.is_none()) {
        raw.language = Some(SafeText::line(language));
    }
    let (entry, ranks) = (&mut raw.entry, &mut raw.ranks);
    match (element.space, element.name.as_str()) {
        ("" | "atom", "title") => offer(&mut entry.title, &mut ranks.title, 0, element.safe()),
        ("dc", "title") => offer(&mut entry.title, &mut ranks.title, 1, element.safe()),
        ("media" | "itunes", "title") => {
            offer(&mut entry.title, &mut ranks.title, 2, element.safe());
        }
        ("" | "atom", "id") => keep(&mut entry.id, element.safe()),
        ("", "guid") => guid(element, entry),
        ("" | "atom", "link") => link(element, raw),
        (_, "origlink") => raw.address = element.link().map(|link| link.href),
        ("" | "atom", "description" | "summary" | "abstract") => summary(element, raw),
        ("dc", "description" | "abstract") => keep(&mut entry.summary, element.safe()),
        ("itunes" | "media", "summary" | "description" | "subtitle") => {
            raw.about.extend(element.safe());
        }
        ("content", "encoded") | ("", "fullitem" | "body") => content(element, raw, 0),
        ("" | "atom", "content") => content(element, raw, 1),
        ("dc", "creator" | "author") | ("" | "itunes", "author" | "managingeditor") => {
            author(element, raw);
        }
        ("" | "atom" | "dc" | "media", "category" | "subject") if raw.categories.len() < MOST => {
            raw.categories.extend(element.tag());
        }
        ("itunes" | "media", "keywords") => {
            let words = element.text.split(',').map(SafeText::line);
            raw.categories
                .extend(words.filter(|word| !word.is_empty()).take(100));
        }
        ("", "source") => raw.source = element.safe().or(raw.source.take()),
        ("", "enclosure")
        | ("media" | "podcast", "content" | "player" | "transcript" | "peerlink") => {
            // Each form of one thing is a link; the first of them stands in the article.
            let is_form = parent == "group" && std::mem::replace(&mut raw.in_group, true);
            let media = element.media("url");
            enclose(media.map(|media| Media { is_form, ..media }), raw);
        }
        ("media", "group") => raw.in_group = false,
        ("media", "thumbnail") => picture(element, "url", raw),
        ("itunes", "image") => picture(element, "href", raw),
        ("itunes", "duration") => {
            raw.episode.duration = SafeText::line(&element.text).into_string();
        }
        ("itunes" | "podcast", "episode") => {
            raw.episode.number = SafeText::line(&element.text).into_string();
        }
        ("itunes" | "podcast", "season") => {
            raw.episode.season = SafeText::line(&element.text).into_string();
        }
        _ => dated(element, ranks, &mut entry.published, &mut entry.updated),
    }
}

/// A link to a sound or film is media as well.
fn link(element: &Element, raw: &mut RawEntry) {
    if element
        .attribute("rel")
        .is_some_and(|rel| rel.eq_ignore_ascii_case("enclosure"))
    {
        raw.media
            .extend(element.media("href").filter(|_| raw.media.len() < MOST));
    }
    if raw.entry.links.len() < MOST {
        raw.entry.links.extend(element.link());
    }
}

/// Media, and the link that says where it lies.
fn enclose(media: Option<Media>, raw: &mut RawEntry) {
    let Some(media) = media.filter(|_| raw.media.len() < MOST) else {
        return;
    };
    raw.entry.links.push(FeedLink {
        href: SafeText::line(&media.address),
        rel: Some(SafeText::new("enclosure")),
    });
    raw.media.push(media);
}

fn picture(element: &Element, attribute: &str, raw: &mut RawEntry) {
    if let Some(address) = element.attribute(attribute) {
        keep(&mut raw.image, Some(element.absolute(address)));
    }
}

/// What stands inside `media:content` speaks of it; what stands in a group speaks of all of its forms.
fn about_media(element: &Element, parent: &str, raw: &mut RawEntry) -> bool {
    if parent == "group" {
        return false;
    }
    let Some(media) = raw.media.last_mut() else {
        return false;
    };
    match element.name.as_str() {
        "title" => media.title = SafeText::line(&element.text).into_string(),
        "description" => {
            media.description = element
                .safe()
                .map(SafeText::into_string)
                .unwrap_or_default();
        }
        _ => return false,
    }
    true
}

/// The content; the better source of two wins, of equals the later.
fn content(element: &Element, raw: &mut RawEntry, rank: u8) {
    if let Some(media) = element.media("src") {
        raw.media.push(media);
    }
    let value = element.safe();
    if value.is_some() && raw.content_rank.is_none_or(|held| rank <= held) {
        raw.entry.content = value;
        raw.content_rank = Some(rank);
        raw.base.clone_from(&element.base);
    }
}

/// The first of description and summary is the summary; a second one is the content.
fn summary(element: &Element, raw: &mut RawEntry) {
    let value = element.safe();
    if raw.entry.summary.is_none() {
        raw.entry.summary = value;
        raw.summary_base.clone_from(&element.base);
    } else {
        keep(&mut raw.entry.content, value);
    }
}

/// Everyone who is named; the first is the entry's author.
fn author(element: &Element, raw: &mut RawEntry) {
    let Some(author) = element.safe() else { return };
    let rank = u8::from(element.space == "itunes" || element.name == "managingeditor");
    offer(
        &mut raw.entry.author,
        &mut raw.ranks.author,
        rank,
        Some(author.clone()),
    );
    if raw.authors.len() < MOST {
        raw.authors.push((rank, author));
    }
}

/// A guid is the address as well, unless it says it is none.
fn guid(element: &Element, entry: &mut Entry) {
    let words = element.text.trim();
    let permanent = element
        .attribute("ispermalink")
        .is_none_or(|value| !value.eq_ignore_ascii_case("false"));
    keep(&mut entry.id, element.safe());
    if permanent && (words.starts_with("http://") || words.starts_with("https://")) {
        // Behind all links that the entry names itself.
        entry.links.push(FeedLink {
            href: SafeText::line(words),
            rel: Some(SafeText::new("guid")),
        });
    }
}

/// Ends an entry: a guid that was taken as address counts only without a better one, and what modules say about the
/// whole entry is its summary if the feed itself gives none.
pub(super) fn close_entry(raw: &mut RawEntry) {
    let entry = &mut raw.entry;
    if entry.summary.is_none() {
        entry.summary = raw.about.first().cloned();
    }
    let is_guid = |link: &FeedLink| link.rel.as_deref() == Some("guid");
    let named = entry
        .links
        .iter()
        .any(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    if named {
        entry.links.retain(|link| !is_guid(link));
    } else {
        for link in entry.links.iter_mut().filter(|link| is_guid(link)) {
            link.rel = None;
        }
        entry.links.sort_by_key(|link| link.rel.is_some());
    }
}

/// A date as written when it is RFC 822 or RFC 3339 already, else as RFC 3339; unreadable ones as written.
pub(super) fn stated(text: &str) -> Option<SafeText> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let well_formed = text.get(10..11) == Some("T") && text.len() >= 20
        || text.get(3..5) == Some(", ") && text.len() >= 25;
    match dates::parse(text) {
        Some(date) if !well_formed => Some(SafeText::new(date.to_string())),
        _ => Some(SafeText::line(text)),
    }
}
