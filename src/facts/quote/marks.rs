//! Quotation marks, paired inside one paragraph.

use crate::model::span::Span;
use memchr::memchr3_iter;

/// The spans between the quotation marks of one paragraph, and whether the last one stays open: it may where it
/// opens the paragraph, or where the next one opens with a mark as well.
pub(super) fn pairs(text: &str, block: Span) -> (Vec<Span>, bool) {
    let slice = block.of(text);
    let behind = text.get(block.end..).unwrap_or_default().trim_start();
    let goes_on = behind.starts_with(['“', '"', '«', '„']);
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, mark) in marks(slice) {
        let behind = at + mark.len_utf8();
        let next = slice.get(behind..).and_then(|rest| rest.chars().next());
        let letter_next = next.is_some_and(char::is_alphanumeric);
        match open {
            None => {
                let letter_before = || {
                    let before = slice.get(..at).and_then(|start| start.chars().next_back());
                    before.is_some_and(char::is_alphanumeric)
                };
                let close = match mark {
                    '"' => '"',
                    '“' => '”',
                    '„' => '“',
                    '«' => '»',
                    '»' => '«',
                    '‘' => '’',
                    '「' => '」',
                    '\'' if letter_next && !letter_before() => '\'',
                    _ => continue,
                };
                open = Some((behind, close));
            }
            Some((start, close)) => {
                // An apostrophe inside a word closes nothing.
                let apostrophe = matches!(mark, '\'' | '’') && letter_next;
                let closes =
                    mark == close || close == '”' && mark == '"' || close == '“' && mark == '”';
                if closes && !apostrophe {
                    let span = Span::new(block.start + start, block.start + at).trimmed(text);
                    if !span.is_empty() {
                        found.push(span);
                    }
                    open = None;
                }
            }
        }
    }
    let Some((start, close)) = open else {
        return (found, false);
    };
    let span = Span::new(block.start + start, block.end).trimmed(text);
    let double = matches!(close, '”' | '"' | '»' | '“') && (start <= 4 || goes_on);
    if double && span.len() > LONG {
        found.push(span);
    }
    (found, double)
}

/// A quotation that is never closed in its paragraph and is shorter than this (in bytes) is a stray mark.
const LONG: usize = 20;

/// The quotation marks of `slice` with their byte offsets. Only bytes that can begin one are looked at.
fn marks(slice: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = slice.as_bytes();
    let straight = memchr3_iter(b'"', b'\'', 0xe2, bytes);
    let others = memchr::memchr2_iter(0xc2, 0xe3, bytes);
    let mut starts: Vec<usize> = straight.chain(others).collect();
    if !slice.is_ascii() {
        starts.sort_unstable();
    }
    starts
        .into_iter()
        .filter_map(|at| Some((at, slice.get(at..)?.chars().next()?)))
        .filter(|(_, c)| {
            matches!(
                c,
                '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '「' | '」'
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let (found, _) = pairs(text, Span::new(0, text.len()));
        found.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn every_kind_of_marks_is_paired_and_an_apostrophe_closes_nothing() {
        assert_eq!(
            quoted("“one” and \"two\", «three» or „four“, ‘it’s five’, 'isn't six', »seven«"),
            [
                "one",
                "two",
                "three",
                "four",
                "it’s five",
                "isn't six",
                "seven"
            ]
        );
    }

    #[test]
    fn a_quotation_that_opens_a_paragraph_may_stay_open() {
        assert!(pairs("“It goes on in the next paragraph.", Span::new(0, 36)).1);
        assert!(quoted("a 6” pipe, and that was all there was").is_empty());
        let text = "He said: “We burned all the chairs.\n\n“Then we had coal.”";
        assert!(pairs(text, Span::new(0, 37)).1);
    }
}
