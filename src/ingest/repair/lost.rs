//! Garbled signs that also lost bytes: C1 controls that a scraper threw away.
//!
//! What is left (`โข`, a lone `โ`) may be a real word elsewhere, so nothing is touched before the text
//! as a whole has shown that it is garbled: at least [`GATE`] such places in a text of another script.

use super::classes::script;
use super::codepage::{Codepage, is_c1};
use super::sequence::{next, previous};
use crate::model::Span;

/// How many garbled places open the gate.
const GATE: usize = 3;

/// A place that is put right, and by what.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub span: Span,
    pub with: &'static str,
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
    let own_script = ['โ', 'в', 'β', 'â']
        .into_iter()
        .find(|&c| page.byte(c) == Some(0xe2))
        .and_then(script);
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
    // Without the document's word only what no text has: a euro sign or C1 control behind the lead.
    guesses.retain(|guess| {
        guess.with != "\u{fe0f}"
            && guess
                .span
                .of(text)
                .chars()
                .skip(1)
                .any(|c| c == '€' || is_c1(c))
    });
    guesses
}

/// Reads one damaged sign at `at`: it must stand apart from words of its own script.
fn read(text: &str, at: usize, page: &Codepage) -> Option<Guess> {
    let rest = text.get(at..)?;
    let lead_script = script(rest.chars().next()?);
    let own_letter = |c: Option<char>| {
        c.is_some_and(|c| !c.is_ascii() && script(c).is_some() && script(c) == lead_script)
    };
    if own_letter(previous(text, at)) {
        return None;
    }
    let fitting = SIGNS
        .iter()
        .filter_map(|&(sign, words)| {
            let length = visible(rest, sign.as_bytes(), page)?;
            (!own_letter(next(text, at + length))).then_some((sign, words, length))
        })
        .collect::<Vec<_>>();
    let longest = fitting.iter().map(|&(_, _, length)| length).max()?;
    let fitting: Vec<_> = fitting
        .into_iter()
        .filter(|&(_, _, length)| length == longest)
        .collect();
    let span = Span::new(at, at + longest);
    let with = choose(text, span, &fitting)?;
    Some(Guess { span, with })
}

/// How long the left-over characters of `sign` are at the start of `rest`, when all bytes that are
/// missing are ones that get lost (80–9F, and A0, which collapses with other white space).
fn visible(rest: &str, sign: &[u8], page: &Codepage) -> Option<usize> {
    let mut left = rest;
    let mut lost = 0;
    for (place, &byte) in sign.iter().enumerate() {
        let c = left.chars().next();
        if c.and_then(|c| page.byte(c)) == Some(byte) {
            left = left.get(c.map_or(0, char::len_utf8)..)?;
        } else if byte == 0xa0 && place + 1 < sign.len() && left.starts_with(' ') {
            left = left.get(1..)?;
        } else if (0x80..=0xa0).contains(&byte) && place > 0 {
            lost += 1;
        } else {
            return None;
        }
    }
    (lost > 0).then_some(rest.len() - left.len())
}

/// Of the signs that the left-over bytes allow, the one that the place asks for.
fn choose(
    text: &str,
    span: Span,
    fitting: &[(&'static str, &'static [&'static str], usize)],
) -> Option<&'static str> {
    let can = |sign: &str| fitting.iter().find(|(s, ..)| *s == sign).map(|&(s, ..)| s);
    let (before, after) = (previous(text, span.start), next(text, span.end));
    let line_ends = after.is_none_or(|c| c == '\n');
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let rest_of_line = text.get(span.end..)?.lines().next().unwrap_or_default();
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
    let mut head = rest_of_line.len().min(200);
    while !rest_of_line.is_char_boundary(head) {
        head -= 1;
    }
    let heading = rest_of_line.get(..head)?.to_lowercase();
    let named = fitting.iter().find(|(_, words, _)| {
        words.iter().any(|word| {
            heading
                .split(|c: char| !c.is_alphanumeric())
                .any(|w| w == *word)
        })
    });
    named.or_else(|| fitting.first()).map(|&(sign, ..)| sign)
}
