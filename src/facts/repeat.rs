//! Words that an article says twice: pull quotes, and sentences repeated in the body.

use super::outline::Unit;
use super::scan::{Kind, Scan};
use crate::model::span::Span;
use crate::text::hash::{ByWord, WordHasher};
use std::collections::HashMap;
use std::hash::Hasher;

/// A unit shorter than this many bytes of letters and digits repeats nothing: "Read more", "Yes."
const SHORTEST: usize = 30;

/// For each unit that repeats an earlier one, that earlier unit. A pull quote gives way to the sentence it
/// repeats, wherever the two stand.
pub fn repeats(scan: &Scan, units: &[Unit]) -> HashMap<usize, usize, ByWord> {
    let mut first: HashMap<u64, usize, ByWord> = HashMap::default();
    let mut found = HashMap::default();
    let order = (0..units.len())
        .filter(|&at| units.get(at).is_some_and(|u| !u.pull_quote))
        .chain((0..units.len()).filter(|&at| units.get(at).is_some_and(|u| u.pull_quote)));
    for index in order {
        let long = |unit: &&Unit| unit.own && !unit.cell && unit.span.len() >= SHORTEST;
        let Some(unit) = units.get(index).filter(long) else {
            continue;
        };
        let mut hasher = WordHasher::default();
        let mut length = 0;
        for (word, written) in words(scan, unit) {
            length += written;
            hasher.write_u64(word);
        }
        if length < SHORTEST {
            continue;
        }
        let earlier = *first.entry(hasher.finish()).or_insert(index);
        let same = || {
            let earlier = units.get(earlier);
            earlier.is_some_and(|earlier| words(scan, earlier).eq(words(scan, unit)))
        };
        if earlier != index && same() {
            found.insert(index, earlier);
        }
    }
    found
}

/// The words and figures of a unit, each as a number that only the same letters or digits have, with its length in bytes.
fn words<'a>(scan: &'a Scan, unit: &Unit) -> impl Iterator<Item = (u64, usize)> + 'a {
    let tokens = scan.tokens.get(unit.tokens.clone()).unwrap_or_default();
    tokens.iter().filter_map(|token| {
        let word = match token.kind {
            Kind::Word => u64::from(token.id),
            // Words are numbered below 2^32; a run of digits too long for 63 bits counts as its length.
            Kind::Digits => {
                let digits = token.span.of(scan.text).parse();
                1 << 63 | digits.unwrap_or(token.span.len() as u64)
            }
            Kind::Sign(_) => return None,
        };
        Some((word, token.span.len()))
    })
}

/// The groups of spans that say the same words, in order of the text.
pub fn groups(units: &[Unit], repeats: &HashMap<usize, usize, ByWord>) -> Vec<Vec<Span>> {
    let mut groups: HashMap<usize, Vec<Span>> = HashMap::new();
    for (&again, &first) in repeats {
        if let (Some(a), Some(b)) = (units.get(first), units.get(again)) {
            groups
                .entry(first)
                .or_insert_with(|| vec![a.span])
                .push(b.span);
        }
    }
    let mut groups: Vec<Vec<Span>> = groups.into_values().collect();
    for group in &mut groups {
        group.sort();
    }
    groups.sort();
    groups
}
