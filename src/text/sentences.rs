//! Where sentences end.
//!
//! One pass over the text, without a model: a terminator ends a sentence unless what stands before it
//! (an abbreviation, an initial, a list number) or behind it (a lower-case word, a reporting verb after
//! a closing quote) says otherwise. The abbreviations are a data file, one a line. Numbers, addresses and
//! host names never split, because a terminator must be followed by white space (Chinese and
//! Japanese full stops excepted).

mod list;
mod stop;

use crate::model::span::Span;
use crate::text::bytes;
use stop::{is_exclaimed, starts_sentence};

/// Splits the part `within` of `text` into sentences, in order, each without white space at its ends.
///
/// Offsets count in `text`. Every visible character of `within` lies in exactly one sentence.
/// A blank line always ends a sentence; a single line break is white space.
///
/// ```
/// use pressmark::{model::span::Span, text::sentences};
/// let text = "Mr. Smith paid $3.5 million. He left.";
/// let found = sentences::split(text, Span::new(0, text.len()));
/// assert_eq!(found[0].of(text), "Mr. Smith paid $3.5 million.");
/// ```
pub fn split(text: &str, within: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    each(text, within, |sentence| sentences.push(sentence));
    sentences
}

/// Gives each of the sentences of [`split`] to `take`.
pub fn each(text: &str, within: Span, mut take: impl FnMut(Span)) {
    let within = within.clipped(text);
    let slice = within.of(text);
    let mut items = list::items(slice).into_iter().peekable();
    let mut start = 0;
    let mut at = 0;
    let mut push = |from: usize, to: usize| {
        let sentence = Span::new(within.start + from, within.start + to).trimmed(text);
        if !sentence.is_empty() {
            take(sentence);
        }
    };
    while let Some((end, blank_line)) = next_candidate(slice, at) {
        while let Some(item) = items.next_if(|item| *item <= end.mark) {
            push(start, item);
            start = item;
        }
        if blank_line || ends_sentence(slice, start, end) {
            push(start, end.after);
            start = end.after;
        }
        at = end.after;
    }
    for item in items {
        if item > start {
            push(start, item);
            start = item;
        }
    }
    push(start, slice.len());
}

/// Whether `line` is a whole list: it begins with a marker, and the next marker of the same form follows in it.
///
/// ```
/// use pressmark::text::sentences::is_list;
/// assert!(is_list("1) The first item 2) The second item"));
/// assert!(!is_list("1) The first of 2 items"));
/// ```
pub fn is_list(line: &str) -> bool {
    !line.contains('\n') && !list::items(line).is_empty()
}

/// A place where a sentence may end.
#[derive(Clone, Copy)]
struct Candidate {
    /// First byte of the run of terminators.
    mark: usize,
    /// One past the terminators and the closing quotes and brackets that belong to them.
    after: usize,
    /// The last terminator.
    sign: char,
    /// Whether the terminators are an ellipsis.
    ellipsis: bool,
    /// How many of the terminators are full stops.
    stops: usize,
    /// Whether a quote or bracket was closed behind the terminators.
    closed: bool,
}

/// The next candidate at or after byte `from`, and whether it is a blank line.
fn next_candidate(text: &str, from: usize) -> Option<(Candidate, bool)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(next) = bytes::position(bytes.get(at..)?, may_end) {
        at += next;
        let byte = *bytes.get(at)?;
        match byte {
            b'.' | b'!' | b'?' | 0xe2 | 0xe3 | 0xef => {
                if let Some(candidate) = candidate_at(text, at) {
                    return Some((candidate, false));
                }
                // The rest of a run that ends nothing ("......x") need not be looked at again.
                at += bytes
                    .get(at..)
                    .map_or(0, |rest| {
                        rest.iter().take_while(|next| **next == byte).count()
                    })
                    .saturating_sub(1);
            }
            b'\n' if blank_line_follows(bytes, at) => {
                let candidate = Candidate {
                    mark: at,
                    after: at + 1,
                    sign: '\n',
                    ellipsis: false,
                    stops: 0,
                    closed: false,
                };
                return Some((candidate, true));
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether the byte can begin a terminator or break a line.
#[expect(clippy::needless_bitwise_bool, reason = "asked without branches")]
const fn may_end(byte: u8) -> bool {
    (byte == b'.') | (byte == b'!') | (byte == b'?') | (byte == b'\n') | (byte >= 0xe2)
}

/// Whether the line after the line break at `at` is empty.
fn blank_line_follows(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at + 1..).unwrap_or_default();
    let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
    next == Some(&b'\n')
}

/// The candidate that starts with a terminator at byte `at`, if its run is followed by white space or the end, or
/// glued to a word that opens sentences ("It ended.The rest"). The dots of ". . ." are one run.
fn candidate_at(text: &str, at: usize) -> Option<Candidate> {
    let rest = text.get(at..)?;
    if stops_before_omission(text, at) {
        return Some(Candidate {
            mark: at,
            after: at + 1,
            sign: '.',
            ellipsis: false,
            stops: 1,
            closed: false,
        });
    }
    let mut sign = None;
    let mut stops = 0;
    let (mut wide, mut closed, mut ellipsis) = (false, false, false);
    let mut after = text.len();
    let mut signs = rest.char_indices().peekable();
    while let Some((offset, c)) = signs.next() {
        match c {
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' if !closed => {
                stops += usize::from(c == '.');
                ellipsis |= c == '…' || stops > 2;
                wide |= matches!(c, '。' | '！' | '？' | '｡');
                sign = Some(c);
            }
            ' ' | '\u{a0}'
                if sign == Some('.')
                    && !closed
                    && signs.peek().is_some_and(|(_, next)| *next == '.') => {}
            '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）' if sign.is_some() =>
            {
                closed = true;
            }
            _ => {
                after = at + offset;
                break;
            }
        }
        sign?;
    }
    let next = text.get(after..)?;
    let word_before = text
        .get(..at)?
        .ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let free = wide
        || next.chars().next().is_none_or(char::is_whitespace)
        || sign == Some('.') && stops == 1 && !closed && word_before && starts_sentence(next);
    free.then_some(Candidate {
        mark: at,
        after,
        sign: sign?,
        ellipsis,
        stops,
        closed,
    })
}

/// Whether the full stop at `at` touches its word and three dots between spaces follow it: "done. . . . The rest". It ends the
/// sentence, and the dots say that something was left out before the next one.
fn stops_before_omission(text: &str, at: usize) -> bool {
    let omission = text
        .get(at..)
        .and_then(|rest| rest.strip_prefix(". . . . "));
    omission.is_some_and(|next| next.trim_start().starts_with(char::is_uppercase))
        && text
            .get(..at)
            .is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// Whether a sentence that began at `start` ends at the candidate.
fn ends_sentence(text: &str, start: usize, end: Candidate) -> bool {
    let behind = text.get(end.after..).unwrap_or_default();
    let next = behind.trim_start();
    let Some(first) = next
        .chars()
        .find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '(' | '[' | '«' | '„'))
    else {
        return true;
    };
    if matches!(end.sign, '。' | '！' | '？' | '｡') {
        return true;
    }
    if first.is_lowercase() {
        return false;
    }
    if end.closed && stop::says_who(next) {
        return false;
    }
    if end.ellipsis {
        // "[...]" leaves words out, and so do three dots between spaces; a fourth one ends the sentence.
        let before = text.get(..end.mark).unwrap_or_default();
        let left_out =
            before.ends_with(['[', '(']) || end.stops == 3 && before.ends_with(char::is_whitespace);
        return first.is_uppercase() && !left_out;
    }
    if end.sign != '.' {
        return end.closed || !is_exclaimed(text.get(..end.after).unwrap_or_default(), next);
    }
    stop::ends(text.get(start..end.mark).unwrap_or_default(), next, first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sentences(text: &str) -> Vec<&str> {
        let whole = Span::new(0, text.len());
        split(text, whole)
            .iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn titles_initials_and_decimals_do_not_end_a_sentence() {
        assert_eq!(
            sentences("Dr. A. B. Lee of St. Paul paid 3.5 percent. She left."),
            ["Dr. A. B. Lee of St. Paul paid 3.5 percent.", "She left."]
        );
    }

    #[test]
    fn an_abbreviated_country_ends_a_sentence_only_before_a_new_one() {
        assert_eq!(sentences("The U.S. Senate voted. It passed.").len(), 2);
        assert_eq!(sentences("They moved to the U.S. They stayed.").len(), 2);
    }

    #[test]
    fn a_quotation_stays_with_its_speaker() {
        assert_eq!(
            sentences("“We won!” Miller said. Nobody else did.").len(),
            2
        );
        assert_eq!(sentences("“Why now?” he asked.").len(), 1);
    }

    #[test]
    fn a_blank_line_and_a_chinese_full_stop_end_a_sentence() {
        assert_eq!(
            sentences("A title\n\nA text without a stop"),
            ["A title", "A text without a stop"]
        );
        assert_eq!(sentences("他来了。她走了。").len(), 2);
    }

    #[test]
    fn a_letter_an_hour_and_a_coordinate_end_a_sentence_where_another_one_begins() {
        assert_eq!(
            sentences("It holds vitamin C. It helps. So says J. Will.").len(),
            3
        );
        assert_eq!(
            sentences("At 5 a.m. Mrs. Oak rose. She ate at 6 p.m. Mr. Oak slept.").len(),
            3
        );
        assert_eq!(
            sentences("It stands at 41°53'24.2\"N 12°29'31.1\"E. It leans.").len(),
            2
        );
        assert_eq!(sentences("The case of Brown v. Board was heard.").len(), 1);
    }

    #[test]
    fn dots_for_what_was_left_out_belong_to_what_follows() {
        assert_eq!(
            sentences("They came . . . at last. . . . The rest stayed."),
            ["They came . . . at last.", ". . . The rest stayed."]
        );
    }

    #[test]
    fn a_german_day_of_the_month_ends_nothing() {
        assert_eq!(
            sentences("Am 3. Oktober war er da. Seit dem 1. April nicht.").len(),
            2
        );
        assert_eq!(sentences("Profit rose by 12. August was worse.").len(), 2);
    }

    #[test]
    fn a_list_number_belongs_to_its_item() {
        assert_eq!(
            sentences("1. Buy the milk. 2. Go home.").first(),
            Some(&"1. Buy the milk.")
        );
    }

    proptest! {
        #[test]
        fn every_visible_character_lies_in_exactly_one_sentence(text in "[ -~\n“”’…。é]{0,200}") {
            let found = split(&text, Span::new(0, text.len()));
            let joined: String = found.iter().map(|span| span.of(&text)).collect();
            let bare = |s: &str| s.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&joined), bare(&text));
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }

        #[test]
        fn any_text_and_any_span_are_safe(text in any::<String>(), a in 0usize..90, b in 0usize..90) {
            for span in split(&text, Span::new(a, b)) {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
