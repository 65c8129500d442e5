//! Whether a full stop ends a sentence: what stands before it (an abbreviation, an initial, a number, an hour) and what
//! begins behind it. The abbreviations and the words are data files, one entry or class a line.

use crate::text::hash::ByWord;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Whether a sentence ends at the full stop behind the words `sentence`; `next` is the text behind it, and `first` its first
/// letter, digit or sign that is no quotation mark and no bracket.
pub(super) fn ends(sentence: &str, next: &str, first: char) -> bool {
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
pub(super) fn is_exclaimed(text: &str, next: &str) -> bool {
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
/// ("George A. Will"): behind an initial only words that are no surnames begin another one.
fn ends_at_letter(letter: char, next: &str) -> bool {
    let word = next.split(|c: char| !c.is_alphanumeric()).next();
    let surname = |word: &str| {
        matches!(
            word,
            "A" | "I"
                | "An"
                | "As"
                | "Do"
                | "My"
                | "No"
                | "Or"
                | "So"
                | "Will"
                | "Can"
                | "Had"
                | "Are"
                | "Did"
        )
    };
    starts_sentence(next) && (letter == 'I' || !word.is_some_and(surname))
}

/// Whether a closing quote is followed by its speaker: `Smith said`, `said Smith`.
pub(super) fn says_who(next: &str) -> bool {
    next.split_whitespace()
        .take(3)
        .any(|word| REPORTING.contains(word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether the text begins with a word that, capitalised, hardly ever stands inside a sentence.
pub(super) fn starts_sentence(next: &str) -> bool {
    let word = next
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    OPENERS.contains(word)
}

/// The words of one class in `words.txt`.
fn class(name: &str) -> HashSet<&'static str, ByWord> {
    include_str!("words.txt")
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
    include_str!("../abbreviations.txt")
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
