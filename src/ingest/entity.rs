//! The named characters of HTML (`&eacute;`, `&mdash;`), which feeds and lists use without declaring them.

use mail_parser::decoders::html::add_html_token;

/// The longest name is `CounterClockwiseContourIntegral`.
const LONGEST: usize = 31;

/// The character of a name, without `&` and `;`. XML's own five are among them.
pub(super) fn named(name: &str) -> Option<char> {
    if name.len() > LONGEST || !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    if name == "apos" {
        return Some('\'');
    }
    let mut found = String::new();
    add_html_token(&mut found, format!("&{name};").as_bytes(), false);
    let mut chars = found.chars();
    // A name that is not known comes back as it was written.
    chars.next().filter(|_| chars.next().is_none())
}

/// The character of `#233` or `#xe9`. What windows-1252 meant by 128–159 is put right later, with all other text.
pub(super) fn numbered(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code)
}

/// A text with its character references resolved once; what is none stays as it is.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(LONGEST + 1).position(|b| b == b';');
        let name = end.and_then(|end| after.get(..end));
        let known = |name: &str| numbered(name).or_else(|| named(name));
        if let Some((name, character)) = name.and_then(|name| Some((name, known(name)?))) {
            out.push(character);
            rest = after.get(name.len() + 1..).unwrap_or_default();
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_and_numbers_are_resolved_once_and_the_rest_stays() {
        let written = "a &amp; b &amp;lt; &eacute;&#233;&#xE9; &nope; &mdash; AT&T &apos;&";
        assert_eq!(unescape(written), "a & b &lt; ééé &nope; — AT&T '&");
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[&#;a-zéx0-9]{0,40}") {
            let _ = unescape(&text);
        }
    }
}
