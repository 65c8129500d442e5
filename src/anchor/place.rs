//! From aligned words to the place of one span.

use super::Anchored;
use super::alignment::{Alignment, plain};
use super::search::{Hit, search, start_of};
use crate::model::{AnchorState, Span};
use std::ops::Range;

/// A quotation shorter than this many letters is too common to be looked for without its surroundings.
const SHORTEST_SEARCH: usize = 20;

/// Of so many letters one may be wrong in a search: the cut of 0.75 that [`super::find_quote`] has too.
const WRONG_LETTERS: usize = 4;

/// Places spans of one pair of texts.
pub struct Placer<'t> {
    old: &'t str,
    new: &'t str,
    alignment: &'t Alignment,
    /// The new text that no old word explains, letter by letter with byte offsets; made when first needed.
    unexplained: Option<Vec<Stretch>>,
}

/// A stretch of unexplained new text.
struct Stretch {
    letters: Vec<char>,
    /// Byte offset of each letter, and of the end.
    offsets: Vec<usize>,
}

/// Words of a span that stand together in the new text.
#[derive(Debug, Clone, Default)]
struct Cluster {
    /// (old word, new word), rising in both.
    pairs: Vec<(usize, usize)>,
    /// How many of them are words rather than signs.
    weight: usize,
}

impl<'t> Placer<'t> {
    /// For one pair of texts.
    pub fn new(old: &'t str, new: &'t str, alignment: &'t Alignment) -> Self {
        Self {
            old,
            new,
            alignment,
            unexplained: None,
        }
    }

    /// Where `span` of the old text stands in the new one.
    pub fn place(&mut self, span: Span) -> Anchored {
        let words = self.alignment.old_words(span);
        let weights: Vec<usize> = self.weights(words.clone());
        let whole: usize = weights.iter().sum();
        match self.best_cluster(words.clone(), &weights) {
            // At least half of the words survived in one place.
            Some(cluster) if cluster.weight * 2 >= whole => self.settle(span, words, &cluster),
            _ => self.search(span),
        }
    }

    /// Words weigh one and signs nothing; a span of signs alone counts its signs.
    fn weights(&self, words: Range<usize>) -> Vec<usize> {
        let spans = self.alignment.old.get(words).unwrap_or_default();
        let weigh = |span: &Span| usize::from(span.of(self.old).chars().any(char::is_alphanumeric));
        let weights: Vec<usize> = spans.iter().map(weigh).collect();
        if weights.contains(&1) {
            weights
        } else {
            vec![1; spans.len()]
        }
    }

    /// The heaviest group of the span's surviving words that stand together and in order.
    fn best_cluster(&self, words: Range<usize>, weights: &[usize]) -> Option<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for (old, weight) in words.zip(weights) {
            let Some(new) = self.counterpart(old) else {
                continue;
            };
            let together = clusters
                .last()
                .and_then(|cluster| cluster.pairs.last())
                .is_some_and(|&(last_old, last_new)| {
                    // An insertion inside a mark may be as long as the gap twice over and a clause more.
                    new > last_new && new - last_new <= (old - last_old) * 2 + 12
                });
            if !together {
                clusters.push(Cluster::default());
            }
            if let Some(cluster) = clusters.last_mut() {
                cluster.pairs.push((old, new));
                cluster.weight += weight;
            }
        }
        clusters
            .into_iter()
            .rev()
            .max_by_key(|cluster| cluster.weight)
            .filter(|cluster| cluster.weight > 0)
    }

    /// The new word that an old one became: the same word, or a corrected spelling of it between the same neighbours.
    fn counterpart(&self, old: usize) -> Option<usize> {
        let forward = &self.alignment.forward;
        if let Some(same) = forward.get(old).copied().flatten() {
            return Some(same);
        }
        let new = self.replaced(old)?;
        let (before, after) = (
            self.alignment.old.get(old)?.of(self.old),
            self.alignment.new.get(new)?.of(self.new),
        );
        alike(before, after).then_some(new)
    }

    /// The unexplained new word that stands where an old word stood, when exactly one word was exchanged.
    fn replaced(&self, old: usize) -> Option<usize> {
        let forward = &self.alignment.forward;
        let before = forward.get(old.checked_sub(1)?).copied().flatten()?;
        let after = forward.get(old + 1).copied().flatten()?;
        (after == before + 2).then_some(before + 1)
    }

    /// The place that a cluster gives.
    fn settle(&self, span: Span, words: Range<usize>, cluster: &Cluster) -> Anchored {
        let (Some(&(first_old, first_new)), Some(&(last_old, last_new))) =
            (cluster.pairs.first(), cluster.pairs.last())
        else {
            return Anchored::ORPHAN;
        };
        // A word exchanged at either end still belongs to the mark.
        let first_new = if first_old > words.start {
            self.replaced(first_old - 1).unwrap_or(first_new)
        } else {
            first_new
        };
        let last_new = if last_old + 1 < words.end {
            self.replaced(last_old + 1).unwrap_or(last_new)
        } else {
            last_new
        };
        let (Some(first), Some(last)) = (
            self.alignment.new.get(first_new),
            self.alignment.new.get(last_new),
        ) else {
            return Anchored::ORPHAN;
        };
        let place = Span::new(
            first.start + self.offset_inside(first_old, first_new, span.start),
            last.end - self.rest_inside(last_old, last_new, span.end),
        );
        let moved = cluster
            .pairs
            .iter()
            .any(|(old, _)| self.alignment.moved.get(*old) == Some(&true));
        let state = match place.of(self.new) == span.of(self.old) {
            true if moved => AnchorState::Moved,
            true => AnchorState::Exact,
            false => AnchorState::Changed,
        };
        Anchored {
            state,
            span: Some(place.clipped(self.new)),
        }
    }

    /// How far inside its first word the mark starts, if that word is still the same.
    fn offset_inside(&self, old: usize, new: usize, start: usize) -> usize {
        self.same(old, new)
            .map_or(0, |word| start.saturating_sub(word.start))
    }

    /// How far before the end of its last word the mark ends, if that word is still the same.
    fn rest_inside(&self, old: usize, new: usize, end: usize) -> usize {
        self.same(old, new)
            .map_or(0, |word| word.end.saturating_sub(end))
    }

    fn same(&self, old: usize, new: usize) -> Option<Span> {
        let (old, new) = (*self.alignment.old.get(old)?, *self.alignment.new.get(new)?);
        (old.of(self.old) == new.of(self.new)).then_some(old)
    }

    /// Looks for the words of a span in what is new and unexplained.
    fn search(&mut self, span: Span) -> Anchored {
        let pattern: Vec<char> = span.of(self.old).trim().chars().map(plain).collect();
        if pattern.len() < SHORTEST_SEARCH {
            return Anchored::ORPHAN;
        }
        let (alignment, new) = (self.alignment, self.new);
        let stretches = self
            .unexplained
            .get_or_insert_with(|| stretches(alignment, new));
        let most = pattern.len() / WRONG_LETTERS;
        let mut found: Vec<(usize, Span)> = Vec::new();
        for stretch in stretches.iter() {
            for hit in peaks(search(&pattern, &stretch.letters, most), pattern.len()) {
                let start = start_of(&pattern, &stretch.letters, hit);
                if let (Some(&start), Some(&end)) =
                    (stretch.offsets.get(start), stretch.offsets.get(hit.end))
                {
                    found.push((hit.errors, Span::new(start, end)));
                }
            }
        }
        found.sort_by_key(|(errors, place)| (*errors, place.start));
        match found.as_slice() {
            [] => Anchored::ORPHAN,
            // A second place that is nearly as good leaves the choice open.
            [(best, _), (second, _), ..] if second - best <= pattern.len() / 10 => {
                Anchored::AMBIGUOUS
            }
            [(_, place), ..] => Anchored {
                state: if place.of(self.new) == span.of(self.old) {
                    AnchorState::Moved
                } else {
                    AnchorState::Changed
                },
                span: Some(*place),
            },
        }
    }
}

/// The unexplained text, stretch by stretch. Single left-over words say nothing and are left out.
fn stretches(alignment: &Alignment, new: &str) -> Vec<Stretch> {
    let joined = join_near(alignment.unexplained());
    let bytes = |words: &Range<usize>| {
        let (first, last) = (
            alignment.new.get(words.start)?,
            alignment.new.get(words.end.checked_sub(1)?)?,
        );
        Some(Span::new(first.start, last.end))
    };
    let stretch = |span: Span| {
        let (mut offsets, letters): (Vec<usize>, Vec<char>) = span
            .of(new)
            .char_indices()
            .map(|(at, c)| (span.start + at, plain(c)))
            .unzip();
        offsets.push(span.end);
        Stretch { letters, offsets }
    };
    joined
        .iter()
        .filter(|words| words.len() > 2)
        .filter_map(bytes)
        .map(stretch)
        .collect()
}

/// Stretches that only a common word or two separate are one.
fn join_near(gaps: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for gap in gaps {
        match joined.last_mut() {
            Some(last) if gap.start - last.end <= 2 => last.end = gap.end,
            _ => joined.push(gap),
        }
    }
    joined
}

/// The best hit of each neighbourhood.
pub fn peaks(hits: Vec<Hit>, length: usize) -> Vec<Hit> {
    let mut peaks: Vec<Hit> = Vec::new();
    for hit in hits {
        match peaks.last_mut() {
            Some(last) if hit.end - last.end < length / 2 + 1 => {
                if hit.errors < last.errors {
                    *last = hit;
                }
            }
            _ => peaks.push(hit),
        }
    }
    peaks
}

/// Whether one word is a spelling of the other: at most a quarter of its letters differ.
fn alike(one: &str, other: &str) -> bool {
    let one: Vec<char> = one
        .chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect();
    let other: Vec<char> = other
        .chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect();
    // A figure that changed is another figure.
    let figure = |letters: &[char]| letters.iter().any(char::is_ascii_digit);
    let most = one.len().max(other.len()) / 4;
    if figure(&one) || figure(&other) || one.len().abs_diff(other.len()) > most {
        return one == other;
    }
    search(&one, &other, most)
        .iter()
        .any(|hit| hit.end == other.len())
}
