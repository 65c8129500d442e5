//! A word, letter by letter: where it ends, and how it is cased.

use super::Case;

/// A run of letters.
pub(super) struct Letters {
    /// One past the last of them.
    pub(super) end: usize,
    /// Whether all are ASCII.
    ascii: bool,
    /// How many are ASCII capitals.
    capitals: usize,
}

impl Letters {
    /// The letters that start at byte `start`; none where no letter stands there.
    pub(super) fn at(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let (mut end, mut ascii, mut capitals) = (start, true, 0);
        while let Some(&byte) = bytes.get(end) {
            if byte.is_ascii_alphabetic() {
                capitals += usize::from(byte & 0x20 == 0);
                end += 1;
            } else if byte < 0x80 {
                break;
            } else {
                let Some(c) = text.get(end..).and_then(|rest| rest.chars().next()) else {
                    break;
                };
                if !is_letter(c) {
                    break;
                }
                ascii = false;
                end += c.len_utf8();
            }
        }
        Self {
            end,
            ascii,
            capitals,
        }
    }

    /// How `word` is cased, which these are the letters of.
    pub(super) fn case(&self, word: &str) -> Case {
        if !self.ascii {
            return case_of(word);
        }
        let first = || word.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        match self.capitals {
            0 => Case::Lower,
            1 if first() => Case::Capital,
            all if all > 1 && all == word.len() => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

/// A letter, or a combining mark that belongs to the letter before it.
fn is_letter(c: char) -> bool {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' => true,
        // Quotation marks and dashes stand in every text and need no table.
        '\u{2010}'..='\u{2070}' => false,
        _ => c.is_alphabetic(),
    }
}

/// How a word with letters beyond ASCII is cased.
fn case_of(word: &str) -> Case {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    match (first, upper, lower) {
        (false, 0, _) => Case::Lower,
        (true, 0, _) => Case::Capital,
        (true, _, 0) => Case::Upper,
        _ => Case::Mixed,
    }
}
