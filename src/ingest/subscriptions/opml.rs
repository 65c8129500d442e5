//! OPML 1.0, 1.1 and 2.0: outlines in outlines; those with a feed's address are feeds, those around them folders.

use super::{Growing, tags};
use crate::ingest::entity::unescape;
use crate::ingest::finish::line;
use crate::ingest::xml::{attributes, local_name, reader};
use crate::model::{SafeText, Subscription, SubscriptionList};
use quick_xml::events::{BytesStart, Event};

/// Folders deeper than this are read as if they lay at this depth.
const DEPTH: usize = 256;

/// Reads a list, which may name nothing; a syntax error ends it, and what came before is kept. `None` when the text has
/// no part for a list.
pub(super) fn read(text: &str) -> Option<SubscriptionList> {
    let mut reader = reader(text);
    let mut reading = Reading::default();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => reading.start(&start, true),
            Event::Empty(start) => reading.start(&start, false),
            Event::End(end) => reading.end(end.name().as_ref()),
            Event::Text(words) => reading.words(&words),
            Event::CData(words) => reading.words(&words),
            Event::GeneralRef(name) => reading.words(&unescape(&format!("&{};", &*name))),
            Event::Eof => break,
            _ => {}
        }
    }
    reading.growing.list.title = line(&reading.title);
    reading.is_list.then_some(reading.growing.list)
}

#[derive(Default)]
struct Reading {
    growing: Growing,
    /// Whether there is a body or an outline.
    is_list: bool,
    /// The open outlines; one that is a folder has a name.
    open: Vec<Option<SafeText>>,
    /// Outlines that lie deeper than [`DEPTH`].
    deeper: usize,
    title: String,
    /// Whether the head's title is being read.
    in_title: bool,
}

impl Reading {
    fn start(&mut self, start: &BytesStart<'_>, holds: bool) {
        let name = start.name().as_ref().to_ascii_lowercase();
        match local_name(&name) {
            "body" => self.is_list = true,
            "outline" => {
                self.is_list = true;
                let folder = self.outline(&attributes(start), holds);
                if holds && self.open.len() < DEPTH {
                    self.open.push(folder);
                } else if holds {
                    self.deeper += 1;
                }
            }
            "title" => self.in_title = holds,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        match local_name(&name) {
            "outline" if self.deeper > 0 => self.deeper -= 1,
            "outline" => {
                self.open.pop();
            }
            "title" => self.in_title = false,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_title {
            self.title.push_str(words);
        }
    }

    /// Takes an outline; the answer is its name if it is a folder.
    fn outline(&mut self, attributes: &[(String, String)], holds: bool) -> Option<SafeText> {
        let value = |name: &str| {
            let found = attributes.iter().find(|(key, _)| key == name);
            found
                .map(|(_, value)| value.trim())
                .filter(|value| !value.is_empty())
        };
        // `text` is what a reader shows and the only one that OPML 2.0 demands.
        let title = value("text").or_else(|| value("title"));
        let kind = value("type").unwrap_or_default().to_ascii_lowercase();
        let is_feed = matches!(kind.as_str(), "rss" | "atom" | "feed" | "rdf" | "json");
        let url = value("url");
        let address = value("xmlurl").or_else(|| url.filter(|_| is_feed));
        if let Some(address) = address {
            let feed = Subscription {
                title: title.filter(|title| *title != address).and_then(line),
                site: value("htmlurl").map(SafeText::line),
                folder: self.open.iter().flatten().cloned().collect(),
                tags: tags(categories(value("category").unwrap_or_default())),
                ..Subscription::default()
            };
            self.growing.feed(address, feed);
            return None;
        }
        let words = title.or(url).or_else(|| value("htmlurl"));
        let (written, reason) = match (kind.as_str(), url, words) {
            ("include", _, Some(words)) => (words, FOLLOWED),
            ("link", Some(url), _) if is_list(url) => (url, FOLLOWED),
            (_, Some(url), _) => (url, "is a link and no feed"),
            (_, None, Some(words)) if !holds || is_feed => (words, "names no feed"),
            _ => return title.and_then(line),
        };
        self.growing.leave_out(written, reason);
        None
    }
}

const FOLLOWED: &str = "is another list, which is not followed";

fn is_list(url: &str) -> bool {
    url.to_ascii_lowercase().ends_with(".opml")
}

/// Categories stand between commas; a path such as `/Politics/Europe` is one of them, without the slash before it.
fn categories(written: &str) -> impl Iterator<Item = &str> {
    written
        .split(',')
        .map(|category| category.trim().trim_start_matches('/'))
}
