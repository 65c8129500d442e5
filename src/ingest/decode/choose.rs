//! Which encoding some bytes are in. The order of evidence: byte order mark, what only one encoding can
//! be, valid UTF-8, the caller's charset, the document's own declaration, and then a guess.

use super::wide;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a document its own declaration is looked for: the HTML standard's 1024 bytes,
/// doubled because real pages put comments first.
const DECLARATION: usize = 2048;

/// An encoding, UTF-32 included, which encoding_rs leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    /// All that browsers read.
    Named(&'static Encoding),
    /// UTF-32.
    Utf32 {
        /// Whether the low byte comes first.
        little: bool,
    },
}

impl Code {
    /// Its usual name, lower case.
    pub fn name(self) -> String {
        match self {
            Self::Named(encoding) => encoding.name().to_ascii_lowercase(),
            Self::Utf32 { .. } => "utf-32".to_owned(),
        }
    }
}

/// The encoding of `bytes`, and how many of them are its byte order mark.
pub(super) fn choose(bytes: &[u8], charset: Option<&str>) -> (Code, usize) {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return (Code::Utf32 { little: true }, 4),
        [0, 0, 0xfe, 0xff, ..] => return (Code::Utf32 { little: false }, 4),
        _ => {}
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (Code::Named(encoding), mark);
    }
    let code = wide::recognise(bytes).unwrap_or_else(|| Code::Named(narrow(bytes, charset)));
    (code, 0)
}

/// The encoding of bytes that bear no mark.
fn narrow(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    if is_iso_2022_jp(bytes) {
        return ISO_2022_JP;
    }
    if mostly_utf_8(bytes) {
        return UTF_8;
    }
    let named = charset.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    if let Some(encoding) = named.filter(|encoding| is_possible(encoding, bytes)) {
        return encoding;
    }
    let head = bytes.get(..DECLARATION).unwrap_or(bytes);
    // A declaration of UTF-16 that was read as single bytes is wrong by itself.
    let is_wide = |encoding: &&'static Encoding| [UTF_16LE, UTF_16BE].contains(encoding);
    if let Some(encoding) = declared(head).filter(|found| !is_wide(found) && *found != UTF_8) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether the bytes can be what a transport calls them: UTF-8 was tried, and UTF-16 shows it.
fn is_possible(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    if encoding == UTF_8 {
        return false;
    }
    let little = encoding == UTF_16LE;
    !(little || encoding == UTF_16BE) || wide::is_utf_16(bytes, little)
}

/// Seven-bit Japanese: its escape sequences, to and fro, stand in no other text.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let has = |sequence: &[u8]| memchr::memmem::find(bytes, sequence).is_some();
    memchr::memchr(0x1b, bytes).is_some()
        && (has(b"\x1b$B") || has(b"\x1b$@"))
        && (has(b"\x1b(B") || has(b"\x1b(J"))
        && bytes.is_ascii()
}

/// Valid UTF-8, or UTF-8 with a few broken places: at most one for four good characters beyond ASCII.
/// Pages that were cut or joined from two sources would else be read wrong as a whole.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
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
