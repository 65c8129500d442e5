//! Garbled signs that also lost bytes: C1 controls that a scraper threw away.
//!
//! What is left (`โข`, a lone `โ`) may be a real word elsewhere, so nothing is touched before the text
//! as a whole has shown that it is garbled: at least [`GATE`] such places in a text of another script.

use super::classes::{Script, is_sign, script};
use super::codepage::Codepage;
use super::sequence::{is_rubble, next, previous};
use crate::model::Span;
use crate::model::article::Repair;

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

/// Places with lost bytes. `certain` says how many places of the same code page were read whole; what was
/// `repaired` is right and not looked at again.
pub(super) fn find(text: &str, page: &Codepage, certain: usize, repaired: &[Repair]) -> Vec<Guess> {
    let mut guesses = Vec::new();
    let mut document = Document::new(page);
    let mut right = repaired.iter().map(|repair| repair.span).peekable();
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        while right.next_if(|span| span.end <= at).is_some() {}
        if at < skip || right.peek().is_some_and(|span| span.start <= at) {
            continue;
        }
        let is_lead = !c.is_ascii() && matches!(page.byte(c), Some(0xe2 | 0xef | 0xf0));
        if let Some(guess) = is_lead.then(|| read(text, at, page)).flatten() {
            skip = guess.span.end;
            guesses.push(guess);
        } else {
            document.letter(at, c, is_lead);
        }
    }
    document.end();
    if document.is_another() {
        let mut open = guesses.clone();
        open.retain(|guess| !document.stands_with_words(text, guess.span));
        if open.len() + certain >= GATE {
            return open;
        }
    }
    // Without the document's word only what no text has: a sign behind the lead where the code page
    // itself explains the loss, apart from words; or the selector of the emoji right before.
    guesses.retain(|guess| {
        let (before, after) = (previous(text, guess.span.start), next(text, guess.span.end));
        if guess.with == "\u{fe0f}" {
            return before.is_some_and(is_sign);
        }
        guess.holes && (!is_letter(before) || !is_letter(after)) && has_sign(guess.span.of(text))
    });
    guesses
}

/// What the text as a whole says about the script that the code page would show.
struct Document {
    /// The script of the lead of most signs, E2.
    script: Option<Script>,
    /// All letters.
    letters: usize,
    /// Letters beyond ASCII of the script, in words that are no left-over of a sign.
    own: usize,
    /// Where such words stand.
    words: Vec<usize>,
    word: Word,
}

/// A run of letters beyond ASCII of the document's own script.
#[derive(Default)]
struct Word {
    start: usize,
    end: usize,
    letters: usize,
    begins_as_sign: bool,
}

impl Document {
    fn new(page: &Codepage) -> Self {
        Self {
            script: page.shown(0xe2).and_then(script),
            letters: 0,
            own: 0,
            words: Vec::new(),
            word: Word::default(),
        }
    }

    /// Takes notice of a character that is no part of a guess.
    fn letter(&mut self, at: usize, c: char, is_lead: bool) {
        let Some(found) = script(c) else { return };
        self.letters += 1;
        if c.is_ascii() || Some(found) != self.script {
            return;
        }
        if at != self.word.end {
            self.end();
            self.word = Word {
                start: at,
                begins_as_sign: is_lead,
                ..Word::default()
            };
        }
        self.word.letters += 1;
        self.word.end = at + c.len_utf8();
    }

    /// Ends a word: one that begins as a sign and is no longer than one may be damaged beyond reading. Letters
    /// with marks are single in Latin words, and always count.
    fn end(&mut self) {
        let word = std::mem::take(&mut self.word);
        let is_left_over =
            word.begins_as_sign && word.letters <= 4 && self.script != Some(Script::Latin);
        if word.letters > 0 && !is_left_over {
            self.own += word.letters;
            self.words.push(word.start);
        }
    }

    /// Whether the text is written in another script than the one the code page would show.
    fn is_another(&self) -> bool {
        match self.script {
            Some(Script::Latin) => self.own == 0,
            _ => self.own * 10 <= self.letters,
        }
    }

    /// Whether real words of the script stand in the same line: then the place may be one of them.
    fn stands_with_words(&self, text: &str, span: Span) -> bool {
        let line = |at: usize| memchr::memchr(b'\n', text.as_bytes().get(at..).unwrap_or_default());
        let end = line(span.end).map_or(text.len(), |length| span.end + length);
        let start = memchr::memrchr(b'\n', text.as_bytes().get(..span.start).unwrap_or_default());
        let first = self
            .words
            .partition_point(|&word| word < start.unwrap_or(0));
        self.words.get(first).is_some_and(|&word| word < end)
    }
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphabetic)
}

/// Whether something else than letters is left behind the lead.
fn has_sign(left: &str) -> bool {
    left.chars().skip(1).any(|c| script(c).is_none())
}

/// A sign, the words it stands beside, and the bytes of text that are left of it.
type Candidate = (&'static str, &'static [&'static str], usize);

/// Reads one damaged sign at `at`: it must stand apart from words of its own script.
fn read(text: &str, at: usize, page: &Codepage) -> Option<Guess> {
    let rest = text.get(at..)?;
    let lead_script = script(rest.chars().next()?);
    let foreign = |c: Option<char>| is_letter(c) && c.is_some_and(|c| !c.is_ascii());
    let own_letter = |c: Option<char>| foreign(c) && c.and_then(script) == lead_script;
    if foreign(previous(text, at)) || previous(text, at).is_some_and(|c| is_rubble(c, page)) {
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
    if lead_script == Some(Script::Latin) && !stands_alone(text, span) {
        return None;
    }
    let with = choose(text, span, &fitting)?;
    Some(Guess { span, with, holes })
}

/// Whether what is left cannot be letters of a Latin word: a sign is among it, no letter touches it, or it
/// stands where English has an apostrophe (`donât`, `itâs`).
fn stands_alone(text: &str, span: Span) -> bool {
    let (before, after) = (previous(text, span.start), next(text, span.end));
    if has_sign(span.of(text)) || !is_letter(before) && !is_letter(after) {
        return true;
    }
    let rest = text.get(span.end..).unwrap_or_default();
    let ends = |ending: &str| {
        let rest = rest.strip_prefix(ending);
        rest.is_some_and(|rest| !is_letter(rest.chars().next()))
    };
    is_letter(before)
        && (["s", "re", "ve", "ll"].into_iter().any(ends) || before == Some('n') && ends("t"))
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
