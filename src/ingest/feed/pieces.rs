//! Which bytes of a feed give one of its entries again: the feed without its other entries.
//!
//! A busy feed is sent whole for each new entry; with its own pieces an entry is kept in the room of one. They give
//! the entry exactly as the whole did, or there are none: where something of the feed's own stands between entries, and
//! in encodings that a piece might not tell by itself, all entries share the whole.

use crate::ingest::decode::Decoded;
use crate::model::Span;

/// The pieces of each entry, in order, given where each stands in the text; nothing when they share all bytes.
pub(super) fn pieces(decoded: &Decoded, entries: &[Span]) -> Vec<Vec<Span>> {
    let text = &decoded.draft.text;
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
        return Vec::new();
    };
    // Pieces of UTF-8 without a fault are the same.
    let is_sound = decoded.charset == "utf-8"
        && decoded.draft.repairs.is_empty()
        && !text.contains('\u{fffd}');
    if entries.len() < 2 || !is_sound {
        return Vec::new();
    }
    let before = Span::new(0, first.start);
    let after = Span::new(last.end, text.len());
    let source = |span: Span| {
        let source = decoded.draft.map.source(span);
        source.filter(|_| span.start < span.end)
    };
    let own = |entry: &Span| {
        [before, *entry, after]
            .into_iter()
            .filter_map(source)
            .collect()
    };
    entries.iter().map(own).collect()
}

/// Where the items of a JSON feed stand; `None` when that cannot be told. The text is known to be JSON.
pub(super) fn items(text: &str) -> Option<Vec<Span>> {
    let mut found = None;
    let (mut depth, mut start, mut items) = (0_usize, None, Vec::new());
    let (mut key, mut is_items) = ("", false);
    let mut rest = text.bytes().enumerate();
    while let Some((at, byte)) = rest.next() {
        let ends_item = is_items && depth == 2 && matches!(byte, b',' | b']');
        if let Some(begun) = start.filter(|_| ends_item) {
            let item = text.get(begun..at)?.trim_end();
            items.push(Span::new(begun, begun + item.len()));
            start = None;
        }
        if is_items && depth == 2 && !byte.is_ascii_whitespace() && !ends_item {
            start = start.or(Some(at));
        }
        match byte {
            b'"' => {
                let mut escaped = false;
                let (end, _) = rest.find(|&(_, byte)| {
                    let is_end = byte == b'"' && !escaped;
                    escaped = byte == b'\\' && !escaped;
                    is_end
                })?;
                if depth == 1 {
                    key = text.get(at + 1..end)?;
                }
            }
            b'[' | b'{' => {
                depth += 1;
                if depth == 2 {
                    is_items = byte == b'[' && key == "items";
                }
            }
            b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 1 && std::mem::take(&mut is_items) {
                    // Of a name that stands twice the last counts.
                    found = Some(std::mem::take(&mut items));
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::ingest::{Format, Input, Parsed, Reading, read};
    use proptest::prelude::*;

    fn feed(bytes: &[u8]) -> Option<Reading> {
        let input = Input {
            format: Format::Feed,
            url: Some("https://paper.example/feeds/news"),
            ..Input::new("feed", bytes)
        };
        read(&input).ok()
    }

    /// How many entries have bytes of their own, each of which gives that entry again and no other.
    fn given_again(bytes: &[u8]) -> usize {
        let Some(whole) = feed(bytes) else { return 0 };
        let own = whole
            .articles
            .iter()
            .filter(|parsed| !parsed.parts.is_empty());
        own.map(|parsed| {
            let pieces: Vec<&[u8]> = parsed
                .parts
                .iter()
                .map(|part| &bytes[part.start..part.end])
                .collect();
            let piece = pieces.concat();
            assert!(piece.len() <= bytes.len());
            let again = feed(&piece).expect("a feed");
            assert_eq!(again.feed, whole.feed);
            let alone = Parsed {
                parts: Vec::new(),
                ..parsed.clone()
            };
            assert_eq!(
                again.articles,
                [alone],
                "{}",
                String::from_utf8_lossy(&piece)
            );
        })
        .count()
    }

    #[test]
    fn an_entry_is_given_again_by_the_feed_without_the_others() {
        let rss = "<?xml version='1.0' encoding='utf-8'?>\r\n<rss version='2.0' xmlns:odd='http://purl.org/rss/1.0/modules/content/'>
            <channel><title>Paper</title><link>https://paper.example/</link>
            <item><title>One</title><odd:encoded><![CDATA[<p>Words with </item> and <item> in them.</p>]]></odd:encoded></item>
            <!-- a word of the machine -->
            <item><title>Twö</title><description>Words &amp;amp; more</description></item>\r\n
            <item><title>Three</title></item></channel></rss>";
        assert_eq!(given_again(rss.as_bytes()), 3);
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://paper.example/a/' xml:lang='de'><title>Paper</title>
            <author><name>Ann</name></author><entry><id>1</id><title>One</title><link href='b'/></entry><entry xml:base='x/'><id>2</id><title>Two</title>
            <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Words <a href='c'>more</a></div></content></entry></feed>";
        assert_eq!(given_again(atom.as_bytes()), 2);
        let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='c'><title>Paper</title></channel>
            <item rdf:about='https://paper.example/1'><title>One</title></item><item rdf:about='https://paper.example/2'><title>Two</title></item></rdf:RDF>";
        assert_eq!(given_again(rdf.as_bytes()), 2);
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "P, [\"items\": [1]", "extra": {"items": [1, 2]},
            "items" : [ {"id": "1", "content_text": "a ], \\\" } b", "tags": ["x", "y"]} , {"id": 2, "title": "Two"} ], "language": "en"}"#;
        assert_eq!(given_again(json.as_bytes()), 2);
    }

    #[test]
    fn what_a_piece_might_not_tell_by_itself_is_kept_whole() {
        let between = "<rss><channel><item><title>One</title></item><title>Paper</title><item><title>Two</title></item></channel></rss>";
        assert_eq!(given_again(between.as_bytes()), 0);
        let declared = "<rss><channel><item xmlns:x='http://purl.org/dc/elements/1.1/'><x:title>One</x:title></item>
            <item><title>Two</title><y:creator xmlns:y='http://purl.org/dc/elements/1.1/'>Ann</y:creator></item></channel></rss>";
        assert_eq!(given_again(declared.as_bytes()), 0);
        let latin = b"<rss><channel><item><title>Caf\xe9</title></item><item><title>Two</title></item></channel></rss>";
        assert_eq!(given_again(latin), 0);
        let one = "<rss><channel><item><title>One</title></item></channel></rss>";
        assert_eq!(given_again(one.as_bytes()), 0);
    }

    proptest! {
        #[test]
        fn whatever_is_broken_a_piece_gives_its_entry_or_there_is_none(
            parts in proptest::collection::vec(prop_oneof![
                Just("<item>"), Just("</item>"), Just("<item/>"), Just("<title>One & two</title>"), Just("<description>"),
                Just("</description>"), Just("</channel>"), Just("<channel>"), Just("<![CDATA["), Just("]]>"), Just("<!--"),
                Just("-->"), Just("words < "), Just("<guid>1</guid>"), Just("&amp;"), Just("<link/>"), Just("\r\n"),
                Just("<author>"), Just("</author>"), Just("<x:y xmlns:x='dc/terms'/>"), Just("ü"),
            ], 0..24),
        ) {
            let text = format!("<rss><channel><title>Paper</title>{}</channel></rss>", parts.concat());
            given_again(text.as_bytes());
        }

        #[test]
        fn no_json_is_cut_wrongly(
            items in proptest::collection::vec(r#"\{"id": ?"[\]\[{},:a-c]{0,5}", ?"title": ?"(\\\\|\\"|[\]\[{},:"]{0}|[\]\[{},:a-c]){0,6}"\}"#, 0..6),
        ) {
            let text = format!(r#"{{"title": "P", "items": [{}], "description": "[}}"}}"#, items.join(", "));
            given_again(text.as_bytes());
        }
    }
}
