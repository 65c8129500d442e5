//! Which word of the new text is which word of the old one.
//!
//! First the difference of the two word sequences in reading order. Then, among what is still unexplained on both
//! sides, passages that were moved: they are recognised by runs of words that occur once on each side, and compared
//! in turn. Words are compared without the difference of straight and curly quotation marks and of dashes. Last, what
//! stands twice side by side in the new text and once in the old one: nobody can say which of the two is the old one.

mod moved;

use crate::model::Span;
use crate::text::diff::slide::{Starts, breaks, slid};
use crate::text::words::{key, words};
use imara_diff::{Algorithm, Diff, InternedInput};
use std::ops::Range;

/// How many words in a row make a moved passage recognisable.
const SEED: usize = 4;

/// So many words from a repeated passage the old one is looked for.
const NEAR: usize = 16;

/// How often the rest is looked through for moved passages: one passage can hide another.
const ROUNDS: usize = 6;

/// A matched run stands alone, and by chance, when the unmatched words on either side are so many times longer.
const LONELY: usize = 6;

/// Two texts, word by word.
#[derive(Debug)]
pub struct Alignment {
    /// The words of the old text.
    pub old: Vec<Span>,
    /// The words of the new text.
    pub new: Vec<Span>,
    /// For each old word the number of its chunk: of what stands between blanks.
    pub old_chunks: Vec<usize>,
    /// The same for the new words.
    pub new_chunks: Vec<usize>,
    /// For each old word how well a passage can start at it.
    old_breaks: Vec<u8>,
    /// The same for the new words.
    new_breaks: Vec<u8>,
    /// For each old word the new one that it became.
    pub forward: Vec<Option<usize>>,
    /// For each old word whether it was found out of order.
    pub moved: Vec<bool>,
    /// For each new word whether it is explained by an old one.
    pub explained: Vec<bool>,
    /// For each old word whether the passage that it stands in was put in once more beside it.
    pub doubled: Vec<bool>,
}

impl Alignment {
    /// Compares two texts.
    pub fn new(old_text: &str, new_text: &str) -> Self {
        let old: Vec<Span> = words(old_text, Span::new(0, old_text.len())).collect();
        let new: Vec<Span> = words(new_text, Span::new(0, new_text.len())).collect();
        let mut input = InternedInput::default();
        input.update_before(old.iter().map(|span| key(span.of(old_text))));
        input.update_after(new.iter().map(|span| key(span.of(new_text))));
        let mut alignment = Self {
            forward: vec![None; old.len()],
            moved: vec![false; old.len()],
            explained: vec![false; new.len()],
            doubled: vec![false; old.len()],
            old_breaks: breaks(old_text, &old),
            new_breaks: breaks(new_text, &new),
            old_chunks: chunks(&old),
            new_chunks: chunks(&new),
            old,
            new,
        };
        let (all_old, all_new) = (0..input.before.len(), 0..input.after.len());
        alignment.compare(&input, all_old, all_new, false);
        for _ in 0..ROUNDS {
            if !alignment.compare_moved(&input) {
                break;
            }
        }
        alignment.grow_moved(&input);
        alignment.find_doubled(&input);
        alignment
    }

    /// Matches two runs of words in order; says whether anything was matched.
    fn compare<T>(
        &mut self,
        input: &InternedInput<T>,
        old: Range<usize>,
        new: Range<usize>,
        moved: bool,
    ) -> bool
    where
        T: Eq + std::hash::Hash,
    {
        let (Some(before), Some(after)) =
            (input.before.get(old.clone()), input.after.get(new.clone()))
        else {
            return false;
        };
        super::work(before.len() + after.len());
        let mut diff = Diff::default();
        diff.compute_with(
            Algorithm::Histogram,
            before,
            after,
            input.interner.num_tokens(),
        );
        let mut found = false;
        let starts = Starts {
            old: self.old_breaks.get(old.clone()).unwrap_or_default(),
            new: self.new_breaks.get(new.clone()).unwrap_or_default(),
        };
        let hunks = slid(&diff, before, after, &starts);
        for run in trusted(runs(&hunks, before.len()), (before.len(), after.len())) {
            for step in 0..run.length {
                let (from, to) = (old.start + run.old + step, new.start + run.new + step);
                if let (Some(place), Some(flag), Some(explained)) = (
                    self.forward.get_mut(from),
                    self.moved.get_mut(from),
                    self.explained.get_mut(to),
                ) {
                    *place = Some(to);
                    *flag = moved;
                    *explained = true;
                    found = true;
                }
            }
        }
        found
    }

    /// Finds passages that were put in beside the old ones that they repeat.
    fn find_doubled<T: Eq + std::hash::Hash>(&mut self, input: &InternedInput<T>) {
        let mut backward: Vec<Option<usize>> = vec![None; self.new.len()];
        for (old, new) in self.forward.iter().enumerate() {
            let in_order = self.moved.get(old) == Some(&false);
            if let Some(place) = new
                .filter(|_| in_order)
                .and_then(|new| backward.get_mut(new))
            {
                *place = Some(old);
            }
        }
        // A word that was found out of order says nothing about what stands beside it.
        let matched = |mut near: Box<dyn Iterator<Item = usize>>| {
            near.find_map(|new| backward.get(new).copied().flatten())
        };
        for gap in self.unexplained() {
            // The copy may have lost and got some words too.
            let reach = gap.len() + gap.len() / 4;
            let before = matched(Box::new((gap.start.saturating_sub(NEAR)..gap.start).rev()));
            let before = before.map(|last| (last + 1).saturating_sub(reach)..last + 1);
            let after = matched(Box::new(gap.end..gap.end + NEAR));
            let after = after.map(|first| first..(first + reach).min(self.old.len()));
            for beside in before.into_iter().chain(after) {
                self.mark_doubled(input, &beside, &gap);
            }
        }
    }

    /// Marks the old words of `beside` that stand in the unexplained new words of `gap` once more.
    fn mark_doubled<T: Eq + std::hash::Hash>(
        &mut self,
        input: &InternedInput<T>,
        beside: &Range<usize>,
        gap: &Range<usize>,
    ) {
        let (Some(before), Some(after)) = (
            input.before.get(beside.clone()),
            input.after.get(gap.clone()),
        ) else {
            return;
        };
        let starts_line = |at: usize| self.new_breaks.get(at).is_none_or(|quality| *quality == 2);
        let is_line = starts_line(gap.start) && starts_line(gap.end);
        if gap.len() < SEED && !is_line {
            return;
        }
        super::work(before.len() + after.len());
        let mut diff = Diff::default();
        diff.compute_with(
            Algorithm::Histogram,
            before,
            after,
            input.interner.num_tokens(),
        );
        let hunks: Vec<_> = diff
            .hunks()
            .map(|hunk| {
                let range = |range: Range<u32>| range.start as usize..range.end as usize;
                (range(hunk.before), range(hunk.after))
            })
            .collect();
        let mut copied = runs(&hunks, before.len());
        copied.retain(|run| run.length >= SEED || (is_line && run.length == gap.len()));
        // A phrase that two texts share makes neither the copy of the other: half of its line does.
        let lines = Lines::of(gap, starts_line, &copied);
        for run in copied
            .iter()
            .filter(|run| lines.is_half_copied(gap.start + run.new))
        {
            let from = beside.start + run.old;
            for doubled in self.doubled.iter_mut().skip(from).take(run.length) {
                *doubled = true;
            }
        }
    }

    /// The old words that touch `span`.
    pub fn old_words(&self, span: Span) -> Range<usize> {
        let first = self.old.partition_point(|word| word.end <= span.start);
        let end = self.old.partition_point(|word| word.start < span.end);
        first..end.max(first)
    }

    /// The stretches of the new text that no old word explains, in words.
    pub fn unexplained(&self) -> Vec<Range<usize>> {
        gaps(self.explained.iter().copied())
    }
}

/// The number of the chunk that each word stands in. Words without a gap between them share one.
fn chunks(words: &[Span]) -> Vec<usize> {
    let (mut chunk, mut end) = (0, 0);
    let number = |word: &Span| {
        chunk += usize::from(word.start > end);
        end = word.end;
        chunk
    };
    words.iter().map(number).collect()
}

/// The lines of a stretch of the new text, and how many words of each are copied.
struct Lines {
    starts: Vec<usize>,
    copied: Vec<usize>,
    end: usize,
}

impl Lines {
    /// The lines of `gap`, of which these runs are copied; what a run calls new counts from the start of the gap.
    fn of(gap: &Range<usize>, starts_line: impl Fn(usize) -> bool, runs: &[Run]) -> Self {
        super::work(gap.len() + runs.len());
        let starts: Vec<usize> = gap
            .clone()
            .filter(|at| *at == gap.start || starts_line(*at))
            .collect();
        let mut lines = Self {
            copied: vec![0; starts.len()],
            starts,
            end: gap.end,
        };
        for run in runs {
            let (mut at, end) = (gap.start + run.new, gap.start + run.new + run.length);
            while at < end {
                let line = lines.number(at);
                let to = lines.range(line).end.min(end);
                if let Some(copied) = lines.copied.get_mut(line) {
                    *copied += to - at;
                }
                at = to;
            }
        }
        lines
    }

    /// Which line a word of the gap stands in.
    fn number(&self, at: usize) -> usize {
        let next = self.starts.partition_point(|start| *start <= at);
        next.saturating_sub(1)
    }

    fn range(&self, line: usize) -> Range<usize> {
        let at = |line: usize| self.starts.get(line).copied().unwrap_or(self.end);
        at(line)..at(line + 1)
    }

    /// Whether at least half of the line of this word is copied.
    fn is_half_copied(&self, at: usize) -> bool {
        let line = self.number(at);
        let copied = self.copied.get(line).copied().unwrap_or_default();
        copied * 2 >= self.range(line).len()
    }
}

/// A run of words that are the same on both sides.
#[derive(Debug, Clone, Copy)]
struct Run {
    old: usize,
    new: usize,
    length: usize,
}

/// The matched runs between the changed places.
fn runs(hunks: &[(Range<usize>, Range<usize>)], old_length: usize) -> Vec<Run> {
    let (mut old, mut new) = (0, 0);
    let mut runs = Vec::new();
    for (before, after) in hunks {
        let length = before.start.saturating_sub(old);
        runs.push(Run { old, new, length });
        (old, new) = (before.end, after.end);
    }
    let length = old_length.saturating_sub(old);
    runs.push(Run { old, new, length });
    runs.retain(|run| run.length > 0);
    runs
}

/// Leaves out runs that stand alone between much longer unmatched stretches: common words that matched by chance.
/// What lies before the first and after the last run may be anything, and speaks against a few words only.
fn trusted(runs: Vec<Run>, (old_length, new_length): (usize, usize)) -> Vec<Run> {
    let gap = |run: &Run, from: Option<&Run>, to: Option<&Run>| match (from, to) {
        (Some(from), Some(to)) => {
            (to.old - from.old - from.length).max(to.new - from.new - from.length)
        }
        _ if run.length >= SEED => 0,
        (None, Some(first)) => first.old.max(first.new),
        (Some(last), None) => {
            (old_length - last.old - last.length).max(new_length - last.new - last.length)
        }
        (None, None) => 0,
    };
    let keep: Vec<bool> = runs
        .iter()
        .enumerate()
        .map(|(at, run)| {
            let before = gap(
                run,
                at.checked_sub(1).and_then(|at| runs.get(at)),
                Some(run),
            );
            let after = gap(run, Some(run), runs.get(at + 1));
            before.min(after) <= run.length * LONELY
        })
        .collect();
    runs.into_iter()
        .zip(keep)
        .filter_map(|(run, keep)| keep.then_some(run))
        .collect()
}

/// The stretches where `done` is false.
fn gaps(done: impl Iterator<Item = bool>) -> Vec<Range<usize>> {
    let mut gaps: Vec<Range<usize>> = Vec::new();
    for (at, done) in done.enumerate() {
        match gaps.last_mut() {
            Some(last) if !done && last.end == at => last.end = at + 1,
            _ if !done => gaps.push(at..at + 1),
            _ => {}
        }
    }
    gaps
}
