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
    text.graphemes(true).map(grapheme_columns).sum()
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
        let (end, width) = match rest.as_bytes() {
            // A plain letter before another one or the end is a cluster, whatever the rules for others say.
            [b' '..=b'~'] => (1, 1),
            [b' '..=b'~', next, ..] if next.is_ascii() => (1, 1),
            _ => {
                let grapheme = rest.graphemes(true).next()?;
                (grapheme.len(), grapheme_columns(grapheme))
            }
        };
        let (grapheme, after) = rest.split_at(end);
        rest = after;
        Some((at, grapheme, width))
    })
}

/// The longest beginning of `text` that takes at most `room` columns.
pub fn clip(text: &str, room: usize) -> &str {
    // Nothing but a tab takes more columns than bytes.
    if text.len() <= room && !text.contains('\t') {
        return text;
    }
    let mut taken = 0;
    for (at, _, width) in graphemes(text) {
        taken += width;
        if taken > room {
            return text.get(..at).unwrap_or_default();
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
        fn clusters_are_those_of_unicode(text in "[a\\r\\n\\t \u{301}\u{200d}é👩🇩🇪한ᄒ\u{1161}ส\u{e33}]{0,20}") {
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
