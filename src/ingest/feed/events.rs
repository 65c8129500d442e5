//! The events of a document that may be broken: what opens nothing is text, and the reading goes on behind it.

use crate::ingest::xml::reader;
use crate::model::Span;
use quick_xml::events::{BytesText, Event};

/// How many times the length of a document may be looked at because of what is broken in it.
const LOOKS: usize = 16;

/// A marker of a part that never ends; without it the part is text.
const CDATA: &str = "<![CDATA[";

/// Gives each event of a document to `take`, with the place where it stands. Nothing that is broken ends the reading: a `<` that opens no element,
/// comment or other part is a character, an unclosed CDATA section is the text in it. Whether nothing was broken.
pub(super) fn each(text: &str, mut take: impl FnMut(&Event<'_>, Span)) -> bool {
    let (mut at, mut spent) = (0, 0);
    let most = text.len().saturating_mul(LOOKS);
    while let Some(rest) = text.get(at..) {
        let mut reader = reader(rest);
        let broken = loop {
            let before = position(&reader);
            match reader.read_event() {
                Ok(Event::Eof) => return at == 0,
                Ok(event) if opens_nothing(&event) => break before,
                Ok(event) => take(&event, Span::new(at + before, at + position(&reader))),
                Err(_) => break before,
            }
        };
        spent += position(&reader).saturating_sub(broken);
        if spent > most {
            return false;
        }
        let Some(start) = rest.get(broken..).and_then(|rest| rest.find('<')) else {
            return false;
        };
        let start = broken + start;
        let is_cdata = rest
            .get(start..)
            .is_some_and(|rest| rest.starts_with(CDATA));
        if !is_cdata {
            let place = Span::new(at + start, at + start + 1);
            take(&Event::Text(BytesText::from_escaped("<")), place);
        }
        at += start + if is_cdata { CDATA.len() } else { 1 };
    }
    false
}

fn position(reader: &quick_xml::Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Whether an element has no name that XML allows, as in `1 < 2` or `<3`.
fn opens_nothing(event: &Event<'_>) -> bool {
    let starts_well = |name: &str| {
        name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'))
            && !name.contains('<')
    };
    match event {
        Event::Start(start) | Event::Empty(start) => !starts_well(start.name().as_ref()),
        Event::End(end) => !starts_well(end.name().as_ref()),
        _ => false,
    }
}
