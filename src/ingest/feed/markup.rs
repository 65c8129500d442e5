//! Markup in the fields of a feed: written down again from XML, and told apart from text that only looks like it.

use crate::ingest::entity;

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that news is written with.
const KNOWN: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Known elements that mean something without an end tag.
const ALONE: &[&str] = &["br", "hr", "img", "li", "p"];

/// Whether an element has no content.
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Writes a start tag without prefixes and declarations; one that ends itself gets its end tag, except where HTML has none.
pub(super) fn open(out: &mut String, name: &str, attributes: &[(String, String)], ends: bool) {
    out.push('<');
    out.push_str(name);
    let kept = attributes
        .iter()
        .filter(|(key, _)| !key.starts_with("xmlns"));
    for (key, value) in kept {
        let value = value.replace('&', "&amp;").replace('"', "&quot;");
        out.extend([" ", key, "=\"", &value, "\""]);
    }
    match (ends, is_void(name)) {
        (_, true) => out.push_str(" />"),
        (true, false) => out.extend(["></", name, ">"]),
        (false, false) => out.push('>'),
    }
}

/// Characters as markup shows them.
pub(super) fn escape(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Whether a text that does not say what it is holds HTML: an element that news is written with and that ends, or a
/// character by name. `Vec<String>` and `1 < 2` are words.
pub(super) fn is_html(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let found = rest.get(at..).unwrap_or_default();
        rest = found.get(1..).unwrap_or_default();
        if found.starts_with('&') {
            let name = rest
                .bytes()
                .take(32)
                .position(|b| b == b';')
                .and_then(|end| rest.get(..end));
            if name.is_some_and(|name| {
                entity::numbered(name)
                    .or_else(|| entity::named(name))
                    .is_some()
            }) {
                return true;
            }
            continue;
        }
        let closes = rest.starts_with('/');
        let name = rest.get(usize::from(closes)..).unwrap_or_default();
        let end = name
            .bytes()
            .take(12)
            .position(|b| !b.is_ascii_alphanumeric());
        let Some((name, tail)) = end.and_then(|end| name.split_at_checked(end)) else {
            continue;
        };
        let name = name.to_ascii_lowercase();
        let is_tag = tail.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/');
        if is_tag && KNOWN.contains(&name.as_str()) && (closes || ALONE.contains(&name.as_str())) {
            return true;
        }
    }
    false
}

/// What is inside the one `<div>` that Atom puts around XHTML; `None` when there is no such element around all of it.
pub(super) fn inside_div(text: &str) -> Option<&str> {
    let text = text.trim();
    let (start, inner) = text.strip_prefix("<div")?.split_once('>')?;
    let inner = inner
        .strip_suffix("</div>")
        .filter(|_| !start.starts_with(|c: char| c.is_alphanumeric()))?;
    let mut depth = 0_usize;
    for (at, _) in inner.match_indices('<') {
        let tag = inner.get(at + 1..).unwrap_or_default();
        if tag.starts_with("div") {
            depth += 1;
        } else if tag.starts_with("/div") {
            depth = depth.checked_sub(1)?;
        }
    }
    Some(inner.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_html_are_told_apart() {
        for html in [
            "<b>x</b>",
            "one<br>two",
            "a &amp; b",
            "&#8217;s",
            "<p>para",
            "x <IMG src='a'> y",
            "</div>",
        ] {
            assert!(is_html(html), "{html}");
        }
        for words in [
            "1 < 2",
            "Vec<String>",
            "AT&T",
            "the <blink> tag",
            "a <b> c",
            "fish & chips; peas",
            "<",
            "&",
            "x </foo>",
        ] {
            assert!(!is_html(words), "{words}");
        }
    }

    #[test]
    fn only_a_div_around_everything_is_taken_away() {
        assert_eq!(
            inside_div("<div class=\"x\"> a <div>b</div></div>"),
            Some("a <div>b</div>")
        );
        assert_eq!(inside_div("<div>a</div><div>b</div>"), None);
        assert_eq!(inside_div("<divx>a</div>"), None);
    }
}
