//! How deep a page is nested, found without building its tree.

/// Deeper than any page a person wrote; what tree builders still handle in no time.
const DEPTH: usize = 700;

/// Elements that hold nothing.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "!doctype", "?xml",
];

/// Elements that the parser closes by itself when the next one starts.
const SELF_CLOSING: &[&str] = &["p", "li", "dt", "dd", "option", "tr", "td", "th"];

/// More opening brackets than any page has, most of which then open nothing.
const BRACKETS: usize = 500_000;

/// Whether a page would cost its reader more than any page a person wrote.
pub(super) fn is_hostile(html: &str) -> bool {
    memchr::memchr_iter(b'<', html.as_bytes())
        .nth(BRACKETS)
        .is_some()
        || is_too_deep(html)
}

/// Whether more elements are open at one place than [`DEPTH`]. Elements that browsers close by
/// themselves do not count, or long lists without end tags would.
fn is_too_deep(html: &str) -> bool {
    let mut depth = 0_usize;
    for tag in tags(html) {
        let (closing, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag),
        };
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '!' && c != '?')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let counts = !VOID.contains(&name.as_str())
            && !SELF_CLOSING.contains(&name.as_str())
            && !tag.ends_with('/')
            && name.starts_with(|c: char| c.is_ascii_alphabetic());
        if counts && closing {
            depth = depth.saturating_sub(1);
        } else if counts {
            depth += 1;
            if depth > DEPTH {
                return true;
            }
        }
    }
    false
}

/// What stands between `<` and `>`; comments are skipped.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let at = memchr::memchr(b'<', rest.as_bytes())?;
            rest = rest.get(at + 1..)?;
            if rest.starts_with("!--") {
                let end = memchr::memmem::find(rest.as_bytes(), b"-->")?;
                rest = rest.get(end + 3..)?;
                continue;
            }
            let end = memchr::memchr(b'>', rest.as_bytes())?;
            let tag = rest.get(..end)?;
            rest = rest.get(end + 1..)?;
            return Some(tag);
        }
    })
}

/// The words of a page without its tags; entities stay as written.
pub(super) fn stripped(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        text.push_str(rest.get(..at).unwrap_or_default());
        let tail = rest.get(at + 1..).unwrap_or_default();
        if tail.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            text.push(' ');
            let end = memchr::memchr(b'>', tail.as_bytes()).map_or(tail.len(), |end| end + 1);
            rest = tail.get(end..).unwrap_or_default();
        } else {
            // Nothing but a sign.
            text.push('<');
            rest = tail;
        }
    }
    text.push_str(rest);
    text
}
