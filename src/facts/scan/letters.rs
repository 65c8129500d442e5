//! A word, letter by letter: where it ends, which one it is, and how it is cased.

use super::Case;

/// A run of letters, looked at once: where it ends, which word it is, and how it is cased.
pub(super) struct Letters {
    /// One past the last of them.
    pub(super) end: usize,
    hash: u64,
    ascii: bool,
    first_upper: bool,
    upper: usize,
}

impl Letters {
    /// The letters that start at byte `at`; none where no letter stands there.
    pub(super) fn at(text: &str, at: usize) -> Self {
        let bytes = text.as_bytes();
        let mut letters = Self {
            end: at,
            hash: 0,
            ascii: true,
            first_upper: bytes.get(at).is_some_and(u8::is_ascii_uppercase),
            upper: 0,
        };
        while let Some(&byte) = bytes.get(letters.end) {
            if byte.is_ascii_alphabetic() {
                letters.upper += usize::from(byte.is_ascii_uppercase());
                letters.take(byte | 0x20);
            } else if byte < 0x80 {
                break;
            } else {
                let rest = text.get(letters.end..).unwrap_or_default();
                let Some(c) = rest.chars().next() else { break };
                if !c.is_alphabetic() && !is_mark(c) {
                    break;
                }
                letters.ascii = false;
                for byte in rest.bytes().take(c.len_utf8()) {
                    letters.take(byte);
                }
            }
        }
        letters
    }

    /// One letter more. (The multiplier is the golden ratio in 64 bits, as in Knuth's multiplicative hashing.)
    const fn take(&mut self, byte: u8) {
        self.hash = (self.hash ^ byte as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.end += 1;
    }

    /// The same for the same letters, whatever their case in ASCII.
    pub(super) const fn hash(&self) -> u64 {
        self.hash ^ self.hash >> 32
    }

    /// How a word of `length` bytes is cased; `None` where letters beyond ASCII decide.
    pub(super) fn ascii_case(&self, length: usize) -> Option<Case> {
        self.ascii.then_some(match (self.first_upper, self.upper) {
            (_, 0) => Case::Lower,
            (true, 1) => Case::Capital,
            (true, all) if all == length => Case::Upper,
            _ => Case::Mixed,
        })
    }
}

/// Combining marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// How a word with letters beyond ASCII is cased.
pub(super) fn case_of(word: &str) -> Case {
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
