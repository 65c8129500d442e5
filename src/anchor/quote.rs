//! Places a mark by its quote and what stood around it.

use super::Anchored;
use super::search::{Pattern, peaks};
use crate::model::{AnchorState, Span, annotation::Target};
use crate::text::words::plain;

/// A place less alike than this is none.
const CUT: f64 = 0.75;

/// Two places whose likeness differs by less are equally good.
const TIE: f64 = 0.05;

/// How much the quote counts, against prefix and suffix together.
const QUOTE_WEIGHT: f64 = 0.6;

/// Where the quote of `target` stands in `text`: exactly, else the most alike place, by quote, prefix and suffix.
/// The stored span only tells `exact` from `moved`, and breaks no tie.
pub fn find_quote(text: &str, target: &Target) -> Anchored {
    if target.quote.trim().is_empty() {
        return Anchored::ORPHAN;
    }
    let exact: Vec<Span> = text
        .match_indices(target.quote.as_str())
        .take(MOST_PLACES)
        .map(|(at, words)| Span::new(at, at + words.len()))
        .collect();
    match exact.as_slice() {
        [] => fuzzy(text, target),
        [one] if target.quote.chars().count() >= ENOUGH => placed(text, target, *one),
        many => choose(text, target, many.iter().map(|span| (1.0, *span)).collect()),
    }
}

/// More places than this are not compared: the quote says nothing.
const MOST_PLACES: usize = 1000;

/// A quote of so many letters that occurs once needs no context.
const ENOUGH: usize = 12;

/// Where the quote of `target` may stand in `text`, the likeliest first and at most `most` of them: for a person to
/// choose from. Places that [`find_quote`] would not take are among them.
pub fn candidates(text: &str, target: &Target, most: usize) -> Vec<Span> {
    if target.quote.trim().is_empty() {
        return Vec::new();
    }
    let exact = text.match_indices(target.quote.as_str());
    let exact = exact.map(|(at, words)| (1.0, Span::new(at, at + words.len())));
    let mut places: Vec<(f64, Span)> = exact.take(MOST_PLACES).collect();
    if places.is_empty() {
        places = alike(text, target);
    }
    let scored = scored(text, target, places).into_iter();
    scored.map(|(_, place)| place).take(most).collect()
}

fn fuzzy(text: &str, target: &Target) -> Anchored {
    choose(text, target, alike(text, target))
}

/// The places where at most a quarter of the quote's letters are other ones, each with how alike it is.
fn alike(text: &str, target: &Target) -> Vec<(f64, Span)> {
    let pattern = Pattern::new(target.quote.trim().chars().map(plain).collect());
    let (mut offsets, letters): (Vec<usize>, Vec<char>) =
        text.char_indices().map(|(at, c)| (at, plain(c))).unzip();
    offsets.push(text.len());
    let most = pattern.len() / 4;
    peaks(pattern.search(&letters, most), pattern.len())
        .into_iter()
        .take(MOST_PLACES)
        .filter_map(|hit| {
            let start = *offsets.get(pattern.start_of(&letters, hit))?;
            let likeness = 1.0 - hit.errors as f64 / pattern.len() as f64;
            Some((likeness, Span::new(start, *offsets.get(hit.end)?)))
        })
        .collect()
}

/// The best place, if it is good enough and the only best one.
fn choose(text: &str, target: &Target, places: Vec<(f64, Span)>) -> Anchored {
    let mut scored = scored(text, target, places);
    scored.retain(|(score, _)| *score >= CUT);
    match scored.as_slice() {
        [] => Anchored::ORPHAN,
        [(best, _), (second, _), ..] if best - second < TIE => Anchored::AMBIGUOUS,
        [(_, place), ..] => placed(text, target, *place),
    }
}

/// Places with how well quote and context fit there together, the best first.
fn scored(text: &str, target: &Target, places: Vec<(f64, Span)>) -> Vec<(f64, Span)> {
    let mut scored: Vec<(f64, Span)> = places
        .into_iter()
        .map(|(likeness, place)| {
            let before = Span::new(0, place.start).of(text);
            let after = Span::new(place.end, text.len()).of(text);
            let context = f64::midpoint(
                shared(target.prefix.chars().rev(), before.chars().rev()),
                shared(target.suffix.chars(), after.chars()),
            );
            (
                likeness * QUOTE_WEIGHT + context * (1.0 - QUOTE_WEIGHT),
                place,
            )
        })
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    scored
}

fn placed(text: &str, target: &Target, place: Span) -> Anchored {
    let state = match place.of(text) == target.quote.as_str() {
        true if place.start == target.span.start => AnchorState::Exact,
        true => AnchorState::Moved,
        false => AnchorState::Changed,
    };
    Anchored {
        state,
        span: Some(place),
    }
}

/// How much of the kept context stands beside the place, from the mark outwards: 1 for all of it, and for none kept.
fn shared(kept: impl Iterator<Item = char>, found: impl Iterator<Item = char>) -> f64 {
    let kept: Vec<char> = kept.filter(|c| !c.is_whitespace()).map(plain).collect();
    if kept.is_empty() {
        return 1.0;
    }
    let found: Vec<char> = found
        .filter(|c| !c.is_whitespace())
        .map(plain)
        .take(kept.len() + kept.len() / 4)
        .collect();
    // The kept letters, anywhere near: an edit inside the context costs only itself.
    let length = kept.len();
    let hits = Pattern::new(kept).search(&found, length);
    let least = hits.iter().map(|hit| hit.errors).min().unwrap_or(length);
    1.0 - least as f64 / length as f64
}
