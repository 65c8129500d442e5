//! Sequences in which one byte was replaced: by a space (a no-break space that was tidied away), by `?`
//! or by U+FFFD. They are read only in a text whose code page other places have shown.
//!
//! The forms that come back whole are those that ftfy knows (Robyn Speer, MIT licence).

use super::beyond::beyond_ascii;
use super::classes::{is_sign, script};
use super::codepage::Codepage;
use super::sequence::{next, previous};
use crate::ingest::draft::Edit;
use crate::model::Span;
use std::borrow::Cow;

/// What is put right, in order.
pub(super) fn find(text: &str, page: &Codepage) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut skip = 0;
    for (at, c) in beyond_ascii(text) {
        if at < skip {
            continue;
        }
        let Some(lead) = page.byte(c) else { continue };
        let found = match lead {
            0xc2..=0xdf => pair(text, at, lead).or_else(|| replaced(text, at, 2, page)),
            0xe0..=0xef => spaced(text, at, 3, page).or_else(|| replaced(text, at, 3, page)),
            0xf0..=0xf4 => spaced(text, at, 4, page).or_else(|| replaced(text, at, 4, page)),
            _ => None,
        };
        if let Some((span, with)) = found {
            skip = span.end;
            edits.push(Edit {
                span,
                with: Cow::Owned(with.to_string()),
            });
        }
    }
    edits
}

/// Two bytes, the second a no-break space: `Ã la` was `à la`, `Å is` was `Šis`.
fn pair(text: &str, at: usize, lead: u8) -> Option<(Span, char)> {
    let end = at + next(text, at)?.len_utf8();
    let rest = text.get(end..)?;
    let tail = rest.strip_prefix(' ')?;
    let before = previous(text, at);
    let word_starts = before.is_none_or(|c| !c.is_alphanumeric());
    let (span, both) = (Span::new(at, end), Span::new(at, end + 1));
    match lead {
        0xc2 => Some((both, '\u{a0}')),
        0xc3 if tail.starts_with(' ') => Some((both, 'à')),
        0xc3 if word_starts && tail.starts_with(char::is_alphabetic) => {
            // Portuguese writes `às`, `àquele` in one word; elsewhere the space is a space as well.
            let joined = ["s ", "quele", "quela", "quilo"];
            let joined = joined.iter().any(|word| tail.starts_with(word));
            Some((if joined { both } else { span }, 'à'))
        }
        0xc5 | 0xce | 0xd0 if word_starts && tail.starts_with(char::is_lowercase) => {
            let letter = match lead {
                0xc5 => 'Š',
                0xce => 'Π',
                _ => 'Р',
            };
            let next = tail.chars().next().and_then(script);
            (next == script(letter)).then_some((both, letter))
        }
        _ => None,
    }
}

/// A longer sequence with one no-break space inside.
fn spaced(text: &str, at: usize, length: usize, page: &Codepage) -> Option<(Span, char)> {
    let mut bytes = [0_u8; 4];
    let (mut end, mut spaces) = (at, 0);
    for (place, byte) in bytes.iter_mut().enumerate().take(length) {
        let c = next(text, end)?;
        end += c.len_utf8();
        // At the end a space is a space, unless the next sequence touches it.
        let inside = place + 1 < length || next(text, end).is_some_and(|c| lead(c, page));
        *byte = if c == ' ' && place > 0 && inside {
            spaces += 1;
            0xa0
        } else {
            page.byte(c)?
        };
    }
    let decoded = std::str::from_utf8(bytes.get(..length)?)
        .ok()?
        .chars()
        .next()?;
    (spaces == 1 && is_sign(decoded)).then_some((Span::new(at, end), decoded))
}

fn lead(c: char, page: &Codepage) -> bool {
    matches!(page.byte(c), Some(0xc2..=0xf4))
}

/// A sequence with bytes that are gone for good: what it said is unknown, and says so.
fn replaced(text: &str, at: usize, length: usize, page: &Codepage) -> Option<(Span, char)> {
    let mut end = at;
    let (mut gone, mut asked) = (0, 0);
    for place in 0..length {
        let c = next(text, end)?;
        end += c.len_utf8();
        match c {
            '\u{fffd}' | '\u{1a}' if place > 0 => gone += 1,
            '?' if place > 0 => asked += 1,
            _ if place == 0 => {}
            _ => {
                page.byte(c).filter(|byte| (0x80..=0xbf).contains(byte))?;
            }
        }
    }
    (gone + asked > 0 && asked <= 1).then_some((Span::new(at, end), '\u{fffd}'))
}
