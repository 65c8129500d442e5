//! XML as feeds and lists really write it: quick-xml with everything forgiven that can be.
//!
//! Document types are never read, so nothing expands; nothing here recurses.

use super::entity;
use quick_xml::Reader;
use quick_xml::events::BytesStart;

/// More attributes than this on one element are not looked at.
const ATTRIBUTES: usize = 100;

/// A reader over a text that takes unclosed elements and stray ampersands.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// Names, lower case, and values, unescaped.
pub(super) fn attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut all = start.html_attributes();
    let all = all.with_checks(false).flatten().take(ATTRIBUTES);
    all.map(|attribute| {
        let name = attribute.key.as_ref().to_ascii_lowercase();
        (name, entity::unescape(&attribute.value))
    })
    .collect()
}

/// A name without its prefix.
pub(super) fn local_name(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
