//! From aligned words to the place of one span.

use super::Anchored;
use super::alignment::Alignment;
use super::edge::at_words;
use super::leftover::Leftover;
use super::search::{Pattern, peaks};
use crate::model::{AnchorState, Span};
use crate::text::words::plain;
use std::cell::OnceCell;
use std::ops::Range;

/// An insertion inside a mark may have so many chunks more than twice what it replaced.
const INSERTION: usize = 8;

/// A quotation of fewer letters is not looked for as a whole around a part of it.
const WHOLE: usize = 12;

/// How far to look for the next matched word around one that is not.
const REACH: usize = 64;

/// Places spans of one pair of texts.
pub struct Placer<'t> {
    old: &'t str,
    new: &'t str,
    alignment: &'t Alignment,
    /// Made when first needed.
    leftover: OnceCell<Leftover>,
}

/// Words of a span that stand together in the new text.
#[derive(Debug, Clone, Default)]
struct Cluster {
    /// (old word, new word), rising in both.
    pairs: Vec<(usize, usize)>,
    /// How much of the span survived in it.
    weight: usize,
    /// How much of that stands beside it once more.
    doubled: usize,
}

/// A run of old words without a counterpart, and the new words in their place.
struct Exchange {
    old: Range<usize>,
    new: Range<usize>,
}

impl<'t> Placer<'t> {
    /// For one pair of texts.
    pub fn new(old: &'t str, new: &'t str, alignment: &'t Alignment) -> Self {
        Self {
            old,
            new,
            alignment,
            leftover: OnceCell::new(),
        }
    }

    /// Where `span` of the old text stands in the new one.
    pub fn place(&self, span: Span) -> Anchored {
        let words = self.alignment.old_words(span);
        let weights = self.weights(words.clone());
        let whole: usize = weights.iter().sum();
        match self.best_cluster(words.clone(), &weights) {
            // At least half of the words survived in one place.
            Some(cluster) if cluster.weight * 2 >= whole => {
                if cluster.doubled * 2 > cluster.weight {
                    return Anchored::AMBIGUOUS;
                }
                self.settle(span, words, &cluster)
            }
            _ => {
                let leftover = self
                    .leftover
                    .get_or_init(|| Leftover::new(self.alignment, self.new));
                leftover.find(self.old, span, self.new)
            }
        }
    }

    /// What each piece of a span counts: every chunk (what stands between blanks) the same, shared among its words,
    /// so that an address is not worth ten words. Signs count only in a chunk without words, and less.
    fn weights(&self, words: Range<usize>) -> Vec<usize> {
        let mut weights = Vec::with_capacity(words.len());
        let pieces: Vec<(usize, bool)> = words
            .filter_map(|word| {
                let letters = self.alignment.old.get(word)?.of(self.old);
                let letters = has_letters(letters);
                Some((*self.alignment.old_chunks.get(word)?, letters))
            })
            .collect();
        for chunk in pieces.chunk_by(|one, other| one.0 == other.0) {
            let letters = chunk.iter().filter(|(_, letters)| *letters).count();
            for (_, is_word) in chunk {
                weights.push(match letters {
                    0 => CHUNK / SIGNS / chunk.len(),
                    count if *is_word => CHUNK / count,
                    _ => 0,
                });
            }
        }
        weights
    }

    /// The heaviest group of the span's surviving words that stand together and in order.
    fn best_cluster(&self, words: Range<usize>, weights: &[usize]) -> Option<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for (old, weight) in words.zip(weights) {
            let Some(new) = self.counterpart(old) else {
                continue;
            };
            let last = clusters.last().and_then(|cluster| cluster.pairs.last());
            if !last.is_some_and(|&last| self.together(last, (old, new))) {
                clusters.push(Cluster::default());
            }
            if let Some(cluster) = clusters.last_mut() {
                cluster.pairs.push((old, new));
                cluster.weight += weight;
                if self.alignment.doubled.get(old) == Some(&true) {
                    cluster.doubled += weight;
                }
            }
        }
        clusters
            .into_iter()
            .rev()
            .max_by_key(|cluster| cluster.weight)
            .filter(|cluster| cluster.weight > 0)
    }

    /// Whether two neighbouring words of a span are still near each other.
    fn together(&self, (old, new): (usize, usize), (next_old, next_new): (usize, usize)) -> bool {
        let chunks = |chunks: &[usize], from: usize, to: usize| {
            let at = |word: usize| chunks.get(word).copied().unwrap_or_default();
            at(to).saturating_sub(at(from))
        };
        let old_step = chunks(&self.alignment.old_chunks, old, next_old);
        next_new > new
            && chunks(&self.alignment.new_chunks, new, next_new) <= old_step * 2 + INSERTION
    }

    /// The new word that an old one became: the same word, or a corrected spelling of it between the same neighbours.
    fn counterpart(&self, old: usize) -> Option<usize> {
        if let Some(same) = self.alignment.forward.get(old).copied().flatten() {
            return Some(same);
        }
        let exchange = self.exchange(old)?;
        if (exchange.old.len(), exchange.new.len()) != (1, 1) {
            return None;
        }
        let new = exchange.new.start;
        let (before, after) = (
            self.alignment.old.get(old)?.of(self.old),
            self.alignment.new.get(new)?.of(self.new),
        );
        alike(before, after).then_some(new)
    }

    /// What an unmatched old word was exchanged for, together with its unmatched neighbours.
    fn exchange(&self, old: usize) -> Option<Exchange> {
        let forward = |word: usize| self.alignment.forward.get(word).copied().flatten();
        let before = (old.saturating_sub(REACH)..old)
            .rev()
            .find(|word| forward(*word).is_some())?;
        let after = (old + 1..old + REACH).find(|word| forward(*word).is_some())?;
        let (first, end) = (forward(before)? + 1, forward(after)?);
        (first <= end).then_some(Exchange {
            old: before + 1..after,
            new: first..end,
        })
    }

    /// The place that a cluster gives: from its first to its last word, with what the mark's ends were exchanged for.
    fn settle(&self, span: Span, words: Range<usize>, cluster: &Cluster) -> Anchored {
        let pairs = self.without_far_signs(&cluster.pairs);
        let (Some(&(first_old, first_new)), Some(&(last_old, last_new))) =
            (pairs.first(), pairs.last())
        else {
            return Anchored::ORPHAN;
        };
        let start_new = self
            .exchanged_before(first_old, words.start)
            .unwrap_or(first_new);
        let end_new = self
            .exchanged_after(last_old, words.end)
            .unwrap_or(last_new);
        let (Some(first), Some(last)) = (
            self.alignment.new.get(start_new),
            self.alignment.new.get(end_new),
        ) else {
            return Anchored::ORPHAN;
        };
        let place = Span::new(
            first.start
                + self
                    .same(first_old, start_new)
                    .map_or(0, |word| span.start.saturating_sub(word.start)),
            last.end
                - self
                    .same(last_old, end_new)
                    .map_or(0, |word| word.end.saturating_sub(span.end)),
        );
        let loses_an_end = (first_old > words.start && start_new == first_new)
            || (last_old + 1 < words.end && end_new == last_new);
        let place = Some(place)
            .filter(|_| loses_an_end)
            .and_then(|place| self.whole(span, place))
            .unwrap_or(place);
        let place = at_words((self.old, span), self.new, place);
        let moved = pairs
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

    /// Matched words without a sign at either end that words were put in before: what was added to a sentence in front
    /// of its full stop is no part of the mark.
    fn without_far_signs<'p>(&self, mut pairs: &'p [(usize, usize)]) -> &'p [(usize, usize)] {
        let far = |one: &(usize, usize), next: &(usize, usize)| next.1 - one.1 > next.0 - one.0;
        let is_sign = |pair: &(usize, usize)| {
            let word = self.alignment.old.get(pair.0);
            word.is_some_and(|word| !has_letters(word.of(self.old)))
        };
        while let [rest @ .., before, last] = pairs
            && is_sign(last)
            && far(before, last)
        {
            pairs = pairs.get(..=rest.len()).unwrap_or_default();
        }
        while let [first, next, ..] = pairs
            && is_sign(first)
            && far(first, next)
        {
            pairs = pairs.get(1..).unwrap_or_default();
        }
        pairs
    }

    /// The quote as a whole around the place of a part of it: the comparison may have followed only the part, when
    /// the rest was moved or repeated with it.
    fn whole(&self, span: Span, part: Span) -> Option<Span> {
        let pattern = Pattern::new(span.of(self.old).chars().map(plain).collect());
        if pattern.len() < WHOLE {
            return None;
        }
        let around = Span::new(part.start.saturating_sub(span.len()), part.end + span.len());
        let around = around.clipped(self.new);
        let (mut offsets, letters): (Vec<usize>, Vec<char>) = around
            .of(self.new)
            .char_indices()
            .map(|(at, c)| (around.start + at, plain(c)))
            .unzip();
        offsets.push(around.end);
        let hits = pattern.search(&letters, pattern.len() / 4);
        peaks(hits, pattern.len())
            .into_iter()
            .filter_map(|hit| {
                let start = *offsets.get(pattern.start_of(&letters, hit))?;
                Some((hit.errors, Span::new(start, *offsets.get(hit.end)?)))
            })
            .filter(|(_, place)| place.overlaps(part))
            .min_by_key(|(errors, _)| *errors)
            .map(|(_, place)| place)
    }

    /// The first new word of what the mark's beginning, from `start` to the matched word `first`, was exchanged for.
    fn exchanged_before(&self, first: usize, start: usize) -> Option<usize> {
        let exchange = self.exchange(first.checked_sub(1).filter(|last| *last >= start)?)?;
        let inside = exchange.old.start.max(start)..exchange.old.end;
        let chunks = self.exchanged_chunks(&exchange, inside.clone())?;
        let from = self
            .new_chunk(exchange.new.end.checked_sub(1)?)
            .checked_sub(chunks.checked_sub(1)?)?;
        let found = exchange
            .new
            .clone()
            .find(|word| self.new_chunk(*word) >= from)?;
        self.is_exchange(inside.start, found).then_some(found)
    }

    /// The last new word of what the mark's end, from the matched word `last` to `end`, was exchanged for.
    fn exchanged_after(&self, last: usize, end: usize) -> Option<usize> {
        let exchange = self.exchange(Some(last + 1).filter(|first| *first < end)?)?;
        let inside = exchange.old.start..exchange.old.end.min(end);
        let chunks = self.exchanged_chunks(&exchange, inside.clone())?;
        let to = self.new_chunk(exchange.new.start) + chunks.checked_sub(1)?;
        let found = exchange
            .new
            .clone()
            .rev()
            .find(|word| self.new_chunk(*word) <= to)?;
        let last = inside.end.checked_sub(1)?;
        self.is_exchange(last, found).then_some(found)
    }

    /// How many new chunks belong to the part of an exchange that lies inside a mark. All, when all of it does and
    /// nothing long was put in as well; as many, when chunk was exchanged for chunk; else none.
    fn exchanged_chunks(&self, exchange: &Exchange, inside: Range<usize>) -> Option<usize> {
        let count = |chunks: &[usize], words: Range<usize>| {
            let first = chunks.get(words.start)?;
            let last = chunks.get(words.end.checked_sub(1)?)?;
            (!words.is_empty()).then(|| last.saturating_sub(*first) + 1)
        };
        let old = count(&self.alignment.old_chunks, exchange.old.clone())?;
        let new = count(&self.alignment.new_chunks, exchange.new.clone())?;
        let part = count(&self.alignment.old_chunks, inside)?;
        match () {
            () if old == new => Some(part),
            () if part == old && new <= old * 2 => Some(new),
            () => None,
        }
    }

    /// Whether the chunk of a new word can stand for an old word: a bullet is no word.
    fn is_exchange(&self, old: usize, new: usize) -> bool {
        let letters = |words: &[Span], word: usize, text: &str| {
            let word = words.get(word);
            word.is_some_and(|word| has_letters(word.of(text)))
        };
        let chunk = self.new_chunk(new);
        let first = self
            .alignment
            .new_chunks
            .partition_point(|other| *other < chunk);
        let end = self
            .alignment
            .new_chunks
            .partition_point(|other| *other <= chunk);
        !letters(&self.alignment.old, old, self.old)
            || (first..end).any(|word| letters(&self.alignment.new, word, self.new))
    }

    fn new_chunk(&self, word: usize) -> usize {
        self.alignment
            .new_chunks
            .get(word)
            .copied()
            .unwrap_or_default()
    }

    /// The old word, if the new one is letter by letter the same.
    fn same(&self, old: usize, new: usize) -> Option<Span> {
        let (old, new) = (*self.alignment.old.get(old)?, *self.alignment.new.get(new)?);
        (old.of(self.old) == new.of(self.new)).then_some(old)
    }
}

/// So many chunks of nothing but signs count as one of words: bullets and table lines are everywhere.
const SIGNS: usize = 4;

/// The weight of one chunk: divisible by any small number of words.
const CHUNK: usize = 2520;

fn has_letters(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
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
    Pattern::new(one)
        .search(&other, most)
        .iter()
        .any(|hit| hit.end == other.len())
}
