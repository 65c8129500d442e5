//! A word, letter by letter: where it ends, and how it is cased.

use super::Case;

/// What a byte of the text can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Start {
    SmallLetter,
    Capital,
    Digit,
    Space,
    Sign,
    /// A character beyond ASCII.
    Wide,
}

impl Start {
    /// What `byte` begins.
    #[inline]
    pub(super) const fn of(byte: u8) -> Self {
        STARTS[byte as usize]
    }
}

static STARTS: [Start; 256] = {
    let mut starts = [Start::Wide; 256];
    let mut byte = 0;
    while byte < 0x80 {
        let b = byte as u8;
        starts[byte] = if b.is_ascii_lowercase() {
            Start::SmallLetter
        } else if b.is_ascii_uppercase() {
            Start::Capital
        } else if b.is_ascii_digit() {
            Start::Digit
        } else if b.is_ascii_whitespace() {
            Start::Space
        } else {
            Start::Sign
        };
        byte += 1;
    }
    starts
};

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
    #[inline]
    pub(super) fn at(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut letters = Self {
            end: start,
            ascii: true,
            capitals: 0,
        };
        while let Some(&byte) = bytes.get(letters.end) {
            letters.end += match Start::of(byte) {
                Start::SmallLetter => 1,
                Start::Capital => {
                    letters.capitals += 1;
                    1
                }
                Start::Wide => {
                    let Some(length) = wide_letter(text, letters.end) else {
                        break;
                    };
                    letters.ascii = false;
                    length
                }
                _ => break,
            };
        }
        letters
    }

    /// How the word that starts at byte `start`, and whose letters these are, is cased.
    #[inline]
    pub(super) fn case(&self, text: &str, start: usize) -> Case {
        if self.ascii && self.capitals == 0 {
            return Case::Lower;
        }
        let word = text.get(start..self.end).unwrap_or_default();
        if !self.ascii {
            return case_of(word);
        }
        let first = word.starts_with(|c: char| c.is_ascii_uppercase());
        match self.capitals {
            1 if first => Case::Capital,
            all if all > 1 && all == word.len() => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

/// The bytes of the letter beyond ASCII at `at`; `None` where another character stands.
fn wide_letter(text: &str, at: usize) -> Option<usize> {
    let c = text.get(at..)?.chars().next()?;
    is_letter(c).then(|| c.len_utf8())
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
