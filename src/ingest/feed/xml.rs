//! The XML of a feed, read in one pass over quick-xml's events; no tree, no recursion, no document type.

use super::address::resolve;
use super::fields::{self, Element};
use super::names::{class, unwrap};
use super::{RawEntry, RawFeed};
use crate::ingest::entity::{named, numbered};
use crate::ingest::xml::{attributes, local_name, reader};
use crate::model::SafeText;
use quick_xml::events::{BytesStart, Event};

/// Reads an XML feed. `None` when there is no feed in it.
pub(super) fn read(text: &str, url: Option<&str>) -> Option<RawFeed> {
    let mut reader = reader(text);
    let mut state = State {
        bases: vec![url.map(str::to_owned)],
        ..State::default()
    };
    // A syntax error ends the reading; what came before is kept.
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) => state.start(&start, false),
            Event::Empty(start) => state.start(&start, true),
            Event::End(end) => state.end(end.name().as_ref()),
            Event::Text(words) => state.words(&words),
            Event::CData(words) => state.words(&words),
            Event::GeneralRef(name) => state.reference(&name),
            Event::Eof => break,
            _ => {}
        }
    }
    state.close();
    state.is_feed.then_some(state.raw)
}

/// Elements whose own children are none of the feed's fields.
const CLOSED: &[&str] = &[
    "image",
    "textinput",
    "source",
    "cloud",
    "skiphours",
    "skipdays",
];

/// Deeper elements are read as if they stood at this depth.
const DEPTH: usize = 256;

#[derive(Default)]
struct State {
    raw: RawFeed,
    is_feed: bool,
    /// Qualified names of the open elements, lower case.
    open: Vec<String>,
    /// The base of addresses, for each open element.
    bases: Vec<Option<String>>,
    entry: Option<RawEntry>,
    /// The field being read, and how many elements inside it are open.
    field: Option<(Element, usize)>,
    /// Whether the field's markup is part of the XML (XHTML content).
    inside: bool,
    /// Name and mail of an author being read.
    author: Option<(String, String)>,
    /// Declared prefixes and the class of their namespace.
    spaces: Vec<(String, &'static str)>,
}

impl State {
    fn start(&mut self, start: &BytesStart<'_>, empty: bool) {
        let qualified = start.name().as_ref().to_owned();
        if let Some((field, depth)) = &mut self.field {
            // Markup inside a field is kept as markup, without prefixes.
            let local = qualified.rsplit(':').next().unwrap_or_default();
            field.text.push('<');
            field.text.push_str(local);
            for (name, value) in attributes(start)
                .into_iter()
                .filter(|(name, _)| !name.starts_with("xmlns"))
            {
                let value = value.replace('"', "&quot;");
                field.text.extend([" ", &name, "=\"", &value, "\""]);
            }
            field.text.push('>');
            self.inside = true;
            *depth += usize::from(!empty);
            return;
        }
        let attributes = attributes(start);
        self.declare(&attributes);
        let name = qualified.to_ascii_lowercase();
        let (space, local) = self.classify(&name);
        let base = attributes
            .iter()
            .find(|(key, _)| key == "xml:base")
            .map_or_else(
                || self.base(),
                |(_, base)| Some(resolve(self.base().as_deref(), base)),
            );
        let parent = self
            .open
            .last()
            .map_or("", |name| local_name(name))
            .to_owned();
        match local {
            "rss" | "feed" | "rdf" | "channel" => self.is_feed = true,
            "item" | "entry" if self.entry.is_none() => {
                self.is_feed = true;
                let mut entry = RawEntry::default();
                let about = attributes.iter().find(|(key, _)| key.ends_with(":about"));
                entry.entry.id = about.map(|(_, about)| SafeText::line(about));
                self.entry = Some(entry);
            }
            "author" | "contributor" if matches!(space, "" | "atom") && !empty => {
                self.author = Some((String::new(), String::new()));
            }
            _ => {}
        }
        let holds = matches!(
            parent.as_str(),
            "channel" | "feed" | "item" | "entry" | "author" | "contributor" | "group"
        );
        let container = matches!(local, "item" | "entry" | "channel" | "items" | "group")
            || CLOSED.contains(&local);
        if holds && !container {
            let element = Element {
                space,
                name: local.to_owned(),
                attributes: attributes
                    .into_iter()
                    .map(|(key, value)| (local_name(&key).to_owned(), value))
                    .collect(),
                text: String::new(),
                base: base.clone(),
            };
            if empty {
                self.store(&element, &parent);
                return;
            }
            let is_person = matches!(local, "author" | "contributor") && self.author.is_some();
            if !is_person {
                self.field = Some((element, 0));
                self.inside = false;
            } else if let Some(entry) = &mut self.author {
                entry.0.clear();
            }
        }
        if empty {
            self.leave(local);
        } else if self.open.len() < DEPTH {
            self.open.push(name);
            self.bases.push(base);
        }
    }

    fn end(&mut self, qualified: &str) {
        if let Some((field, depth)) = &mut self.field {
            let local = qualified.rsplit(':').next().unwrap_or_default();
            let closes_field = *depth == 0
                || local.eq_ignore_ascii_case(&field.name) && *depth <= 1 && !self.inside;
            if !closes_field {
                field.text.push_str("</");
                field.text.push_str(local);
                field.text.push('>');
                *depth -= 1;
                return;
            }
            if let Some((mut element, _)) = self.field.take() {
                unwrap(&mut element);
                self.pop(qualified);
                let parent = self
                    .open
                    .last()
                    .map_or("", |name| local_name(name))
                    .to_owned();
                self.store(&element, &parent);
            }
            return;
        }
        let name = qualified.to_ascii_lowercase();
        self.pop(&name);
        let local = local_name(&name).to_owned();
        self.leave(&local);
    }

    /// Closes the innermost element of that name, and what was left open inside it.
    fn pop(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        if let Some(at) = self
            .open
            .iter()
            .rev()
            .take(16)
            .position(|open| *open == name)
        {
            let rest = self.open.len() - at - 1;
            self.open.truncate(rest);
            self.bases.truncate(rest + 1);
        }
    }

    fn leave(&mut self, local: &str) {
        match local {
            "item" | "entry" => self.close_entry(),
            "author" | "contributor" => {
                let person = self.author.take().filter(|_| local == "author");
                if let Some((name, mail)) = person {
                    let words = match (name.trim(), mail.trim()) {
                        ("", mail) => mail.to_owned(),
                        (name, "") => name.to_owned(),
                        (name, mail) => format!("{name} ({mail})"),
                    };
                    let element = Element {
                        name: "author".to_owned(),
                        text: words,
                        ..Element::default()
                    };
                    let parent = self
                        .open
                        .last()
                        .map_or("", |name| local_name(name))
                        .to_owned();
                    self.store(&element, &parent);
                }
            }
            _ => {}
        }
    }

    fn close_entry(&mut self) {
        if let Some(mut entry) = self.entry.take() {
            fields::close_entry(&mut entry.entry);
            self.raw.entries.push(entry);
        }
    }

    /// Ends everything at the end of the text, wherever that is.
    fn close(&mut self) {
        if let Some((element, _)) = self.field.take() {
            let parent = if self.entry.is_some() { "item" } else { "" };
            self.store(&element, parent);
        }
        self.close_entry();
    }

    fn store(&mut self, element: &Element, parent: &str) {
        match parent {
            "author" | "contributor" => {
                if let Some(person) = &mut self.author {
                    match element.name.as_str() {
                        "name" => person.0.push_str(&element.text),
                        "email" => person.1.push_str(&element.text),
                        _ => {}
                    }
                }
            }
            _ => match &mut self.entry {
                Some(entry) => fields::into_entry(element, entry),
                None => fields::into_feed(element, &mut self.raw),
            },
        }
    }

    fn words(&mut self, words: &str) {
        let inside = self.inside;
        self.put(words, inside);
    }

    fn put(&mut self, words: &str, inside: bool) {
        match (&mut self.field, &mut self.author) {
            (Some((field, _)), _) if inside && words.contains('<') => {
                field.text.push_str(&words.replace('<', "&lt;"));
            }
            (Some((field, _)), _) => field.text.push_str(words),
            (None, Some((name, _))) => name.push_str(words),
            (None, None) => {}
        }
    }

    /// `&amp;` and the like. Inside markup they stay escaped; names that XML does not know stay as written.
    fn reference(&mut self, name: &str) {
        let known = numbered(name).or_else(|| named(name));
        let escaped = self.inside && matches!(known, Some('<' | '&'));
        match known {
            Some(c) if !escaped => self.put(&c.to_string(), false),
            _ => self.put(&format!("&{name};"), false),
        }
    }

    fn base(&self) -> Option<String> {
        self.bases.last().cloned().flatten()
    }

    fn declare(&mut self, attributes: &[(String, String)]) {
        for (key, value) in attributes {
            if let Some(prefix) = key.strip_prefix("xmlns:")
                && self.spaces.len() < 64
            {
                self.spaces.push((
                    prefix.to_owned(),
                    class(&value.to_ascii_lowercase(), prefix),
                ));
            }
        }
    }

    /// The class of a name's namespace, and its local part.
    fn classify<'n>(&self, name: &'n str) -> (&'static str, &'n str) {
        match name.split_once(':') {
            None => ("", name),
            Some((prefix, local)) => {
                let declared = self.spaces.iter().rev().find(|(known, _)| known == prefix);
                (
                    declared.map_or_else(|| class("", prefix), |(_, class)| class),
                    local,
                )
            }
        }
    }
}
