//! Bytes → text, with a source map. Never fails: what cannot be read becomes U+FFFD.
//!
//! One encoding is chosen for all bytes (`choose`); a byte of windows-1252 that strayed into UTF-8 is read
//! where it stands and noted as a repair.

mod choose;
mod output;
mod wide;

use super::draft::Draft;
use choose::Code;
use encoding_rs::UTF_8;
use output::Output;

/// Decoded text and the name of its encoding, lower case.
#[derive(Debug, Clone)]
pub(super) struct Decoded {
    pub draft: Draft,
    pub charset: String,
}

/// Decodes `bytes`; newlines are LF afterwards.
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> Decoded {
    let (code, mark) = choose::choose(bytes, charset);
    let mut out = Output::after_mark(mark);
    let rest = bytes.get(mark..).unwrap_or_default();
    match code {
        Code::Utf32 { little } => out.utf_32(bytes, mark, little),
        Code::Named(encoding) if encoding == UTF_8 => out.utf_8(rest, mark),
        Code::Named(encoding) if encoding.is_single_byte() => out.single_byte(rest, mark, encoding),
        Code::Named(encoding) => out.lines(rest, mark, encoding),
    }
    out.close(bytes.len());
    let mut draft = Draft {
        text: out.text,
        map: out.map,
        repairs: out.repairs,
        ..Draft::default()
    };
    draft.unify_newlines();
    Decoded {
        draft,
        charset: code.name(),
    }
}

#[cfg(test)]
mod tests;
