//! Complete UTF-8 sequences that were read as one-byte characters.
//!
//! Signs (dashes, quotes, bullets, emoji) are judged one by one: their bytes make a combination that
//! no language writes. Letters are judged by the word: it must become a word of one script.

use super::beyond::beyond_ascii;
use super::classes::{Script, is_ordinary, is_plausible_letter, is_sign, script};
use super::codepage::{Codepage, is_c1};
use crate::model::Span;

/// A complete sequence in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sequence {
    /// The garbled characters.
    pub span: Span,
    /// What they mean.
    pub decoded: char,
}

/// Finds what is garbled in `code page`, in order. `known` says that other places of the same text
/// were found garbled in it, which makes weaker evidence enough.
pub(super) fn find(text: &str, page: &Codepage, known: bool) -> Vec<Sequence> {
    let mut found = Vec::new();
    let mut word = Word::default();
    let mut skip = 0;
    for (at, _) in beyond_ascii(text) {
        if at < skip {
            continue;
        }
        let Some(sequence) = read(text, at, page) else {
            continue;
        };
        let joined = skip == at && at > 0;
        skip = sequence.span.end;
        if at >= word.span.end {
            judge_word(text, &word, page, known, &mut found);
            word = Word {
                span: word_at(text, sequence.span),
                ..Word::default()
            };
        }
        word.pieces.push(sequence.span);
        if !is_sign(sequence.decoded) {
            word.letters.push(sequence);
        } else if sign_is_odd(text, sequence)
            && (joined || !lies_in_rubble(text, sequence.span, page))
        {
            word.signs.push(sequence);
        } else {
            word.pieces.pop();
        }
    }
    judge_word(text, &word, page, known, &mut found);
    found.sort_by_key(|sequence| sequence.span.start);
    found
}

/// What was found between two pieces of white space.
#[derive(Debug, Default)]
struct Word {
    span: Span,
    /// Its letters.
    letters: Vec<Sequence>,
    /// Its signs.
    signs: Vec<Sequence>,
    /// Letters and signs.
    pieces: Vec<Span>,
}

impl Word {
    /// Whether another sequence ends where this one starts.
    fn ends_at(&self, at: usize) -> bool {
        let next = self.pieces.partition_point(|piece| piece.start < at);
        let before = next.checked_sub(1).and_then(|last| self.pieces.get(last));
        before.is_some_and(|piece| piece.end == at)
    }

    /// Whether another sequence starts where this one ends.
    fn starts_at(&self, at: usize) -> bool {
        let next = self.pieces.partition_point(|piece| piece.start < at);
        self.pieces.get(next).is_some_and(|piece| piece.start == at)
    }
}

/// Reads one sequence at `at`, if the characters there are the bytes of one.
fn read(text: &str, at: usize, page: &Codepage) -> Option<Sequence> {
    let rest = text.get(at..)?;
    let lead = page.byte(rest.chars().next()?)?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let (bytes, end) = take(rest, length, page)?;
    let code = bytes.get(..length)?;
    if let Some(decoded) = std::str::from_utf8(code)
        .ok()
        .and_then(|s| s.chars().next())
    {
        // A control is nothing that was meant, but may be a byte of the layer below.
        let control = is_c1(decoded) && !rest.chars().take(2).any(is_c1);
        return (!control).then_some(Sequence {
            span: Span::new(at, at + end),
            decoded,
        });
    }
    // CESU-8: an emoji written as two surrogates of three bytes each.
    let (bytes, end) = take(rest, 6, page)?;
    let unit = |at: usize| -> Option<u16> {
        let (a, b) = (*bytes.get(at + 1)?, *bytes.get(at + 2)?);
        (*bytes.get(at)? == 0xed).then_some(0xd000 | u16::from(a & 0x3f) << 6 | u16::from(b & 0x3f))
    };
    let decoded = char::decode_utf16([unit(0)?, unit(3)?]).next()?.ok()?;
    Some(Sequence {
        span: Span::new(at, at + end),
        decoded,
    })
}

/// The bytes of the next `count` characters, and where they end.
fn take(rest: &str, count: usize, page: &Codepage) -> Option<([u8; 6], usize)> {
    let mut bytes = [0; 6];
    let mut characters = rest.char_indices();
    for (place, byte) in bytes.iter_mut().enumerate().take(count) {
        let (_, c) = characters.next()?;
        // CESU-8 has a second lead in the middle.
        *byte = if place == 0 || count == 6 && place == 3 {
            page.byte(c)?
        } else {
            page.trail(c)?
        };
    }
    Some((bytes, characters.offset()))
}

/// Whether the garbled form of a sign is something that no real text has.
fn sign_is_odd(text: &str, sequence: Sequence) -> bool {
    let garbled = sequence.span.of(text);
    let mut characters = garbled.chars();
    let Some(lead) = characters.next() else {
        return false;
    };
    let inside_word = previous(text, sequence.span.start)
        .is_some_and(|before| script(before).is_some() && script(before) == script(lead));
    if characters
        .clone()
        .all(|c| is_ordinary(c) && !matches!(c, '™' | '©' | '®'))
        && inside_word
    {
        return false;
    }
    let goes_on = next(text, sequence.span.end).is_some_and(char::is_alphabetic);
    if inside_word && (ends_a_word(garbled) || goes_on && joins_words(garbled)) {
        return false;
    }
    let mut before = lead;
    characters.any(|c| {
        let odd = is_c1(c)
            || script(c).is_none()
            || script(c) != script(lead)
            || before.is_lowercase() && c.is_uppercase();
        before = c;
        odd
    })
}

/// Whether it is small letters of one script and then a mark that closes words: the end of a real word, but
/// for letters that stand in French alone, and there not so.
fn ends_a_word(garbled: &str) -> bool {
    let letters = garbled.trim_end_matches(['…', '’', '”', '»', '›', '–', '—', '™', '\u{a0}']);
    let lead = letters.chars().next().and_then(script);
    letters.len() < garbled.len()
        && lead.is_some()
        && letters
            .chars()
            .all(|c| script(c) == lead && !c.is_uppercase() && !matches!(c, 'œ' | 'ƒ'))
}

/// Whether it is letters of one script around a mark that joins words: `Rīgā–Šauļos`.
fn joins_words(garbled: &str) -> bool {
    let joins = |c: char| matches!(c, '–' | '—' | '’' | '…');
    let lead = garbled.chars().next().and_then(script);
    let turns = |(a, b): (char, char)| a.is_lowercase() && b.is_uppercase();
    let mut pairs = garbled.chars().zip(garbled.chars().skip(1));
    garbled.contains(joins)
        && garbled.chars().all(|c| joins(c) || script(c) == lead)
        && !pairs.any(turns)
}

/// Whether a sequence lies between other bytes of the page that make nothing: then it is chance, since
/// what was garbled beyond reading (capitals folded, bytes cut) is not put right in pieces.
fn lies_in_rubble(text: &str, span: Span, page: &Codepage) -> bool {
    previous(text, span.start).is_some_and(|c| is_rubble(c, page))
        && next(text, span.end).is_some_and(|c| !c.is_ascii())
}

/// Whether a character can be the later byte of a sequence, and is neither letter nor punctuation.
pub(super) fn is_rubble(c: char, page: &Codepage) -> bool {
    page.trail(c).is_some() && !c.is_ascii() && script(c).is_none() && !is_ordinary(c)
}

/// Judges what was found in one word: signs one by one, letters together, and neither in a word that stays
/// garbled for the greater part.
fn judge_word(text: &str, all: &Word, page: &Codepage, known: bool, found: &mut Vec<Sequence>) {
    if all.pieces.is_empty() || stays_garbled(text, all) {
        return;
    }
    found.extend_from_slice(&all.signs);
    let (word, span) = (&all.letters, all.span);
    let plausible = |c: char| is_plausible_letter(c) || is_c1(c);
    if word.is_empty() || word.iter().any(|s| !plausible(s.decoded)) {
        return;
    }
    let mut covered = 0;
    let mut odd = 0;
    let mut controls = false;
    for sequence in word {
        covered += sequence.span.len();
        if !fits_case(text, *sequence, all) {
            return;
        }
        odd += usize::from(letter_is_odd(text, *sequence));
        controls |= sequence.span.of(text).chars().any(is_c1);
    }
    let lead_script = text
        .get(word.first().map_or(0, |s| s.span.start)..)
        .and_then(|rest| rest.chars().next())
        .and_then(script);
    let mut at = span.start;
    let mut rest_is_clean = true;
    for gap_end in all
        .pieces
        .iter()
        .copied()
        .chain([Span::new(span.end, span.end)])
    {
        // `Ã` before a space has lost its no-break space; it is read later.
        let gap = Span::new(at, gap_end.start).of(text);
        let gap = gap.trim_end_matches(|c| gap_end.is_empty() && page.byte(c) == Some(0xc3));
        rest_is_clean &= gap.chars().all(|c| {
            c.is_ascii() || is_ordinary(c) || page.byte(c).is_none() || {
                script(c).is_some() && script(c) != lead_script
            }
        });
        at = gap_end.end;
    }
    let is_word = |s: &Sequence| ends_a_word(s.span.of(text));
    let one_foreign_script = word.len() >= 2
        && !word.iter().all(is_word)
        && script_of(word).is_some_and(|s| s != Script::Latin)
        && span.of(text).chars().any(|c| !c.is_uppercase());
    let enough = odd > 0 || one_foreign_script && covered * 4 >= span.len() * 3 || known;
    if controls || enough && rest_is_clean {
        found.extend_from_slice(word);
    }
}

/// Whether more of the word's characters beyond ASCII lie outside of what was read than inside, and these
/// stand as no language writes them.
fn stays_garbled(text: &str, word: &Word) -> bool {
    let beyond = |span: Span| span.of(text).chars().filter(|c| !c.is_ascii()).count();
    let inside: usize = word.pieces.iter().map(|&piece| beyond(piece)).sum();
    if beyond(word.span) <= 2 * inside {
        return false;
    }
    let ends = word.pieces.iter().map(|piece| piece.end);
    let starts = word.pieces.iter().map(|piece| piece.start);
    let gaps = std::iter::once(word.span.start)
        .chain(ends)
        .zip(starts.chain([word.span.end]));
    gaps.map(|(start, end)| Span::new(start, end).of(text))
        .any(is_disorder)
}

/// Whether two neighbours beyond ASCII stand as no language writes them: a letter beside a rare sign, a small
/// letter before a capital.
fn is_disorder(part: &str) -> bool {
    let rare =
        |c: char| script(c).is_none() && !is_ordinary(c) && !is_sign(c) && !c.is_alphanumeric();
    let pairs = part.chars().zip(part.chars().skip(1));
    pairs
        .filter(|(a, b)| !a.is_ascii() && !b.is_ascii())
        .any(|(a, b)| {
            is_c1(a) || is_c1(b) || (rare(a) ^ rare(b)) || a.is_lowercase() && b.is_uppercase()
        })
}

/// The script of all decoded letters, if it is one.
fn script_of(word: &[Sequence]) -> Option<Script> {
    let mut scripts = word.iter().map(|s| script(s.decoded));
    let first = scripts.next()??;
    scripts.all(|s| s == Some(first)).then_some(first)
}

/// A small letter between capitals is no repair, but damage.
fn fits_case(text: &str, sequence: Sequence, word: &Word) -> bool {
    let Span { start, end } = sequence.span;
    let capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
    // The characters of a neighbouring sequence are not what stands there in the end.
    !(sequence.decoded.is_lowercase()
        && !word.ends_at(start)
        && capital(previous(text, start))
        && !word.starts_at(end)
        && capital(next(text, end)))
}

/// Whether a letter's garbled form is something that no real word has.
fn letter_is_odd(text: &str, sequence: Sequence) -> bool {
    let garbled = sequence.span.of(text);
    let (before, after) = (
        previous(text, sequence.span.start),
        next(text, sequence.span.end),
    );
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let mut characters = garbled.chars();
    let Some(lead) = characters.next() else {
        return false;
    };
    // `её”` and `ağaç’şeker` are words, whatever their bytes would say in another script.
    if sequence.decoded > '\u{2e7f}'
        && (ends_a_word(garbled) || letter(after) && joins_words(garbled))
    {
        return false;
    }
    // Signs as leads (√, ¬ in macintosh): only inside words, and only for Latin letters.
    let boxes = ('\u{2500}'..='\u{259f}').contains(&lead);
    let lonely = !letter(before) && !letter(after);
    if script(lead).is_none() && (lonely || !boxes && sequence.decoded > '\u{17f}') {
        return false;
    }
    let mut last = lead;
    characters.any(|c| {
        let odd = if is_c1(c) {
            true
        } else if c == '\u{a0}' {
            // `LÃ ` ends a Portuguese word in capitals; `CÃ nan` is none.
            lead == 'Ã'
                && (!before.is_some_and(char::is_uppercase)
                    || begins_word(text, sequence.span.start)
                        && after.is_some_and(char::is_lowercase))
        } else if is_ordinary(c) {
            letter(after)
                || !letter(before) && sequence.decoded.is_alphabetic() && lead == 'Ã'
                || lead == 'Â'
                || letter(before) && lead.is_uppercase() && before.is_some_and(char::is_lowercase)
        } else {
            script(c).is_none()
                || script(c) != script(lead)
                || last.is_lowercase() && c.is_uppercase()
                || matches!(c, 'œ' | 'Œ' | 'ƒ' | 'Ÿ')
                || before.is_some_and(char::is_lowercase) && lead.is_uppercase()
        };
        last = c;
        odd
    })
}

/// Whether the character before `at` is the first of its word.
fn begins_word(text: &str, at: usize) -> bool {
    let mut back = text.get(..at).unwrap_or_default().chars().rev().skip(1);
    !back.next().is_some_and(char::is_alphanumeric)
}

/// The word around `span`: up to the next ASCII white space on both sides.
fn word_at(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).unwrap_or_default();
    let start = before
        .rfind(|c: char| c.is_ascii_whitespace())
        .map_or(0, |at| at + 1);
    let after = text.get(span.end..).unwrap_or_default();
    let end = after
        .find(|c: char| c.is_ascii_whitespace())
        .map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}

pub(super) fn previous(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

pub(super) fn next(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
