//! Inline elements: links, emphasis, small letters above and below, formulas, readings.

use super::letters;
use super::place::Place;
use super::walk::Exit;
use crate::ingest::address::resolve;
use crate::ingest::writer::Writer;
use crate::model::block::InlineKind;
use dom_query::NodeRef;
use std::borrow::Cow;

/// What an inline element opens.
pub(super) enum Opened {
    /// Its content is walked, and this ends it.
    Exit(Exit),
    /// These words stand for all of it.
    Words(String),
    /// Its content stands between these signs.
    Between(&'static str, &'static str),
}

/// Enters an inline element.
pub(super) fn enter(
    node: &NodeRef<'_>,
    name: &str,
    base: Option<&str>,
    place: &mut Place,
    writer: &mut Writer,
) -> Opened {
    let kind = match name {
        "a" => match link(node, base) {
            Link::To(href) => InlineKind::Link(href),
            Link::Mark => return Opened::Exit(Exit::Skip),
            Link::Nowhere => return Opened::Exit(Exit::Nothing),
        },
        "em" | "i" | "cite" | "dfn" | "var" => InlineKind::Emphasis,
        "strong" | "b" => InlineKind::Strong,
        "code" | "kbd" | "samp" | "tt" if place.code == 0 => InlineKind::Code,
        "del" | "s" | "strike" => InlineKind::Deleted,
        "ins" => {
            writer.part_from_deleted();
            return Opened::Exit(Exit::Nothing);
        }
        "q" if place.code == 0 => return Opened::Between("“", "”"),
        "rt" => return Opened::Between("(", ")"),
        "rp" => return Opened::Exit(Exit::Skip),
        "abbr" | "acronym" => return Opened::Exit(abbreviation(node, place)),
        "sup" | "sub" => {
            let linked = node.descendants_it().any(|inner| inner.has_name("a"));
            return letters::small(&node.text(), name == "sup", linked, writer.last_char())
                .map_or(Opened::Exit(Exit::Nothing), Opened::Words);
        }
        "math" => return formula(node).map_or(Opened::Exit(Exit::Nothing), Opened::Words),
        _ => return Opened::Exit(Exit::Nothing),
    };
    writer.open_inline(kind);
    Opened::Exit(Exit::Inline)
}

/// Where a link leads.
enum Link {
    To(String),
    /// A sign beside a heading that links to it.
    Mark,
    Nowhere,
}

fn link(node: &NodeRef<'_>, base: Option<&str>) -> Link {
    let Some(href) = node.attr("href") else {
        return Link::Nowhere;
    };
    let href = href.trim();
    if href.starts_with('#') {
        let words = node.text();
        let sign = !words.is_empty()
            && words.chars().all(|c| {
                matches!(c, '#' | '¶' | '§' | '🔗' | '\u{f0c1}' | '\u{200b}') || c.is_whitespace()
            });
        return if sign { Link::Mark } else { Link::Nowhere };
    }
    if is_safe_link(href) {
        Link::To(resolve(base, href))
    } else {
        Link::Nowhere
    }
}

/// Links that lead somewhere and run nothing: to the web, to a mailbox, or relative to an unknown page.
pub(in crate::ingest) fn is_safe_link(href: &str) -> bool {
    let head = href
        .trim_start()
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default();
    let scheme = head
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let shown = scheme.is_none_or(|scheme| matches!(scheme.as_str(), "http" | "https" | "mailto"));
    !href.is_empty() && href.len() < 8_000 && shown && !href.chars().any(char::is_control)
}

/// The full form of an abbreviation, once.
fn abbreviation(node: &NodeRef<'_>, place: &mut Place) -> Exit {
    let (short, Some(title)) = (node.text(), node.attr("title")) else {
        return Exit::Nothing;
    };
    let title = title.trim();
    let letters = short.chars().count() <= 10
        && short.chars().any(char::is_uppercase)
        && !short.contains(char::is_whitespace);
    let words = title.contains(' ')
        && title.len() <= 60
        && title.starts_with(char::is_alphabetic)
        && !title.contains(['(', '\t', '\n']);
    if letters
        && words
        && place.code == 0
        && place.explained.len() < 1_000
        && place.explained.insert(short.to_string())
    {
        return Exit::Explain(format!(" ({title})"));
    }
    Exit::Nothing
}

/// A formula as its author wrote it (TeX), or as the page describes it.
fn formula(node: &NodeRef<'_>) -> Option<String> {
    let source = node.descendants_it().find(|inner| {
        inner.has_name("annotation")
            && inner
                .attr("encoding")
                .is_some_and(|encoding| encoding.contains("tex") || encoding.contains("TeX"))
    });
    let words = source
        .map(|source| source.text())
        .or_else(|| node.attr("alttext"))?;
    let words = words.trim();
    let words = words
        .strip_prefix("{\\displaystyle")
        .and_then(|rest| rest.strip_suffix('}'))
        .unwrap_or(words);
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}

/// Words without soft hyphens and spaces of no width; runs of no-break spaces as one space.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['\u{ad}', '\u{a0}', '\u{200b}', '\u{feff}']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            '\u{a0}' if plain.ends_with([' ', '\n', '\t']) => {}
            '\u{a0}' if plain.ends_with('\u{a0}') => {
                plain.pop();
                plain.push(' ');
            }
            ' ' if plain.ends_with('\u{a0}') => {
                plain.pop();
                plain.push(' ');
            }
            other => plain.push(other),
        }
    }
    Cow::Owned(plain)
}

/// The language of a code block, by the classes that highlighters give it or its neighbours.
pub(super) fn language(pre: &NodeRef<'_>) -> Option<String> {
    let inner = pre
        .first_element_child()
        .filter(|inner| inner.has_name("code"));
    let around = pre.ancestors(Some(2));
    let known = [Some(*pre), inner].into_iter().flatten().chain(around);
    known.into_iter().find_map(|node| {
        let named = node
            .attr("data-lang")
            .or_else(|| node.attr("data-language"));
        named.map(|name| name.to_string()).or_else(|| {
            let class = node.class()?;
            let mut after_brush = false;
            class
                .split([' ', ';', '\n', '\t'])
                .filter(|class| !class.is_empty())
                .find_map(|class| {
                    if std::mem::take(&mut after_brush) {
                        return Some(class.to_owned());
                    }
                    after_brush = class == "brush:";
                    let prefixes = [
                        "language-",
                        "lang-",
                        "highlight-source-",
                        "highlight-text-",
                        "brush:",
                        "sourceCode-",
                    ];
                    let found = prefixes
                        .iter()
                        .find_map(|prefix| class.strip_prefix(prefix));
                    let sphinx = || {
                        class
                            .strip_prefix("highlight-")
                            .filter(|_| node.has_class("notranslate"))
                    };
                    found
                        .or_else(sphinx)
                        .filter(|name| !name.is_empty() && name.len() < 30)
                        .map(str::to_owned)
                })
        })
    })
}
