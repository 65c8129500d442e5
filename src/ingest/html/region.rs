//! The container of the article's body, when the page names one.

use super::sign::Sign;
use super::survey::Survey;
use std::collections::BTreeMap;
use std::ops::Range;

/// The ranges of pieces that the page calls the article's body; empty when it names none that fits
/// what the extractor took.
///
/// Of all words for a body that hold most of what was taken, the tightest wins. On a page of many posts
/// (`thread`) all containers of one word count, else only those in which something was taken.
pub(super) fn find(survey: &Survey, thread: bool) -> Vec<Range<usize>> {
    let groups = groups(survey);
    let taken = |ranges: &[Range<usize>]| prose(survey, ranges, true);
    let all = |ranges: &[Range<usize>]| prose(survey, ranges, false);
    let whole = 0..survey.pieces.len();
    let total = taken(std::slice::from_ref(&whole));
    if thread {
        let posts = groups.values().filter(|ranges| ranges.len() >= 2);
        if let Some(posts) = posts.max_by_key(|ranges| all(ranges)) {
            return posts.clone();
        }
    }
    let fits = groups
        .values()
        .filter(|ranges| taken(ranges) * 4 >= total * 3 && total > 0);
    if let Some(best) = fits.min_by_key(|ranges| all(ranges)) {
        let own = best.iter().filter(|range| {
            let range = std::slice::from_ref(*range);
            taken(range) * 10 >= all(range) * 3
        });
        return own.cloned().collect();
    }
    // The extractor took what readers wrote, or teasers: the body is elsewhere.
    let foreign: Vec<Range<usize>> = survey
        .signs
        .iter()
        .filter(|(sign, _)| matches!(sign, Sign::Comments | Sign::Related))
        .map(|(_, range)| range.clone())
        .collect();
    let outside = |range: &Range<usize>| {
        !foreign
            .iter()
            .any(|other| other.start <= range.start && range.end <= other.end)
    };
    if total > 0 && taken(&outermost(foreign.clone())) * 2 < total {
        return Vec::new();
    }
    let free = groups.values().filter(|ranges| ranges.iter().all(outside));
    let best = free.max_by_key(|ranges| all(ranges));
    best.filter(|ranges| all(ranges) >= 40)
        .cloned()
        .unwrap_or_default()
}

/// The containers by the word that names them, outermost ones only, in order.
fn groups(survey: &Survey) -> BTreeMap<&str, Vec<Range<usize>>> {
    let mut groups: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for (word, range) in &survey.bodies {
        groups.entry(word).or_default().push(range.clone());
    }
    for ranges in groups.values_mut() {
        *ranges = outermost(std::mem::take(ranges));
    }
    groups
}

/// Ranges that lie in no other one.
pub(super) fn outermost(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    ranges.retain(|range| {
        let outer = range.end > end;
        end = end.max(range.end);
        outer
    });
    ranges
}

/// How much running text stands in some ranges; with `taken` only what the extractor took.
pub(super) fn prose(survey: &Survey, ranges: &[Range<usize>], taken: bool) -> usize {
    let sums = if taken { &survey.taken } else { &survey.prose };
    let upto = |at: usize| sums.get(at).or(sums.last()).copied().unwrap_or(0);
    ranges
        .iter()
        .map(|range| upto(range.end).saturating_sub(upto(range.start)))
        .sum()
}
