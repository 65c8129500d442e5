//! The lines of a plain text and what can be seen from one line alone.

use crate::model::Span;

/// One line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Its words, without white space at the ends.
    pub span: Span,
    /// From its first byte to the next line's: its line break, and blank lines after it.
    pub extent: Span,
    /// Whether a blank line stands before it (or nothing at all).
    pub after_gap: bool,
    /// White space before its words, in columns (a tab counts four).
    pub indent: usize,
}

/// Cuts a text into its lines. Blank lines belong to the line before, leading ones to the first.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let (mut at, mut gap, mut pending) = (0, true, 0);
    for raw in text.split_inclusive('\n') {
        let extent = Span::new(at, at + raw.len());
        at = extent.end;
        let span = extent.trimmed(text);
        if span.is_empty() {
            gap = true;
            match lines.last_mut() {
                Some(last) => last.extent.end = extent.end,
                None => pending = extent.end,
            }
            continue;
        }
        let start = if lines.is_empty() && pending > 0 {
            0
        } else {
            extent.start
        };
        let before = Span::new(extent.start, span.start).of(text);
        lines.push(Line {
            span,
            extent: Span::new(start, extent.end),
            after_gap: gap,
            indent: before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum(),
        });
        gap = false;
    }
    lines
}

/// A list marker at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// Bytes of the marker and the white space after it.
    pub length: usize,
    /// The number of an ordered item.
    pub ordinal: Option<u32>,
    /// The sign: a bullet, or `.`/`)` of a number.
    pub sign: char,
}

/// Signs that open a list item even when they are glued to its text.
const BULLETS: &[char] = &['•', '‣', '◦', '▪', '▸', '●', '○', '■', '∙', '⁃'];

/// The marker that `line` starts with: `- `, `* `, `• `, `•`, `3. `, `3) `; a second bullet glued
/// to the text (`• •Word`) is part of it.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let sign = line.chars().next()?;
    let (length, ordinal) = if BULLETS.contains(&sign) {
        (sign.len_utf8(), None)
    } else if matches!(sign, '-' | '*' | '+' | '–' | '·') {
        let rest = line.get(sign.len_utf8()..)?;
        rest.starts_with([' ', '\t', '\u{a0}'])
            .then_some((sign.len_utf8(), None))?
    } else {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = line.get(digits..)?;
        let is_ordinal = (1..=3).contains(&digits)
            && rest.starts_with(['.', ')'])
            && rest.get(1..)?.starts_with([' ', '\t', '\u{a0}']);
        is_ordinal.then_some((digits + 1, line.get(..digits)?.parse().ok()))?
    };
    let sign = if ordinal.is_some() {
        line.get(length - 1..)?.chars().next()?
    } else {
        sign
    };
    let rest = line.get(length..)?;
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c));
    (!words.is_empty()).then_some(Marker {
        length: line.len() - words.len(),
        ordinal,
        sign,
    })
}

/// A number glued to the word that follows it (`1Meta's`): the number and its length in bytes.
pub(super) fn glued_ordinal(words: &str) -> Option<(u32, usize)> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let next = words.get(digits..)?.chars().next()?;
    let glued = (1..=3).contains(&digits)
        && (next.is_uppercase() || matches!(next, '“' | '‘' | '"' | '$' | '€' | '£'));
    glued.then_some(())?;
    Some((words.get(..digits)?.parse().ok()?, digits))
}

/// A line of dashes, stars or the like.
pub(super) fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next() else {
        return false;
    };
    matches!(first, '-' | '*' | '_' | '=' | '—' | '~')
        && {
            let rest: Vec<char> = signs.take(2).collect();
            rest.len() == 2
        }
        && line.chars().all(|c| c == first || c.is_whitespace())
}

/// Whether the last sign ends a sentence.
pub(super) fn ends_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '\'', ')', '»', ']']);
    end.ends_with(['.', '!', '?', '…', ';', ',', '。', '！', '？', '؟', '،'])
}

/// The line without pictographs and white space at its ends: `📊 Competitor Analysis▸ Show` gives
/// `Competitor Analysis`.
pub(in crate::ingest) fn words(text: &str, span: Span) -> Span {
    let line = span.of(text);
    let is_icon =
        |c: char| c.is_whitespace() || !c.is_alphanumeric() && !c.is_ascii() && !is_quote(c);
    let start = span.start + (line.len() - line.trim_start_matches(is_icon).len());
    let shown = Span::new(start, span.end).of(text);
    // The first of these signs, where it stands near the end.
    let is_toggle = |c: char| matches!(c, '▸' | '▾' | '▼' | '▶' | '›' | '⌄');
    let near = shown.len().saturating_sub(TOGGLE);
    let ending = shown.as_bytes().get(near..).unwrap_or_default();
    let may_be = !ending.is_ascii() && shown.chars().rev().take(TOGGLE).any(is_toggle);
    let toggle = may_be.then(|| shown.find(is_toggle)).flatten();
    let cut = toggle.filter(|&at| at >= near);
    let kept = Span::new(start, cut.map_or(span.end, |at| start + at));
    let trimmed = kept.of(text).trim_end_matches(is_icon).len();
    Span::new(start, start + trimmed)
}

/// A sign that opens and closes a part, and the words behind it, are no longer than this, in bytes.
const TOGGLE: usize = 16;

const fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '¿' | '¡' | '€' | '£' | '…'
    )
}
