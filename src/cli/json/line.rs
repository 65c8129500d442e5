//! Writes one object as one line that no terminal can obey.

use crate::model::safe_text::{clean, replacement};
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::borrow::Cow;
use std::io;

/// The compact form, with every character that [`crate::model::safe_text`] would replace escaped as
/// `\uXXXX`: the value stays exact for programs, and harmless for people who look at it.
struct Escaping(CompactFormatter);

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if let Cow::Borrowed(_) = clean(fragment) {
            return self.0.write_string_fragment(writer, fragment);
        }
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| replacement(c).is_some()) {
            let (before, after) = rest.split_at(at);
            self.0.write_string_fragment(writer, before)?;
            write!(writer, "\\u{:04x}", u32::from(c))?;
            rest = after.get(c.len_utf8()..).unwrap_or_default();
        }
        self.0.write_string_fragment(writer, rest)
    }
}

/// Writes `value` and a line feed.
///
/// # Errors
/// When the writer refuses.
pub(in crate::cli) fn write<T: Serialize + ?Sized>(
    writer: &mut impl io::Write,
    value: &T,
) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *writer, Escaping(CompactFormatter));
    value.serialize(&mut serializer)?;
    writer.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::write;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut line = Vec::new();
        write(&mut line, text).unwrap();
        String::from_utf8(line).unwrap()
    }

    #[test]
    fn a_control_is_escaped() {
        assert_eq!(
            written("a\u{9b}b\u{202e}\u{1b}"),
            "\"a\\u009bb\\u202e\\u001b\"\n"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same_on_one_harmless_line(text in any::<String>()) {
            let line = written(&text);
            prop_assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
            prop_assert!(line.trim_end().chars().all(|c| !c.is_control()));
        }
    }
}
