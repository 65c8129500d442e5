//! A passage as one line of text, with marks around the words that changed.

use super::{Fate, Passage};
use crate::model::{BlockKind, Span};
use crate::text::words::words;

/// So many equal words are shown beside a change; more are left out.
const BESIDE: usize = 24;

/// A passage as one line of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The line. Inside a passage that is in both texts, words that were taken out stand in `[-…-]` and words that
    /// were put in in `{+…+}`, as word differences are commonly written.
    pub text: String,
    /// Which bytes of it are what, and the place of each in the newer text.
    pub parts: Vec<(Span, Fate, usize)>,
}

impl Passage {
    /// The passage as a line; long equal stretches beside a change are cut short.
    pub fn written(&self, old: &str, new: &str) -> Written {
        let mut written = Written::default();
        let (mixed, mut blank) = (self.whole().is_none(), false);
        let last = self.runs.len().saturating_sub(1);
        for (number, run) in self.runs.iter().enumerate() {
            let source = if run.fate == Fate::Removed { old } else { new };
            let before = Span::new(0, run.span.start).of(source);
            let after = Span::new(run.span.end, source.len()).of(source);
            let exchanged = run.fate == Fate::Added
                && number
                    .checked_sub(1)
                    .and_then(|last| self.runs.get(last))
                    .is_some_and(|last| last.fate == Fate::Removed && last.place == run.place);
            let words = run.span.of(source);
            blank |=
                before.ends_with(char::is_whitespace) || words.starts_with(char::is_whitespace);
            if blank && !exchanged && !written.text.is_empty() {
                written.text.push(' ');
            }
            blank = after.starts_with(char::is_whitespace) || words.ends_with(char::is_whitespace);
            let start = written.text.len();
            let line = self.line(words);
            let line = match run.fate {
                Fate::Kept if mixed => cut(&line, number > 0, number < last),
                Fate::Removed if mixed => format!("[-{line}-]"),
                Fate::Added if mixed => format!("{{+{line}+}}"),
                _ => line,
            };
            written.text.push_str(&line);
            let span = Span::new(start, written.text.len());
            written.parts.push((span, run.fate, run.place));
        }
        written
    }

    /// Words on one line; the cells of a table row are parted by a bar.
    fn line(&self, words: &str) -> String {
        let flowing = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.kind != BlockKind::Table {
            return flowing(words);
        }
        let cells: Vec<String> = words.split('\t').map(flowing).collect();
        cells.join(" | ").trim().to_owned()
    }
}

/// Equal words beside a change: those next to it, and `⋯` for those further away.
fn cut(line: &str, change_before: bool, change_after: bool) -> String {
    let all: Vec<Span> = words(line, Span::new(0, line.len())).collect();
    let sides = usize::from(change_before) + usize::from(change_after);
    if all.len() <= BESIDE * sides + BESIDE / 2 {
        return line.to_owned();
    }
    let head = all.get(BESIDE).map_or(line.len(), |word| word.start);
    let tail = all.get(all.len() - BESIDE).map_or(0, |word| word.start);
    let head = if change_before {
        Span::new(0, head).of(line)
    } else {
        ""
    };
    let tail = if change_after {
        Span::new(tail, line.len()).of(line)
    } else {
        ""
    };
    [head.trim_end(), "⋯", tail].join(" ").trim().to_owned()
}
