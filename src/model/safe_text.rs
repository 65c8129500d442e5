//! The one gate for text from outside.
//!
//! After it, text holds LF and TAB and no other control, so no layer above has to think of
//! escape sequences again: what an article says can be shown, never obeyed.

use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// Text without controls: LF and TAB are the only characters below U+0020.
///
/// Every replaced character becomes exactly one visible character, so code points keep their
/// number: a C0 control becomes its control picture (ESC is `␛`), DEL `␡`, a C1 control or a
/// bidirectional override, embedding or isolate U+FFFD. CR LF and a lone CR must be
/// made LF by the reader before, where the source map can remember it; a CR seen here becomes `␍`.
/// ZWJ, ZWNJ, LRM, RLM and ALM stay: they override nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct SafeText(String);

impl SafeText {
    /// Passes `text` through the gate. Text that is safe already is not copied.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        match clean(&text) {
            Cow::Borrowed(_) => Self(text),
            Cow::Owned(safe) => Self(safe),
        }
    }

    /// The same for text that must stay on one line (titles, tags, names): LF and TAB become spaces,
    /// runs of white space one space, the ends are trimmed.
    pub fn line(text: &str) -> Self {
        if is_line(text.as_bytes()) {
            return Self(text.to_owned());
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        Self::new(words.join(" "))
    }

    /// The text as a plain string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text itself.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Replaces what a terminal could obey; borrows when there is nothing to replace.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| replacement(c).unwrap_or(c)).collect())
}

/// So many bytes are looked at in one step.
const STEP: usize = 32;

/// Whether no character of a text is to be replaced ([`replacement`]), told from its bytes: nearly every text is clean,
/// and each is asked many times. Steps of plain letters and signs, which are most, are seen at one glance.
#[expect(clippy::needless_bitwise_bool, reason = "asked without branches")]
fn is_clean(bytes: &[u8]) -> bool {
    // What begins a character that is to be replaced, and a few others.
    let odd = |byte: u8| {
        (byte < b' ') & (byte != b'\n') | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2)
    };
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let stays = |at: usize| match byte(at) {
        b'\n' | b'\t' => true,
        0..=0x1f | 0x7f => false,
        0xc2 => byte(at + 1) > 0x9f,
        0xe2 => !matches!(
            (byte(at + 1), byte(at + 2)),
            (0x80, 0xaa..=0xae) | (0x81, 0xa6..=0xa9)
        ),
        _ => true,
    };
    let (steps, rest) = bytes.as_chunks::<STEP>();
    let has_odd = |step: &[u8; STEP]| step.iter().fold(false, |found, byte| found | odd(*byte));
    let stay = |from: usize, length: usize| (from..from + length).all(stays);
    let mut odd_steps = (0..).zip(steps).filter(|(_, step)| has_odd(step));
    odd_steps.all(|(number, _)| stay(number * STEP, STEP))
        && stay(bytes.len() - rest.len(), rest.len())
}

/// Whether a text is a line already, of plain letters and signs with single spaces between them: most titles and names.
fn is_line(bytes: &[u8]) -> bool {
    let parted = |pair: &[u8]| pair != b"  ";
    bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && bytes.windows(2).all(parted)
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
}

/// Text as it may be printed among lines that its author did not write: without the directional marks
/// (LRM, RLM, ALM), which would order what stands beside it. Stored text keeps them; borrows when there are none.
pub fn printable(text: &str) -> Cow<'_, str> {
    const MARKS: [char; 3] = ['\u{200e}', '\u{200f}', '\u{61c}'];
    if text.is_ascii() || !text.contains(MARKS) {
        return clean(text);
    }
    Cow::Owned(clean(text).replace(MARKS, ""))
}

/// The visible character that stands for a control, or `None` for a character that may stay.
pub const fn replacement(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => None,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

impl Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<&str> for SafeText {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for SafeText {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for SafeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_bytes_tell_of_every_character_whether_it_stays() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            assert_eq!(is_clean(text.as_bytes()), replacement(c).is_none(), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn a_line_stays_as_it_is(text in "[ a\\t\u{a0}\u{1b}]{0,6}") {
            let words: Vec<&str> = text.split_whitespace().collect();
            let line = SafeText::line(&text);
            let expected = clean(&words.join(" ")).into_owned();
            prop_assert_eq!(line.as_str(), expected.as_str());
            prop_assert!(!is_line(text.as_bytes()) || line.as_str() == text);
        }
    }

    #[test]
    fn an_escape_is_shown_and_not_obeyed() {
        assert_eq!(SafeText::new("\u{1b}[31mred\u{7}").as_str(), "␛[31mred␇");
        assert_eq!(
            SafeText::new("a\u{202e}b\u{9b}c").as_str(),
            "a\u{fffd}b\u{fffd}c"
        );
        assert_eq!(SafeText::line(" two\n\twords ").as_str(), "two words");
    }

    #[test]
    fn a_direction_mark_is_kept_in_the_text_and_left_out_in_print() {
        assert_eq!(SafeText::new("a\u{200f}b").as_str(), "a\u{200f}b");
        assert_eq!(printable("a\u{200e}b\u{200f}c\u{61c}d\u{1b}"), "abcd␛");
        assert!(matches!(printable("plain"), Cow::Borrowed("plain")));
    }

    proptest! {
        #[test]
        fn the_gate_keeps_the_number_of_code_points_and_is_idempotent(text in any::<String>()) {
            let safe = SafeText::new(text.clone());
            prop_assert_eq!(safe.chars().count(), text.chars().count());
            prop_assert!(safe.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
            prop_assert_eq!(SafeText::new(safe.as_str()), safe);
        }
    }
}
