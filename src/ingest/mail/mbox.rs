//! mbox: messages one after the other, each behind a line `From sender date` (RFC 4155).

use super::evidence;
use crate::ingest::{MOST_ARTICLES, dates};
use crate::model::Span;
use std::borrow::Cow;

/// Whether bytes begin with the `From ` line of a message and its header.
pub(super) fn is_mbox(bytes: &[u8]) -> bool {
    let (line, rest) = first_line(bytes);
    is_from_line(line) && evidence::is_header(rest)
}

/// The messages, each with its `From ` line; at most one more than may be.
pub(super) fn parts(bytes: &[u8]) -> impl Iterator<Item = Span> {
    let mut starts = vec![0];
    let separators = memchr::memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1);
    starts.extend(
        separators
            .filter(|&at| starts_message(bytes, at))
            .take(MOST_ARTICLES),
    );
    let mut ends = starts.clone();
    ends.remove(0);
    ends.push(bytes.len());
    starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| Span::new(start, end))
}

/// The message itself: without its `From ` line, and with the lines that were quoted to be none.
pub(super) fn message(part: &[u8]) -> Cow<'_, [u8]> {
    let (_, message) = first_line(part);
    if memchr::memmem::find(message, b"\n>").is_none() {
        return Cow::Borrowed(message);
    }
    let mut plain = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|&b| b == b'\n') {
        let quotes = line.iter().take_while(|&&b| b == b'>').count();
        let is_quoted = quotes > 0
            && line
                .get(quotes..)
                .is_some_and(|rest| rest.starts_with(b"From "));
        plain.extend_from_slice(line.get(usize::from(is_quoted)..).unwrap_or_default());
    }
    Cow::Owned(plain)
}

/// Whether a message begins at this line: an empty line before it, a header behind it.
fn starts_message(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    if !before.ends_with(b"\n\n") && !before.ends_with(b"\r\n\r\n") {
        return false;
    }
    let (line, rest) = first_line(bytes.get(at..).unwrap_or_default());
    is_from_line(line) && evidence::is_header(rest)
}

fn first_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
    bytes.split_at(end)
}

/// `From `, a word for the sender, and a day with its time: `From ann@example.org Sat Mar 14 09:30:00 2026`.
fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").filter(|rest| rest.len() < 300) else {
        return false;
    };
    let rest = String::from_utf8_lossy(rest);
    let Some((_, date)) = rest.trim().split_once(char::is_whitespace) else {
        return false;
    };
    dates::parse(date).is_some_and(|date| !date.day_only)
}
