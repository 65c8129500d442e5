//! Namespaces and typed content of XML feeds: small answers, no state.

use super::fields::Element;
use crate::ingest::transfer::base64;

/// The class of a namespace, by its address or else by its usual prefix.
pub(super) fn class(address: &str, prefix: &str) -> &'static str {
    let known = [
        ("modules/content", "content", "content"),
        ("purl.org/dc/elements", "dc", "dc"),
        ("purl.org/dc/terms", "dcterms", "dcterms"),
        ("w3.org/2005/atom", "atom", "atom"),
        ("purl.org/atom", "atom", "atom"),
        ("search.yahoo.com/mrss", "media", "media"),
        ("itunes", "itunes", "itunes"),
        ("feedburner", "feedburner", "feedburner"),
        ("1999/02/22-rdf-syntax", "rdf", ""),
        ("purl.org/rss/1.0/modules", "", "other"),
        ("purl.org/rss", "rss", ""),
        ("backend.userland.com", "rss", ""),
        ("w3.org/1999/xhtml", "xhtml", ""),
    ];
    let by_address = known
        .iter()
        .find(|(part, ..)| !address.is_empty() && address.contains(part));
    let by_prefix = || {
        known
            .iter()
            .find(|(_, usual, _)| address.is_empty() && *usual == prefix)
    };
    by_address
        .or_else(by_prefix)
        .map_or("other", |(_, _, class)| class)
}

/// Content is what its type says: the wrapping element of XHTML goes, base64 is decoded.
pub(super) fn unwrap(element: &mut Element) {
    let kind = element
        .attribute("type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let mode = element
        .attribute("mode")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let text = element.text.trim();
    if kind == "xhtml" || kind.ends_with("xhtml+xml") {
        let inner = text
            .strip_prefix("<div")
            .and_then(|rest| rest.split_once('>'))
            .and_then(|(_, rest)| rest.strip_suffix("</div>"));
        if let Some(inner) = inner {
            element.text = inner.trim().to_owned();
        }
    } else if mode == "base64"
        || kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml")
    {
        let bytes = base64(text.as_bytes());
        element.text = bytes
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .unwrap_or_else(|| text.to_owned());
    }
}
