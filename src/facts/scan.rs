//! One pass over a text: words, digits and signs, each with what the lexicon knows of it.
//!
//! Every later stage (numbers, dates, amounts, names, weights) reads these tokens and never the
//! characters again, so a text is looked at once. Equal words share a number ([`Token::id`]), so that they
//! are looked up in the lexicon once and counted without hashing. The scan decides nothing.

mod known;
mod letters;

use super::lexicon::{self, Trait, Traits, Word};
use super::number::Numbers;
use crate::model::span::Span;
use known::Known;
use letters::{Letters, Start};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// Any other visible character.
    Sign(char),
}

/// How the letters of a word are cased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No upper-case letter, or no letters.
    Lower,
    /// Upper-case first letter only.
    Capital,
    /// Upper-case letters only, two at least.
    Upper,
    /// Anything else: `iPhone`, `OpenAI`.
    Mixed,
}

/// A word, a run of digits, or a sign.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// What it is made of.
    pub kind: Kind,
    /// How it is cased.
    pub case: Case,
    /// Whether no white space stands before it.
    pub glued: bool,
    /// What the lexicon knows of the word.
    pub word: Option<&'static Word>,
    /// The same for all tokens of this text with the same letters in lower case; below [`Scan::distinct`].
    pub id: u32,
    /// What is asked of every word, already answered.
    pub traits: Traits,
}

impl Token {
    /// Whether it is the sign `c`.
    pub fn is_sign(&self, c: char) -> bool {
        self.kind == Kind::Sign(c)
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a word of which the lexicon knows no use.
    pub fn is_unknown(&self) -> bool {
        self.is_word() && !self.word.is_some_and(Word::is_listed)
    }

    /// Whether it is a word with an upper-case letter.
    pub fn is_capitalised(&self) -> bool {
        self.is_word() && self.case != Case::Lower
    }

    /// Whether the lexicon puts the word in `class`.
    pub fn has(&self, class: lexicon::Class) -> bool {
        self.word.is_some_and(|word| word.has(class))
    }

    /// Whether the word has the trait.
    pub const fn is(&self, which: Trait) -> bool {
        self.traits.has(which)
    }
}

#[cfg(test)]
thread_local! {
    /// How often a token was looked at on this thread: the work of the engine, without a clock.
    pub static LOOKS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The tokens of a text. Positions outside give empty answers, so automata need no bounds of their own.
#[derive(Debug)]
pub struct Scan<'a> {
    /// The text that was scanned.
    pub text: &'a str,
    lower: String,
    known: Known,
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// Its numbers, once they are found ([`Numbers::of`]); until then each is read where it is asked for.
    pub numbers: Numbers,
    /// The language of the text, where it decides how something is read.
    pub language: Language,
}

/// The languages whose numbers, dates and quotations are read in words; of any other only figures in digits are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Language {
    #[default]
    English,
    German,
    French,
    Spanish,
    Other,
}

impl Language {
    /// The language of a BCP 47 tag; English where nothing is known.
    pub fn of(tag: Option<&str>) -> Self {
        match tag.and_then(|tag| tag.get(..2)) {
            None | Some("en") => Self::English,
            Some("de") => Self::German,
            Some("fr") => Self::French,
            Some("es") => Self::Spanish,
            Some(_) => Self::Other,
        }
    }

    /// Whether figures are written with a decimal comma.
    pub const fn decimal_comma(self) -> bool {
        matches!(self, Self::German | Self::French | Self::Spanish)
    }
}

impl<'a> Scan<'a> {
    /// Scans all of `text`.
    pub fn new(text: &'a str) -> Self {
        Self::with_borders(text, &[])
    }

    /// Scans `text` and puts an empty sign at each border (byte offsets in order), so that nothing
    /// is read across the edge of a sentence, an item or a cell.
    pub fn with_borders(text: &'a str, borders: &[usize]) -> Self {
        let mut scan = Self {
            text,
            lower: text.to_ascii_lowercase(),
            known: Known::with_room(text.len() / 32),
            tokens: Vec::with_capacity(text.len() / 4 + borders.len() + 4),
            numbers: Numbers::default(),
            language: Language::English,
        };
        scan.read(borders);
        scan
    }

    fn read(&mut self, borders: &[usize]) {
        let bytes = self.text.as_bytes();
        let mut borders = borders.iter().copied();
        let mut border = borders.next().unwrap_or(usize::MAX);
        let mut at = 0;
        let mut glued = false;
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            while border <= start {
                self.push(start, start, Kind::Sign(BORDER), false);
                glued = false;
                border = borders.next().unwrap_or(usize::MAX);
            }
            match Start::of(byte) {
                Start::Space => {
                    at += 1;
                    glued = false;
                    continue;
                }
                Start::SmallLetter | Start::Capital | Start::Wide => {
                    let address = matches!(byte, b'h' | b'H' | b'w' | b'W') && !glued;
                    if let Some(end) = address.then(|| address_end(self.text, start)).flatten() {
                        at = end;
                        self.push(start, at, Kind::Sign('/'), false);
                        glued = true;
                        continue;
                    }
                    let letters = Letters::at(self.text, start);
                    if letters.end > start {
                        at = letters.end;
                        self.push_word(start, &letters, glued);
                    } else {
                        let c = self.text.get(at..).and_then(|rest| rest.chars().next());
                        let c = c.unwrap_or(' ');
                        at += c.len_utf8();
                        if c.is_whitespace() {
                            glued = false;
                            continue;
                        }
                        self.push(start, at, Kind::Sign(c), glued);
                    }
                }
                Start::Digit => {
                    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                        at += 1;
                    }
                    self.push(start, at, Kind::Digits, glued);
                }
                Start::Sign => {
                    at += 1;
                    self.push(start, at, Kind::Sign(byte as char), glued);
                }
            }
            glued = true;
        }
    }

    fn push_word(&mut self, start: usize, letters: &Letters, glued: bool) {
        let span = Span::new(start, letters.end);
        let case = letters.case(self.text, start);
        let met = self.known.meet(&self.lower, span);
        self.tokens.push(Token {
            span,
            kind: Kind::Word,
            case,
            glued,
            word: met.word,
            id: met.id,
            traits: met.traits,
        });
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind, glued: bool) {
        self.tokens.push(Token {
            span: Span::new(start, end),
            kind,
            case: Case::Lower,
            glued,
            word: None,
            id: 0,
            traits: Traits::default(),
        });
    }

    /// One more than the highest [`Token::id`].
    pub fn distinct(&self) -> usize {
        self.known.count() + 1
    }

    /// The token at position `at`.
    #[inline]
    pub fn token(&self, at: usize) -> Option<&Token> {
        #[cfg(test)]
        LOOKS.with(|looks| looks.set(looks.get() + 1));
        self.tokens.get(at)
    }

    /// What the lexicon knows of the token at `at`.
    #[inline]
    pub fn known(&self, at: usize) -> Option<&'static Word> {
        self.tokens.get(at)?.word
    }

    /// The token's text, ASCII letters in lower case; empty outside.
    #[inline]
    pub fn lower(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .and_then(|token| self.lower.get(token.span.start..token.span.end))
            .unwrap_or_default()
    }

    /// The token's text as written; empty outside.
    #[inline]
    pub fn written(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.text))
    }

    /// Whether the token at `at` is the sign `c`.
    #[inline]
    pub fn is_sign(&self, at: usize, c: char) -> bool {
        self.token(at).is_some_and(|token| token.is_sign(c))
    }

    /// Whether the token at `at` is a dash of any width.
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(
            self.token(at).map(|token| token.kind),
            Some(Kind::Sign('-' | '–' | '—' | '‐' | '‑' | '−' | '~'))
        )
    }

    /// Whether the token at `at` follows the one before it without white space.
    #[inline]
    pub fn glued(&self, at: usize) -> bool {
        at > 0 && self.token(at).is_some_and(|token| token.glued)
    }

    /// Whether the lexicon puts the word at `at` in `class`.
    #[inline]
    pub fn has(&self, at: usize, class: lexicon::Class) -> bool {
        self.token(at).is_some_and(|token| token.has(class))
    }

    /// Whether the words from `at` on are `words`, in lower case.
    pub fn says(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(offset, word)| self.lower(at + offset) == *word)
    }

    /// The span from the token `from` to the token before `to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.token(from).map_or(self.text.len(), |t| t.span.start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.token(last))
            .map_or(start, |t| t.span.end);
        Span::new(start, end)
    }

    /// The first token that starts at or after byte `offset`.
    pub fn at(&self, offset: usize) -> usize {
        self.tokens
            .partition_point(|token| token.span.start < offset)
    }

    /// The positions of the tokens inside `span`.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.at(span.start);
        first..self.at(span.end).max(first)
    }
}

/// The sign of an empty token at a border.
pub const BORDER: char = '\n';

/// One past a web address that starts at byte `at`: it is one sign, and nothing is read inside.
fn address_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let begins = rest
        .as_bytes()
        .get(1)
        .is_some_and(|second| matches!(second, b't' | b'T' | b'w' | b'W'))
        && ["http://", "https://", "www."].iter().any(|prefix| {
            rest.get(..prefix.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        });
    begins.then(|| at + rest.find(char::is_whitespace).unwrap_or(rest.len()))
}
