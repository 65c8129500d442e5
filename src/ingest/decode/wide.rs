//! UTF-16 and UTF-32 without a byte order mark.
//!
//! They are taken for what they are only where nothing else is possible: zero bytes, which no other text
//! holds, and a beginning in which every unit is a character of some text.

use super::choose::Code;
use encoding_rs::{UTF_16BE, UTF_16LE};

/// How much is looked at, in bytes: a multiple of four.
const SAMPLE: usize = 4096;

/// The wide encoding of `bytes`, if they can be in no other.
pub(super) fn recognise(bytes: &[u8]) -> Option<Code> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    memchr::memchr(0, sample)?;
    for little in [true, false] {
        if is_utf_32(sample, little) {
            return Some(Code::Utf32 { little });
        }
    }
    // In text the upper halves of units are zero, for ASCII, far more often than the lower ones.
    let zeros = |first: usize| {
        sample
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
    };
    let little = zeros(1).count() > zeros(0).count();
    let encoding = if little { UTF_16LE } else { UTF_16BE };
    (is_utf_16(bytes, little) && !is_ascii_in_pairs(sample)).then_some(Code::Named(encoding))
}

fn is_utf_32(sample: &[u8], little: bool) -> bool {
    let character = |unit: &[u8]| {
        let unit = <[u8; 4]>::try_from(unit).ok()?;
        char::from_u32(if little {
            u32::from_le_bytes(unit)
        } else {
            u32::from_be_bytes(unit)
        })
    };
    sample.len() >= 8
        && sample
            .chunks_exact(4)
            .all(|unit| character(unit).is_some_and(is_of_text))
}

/// Whether the beginning of `bytes` is text in UTF-16 of this byte order.
pub(super) fn is_utf_16(bytes: &[u8], little: bool) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let units = sample.chunks_exact(2).filter_map(|unit| {
        let unit = <[u8; 2]>::try_from(unit).ok()?;
        Some(if little {
            u16::from_le_bytes(unit)
        } else {
            u16::from_be_bytes(unit)
        })
    });
    let mut units = units.peekable();
    // A pair of surrogates may be cut by the end of the sample.
    let cut = |units: &mut std::iter::Peekable<_>| units.peek().is_none();
    let mut all = true;
    while let Some(unit) = units.next() {
        let mut pair = [unit, 0];
        let character = if (0xd800..0xdc00).contains(&unit) {
            if cut(&mut units) {
                break;
            }
            pair[1] = units.next().unwrap_or_default();
            char::decode_utf16(pair).next()
        } else {
            char::decode_utf16([unit]).next()
        };
        all &= character.is_some_and(|c| c.is_ok_and(is_of_text));
    }
    all && sample.len() >= 4
}

/// Whether text has such a character: no control but white space, no noncharacter, nothing private.
fn is_of_text(c: char) -> bool {
    let code = u32::from(c);
    let is_space = matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    (is_space || !c.is_control())
        && code & 0xfffe != 0xfffe
        && !(0xfdd0..=0xfdef).contains(&code)
        && !(0xe000..=0xf8ff).contains(&code)
        && code < 0xe_0080
}

/// Plain text with a stray zero byte looks like Chinese in UTF-16: its pairs are printable ASCII.
fn is_ascii_in_pairs(sample: &[u8]) -> bool {
    let printable = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    let pairs = sample.chunks_exact(2);
    let (all, ascii) = pairs.fold((0_usize, 0_usize), |(all, ascii), pair| {
        (all + 1, ascii + usize::from(pair.iter().all(printable)))
    });
    ascii * 2 > all
}
