//! Whether bytes are a mail: by RFC 5322 and signs that only a mail program writes.
//!
//! A memo with `From:`, `Date:` and `Subject:` above it is a text: read as a mail it would lose these lines.

use crate::ingest::dates;

/// A header block is not longer, in bytes; those with signatures of many relays come to a few tens of thousands.
const LONGEST: usize = 256 * 1024;

/// Fields that programs write and people do not.
const TRANSPORT: &[&str] = &[
    "message-id",
    "received",
    "mime-version",
    "return-path",
    "dkim-signature",
    "delivered-to",
    "x-mailer",
    "list-id",
    "list-unsubscribe",
    "references",
    "x-google-smtp-source",
    "authentication-results",
    "newsgroups",
];

/// Whether bytes begin with the header of a mail: an address it is from, a day it was sent, and a field that only
/// programs write; or a message of several parts.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let Some(fields) = fields(bytes) else {
        return false;
    };
    let value = |name: &str| {
        fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    };
    let is_program = fields.iter().any(|(name, value)| {
        TRANSPORT.contains(&name.as_str())
            && (name != "message-id" || value.contains('@'))
            && (name != "mime-version" || value.starts_with("1."))
    });
    let dated = value("date").is_some_and(is_date) || value("received").is_some();
    let sent = value("from").is_some_and(is_address) && dated && is_program;
    let content = value("content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let parts = content.starts_with("multipart/") && content.contains("boundary=");
    let version = value("mime-version").is_some_and(|version| version.starts_with("1."));
    sent || parts && (version || value("from").is_some_and(is_address))
}

/// Whether a header block stands here at all, as behind the `From ` line of an mbox file: that line is evidence too.
pub(super) fn is_header(bytes: &[u8]) -> bool {
    fields(bytes).is_some_and(|fields| {
        let has = |name: &str| fields.iter().any(|(field, _)| field == name);
        fields
            .iter()
            .any(|(name, value)| name == "from" && is_address(value))
            && (has("date") || has("message-id") || has("received"))
    })
}

/// Whether a message would cost its reader more than any that a person sent: messages in messages, parts and fields
/// without number.
pub(super) fn is_hostile(bytes: &[u8]) -> bool {
    let (mut nested, mut parts, mut fields) = (0, 0, 0);
    for line in bytes.split(|&b| b == b'\n') {
        if line.starts_with(b"--") {
            parts += 1;
        } else if memchr::memchr(b':', line.get(..77).unwrap_or(line)).is_some() {
            fields += 1;
            let lower = line.get(..200).unwrap_or(line).to_ascii_lowercase();
            let has = |word: &[u8]| memchr::memmem::find(&lower, word).is_some();
            nested += usize::from(
                lower.starts_with(b"content-type")
                    && (has(b"message/") || has(b"multipart/digest")),
            );
        }
    }
    nested > 256 || parts > 100_000 || fields > 500_000
}

/// The fields of the header block, names lower case, values unfolded; `None` when there is anything else before the
/// empty line that ends it.
fn fields(bytes: &[u8]) -> Option<Vec<(String, String)>> {
    let head = bytes.get(..LONGEST).unwrap_or(bytes);
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.split_inclusive(|&b| b == b'\n') {
        let ended = line.ends_with(b"\n");
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            return Some(fields);
        }
        if !ended && bytes.len() > LONGEST {
            return None;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            let (_, value) = fields.last_mut()?;
            value.push(' ');
            value.push_str(String::from_utf8_lossy(line).trim());
            continue;
        }
        let colon = memchr::memchr(b':', line)?;
        let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        fields.push((name, String::from_utf8_lossy(value).trim().to_owned()));
    }
    // A mail that is nothing but a header needs no empty line.
    (bytes.len() < LONGEST).then_some(fields)
}

/// Something before and behind an `@`, without a blank in it.
fn is_address(value: &str) -> bool {
    value
        .split(|c: char| c.is_whitespace() || "<>(),;".contains(c))
        .any(|word| {
            word.split_once('@')
                .is_some_and(|(local, host)| !local.is_empty() && !host.is_empty())
        })
}

/// A day with a time, as RFC 5322 demands.
fn is_date(value: &str) -> bool {
    dates::parse(super::field::without_comment(value)).is_some_and(|date| !date.day_only)
}
