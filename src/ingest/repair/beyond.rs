//! The characters of a text that are not ASCII: they alone can be garbled, and most of a text is passed over at a glance.

use crate::text::bytes;

/// The characters beyond ASCII in order, each with the byte at which it stands.
pub(super) fn beyond_ascii(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes::position(text.as_bytes().get(at..)?, |byte| !byte.is_ascii())?;
        let c = text.get(at..)?.chars().next()?;
        let found = (at, c);
        at += c.len_utf8();
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_those_that_are_not_ascii(text in "([ -~]{0,70}|[éа—😀]{1,3}){0,6}") {
            let all: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii()).collect();
            prop_assert_eq!(beyond_ascii(&text).collect::<Vec<_>>(), all);
        }
    }
}
