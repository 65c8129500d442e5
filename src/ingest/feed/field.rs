//! A field of a feed while it is read: its words, and the markup in it.

use super::fields::Element;
use super::markup;
use crate::ingest::entity::unescape;
use crate::ingest::transfer::base64;

/// A field whose end has not come.
#[derive(Debug)]
pub(super) struct Field {
    pub element: Element,
    /// Its qualified name, lower case.
    pub name: String,
    /// The elements that are open in it.
    inner: Vec<String>,
    /// What its words are.
    form: Form,
}

/// What the words of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Words, or HTML that was escaped once; elements in it come with words that are HTML themselves.
    Escaped,
    /// Words, until an element comes: then XHTML.
    Words,
    /// XHTML: words are escaped when they are written down beside the markup.
    Xhtml,
}

/// Elements in a field deeper than this lose their markup and keep their words.
const DEPTH: usize = 256;

impl Field {
    /// A field that begins; `is_atom` says whether its type is text unless it names another.
    pub fn new(element: Element, name: String, is_atom: bool) -> Self {
        let (kind, mode) = (lowercase(&element, "type"), lowercase(&element, "mode"));
        let form = if kind == "xhtml" || kind.ends_with("xhtml+xml") || mode == "xml" {
            Form::Xhtml
        } else if is_atom
            && (kind.is_empty() || kind.starts_with("text"))
            && kind != "text/html"
            && mode.is_empty()
        {
            Form::Words
        } else {
            Form::Escaped
        };
        Self {
            element,
            name,
            inner: Vec::new(),
            form,
        }
    }

    /// An element in the field.
    pub fn open(&mut self, local: &str, attributes: &[(String, String)], empty: bool) {
        if self.form == Form::Words {
            self.form = Form::Xhtml;
            self.element.text = markup::escape(&self.element.text);
        }
        if self.inner.len() >= DEPTH {
            return;
        }
        markup::open(&mut self.element.text, local, attributes, empty);
        if !empty && !markup::is_void(local) {
            self.inner.push(local.to_owned());
        }
    }

    /// The end of an element in the field; `false` when no such element is open in it.
    pub fn end(&mut self, local: &str) -> bool {
        let Some(at) = self.inner.iter().rposition(|open| open == local) else {
            return false;
        };
        self.inner.truncate(at);
        self.element.text.extend(["</", local, ">"]);
        true
    }

    /// Characters, unescaped.
    pub fn words(&mut self, words: &str) {
        if self.form == Form::Xhtml {
            self.element.text.push_str(&markup::escape(words));
        } else {
            self.element.text.push_str(words);
        }
    }

    /// The element, its content being what its type says: the `<div>` around XHTML goes, base64 is decoded.
    pub fn close(self) -> Element {
        let mut element = self.element;
        let (kind, mode) = (lowercase(&element, "type"), lowercase(&element, "mode"));
        let is_binary = kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml");
        if mode == "base64" || is_binary {
            let bytes = base64(element.text.as_bytes());
            if let Some(text) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
                element.text = text;
            }
        } else if self.form == Form::Xhtml && !kind.contains("xhtml") && !element.text.contains('<')
        {
            // XML without an element: words.
            element.text = unescape(&element.text);
        } else if (self.form == Form::Xhtml || kind.ends_with("html"))
            && let Some(inner) = markup::inside_div(&element.text)
        {
            element.text = String::from(inner);
        }
        element
    }
}

/// An attribute, whose values may be written large; empty when there is none.
fn lowercase(element: &Element, attribute: &str) -> String {
    element
        .attribute(attribute)
        .unwrap_or_default()
        .to_ascii_lowercase()
}
