//! How many terminal columns text takes, counted by grapheme cluster.
//!
//! A Chinese character takes two columns, a family emoji joined by ZWJ two, a combining accent none.
//! A tab always takes [`TAB`] columns and an LF that a paragraph flows over one, so that a piece of
//! text has one width wherever it stands.
//! Nothing here measures in bytes or chars; nothing outside measures columns in another way.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of a tab.
pub const TAB: usize = 4;

/// Columns that `text` takes on one row.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len() + text.bytes().filter(|&byte| byte == b'\t').count() * (TAB - 1);
    }
    graphemes(text).map(|(_, _, columns)| columns).sum()
}

/// Columns of one grapheme cluster: 0 for what is invisible alone, else 1 or 2 (a tab: [`TAB`]).
pub fn grapheme_columns(grapheme: &str) -> usize {
    match grapheme {
        "\t" => TAB,
        _ if grapheme.len() == 1 => 1,
        // Half-width katakana sound marks are drawn in a column of their own, though they combine.
        _ => grapheme.width() + grapheme.matches(['\u{ff9e}', '\u{ff9f}']).count(),
    }
}

/// The grapheme clusters of `text` with their byte offsets and columns.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = text.len() - rest.len();
        let (end, width) = if let Some(length) = plain_cluster(rest.as_bytes()) {
            (length, 1)
        } else {
            let grapheme = rest.graphemes(true).next()?;
            (grapheme.len(), grapheme_columns(grapheme))
        };
        let (grapheme, after) = rest.split_at(end);
        rest = after;
        Some((at, grapheme, width))
    })
}

/// The bytes of the first cluster where that is a plain character before another one, a control or the end: it is a
/// cluster of one column, whatever the rules for others say.
fn plain_cluster(text: &[u8]) -> Option<usize> {
    let length = plain(text)?;
    match text.get(length..)? {
        [] => Some(length),
        [next, ..] if next.is_ascii() => Some(length),
        after => plain(after).and(Some(length)),
    }
}

/// The bytes of the first character, if it is one that nothing joins to the character before and that takes a column:
/// printable ASCII, Latin letters and signs (U+00A1 to U+02FF, but the soft hyphen), and the dashes, quotation marks and
/// dots from U+2010 to U+2027.
const fn plain(text: &[u8]) -> Option<usize> {
    match text {
        [b' '..=b'~', ..] => Some(1),
        [0xc2, 0xad, ..] => None,
        [0xc2, 0xa1..=0xbf, ..] | [0xc3..=0xcb, _, ..] => Some(2),
        [0xe2, 0x80, 0x90..=0xa7, ..] => Some(3),
        _ => None,
    }
}

/// With how many plain letters `text` begins, at most `most`: each is a byte and a column, whatever follows them.
pub fn plain_letters(text: &str, most: usize) -> usize {
    let bytes = text.as_bytes();
    let letters = bytes.iter().take(most.saturating_add(1));
    let letters = letters
        .take_while(|byte| matches!(byte, b' '..=b'~'))
        .count();
    if letters == bytes.len() {
        letters.min(most)
    } else {
        // What follows may join the last of them.
        letters.saturating_sub(1)
    }
}

/// The longest beginning of `text` that takes at most `room` columns.
pub fn clip(text: &str, room: usize) -> &str {
    // Nothing but a tab takes more columns than bytes.
    if text.len() <= room && !text.contains('\t') {
        return text;
    }
    let letters = plain_letters(text, room);
    let mut taken = letters;
    for (at, _, width) in graphemes(text.get(letters..).unwrap_or_default()) {
        taken += width;
        if taken > room {
            return text.get(..letters + at).unwrap_or_default();
        }
    }
    text
}

/// `text` if it fits into `room` columns, else its beginning with `…`.
pub fn shorten(text: &str, room: usize) -> Cow<'_, str> {
    if clip(text, room).len() == text.len() {
        return Cow::Borrowed(text);
    }
    match room {
        0 => Cow::Borrowed(""),
        _ => Cow::Owned(format!("{}…", clip(text, room - 1).trim_end())),
    }
}

/// The byte offset of the cluster at `column` of `text`; the text's length when it ends before.
pub fn offset_at_column(text: &str, column: usize) -> usize {
    let mut taken = 0;
    for (at, _, width) in graphemes(text) {
        taken += width;
        if taken > column {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_are_those_of_a_terminal() {
        assert_eq!(columns("news"), 4);
        assert_eq!(columns("人工智能"), 8);
        assert_eq!(columns("Cafe\u{301}"), 4);
        assert_eq!(columns("📊"), 2);
        assert_eq!(columns("👩\u{200d}👩\u{200d}👧"), 2);
        assert_eq!(columns("a\tb"), 2 + TAB);
        assert_eq!(columns("\u{200e}שלום"), 4);
        assert_eq!(columns("“Café” — 3 °C … ok"), 18);
    }

    #[test]
    fn a_plain_character_takes_a_column() {
        let characters = (' '..='\u{2fff}').map(|c| c.to_string());
        for c in characters.filter(|c| plain(c.as_bytes()).is_some()) {
            assert_eq!(plain(c.as_bytes()), Some(c.len()), "{c:?}");
            assert_eq!(grapheme_columns(&c), 1, "{c:?}");
        }
    }

    #[test]
    fn shortened_text_says_so() {
        assert_eq!(shorten("capital", 7), "capital");
        assert_eq!(shorten("capital", 4), "cap…");
        assert_eq!(shorten("人工智能", 4), "人…");
        assert_eq!(shorten("x", 0), "");
    }

    proptest! {
        #[test]
        fn clusters_are_those_of_unicode(text in "[a\\r\\n\\t \u{301}\u{200d}\u{ad}\u{600}é©·—👩🇩🇪한ᄒ\u{1161}ส\u{e33}]{0,20}") {
            let found: Vec<_> = graphemes(&text).map(|(at, cluster, _)| (at, cluster)).collect();
            prop_assert_eq!(found, text.grapheme_indices(true).collect::<Vec<_>>());
        }

        #[test]
        fn a_clipped_text_fits_and_the_rest_would_not(text in "\\PC{0,60}", room in 0usize..40) {
            let clipped = clip(&text, room);
            prop_assert!(columns(clipped) <= room);
            prop_assert!(columns(&shorten(&text, room)) <= room);
            if clipped.len() < text.len() {
                let next = text[clipped.len()..].graphemes(true).next().unwrap();
                prop_assert!(columns(clipped) + grapheme_columns(next) > room);
            }
        }

        #[test]
        fn every_cluster_is_found_at_its_column(text in "\\PC{0,60}") {
            let mut column = 0;
            for (at, _, width) in graphemes(&text) {
                if width > 0 {
                    prop_assert_eq!(offset_at_column(&text, column), at);
                }
                column += width;
            }
            prop_assert_eq!(offset_at_column(&text, column), text.len());
        }
    }
}
