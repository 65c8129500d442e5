//! Header fields: their words out of RFC 2047, and the few shapes that are needed of RFC 5322.

use crate::ingest::{decode, transfer};
use encoding_rs::{Encoding, ISO_2022_JP};
use mail_parser::Message;
use mail_parser::decoders::charsets::map::charset_decoder;

/// A field is read so far, in bytes: a list of keywords may be long, a subject is not.
const LONGEST: usize = 64 * 1024;

/// The longest encoded word; RFC 2047 allows 75 bytes, and few keep to it.
const WORD: usize = 2_000;

/// The first field of that name, unfolded and decoded.
pub(super) fn first(message: &Message<'_>, name: &str) -> Option<String> {
    let header = message
        .headers()
        .iter()
        .find(|header| header.name().eq_ignore_ascii_case(name))?;
    let (start, end) = (header.offset_start() as usize, header.offset_end() as usize);
    let words = words(message.raw_message.get(start..end.min(start + LONGEST))?);
    (!words.is_empty()).then_some(words)
}

/// The words of a field: encoded words decoded, those beside each other in the same encoding as one, since writers cut
/// characters in two; runs of white space are one blank.
pub(super) fn words(raw: &[u8]) -> String {
    let mut out = String::new();
    let mut pending: Option<(String, Vec<u8>)> = None;
    let mut rest = raw;
    loop {
        let start = memchr::memmem::find(rest, b"=?");
        let found = start.and_then(|start| Some((start, encoded(rest.get(start..)?)?)));
        let Some((start, (charset, bytes, length))) = found else {
            // `=?` that begins no encoded word: go on behind it.
            let (plain, after) = rest.split_at(start.map_or(rest.len(), |start| start + 2));
            flush(&mut pending, &mut out);
            out.push_str(&text(plain, None));
            if after.is_empty() {
                break;
            }
            rest = after;
            continue;
        };
        let (before, after) = rest.split_at(start);
        if !before.iter().all(u8::is_ascii_whitespace) || pending.is_none() {
            flush(&mut pending, &mut out);
            out.push_str(&text(before, None));
        }
        match &mut pending {
            Some((known, all)) if known.eq_ignore_ascii_case(&charset) => all.extend(bytes),
            _ => {
                flush(&mut pending, &mut out);
                pending = Some((charset, bytes));
            }
        }
        rest = after.get(length..).unwrap_or_default();
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn flush(pending: &mut Option<(String, Vec<u8>)>, out: &mut String) {
    if let Some((charset, bytes)) = pending.take() {
        out.push_str(&text(&bytes, Some(&charset)));
    }
}

/// `=?charset?B or Q?text?=` at the start of `raw`: charset, bytes and its length.
fn encoded(raw: &[u8]) -> Option<(String, Vec<u8>, usize)> {
    let head = raw.get(..WORD).unwrap_or(raw);
    let mark = |from: usize| Some(from + memchr::memchr(b'?', head.get(from..)?)?);
    let charset_end = mark(2)?;
    let way_end = mark(charset_end + 1)?;
    let words_at = way_end + 1;
    let words_end = words_at + memchr::memmem::find(head.get(words_at..)?, b"?=")?;
    let words = head.get(words_at..words_end)?;
    let bytes = match head.get(charset_end + 1..way_end)? {
        b"B" | b"b" => transfer::base64(words)?,
        b"Q" | b"q" => {
            let blanks: Vec<u8> = words
                .iter()
                .map(|&b| if b == b'_' { b' ' } else { b })
                .collect();
            transfer::quoted_printable(&blanks)
        }
        _ => return None,
    };
    // RFC 2231 lets a language follow the charset.
    let charset = head.get(2..charset_end)?.split(|&b| b == b'*').next()?;
    Some((
        String::from_utf8(charset.to_vec()).ok()?,
        bytes,
        words_end + 2,
    ))
}

/// Bytes as text, by the charset that was named if that can be.
pub(super) fn text(bytes: &[u8], charset: Option<&str>) -> String {
    // Its escape sequences are ASCII, so that it looks like UTF-8 to anyone who is not told.
    let named = charset.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    if named == Some(ISO_2022_JP) {
        return ISO_2022_JP
            .decode_without_bom_handling(bytes)
            .0
            .into_owned();
    }
    // UTF-7 and a few code pages of DOS are no encodings of the web.
    let other = charset.filter(|_| named.is_none());
    match other.and_then(|name| charset_decoder(name.trim().as_bytes())) {
        Some(decode) => decode(bytes),
        None => decode::decode(bytes, charset).draft.text,
    }
}

/// Name and address of `Name <address>`, `address (Name)`, `<address>` or `address`.
pub(super) fn mailbox(field: &str) -> (String, String) {
    let field = field.trim();
    if let Some((name, rest)) = field.rsplit_once('<') {
        let address = rest.split('>').next().unwrap_or_default();
        return (unquoted(name), address.trim().to_owned());
    }
    if let Some((address, rest)) = field.split_once('(') {
        let name = rest.rsplit_once(')').map_or(rest, |(name, _)| name);
        return (unquoted(name), address.trim().to_owned());
    }
    (String::new(), field.to_owned())
}

fn unquoted(name: &str) -> String {
    let name = name.trim();
    let inside = name
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inside
        .unwrap_or(name)
        .replace("\\\"", "\"")
        .trim()
        .to_owned()
}

/// What stands between angle brackets, else all of it.
pub(super) fn id(field: &str) -> Option<&str> {
    let inside = field
        .split_once('<')
        .and_then(|(_, rest)| rest.split('>').next())
        .unwrap_or(field);
    Some(inside.trim()).filter(|id| !id.is_empty())
}

/// A date without the name of its zone in brackets behind it.
pub(super) fn without_comment(date: &str) -> &str {
    date.split('(').next().unwrap_or(date).trim()
}
