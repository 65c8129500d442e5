//! Mail: one message (RFC 5322, MIME), or many in an mbox file.
//!
//! A newsletter is an article: its subject is the title, its sender the author, its list the publication, its
//! Message-ID what it is known by. Nothing of it is lost: every text part is read, forwarded messages too, and
//! what is no text is named. Nothing is fetched: pictures and counters in a mail stay addresses.
//!
//! The structure of a message is read by mail-parser; what its words are in which encoding is decided here, as for
//! any other text.

mod body;
mod evidence;
mod field;
mod mbox;

use super::decode::Decoded;
use super::draft::Draft;
use super::finish::{finish, line};
use super::writer::Writer;
use super::{Identity, Parsed, Reading, dates, html, plain, repair};
use crate::model::article::Metadata;
use crate::model::{Article, BlockKind, SafeText, Span};
use body::Piece;
use mail_parser::{Message, MessageParser};

/// Reads a mail or an mbox file; `None` when the bytes are neither. `told` means that the caller knows they are.
pub(super) fn read(bytes: &[u8], told: bool) -> Option<Reading> {
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let marked = bytes.get(mark..).unwrap_or_default();
    let articles: Vec<Parsed> = if mbox::is_mbox(marked) {
        mbox::parts(marked)
            .filter_map(|part| one_of_many(marked, part, mark))
            .collect()
    } else if told || evidence::is_mail(marked) {
        message(marked).into_iter().collect()
    } else {
        return None;
    };
    (!articles.is_empty()).then(|| Reading {
        articles,
        ..Reading::default()
    })
}

/// A message of an mbox file, which keeps its own bytes and is known without the others.
fn one_of_many(bytes: &[u8], part: Span, mark: usize) -> Option<Parsed> {
    let mut parsed = message(&mbox::message(bytes.get(part.start..part.end)?))?;
    parsed.parts = vec![Span::new(part.start + mark, part.end + mark)];
    if parsed.identity == Identity::Unknown {
        parsed.identity = Identity::of_content(&parsed.article);
    }
    Some(parsed)
}

/// The article of one message.
fn message(bytes: &[u8]) -> Option<Parsed> {
    if evidence::is_hostile(bytes) {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    if let Some(page) = saved_page(&message) {
        return Some(page);
    }
    let metadata = metadata(&message);
    let identity = match field::first(&message, "message-id")
        .as_deref()
        .and_then(field::id)
    {
        // RFC 2392 makes an address of it, which is the same wherever the mail lies.
        Some(id) => Identity::Entry(SafeText::line(&format!("mid:{id}"))),
        None => metadata
            .url
            .clone()
            .map_or(Identity::Unknown, Identity::Url),
    };
    let pieces = body::pieces(&message);
    let is_page = pieces.iter().any(|piece| matches!(piece, Piece::Html(_)));
    let article = if is_page {
        formatted(&pieces, metadata)
    } else {
        written(&pieces, metadata)
    };
    Some(Parsed {
        identity,
        article,
        ..Parsed::default()
    })
}

/// A page that a browser saved in the form of a mail that nobody sent (MHTML, RFC 2557), read as the page it is.
fn saved_page(message: &Message<'_>) -> Option<Parsed> {
    let first = |name| field::first(message, name);
    let is_sent = first("from").is_some_and(|from| from.contains('@'));
    let kind = first("content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if is_sent || !kind.starts_with("multipart/related") {
        return None;
    }
    let pieces = body::pieces(message);
    let page = pieces.into_iter().find_map(|piece| match piece {
        Piece::Html(page) => Some(page),
        _ => None,
    })?;
    let address = first("snapshot-content-location").or_else(|| body::location(message));
    let decoded = Decoded {
        draft: Draft {
            text: page,
            ..Draft::default()
        },
        charset: body::charset(message).unwrap_or_else(|| "utf-8".to_owned()),
    };
    let article = html::read(&decoded, address.as_deref());
    Reading::from(article).articles.pop()
}

/// What the header says.
fn metadata(message: &Message<'_>) -> Metadata {
    let first = |name| field::first(message, name);
    let sender = first("from")
        .or_else(|| first("sender"))
        .map(|from| field::mailbox(&from));
    let (name, address) = sender.unwrap_or_default();
    let byline = line(&name).or_else(|| line(&address));
    let list = first("list-id").and_then(|list| line(&field::mailbox(&list).0));
    Metadata {
        title: first("subject").and_then(|subject| line(&subject)),
        // A list without a name has a number that says nothing; its mails go out in the name of the letter.
        site: list.or_else(|| line(&name)),
        byline,
        published: first("date").and_then(|date| dates::parse(field::without_comment(&date))),
        url: first("archived-at").and_then(|at| field::id(&at).map(SafeText::line)),
        language: first("content-language").and_then(|tags| tags.split(',').next().and_then(line)),
        categories: first("keywords")
            .map(|words| words.split(',').filter_map(line).collect())
            .unwrap_or_default(),
        charset: body::charset(message).map(SafeText::new),
        ..Metadata::default()
    }
}

/// The article of a message that is nothing but plain text: the line grammar reads it below its subject.
fn written(pieces: &[Piece], mut metadata: Metadata) -> Article {
    let mut text = metadata.title.as_deref().unwrap_or_default().to_owned();
    for piece in pieces {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        match piece {
            Piece::Title(words) | Piece::Text(words) | Piece::Html(words) => text.push_str(words),
            Piece::Attachment(name) => text.extend(["- ", name]),
        }
    }
    // Empty lines at the end are the transport's.
    text.truncate(text.trim_end().len());
    let mut draft = Draft {
        text,
        ..Draft::default()
    };
    draft.unify_newlines();
    let charset = metadata.charset.as_deref().unwrap_or("utf-8").to_owned();
    let mut article = plain::read(Decoded { draft, charset });
    let found = std::mem::take(&mut article.metadata);
    metadata.language = metadata.language.or(found.language);
    metadata.title = metadata.title.or(found.title);
    metadata.original_source = found.original_source;
    article.metadata = metadata;
    article
}

/// The article of a message with markup: all of it, since a letter has no navigation to be cut away.
fn formatted(pieces: &[Piece], metadata: Metadata) -> Article {
    let mut writer = Writer::default();
    for piece in pieces {
        match piece {
            Piece::Html(page) => html::body(page, &mut writer),
            Piece::Text(text) => {
                for paragraph in text.replace("\r\n", "\n").split("\n\n") {
                    writer.begin(BlockKind::Paragraph, 0);
                    writer.words(paragraph);
                    writer.end();
                }
            }
            Piece::Title(words) => {
                writer.begin(BlockKind::Heading, 2);
                writer.words(words);
                writer.end();
            }
            Piece::Attachment(name) => {
                writer.begin(BlockKind::ListItem, 1);
                writer.words(name);
                writer.end();
            }
        }
    }
    let mut draft = writer.finish();
    if let Some(title) = &metadata.title {
        html::head_with(title, &mut draft);
    }
    repair::repair(&mut draft);
    finish(draft, metadata)
}

#[cfg(test)]
mod tests;
