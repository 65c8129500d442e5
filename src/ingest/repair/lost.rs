//! Garbled signs that also lost bytes: C1 controls that a scraper threw away.
//!
//! What is left (`โข`, a lone `โ`) may be a real word elsewhere, so nothing is touched before the text
//! as a whole has shown that it is garbled: at least [`GATE`] such places in a text of another script.

use super::classes::{is_sign, script};
use super::codepage::Codepage;
use super::sequence::{is_rubble, next, previous};
use crate::model::Span;

/// How many garbled places open the gate.
const GATE: usize = 3;

/// How much of the line is looked at for words that name an emoji, in bytes.
const HEADING: usize = 200;

/// A place that is put right, and by what.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub span: Span,
    pub with: &'static str,
    /// Whether only bytes are missing that the code page has no character for.
    holes: bool,
}

/// The signs that pages use, the more frequent first, with the words that some of them stand beside
/// (from the Unicode names of the emoji, and what headings say).
const SIGNS: &[(&str, &[&str])] = &[
    ("•", &[]),
    ("—", &[]),
    ("’", &[]),
    ("”", &[]),
    ("“", &[]),
    ("–", &[]),
    ("‘", &[]),
    ("…", &[]),
    ("→", &[]),
    ("™", &[]),
    ("€", &[]),
    ("↗", &[]),
    ("▸", &[]),
    ("▶", &[]),
    ("►", &[]),
    ("▪", &[]),
    ("●", &[]),
    ("✓", &[]),
    ("✔", &[]),
    ("✅", &[]),
    ("❌", &[]),
    ("⭐", &[]),
    ("★", &[]),
    ("⚡", &[]),
    ("⏳", &[]),
    ("⏱", &[]),
    ("⚠", &[]),
    ("❤", &[]),
    ("➜", &[]),
    ("➡", &[]),
    ("✨", &[]),
    ("☀", &[]),
    ("⚙", &[]),
    ("⚖", &[]),
    ("\u{fe0f}", &[]),
    ("🛠️", &["technical", "tool", "build"]),
    (
        "📊",
        &[
            "analysis",
            "chart",
            "data",
            "market",
            "competitor",
            "statistics",
        ],
    ),
    ("🔑", &["key", "takeaways"]),
    ("👉", &["related", "see", "read", "next"]),
    ("💡", &["idea", "tip"]),
    ("🧠", &["deep", "insight"]),
    ("🔮", &["future", "prediction"]),
    ("📰", &["news", "recap"]),
    ("🚀", &["launch"]),
    ("🔥", &["hot"]),
    ("💰", &["money"]),
    ("📈", &["growth"]),
    ("📉", &["decline"]),
    ("🤖", &["robot"]),
    ("🌍", &["world"]),
    ("📅", &["calendar"]),
    ("📌", &["pin"]),
    ("🎯", &["goal"]),
    ("👥", &["who", "people"]),
    ("💬", &["comment"]),
    ("🔍", &["search"]),
    ("🔗", &["link"]),
    ("📝", &["note"]),
    ("🏆", &["best"]),
    ("📣", &["announcement"]),
    ("🔔", &["alert"]),
];

/// Places with lost bytes. `repaired` says how many places were certain in the same code page.
pub(super) fn find(text: &str, page: &Codepage, repaired: usize) -> Vec<Guess> {
    let mut guesses = Vec::new();
    // Letters of the code page's own script in the text, and all letters.
    let (mut own, mut letters, mut skip) = (0_usize, 0_usize, 0);
    let own_script = page.shown(0xe2).and_then(script);
    for (at, c) in text.char_indices() {
        if script(c).is_some() {
            letters += 1;
            own += usize::from(script(c) == own_script && !c.is_ascii());
        }
        if at < skip || c.is_ascii() || !matches!(page.byte(c), Some(0xe2 | 0xef | 0xf0)) {
            continue;
        }
        if let Some(guess) = read(text, at, page) {
            skip = guess.span.end;
            guesses.push(guess);
        }
    }
    let inside: usize = guesses
        .iter()
        .map(|guess| guess.span.of(text).chars().count())
        .sum();
    let another_script = own.saturating_sub(inside) * 10 <= letters;
    if another_script && guesses.len() + repaired >= GATE {
        return guesses;
    }
    // Without the document's word only what no text has: a sign behind the lead where the code page
    // itself explains the loss, apart from words; or the selector of the emoji right before.
    guesses.retain(|guess| {
        let (before, after) = (previous(text, guess.span.start), next(text, guess.span.end));
        if guess.with == "\u{fe0f}" {
            return before.is_some_and(is_sign);
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let mut rest = guess.span.of(text).chars().skip(1);
        guess.holes && (!letter(before) || !letter(after)) && rest.any(|c| script(c).is_none())
    });
    guesses
}

/// A sign, the words it stands beside, and the bytes of text that are left of it.
type Candidate = (&'static str, &'static [&'static str], usize);

/// Reads one damaged sign at `at`: it must stand apart from words of its own script.
fn read(text: &str, at: usize, page: &Codepage) -> Option<Guess> {
    let rest = text.get(at..)?;
    let lead_script = script(rest.chars().next()?);
    let own_letter = |c: Option<char>| {
        c.is_some_and(|c| !c.is_ascii() && script(c).is_some() && script(c) == lead_script)
    };
    if own_letter(previous(text, at)) || previous(text, at).is_some_and(|c| is_rubble(c, page)) {
        return None;
    }
    let fits = |hole: &dyn Fn(u8) -> bool| -> Vec<Candidate> {
        let candidates = SIGNS.iter().filter_map(|&(sign, words)| {
            let length = visible(rest, sign.as_bytes(), page, hole)?;
            (!own_letter(next(text, at + length))).then_some((sign, words, length))
        });
        candidates.collect()
    };
    let mut fitting = fits(&|byte| page.is_hole(byte));
    let holes = !fitting.is_empty();
    if !holes {
        fitting = fits(&|byte| (0x80..=0xa0).contains(&byte));
    }
    let longest = fitting.iter().map(|&(_, _, length)| length).max()?;
    let fitting: Vec<_> = fitting
        .into_iter()
        .filter(|&(_, _, length)| length == longest)
        .collect();
    let span = Span::new(at, at + longest);
    let with = choose(text, span, &fitting)?;
    Some(Guess { span, with, holes })
}

/// How long the left-over characters of `sign` are at the start of `rest`, when all bytes that are
/// missing are ones that get lost: those without a character, or all of 80–9F, and A0, which collapses
/// with other white space.
fn visible(
    rest: &str,
    sign: &[u8],
    page: &Codepage,
    is_lost: &dyn Fn(u8) -> bool,
) -> Option<usize> {
    let mut left = rest;
    let mut lost = 0;
    for (place, &byte) in sign.iter().enumerate() {
        let c = left.chars().next();
        if c.and_then(|c| page.byte(c)) == Some(byte) {
            left = left.get(c.map_or(0, char::len_utf8)..)?;
        } else if byte == 0xa0 && place + 1 < sign.len() && left.starts_with(' ') {
            left = left.get(1..)?;
        } else if is_lost(byte) && place > 0 {
            lost += 1;
        } else {
            return None;
        }
    }
    (lost > 0).then_some(rest.len() - left.len())
}

/// Of the signs that the left-over bytes allow, the one that the place asks for.
fn choose(text: &str, span: Span, fitting: &[Candidate]) -> Option<&'static str> {
    let can = |sign: &str| fitting.iter().find(|(s, ..)| *s == sign).map(|&(s, ..)| s);
    let (before, after) = (previous(text, span.start), next(text, span.end));
    let line_ends = after.is_none_or(|c| c == '\n');
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut head = text.len().min(span.end + HEADING);
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let rest_of_line = text.get(span.end..head)?.lines().next().unwrap_or_default();
    if let Some(dash) = can("—") {
        let contraction = ["s ", "t ", "re ", "ve ", "ll ", "d ", "m "];
        if letter(before) && letter(after) {
            let short = contraction.iter().any(|end| rest_of_line.starts_with(end));
            return if short { can("’") } else { Some(dash) };
        }
        if line_ends {
            return can("→")
                .filter(|_| before == Some(' '))
                .or_else(|| can("”"));
        }
        return Some(dash);
    }
    let heading = rest_of_line.to_lowercase();
    let named = fitting.iter().find(|(_, words, _)| {
        words.iter().any(|word| {
            heading
                .split(|c: char| !c.is_alphanumeric())
                .any(|w| w == *word)
        })
    });
    named.or_else(|| fitting.first()).map(|&(sign, ..)| sign)
}
