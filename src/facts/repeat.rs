//! Words that an article says twice: pull quotes, and sentences repeated in the body.

use super::outline::Unit;
use crate::model::span::Span;
use std::collections::HashMap;

/// A unit shorter than this many letters and digits repeats nothing: "Read more", "Yes."
const SHORTEST: usize = 30;

/// For each unit that repeats an earlier one, that earlier unit. A pull quote gives way to the sentence it
/// repeats, wherever the two stand.
pub fn repeats(text: &str, units: &[Unit]) -> HashMap<usize, usize> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut found = HashMap::new();
    let order = (0..units.len())
        .filter(|&at| units.get(at).is_some_and(|u| !u.pull_quote))
        .chain((0..units.len()).filter(|&at| units.get(at).is_some_and(|u| u.pull_quote)));
    for index in order {
        let Some(unit) = units.get(index).filter(|unit| unit.own && !unit.cell) else {
            continue;
        };
        let words: String = unit
            .span
            .of(text)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        if words.len() < SHORTEST {
            continue;
        }
        match first.get(&words) {
            Some(&earlier) => {
                found.insert(index, earlier);
            }
            None => {
                first.insert(words, index);
            }
        }
    }
    found
}

/// The groups of spans that say the same words, in order of the text.
pub fn groups(units: &[Unit], repeats: &HashMap<usize, usize>) -> Vec<Vec<Span>> {
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
