//! Bytes → text, with a source map. Never fails: what cannot be read becomes U+FFFD.
//!
//! The order of evidence: byte order mark, valid UTF-8, the caller's charset, the document's own
//! `<meta>` or XML declaration, and only then a guess from the bytes (chardetng).

use super::draft::Draft;
use crate::model::Span;
use crate::model::source_map::{Run, SourceMap};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text and the name of its encoding, lower case.
#[derive(Debug, Clone)]
pub(super) struct Decoded {
    pub draft: Draft,
    pub charset: String,
}

/// How far into a document its own declaration is looked for: the HTML standard's 1024 bytes,
/// doubled because real pages put comments first.
const DECLARATION: usize = 2048;

/// Decodes `bytes`; newlines are LF afterwards.
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> Decoded {
    let (text, map, name) = decode_raw(bytes, charset);
    let mut draft = Draft {
        text,
        map,
        ..Draft::default()
    };
    draft.unify_newlines();
    Decoded {
        draft,
        charset: name,
    }
}

fn decode_raw(bytes: &[u8], charset: Option<&str>) -> (String, SourceMap, String) {
    if let Some(little) = utf_32(bytes) {
        let mut out = Output::after_mark(4);
        out.utf_32(bytes, little);
        out.close(bytes.len());
        return (out.text, out.map, "utf-32".to_owned());
    }
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (choose(bytes, charset), 0),
    };
    let mut out = Output::after_mark(mark);
    let rest = bytes.get(mark..).unwrap_or_default();
    if encoding == UTF_8 {
        out.utf_8(rest, mark);
    } else if encoding.is_single_byte() {
        out.single_byte(rest, mark, encoding);
    } else {
        out.lines(rest, mark, encoding);
    }
    out.close(bytes.len());
    (out.text, out.map, encoding.name().to_ascii_lowercase())
}

/// Whether a UTF-32 byte order mark stands first, and if it says little-endian.
fn utf_32(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => Some(true),
        [0, 0, 0xfe, 0xff, ..] => Some(false),
        _ => None,
    }
}

fn choose(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    match bytes {
        [b'<', 0, b'?' | b'!' | b'h' | b'r', 0, ..] => return UTF_16LE,
        [0, b'<', 0, b'?' | b'!' | b'h' | b'r', ..] => return UTF_16BE,
        _ => {}
    }
    if mostly_utf_8(bytes) {
        return UTF_8;
    }
    let head = bytes.get(..DECLARATION).unwrap_or(bytes);
    let named = charset.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    let declared = named.or_else(|| declared(head));
    // A declaration of UTF-16 that was read as single bytes is wrong by itself, and UTF-8 was tried.
    if let Some(encoding) = declared
        && ![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)
    {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Valid UTF-8, or UTF-8 with a few broken places: at most one for four good characters beyond ASCII.
/// Pages that were cut or joined from two sources would else be read wrong as a whole.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        // Two bytes or more for each character beyond ASCII.
        good += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || bad * 4 <= good
}

/// The encoding that a `<meta charset>`, `<meta … content="…charset=">` or XML declaration names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let is_xml = lower.starts_with(b"<?xml");
    let finder = memchr::memmem::Finder::new(if is_xml {
        b"encoding" as &[u8]
    } else {
        b"charset"
    });
    finder.find_iter(&lower).find_map(|at| {
        let label: Vec<u8> = lower
            .get(at + finder.needle().len()..)?
            .iter()
            .copied()
            .skip_while(|b| b" \t\n\r=\"'".contains(b))
            .take_while(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(b))
            .collect();
        Encoding::for_label(&label)
    })
}

/// The text as it grows, with its runs.
struct Output {
    text: String,
    map: SourceMap,
    /// Bytes just before that gave no character.
    silent: usize,
}

impl Output {
    fn after_mark(mark: usize) -> Self {
        Self {
            text: String::new(),
            map: SourceMap::default(),
            silent: mark,
        }
    }

    fn push(&mut self, piece: &str, source: Span, verbatim: bool) {
        // Bytes without a character of their own (the mark, an escape sequence) belong to the
        // next character, so that the runs cover all bytes.
        let Some(first) = piece.chars().next() else {
            self.silent += source.len();
            return;
        };
        let start = source.start - self.silent;
        if self.silent == 0 || !verbatim {
            self.run(piece, Span::new(start, source.end), verbatim);
        } else {
            let (head, tail) = piece.split_at(first.len_utf8());
            let cut = source.start + head.len();
            self.run(head, Span::new(start, cut), false);
            if !tail.is_empty() {
                self.run(tail, Span::new(cut, source.end), true);
            }
        }
        self.silent = 0;
    }

    /// Ends the text: bytes that never found a character are shown as one.
    fn close(&mut self, length: usize) {
        if self.silent > 0 && !self.text.is_empty() {
            self.push("\u{fffd}", Span::new(length, length), false);
        }
    }

    fn run(&mut self, piece: &str, source: Span, verbatim: bool) {
        let start = self.text.len();
        self.text.push_str(piece);
        self.map.push(Run {
            text: Span::new(start, self.text.len()),
            source,
            verbatim,
        });
    }

    fn utf_8(&mut self, bytes: &[u8], mut at: usize) {
        for chunk in bytes.utf8_chunks() {
            let end = at + chunk.valid().len();
            self.push(chunk.valid(), Span::new(at, end), true);
            at = end + chunk.invalid().len();
            if end < at {
                self.push("\u{fffd}", Span::new(end, at), false);
            }
        }
    }

    fn single_byte(&mut self, bytes: &[u8], mut at: usize, encoding: &'static Encoding) {
        for piece in bytes.chunk_by(|a, b| a.is_ascii() && b.is_ascii()) {
            let (text, _) = encoding.decode_without_bom_handling(piece);
            let verbatim = piece.is_ascii() && text.as_bytes() == piece;
            self.push(&text, Span::new(at, at + piece.len()), verbatim);
            at += piece.len();
        }
    }

    /// Encodings of several bytes: one run a line, since their trail bytes are never LF
    /// (in UTF-16 a line may be cut inside a unit; the decoder keeps the first half).
    fn lines(&mut self, bytes: &[u8], mut at: usize, encoding: &'static Encoding) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut pieces = bytes.split_inclusive(|&b| b == b'\n').peekable();
        while let Some(piece) = pieces.next() {
            let mut text = String::new();
            let mut rest = piece;
            loop {
                let room = decoder
                    .max_utf8_buffer_length_without_replacement(rest.len())
                    .unwrap_or(rest.len() * 3 + 16);
                text.reserve(room + 4);
                let (result, read) = decoder.decode_to_string_without_replacement(
                    rest,
                    &mut text,
                    pieces.peek().is_none(),
                );
                rest = rest.get(read..).unwrap_or_default();
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::Malformed(..) => text.push('\u{fffd}'),
                    DecoderResult::OutputFull => {}
                }
            }
            let verbatim = piece.is_ascii() && text.as_bytes() == piece;
            self.push(&text, Span::new(at, at + piece.len()), verbatim);
            at += piece.len();
        }
    }

    fn utf_32(&mut self, bytes: &[u8], little: bool) {
        let units = bytes.get(4..).unwrap_or_default();
        let mut at = 4;
        for line in units.chunks(4 * 64) {
            let text: String = line
                .chunks(4)
                .map(|unit| {
                    let code = <[u8; 4]>::try_from(unit).map(|unit| {
                        if little {
                            u32::from_le_bytes(unit)
                        } else {
                            u32::from_be_bytes(unit)
                        }
                    });
                    code.ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
                })
                .collect();
            self.push(&text, Span::new(at, at + line.len()), false);
            at += line.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).draft.text
    }

    #[test]
    fn the_mark_the_declaration_and_the_caller_are_believed_in_this_order() {
        assert_eq!(text(b"\xef\xbb\xbfna\xc3\xafve"), "naïve");
        assert_eq!(text(b"\xff\xfeh\x00i\x00"), "hi");
        assert_eq!(text(b"\xff\xfe\x00\x00h\x00\x00\x00"), "h");
        let page = b"<meta charset=windows-1251>\xcf\xf0\xe8\xe2\xe5\xf2";
        assert!(text(page).ends_with("Привет"));
        assert_eq!(decode(b"\xcf\xf0\xe8", Some("koi8-r")).charset, "koi8-r");
    }

    #[test]
    fn one_broken_byte_does_not_garble_a_page_of_utf_8() {
        let mut bytes = "Zürich, Genève, Köln, Málaga, Łódź".as_bytes().to_vec();
        bytes.push(0xff);
        assert_eq!(text(&bytes), "Zürich, Genève, Köln, Málaga, Łódź\u{fffd}");
    }

    proptest! {
        #[test]
        fn any_bytes_give_runs_that_partition_text_and_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), label in prop::sample::select(vec!["", "utf-16le", "gbk", "iso-2022-jp", "windows-874", "shift_jis"])) {
            let decoded = decode(&bytes, Some(label));
            let (mut at, mut from) = (0, 0);
            for run in decoded.draft.map.runs() {
                prop_assert_eq!((run.text.start, run.source.start), (at, from));
                (at, from) = (run.text.end, run.source.end);
            }
            prop_assert_eq!(at, decoded.draft.text.len());
            if at > 0 {
                prop_assert_eq!(from, bytes.len());
            }
        }
    }
}
