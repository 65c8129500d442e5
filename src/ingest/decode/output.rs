//! The decoded text as it grows, with the source of each piece.
//!
//! Every byte of the input belongs to one run, whatever the encoding and however broken.

use crate::model::article::{Certainty, Repair};
use crate::model::source_map::{Run, SourceMap};
use crate::model::{SafeText, Span};
use encoding_rs::{DecoderResult, Encoding, WINDOWS_1252};

/// The text as it grows, with its runs.
pub(super) struct Output {
    pub text: String,
    pub map: SourceMap,
    /// Single bytes of another encoding, as they were read.
    pub repairs: Vec<Repair>,
    /// Bytes just before that gave no character.
    silent: usize,
}

impl Output {
    pub fn after_mark(mark: usize) -> Self {
        Self {
            text: String::new(),
            map: SourceMap::default(),
            repairs: Vec::new(),
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
    pub fn close(&mut self, length: usize) {
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

    /// UTF-8. A byte that is none is most often one of windows-1252, pasted from an older document: it is
    /// read as such and noted as a repair. The rest of a cut sequence becomes U+FFFD.
    pub fn utf_8(&mut self, bytes: &[u8], mut at: usize) {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return self.push(text, Span::new(at, at + bytes.len()), true);
        }
        for chunk in bytes.utf8_chunks() {
            let end = at + chunk.valid().len();
            self.push(chunk.valid(), Span::new(at, end), true);
            at = end + chunk.invalid().len();
            let is_last = bytes.len() <= at;
            if end < at {
                match foreign(chunk.invalid(), is_last) {
                    Some(c) => self.foreign(c, Span::new(end, at)),
                    None => self.push("\u{fffd}", Span::new(end, at), false),
                }
            }
        }
    }

    fn foreign(&mut self, c: char, source: Span) {
        let start = self.text.len();
        self.push(c.encode_utf8(&mut [0; 4]), source, false);
        self.repairs.push(Repair {
            span: Span::new(start, self.text.len()),
            before: SafeText::from("\u{fffd}"),
            certainty: Certainty::Likely,
            codec: SafeText::from("windows-1252"),
        });
    }

    pub fn single_byte(&mut self, bytes: &[u8], mut at: usize, encoding: &'static Encoding) {
        for piece in bytes.chunk_by(|a, b| a.is_ascii() && b.is_ascii()) {
            let (text, _) = encoding.decode_without_bom_handling(piece);
            let verbatim = piece.is_ascii() && text.as_bytes() == piece;
            self.push(&text, Span::new(at, at + piece.len()), verbatim);
            at += piece.len();
        }
    }

    /// Encodings of several bytes: one run a line, since their trail bytes are never LF
    /// (in UTF-16 a line may be cut inside a unit; the decoder keeps the first half).
    pub fn lines(&mut self, bytes: &[u8], mut at: usize, encoding: &'static Encoding) {
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
            let source = Span::new(at, at + piece.len());
            if piece.is_ascii() && text.as_bytes() == piece {
                self.push(&text, source, true);
            } else {
                self.push_lines(&text, source);
            }
            at += piece.len();
        }
    }

    /// Text that is no copy of its bytes, cut at its line breaks, so that no run belongs to two blocks: the
    /// first line stands for all bytes.
    fn push_lines(&mut self, text: &str, source: Span) {
        let mut source = source;
        let mut rest = text;
        loop {
            let end = rest.find('\n').map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at(end);
            self.push(line, source, false);
            source = Span::new(source.end, source.end);
            rest = after;
            if rest.is_empty() {
                return;
            }
        }
    }

    pub fn utf_32(&mut self, bytes: &[u8], mark: usize, little: bool) {
        let units = bytes.get(mark..).unwrap_or_default();
        let mut at = mark;
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
            self.push_lines(&text, Span::new(at, at + line.len()));
            at += line.len();
        }
    }
}

/// What windows-1252 shows for a lone byte; none for a piece of a sequence, for the first byte of one that
/// the end cut off, and for FF, which is a letter nearly nowhere.
fn foreign(bytes: &[u8], is_last: bool) -> Option<char> {
    let &[byte] = bytes else { return None };
    if byte == 0xff || is_last && byte >= 0xc2 {
        return None;
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    text.chars().next().filter(|c| !c.is_control())
}
