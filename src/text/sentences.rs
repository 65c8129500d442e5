//! Where sentences end.
//!
//! One pass over the text, without a model: a terminator ends a sentence unless what stands before it
//! (an abbreviation, an initial, a list number) or behind it (a lower-case word, a reporting verb after
//! a closing quote) says otherwise. The abbreviations are a data file, one a line. Numbers, addresses and
//! host names never split, because a terminator must be followed by white space (Chinese and
//! Japanese full stops excepted).

mod list;

use super::hash::ByWord;
use crate::model::span::Span;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

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
    while let Some(next) = may_end(bytes.get(at..)?) {
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

/// Where the first byte stands that can begin a terminator or break a line.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches a whole stretch is looked at as fast as a byte"
)]
fn may_end(bytes: &[u8]) -> Option<usize> {
    const STRETCH: usize = 32;
    // Most stretches have none.
    let may_end = |&byte: &u8| {
        (byte == b'.') | (byte == b'!') | (byte == b'?') | (byte == b'\n') | (byte >= 0xe2)
    };
    let (stretches, rest) = bytes.as_chunks::<STRETCH>();
    for (number, stretch) in stretches.iter().enumerate() {
        if stretch
            .iter()
            .fold(false, |found, byte| found | may_end(byte))
        {
            let inside = stretch.iter().position(may_end)?;
            return Some(number * STRETCH + inside);
        }
    }
    let inside = rest.iter().position(may_end)?;
    Some(stretches.len() * STRETCH + inside)
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
    if end.closed && says_who(next) {
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
    let sentence = text.get(start..end.mark).unwrap_or_default();
    let sentence = sentence.trim_start_matches(|c: char| !c.is_alphanumeric());
    if is_direction(sentence) || is_hour(sentence) && begins_with_title(next) {
        return true;
    }
    let word = sentence
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '—' | '/'))
        .next()
        .unwrap_or_default();
    !continues_after(sentence, word, next, first)
}

/// Whether a coordinate ends the words: `12°29'31.1"E`.
fn is_direction(sentence: &str) -> bool {
    let Some(before) = sentence.strip_suffix(['N', 'S', 'E', 'W']) else {
        return false;
    };
    before
        .strip_suffix(['"', '″', '”', '\'', '′', '’', '°'])
        .is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether an hour ends a sentence that has said more than when: "He left at 6 p.m", but not "At 6 p.m".
fn is_hour(sentence: &str) -> bool {
    let folded = sentence.get(sentence.len().saturating_sub(4)..);
    folded.is_some_and(|end| matches!(&*end.to_ascii_lowercase(), " a.m" | " p.m"))
        && sentence.split_whitespace().nth(4).is_some()
}

/// Whether a titled name comes next: "Mr. Ross".
fn begins_with_title(next: &str) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    let title = word.strip_suffix('.').map(str::to_lowercase);
    matches!(
        title.and_then(|title| ABBREVIATIONS.get(title.as_str())),
        Some(Abbreviation::Title)
    )
}

/// Whether the sign of exclamation belongs to a name ("Yahoo! Finance") and no new sentence begins.
fn is_exclaimed(text: &str, next: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let name = ABBREVIATIONS.get(word.to_lowercase().as_str());
    matches!(name, Some(Abbreviation::Exclaimed)) && !starts_sentence(next)
}

/// Whether the text goes on after `word`, the last one of `sentence`, and a full stop.
fn continues_after(sentence: &str, word: &str, next: &str, first: char) -> bool {
    let opening = sentence == word;
    let before = sentence.strip_suffix(word).unwrap_or_default();
    let digit = first.is_ascii_digit();
    // "1." and "b." at the beginning number what follows.
    let marker = word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit())
        || word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
    if opening && marker && !word.is_empty() {
        return true;
    }
    if is_german_day(before, word, next) {
        return true;
    }
    let mut letters = word.chars();
    if let (Some(only), None) = (letters.next(), letters.next())
        && only.is_alphabetic()
    {
        return if only.is_lowercase() {
            // "Brown v. Board"
            digit || ABBREVIATIONS.contains_key(word)
        } else {
            opening || !ends_at_letter(only, next)
        };
    }
    let folded = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    };
    if folded.contains('.')
        && folded
            .split('.')
            .all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
    {
        return !starts_sentence(next);
    }
    match ABBREVIATIONS.get(&*folded) {
        Some(Abbreviation::Title) => true,
        Some(Abbreviation::Suffix) => !starts_sentence(next),
        Some(Abbreviation::Number | Abbreviation::Month) => digit,
        Some(Abbreviation::Exclaimed) | None => false,
    }
}

/// "am 3. Oktober": a day of the month as German writes it. A month that English writes alike needs a German word before.
fn is_german_day(before: &str, day: &str, next: &str) -> bool {
    let number = day.len() < 3 && day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    if !number {
        return false;
    }
    let month = next.split(|c: char| !c.is_alphanumeric()).next();
    let tie = before.split_whitespace().next_back().unwrap_or_default();
    month.is_some_and(|month| {
        GERMAN_MONTHS.contains(month)
            || GERMAN_DATES.contains(month) && GERMAN_TIES.contains(tie.to_lowercase().as_str())
    })
}

/// Whether a sentence ends at a capital letter and a full stop ("vitamin C. It helps") rather than going on with a name
/// ("George A. Will"): behind an initial only longer words that are no surnames begin another one.
fn ends_at_letter(letter: char, next: &str) -> bool {
    let word = next.split(|c: char| !c.is_alphanumeric()).next();
    let surname =
        |word: &str| word.len() < 3 || matches!(word, "Will" | "Can" | "Had" | "Are" | "Did");
    starts_sentence(next) && (letter == 'I' || !word.is_some_and(surname))
}

/// Whether a closing quote is followed by its speaker: `Smith said`, `said Smith`.
fn says_who(next: &str) -> bool {
    next.split_whitespace()
        .take(3)
        .any(|word| REPORTING.contains(word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether the text begins with a word that, capitalised, hardly ever stands inside a sentence.
fn starts_sentence(next: &str) -> bool {
    let word = next
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    OPENERS.contains(word)
}

/// The words of one class in `words.txt`.
fn class(name: &str) -> HashSet<&'static str, ByWord> {
    include_str!("sentences/words.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(class, _)| *class == name)
        .flat_map(|(_, words)| words.split(' '))
        .collect()
}

static OPENERS: LazyLock<HashSet<&'static str, ByWord>> = LazyLock::new(|| class("opens"));
static GERMAN_MONTHS: LazyLock<HashSet<&'static str, ByWord>> = LazyLock::new(|| class("monat"));
static GERMAN_DATES: LazyLock<HashSet<&'static str, ByWord>> = LazyLock::new(|| class("datum"));
static GERMAN_TIES: LazyLock<HashSet<&'static str, ByWord>> = LazyLock::new(|| class("am"));
static REPORTING: LazyLock<HashSet<&'static str, ByWord>> = LazyLock::new(|| class("says"));

/// What an abbreviation asks of the words behind it.
#[derive(Clone, Copy)]
enum Abbreviation {
    Title,
    Suffix,
    Number,
    Month,
    /// A name with a sign of exclamation.
    Exclaimed,
}

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Abbreviation, ByWord>> = LazyLock::new(|| {
    include_str!("abbreviations.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(class, word)| {
            let class = match class {
                "title" => Abbreviation::Title,
                "suffix" => Abbreviation::Suffix,
                "number" => Abbreviation::Number,
                "month" => Abbreviation::Month,
                "exclaimed" => Abbreviation::Exclaimed,
                _ => return None,
            };
            Some((word, class))
        })
        .collect()
});

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
