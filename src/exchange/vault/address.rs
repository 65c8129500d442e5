//! Addresses from outside, made harmless.

use std::fmt::Write;

/// A web address that nothing can break out of; `None` for anything but http and https.
pub fn address(url: &str) -> Option<String> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return None;
    }
    let unsafe_there = |c: char| {
        matches!(c, '<' | '>' | '"' | '\\' | '`' | '|') || c.is_whitespace() || c.is_control()
    };
    let mut safe = String::with_capacity(url.len());
    for c in url.chars() {
        if unsafe_there(c) {
            // Writing to a string cannot fail.
            let _ = c
                .encode_utf8(&mut [0; 4])
                .bytes()
                .try_for_each(|byte| write!(safe, "%{byte:02X}"));
        } else {
            safe.push(c);
        }
    }
    Some(safe)
}
