//! Names of stored things: random, short to type, never reused.

use super::safe_text::SafeText;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Lower-case base32 without padding (RFC 4648 alphabet): easy to type and to read aloud.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Eighty random bits, sixteen characters: a clash among a billion ids has odds of about one in a million.
fn base32(bytes: [u8; 10]) -> String {
    let mut bits: u128 = 0;
    for byte in bytes {
        bits = (bits << 8) | u128::from(byte);
    }
    (0..16)
        .rev()
        .map(|group| ALPHABET[((bits >> (group * 5)) & 31) as usize] as char)
        .collect()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(SafeText);

        impl $name {
            /// A fresh id from ten random bytes (drawn by the driver or the command line; nothing below them has a random source).
            pub fn from_random(bytes: [u8; 10]) -> Self {
                Self(SafeText::new(base32(bytes)))
            }

            /// An id that was chosen by a person or read from the library; one safe line.
            pub fn named(name: &str) -> Self {
                Self(SafeText::line(name))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// An article of the library, over all its versions.
    ArticleId;
    /// An annotation.
    AnnotationId;
    /// A link between two annotations.
    LinkId;
    /// One entry of the change log.
    ChangeId;
    /// The changes that one `undo` takes back together.
    GroupId;
    /// A source: a feed, a folder, a file, or standard input.
    SourceId;
    /// One run of the program; undo looks at its own instance first.
    InstanceId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sixteen_lower_case_characters() {
        assert_eq!(ArticleId::from_random([0; 10]).as_str(), "aaaaaaaaaaaaaaaa");
        assert_eq!(
            ArticleId::from_random([255; 10]).as_str(),
            "7777777777777777"
        );
    }
}
