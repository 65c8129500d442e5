//! A text on its way to become canonical: its words, what was found in it, and where each piece came from.
//!
//! Everything that changes the text after it was decoded — newlines, repairs, the safe-text gate —
//! goes through [`Draft::rewrite`], so that blocks, inlines, repairs and the source map always speak
//! of the text as it is now.

use crate::model::article::Repair;
use crate::model::block::Inline;
use crate::model::health::Loss;
use crate::model::source_map::{Run, SourceMap};
use crate::model::{Block, BlockKind, Span, safe_text};
use std::borrow::Cow;

/// A text with everything that refers to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// The text as it is now.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its inlines.
    pub inlines: Vec<Inline>,
    /// What was repaired.
    pub repairs: Vec<Repair>,
    /// What had lost its structure.
    pub losses: Vec<Loss>,
    /// Where it came from; empty when markup stood between (then no source is known).
    pub map: SourceMap,
}

/// A replacement of some characters by others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub with: Cow<'static, str>,
}

impl Draft {
    /// Makes CR LF and lone CR one LF, as the canonical text wants it.
    pub fn unify_newlines(&mut self) {
        let bytes = self.text.as_bytes();
        let edits: Vec<Edit> = memchr::memchr_iter(b'\r', bytes)
            .map(|at| Edit {
                span: Span::new(at, at + 1 + usize::from(bytes.get(at + 1) == Some(&b'\n'))),
                with: Cow::Borrowed("\n"),
            })
            .collect();
        self.rewrite(&edits);
    }

    /// Replaces everything that a terminal could obey, so that the safe-text gate finds nothing to do.
    pub fn disarm(&mut self) {
        if let Cow::Borrowed(_) = safe_text::clean(&self.text) {
            return;
        }
        let edits: Vec<Edit> = self
            .text
            .char_indices()
            .filter_map(|(at, c)| {
                let safe = safe_text::replacement(c)?;
                Some(Edit {
                    span: Span::new(at, at + c.len_utf8()),
                    with: Cow::Owned(safe.to_string()),
                })
            })
            .collect();
        self.rewrite(&edits);
    }

    /// Puts a title before everything, as a heading.
    pub fn prepend(&mut self, title: &str) {
        let mut first = Block::new(BlockKind::Heading, Span::new(0, title.len()));
        first.level = 1;
        let with = if self.text.is_empty() {
            title.to_owned()
        } else {
            format!("{title}\n\n")
        };
        first.extent = Span::new(0, with.len());
        let moved = with.len();
        let shift = |span: &mut Span| *span = Span::new(span.start + moved, span.end + moved);
        self.blocks
            .iter_mut()
            .for_each(|block| on_spans(block, &shift));
        self.inlines
            .iter_mut()
            .for_each(|inline| shift(&mut inline.span));
        self.repairs
            .iter_mut()
            .for_each(|repair| shift(&mut repair.span));
        self.losses
            .iter_mut()
            .for_each(|loss| shift(&mut loss.span));
        self.text.insert_str(0, &with);
        self.blocks.insert(0, first);
    }

    /// Applies replacements, which stand in order and do not overlap, and moves every span with them.
    pub fn rewrite(&mut self, edits: &[Edit]) {
        if edits.is_empty() {
            return;
        }
        let shifts = Shifts::new(edits);
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for edit in edits {
            text.push_str(Span::new(at, edit.span.start).of(&self.text));
            text.push_str(&edit.with);
            at = edit.span.end;
        }
        text.push_str(Span::new(at, self.text.len()).of(&self.text));
        if !self.map.runs().is_empty() {
            self.map = moved_map(&self.map, edits, self.text.len());
        }
        self.text = text;
        let shift = |span: &mut Span| shifts.move_span(span);
        self.blocks
            .iter_mut()
            .for_each(|block| on_spans(block, &shift));
        self.inlines
            .iter_mut()
            .for_each(|inline| shifts.move_span(&mut inline.span));
        self.repairs
            .iter_mut()
            .for_each(|repair| shifts.move_span(&mut repair.span));
        self.losses
            .iter_mut()
            .for_each(|loss| shifts.move_span(&mut loss.span));
    }
}

/// Changes every span of a block.
fn on_spans(block: &mut Block, change: &impl Fn(&mut Span)) {
    change(&mut block.span);
    change(&mut block.extent);
    if let Some(table) = &mut block.table {
        table.caption.iter_mut().for_each(change);
        table.rows.iter_mut().flatten().for_each(change);
    }
}

/// Where offsets of the old text lie in the new one.
pub(super) struct Shifts<'a> {
    edits: &'a [Edit],
    /// The start of each edit in the new text.
    starts: Vec<usize>,
}

impl<'a> Shifts<'a> {
    /// Prepares the lookup for replacements in order.
    pub fn new(edits: &'a [Edit]) -> Self {
        let (mut old, mut new) = (0, 0);
        let starts = edits
            .iter()
            .map(|edit| {
                let start = new + (edit.span.start - old);
                (old, new) = (edit.span.end, start + edit.with.len());
                start
            })
            .collect();
        Self { edits, starts }
    }

    /// The new offset. One inside a replacement moves to its start, or to its end when `up`.
    fn offset(&self, at: usize, up: bool) -> usize {
        let next = self.edits.partition_point(|edit| edit.span.start < at);
        let Some(index) = next.checked_sub(1) else {
            return at;
        };
        let (Some(edit), Some(&start)) = (self.edits.get(index), self.starts.get(index)) else {
            return at;
        };
        let end = start + edit.with.len();
        if at >= edit.span.end {
            end + (at - edit.span.end)
        } else if up {
            end
        } else {
            start
        }
    }

    fn move_span(&self, span: &mut Span) {
        *span = Span::new(self.offset(span.start, false), self.offset(span.end, true));
    }

    /// The place of edit number `index` in the new text.
    pub fn place(&self, index: usize) -> Option<Span> {
        let (edit, &start) = (self.edits.get(index)?, self.starts.get(index)?);
        Some(Span::new(start, start + edit.with.len()))
    }
}

/// The source map after replacements. Every source byte stays in exactly one run: a run that is no
/// copy and is cut gives its bytes to its first part.
fn moved_map(map: &SourceMap, edits: &[Edit], length: usize) -> SourceMap {
    if edits.len() > FINE {
        return coarse_map(map, edits, length);
    }
    let mut pieces = Pieces {
        runs: map.runs(),
        next: 0,
        spent: 0,
    };
    let (mut moved, mut at, mut new) = (SourceMap::default(), 0, 0);
    for edit in edits {
        pieces.copy(Span::new(at, edit.span.start), &mut moved, &mut new);
        moved.push(Run {
            text: Span::new(new, new + edit.with.len()),
            source: pieces.join(edit.span),
            verbatim: false,
        });
        new += edit.with.len();
        at = edit.span.end;
    }
    pieces.copy(Span::new(at, length), &mut moved, &mut new);
    moved
}

/// With more replacements than this, runs are joined to pieces of [`PIECE`] bytes: it bounds memory.
const FINE: usize = 200_000;
const PIECE: usize = 256;

/// The same in pieces: neighbouring replacements and what stands between them are one run each.
fn coarse_map(map: &SourceMap, edits: &[Edit], length: usize) -> SourceMap {
    let mut pieces = Pieces {
        runs: map.runs(),
        next: 0,
        spent: 0,
    };
    let (mut moved, mut at, mut new) = (SourceMap::default(), 0, 0);
    let mut rest = edits;
    while let Some(first) = rest.first() {
        pieces.copy(Span::new(at, first.span.start), &mut moved, &mut new);
        let near = |edit: &&Edit| edit.span.end <= first.span.start + PIECE;
        let count = rest.iter().take_while(near).count().max(1);
        let (group, tail) = rest.split_at(count);
        let end = group.last().map_or(first.span.end, |last| last.span.end);
        let old: usize = group.iter().map(|edit| edit.span.len()).sum();
        let with: usize = group.iter().map(|edit| edit.with.len()).sum();
        let size = end - first.span.start - old + with;
        moved.push(Run {
            text: Span::new(new, new + size),
            source: pieces.join(Span::new(first.span.start, end)),
            verbatim: false,
        });
        new += size;
        at = end;
        rest = tail;
    }
    pieces.copy(Span::new(at, length), &mut moved, &mut new);
    moved
}

/// Walks the runs of a map once, from left to right.
struct Pieces<'a> {
    runs: &'a [Run],
    next: usize,
    /// Source bytes of the current run that were handed out already.
    spent: usize,
}

impl Pieces<'_> {
    /// Copies what lies in `span` of the old text to the map of the new one, at `new`.
    fn copy(&mut self, span: Span, moved: &mut SourceMap, new: &mut usize) {
        let mut at = span.start;
        while at < span.end {
            let Some((old, source, verbatim)) = self.take(at, span.end) else {
                break;
            };
            moved.push(Run {
                text: Span::new(*new, *new + old.len()),
                source,
                verbatim,
            });
            *new += old.len();
            at = old.end;
        }
    }

    /// All source bytes of `span` of the old text.
    fn join(&mut self, span: Span) -> Span {
        let (mut at, mut whole) = (span.start, None::<Span>);
        while at < span.end {
            let Some((old, source, _)) = self.take(at, span.end) else {
                break;
            };
            whole = Some(whole.map_or(source, |all| Span::new(all.start, source.end)));
            at = old.end;
        }
        whole.unwrap_or_default()
    }

    /// The longest piece of one run that starts at `from` and ends by `upto`.
    fn take(&mut self, from: usize, upto: usize) -> Option<(Span, Span, bool)> {
        let run = loop {
            let run = self.runs.get(self.next)?;
            if run.text.end > from {
                break run;
            }
            self.next += 1;
            self.spent = 0;
        };
        let old = Span::new(from, upto.min(run.text.end));
        let start = run.source.start + self.spent;
        let end = if run.verbatim {
            run.source.start + (old.end - run.text.start)
        } else {
            run.source.end
        };
        self.spent = end - run.source.start;
        Some((old, Span::new(start, end), run.verbatim))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn verbatim(text: &str) -> Draft {
        let mut map = SourceMap::default();
        let all = Span::new(0, text.len());
        map.push(Run {
            text: all,
            source: all,
            verbatim: true,
        });
        Draft {
            text: text.to_owned(),
            map,
            ..Draft::default()
        }
    }

    #[test]
    fn newlines_become_one_and_the_source_remembers_both_bytes() {
        let mut draft = verbatim("a\r\nb\rc\n");
        draft.unify_newlines();
        assert_eq!(draft.text, "a\nb\nc\n");
        assert_eq!(draft.map.source(Span::new(1, 2)), Some(Span::new(1, 3)));
        assert_eq!(draft.map.source(Span::new(2, 3)), Some(Span::new(3, 4)));
    }

    proptest! {
        #[test]
        fn the_runs_partition_text_and_source_after_any_rewrite(text in "[a\\r\\n\u{1b}\u{9d}\u{202e}é]{0,40}") {
            let mut draft = verbatim(&text);
            draft.unify_newlines();
            draft.disarm();
            let (mut at, mut from) = (0, 0);
            for run in draft.map.runs() {
                prop_assert_eq!((run.text.start, run.source.start), (at, from));
                if run.verbatim {
                    prop_assert_eq!(run.text.of(&draft.text), run.source.of(&text));
                }
                (at, from) = (run.text.end, run.source.end);
            }
            prop_assert_eq!((at, from), (draft.text.len(), text.len()));
        }
    }
}
