//! The body of a message as pieces to be written: its texts in order, the messages in it, the names of the rest.

use super::field;
use crate::ingest::writer::Writer;
use crate::ingest::{html, transfer};
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

/// One thing in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// The subject of a message in the message.
    Title(String),
    /// Plain text.
    Text(String),
    /// A page of HTML.
    Html(String),
    /// A file, by its name.
    Attachment(String),
}

/// Messages in messages are read this deep.
const DEPTH: usize = 16;

/// Everything in a message. Of two forms of the same words the formatted one is taken, unless it holds much less.
pub(super) fn pieces(message: &Message<'_>) -> Vec<Piece> {
    let mut found = Vec::new();
    collect(message, 0, &mut found);
    found
}

/// The encoding that the first text part names, lower case.
pub(super) fn charset(message: &Message<'_>) -> Option<String> {
    let mut parts = message.parts.iter().filter(|part| part.is_text());
    parts.find_map(|part| {
        part.content_type()?
            .attribute("charset")
            .map(str::to_ascii_lowercase)
    })
}

/// Where the first page of a message comes from, when it says so.
pub(super) fn location(message: &Message<'_>) -> Option<String> {
    let page = message.parts.iter().find(|part| part.is_text_html())?;
    let address = page.content_location()?;
    address.starts_with("http").then(|| address.to_owned())
}

fn collect(message: &Message<'_>, depth: usize, found: &mut Vec<Piece>) {
    let formatted = texts(message, &message.html_body);
    let written = texts(message, &message.text_body);
    let whole = formatted == written || words(&formatted) * 2 >= words(&written);
    found.extend(if whole { formatted } else { written });
    for &id in &message.attachments {
        let Some(part) = message.parts.get(id as usize) else {
            continue;
        };
        match &part.body {
            PartType::Message(inner) if depth < DEPTH => {
                found.extend(field::first(inner, "subject").map(Piece::Title));
                collect(inner, depth + 1, found);
            }
            _ if is_shown(part) => {}
            // A text that is to be shown has a name all the same in some mails.
            PartType::Text(_) if !is_file(part) => found.push(Piece::Text(text(message, part))),
            PartType::Html(_) if !is_file(part) => found.push(Piece::Html(text(message, part))),
            _ => found.push(Piece::Attachment(name(part))),
        }
    }
}

/// The text parts of these numbers.
fn texts(message: &Message<'_>, ids: &[u32]) -> Vec<Piece> {
    let parts = ids.iter().filter_map(|&id| message.parts.get(id as usize));
    parts
        .filter_map(|part| match &part.body {
            PartType::Html(_) => Some(Piece::Html(text(message, part))),
            PartType::Text(_) => Some(Piece::Text(text(message, part))),
            _ => None,
        })
        .collect()
}

/// The words of a part: its transfer encoding undone, then decoded as any other text is.
fn text(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let (start, end) = (part.offset_body as usize, part.offset_end as usize);
    let raw = message.raw_message.get(start..end).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => Some(transfer::quoted_printable(raw)),
        Encoding::Base64 => transfer::base64(raw),
    };
    let kind = part.content_type();
    let attribute = |name| kind.and_then(|kind| kind.attribute(name));
    let text = match bytes {
        Some(bytes) => field::text(&bytes, attribute("charset")),
        None => part.text_contents().unwrap_or_default().to_owned(),
    };
    if attribute("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed")) {
        return flowed(
            &text,
            attribute("delsp").is_some_and(|delete| delete.eq_ignore_ascii_case("yes")),
        );
    }
    text
}

/// Undoes the wrapping of format=flowed (RFC 3676): a line that ends with a blank goes on in the next one.
fn flowed(text: &str, delete: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        let goes_on = line.ends_with(' ') && line != "-- ";
        out.push_str(if goes_on && delete {
            line.trim_end_matches(' ')
        } else {
            line
        });
        if !goes_on {
            out.push('\n');
        }
    }
    out
}

/// How many words pieces show, roughly.
fn words(pieces: &[Piece]) -> usize {
    let count = |text: &str| text.split_whitespace().count();
    let pieces = pieces.iter().map(|piece| match piece {
        Piece::Html(page) => {
            let mut writer = Writer::default();
            html::body(page, &mut writer);
            count(&writer.finish().text)
        }
        Piece::Title(words) | Piece::Text(words) => count(words),
        Piece::Attachment(_) => 0,
    });
    pieces.sum()
}

/// Whether a part is shown by the text itself: a picture that the page refers to.
fn is_shown(part: &MessagePart<'_>) -> bool {
    let is_picture = part
        .content_type()
        .is_some_and(|kind| kind.ctype() == "image");
    is_picture && part.content_id().is_some() && !is_file(part)
}

/// Whether a part says that it is a file beside the message, or is text of a kind that nobody reads as such.
fn is_file(part: &MessagePart<'_>) -> bool {
    let is_read = part.content_type().is_none_or(|kind| {
        kind.ctype() != "text" || matches!(kind.subtype(), None | Some("plain" | "html"))
    });
    !is_read
        || part
            .content_disposition()
            .is_some_and(mail_parser::ContentType::is_attachment)
}

/// The name of a file and what it is.
fn name(part: &MessagePart<'_>) -> String {
    let kind = part.content_type().map(|kind| match kind.subtype() {
        Some(subtype) => format!("{}/{subtype}", kind.ctype()),
        None => kind.ctype().to_owned(),
    });
    match (
        part.attachment_name()
            .map(|name| field::words(name.as_bytes())),
        kind,
    ) {
        (Some(name), Some(kind)) => format!("{name} ({kind})"),
        (Some(name), None) => name,
        (None, Some(kind)) => kind,
        (None, None) => "application/octet-stream".to_owned(),
    }
}
