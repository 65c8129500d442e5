//! Paragraphs that somebody wrapped by hand, as mails and readme files are.

use super::grammar::{hashes, quote_depth};
use super::heading::named;
use super::line::{Line, ends_sentence, marker};
use crate::model::Span;

/// A paragraph wrapped by hand has no more lines than this; it keeps hostile texts linear.
const LINES: usize = 60;

/// Columns, in characters: nobody wraps narrower than the first, and wider lines are whole paragraphs.
const NARROW: usize = 50;
const WIDE: usize = 110;

/// How many of `lines` are one paragraph that was wrapped by hand: every line but the last is so full
/// that the next line's first word would not have fitted, and at least one break stands inside a sentence.
pub(super) fn lines(text: &str, lines: &[Line]) -> usize {
    if lines.get(1).is_none_or(|second| second.after_gap) {
        return 1;
    }
    let columns = |line: &Line| {
        // No character has more than four bytes.
        let most = line.span.start + 4 * (WIDE + 1);
        let shown = Span::new(line.span.start, line.span.end.min(most)).clipped(text);
        shown.of(text).chars().count().min(WIDE + 1)
    };
    // What the line would have been with the next one's first word.
    let needed = |line: &Line, next: &Line| {
        let word = next.span.of(text).split(' ').next().unwrap_or_default();
        columns(line) + 1 + word.chars().take(WIDE).count()
    };
    let mut width = lines.first().map_or(0, columns);
    let mut run = 1;
    for pair in lines.windows(2).take(LINES) {
        let [line, next] = pair else { break };
        let words = next.span.of(text);
        let apart = next.after_gap
            || columns(line) > WIDE
            || columns(next) > WIDE
            || next.indent > line.indent + 3
            || needed(line, next) <= NARROW
            || marker(words).is_some()
            || quote_depth(words).is_some()
            || hashes(words).is_some()
            || words.starts_with('|');
        if apart {
            break;
        }
        width = width.max(columns(next));
        run += 1;
    }
    let mut count = 1;
    let mut broken = false;
    for pair in lines.get(..run).unwrap_or_default().windows(2) {
        let [line, next] = pair else { break };
        let ended = ends_sentence(line.span.of(text));
        // A short line that ends no sentence, below one that does, opens something new.
        let opens = ended && columns(next) * 2 < width && !ends_sentence(next.span.of(text));
        if needed(line, next) <= width || opens || named(text, *next).is_some() {
            break;
        }
        broken |= !ended && goes_on(next.span.of(text), columns(next) * 2 >= width);
        count += 1;
    }
    if broken { count } else { 1 }
}

/// Whether a line reads like the rest of a sentence. Scripts without small letters do not show it,
/// so a line of theirs must be `long` or end a sentence.
fn goes_on(line: &str, long: bool) -> bool {
    let first = line.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| c.is_lowercase() || !c.is_uppercase() && (long || ends_sentence(line)))
        || long && line.chars().any(char::is_lowercase) && ends_sentence(line)
}
