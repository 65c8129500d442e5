//! The XML of a feed, read in one pass over its events; no tree, no recursion, no document type.

use super::field::Field;
use super::fields::{self, Element};
use super::names::class;
use super::{MOST_ENTRIES, RawEntry, RawFeed, events};
use crate::ingest::address::resolve;
use crate::ingest::entity::{named, numbered};
use crate::ingest::xml::{attributes, local_name};
use crate::model::{SafeText, Span};
use quick_xml::events::{BytesStart, Event};
use std::rc::Rc;

/// Reads an XML feed. `None` when there is no feed in it.
pub(super) fn read(text: &str, url: Option<&str>) -> Option<RawFeed> {
    let mut state = State {
        base: url.map(Rc::from),
        ..State::default()
    };
    let is_sound = events::each(text, |event, place| {
        let outside = state.entry.is_none().then_some(state.raw.places.len());
        state.place = place;
        match event {
            Event::Start(start) => state.start(start, false),
            Event::Empty(start) => state.start(start, true),
            Event::End(end) => state.end(end.name().as_ref()),
            Event::Text(words) => return state.words(words),
            Event::CData(words) => return state.words(words),
            Event::GeneralRef(name) => return state.reference(name),
            _ => return,
        }
        let is_own = state.entry.is_none() && outside == Some(state.raw.places.len());
        state.after_entries |= is_own && outside > Some(0);
    });
    state.close(text.len());
    state.raw.inherits = state.is_atom;
    if state.is_mixed || !is_sound {
        state.raw.places.clear();
    }
    state.is_feed.then_some(state.raw)
}

/// Elements whose own children are none of the feed's fields.
const CLOSED: &[&str] = &[
    "image",
    "textinput",
    "cloud",
    "skiphours",
    "skipdays",
    "owner",
];

/// Deeper elements are read as if they stood at this depth.
const DEPTH: usize = 256;

/// An element that is open.
#[derive(Debug)]
struct Open {
    /// Its qualified name, lower case.
    name: String,
    base: Option<Rc<str>>,
    language: Option<Rc<str>>,
}

/// Someone who is being named.
#[derive(Debug, Default)]
struct Person {
    words: String,
    name: String,
    mail: String,
}

#[derive(Default)]
struct State {
    raw: RawFeed,
    is_feed: bool,
    /// Whether the root is Atom's, whose fields are plain text unless they say otherwise.
    is_atom: bool,
    open: Vec<Open>,
    /// Where the feed itself lies.
    base: Option<Rc<str>>,
    entry: Option<RawEntry>,
    field: Option<Field>,
    person: Option<Person>,
    /// Declared prefixes and the class of their namespace.
    spaces: Vec<(String, &'static str)>,
    /// Where the event stands that is being read, where the open entry begins, and where what ends now ends.
    place: Span,
    begun: usize,
    ended: usize,
    /// Whether something of the feed's own stands behind an entry.
    after_entries: bool,
    /// Whether an entry depends on its neighbours: something of the feed's own stands between two, one of them says
    /// something for those after it, or where one ends is not sure.
    is_mixed: bool,
}

impl State {
    fn start(&mut self, start: &BytesStart<'_>, empty: bool) {
        let name = start.name().as_ref().to_ascii_lowercase();
        let attributes = attributes(start);
        self.declare(&attributes);
        let (space, local) = self.classify(&name);
        let is_entry = matches!(local, "item" | "entry") && matches!(space, "" | "atom");
        if is_entry && (self.field.is_some() || self.entry.is_some()) && self.knows_entries(&name) {
            // What was never closed ends here: an entry lies neither in a field nor in an entry.
            self.is_mixed = true;
            self.close_entry();
            let around = self.open.iter().rposition(|open| open.name == name);
            self.open.truncate(around.unwrap_or(self.open.len()));
        }
        if let Some(field) = &mut self.field {
            return field.open(local, &attributes, empty);
        }
        let frame = self.frame(&name, &attributes);
        let parent = self.parent();
        match local {
            "rss" | "feed" | "rdf" | "channel" => {
                self.is_feed = true;
                self.is_atom |= local == "feed";
            }
            _ if is_entry && self.entry.is_none() => {
                self.is_feed = true;
                let mut entry = RawEntry::default();
                let about = attributes.iter().find(|(key, _)| key.ends_with(":about"));
                entry.entry.id = about.map(|(_, about)| SafeText::line(about));
                entry.language = frame.language.as_deref().map(SafeText::line);
                self.entry = Some(entry);
                self.begun = self.place.start;
                self.is_mixed |= self.after_entries || self.person.is_some();
            }
            "author" | "contributor" if matches!(space, "" | "atom") && !empty => {
                self.person = Some(Person::default());
            }
            _ => {}
        }
        let is_media = space == "media" && matches!(local, "content" | "group");
        let is_container = is_entry
            || is_media
            || CLOSED.contains(&local)
            || matches!(local, "channel" | "items")
            || matches!(local, "author" | "contributor") && self.person.is_some()
            || local == "source" && self.is_atom;
        let element = Self::holds(&parent).then(|| element(space, local, attributes, &frame));
        match element {
            Some(_) if is_entry => {}
            Some(element) if empty || is_container => self.store(&element, &parent),
            Some(element) => {
                self.field = Some(Field::new(element, name, self.is_atom));
                return;
            }
            None => {}
        }
        if empty {
            self.ended = self.place.end;
            self.leave(&name);
        } else if self.open.len() < DEPTH {
            self.open.push(frame);
        }
    }

    /// Whether the children of an element of that name are fields.
    fn holds(parent: &str) -> bool {
        matches!(
            parent,
            "rss"
                | "channel"
                | "feed"
                | "item"
                | "entry"
                | "author"
                | "contributor"
                | "group"
                | "content"
                | "source"
        )
    }

    /// Whether entries go by that name here: in Atom an `item` is something else.
    fn knows_entries(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == name) || self.entry.is_none()
    }

    fn end(&mut self, qualified: &str) {
        let name = qualified.to_ascii_lowercase();
        if let Some(field) = &mut self.field {
            if field.end(local_name(&name)) {
                return;
            }
            let is_own = field.name == name;
            if !is_own && !self.open.iter().any(|open| open.name == name) {
                return;
            }
            self.close_field();
            if is_own {
                return;
            }
        }
        // What was left open inside it ends with it.
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            while self.open.len() > at {
                let Some(open) = self.open.pop() else { break };
                self.ended = self.place.end;
                self.is_mixed |= self.open.len() > at && self.entry.is_some();
                self.leave(&open.name);
            }
        }
    }

    fn leave(&mut self, name: &str) {
        match local_name(name) {
            "item" | "entry" => self.close_entry(),
            local @ ("author" | "contributor") => {
                let person = self.person.take().filter(|_| local == "author");
                if let Some(text) = person
                    .map(Person::into_words)
                    .filter(|text| !text.is_empty())
                {
                    let element = Element {
                        name: "author".to_owned(),
                        text,
                        ..Element::default()
                    };
                    let parent = self.parent();
                    self.store(&element, &parent);
                }
            }
            _ => {}
        }
    }

    fn close_field(&mut self) {
        if let Some(field) = self.field.take() {
            let parent = self.parent();
            self.store(&field.close(), &parent);
        }
    }

    fn close_entry(&mut self) {
        self.close_field();
        let Some(mut entry) = self.entry.take() else {
            return;
        };
        if self.raw.entries.len() <= MOST_ENTRIES {
            fields::close_entry(&mut entry);
            self.raw.entries.push(entry);
            self.raw.places.push(Span::new(self.begun, self.ended));
        }
    }

    /// Ends everything at the end of the text, wherever that is.
    fn close(&mut self, end: usize) {
        (self.ended, self.is_mixed) = (end, self.is_mixed || self.entry.is_some());
        self.close_field();
        while let Some(open) = self.open.pop() {
            self.leave(&open.name);
        }
        self.close_entry();
    }

    fn store(&mut self, element: &Element, parent: &str) {
        match (parent, &mut self.person, &mut self.entry) {
            ("author" | "contributor", Some(person), _) => match element.name.as_str() {
                "name" => person.name.push_str(&element.text),
                "email" => person.mail.push_str(&element.text),
                _ => {}
            },
            ("author" | "contributor", None, _) => {}
            (_, _, Some(entry)) => fields::into_entry(element, parent, entry),
            _ => fields::into_feed(element, &mut self.raw),
        }
    }

    fn words(&mut self, words: &str) {
        match (&mut self.field, &mut self.person) {
            (Some(field), _) => field.words(words),
            (None, Some(person)) => person.words.push_str(words),
            (None, None) => {}
        }
    }

    /// `&amp;` and the like; names that nobody knows stay as written, since nothing is ever declared.
    fn reference(&mut self, name: &str) {
        match numbered(name).or_else(|| named(name)) {
            Some(character) => self.words(character.encode_utf8(&mut [0; 4])),
            None => self.words(&format!("&{name};")),
        }
    }

    fn parent(&self) -> String {
        self.open
            .last()
            .map_or("", |open| local_name(&open.name))
            .to_owned()
    }

    /// The element as one that is open, with what it says for all inside it.
    fn frame(&self, name: &str, attributes: &[(String, String)]) -> Open {
        let value = |name: &str| {
            attributes
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.as_str())
        };
        let around = self.open.last();
        let base = around.map_or(&self.base, |open| &open.base);
        let language = value("xml:lang").filter(|tag| !tag.trim().is_empty());
        Open {
            name: name.to_owned(),
            base: value("xml:base").map_or_else(
                || base.clone(),
                |own| Some(resolve(base.as_deref(), own).into()),
            ),
            language: language
                .map(Rc::from)
                .or_else(|| around.and_then(|open| open.language.clone())),
        }
    }

    fn declare(&mut self, attributes: &[(String, String)]) {
        for (key, value) in attributes {
            if let Some(prefix) = key.strip_prefix("xmlns:")
                && self.spaces.len() < 64
            {
                let space = class(&value.to_ascii_lowercase(), prefix);
                // It holds on behind the entry that says it.
                let is_late = self.entry.is_some() || !self.raw.entries.is_empty();
                self.is_mixed |= is_late && self.space(prefix) != space;
                self.spaces.push((prefix.to_owned(), space));
            }
        }
    }

    /// The class of a name's namespace, and its local part.
    fn classify<'n>(&self, name: &'n str) -> (&'static str, &'n str) {
        match name.split_once(':') {
            None => ("", name),
            Some((prefix, local)) => (self.space(prefix), local),
        }
    }

    /// The class of the namespace of a prefix, as it was declared, else as it is usual.
    fn space(&self, prefix: &str) -> &'static str {
        let declared = self.spaces.iter().rev().find(|(known, _)| known == prefix);
        declared.map_or_else(|| class("", prefix), |(_, class)| class)
    }
}

/// An element whose words are still to come.
fn element(
    space: &'static str,
    local: &str,
    attributes: Vec<(String, String)>,
    frame: &Open,
) -> Element {
    let attributes = attributes
        .into_iter()
        .map(|(key, value)| (local_name(&key).to_owned(), value));
    Element {
        space,
        name: local.to_owned(),
        attributes: attributes.collect(),
        text: String::new(),
        base: frame.base.clone(),
        language: frame.language.clone(),
    }
}

impl Person {
    /// `Name (mail)`, or what there is of it.
    fn into_words(self) -> String {
        match (self.name.trim(), self.mail.trim()) {
            ("", "") => self.words.trim().to_owned(),
            ("", mail) => mail.to_owned(),
            (name, "") => name.to_owned(),
            (name, mail) => format!("{name} ({mail})"),
        }
    }
}
